"""Kinds that run along a scale of time: steps and lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from claimbook.charts.parts import (
    SOLID,
    WIDE,
    amounts,
    colors,
    gutter,
    line_dash,
    nice_ticks,
    point_look,
    standing_key,
    value_grid,
)
from claimbook.charts.placing import Placing
from claimbook.charts.sketch import CONTEXT, INK, SECOND_INK, Scale, Sketch
from claimbook.charts.text import NORMAL, SMALL, text_width, wrap
from claimbook.charts.time import Span, span, time_scale, time_ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt

    from claimbook.views.series import Chart, ChartRow

_PLOT = 280.0
_SEEN = 4.0
"""Minimum width in pixels with which a date that covers several days is drawn as a span."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """The area of a step or line chart: its scales, its ticks and the places for labels."""

    sketch: Sketch
    placing: Placing
    ticks: list[float]
    bottom: float


def _plot(chart: Chart, width: int) -> _Plot:
    """The empty area."""
    top, bottom = 10.0, 10.0 + _PLOT
    stated = [0.0, *amounts(chart.rows)]
    low, high = min(stated), max(stated) or 1.0
    ticks = nice_ticks(low, high * 1.02, 4)
    left = gutter(chart, ticks, width)
    head = high + (high - low) * 0.16
    y = Scale(low, max(head, ticks[-1]), bottom, top)
    x = time_scale([span(row) for row in chart.rows], left + 8, width - 10)
    placing = Placing(x.start - 4, 0, width, bottom - 1)
    for row in chart.rows:
        if row.value is not None:
            placing.add_point(x.pixel(span(row).middle), y.pixel(row.value))
    return _Plot(Sketch(width, x, y), placing, ticks, bottom)


def _finish(plot: _Plot, chart: Chart) -> alt.LayerChart:
    """Dots and labels, then the grid where they leave room for it, dates and key."""
    sketch, bottom = plot.sketch, plot.bottom
    _points(sketch, chart.rows, colors(chart.rows))
    _labels(sketch, plot.placing, chart.rows)
    value_grid(sketch, chart, plot.ticks, plot.placing)
    for at, words in time_ticks(sketch.x, chart.rows):
        place = sketch.x.pixel(at)
        sketch.rule(place, bottom, place, bottom + 5, stroke=SECOND_INK)
        half = text_width(words, SMALL) / 2
        middle = min(max(place, half), sketch.width - half)
        sketch.text(middle, bottom + 15, words, align="center", size=SMALL, color=SECOND_INK)
    end = bottom + 26
    return sketch.chart(end + standing_key(sketch, chart.rows, end, lines=True))


def step(chart: Chart, width: int) -> alt.LayerChart:
    """What holds from each date until the next.

    What was only announced or agreed is a point beside the line and does not end what holds;
    where the next value is missing the line goes on dashed, and then breaks.
    """
    plot = _plot(chart, width)
    sketch = plot.sketch
    holding = [row for row in chart.rows if row.standing in SOLID or row.value is None]
    rows = holding if any(row.value is not None for row in holding) else chart.rows
    places = [sketch.x.pixel(span(row).middle) for row in rows]
    for index, (row, after) in enumerate(pairwise(rows)):
        if row.value is None:
            continue
        y, end = sketch.y.pixel(row.value), places[index + 1]
        held = after if after.value is None else row
        _stretch(plot, [(places[index], y), (end, y)], held, _stroke(chart))
        if after.value is not None and after.value != row.value:
            rise = [(end, y), (end, sketch.y.pixel(after.value))]
            _stretch(plot, rise, after, _stroke(chart))
    return _finish(plot, chart)


def line(chart: Chart, width: int) -> alt.LayerChart:
    """Values along time. Forecasts fork off dashed; a missing value breaks the line."""
    plot = _plot(chart, width)
    for group in strands(chart.rows):
        for before, row in _joints(group):
            points = [_place(plot.sketch, before), _place(plot.sketch, row)]
            _stretch(plot, points, row, _stroke(chart))
    return _finish(plot, chart)


def _stroke(chart: Chart) -> str:
    """The color of the line: it steps back where one of its dots is stressed."""
    return SECOND_INK if any(row.emphasis for row in chart.rows) else INK


def strands(rows: Sequence[ChartRow]) -> list[list[ChartRow]]:
    """The lines of a chart: one a group, where more than one group has more than one row."""
    groups = {row.group: [r for r in rows if r.group == row.group] for row in rows}
    several = sum(len(group) > 1 for group in groups.values()) > 1
    return list(groups.values()) if several else [list(rows)]


def _joints(rows: Sequence[ChartRow]) -> list[tuple[ChartRow, ChartRow]]:
    """Which rows a line joins. Rows of the same date all start from the one before them."""
    joints: list[tuple[ChartRow, ChartRow]] = []
    before: ChartRow | None = None
    trunk: ChartRow | None = None
    for row in rows:
        if trunk is not None and span(row) != span(trunk):
            before = trunk
        if row.value is None:
            before = trunk = None
            continue
        if before is not None:
            joints.append((before, row))
        same = trunk is not None and span(row) == span(trunk)
        if not same:
            trunk = row
    return joints


def _place(sketch: Sketch, row: ChartRow) -> tuple[float, float]:
    return sketch.x.pixel(span(row).middle), sketch.y.pixel(row.value or 0)


def _stretch(
    plot: _Plot, points: Sequence[tuple[float, float]], row: ChartRow, stroke: str
) -> None:
    plot.sketch.path(points, stroke=stroke, width=2, dash=line_dash(row.standing))
    plot.placing.avoid_line(points)


def _points(sketch: Sketch, rows: Sequence[ChartRow], color: Callable[[ChartRow], str]) -> None:
    """A dot a row, and under it a bar as long as its date is uncertain."""
    for row in rows:
        if row.value is None:
            continue
        (x, y), when = _place(sketch, row), span(row)
        tone = SECOND_INK if (found := color(row)) == CONTEXT else found
        with sketch.about(row):
            _uncertain(sketch, when, y, tone)
            sketch.point(x, y, 5.5 if row.emphasis else 4, **point_look(row.standing, tone))


def _uncertain(sketch: Sketch, when: Span, y: float, tone: str) -> None:
    start, end = sketch.x.pixel(when.start), sketch.x.pixel(when.end)
    if when.is_open:
        edges = (sketch.x.start, sketch.x.end)
        ends = (edges[0], end) if when.open_start else (start, edges[1])
        sketch.rule(ends[0], y, ends[1], y, stroke=tone, width=3, dash=(1, 3))
    elif end - start > _SEEN:
        sketch.rect(start, y - 2.5, end - start, 5, fill=tone, fillOpacity=0.35)


def _labels(sketch: Sketch, placing: Placing, rows: Sequence[ChartRow]) -> None:
    """Amount and name beside each point, as far as they find a place; the stressed one first."""
    last = len(rows) - 1
    ranks = {
        row.key: (not row.emphasis, row.label == row.date_words, i not in {0, last}, i)
        for i, row in enumerate(rows)
    }
    for row in sorted(rows, key=lambda r: ranks[r.key]):
        rises = _rises(rows, row)
        for lines in _wordings(row, wide=sketch.width >= WIDE, repeats=_repeats(row, rows)):
            found = placing.beside(_place(sketch, row), _size(lines), rises=rises)
            if found is not None:
                _write(sketch, found, lines, row)
                break


def _wordings(row: ChartRow, *, wide: bool, repeats: bool) -> list[list[tuple[str, bool]]]:
    """What can be said at a point, best first: lines, each with whether it is the amount."""
    name = row.label or row.date_words
    known = row.value is not None
    amounts_ = [row.words, row.short] if wide or not known else [row.short]
    found: list[list[tuple[str, bool]]] = []
    for room in (160, 110, 84):
        lines = [(line, False) for line in wrap(name, room, SMALL)] if name else []
        if not any(line.endswith("…") for line, _ in lines):
            found += [[(amount, True), *lines] for amount in amounts_]
    return found if repeats else [*found, *([(amount, True)] for amount in amounts_)]


def _rises(rows: Sequence[ChartRow], row: ChartRow) -> bool | None:
    """Whether the line comes from below; None where it comes from neither."""
    index = rows.index(row)
    before = rows[index - 1].value if index else None
    if before is None or row.value is None or before == row.value:
        return None
    return row.value > before


def _repeats(row: ChartRow, rows: Sequence[ChartRow]) -> bool:
    """Whether the row states the same amount as the one before it."""
    index = rows.index(row)
    return index > 0 and rows[index - 1].words == row.words and not row.emphasis


def _size(lines: Sequence[tuple[str, bool]]) -> tuple[float, float]:
    widths = [text_width(w, NORMAL if bold else SMALL, bold=bold) for w, bold in lines]
    return max(widths), 14.0 * len(lines)


def _write(
    sketch: Sketch,
    place: tuple[float, float, str],
    lines: Sequence[tuple[str, bool]],
    row: ChartRow,
) -> None:
    x, y, align = place
    for index, (words, main) in enumerate(lines):
        color = INK if main and row.value is not None else SECOND_INK
        size = NORMAL if main else SMALL
        sketch.text(x, y + 7 + 14 * index, words, align=align, size=size, color=color, bold=main)
