"""Dates for Hypothesis."""

from __future__ import annotations

import calendar

from hypothesis import assume
from hypothesis import strategies as st

from claimbook.core.text.dates import parse_when

MARKS = st.sampled_from(["", "~", "?", "%"])
YEARS = st.integers(1, 9999)


@st.composite
def points(draw, years=YEARS, marks=MARKS):
    year, month = draw(years), draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    texts = [f"{year:04}", f"{year:04}-{month:02}", f"{year:04}-{month:02}-{day:02}"]
    texts += [f"{year:04}-XX", f"{year:04}-{month:02}-XX"]
    return draw(st.sampled_from(texts)) + draw(marks)


@st.composite
def dates(draw, years=YEARS, marks=MARKS):
    """A date or an interval of the subset whose ends are the right way round."""
    first = parse_when(draw(points(years, marks)))
    form = draw(st.sampled_from(["point", "interval", "from", "until"]))
    if form == "interval":
        second = parse_when(draw(points(years, marks)))
        assume(first.earliest <= second.latest)
        return parse_when(f"{first}/{second}")
    return {"point": first, "from": parse_when(f"{first}/.."), "until": parse_when(f"../{first}")}[
        form
    ]


NEAR = dates(years=st.integers(2023, 2027))
SHARP = dates(years=st.integers(2023, 2027), marks=st.just(""))
