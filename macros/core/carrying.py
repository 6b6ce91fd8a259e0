"""Whether a claim's evidence carries its status. What a status needs is in the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from macros.core.book import Source
    from macros.core.records import Claim
    from macros.core.vocabulary import CarriedBy, StatusEntry


def pieces(
    claim: Claim, sources: Mapping[str, Source], without: Collection[str] = ()
) -> list[tuple[str, str | None]]:
    """The evidence of a claim, of each piece the relation and its source's quality.

    Args:
        claim: whose evidence is looked at.
        sources: all sources by id.
        without: the ids of sources whose evidence is left out.
    """
    return [
        (evidence.relation, sources[evidence.source].quality)
        for evidence in claim.evidence
        if evidence.source not in without
    ]


def good_enough(quality: str, qualities: Sequence[str]) -> list[str]:
    """The qualities from the best down to this one. The vocabulary lists the best first."""
    return list(qualities[: qualities.index(quality) + 1]) if quality in qualities else []


def lacking(
    needed: CarriedBy | None, evidence: Sequence[tuple[str, str | None]], qualities: Sequence[str]
) -> Iterator[str]:
    """What stands between a claim's evidence and a status, in words; nothing when it is carried.

    Args:
        needed: what the status needs; None means nothing.
        evidence: of each piece the relation, and the quality of its source.
        qualities: all qualities of sources, best first.
    """
    if needed is None:
        return
    present = {relation for relation, _ in evidence}
    for relation in needed.needs:
        if relation not in present:
            yield f"no evidence '{relation}'"
    if needed.needs_any and not present & {*needed.needs_any}:
        yield f"no evidence {' or '.join(repr(relation) for relation in needed.needs_any)}"
    for relation in needed.without:
        if relation in present:
            yield f"evidence '{relation}'"
    if needed.quality and present >= {*needed.needs}:
        enough = good_enough(needed.quality, qualities)
        if not any(r in needed.needs and quality in enough for r, quality in evidence):
            which = " or ".join(repr(relation) for relation in needed.needs)
            rated = " or ".join(repr(quality) for quality in enough)
            yield f"no evidence {which} from a source of quality {rated}"


def carried(
    entry: StatusEntry, evidence: Sequence[tuple[str, str | None]], qualities: Sequence[str]
) -> bool:
    """Whether evidence carries a status."""
    return not any(lacking(entry.carried_by, evidence, qualities))
