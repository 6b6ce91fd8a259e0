"""The timeline: events in order, and drawings in which each date is as wide as it is uncertain."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Event
from claimbook.core.text.date_words import month_words, year_words
from claimbook.core.text.dates import When
from claimbook.core.text.keeping import once
from claimbook.core.text.messages import gettext, later, ngettext
from claimbook.views.context import Context
from claimbook.views.event_counts import EventCounts, event_counts
from claimbook.views.limits import MOST_VALUES, Filter, Some, filter_by, narrowing, some
from claimbook.views.names import (
    ActorName,
    DateView,
    SourceName,
    actor_name,
    date_view,
    source_name,
)
from claimbook.views.parts import Group, Listing, Part, PartList, by_entry, cut, size_of
from claimbook.views.paths import anchor, former_anchors
from claimbook.views.time_axis import axis, when_of
from claimbook.views.timeline_drawing import Drawing, drawing, kinds_of, lanes_of
from claimbook.views.timeline_marks import is_settled, lane_of
from claimbook.views.timeline_rows import Rows, rows
from claimbook.views.translation import lang_of
from claimbook.views.wording import as_of_words

MOST_MARKS = 180
"""Maximum number of marks in a drawing; where there would be more, events are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventItem:
    """An event in the list. `whens` are the years and months by which the list is narrowed to it.

    `lang` is the original's language where the edition does not have the event.
    """

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
    lane: str
    is_key: bool
    year: int
    whens: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """The events before, at and after the document's moment, or another part of the order."""

    id: str
    label: str
    definition: str
    events: tuple[EventItem, ...]

    @property
    def years(self) -> list[tuple[int, list[EventItem]]]:
        """The events by the year in which they begin."""
        return [(year, list(them)) for year, them in groupby(self.events, lambda one: one.year)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The drawings and the list; `as_of` says until when the book is written.

    `title` is what the drawings show, where the book says it; `kinds` counts what marks are like in
    them, such as `who-both`, `about` and `due`; `sides` names the two sides of the book. Where events
    are too many for a mark each, `counts` stand for the drawings; where they are too many for a page,
    `parts` lead to them.
    """

    title: str
    total: int
    drawing: Drawing | None
    rows: Rows | None
    kinds: Counter[str]
    sides: tuple[str, ...]
    phases: tuple[Phase, ...]
    filters: tuple[Filter, ...]
    as_of: str
    evidence_note: str | None = None
    counts: EventCounts | None = None
    parts: PartList | None = None

    @property
    def folds(self) -> bool:
        """Whether events that are not key are folded: not where none is key, for then all would be."""
        return any(event.is_key for phase in self.phases for event in phase.events)


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
        is_settled=is_settled(data, event),
        in_document=event.mentioned_in_document,
        note=event.note,
        lane=lane_of(data, event),
        is_key=event.key,
        year=event.date.known_days[0].year,
        former=former_anchors("events", event.was),
        lang=lang_of(data, "events", event.id),
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
    return replace(shown, title="", filters=narrowing(shown.filters))


def _phase(data: Dataset, relation: str, label: str, definition: str, ids: Sequence[str]) -> Phase:
    events = tuple(event_item(data, one) for one in ids)
    return Phase(id=relation, label=label, definition=definition, events=events)


def _shown(data: Dataset, phases: Sequence[Phase], events: Sequence[Event]) -> Timeline:
    drawn = drawing(data, events) if len(events) <= MOST_MARKS else None
    listed = [data.events[one.id] for phase in phases for one in phase.events]
    spans = _spans(listed)
    whens = {event.id: _within(event.date, spans) for event in listed}
    dated = [
        replace(phase, events=tuple(replace(one, whens=whens[one.id]) for one in phase.events))
        for phase in phases
    ]
    return Timeline(
        title=data.book.timeline.title if data.book.timeline else "",
        total=len(events),
        drawing=drawn,
        rows=rows(data, events) if drawn else None,
        kinds=kinds_of(drawn.lanes) if drawn else Counter(),
        sides=tuple(side.name for side in data.book.sides),
        phases=tuple(dated),
        filters=_filters(data, [one for phase in dated for one in phase.events], spans),
        as_of=as_of_words(data),
        counts=event_counts(events) if events and not drawn else None,
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """A year or a month by which the list is narrowed."""

    label: str
    first: date
    last: date


def _spans(events: Sequence[Event]) -> dict[str, _Span]:
    """The years in which events begin or end, each followed by its months where it is a busy one.

    Months are left out where there would be too many values to choose from.
    """
    along = axis([event.date for event in events])
    years = {day.year for event in events for day in event.date.known_days}
    spans = {
        str(year): _Span(year_words(year), date(year, 1, 1), date(year, 12, 31)) for year in years
    }
    months = {
        when_of(one.first, is_month=True): _Span(month_words(one.first), one.first, one.last)
        for one in (along.months if along else ())
        if any(
            event.date.earliest <= one.last and event.date.latest >= one.first for event in events
        )
    }
    if len(spans) + len(months) <= MOST_VALUES:
        spans |= months
    return dict(sorted(spans.items(), key=lambda one: (one[1].first, len(one[0]))))


def _within(when: When, spans: Mapping[str, _Span]) -> tuple[str, ...]:
    """The years and months in which a date can lie."""
    return tuple(
        name
        for name, span in spans.items()
        if when.earliest <= span.last and when.latest >= span.first
    )


def _filters(
    data: Dataset, events: Sequence[EventItem], spans: Mapping[str, _Span]
) -> tuple[Filter, ...]:
    people = [(actor.id, actor.short) for event in events for actor in event.actors]
    named = lanes_of(data, [data.events[event.id] for event in events])
    lanes = {lane: label for lane, label, _ in named}
    themes = [(event.lane, lanes[event.lane]) for event in events]
    dates = [(when, spans[when].label) for event in events for when in event.whens]
    return (
        *([filter_by("lane", gettext("Theme"), themes, [*lanes])] if len(lanes) > 1 else []),
        filter_by("topic", gettext("Topic"), [topic for event in events for topic in event.topics]),
        filter_by("actor", gettext("Who"), people),
        filter_by("when", gettext("When"), dates, [*spans]),
    )


def _groups(context: Context) -> Iterator[Group]:
    """By phase, in time."""
    data = context.data

    def when(ids: Sequence[str]) -> str:
        starts = [days[0] for one in ids if (days := data.events[one].date.known_days)]
        first, last = month_words(min(starts)), month_words(max(starts))
        # e.g. December 2025 to May 2026
        return first if first == last else gettext("{first} to {last}", first=first, last=last)

    return by_entry(data, "event_relations", in_order(data), "relation", when)


def _weigh(context: Context, event_id: str) -> int:
    event = context.data.events[event_id]
    named = (len(event.actors) + len(event.sources)) * 120
    return 1_800 + named + size_of(event.title, event.summary, event.note)


LISTING = Listing(
    name=later("Timeline"),
    counted=lambda count: ngettext("{count} event", "{count} events", count),
    anchor="phase",
    groups=_groups,
    weigh=_weigh,
)
"""How events are listed."""
