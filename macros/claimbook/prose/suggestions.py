"""Which macro says what a writer typed: figures with the same amount, records with the same date."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cache

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.quantities import Quantity
from claimbook.core.records.series import Row
from claimbook.core.text.dates import Moment, When
from claimbook.core.text.messages import locale_of
from claimbook.core.text.number_forms import folded, number_forms
from claimbook.core.text.numerals import PERCENT_SIGN, any_of, written_numbers
from claimbook.prose.amounts import LARGE, SCALES, SHORT_SCALES, SIGNS, SMALL, UnitWords

MOST = 2
"""Maximum number of macros proposed."""

_RANGE = re.compile(r"\s+(?:to|or)\s+|(?<=\d)\s*[-–—/]\s*(?=\D{0,4}\d)")
_PIECE = re.compile(r"\d+(?:[.,\u202f]\d+)*|[½¼¾]|[a-z]+")
_MULTIPLES = {**SCALES, **SHORT_SCALES}


def amounts(words: str) -> tuple[Decimal, ...]:
    """The numbers of an amount in words: one, or the two ends of a range.

    `40 to 50 billion` gives both ends in full: a large number after the second counts for both.
    """
    read = [_amount(part) for part in _RANGE.split(words.lower())]
    values = [value for value, _ in read]
    if len(values) > 1 and read[0][1] == 1:
        values[0] *= read[-1][1]
    return tuple(values)


def _amount(words: str) -> tuple[Decimal, int]:
    """A number and the largest multiple in it: `two hundred million` gives 2e8 and 1e6."""
    total, part, largest = Decimal(), Decimal(), 1
    for piece in _PIECE.findall(words):
        name = piece if piece in _MULTIPLES else piece.rstrip("s")
        if piece[0].isdigit():
            part += _number(piece)
        elif piece in SIGNS or piece == "half":
            part += Decimal(SIGNS.get(piece, "0.5"))
        elif piece in SMALL:
            part += SMALL[piece]
        elif name in _MULTIPLES:
            part = (part or Decimal(1)) * _MULTIPLES[name]
            largest = max(largest, _MULTIPLES[name])
            if _MULTIPLES[name] >= SCALES["thousand"]:
                total, part = total + part, Decimal()
    return total + part, largest


def _number(digits: str) -> Decimal:
    """A number in digits; several points stand for thousands.

    What cannot be read so is no number: it equals no figure, and nothing is proposed for it.
    """
    digits = re.sub(r"[,\u202f]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    return Decimal(digits if digits.count(".") <= 1 else "NaN")


def figures(
    data: Dataset, units: Sequence[UnitWords], words: str, used: Collection[str]
) -> list[str]:
    """The macro calls for figures with an amount, those with the same unit first.

    Args:
        data: where the figures are.
        units: how the units of the book look in text.
        words: what was typed.
        used: figures of the same page, which are proposed before others.
    """
    is_english = number_forms(data.language).is_english
    typed, rest = amount_and_rest(words, data.language)
    words = words if is_english else rest
    by_id = {unit.id: unit for unit in units}
    found = []
    for order, (figure_id, amount, unit_id) in enumerate(_all(data)):
        unit = by_id.get(unit_id or "")
        likeness = _likeness(unit, words.lower()) if unit else 0
        if unit and likeness and typed == tuple(v * unit.scale for v in _ends(amount)):
            found.append((-likeness, figure_id not in used, order, figure_id))
    return [f'{{{{ figure("{figure_id}") }}}}' for *_, figure_id in sorted(found)[:MOST]]


def amount_and_rest(words: str, language: str) -> tuple[tuple[Decimal, ...], str]:
    """The numbers of an amount, and what else it says in lower case.

    Of an amount that is not in English percent is a sign in the rest.
    """
    if number_forms(language).is_english:
        return amounts(words), _PIECE.sub(_but_numbers, words.lower())
    numbers = tuple(written_numbers(words, language))
    rest = folded(words)
    for number in reversed(numbers):
        rest = f"{rest[: number.start]} {rest[number.end :]}"
    percent = f"{PERCENT_SIGN}|{any_of(number_forms(language).percent)}"
    return tuple(number.value for number in numbers), re.sub(percent, "%", rest)


def _but_numbers(piece: re.Match[str]) -> str:
    """A word of an amount; a space in the place of a number."""
    word = piece[0]
    is_number = not word[0].isalpha() or {word, word.rstrip("s")} & {*SMALL, *_MULTIPLES}
    return " " if is_number else word


def _all(data: Dataset) -> Iterator[tuple[str, Quantity | Row, str | None]]:
    for figure_id, (_, quantity) in data.quantities.items():
        yield figure_id, quantity, quantity.unit
    for figure_id, (series, row) in data.rows.items():
        yield figure_id, row, row.unit or series.unit


def _ends(amount: Quantity | Row) -> tuple[Decimal, ...]:
    return tuple(v for v in (amount.value, amount.low, amount.high) if v is not None)


def _likeness(unit: UnitWords, words: str) -> int:
    """How well a typed amount fits a unit: 2 fully, 1 in part, 0 not at all."""
    words = re.sub(r"\bper\s+cent\b|%", "percent", words)
    if unit.before:
        sign = unit.before.lower()
        return 2 if sign in words else int(sign[-1] in words or unit.after[0].lower() in words)
    known = [*(w.lower().rstrip("s").replace("%", "percent") for w in unit.after), *unit.short]
    if any(re.search(rf"(?<![^\W\d_]){re.escape(word)}", words) for word in known):
        return 2
    return int(unit.scale > 1 and words.rstrip("s").endswith(tuple(LARGE)))


def dates(data: Dataset, words: str) -> list[str]:
    """The macro calls for records whose date is the one that was typed."""
    wanted = date_parts(words, data.language)
    found = [
        f'{{{{ date("{kind}", "{record_id}") }}}}'
        for kind in ("events", "claims")
        for record_id in data.records(kind)
        if wanted and (when := data.date_of(kind, record_id)) and _same(when, wanted)
    ]
    return found[:MOST]


Parts = tuple[int | None, int | None, int | None]
"""Year, month and day of a date, each where it is given."""

_SIGNS = {"年": 0, "년": 0, "月": 1, "월": 1, "日": 2, "일": 2}
"""The signs after the parts of a date in Chinese, Japanese and Korean, and the place of each."""


def date_parts(words: str, language: str) -> Parts | None:
    """A date in the words of a language; None where it is no single one."""
    if iso := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", words):
        year, month, day = (int(part) if part else None for part in iso.groups())
        return year, month, day
    if any(sign in words for sign in _SIGNS):
        return _date_by_signs(words, language)
    months = _months(language)
    found = (_month(word, months) for word in re.findall(r"[^\W\d_]+", folded(words)))
    names = [month for month in found if month is not None]
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    years = [n for n in numbers if n > 999]  # noqa: PLR2004 - years have four digits
    days = [n for n in numbers if n not in years]
    if len(names) != 1 or len(days) > 1 or len(years) > 1:
        return None
    return (years[0] if years else None), names[0], (days[0] if days else None)


def _date_by_signs(words: str, language: str) -> Parts | None:
    """A date whose parts have signs after them, such as 2025年12月3日."""
    parts: list[int | None] = [None, None, None]
    for number in written_numbers(words, language):
        sign = words[number.end : number.end + 1]
        if sign in _SIGNS:
            parts[_SIGNS[sign]] = int(number.value)
    return (parts[0], parts[1], parts[2]) if any(parts) else None


@cache
def _months(language: str) -> tuple[tuple[str, int], ...]:
    """The names of months in a language, each with its number."""
    months = locale_of(language).months
    names = (months[form]["wide"] for form in ("format", "stand-alone"))
    return tuple((folded(name), month) for one in names for month, name in one.items())


def _month(word: str, months: Sequence[tuple[str, int]]) -> int | None:
    """The number of a month of which a word is the name, or begins it with three letters."""
    return next((n for name, n in months if len(word) > 2 and name.startswith(word)), None)  # noqa: PLR2004


def _same(when: When, wanted: tuple[int | None, int | None, int | None]) -> bool:
    year, month, day = wanted
    moment = when.start
    if when.is_interval or not isinstance(moment, Moment):
        return False
    precision = "day" if day else "month" if month else "year"
    first = moment.earliest
    return (
        moment.precision == precision
        and year in {None, first.year}
        and month in {None, first.month}
        and day in {None, first.day}
    )
