"""The numbers of a chart as CSV (RFC 4180) and JSON. Where the files go is left to the site."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import plain
from claimbook.core.records.series import Row, Series
from claimbook.core.text.dates import When
from claimbook.views.chart import Chart, ChartTable
from claimbook.views.wording import as_of_words

Cell = str | Decimal | int | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def chart_csv(data: Dataset, chart: Chart) -> str:
    """The rows of a chart, one a line, under the names of their columns."""
    rows = list(_rows(data, chart))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(spreadsheet_safe(name) for name in (rows[0] if rows else ()))
    writer.writerows([spreadsheet_safe(cell) for cell in row.values()] for row in rows)
    return out.getvalue()


def chart_json(data: Dataset, chart: Chart, address: str) -> str:
    """A chart with its rows and all that they need to be understood."""
    book = data.book
    content = {
        "id": chart.id,
        "question": chart.question,
        "answer": chart.answer,
        "title": chart.title,
        "unit": chart.unit,
        "of": chart.of,
        "book": book.title,
        "as_of": book.as_of.text,
        "dates": as_of_words(data),
        "license": book.license and book.license.model_dump(),
        "page": address,
        "notes": [note.text for note in chart.notes],
        "rows": [
            {name: plain(cell) for name, cell in row.items() if cell is not None}
            for row in _rows(data, chart)
        ],
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "published": source.date,
                "url": source.url,
                "language": source.language,
            }
            for source in chart.sources
        ],
    }
    kept = {name: value for name, value in content.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def _rows(data: Dataset, chart: Chart) -> Iterator[dict[str, Cell]]:
    series = data.series.get(chart.id)
    return _of_table(chart.table) if series is None else _of_series(series)


def _of_series(series: Series) -> Iterator[dict[str, Cell]]:
    """Each row with the columns that any row fills. A unit of the whole series stands in each."""
    own = {"unit": series.unit, "of": series.of}
    extra = [column.id for column in series.columns]

    def cell(row: Row, name: str) -> Cell:
        value = row.extra.get(name) if name in extra else getattr(row, name)
        if value is None:
            value = own.get(name)
        if isinstance(value, tuple):
            return " ".join(value)
        return value.text if isinstance(value, When) else value

    names = [*(name for name in Row.STANDARD if name != "sources"), *extra, "sources"]
    used = [name for name in names if any(cell(row, name) is not None for row in series.rows)]
    for row in series.rows:
        yield {name: cell(row, name) for name in used}


def _of_table(table: ChartTable) -> Iterator[dict[str, Cell]]:
    """A chart over the claims has no rows in the data, but a table."""
    for row in table.rows:
        yield {
            title: cell.count if cell.is_number else cell.text
            for title, cell in zip(table.columns, row, strict=True)
        }


def spreadsheet_safe(cell: Cell) -> str:
    """A cell that no spreadsheet runs as a formula; a number stays as it is."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
