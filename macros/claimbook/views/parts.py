"""Long listings in parts: how a listing is grouped and cut, so that any page can be read.

A listing that fits on one page stays whole.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from typing import Any, Generic, TypeVar

from claimbook.core.records.dataset import Dataset
from claimbook.core.text.messages import gettext
from claimbook.views.context import Context
from claimbook.views.limits import ROOM
from claimbook.views.wording import headed, run_on, sentence

Entry = TypeVar("Entry")

CARD = 600
"""The weight of the card of an entry's actor, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All records of a kind that belong together in its listing, in their order.

    `says` tells a part of them by its first and last record.
    """

    id: str
    label: str
    definition: str
    ids: tuple[str, ...]
    says: Callable[[Sequence[str]], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """How a kind is listed.

    Attributes:
        name: what the listing is called, as a message that is translated when it is shown.
        counted: so many entries, in words.
        anchor: what the ids of the headings of its groups begin with.
        groups: its groups, in their order.
        weigh: the bytes that an entry takes on a page, estimated.
    """

    name: str
    counted: Callable[[int], str]
    anchor: str
    groups: Callable[[Context], Iterator[Group]]
    weigh: Callable[[Context, str], int]

    @property
    def title(self) -> str:
        """What the listing is called."""
        return gettext(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A group, or as much of it as one page holds.

    Attributes:
        kind: the kind that is listed.
        listing: how it is listed.
        id: the group's id, with a number where the group has several parts.
        group: the group's id.
        label: the group's name.
        definition: what the group is.
        ids: its records, in their order.
        number: which part of the group it is, from 1.
        parts: how many the group has.
        says: from what to what it goes.
    """

    kind: str
    listing: Listing
    id: str
    group: str
    label: str
    definition: str
    ids: tuple[str, ...]
    number: int
    parts: int
    says: str

    @property
    def title(self) -> str:
        """The group, and which part of it where there are several."""
        if not self.label:
            return gettext("Part {number}", number=self.number)
        if self.parts == 1:
            return self.label
        # e.g. Trade, part 2
        return gettext("{group}, part {number}", group=self.label, number=self.number)

    @property
    def heading(self) -> str:
        """The title of its page."""
        return headed(self.listing.title, self.title)

    @property
    def about(self) -> str:
        """What its page is about, in a line; empty where the title says all."""
        which = gettext("Part {number} of {total}.", number=self.number, total=self.parts)
        says = sentence(self.says) if self.says else ""
        return run_on((self.definition, which if self.parts > 1 else "", says))

    @property
    def count(self) -> str:
        """How much is in it, in words."""
        return self.listing.counted(len(self.ids))


@dataclass(frozen=True, slots=True)
class PartList:
    """A listing that does not fit on one page: its parts, by group."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def groups(self) -> list[list[Part]]:
        """The parts of each group."""
        return [list(parts) for _, parts in groupby(self.parts, lambda part: part.group)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup(Generic[Entry]):
    """A group of a listing, or a part of one, with what is shown of each record."""

    id: str
    label: str
    definition: str
    entries: tuple[Entry, ...]


def shown(group: Group | Part, make: Callable[[str], Entry]) -> ShownGroup[Entry]:
    """A group, or a part of one, as it is shown."""
    return ShownGroup(
        id=group.group if isinstance(group, Part) else group.id,
        label=group.label,
        definition=group.definition,
        entries=tuple(make(one) for one in group.ids),
    )


def cut(context: Context, kind: str, listing: Listing) -> tuple[Part, ...]:
    """The parts of a listing; none where one page can hold all of it."""
    weights = {
        group: [listing.weigh(context, one) for one in group.ids]
        for group in listing.groups(context)
        if group.ids
    }
    if sum(map(sum, weights.values())) <= ROOM:
        return ()
    return tuple(
        part for group, weight in weights.items() for part in _parts(kind, listing, group, weight)
    )


def _parts(kind: str, listing: Listing, group: Group, weights: Sequence[int]) -> Iterator[Part]:
    cuts = _cuts(weights)
    for number, (start, end) in enumerate(pairwise(cuts), start=1):
        ids = group.ids[start:end]
        yield Part(
            kind=kind,
            listing=listing,
            id=f"{group.id}-{number}" if number > 1 else group.id,
            group=group.id,
            label=group.label,
            definition=group.definition,
            ids=ids,
            number=number,
            parts=len(cuts) - 1,
            says=group.says(ids) if group.says else "",
        )


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


def size_of(*texts: str | None) -> int:
    """The bytes of texts."""
    return sum(len(text.encode()) for text in texts if text)


def by_entry(
    data: Dataset,
    name: str,
    records: Iterable[Any],
    field: str,
    says: Callable[[Sequence[str]], str] | None = None,
) -> Iterator[Group]:
    """Records by their value of a closed list, in its order; a value that none has is left out."""
    found: dict[str, list[Any]] = {entry: [] for entry in data.entries[name]}
    for record in records:
        found[getattr(record, field)].append(record)
    for one, entry in data.entries[name].items():
        if found[one]:
            yield Group(
                id=one,
                label=data.heading(name, one),
                definition=entry.definition,
                ids=ids_of(found[one]),
                says=says,
            )


def ids_of(records: Iterable[Any]) -> tuple[str, ...]:
    """The ids of records."""
    return tuple(record.id for record in records)
