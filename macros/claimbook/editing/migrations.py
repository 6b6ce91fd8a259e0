"""Brings the records of a book from the format of an older engine to the one that this engine reads.

Whoever changes the format raises `FORMAT`, and adds the function that rewrites the files of a book
to `MIGRATIONS`, with a test in `tests/editing/test_migrations.py`.
"""

from collections.abc import Callable, Mapping

from claimbook.core.records.book import FORMAT
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.core.text.yaml_text import read_yaml

Migration = Callable[[Mapping[str, str]], Mapping[str, str | None]]
"""Takes the files of `data/` and `seeds/` by path; gives those that change, None for one that goes."""

MIGRATIONS: dict[int, Migration] = {}
"""The way from each format to the next one, by the format that it begins with."""

BOOK = "data/book.yml"


def migrated(texts: Mapping[str, str]) -> dict[str, str | None]:
    """The files of a book that change on the way to this engine's format, as they are to be.

    Raises:
        DatasetError: when the format cannot be told, or is that of a newer engine.
    """
    first = begun = _format_of(texts.get(BOOK, ""))
    now: dict[str, str | None] = {**texts}
    while begun < FORMAT:
        now |= MIGRATIONS[begun]({path: text for path, text in now.items() if text is not None})
        begun += 1
    if first < FORMAT:
        now[BOOK] = _with_format(now[BOOK] or "")
    return {path: text for path, text in now.items() if text != texts.get(path)}


def _format_of(text: str) -> int:
    read = read_yaml(text, BOOK)
    found = read.data.get("format", 1) if isinstance(read.data, dict) else None
    if read.faults or not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise _refused("the format of this book cannot be told", "run 'claimbook check'")
    if found > FORMAT:
        message = f"this book has format {found}, and this Claimbook reads format {FORMAT}"
        raise _refused(message, "install the newer Claimbook that requirements.txt names")
    return found


def _refused(message: str, help_text: str) -> DatasetError:
    return DatasetError([Problem(Place(BOOK), "E025", message, help_text)])


def _with_format(text: str) -> str:
    """The book's own record with this engine's format, in place of another one or as first field."""
    read = read_yaml(text, BOOK)
    lines = text.split("\n")
    if place := read.values.get(("format",)):
        line = lines[place.line - 1]
        start = place.column - 1
        lines[place.line - 1] = f"{line[:start]}{FORMAT}{line[start + place.width :]}"
    else:
        lines.insert(min(place.line for place in read.keys.values()) - 1, f"format: {FORMAT}")
    return "\n".join(lines)
