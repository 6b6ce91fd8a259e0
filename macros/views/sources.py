"""Sources: each with its quality, date and language, and every record that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.views.names import SourceName, source_name
from macros.views.paths import anchor
from macros.views.wording import short_name

if TYPE_CHECKING:
    from macros.core.dataset import Dataset, Reference
    from macros.core.records import Source


@dataclass(frozen=True, slots=True)
class Dependent:
    """A record that rests on a source."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A source in the list."""

    name: SourceName
    anchor: str
    author: str | None
    kind: str
    access: str | None
    title_status: str | None
    note: str | None
    dependents: tuple[Dependent, ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The sources of one quality."""

    id: str
    label: str
    definition: str
    sources: tuple[SourceItem, ...]


def title_of(data: Dataset, kind: str, record_id: str) -> str:
    """What a record of any kind is called in a list."""
    record = data.find(kind, record_id)
    if kind == "actors":
        return short_name(record.name)
    if kind == "terms":
        return str(record.term)
    if kind == "series":
        return str(record.chart.question)
    return str(getattr(record, "title", record_id))


PUBLISHED_KIND = {"series": "charts"}
"""Records whose page goes by another name: a series is published as a chart."""


def _dependents(data: Dataset, refs: tuple[Reference, ...]) -> tuple[Dependent, ...]:
    seen = dict.fromkeys((ref.kind, ref.id) for ref in refs)
    return tuple(
        Dependent(PUBLISHED_KIND.get(kind, kind), record_id, title_of(data, kind, record_id))
        for kind, record_id in seen
    )


def source_item(data: Dataset, source_id: str) -> SourceItem:
    """A source in the list.

    Raises:
        UnknownIdError: when there is no such source.
    """
    source: Source = data.find("sources", source_id)
    usual = next(iter(data.entries["source_access"]))
    return SourceItem(
        source_name(data, source.id),
        anchor("sources", source.id),
        source.author,
        data.label("source_kinds", source.kind),
        None if source.access == usual else data.label("source_access", source.access),
        data.label("title_statuses", source.title_status) if source.title_status else None,
        source.note,
        _dependents(data, data.rests_on("sources", source.id)),
    )


def source_list(data: Dataset) -> tuple[SourceGroup, ...]:
    """All sources by quality, then publisher and title."""
    groups = []
    for quality, entry in data.entries["source_qualities"].items():
        items = [source_item(data, s.id) for s in data.sources.values() if s.quality == quality]
        items.sort(key=lambda i: (i.name.publisher.casefold(), i.name.title.casefold()))
        if items:
            label = data.label("source_qualities", quality)
            groups.append(SourceGroup(quality, label, entry.definition, tuple(items)))
    return tuple(groups)
