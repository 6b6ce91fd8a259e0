"""What evidence each status of a claim needs, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimbook.core.records.carrying import good_enough
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.vocabulary import CarriedBy
from claimbook.views.names import Standing, standing
from claimbook.views.wording import listing, sentence


@dataclass(frozen=True, slots=True)
class StatusRule:
    """A status, what it needs, and how many claims have it."""

    standing: Standing
    needs: tuple[str, ...]
    count: int


def status_rules(data: Dataset) -> tuple[StatusRule, ...]:
    """Every status in the order of the vocabulary."""
    counts = Counter(claim.status for claim in data.claims.values())
    return tuple(
        StatusRule(
            standing(data, "claim_statuses", status),
            tuple(sentence(part) for part in _parts(data, entry.carried_by)),
            counts[status],
        )
        for status, entry in data.entries["claim_statuses"].items()
    )


def _parts(data: Dataset, needed: CarriedBy | None) -> Iterator[str]:
    def quoted(list_name: str, ids: Iterable[str]) -> list[str]:
        return [f"“{data.label(list_name, one)}”" for one in ids]

    if needed is None:
        yield "nothing: it may stand on any evidence, and on none"
        return
    if needed.needs:
        yield f"evidence under {listing(quoted('evidence_relations', needed.needs))}"
    if needed.quality:
        enough = good_enough(needed.quality, list(data.entries["source_qualities"]))
        rated = listing(quoted("source_qualities", enough), "or")
        yield f"a piece of that evidence from a source rated {rated}"
    if needed.needs_any:
        yield f"evidence under {listing(quoted('evidence_relations', needed.needs_any), 'or')}"
    if needed.without:
        yield f"no evidence under {listing(quoted('evidence_relations', needed.without), 'or')}"
