"""Reads a table that was pasted or exported, whatever parts its cells, as rows of a series."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimbook.core.records.csv_text import LONGEST_LINE, SOURCES
from claimbook.core.records.vocabulary import UnitEntry, around_number
from claimbook.core.text.number_slips import number_meant, number_slip
from claimbook.core.text.problems import DatasetError, Place, Problem, one_of

TABLE = "--table"
"""How a table is named in places."""

_SIGNS = {"\t": "tabs", ";": "semicolons", ",": "commas"}
_SPACES, _PIPES = "spaces", "upright lines"
_RULE = re.compile(r"[\s|:+=-]*")
"""The line between the titles and the rows of a Markdown table, and those of a drawn grid."""

_NAMES, _VALUE, _OF_SOURCES = {"label", "date", "actor", "name"}, "value", {"source", SOURCES}

Cells = tuple[int, list[str]]
"""The line on which a row stands, and its cells."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows of a table: what each number belongs to, the number as data have it, its source.

    `told` says in words what was taken and what was left out.
    """

    rows: tuple[tuple[str, str, str], ...]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is said of a table: in what language its numbers are, and where they stand.

    Attributes:
        language: a BCP 47 tag.
        unit: the numbers' unit, whose own words may stand beside them.
        column: the title of the column of numbers, where there are several.
        source: the id of the source of all rows, where no column has them.
        known: the ids of the book's sources.
    """

    language: str
    unit: UnitEntry | None = None
    column: str = ""
    source: str = ""
    known: Collection[str] = ()


def pasted(text: str, path: str, asked: Asked) -> Pasted:
    """Read a table of two columns or more: a name, a number and perhaps a source.

    Args:
        text: tabs, semicolons, commas, upright lines as in Markdown, or two spaces part its cells.
        path: how it is named in places.
        asked: what is said of it.

    Raises:
        DatasetError: with each row or cell that cannot be taken.
    """
    parted, table = _table(text)
    problems = list(_uneven(table, path))
    if problems:
        raise DatasetError(problems, {path: text})
    titles, rows = _titled(table, asked)
    width = len(table[0][1])
    title_of = [titles[at] if titles and titles[at] else f"column {at + 1}" for at in range(width)]
    lowered = [title.casefold() for title in titles] or [""] * width
    name = next((at for at, title in enumerate(lowered) if title in _NAMES), 0)
    source = _source_column(lowered, rows, asked)
    number = _number_column(lowered, rows, asked, {name, source})
    if isinstance(number, str):
        options = [title_of[at] for at in range(width) if at not in {name, source}]
        help_text = f"name one of them with --column. {one_of(asked.column, options)}"
        raise DatasetError(
            [Problem(Place(path, table[0][0]), "E005", number, help_text)], {path: text}
        )
    problems = list(_unread(rows, number, text.splitlines(), path, asked))
    if source is None and not asked.source:
        message = "this table has no column of sources"
        help_text = "say with --source which source states the numbers: its id"
        problems.append(Problem(Place(path, table[0][0]), "E005", message, help_text))
    if problems:
        raise DatasetError(problems, {path: text})
    taken = tuple(
        (
            cells[name],
            f"{_number(cells[number], asked):f}",
            asked.source if source is None else cells[source],
        )
        for _, cells in rows
    )
    left = [title_of[at] for at in range(width) if at not in {name, number, source}]
    told = f"{len(taken)} rows, parted by {parted}; the numbers are those of '{title_of[number]}'"
    return Pasted(taken, told + (f"; left out: {', '.join(left)}" if left else ""))


def _table(text: str) -> tuple[str, list[Cells]]:
    """What parts the cells of a table, and its rows."""
    if any(len(line) > LONGEST_LINE for line in text.splitlines()):
        message = f"a line of this table has more than {LONGEST_LINE:,} characters"
        raise DatasetError([Problem(Place(TABLE), "E005", message)])
    lines = [
        (at, line) for at, line in enumerate(text.splitlines(), 1) if not _RULE.fullmatch(line)
    ]
    sign = None
    if lines and (match := re.fullmatch(r'"?sep=(.)"?', lines[0][1].strip(), re.IGNORECASE)):
        sign, lines = match[1], lines[1:]
    if not lines:
        message = "this table has no rows"
        raise DatasetError(
            [Problem(Place(TABLE), "E005", message, "give a name and a number a line")]
        )
    if sign is None and all("|" in line for _, line in lines):
        split = re.compile(r"(?<!\\)\|")
        return _PIPES, [
            (
                at,
                [cell.strip().replace("\\|", "|") for cell in split.split(line.strip().strip("|"))],
            )
            for at, line in lines
        ]
    sign = sign or next((one for one in _SIGNS if all(one in line for _, line in lines)), None)
    if sign is None:
        return _SPACES, [(at, re.split(r"\s{2,}", line.strip())) for at, line in lines]
    rows = [
        (at, [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=sign))])
        for at, line in lines
    ]
    return _SIGNS.get(sign, f"'{sign}'"), [(at, cells) for at, cells in rows if any(cells)]


def _uneven(table: Sequence[Cells], path: str) -> Iterator[Problem]:
    """The rows that do not have as many cells as the first one, or only one."""
    width = len(table[0][1])
    if width == 1:
        message = "nothing parts the cells of this line"
        help_text = "part name and number by a tab, a semicolon, a comma or |"
        yield Problem(Place(path, table[0][0]), "E005", message, help_text)
        return
    for at, cells in table:
        if len(cells) != width:
            message = f"this row has {len(cells)} cells, and the first one has {width}"
            help_text = (
                "where a comma stands in numbers or names, part cells by tabs or semicolons, "
                "or put those in double quotes"
            )
            yield Problem(Place(path, at), "E005", message, help_text)


def _titled(table: Sequence[Cells], asked: Asked) -> tuple[list[str], Sequence[Cells]]:
    """The titles of the columns, where the first row has them, and the other rows."""
    first = table[0][1]
    others = table[1:]
    is_head = not first[0] or not any(_number(cell, asked) is not None for cell in first[1:])
    return (first, others) if is_head and others else ([], table)


def _source_column(titles: Sequence[str], rows: Sequence[Cells], asked: Asked) -> int | None:
    for at, title in enumerate(titles):
        cells = [cells[at] for _, cells in rows]
        if title in _OF_SOURCES or all(
            cell and {*cell.split()} <= {*asked.known} for cell in cells
        ):
            return at
    return None


def _number_column(
    titles: Sequence[str], rows: Sequence[Cells], asked: Asked, others: Collection[int | None]
) -> int | str:
    """The column of the numbers, or why it is not certain."""
    free = [at for at in range(len(titles)) if at not in others]
    if asked.column:
        named = [at for at in free if titles[at] == asked.column.casefold()]
        return named[0] if len(named) == 1 else f"no column of numbers is called '{asked.column}'"
    if _VALUE in titles:
        return titles.index(_VALUE)
    some = [at for at in free if any(_number(cells[at], asked) is not None for _, cells in rows)]
    if len(free) == 1 or len(some) == 1:
        return some[0] if some else free[0]
    return "several columns could have the numbers" if some else "no column has numbers"


def _unread(
    rows: Sequence[Cells], column: int, lines: Sequence[str], path: str, asked: Asked
) -> Iterator[Problem]:
    """The cells under the numbers that are none, each at its place in its line."""
    for at, cells in rows:
        given = cells[column]
        if _number(given, asked) is not None:
            continue
        place = Place(path, at, lines[at - 1].rfind(given) + 1 or 1, max(1, len(given)))
        message = f"'{given}' is not a number" if given else "this row has no number"
        help_text = number_slip(given, asked.language) if given else "take the row out"
        yield Problem(place, "E005", message, help_text)


def _number(cell: str, asked: Asked) -> Decimal | None:
    """The number in a cell, beside which the words of its unit may stand."""
    said = cell.strip()
    unit = asked.unit
    for form in (unit.words, unit.short, unit.one or "") if unit else ():
        before, after = (part.strip() for part in around_number(form))
        if said.startswith(before) and said.endswith(after) and len(said) > len(before + after):
            bare = said[len(before) : len(said) - len(after)]
            if (number := number_meant(bare, asked.language)) is not None:
                return number
    return number_meant(said, asked.language)
