"""When a record last changed, as the data say; who is told of it is left to feed and sitemap."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from claimbook.core.proofs.corrections import subject_of
from claimbook.core.records.models import KINDS
from claimbook.core.text.once import once
from claimbook.views.parts import part_of
from claimbook.views.paths import PUBLISHED_KIND

if TYPE_CHECKING:
    from claimbook.core.records.dataset import Dataset
    from claimbook.core.text.dates import When

FOLDER = {published: kind for kind, published in PUBLISHED_KIND.items()}
"""The kind of a record by that under which it is published."""


def day_of(when: When) -> date:
    """The one day by which a date is ordered: its last, or its first where it has no end."""
    return when.earliest if when.latest == date.max else when.latest


def last_change(data: Dataset, kind: str, record_id: str) -> date:
    """The day of a record's newest correction, else of its coming into the book, else the book's.

    What is no record, such as a hand-written page or a chart over the claims, is as old as the
    book; a part of a listing is as new as its newest entry. The kind may also be the one
    under which a record is published, or that of a generated page.
    """
    kind = FOLDER.get(kind, kind)
    if kind in {"tombstones", "corrections"}:
        return day_of(data.corrections[record_id].date)
    if kind == "parts":
        part = part_of(data, record_id)
        return max(last_change(data, part.kind, one) for one in part.ids)
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
