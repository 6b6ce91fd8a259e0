"""Dates: what an EDTF text covers, what it is refused for, and what is known of its order."""

from __future__ import annotations

import warnings
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claimbook.core.text.dates import DateTextError, Order, parse_when
from strategies import NEAR, SHARP, dates, points


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2025", (2025, 1, 1), (2025, 12, 31), "year"),
        ("2025-02", (2025, 2, 1), (2025, 2, 28), "month"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2025-12-03", (2025, 12, 3), (2025, 12, 3), "day"),
        ("2025-XX", (2025, 1, 1), (2025, 12, 31), "unspecified month"),
        ("2025-XX-XX", (2025, 1, 1), (2025, 12, 31), "unspecified month"),
        ("2025-06-XX", (2025, 6, 1), (2025, 6, 30), "unspecified day"),
        ("2025-06~", (2025, 6, 1), (2025, 6, 30), "month"),
    ],
)
def test_a_date_covers_every_day_that_it_can_be(text, earliest, latest, precision):
    when = parse_when(text)
    assert (when.earliest, when.latest) == (date(*earliest), date(*latest))
    assert when.start.precision == precision


@pytest.mark.parametrize(
    ("mark", "approximate", "uncertain"),
    [("", False, False), ("~", True, False), ("?", False, True), ("%", True, True)],
)
def test_a_mark_says_about_or_perhaps_or_both(mark, approximate, uncertain):
    moment = parse_when(f"2025-12{mark}").start
    assert (moment.approximate, moment.uncertain) == (approximate, uncertain)


def test_an_open_end_has_no_moment():
    assert parse_when("2025/..").end is None
    assert parse_when("../2025").start is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-13-45", "no month 13"),
        ("2026-02-29", "February 2026 has 28 days"),
        ("2025-06-31", "June 2025 has 30 days"),
        ("2025-00", "no month 00"),
        ("2025-01-00", "January 2025 has 31 days"),
        ("0000", "no year 0000"),
        ("2025-XX-12", "a day of an unknown month"),
        ("../..", "open at both ends"),
        ("2025/2026/2027", "is not a date"),
        ("2025/", "is not a date"),
        ("3 December 2025", "is not a date"),
        ("2025-1-3", "is not a date"),
        ("٢٠٢٥", "is not a date"),
        (" 2025", "is not a date"),
        ("2025\n", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_a_text_that_names_no_day_is_refused_with_the_reason(text, said):
    with pytest.raises(DateTextError, match=said) as caught:
        parse_when(text)
    assert "2025-12-03" in caught.value.help


@given(st.text(alphabet="0123456789-/.XX~?%", max_size=24))
def test_any_text_is_a_date_or_is_refused(text):
    try:
        when = parse_when(text)
    except DateTextError:
        return
    assert str(when) == text


@given(dates())
def test_the_first_day_is_not_after_the_last(when):
    assert when.earliest <= when.latest


@given(dates())
def test_a_date_read_again_is_the_same(when):
    assert parse_when(str(when)) == when


@given(NEAR, NEAR)
def test_no_two_dates_are_certainly_before_each_other(one, other):
    assert (one.before(other), other.before(one)) != (Order.CERTAIN, Order.CERTAIN)


@given(NEAR, NEAR)
def test_what_is_certainly_before_cannot_also_come_after(one, other):
    if one.before(other) is Order.CERTAIN:
        assert other.before(one) is Order.IMPOSSIBLE


@given(SHARP, SHARP)
def test_sharp_dates_that_share_a_day_are_in_no_certain_order(one, other):
    assume(one.earliest <= other.latest)
    assume(other.earliest <= one.latest)
    assert one.before(other) is not Order.CERTAIN
    if one.earliest < other.latest:
        assert one.before(other) is Order.UNKNOWN


@given(SHARP, SHARP)
def test_the_order_is_true_of_every_two_days(one, other):
    days = [(a, b) for a in (one.earliest, one.latest) for b in (other.earliest, other.latest)]
    order = one.before(other)
    assert order is not Order.CERTAIN or all(a < b for a, b in days)
    assert order is not Order.IMPOSSIBLE or not any(a < b for a, b in days)


@given(NEAR, NEAR, NEAR)
def test_a_certain_order_goes_on_from_one_date_to_the_next(one, other, third):
    if one.before(other) is Order.CERTAIN and other.before(third) is Order.CERTAIN:
        assert one.before(third) is not Order.IMPOSSIBLE
        if not (one.is_rough or third.is_rough) or other.is_rough:
            assert one.before(third) is Order.CERTAIN


@given(st.dates(date(2023, 1, 1), date(2027, 12, 31)))
def test_a_day_is_never_certainly_before_or_after_its_own_month(day):
    within, month = parse_when(day.isoformat()), parse_when(day.isoformat()[:7])
    assert within.before(month) is not Order.CERTAIN
    assert month.before(within) is not Order.CERTAIN


@given(st.dates(date(2023, 1, 1), date(2027, 12, 31)))
def test_a_rough_day_is_not_certainly_before_the_next(day):
    rough, following = parse_when(f"{day}~"), parse_when(str(day + timedelta(days=1)))
    assert rough.before(following) is Order.UNKNOWN


@given(dates(), dates())
def test_sorting_is_by_the_first_day(one, other):
    first, second = sorted([one, other], key=lambda when: when.sort_key)
    assert first.earliest <= second.earliest


def _by_edtf(text):
    """What the package reads, as the year, month and day of its first and its last day."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf

        parsed = parse_edtf(text)
        return parsed.lower_strict()[:3], parsed.upper_strict()[:3]


@given(points())
@example("2024-02-29")
@example("2000-02")
def test_the_edtf_package_gives_the_same_first_and_last_day(text):
    when = parse_when(text)
    days = tuple(day.timetuple()[:3] for day in (when.earliest, when.latest))
    assert _by_edtf(text.rstrip("~?%")) == days


def test_a_day_that_the_edtf_package_lets_through_is_refused_here():
    assert _by_edtf("2026-02-29")[1] == (2026, 2, 29)
    with pytest.raises(DateTextError):
        parse_when("2026-02-29")
