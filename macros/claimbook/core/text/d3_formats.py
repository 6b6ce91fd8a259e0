"""How Vega writes dates and numbers in the language that is spoken: d3's formats, from CLDR."""

import re
from collections.abc import Mapping
from re import Match
from typing import Any

from claimbook.core.text.date_words import naming
from claimbook.core.text.messages import MINUS, in_digits, locale

_FIELD = re.compile(r"'([^']*)'|([yMLd]+)|%")
_D3 = {"y": "%Y", "M": "%-m", "MM": "%m", "MMM": "%b", "MMMM": "%B", "d": "%-d", "dd": "%d"}
_DIGITS = "0123456789"


def time_format(skeleton: str) -> str:
    """The format in d3 of a date with the fields of a skeleton: `%b %Y` for `yMMM` in English."""
    pattern = str(locale().datetime_skeletons[skeleton].pattern)
    return _FIELD.sub(_in_d3, pattern)


def _in_d3(found: Match[str]) -> str:
    if found[2]:
        return _D3[found[2].replace("L", "M")]
    return "%%" if found[0] == "%" else (found[1] or "'").replace("%", "%%")


def written_time(skeleton: str) -> str:
    """The expression with which Vega writes the date of a tick."""
    quoted = time_format(skeleton).replace("\\", r"\\").replace("'", r"\'")
    expression = f"utcFormat(datum.value, '{quoted}')"
    for digit in _DIGITS:
        if (own := in_digits(digit)) != digit:
            expression = f"replace({expression}, regexp('{digit}', 'g'), '{own}')"
    return expression


def vega_locale() -> Mapping[str, Any]:
    """What a specification says in its `config` of its language; nothing where that is Vega's own.

    See https://vega.github.io/vega/docs/config/#locale.
    """
    told = locale()
    groups = told.decimal_formats[None].grouping
    symbols = told.number_symbols[told.default_numbering_system]
    months, days = naming().months["stand-alone"], naming().days["format"]
    is_english = told.language == "en" and groups == (3, 3) and months["abbreviated"][9] == "Sep"
    if is_english:
        return {}
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    numbers = {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [groups[0], *[groups[1]] * 6],
        "currency": ["", ""],
        "minus": MINUS,
        "numerals": [in_digits(digit) for digit in _DIGITS],
    }
    times = {
        "dateTime": "%x %X",
        "date": time_format("yMMMd"),
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": [days["wide"][one] for one in sunday_first],
        "shortDays": [days["abbreviated"][one] for one in sunday_first],
        "months": [months["wide"][one] for one in range(1, 13)],
        "shortMonths": [months["abbreviated"][one] for one in range(1, 13)],
    }
    return {"locale": {"number": numbers, "time": times}}
