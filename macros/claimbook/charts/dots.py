"""The kind `dots`: one dot a row, the rows of one label on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimbook.charts.parts import (
    WIDE,
    amounts,
    colors,
    in_unit,
    nice_ticks,
    point_look,
    standing_key,
)
from claimbook.charts.sketch import CONTEXT, NOTHING, SECOND_INK, Sketch, pixels
from claimbook.charts.text import LINE, SMALL, text_width

if TYPE_CHECKING:
    import altair as alt

    from claimbook.views.series import Chart, ChartRow

from claimbook.charts.lanes import Lane, Lanes, arrow, baseline, far, fit, lanes_of, name_lane, say

_DOT = 5.5


def dots(chart: Chart, width: int) -> alt.LayerChart:
    """A dot a row; rows of one label share a line, the last of them is stressed and worded."""
    names = list(dict.fromkeys(row.label for row in chart.rows))
    groups = [tuple(row for row in chart.rows if row.label == name) for name in names]
    earlier = any(len(group) > 1 for group in groups)
    top = 2 * LINE + (22 if width >= WIDE else 28) if earlier else 0
    lanes = lanes_of(groups, width, top, dates=False)
    scale, short = fit(lanes, width, 24, 0 if width >= WIDE else 10)
    sketch = Sketch(width, scale, pixels(1000))
    color = colors(row for group in groups for row in group[-1:])
    if earlier:
        _dot_key(sketch)
        _dot_grid(sketch, chart, lanes)
    baseline(sketch, lanes, top)
    for lane in lanes.lanes:
        name_lane(sketch, lane)
        _dots_of(sketch, lane, color(lane.rows[-1]))
        say(sketch, lane, _behind(sketch, lane), short=short)
    return sketch.chart(lanes.bottom + standing_key(sketch, chart.rows, lanes.bottom))


def _behind(sketch: Sketch, lane: Lane) -> float:
    """Where the words of a lane of dots begin: behind the last mark and its open side."""
    last = lane.rows[-1]
    room = {"above": 20, "around": 15}.get(last.open, 12)
    return max(
        sketch.x.pixel(far(lane)) + 10, *(sketch.x.pixel(v) + room for v in amounts([last]) or [0])
    )


def _dot_key(sketch: Sketch) -> None:
    y = LINE / 2
    sketch.point(5, y, 3.5, fill=CONTEXT)
    sketch.text(14, y, "earlier", size=SMALL, color=SECOND_INK)
    sketch.point(84, y, _DOT, fill=CONTEXT)
    sketch.text(95, y, "latest", size=SMALL, color=SECOND_INK)


def _dot_grid(sketch: Sketch, chart: Chart, lanes: Lanes) -> None:
    """A few thin lines down, clear of all words, with their amounts above."""
    x, free = sketch.x, -1.0
    reach = 0.0 if sketch.width >= WIDE else 11.0
    for tick in nice_ticks(x.low, x.high, 4 if sketch.width >= WIDE else 2):
        at, words = x.pixel(tick), in_unit(chart, tick)
        half = text_width(words, SMALL) / 2
        start = min(max(at - half, 0.0), sketch.width - 2 * half)
        if start <= free:
            continue
        sketch.text(start, 2 * LINE + 6, words, size=SMALL, color=SECOND_INK)
        free = start + 2 * half + 6
        for lane in lanes.lanes:
            if tick and not _behind(sketch, lane) - 4 < at:
                ends = (lane.middle - reach, lane.middle + reach)
                ends = ends if reach else (lane.top, lane.top + lane.height)
                sketch.rule(at, ends[0], at, ends[1])


def _dots_of(sketch: Sketch, lane: Lane, color: str) -> None:
    """The dots of one line: earlier ones small and gray, the last with its open side."""
    y, stated = lane.middle, amounts(lane.rows)
    if stated:
        start = min(stated) if len(lane.rows) > 1 else min(0.0, *stated, 0.0)
        ends = sketch.x.pixel(start), sketch.x.pixel(max(stated))
        sketch.rule(ends[0], y, ends[1], y, stroke=CONTEXT)
    for row in lane.rows:
        last, known = row is lane.rows[-1], amounts([row])
        if not known:
            continue
        x, end = sketch.x.pixel(min(known)), sketch.x.pixel(max(known))
        if end > x:
            sketch.rule(x, y, end, y, stroke=color if last else CONTEXT, width=5)
        elif last:
            _open_side(sketch, x, y, row, color)
            with sketch.about(row):
                sketch.point(x, y, _DOT, **point_look(row.standing, color))
        else:
            with sketch.about(row):
                sketch.point(x, y, 3.5, **point_look(row.standing, CONTEXT))


def _open_side(sketch: Sketch, x: float, y: float, row: ChartRow, color: str) -> None:
    side = row.open
    if side == "none" and row.value is None:
        side = "above" if row.high is None else "below" if row.low is None else "none"
    if side == "around":
        edge = SECOND_INK if color == CONTEXT else color
        sketch.point(x, y, 9, fill=NOTHING, stroke=edge, strokeWidth=1, strokeDash=(1, 2))
    elif side == "above" or (side == "below" and x - 16 > sketch.x.pixel(0)):
        arrow(sketch, x, y, side, color)
