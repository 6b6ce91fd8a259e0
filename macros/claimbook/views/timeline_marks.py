"""How an event is marked in the timeline's drawings: whose color it has, and how sure its date is."""

from dataclasses import dataclass
from typing import Literal

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Event
from claimbook.core.text.keeping import once
from claimbook.views.names import date_view
from claimbook.views.paths import anchor
from claimbook.views.wording import in_row

Shape = Literal["day", "span", "about", "from", "until"]
"""A day; one of several days; about; and an interval without an end or a beginning."""

OTHER = "other"
"""The lane of events of which no topic has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMark:
    """An event as it is drawn: its name and date, whose it is, and what its date is like.

    `who` is the side on which it is drawn (`0` or `1`), `both` or `none`. `short` is what a key event
    is called.
    """

    event_id: str
    anchor: str
    label: str
    short: str
    who: str
    shape: Shape
    is_settled: bool


def event_mark(data: Dataset, event: Event) -> EventMark:
    """The mark of an event."""
    when = date_view(event.date)
    assert when is not None
    return EventMark(
        event_id=event.id,
        anchor=anchor("events", event.id),
        label=in_row((event.title, when.words)),
        short=(event.short or "") if event.key else "",
        who=_who(data, event),
        shape=_shape(event),
        is_settled=is_settled(data, event),
    )


def is_settled(data: Dataset, event: Event) -> bool:
    """Whether an event has the first of the vocabulary's statuses: it happened."""
    return event.status == data.first("event_statuses")


def _who(data: Dataset, event: Event) -> str:
    """Both sides where both take part, else the side of the actor who is named first."""
    sides = [data.side_of(actor) for actor in event.actors]
    if {0, 1} <= {*sides}:
        return "both"
    return "none" if not sides or sides[0] is None else str(sides[0])


def _shape(event: Event) -> Shape:
    when = event.date
    if when.end is None:
        return "from"
    if when.start is None:
        return "until"
    if when.is_rough:
        return "about"
    return "day" if when.earliest == when.latest else "span"


@once
def _lanes(data: Dataset) -> dict[str, str]:
    """The lane of each topic that has one."""
    return {topic: lane.id for lane in data.vocabulary.lanes for topic in lane.topics}


def lane_of(data: Dataset, event: Event) -> str:
    """The lane of the first of an event's topics that has one, or that of all others."""
    lanes = _lanes(data)
    return next((lanes[topic] for topic in event.topics if topic in lanes), OTHER)
