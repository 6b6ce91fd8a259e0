"""What units measure: each unit as a multiple of powers of the units that measure only themselves.

The formula of a unit (`measures` in the vocabulary) has names of other units, numbers, * and /.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from claimbook.core.records.vocabulary import UnitEntry
from claimbook.core.text.formula import (
    FormulaError,
    Name,
    Number,
    Operation,
    Tree,
    fold,
    names,
    parse,
)

MAX_CHAIN = 20
"""Maximum number of steps in a chain of units, each explained by the next; a longer one is a
mistake."""

MAX_DIGITS = 60
"""Digits that the scale of a unit may have, above and below the line; the widest of the SI, from
quecto to quetta, are 60 powers of ten apart."""

MAX_POWER = 12
"""Maximum power of a unit."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A multiple (`scale`) of powers of plain units, as `0.01` or `billion dollars / years`.

    `powers` holds each unit once, sorted, without those of power zero; a pure number has none.
    """

    scale: Fraction = Fraction(1)
    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Measure) -> Measure:
        return Measure(self.scale * other.scale, _joined(self.powers, other.powers, 1))

    def __truediv__(self, other: Measure) -> Measure:
        return Measure(self.scale / other.scale, _joined(self.powers, other.powers, -1))

    @property
    def is_bearable(self) -> bool:
        """Whether it is within what units can sensibly be."""
        largest = 10**MAX_DIGITS
        numbers = (abs(self.scale.numerator), self.scale.denominator)
        return max(numbers) <= largest and all(abs(p) <= MAX_POWER for _, p in self.powers)

    @property
    def text(self) -> str:
        """The plain units in words: `tons / years`, or "a plain number"."""
        above = [unit for unit, power in self.powers for _ in range(power)]
        below = [unit for unit, power in self.powers for _ in range(-power)]
        if not self.powers:
            return "a plain number"
        return " / ".join([" × ".join(above) or "1", *below])


def _joined(
    one: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...], sign: int
) -> tuple[tuple[str, int], ...]:
    powers = dict(one)
    for unit, power in other:
        powers[unit] = powers.get(unit, 0) + sign * power
    return tuple(sorted((unit, power) for unit, power in powers.items() if power))


@dataclass(frozen=True, slots=True)
class MeasureFault:
    """What is wrong with the formula of a unit. `kind` is syntax, name, circle or unit.

    `name` is the name in the formula that is at fault, where one is.
    """

    unit: str
    kind: str
    error: FormulaError
    name: str = ""


@dataclass
class Measures:
    """The measure of every unit, and all that is wrong with their formulas."""

    units: Mapping[str, UnitEntry]
    of: dict[str, Measure] = field(default_factory=dict)
    faults: list[MeasureFault] = field(default_factory=list)

    @property
    def differences(self) -> dict[str, str]:
        """The units whose difference has a unit of its own, and that unit."""
        return {u.id: u.difference for u in self.units.values() if u.difference}


def measures(units: Iterable[UnitEntry]) -> Measures:
    """The measure of every unit. One with a fault measures only itself.

    The unit of a difference measures what its unit does, as percentage points do.
    """
    known: dict[str, UnitEntry] = {}
    for unit in units:
        known.setdefault(unit.id, unit)
    out = Measures(known)
    for unit_id in known:
        _resolve(unit_id, out, ())
    for unit_id, difference in out.differences.items():
        if difference in known and known[difference].measures is None:
            out.of[difference] = out.of[unit_id]
    return out


def _resolve(unit_id: str, out: Measures, above: tuple[str, ...]) -> Measure:
    if unit_id in out.of:
        return out.of[unit_id]
    formula = out.units[unit_id].measures
    plain = Measure(powers=((unit_id, 1),))
    out.of[unit_id] = plain
    if formula is None:
        return plain
    chain = (*above, unit_id)
    try:
        tree = parse(formula)
    except FormulaError as error:
        out.faults.append(MeasureFault(unit_id, "syntax", error))
        return plain
    if fault := _fault(unit_id, tree, out, chain):
        out.faults.append(fault)
        return plain
    below = {name.name: _resolve(name.name, out, chain) for name in names(tree)}
    try:
        out.of[unit_id] = _worked_out(tree, below)
    except FormulaError as error:
        out.faults.append(MeasureFault(unit_id, "unit", error))
    return out.of[unit_id]


def _fault(unit_id: str, tree: Tree, out: Measures, chain: tuple[str, ...]) -> MeasureFault | None:
    for name in names(tree):
        at, width = name.token.at, len(name.token.text)
        if name.name not in out.units:
            error = FormulaError(f"there is no unit '{name.name}'", at, width)
            return MeasureFault(unit_id, "name", error, name.name)
        if name.name in chain or len(chain) > MAX_CHAIN:
            circle = " → ".join([*chain, name.name])
            error = FormulaError(f"units explain each other in a circle: {circle}", at, width)
            return MeasureFault(unit_id, "circle", error, name.name)
    return None


def _worked_out(tree: Tree, below: Mapping[str, Measure]) -> Measure:
    def bearable(measure: Measure) -> Measure:
        if not measure.is_bearable:
            raise FormulaError("no unit is so large, so small or of so high a power", 0)
        return measure

    def leaf(part: Number | Name) -> Measure:
        return bearable(Measure(part.value)) if isinstance(part, Number) else below[part.name]

    def join(operation: Operation, left: Measure, right: Measure) -> Measure:
        if operation.sign in {"+", "-"}:
            message = "a unit is made of others by * and / only"
            raise FormulaError(message, operation.token.at)
        if operation.sign == "/" and right.scale == 0:
            raise FormulaError("this divides by zero", operation.token.at)
        return bearable(left * right if operation.sign == "*" else left / right)

    found = fold(tree, leaf, join)
    if found.scale == 0:
        raise FormulaError("a unit cannot measure zero", 0)
    return found
