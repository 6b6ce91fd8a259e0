"""Kinds over the claims: who speaks about what, and how claims answer each other."""

import math
from typing import Any

import altair as alt

from claimbook.charts.frame import LINE, Data, Frame, looks
from claimbook.charts.parts import CIRCLE, LANE, enclosed, key, lanes, pixels, words
from claimbook.core.records.lines import shorten, widest, wrap
from claimbook.core.text.messages import number
from claimbook.core.text.widths import text_width
from claimbook.views.wording import in_list

_CELL = 38
_LONGEST = 150.0
_DOT = 15.0


def matrix(frame: Frame) -> Any:
    """Labels down, groups across, a circle as large as the number of each pair."""
    names = list(dict.fromkeys(row.group for row in frame.rows))
    topics = list(dict.fromkeys(row.label for row in frame.rows))
    left = min(widest(topics), frame.width * 0.3) + 10
    room = (frame.width - left) / len(names)
    upright = widest([word for name in names for word in name.split()]) <= room
    lean = 0.0 if upright else min(widest(names), _LONGEST) * math.sqrt(0.5)
    heads = {n: wrap(n, room, most=4) if upright else [shorten(n, _LONGEST)] for n in names}
    deep = max(map(len, heads.values()))
    top = deep * LINE + 12 if upright else lean + 18
    width = frame.width - left - lean
    most = max(row.value or 0 for row in frame.rows) or 1
    largest = min(width / len(names) * 0.3, _CELL / 2 - 3)
    rows = frame.table(radius=lambda row: largest * math.sqrt((row.value or 0) / most))
    for row in rows:
        row["size"], row["dx"] = (2 * row["radius"]) ** 2, row["radius"] - 2
    lined = [{"label": topic, "lines": wrap(topic, left - 10, most=2)} for topic in topics]
    side = frame.over([one | {"dy": -LINE * (len(one["lines"]) - 1) / 2} for one in lined])
    tops = [{"group": n, "lines": of, "dy": 2 - LINE * len(of)} for n, of in heads.items()]
    leaning = {"align": "center"} if upright else {"angle": -45, "dx": 8}
    band = alt.Scale(type="band", padding=0)
    x = alt.X("group:N", sort=names, axis=None, scale=band)
    y = alt.Y("label:N", sort=topics, axis=None, scale=band)
    edge = alt.Y("label:N", sort=topics, axis=None, scale=band, bandPosition=0)
    base, size = frame.over(rows), alt.Size("size:Q", scale=None)
    layers = [
        side.mark_rule(style="faint").encode(y=edge, **pixels(x=-left, x2=width)),
        base.mark_point(xOffset=-6, aria=True).encode(x=x, y=y, size=size, **looks()),
        words(base, "short", x=x, y=y, by="dx"),
        words(side, "lines", x=-left, y=y, by="dy"),
        words(frame.over(tops), "lines", x=x, y=0, by="dy", style="second", **leaning),
    ]
    margins = {"left": left, "right": lean, "top": top, "bottom": 4}
    return enclosed(layers, width=width, height=_CELL * len(topics), **margins)


def ties(frame: Frame) -> Any:
    """A lane a relation with a dot for each tie, so that what is most is seen and each is told."""
    rows = frame.table(said=lambda row: row.status)
    by_label: dict[str, Data] = {}
    for row in rows:
        by_label.setdefault(row["label"], []).append(row)
    heads = [found[0] | {"count": number(len(found))} for found in by_label.values()]
    # the room for dots is known only when the labels are laid out, and their height when the dots are
    room = lanes(frame, heads, _DOT).width
    across = max(1, int((room - text_width("0,000")) // _DOT))
    deep = max(-(-len(found) // across) for found in by_label.values())
    laid = lanes(frame, heads, deep * _DOT)
    for found, head in zip(by_label.values(), heads, strict=True):
        head["across"] = min(len(found), across) + 0.4
        for at, row in enumerate(found):
            row["across"] = at % across + 0.5
            row["y"] = head["y"] + (at // across - (deep - 1) / 2) * _DOT
    x = alt.X("across:Q", scale=alt.Scale(domain=[0, room / _DOT], nice=False), axis=None)
    shape, size = CIRCLE
    dots = frame.over(rows).mark_point(shape=shape, size=size, aria=True)
    who: dict[str, Data] = {}
    for row in rows:
        who.setdefault(row["fill"], []).append(row)
    signs = [
        found[0] | {"said": in_list(dict.fromkeys(row["said"] for row in found))}
        for found in who.values()
    ]
    keyed, more = key(frame, signs, -laid.left, laid.height + 10, CIRCLE)
    layers = [
        dots.encode(x=x, y=LANE, **looks()),
        words(laid.base, "count", x=x, y=LANE, style="strong"),
        laid.labels(),
        *keyed,
    ]
    return laid.drawn(layers, top=4, bottom=more + 14)
