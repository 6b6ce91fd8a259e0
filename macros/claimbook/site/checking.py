"""The check of a whole book, its data and its hand-written pages, before a build or on demand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimbook.core.load import check_book, count_records, editions_of, read_files, read_text
from claimbook.core.proofs.changes import Since
from claimbook.core.proofs.placements import document_of_text
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.editions import OF_SITE
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import Reading
from claimbook.core.rules.history import check_history
from claimbook.core.text.files import Listing, listing
from claimbook.core.text.messages import speaking
from claimbook.core.text.problems import DatasetError, Problem, plural
from claimbook.core.text.settings import MOST_BYTES as MOST_OF_SETTINGS
from claimbook.core.text.settings import faults, language, listed, own_kinds, shown, usual
from claimbook.core.text.yaml_text import Fault
from claimbook.prose.bounds import MOST_BYTES, beyond_bounds, beyond_together
from claimbook.prose.calls import Page, read_page
from claimbook.prose.front import Front
from claimbook.prose.material import Prose, docs_of, name_of
from claimbook.prose.rules import ABOUT_RECORDS, check_prose
from claimbook.views.claim_charts import chart_ids

OTHER_ENDINGS = (".markdown", ".mdown", ".mkdn", ".mkd")
"""Names by which MkDocs takes files for pages too."""

LEFT_OUT = "templates/"
"""The folder in `docs/` of which MkDocs makes no pages."""

NAME = re.compile(r"\w[\w-]*(?:/\w[\w-]*)*\.md")
"""A page's name in `docs/`, which becomes its address, and its title where it has no other."""

_INDEX = re.compile(r"(?:(?:^|/)(?:index|README))?\.md$")
"""The part of a page's name that is not in its address."""


@dataclass(frozen=True, slots=True)
class CheckedEdition:
    """An edition of a book in another language: its dataset and its own pages.

    `shown` is what it says in the place of texts of the settings, by their paths.
    """

    data: Dataset
    pages: tuple[Page, ...]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CheckedBook:
    """A book that can be built, with what it is warned of and the text of its files."""

    data: Dataset
    warnings: tuple[Problem, ...]
    text: dict[str, str]
    pages: tuple[Page, ...]
    editions: tuple[CheckedEdition, ...] = ()


def check_all(
    root: Path,
    document: str | None = None,
    base: Reading | None = None,
    today: date | None = None,
    settings: str = "",
) -> CheckedBook:
    """Check a book: its data, the pages in `docs/`, and its settings.

    Args:
        root: the book's folder.
        document: the document's text, to show what comes closest to a quotation.
        base: the book as it was published, to tell also what changed since without a correction.
        today: the day on which it is asked what should have been looked at again.
        settings: the file of the site's settings in the book's folder; empty for the usual one.

    Raises:
        DatasetError: with every problem of the run, warnings included, when one is an error.
    """
    files = listing(root)
    reading = read_files(files)
    if document is not None:
        reading.document_texts[document_of_text(reading, document)] = document
    reading.today = today
    reading.own_kinds = own_kinds(root, settings)
    reading.language = language(root, settings)
    reading.pages = _page_texts(files, docs_of(None))
    reading.shown = shown(root, settings)
    for tag in reading.tags:
        reading.edition_pages |= _page_texts(files, docs_of(tag))
    own = _settings(root, settings or usual(root), files)
    with speaking(reading.language):
        return _checked(reading, own, base)


def _checked(reading: Reading, own: dict[str, str], base: Reading | None) -> CheckedBook:
    pages = _pages(reading.pages)
    checked = check_book(reading)
    text = checked.text | reading.pages | reading.edition_pages | own
    problems = [*checked.problems]
    if base:
        problems += check_history(Since(base, reading))
    if data := checked.data or checked.sound:
        told = check_prose(Prose(pages, data, chart_ids(data)))
        problems += [one for one in told if checked.data or one.code not in ABOUT_RECORDS]
        editions = [*_editions(reading, data)]
        for edition in editions:
            told = _problems_of_pages(edition, pages)
            problems += [one for one in told if checked.data or one.code not in ABOUT_RECORDS]
    if checked.data is None or not all(problem.is_warning for problem in problems):
        raise DatasetError(problems, text)
    return CheckedBook(checked.data, tuple(problems), text, tuple(pages), tuple(editions))


def _editions(reading: Reading, data: Dataset) -> Iterator[CheckedEdition]:
    """The editions of a book, each with its pages."""
    for tag, edition in editions_of(reading, data).items():
        folder = f"{docs_of(tag)}/"
        texts = {p: text for p, text in reading.edition_pages.items() if p.startswith(folder)}
        of_site = (one for one in reading.translations if (one.tag, one.kind) == (tag, OF_SITE))
        said = {path: str(text) for one in of_site for path, text in one.given.items()}
        yield CheckedEdition(edition, tuple(_pages(texts)), said)


def _problems_of_pages(edition: CheckedEdition, originals: list[Page]) -> list[Problem]:
    """The problems of an edition's own pages, in its language; its records are those of the book."""
    with speaking(edition.data.language):
        told = check_prose(
            Prose(edition.pages, edition.data, chart_ids(edition.data), tuple(originals))
        )
    return [one for one in told if one.code not in OF_THE_BOOK]


OF_THE_BOOK = {"W002", "W003"}
"""Rules about the records of a book, which are held once."""


def counted(book: CheckedBook) -> str:
    """The message for a book without problems: what it holds."""
    counts = ", ".join(
        plural(n, KINDS[kind].singular, kind) for kind, n in count_records(book.data).items() if n
    )
    return f"No problem found in {plural(len(book.pages), 'page')} and {counts}."


def written_pages(root: Path, tag: str | None = None) -> list[Page]:
    """The hand-written pages of a book that can be read, with their macro calls.

    Args:
        root: the book's folder.
        tag: the language of an edition; None for the book itself.
    """
    return _pages(_page_texts(listing(root), docs_of(tag)))


def _settings(root: Path, name: str, files: Listing) -> dict[str, str]:
    """The text of the settings by its path; what is wrong with them is noted as faults."""
    found = listed(root, name)
    files.faults += found.faults
    if name not in found.sizes:
        return {}
    text = read_text(found, name, MOST_OF_SETTINGS)
    if isinstance(text, Fault):
        files.faults.append(text)
        return {}
    files.faults += faults(text, root, name)
    return {name: text}


def _page_texts(files: Listing, folder: str) -> dict[str, str]:
    """The text of the pages in a folder, by path; one that is no text is noted as a fault."""
    texts: dict[str, str] = {}
    for ending in OTHER_ENDINGS:
        for path in files.inside(folder, ending, deep=True):
            files.refuse(path, "this page is not read: its name ends in .md")
    refused, at = files.refused, dict[str, str]()
    for path in files.inside(folder, ".md", deep=True):
        if path in refused:
            continue
        if what := _misplaced(path, at):
            files.refuse(path, what)
            continue
        text = read_text(files, path, MOST_BYTES)
        if isinstance(text, Fault):
            files.faults.append(text)
        else:
            texts[path] = text
    return texts


def _misplaced(path: str, at: dict[str, str]) -> str:
    """What keeps a page from standing where it does; else it is noted at its address."""
    name = name_of(path)
    if not NAME.fullmatch(name):
        return "a page's name has only letters, digits, hyphens and underscores before .md"
    if name.startswith(LEFT_OUT):
        return f"MkDocs leaves out docs/{LEFT_OUT}: put this page into another folder"
    other = at.setdefault(_INDEX.sub("", name), path)
    return f"this page has the address of {other}; rename one of the two" if other != path else ""


def _pages(texts: Mapping[str, str]) -> list[Page]:
    """The pages read from their texts; a page beyond a limit counts as empty."""
    beyond = {path: error for path, text in texts.items() if (error := beyond_bounds(path, text))}
    beyond = beyond or beyond_together(texts)
    return [
        Page(path, "", Front(), error=beyond[path]) if path in beyond else read_page(path, text)
        for path, text in texts.items()
    ]
