"""The axis of time: what has much room, what has little, and what is left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.core.text.dates import parse_when
from claimbook.views.time_axis import NARROW, axis
from strategies import dates


def labels(*texts):
    return [column.label for column in axis([parse_when(text) for text in texts]).columns]


BUSY = [f"1931-{month:02}" for month in range(2, 10)]


def test_busy_years_have_months_and_those_around_them_a_narrow_column_each():
    assert labels("1927", "1929", *BUSY, "1934") == [
        *("1927", "1928", "1929"),
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        "1934",
    ]
    along = axis([parse_when(text) for text in ("1929", *BUSY)])
    assert along.columns[0].width == NARROW < along.months[0].width
    assert not along.columns[0].after_gap
    assert along.months[0].after_gap


def test_where_no_few_years_are_busy_all_have_one_width_and_empty_ones_are_left_out():
    along = axis([parse_when(text) for text in ("1850/2024", "2020-03-04", "2021-05", "2022~")])
    assert [(one.label, one.after_gap) for one in along.columns] == [
        ("1850", False),
        ("2020", True),
        *((str(year), False) for year in range(2021, 2025)),
    ]
    assert len({one.width for one in along.columns}) == 1


@pytest.mark.parametrize(
    ("years", "last"),
    [(range(1800, 1990, 2), "1980–89"), (range(1, 2000, 7), "1900–99")],
)
def test_the_more_years_the_longer_the_columns(years, last):
    assert labels(*(f"{year:04}" for year in years))[-1] == last


@given(st.lists(dates(), min_size=1, max_size=12))
def test_later_days_lie_further_on_and_all_are_within(whens):
    along = axis(whens)
    days = sorted(day for when in whens for day in when.known_days)
    places = [along.at(day) for day in days]
    assert places == sorted(places)
    assert all(
        0 <= place < along.at(day, end=True) <= 1.000001
        for place, day in zip(places, days, strict=True)
    )
    assert sum(column.width for column in along.columns) == pytest.approx(1)


def test_a_day_that_is_left_out_lies_at_the_gap():
    along = axis([parse_when(text) for text in ("1850", "2020", "2022", "2025", "2028")])
    assert along.at(date(1900, 5, 5)) == pytest.approx(along.columns[1].left)
