"""What several kinds share: colors of rows, looks of standings, ticks and keys."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from claimbook.charts.sketch import (
    ACCENT,
    CONTEXT,
    GRID,
    INK,
    PAPER,
    SECOND_INK,
    Scale,
)
from claimbook.charts.text import LINE, SMALL, text_width, wrap
from claimbook.core.records.quantities import MINUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claimbook.charts.placing import Placing
    from claimbook.charts.sketch import Dash, Sketch
    from claimbook.views.series import Chart, ChartRow

WIDE = 500
"""Minimum width in pixels with which labels stand beside what they name; in a narrower drawing they
stand above it."""

NO_DATA = "no data"
SOLID = ("firm", "")
"""The standings of what is drawn in full: what is firm, and what says nothing of itself."""
_AREAS = {"firm": "filled", "tentative": "outlined", "hypothetical": "dashed"}
SIDES = ("var(--cb-side-0)", "var(--cb-side-1)")
_STROKES = {"firm": "solid", "tentative": "dashed", "hypothetical": "dotted"}
_LINES: dict[str, Dash] = {"firm": (), "tentative": (6, 3), "hypothetical": (2, 3)}
_EDGE = 1.5


def side_color(side: int | None) -> str:
    """The color of one of the two sides; gray for everyone else."""
    return CONTEXT if side is None else SIDES[side % len(SIDES)]


def colors(rows: Iterable[ChartRow]) -> Callable[[ChartRow], str]:
    """The color of each row: the stressed one against gray, else sides, else ink."""
    rows = list(rows)
    stressed = any(row.emphasis for row in rows)
    sided = len({row.side for row in rows} - {None}) > 1

    def color(row: ChartRow) -> str:
        if row.emphasis:
            return ACCENT
        if stressed:
            return CONTEXT
        return side_color(row.side) if sided else INK

    return color


def area_look(standing: str, color: str) -> dict[str, Any]:
    """How a filled area looks: full, outlined and light, or only a dashed outline."""
    if standing in SOLID:
        return {"fill": color}
    # The gray of un-emphasized areas is too light for an outline.
    edge = SECOND_INK if color == CONTEXT else color
    look: dict[str, Any] = {"fill": color, "stroke": edge, "strokeWidth": _EDGE}
    if standing == "tentative":
        return {**look, "fillOpacity": 0.16}
    return {**look, "fillOpacity": 0, "strokeDash": (4, 3)}


def block(
    sketch: Sketch, box: tuple[float, float, float, float], standing: str, color: str
) -> None:
    """An area in the look of its standing, its outline inside the box (x, y, width, height)."""
    x, y, width, height = box
    look = area_look(standing, color)
    inset = _EDGE / 2 if "stroke" in look and width > 2 * _EDGE else 0
    sketch.rect(x + inset, y + inset, width - 2 * inset, height - 2 * inset, **look)


def point_look(standing: str, color: str) -> dict[str, Any]:
    """How a dot looks: full, hollow, or hollow with a dashed outline."""
    if standing in SOLID:
        return {"fill": color, "stroke": PAPER, "strokeWidth": 1}
    edge = SECOND_INK if color == CONTEXT else color
    look: dict[str, Any] = {"fill": PAPER, "stroke": edge, "strokeWidth": 1.8}
    return {**look, "strokeDash": (2, 2)} if standing == "hypothetical" else look


def line_dash(standing: str) -> Dash:
    """How a line that leads to something of this standing is broken."""
    return _LINES.get(standing, ())


def bare(chart: Chart, row: ChartRow) -> str:
    """The number of a row without its unit, as it was written."""
    before, _, after = chart.unit_short.partition("{}")
    return row.short.removeprefix(before).removesuffix(after)


def in_unit(chart: Chart, value: float) -> str:
    """A number of a scale, such as that of a tick, with the short unit."""
    return chart.unit_short.replace("{}", plain(value))


def plain(value: float) -> str:
    """A number of a scale with thousands separated, without needless zeros."""
    digits = max(6, 3 - math.floor(math.log10(abs(value)))) if value else 0
    text = f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else "0"
    return text.replace("-", MINUS)


def amounts(rows: Iterable[ChartRow]) -> list[float]:
    """Every number that rows state: values and bounds, nothing for what they leave out."""
    stated = ((row.value, row.low, row.high) for row in rows)
    return [number for numbers in stated for number in numbers if number is not None]


def nice_ticks(low: float, high: float, count: int) -> list[float]:
    """Round numbers from `low` to `high`, about `count` of them, in steps of 1, 2 or 5."""
    span = (high - low) or 1.0
    power = 10 ** math.floor(math.log10(span / max(count, 1)))
    step = min((m * power for m in (1, 2, 5, 10)), key=lambda s: abs(span / s - count))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [float(f"{index * step:.12g}") for index in range(first, last + 1)]


def standing_key(
    sketch: Sketch, rows: Sequence[ChartRow], y: float, *, lines: bool = False
) -> float:
    """Says what hollow and dashed mean, in the words of the rows' own statuses.

    Returns the height used: none where every row is firm, or no row says how firm it is.
    """
    looks = _STROKES if lines else _AREAS
    stated = [row for row in rows if amounts([row])]
    words = {
        name: dict.fromkeys(row.status for row in stated if row.standing == name) for name in looks
    }
    used = [name for name in looks if words[name]]
    if used in ([], ["firm"]):
        return 0.0

    def area(name: str) -> Callable[[float, float], None]:
        return lambda x, at: block(sketch, (x, at - 5, 14, 10), name, SECOND_INK)

    def stroke(name: str) -> Callable[[float, float], None]:
        def draw(x: float, at: float) -> None:
            dash = line_dash(name)
            sketch.rule(x, at, x + 22, at, stroke=SECOND_INK, width=2, dash=dash)
            sketch.point(x + 26, at, 4, **point_look(name, SECOND_INK))

        return draw

    swatch, room = (stroke, 30.0) if lines else (area, 14.0)
    items = [(swatch(name), room, f"{looks[name]}: {', '.join(words[name])}") for name in used]
    return key(sketch, items, y + 12) + 12


def key(
    sketch: Sketch, items: Sequence[tuple[Callable[[float, float], None], float, str]], y: float
) -> float:
    """A line, or more where needed, of swatches and words.

    Args:
        sketch: where it is drawn.
        items: for each entry, what draws its swatch, the swatch's width and the words.
        y: the top of the key.

    Returns:
        The height used.
    """
    x, at = 0.0, y + LINE / 2
    for draw, width, words in items:
        lines = wrap(words, sketch.width - width - 6, SMALL)
        needed = width + 6 + max(text_width(line, SMALL) for line in lines)
        if x and x + needed > sketch.width:
            x, at = 0.0, at + LINE + 2
        draw(x, at)
        for index, line in enumerate(lines):
            at += LINE if index else 0
            sketch.text(x + width + 6, at, line, size=SMALL, color=SECOND_INK)
        x += needed + 16
    return at + LINE / 2 - y


def value_grid(sketch: Sketch, chart: Chart, ticks: Sequence[float], placing: Placing) -> None:
    """Thin lines across, clear of the labels, with their numbers at the left."""
    left = gutter(chart, ticks, sketch.width)
    for tick in ticks:
        y = sketch.y.pixel(tick)
        for start, end in placing.gaps(y, left, sketch.width):
            sketch.rule(start, y, end, y, stroke=SECOND_INK if tick == 0 else GRID)
        words = _tick_words(chart, ticks, tick, sketch.width)
        sketch.text(left - 6, y, words, align="right", size=SMALL, color=SECOND_INK)


def gutter(chart: Chart, ticks: Sequence[float], width: float) -> float:
    """The room that the numbers of `value_grid` take at the left, in pixels."""
    words = [_tick_words(chart, ticks, tick, width) for tick in ticks]
    return max(text_width(word, SMALL) for word in words) + 8


def _tick_words(chart: Chart, ticks: Sequence[float], tick: float, width: float) -> str:
    """The number alone, with its unit only at the highest tick and where there is room."""
    return in_unit(chart, tick) if width >= WIDE and tick == ticks[-1] else plain(tick)


def from_zero(rows: Iterable[ChartRow], start: float, end: float) -> Scale:
    """A scale of the amounts of the rows that holds zero."""
    stated = [0.0, *amounts(rows)]
    low, high = min(stated), max(stated)
    return Scale(low, high if high > low else low + 1, start, end)
