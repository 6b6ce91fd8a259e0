"""Takes an article in from a file of any form that people have it in: its paragraphs, and what is known.

Each form has a reader in a module of its own; here it is told which one a file needs.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimbook.core.text.files import NOT_PLAIN
from claimbook.core.text.number_forms import ENGLISH
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.editing.apart import IntakeError, read_apart
from claimbook.editing.documents import paragraphs_of_docx, paragraphs_of_markdown
from claimbook.editing.encodings import decoded
from claimbook.editing.numbered import FIELDS, is_numbered, read_numbered
from claimbook.editing.pages import is_page, read_page
from claimbook.editing.parting import paragraphs_of
from claimbook.editing.pdf_text import paragraphs_of_pdf
from claimbook.editing.tongues import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from claimbook.editing.parting import Parting

MAX_BYTES = 40_000_000
"""Maximum size of a file from which an article is taken."""

MAX_TEXT_BYTES = 4_000_000
"""Maximum size of a document's text. War and Peace has three million bytes; a larger text is a
mistake."""

PDF, DOCX, MARKDOWN = "a PDF", "a DOCX file", "Markdown"
PAGE, TEXT, NUMBERED = "a saved web page", "plain text", "numbered paragraphs"

MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")
PAGE_NAMES = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
ZIP = b"PK\x03\x04"

OLD = {
    b"\xd0\xcf\x11\xe0": "a file of an old Word",
    b"{\\rtf": "a text in RTF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"bplist": "a web archive of Safari",
}
"""What a file is that begins with these bytes, and that is not read."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that was taken from a file.

    `form` says what the file is, `encoding` in which one it was, where that is no matter of course.
    `known` is what the file says of the article, by the names of `numbered.FIELDS`.
    """

    paragraphs: tuple[str, ...]
    form: str
    encoding: str
    known: Mapping[str, str]

    @property
    def text(self) -> str:
        """The text with a paragraph a line."""
        return "\n".join(self.paragraphs)


def read_article(path: Path, parting: Parting | None = None) -> Article:
    """Take an article from a file: text, Markdown, a saved web page, a PDF or a DOCX file.

    Args:
        path: the file.
        parting: what parts the paragraphs of a plain text; by default as it looks.

    Raises:
        DatasetError: when the file is missing, is no plain file, is too large, or holds no article
            that can be read.
    """
    try:
        return _article(_content(path), path.suffix.lower(), parting)
    except IntakeError as error:
        problem = Problem(Place(str(path)), "E004", error.message, error.help)
    except OSError as error:
        detail = f"the document's text cannot be read: {error.strerror}"
        problem = Problem(Place(str(path)), "E004", detail)
    raise DatasetError([problem])


def language_said(article: Article) -> tuple[str, str]:
    """The language of an article as a BCP 47 tag, and how it is known; English when it is not.

    What a page says of itself counts where the text looks like that language: pages of all
    languages say that they are English. It then tells also of which country.
    """
    told, found = article.known.get("language", ""), language_of(article.text)
    agree = base(told) == base(found)
    if told and (not found or (agree and base(found) != "zh") or article.form == NUMBERED):
        return told, "as it says itself"
    if not found:
        return ENGLISH, "a guess, since nothing tells it"
    against = f", though it says {told}" if told and not agree else ""
    return found, f"as its text looks{against}"


def base(tag: str) -> str:
    """The language of a tag, without script and country."""
    return tag.partition("-")[0]


def _content(path: Path) -> bytes:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise IntakeError(NOT_PLAIN, "")
    if about.st_size > MAX_BYTES:
        raise IntakeError(
            f"the file is larger than {MAX_BYTES // 1_000_000:,} MB", "give a part of it"
        )
    return path.read_bytes()


def _article(content: bytes, ending: str, parting: Parting | None) -> Article:
    encoding, known = "", dict[str, str]()
    for start, what in OLD.items():
        if content.startswith(start):
            raise IntakeError(f"this is {what}", "save the article as HTML, DOCX, PDF or text")
    if b"%PDF-" in content[:1024]:
        form, found = PDF, _apart(paragraphs_of_pdf, content)
    elif content.startswith(ZIP):
        form, found = DOCX, _apart(paragraphs_of_docx, content)
    elif is_page(content) or ending in PAGE_NAMES:
        form, (found, known) = PAGE, _page(content)
    elif ending in MARKDOWN_NAMES and not is_numbered(content[:1024].decode(errors="replace")):
        form, found = MARKDOWN, _apart(paragraphs_of_markdown, content)
    else:
        form, encoding, found, known = _text(content, parting)
    paragraphs = tuple(one for line in found if (one := " ".join(line.split())))
    if sum(len(one.encode()) for one in paragraphs) > MAX_TEXT_BYTES:
        raise IntakeError(
            f"the document's text is larger than {MAX_TEXT_BYTES // 1000:,} KB", "give a part of it"
        )
    if not paragraphs:
        raise IntakeError("the document's text is blank", "")
    return Article(paragraphs, form, encoding, known)


def _apart(reader: Any, content: bytes) -> tuple[str, ...]:
    return tuple(read_apart(reader, content))


def _page(content: bytes) -> tuple[tuple[str, ...], dict[str, str]]:
    page = read_page(content)
    if not page.paragraphs:
        raise IntakeError(
            "no article was found in this page",
            "save it when all of it shows; or copy its text into a plain text file and give that",
        )
    said = {name: getattr(page, name) for name in FIELDS}
    return page.paragraphs, {name: value for name, value in said.items() if value}


def _text(
    content: bytes, parting: Parting | None
) -> tuple[str, str, tuple[str, ...], dict[str, str]]:
    if len(content) > MAX_TEXT_BYTES:
        raise IntakeError(
            f"the document's text is larger than {MAX_TEXT_BYTES // 1000:,} KB", "give a part of it"
        )
    read = decoded(content)
    encoding = "" if read.encoding == "UTF-8" else read.encoding
    if is_numbered(read.text):
        return NUMBERED, encoding, *read_numbered(read.text)
    return TEXT, encoding, paragraphs_of(read.text, parting), {}
