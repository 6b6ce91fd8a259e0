"""Ticks of an axis: round, in even steps, and around what is drawn."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.core.text.ticks import ticks

NUMBERS = st.floats(-1e12, 1e12).filter(lambda one: one == 0 or abs(one) > 1e-9)


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 146.8, [0, 50, 100, 150]),
        (-12.5, 5, [-15, -10, -5, 0, 5]),
        (0, 4e-7, [0, 1e-7, 2e-7, 3e-7, 4e-7]),
        (0, 0, [0, 0.2]),
    ],
)
def test_ticks_are_round_numbers_around_a_span(low: float, high: float, marks: list[float]) -> None:
    assert ticks(low, high, 5 if high != 146.8 else 3) == marks


@given(NUMBERS, NUMBERS)
def test_ticks_hold_the_span_in_even_steps(one: float, other: float) -> None:
    low, high = sorted((one, other))
    marks = ticks(low, high, 5)
    assert marks[0] <= low + abs(low) * 1e-9
    assert marks[-1] >= high - abs(high) * 1e-9
    steps = [after - before for before, after in pairwise(marks)]
    assert max(steps) - min(steps) <= 1e-9 * max(map(abs, marks))
