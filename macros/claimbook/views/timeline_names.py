"""Where the names of marks stand in a lane of the timeline, each at a pole that leads to its mark.

They are set in lines, which are counted from below, and none lies on another or on a pole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import count
from typing import Literal

MOST_NAMED = 8
"""Maximum number of names in a lane, for all ways to align them are tried."""

BETWEEN = 8
"""The least space in pixels between two names."""

Align = Literal["start", "end", "middle"]
_BEFORE: dict[Align, float] = {"start": 0.0, "end": 1.0, "middle": 0.5}
"""How much of a name stands before its pole."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that begins at its pole, ends there, or stands above it, in pixels along the axis."""

    pole: float
    width: float
    align: Align

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pole - self.width * _BEFORE[self.align]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width

    def covers(self, other: "Name") -> bool:
        """Whether the pole of another one would run through it, if that stood above it."""
        return self.left < other.pole < self.right

    def meets(self, other: "Name") -> bool:
        """Whether the two cannot stand in one line."""
        return self.left < other.right + BETWEEN and other.left < self.right + BETWEEN


def placed(wanted: Sequence[tuple[int, float, float]], room: float) -> dict[int, tuple[Name, int]]:
    """Each name with its line, in as few lines as can be.

    Args:
        wanted: the number of each mark that has a name, its pole and the width of the name.
        room: the width of the lane.

    Returns:
        By the number of the mark. Names beyond the first of a lane are left out, and the widest where
        there is no way to set all of them.
    """
    wanted = wanted[:MOST_NAMED]
    while wanted:
        ways = [(lines, names) for names in _ways(wanted, room, ()) if (lines := _lines(names))]
        if ways:
            lines, names = min(ways, key=lambda way: (max(way[0]), sum(way[0])))
            numbers = (number for number, *_ in wanted)
            return dict(zip(numbers, zip(names, lines, strict=True), strict=True))
        widest = max(wanted, key=lambda one: one[2])
        wanted = [one for one in wanted if one is not widest]
    return {}


def _ways(
    wanted: Sequence[tuple[int, float, float]], room: float, names: tuple[Name, ...]
) -> Iterator[tuple[Name, ...]]:
    """The ways to align names of which no two cover each other's poles."""
    if len(names) == len(wanted):
        yield names
        return
    _, pole, width = wanted[len(names)]
    for align in _BEFORE:
        name = Name(pole, width, align)
        fits = name.left >= 0 and name.right <= room + BETWEEN
        if fits and not any(name.covers(one) and one.covers(name) for one in names):
            yield from _ways(wanted, room, (*names, name))


def _lines(names: Sequence[Name]) -> list[int]:
    """The line of each name, above all whose poles it covers; none where that cannot be."""
    below = {
        number: [other for other, one in enumerate(names) if one is not name and name.covers(one)]
        for number, name in enumerate(names)
    }
    try:
        order = list(TopologicalSorter(below).static_order())
    except CycleError:
        return []
    lines: dict[int, int] = {}
    for number in order:
        least = 1 + max((lines[other] for other in below[number]), default=-1)
        met = {line for other, line in lines.items() if names[number].meets(names[other])}
        lines[number] = next(line for line in count(least) if line not in met)
    return [lines[number] for number in range(len(names))]
