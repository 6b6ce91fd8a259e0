"""The bar under a claim's number: its share of a whole, or its size beside others of one unit."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Literal

from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.quantities import Amount, Quantity
from claimbook.core.text.formula import Number, Operation, Tree, parse
from claimbook.core.text.messages import gettext
from claimbook.views.sums import quantity_sum
from claimbook.views.wording import amount_words, unit_measures

Look = Literal["firm", "open", "part", "gone"]

NOTHING, HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a bar. Units: `start` and `width` are in percent of the drawing's width.

    It is `firm` up to what is certain and `open` up to what may be; a `part` is one of those that
    make up a sum, and what is `gone` was taken off.
    """

    start: float
    width: float
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar with what it shows in words. Of a share, the whole is drawn around it."""

    pieces: tuple[Piece, ...]
    says: str
    is_share: bool = False


def bars(data: Dataset, claim: Claim) -> dict[str, Bar]:
    """The bars of a claim's numbers, by the id of each; none where there is nothing to compare.

    A share of a stated whole has one. Amounts of one unit have one each, all on one scale, where
    they differ or one of them is the sum or difference of others.
    """
    drawn = [one for one in claim.quantities if _ends(one) is not None]
    found = {one.id: _share(data, one) for one in drawn if _is_share(data, one)}
    units: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in drawn:
        if quantity.of is None:
            units[quantity.unit].append(quantity)
    for alike in units.values():
        if len({*map(_top, alike)}) > 1 or any(_terms(data, one) for one in alike):
            found |= _on_one_scale(data, alike)
    return found


def _ends(amount: Amount) -> tuple[Decimal, Decimal] | None:
    """The two ends of an amount; None where one of them is not known or is below zero."""
    low = amount.low if amount.value is None else amount.value
    high = amount.high if amount.value is None else amount.value
    return None if low is None or high is None or low < 0 else (low, high)


def _top(amount: Amount) -> Decimal:
    """The upper end of an amount that is drawn."""
    return (_ends(amount) or (NOTHING, NOTHING))[1]


def _is_share(data: Dataset, quantity: Quantity) -> bool:
    """Whether it is a part of a stated whole, in hundredths of it."""
    measure = unit_measures(data)[quantity.unit]
    in_hundredths = not measure.powers and measure.scale * 100 == 1
    return in_hundredths and quantity.of is not None and _top(quantity) <= HUNDRED


def _share(data: Dataset, quantity: Quantity) -> Bar:
    pieces = tuple(_own(data, quantity, HUNDRED))
    # e.g. 40 percent of all carts
    says = gettext(
        "{amount} of {whole}",
        amount=amount_words(data, quantity, quantity.unit),
        whole=quantity.of,
    )
    return Bar(pieces=pieces, says=says, is_share=True)


def _on_one_scale(data: Dataset, alike: Sequence[Quantity]) -> Iterator[tuple[str, Bar]]:
    """Bars of amounts of one unit, each with what it is beside the largest, or its sum."""
    terms = {one.id: _terms(data, one) for one in alike}
    whole = [sum((max(value, NOTHING) for value in found), NOTHING) for found in terms.values()]
    largest = max(alike, key=_top)
    most = max(_top(largest), *whole)
    for one in alike if most else ():
        sum_ = quantity_sum(data, one)
        if sum_ and (found := terms[one.id]):
            yield one.id, Bar(pieces=tuple(_parts(found, most)), says=sum_.words)
        else:
            words = amount_words(data, one, one.unit)
            if one is not largest:
                # e.g. 40 carts, beside 120 carts: drawn beside the largest amount
                words = gettext(
                    "{amount}, beside {largest}",
                    amount=words,
                    largest=amount_words(data, largest, one.unit),
                )
            yield one.id, Bar(pieces=tuple(_own(data, one, most)), says=words)


def _terms(data: Dataset, quantity: Quantity) -> tuple[Decimal, ...]:
    """What a number is the sum of, each with its sign; nothing where it is no plain sum."""
    if quantity.derived is None:
        return ()
    names = _signed(parse(quantity.derived.formula))
    figures = [(sign, quantity.derived.sources[name]) for sign, name in names]
    amounts = [(sign, *_amount(data, figure)) for sign, figure in figures]
    alike = all(unit == quantity.unit and value is not None for _, value, unit in amounts)
    return tuple(sign * value for sign, value, _ in amounts if value is not None) if alike else ()


def _amount(data: Dataset, figure: str) -> tuple[Decimal | None, str | None]:
    """The value of a figure and its unit."""
    if figure in data.quantities:
        quantity = data.quantities[figure][1]
        return quantity.value, quantity.unit
    series, row = data.rows[figure]
    return row.value, row.unit or series.unit


def _signed(tree: Tree, sign: int = 1) -> list[tuple[int, str]]:
    """The names that a formula adds up, each with its sign; none where it does anything else."""
    if isinstance(tree, Number):
        return []
    if not isinstance(tree, Operation):
        return [(sign, tree.name)]
    if tree.sign not in "+-":
        return []
    left = _signed(tree.left, sign)
    right = _signed(tree.right, sign if tree.sign == "+" else -sign)
    return [*left, *right] if left and right else []


def _own(data: Dataset, quantity: Quantity, most: Decimal) -> Iterator[Piece]:
    """The pieces of an amount that stands for itself: what is certain, then what may be."""
    low, high = _ends(quantity) or (NOTHING, NOTHING)
    if quantity.qualifier and data.entry("qualifiers", quantity.qualifier).open == "below":
        low = NOTHING
    yield from _row([("firm", low), ("open", high - low)], most)


def _parts(terms: Sequence[Decimal], most: Decimal) -> Iterator[Piece]:
    """The pieces of a sum one after the other, or of a difference: what is left, what was taken."""
    taken = [-value for value in terms if value < 0]
    left = [sum(terms, NOTHING)] if taken else list(terms)
    look: Look = "firm" if taken else "part"
    yield from _row([*((look, one) for one in left), *(("gone", one) for one in taken)], most)


def _row(pieces: Sequence[tuple[Look, Decimal]], most: Decimal) -> Iterator[Piece]:
    """Pieces one after the other, those of no length left out."""
    ends = accumulate((length for _, length in pieces), initial=NOTHING)
    places = [round(float(end / most * 100), 2) for end in ends]
    for (look, _), (start, end) in zip(pieces, pairwise(places), strict=True):
        if end > start:
            yield Piece(start=start, width=round(end - start, 2), look=look)
