"""Where days lie on the timeline's axis, which has little room for years of few events.

The busy years have a column for each month, and others around them a narrow one for each year.
Where there are no few busy years, all have columns of one width, for years or for longer spans.
Years without events are left out where they are many.
"""

import calendar
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from claimbook.core.text.date_words import short_decade, short_month
from claimbook.core.text.dates import When
from claimbook.core.text.messages import in_digits

BUSY = 4
"""A year is busy that has at least one event for each so many of the busiest year."""

MOST_BUSY = 3
"""Maximum number of busy years that are drawn by months."""

MOST_NARROW = 6
"""Maximum number of narrow columns on either side of the busy years."""

MOST_COLUMNS = 36
"""Maximum number of columns where none is narrow."""

NARROW = 0.045
"""The share of the axis that a narrow column has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A length of time on the axis: its first and last day, and where it lies.

    Units: `left` and `width` are shares of the axis. `after_gap` is true where years without events
    were left out before it.
    """

    first: date
    last: date
    is_month: bool
    after_gap: bool = False
    left: float = 0.0
    width: float = 0.0

    @property
    def label(self) -> str:
        """What it is called: `Dec` for a month, `2024` for a year, `1910–19` for a decade."""
        if self.is_month:
            return short_month(self.first)
        first, last = self.first.year, self.last.year
        return in_digits(f"{first}") if self.is_one_year else short_decade(first, last)

    @property
    def is_one_year(self) -> bool:
        """Whether it is a single year."""
        return not self.is_month and self.first.year == self.last.year


@dataclass(frozen=True)
class Axis:
    """The columns from left to right."""

    columns: tuple[Column, ...]

    @cached_property
    def _starts(self) -> list[date]:
        return [column.first for column in self.columns]

    def at(self, day: date, *, end: bool = False) -> float:
        """Where a day begins or ends, as a share of the axis; a day left out lies at the gap."""
        index = bisect_right(self._starts, day) - 1
        if index < 0:
            return 0.0
        column = self.columns[index]
        length = (column.last - column.first).days + 1
        passed = (day - column.first).days + (1 if end else 0)
        return column.left + column.width * min(passed / length, 1.0)

    @property
    def first(self) -> date:
        """The first day."""
        return self.columns[0].first

    @property
    def last(self) -> date:
        """The last day."""
        return self.columns[-1].last

    @property
    def months(self) -> tuple[Column, ...]:
        """The columns of the busy years."""
        return tuple(column for column in self.columns if column.is_month)

    @property
    def has_gaps(self) -> bool:
        """Whether years were left out."""
        return any(column.after_gap for column in self.columns)


def axis(dates: Sequence[When]) -> Axis | None:
    """The axis on which dates are drawn; None where there are none."""
    days = sorted(day for when in dates for day in when.known_days)
    if not days:
        return None
    starts = Counter(when.known_days[0].year for when in dates)
    busy = [year for year, count in starts.items() if count * BUSY >= max(starts.values())]
    years = {day.year for day in days}
    low, high = min(busy), max(busy)
    if high - low >= MOST_BUSY:
        return Axis(_placed(_spans(years, MOST_COLUMNS)))
    before = _spans({year for year in years if year < low}, MOST_NARROW, low)
    after = _spans({year for year in years if year > high}, MOST_NARROW, since=high)
    first = days[0] if not before else date(low, 1, 1)
    last = days[-1] if not after else date(high, 12, 31)
    return Axis(_placed([*before, *_months(first, last), *after]))


def _placed(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with their places: narrow ones beside months, else all of one width."""
    months = sum(column.is_month for column in columns)
    narrow = NARROW if months else 1 / len(columns)
    wide = (1 - NARROW * (len(columns) - months)) / months if months else 0.0
    placed: list[Column] = []
    left = 0.0
    for column in columns:
        gap = bool(placed) and (column.first - placed[-1].last).days > 1
        width = wide if column.is_month else narrow
        placed.append(replace(column, left=left, width=width, after_gap=gap))
        left += width
    return tuple(placed)


def _months(first: date, last: date) -> list[Column]:
    """A column for each month from that of one day to that of another."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    starts = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return [Column(first=day, last=_end_of_month(day), is_month=True) for day in starts]


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _spans(
    years: Iterable[int], most: int, before: int | None = None, since: int | None = None
) -> list[Column]:
    """Columns of equal spans in which the years lie: of one year, or ten, a hundred or a thousand.

    A single span without any of the years stays; where several follow each other they are left out.

    Args:
        years: the years that have something to show.
        most: the maximum number of columns, as long as a thousand years are not too short.
        before: the year that follows after the last column.
        since: the year that stands before the first one.
    """
    known = sorted({*years})
    if not known:
        return []
    for length in (1, 10, 100, 1000):
        cells = sorted({year // length for year in known})
        filled = sorted({*cells, *(one + 1 for one, two in pairwise(cells) if two == one + 2)})
        if len(filled) <= most:
            break
    ends = date.max.year if before is None else before - 1
    begins = date.min.year if since is None else since + 1
    return [
        Column(
            first=date(max(cell * length, begins), 1, 1),
            last=date(min(cell * length + length - 1, ends), 12, 31),
            is_month=False,
        )
        for cell in filled
    ]


def when_of(day: date, *, is_month: bool) -> str:
    """The value by which the list is narrowed to the month or year of a day."""
    return f"{day.year:04}-{day.month:02}" if is_month else f"{day.year}"
