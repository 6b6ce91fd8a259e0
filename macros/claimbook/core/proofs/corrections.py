"""What a correction is about: the record as it is named now, and values that mean the same."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import shape_of_field
from claimbook.core.records.models import KINDS, Correction
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.values import Ref
from claimbook.core.text.keeping import once

Former = dict[str, dict[str, str]]
"""The present id for each former one, by kind."""


def former_ids(reading: Reading) -> Former:
    """The present id for each former id that a record lists."""
    return {
        kind: {former: draft.id for draft in drafts.values() for former in draft.was}
        for kind, drafts in reading.ids.items()
    }


def sound_corrections(reading: Reading) -> Iterator[tuple[Draft, Correction]]:
    """The corrections that could be read, each with its draft."""
    for draft in reading.of_kind("corrections"):
        if isinstance(draft.record, Correction):
            yield draft, draft.record


def subject_of(correction: Correction, former: Former) -> tuple[str, str]:
    """The kind and the present id of the record that a correction is about."""
    kind, _, record_id = correction.record.partition("/")
    return kind, former.get(kind, {}).get(record_id, record_id)


@once
def withdrawals(data: Dataset) -> dict[tuple[str, str], Correction]:
    """The correction that withdrew each record that is gone, by the record's kind and id."""
    return _withdrawals(data.corrections.values())


def _withdrawals(corrections: Iterable[Correction]) -> dict[tuple[str, str], Correction]:
    return {
        subject_of(correction, {}): correction
        for correction in corrections
        if correction.field == "id" and correction.after is None
    }


def tombstones(reading: Reading) -> set[tuple[str, str]]:
    """The kind and id of every record that a correction says was withdrawn."""
    return set(_withdrawals(correction for _, correction in sound_corrections(reading)))


def comparable(kind: str, field: str, text: str | None, former: Former) -> str | None:
    """A value as it is compared: the same text for all values that mean the same.

    A record that was renamed is the same record. What has parts, such as a quantity, is only
    there or not, because its parts have corrections of their own.
    """
    shape = shape_of_field(KINDS[kind].model, field) if kind in KINDS else None
    if text is None or shape is None:
        return text
    if shape.model:
        return "there"
    if isinstance(shape.mark, Ref):
        return former.get(shape.mark.kind, {}).get(text, text)
    return " ".join(text.split())


def kinds_used_for(reading: Reading) -> Mapping[str, str]:
    """What each kind of correction is used for, as far as the vocabulary could be read."""
    return {
        str(entry["id"]): str(entry.get("use", "value"))
        for draft in reading.of_kind("vocabulary")
        for entry in _listed(draft.data.get("correction_kinds"))
        if isinstance(entry.get("id"), str)
    }


def use_of(field: str, after: str | None) -> str:
    """What a change is: of a `value`, a `rename`, or a `withdrawal`."""
    if field != "id":
        return "value"
    return "withdrawal" if after is None else "rename"


def _listed(entries: object) -> Iterator[dict[str, object]]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            yield entry


def last_change(data: Dataset, kind: str, record_id: str) -> date:
    """The day of a record's newest correction, else of its coming into the book, else the book's.

    What is no record, such as a hand-written page or a chart over the claims, is as old as the
    book.
    """
    days = [*_corrected(data).get((kind, record_id), ())]
    record = data.records(kind).get(record_id) if kind in KINDS else None
    added = getattr(record, "added", None)
    if added is not None:
        days.append(added.day)
    return max(days, default=data.book.as_of.day)


@once
def _corrected(data: Dataset) -> dict[tuple[str, str], list[date]]:
    """The days on which each record was corrected, by its kind and id."""
    days: dict[tuple[str, str], list[date]] = {}
    for one in data.corrections.values():
        days.setdefault(subject_of(one, data.former_ids), []).append(one.date.day)
    return days
