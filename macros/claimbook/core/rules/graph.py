"""Rules about claims as a graph: how one may stand to another, and what its evidence carries."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from claimbook.core.records.carrying import NOT_ASSESSED, NOT_LOOKED_FOR, Piece, lacking
from claimbook.core.records.claims import Relation
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.vocabulary import RelationEntry
from claimbook.core.rules.registry import rule
from claimbook.core.text.messages import gettext, speaking
from claimbook.core.text.problems import MOST_LISTED, Finding, Place, listed
from claimbook.core.text.yaml_text import Path

MOST_CIRCLES = 20
"""Maximum number of circles reported in one run."""

Edges = dict[tuple[str, str], tuple[Draft, Path]]


def related_claims(
    reading: Reading,
) -> Iterator[tuple[RelationEntry, Draft, Path, Draft]]:
    """Each relation that is listed and leads to a claim: its entry, the claim, path and other."""
    vocabulary = reading.vocabulary
    entries = {entry.id: entry for entry in vocabulary.claim_relations} if vocabulary else {}
    for draft, path, data in reading.of_model(Relation):
        entry = _known(entries, data.get("type"))
        other = _known(reading.ids["claims"], data.get("to"))
        if entry and other:
            yield entry, draft, path, other


def _known(found: dict[str, Any], key: object) -> Any:
    return found.get(key) if isinstance(key, str) else None


@rule("E090")
def relation_between_wrong_kinds(reading: Reading) -> Iterator[Finding]:
    """A relation leads from a claim of a kind that may have it to one of a kind that it may be
    about, as the list of relations says.

    Bad:
        kind: figure
        relations:
          - type: responds-to
            to: forty-carts

    Good:
        kind: plan
        relations:
          - type: responds-to
            to: forty-carts
    """
    for entry, draft, path, other in related_claims(reading):
        kind, to_kind = draft.data.get("kind"), other.data.get("kind")
        if entry.from_kinds and isinstance(kind, str) and kind not in entry.from_kinds:
            yield Finding(
                draft.place(*path, "type"),
                f"'{entry.id}' is not for a claim of kind '{kind}'",
                f"'{entry.id}' is for: {listed(entry.from_kinds)}",
                (("this claim's kind", draft.place("kind")),),
            )
        if entry.to_kinds and isinstance(to_kind, str) and to_kind not in entry.to_kinds:
            yield Finding(
                draft.place(*path, "to"),
                f"'{entry.id}' cannot lead to '{other.id}', a claim of kind '{to_kind}'",
                f"'{entry.id}' leads to: {listed(entry.to_kinds)}",
                (("the other claim's kind", other.place("kind")),),
            )


@rule("E091")
def relations_in_a_circle(reading: Reading) -> Iterator[Finding]:
    """A relation that is listed as `acyclic` never leads, step by step, back to the claim where
    it began.

    Bad:
        relations:
          - type: responds-to
            to: carts-at-noon

    Good:
        relations:
          - type: responds-to
            to: forty-carts
    """
    by_type: dict[str, Edges] = {}
    for entry, draft, path, other in related_claims(reading):
        if entry.acyclic and draft.id != other.id:
            by_type.setdefault(entry.id, {})[draft.id, other.id] = (draft, path)
    for name, edges in by_type.items():
        for circle in circles(edges):
            steps = [edges[step][0].place(*edges[step][1], "to") for step in pairwise(circle)]
            others = [
                (f"then '{to}', from here", place)
                for (_, to), place in zip(pairwise(circle[1:]), steps[1:], strict=True)
            ]
            yield Finding(
                steps[0],
                f"'{name}' leads in a circle: {shown(circle)}",
                "take out the step that does not hold, or turn it round",
                tuple(others),
            )


def shown(circle: Sequence[str]) -> str:
    """The ids of a circle in a row, cut where it is too long to follow."""
    left = len(circle) - MOST_LISTED
    steps = [*circle[: MOST_LISTED - 1], f"{left + 1:,} more", circle[-1]] if left > 0 else circle
    return " -> ".join(steps)


def circles(edges: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Circles of ids that share no step, each beginning and ending at its smallest id.

    To find one takes a look at all steps, so no more are found than somebody mends at once.
    """
    graph: dict[str, set[str]] = {}
    for start, end in sorted(edges):
        graph.setdefault(start, set()).add(end)
    for _ in range(MOST_CIRCLES):
        try:
            TopologicalSorter({k: sorted(v) for k, v in graph.items()}).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][:0:-1]
            first = circle.index(min(circle))
            circle = [*circle[first:], *circle[: first + 1]]
            yield circle
            for start, end in pairwise(circle):
                graph[start].remove(end)
        else:
            return


@rule("E092")
def relation_to_itself_or_twice(reading: Reading) -> Iterator[Finding]:
    """A claim is not related to itself, and to another in the same way only once.

    Bad:
        - type: responds-to
          to: forty-carts
          why: The notice says so.
        - type: responds-to
          to: forty-carts

    Good:
        - type: responds-to
          to: forty-carts
    """
    first: dict[tuple[str, str, str], Place] = {}
    for entry, draft, path, other in related_claims(reading):
        place = draft.place(*path, "to")
        if draft.id == other.id:
            message = f"this claim '{entry.id}' itself"
            yield Finding(place, message, "name the other claim, or take the relation out")
            continue
        key = (draft.id, entry.id, other.id)
        if key in first:
            yield Finding(
                place,
                f"this claim '{entry.id}' '{other.id}' twice",
                "give both reasons under one 'why'",
                (("the first time here", first[key]),),
            )
        first.setdefault(key, place)


@rule("E096")
def status_beyond_evidence(reading: Reading) -> Iterator[Finding]:
    """A claim has a status that its evidence can carry: the list of statuses says what evidence
    each of them needs. It need not be the boldest of those. One source whose quality is listed as
    `alone: false` carries no status by itself.

    Bad:
        evidence:
          - source: toll-book
            relation: contradicts
            note: The tolls of April come to fewer.
        assessment: The toll book has fewer.
        status: corroborated

    Good:
        evidence:
          - source: toll-book
            relation: contradicts
            note: The tolls of April come to fewer.
        assessment: The toll book has fewer.
        status: doubted
    """
    vocabulary = reading.vocabulary
    if vocabulary is None:
        return
    qualities = vocabulary.source_qualities
    statuses = {entry.id: entry for entry in vocabulary.claim_statuses}
    for draft in reading.of_kind("claims"):
        status = _known(statuses, draft.data.get("status"))
        if status is None or (evidence := _evidence(reading, draft)) is None:
            continue
        if missing := list(lacking(status.carried_by, evidence, qualities)):
            could = [
                entry.id
                for entry in vocabulary.claim_statuses
                if not any(lacking(entry.carried_by, evidence, qualities))
            ]
            counts = Counter(piece.relation for piece in evidence)
            has = ", ".join(f"{n} '{relation}'" for relation, n in sorted(counts.items()))
            yield Finding(
                draft.place("status"),
                f"the evidence does not carry '{status.id}': there is {' and '.join(missing)}",
                f"the evidence here: {has or 'none'}; it can carry: {listed(could) or 'none'}",
            )


@rule("E098")
def judged_beyond_evidence(reading: Reading) -> Iterator[Finding]:
    """An assessment calls something by the name of a status that needs evidence against the
    claim, such as “disputed”, only where the claim's evidence could carry that status.

    Bad:
        assessment: The toll book agrees; the number is doubted.

    Good:
        assessment: The toll book agrees.
    """
    vocabulary = reading.vocabulary
    if vocabulary is None:
        return
    contested = [
        entry
        for entry in vocabulary.claim_statuses
        if entry.carried_by and vocabulary.against & {*entry.carried_by.needs}
    ]
    named = {(entry.label or entry.id.replace("-", " ")).lower(): entry for entry in contested}
    longest_first = sorted(map(re.escape, named), key=len, reverse=True)
    names = re.compile(rf"\b(?:{'|'.join(longest_first)})\b")
    for draft in reading.of_kind("claims") if named else ():
        said = draft.data.get("assessment")
        evidence = _evidence(reading, draft)
        if not isinstance(said, str) or evidence is None:
            continue
        for name in dict.fromkeys(names.findall(said.lower())):
            missing = list(lacking(named[name].carried_by, evidence, vocabulary.source_qualities))
            if missing:
                yield Finding(
                    draft.place("assessment"),
                    f"this says '{name}', which the evidence does not carry: "
                    f"there is {' and '.join(missing)}",
                    "say what the one source says, and who says it",
                )


@rule("E029")
def assessment_denies_record(reading: Reading) -> Iterator[Finding]:
    """An assessment says that no evidence was looked for only where the claim has none, and that it
    is still to be made only where the status says no more.

    Bad:
        assessment: No evidence has been looked for yet.

    Good:
        assessment: The toll book agrees.
    """
    statuses = reading.vocabulary.claim_statuses if reading.vocabulary else ()
    judging = {entry.id for entry in statuses if entry.carried_by}
    for draft in reading.of_kind("claims"):
        said = draft.data.get("assessment")
        status, evidence = draft.data.get("status"), draft.data.get("evidence")
        if not isinstance(said, str):
            continue
        if evidence and _says(said, NOT_LOOKED_FOR, reading.language):
            message = "this says that no evidence was looked for, and the claim has some"
            help_text = "say what the evidence shows, and how the claim holds up"
        elif (
            isinstance(status, str)
            and status in judging
            and _says(said, NOT_ASSESSED, reading.language)
        ):
            message = f"this is still to be said, and the status is already '{status}'"
            help_text = "say why the evidence carries the status"
        else:
            continue
        related = (("what it does not fit", draft.key_place("evidence" if evidence else "status")),)
        yield Finding(draft.place("assessment"), message, help_text, related)


def _says(text: str, message: str, language: str) -> bool:
    """Whether a text has the words with which records begin, in its language or in English."""
    with speaking(language):
        options = {message, gettext(message)}
    return any(one.rstrip(".。").casefold() in text.casefold() for one in options)


def _evidence(reading: Reading, draft: Draft) -> list[Piece] | None:
    """Each piece of evidence, or None while one of them is not whole."""
    found: list[Piece] = []
    items = draft.data.get("evidence", [])
    for item in items if isinstance(items, list) else [None]:
        if not isinstance(item, dict):
            return None
        relation, source = item.get("relation"), _known(reading.ids["sources"], item.get("source"))
        quality = source.data.get("quality") if source else None
        if not isinstance(relation, str) or not isinstance(quality, str):
            return None
        found.append(Piece(relation, source.id, quality))
    return found
