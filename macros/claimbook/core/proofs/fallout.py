"""What would fall if sources were withdrawn, and what that would shake. Words are left to views.

A claim falls when it had supporting evidence and none is left; supporting is the first of the
listed relations of evidence. Any other record, and a row of a series, falls when it named
sources and none is left. A claim is shaken when what is left no longer carries its status, or
when it relates to a claim that falls or is shaken in a way that the vocabulary says `carries`.
A figure falls with its claim or row, and shakes the figures reckoned from it; a series falls
with all of its rows and is shaken by some.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from claimbook.core.records.carrying import carried, pieces
from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import KINDS
from claimbook.core.records.series import Series

ORDER = (*KINDS, "figures")
"""The order in which kinds are listed; figures, which are no records, come last."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A record or figure that falls or is shaken.

    `path` leads from what it rests on, the nearest first, to what falls; it is empty where the
    sources themselves are what is missed.
    """

    kind: str
    id: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fallout:
    """What happens when sources are withdrawn: sorted by kind and id, each thing only once."""

    sources: tuple[str, ...]
    falls: tuple[Effect, ...]
    shaken: tuple[Effect, ...]


def fallout(data: Dataset, sources: Iterable[str]) -> Fallout:
    """What would fall, and what would be shaken, without some sources."""
    gone = frozenset(data.find("sources", source).id for source in sources)
    touched = {(ref.kind, ref.id) for source in gone for ref in data.rests_on("sources", source)}
    claims = [data.claims[record_id] for kind, record_id in sorted(touched) if kind == "claims"]
    fallen = {claim.id for claim in claims if _falls(data, claim, gone)}
    weak = {claim.id for claim in claims if _loses_its_status(data, claim, gone)} - fallen
    resting = _spread({*fallen, *weak}, lambda claim: _resting_on(data, claim))
    falls = {Effect("claims", claim) for claim in fallen}
    falls |= {
        Effect("figures", f"{claim}.{quantity.id}")
        for claim in fallen
        for quantity in data.claims[claim].quantities
    }
    shaken = {Effect("claims", claim) for claim in weak}
    shaken |= {Effect("claims", claim, path) for claim, path in resting.items()}
    for kind, record_id in touched:
        record = data.records(kind)[record_id]
        if kind == "series":
            _of_series(record, gone, falls, shaken)
        elif (named := getattr(record, "sources", ())) and gone.issuperset(named):
            falls.add(Effect(kind, record_id))
    figures = {effect.id for effect in falls if effect.kind == "figures"}
    reckoned = _spread(figures, lambda figure: data.derived_from.get(figure, ()))
    shaken |= {Effect("figures", figure, path) for figure, path in reckoned.items()}
    charts = {
        Effect("series", data.rows[figure][0].id) for figure in reckoned if figure in data.rows
    }
    return Fallout(tuple(sorted(gone)), _sorted(falls), _sorted((shaken | charts) - falls))


def _of_series(
    series: Series, gone: frozenset[str], falls: set[Effect], shaken: set[Effect]
) -> None:
    """Add the rows of a series that fall, and the series when all of them or some do."""
    rows = [row for row in series.rows if row.sources and gone.issuperset(row.sources)]
    falls |= {Effect("figures", f"{series.id}.{row.key}") for row in rows}
    if rows and len(rows) == len(series.rows):
        falls.add(Effect("series", series.id))
    elif rows or any(note.sources and gone.issuperset(note.sources) for note in series.notes):
        shaken.add(Effect("series", series.id))


def _falls(data: Dataset, claim: Claim, gone: Collection[str]) -> bool:
    supporting = next(iter(data.entries["evidence_relations"]), None)
    had = [e.source for e in claim.evidence if e.relation == supporting]
    return bool(had) and all(source in gone for source in had)


def _loses_its_status(data: Dataset, claim: Claim, gone: Collection[str]) -> bool:
    entry = data.entry("claim_statuses", claim.status)
    qualities = data.vocabulary.source_qualities
    before, after = pieces(claim, data.sources), pieces(claim, data.sources, gone)
    return carried(entry, before, qualities) and not carried(entry, after, qualities)


def _resting_on(data: Dataset, claim_id: str) -> Iterator[str]:
    """The claims that rest on a claim."""
    for ref in data.rests_on("claims", claim_id):
        if ref.kind == "claims" and any(
            relation.to == claim_id and data.entry("claim_relations", relation.type).carries
            for relation in data.claims[ref.id].relations
        ):
            yield ref.id


def _spread(roots: set[str], onward: Callable[[str], Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Everything reached from the roots, each with the shortest way back to one of them."""
    paths: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(roots), ())
    waiting = deque(paths)
    while waiting:
        here = waiting.popleft()
        for reached in sorted(onward(here)):
            if reached not in paths:
                paths[reached] = (here, *paths[here])
                waiting.append(reached)
    return {reached: path for reached, path in paths.items() if path}


def _sorted(effects: Iterable[Effect]) -> tuple[Effect, ...]:
    return tuple(sorted(effects, key=lambda effect: (ORDER.index(effect.kind), effect.id)))
