"""Sources: each with its quality, date and language, and every record that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.core.fallout import fallout
from macros.views.names import SourceName, source_name
from macros.views.paths import PUBLISHED_KIND, anchor, former_anchors
from macros.views.wording import listing, plural, short_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from macros.core.book import Source
    from macros.core.dataset import Dataset
    from macros.core.fallout import Fallout

    Named = Mapping[tuple[str, str], Collection[object]]

MOST_ON_A_PAGE = 120
"""So many sources, with what rests on them, stay within the bytes that a page may have."""

NOTHING_NAMED: Named = {}
"""A book whose prose names no record."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """A record that rests on a source."""

    kind: str
    id: str
    title: str
    fate: str = ""


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A source in the list.

    `missed` says in a sentence what would happen if it were withdrawn, `also` what else would be
    shaken than what names it; a dependent's `fate` is "falls", "is shaken" or nothing.
    """

    name: SourceName
    anchor: str
    author: str | None
    kind: str
    access: str | None
    title_status: str | None
    note: str | None
    dependents: tuple[Dependent, ...]
    former: tuple[str, ...] = ()
    missed: str = ""
    also: tuple[Dependent, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcePart:
    """The sources of one quality, or as many of them as one page holds.

    `id` is the quality, with a number where there are several parts of it; `number` and `parts`
    count them from 1. `ids` are its sources in their order.
    """

    id: str
    label: str
    definition: str
    ids: tuple[str, ...]
    number: int = 1
    parts: int = 1

    @property
    def title(self) -> str:
        """The quality, and which part of it where there are several."""
        return f"{self.label}, part {self.number}" if self.parts > 1 else self.label


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """A part of the sources as it is listed; `sources` is empty where it has a page of its own."""

    part: SourcePart
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


def _dependents(
    data: Dataset, found: Iterable[tuple[str, str]], effects: Fallout
) -> tuple[Dependent, ...]:
    fates = {(effect.kind, effect.id): "is shaken" for effect in effects.shaken}
    fates |= {(effect.kind, effect.id): "falls" for effect in effects.falls}
    return tuple(
        Dependent(
            PUBLISHED_KIND.get(kind, kind),
            record_id,
            title_of(data, kind, record_id),
            fates.get((kind, record_id), ""),
        )
        for kind, record_id in dict.fromkeys(found)
    )


def _missed(effects: Fallout, dependents: tuple[Dependent, ...], named: Named) -> str:
    """What would happen if the source were withdrawn; nothing where nothing would."""
    said = []
    for fate, group, verb in (
        ("falls", effects.falls, "would fall"),
        ("is shaken", effects.shaken, "would be shaken"),
    ):
        these = sum(dependent.fate == fate for dependent in dependents)
        figures = sum(effect.kind == "figures" for effect in group)
        others = len(group) - these - figures
        counted = [
            f"{these} of these" if these else "",
            plural(others, "other record") if others else "",
            plural(figures, "figure") if figures else "",
        ]
        if words := listing([part for part in counted if part]):
            said.append(f"{words} {verb}")
    if not said:
        return ""
    both = (*effects.falls, *effects.shaken)
    keys = {(PUBLISHED_KIND.get(effect.kind, effect.kind), effect.id) for effect in both}
    keys |= {("sources", source) for source in effects.sources}
    places = {place for key in keys for place in named.get(key, ())}
    tail = f" Named in {plural(len(places), 'sentence')} of this site." if places else ""
    return f"If it were withdrawn, {'; '.join(said)}.{tail}"


def source_item(data: Dataset, source_id: str, named: Named = NOTHING_NAMED) -> SourceItem:
    """A source in the list.

    Args:
        data: the book.
        source_id: which source.
        named: where the prose names what, by kind and id.

    Raises:
        UnknownIdError: when there is no such source.
    """
    source: Source = data.find("sources", source_id)
    usual = data.first("source_access")
    effects = fallout(data, [source.id])
    direct = [(ref.kind, ref.id) for ref in data.rests_on("sources", source.id)]
    dependents = _dependents(data, direct, effects)
    beyond = [
        (effect.kind, effect.id)
        for effect in effects.shaken
        if effect.kind != "figures" and (effect.kind, effect.id) not in direct
    ]
    return SourceItem(
        source_name(data, source.id),
        anchor("sources", source.id),
        source.author,
        data.label("source_kinds", source.kind),
        None if source.access == usual else data.label("source_access", source.access),
        data.label("title_statuses", source.title_status) if source.title_status else None,
        source.note,
        dependents,
        former_anchors("sources", source.was),
        _missed(effects, dependents, named),
        _dependents(data, beyond, effects),
    )


def source_parts(data: Dataset) -> tuple[SourcePart, ...]:
    """The sources by quality, then publisher and title, in parts that a page can hold."""
    parts = []
    for quality, entry in data.entries["source_qualities"].items():
        found = [source for source in data.sources.values() if source.quality == quality]
        found.sort(key=lambda source: (source.publisher.casefold(), source.title.casefold()))
        count = -(-len(found) // MOST_ON_A_PAGE)
        size = -(-len(found) // max(count, 1))
        parts += [
            SourcePart(
                f"{quality}-{number}" if number > 1 else quality,
                data.label("source_qualities", quality),
                entry.definition,
                tuple(source.id for source in found[(number - 1) * size : number * size]),
                number,
                count,
            )
            for number in range(1, count + 1)
        ]
    return tuple(parts)


def have_own_pages(parts: Collection[SourcePart]) -> bool:
    """Whether the parts are too much for one page."""
    return sum(len(part.ids) for part in parts) > MOST_ON_A_PAGE


def part_of_sources(data: Dataset, part_id: str) -> SourcePart:
    """A part of the sources by its id, which `source_parts` gives."""
    return next(part for part in source_parts(data) if part.id == part_id)


def source_part(data: Dataset, part_id: str, named: Named = NOTHING_NAMED) -> SourceGroup:
    """A part of the sources with all that is known of each."""
    part = part_of_sources(data, part_id)
    return SourceGroup(part, tuple(source_item(data, source, named) for source in part.ids))


def source_list(data: Dataset, named: Named = NOTHING_NAMED) -> tuple[SourceGroup, ...]:
    """All parts of the sources; with the sources themselves where one page can hold them.

    Args:
        data: the book.
        named: where the prose names what, by kind and id.
    """
    parts = source_parts(data)
    if have_own_pages(parts):
        return tuple(SourceGroup(part, ()) for part in parts)
    return tuple(source_part(data, part.id, named) for part in parts)
