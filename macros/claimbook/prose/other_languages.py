"""Finds amounts and dates in text that is not English, by what core knows of its numbers."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from claimbook.core.records.vocabulary import LARGE, UnitEntry, around_number
from claimbook.core.text.large_numbers import joined
from claimbook.core.text.messages import speaking
from claimbook.core.text.number_forms import IDEOGRAPHS, NumberForms, folded, number_forms
from claimbook.core.text.numerals import (
    GAP,
    PERCENT_SIGN,
    WORD_END,
    WORD_START,
    any_of,
    number_pattern,
    range_sign,
    scale_of,
    written_numbers,
)
from claimbook.prose.amounts import CODES, CURRENCY_SIGN, Finder, TypedAmount, UnitWords

_YEAR = r"(?<!\d)(?<!\d[.,])[12١٢۱۲１２]\d{3}(?!\d)(?![.,]\d)"
_LARGE = {True: 10**4, False: 10**6}
"""From which multiple on a number alone is an amount, by whether it is in Chinese characters."""

SHORT = 2
"""Maximum length of a unit's abbreviation, which only follows digits."""


def finder_for(units: Iterable[UnitEntry], language: str) -> Finder:
    """What finds the amounts and dates in texts of a language, given as a BCP 47 tag."""
    if number_forms(language).is_english:
        return Finder(units)
    return _OtherFinder(units, language)


class _OtherFinder(Finder):
    """Finds amounts and dates in the text of one language, with the units of one book."""

    def __init__(self, units: Iterable[UnitEntry], language: str) -> None:
        self.forms = number_forms(language)
        self.units = tuple(_unit_words(entry, self.forms) for entry in units)
        self._pattern = _pattern(self.forms, self.units)
        self._years = re.compile(_YEAR)

    def find(self, text: str) -> Iterator[TypedAmount]:
        """Every amount and date, in the order in which they stand."""
        plain = folded(text)
        for match in self._pattern.finditer(plain):
            if match["date"]:
                yield _typed("date", text, match)
            elif self._is_amount(match):
                yield _typed("amount", text, match)
            else:
                years = self._years.finditer(plain, *match.span())
                yield from (_typed("date", text, year) for year in years)

    def _is_amount(self, match: re.Match[str]) -> bool:
        """Whether it is more than a number: one in words is only one beside a percent sign."""
        numbers = tuple(written_numbers(match["amount"], self.forms.tag))
        if match["before"] or match["percent"] or any(one.is_share for one in numbers):
            return bool(numbers)
        is_article = all(one.value == 1 and one.figures is None for one in numbers)
        size = max((one.size for one in numbers), default=1)
        return not is_article and bool(
            match["after"] or match["short"] or size >= _LARGE[self.forms.is_ideographic]
        )


def _typed(sort: Literal["amount", "date"], text: str, match: re.Match[str]) -> TypedAmount:
    return TypedAmount(sort, match.start(), text[match.start() : match.end()].rstrip())


def _unit_words(entry: UnitEntry, forms: NumberForms) -> UnitWords:
    """What follows and precedes a number in a unit, without the words that multiply."""
    end = WORD_END if forms.is_spaced else ""
    multiples = re.compile(rf"(?:{GAP}{any_of(forms.multiples)}{end})+")
    before = folded(around_number(entry.words)[0]).strip()
    after: set[str] = set()
    for form in (entry.words, entry.short):
        behind = multiples.sub("", folded(around_number(form)[1]), count=1).strip()
        head = re.split(r"[^\w%]", behind)[0] if forms.is_spaced else ""
        after |= {behind, head} - {""}
        if LARGE in form:
            with speaking(forms.tag):
                after |= {joined("a", word) for word in after}
    if before and not after:
        after = {folded(entry.title).split()[-1]}
    if after & {*forms.percent}:
        after.add("%")
    short = {word for word in after if forms.is_spaced and len(word) <= SHORT and word.isalpha()}
    scale = entry.size or scale_of(entry.words, forms.tag)
    return UnitWords(entry.id, before, tuple(sorted(after - short)), tuple(sorted(short)), scale)


def _pattern(forms: NumberForms, units: Iterable[UnitWords]) -> re.Pattern[str]:
    """A date, or a number or range with what stands around it, in folded text."""
    units = tuple(units)
    end = WORD_END if forms.is_spaced else ""
    sign = rf"(?:[a-z]{{1,3}})?{CURRENCY_SIGN}|\b(?:{CODES.lower()})\b"
    before = rf"{sign}|{any_of(unit.before for unit in units if unit.before)}"
    words = {word for unit in units for word in unit.after} | {*forms.currencies}
    named = any_of(word for word in words if word[-1:].isalnum())
    signs = any_of(word for word in words if not word[-1:].isalnum())
    short = any_of(word for unit in units for word in unit.short)
    number = number_pattern(forms)
    return re.compile(
        rf"(?P<date>{_dates(forms)})"
        rf"|(?:(?P<before>{before}){GAP})?(?P<amount>(?:{number})(?:{range_sign(forms)}(?:{number}))?)"
        rf"(?:{GAP}(?:(?P<percent>{PERCENT_SIGN}|{any_of(forms.percent)}{end})"
        rf"|(?P<after>{CURRENCY_SIGN}|\b(?:{CODES.lower()})\b|{named}{end}|{signs})"
        rf")|(?<=\d)[ \u00a0\u202f]?(?P<short>{short}{end}))?"
    )


def _dates(forms: NumberForms) -> str:
    day, month = r"(?<!\d)\d{1,2}(?:\.|º|er)?", rf"{any_of(forms.months)}{WORD_END}\.?"
    link = rf"{GAP}(?:{any_of(forms.linking)}{GAP})?"
    written = rf"{day}{link}{month}(?:{link}{_YEAR})?|{WORD_START}{month}{link}{_YEAR}"
    digit = rf"[\d{''.join(IDEOGRAPHS)}]"
    small = rf"(?:{digit}|十){{1,3}}"
    by_signs = (
        rf"{digit}{{4}}[年년](?:{GAP}{small}[月월](?:{GAP}{small}[日일])?)?"
        rf"|{small}[月월]{GAP}{small}[日일]"
    )
    in_digits = (
        rf"{_YEAR}-\d\d(?:-\d\d)?(?!\d)|(?<![\d./])\d{{1,2}}[./]\d{{1,2}}[./][12]\d{{3}}(?!\d)"
    )
    return rf"{in_digits}|{written if forms.is_spaced else by_signs}"
