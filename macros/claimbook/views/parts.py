"""Long listings in parts: how each kind is grouped, sorted and cut, so that any page can be read.

A listing that fits on one page stays whole. What a part shows is left to the views of its kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING, Any

from claimbook.core.proofs.placements import claims_by_speaker, claims_in_order
from claimbook.core.text.once import once
from claimbook.views.claim_charts import chart, chart_ids
from claimbook.views.in_time import in_order, known_days
from claimbook.views.limits import MOST_LISTED, ROOM
from claimbook.views.numbers import LITERALS, figures_by_origin, used
from claimbook.views.series import DENSE
from claimbook.views.wording import MONTHS, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from claimbook.core.records.dataset import Dataset

CARD = 600
"""What the card of an entry's actor weighs, in bytes."""


USUAL_ROWS = 20
"""A drawing with a line for each row grows faster from here on."""


@dataclass(frozen=True, slots=True)
class Group:
    """All records of a kind that belong together in its listing, in their order.

    `says` tells a part of them by its first and last record.
    """

    id: str
    label: str
    definition: str
    ids: tuple[str, ...]
    says: Callable[[Sequence[str]], str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A group, or as much of it as one page holds.

    `id` is the group's, with a number where there are several parts of it; `number` and `parts`
    count them from 1. `ids` are its records in their order; `says` is from what to what it goes.
    """

    kind: str
    id: str
    group: str
    label: str
    definition: str
    ids: tuple[str, ...]
    number: int = 1
    parts: int = 1
    says: str = ""

    @property
    def title(self) -> str:
        """The group, and which part of it where there are several."""
        if not self.label:
            return f"Part {self.number}"
        return f"{self.label}, part {self.number}" if self.parts > 1 else self.label

    @property
    def heading(self) -> str:
        """The title of its page."""
        return f"{LISTED[self.kind].title}: {self.title}"

    @property
    def about(self) -> str:
        """What its page is about, in a line; empty where the title says all."""
        which = f" Part {self.number} of {self.parts}." if self.parts > 1 else ""
        says = f" {self.says}." if self.says else ""
        return f"{self.definition}{which}{says}".strip()


@dataclass(frozen=True, slots=True)
class PartList:
    """A listing that does not fit on one page: its parts, by group."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def groups(self) -> list[list[Part]]:
        """The parts of each group."""
        return [list(parts) for _, parts in groupby(self.parts, lambda part: part.group)]

    @property
    def anchor(self) -> str:
        """What the ids of headings begin with."""
        return LISTED[self.kind].anchor

    def count(self, part: Part) -> str:
        """How much is in a part, in words."""
        return plural(len(part.ids), *LISTED[self.kind].noun)


@dataclass(frozen=True, slots=True)
class Listed:
    """How a kind is listed: what it is called, its groups, and what an entry weighs in bytes."""

    title: str
    noun: tuple[str, str]
    anchor: str
    groups: Callable[[Dataset], Iterator[Group]]
    weigh: Callable[[Dataset, str], int]


def groups_of(data: Dataset, kind: str) -> tuple[Group, ...]:
    """The records of a kind as they are listed; groups that hold none are left out."""
    return tuple(group for group in LISTED[kind].groups(data) if group.ids)


@once
def parts_of(data: Dataset, kind: str) -> tuple[Part, ...]:
    """The parts of a kind's listing, worked out once; none where one page can hold all of it."""
    return _parts(data, kind) if kind in LISTED else ()


def part_of(data: Dataset, name: str) -> Part:
    """A part by its name, which is its kind and its id: `events/background-2`."""
    kind, _, part_id = name.partition("/")
    return next(part for part in parts_of(data, kind) if part.id == part_id)


def part_list(data: Dataset, kind: str) -> PartList | None:
    """What leads to the parts of a listing, or None where one page can hold all of it."""
    parts = parts_of(data, kind)
    return PartList(kind, parts) if parts else None


def _parts(data: Dataset, kind: str) -> tuple[Part, ...]:
    listed = LISTED[kind]
    weights = {
        group: [listed.weigh(data, one) for one in group.ids] for group in groups_of(data, kind)
    }
    if sum(map(sum, weights.values())) <= ROOM:
        return ()
    parts: list[Part] = []
    for group, weight in weights.items():
        cuts = _cuts(weight)
        for number, (start, end) in enumerate(pairwise(cuts), start=1):
            ids = group.ids[start:end]
            parts.append(
                Part(
                    kind,
                    f"{group.id}-{number}" if number > 1 else group.id,
                    group.id,
                    group.label,
                    group.definition,
                    ids,
                    number,
                    len(cuts) - 1,
                    group.says(ids) if group.says else "",
                )
            )
    return tuple(parts)


def _cuts(weights: Sequence[int]) -> list[int]:
    """Where entries are cut into as few parts of equal length as fit on a page each."""
    total = [0, *accumulate(weights)]
    count = max(1, -(-total[-1] // ROOM))
    while True:
        size = -(-len(weights) // count)
        cuts = [*range(0, len(weights), size), len(weights)]
        if size == 1 or all(total[end] - total[start] <= ROOM for start, end in pairwise(cuts)):
            return cuts
        count += max(1, count // 8)


def _size(*texts: str | None) -> int:
    """The bytes of texts."""
    return sum(len(text.encode()) for text in texts if text)


def _by_entry(
    data: Dataset,
    name: str,
    records: Iterable[Any],
    field: str,
    says: Callable[[Sequence[str]], str] | None = None,
) -> Iterator[Group]:
    """Records by their value of a closed list, in its order."""
    found: dict[str, list[Any]] = {entry: [] for entry in data.entries[name]}
    for record in records:
        found[getattr(record, field)].append(record)
    for one, entry in data.entries[name].items():
        yield Group(one, data.heading(name, one), entry.definition, _ids(found[one]), says)


def _ids(records: Iterable[Any]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _claims(data: Dataset) -> Iterator[Group]:
    """By topic, in the document's order."""

    def paragraphs(ids: Sequence[str]) -> str:
        return _from_to("Paragraph", *(data.claims[one].paragraph for one in (ids[0], ids[-1])))

    return _by_entry(data, "topics", claims_in_order(data), "topic", paragraphs)


def _from_to(what: str, first: object, last: object) -> str:
    return f"{what} {first}" if first == last else f"{what}s {first} to {last}"


def _events(data: Dataset) -> Iterator[Group]:
    """By phase, in time."""

    def when(ids: Sequence[str]) -> str:
        starts = [days[0] for one in ids if (days := known_days(data.events[one].date))]
        first, last = _month(min(starts)), _month(max(starts))
        return first if first == last else f"{first} to {last}"

    return _by_entry(data, "event_relations", in_order(data), "relation", when)


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _terms(data: Dataset) -> Iterator[Group]:
    """By the alphabet."""
    found = sorted(data.terms.values(), key=lambda term: term.term.casefold())
    yield Group("terms", "", "", _ids(found), _first_and_last(data))


def _first_and_last(data: Dataset) -> Callable[[Sequence[str]], str]:
    return lambda ids: f"From “{data.terms[ids[0]].term}” to “{data.terms[ids[-1]].term}”"


def _actors(data: Dataset) -> Iterator[Group]:
    """By kind, those who speak most first, then those that the document names."""
    found = sorted(
        data.actors.values(),
        key=lambda actor: (
            -len(claims_by_speaker(data).get(actor.id, ())),
            not actor.named_in_document,
            actor.name.casefold(),
        ),
    )
    return _by_entry(data, "actor_kinds", found, "kind")


def _sources(data: Dataset) -> Iterator[Group]:
    """By quality, then publisher and title."""
    found = sorted(
        data.sources.values(), key=lambda one: (one.publisher.casefold(), one.title.casefold())
    )
    return _by_entry(data, "source_qualities", found, "quality")


def _charts(data: Dataset) -> Iterator[Group]:
    """The series in the order of their ids, then the charts over claims."""
    yield Group("charts", "", "", tuple(chart_ids(data)))


def _figures(data: Dataset) -> Iterator[Group]:
    """Those that pages use, by origin, then what is no figure."""
    for origin, label, definition, ids in figures_by_origin(data, used(data)):
        yield Group(origin, label, definition, tuple(ids))
    places = tuple(map(str, range(len(used(data).literals))))
    yield Group(LITERALS, "Numbers that are not data", "", places)


def _corrections(data: Dataset) -> Iterator[Group]:
    """By year, newest first."""
    found = sorted(data.corrections.values(), key=lambda c: (c.date.sort_key, c.id), reverse=True)
    for year, of_year in groupby(found, lambda one: max(known_days(one.date)).year):
        yield Group(str(year), str(year), "", _ids(of_year))


def _claim_weight(data: Dataset, claim_id: str) -> int:
    claim = data.claims[claim_id]
    return 1_000 + CARD + _size(claim.title, claim.statement, claim.quote)


def _event_weight(data: Dataset, event_id: str) -> int:
    event = data.events[event_id]
    named = len(event.actors) * CARD + len(event.sources) * 100
    return 1_400 + named + _size(event.title, event.summary, event.note)


def _term_weight(data: Dataset, term_id: str) -> int:
    term = data.terms[term_id]
    named = (len(term.see_also) + len(term.sources)) * 100
    twice = 2 * _size(term.term, term.definition, *term.aliases)  # for programs, too
    return 1_000 + named + twice + _size(term.why_it_matters)


def _actor_weight(data: Dataset, actor_id: str) -> int:
    actor = data.actors[actor_id]
    return 600 + _size(actor.name, actor.role, actor.description)


def _source_weight(data: Dataset, source_id: str) -> int:
    source = data.sources[source_id]
    resting = min(len(data.rests_on("sources", source_id)), MOST_LISTED)
    return 1_000 + resting * 120 + _size(source.title, source.publisher, source.note)


def _chart_weight(data: Dataset, chart_id: str) -> int:
    view = chart(data, chart_id)
    if view.kind == "table":
        return 2_500 + 450 * len(view.table.shown)
    rows = len(view.rows) if view.is_drawn else 0
    long = 0 if view.kind in DENSE else max(0, rows - USUAL_ROWS)
    return 2_500 + 450 * rows + 350 * long


def _figure_weight(data: Dataset, figure_id: str) -> int:
    return 700 + 100 * len(used(data).figures.get(figure_id, ()))


def _correction_weight(data: Dataset, correction_id: str) -> int:
    one = data.corrections[correction_id]
    return 800 + _size(one.before, one.after, one.reason)


LISTED = {
    "claims": Listed("Claims", ("claim", "claims"), "topic", _claims, _claim_weight),
    "events": Listed("Timeline", ("event", "events"), "phase", _events, _event_weight),
    "terms": Listed("Glossary", ("term", "terms"), "part", _terms, _term_weight),
    "actors": Listed(
        "People",
        ("person or organization", "people and organizations"),
        "kind",
        _actors,
        _actor_weight,
    ),
    "sources": Listed("Sources", ("source", "sources"), "quality", _sources, _source_weight),
    "figures": Listed("All numbers", ("number", "numbers"), "numbers", _figures, _figure_weight),
    "corrections": Listed(
        "Corrections", ("correction", "corrections"), "year", _corrections, _correction_weight
    ),
    "charts": Listed("Charts", ("chart", "charts"), "part", _charts, _chart_weight),
}
"""The kinds whose listing is split where it outgrows a page."""
