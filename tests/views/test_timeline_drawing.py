"""The drawing of the timeline: one mark an event, whose color it has, and names that stand free."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_book, an_event, minimal
from claimbook.core.records.vocabulary import LaneEntry
from claimbook.core.text.dates import parse_when
from claimbook.views.timeline import in_order, timeline
from claimbook.views.timeline_drawing import LEAST_SPAN, LEAST_WIDTH, drawing
from claimbook.views.timeline_marks import event_mark
from claimbook.views.timeline_rows import rows


def marks(data):
    return [one for lane in drawing(data, in_order(data)).lanes for one in lane.marks]


def dated(*texts, **changes):
    return a_book(
        events=[
            an_event(id=f"on-{number}", date=parse_when(text), **changes)
            for number, text in enumerate(texts)
        ]
    )


@pytest.mark.parametrize(
    ("date", "shape"),
    [
        ("1901-03-04", "day"),
        ("1901-03", "span"),
        ("1850/2024", "span"),
        ("1901-03-04~", "about"),
        ("1901?", "about"),
        ("1901/..", "from"),
        ("../1901", "until"),
    ],
)
def test_an_event_is_one_mark_that_fades_only_where_its_date_is_not_known(date, shape):
    book = dated(date, "1899", "2001", "2024")
    (mark,) = (one for one in marks(book) if one.mark.event_id == "on-0")
    assert mark.mark.shape == shape
    places = [one for row in rows(book, in_order(book)).rows for one in row.marks]
    assert [one.mark.event_id for one in places].count("on-0") == 1


@given(st.lists(st.dates(), min_size=1, max_size=40))
@settings(max_examples=40)
def test_no_mark_touches_another(days):
    book = dated(*(day.isoformat() for day in days))
    drawn = drawing(book, in_order(book))
    for lane in drawn.lanes if drawn else ():
        for one, other in combinations(lane.marks, 2):
            apart = abs(one.center - other.center) / 100 * LEAST_WIDTH
            assert one.y != other.y or apart > LEAST_SPAN["day"]


@pytest.mark.parametrize(
    ("actors", "who"),
    [
        (("ann-reed",), "0"),
        (("council",), "1"),
        (("council", "ann-reed"), "both"),
        (("stranger", "ann-reed"), "none"),
        ((), "none"),
    ],
)
def test_an_event_has_the_color_of_who_is_named_first_or_of_both_sides(actors, who):
    book = minimal()
    town = book.book.sides[0].model_copy(update={"actors": ("ann-reed",)})
    sides = (town, town.model_copy(update={"id": "other", "actors": ("council",)}))
    with_sides = book.book.model_copy(update={"sides": sides})
    changed = replace(book, book=with_sides)
    assert event_mark(changed, an_event(actors=actors)).who == who


def test_an_event_lies_in_the_lane_of_its_first_topic_that_has_one_or_with_all_others():
    book = dated("1901-01-01", "1901-02-02")
    lane = LaneEntry(id="tolls", label="Tolls", definition="What is paid.", topics=("traffic",))
    vocabulary = book.vocabulary.model_copy(update={"lanes": (lane,)})
    events = {
        "on-0": book.events["on-0"].model_copy(update={"topics": ("nothing", "traffic")}),
        "on-1": book.events["on-1"].model_copy(update={"topics": ("nothing",)}),
    }
    by_kind = {**book.by_kind, "events": events}
    changed = replace(book, vocabulary=vocabulary, by_kind=by_kind)
    drawn = drawing(changed, in_order(changed))
    assert [(one.label, [mark.mark.event_id for mark in one.marks]) for one in drawn.lanes] == [
        ("Tolls", ["on-0"]),
        ("Other", ["on-1"]),
    ]
    assert [one.label for one in drawing(book, in_order(book)).lanes] == [""]


def test_what_comes_after_the_evidence_is_marked_in_both_drawings():
    book = dated("1901-02-03", "1901-03-03", "1901-08-08", status="occurred")
    assert drawing(book, in_order(book)).known_to is not None
    after = [row.label for row in rows(book, in_order(book)).rows if row.is_after]
    assert after == ["Jun", "Jul", "Aug"]
    early = dated("1901-02-03", "1901-03-03")
    assert drawing(early, in_order(early)).known_to is None


def test_the_list_is_narrowed_to_years_in_their_order_and_to_the_months_of_busy_ones():
    days = ("0044-03-15", *(f"1931-{month:02}" for month in range(2, 7)), "1930-12/1931-02")
    shown = timeline(dated(*days))
    (when,) = (one for one in shown.filters if one.field == "when")
    values = {value: (label, count) for value, label, count in when.values}
    assert [*values][:4] == ["44", "1930", "1931", "1931-01"]
    assert values["1931"] == ("1931", 6)
    assert values["1931-02"] == ("February 1931", 2)
