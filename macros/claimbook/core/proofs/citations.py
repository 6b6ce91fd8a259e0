"""Every quotation that a reading's claims and evidence cite, held against the documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimbook.core.proofs.fingerprint import Fingerprint, fingerprint_of
from claimbook.core.proofs.quotations import Misfit, Placement, Quoted, locate, quoted
from claimbook.core.records.book import Document
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.text.once import once
from claimbook.core.text.yaml_text import Path


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
