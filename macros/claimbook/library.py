"""The functions of the public interface that open a book's folder or draw; see `claimbook.__all__`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claimbook.core.load import load_dataset
from claimbook.core.text.problems import DatasetError

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from claimbook.core.records.dataset import Dataset
    from claimbook.core.text.problems import Problem
    from claimbook.views.chart import Chart


def load(folder: str | PathLike[str]) -> Dataset:
    """Load the records of a book.

    Args:
        folder: the book's folder, in which `data/` and `seeds/` are.

    Raises:
        DatasetError: when a record is wrong; its `problems` are all that were found.
    """
    return load_dataset(Path(folder))


def check(folder: str | PathLike[str], *, today: date | None = None) -> tuple[Problem, ...]:
    """Find every problem of a book, in its records, its pages and its settings.

    Args:
        folder: the book's folder.
        today: the day for which reviews that are due are reported; without it none are.

    Returns:
        The problems in the order of their places; none where there is nothing to say. Those for
        which `is_warning` holds do not keep the book from being built.
    """
    from claimbook.site.checking import check_all  # noqa: PLC0415 - to load needs much less

    try:
        return tuple(sorted(check_all(Path(folder), today=today).warnings))
    except DatasetError as error:
        return error.problems


def svg(chart: Chart, *, size: Literal["wide", "narrow"] = "wide") -> str | None:
    """Draw a chart as an SVG element; None for a table, which has no drawing.

    Args:
        chart: a chart as `claimbook.chart` gives it.
        size: wide for a page (680 pixels), narrow for a phone (340 pixels).

    Raises:
        ValueError: when the chart has no rows.
    """
    from claimbook.charts.drawing import Drawings  # noqa: PLC0415 - the one part that draws

    return Drawings().svg(chart, size=size)
