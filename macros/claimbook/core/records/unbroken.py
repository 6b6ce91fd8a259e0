"""Finds the parts of a text that are one piece to the eye, so that no line may end inside them.

Amounts with their unit, ranges, dates, and names of two words with a hyphen between. In HTML a space
in one becomes a no-break space, which browsers hand on as a plain one when it is copied, and find as
one. For a dash or hyphen there is no such twin, so an element with a style is put around it.
"""

import calendar
import re
from collections.abc import Iterable
from re import Match, Pattern

from claimbook.core.records.vocabulary import UnitEntry

LONGEST_NAME = 16
"""Maximum length of a word that is kept whole at its hyphen: a longer one would not fit in a
heading on a phone."""

_COMMON = ("percent", "thousand", "million", "billion", "trillion")
_MONTHS = calendar.month_name[1:]
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_DECIMALS = r"(?:[.,]\d+)*"
_NUMBER = rf"\d+{_DECIMALS}"
_SIGNS = "$€£¥"


def unbroken(units: Iterable[UnitEntry] = ()) -> re.Pattern[str]:
    """Finds the pieces, with nothing that holds together by itself: not `2026`, not `US$40`.

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
        rf"|(?<=[A-Z])(?<![\w-].)(?=[\w-]{{2,{LONGEST_NAME - 1}}}(?![\w-]))\w*(?:-\w+)+"
        r"))"
    )


def _around(units: Iterable[UnitEntry]) -> tuple[set[str], set[str]]:
    """The text before the number in the wording of a unit, and the first word after it."""
    heads, words = set(), {*_COMMON}
    for unit in units:
        for form in (unit.words, unit.short):
            head, _, tail = form.partition("{}")
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
_LEFT_ALONE = re.compile(rf"<(?:{'|'.join(LEFT_ALONE)})\b")


def held_together(html: str, pieces: Pattern[str]) -> str:
    """The HTML with each piece of its text written so that no line ends in it."""

    def held(match: Match[str]) -> str:
        begin = match.start()
        tag = html.rfind("<", 0, begin)
        if tag > html.rfind(">", 0, begin) or _LEFT_ALONE.match(html, max(tag, 0)):
            return match[0]
        piece = _SPACE.sub(NO_BREAK, match[0])
        return f"{SPAN}{piece}</span>" if "–" in piece or "-" in piece else piece

    return pieces.sub(held, html)
