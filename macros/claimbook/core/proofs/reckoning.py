"""Reckoning with figures: exact, with their units, their ranges and their limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from claimbook.core.records.measures import Measure, Measures
from claimbook.core.records.quantities import Amount, amount_words
from claimbook.core.records.vocabulary import QualifierEntry
from claimbook.core.text.dates import When
from claimbook.core.text.formula import FormulaError, Name, Number, Operation, Tree, fold
from claimbook.core.text.messages import SOURCE, speaking


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure by its id, with all that decides what it may be reckoned with.

    `home` is the record in which it stands. `of` and `period` are None where it states none.
    """

    id: str
    home: str
    amount: Amount
    unit: str | None
    of: str | None = None
    period: When | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of a number, and whether it may lie beyond them.

    `low` and `high` are the bounds as printed, equal for a single value. `below` and `above`
    say that the true number may lie under or over them, `rough` that it is about there. A number
    that is open is taken to keep its sign: "up to 10" is not below zero.
    """

    low: Fraction
    high: Fraction
    below: bool = False
    above: bool = False
    rough: bool = False

    @property
    def open(self) -> str:
        """The side on which it is not bounded, in the words of the vocabulary.

        What is rough bounds nothing: "about 200" and "more than 60" come to about 260, not to
        at least 260.
        """
        if self.rough or (self.below and self.above):
            return "around"
        return "above" if self.above else "below" if self.below else "none"

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(
            self.low + other.low,
            self.high + other.high,
            self.below or other.below,
            self.above or other.above,
            self.rough or other.rough,
        )

    def __neg__(self) -> Bounds:
        return Bounds(-self.high, -self.low, self.above, self.below, self.rough)

    def __sub__(self, other: Bounds) -> Bounds:
        return self + -other

    def __mul__(self, other: Bounds) -> Bounds:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        ups = {*self._moves(other), *other._moves(self)}
        rough = self.rough or other.rough
        return Bounds(min(corners), max(corners), -1 in ups, 1 in ups, rough)

    def _moves(self, factor: Bounds) -> set[int]:
        """The directions in which this open number lets its product with another move."""
        signs = {s for s in (1, -1) if (factor.high > 0 if s == 1 else factor.low < 0)}
        own = {s for s in (1, -1) if (self.above if s == 1 else self.below)}
        return {a * b for a in own for b in signs}

    def inverse(self) -> Bounds:
        """One divided by it.

        Raises:
            ZeroDivisionError: when zero lies in it.
        """
        if self.low <= 0 <= self.high:
            raise ZeroDivisionError
        return Bounds(1 / self.high, 1 / self.low, self.above, self.below, self.rough)


@dataclass(frozen=True, slots=True)
class Result:
    """What a formula comes to: its bounds in plain units, and what it measures.

    `unit` is the unit that the figures share, None once a product or quotient made a new one.
    `is_bare` says that only numbers of the formula itself went into it.
    """

    span: Bounds
    measure: Measure
    unit: str | None = None
    is_bare: bool = False

    @property
    def said(self) -> str:
        """The unit in words."""
        return f"'{self.unit}'" if self.unit else _quoted(self.measure)


def _quoted(measure: Measure) -> str:
    return f"'{measure.text}'" if measure.powers else measure.text


def span_of(amount: Amount, qualifier: QualifierEntry | None) -> Bounds | None:
    """The bounds of an amount as stated, in its own unit; None where it has no number."""
    if amount.value is not None:
        low = high = Fraction(amount.value)
    elif amount.low is not None or amount.high is not None:
        bounds = [Fraction(b) for b in (amount.low, amount.high) if b is not None]
        low, high = bounds[0], bounds[-1]
    else:
        return None
    limit = qualifier.open if qualifier else "none"
    is_single = amount.value is not None
    return Bounds(
        low,
        high,
        below=limit == "below" or (not is_single and amount.low is None),
        above=limit == "above" or (not is_single and amount.high is None),
        rough=limit == "around",
    )


@dataclass(frozen=True)
class Reckoner:
    """Works formulas out over the figures that their names stand for."""

    measures: Measures
    qualifiers: Mapping[str, QualifierEntry]

    def words(self, figure: KnownFigure) -> str:
        """A figure in words, for reports, which are English."""
        with speaking(SOURCE):
            return amount_words(
                figure.amount,
                self.measures.units.get(figure.unit or ""),
                self.qualifiers.get(figure.amount.qualifier or ""),
            )

    def span(self, figure: KnownFigure) -> Bounds | None:
        """The bounds of a figure in its own unit."""
        return span_of(figure.amount, self.qualifiers.get(figure.amount.qualifier or ""))

    def result(self, tree: Tree, figures: Mapping[str, KnownFigure]) -> Result:
        """What a formula comes to.

        Raises:
            FormulaError: where units do not go together, or something is divided by zero.
        """

        def leaf(part: Number | Name) -> Result:
            if isinstance(part, Number):
                return Result(Bounds(part.value, part.value), Measure(), is_bare=True)
            figure = figures[part.name]
            assert figure.unit is not None
            span, measure = self.span(figure), self.measures.of[figure.unit]
            assert span is not None
            scale = Bounds(measure.scale, measure.scale)
            return Result(span * scale, Measure(powers=measure.powers), figure.unit)

        return fold(tree, leaf, self._join)

    def _join(self, operation: Operation, left: Result, right: Result) -> Result:
        bare = left.is_bare and right.is_bare
        if operation.sign in {"+", "-"}:
            unit = self._unit_of_sum(operation, left, right)
            adds = operation.sign == "+"
            span = left.span + right.span if adds else left.span - right.span
            return Result(span, left.measure, unit, bare)
        if operation.sign == "*":
            unit = left.unit if right.is_bare else right.unit if left.is_bare else None
            span = left.span * right.span
            return Result(span, left.measure * right.measure, unit, bare)
        try:
            span = left.span * right.span.inverse()
        except ZeroDivisionError:
            message = "this divides by what is, or may be, zero"
            raise FormulaError(message, operation.token.at) from None
        unit = left.unit if right.is_bare else None
        return Result(span, left.measure / right.measure, unit, bare)

    def _unit_of_sum(self, operation: Operation, left: Result, right: Result) -> str | None:
        differences = self.measures.differences
        special = {*differences, *differences.values()}
        one, other = left.unit, right.unit
        fits = left.measure == right.measure
        if fits and one == other:
            return differences.get(one, one) if one and operation.sign == "-" else one
        if fits and one and other and differences.get(one) == other:
            return one
        if fits and one and other and differences.get(other) == one and operation.sign == "+":
            return other
        changes = set(differences.values())
        if fits and not ({one, other} & changes) and (one is None or other is None):
            return None
        if fits and not ({one, other} & special):
            return None
        verb = "added" if operation.sign == "+" else "subtracted"
        raise FormulaError(
            f"{left.said} and {right.said} cannot be {verb}",
            operation.token.at,
            help="only what is counted in the same unit can be added or subtracted",
        )

    def fits(self, result: Result, unit: str) -> bool:
        """Whether a result may be stated in a unit.

        A difference of two shares is stated in the unit of differences and a quotient is not, so
        that percent and percentage points are never swapped.
        """
        if result.measure.powers != self.measures.of[unit].powers:
            return False
        if result.unit == unit:
            return True
        differences = self.measures.differences
        if unit in differences.values():
            return False
        return result.unit is None or result.unit not in {*differences, *differences.values()}

    def units_for(self, result: Result) -> list[str]:
        """Every unit in which a result may be stated."""
        return [unit for unit in self.measures.units if self.fits(result, unit)]

    def stated_in(self, result: Result, unit: str) -> Bounds:
        """The bounds of a result in a unit that fits it."""
        scale = 1 / self.measures.of[unit].scale
        return result.span * Bounds(scale, scale)


def unlike(tree: Tree, figures: Mapping[str, KnownFigure]) -> tuple[Operation, str] | None:
    """The first sum of two figures that do not count the same thing, and how they differ.

    What a figure is of must agree in every sum and difference. Two points in time may be
    subtracted, which gives a change; all else needs the same period. And figures of different
    records are not added, because nothing in the data says that they count alike. What was
    multiplied or divided by another figure counts something new, and is not compared.
    """
    found: list[tuple[Operation, str]] = []

    def leaf(part: Number | Name) -> tuple[KnownFigure, ...] | None:
        return (figures[part.name],) if isinstance(part, Name) else ()

    def join(
        operation: Operation,
        left: tuple[KnownFigure, ...] | None,
        right: tuple[KnownFigure, ...] | None,
    ) -> tuple[KnownFigure, ...] | None:
        if operation.sign in {"*", "/"}:
            by_number = right == () or (left == () and operation.sign == "*")
            return left or right if by_number else None
        adds = operation.sign == "+"
        pairs = product(left or (), right or ())
        found.extend((operation, why) for pair in pairs if (why := _difference(*pair, adds=adds)))
        return (left or ()) + (right or ())

    fold(tree, leaf, join)
    return found[0] if found else None


def _difference(one: KnownFigure, other: KnownFigure, *, adds: bool) -> str | None:
    if one.of != other.of:
        return f"{_named(one, one.of, 'of')}, {_named(other, other.of, 'of')}"
    first, second = (f.period.text if f.period else None for f in (one, other))
    spans = any(f.period and f.period.is_interval for f in (one, other))
    if first != second and (adds or spans or None in {first, second}):
        return f"{_named(one, first, 'for')}, {_named(other, second, 'for')}"
    if adds and one.home != other.home:
        return f"'{one.id}' and '{other.id}' stand in different records"
    return None


def _named(figure: KnownFigure, what: str | None, word: str) -> str:
    kind = "whole" if word == "of" else "period"
    return f"'{figure.id}' is {word} {what}" if what else f"'{figure.id}' names no {kind}"
