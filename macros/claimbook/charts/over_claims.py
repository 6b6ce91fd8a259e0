"""Kinds over the claims: who speaks about what, and how claims are tied to each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from claimbook.charts.parts import SIDES, WIDE, key, side_color
from claimbook.charts.sketch import SECOND_INK, Sketch, pixels
from claimbook.charts.text import LINE, SMALL, shorten, text_width, widest, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt

    from claimbook.charts.sketch import Dash
    from claimbook.views.series import Chart, ChartRow

_CELL = 38
_DASHES: tuple[Dash, ...] = ((), (6, 2), (2, 2), (8, 2, 2, 2), (1, 3), (12, 4))
_NODE = 18
_SAMPLES = 24
_SLANT = 315
_LONGEST = 150.0
_TIGHT = 1.1
"""How far a heading may reach beyond its column by estimate, which is rather too wide."""


def matrix(chart: Chart, width: int) -> alt.LayerChart:
    """Topics down, speakers across, a circle as large as the number of claims."""
    topics = list(dict.fromkeys(row.label for row in chart.rows))
    speakers = list(dict.fromkeys(row.group for row in chart.rows))
    room = min(widest(topics) + 4, width * 0.3)
    step = (width - room - 8) / len(speakers)
    if not _stand_upright(speakers, step):
        step = (width - room - 8 - _lean(speakers)) / max(len(speakers) - 0.5, 1)
    sketch = Sketch(width, pixels(width), pixels(1000))
    columns = {name: room + 8 + step * (i + 0.5) for i, name in enumerate(speakers)}
    top = _headings(sketch, columns, step)
    most = max(row.value or 0 for row in chart.rows) or 1
    largest = min(step * 0.27, _CELL / 2 - 2)
    for index, topic in enumerate(topics):
        y = top + _CELL * (index + 0.5)
        sketch.rule(0, y - _CELL / 2, width, y - _CELL / 2)
        lines = wrap(topic, room, most=2)
        for number, line in enumerate(lines):
            sketch.text(0, y + LINE * (number - (len(lines) - 1) / 2), line)
        for row in chart.rows:
            if row.label == topic:
                radius = largest * math.sqrt((row.value or 0) / most)
                x = columns[row.group] - 6
                with sketch.about(row):
                    sketch.point(x, y, radius, fill=side_color(row.side))
                sketch.text(x + radius + 4, y, row.short, size=SMALL)
    return sketch.chart(top + _CELL * len(topics) + 2)


def _stand_upright(names: Sequence[str], step: float) -> bool:
    """Whether the longest word of the headings fits above a column."""
    words = [word for name in names for word in name.split()]
    return widest(words, SMALL) <= step * _TIGHT


def _lean(names: Sequence[str]) -> float:
    """How far a slanted heading reaches to the right, and up."""
    return min(widest(list(names), SMALL), _LONGEST) * math.sqrt(0.5) + 4


def _headings(sketch: Sketch, columns: dict[str, float], step: float) -> float:
    """The names above the columns, slanted where they do not fit. Returns the height used."""
    if not _stand_upright(list(columns), step):
        height = _lean(list(columns)) + 14
        for name, x in columns.items():
            text = shorten(name, _LONGEST, SMALL)
            sketch.text(x, height - 8, text, size=SMALL, angle=_SLANT, color=SECOND_INK)
        return height
    wrapped = {name: wrap(name, step * _TIGHT, SMALL, most=4) for name in columns}
    deepest = max(len(lines) for lines in wrapped.values())
    for name, lines in wrapped.items():
        for index, line in enumerate(lines):
            y = LINE * (deepest - len(lines) + index + 0.5)
            sketch.text(columns[name], y, line, align="center", size=SMALL, color=SECOND_INK)
    return LINE * deepest + 8


def arcs(chart: Chart, width: int) -> alt.LayerChart:
    """Claims down the page in the document's order, an arc for each tie between two."""
    nodes = [row for row in chart.rows if row.high is None]
    links = [row for row in chart.rows if row.high is not None]
    wide = width >= WIDE
    room = 170.0 if wide else 78.0
    sketch = Sketch(width, pixels(width), pixels(2000))
    groups = list(dict.fromkeys(row.group for row in links))
    dashes = {group: _DASHES[i % len(_DASHES)] for i, group in enumerate(groups)}
    top = _arc_key(sketch, nodes, dashes) + 14
    places = {row.value: top + _NODE * (i + 0.5) for i, row in enumerate(nodes)}
    longest = max((abs(places[r.high] - places[r.value]) for r in links), default=1.0) or 1.0
    for row in links:
        ends = places[row.value], places[row.high]
        _arc(sketch, ends, room, longest, dashes[row.group])
    for row in nodes:
        _node(sketch, row, room, places[row.value])
    return sketch.chart(top + _NODE * len(nodes) + 4)


def _node(sketch: Sketch, row: ChartRow, x: float, y: float) -> None:
    with sketch.about(row):
        sketch.point(x, y, 4, fill=side_color(row.side))
    left = x + 10
    title = shorten(row.label, sketch.width - left)
    sketch.text(left, y, title)
    free = sketch.width - left - text_width(title) - 16
    if sketch.width >= WIDE and text_width(row.words, SMALL) <= free:
        style = {"align": "right", "size": SMALL, "color": SECOND_INK}
        sketch.text(sketch.width, y, row.words, **style)  # type: ignore[arg-type]


def _arc(sketch: Sketch, ends: tuple[float, float], x: float, longest: float, dash: Dash) -> None:
    """Half an ellipse to the left, the wider the farther its ends lie apart, and its tip."""
    start, end = ends
    middle, half = (start + end) / 2, (end - start) / 2
    # The root keeps short ties apart from the list and long ones from running into each other.
    reach = (x - 12) * math.sqrt(abs(end - start) / longest)
    points = []
    samples = round(min(max(abs(end - start) / 14, 9), _SAMPLES))
    for index in range(samples + 1):
        angle = math.pi * index / samples
        points.append((x - 6 - reach * math.sin(angle), middle - half * math.cos(angle)))
    sketch.path(points, stroke=SECOND_INK, width=1.1, dash=dash)
    sketch.point(x - 7, end, 3, shape="triangle-right", fill=SECOND_INK)


def _arc_key(sketch: Sketch, nodes: Sequence[ChartRow], dashes: dict[str, Dash]) -> float:
    """What the lines and the colors of the dots mean. Returns the height used."""

    def line(dash: Dash) -> Callable[[float, float], None]:
        return lambda x, y: sketch.rule(x, y, x + 26, y, stroke=SECOND_INK, width=1.3, dash=dash)

    def dot(side: int | None) -> Callable[[float, float], None]:
        return lambda x, y: sketch.point(x + 4, y, 4, fill=side_color(side))

    height = key(sketch, [(line(dash), 26.0, name) for name, dash in dashes.items()], 0)

    def tip(x: float, y: float) -> None:
        sketch.point(x + 4, y, 3.5, shape="triangle-right", fill=SECOND_INK)

    items: list[tuple[Callable[[float, float], None], float, str]] = [
        (tip, 8.0, "the claim that it refers to")
    ]
    for side in (*range(len(SIDES)), None):
        names = list(dict.fromkeys(row.words for row in nodes if row.side == side))
        if names:
            items.append((dot(side), 8.0, ", ".join(names)))
    return height + 4 + key(sketch, items, height + 4)
