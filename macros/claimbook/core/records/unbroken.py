"""Finds the parts of a text that are one piece to the eye, so that no line may end inside them.

Amounts with their unit, ranges, dates, and names of two words with a hyphen between. In HTML a space
in one becomes a no-break space, which browsers hand on as a plain one when it is copied, and find as
one. For a dash or hyphen there is no such twin, nor for the place between two Chinese characters, so
an element with a style is put around these.
"""

import calendar
import re
from collections.abc import Iterable
from re import Match, Pattern

from claimbook.core.records.vocabulary import UnitEntry, around_number
from claimbook.core.text.messages import locale_of
from claimbook.core.text.number_forms import NumberForms, number_forms

LONGEST_NAME = 16
"""Maximum length of a word that is kept whole at its hyphen: a longer one would not fit in a
heading on a phone."""

_COMMON = ("percent", "thousand", "million", "billion", "trillion")
_MONTHS = calendar.month_name[1:]
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_DECIMALS = r"(?:[.,]\d+)*"
_NUMBER = rf"\d+{_DECIMALS}"
_SIGNS = "$€£¥"
_NAME = rf"(?<![\w-].)(?=[\w-]{{2,{LONGEST_NAME - 1}}}(?![\w-]))\w*(?:-\w+)+"
"""The rest of a name of two words, after its first capital."""


def unbroken(units: Iterable[UnitEntry] = (), language: str = "en") -> re.Pattern[str]:
    """Finds the pieces, with nothing that holds together by itself: not `2026`, not `US$40`.

    Args:
        units: the units of the book.
        language: the language of the text, as a BCP 47 tag.
    """
    forms = number_forms(language)
    if forms.is_english:
        return _english(units)
    return _ideographic(units, forms) if forms.is_ideographic else _other(units, forms)


def _english(units: Iterable[UnitEntry]) -> re.Pattern[str]:
    """The pieces of an English text.

    The first character is taken before it is asked what it begins, since only so `re` passes over
    others quickly; without that, a build would take half as long again.
    """
    heads, words = _around(units)
    first = "".join({re.escape(head[0]) for head in heads})
    begun = [rf"(?<={re.escape(head[0])}){re.escape(head[1:])}" for head in heads]
    begun += [rf"(?<=[A-Z])[A-Z]{{0,2}}[{_SIGNS}]", rf"(?<=[{_SIGNS}])"]
    whole = [*map(re.escape, heads), rf"[A-Z]{{0,3}}[{_SIGNS}]"]
    word = rf"\s(?:{_either(map(re.escape, words))})\b"
    rest = rf"(?:(?:[–-](?:{_either(whole)})?{_NUMBER})+(?:{word})?|{word})"
    months = "|".join(f"(?<={month[0]}){month[1:]}" for month in _MONTHS)
    return re.compile(
        rf"[\dA-Z{_SIGNS}{first}](?:(?<=\d)(?:"
        rf"(?<![\d.,].)\d*{_DECIMALS}{rest}"
        rf"|(?<!\d.)\d?\s{_MONTH}\b(?:\s\d{{4}}\b)?"
        r")|(?<!\d)(?:"
        rf"(?<!\w.)(?:{months})\s\d{{1,4}}\b(?:,\s\d{{4}}\b)?"
        rf"|(?:{_either(begun)}){_NUMBER}{rest}"
        rf"|(?<=[A-Z]){_NAME}"
        r"))"
    )


_FIGURES = r"\d(?<![\d.,٫٬]\d)\d*(?:[.,٫٬’\u00a0\u202f]\d+)*"
"""A number with the signs of any language, from its first digit on."""

_LONGEST_TAIL = 6
"""Maximum length of a unit that is kept with its number where no space parts words."""


def _other(units: Iterable[UnitEntry], forms: NumberForms) -> re.Pattern[str]:
    """The pieces of a text in which a space parts a number from its unit or month."""
    _, words = _around(units)
    link = rf"\s(?:{_either(map(re.escape, forms.linking))}\s)?" if forms.linking else r"\s"
    months = {form for name in _months_of(forms.tag) for form in (name, name.capitalize())}
    month = rf"(?:{_either(map(re.escape, months))})\b\.?"
    date = rf"(?<!\d.)\d?(?:\.|er|º)?{link}{month}(?:{link}\d{{4}}\b)?"
    if forms.language == "ko":
        date = r"\d*년(?:\s\d{1,2}월(?:\s\d{1,2}일)?)?|\d?월\s\d{1,2}일"
    large = _either(map(re.escape, forms.multiples))
    named = {*words, *forms.percent, *forms.currencies} - {*_COMMON}
    unit = rf"[%٪‰]|{_either(map(re.escape, named))}(?!\w)"
    after = rf"(?:\s(?i:{large})(?!\w)){{1,2}}(?:\s(?i:{unit}))?|\s(?i:{unit})"
    span = rf"(?:[–-]{_FIGURES})"
    number = r"(?<![\d.,٫٬].)\d*(?:[.,٫٬’\u00a0\u202f]\d+)*"
    first = "".join({re.escape(name[0]) for name in months})
    begun = _either(rf"(?<={re.escape(name[0])}){re.escape(name[1:])}" for name in months) or "(?!)"
    return re.compile(
        rf"[\dA-Z{first}](?:(?<=\d)(?:{date}|{number}(?:{span}+(?:{after})?|{after}))"
        rf"|(?<=[A-Z]){_NAME}|(?<!\d)(?<!\w.)(?:{begun})\b\.?{link}\d{{4}}\b)"
    )


def _ideographic(units: Iterable[UnitEntry], forms: NumberForms) -> re.Pattern[str]:
    """The pieces of a Chinese or Japanese text: 2025年12月3日, 1,650億美元."""
    tails = {
        found[0]
        for unit in units
        for form in (unit.words, unit.short)
        if (found := re.match(rf"[^\s\W]{{1,{_LONGEST_TAIL}}}", form.rpartition("}")[2].strip()))
    }
    short = (one for one in forms.currencies if len(one) <= _LONGEST_TAIL)
    multiple = "".join(forms.multiples)
    number = rf"{_FIGURES}(?:[{multiple}]+(?:\d+(?:[.,]\d+)*)?)*"
    tail = rf"(?:\s?(?:[%％]|{_either(map(re.escape, {*tails, *forms.percent, *short}))}))?"
    return re.compile(
        r"\d(?<![\d.,]\d)(?:\d{0,3}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d?月(?:\d{1,2}日)?|\d?日)"
        rf"|{number}(?:%?[–～~至-]{number})?{tail}"
    )


def _months_of(tag: str) -> set[str]:
    """The names of months in a language, as they stand in dates and alone."""
    months = locale_of(tag).months
    names = (months[form][width] for form in months for width in ("wide", "abbreviated"))
    return {name.rstrip(".") for one in names for name in one.values() if name[:1].isalpha()}


def _around(units: Iterable[UnitEntry]) -> tuple[set[str], set[str]]:
    """The text before the number in the wording of a unit, and the first word after it."""
    heads, words = set(), {*_COMMON}
    for unit in units:
        for form in (unit.words, unit.short):
            head, tail = around_number(form)
            heads |= {head} - {""}
            words |= {*tail.split()[:1]} if tail.startswith(" ") else set()
    return heads, words


def _either(patterns: Iterable[str]) -> str:
    """Any of the patterns, the longest that fits."""
    return "|".join(sorted(patterns, key=lambda one: (-len(one), one)))


SPAN = '<span class="cb-unbroken">'
NO_BREAK = "\u00a0"
LEFT_ALONE = (
    *("code", "desc", "option", "pre", "script", "style", "text", "textarea", "title"),
    *("tspan",),
)
"""Elements in which no other one may stand, or in which lines are laid out by themselves."""

_SPACE = re.compile(r"\s")
_PARTED = re.compile(
    "[–～~-]|[\u3040-\u30ff\u3400-\u9fff](?!$)|[^\\s](?=[\u3040-\u30ff\u3400-\u9fff])"
)
"""Where a line could end although there is no space: at a dash, and beside Chinese characters."""

_LEFT_ALONE = re.compile(rf"<(?:{'|'.join(LEFT_ALONE)})\b")


def held_together(html: str, pieces: Pattern[str]) -> str:
    """The HTML with each piece of its text written so that no line ends in it."""

    def held(match: Match[str]) -> str:
        begin = match.start()
        tag = html.rfind("<", 0, begin)
        if tag > html.rfind(">", 0, begin) or _LEFT_ALONE.match(html, max(tag, 0)):
            return match[0]
        piece = _SPACE.sub(NO_BREAK, match[0])
        return f"{SPAN}{piece}</span>" if _PARTED.search(piece) else piece

    return pieces.sub(held, html)
