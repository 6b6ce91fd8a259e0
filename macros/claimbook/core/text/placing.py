"""Where labels find room: boxes and lines to keep clear of. It draws nothing itself."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""

_CLEAR = 3.0
_REACH = 30.0
_SAMPLES = 60


@dataclass(slots=True)
class Placing:
    """The boxes that are taken within an area of `left`, `top`, `right` and `bottom` pixels."""

    left: float
    top: float
    right: float
    bottom: float
    taken: list[Box] = field(default_factory=list)
    line: list[Point] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)

    def add_point(self, point: Point) -> None:
        """Keep labels off a dot, and off the places that would seem to belong to it."""
        self.points.append(point)
        self.taken.append((point[0] - 6, point[1] - 6, 12, 12))

    def avoid_line(self, start: Point, end: Point) -> None:
        """Keep labels off a line."""
        (x, y), (x2, y2) = start, end
        shares = (number / _SAMPLES for number in range(_SAMPLES + 1))
        self.line += [(x + share * (x2 - x), y + share * (y2 - y)) for share in shares]

    def take(self, box: Box, *, over_lines: bool = False) -> bool:
        """Take a box if it is free, and say whether it was."""
        left, top, right, bottom = box[0], box[1], box[0] + box[2], box[1] + box[3]
        free = (
            min(left - self.left, top - self.top, self.right - right, self.bottom - bottom) >= 0
            and not any(
                left < x + w and x < right and top < y + h and y < bottom
                for x, y, w, h in self.taken
            )
            and (over_lines or all(_distance(one, box) >= _CLEAR for one in self.line))
        )
        if free:
            self.taken.append(box)
        return free

    def beside(
        self, point: Point, size: tuple[float, float], *, over_lines: bool = False
    ) -> tuple[float, float, str] | None:
        """Take the best free place near a point for a label.

        Args:
            point: what is labelled.
            size: the width and height of the label.
            over_lines: whether the label may stand on a line.

        Returns:
            Where the text is anchored, the top of the label and its alignment; None where
            nothing is free.
        """
        shares = {"left": 0.0, "center": 0.5, "right": 1.0}
        for anchor, top, align in self._candidates(point, size[1]):
            box = (anchor - shares[align] * size[0], top, *size)
            away = _distance(point, box)
            # no other dot is nearer, so that the label cannot be read as that dot's
            own = all(_distance(one, box) >= away - 0.5 for one in self.points if one != point)
            if away <= _REACH and own and self.take(box, over_lines=over_lines):
                return anchor, top, align
        return None

    def _candidates(self, point: Point, height: float) -> Iterator[tuple[float, float, str]]:
        x, y = point
        for away in (8.0, 14.0, 20.0, 28.0):
            for top in (y - height - away, y + away):
                yield from ((x - 3, top, "left"), (x, top, "center"), (x + 3, top, "right"))
                yield from ((x + 6, top, "left"), (x - 6, top, "right"))
                yield self.right, top, "right"
            yield x - away - 1, y - height / 2, "right"
            yield x + away + 1, y - height / 2, "left"


def _distance(point: Point, box: Box) -> float:
    (x, y), (left, top, width, height) = point, box
    aside = max(left - x, 0.0, x - left - width)
    return math.hypot(aside, max(top - y, 0.0, y - top - height))
