"""Finds a figure by its id, in a claim or in a series."""

from claimbook.core.records.dataset import Dataset, UnknownIdError, unknown_figure
from claimbook.views.names import FigureView, quantity_figure, row_figure


def figure(data: Dataset, figure_id: str) -> FigureView:
    """A number by `claim-id.quantity-id` or `series-id.row-key`.

    Raises:
        UnknownIdError: when no claim and no series has it.
    """
    if figure_id in data.quantities:
        return quantity_figure(data, *data.quantities[figure_id])
    if figure_id in data.rows:
        return row_figure(data, *data.rows[figure_id])
    raise UnknownIdError(*unknown_figure(data.figure_ids, figure_id, data.former_homes))
