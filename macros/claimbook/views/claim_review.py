"""A changed claim as a reviewer goes through it: its words among others, its evidence, its numbers.

It is for `claimbook diff`, and English as that is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from claimbook.core.proofs.fingerprint import normalized
from claimbook.core.proofs.placements import placements
from claimbook.core.proofs.quotations import ELISION
from claimbook.core.records.claims import Claim, Evidence
from claimbook.core.records.dataset import Dataset
from claimbook.core.text.keeping import once
from claimbook.views.names import SourceName, quantity_figure, source_name, standing
from claimbook.views.signatures import Signatures, signatures
from claimbook.views.wording import listing, short_name

AROUND = 3
"""Maximum number of pieces of other quotations that are shown on each side of a claim's own."""

State = Literal["new", "changed", "as before"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a quotation in its paragraph.

    Units: `start` and `end` are words of the paragraph, counted from 0; `gap` is the number of words
    that nobody quotes between the piece before and this one, below zero where both share words.
    """

    text: str
    claim: str
    start: int
    end: int
    gap: int = 0
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quotation among its neighbors in the paragraph, of whose text no more is at hand.

    Units: `words` are those of the paragraph, `left` those after the last piece. `earlier` and
    `later` are pieces of other quotations that are further away.
    """

    paragraph: int
    words: int
    pieces: tuple[Piece, ...]
    left: int
    earlier: int
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceToRead:
    """A piece of evidence with the sentence that is cited, and how it stands to what was published."""

    source: SourceName
    relation: str
    note: str
    quote: str | None
    is_proved: bool
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberToCheck:
    """A number of a claim, with its sum done again and the words that state it."""

    what: str
    words: str
    of: str | None
    period: str | None
    origin: str | None
    stated: str | None
    sum: str | None
    note: str | None
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimToReview:
    """All that a reviewer of a changed claim needs, and what only a person can judge."""

    id: str
    title: str
    where: str
    statement: str
    speaker: str
    quote: str
    passage: Passage | None
    status: str
    status_means: str
    assessment: str
    evidence: tuple[EvidenceToRead, ...]
    gone: tuple[str, ...]
    numbers: tuple[NumberToCheck, ...]
    signatures: Signatures
    questions: tuple[str, ...]
    is_new: bool


def claim_to_review(
    data: Dataset, claim_id: str, before: Claim | None, changed: Collection[str]
) -> ClaimToReview:
    """A changed claim, with what a reviewer asks of it.

    Args:
        data: the book as it is now.
        claim_id: the claim.
        before: the claim as it was published; None for a new one.
        changed: the names of the fields that have changed.
    """
    claim = data.claims[claim_id]
    status = standing(data, "claim_statuses", claim.status)
    sources = {one.source for one in claim.evidence}
    return ClaimToReview(
        id=claim.id,
        title=claim.title,
        where=data.path_of("claims", claim.id) or "",
        statement=claim.statement,
        speaker=short_name(data.actors[claim.speaker].name),
        quote=claim.quote,
        passage=passage(data, claim),
        status=status.label,
        status_means=status.definition,
        assessment=claim.assessment,
        evidence=tuple(
            _evidence(data, claim, at, before.evidence if before else None)
            for at in range(len(claim.evidence))
        ),
        gone=tuple(
            one.source for one in (before.evidence if before else ()) if one.source not in sources
        ),
        numbers=tuple(_numbers(data, claim, before)),
        signatures=signatures(data, claim.id),
        questions=tuple(_questions(data, claim, before, changed)),
        is_new=before is None,
    )


def passage(data: Dataset, claim: Claim) -> Passage | None:
    """A claim's quotation among those that stand next to it; None where it is not proved."""
    found = placements(data).get((claim.id, None))
    if found is None:
        return None
    every = _pieces(data)[claim.paragraph]
    mine = [at for at, piece in enumerate(every) if piece.claim == claim.id]
    first, last = max(0, mine[0] - AROUND), mine[-1] + AROUND + 1
    shown, reached = [], max((piece.end for piece in every[:first]), default=0)
    for piece in every[first:last]:
        shown.append(
            Piece(
                text=piece.text,
                claim=data.claims[piece.claim].title,
                start=piece.start,
                end=piece.end,
                gap=piece.start - reached,
                is_own=piece.claim == claim.id,
            )
        )
        reached = max(reached, piece.end)
    words = data.document.paragraphs[claim.paragraph - 1].words
    later = len(every[last:])
    return Passage(
        paragraph=claim.paragraph,
        words=words,
        pieces=tuple(shown),
        left=(every[last].start if later else words) - reached,
        earlier=first,
        later=later,
    )


@once
def _pieces(data: Dataset) -> dict[int, list[Piece]]:
    """The pieces of all claims' quotations, by paragraph and in its order."""
    found: dict[int, list[Piece]] = defaultdict(list)
    for (claim_id, evidence), (_, place) in placements(data).items():
        if evidence is None:
            texts = _between_elisions(data.claims[claim_id].quote, len(place.spans))
            for text, (start, end) in zip(texts, place.spans, strict=True):
                piece = Piece(text=text.strip(), claim=claim_id, start=start, end=end)
                found[place.paragraph].append(piece)
    for pieces in found.values():
        pieces.sort(key=lambda piece: (piece.start, piece.end, piece.claim))
    return found


def _between_elisions(quote: str, count: int) -> list[str]:
    """The pieces of a quotation as they are written, or as they are compared."""
    written = ELISION.split(quote.replace("[…]", "[...]"))
    return written if len(written) == count else ELISION.split(normalized(quote))


def _evidence(
    data: Dataset, claim: Claim, at: int, before: tuple[Evidence, ...] | None
) -> EvidenceToRead:
    one = claim.evidence[at]
    known = [other for other in before or () if other.source == one.source]
    return EvidenceToRead(
        source=source_name(data, one.source),
        relation=data.label("evidence_relations", one.relation),
        note=one.note,
        quote=one.quote,
        is_proved=(claim.id, at) in placements(data),
        state="as before" if one in known else "changed" if known else "new",
    )


def _numbers(data: Dataset, claim: Claim, before: Claim | None) -> Iterator[NumberToCheck]:
    known = {one.id: one for one in before.quantities} if before else {}
    for one in claim.quantities:
        shown, was = quantity_figure(data, claim, one), known.get(one.id)
        yield NumberToCheck(
            what=shown.what,
            words=shown.words,
            of=shown.of,
            period=shown.period,
            origin=shown.origin,
            stated=one.stated,
            sum=shown.sum.words if shown.sum else None,
            note=shown.note,
            state="new" if was is None else "as before" if was == one else "changed",
        )


ASKED: dict[tuple[str, ...], str] = {
    ("statement", "title", "quote"): "The statement says no more than the words of the document.",
    ("quote", "prefix", "suffix", "paragraph"): (
        "The quotation is the shortest run that shows the claim, and leaves out no “may”, no “not” "
        "and no condition."
    ),
    ("speaker", "quote"): "{speaker} said this; it is not what the document says about them.",
    ("quantities",): (
        "Each number is of the whole and the period that the source has, with “about” or “at "
        "least” where the source has it."
    ),
    ("status", "evidence", "assessment"): (
        "“{status}” is what the evidence carries, and the assessment gives the reasons fairly."
    ),
    ("assessed", "reviewed"): "Those who sign here, {signers}, did so themselves.",
    ("relations",): "It stands to other claims as is said here, for the reasons that are given.",
}
"""What only a person can judge, by the fields whose change asks for it."""


def _questions(
    data: Dataset, claim: Claim, before: Claim | None, changed: Collection[str]
) -> Iterator[str]:
    """What to ask of a change: of a new claim all that it has something of."""
    words = {
        "speaker": short_name(data.actors[claim.speaker].name),
        "status": data.label("claim_statuses", claim.status),
        "signers": _signers(signatures(data, claim.id)),
    }
    for names, question in ASKED.items():
        asked = changed if before else [name for name in names if getattr(claim, name)]
        if not set(names).isdisjoint(asked):
            yield question.format(**words)


def _signers(shown: Signatures) -> str:
    signed = [*filter(None, (shown.assessed,)), *shown.reviewed]
    return listing([*dict.fromkeys(one.name for one in signed)])
