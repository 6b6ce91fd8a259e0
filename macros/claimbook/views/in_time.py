"""Events in the order of time, and the days that a date names."""

from datetime import date

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Event
from claimbook.core.text.dates import When
from claimbook.core.text.once import once


@once
def in_order(data: Dataset) -> tuple[Event, ...]:
    """All events by the earliest day on which they can have been."""
    return tuple(sorted(data.events.values(), key=lambda event: (event.date.sort_key, event.id)))


def known_days(when: When) -> list[date]:
    """The first and the last day that a date can be, as far as it has such."""
    return [*([when.earliest] if when.start else []), *([when.latest] if when.end else [])]
