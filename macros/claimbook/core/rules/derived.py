"""Rules about how figures follow from others: that a formula can be read and names what is there."""

from collections.abc import Iterator
from itertools import pairwise

from claimbook.core.proofs.corrections import former_ids
from claimbook.core.proofs.derivations import Derivation, Derivations, derivations, inside
from claimbook.core.records.dataset import unknown_figure
from claimbook.core.records.measures import MeasureFault
from claimbook.core.records.reading import Reading
from claimbook.core.rules.graph import circles, shown
from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Finding, Place, did_you_mean, one_of


def _unit_faults(reading: Reading, kind: str) -> Iterator[tuple[Place, MeasureFault]]:
    """The faults of one kind in the formulas of units, each at its place."""
    reckoned = derivations(reading).reckoner.measures
    for draft in reading.of_kind("vocabulary"):
        ids = [unit["id"] for unit in draft.data["units"]] if draft.record else []
        for fault in reckoned.faults:
            if fault.kind == kind and fault.unit in ids:
                place = draft.place("units", ids.index(fault.unit), "measures")
                formula = reckoned.units[fault.unit].measures or ""
                yield inside(place, formula, fault.error.at, fault.error.width), fault


@rule("E080")
def formula_not_readable(reading: Reading) -> Iterator[Finding]:
    """A formula is made of names, decimal numbers, + - * / and parentheses. So is what a unit
    measures, but for + and -.

    Bad:
        formula: now x before
        from:
          now: carts-by-year.y1900
          before: carts-by-year.y1899

    Good:
        formula: now - before
        from:
          now: carts-by-year.y1900
          before: carts-by-year.y1899
    """
    for derivation in derivations(reading).found:
        if error := derivation.fault:
            place = derivation.within_formula(error.at, error.width)
            yield Finding(place, error.message, error.help)
    for kind in ("syntax", "unit"):
        for place, fault in _unit_faults(reading, kind):
            yield Finding(place, fault.error.message, fault.error.help)


@rule("E081")
def name_not_explained(reading: Reading) -> Iterator[Finding]:
    """Each name in a formula stands under `from` with the figure that it means, and each name
    under `from` is used. The names in what a unit measures are units.

    Bad:
        formula: now - befor
        from:
          now: carts-by-year.y1900
          before: carts-by-year.y1899

    Good:
        formula: now - before
        from:
          now: carts-by-year.y1900
          before: carts-by-year.y1899
    """
    for derivation in derivations(reading).found:
        sources = derivation.derived.sources
        if derivation.tree is None:
            continue
        unexplained = {n: at for n, at in derivation.names.items() if n not in sources}
        for name, at in unexplained.items():
            place = derivation.within_formula(at, len(name))
            message = f"'{name}' is not explained under 'from'"
            yield Finding(place, message, one_of(name, sources))
        for name in sources if not unexplained else ():
            if name not in derivation.names:
                place = derivation.draft.key_place(*derivation.path, "from", name)
                message = f"'{name}' is not used in the formula '{derivation.derived.formula}'"
                yield Finding(place, message, "use it, or leave it out")
    units = derivations(reading).reckoner.measures.units
    for place, fault in _unit_faults(reading, "name"):
        yield Finding(place, fault.error.message, did_you_mean(fault.name, units))


@rule("E082")
def derived_from_what_is_not_there(reading: Reading) -> Iterator[Finding]:
    """What a formula reckons with is there: each figure under `from` has the id of a claim and
    its quantity or of a series and its row, and has a number and a unit. In a series, the cell
    that follows is one of its rows, in `value` or a column with a unit, and is filled.

    Bad:
        formula: now - before
        from:
          now: carts-by-year.y1901
          before: carts-by-year.y1899

    Good:
        formula: now - before
        from:
          now: carts-by-year.y1900
          before: carts-by-year.y1899
    """
    all_derivations = derivations(reading)
    all_known = all_derivations.known.items()
    known = dict.fromkeys(f"{home}.{name}" for home, names in all_known for name in names)
    former_by_kind = former_ids(reading)
    former = former_by_kind["claims"] | former_by_kind["series"]
    for derivation in all_derivations.found:
        for name, figure_id in derivation.derived.sources.items():
            place = derivation.place("from", name)
            figure = all_derivations.figures.get(figure_id)
            if figure_id not in known:
                yield Finding(place, *unknown_figure(known, figure_id, former))
            elif figure and figure.unit is None:
                yield Finding(place, f"'{figure_id}' has no unit")
            elif figure and all_derivations.reckoner.span(figure) is None:
                yield Finding(place, f"'{figure_id}' has no number")
        yield from _cell_problems(derivation, all_derivations)


def _cell_problems(derivation: Derivation, everything: Derivations) -> Iterator[Finding]:
    if not derivation.is_cell:
        return
    series, at = derivation.draft.data, derivation.path[1]
    cell = series["derived"][at]
    keys = everything.known[derivation.draft.id]
    columns = ["value", *(c["id"] for c in series.get("columns") or () if c.get("unit"))]
    if cell["row"] not in keys:
        message = f"this series has no row '{cell['row']}'"
        yield Finding(derivation.place("row"), message, did_you_mean(cell["row"], keys))
    elif derivation.figure is None:
        message = f"this series has no column of numbers '{cell['column']}'"
        help_text = one_of(cell["column"], columns)
        yield Finding(derivation.place("column"), message, help_text)
    elif everything.reckoner.span(derivation.figure) is None:
        message = f"row '{cell['row']}' is empty in column '{cell.get('column', 'value')}'"
        yield Finding(derivation.stated_place, message, "fill in what the formula gives")


@rule("E083")
def derived_in_a_circle(reading: Reading) -> Iterator[Finding]:
    """No figure follows from itself, neither directly nor through others; and no unit is
    explained by itself.

    Bad:
        origin: notice
        derived:
          formula: day / 4
          from:
            day: forty-carts.per-day

    Good:
        origin: notice
    """
    edges = {
        (derivation.figure.id, source): derivation.place("from", name)
        for derivation in derivations(reading).found
        if derivation.figure and not derivation.is_plain
        for name, source in derivation.derived.sources.items()
    }
    for circle in circles(edges):
        first, *others = [(step[1], edges[step]) for step in pairwise(circle)]
        yield Finding(
            first[1],
            f"these figures follow from each other in a circle: {shown(circle)}",
            "one of them must stand by itself: take out its 'derived'",
            tuple((f"then '{to}', from here", place) for to, place in others),
        )
    for place, fault in _unit_faults(reading, "circle"):
        yield Finding(place, fault.error.message, fault.error.help)
