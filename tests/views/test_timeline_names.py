"""Names in a lane: none lies on another, or on the pole of one that stands above it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimbook.views.timeline_names import MOST_NAMED, placed

ROOM = 560.0


@given(st.lists(st.tuples(st.floats(0, ROOM), st.floats(10, 300)), min_size=1, max_size=7))
@settings(max_examples=60)
def test_no_name_lies_on_another_or_on_a_pole(poles):
    wanted = [(number, pole, width) for number, (pole, width) in enumerate(sorted(poles))]
    found = placed(wanted, ROOM)
    assert found
    for (name, line), (other, other_line) in combinations(found.values(), 2):
        assert line != other_line or not name.meets(other)
        assert not (line < other_line and name.covers(other))
        assert not (other_line < line and other.covers(name))
    assert all(name.left >= 0 for name, _ in found.values())


def test_names_that_have_room_beside_one_another_stand_in_one_line():
    found = placed([(0, 10.0, 100.0), (1, 200.0, 100.0), (2, 540.0, 100.0)], ROOM)
    assert [line for _, line in found.values()] == [0, 0, 0]
    assert found[2][0].align == "end"


def test_where_not_all_can_be_set_the_widest_is_left_out_and_so_are_more_than_a_lane_bears():
    assert [*placed([(0, 20.0, 900.0), (1, 30.0, 50.0)], ROOM)] == [1]
    many = [(number, number * 40.0, 20.0) for number in range(MOST_NAMED + 3)]
    assert len(placed(many, ROOM)) == MOST_NAMED
