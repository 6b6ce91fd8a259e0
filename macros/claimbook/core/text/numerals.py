"""Reads the numbers of a text in its language: in figures of any script, and in words.

English is read by rules of its own, in core/rules/stated.py and prose/amounts.py.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from claimbook.core.text.number_forms import IDEOGRAPHS, NumberForms, folded, number_forms

PERCENT_SIGN = "[%٪﹪％‰]"
GAP = "[ \t\u00a0\u2007\u2009\u202f\u2010\u2011-]*+(?>(?:\n[ \t>]*+)?)"
"""What may stand between a number and its unit: spaces, a hyphen, the end of a line."""

_WORD_GAP = r"[\s>‐‑-]+"
"""What stands for the space or the hyphen in a number word of several."""

_TOGETHER = "[.,'’٫٬]"
_APART = r"(?<!\d{4})[ \u00a0\u2007\u2009\u202f，．]"
_SPACES = str.maketrans("", "", " \u00a0\u2007\u2009\u202f'’٬")
_WIDE = str.maketrans("，．٫", ",.\u066b")
DIGITS = rf"(?:(?<!\d)(?<!\d[.,])\d++(?>(?:{_TOGETHER}\d++|{_APART}\d{{3}}(?!\d))*))"
"""A number in figures, in digits of any script, with its separators."""

WORD_START, WORD_END = r"(?<![^\W\d_])", r"(?![^\W\d_])"
"""What stands at the ends of a word."""

_MOST = 8
"""Maximum number of words that multiply in one number."""

_LONGEST = 30
"""Maximum number of Chinese characters in a number."""

LARGE_IN_WORDS = 100
"""From this one on a number in words is no manner of speaking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNumber:
    """A number as it stands in a text, from `start` to `end`.

    `value` has what multiplies it in it, and `size` is the largest multiple; `figures` is what its
    first digits alone say, where it has any. `is_share` says that it is in percent or tenths.
    """

    start: int
    end: int
    value: Decimal
    figures: Decimal | None
    is_share: bool
    size: int

    @property
    def is_amount(self) -> bool:
        """Whether it is no manner of speaking: a share, one with a multiple, or a large one."""
        is_large = self.figures is None and self.value >= LARGE_IN_WORDS
        return self.is_share or self.size > 1 or is_large


def written_numbers(text: str, language: str) -> Iterator[WrittenNumber]:
    """The numbers of a text in their order.

    The first end of a range takes the multiple of the second: both in `3 a 5 millones`.
    """
    forms = number_forms(language)
    whole = folded(text)
    found = [_read(match, forms) for match in _finder(language).finditer(whole)]
    numbers = [one for one in found if one is not None]
    for here, after in pairwise([*numbers, None]):
        if here is None:
            continue
        between = whole[here.end : after.start] if after else ""
        if after and here.size == 1 < after.size and _is_range(between, forms):
            yield replace(here, value=here.value * after.size, size=after.size)
        else:
            yield here


def has_part(text: str, language: str) -> bool:
    """Whether a text speaks of a half or another part, of which no number is certain."""
    forms = number_forms(language)
    start = rf"{WORD_START}{forms.words.prefix}" if forms.is_spaced else ""
    return bool(re.search(start + any_of(forms.parts), folded(text).replace(_HUNDREDTHS, "")))


def scale_of(words: str, language: str) -> int:
    """By what the wording of a unit, such as `{} mil millones`, multiplies its number."""
    numbers = written_numbers(words.replace("{}", "1"), language)
    return next((int(one.value) for one in numbers if one.figures == 1), 1)


def number_pattern(forms: NumberForms) -> str:
    """A regular expression of a number in folded text, with the words that multiply it."""
    return _ideographic(forms) if forms.is_ideographic else _worded(forms)


@cache
def _finder(language: str) -> re.Pattern[str]:
    forms = number_forms(language)
    percent = any_of(forms.percent)
    return re.compile(
        rf"(?P<number>{number_pattern(forms)})(?:{GAP}(?P<percent>{PERCENT_SIGN}|{percent}))?"
    )


def any_of(words: Iterable[str]) -> str:
    """One of the words, the longest that fits, with any space or line's end for each space."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(_spaced, longest)) or '(?!)'})"


def _spaced(word: str) -> str:
    return _WORD_GAP.join(map(re.escape, re.split("[ -]", word)))


def _branching(words: Iterable[str]) -> str:
    """The same as `any_of` for hundreds of words, which have their beginnings in common."""
    ends = {word.replace("-", " ") for word in words}
    begun = {word[0]: {one[1:] for one in ends if one[:1] == word[0]} for word in ends if word}
    either = "|".join(_spaced(first) + _branching(rest) for first, rest in sorted(begun.items()))
    if not either:
        return "" if ends else "(?!)"
    return f"(?:{either})?" if "" in ends else f"(?:{either})"


def _worded(forms: NumberForms) -> str:
    words = forms.words
    edge, end = (WORD_START, WORD_END) if forms.is_spaced else ("", "")
    multiple, small, large = map(_branching, (forms.multiples, words.small, words.large))
    in_digits = rf"{DIGITS}(?:{GAP}{multiple}{end}){{0,3}}"
    if not words.small:
        return in_digits
    joint = rf"(?:{words.joint}|{GAP})" if words.glued else rf"{GAP}{words.joint}"
    inner = "" if words.glued else end
    first = any_of(word for word, size in forms.multiples.items() if size <= 1000)  # noqa: PLR2004
    after = rf"(?:{joint}{large}{inner})?(?:{joint}{small}{inner})?"
    group = rf"(?>(?:{large}|{first}){inner}{after}|{small}{inner})"
    rest = rf"(?>(?:{joint}{multiple}{inner}(?:{joint}{group})?){{0,{_MOST}}})"
    return rf"{in_digits}|{edge}{words.prefix}{group}{rest}{end}"


def _ideographic(forms: NumberForms) -> str:
    digit, multiple = "".join(IDEOGRAPHS), "".join(forms.multiples)
    first = rf"(?:{DIGITS}|[{digit}]|[十百](?=[{digit}{multiple}]|{GAP}{PERCENT_SIGN}|[元円年]))"
    point = rf"(?:[點点・][{digit}]{{1,{_LONGEST}}})?"
    whole = (
        rf"{first}(?>(?:[{multiple}]{DIGITS}?|[{digit}]){{0,{_LONGEST}}}){point}[{multiple}]{{0,2}}"
    )
    return rf"(?:{_HUNDREDTHS})?{whole}(?:{_TENTHS[forms.language].format(digit=digit)})?"


_HUNDREDTHS = "百分之"
_SHARES = (_HUNDREDTHS, "成", "割")
_TENTHS = {
    "zh": "成(?![為为立功員员果本長长])[{digit}]?",
    "ja": "割(?:[{digit}1-9]分)?",
}
"""What stands after a number of tenths, with the hundredths after it."""


def _read(match: re.Match[str], forms: NumberForms) -> WrittenNumber | None:
    value, size, first = _value(match["number"], forms)
    if value is None:
        return None
    is_share = bool(match["percent"]) or any(sign in match["number"] for sign in _SHARES)
    return WrittenNumber(
        start=match.start(),
        end=match.end("number"),
        value=value.normalize(),
        figures=first,
        is_share=is_share,
        size=size,
    )


def _value(words: str, forms: NumberForms) -> tuple[Decimal | None, int, Decimal | None]:
    """A number with its multiples, the largest of these, and what its first figures say.

    What was read before a multiple and is smaller than it is multiplied: the thousand in `5 mil
    millones`, and not the 億 in `3億5千萬`.
    """
    sizes = _sizes(forms.tag)
    parts: list[tuple[Decimal, int]] = []
    largest, figures = 1, None
    for token in _tokens(forms.tag).finditer(words.removeprefix(_HUNDREDTHS)):
        if token["digits"]:
            if (number := plain_number(token["digits"], forms)) is None:
                return None, 1, None
            figures = number if figures is None else figures
            parts.append((number, 1))
        elif token["small"]:
            parts.append((Decimal(sizes[_bare(token["small"])]), 1))
        elif token["ideographs"]:
            run = "".join(str(IDEOGRAPHS.get(one, ".")) for one in token["ideographs"])
            parts.append((Decimal(run), 1))
        elif token["tenth"]:
            whole = sum((number for number, _ in parts), Decimal()) * 10
            after = token["after"]
            parts = [(whole + (IDEOGRAPHS.get(after) or int(after) if after else 0), 1)]
        else:
            size = sizes[_bare(token["multiple"])]
            below = [number for number, scale in parts if scale < size]
            parts = [part for part in parts if part[1] >= size]
            parts.append((sum(below, Decimal()) * size if below else Decimal(size), size))
            largest = max(largest, size)
    return sum((number for number, _ in parts), Decimal()), largest, figures


@cache
def _tokens(language: str) -> re.Pattern[str]:
    forms = number_forms(language)
    words = _branching([*forms.words.small, *forms.words.large])
    digit = "".join(IDEOGRAPHS) if forms.is_ideographic else ""
    ideographs = rf"[{digit}]+(?:[點点・][{digit}]+)?" if digit else "(?!)"
    tenth = rf"[成割](?P<after>[{digit}1-9])?" if digit else "(?!)(?P<after>)"
    return re.compile(
        rf"(?P<digits>{DIGITS})|(?P<tenth>{tenth})|(?P<ideographs>{ideographs})"
        rf"|(?P<small>{words})|(?P<multiple>{any_of(forms.multiples)})"
    )


@cache
def _sizes(language: str) -> dict[str, int]:
    """What each word of a language stands for, by the word without spaces and hyphens."""
    forms = number_forms(language)
    words = {**forms.words.small, **forms.words.large, **forms.multiples}
    return {_bare(word): number for word, number in words.items()}


def _bare(word: str) -> str:
    return re.sub(_WORD_GAP, "", word)


def plain_number(digits: str, forms: NumberForms) -> Decimal | None:
    """A number in figures; None where its points and commas are those of no number.

    Where one sign stands once it is the language's own, unless no group could follow it; of two
    signs the last parts the decimals.
    """
    text = digits.translate(_SPACES).translate(_WIDE)
    signs = re.findall(r"[.,\u066b]", text)
    if not signs:
        return Decimal(text)
    head, _, tail = text.rpartition(signs[-1])
    is_once = signs.count(signs[-1]) == 1
    others = set(signs[:-1]) - {signs[-1]}
    whole = re.sub(r"[.,\u066b]", "", head)
    is_grouped = len(tail) == forms.groups[0] and signs[-1] != "\u066b"
    if is_once and (others or signs[-1] in {forms.decimal, "\u066b"} or not is_grouped):
        return Decimal(f"{whole}.{tail}") if len(others) <= 1 else None
    if others or not is_grouped:
        return None
    return Decimal(whole + tail)


def range_sign(forms: NumberForms) -> str:
    """A regular expression of what stands between the two ends of a range."""
    sign = "[ \t]*[-–—−/~〜～][ \t]*"
    return rf"(?:{sign}|{GAP}{any_of(forms.ranges)}{GAP})"


def _is_range(between: str, forms: NumberForms) -> bool:
    return re.fullmatch(range_sign(forms), between) is not None
