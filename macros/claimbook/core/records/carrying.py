"""Whether a claim's evidence carries its status. What a status needs is in the vocabulary."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from claimbook.core.records.book import Source
from claimbook.core.records.claims import Claim
from claimbook.core.records.vocabulary import CarriedBy, QualityEntry, StatusEntry
from claimbook.core.text.messages import later

NOT_LOOKED_FOR = later("No evidence has been looked for yet.")
"""What a new claim without evidence says of itself."""

NOT_ASSESSED = later("To be assessed.")
"""What a new claim with evidence says of itself."""


class Piece(NamedTuple):
    """A piece of evidence: its relation to the claim, its source's id and that one's quality."""

    relation: str
    source: str
    quality: str


def pieces(
    claim: Claim, sources: Mapping[str, Source], without: Collection[str] = ()
) -> list[Piece]:
    """The evidence of a claim, but for that from some sources."""
    return [
        Piece(evidence.relation, evidence.source, sources[evidence.source].quality)
        for evidence in claim.evidence
        if evidence.source not in without
    ]


def good_enough(quality: str, qualities: Sequence[str]) -> list[str]:
    """The qualities from the best down to this one. The vocabulary lists the best first."""
    return list(qualities[: qualities.index(quality) + 1]) if quality in qualities else []


def stands_alone(found: Mapping[str, str], qualities: Sequence[QualityEntry]) -> bool:
    """Whether something may rest on these sources and no others."""
    reliable = {entry.id for entry in qualities if entry.alone}
    return len(found) > 1 or any(quality in reliable for quality in found.values())


def lacking(
    needed: CarriedBy | None, evidence: Sequence[Piece], qualities: Sequence[QualityEntry]
) -> Iterator[str]:
    """What stands between a claim's evidence and a status, in words; nothing when it is carried.

    Args:
        needed: what the status needs; None means nothing.
        evidence: all pieces of it.
        qualities: all qualities of sources, best first.
    """
    if needed is None:
        return
    present = {piece.relation for piece in evidence}

    def carries(relations: Sequence[str]) -> bool:
        given = {one.source: one.quality for one in evidence if one.relation in relations}
        return stands_alone(given, qualities)

    for relation in needed.needs:
        if not carries([relation]):
            yield _absent([relation], present)
    if needed.needs_any and not carries(needed.needs_any):
        yield _absent(needed.needs_any, present)
    for relation in needed.without:
        if relation in present:
            yield f"evidence '{relation}'"
    if needed.quality and present >= {*needed.needs}:
        enough = good_enough(needed.quality, [entry.id for entry in qualities])
        if not any(one.relation in needed.needs and one.quality in enough for one in evidence):
            which = " or ".join(repr(relation) for relation in needed.needs)
            rated = " or ".join(repr(quality) for quality in enough)
            yield f"no evidence {which} from a source of quality {rated}"


def _absent(relations: Sequence[str], present: Collection[str]) -> str:
    which = " or ".join(repr(relation) for relation in relations)
    if any(relation in present for relation in relations):
        return f"only one source under {which}, of a quality not to be relied on alone"
    return f"no evidence {which}"


def carried(
    entry: StatusEntry, evidence: Sequence[Piece], qualities: Sequence[QualityEntry]
) -> bool:
    """Whether evidence carries a status."""
    return not any(lacking(entry.carried_by, evidence, qualities))
