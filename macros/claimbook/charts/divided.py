"""Kinds of divided bars: a whole in its parts, over time or once, and counts of claims and evidence."""

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt

from claimbook.charts.frame import (
    BOLD,
    DASHED,
    HATCH,
    NOTHING,
    PAPER,
    SECOND_INK,
    Frame,
    Layers,
    Swatch,
    along,
    enclosed,
    key,
    lanes,
    looks,
    on_hatch,
    pixels,
    standing_key,
    words,
)
from claimbook.charts.text import LINE, shorten, wrap
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
    names = list(dict.fromkeys(row["lane"] for row in rows))
    sums = {name: sum(r["value"] or 0 for r in rows if r["lane"] == name) for name in names}
    whole = max(frame.chart.whole or 0, *sums.values()) or 1.0
    width = frame.width - 2.0
    outside: dict[str, list[str]] = {name: [] for name in names}
    ends = dict.fromkeys(names, 0.0)
    for row in rows:
        row["from"] = ends[row["lane"]]
        row["to"] = ends[row["lane"]] = row["from"] + (row["value"] or 0)
        row["inside"] = _inside(
            row["name"], row["short"], width * (row["value"] or 0) / whole - _INSIDE
        )
        if not row["inside"]:
            outside[row["lane"]].append(f"{row['name']} {row['short']}")
        row["stroke"] = PAPER if row["stroke"] == NOTHING else row["stroke"]
    below = {name: _joined(items, width) for name, items in outside.items()}
    titles = {name: wrap(name, width, most=2, bold=True) for name in names}
    top = max(len(lines) for lines in titles.values()) * LINE + 4 if any(names) else 0
    most = max(len(lines) for lines in below.values())
    height = top + _THICK + most * LINE + (18 if most else 14)
    middle = top + _THICK / 2 - height / 2
    for row in rows:
        row["dy"] = middle - LINE * (len(row["inside"]) - 1) / 2
    heads = [{"lane": n, "title": titles[n], "below": below[n], "to": ends[n]} for n in names]
    y = alt.Y("lane:N", sort=names, axis=None, scale=alt.Scale(type="band", padding=0))
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, whole], range=[0, width], nice=False), axis=None)
    base, named = frame.over(rows), frame.over(heads)
    size = {"height": _THICK, "yOffset": middle}
    bars = base.mark_bar(**size, strokeWidth=1.5, aria=True)
    first, under = -height / 2 + LINE / 2, middle + _THICK / 2 + LINE / 2 + 4
    layers = [
        bars.encode(x=x, x2=alt.X2("to:Q"), y=y, **looks()),
        words(base, "inside", x=x, y=y, by="dy on_fill", dx=6),
        words(named, "title", x=0, y=y, dy=first, fontWeight=BOLD),
        words(named, "below", x=width, y=y, dy=under, align="right", color=SECOND_INK),
        *_breaks(frame, rows, names, height, width),
    ]
    rest = [
        {
            "lane": name,
            "from": ends[name],
            "to": whole,
            "at": (ends[name] + whole) / 2,
            "said": "not given" if width * left / whole > text_width("not given") + 8 else "",
            "dy": middle,
            "angle": 0,
        }
        for name in names
        if frame.chart.whole and (left := whole - ends[name]) > whole * _BARELY
    ]
    if rest:
        left_out = frame.over(rest)
        area = left_out.mark_bar(**size, fill=HATCH, stroke=SECOND_INK, strokeWidth=1)
        layers += [area.encode(x=x, x2=alt.X2("to:Q"), y=y)]
        layers += on_hatch(left_out, "said", x=along(x, "at"), y=y)
    total = height * len(names)
    keyed, more = standing_key(frame, 0, total - 8)
    margins = {"left": 1, "right": 1, "top": 2, "bottom": more}
    return enclosed([*layers, *keyed], width=width, height=total, **margins)


def _breaks(
    frame: Frame, rows: list[dict[str, str]], names: list[str], step: float, width: float
) -> Layers:
    """A dashed line between two bars where counting changes, with what changes."""
    drawn: Layers = []
    lanes_ = {row["key"]: names.index(row["lane"]) for row in rows}
    for row_key, said in frame.chart.breaks:
        if at := lanes_.get(row_key, 0):
            y, base = at * step - 2, frame.over([{"words": wrap(said, width, most=1)}])
            text: dict[str, Any] = {"align": "right", "color": SECOND_INK}
            drawn += [
                base.mark_rule(strokeDash=DASHED).encode(**pixels(x=0, x2=width, y=y)),
                words(base, "words", x=width, y=y + LINE / 2 + 3, **text),
            ]
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
    rows = frame.table(fill=lambda row: f"var(--cb-sign-{row.standing})")
    ends: dict[str, float] = dict.fromkeys((row["label"] for row in rows), 0.0)
    order = [*ends]
    for row in rows:
        row |= {"key": row["label"], "opacity": 1, "dash": [1, 0], "stroke": PAPER}
        row["rank"], row["from"] = order.index(row["label"]), ends[row["label"]]
        row["to"] = ends[row["label"]] = row["from"] + (row["value"] or 0)
    placed = lanes(frame, rows, _THIN)
    width, whole = frame.width - placed.left, max([1.0, *ends.values()])
    for row in rows:
        room = width * (row["value"] or 0) / whole
        row["said"] = row["short"] if text_width(row["short"], bold=True) + 4 <= room else ""
        row["at"] = (row["from"] + row["to"]) / 2
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, whole], range=[0, width], nice=False), axis=None)
    base = frame.over(rows)
    heads = frame.over([next(row for row in rows if row["key"] == name) for name in ends])
    bars = base.mark_bar(height=_THIN, yOffset=placed.offset, strokeWidth=1.5, aria=True)
    look: dict[str, Any] = {
        "align": "center",
        "color": PAPER,
        "fontWeight": BOLD,
        "dy": placed.offset,
    }
    signs = _signs(frame)
    _, top = key(frame, signs, -placed.left, 0)
    return enclosed(
        [
            bars.encode(x=x, x2=alt.X2("to:Q"), y=placed.y, **looks()),
            words(base, "said", x=along(x, "at"), y=placed.y, **look),
            placed.labels(heads),
            *key(frame, signs, -placed.left, -top - 8)[0],
        ],
        width=width,
        height=placed.height,
        left=placed.left,
        top=top + 14,
        bottom=6,
    )


def _signs(frame: Frame) -> list[tuple[Swatch, float, str]]:
    """Colors and words of the signs, in the order in which the bars are divided."""
    by_label: dict[str, list[str]] = {}
    for row in frame.chart.rows:
        by_label.setdefault(row.label, []).append(row.group)
    first = {row.group: row for row in reversed(frame.chart.rows)}

    def rank(group: str) -> int:
        """Where a group stands: as late as it ever comes in a bar."""
        return max(groups.index(group) for groups in by_label.values() if group in groups)

    def swatch(sign: str) -> Swatch:
        box = frame.over([{}]).mark_rect(fill=f"var(--cb-sign-{sign})")
        return lambda x, y: box.encode(**pixels(x=x - 6, x2=x + 6, y=y - 6, y2=y + 6))

    order = sorted(dict.fromkeys(row.group for row in frame.chart.rows), key=rank)
    return [(swatch(first[group].standing), 12.0, group) for group in order]
