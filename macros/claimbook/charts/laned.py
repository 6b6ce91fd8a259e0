"""Kinds with a lane a row: amounts beside each other, bounds, and shares of one whole or of many."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from claimbook.charts.frame import (
    BOLD,
    CONTEXT,
    DASHED,
    GRID,
    HATCH,
    INK,
    LANE,
    NOTHING,
    PAPER,
    SECOND_INK,
    Data,
    Frame,
    Layers,
    along,
    amounts,
    enclosed,
    fitted,
    labels,
    lanes,
    looks,
    pixels,
    standing_key,
    word_room,
    words,
)
from claimbook.charts.planes import number_format, ticks, written_marks
from claimbook.charts.text import LINE, widest, wrap
from claimbook.core.text.messages import gettext

BAR = 18
_BOX = 34
_DOT, _SIGN = 6.0, 14.0
"""The room that a dot and the sign of a limit take beside the words of a row, in pixels."""

_SAYS = alt.Description("says:N")


@dataclass(frozen=True, kw_only=True)
class _Laned:
    """Rows in their lanes, and the scale of their amounts; `left` and `height` in pixels."""

    frame: Frame
    rows: Data
    left: float
    height: float
    x: alt.X

    @property
    def base(self) -> Any:
        """The rows, without marks."""
        return self.frame.over(self.rows)

    def words(self) -> Layers:
        """Labels, amounts at the ends of marks, and the signs of their limits before them."""
        at = {"x": along(self.x, "tip"), "y": LANE}
        sign = self.base.transform_filter("datum.sign").mark_point(
            shape=alt.expr("datum.sign"),
            size=50,
            stroke=INK,
            strokeWidth=1.5,
            xOffset=alt.expr("datum.dx_of_sign"),
        )
        said = words(self.base, "short", **at, by="align dx ink", fontWeight=BOLD)
        return [labels(self.base, self.left), said, sign.encode(**at)]

    def across(self) -> Layers:
        """The line at zero, and those of rows with which the others are compared."""
        down = pixels(y=0, y2=self.height)
        zero = self.frame.over([{"zero": 0}]).mark_rule(stroke=SECOND_INK)
        chosen = self.frame.part(r for r in self.frame.compared if r.key in self.frame.chart.levels)
        level = self.frame.over(chosen.table()).mark_rule(strokeDash=DASHED, stroke=INK)
        lines = [zero.encode(x=along(self.x, "zero"), **down), level.encode(x=self.x, **down)]
        halo = {"stroke": PAPER, "strokeWidth": 6}
        return [*lines, labels(self.base, self.left, **halo)] if chosen.rows else lines[:1]

    def dotted(self) -> Layers:
        """Bars between bounds, dots for values, and the words of both."""
        span = self.base.mark_bar(orient="horizontal", height=8, cornerRadius=4, aria=True)
        bounds = {"x": along(self.x, "low"), "x2": alt.X2("high:Q"), "y": LANE}
        dot: dict[str, Any] = {"size": 120, "filled": True, "opacity": 1}
        return [
            span.encode(**bounds, **looks()),
            self.base.mark_point(**dot, fill=PAPER).encode(x=self.x, y=LANE),
            self.base.mark_point(**dot, strokeWidth=1.8, aria=True).encode(
                x=self.x, y=LANE, **looks()
            ),
            *self.words(),
        ]

    def drawn(self, layers: Layers, bottom: float = 0) -> Any:
        """Layers with the key of standings below them, and margins."""
        below, room = standing_key(self.frame, -self.left, self.height + bottom)
        return enclosed(
            [*layers, *below],
            width=self.frame.width - self.left,
            height=self.height,
            left=self.left,
            top=6,
            bottom=bottom + room + 10,
        )


def _table(frame: Frame, least: float, mark: float, *, from_zero: bool) -> Data:
    """The data of rows, with where each mark ends, and how its words stand there and need room.

    Words of amounts stand at the end of the mark, and never before the amount `least`.
    """
    rows = frame.table()
    for row, shown in zip(rows, frame.rows, strict=True):
        stated = amounts([shown])
        below = from_zero and bool(stated) and max(stated) < 0
        if stated and shown.value is None:
            if from_zero and shown.low is None:
                row["low"] = 0
            elif not from_zero and len(stated) == 1:
                # one bound alone is a dot, with the words that say which
                row["value"] = stated[0]
        row["tip"] = min(stated) if below else max([*stated, least])
        row["from"], row["solid"] = 0, row["low"] if shown.value is None else shown.value
        away = 6 + mark + (_SIGN if row["sign"] else 0)
        row["dx"], row["align"] = (-away, "right") if below else (away, "left")
        row["dx_of_sign"] = -8 - mark if below else 8 + mark
        row["room"] = (word_room(shown.short) + away - 6) * (-1 if below else 1)
    return rows


def _laid(frame: Frame, whole: float = 0.0, mark: float = 0.0) -> _Laned:
    """Rows in lanes on a scale that holds zero."""
    stated = [0.0, *amounts(frame.compared), whole]
    low, high = min(stated), max(stated) if max(stated) > min(stated) else min(stated) + 1
    rows, compared = (
        _table(one, whole, mark, from_zero=True) for one in (frame, frame.part(frame.compared))
    )
    left, height = lanes(frame, rows, BAR)
    ends = [(row["tip"], row["room"]) for row in compared]
    extent = fitted(ends, low, high, frame.width - left)
    scale = alt.Scale(domain=[low, high], range=extent, nice=False)
    x = alt.X("value:Q", scale=scale, axis=None)
    return _Laned(frame=frame, rows=rows, left=left, height=height, x=x)


def bar(frame: Frame) -> Any:
    """Amounts beside each other, from a line at zero; hatched between bounds without a value."""
    laid = _laid(frame)
    size = {"orient": "horizontal", "height": BAR, "aria": True}
    bounds = {"x": along(laid.x, "low"), "x2": alt.X2("high:Q"), "y": LANE}
    between = laid.base.transform_filter("!isValid(datum.value)")
    whisker = laid.base.transform_filter("isValid(datum.value) && isValid(datum.low)")
    solid = {"x": along(laid.x, "from"), "x2": alt.X2("solid:Q"), "y": LANE}
    return laid.drawn(
        [
            laid.base.mark_bar(**size).encode(**solid, **looks()),
            between.mark_bar(**size, fill=HATCH, stroke=SECOND_INK).encode(
                **bounds, description=_SAYS
            ),
            whisker.mark_rule(stroke=INK).encode(**bounds),
            *laid.across(),
            *laid.words(),
        ]
    )


def dots(frame: Frame) -> Any:
    """A dot a row on a stem from zero; bounds without a value as a line between them."""
    laid = _laid(frame, mark=_DOT)
    stem = laid.base.mark_rule(stroke=GRID, strokeWidth=2)
    stems = stem.encode(x=along(laid.x, "from"), x2=alt.X2("tip:Q"), y=LANE)
    return laid.drawn([stems, *laid.across(), *laid.dotted()])


def range_(frame: Frame) -> Any:
    """Bounds on a scale that need not hold zero, with its numbers below; a value alone is a dot."""
    stated = amounts(frame.compared)
    rows, compared = (
        _table(one, min(stated), _DOT, from_zero=False)
        for one in (frame, frame.part(frame.compared))
    )
    left, height = lanes(frame, rows, BAR)
    ends = [(row["tip"], row["room"]) for row in compared]
    for count in (5, 4, 3, 2, 1):
        marks = ticks(min(stated), max(stated), count, around=True)
        extent = fitted(ends, marks[0], marks[-1], frame.width - left)
        if (widest(written_marks(marks)) + 12) * len(marks) <= extent[1] - extent[0]:
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
    x = alt.X("value:Q", scale=scale, axis=axis)
    laid = _Laned(frame=frame, rows=rows, left=left, height=height, x=x)
    return laid.drawn(laid.dotted(), bottom=2 * LINE + 8)


def part(frame: Frame) -> Any:
    """Amounts against one whole, which is drawn as an outline around each."""
    whole = frame.chart.whole or max(amounts(frame.compared))
    laid = _laid(frame, whole)
    size = {"orient": "horizontal", "height": BAR}
    at = {"x": along(laid.x, "from"), "y": LANE}
    outline = laid.base.mark_bar(**size, fill=NOTHING, stroke=SECOND_INK, strokeWidth=1)
    filled = laid.base.mark_bar(**size, aria=True).encode(**at, x2=alt.X2("value:Q"), **looks())
    return laid.drawn([outline.encode(**at, x2=alt.X2Datum(whole)), filled, *laid.words()])


def wholes(frame: Frame) -> Any:
    """Shares of different wholes: every bar is its own whole, so lengths do not compare."""
    whole = frame.chart.whole or 100.0
    # e.g. of all carts
    rows = frame.table(of=lambda row: gettext("of {whole}", whole=row.of) if row.of else "")
    for row, shown in zip(rows, frame.rows, strict=True):
        dated = shown.date_words if shown.date_words != shown.label else ""
        row["label"] = " · ".join(one for one in (shown.label, dated) if one)
        row |= {"from": 0, "tip": max(amounts([shown]), default=0.0)}
        row["solid"] = shown.low if shown.value is None else shown.value
        covered = frame.width * (row["solid"] or 0) / whole > word_room(shown.short) + 4
        row["ink"] = PAPER if covered and row["color"] != CONTEXT else INK
        row["room"] = frame.width * (1 - row["tip"] / whole) - 16
    inside = all(_holds(row["of"], row["room"]) for row in rows)
    for row in rows:
        row["of"] = wrap(row["of"], row["room"] if inside else frame.width, most=2)
        high = len(row["of"]) * LINE
        row["under"] = 0 if inside else high + 2
        row["down"] = (LINE - high) / 2 if inside else (_BOX + LINE) / 2 + 2
    left, height = lanes(frame, rows, _BOX, above=True)
    scale = alt.Scale(domain=[0, whole], range=[0, frame.width - 1], nice=False)
    x = alt.X("from:Q", scale=scale, axis=None)
    laid = _Laned(frame=frame, rows=rows, left=left, height=height, x=x)
    size = {"orient": "horizontal", "height": _BOX}
    light = laid.base.mark_bar(**size, opacity=0.35)
    box = laid.base.mark_bar(**size, fill=NOTHING, stroke=SECOND_INK, strokeWidth=1, aria=True)
    color = alt.Fill("fill:N", scale=None)
    of = {"x": along(x, "tip"), "dx": 8} if inside else {"x": 0}
    return laid.drawn(
        [
            light.encode(x=along(x, "low"), x2=alt.X2("high:Q"), y=LANE, fill=color),
            laid.base.mark_bar(**size).encode(x=x, x2=alt.X2("solid:Q"), y=LANE, fill=color),
            box.encode(x=x, x2=alt.X2Datum(whole), y=LANE, description=_SAYS),
            labels(laid.base, left),
            words(laid.base, "short", x=0, y=LANE, by="ink", dx=8, fontWeight=BOLD),
            words(laid.base, "of", **of, y=LANE, dy=alt.expr("datum.down"), color=SECOND_INK),
        ]
    )


def _holds(said: str, room: float) -> bool:
    """Whether a box has room for all of some words."""
    lines = wrap(said, room, most=_BOX // LINE)
    return lines == wrap(said, room, most=9) and widest(said.split()) <= room
