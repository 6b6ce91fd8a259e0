"""Corrections: each change to something published, before and after, and what was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.core.corrections import subject_of
from macros.core.dates import DateTextError, parse_when
from macros.core.fields import shape_of_field
from macros.core.records import KINDS
from macros.core.values import IsDate, ListedIn, Ref
from macros.views.limits import Some, some
from macros.views.names import DateView, date_view
from macros.views.paths import ANCHOR, OWN_PAGE, PUBLISHED_KIND
from macros.views.sources import title_of
from macros.views.wording import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from macros.core.dataset import Dataset
    from macros.core.records import Correction
    from macros.core.vocabulary import Entry
    from macros.views.parts import Part


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One change: of what, from what to what, when, of which kind and why.

    `before` and `after` are None for nothing. `linked` is false where the record has no address.
    """

    id: str
    date: DateView
    record_kind: str
    record_id: str
    record_title: str
    linked: bool
    field: str
    before: str | None
    after: str | None
    kind: str
    kind_definition: str
    reason: str


def corrections(data: Dataset) -> tuple[CorrectionView, ...]:
    """All corrections, newest first."""
    return tuple(correction_view(data, one.id) for one in _newest_first(data.corrections.values()))


def correction_part(data: Dataset, part: Part) -> tuple[CorrectionView, ...]:
    """The corrections of a part of the list."""
    return tuple(correction_view(data, one) for one in part.ids)


def corrections_of(data: Dataset, kind: str, record_id: str) -> Some[CorrectionView]:
    """The corrections of one record, under its present and its former ids, newest first."""
    own = (
        one
        for one in data.corrections.values()
        if subject_of(one, data.former_ids) == (kind, record_id)
    )
    return some(_newest_first(own), lambda one: correction_view(data, one.id))


def _newest_first(found: Iterable[Correction]) -> list[Correction]:
    return sorted(found, key=lambda c: (c.date.sort_key, c.id), reverse=True)


def correction_view(data: Dataset, correction_id: str) -> CorrectionView:
    """One correction in words.

    Raises:
        UnknownIdError: when there is no such correction.
    """
    correction: Correction = data.find("corrections", correction_id)
    kind, record_id = subject_of(correction, data.former_ids)
    there = record_id in data.records(kind)
    published = PUBLISHED_KIND.get(kind, kind)
    date = date_view(correction.date)
    assert date is not None
    entry: Entry = data.entry("correction_kinds", correction.kind)
    return CorrectionView(
        correction.id,
        date,
        published,
        record_id,
        title_of(data, kind, record_id) if there else title_of_withdrawn(record_id),
        published in OWN_PAGE or (there and published in ANCHOR),
        field_words(correction.field),
        _value_words(data, kind, correction.field, correction.before),
        _value_words(data, kind, correction.field, correction.after),
        data.label("correction_kinds", correction.kind),
        entry.definition,
        correction.reason,
    )


def tombstone(data: Dataset, correction_id: str) -> CorrectionView:
    """What stands at the address of a record that was withdrawn: the correction that did it."""
    return correction_view(data, correction_id)


def title_of_withdrawn(record_id: str) -> str:
    """What a record is called of which nothing but the id is left."""
    return record_id.replace("-", " ").capitalize()


def field_words(field: str) -> str:
    """A field in words: `quantities.total.value` is the `value of total`, and `id` the address."""
    if field == "id":
        return "address"
    steps = field.split(".")
    return " of ".join(reversed(steps[1:] or steps)).replace("_", " ").replace("-", " ")


def _value_words(data: Dataset, kind: str, field: str, text: str | None) -> str | None:
    """A value as readers know it: a name, a label or a date in words."""
    shape = shape_of_field(KINDS[kind], field)
    mark = shape.mark if shape else None
    if text is None or mark is None:
        return text
    if isinstance(mark, ListedIn):
        return data.label(mark.name, text) if text in data.entries[mark.name] else text
    if isinstance(mark, Ref):
        now = data.former_ids[mark.kind].get(text, text)
        return title_of(data, mark.kind, now) if now in data.records(mark.kind) else text
    assert isinstance(mark, IsDate)
    try:
        return date_words(parse_when(text))
    except DateTextError:
        return text
