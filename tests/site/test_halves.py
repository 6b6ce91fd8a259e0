"""Charts in two columns: each one once, in its order, and neither column much longer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from builders import minimal
from claimbook.site.halves import halves
from claimbook.views.series import series_chart

ONE = series_chart(minimal(), "carts-by-year")


def drawn(heights):
    return [
        (replace(ONE, id=f"chart-{place}"), f'<svg viewBox="0 0 340 {height}">')
        for place, height in enumerate(heights)
    ]


def ids(column):
    return [chart.id for chart in column]


@given(st.lists(st.integers(50, 2000), max_size=9))
def test_every_chart_is_in_one_column_in_its_order(heights):
    charts = drawn(heights)
    first, second = halves(charts)
    assert sorted(ids(first) + ids(second)) == [chart.id for chart, _ in charts]
    assert ids(first) == sorted(ids(first))
    assert ids(second) == sorted(ids(second))


def test_a_long_drawing_stands_beside_several_short_ones():
    first, second = halves(drawn([200, 900, 200, 200]))
    assert ids(first) == ["chart-0", "chart-2", "chart-3"]
    assert ids(second) == ["chart-1"]


def test_the_first_chart_is_in_the_first_column():
    first, second = halves(drawn([200, 900]))
    assert (ids(first), ids(second)) == (["chart-0"], ["chart-1"])


def test_a_chart_alone_is_in_the_first_column():
    first, second = halves(drawn([200]))
    assert (len(first), second) == (1, ())
