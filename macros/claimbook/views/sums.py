"""Sums: how a derived figure follows from others, as a reader would do it on paper."""

from dataclasses import dataclass

from claimbook.core.proofs.derivations import cell_limit, column_amount
from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.quantities import Amount, Derived, Quantity
from claimbook.core.records.series import DerivedCell, Row, Series
from claimbook.core.text.formula import pieces
from claimbook.views.wording import amount_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SumPart:
    """A piece of a sum: a sign, or a figure with the record in which it stands."""

    text: str
    figure: str | None = None
    what: str = ""
    home_kind: str = ""
    home_id: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as a reader would do it: `US$40bn ÷ 8 years`, and what it comes to.

    `because` says why unlike figures may stand in it.
    """

    parts: tuple[SumPart, ...]
    result: str
    because: str | None = None

    @property
    def words(self) -> str:
        """The whole sum in one line."""
        return f"{''.join(part.text for part in self.parts)} = {self.result}"


def quantity_sum(data: Dataset, quantity: Quantity) -> Sum | None:
    """How a quantity follows from other figures, if it does."""
    if quantity.derived is None:
        return None
    return _sum(data, quantity.derived, _short(data, quantity, quantity.unit))


def row_sum(data: Dataset, series: Series, row: Row) -> Sum | None:
    """How the value of a row follows from other figures, if it does."""
    cells = (cell for cell in series.derived if cell.row == row.key and cell.column == "value")
    cell = next(cells, None)
    return cell_sum(data, series, cell) if cell else None


def cell_sum(data: Dataset, series: Series, cell: DerivedCell) -> Sum | None:
    """How a cell of a series follows from other figures; None where it only repeats one."""
    row = next(row for row in series.rows if row.key == cell.row)
    if cell.column == "value":
        return _sum(data, cell, _short(data, row, row.unit or series.unit))
    unit = next(column.unit for column in series.columns if column.id == cell.column)
    amount = column_amount(row, cell.column, cell_limit(data, cell))
    return _sum(data, cell, _short(data, amount, unit))


def _short(data: Dataset, amount: Amount, unit: str | None) -> str:
    return amount_words(data, amount, unit, short=True)


def _sum(data: Dataset, derived: Derived, result: str) -> Sum | None:
    parts = tuple(
        SumPart(text=text) if name is None else _operand(data, derived.sources[name])
        for text, name in pieces(derived.formula)
    )
    return Sum(parts, result, derived.because) if len(parts) > 1 else None


def _operand(data: Dataset, figure_id: str) -> SumPart:
    if figure_id in data.quantities:
        claim: Claim
        claim, quantity = data.quantities[figure_id]
        text = _short(data, quantity, quantity.unit)
        return SumPart(
            text=text,
            figure=figure_id,
            what=quantity.what,
            home_kind="claims",
            home_id=claim.id,
            anchor=f"#figure-{quantity.id}",
        )
    series, row = data.rows[figure_id]
    text = _short(data, row, row.unit or series.unit)
    return SumPart(
        text=text,
        figure=figure_id,
        what=row.label or series.title,
        home_kind="charts",
        home_id=series.id,
    )
