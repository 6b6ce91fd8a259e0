"""The timeline: events in order, and the overview that draws each date as wide as it is uncertain."""

import calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Event
from claimbook.core.text.keeping import once
from claimbook.views.context import Context
from claimbook.views.event_counts import EventCounts, event_counts
from claimbook.views.limits import Filter, Some, filter_by, narrowing, some
from claimbook.views.names import (
    ActorName,
    DateView,
    SourceName,
    actor_name,
    date_view,
    source_name,
)
from claimbook.views.parts import CARD, Group, Listing, Part, PartList, by_entry, cut, size_of
from claimbook.views.paths import anchor, former_anchors
from claimbook.views.wording import MONTHS, all_years, as_of_words

LANE_WIDTH = 0.075
"""The share of a year that a mark needs for itself: a touch target of 24 px in a row of 320 px."""


MOST_MARKS = 180
"""Maximum number of marks in an overview; where there would be more, events are counted."""

LOOKS = 3
"""Number of looks for phases in the style sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventItem:
    """An event in the list."""

    id: str
    anchor: str
    title: str
    date: DateView
    summary: str
    relation: str
    actors: tuple[ActorName, ...]
    topics: tuple[tuple[str, str], ...]
    sources: tuple[SourceName, ...]
    confidence: str
    status: str
    is_settled: bool
    in_document: bool
    note: str | None
    years: tuple[int, ...]
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMark:
    """An event in one year's row of the overview.

    Units: `left` and `width` are percent of the year; `lane` counts from 0 downwards.
    `soft` says which ends are not sharp: "", "both", "start" or "end".
    """

    event_id: str
    anchor: str
    label: str
    left: float
    width: float
    center: float
    lane: int
    phase: int
    soft: str
    is_day: bool
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One row of the overview. `gap` is true when years without events were left out above."""

    year: int
    lanes: int
    marks: tuple[EventMark, ...]
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """The events before, at and after the document's moment, or another part of the order.

    `look` numbers the colors in which phases are drawn, from 0.
    """

    id: str
    look: int
    label: str
    definition: str
    events: tuple[EventItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The overview and the list; `as_of` says until when the book is written.

    Where events are too many for a mark each, `counts` stand for `years`; where they are too many
    for a page, `parts` lead to them.
    """

    years: tuple[Year, ...]
    phases: tuple[Phase, ...]
    filters: tuple[Filter, ...]
    as_of: str
    evidence_note: str | None = None
    counts: EventCounts | None = None
    parts: PartList | None = None


@once
def in_order(data: Dataset) -> tuple[Event, ...]:
    """All events by the earliest day on which they can have been."""
    return tuple(sorted(data.events.values(), key=lambda event: (event.date.sort_key, event.id)))


def event_item(data: Dataset, event_id: str) -> EventItem:
    """An event in words."""
    event: Event = data.find("events", event_id)
    when = date_view(event.date)
    assert when is not None
    return EventItem(
        id=event.id,
        anchor=anchor("events", event.id),
        title=event.title,
        date=when,
        summary=event.summary,
        relation=data.label("event_relations", event.relation),
        actors=tuple(actor_name(data, actor) for actor in event.actors),
        topics=tuple((topic, data.label("topics", topic)) for topic in event.topics),
        sources=tuple(source_name(data, source) for source in event.sources),
        confidence=data.label("confidences", event.confidence),
        status=data.label("event_statuses", event.status),
        is_settled=_is_settled(data, event),
        in_document=event.mentioned_in_document,
        note=event.note,
        years=all_years(event.date),
        former=former_anchors("events", event.was),
    )


def event_list(
    data: Dataset,
    ids: Sequence[str] = (),
    *,
    relation: str | None = None,
    topic: str | None = None,
) -> Some[EventItem]:
    """The events that match, in order, up to the number that a page can hold."""
    wanted = {data.find("events", event_id).id for event_id in ids}
    found = [
        event.id
        for event in in_order(data)
        if (not ids or event.id in wanted)
        and (relation is None or event.relation == relation)
        and (topic is None or topic in event.topics)
    ]
    return some(found, lambda one: event_item(data, one))


def _look(data: Dataset, relation: str) -> int:
    """The look of a phase, by its place in the vocabulary; they begin again when there are more."""
    return list(data.entries["event_relations"]).index(relation) % LOOKS


def _is_settled(data: Dataset, event: Event) -> bool:
    """Whether an event has the first of the vocabulary's statuses: it happened."""
    return event.status == data.first("event_statuses")


def timeline(data: Dataset) -> Timeline:
    """All events, drawn and listed; only drawn, or counted, where one page cannot list them."""
    parts = cut(Context(data), "events", LISTING)
    phases = [
        _phase(data, group.id, group.label, group.definition, () if parts else group.ids)
        for group in _groups(Context(data))
    ]
    shown = _shown(data, phases, in_order(data))
    return replace(
        shown,
        evidence_note=data.book.evidence_note,
        parts=PartList("events", parts) if parts else None,
    )


def timeline_part(data: Dataset, part: Part) -> Timeline:
    """The events of a part, drawn and listed."""
    phase = _phase(data, part.group, part.label, part.definition, part.ids)
    shown = _shown(data, [phase], [data.events[one] for one in part.ids])
    return replace(shown, filters=narrowing(shown.filters))


def _phase(data: Dataset, relation: str, label: str, definition: str, ids: Sequence[str]) -> Phase:
    events = tuple(event_item(data, one) for one in ids)
    return Phase(
        id=relation, look=_look(data, relation), label=label, definition=definition, events=events
    )


def _shown(data: Dataset, phases: Sequence[Phase], events: Sequence[Event]) -> Timeline:
    items = [item for phase in phases for item in phase.events]
    years = _years(data, events)
    counts = None
    if sum(len(year.marks) for year in years) > MOST_MARKS:
        years, counts = (), event_counts(events)
    return Timeline(
        years=years,
        phases=tuple(phases),
        filters=_filters(items),
        as_of=as_of_words(data),
        counts=counts,
    )


def _filters(events: Sequence[EventItem]) -> tuple[Filter, ...]:
    people = [(actor.id, actor.short) for event in events for actor in event.actors]
    years = [str(year) for event in events for year in event.years]
    return (
        filter_by("topic", "Topic", [topic for event in events for topic in event.topics]),
        filter_by("actor", "Who", people),
        filter_by("year", "Year", [(year, year) for year in years], sorted(set(years))),
    )


def _years(data: Dataset, events: Sequence[Event]) -> tuple[Year, ...]:
    bounds = [day for event in events for day in event.date.known_days]
    if not bounds:
        return ()
    marks: dict[int, list[EventMark]] = defaultdict(list)
    for event in events:
        start = max(event.date.earliest, min(bounds))
        end = min(event.date.latest, max(bounds))
        for year in range(start.year, end.year + 1):
            marks[year].append(_mark(data, event, year, (start, end)))
    rows: list[Year] = []
    for year in sorted(marks):
        placed = _lanes(sorted(marks[year], key=lambda mark: (mark.left, mark.event_id)))
        lanes = 1 + max(mark.lane for mark in placed)
        gap = bool(rows) and year - 1 not in marks
        rows.append(Year(year=year, lanes=lanes, marks=tuple(placed), gap=gap))
    return tuple(rows)


def _fraction(day: date, *, end: bool = False) -> float:
    length = 366 if calendar.isleap(day.year) else 365
    return (day.timetuple().tm_yday - (0 if end else 1)) / length


def _mark(data: Dataset, event: Event, year: int, span: tuple[date, date]) -> EventMark:
    start, end = span
    left = _fraction(start) if start.year == year else 0.0
    right = _fraction(end, end=True) if end.year == year else 1.0
    rough = event.date.is_rough
    soft_start = rough or event.date.start is None or start.year < year
    soft_end = rough or event.date.end is None or end.year > year
    soft = {(True, True): "both", (True, False): "start", (False, True): "end"}
    when = date_view(event.date)
    return EventMark(
        event_id=event.id,
        anchor=anchor("events", event.id),
        label=f"{event.title}, {when.words if when else ''}",
        left=round(left * 100, 2),
        width=round(max(right - left, 0.002) * 100, 2),
        center=round((left + right) * 50, 2),
        lane=0,
        phase=_look(data, event.relation),
        soft=soft.get((soft_start, soft_end), ""),
        is_day=start == end,
        is_settled=_is_settled(data, event),
    )


def _lanes(marks: list[EventMark]) -> list[EventMark]:
    """Put each mark in the first lane where it touches no other."""
    ends: list[float] = []
    placed = []
    for mark in marks:
        half = LANE_WIDTH * 50
        left = min(mark.left, mark.center - half)
        right = max(mark.left + mark.width, mark.center + half)
        lane = next((i for i, end in enumerate(ends) if end <= left), len(ends))
        if lane == len(ends):
            ends.append(right)
        else:
            ends[lane] = right
        placed.append(replace(mark, lane=lane))
    return placed


def _groups(context: Context) -> Iterator[Group]:
    """By phase, in time."""
    data = context.data

    def when(ids: Sequence[str]) -> str:
        starts = [days[0] for one in ids if (days := data.events[one].date.known_days)]
        first, last = _month(min(starts)), _month(max(starts))
        return first if first == last else f"{first} to {last}"

    return by_entry(data, "event_relations", in_order(data), "relation", when)


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _weigh(context: Context, event_id: str) -> int:
    event = context.data.events[event_id]
    named = len(event.actors) * CARD + len(event.sources) * 100
    return 1_400 + named + size_of(event.title, event.summary, event.note)


LISTING = Listing(
    title="Timeline",
    noun=("event", "events"),
    anchor="phase",
    groups=_groups,
    weigh=_weigh,
)
"""How events are listed."""
