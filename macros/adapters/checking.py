"""The check of a whole book, its data and its hand-written pages, before a build or on demand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.core.characters import deceiving
from macros.core.files import files_in
from macros.core.load import check_book, count_records, read_book, read_text
from macros.core.problems import DatasetError, Place
from macros.core.records import SINGULAR
from macros.core.yaml_text import Fault
from macros.editing.verification import read_with_text
from macros.prose.calls import read_page
from macros.prose.rules import ABOUT_RECORDS, Prose, check_prose
from macros.views.claim_charts import chart_ids
from macros.views.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from macros.core.dataset import Dataset
    from macros.core.problems import Problem
    from macros.prose.calls import Page


OTHER_ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd")
"""Names by which MkDocs takes files for pages too."""

NAME = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
"""A page's name in `docs/`, which becomes its address, and its title where it has no other."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A book that can be built, with what it is warned of and the text of its files."""

    data: Dataset
    warnings: tuple[Problem, ...]
    text: dict[str, str]
    pages: tuple[Page, ...]


def check_all(
    root: Path,
    document: Path | None = None,
    silent: Sequence[Problem] = (),
    today: date | None = None,
) -> Sound:
    """A book without any error, in its data or in the pages in `docs/`.

    Args:
        root: the book's folder.
        document: a file with the document's text, to show what comes closest to a quotation.
        silent: what changed since a commit without a correction, to be told with all else.
        today: the day on which it is asked what should have been looked at again.

    Raises:
        DatasetError: with every problem of the run, warnings included, when one is an error.
    """
    reading = read_with_text(root, document) if document else read_book(root)
    reading.today = today
    pages, faults = _read_pages(root)
    reading.faults += faults
    reading.pages = {page.path: page.text for page in pages}
    checked = check_book(reading)
    problems, text = [*checked.problems, *silent], checked.text | reading.pages
    if data := checked.data or checked.sound:
        told = check_prose(Prose(pages, data, chart_ids(data)))
        problems += [one for one in told if checked.data or one.code not in ABOUT_RECORDS]
    if checked.data is None or not all(problem.is_warning for problem in problems):
        raise DatasetError(problems, text)
    return Sound(checked.data, tuple(problems), text, tuple(pages))


def counted(book: Sound) -> str:
    """What is said of a book without any problem."""
    counts = ", ".join(
        plural(n, SINGULAR[kind], kind) for kind, n in count_records(book.data).items() if n
    )
    return f"No problem found in {plural(len(book.pages), 'page')} and {counts}."


def written_pages(root: Path) -> list[Page]:
    """The hand-written pages of a book that can be read, with their macro calls."""
    return _read_pages(root)[0]


def _read_pages(root: Path) -> tuple[list[Page], list[Fault]]:
    pages: list[Page] = []
    faults: list[Fault] = []
    docs = root / "docs"
    for ending in OTHER_ENDINGS:
        for path in files_in(root, docs, f"*{ending}", faults, deep=True):
            place = Place(path.relative_to(root).as_posix())
            faults.append(Fault("unreadable", place, "this page is not read: its name ends in .md"))
    for path in files_in(root, docs, "*.md", faults, deep=True):
        shown = path.relative_to(docs).as_posix()
        if not NAME.fullmatch(shown) and not any(deceiving(shown)):  # of which a rule tells
            what = "a page's name has only letters, digits, hyphens, underscores and dots"
            faults.append(Fault("unreadable", Place(f"docs/{shown}"), what))
            continue
        text = read_text(root, path)
        if isinstance(text, Fault):
            faults.append(text)
        else:
            pages.append(read_page(path.relative_to(root).as_posix(), text))
    return pages, faults
