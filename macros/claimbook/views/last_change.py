"""When a record last changed, according to the data."""

from datetime import date

from claimbook.core.proofs.corrections import subject_of
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import KINDS
from claimbook.core.text.dates import When
from claimbook.core.text.once import once


def day_of(when: When) -> date:
    """The one day by which a date is ordered: its last, or its first where it has no end."""
    return when.earliest if when.latest == date.max else when.latest


def last_change(data: Dataset, kind: str, record_id: str) -> date:
    """The day of a record's newest correction, else of its coming into the book, else the book's.

    What is no record, such as a hand-written page or a chart over the claims, is as old as the
    book.
    """
    days = [*_corrected(data).get((kind, record_id), ())]
    record = data.records(kind).get(record_id) if kind in KINDS else None
    added = getattr(record, "added", None)
    if added is not None:
        days.append(day_of(added))
    return max(days, default=day_of(data.book.as_of))


@once
def _corrected(data: Dataset) -> dict[tuple[str, str], list[date]]:
    """The days on which each record was corrected, by its kind and id."""
    days: dict[tuple[str, str], list[date]] = {}
    for one in data.corrections.values():
        days.setdefault(subject_of(one, data.former_ids), []).append(day_of(one.date))
    return days
