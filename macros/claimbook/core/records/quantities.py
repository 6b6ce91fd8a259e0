"""The models of a number, as stated and as it follows from others, and an amount in words."""

from decimal import Decimal
from typing import Annotated, Protocol

from pydantic import Field

from claimbook.core.records.values import (
    ActorId,
    Date,
    Id,
    ListedIn,
    Number,
    Qualifier,
    Record,
    Text,
    Unit,
    Verbatim,
)
from claimbook.core.records.vocabulary import LARGE, QualifierEntry, UnitEntry, around_number
from claimbook.core.text.large_numbers import joined, large_number
from claimbook.core.text.messages import MINUS, gettext, locale, pgettext
from claimbook.core.text.messages import number as written


class Derived(Record):
    """How a figure follows from others, so that every build recomputes it."""

    formula: Annotated[Verbatim, Field(examples=["carts * toll", "(new - old) / old"])]
    """The sum: names, numbers, + - * / and parentheses. A name with spaces goes in single quotes."""

    sources: Annotated[
        dict[str, Verbatim],
        Field(
            alias="from",
            min_length=1,
            examples=[
                {"carts": "forty-carts.per-day", "toll": "toll-raised.new"},
                {"new": "carts-by-year.y1900", "old": "carts-by-year.y1899"},
            ],
        ),
    ]
    """What each name of the formula stands for: a claim and its quantity, as in
    `forty-carts.per-day`, or a series and its row, as in `carts-by-year.y1900`."""

    tolerance: Number | None = None
    """How far the stated number may be from the result, in its own unit, because it is rounded.
    Left out, nothing is allowed."""

    because: Text | None = None
    """Why it is right to reckon with figures of different wholes or periods; readers see it.
    Left out where the figures are alike."""


class Contrast(Record):
    """Why a number is not the same as another one that seems to state the same."""

    figure: Annotated[Verbatim, Field(examples=["carts-by-year.y1900", "forty-carts.per-day"])]
    """The other number: a claim and its quantity, or a series and its row."""

    because: Text
    """Why the two differ, in a sentence; readers see it."""


class Quantity(Record):
    """A number as its source states it.

    It has either `value`, or `low` and `high`. Nothing is converted on reading.
    """

    id: Id
    """The number's name within the claim, by which pages, formulas and corrections call it."""

    what: Text
    """What is counted or measured, in a few words."""

    value: Number | None = None
    """The number, in `unit`. Left out where bounds are given."""

    low: Number | None = None
    """The lower bound that the source prints, in `unit`. Left out where it states none, which is
    not the same as zero."""

    high: Number | None = None
    """The upper bound that the source prints, in `unit`. Left out where it states none."""

    unit: Unit
    """What the number is counted in."""

    qualifier: Qualifier | None = None
    """A limit that belongs to the number, such as “about”. Left out where the number is exact."""

    of: Text | None = None
    """The whole of which the number is a share. Left out for an amount."""

    period: Date | None = None
    """The time that the number is for, such as a year. Left out where the source names none."""

    date: Date | None = None
    """When the number was stated or announced. Left out for a number of the document, which has
    the date of the claim, and where the source names none."""

    actor: ActorId | None = None
    """Whose number it is, such as the company whose plan it tells. Left out where that is the
    speaker."""

    origin: Annotated[Id, ListedIn("quantity_origins")]
    """Where the number comes from."""

    stated: Verbatim | None = None
    """The words that state the number, exactly as they stand in the quotation that it comes from.
    Left out where no quotation has it."""

    derived: Derived | None = None
    """How the number follows from others. Left out where a source states it."""

    differs_from: tuple[Contrast, ...] = ()
    """Other numbers of the same actor, date, unit and whole that are not the same, and why. Left
    out where there are none."""

    note: Text | None = None
    """A remark that readers see beside the number."""


class Amount(Protocol):
    """What a quantity and a row of a series share."""

    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def low(self) -> Decimal | None: ...  # noqa: D102
    @property
    def high(self) -> Decimal | None: ...  # noqa: D102
    @property
    def qualifier(self) -> str | None: ...  # noqa: D102


def amount_stated(amount: Amount) -> bool:
    """Whether there is any number."""
    return any(number is not None for number in (amount.value, amount.low, amount.high))


def in_unit(number: Decimal, unit: UnitEntry | None, *, short: bool = False) -> str:
    """A number in its unit, its sign before both: `−US$5 billion`, `1 year`."""
    sign = MINUS if number < 0 else ""
    form = _form(unit, abs(number), short=short, alone=True)
    return sign + _put(form, _told(form, unit, abs(number)))


def _put(form: str, words: str) -> str:
    """A form of a unit with words in the place of its number.

    Where the large number is a noun, the unit is joined to it: `3 millones de euros`.
    """
    before, after = around_number(form)
    if after[:1] == " " and LARGE in form:
        after = f" {joined(words, after[1:])}"
    return f"{before}{words}{after}" if "{" in form else form


def _told(form: str, unit: UnitEntry | None, number: Decimal) -> str:
    """A number that is not negative, as a form of a unit tells it."""
    return large_number(_in_ones(unit, number)) if LARGE in form else written(number)


def _in_ones(unit: UnitEntry | None, number: Decimal) -> Decimal:
    """An amount in plain ones, with no more decimals than it has then: 500000 for 0.5 million."""
    if unit is None or unit.size is None:
        return number
    ones = number * unit.size
    return ones.quantize(Decimal(1)) if ones == ones.to_integral_value() else ones


def _form(unit: UnitEntry | None, number: Decimal, *, short: bool, alone: bool = False) -> str:
    """How a number that is not negative is written in a unit, by the plural forms of the language.

    A range has the form of its upper end, but none of those that may say the number themselves.
    """
    if unit is None:
        return "{}"
    if short and unit.is_shorter:
        return unit.short
    count = _in_ones(unit, number) if LARGE in unit.words else number
    category = "one" if count == 1 else locale().plural_form(count)
    forms = {"few": unit.few, "many": unit.many}
    if alone:
        forms |= {"one": unit.one, "two": unit.two}
    return forms.get(category) or unit.words


def _range(low: Decimal, high: Decimal, unit: UnitEntry | None, *, short: bool) -> str:
    """`40–50 percent`; with a sign among them `−5 to −3 percent`, `−US$5 billion to US$3 billion`."""
    if low == high:
        return in_unit(low, unit, short=short)
    form = _form(unit, abs(high), short=short)
    both = {"low": _told(form, unit, abs(low)), "high": _told(form, unit, abs(high))}
    if low < 0:
        first = MINUS + both["low"]
        both["low"] = first if form.startswith("{") else in_unit(low, unit, short=short)
        # e.g. minus 5 to minus 3 percent: a range in which a number is less than zero
        return gettext("{low} to {high}", **both | {"high": in_unit(high, unit, short=short)})
    if short:
        # e.g. 40 to 50, with a dash: a range where there is little room; its unit stands around it
        return _put(form, pgettext("short range", "{low}–{high}", **both))
    # e.g. 40 to 50, with a dash or a word: a range in a sentence; its unit stands around it
    range_ = pgettext("range", "{low}–{high}", **both)
    # a sign of a unit stands with both ends where a word stands between them: 40%至50%
    if _has_letter("".join(around_number(form))) or not _has_letter(range_):
        return _put(form, range_)
    ends = {name: _put(form, number) for name, number in both.items()}
    return pgettext("range", "{low}–{high}", **ends)


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)


def amount_words(
    amount: Amount,
    unit: UnitEntry | None,
    qualifier: QualifierEntry | None,
    *,
    short: bool = False,
) -> str:
    """A value or range with its unit and its limit: `about US$40 billion`, `40–50 percent`.

    Args:
        amount: the value, or one or both ends of a range.
        unit: how the vocabulary words the unit.
        qualifier: the limit, which belongs to the number and is never dropped.
        short: whether the short form of the unit is taken.
    """

    def limited(words: str) -> str:
        return qualifier.words.replace("{}", words) if qualifier else words

    if amount.value is not None:
        return limited(in_unit(amount.value, unit, short=short))
    if amount.low is not None and amount.high is not None:
        return limited(_range(amount.low, amount.high, unit, short=short))
    open_to = qualifier.open if qualifier else None
    if amount.low is not None:
        words = limited(in_unit(amount.low, unit, short=short))
        # e.g. 40 percent or more
        return words if open_to == "above" else gettext("{amount} or more", amount=words)
    if amount.high is not None:
        words = limited(in_unit(amount.high, unit, short=short))
        # e.g. up to 40 percent
        return words if open_to == "below" else gettext("up to {amount}", amount=words)
    # e.g. Rivertown: not known, in place of an amount
    return gettext("not known")
