"""Amounts in plain ones, worded with the large numbers of the language that is spoken.

The words are those of CLDR, by way of Babel. Nothing is rounded: what a language cannot say in so
many words is a plain number.
"""

import re
from decimal import Decimal
from functools import cache

from babel import Locale

from claimbook.core.text.messages import locale, number

MYRIADS = {"ja": "", "ko": " ", "zh": ""}
"""The languages that part large numbers at each fourth digit, and what stands between the parts."""

LEAST = 10**6
"""From which amount on other languages word it; below, digits are as short."""

MOST_DECIMALS = 3
"""Maximum number of decimals before a word: 1.234567 million are read more easily in digits."""

_PATTERN = re.compile(r"(0+)(.*)")

_JOINTS = {"ca": "de ", "es": "de ", "fr": "de ", "gl": "de ", "it": "di ", "pt": "de "}
"""The languages in which millions are a noun, and what joins to it the thing that is counted."""

_ELIDED = {"ca", "fr"}
_VOWELS = "aeiouhàâéèêîôœ"


def large_number(amount: Decimal) -> str:
    """An amount that is not negative in words for large numbers: 1兆2,500億, 165 mil millones."""
    told = locale()
    if told.language in MYRIADS:
        return _by_myriads(amount, told)
    return _in_one_word(amount, told) or number(amount)


def joined(large: str, thing: str) -> str:
    """A thing as it stands behind a large number: `de euros` behind `3 millones`, else `euros`."""
    language = locale().language
    joint = _JOINTS.get(language, "")
    if not large[-1:].isalpha() or not thing[:1].isalpha() or thing.startswith(joint):
        return thing
    is_elided = language in _ELIDED and thing[0].lower() in _VOWELS
    return f"{joint[0]}’{thing}" if is_elided else f"{joint}{thing}"


def _by_myriads(amount: Decimal, told: Locale) -> str:
    if amount != amount.to_integral_value():
        return number(amount)
    left, parts = int(amount), []
    for size, word in _myriads(str(told)):
        count, rest = divmod(left, size)
        if count:
            # a language without a word of its own for 10**12 counts 亿 by 万
            parts.append(f"{_by_myriads(Decimal(count), told)}{word}")
            left = rest
    if left or not parts:
        parts.append(number(left))
    return MYRIADS[told.language].join(parts)


@cache
def _myriads(tag: str) -> tuple[tuple[int, str], ...]:
    """The words for 10,000 and its powers, the largest first."""
    told = Locale.parse(tag)
    patterns = told.compact_decimal_formats["short"]["other"]
    found = []
    for power in (12, 8, 4):
        word = str(patterns[str(10**power)].pattern).replace("'", "").lstrip("0").strip()
        if len(word) == 1:
            found.append((10**power, word))
    return tuple(found)


def _in_one_word(amount: Decimal, told: Locale) -> str:
    """The amount with one word behind the number; empty where that would not be exact, or long."""
    if amount < LEAST or amount != amount.to_integral_value():
        return ""
    size = 10 ** (len(str(int(amount))) - 1)
    zeros, word = _word(told, size, "other")
    count = amount / (size // 10 ** (zeros - 1))
    count = count.quantize(Decimal(1)) if count == count.to_integral_value() else count.normalize()
    _, word = _word(told, size, told.plural_form(count))
    exponent = count.as_tuple().exponent
    is_long = isinstance(exponent, int) and -exponent > MOST_DECIMALS
    if is_long or not word.strip():
        return ""
    # a thousand millions, where thousands have a word: mil millones
    return word.strip() if count == 1 and len(word.split()) > 1 else f"{number(count)}{word}"


def _word(told: Locale, size: int, form: str) -> tuple[int, str]:
    """How many digits stand before the word for a size, and the word, with the space before it."""
    formats = told.compact_decimal_formats.get("long") or {}
    pattern = (formats.get(form) or formats.get("other") or {}).get(str(size))
    found = _PATTERN.fullmatch(str(pattern.pattern).replace("'", "")) if pattern else None
    return (len(found[1]), found[2]) if found else (1, "")
