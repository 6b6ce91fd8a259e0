"""Reads the rows of a series from CSV text (RFC 4180) and keeps the place of every cell."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimbook.core.records.series import MOST_ROWS, Row
from claimbook.core.text.problems import Place
from claimbook.core.text.yaml_text import Fault, scalar

TEXT_COLUMNS = {"key", "date", "label", "actor", "unit", "of", "qualifier", "status", "note"}
"""Standard columns whose cells stay text. `sources` is a list of ids; all others are numbers."""


MOST_COLUMNS = 60
"""Maximum number of columns in a series."""

LONGEST_LINE = 131_072
"""Maximum number of characters of a line, which is that of a cell for Python's csv module as long as
nobody has changed its limit, which is one for the whole process."""

_CELL = re.compile(r'(?:"(?:[^"]|"")*"?)?[^,]*')
"""A cell as Python's csv module reads it: within a plain cell, a quotation mark has no meaning."""


@dataclass(slots=True)
class Rows:
    """The rows as plain values; `places` gives the place of row `(n,)` and of cell `(n, column)`."""

    data: list[dict[str, Any]] = field(default_factory=list)
    places: dict[tuple[int] | tuple[int, str], Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_rows(text: str, path: str, extra: Mapping[str, Mapping[str, Any]]) -> Rows:
    """Read the rows of a series.

    Args:
        text: the whole file; its first line holds the column titles.
        path: how the file is named in places.
        extra: the columns that the series declares, by id; those with a unit hold numbers.
    """
    out = Rows()
    lines = text.split("\n")
    table = _table(text, lines, path)
    if isinstance(table, Fault):
        out.faults.append(table)
        return out
    begins, columns = table[0] if table else (1, [])
    titles = _cell_columns(lines[begins - 1])
    if fault := _too_much(table, path, titles):
        out.faults.append(fault)
        return out
    _check_columns(out, columns, Place(path, begins), titles, {*Row.STANDARD, *extra})
    for line, cells in table[1:]:
        if any("\n" in cell for cell in cells):
            out.faults.append(Fault("csv", Place(path, line), "a cell runs over several lines"))
            continue
        if len(cells) != len(columns):
            detail = f"{len(cells)} cells under {len(columns)} column titles"
            out.faults.append(Fault("csv", Place(path, line), detail))
            continue
        index = len(out.data)
        out.places[index,] = Place(path, line)
        row: dict[str, Any] = {"extra": {}}
        where = _cell_columns(lines[line - 1])
        for name, cell, column in zip(columns, cells, where, strict=True):
            place = out.places[index, name] = Place(path, line, column, max(1, len(cell)))
            if cell == "":
                continue
            if name in extra:
                row["extra"][name] = value = _number(cell) if "unit" in extra[name] else cell
                if "unit" in extra[name] and isinstance(value, str):
                    out.faults.append(Fault("csv", place, f"'{cell}' is not a number"))
            else:
                row[name] = _value(name, cell)
        out.data.append(row)
    return out


def _table(text: str, lines: list[str], path: str) -> list[tuple[int, list[str]]] | Fault:
    """The cells of each line, or why they cannot be read."""
    if long := [number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]:
        detail = f"not readable as CSV: a line has {LONGEST_LINE:,} characters at most"
        return Fault("csv", Place(path, long[0]), detail)
    # a lone carriage return is no end of a line, so that lines are counted as editors count them
    reader = csv.reader(io.StringIO(text.replace("\r", " "), newline=""))
    try:
        return list(_lines(reader))
    except csv.Error as error:
        return Fault("csv", Place(path, max(1, reader.line_num)), f"not readable as CSV: {error}")


def _too_much(table: list[tuple[int, list[str]]], path: str, titles: list[int]) -> Fault | None:
    """What makes a table too large to read, found before anything is made of it."""
    begins, columns = table[0] if table else (1, [])
    if any("\n" in name for name in columns):
        return Fault("csv", Place(path, begins), "a column title runs over several lines")
    if len(columns) > MOST_COLUMNS:
        detail = f"{len(columns)} columns; a series has {MOST_COLUMNS} at most"
        return Fault("csv", Place(path, begins, titles[MOST_COLUMNS]), detail)
    if len(table) - 1 > MOST_ROWS:
        detail = f"{len(table) - 1:,} rows; a series has {MOST_ROWS:,} at most"
        return Fault("csv", Place(path, table[MOST_ROWS + 1][0]), detail)
    return None


def _value(name: str, cell: str) -> Any:
    if name == "sources":
        return cell.split()
    return cell if name in TEXT_COLUMNS else _number(cell)


def _number(cell: str) -> Any:
    """A plain number, or else the cell as text, also where it says `true`."""
    value = scalar(cell)
    return cell if value is None or isinstance(value, bool) else value


def _check_columns(
    out: Rows, columns: list[str], place: Place, where: list[int], known: set[str]
) -> None:
    for index, name in enumerate(columns):
        if name not in known or columns.index(name) != index:
            why = "stands twice" if name in known else "is neither standard nor declared"
            here = Place(place.path, place.line, where[index], max(1, len(name)))
            out.faults.append(Fault("csv", here, f"column '{name}' {why}"))


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, with the line on which they begin."""
    begins = 1
    for cells in reader:
        if cells:
            yield begins, cells
        begins = reader.line_num + 1


def _cell_columns(line: str) -> list[int]:
    """The 1-based column at which each cell of a line begins."""
    columns = [1]
    while (end := _cell_end(line, columns[-1] - 1)) < len(line):
        columns.append(end + 2)
    return columns


def _cell_end(line: str, start: int) -> int:
    found = _CELL.match(line, start)
    assert found is not None
    return found.end()
