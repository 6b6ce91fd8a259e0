"""Where the quotations of a book stand, as it is read or checked, and the order of its claims."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimbook.core.proofs.fingerprint import Fingerprint, fingerprint_of, text_hash
from claimbook.core.proofs.quotations import Misfit, Placement, Quoted, locate, quoted
from claimbook.core.records.book import Document
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Claim
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.text.keeping import once
from claimbook.core.text.problems import DatasetError, Place, Problem, did_you_mean
from claimbook.core.text.yaml_text import Path


@once
def placements(data: Dataset) -> dict[tuple[str, int | None], tuple[str, Placement]]:
    """Where every quotation that was proved stands: its document, and its place there.

    The key is the claim's id with None for the claim's own quotation, or with the number of the
    piece of evidence, counted from 0. An edition has the quotations of the original.
    """
    if data.edition:
        return placements(data.original)
    found: dict[tuple[str, int | None], tuple[str, Placement]] = {}
    prints = {name: fingerprint_of(document) for name, document in data.documents.items()}
    for claim in data.claims.values():
        cited: list[tuple[int | None, Any, str | None]] = [(None, claim, data.book.document)]
        for number, evidence in enumerate(claim.evidence):
            cited.append((number, evidence, data.sources[evidence.source].document))
        for index, record, document in cited:
            quotation, fingerprint = quoted(dict(record)), prints.get(document or "")
            if quotation and fingerprint and document:
                place = locate(quotation, fingerprint)
                if isinstance(place, Placement):
                    found[claim.id, index] = (document, place)
    return found


@once
def claims_in_order(data: Dataset) -> tuple[Claim, ...]:
    """The claims as the document makes them: by paragraph, and by the place of their words."""
    proved = placements(data)

    def place(claim: Claim) -> tuple[int, int, str]:
        found = proved.get((claim.id, None))
        return claim.paragraph, found[1].spans[0][0] if found else 0, claim.id

    return tuple(sorted(data.claims.values(), key=place))


@once
def claims_by_speaker(data: Dataset) -> dict[str, tuple[Claim, ...]]:
    """The claims of each actor who makes any, in the order of the document."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims_in_order(data):
        found[claim.speaker].append(claim)
    return {actor: tuple(claims) for actor, claims in found.items()}


@once
def neighbors(data: Dataset) -> dict[str, tuple[Claim | None, Claim | None]]:
    """The claims before and after each one in the document, by its id."""
    ordered = [None, *claims_in_order(data), None]
    return {
        claim.id: (ordered[at - 1], ordered[at + 1])
        for at, claim in enumerate(ordered)
        if claim is not None
    }


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation in a draft, the document it is said to be from, and what was found.

    `path` leads to the mapping that holds `quote`. `found` is None where the document has no
    fingerprint, or not the paragraph.
    """

    draft: Draft
    path: Path
    quoted: Quoted
    document: str
    found: Placement | Misfit | None


def fingerprints_in(reading: Reading) -> dict[str, Fingerprint]:
    """The fingerprints of all documents of a reading whose records are sound."""
    found = {
        draft.id: fingerprint_of(draft.record)
        for draft in reading.of_kind("documents")
        if isinstance(draft.record, Document)
    }
    return {name: one for name, one in found.items() if one}


def document_of_text(reading: Reading, text: str, given: str | None = None) -> str:
    """The document that a text is of: the one named, else the one it equals, else the book's.

    Raises:
        DatasetError: when that one has no fingerprint.
    """
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


def document_cited(reading: Reading, fields: Mapping[str, Any], path: Path) -> str:
    """The id of the document that a claim, or a piece of evidence, quotes; or nothing."""
    if not path:
        return str(reading.book.get("document") or "")
    source = reading.ids["sources"].get(str(fields.get("source")))
    data = source.data if source else {}
    return str(data.get("document") or "")


def citations_in(reading: Reading, prints: Mapping[str, Fingerprint]) -> Iterator[Citation]:
    """Every quotation of every claim and its evidence, held against these fingerprints."""
    for draft, path, fields in reading.quoting():
        if quotation := quoted(fields):
            document = document_cited(reading, fields, path)
            found = locate(quotation, prints[document]) if document in prints else None
            yield Citation(draft, path, quotation, document, found)


@once
def citations(reading: Reading) -> list[Citation]:
    """Every quotation, held against the book's own fingerprint of the document it is from."""
    return list(citations_in(reading, fingerprints_in(reading)))
