"""Events in numbers: where they are too many for a mark each, how many begin in each month.

An event whose date is uncertain is counted once, at the beginning of its date.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.numbers import format_compact_decimal

from claimbook.core.records.models import Event
from claimbook.core.text.date_words import month_words, short_month, year_words
from claimbook.core.text.messages import gettext, in_digits, locale, ngettext, number

MOST_COUNTS = 240
"""Maximum number of counts, which fill some screens of a phone; where there would be more, each
spans a longer time."""

LEAST_HEIGHT = 8.0
"""The least height at which a count is drawn, in percent of the highest."""

THOUSAND = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The number of events that begin in a span of time.

    Units: `left` and `width` are percent of the row, `height` of the highest count. `first` is the
    id of the first of them.
    """

    first: str
    label: str
    short: str
    left: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row. `gap` is true when rows without events were left out above."""

    label: str
    counts: tuple[Count, ...]
    gap: bool


@dataclass(frozen=True, slots=True)
class EventCounts:
    """The overview of many events.

    `span` is the length of time that a count is of: `month`, `year`, `decade` or `century`. `heads`
    stand over the rows.
    """

    span: str
    heads: tuple[str, ...]
    rows: tuple[CountRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """A length of time that each count covers, and the number of years and counts in a row.

    `heads` end the names of the years over a row; over months stand the names of some.
    """

    name: str
    years: int
    cells: int
    heads: tuple[str, ...] = ()

    def cell(self, day: date) -> tuple[int, int]:
        """The row and the place in it to which a day belongs."""
        row, rest = divmod(day.year, self.years)
        return row, day.month - 1 if self.years == 1 else rest * self.cells // self.years

    def words(self, row: int, cell: int) -> str:
        """A place in a row, in words."""
        if self.years == 1:
            return month_words(date(row, cell + 1, 1))
        length = self.years // self.cells
        first = row * self.years + cell * length
        if length == 1:
            return _year(first)
        # e.g. 1910 to 1919
        return gettext("{first} to {last}", first=_year(first), last=_year(first + length - 1))


_SPANS = (
    _Period(name="month", years=1, cells=12),
    _Period(name="year", years=10, cells=10, heads=("0", "2", "4", "6", "8")),
    _Period(name="decade", years=100, cells=10, heads=("00", "20", "40", "60", "80")),
    _Period(name="century", years=1000, cells=10, heads=("000", "200", "400", "600", "800")),
)


def event_counts(events: Iterable[Event]) -> EventCounts:
    """How many of the events, given in order, begin in each span of time."""
    dated = [(days[0], event.id) for event in events if (days := event.date.known_days)]
    for span in _SPANS:
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for day, event_id in dated:
            found[span.cell(day)].append(event_id)
        if len(found) <= MOST_COUNTS:
            break
    most = max(map(len, found.values()), default=1)
    counts: dict[int, list[Count]] = defaultdict(list)
    for (row, cell), ids in sorted(found.items()):
        counts[row].append(
            Count(
                first=ids[0],
                label=_label(len(ids), span.words(row, cell)),
                short=_short(len(ids)),
                left=round(cell / span.cells * 100, 2),
                width=round(100 / span.cells, 2),
                height=round(max(len(ids) / most * 100, LEAST_HEIGHT), 1),
            )
        )
    rows = tuple(
        CountRow(
            _year(row * span.years),
            tuple(cells),
            number > 0 and row - 1 not in counts,
        )
        for number, (row, cells) in enumerate(counts.items())
    )
    quarters = (short_month(date(1, month, 1)) for month in (1, 4, 7, 10))
    heads = tuple(map(in_digits, span.heads)) or tuple(quarters)
    return EventCounts(span.name, heads, rows)


def _year(year: int) -> str:
    """A year in words; there is no year 0, but a decade that begins with it."""
    return year_words(year) if year else in_digits("0")


def _label(count: int, when: str) -> str:
    # e.g. 3 events, May 2026
    return ngettext("{count} event, {date}", "{count} events, {date}", count, date=when)


def _short(count: int) -> str:
    """A count as it fits over a bar: `34`, `1.2K`."""
    if count < THOUSAND:
        return number(count)
    short: str = format_compact_decimal(count, locale=locale(), fraction_digits=1)
    return in_digits(short)
