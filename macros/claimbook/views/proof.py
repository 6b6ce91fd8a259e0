"""How a document's quotations are proved: its fingerprint in numbers, and how much is quoted."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from claimbook.core.proofs.fingerprint import SHINGLE, fingerprint_of
from claimbook.core.proofs.placements import placements
from claimbook.core.records.claims import Claim, Evidence
from claimbook.core.records.dataset import Dataset
from claimbook.core.text.messages import number
from claimbook.views.fragments import at_quotation


@dataclass(frozen=True, slots=True)
class ParagraphProof:
    """One paragraph, counted from 1: how many words it has, and how many of them are quoted."""

    number: int
    words: int
    quoted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A document's fingerprint in numbers.

    Units: `words` and `quoted` are words, a word counted once however often it is quoted;
    `share` is in percent of `words`.
    """

    id: str
    title: str
    publisher: str
    language: str
    sha256: str
    shingle: int
    words: int
    quoted: int
    share: str
    quotations: int
    paragraphs: tuple[ParagraphProof, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """That a quotation is proved: the document whose fingerprint has it, and where to see it.

    `there` is the address of the page that is quoted, at the quotation; None without one.
    """

    document: str
    there: str | None


def proof_line(data: Dataset, claim: Claim, evidence: int | None = None) -> ProofLine | None:
    """How the quotation of a claim, or of its piece of evidence of a number, is proved, if it is."""
    if (found := placements(data).get((claim.id, evidence))) is None:
        return None
    cited = claim if evidence is None else claim.evidence[evidence]
    url = data.sources[cited.source].url if isinstance(cited, Evidence) else data.document.url
    there = at_quotation(url, cited.quote or "", cited.prefix or "", cited.suffix or "")
    return ProofLine(document=found[0], there=there)


def proof(data: Dataset, document_id: str | None = None) -> Proof | None:
    """The proof of a document, by default of the one that the book explains.

    Returns:
        None when the document has no fingerprint.
    """
    document = data.find("documents", document_id) if document_id else data.document
    if (fingerprint := fingerprint_of(document)) is None:
        return None
    quoted: dict[int, set[int]] = defaultdict(set)
    places = [place for name, place in placements(data).values() if name == document.id]
    for place in places:
        for start, end in place.spans:
            quoted[place.paragraph].update(range(start, end))
    paragraphs = tuple(
        ParagraphProof(number, one.words, len(quoted[number]))
        for number, one in enumerate(fingerprint.paragraphs, start=1)
    )
    total = sum(one.quoted for one in paragraphs)
    return Proof(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        language=document.language,
        sha256=fingerprint.sha256,
        shingle=SHINGLE,
        words=fingerprint.words,
        quoted=total,
        share=percent(total, fingerprint.words),
        quotations=len(places),
        paragraphs=paragraphs,
    )


def percent(part: int, whole: int) -> str:
    """A share in percent with one decimal."""
    return number(Decimal(f"{100 * part / whole if whole else 0:.1f}"))
