"""How a page of the book is cited, and under what terms it may be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.views.wording import as_of_words

if TYPE_CHECKING:
    from macros.core.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Citation:
    """The parts of a citation: the title of a page, the book, its dates, and the page's address."""

    title: str
    book: str
    dates: str
    path: str


def citation(data: Dataset, title: str, path: str) -> Citation:
    """The citation of a page, whose address is given as seen from the site's root."""
    return Citation(title, data.book.title, as_of_words(data), path)
