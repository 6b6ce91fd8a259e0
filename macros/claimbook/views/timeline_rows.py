"""The timeline for a narrow screen: a row for each month, with a column of marks for each lane."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Event
from claimbook.core.text.date_words import short_days, short_decade, year_words
from claimbook.views.time_axis import Axis, Column, axis, when_of
from claimbook.views.timeline_drawing import lanes_of, moment_of
from claimbook.views.timeline_marks import EventMark, event_mark, lane_of

PITCH = 13
"""The distance in pixels from one mark to the next."""

MOST_GATHERED = 24
"""Maximum number of events of several years that share a row."""

FEW_LANES = 4
"""Maximum number of lanes that have two marks beside one another."""

ALONE = 8
"""Number of marks beside one another where there is one lane."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMark:
    """A mark with its middle in pixels, from the left and the top of its row."""

    mark: EventMark
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A month, a year, or several years together.

    `when` is the value by which the list is narrowed to it, empty where it is several years. `year` is
    the year that begins with it, among months. `moment` are the days of the document's moment and what
    that is called. `is_after` says that the evidence ended before all that is in it.
    """

    label: str
    when: str
    year: str
    height: float
    marks: tuple[RowMark, ...]
    named: tuple[EventMark, ...]
    moment: tuple[str, str] | None
    is_after: bool
    after_gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The name of a lane over its column, in pixels from the left, and its first event."""

    lane: str
    name: str
    x: float
    first: EventMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows; `width` is that of the columns of marks in pixels, `until` the end of the evidence."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    width: float
    until: str


def rows(data: Dataset, events: Sequence[Event]) -> Rows | None:
    """The rows of events given in order; None where there are no events."""
    along = axis([event.date for event in events])
    if along is None:
        return None
    named = lanes_of(data, events)
    beside = ALONE if len(named) == 1 else 2 if len(named) <= FEW_LANES else 1
    across = beside * PITCH + 4
    order = [lane for lane, *_ in named]
    firsts = {lane_of(data, event): event for event in reversed(events)}
    until = data.book.evidence_until.latest
    return Rows(
        heads=tuple(
            Head(
                lane=lane,
                name=short,
                x=across * (place + 0.5),
                first=event_mark(data, firsts[lane]),
            )
            for place, (lane, _, short) in enumerate(named)
            if short
        ),
        rows=tuple(
            _row(data, span, begun, order, beside)
            for span in _gathered(along, events)
            if (begun := [event for event in events if _begins_in(span, event)]) or span[0].is_month
        ),
        width=across * len(named),
        until=short_days(until, until),
    )


def _begins_in(span: Sequence[Column], event: Event) -> bool:
    return span[0].first <= event.date.known_days[0] <= span[-1].last


def _gathered(along: Axis, events: Sequence[Event]) -> Iterator[list[Column]]:
    """The columns of each row: of years beside months as many as have few events together."""
    for is_month, group in groupby(along.columns, lambda column: column.is_month):
        columns = list(group)
        count = sum(_begins_in(columns, event) for event in events)
        if not is_month and along.months and count <= MOST_GATHERED:
            yield columns
        else:
            yield from ([column] for column in columns)


def _row(
    data: Dataset, span: Sequence[Column], events: Sequence[Event], order: list[str], beside: int
) -> Row:
    marks = {event.id: event_mark(data, event) for event in events}
    placed = list(_placed(data, events, marks, order, beside))
    column = span[0]
    one = len(span) == 1 and column.first.year == span[-1].last.year
    return Row(
        label=column.label if one else short_decade(column.first.year, span[-1].last.year),
        when="" if not one else when_of(column.first, is_month=column.is_month),
        year=year_words(column.first.year) if column.is_month and _begins_year(column) else "",
        height=max((mark.y for mark in placed), default=0) + PITCH / 2 + 3,
        marks=tuple(placed),
        named=tuple(mark for mark in marks.values() if mark.short),
        moment=_moment(data, column.first, span[-1].last),
        is_after=_is_after(data, column.first, events),
        after_gap=column.after_gap,
    )


def _begins_year(column: Column) -> bool:
    return column.first.month == 1 or column.left == 0


def _placed(
    data: Dataset,
    events: Sequence[Event],
    marks: dict[str, EventMark],
    order: list[str],
    beside: int,
) -> Iterator[RowMark]:
    counts = dict.fromkeys(order, 0)
    for event in events:
        lane = lane_of(data, event)
        deep, along = divmod(counts[lane], beside)
        counts[lane] += 1
        x = order.index(lane) * (beside * PITCH + 4) + 2 + PITCH * (along + 0.5)
        yield RowMark(mark=marks[event.id], x=x, y=PITCH * (deep + 0.5) + 3)


def _moment(data: Dataset, first: date, last: date) -> tuple[str, str] | None:
    found = moment_of(data)
    if found is None or not first <= found[0] <= last:
        return None
    return short_days(found[0], found[1]), found[2]


def _is_after(data: Dataset, first: date, events: Sequence[Event]) -> bool:
    until = data.book.evidence_until.latest
    return first > until or (bool(events) and all(one.date.earliest > until for one in events))
