"""Kinds of divided bars: a whole in its parts, over time or once, and counts of claims and evidence."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import altair as alt

from claimbook.charts.frame import BOLD, INK, LINE, NOTHING, PAPER, Data, Frame, Layers, looks
from claimbook.charts.parts import LANE, along, key, lanes, on_hatch, pixels, words
from claimbook.core.records.lines import shorten, unbroken_lines, wrap
from claimbook.core.text.messages import gettext
from claimbook.core.text.widths import text_width
from claimbook.views.chart import ChartRow

_THICK, _THIN = 58, 24
_INSIDE = 10.0
"""What words inside a part need beside them, in pixels."""

_BARELY = 0.005
"""The share of a whole below which what is not given counts as rounding."""

_TO = alt.X2("to:Q")


def stack(frame: Frame) -> Any:
    """A bar a date, divided; what finds no room in a part is said below its bar."""
    return _in_parts(frame, lambda row: row.date_words)


def split(frame: Frame) -> Any:
    """One whole in its parts, or a bar for each group of rows, each the same whole."""
    return _in_parts(frame, lambda row: row.panel)


def _in_parts(frame: Frame, lane: Callable[[ChartRow], str]) -> Any:
    rows = frame.table(lane=lane, name=lambda row: row.group or row.label)
    heads = _heads(rows)
    whole = max(frame.chart.whole or 0, *(head["to"] for head in heads.values())) or 1.0
    width = frame.width - 1.0
    for row in rows:
        room = width * (row["value"] or 0) / whole - _INSIDE
        row["inside"] = _inside(row["name"], row["short"], room)
        row["stroke"] = PAPER if row["stroke"] == NOTHING else row["stroke"]
    for name, head in heads.items():
        outside = [r for r in rows if r["lane"] == name and not r["inside"]]
        head["below"] = _joined([f"{row['name']} {row['short']}" for row in outside], width)
        head["under"] = len(head["below"]) * LINE + 4
    laid = lanes(frame, [*heads.values()], _THICK, above=True)
    for row in rows:
        row["y"] = heads[row["lane"]]["y"]
        row["dy"] = -LINE * (len(row["inside"]) - 1) / 2
    rest = [
        head | {"from": head["to"], "to": whole, "at": (head["to"] + whole) / 2, "angle": 0}
        for head in heads.values()
        if frame.chart.whole and whole - head["to"] > whole * _BARELY
    ]
    # e.g. the part of a whole of which no source says what it is
    not_given = gettext("not given")
    for row in rest:
        fits = width * (whole - row["from"]) / whole > text_width(not_given) + 8
        row["said"] = not_given if fits else ""
    x, base, left_out = _across(whole, width), frame.over(rows), frame.over(rest)
    size = {"orient": "horizontal", "height": _THICK}
    bars = base.mark_bar(**size, strokeWidth=1.5, aria=True)
    area = left_out.mark_bar(**size, style="hatch").encode(x=x, x2=_TO, y=LANE)
    down = (_THICK + LINE) / 2 + 4
    layers = [
        bars.encode(x=x, x2=_TO, y=LANE, **looks()),
        words(base, "inside", x=x, y=LANE, by="dy on_fill", dx=6),
        laid.labels(),
        words(laid.base, "below", x=width, y=LANE, dy=down, align="right", style="second"),
        *_breaks(frame, {row["key"]: heads[row["lane"]] for row in rows}, width),
        *([area, *on_hatch(left_out, "said", x=along(x, "at"), y=LANE)] if rest else []),
    ]
    return laid.drawn(layers, below=-8, top=2, bottom=8)


def _heads(rows: Data, weight: int = BOLD) -> dict[str, dict[str, Any]]:
    """A row for each lane, with its label and where its last part ends.

    Adds to each row where its part begins and ends, and how many are before it.
    """
    heads: dict[str, dict[str, Any]] = {}
    for row in rows:
        start = row | {"label": row["lane"], "weight": weight, "to": 0.0, "parts": 0}
        head = heads.setdefault(row["lane"], start)
        row["from"], row["to"] = head["to"], head["to"] + (row["value"] or 0)
        row["place"] = head["parts"]
        head["to"], head["parts"] = row["to"], head["parts"] + 1
    return heads


def _across(whole: float, width: float) -> alt.X:
    scale = alt.Scale(domain=[0, whole], range=[0, width], nice=False)
    return alt.X("from:Q", scale=scale, axis=None)


def _breaks(frame: Frame, heads: dict[str, dict[str, Any]], width: float) -> Layers:
    """A dashed line above the bar from which on counting changes, with what changes."""
    drawn: Layers = []
    for row_key, said in frame.chart.breaks:
        if (head := heads.get(row_key)) and (y := head["y"] - head["drop"] - 2) > 0:
            base = frame.over([{"words": wrap(said, width, most=1)}])
            line = base.mark_rule(style="break").encode(**pixels(x=0, x2=width, y=y))
            under = {"x": width, "y": y + LINE / 2 + 3, "align": "right"}
            drawn += [line, words(base, "words", **under, style="second")]
    return drawn


def _inside(name: str, amount: str, room: float) -> list[str]:
    """A name and an amount below it within a part, where they fit."""
    lines = unbroken_lines(name, room, most=2) if text_width(amount) <= room else []
    return [*lines, amount] if lines else []


def _joined(items: Sequence[str], width: float) -> list[str]:
    """Items beside each other, broken only between them."""
    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]} · {item}" if lines else item
        if lines and text_width(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(shorten(item, width))
    return lines


def evidence(frame: Frame) -> Any:
    """One bar a label, divided by sign in the order given, with the counts inside."""
    rows, by_sign = frame.table(lane=lambda row: row.label), dict[str, list[str]]()
    for row, shown in zip(rows, frame.rows, strict=True):
        color, groups = f"var(--cb-sign-{shown.standing})", by_sign.setdefault(shown.standing, [])
        groups.extend({shown.group} - {*groups})
        # of several with one sign the first is full, and others are ever lighter
        lighter = groups.index(shown.group)
        edge, ink = (color, INK) if lighter else (PAPER, PAPER)
        row.update(fill=color, stroke=edge, on_fill=ink, dash=[1, 0])
        row["opacity"] = 0.35 / lighter if lighter else 1
    heads = _heads(rows, weight=400)
    laid = lanes(frame, [*heads.values()], _THIN)
    whole = max(1.0, *(head["to"] for head in heads.values()))
    for row in rows:
        room = laid.width * (row["value"] or 0) / whole
        row["said"] = row["short"] if text_width(row["short"], bold=True) + 4 <= room else ""
        row["at"], row["y"] = (row["from"] + row["to"]) / 2, heads[row["lane"]]["y"]
    last = {row["group"]: row for row in sorted(rows, key=itemgetter("place"))}
    in_order = sorted(last.values(), key=itemgetter("place"))
    # in a single bar the key has the amounts too, for which small parts have no room
    alone = len(heads) == 1
    signs = [
        row | {"said": " ".join([row["group"], row["short"]][: 1 + alone])} for row in in_order
    ]
    _, top = key(frame, signs, -laid.left, 0)
    x, base = _across(whole, laid.width), frame.over(rows)
    bars = base.mark_bar(orient="horizontal", height=_THIN, strokeWidth=1.5, aria=True)
    layers = [
        bars.encode(x=x, x2=_TO, y=LANE, **looks()),
        words(base, "said", x=along(x, "at"), y=LANE, by="on_fill", align="center", style="strong"),
        laid.labels(),
        *key(frame, signs, -laid.left, -top - 8)[0],
    ]
    return laid.drawn(layers, top=top + 14, bottom=6)
