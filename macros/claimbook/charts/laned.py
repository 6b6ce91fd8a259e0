"""Kinds with a lane a row: amounts beside each other, bounds, and shares of one whole or of many."""

from typing import Any

import altair as alt

from claimbook.charts.frame import (
    BOLD,
    CONTEXT,
    DASHED,
    GRID,
    HATCH,
    INK,
    NOTHING,
    PAPER,
    SECOND_INK,
    Data,
    Frame,
    Lanes,
    Layers,
    along,
    amounts,
    enclosed,
    fitted,
    lanes,
    looks,
    pixels,
    standing_key,
    word_room,
    words,
)
from claimbook.charts.planes import number_format, ticks
from claimbook.charts.text import LINE, widest, wrap
from claimbook.core.text.widths import text_width

BAR = 18
_BOX = 34
_DOT, _SIGN = 6.0, 14.0
"""The room that a dot and the sign of a limit take beside the words of a row, in pixels."""


def _table(frame: Frame, *whole: float, mark: float = 0) -> Data:
    """The data of rows, with where each bar ends, and how its words stand there and need room."""
    rows = frame.table()
    for row, shown in zip(rows, frame.rows, strict=True):
        stated = amounts([shown])
        below = bool(stated) and max(stated) < 0
        if stated and shown.value is None and shown.low is None:
            row["low"] = 0
        row["tip"] = min(stated) if below else max([*stated, *whole], default=0.0)
        row["from"], row["solid"] = 0, row["low"] if shown.value is None else shown.value
        away = 6 + mark + (_SIGN if row["sign"] else 0)
        row["dx"], row["align"] = (-away, "right") if below else (away, "left")
        row["dx_of_sign"] = -8 - mark if below else 8 + mark
        row["room"] = (word_room(shown.short) + away - 6) * (-1 if below else 1)
    return rows


def _laid(frame: Frame, rows: Data, *whole: float, mark: float = 0) -> tuple[Lanes, alt.X]:
    """The lanes of rows and the scale of their amounts, which holds zero."""
    placed = lanes(frame, rows, BAR)
    stated = [0.0, *amounts(frame.compared), *whole]
    low, high = min(stated), max(stated) if max(stated) > min(stated) else min(stated) + 1
    compared = _table(frame.part(frame.compared), *whole, mark=mark)
    ends = [(row["tip"], row["room"]) for row in compared]
    extent = fitted(ends, low, high, frame.width - placed.left)
    scale = alt.Scale(domain=[low, high], range=extent, nice=False)
    return placed, alt.X("value:Q", scale=scale, axis=None)


def _words(base: Any, placed: Lanes, x: alt.X) -> Layers:
    """The amounts in words at the ends of marks, and the signs of their limits before them."""
    at = {"x": along(x, "tip"), "y": placed.y}
    sign = base.transform_filter("datum.sign").mark_point(
        shape=alt.expr("datum.sign"),
        size=50,
        stroke=INK,
        strokeWidth=1.5,
        xOffset=alt.expr("datum.dx_of_sign"),
        yOffset=placed.offset,
    )
    said = words(base, "short", **at, by="align dx ink", dy=placed.offset, fontWeight=BOLD)
    return [said, sign.encode(**at)]


def _across(frame: Frame, x: alt.X, placed: Lanes) -> Layers:
    """The line at zero, and those of rows with which the others are compared."""
    down = pixels(y=0, y2=placed.height)
    zero = frame.over([{"zero": 0}]).mark_rule(stroke=SECOND_INK)
    chosen = frame.part(row for row in frame.compared if row.key in frame.chart.levels)
    level = frame.over(chosen.table()).mark_rule(strokeDash=DASHED, stroke=INK)
    lines = [zero.encode(x=along(x, "zero"), **down), level.encode(x=x, **down)]
    return lines if chosen.rows else lines[:1]


def _drawn(frame: Frame, placed: Lanes, layers: Layers, bottom: float = 0) -> Any:
    below, room = standing_key(frame, -placed.left, placed.height + bottom)
    margins = {"left": placed.left, "top": 6, "bottom": bottom + room + 10}
    width = frame.width - placed.left
    return enclosed([*layers, *below], width=width, height=placed.height, **margins)


def bar(frame: Frame) -> Any:
    """Amounts beside each other, from a line at zero; hatched between bounds without a value."""
    rows = _table(frame)
    placed, x = _laid(frame, rows)
    base = frame.over(rows)
    size = {"height": BAR, "yOffset": placed.offset}
    bounds = {"x": along(x, "low"), "x2": alt.X2("high:Q"), "y": placed.y}
    solid = base.mark_bar(**size, aria=True)
    open_ = base.transform_filter("!isValid(datum.value)")
    between = open_.mark_bar(**size, aria=True, fill=HATCH, stroke=SECOND_INK)
    whisker = base.transform_filter("isValid(datum.value) && isValid(datum.low)")
    halo = {"stroke": PAPER, "strokeWidth": 6}
    return _drawn(
        frame,
        placed,
        [
            solid.encode(x=along(x, "from"), x2=alt.X2("solid:Q"), y=placed.y, **looks()),
            between.encode(**bounds, description=alt.Description("says:N")),
            whisker.mark_rule(stroke=INK, yOffset=placed.offset).encode(**bounds),
            *_across(frame, x, placed),
            *([placed.labels(base, **halo)] if frame.chart.levels else []),
            placed.labels(base),
            *_words(base, placed, x),
        ],
    )


def dots(frame: Frame) -> Any:
    """A dot a row on a stem from zero; bounds without a value as a line between them."""
    rows = _table(frame, mark=_DOT)
    placed, x = _laid(frame, rows, mark=_DOT)
    base = frame.over(rows)
    stem = base.mark_rule(stroke=GRID, strokeWidth=2, yOffset=placed.offset)
    return _drawn(
        frame,
        placed,
        [
            stem.encode(x=along(x, "from"), x2=alt.X2("tip:Q"), y=placed.y),
            *_across(frame, x, placed),
            *_spans(base, placed, x),
        ],
    )


def _spans(base: Any, placed: Lanes, x: alt.X) -> Layers:
    """Bars between bounds, dots for values, and the words of both."""
    lift = {"yOffset": placed.offset}
    span = base.mark_bar(**lift, height=8, cornerRadius=4, aria=True)
    ground = base.mark_point(**lift, size=120, filled=True, fill=PAPER, opacity=1)
    dot = base.mark_point(**lift, size=120, filled=True, opacity=1, strokeWidth=1.8, aria=True)
    return [
        span.encode(x=along(x, "low"), x2=alt.X2("high:Q"), y=placed.y, **looks()),
        ground.encode(x=x, y=placed.y),
        dot.encode(x=x, y=placed.y, **looks()),
        placed.labels(base),
        *_words(base, placed, x),
    ]


def range_(frame: Frame) -> Any:
    """Bounds on a scale that need not hold zero, with its numbers below; a value alone is a dot."""
    rows = _table(frame, mark=_DOT)
    for row, shown in zip(rows, frame.rows, strict=True):
        stated = amounts([shown])
        if shown.low is None or shown.high is None:
            # one bound alone is a dot, with the words that say which
            row["value"] = next(iter(stated), None)
        row["tip"], row["align"] = max(stated, default=0.0), "left"
        row |= {name: abs(row[name]) for name in ("dx", "dx_of_sign", "room")}
    placed = lanes(frame, rows, BAR)
    stated = amounts(frame.compared)
    ends = [
        (max(amounts([row]), default=0.0), word_room(row.short) + _DOT) for row in frame.compared
    ]
    for count in (5, 4, 3, 2, 1):
        marks = ticks(min(stated), max(stated), count, around=True)
        extent = fitted(ends, marks[0], marks[-1], frame.width - placed.left)
        written = [f"{mark:{number_format(marks)}}" for mark in marks]
        if (widest(written) + 12) * len(marks) <= extent[1] - extent[0]:
            break
    else:
        marks = [marks[0], marks[-1]]
    scale = alt.Scale(domain=[marks[0], marks[-1]], range=extent, nice=False, zero=False)
    axis = alt.Axis(
        values=marks,
        format=number_format(marks),
        domain=False,
        ticks=False,
        title=frame.chart.unit_title,
        titleAlign="left",
        titleAnchor="start",
    )
    layers = _spans(frame.over(rows), placed, alt.X("value:Q", scale=scale, axis=axis))
    return _drawn(frame, placed, layers, bottom=2 * LINE + 8)


def part(frame: Frame) -> Any:
    """Amounts against one whole, which is drawn as an outline around each."""
    whole = frame.chart.whole or max(amounts(frame.compared))
    rows = [row | {"whole": whole} for row in _table(frame, whole)]
    placed, x = _laid(frame, rows, whole)
    base = frame.over(rows)
    size = {"height": BAR, "yOffset": placed.offset}
    at = {"x": along(x, "from"), "y": placed.y}
    outline = base.mark_bar(**size, fill=NOTHING, stroke=SECOND_INK, strokeWidth=1)
    filled = base.mark_bar(**size, aria=True).encode(**at, x2=alt.X2("value:Q"), **looks())
    layers = [outline.encode(**at, x2=alt.X2("whole:Q")), filled, placed.labels(base)]
    return _drawn(frame, placed, [*layers, *_words(base, placed, x)])


def wholes(frame: Frame) -> Any:
    """Shares of different wholes: every bar is its own whole, so lengths do not compare."""
    whole = frame.chart.whole or 100.0
    rows = frame.table()
    for row, shown in zip(rows, frame.rows, strict=True):
        dated = shown.date_words if shown.date_words != shown.label else ""
        row["label"] = " · ".join(one for one in (shown.label, dated) if one)
        row |= {"from": 0, "whole": whole, "tip": max(amounts([shown]), default=0.0)}
        row["solid"] = shown.low if shown.value is None else shown.value
        inside = frame.width * (row["solid"] or 0) / whole > word_room(shown.short) + 4
        row["ink"] = PAPER if inside and row["color"] != CONTEXT else INK
    rest = [frame.width * (1 - row["tip"] / whole) - 16 for row in rows]
    said = [f"of {row.of}" if row.of else "" for row in frame.rows]
    inside = all(
        len(lines := wrap(words_, room, most=3)) * LINE <= _BOX
        and not any(text_width(word) > room for word in words_.split())
        and not "".join(lines).endswith("…")
        for words_, room in zip(said, rest, strict=True)
    )
    for row, words_, room in zip(rows, said, rest, strict=True):
        row["of"] = wrap(words_, room if inside else frame.width, most=2)
    under = 0 if inside else max(len(row["of"]) for row in rows) * LINE + 2
    placed = lanes(frame, rows, _BOX + under, above=True)
    lift = placed.offset - under / 2
    scale = alt.Scale(domain=[0, whole], range=[0, frame.width - 1], nice=False)
    x = alt.X("from:Q", scale=scale, axis=None)
    base, size = frame.over(rows), {"height": _BOX, "yOffset": lift}
    # a second name for the same rows, whose lines of the whole stand elsewhere than their labels
    for row in (shifted := [dict(row) for row in rows]):
        row["dy"] = (
            lift - LINE * (len(row["of"]) - 1) / 2 if inside else lift + _BOX / 2 + LINE / 2 + 2
        )
    of = {"x": along(x, "tip"), "dx": 8} if inside else {"x": 0}
    light = base.mark_bar(**size, opacity=0.35)
    box = base.mark_bar(**size, fill=NOTHING, stroke=SECOND_INK, strokeWidth=1, aria=True)
    color = alt.Fill("fill:N", scale=None)
    return _drawn(
        frame,
        placed,
        [
            light.encode(x=along(x, "low"), x2=alt.X2("high:Q"), y=placed.y, fill=color),
            base.mark_bar(**size).encode(x=x, x2=alt.X2("solid:Q"), y=placed.y, fill=color),
            box.encode(
                x=x, x2=alt.X2("whole:Q"), y=placed.y, description=alt.Description("says:N")
            ),
            placed.labels(base),
            words(base, "short", x=0, y=placed.y, by="ink", dx=8, dy=lift, fontWeight=BOLD),
            words(frame.over(shifted), "of", **of, y=placed.y, by="dy", color=SECOND_INK),
        ],
    )
