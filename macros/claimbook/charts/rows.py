"""Kinds in which every row is a bar across: bars, ranges and parts of a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimbook.charts.parts import (
    NO_DATA,
    amounts,
    block,
    colors,
    standing_key,
)
from claimbook.charts.sketch import CONTEXT, SECOND_INK, Scale, Sketch, pixels
from claimbook.charts.text import LINE, SMALL, text_width, wrap

if TYPE_CHECKING:
    import altair as alt

    from claimbook.views.series import Chart, ChartRow

from claimbook.charts.lanes import (
    BAR,
    Lane,
    arrow,
    baseline,
    dated,
    far,
    fit,
    lanes_of,
    name_lane,
    say,
)

_MAYBE = 0.4


def bar(chart: Chart, width: int) -> alt.LayerChart:
    """Bars from zero, one a row in the order given, with the exact words at their end."""
    lanes = lanes_of([(row,) for row in chart.rows], width, 0, dates=dated(chart.rows))
    scale, short = fit(lanes, width, 8)
    sketch = Sketch(width, scale, pixels(1000))
    color = colors(chart.rows)
    for lane in lanes.lanes:
        row = lane.rows[0]
        name_lane(sketch, lane)
        with sketch.about(row):
            _bar_of(sketch, lane, color(row))
        say(sketch, lane, scale.pixel(far(lane)) + 8, short=short)
    baseline(sketch, lanes, 0)
    return sketch.chart(lanes.bottom + standing_key(sketch, chart.rows, lanes.bottom))


def _bar_of(sketch: Sketch, lane: Lane, color: str) -> None:
    """A bar to the value; where only bounds are stated, full to the low, pale to the high."""
    row = lane.rows[0]
    zero, top = sketch.x.pixel(0), lane.middle - BAR / 2
    value = row.value if row.value is not None else row.low
    if value is not None:
        end = sketch.x.pixel(value)
        box = (min(zero, end), top, max(abs(end - zero), 1), BAR)
        block(sketch, box, row.standing, color)
    if row.high is not None and row.high != value:
        start = sketch.x.pixel(value or 0)
        length = sketch.x.pixel(row.high) - start
        sketch.rect(start, top, length, BAR, fill=color, fillOpacity=_MAYBE)


def range_(chart: Chart, width: int) -> alt.LayerChart:
    """A bar from the low to the high bound of each row; a tick where they are the same."""
    lanes = lanes_of([(row,) for row in chart.rows], width, 0, dates=dated(chart.rows))
    scale, short = fit(lanes, width, 12)
    sketch = Sketch(width, scale, pixels(1000))
    color = colors(chart.rows)
    for lane in lanes.lanes:
        row = lane.rows[0]
        name_lane(sketch, lane)
        with sketch.about(row):
            _range_of(sketch, lane, color(row))
        at = scale.pixel(far(lane)) + 10
        say(sketch, lane, at, short=short)
    baseline(sketch, lanes, 0)
    return sketch.chart(lanes.bottom + standing_key(sketch, chart.rows, lanes.bottom))


def _range_of(sketch: Sketch, lane: Lane, color: str) -> None:
    """What is stated of a range: both ends, or the one that is and an arrow to the other side."""
    row, top = lane.rows[0], lane.middle - BAR / 2
    low = row.low if row.low is not None else row.value
    high = row.high if row.high is not None else row.value
    if stated := amounts([row]):
        length = sketch.x.pixel(min(stated)) - sketch.x.pixel(0)
        sketch.rect(sketch.x.pixel(0), lane.middle - 0.5, length, 1, fill=CONTEXT)
    if low is not None and high is not None and high > low:
        start = sketch.x.pixel(low)
        box = (start, top, sketch.x.pixel(high) - start, BAR)
        block(sketch, box, row.standing, color)
        return
    if not stated:
        return
    x = sketch.x.pixel(stated[0])
    block(sketch, (x - 2, top - 2, 4, BAR + 4), row.standing, color)
    if low is None or high is None:
        arrow(sketch, x, lane.middle, "above" if high is None else "below", color)


def part(chart: Chart, width: int) -> alt.LayerChart:
    """Each row as a bar within an outlined track that stands for the whole."""
    whole = chart.whole or max([1.0, *amounts(chart.rows)])
    scale = Scale(0, max([whole, *amounts(chart.rows)]), 0, width - 1)
    sketch = Sketch(width, scale, pixels(1000))
    color, dates, y = colors(chart.rows), dated(chart.rows), 0.0
    if chart.whole_words:
        words = f"the whole: {chart.whole_words}"
        sketch.text(width, LINE / 2, words, align="right", size=SMALL, color=SECOND_INK)
        y = LINE + 6.0
    for row in chart.rows:
        y = _part_words(sketch, row, y, dates=dates)
        outline: dict[str, Any] = {"stroke": CONTEXT, "strokeWidth": 1}
        track = scale.pixel(whole)
        sketch.rect(0.5, y + 0.5, track - 1, BAR + 3, **outline)
        amount = row.value if row.value is not None else row.high
        if amount is not None:
            with sketch.about(row):
                block(sketch, (0, y, scale.pixel(amount), BAR + 4), row.standing, color(row))
        y += BAR + 22
    y -= 14
    return sketch.chart(y + standing_key(sketch, chart.rows, y))


def _part_words(sketch: Sketch, row: ChartRow, y: float, *, dates: bool) -> float:
    """Name, date and amount above the bar of a part. Returns where the bar begins."""
    words = row.words if amounts([row]) else NO_DATA
    name_room = sketch.width - text_width(words, bold=True) - 16
    for index, line in enumerate(wrap(row.label, name_room, bold=row.emphasis)):
        sketch.text(0, y + LINE / 2, line, bold=row.emphasis)
        if index == 0:
            sketch.text(sketch.width, y + LINE / 2, words, align="right", bold=True)
        y += LINE
    if dates and row.date_words != row.label:
        sketch.text(0, y + LINE / 2, row.date_words, size=SMALL, color=SECOND_INK)
        y += LINE
    return y + 3
