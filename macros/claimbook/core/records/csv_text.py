"""Reads the rows of a series from CSV text (RFC 4180) and keeps the place of every cell."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimbook.core.records.series import MOST_ROWS, Row
from claimbook.core.text.number_slips import FORMULA
from claimbook.core.text.problems import Place
from claimbook.core.text.yaml_text import Fault, scalar

TEXT_COLUMNS = {"key", "date", "label", "actor", "unit", "of", "qualifier", "status", "note"}
"""Standard columns whose cells stay text. `sources` is a list of ids; all others are numbers."""

SOURCES = "sources"
_WITH_TEXT = {*TEXT_COLUMNS, SOURCES}

MOST_COLUMNS = 60
"""Maximum number of columns in a series."""

LONGEST_LINE = 131_072
"""Maximum number of characters of a line, which is that of a cell for Python's csv module as long as
nobody has changed its limit, which is one for the whole process."""

CELL = "cell"
"""The kind of fault of a cell that would not be shown as it was meant."""

_OTHER_SIGNS = {";": "semicolons", "\t": "tabs", "|": "upright lines"}
"""What else parts cells in tables that programs write, as it is called."""

_COMMAS = (
    "part cells by commas and write numbers with a point, such as 5.5; spreadsheets call that CSV "
    "(comma delimited), and 'claimbook new series --table' reads a table of any kind"
)
_OF_SPREADSHEETS = re.compile(
    r"#(?:REF|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC)[!?]|#+", re.IGNORECASE
)
"""What a spreadsheet shows where it has no value, or no room for it."""

_NOTHING = re.compile(r"~|null|Null|NULL|#?[Nn]/[Aa]|nan|NaN")
"""How programs write that there is nothing. `none` can be an answer, and `-` a sign."""

_NOT_CLOSED = "a quotation mark is not closed"
_STRICTLY = {
    "unexpected end of data": _NOT_CLOSED,
    "',' expected after '\"'": "a cell goes on behind its closing quotation mark",
}
_MARKS = (
    'a cell in double quotes ends with them, and a mark in it is written twice: "the ""new"" gate"'
)

_GROUPED = re.compile(r"(?<![\d.])(\d{1,3}(?:, ?\d{3})+(?:\.\d+)?)(?![\d])")
"""A number whose digits are grouped by commas, which part cells."""

_CELL = re.compile(r'(?:"(?:[^"]|"")*"?)?[^,]*')
"""A cell as Python's csv module reads it: within a plain cell, a quotation mark has no meaning."""


@dataclass(slots=True)
class Rows:
    """The rows as plain values; `places` gives the place of row `(n,)` and of cell `(n, column)`.

    Of a table that is not `whole` no cell can be told from the others.
    """

    whole: bool = True
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
    lines = text.split("\n")
    table = _parted_otherwise(lines, path) or _table(text, lines, path)
    if isinstance(table, Fault):
        return Rows(whole=False, faults=[table])
    begins, columns = table[0] if table else (1, [])
    titles = _cell_columns(lines[begins - 1])
    misquoted = _misquoted(text, path) if '"' in text else None
    not_closed = misquoted if misquoted and misquoted.detail == _NOT_CLOSED else None
    if fault := _too_much(table, path, titles) or not_closed:
        return Rows(whole=False, faults=[fault])
    out = Rows(faults=[misquoted] if misquoted else [])
    known = {*Row.STANDARD, *extra}
    _check_columns(out, columns, Place(path, begins), titles, known)
    names = _meant(columns, known)
    for line, every in table[1:]:
        is_even = len(every) == len(columns) and not any(every[len(names) :])
        cells = every[: len(names)] if is_even else every
        if any("\n" in cell for cell in cells):
            out.faults.append(Fault("csv", Place(path, line), "a cell runs over several lines"))
        elif len(cells) != len(names):
            out.faults.append(_shifted(Place(path, line), names, cells, lines[line - 1]))
        else:
            _add_row(out, Place(path, line), dict(zip(names, cells, strict=True)), lines, extra)
    return out


def _meant(columns: Sequence[str], known: set[str]) -> list[str]:
    """The titles as the columns are surely meant, without those that the last ones do not have."""
    names = list(columns)
    while names and not names[-1].strip():
        names.pop()
    plain = [name.strip().lower() for name in names]
    return [
        meant if name not in known and meant in known and meant not in names else name
        for name, meant in zip(names, plain, strict=True)
    ]


def _add_row(
    out: Rows,
    at: Place,
    cells: Mapping[str, str],
    lines: Sequence[str],
    extra: Mapping[str, Mapping[str, Any]],
) -> None:
    """Add a row with the place of each cell, and note which cells are not as they were meant."""
    index = len(out.data)
    out.places[index,] = at
    row: dict[str, Any] = {"extra": {}}
    where = _cell_columns(lines[at.line - 1])
    spaced = False
    for (name, written), column in zip(cells.items(), where, strict=False):
        place = out.places[index, name] = Place(at.path, at.line, column, max(1, len(written)))
        cell = written.strip()
        if cell != written and not spaced:
            spaced = True  # one such cell in a row is like the others
            out.faults.append(_spaced(place, written))
        if cell == "":
            continue
        is_number = "unit" in extra[name] if name in extra else name not in _WITH_TEXT
        if not is_number and (why := _unlike_text(cell)):
            out.faults.append(Fault(CELL, place, *why))
            continue
        values = row["extra"] if name in extra else row
        values[name] = _number(cell) if is_number else cell.split() if name == SOURCES else cell
        if name in extra and is_number and isinstance(values[name], str):
            out.faults.append(Fault("csv", place, f"'{cell}' is not a number"))
    out.data.append(row)


def _spaced(place: Place, cell: str) -> Fault:
    side = "begins" if cell[:1].isspace() else "ends"
    help_text = "take it out: the comma alone parts cells"
    if '"' in cell:
        help_text += ", and quotes begin right behind it"
    return Fault(CELL, place, f"the cell '{cell}' {side} with a space", None, help_text)


def _unlike_text(cell: str) -> tuple[str, None, str] | None:
    """Why a cell of a column of text would not be shown as it was meant."""
    if cell.startswith("=") and len(cell) > 1:
        match = FORMULA.fullmatch(cell)
        shown = match[1] if match and cell.startswith('="') else "what it shows"
        return f"'{cell}' is a formula of a spreadsheet", None, f"write {shown}"
    if _OF_SPREADSHEETS.fullmatch(cell):
        help_text = "look into the spreadsheet, and write what belongs there"
        return f"'{cell}' is a message of a spreadsheet", None, help_text
    if _NOTHING.fullmatch(cell):
        help_text = "leave the cell empty where there is nothing to say"
        return f"'{cell}' would stand there as text", None, help_text
    return None


def _shifted(place: Place, columns: Sequence[str], cells: Sequence[str], line: str) -> Fault:
    """A row whose cells are too many or too few, so that some would stand in other columns."""
    detail = f"{len(cells)} cells under {len(columns)} column titles"
    if len(cells) < len(columns):
        help_text = "each column has its comma, also where its cell is empty"
        return Fault("csv", place, detail, None, help_text)
    help_text = 'a cell that has a comma in it stands in double quotes: "Hale, Tom"'
    if not any(cells[len(columns) :]):
        help_text = "take out the commas behind the last cell"
    elif match := _GROUPED.search(line):
        whole = re.sub(r"[,\s]", "", match[1])
        help_text = f"a comma parts cells: if this is one number, write {whole}"
        place = place._replace(column=match.start(1) + 1, width=len(match[1]))
    return Fault("csv", place, detail, None, help_text)


def _parted_otherwise(lines: Sequence[str], path: str) -> Fault | None:
    """A table in which another sign than a comma parts the cells."""
    number, first = next(((n, one) for n, one in enumerate(lines, 1) if one.strip()), (1, ""))
    if match := re.match(r'"?sep=.', first, re.IGNORECASE):
        detail = f"'{match[0]}' tells a spreadsheet what parts cells, and is no column title"
        help_text = "take this line out" if match[0].endswith(",") else _COMMAS
        return Fault("csv", Place(path, number, 1, len(match[0])), detail, None, help_text)
    for sign, name in _OTHER_SIGNS.items():
        if sign in first and first.count(sign) > first.count(","):
            detail = f"{name} part the cells of this table"
            return Fault("csv", Place(path, number, first.index(sign) + 1), detail, None, _COMMAS)
    return None


def _table(text: str, lines: list[str], path: str) -> list[tuple[int, list[str]]] | Fault:
    """The cells of each line, or why they cannot be read."""
    if long := [number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]:
        detail = f"not readable as CSV: a line has {LONGEST_LINE:,} characters at most"
        return Fault("csv", Place(path, long[0]), detail)
    # a lone carriage return is no end of a line, so that lines are counted as editors count them
    plain = text.replace("\r", " ")
    found: list[tuple[int, list[str]]] = []
    try:
        found += _rows(plain)
    except csv.Error as error:
        return Fault("csv", Place(path, len(found) + 1), f"not readable as CSV: {error}")
    return found


def _rows(text: str, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, with the line on which they begin.

    Rows of empty cells, which spreadsheets write below a table, are none.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=strict)
    begins = 1
    for cells in reader:
        if strict or any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _misquoted(text: str, path: str) -> Fault | None:
    """The first cell from whose quotation marks a reader of CSV would make another text."""
    begins = 1
    try:
        for at, cells in _rows(text.replace("\r", " "), strict=True):
            begins = at + 1 + sum(cell.count("\n") for cell in cells)
    except csv.Error as error:
        if str(error) in _STRICTLY:
            return Fault("csv", Place(path, begins), _STRICTLY[str(error)], None, _MARKS)
    return None


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


def _number(cell: str) -> Any:
    """A plain number, or else the cell as text, also where it says `true`."""
    value = scalar(cell)
    return cell if value is None or isinstance(value, bool) else value


def _check_columns(
    out: Rows, columns: list[str], place: Place, where: list[int], known: set[str]
) -> None:
    for index, name in enumerate(columns):
        if not name.strip():
            here = Place(place.path, place.line, where[index])
            help_text = "name it, or take out the commas behind the last column, in all rows"
            out.faults.append(Fault("csv", here, "a column has no title", None, help_text))
            return
        if name not in known or columns.index(name) != index:
            why = "stands twice" if name in known else "is neither standard nor declared"
            here = Place(place.path, place.line, where[index], max(1, len(name)))
            out.faults.append(Fault("csv", here, f"column '{name}' {why}"))


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
