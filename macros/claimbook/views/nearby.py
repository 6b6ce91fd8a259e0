"""What stands near a claim without naming it: charts of its numbers, events from its sources."""

from collections import Counter
from collections.abc import Iterator

from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import Dataset

MOST_NEAR = 6
"""Maximum number of events named on a claim's page: those that share most sources with it."""


def charts_of(data: Dataset, claim: Claim) -> list[str]:
    """The series that reckon with a claim's numbers or give it some, then those of its subject.

    Of its subject is what has the claim's topic and rests on a source that is evidence for it.
    """
    subject = (one for one, _ in _sharing(data, claim, "series"))
    near = (one for one in subject if claim.topic in data.series[one].topics)
    return list(dict.fromkeys((*_reckoned(data, claim), *near)))


def events_of(data: Dataset, claim: Claim) -> list[str]:
    """The events of a claim's topic that rest on a source of its evidence, in their order."""
    near = (one for one, _ in _sharing(data, claim, "events"))
    found = [one for one in near if claim.topic in data.events[one].topics][:MOST_NEAR]
    return sorted(found, key=lambda one: (data.events[one].date.sort_key, one))


def _reckoned(data: Dataset, claim: Claim) -> Iterator[str]:
    """The series of the figures that a claim's numbers follow from, or that follow from these."""
    for quantity in claim.quantities:
        made_of = quantity.derived.sources.values() if quantity.derived else ()
        tied = (contrast.figure for contrast in quantity.differs_from)
        makes = data.derived_from.get(f"{claim.id}.{quantity.id}", ())
        for figure in (*made_of, *makes, *tied):
            if figure in data.rows:
                yield data.rows[figure][0].id


def _sharing(data: Dataset, claim: Claim, kind: str) -> list[tuple[str, int]]:
    """Records of a kind that rest on the sources of a claim's evidence, with how many they share."""
    sources = dict.fromkeys(evidence.source for evidence in claim.evidence)
    shared = Counter(
        one
        for source in sources
        for one in {ref.id for ref in data.rests_on("sources", source) if ref.kind == kind}
    )
    return sorted(shared.items(), key=lambda found: (-found[1], found[0]))
