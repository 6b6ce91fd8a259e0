"""Kinds of divided bars: a whole in its parts, over time or once, and counts of claims and evidence."""

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from claimbook.charts.frame import (
    BOLD,
    DASHED,
    HATCH,
    LANE,
    NOTHING,
    PAPER,
    SECOND_INK,
    Data,
    Frame,
    Layers,
    along,
    enclosed,
    key,
    labels,
    lanes,
    looks,
    on_hatch,
    pixels,
    standing_key,
    words,
)
from claimbook.charts.text import LINE, shorten, wrap
from claimbook.core.text.messages import gettext
from claimbook.core.text.widths import text_width
from claimbook.views.series import ChartRow

_THICK, _THIN = 54, 24
_INSIDE = 10.0
"""What words inside a part need beside them, in pixels."""

_LINES_INSIDE = 2
_BARELY = 0.005
"""The share of a whole below which what is not given counts as rounding."""


def stack(frame: Frame) -> Any:
    """A bar a date, divided; what finds no room in a part is said below its bar."""
    return _divided(frame, lambda row: row.date_words)


def split(frame: Frame) -> Any:
    """One whole in its parts, or a bar for each group of rows, each the same whole."""
    return _divided(frame, lambda row: row.panel)


def _divided(frame: Frame, lane: Callable[[ChartRow], str]) -> Any:
    rows = frame.table(lane=lane, name=lambda row: row.group or row.label)
    heads = _heads(rows)
    whole = max(frame.chart.whole or 0, *(head["to"] for head in heads.values())) or 1.0
    width = frame.width - 2.0
    for row in rows:
        room = width * (row["value"] or 0) / whole - _INSIDE
        row["inside"] = _inside(row["name"], row["short"], room)
        row["stroke"] = PAPER if row["stroke"] == NOTHING else row["stroke"]
    for name, head in heads.items():
        outside = [r for r in rows if r["lane"] == name and not r["inside"]]
        head["below"] = _joined([f"{row['name']} {row['short']}" for row in outside], width)
        head["under"] = len(head["below"]) * LINE + 4
    _, height = lanes(frame, [*heads.values()], _THICK, above=True)
    for row in rows:
        row["y"] = heads[row["lane"]]["y"]
        row["dy"] = -LINE * (len(row["inside"]) - 1) / 2
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, whole], range=[0, width], nice=False), axis=None)
    base, named = frame.over(rows), frame.over([*heads.values()])
    size = {"orient": "horizontal", "height": _THICK}
    bars = base.mark_bar(**size, strokeWidth=1.5, aria=True)
    under: dict[str, Any] = {"dy": (_THICK + LINE) / 2 + 4, "align": "right", "color": SECOND_INK}
    layers = [
        bars.encode(x=x, x2=alt.X2("to:Q"), y=LANE, **looks()),
        words(base, "inside", x=x, y=LANE, by="dy on_fill", dx=6),
        labels(named, 0),
        words(named, "below", x=width, y=LANE, **under),
        *_breaks(frame, {row["key"]: heads[row["lane"]] for row in rows}, width),
    ]
    # e.g. the part of a whole of which no source says what it is
    not_given = gettext("not given")
    rest = [
        {
            "y": head["y"],
            "from": head["to"],
            "to": whole,
            "at": (head["to"] + whole) / 2,
            "said": not_given if width * left / whole > text_width(not_given) + 8 else "",
            "dy": 0,
            "angle": 0,
        }
        for head in heads.values()
        if frame.chart.whole and (left := whole - head["to"]) > whole * _BARELY
    ]
    if rest:
        left_out = frame.over(rest)
        area = left_out.mark_bar(**size, fill=HATCH, stroke=SECOND_INK, strokeWidth=1)
        layers += [area.encode(x=x, x2=alt.X2("to:Q"), y=LANE)]
        layers += on_hatch(left_out, "said", x=along(x, "at"), y=LANE)
    keyed, more = standing_key(frame, 0, height - 8)
    margins = {"left": 1, "right": 1, "top": 2, "bottom": more}
    return enclosed([*layers, *keyed], width=width, height=height, **margins)


def _heads(rows: Data) -> dict[str, dict[str, Any]]:
    """A row for each lane, with its label and where its last part ends; and each part's ends."""
    heads: dict[str, dict[str, Any]] = {}
    for row in rows:
        start = {**row, "label": row["lane"], "weight": BOLD, "to": 0.0}
        head = heads.setdefault(row["lane"], start)
        row["from"], row["to"] = head["to"], head["to"] + (row["value"] or 0)
        head["to"] = row["to"]
    return heads


def _breaks(frame: Frame, heads: dict[str, dict[str, Any]], width: float) -> Layers:
    """A dashed line above the bar from which on counting changes, with what changes."""
    drawn: Layers = []
    for row_key, said in frame.chart.breaks:
        if (head := heads.get(row_key)) and (y := head["y"] - head["drop"] - 2) > 0:
            base = frame.over([{"words": wrap(said, width, most=1)}])
            line = base.mark_rule(strokeDash=DASHED).encode(**pixels(x=0, x2=width, y=y))
            look: dict[str, Any] = {"align": "right", "color": SECOND_INK}
            drawn += [line, words(base, "words", x=width, y=y + LINE / 2 + 3, **look)]
    return drawn


def _inside(name: str, amount: str, room: float) -> list[str]:
    """A name and an amount below it within a part, where they fit."""
    lines = wrap(name, room, most=9)
    broken = any(text_width(word) > room for word in name.split())
    if broken or len(lines) > _LINES_INSIDE or text_width(amount) > room:
        return []
    return [*lines, amount]


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
    look = {"opacity": 1, "dash": [1, 0], "stroke": PAPER}
    rows = [
        {**row, **look, "fill": f"var(--cb-sign-{shown.standing})"}
        for row, shown in zip(frame.table(lane=lambda row: row.label), frame.rows, strict=True)
    ]
    heads = _heads(rows)
    for head in heads.values():
        head["weight"] = 400
    left, height = lanes(frame, [*heads.values()], _THIN)
    width, whole = frame.width - left, max([1.0, *(head["to"] for head in heads.values())])
    for row in rows:
        room = width * (row["value"] or 0) / whole
        row["said"] = row["short"] if text_width(row["short"], bold=True) + 4 <= room else ""
        row["at"], row["y"] = (row["from"] + row["to"]) / 2, heads[row["lane"]]["y"]
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, whole], range=[0, width], nice=False), axis=None)
    base = frame.over(rows)
    bars = base.mark_bar(orient="horizontal", height=_THIN, strokeWidth=1.5, aria=True)
    inside: dict[str, Any] = {"align": "center", "color": PAPER, "fontWeight": BOLD}
    signs = [{**row, "said": row["group"]} for row in _first_of_groups(rows)]
    _, top = key(frame, signs, -left, 0)
    return enclosed(
        [
            bars.encode(x=x, x2=alt.X2("to:Q"), y=LANE, **looks()),
            words(base, "said", x=along(x, "at"), y=LANE, **inside),
            labels(frame.over([*heads.values()]), left),
            *key(frame, signs, -left, -top - 8)[0],
        ],
        width=width,
        height=height,
        left=left,
        top=top + 14,
        bottom=6,
    )


def _first_of_groups(rows: Data) -> Data:
    """The first row of each group, in the order in which the bars are divided."""
    by_lane: dict[str, list[str]] = {}
    for row in rows:
        by_lane.setdefault(row["lane"], []).append(row["group"])
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        first.setdefault(row["group"], row)
    late = {one: max(g.index(one) for g in by_lane.values() if one in g) for one in first}
    return [first[group] for group in sorted(first, key=late.__getitem__)]
