"""Where the quotations of a checked book stand, and the order that this gives its claims."""

from collections import defaultdict
from typing import Any

from claimbook.core.proofs.fingerprint import fingerprint_of
from claimbook.core.proofs.quotations import Placement, locate, quoted
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Claim
from claimbook.core.text.once import once


@once
def placements(data: Dataset) -> dict[tuple[str, int | None], tuple[str, Placement]]:
    """Where every quotation that was proved stands: its document, and its place there.

    The key is the claim's id with None for the claim's own quotation, or with the number of the
    piece of evidence, counted from 0.
    """
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
