"""Finds amounts and dates in English text, and reads what they say.

An amount is a number, in digits or words, with a percent sign, a currency, a unit or a word such
as "million". A date is a day of a month, a month of a year, or a year of four digits. Units come
from the book's own vocabulary; percent, currencies and large numbers belong to every book.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from claimbook.core.records.vocabulary import UnitEntry, around_number
from claimbook.core.text.numerals import GAP as _GAP

SMALL = {
    word: value
    for value, word in enumerate(
        [
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen"),
        ],
        start=1,
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
LARGE = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, **LARGE}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "trn": 10**12}
SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}

CODES = (
    "USD|EUR|JPY|GBP|CNY|RMB|AUD|CAD|CHF|HKD|SGD|SEK|KRW|NOK|NZD|INR|MXN|TWD|NTD|ZAR|BRL|DKK|PLN"
    "|THB|ILS|IDR|CZK|AED|TRY|HUF|CLP|SAR|PHP|MYR|COP|RUB|RON|PEN|VND|UAH|EGP|NGN|PKR"
)
"""The currencies traded most, by their ISO 4217 codes, and two codes in common use."""

CURRENCY_NAMES = (
    "dollars?|euros?|cents?|pounds?|yen|yuan|renminbi|rupees?|rupiah|pesos?|francs?|rubles?"
    "|roubles?|liras?|shekels?|zlotys?|kron(?:a|or|e|er)"
)
CURRENCY_SIGN = "[$¢£¤¥\u058f\u060b\u0e3f\u20a0-\u20cf\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6]"
PERCENT = (
    "(?:percentage|basis)[ \t]*\n?[ \t]*points?|per[ \t-]*\n?[ \t]*cent(?:age)?\\b|pct\\b|[%٪﹪％‰]"
)

_MONTH = (
    rf"(?-i:{'|'.join(calendar.month_name[1:])}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?<!\d)(?<!\d[.,])[12]\d{3}(?!\d)(?![.,]\d)"

# Possessive (`*+`) and bounded, so that no page, however odd, takes long to read. Groups are atomic
# (`(?>`) instead: before Python 3.11.5 a possessive one keeps what its last, failed try has read.
_DIGITS = r"(?:(?<!\d)(?<!\d[.,])\d++(?>(?:[.,\u202f]\d++)*)(?:\s?[½¼¾])?|[½¼¾])"
_SMALL = "|".join(SMALL)
_SCALE = f"(?:{'|'.join(SCALES)})s?"
_LARGE = f"(?:{'|'.join(LARGE)})s?"
_SHORT_SCALE = r"(?:[ \u00a0\u202f]?(?:bn|mn|trn|tn)\b|(?-i:[kKmM])(?![^\W\d_]))"
_HALF = f"half(?:{_GAP}an?)?"
_RUN = rf"(?:{_GAP}(?:and{_GAP})?(?:{_SMALL}|{_SCALE})){{0,9}}"
_WHOLE_RUN = rf"(?>(?:{_GAP}(?:and{_GAP})?(?:{_SMALL}|{_SCALE})\b){{0,9}})"
_IN_DIGITS = rf"{_DIGITS}(?:{_SHORT_SCALE}|{_GAP}{_SCALE}\b)?"
_IN_WORDS = (
    rf"\b(?:{_SMALL}|(?:hundred|thousand|dozen)s?|(?:an?|{_HALF}){_GAP}{_SCALE}){_WHOLE_RUN}\b"
)
_TO = rf"(?:[ \t]*[-–—−/][ \t]*|{_GAP}\b(?:to|or|and){_GAP})"
_AMOUNT = rf"(?:{_IN_DIGITS}|{_IN_WORDS})(?:{_TO}(?:{_IN_DIGITS}|{_IN_WORDS}))?"
_PART = (
    rf"\b(?:(?:{_SMALL}|an?){_GAP})?(?:half|(?:third|quarter)s?){_GAP}(?:of{_GAP})?an?\b"
    rf"|\b(?:half|quarter)\b(?={_GAP}(?:{PERCENT}|{CURRENCY_NAMES}))"
)
_LARGE_AMOUNT = (
    rf"(?:(?:{_IN_DIGITS}|{_IN_WORDS}){_TO})?"
    rf"(?:(?:{_DIGITS}|\b(?:(?:{_SMALL}){_RUN}|an?|{_HALF})){_GAP}{_LARGE}\b|{_DIGITS}{_SHORT_SCALE})"
)
_MONEY_BEFORE = rf"(?:(?-i:\b(?:{CODES})){_GAP}|(?-i:\b[A-Z]{{1,3}})?{CURRENCY_SIGN}{_GAP})"

_BLOCK = re.compile(r"^(?>(?:[^\S\n]*+\S[^\n]*+\n?+)+)", re.MULTILINE)
_NUMERAL = re.compile(rf"\d|[½¼¾]|\b(?:{_SMALL}|{_SCALE}|half|quarter|third)", re.IGNORECASE)
"""One of these is in every amount and date; to look for it is cheap, and most blocks have none."""


@dataclass(frozen=True, slots=True)
class UnitWords:
    """How a unit of the book looks in text.

    `before` stands before the number, as `US$` does; `after` are the words that can follow it;
    `short` are abbreviations, which only follow digits. The value in the data is multiplied by
    `scale` to give the amount that the words say.
    """

    id: str
    before: str
    after: tuple[str, ...]
    short: tuple[str, ...]
    scale: int


@dataclass(frozen=True, slots=True)
class TypedAmount:
    """An amount or a date: its sort, its first offset, its words."""

    sort: Literal["amount", "date"]
    offset: int
    words: str


def unit_words(entry: UnitEntry) -> UnitWords:
    """What follows and precedes a number in a unit, read from the vocabulary's wording."""
    after: set[str] = set()
    short: set[str] = set()
    before, behind = around_number(entry.words)
    forms = [behind, around_number(entry.short)[1]]
    if before.strip() or behind.strip():
        forms.append(entry.title)
    for form in forms:
        words = form.split()
        while words and words[0].lower().rstrip("s") in {*SCALES, *SHORT_SCALES}:
            words = words[1:]
        if words:
            head = re.split(r"[^\w%]", words[0].strip(".,"))[0] or words[0]
            place = short if len(head) <= 2 and head.isalpha() else after  # noqa: PLR2004
            place.update({head, " ".join(words)})
    if before.strip():
        money = re.split(r"\s(?:a|an|per|of)\s", entry.title)[0]
        after, short = {money.split()[-1]}, set()
    scale = entry.size or next((SCALES[w] for w in entry.words.lower().split() if w in LARGE), 1)
    return UnitWords(entry.id, before.strip(), tuple(sorted(after)), tuple(sorted(short)), scale)


class Finder:
    """Finds amounts and dates in text, with the units of one book."""

    def __init__(self, units: Iterable[UnitEntry]) -> None:
        self.units = tuple(unit_words(entry) for entry in units)
        self._pattern = _pattern(self.units)

    def find(self, text: str) -> Iterator[TypedAmount]:
        """Every amount and date, in the order in which they stand."""
        for block in _BLOCK.finditer(text):  # nothing goes over a blank line
            begin, end = block.span()
            if _NUMERAL.search(text, begin, end):
                yield from map(_found, self._pattern.finditer(text, begin, end))


def _found(match: re.Match[str]) -> TypedAmount:
    is_date = match["date"] or match["year"]
    return TypedAmount("date" if is_date else "amount", match.start(), match[0].rstrip())


def _pattern(units: Iterable[UnitWords]) -> re.Pattern[str]:
    words = sorted({word for unit in units for word in unit.after}, key=len, reverse=True)
    short = sorted({word for unit in units for word in unit.short}, key=len, reverse=True)
    before = sorted({unit.before for unit in units if unit.before}, key=len, reverse=True)
    any_unit = _either([_unit(word) for word in words])
    currency = rf"(?-i:\b(?:{CODES})\b)|(?:{CURRENCY_NAMES})\b"
    sign_before = rf"(?:{_MONEY_BEFORE}|(?-i:{_either([re.escape(b) for b in before])}){_GAP})"
    return re.compile(
        rf"(?P<date>{_date()})"
        rf"|{sign_before}{_AMOUNT}"
        rf"|(?:{_AMOUNT}|{_PART}){_GAP}(?:{PERCENT}|{CURRENCY_SIGN}|{currency})"
        rf"|(?!one\b{_GAP}{any_unit})(?:{_AMOUNT}|{_PART}){_GAP}{any_unit}(?![^\W_])"
        rf"|{_DIGITS}[ \u00a0\u202f]?(?-i:{_either([re.escape(s) for s in short])})(?![^\W_])"
        rf"|{_LARGE_AMOUNT}"
        rf"|(?P<year>{_YEAR}(?:s\b|[-–/]\d{{2,4}}(?!\d))?)",
        re.IGNORECASE,
    )


def _either(patterns: list[str]) -> str:
    """One of the patterns; what never matches where there is none."""
    return f"(?:{'|'.join(patterns)})" if patterns else r"(?!)"


def _unit(word: str) -> str:
    """A unit's word or words, in the plural or the singular."""
    parts = [re.escape(part) for part in word.split()]
    if parts[0][-1:] == "s" and len(parts[0]) > 3:  # noqa: PLR2004 - "gas" is no plural
        parts[0] += "?"
    return _GAP.join(parts)


def _date() -> str:
    span = rf"(?:{_DAY}[ \t]*(?:[-–]|to|and|or)[ \t]*)?"
    nth = r"(?:st|nd|rd|th)?"
    year = rf"(?:,?{_GAP}{_YEAR})?"
    return (
        rf"(?<!\d){_YEAR}-\d\d(?:-\d\d)?(?!\d)"
        rf"|(?<![\d./]){_DAY}(?P<mark>[./]){_DAY}(?P=mark)[12]\d{{3}}(?!\d)"
        rf"|(?<![\d.,]){span}{_DAY}{nth}{_GAP}(?:of{_GAP})?{_MONTH}{year}"
        rf"|\b{_MONTH}{_GAP}{_DAY}{nth}(?![\d.]*\d)(?![.,]\d){year}"
        rf"|\b{_MONTH},?{_GAP}{_YEAR}"
    )
