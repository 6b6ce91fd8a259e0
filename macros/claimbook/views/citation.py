"""How a page of the book is cited."""

from dataclasses import dataclass

from claimbook.core.records.dataset import Dataset
from claimbook.views.wording import as_of_words

FORMATS = {"BibTeX": "bib", "CSL-JSON": "json"}
"""The formats of a citation, each with the ending of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """The parts of a citation: the title of a page, the book, its dates, and the page's address.

    `files` are the citation's files, by what they are called.
    """

    title: str
    book: str
    dates: str
    path: str
    files: tuple[tuple[str, str], ...]


def citation_file(kind: str, record_id: str, ending: str) -> str:
    """The address of the file that holds a record's citation, or the book's for no record."""
    return f"cite/{kind}/{record_id}.{ending}" if record_id else f"cite/{kind}.{ending}"


def citation(data: Dataset, title: str, path: str, kind: str, record_id: str) -> CitationView:
    """The citation of a record's page, whose address is given as seen from the site's root."""
    files = tuple((name, citation_file(kind, record_id, end)) for name, end in FORMATS.items())
    return CitationView(
        title=title, book=data.book.title, dates=as_of_words(data), path=path, files=files
    )
