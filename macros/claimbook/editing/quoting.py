"""Proves a quotation that is about to be written: where it stands, or why it stands nowhere."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from claimbook.core.proofs.fingerprint import SHINGLE, Fingerprint, fingerprint_of_text
from claimbook.core.proofs.placements import Citation, fingerprints_in
from claimbook.core.proofs.quotations import (
    Misfit,
    Placement,
    Quoted,
    closest_passage,
    locate,
    nearest_paragraph,
    paragraphs_with,
    quoted,
)
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.rules.quotations import misfit_problem
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.core.text.yaml_text import Located
from claimbook.editing.articles import read_article
from claimbook.editing.numbered import ARTICLE

GIVEN = "--quote"
"""How a quotation is named in places that is in no file yet."""

NOWHERE = 1
"""The paragraph in which a record is tried whose quotation stands in none; no message names it."""

_WITH_TEXT = "--text FILE, with the document's text, shows the passage that comes closest"


def paragraphs_of(reading: Reading, quote: str, prefix: str = "", suffix: str = "") -> list[int]:
    """The paragraphs of the book's document in which a quotation has its one place.

    Args:
        reading: the book as it is.
        quote: the words that are quoted.
        prefix: the words right before them, where these tell places apart.
        suffix: the words right after them.
    """
    fields = {"quote": quote, "paragraph": 1, "prefix": prefix, "suffix": suffix}
    fingerprint, quotation = _fingerprint(reading), quoted(fields)
    if not fingerprint or not quotation:
        return []
    return [
        number
        for number in paragraphs_with(quotation, fingerprint)
        if isinstance(locate(_in(quotation, number), fingerprint), Placement)
    ]


def paragraphs_of_claim(reading: Reading, values: Mapping[str, Any]) -> list[int]:
    """The same of the quotation in the fields of a claim, as far as they are given."""
    words = (str(values.get(name, "")) for name in ("quote", "prefix", "suffix"))
    return paragraphs_of(reading, *words)


def misquotation(reading: Reading, values: Mapping[str, Any], text: str = "") -> Problem | None:
    """Why the quotation of a claim does not stand in the book's document; None where it does.

    No paragraph is named but one that was given, or that has words of it.

    Args:
        reading: the book as it is.
        values: the fields of the claim as far as they are given.
        text: the document's text where it is at hand, for the passage that comes closest.
    """
    fingerprint, quotation = _fingerprint(reading), quoted({**values, "paragraph": 1})
    if (
        not fingerprint
        or not quotation
        or (paragraphs_of_claim(reading, values) and not _is_given(values))
    ):
        return None
    given = values["paragraph"] if _is_given(values) else None
    number = given or next(iter(paragraphs_with(quotation, fingerprint)), None)
    number = number or nearest_paragraph(quotation, fingerprint)
    if number is None and min(map(len, quotation.pieces)) >= SHINGLE:
        return _nowhere(quotation, text)
    found = locate(_in(quotation, number or 1), fingerprint)
    return _told(reading, _in(quotation, number or 1), found, text)


def text_in(root: Path, reading: Reading) -> str:
    """The document's text where a book's folder has it, as nobody but its maker sees it.

    Nothing where the file there is of another text than the fingerprint, so that its paragraphs
    have other numbers.
    """
    path, fingerprint = root / ARTICLE, _fingerprint(reading)
    if not path.is_file() or path.is_symlink() or not fingerprint:
        return ""
    try:
        text = read_article(path).text
    except DatasetError:
        return ""
    own = fingerprint_of_text(text, str(reading.book.get("document")))
    return text if own.sha256 == fingerprint.sha256 else ""


def _told(
    reading: Reading, quotation: Quoted, found: Placement | Misfit | None, text: str
) -> Problem | None:
    """What the rules say of a quotation, as of a file that holds nothing else."""
    document = str(reading.book.get("document"))
    place = Place(GIVEN, width=len(quotation.text))
    fields = {"quote": quotation.text, "paragraph": quotation.paragraph}
    draft = Draft("claims", "", Located(fields, {(): place, ("quote",): place}))
    texts = {document: text} if text else {}
    alone = Reading(text={GIVEN: quotation.text}, document_texts=texts)
    problem = misfit_problem(alone, Citation(draft, (), quotation, document, found))
    if problem and problem.code == "E063":
        return replace(problem, help="leave --paragraph out, or give that one")
    if problem and problem.code == "E062" and not text:
        return replace(problem, help=f"{problem.help}; {_WITH_TEXT}")
    return problem


def _nowhere(quotation: Quoted, text: str) -> Problem:
    nearest = (closest_passage(piece, text) for piece in quotation.pieces) if text else ()
    help_text = next(filter(None, nearest), "") or (
        "copy it word for word from the document, and mark what you leave out with [...]; "
        + _WITH_TEXT
    )
    message = "no four words in a row of this quotation stand in any paragraph of the document"
    return Problem(Place(GIVEN, width=len(quotation.text)), "E062", message, help_text)


def _is_given(values: Mapping[str, Any]) -> bool:
    return isinstance(values.get("paragraph"), int)


def _in(quotation: Quoted, paragraph: int) -> Quoted:
    return Quoted(quotation.text, paragraph, quotation.prefix, quotation.suffix)


def _fingerprint(reading: Reading) -> Fingerprint | None:
    """The fingerprint of the document that the book is about, where it has one."""
    return fingerprints_in(reading).get(str(reading.book.get("document")))
