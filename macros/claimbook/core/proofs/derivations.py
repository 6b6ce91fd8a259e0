"""Every figure of a reading that says how it follows from others, taken apart for the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from claimbook.core.proofs.reckoning import KnownFigure, Reckoner
from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.measures import Measures, measures
from claimbook.core.records.quantities import Derived, Quantity
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.series import DerivedCell, Row, Series
from claimbook.core.records.vocabulary import Vocabulary
from claimbook.core.text.formula import FormulaError, Tree, names, parse
from claimbook.core.text.keeping import once
from claimbook.core.text.problems import Place
from claimbook.core.text.yaml_text import Path


@dataclass
class Derivation:
    """A figure with the formula that it follows from.

    `path` leads to the mapping that holds the formula, `stated_at` to the number that it must
    come to. `figure` is None where what it is about cannot be found. `is_plain` says that the
    number stands where no limit can be written, in a column of its own.
    """

    draft: Draft
    path: Path
    derived: Derived
    stated_at: Path
    figure: KnownFigure | None
    is_plain: bool = False

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a series."""
        return self.path[0] == "derived"

    @cached_property
    def tree(self) -> Tree | None:
        """The formula, as far as it can be read."""
        return self._parsed[0]

    @property
    def fault(self) -> FormulaError | None:
        """Why the formula cannot be read."""
        return self._parsed[1]

    @cached_property
    def _parsed(self) -> tuple[Tree | None, FormulaError | None]:
        try:
            return parse(self.derived.formula), None
        except FormulaError as error:
            return None, error

    @cached_property
    def names(self) -> dict[str, int]:
        """The names in the formula, and where each stands first."""
        found: dict[str, int] = {}
        for name in names(self.tree) if self.tree else ():
            found.setdefault(name.name, name.token.at)
        return found

    def place(self, *path: str | int) -> Place:
        """Where a part of the derivation stands."""
        return self.draft.place(*self.path, *path)

    @property
    def stated_place(self) -> Place:
        """Where the number stands that the formula must come to."""
        return self.draft.place(*self.stated_at)

    def within_formula(self, at: int, width: int) -> Place:
        """A part of the formula."""
        return inside(self.place("formula"), self.derived.formula, at, width)


def inside(place: Place, text: str, at: int, width: int) -> Place:
    """The place of a part of a text; that of the whole text where it is folded or escaped."""
    quotes = place.width - len(text)
    if quotes not in {0, 2}:
        return place
    return place._replace(column=place.column + at + quotes // 2, width=max(1, width))


@dataclass
class Derivations:
    """All derived figures of a reading, the figures they may name, and the units."""

    reckoner: Reckoner
    figures: dict[str, KnownFigure] = field(default_factory=dict)
    known: dict[str, dict[str, None]] = field(default_factory=dict)
    found: list[Derivation] = field(default_factory=list)

    def operands(self, derivation: Derivation) -> dict[str, KnownFigure] | None:
        """What the names of a formula stand for; None unless all have a number and a unit."""
        sources = derivation.derived.sources
        if derivation.tree is None or set(sources) != set(derivation.names):
            return None
        found = {name: self.figures.get(figure) for name, figure in sources.items()}
        usable = {
            name: figure for name, figure in found.items() if figure and self.is_usable(figure)
        }
        return usable if len(usable) == len(sources) else None

    def is_usable(self, figure: KnownFigure) -> bool:
        """Whether a figure has a number, and a unit that the vocabulary knows."""
        return figure.unit in self.reckoner.measures.of and self.reckoner.span(figure) is not None


@once
def derivations(reading: Reading) -> Derivations:
    """Every derived figure of the records that fit their models."""
    out = Derivations(_reckoner(reading.vocabulary))
    for draft in reading.drafts:
        if draft.kind in {"claims", "series"}:
            _note_known(draft, out.known)
        for figure in figures_of(draft.record):
            out.figures.setdefault(figure.id, figure)
    for draft in reading.drafts:
        if isinstance(draft.record, Claim):
            out.found += _of_claim(draft, draft.record)
        elif isinstance(draft.record, Series):
            at = {row.key: number for number, row in enumerate(draft.record.rows)}
            out.found += [
                _of_cell(draft, draft.record, index, cell, at.get(cell.row))
                for index, cell in enumerate(draft.record.derived)
            ]
    return out


def _reckoner(vocabulary: Vocabulary | None) -> Reckoner:
    if vocabulary is None:
        return Reckoner(Measures({}), {})
    qualifiers = {entry.id: entry for entry in vocabulary.qualifiers}
    return Reckoner(measures(vocabulary.units), qualifiers)


def _note_known(draft: Draft, known: dict[str, dict[str, None]]) -> None:
    """Note the figures of a record as it was written, so that no broken one is called missing."""
    list_name, key = ("quantities", "id") if draft.kind == "claims" else ("rows", "key")
    items = draft.data.get(list_name)
    known.setdefault(draft.id, {}).update(
        (str(item[key]), None)
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict) and key in item
    )


def figures_of(record: object) -> Iterator[KnownFigure]:
    """The figures that a claim or a series holds; none for any other record."""
    if isinstance(record, Claim):
        for quantity in record.quantities:
            yield quantity_figure(record, quantity)
    elif isinstance(record, Series):
        for row in record.rows:
            yield row_figure(record, row)


def quantity_figure(claim: Claim, quantity: Quantity) -> KnownFigure:
    """A quantity as a figure that others may follow from."""
    figure_id = f"{claim.id}.{quantity.id}"
    return KnownFigure(figure_id, claim.id, quantity, quantity.unit, quantity.of, quantity.period)


def row_figure(series: Series, row: Row) -> KnownFigure:
    """A row as a figure that others may follow from."""
    unit, of = row.unit or series.unit, row.of or series.of
    return KnownFigure(f"{series.id}.{row.key}", series.id, row, unit, of, row.date)


def _of_claim(draft: Draft, claim: Claim) -> Iterator[Derivation]:
    for index, quantity in enumerate(claim.quantities):
        if quantity.derived:
            path = ("quantities", index)
            names_ = ("value", "low", "high")
            stated = next((n for n in names_ if getattr(quantity, n) is not None), "id")
            figure = quantity_figure(claim, quantity)
            yield Derivation(draft, (*path, "derived"), quantity.derived, (*path, stated), figure)


def _of_cell(
    draft: Draft, series: Series, index: int, cell: DerivedCell, at: int | None
) -> Derivation:
    path = ("derived", index)
    if at is None:
        return Derivation(draft, path, cell, path, None)
    row = series.rows[at]
    stated_at = ("rows", at, cell.column)
    if cell.column == "value":
        return Derivation(draft, path, cell, stated_at, row_figure(series, row))
    column = next((c for c in series.columns if c.id == cell.column and c.unit), None)
    if column is None:
        return Derivation(draft, path, cell, path, None)
    plain = column_amount(row, cell.column)
    figure = KnownFigure(f"{series.id}.{row.key}", series.id, plain, column.unit)
    return Derivation(draft, path, cell, stated_at, figure, is_plain=True)


def column_amount(row: Row, column: str, limit: str | None = None) -> Row:
    """A cell of a declared column as an amount, with the limit that is given."""
    value = row.extra.get(column)
    number = value if isinstance(value, (int, Decimal)) else None
    return Row(key=row.key, value=number, qualifier=limit)


def cell_limit(data: Dataset, cell: DerivedCell) -> str | None:
    """The limit of a cell in a declared column, where none can be written: as open as its formula.

    Returns:
        The first qualifier of the vocabulary that is so open; None where the cell is exact.
    """
    sums = _reckoner(data.vocabulary)
    figures = {
        name: quantity_figure(*data.quantities[one])
        if one in data.quantities
        else row_figure(*data.rows[one])
        for name, one in cell.sources.items()
    }
    open_ = sums.result(parse(cell.formula), figures).span.open
    fitting = (entry.id for entry in data.vocabulary.qualifiers if entry.open == open_)
    return None if open_ == "none" else next(fitting, None)
