"""Rules about ids: unique, named as their file, and leading to a record of the right kind."""

import re
from collections import defaultdict
from collections.abc import Iterator

from claimbook.core.proofs.corrections import former_ids
from claimbook.core.records.dataset import unknown_id
from claimbook.core.records.models import KINDS, Claim
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.series import Series
from claimbook.core.records.values import ID_PATTERN, ListedIn, Ref
from claimbook.core.records.vocabulary import (
    LARGE,
    PLURALS,
    SAY_THEMSELVES,
    LaneEntry,
    QualifierEntry,
    UnitEntry,
    Vocabulary,
)
from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Finding, Place, one_of

_BRACES = re.compile(r"\{[^{}]*\}")


@rule("E020")
def value_not_in_closed_list(reading: Reading) -> Iterator[Finding]:
    """A field with a closed list holds one of the values that `data/vocabulary.yml` defines.

    Bad:
        status: corroberated

    Good:
        status: corroborated
    """
    known = {name: dict.fromkeys(listed) for name, listed in reading.listed.items()}
    for draft, path, mark, value in reading.marked(ListedIn):
        if isinstance(value, str) and mark.name in known and value not in known[mark.name]:
            yield Finding(
                draft.place(*path),
                f"'{value}' is not in the list '{mark.name}'",
                one_of(value, known[mark.name]),
            )


def _twice(seen: list[tuple[str, Place]], what: str) -> Iterator[Finding]:
    first: dict[str, Place] = {}
    for given, place in seen:
        if given in first:
            yield Finding(
                place,
                f"{what} '{given}' is used twice",
                "ids are unique; rename one of the two",
                (("first used here", first[given]),),
            )
        first.setdefault(given, place)


def _ids_below(draft: Draft, name: str, key: str = "id") -> list[tuple[str, Place]]:
    items = draft.data.get(name)
    return [
        (item[key], draft.place(name, index, key))
        for index, item in enumerate(items if isinstance(items, list) else [])
        if isinstance(item, dict) and isinstance(item.get(key), str)
    ]


@rule("E021")
def duplicate_id(reading: Reading) -> Iterator[Finding]:
    """An id is used once: among the records of a kind, the quantities of a claim, the rows of a
    series and the values of a closed list.

    Bad:
        y1900,1900,,38,actual,toll-book
        y1900,1901,,41,actual,toll-book

    Good:
        y1900,1900,,38,actual,toll-book
        y1901,1901,,41,actual,toll-book
    """
    ids: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for draft in reading.drafts:
        if draft.is_mapping and draft.kind in KINDS:
            ids[draft.kind].append((draft.id, draft.place("id")))
        if draft.model is Claim:
            yield from _twice(_ids_below(draft, "quantities"), "quantity")
        elif draft.model is Series:
            yield from _twice(_ids_below(draft, "rows", "key"), "row key")
        elif draft.model is Vocabulary:
            for name in Vocabulary.model_fields:
                yield from _twice(_ids_below(draft, name), "value")
    for kind, seen in ids.items():
        yield from _twice(seen, KINDS[kind].singular)


@rule("E022")
def id_and_file_name_differ(reading: Reading) -> Iterator[Finding]:
    """A record's id is its file's name, so that a record is found by its name and two pull
    requests never write the same line.

    Bad:
        id: carts-counted-again

    Good:
        id: carts-recounted
    """
    for draft in reading.drafts:
        if draft.stem and draft.kind in KINDS and draft.id != draft.stem:
            yield Finding(
                draft.place("id"),
                f"id '{draft.id}' stands in a file named '{draft.stem}.yml'",
                f"write 'id: {draft.stem}', or rename the file"
                if re.fullmatch(ID_PATTERN, draft.stem)
                else f"rename the file to {draft.id}.yml",
            )


@rule("E023")
def dangling_reference(reading: Reading) -> Iterator[Finding]:
    """A field that names another record leads to one that exists, and of the right kind.

    Bad:
        sources:
          - tollbook

    Good:
        sources:
          - toll-book
    """
    former = former_ids(reading)
    for draft, path, mark, value in reading.marked(Ref):
        if isinstance(value, str) and value not in reading.ids[mark.kind]:
            said = unknown_id(mark.kind, value, reading.ids.__getitem__, former)
            yield Finding(draft.place(*path), *said)


@rule("E027")
def topic_in_two_lanes(reading: Reading) -> Iterator[Finding]:
    """A topic lies in one lane of the timeline at most, and once.

    Bad:
        - id: on-the-bridge
          definition: What crosses.
          topics: [traffic]
        - id: of-the-town
          definition: What the town decides.
          topics: [traffic]

    Good:
        - id: on-the-bridge
          definition: What crosses.
          topics: [traffic]
    """
    first: dict[str, Place] = {}
    for draft, path, data in reading.of_model(LaneEntry):
        topics = data.get("topics")
        for index, topic in enumerate(topics if isinstance(topics, list) else []):
            place = draft.place(*path, "topics", index)
            if not isinstance(topic, str) or first.setdefault(topic, place) == place:
                continue
            yield Finding(
                place,
                f"topic '{topic}' lies in a lane already",
                "leave it in the one where readers look for it",
                (("first named here", first[topic]),),
            )


@rule("E028")
def number_without_place(reading: Reading) -> Iterator[Finding]:
    """The words of a unit and of a limit have one place for the number, `{}`; in a unit it may be
    `{large}`, for the amount in plain ones with the large numbers of the language. The forms for one
    and two may say the number themselves.

    Bad:
        words: carts
        short: "{} c"

    Good:
        words: "{} carts"
        short: "{} c"
    """
    for model, places in ((UnitEntry, ("{}", LARGE)), (QualifierEntry, ("{}",))):
        for draft, path, data in reading.of_model(model):
            for name in ("words", "short", *PLURALS):
                form = data.get(name)
                found = _BRACES.findall(form) if isinstance(form, str) else ["{}"]
                is_one = len(found) == 1 and found[0] in places
                if is_one or (not found and name in SAY_THEMSELVES):
                    continue
                how_many = "more than one" if {*found} & {*places} else "no"
                yield Finding(
                    draft.place(*path, name),
                    f"'{form}' has {how_many} place for the number",
                    f"write {' or '.join(places)} once, where the number goes",
                )
