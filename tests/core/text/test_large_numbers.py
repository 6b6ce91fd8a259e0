"""Large numbers are told as each language does, and exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimbook.core.text.large_numbers import joined, large_number
from claimbook.core.text.messages import speaking

CASES = {
    "zh-Hant-TW": {
        "165000000000": "1,650億",
        "1250000000000": "1兆2,500億",
        "1234567": "123萬4,567",
        "10000": "1萬",
        "9999": "9,999",
        "0": "0",
        "0.5": "0.5",
    },
    "zh-Hans": {"165000000000": "1,650亿", "1250000000000": "1万2,500亿", "30000": "3万"},
    "ja": {"1250000000000": "1兆2,500億", "40000": "4万"},
    "ko": {"1250000000000": "1조 2,500억"},
    "es": {
        "165000000000": "165 mil millones",
        "1000000": "1 millón",
        "1250000000000": "1,25 billones",
        "1000000000": "mil millones",
        "1234567": "1.234.567",
        "1650": "1650",
        "95000": "95.000",
    },
    "de": {"1000000000": "1 Milliarde", "2500000": "2,5 Millionen"},
    "en": {"40000000000": "40 billion", "1234000": "1.234 million", "1234500": "1,234,500"},
}


@pytest.mark.parametrize(
    ("tag", "amount", "words"),
    [(tag, amount, words) for tag, cases in CASES.items() for amount, words in cases.items()],
)
def test_an_amount_is_told_in_large_numbers(tag, amount, words):
    with speaking(tag):
        assert large_number(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("tag", "amount", "words"),
    [
        ("es", "3000000", "3 millones de euros"),
        ("es", "1250.40", "1250,40 euros"),
        ("fr", "1500000", "1,5 million d’euros"),
        ("it", "2000000", "2 milioni di euro"),
        ("de", "3000000", "3 Millionen Euro"),
    ],
)
def test_what_is_counted_is_joined_to_a_large_number_that_is_a_noun(tag, amount, words):
    thing = words.rpartition(" ")[2].rpartition("’")[2]
    with speaking(tag):
        large = large_number(Decimal(amount))
        assert f"{large} {joined(large, thing)}" == words
