"""The timeline as a picture: lanes along an axis of time, where there is room for them.

Places along the axis are shares of its width and sizes are pixels, so that it fills any width and
its text keeps its size. What may not touch was laid out for the narrowest width, and so is farther
apart in any other.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Event
from claimbook.core.text.date_words import short_days, short_month_of_year, short_years
from claimbook.core.text.keeping import once
from claimbook.core.text.messages import gettext, in_digits
from claimbook.core.text.widths import text_width
from claimbook.views.time_axis import Axis, Column, axis, when_of
from claimbook.views.timeline_marks import OTHER, EventMark, event_mark, lane_of
from claimbook.views.timeline_names import BETWEEN, Align, placed
from claimbook.views.wording import listing

LEAST_WIDTH = 696
"""The least width of the whole drawing in pixels; the stylesheet shows it from this one on."""

NAMES = 132
"""The width in pixels of the names of lanes, with the space after them."""

TEXT = 13
LINE = 18
PITCH = 13
"""The height in pixels of a mark with the space to the next one."""

EDGE = 9
"""The space in pixels above and below what is in a lane."""

LEAST_SPAN = {"day": 11.0, "span": 16.0, "about": 26.0, "from": 26.0, "until": 26.0}
"""The least width of a mark in pixels, by its shape."""

MOST_STACKED = 16
"""Maximum number of marks above one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMark:
    """A mark in its lane.

    Units: `left`, `center` and `width` are percent of the axis; `is_wide` says that the mark is drawn
    as wide as that; `y` is the middle in pixels. `text_y` is the baseline of the short name, 0 without
    one, which is aligned to the pole that leads to the mark.
    """

    mark: EventMark
    left: float
    center: float
    width: float
    is_wide: bool
    y: float
    text_y: float = 0.0
    align: Align = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane with its marks in the order of time, to the first of which its name leads."""

    id: str
    label: str
    count: int
    height: float
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line across all lanes at a percentage of the axis, with words where there is room.

    `when` is the value by which the list is narrowed to that year or month, where anything begins in
    it, and `first` the first event that does.
    """

    at: float
    words: str
    is_year: bool
    after_gap: bool
    when: str
    first: EventMark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The days of the document's own events: percent of the axis, and words."""

    left: float
    width: float
    words: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The lanes and what lies across them.

    `known_to` is where the evidence ends, in percent of the axis, where anything comes after, and
    `until` the day; `narrow` names the years that have less room than others, as a range.
    """

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    moment: Moment | None
    known_to: float | None
    until: str
    narrow: str
    has_gaps: bool


@dataclass(frozen=True, slots=True)
class Extent:
    """A mark with the shares of the axis between which its date lies."""

    mark: EventMark
    left: float
    right: float

    @property
    def center(self) -> float:
        """The share of the axis at its middle."""
        return (self.left + self.right) / 2

    def half(self, room: float) -> float:
        """Half of its width in pixels, on an axis of so many."""
        return max((self.right - self.left) * room, LEAST_SPAN[self.mark.shape]) / 2

    def touches(self, other: "Extent", room: float) -> bool:
        """Whether it would touch another one beside it."""
        apart = abs(self.center - other.center) * room
        return apart < self.half(room) + other.half(room) + 1


@once
def moment_of(data: Dataset) -> tuple[date, date, str] | None:
    """The first and last day of the document's own moment, and what it is called."""
    for entry in data.vocabulary.event_relations:
        events = [event for event in data.events.values() if event.relation == entry.id]
        days = [day for event in events for day in event.date.known_days]
        if entry.moment and days:
            return min(days), max(days), data.label("event_relations", entry.id)
    return None


def lanes_of(data: Dataset, events: Sequence[Event]) -> list[tuple[str, str, str]]:
    """The lanes in which events lie: id, name and short name; one without a name where all share it."""
    used = {lane_of(data, event) for event in events}
    named = [
        (lane.id, data.label("lanes", lane.id), lane.short or data.label("lanes", lane.id))
        for lane in data.vocabulary.lanes
        if lane.id in used
    ]
    if not data.vocabulary.lanes:
        return [(OTHER, "", "")]
    other = gettext("Other")
    return [*named, (OTHER, other, other)] if OTHER in used else named


def drawing(data: Dataset, events: Sequence[Event]) -> Drawing | None:
    """The drawing of events given in order; None where marks would stand too high on each other."""
    along = axis([event.date for event in events])
    if along is None:
        return None
    named = lanes_of(data, events)
    room = LEAST_WIDTH - (NAMES if named[0][1] else 0)
    lanes = []
    for lane_id, label, _ in named:
        found = [event for event in events if lane_of(data, event) == lane_id]
        marks, height = _arranged(data, found, along, room)
        if height is None:
            return None
        lanes.append(
            Lane(
                id=lane_id,
                label=label,
                count=len(found),
                height=max(height, _height_of_name(label)),
                marks=marks,
            )
        )
    until = data.book.evidence_until.latest
    return Drawing(
        lanes=tuple(lanes),
        ticks=tuple(_ticks(data, events, along, room)),
        moment=_moment(data, along),
        known_to=_percent(along.at(until, end=True)) if along.first <= until < along.last else None,
        until=short_days(until, until),
        narrow=_narrow(along),
        has_gaps=along.has_gaps,
    )


def _height_of_name(label: str) -> float:
    """The height in pixels that a lane's name and count take beside it."""
    lines = 1 + text_width(label, 15, bold=True) // (NAMES - 12)
    return 20 * lines + 34 if label else 0


def _arranged(
    data: Dataset, events: Sequence[Event], along: Axis, room: float
) -> tuple[tuple[PlacedMark, ...], float | None]:
    """The marks of a lane and its height; no height where they stand too high on each other."""
    extents = [_extent(event_mark(data, event), event, along) for event in events]
    depths = _depths(extents, room)
    if max(depths) >= MOST_STACKED:
        return (), None
    wanted = [
        (number, one.center * room, text_width(one.mark.short, TEXT) + 5)
        for number, one in enumerate(extents)
        if one.mark.short
    ]
    names = placed(wanted, room)
    lines = 1 + max((line for _, line in names.values()), default=-1)
    top = EDGE + lines * LINE + (4 if lines else 0)
    marks = []
    for number, one in enumerate(extents):
        name, line = names.get(number, (None, 0))
        marks.append(
            PlacedMark(
                mark=one.mark,
                left=_percent(one.left),
                center=_percent(one.center),
                width=_percent(one.right - one.left),
                is_wide=(one.right - one.left) * room > LEAST_SPAN[one.mark.shape],
                y=top + PITCH * (depths[number] + 0.5),
                text_y=EDGE + LINE * (lines - line) - 5 if name else 0.0,
                align=name.align if name else "start",
            )
        )
    return tuple(marks), top + (1 + max(depths)) * PITCH + EDGE


def _percent(share: float) -> float:
    return round(share * 100, 2)


def _extent(mark: EventMark, event: Event, along: Axis) -> Extent:
    start = along.at(max(event.date.earliest, along.first))
    end = along.at(min(event.date.latest, along.last), end=True)
    return Extent(mark, start, max(start, end))


def _depths(extents: Sequence[Extent], room: float) -> list[int]:
    """How deep each mark lies in its lane, the named ones first, so that none touches another."""
    depths: dict[int, int] = {}
    for number in sorted(range(len(extents)), key=lambda one: not extents[one].mark.short):
        taken = {
            depth
            for other, depth in depths.items()
            if extents[number].touches(extents[other], room)
        }
        depths[number] = next(depth for depth in count() if depth not in taken)
    return [depths[number] for number in range(len(extents))]


def _ticks(data: Dataset, events: Sequence[Event], along: Axis, room: float) -> Iterator[Tick]:
    """A tick for each narrow column, and for each quarter of the busy years."""
    ends = 0.0
    for column in along.columns:
        if column.is_month and column.first.month % 3 != 1 and column is not along.columns[0]:
            continue
        is_year = not column.is_month or column.first.month == 1 or column is along.months[0]
        words = _tick_words(along, column) if is_year else column.label
        begins = column.left * room
        fits = begins >= ends and begins + text_width(words, TEXT) <= room + BETWEEN
        if fits:
            ends = begins + text_width(words, TEXT, bold=is_year and column.is_month)
        # January is told by its year alone
        is_month = column.is_month and not (is_year and column.first.month == 1)
        when = when_of(column.first, is_month=is_month)
        is_one = column.is_month or column.is_one_year
        first = next((one for one in events if is_one and _starts_in(one, when)), None)
        yield Tick(
            at=_percent(column.left),
            words=words if fits else "",
            is_year=is_year and column.is_month,
            after_gap=column.after_gap,
            when=when,
            first=event_mark(data, first) if first else None,
        )


def _starts_in(event: Event, when: str) -> bool:
    """Whether an event begins in the year or month that a value names."""
    begins = event.date.known_days[0]
    return when in {when_of(begins, is_month=is_month) for is_month in (True, False)}


def _tick_words(along: Axis, column: Column) -> str:
    """What stands at the beginning of a year, short where it has little room."""
    day, months = column.first, along.months
    if not months:
        return column.label
    if day < months[0].first or day > months[-1].last:
        if not column.is_one_year:
            return column.label
        # e.g. 24 of 2024, after an apostrophe: a year by its last two digits
        return gettext("’{year}", year=in_digits(f"{day.year % 100:02}"))
    return in_digits(f"{day.year}") if day.month == 1 else short_month_of_year(day)


def _moment(data: Dataset, along: Axis) -> Moment | None:
    found = moment_of(data)
    if not found or found[1] < along.first or found[0] > along.last:
        return None
    first, last, label = found
    left, right = along.at(first), along.at(last, end=True)
    return Moment(
        left=_percent(left),
        width=_percent(right - left),
        words=short_days(first, last),
        label=label,
    )


def _narrow(along: Axis) -> str:
    """The years that have narrow columns, beside months, as ranges; empty where there are none."""
    months = along.months
    if not months:
        return ""
    before = [one for one in along.columns if one.last < months[0].first]
    after = [one for one in along.columns if one.first > months[-1].last]
    parts = (part for part in (before, after) if part)
    return listing([short_years(part[0].first.year, part[-1].last.year) for part in parts])


def kinds_of(lanes: Sequence[Lane]) -> Counter[str]:
    """What marks are like in a drawing: whose they are, their shapes, and `due`."""
    marks = [placed.mark for lane in lanes for placed in lane.marks]
    return Counter(
        kind
        for mark in marks
        for kind in (f"who-{mark.who}", mark.shape, *([] if mark.is_settled else ["due"]))
    )
