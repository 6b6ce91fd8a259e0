"""Kinds with a lane a row: amounts beside each other, bounds, and shares of one whole or of many."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from claimbook.charts.frame import INK, LINE, Data, Frame, Layers, amounts, as_is, looks
from claimbook.charts.parts import LANE, Lanes, along, lanes, pixels, word_room, words
from claimbook.charts.planes import amount_ticks, by_value
from claimbook.core.records.lines import unbroken_lines, wrap
from claimbook.core.text.messages import gettext
from claimbook.core.text.ticks import ticks

BAR, _BOX = 18, 34
_DOT, _SIGN = 6.0, 14.0
"""The room that a dot and the sign of a limit take beside the words of a row, in pixels."""


@dataclass(frozen=True, kw_only=True)
class _Laned(Lanes):
    """Rows in lanes, and the channel of their amounts."""

    x: alt.X

    def bars(self, start: str, end: str, only: str = "", *, height: int = BAR, **look: Any) -> Any:
        """Bars from one amount of a row to another, of those for which an expression holds."""
        base = self.base.transform_filter(only) if only else self.base
        bars = base.mark_bar(orient="horizontal", height=height, **look)
        return bars.encode(x=along(self.x, start), x2=alt.X2(f"{end}:Q"), y=LANE)

    def words(self) -> Layers:
        """Labels, amounts at the ends of marks, and the signs of their limits before them."""
        at = {"x": along(self.x, "tip"), "y": LANE}
        signed = self.base.transform_filter("datum.sign")
        shape, aside = alt.expr("datum.sign"), alt.expr("datum.dx_of_sign")
        sign = signed.mark_point(filled=False, size=50, shape=shape, xOffset=aside)
        said = words(self.base, "short", **at, by="align dx ink", style="strong")
        return [self.labels(), said, sign.encode(**at)]

    def across(self) -> Layers:
        """The line at zero, and those of rows with which the others are compared."""
        down = pixels(y=0, y2=self.height)
        if self.left:
            zero, at = self.frame.over([{"from": 0}]).mark_rule(), down
        else:  # not through labels
            zero = self.base.mark_rule(yOffset=-BAR * 0.7, y2Offset=BAR * 0.7)
            at = {"y": LANE, "y2": alt.Y2("y:Q")}
        chosen = self.frame.part(r for r in self.frame.compared if r.key in self.frame.chart.levels)
        level = self.frame.over(chosen.table()).mark_rule(style="level")
        lines = [zero.encode(x=along(self.x, "from"), **at), level.encode(x=self.x, **down)]
        return [*lines, self.labels(style="clear")] if chosen.rows else lines[:1]

    def dotted(self) -> Layers:
        """Bars between bounds, dots for values, and the words of both."""
        dot = self.base.mark_point(size=120, aria=True).encode(x=self.x, y=LANE, **looks())
        ground = self.base.mark_point(size=120, style="ground").encode(x=self.x, y=LANE)
        span = self.bars("low", "high", height=8, cornerRadius=4, aria=True)
        return [span.encode(**looks()), ground, dot, *self.words()]


def _table(frame: Frame, least: float, mark: float, *, from_zero: bool) -> Data:
    """The data of rows, with where each mark ends, and how its words stand there and need room.

    Words of amounts stand at the end of the mark, and never before the amount `least`.
    """
    rows = frame.table()
    for row, shown in zip(rows, frame.rows, strict=True):
        stated = amounts([shown])
        side = -1 if from_zero and max(stated, default=0) < 0 else 1
        row["from"], row["solid"] = 0, shown.low if shown.value is None else shown.value
        if from_zero and shown.value is None is shown.low:
            row["low"] = 0
        elif not from_zero and len(stated) == 1:
            # one bound alone is a dot, with the words that say which
            row["value"] = stated[0]
        row["tip"] = min(stated) if side < 0 else max([*stated, least])
        away = 6 + mark + (_SIGN if row["sign"] else 0)
        row["dx"], row["align"] = side * away, "right" if side < 0 else "left"
        row["dx_of_sign"] = side * (8 + mark)
        row["room"] = side * (word_room(shown.short) + away - 6)
    return rows


def _extent(rows: Data, low: float, span: float, width: float) -> list[float]:
    """Where a scale begins and ends, in pixels, so that words beyond the ends of bars find room."""
    left = max(0.0, *(-row["room"] for row in rows))
    before = [row for row in rows if row["room"] > 0 and row["tip"] > low]
    each = [(width - left - row["room"]) / (row["tip"] - low) for row in before]
    return [left, left + max(min([width - left, *(one * span for one in each)]), width * 0.2)]


def _laid(frame: Frame, whole: float = 0, mark: float = 0, axis: alt.Axis | None = None) -> _Laned:
    """Rows in lanes on a scale that holds zero, or on one that has an axis and need not hold it."""
    stated = amounts(frame.compared)
    if axis:
        axis.values = ticks(min(stated), max(stated), 5)
        axis.labelExpr = by_value(axis.values, amount_ticks(frame.chart, axis.values))
        low, *_, high = axis.values
    else:
        low, high = min(0.0, *stated), max(0.0, whole, *stated)
    rows, compared = (
        _table(one, low if axis else whole, mark, from_zero=axis is None)
        for one in (frame, frame.part(frame.compared))
    )
    laid = lanes(frame, rows, BAR)
    extent = _extent(compared, low, (high - low) or 1.0, laid.width)
    scale = alt.Scale(domain=[low, high if high > low else low + 1], range=extent, nice=False)
    return _Laned(**vars(laid), x=alt.X("value:Q", scale=scale, axis=axis))


def bar(frame: Frame) -> Any:
    """Amounts beside each other, from a line at zero; hatched between bounds without a value."""
    laid = _laid(frame)
    between = laid.bars("low", "high", "!isValid(datum.value)", style="hatch", aria=True)
    bounds = laid.bars("low", "high", "isValid(datum.value)", height=1)
    solid = laid.bars("from", "solid", aria=True).encode(**looks())
    layers = [
        solid,
        between.encode(description=alt.Description("says:N")),
        bounds,
        *laid.across(),
        *laid.words(),
    ]
    return laid.drawn(layers, top=6, bottom=10)


def dots(frame: Frame) -> Any:
    """A dot a row on a stem from zero; bounds without a value as a line between them."""
    laid = _laid(frame, mark=_DOT)
    stems = laid.bars("from", "tip", height=2, style="faint")
    return laid.drawn([stems, *laid.across(), *laid.dotted()], top=6, bottom=10)


def range_(frame: Frame) -> Any:
    """Bounds on a scale that need not hold zero, with its numbers below; a value alone is a dot."""
    look: dict[str, Any] = {"titleAlign": "left", "titleAnchor": "start", "labelSeparation": 20}
    axis = alt.Axis(title=frame.chart.unit_title, tickCount=5, domain=False, ticks=False, **look)
    laid = _laid(frame, mark=_DOT, axis=axis)
    return laid.drawn(laid.dotted(), below=2 * LINE + 8, top=6, bottom=10)


def part(frame: Frame) -> Any:
    """Amounts against one whole, which is drawn as an outline around each."""
    whole = frame.chart.whole or max(amounts(frame.compared))
    laid = _laid(frame, whole)
    outline = laid.bars("from", "tip", style="outline").encode(x2=alt.X2Datum(whole))
    filled = laid.bars("from", "value", aria=True).encode(**looks())
    return laid.drawn([outline, filled, *laid.words()], top=6, bottom=10)


def wholes(frame: Frame) -> Any:
    """Shares of different wholes: every bar is its own whole, so lengths do not compare."""
    whole, width = frame.chart.whole or 100.0, frame.width - 1
    rows = frame.table()
    for row, shown in zip(rows, frame.rows, strict=True):
        row["label"] = " · ".join(filter(None, dict.fromkeys((shown.label, shown.date_words))))
        row["from"], row["tip"] = 0, max(amounts([shown]), default=0.0)
        row["solid"] = shown.low if shown.value is None else shown.value
        end, needed = width * row["tip"] / whole, word_room(shown.short)
        covered = width * (row["solid"] or 0) / whole > needed + 4
        row["ink"], row["dx"] = (row["on_color"], 8) if covered else (INK, end + 8)
        row["beside"] = end + 8 if covered else end + needed + 8
        # e.g. of all carts
        row["of"] = gettext("of {whole}", whole=shown.of) if shown.of else ""
        row["room"] = width - row["beside"] - 8
    inside = all(unbroken_lines(row["of"], row["room"], most=2) for row in rows if row["of"])
    for row in rows:
        row["of"] = wrap(row["of"], row["room"] if inside else frame.width, most=2)
        high = len(row["of"]) * LINE
        row["under"] = 0 if inside else high + 6
        row["down"] = (LINE - high) / 2 if inside else (_BOX + LINE) / 2 + 2
    laid = lanes(frame, rows, _BOX, above=True)
    scale = alt.Scale(domain=[0, whole], range=[0, width], nice=False)
    laid = _Laned(**vars(laid), x=alt.X("from:Q", scale=scale, axis=None))
    box = laid.bars("from", "tip", height=_BOX, style="outline", aria=True)
    aside = alt.expr("datum.beside") if inside else 0
    layers = [
        laid.bars("low", "high", height=_BOX, opacity=0.35).encode(**as_is(fill="fill")),
        laid.bars("from", "solid", height=_BOX).encode(**as_is(fill="fill")),
        box.encode(x2=alt.X2Datum(whole), description=alt.Description("says:N")),
        laid.labels(),
        words(laid.base, "short", x=0, y=LANE, by="ink dx", style="strong"),
        words(laid.base, "of", x=0, y=LANE, dx=aside, dy=alt.expr("datum.down"), style="second"),
    ]
    return laid.drawn(layers, top=6, bottom=10)
