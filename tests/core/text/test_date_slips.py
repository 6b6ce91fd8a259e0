"""Dates in other forms: the reason is right, and what is proposed can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.core.text.date_slips import date_slip
from claimbook.core.text.dates import parse_when

MEANT = {
    "12/03/1901": ["1901-03-12", "1901-12-03"],
    "31/03/1901": ["1901-03-31"],
    "31.3.1901": ["1901-03-31"],
    "3 December 1901": ["1901-12-03"],
    "December 3rd, 1901": ["1901-12-03"],
    "Dec 1901": ["1901-12"],
    "1901年3月5日": ["1901-03-05"],
    "1901/03": ["1901-03"],
    "3/1901": ["1901-03"],
    "1901-3-5": ["1901-03-05"],
    "19010305": ["1901-03-05"],
    "1901-03-05T10:00": ["1901-03-05"],
    "1990s": ["1990/1999"],
    "199X": ["1990/1999"],
    "19xx": ["1900/1999"],
    "1901-1905": ["1901/1905"],
    "1901 to 1905": ["1901/1905"],
    "2024/25": ["2024/2025"],
    "2024-": ["2024/.."],
    "2024/": ["2024/..", "2024"],
    "/2024": ["../2024", "2024"],
    "c. 1901": ["1901~"],
    "about March 1901": ["1901-03~"],
    "before 1901": ["../1901"],
    "since 3/1901": ["1901-03/.."],
    "900": ["0900"],
    "1901-xx": ["1901-XX"],
    "45292": ["2024-01-01"],
    "2001-21": ["2001-03/2001-05", "2001-09/2001-11"],
    "Winter 2001": ["2001-12/2002-02", "2001-06/2001-08"],
}


@pytest.mark.parametrize("text", MEANT)
def test_a_date_in_another_form_gets_the_one_to_write(text):
    _, help_text = date_slip(text)
    proposed = [word.strip(",") for word in help_text.split() if re.search(r"\d", word)]
    assert proposed == MEANT[text]
    for one in proposed:
        parse_when(one)


@pytest.mark.parametrize("text", ["-0043", "44 BC", "44 b.c.e.", "0000-01"])
def test_years_before_our_era_are_told_as_such(text):
    why, help_text = date_slip(text)
    assert "before our era" in why
    assert "0001" in help_text


@pytest.mark.parametrize("text", ["soon", "14-1", "1901-13-01", "1901-02-30", "2024//", ""])
def test_of_what_could_be_anything_nothing_is_proposed(text):
    assert date_slip(text) is None


@given(st.text(max_size=30) | st.from_regex(r"[0-9XxcaTt /.~-]{1,14}"))
def test_any_text_gets_a_reason_in_words_or_none(text):
    slip = date_slip(text)
    assert slip is None or all(slip)
