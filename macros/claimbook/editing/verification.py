"""Holds a text against the fingerprint of a document, and quotations against the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claimbook.core.load import read_book
from claimbook.core.proofs.agreement import Agreement, agreement
from claimbook.core.proofs.fingerprint import Fingerprint, fingerprint_of_text, words
from claimbook.core.proofs.placements import (
    citations_in,
    document_cited,
    document_of_text,
    fingerprints_in,
)
from claimbook.core.proofs.quotations import closest_passage, quoted
from claimbook.core.rules.quotations import misfit_problem
from claimbook.core.text.problems import Place, Problem, bounded_guesses, may_compare
from claimbook.editing.articles import read_article
from claimbook.editing.parting import Parting


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


def verify(
    root: Path, path: Path, document: str | None = None, parting: Parting | None = None
) -> Verification:
    """Hold a text against a document's fingerprint, and the book's quotations against the text.

    Args:
        root: the book's folder.
        path: the file with the text.
        document: the document's id; by default the one whose fingerprint the text has, or the
            one that the book explains.
        parting: what parts the paragraphs of a plain text; by default as it looks.

    Raises:
        DatasetError: when the text cannot be read, or the book has no such fingerprint.
    """
    text = read_article(path, parting).text
    reading = read_book(root)
    name = document_of_text(reading, text, document)
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


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy that somebody found has in common with a document of the book.

    `lost` has the quotations that do not stand in it: the place of each, its words, and the passage
    of the copy that comes closest. `address` is where the document can be read, as far as known.
    """

    document: str
    title: str
    address: str
    agreement: Agreement
    quotations: int
    lost: tuple[tuple[Place, str, str], ...]


def compared(root: Path, text: str) -> Copy:
    """Hold a copy of a document against its fingerprint, and the book's quotations against the copy.

    Unlike in `verify`, a quotation may stand anywhere in the copy.

    Raises:
        DatasetError: when the book has no such fingerprint.
    """
    reading = read_book(root)
    name = document_of_text(reading, text)
    record = reading.ids["documents"][name].data
    whole = _run(words(text))
    cited, lost = 0, list[tuple[Place, str, str]]()
    with bounded_guesses():
        for draft, path, fields in reading.quoting():
            quotation = quoted(fields)
            if quotation is None or document_cited(reading, fields, path) != name:
                continue
            cited += 1
            if away := [one for one in quotation.pieces if _run(one) not in whole]:
                near = closest_passage(away[0], text) if may_compare(len(text)) else ""
                lost.append((draft.place(*path, "quote"), quotation.text, near))
    return Copy(
        name,
        str(record.get("title") or name),
        str(record.get("url") or ""),
        agreement(text, fingerprints_in(reading)[name]),
        cited,
        tuple(lost),
    )


def _run(run: Iterable[str]) -> str:
    """Words in a form in which a run of whole ones is found as a part."""
    return "\n".join(["", *run, ""])


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
