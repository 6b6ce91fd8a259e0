"""Holds a text against the fingerprint of a document, and quotations against the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimbook.core.load import read_book
from claimbook.core.proofs.fingerprint import Fingerprint, fingerprint_of_text, text_hash
from claimbook.core.proofs.placements import citations_in, fingerprints_in
from claimbook.core.records.reading import Reading
from claimbook.core.rules.quotations import misfit_problem
from claimbook.core.text.problems import DatasetError, Place, Problem, bounded_guesses, did_you_mean
from claimbook.editing.fingerprints import read_document


@dataclass(frozen=True, slots=True)
class Verification:
    """What a text has in common with a document's fingerprint and with the book's quotations.

    `differences` says where the text and the fingerprint part, `problems` which quotations the
    text does not have. `files` holds the text of the book's files, for quoting their lines.
    """

    document: str
    fingerprint: Fingerprint
    differences: tuple[str, ...]
    quotations: int
    problems: tuple[Problem, ...]
    files: dict[str, str]


def give_text(reading: Reading, path: Path) -> None:
    """Give a book that was read a document's text, for proposals.

    Raises:
        DatasetError: when the text cannot be read or is of no document of the book.
    """
    text = read_document(path)
    reading.document_texts[_document_of(reading, text, None)] = text


def verify(root: Path, path: Path, document: str | None = None) -> Verification:
    """Hold a text against a document's fingerprint, and the book's quotations against the text.

    Args:
        root: the book's folder.
        path: the file with the text.
        document: the document's id; by default the one whose fingerprint the text has, or the
            one that the book explains.

    Raises:
        DatasetError: when the text cannot be read, or the book has no such fingerprint.
    """
    text = read_document(path)
    reading = read_book(root)
    name = _document_of(reading, text, document)
    reading.document_texts[name] = text
    found = fingerprint_of_text(text, name)
    with bounded_guesses():
        cited = [one for one in citations_in(reading, {name: found}) if one.document == name]
        problems = [problem for one in cited if (problem := misfit_problem(reading, one))]
    problems += [
        Problem(
            one.draft.place(*one.path, "paragraph"),
            "E018",
            f"paragraph {one.quoted.paragraph} is not in the text",
            f"its paragraphs are counted from 1 to {len(found.paragraphs)}, headings included",
        )
        for one in cited
        if one.found is None
    ]
    differences = tuple(_differences(fingerprints_in(reading)[name], found))
    return Verification(name, found, differences, len(cited), tuple(problems), reading.text)


def _document_of(reading: Reading, text: str, given: str | None) -> str:
    """The document that a text is of: the one named, else the one it equals, else the book's."""
    prints = fingerprints_in(reading)
    if given is None:
        sha256 = text_hash(text)
        equal = (name for name, known in prints.items() if known.sha256 == sha256)
        given = next(equal, None) or str(reading.book.get("document") or "")
    if given not in prints:
        message = f"the document '{given}' has no fingerprint in seeds/"
        help_text = did_you_mean(given, prints) or "make it with 'claimbook fingerprint'"
        raise DatasetError([Problem(Place(f"seeds/{given}.yml"), "E060", message, help_text)])
    return given


def _differences(known: Fingerprint, found: Fingerprint) -> Iterator[str]:
    if known.sha256 == found.sha256:
        return
    if len(known.paragraphs) != len(found.paragraphs):
        yield f"{len(found.paragraphs)} paragraphs, where there are {len(known.paragraphs)}"
    pairs = zip(known.paragraphs, found.paragraphs, strict=False)
    other = [n for n, (mine, theirs) in enumerate(pairs, start=1) if mine != theirs]
    for number in other:
        mine, theirs = known.paragraphs[number - 1], found.paragraphs[number - 1]
        counts = f"{theirs.words} words, where there are {mine.words}"
        yield f"paragraph {number}: {counts if mine.words != theirs.words else 'other words'}"
    if not other and len(known.paragraphs) == len(found.paragraphs):
        yield "its words are the document's; something between them differs, such as a comma"
