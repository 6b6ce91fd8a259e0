"""Numbers in other forms: what to write for each, in the signs of the language at hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.core.text.number_slips import MOST_DIGITS, digits_of, number_meant, number_slip


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1,234", "en", "1234"),
        ("1,234", "es", "1.234"),
        ("37,75", "es", "37.75"),
        ("37,75", "en", "37.75"),
        ("1.234,5", "de", "1234.5"),
        ("1 234,5", "fr", "1234.5"),
        ("1_000", "en", "1000"),
        ("1e3", "en", "1000"),
        ("-1.5E-2", "en", "-0.015"),
        ("−5", "en", "-5"),
        ("007", "en", "7"),
        (".5", "en", "0.5"),
        ("0x1F", "en", "31"),
        ("0o17", "en", "15"),
        ("٣٦٣", "ar", "363"),
    ],
)
def test_a_number_is_read_as_it_was_meant(text, language, number):
    assert f"{number_meant(text, language):f}" == number
    assert number_slip(text, language).startswith(f"write {number}")


@pytest.mark.parametrize("text", ["forty", "5 billion", "1:30", "$5", "1,2,3", "", "9" * 99])
def test_what_is_no_number_alone_is_none(text):
    assert number_meant(text, "en") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("n/a", "leave it empty"),
        ("NaN", "leave it empty"),
        ("=5+3", "the spreadsheet shows"),
        ("40-50", "'low' and 'high'"),
        ("1.23E+05", "rounded"),
        ("1234567890123456789", "15 digits at most"),
        ("0.1234567890123456", "15 digits at most"),
        ("about 40", "plainly"),
    ],
)
def test_what_else_stands_for_a_number_is_told_by_its_kind(text, said):
    assert said in number_slip(text, "en")


@given(st.integers(0, 10**MOST_DIGITS - 1), st.integers(0, 12))
def test_no_number_of_fifteen_digits_is_lost_by_any_program(digits, decimals):
    number = Decimal(digits).scaleb(-decimals)
    assert digits_of(number) <= MOST_DIGITS
    assert Decimal(repr(float(number))) == number


@given(st.text(max_size=70))
def test_any_text_gets_a_help(text):
    assert number_slip(text, "en")
