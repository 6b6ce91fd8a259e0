"""Rules about order and time: dates the right way round, nothing told too early or left too long.

Order is three-valued: only what is certainly wrong, as far as the dates are known, is a problem.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from claimbook.core.records.book import Document, Source, TimelineTitle
from claimbook.core.records.claims import Claim
from claimbook.core.records.models import Actor, Event
from claimbook.core.records.quantities import Quantity
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.series import Row
from claimbook.core.records.values import IsDate
from claimbook.core.rules.graph import related_claims
from claimbook.core.rules.registry import rule
from claimbook.core.text.dates import DateTextError, Order, When, parse_when
from claimbook.core.text.problems import Finding, Place
from claimbook.core.text.yaml_text import Path


def when_of(value: object) -> When | None:
    """A date as read, or None where it is none, of which another rule tells."""
    try:
        return None if value is None else parse_when(str(value))
    except DateTextError:
        return None


def _of_book(reading: Reading, name: str) -> tuple[Place, When] | None:
    """One of the book's dates and its place, where it can be read."""
    when = when_of(reading.book.get(name))
    return None if when is None else (next(reading.of_kind("book")).place(name), when)


@rule("E030")
def end_before_start(reading: Reading) -> Iterator[Finding]:
    """An interval ends after it begins.

    Bad:
        date: 1899-10-04/1899-10-02

    Good:
        date: 1899-10-02/1899-10-04
    """
    for draft, path, _, value in reading.marked(IsDate):
        when = when_of(value)
        if when is not None and when.is_interval and when.latest < when.earliest:
            start, _, end = when.text.partition("/")
            yield Finding(
                draft.place(*path),
                f"this interval ends ({end}) before it begins ({start})",
                f"did you mean '{end}/{start}'?",
            )


@rule("E031")
def low_above_high(reading: Reading) -> Iterator[Finding]:
    """A lower bound is not above the upper one, and a value lies within its own bounds.

    Bad:
        low: 42
        high: 38

    Good:
        low: 38
        high: 42
    """
    for model in (Quantity, Row):
        for draft, path, data in reading.of_model(model):
            low, high = data.get("low"), data.get("high")
            numbers = (int, Decimal)
            if isinstance(low, numbers) and isinstance(high, numbers) and low > high:
                yield Finding(
                    draft.place(*path, "low"),
                    f"the lower bound {low} is above the upper bound {high}",
                    f"did you mean low {high} and high {low}?",
                )
                continue
            value = data.get("value")
            if not isinstance(value, numbers):
                continue
            if isinstance(low, numbers) and value < low:
                what = f"{value} is below its own lower bound, {low}"
                yield Finding(draft.place(*path, "value"), what)
            if isinstance(high, numbers) and value > high:
                what = f"{value} is above its own upper bound, {high}"
                yield Finding(draft.place(*path, "value"), what)


@rule("E032")
def timeline_title_out_of_order(reading: Reading) -> Iterator[Finding]:
    """The events on which the timeline's title rests follow each other in time for certain, in the
    order in which they are named.

    Bad:
        rests_on: [toll-raised, bridge-opened]

    Good:
        rests_on: [bridge-opened, toll-raised]
    """
    for draft, path, data in reading.of_model(TimelineTitle):
        named = data.get("rests_on")
        events = [
            (draft.place(*path, "rests_on", index), reading.ids["events"][one])
            for index, one in enumerate(named if isinstance(named, list) else [])
            if isinstance(one, str) and one in reading.ids["events"]
        ]
        for (_, event), (place, later) in pairwise(events):
            first, second = when_of(event.data.get("date")), when_of(later.data.get("date"))
            if first is None or second is None or first.before(second) is Order.CERTAIN:
                continue
            yield Finding(
                place,
                f"'{later.id}' ({second}) is not certainly later than '{event.id}' ({first})",
                "name the events in their order, and let the title say no other",
                (("the later event's date", later.place("date")),),
            )


@rule("E093")
def answer_before_what_it_answers(reading: Reading) -> Iterator[Finding]:
    """Where a relation is listed with the order `not-before`, as an answer or an update is, the
    claim cannot certainly precede the one that it relates to.

    Bad:
        date: 1901-03
        relations:
          - type: responds-to
            to: forty-carts

    Good:
        date: 1901-05
        relations:
          - type: responds-to
            to: forty-carts
    """
    for entry, draft, path, other in related_claims(reading):
        when, earlier = when_of(draft.data.get("date")), when_of(other.data.get("date"))
        if entry.order is None or when is None or earlier is None:
            continue
        if when.before(earlier) is Order.CERTAIN:
            yield Finding(
                draft.place(*path, "to"),
                f"this claim ({when}) is earlier than '{other.id}' ({earlier}), which it '{entry.id}'",
                "correct a date, or turn the relation round",
                (
                    ("this claim's date", draft.place("date")),
                    ("the other claim's date", other.place("date")),
                ),
            )


@rule("E094")
def told_as_past_before_its_time(reading: Reading) -> Iterator[Finding]:
    """Nothing is told as past that is certainly after the day as of which the book is written:
    no claim, no role, no event with the first of the listed statuses, and no row of a series
    that has no status or one that is drawn firm.

    Bad:
        date: 1901-06
        title: The bridge opens

    Good:
        date: 1899-10-02
        title: The bridge opens
    """
    found = _of_book(reading, "as_of")
    if found is None:
        return
    as_of_place, as_of = found
    for draft, path, value in _told_as_past(reading):
        when = when_of(value)
        if when is not None and as_of.before(when) is Order.CERTAIN:
            yield Finding(
                draft.place(*path),
                f"this is told as past, but {when} is after {as_of}, as of which the book is written",
                "correct the date, give it a status that is still to come, or move 'as_of'",
                (("'as_of' is here", as_of_place),),
            )


def _told_as_past(reading: Reading) -> Iterator[tuple[Draft, Path, object]]:
    settled = reading.listed.get("event_statuses", [])[:1]
    vocabulary = reading.vocabulary
    statuses = vocabulary.row_statuses if vocabulary else ()
    firm = [None, *(entry.id for entry in statuses if entry.drawn == "firm")]
    for model, name in ((Claim, "date"), (Actor, "role_start"), (Event, "date"), (Row, "date")):
        for draft, path, data in reading.of_model(model):
            pending = (model is Event and data.get("status") not in settled) or (
                model is Row and data.get("status") not in firm
            )
            if not pending:
                yield draft, (*path, name), data.get(name)


@rule("E095")
def evidence_from_after_its_end(reading: Reading) -> Iterator[Finding]:
    """The evidence ends no later than the day as of which the book is written, and no source was
    certainly published after the evidence ends.

    Bad:
        as_of: 1901-05
        evidence_until: 1901-06-01

    Good:
        as_of: 1901-05
        evidence_until: 1901-05-01
    """
    ends, as_of = _of_book(reading, "evidence_until"), _of_book(reading, "as_of")
    if ends is None:
        return
    until_place, until = ends
    if as_of is not None and as_of[1].before(until) is Order.CERTAIN:
        yield Finding(
            until_place,
            f"the evidence ends on {until}, after {as_of[1]}, as of which the book is written",
            "move 'as_of' to the day of the newest evidence, or later",
            (("'as_of' is here", as_of[0]),),
        )
    for model in (Source, Document):
        for draft, path, data in reading.of_model(model):
            when = when_of(data.get("published"))
            if when is not None and until.before(when) is Order.CERTAIN:
                yield Finding(
                    draft.place(*path, "published"),
                    f"this was published on {when}, but the book's evidence ends on {until}",
                    "correct the date, or move 'evidence_until'",
                    (("'evidence_until' is here", until_place),),
                )


@rule("W001")
def review_date_passed(reading: Reading) -> Iterator[Finding]:
    """A record with a date for its review is looked at again by that date. Only `claimbook check`
    and `claimbook stats` warn of it, since a build does not know what day it is.

    Bad:
        review_by: 1901-12

    Good:
        review_by: 2999-12
    """
    for draft in reading.drafts:
        due = when_of(draft.data.get("review_by"))
        if due and reading.today and due.latest < reading.today:
            yield Finding(
                draft.place("review_by"),
                f"this was to be looked at again by {due}",
                "see whether it still holds, then write the date for the next review, or none",
            )
