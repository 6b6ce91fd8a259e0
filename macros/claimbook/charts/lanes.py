"""The strips of charts whose rows lie across: their names, scale and words; not their marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimbook.charts.parts import (
    NO_DATA,
    WIDE,
    amounts,
    from_zero,
)
from claimbook.charts.sketch import CONTEXT, INK, PAPER, SECOND_INK, Scale, Sketch
from claimbook.charts.text import LINE, NORMAL, SMALL, text_width, widest, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimbook.views.series import ChartRow

BAR = 16
"""The height of a bar in pixels."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The strip in which one or more rows are drawn: where its words and its marks stand."""

    rows: tuple[ChartRow, ...]
    name: tuple[str, ...]
    dates: tuple[str, ...]
    top: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes, the pixels from `left` on in which amounts are drawn, and where they end."""

    lanes: tuple[Lane, ...]
    left: float
    bottom: float


def dated(rows: Sequence[ChartRow]) -> bool:
    """Whether the dates matter: they differ, and the rows stand in their order."""
    starts = [row.start for row in rows]
    known = [start for start in starts if start is not None]
    return len(known) == len(starts) and len(set(known)) > 1 and known == sorted(known)


def lanes_of(
    groups: Sequence[tuple[ChartRow, ...]], width: int, top: float, *, dates: bool
) -> Lanes:
    """One lane a group of rows, its name at the left or, on a phone, above."""
    wide = width >= WIDE
    longest = widest([g[0].label for g in groups], bold=True)
    room = min(longest, width * 0.34) if wide else float(width)
    lanes: list[Lane] = []
    for group in groups:
        name, stressed = group[0].label, any(row.emphasis for row in group)
        lines = wrap(name, room, bold=stressed)
        day = group[0].date_words
        shown = wrap(day, room, SMALL) if dates and day != name else []
        words = (len(lines) + len(shown)) * LINE
        height = max(words + 12, 32) if wide else words + BAR + 18
        middle = top + height / 2 if wide else top + words + 2 + BAR / 2
        lanes.append(Lane(group, tuple(lines), tuple(shown), top, height, middle))
        top += height
    return Lanes(tuple(lanes), room + 12 if wide else 0.0, top)


def name_lane(sketch: Sketch, lane: Lane) -> None:
    """The words of a lane: its name in ink, its date in the second ink."""
    lines = [(line, NORMAL, INK) for line in lane.name]
    lines += [(line, SMALL, SECOND_INK) for line in lane.dates]
    wide = sketch.width >= WIDE
    stressed = any(row.emphasis for row in lane.rows)
    y = lane.middle - LINE * (len(lines) - 1) / 2 if wide else lane.top + LINE / 2
    for line, size, color in lines:
        bold = stressed and color == INK
        sketch.text(0, y, line, size=size, color=color, bold=bold)
        y += LINE


def far(lane: Lane) -> float:
    """The amount farthest to the right in a lane."""
    return max([0.0, *amounts(lane.rows)])


def words_of(lane: Lane, *, short: bool) -> str:
    """What is said of the last row of a lane."""
    last = lane.rows[-1]
    if not amounts([last]):
        return NO_DATA
    return last.short if short else last.words


def fit(lanes: Lanes, width: int, gap: float, pad: float = 0) -> tuple[Scale, bool]:
    """The longest scale that leaves room for the words behind every lane's marks.

    Returns:
        The scale, and whether the words had to be the short ones.
    """
    everything = [row for lane in lanes.lanes for row in lane.rows]
    scale = from_zero(everything, lanes.left + pad, width - 4)
    for short in (False, True):
        end = width - 4.0
        for lane in lanes.lanes:
            share = (far(lane) - scale.low) / (scale.high - scale.low)
            room = width - scale.start - gap - text_width(words_of(lane, short=short), bold=True)
            if share > 0:
                end = min(end, scale.start + room / share)
        if end - scale.start >= (width - scale.start) * 0.45 or short:
            break
    return Scale(scale.low, scale.high, scale.start, max(end, scale.start + 40)), short


def say(sketch: Sketch, lane: Lane, x: float, *, short: bool) -> None:
    """The amount of a lane, in words."""
    words = words_of(lane, short=short)
    color = SECOND_INK if words == NO_DATA else INK
    bold = any(row.emphasis for row in lane.rows)
    sketch.text(x, lane.middle, words, color=color, bold=bold)


def baseline(sketch: Sketch, lanes: Lanes, top: float) -> None:
    """The line at zero: through on a page, a piece a lane where names stand above the marks."""
    zero = sketch.x.pixel(0)
    if sketch.width >= WIDE:
        sketch.rule(zero, top, zero, lanes.bottom, stroke=SECOND_INK)
        return
    for lane in lanes.lanes:
        sketch.rule(zero, lane.middle - 11, zero, lane.middle + 11, stroke=SECOND_INK)


def arrow(sketch: Sketch, x: float, y: float, side: str, color: str) -> None:
    """A small open triangle on the side on which an amount is not bounded."""
    edge = SECOND_INK if color == CONTEXT else color
    shape, away = ("triangle-right", 1) if side == "above" else ("triangle-left", -1)
    sketch.point(x + away * 11, y, 4.5, shape=shape, fill=PAPER, stroke=edge, strokeWidth=1.5)
