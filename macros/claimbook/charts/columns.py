"""The kind `column`: one column a date, side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from claimbook.charts.parts import (
    NO_DATA,
    WIDE,
    amounts,
    bare,
    block,
    colors,
    from_zero,
    standing_key,
)
from claimbook.charts.placing import Placing
from claimbook.charts.sketch import INK, SECOND_INK, Sketch, pixels
from claimbook.charts.text import LINE, NORMAL, SMALL, text_width, widest, wrap
from claimbook.charts.time import whole_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from claimbook.views.series import Chart, ChartRow

_COLUMNS = {True: 200.0, False: 170.0}
_MOST_SLOTS = 40
_TIGHT = 0.1
"""How far a date may reach beyond its column by estimate, which is rather too wide."""


def _slots(rows: Sequence[ChartRow]) -> list[tuple[str, ChartRow | None]]:
    """What stands beside each other: the rows, and the years between them that have none."""
    years = [whole_year(row) for row in rows]
    known = [year for year in years if year is not None]
    if len(set(known)) < len(rows) or known[-1] - known[0] >= _MOST_SLOTS:
        return [(row.date_words or row.label, row) for row in rows]
    by_year = dict(zip(known, rows, strict=True))
    between = range(min(known), max(known) + 1)
    return [(str(year), by_year.get(year)) for year in between]


def column(chart: Chart, width: int) -> alt.LayerChart:
    """A column a date. A value that is missing leaves its place empty and says so."""
    slots = _slots(chart.rows)
    step = width / len(slots)
    top, bottom = 24.0, 24.0 + _COLUMNS[width >= WIDE]
    y = from_zero(chart.rows, bottom, top)
    sketch = Sketch(width, pixels(width), y)
    color = colors(chart.rows)
    for index, (_, row) in enumerate(slots):
        if row is not None:
            with sketch.about(row):
                _column_of(sketch, row, (index + 0.5) * step, min(step * 0.72, 64), color(row))
    _column_words(sketch, chart, slots)
    zero = y.pixel(0)
    sketch.rule(0, zero, width, zero, stroke=SECOND_INK)
    end = bottom + _column_dates(sketch, [words for words, _ in slots], bottom)
    return sketch.chart(end + standing_key(sketch, chart.rows, end))


def _column_of(sketch: Sketch, row: ChartRow, x: float, width: float, color: str) -> None:
    zero = sketch.y.pixel(0)
    if not amounts([row]):
        for index, line in enumerate(reversed(wrap(NO_DATA, width * 1.35, SMALL))):
            at = zero - 10 - index * LINE
            sketch.text(x, at, line, align="center", size=SMALL, color=SECOND_INK)
        return
    value = row.value if row.value is not None else row.high if row.low is None else row.low
    end = sketch.y.pixel(value or 0)
    box = (x - width / 2, min(zero, end), width, max(abs(end - zero), 1))
    block(sketch, box, row.standing, color)
    if row.value is None and row.low is not None and row.high is not None:
        high = sketch.y.pixel(row.high)
        block(sketch, (x - width / 2, high, width, end - high), "tentative", color)


def _column_words(
    sketch: Sketch, chart: Chart, slots: Sequence[tuple[str, ChartRow | None]]
) -> None:
    """The amount above each column; with its unit where there is room for it."""
    step = sketch.width / len(slots)
    rows = [row for _, row in slots if row is not None and amounts([row])]
    full = widest([row.short for row in rows], bold=True) <= step - 4
    others = [bare(chart, row) for row in rows if not row.emphasis]
    every = full or widest(others, SMALL) <= step + 2
    ends = {row.key for row in (rows[0], rows[-1], max(rows, key=lambda r: max(amounts([r]))))}
    placing = Placing(0, 0, sketch.width, 2000)
    order = sorted(enumerate(slots), key=lambda item: not (item[1][1] and item[1][1].emphasis))
    for index, (_, row) in order:
        if row not in rows or row is None or not (every or row.emphasis or row.key in ends):
            continue
        y = sketch.y.pixel(max(amounts([row]))) - 11
        size = NORMAL if full or row.emphasis else SMALL
        for words in (row.short, bare(chart, row)) if full or row.emphasis else (bare(chart, row),):
            wide = text_width(words, size, bold=row.emphasis)
            x = min(max((index + 0.5) * step, wide / 2), sketch.width - wide / 2)
            if placing.take((x - wide / 2, y - 7, wide, 14)):
                color = INK if row.emphasis or full else SECOND_INK
                style = {"align": "center", "size": size, "color": color}
                sketch.text(x, y, words, bold=row.emphasis, **style)  # type: ignore[arg-type]
                break


def _column_dates(sketch: Sketch, words: Sequence[str], y: float) -> float:
    """The dates below the columns; only every second or third where they would not fit."""
    step = sketch.width / len(words)
    longest = max(text_width(part, SMALL) for word in words for part in word.split())
    every = max(1, math.ceil(longest / step - _TIGHT))
    most = 1
    for index, date in enumerate(words):
        if (len(words) - 1 - index) % every:
            continue
        lines = wrap(date, max(step * every - 4, longest), SMALL)
        most = max(most, len(lines))
        for line, part in enumerate(lines):
            at = y + LINE * (line + 0.8)
            sketch.text(
                (index + 0.5) * step, at, part, align="center", size=SMALL, color=SECOND_INK
            )
    return LINE * (most + 0.6)
