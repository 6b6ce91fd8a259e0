"""Kinds that divide a bar: the shares of a whole at each date, and evidence by its sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimbook.charts.parts import (
    SOLID,
    WIDE,
    block,
    colors,
    in_unit,
    key,
    standing_key,
)
from claimbook.charts.sketch import ACCENT, INK, NOTHING, PAPER, SECOND_INK, Scale, Sketch, pixels
from claimbook.charts.text import LINE, NORMAL, SMALL, text_width, widest, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt

    from claimbook.views.series import Chart, ChartRow

_STACK = 54
_EVIDENCE = 22
_HUNDRED = 100.0
_LINES_INSIDE = 3


@dataclass(frozen=True, slots=True)
class _Segment:
    """A piece of a bar, in pixels, with what it says."""

    x: float
    width: float
    name: str
    amount: str
    standing: str
    color: str


def _by(rows: Sequence[ChartRow], name: Callable[[ChartRow], str]) -> dict[str, list[ChartRow]]:
    groups: dict[str, list[ChartRow]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    return groups


def _sum(rows: Sequence[ChartRow]) -> float:
    return sum(row.value or 0 for row in rows)


def stack(chart: Chart, width: int) -> alt.LayerChart:
    """One bar a date, divided as given; what a share of a hundred leaves out stays empty."""
    bars = _by(chart.rows, lambda row: row.date_words or row.key)
    most = max(_sum(rows) for rows in bars.values()) or 1.0
    of_hundred = "%" in chart.unit_short and most <= _HUNDRED
    wide = width >= WIDE
    left = widest(list(bars), bold=True) + 16 if wide else 0
    left = min(left, width * 0.25)
    scale = Scale(0, _HUNDRED if of_hundred else most, left, width - 1)
    sketch = Sketch(width, scale, pixels(1000))
    y, color = 0.0, colors([replace(row, side=None) for row in chart.rows])
    for date, rows in bars.items():
        if wide:
            for index, line in enumerate(lines := wrap(date, left - 8)):
                at = y + _STACK / 2 + LINE * (index - (len(lines) - 1) / 2)
                sketch.text(0, at, line, bold=True)
        else:
            sketch.text(0, y + LINE / 2, date, bold=True)
            y += LINE + 3
        y += _stacked(sketch, chart, rows, y, color) + 16
    y -= 8
    return sketch.chart(y + standing_key(sketch, chart.rows, y))


def _stacked(
    sketch: Sketch,
    chart: Chart,
    rows: Sequence[ChartRow],
    y: float,
    color: Callable[[ChartRow], str],
) -> float:
    """One divided bar; what finds no room in it is said below. Returns the height used."""
    scale, at = sketch.x, 0.0
    outside: list[str] = []
    for row in rows:
        value = row.value or 0
        x = scale.pixel(at)
        piece = scale.pixel(at + value) - x
        segment = _Segment(x, piece, row.label, row.short, row.standing, color(row))
        with sketch.about(row):
            said = _segment(sketch, segment, y)
        if not said:
            outside.append(f"{row.label} {row.short}")
        at += value
    rest = round(scale.high - at, 6)
    if rest > 0 and scale.high == _HUNDRED:
        x = scale.pixel(at)
        sketch.rect(
            x + 1, y + 0.75, scale.end - x - 1, _STACK - 1.5, stroke=SECOND_INK, strokeDash=(2, 3)
        )
        amount = in_unit(chart, rest)
        left_out = _Segment(x, scale.end - x, "not given", amount, "", SECOND_INK)
        if not _inside(sketch, left_out, y, SECOND_INK):
            outside.append(f"not given {amount}")
    lines = _joined(outside, scale.end - scale.start)
    for index, line in enumerate(lines):
        place = y + _STACK + 4 + LINE * (index + 0.5)
        sketch.text(scale.end, place, line, align="right", size=SMALL, color=SECOND_INK)
    return _STACK + (4 + LINE * len(lines) if lines else 0)


def _segment(sketch: Sketch, segment: _Segment, y: float) -> bool:
    """A piece of a bar. Returns whether its words found room in it."""
    if segment.width <= 0:
        return False
    box = (segment.x, y, max(segment.width - 1.5, 1), _STACK)
    block(sketch, box, segment.standing, segment.color)
    filled = segment.standing in SOLID and segment.color in {ACCENT, INK}
    return _inside(sketch, segment, y, PAPER if filled else INK)


def _inside(sketch: Sketch, segment: _Segment, y: float, color: str) -> bool:
    """A name and an amount below each other within a piece of a bar, if they fit."""
    room = segment.width - 10
    lines = wrap(segment.name, room, SMALL, most=9)
    cut = any(line.endswith("…") for line in lines)
    if cut or len(lines) >= _LINES_INSIDE or text_width(segment.amount, bold=True) > room:
        return False
    at = y + _STACK / 2 - LINE * len(lines) / 2
    for line in lines:
        sketch.text(segment.x + 6, at, line, size=SMALL, color=color)
        at += LINE
    sketch.text(segment.x + 6, at, segment.amount, size=NORMAL, color=color, bold=True)
    return True


def _joined(items: Sequence[str], width: float) -> list[str]:
    """Items beside each other, broken only between them."""
    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]} · {item}" if lines else item
        if lines and text_width(joined, SMALL) <= width:
            lines[-1] = joined
        else:
            lines.append(item)
    return lines


def evidence(chart: Chart, width: int) -> alt.LayerChart:
    """One bar a topic, divided by sign in the order given, with the counts inside."""
    bars = _by(chart.rows, lambda row: row.label)
    wide = width >= WIDE
    room = min(widest(list(bars)), width * 0.32) if wide else width
    left = room + 12 if wide else 0
    scale = Scale(0, max(_sum(rows) for rows in bars.values()) or 1, left, width - 1)
    sketch = Sketch(width, scale, pixels(1000))
    y = _sign_key(sketch, chart) + 14
    for topic, rows in bars.items():
        lines = wrap(topic, room)
        height = max(_EVIDENCE + 10, len(lines) * LINE + 8) if wide else _EVIDENCE
        first = y + height / 2 - LINE * (len(lines) - 1) / 2 if wide else y + LINE / 2
        for index, line in enumerate(lines):
            sketch.text(0, first + index * LINE, line)
        y += 0 if wide else LINE * len(lines) + 2
        _counts(sketch, rows, y + (height - _EVIDENCE) / 2)
        y += height + (2 if wide else 10)
    return sketch.chart(y)


def sign_color(row: ChartRow) -> str:
    """The color of the sign under which a row of evidence stands."""
    signs = {"holds", "limits", "against", "open", "past"}
    sign = row.standing if row.standing in signs else "open"
    return f"var(--cb-sign-{sign})"


def _sign_key(sketch: Sketch, chart: Chart) -> float:
    """Words and colors of the signs, in the order in which the bars are divided."""
    first = {row.group: row for row in reversed(chart.rows)}
    order = sorted(first, key=lambda group: _rank(chart, group))

    def swatch(group: str) -> Callable[[float, float], None]:
        color = sign_color(first[group])
        return lambda x, at: sketch.rect(x, at - 6, 12, 12, fill=color, stroke=NOTHING)

    return key(sketch, [(swatch(group), 12.0, group) for group in order], 0)


def _rank(chart: Chart, group: str) -> tuple[int, int]:
    """Where a group stands: as late as it ever comes in a bar, then by first appearance."""
    bars = _by(chart.rows, lambda row: row.label).values()
    places = [[row.group for row in bar].index(group) for bar in bars if _has(bar, group)]
    return max(places), [row.group for row in chart.rows].index(group)


def _has(rows: Sequence[ChartRow], group: str) -> bool:
    return any(row.group == group for row in rows)


def _counts(sketch: Sketch, rows: Sequence[ChartRow], y: float) -> None:
    at = 0.0
    for row in rows:
        start = sketch.x.pixel(at)
        at += row.value or 0
        width = sketch.x.pixel(at) - start
        if width <= 0:
            continue
        fill = sign_color(row)
        with sketch.about(row):
            sketch.rect(start, y, max(width - 1.5, 1), _EVIDENCE, fill=fill, stroke=NOTHING)
        if text_width(row.short, SMALL) <= width:
            middle, height = start + (width - 1.5) / 2, y + _EVIDENCE / 2
            style = {"align": "center", "size": SMALL, "color": PAPER}
            sketch.text(middle, height, row.short, bold=True, **style)  # type: ignore[arg-type]
