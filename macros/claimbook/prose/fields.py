"""Amounts and dates of a text as fields of records: a number with its unit, a date in EDTF."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_name, get_currency_symbol, list_currencies

from claimbook.core.records.vocabulary import LARGE, UnitEntry, around_number
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.large_numbers import joined
from claimbook.core.text.messages import locale_of, speaking
from claimbook.core.text.number_forms import number_forms
from claimbook.core.text.numerals import PERCENT_SIGN, any_of, range_sign, written_numbers
from claimbook.prose.amounts import TypedAmount
from claimbook.prose.other_languages import finder_for
from claimbook.prose.suggestions import amount_and_rest, date_parts

Stated = tuple[int, int, Mapping[str, Any]]
"""From where to where words stand in a text, and the fields of a record that they state: `value`, or
`low` and `high`, with `unit` where the book has it; or `date`."""

_LEAST_OF_A_NAME = 3
"""Minimum length of a word by which a currency is recognized."""

_CODE = re.compile(r"\b[A-Z]{3}\b")


def fields_reader(units: Iterable[UnitEntry], language: str) -> Callable[[str], Iterator[Stated]]:
    """What reads amounts and dates off texts of a language, given as a BCP 47 tag.

    It only proposes: which currency “dollars” are is the first of the book's that are called so.

    Args:
        units: those of the book.
        language: that of the texts.
    """
    entries = tuple(units)
    finder = finder_for(entries, language)
    scales = {unit.id: unit.scale for unit in finder.units}
    marks = {entry.id: _marks(entry, language) for entry in entries}

    def amount(typed: TypedAmount) -> Mapping[str, Any]:
        ends, rest = amount_and_rest(typed.words, language)
        if not ends or not all(number.is_finite() for number in ends):
            return {}
        shares = (one.is_share for one in written_numbers(typed.words, language))
        said = _spaced(rest) or ("%" if any(shares) else "")
        exact = [one for one in marks if said in marks[one]] if said else []
        plain = _percent(said, language)
        found = exact or [one for one in marks if plain in marks[one] and plain]
        unit = _fitting(found, scales, max(map(abs, ends)))
        scaled = [_plain(number / scales.get(unit, 1)) for number in ends]
        names = ("low", "high") if len(scaled) > 1 else ("value",)
        return dict(zip(names, scaled, strict=False)) | ({"unit": unit} if unit else {})

    between = re.compile(range_sign(number_forms(language)))

    def one(typed: TypedAmount) -> Stated:
        typed = _rising(typed, between, language)
        is_amount = typed.sort == "amount"
        fields = amount(typed) if is_amount else _date(typed.words, language)
        return typed.offset, typed.offset + len(typed.words), fields

    def read(text: str) -> Iterator[Stated]:
        before: Stated = (0, 0, {})
        for start, end, fields in map(one, finder.find(text)):
            whole = _range(before[2], fields) if between.fullmatch(text[before[1] : start]) else {}
            if not whole and before[2]:
                yield before
            before = (before[0], end, whole) if whole else (start, end, fields)
        if before[2]:
            yield before

    return read


def _rising(typed: TypedAmount, sign: re.Pattern[str], language: str) -> TypedAmount:
    """An amount; of two that fall, as in `2019 to 87 percent`, which is no range, the last."""
    ends = amount_and_rest(typed.words, language)[0] if typed.sort == "amount" else ()
    signs = [*sign.finditer(typed.words)]
    if len(ends) < len(("low", "high")) or ends[0] <= ends[1] or not signs:
        return typed
    start = signs[-1].end()
    return TypedAmount("amount", typed.offset + start, typed.words[start:])


def _range(first: Mapping[str, Any], last: Mapping[str, Any]) -> Mapping[str, Any]:
    """What two ends of a range state together; nothing where they are not of one sort."""
    if {*first} == {*last} == {"date"}:
        return {"date": f"{first['date']}/{last['date']}"}
    is_one_unit = "unit" in first and first["unit"] == last.get("unit")
    if is_one_unit and "value" in first and "value" in last and first["value"] < last["value"]:
        return {"low": first["value"], "high": last["value"], "unit": first["unit"]}
    return {}


def _date(words: str, language: str) -> Mapping[str, Any]:
    """The date that words state; nothing where they name no year."""
    parts = re.split(range_sign(number_forms(language)), words)
    if whole := _moment(words, language):
        return {"date": whole}
    ends = [_moment(part, language) for part in parts]
    return {"date": "/".join(ends)} if len(ends) == 2 and all(ends) else {}  # noqa: PLR2004


def _moment(words: str, language: str) -> str:
    found = date_parts(words.strip(), language)
    if found is None or found[0] is None:
        return ""
    year, month, day = found
    date = "-".join([f"{year:04}", *(f"{one:02}" for one in (month, day) if one)])
    try:
        return parse_when(date).text
    except DateTextError:
        return ""


def _fitting(units: list[str], scales: Mapping[str, int], number: Decimal) -> str:
    """The largest of some units in which a number is one at least, else the smallest of them."""
    fitting = [one for one in units if scales[one] <= number]
    first = max(fitting, key=lambda one: scales[one], default=None)
    return first or min(units, key=lambda one: scales[one], default="")


def _plain(number: Decimal) -> Decimal:
    """A number without zeros at its end, and without an exponent."""
    whole = number == number.to_integral_value()
    return number.quantize(Decimal(1)) if whole else number.normalize()


def _marks(entry: UnitEntry, language: str) -> frozenset[str]:
    """What stands beside a number in a unit: by the book's wording, and for money by CLDR."""
    forms = (entry.words, entry.short, entry.one or "")
    ones = ("1".join(around_number(form)) for form in forms if form)
    said = {amount_and_rest(form, language)[1].strip() for form in ones}
    with speaking(language):
        said |= {joined("a", word) for word in said if LARGE in entry.words}
    code = next((one for one in _CODE.findall(entry.id) if one in list_currencies()), None)
    if code:
        for told in {"en", str(locale_of(language))}:
            names = [get_currency_name(code, count, told) for count in (1, 2, 5)]
            ends = {word for name in names for word in (name.split()[0], name.split()[-1])}
            said |= {get_currency_symbol(code, told), code, *names}
            said |= {word for word in ends if len(word) >= _LEAST_OF_A_NAME}
    plain = {_spaced(one.lower()) for one in said}
    if entry.difference:  # a share, however it is said
        plain |= {_percent(one, language) for one in plain}
    return frozenset(plain - {""})


def _spaced(words: str) -> str:
    return " ".join(words.replace("-", " ").split())


def _percent(words: str, language: str) -> str:
    """Words with a sign for percent, however that is said."""
    said = any_of(number_forms(language).percent)
    return _spaced(re.sub(rf"\bper\s+cent\b|\bpct\b|{said}|{PERCENT_SIGN}", "%", words))
