"""Rules about what a formula comes to: that it makes sense, and that it is what is stated."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction

from claimbook.core.proofs.derivations import Derivation, derivations
from claimbook.core.proofs.reckoning import Bounds, Result, unlike
from claimbook.core.records.reading import Reading
from claimbook.core.records.vocabulary import LARGE
from claimbook.core.rules.registry import rule
from claimbook.core.text.formula import FormulaError, pieces
from claimbook.core.text.problems import Finding

SHOWN_DIGITS = 6
"""Number of significant digits shown of a result whose digits never end, such as a third."""

_OPEN = {
    "above": "a floor (the true number may be higher)",
    "below": "a ceiling (the true number may be lower)",
    "around": "rough",
    "none": "exact",
}


def _results(
    reading: Reading,
) -> Iterator[tuple[Derivation, str, Result | FormulaError]]:
    """Each derivation that can be worked out, its stated unit, and what it comes to or why not."""
    everything = derivations(reading)
    for derivation in everything.found:
        figures, figure = everything.operands(derivation), derivation.figure
        if derivation.tree is None or figures is None or figure is None:
            continue
        if figure.unit is None or not everything.is_usable(figure):
            continue
        try:
            yield derivation, figure.unit, everything.reckoner.result(derivation.tree, figures)
        except FormulaError as error:
            yield derivation, figure.unit, error


@rule("E084")
def units_do_not_fit(reading: Reading) -> Iterator[Finding]:
    """What is added or subtracted has the same unit, and what comes out has the unit that is
    stated. The difference of two shares is in percentage points (the `difference` of their unit);
    a quotient of like things is a share in percent; the two are never swapped.

    Bad:
        value: 1.27
        unit: carts
        origin: notice
        derived:
          formula: now / before

    Good:
        value: 8
        unit: carts
        origin: notice
        derived:
          formula: now - before
    """
    reckoner = derivations(reading).reckoner
    for derivation, unit, result in _results(reading):
        if isinstance(result, FormulaError):
            place = derivation.within_formula(result.at, result.width)
            yield Finding(place, result.message, result.help)
        elif not reckoner.fits(result, unit):
            fitting = " or ".join(f"'{name}'" for name in reckoner.units_for(result))
            yield Finding(
                derivation.place("formula"),
                f"this comes to {result.said}, and '{unit}' is stated",
                f"state it in {fitting}, or correct the formula"
                if fitting
                else f"correct the formula, or add a unit that measures {result.said}",
            )


@rule("E085")
def unlike_figures_added(reading: Reading) -> Iterator[Finding]:
    """Figures are added or subtracted only where they count the same thing: they are of the same
    whole and for the same period (two points in time may be subtracted, which gives a change),
    and figures of different records are not added. Where it is right all the same, `because` says
    why, and readers see it.

    Bad:
        formula: now + before
        from:
          now: carts-by-year.y1900
          before: carts-by-year.y1899

    Good:
        formula: now + before
        from:
          now: carts-by-year.y1900
          before: carts-by-year.y1899
        because: One day of each year was counted, and this is the total of both days.
    """
    for derivation in derivations(reading).found:
        figures = derivations(reading).operands(derivation)
        if derivation.tree is None or figures is None or derivation.derived.because:
            continue
        if found := unlike(derivation.tree, figures):
            operation, why = found
            verb = "added" if operation.sign == "+" else "subtracted"
            place = derivation.within_formula(operation.token.at, 1)
            help_text = "leave the sum out, or say under 'because:' why it is right"
            yield Finding(place, f"{why}, so they cannot simply be {verb}", help_text)


def _sums(reading: Reading) -> Iterator[tuple[Derivation, str, Bounds, Bounds, str]]:
    """Each derivation that fits its unit: the unit, what it comes to, what is stated, the sum."""
    reckoner = derivations(reading).reckoner
    for derivation, unit, result in _results(reading):
        figures, figure = derivations(reading).operands(derivation), derivation.figure
        if isinstance(result, FormulaError) or not reckoner.fits(result, unit):
            continue
        assert figures is not None
        assert figure is not None
        stated = reckoner.span(figure)
        assert stated is not None
        words = {name: reckoner.words(source) for name, source in figures.items()}
        parts = (text or words[str(name)] for text, name in pieces(derivation.derived.formula))
        yield derivation, unit, reckoner.stated_in(result, unit), stated, "".join(parts)


@rule("E086")
def sum_comes_to_something_else(reading: Reading) -> Iterator[Finding]:
    """A derived figure is what its formula comes to, exactly, or within its `tolerance`, which
    is in the figure's own unit and allows for rounding. A range is compared at both ends.

    Bad:
        value: 9
        unit: carts
        origin: notice
        derived:
          formula: now - before

    Good:
        value: 8
        unit: carts
        origin: notice
        derived:
          formula: now - before
    """
    reckoner = derivations(reading).reckoner
    for derivation, unit, comes_to, stated, said in _sums(reading):
        allowed = Fraction(derivation.derived.tolerance or 0)
        off = max(abs(comes_to.low - stated.low), abs(comes_to.high - stated.high))
        if off > allowed:
            words = reckoner.measures.units[unit].words
            words = f"{{}} {unit}" if LARGE in words else words
            result = words.replace("{}", _range(comes_to))
            yield Finding(
                derivation.stated_place,
                f"{said} = {result}, and {_range(stated)} is stated",
                "correct the number, the formula or the figures that it names"
                if derivation.derived.tolerance is None
                else f"this is more than the tolerance of {derivation.derived.tolerance}",
                (("the formula", derivation.place("formula")),),
            )


@rule("E087")
def limit_lost_or_won(reading: Reading) -> Iterator[Finding]:
    """A sum is as open as its parts: with a part that is "about" it is rough, whatever the others
    are; else with one that is "at least" it is a floor, with one that is "up to" a ceiling, with
    both it is rough, and without any it has no limit. Taking away turns a floor into a ceiling.
    The qualifier that is stated says the same; a rounded result, with a tolerance, may be called
    rough. A column of its own, in which no limit can be written, is shown with the one that its
    formula gives.

    Bad:
        value: 280
        unit: carts
        origin: notice
        derived:
          formula: day * 7

    Good:
        value: 280
        unit: carts
        qualifier: about
        origin: notice
        derived:
          formula: day * 7
    """
    qualifiers = derivations(reading).reckoner.qualifiers
    for derivation, _, comes_to, stated, said in _sums(reading):
        is_rounded = derivation.derived.tolerance and comes_to.open == "none"
        if derivation.is_plain or comes_to.open == stated.open:
            continue
        if is_rounded and stated.open == "around":
            continue
        fitting = [entry.id for entry in qualifiers.values() if entry.open == comes_to.open]
        if comes_to.open == "none":
            help_text = (
                "take the qualifier out; or, where the number is rounded, give a 'tolerance'"
            )
        else:
            listed = ", ".join(fitting) or "none is listed in data/vocabulary.yml"
            help_text = f"give it a qualifier that says so: {listed}"
        yield Finding(
            derivation.stated_place,
            f"{said} is {_OPEN[comes_to.open]}, and the figure is stated as {_OPEN[stated.open]}",
            help_text,
            (("the formula", derivation.place("formula")),),
        )


def _range(span: Bounds) -> str:
    low, high = _figures(span.low), _figures(span.high)
    return low if low == high else f"{low}–{high}"


def _figures(number: Fraction) -> str:
    """A number in figures: exact where it ends, else cut to a few digits."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        if Fraction(exact) == number:
            is_whole = exact == exact.to_integral_value()
            exact = exact.to_integral_value() if is_whole else exact.normalize()
            return f"{exact:,f}"
    with localcontext() as context:
        context.prec = SHOWN_DIGITS
        return f"{+exact:,f}…"
