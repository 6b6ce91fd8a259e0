"""An amount in words: its number or range in its unit, with its limit.

The words come from the vocabulary; which amount is shown where is left to others.
"""

from decimal import Decimal
from typing import Protocol

from claimbook.core.records.vocabulary import QualifierEntry, UnitEntry


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


def number_words(number: Decimal) -> str:
    """A number with thousands separated by commas and its digits as they were written."""
    return f"{number:,f}"


def number_range(amount: Amount) -> str | None:
    """The value, or the range, of an amount in figures; None where it has none."""
    if amount.value is not None:
        return number_words(amount.value)
    if amount.low is not None and amount.high is not None:
        low, high = number_words(amount.low), number_words(amount.high)
        return low if amount.low == amount.high else f"{low}–{high}"
    if amount.low is not None:
        return f"{number_words(amount.low)} or more"
    if amount.high is not None:
        return f"up to {number_words(amount.high)}"
    return None


def amount_words(
    amount: Amount,
    unit: UnitEntry | None,
    qualifier: QualifierEntry | None,
    *,
    short: bool = False,
) -> str:
    """A value or range with its unit and its limit: `about US$40 billion`, `40-50 percent`.

    Units: as the vocabulary words them; `short` takes the unit's short form; the limit belongs to
    the number and is never dropped.
    """
    number = number_range(amount)
    if number is None:
        return "not known"
    if unit is not None:
        number = (unit.short if short else unit.words).replace("{}", number)
    return qualifier.words.replace("{}", number) if qualifier else number
