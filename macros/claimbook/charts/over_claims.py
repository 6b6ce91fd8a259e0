"""Kinds over the claims: who speaks about what, and how claims answer each other."""

import math
from typing import Any

import altair as alt

from claimbook.charts.frame import (
    BOLD,
    CIRCLE,
    GRID,
    LANE,
    SECOND_INK,
    Data,
    Frame,
    enclosed,
    key,
    labels,
    lanes,
    looks,
    pixels,
    words,
)
from claimbook.charts.text import LINE, shorten, widest, wrap
from claimbook.core.text.messages import number
from claimbook.core.text.widths import text_width

_CELL = 38
_LONGEST = 150.0
_DOT = 15.0
_BAND = alt.Scale(type="band", padding=0)


def matrix(frame: Frame) -> Any:
    """Labels down, groups across, a circle as large as the number of each pair."""
    names = list(dict.fromkeys(row.group for row in frame.rows))
    topics = list(dict.fromkeys(row.label for row in frame.rows))
    left = min(widest(topics), frame.width * 0.3) + 10
    room = (frame.width - left) / len(names)
    upright = widest([word for name in names for word in name.split()]) <= room
    lean = 0.0 if upright else min(widest(names), _LONGEST) * math.sqrt(0.5)
    width = frame.width - left - lean
    most = max(row.value or 0 for row in frame.rows) or 1
    largest = min(width / len(names) * 0.3, _CELL / 2 - 3)
    rows = frame.table(radius=lambda row: largest * math.sqrt((row.value or 0) / most))
    for row in rows:
        row["size"], row["dx"] = (2 * row["radius"]) ** 2, row["radius"] - 2
    x = alt.X("group:N", sort=names, axis=None, scale=_BAND)
    y = alt.Y("label:N", sort=topics, axis=None, scale=_BAND)
    lined = [{"label": topic, "lines": wrap(topic, left - 10, most=2)} for topic in topics]
    side = frame.over([one | {"dy": -LINE * (len(one["lines"]) - 1) / 2} for one in lined])
    heads = [wrap(n, room, most=4) if upright else [shorten(n, _LONGEST)] for n in names]
    top = max(len(lines) for lines in heads) * LINE + 12 if upright else lean + 18
    rises = [-6 - LINE * (len(lines) - 0.5) if upright else -4 for lines in heads]
    head = frame.over(
        [{"group": n, "lines": h, "dy": d} for n, h, d in zip(names, heads, rises, strict=True)]
    )
    base, line = (
        frame.over(rows),
        alt.Y("label:N", sort=topics, axis=None, scale=_BAND, bandPosition=0),
    )
    dot = base.mark_point(filled=True, opacity=1, xOffset=-6, aria=True)
    turned = {"align": "center"} if upright else {"angle": 315, "dx": 4}
    return enclosed(
        [
            side.mark_rule(stroke=GRID).encode(y=line, **pixels(x=-left, x2=width)),
            dot.encode(x=x, y=y, size=alt.Size("size:Q", scale=None), **looks()),
            words(base, "short", x=x, y=y, by="dx"),
            words(side, "lines", x=-left, y=y, by="dy"),
            words(head, "lines", x=x, y=-2, by="dy", color=SECOND_INK, **turned),
        ],
        width=width,
        height=_CELL * len(topics),
        left=left,
        right=lean,
        top=top,
        bottom=4,
    )


def ties(frame: Frame) -> Any:
    """A lane a relation with a dot for each tie, so that what is most is seen and each is told."""
    rows = frame.table(said=lambda row: row.status)
    by_label: dict[str, Data] = {}
    for row in rows:
        by_label.setdefault(row["label"], []).append(row)
    heads = [{**found[0], "count": number(len(found))} for found in by_label.values()]
    # the room for dots is known only when the labels are laid out, and their height when the dots are
    room = frame.width - lanes(frame, heads, _DOT)[0]
    across = max(1, int((room - text_width("0,000")) // _DOT))
    deep = max(-(-len(found) // across) for found in by_label.values())
    left, height = lanes(frame, heads, deep * _DOT)
    for found, head in zip(by_label.values(), heads, strict=True):
        head["across"] = min(len(found), across) + 0.4
        for at, row in enumerate(found):
            row["across"] = at % across + 0.5
            row["y"] = head["y"] + (at // across - (deep - 1) / 2) * _DOT
    x = alt.X("across:Q", scale=alt.Scale(domain=[0, room / _DOT], nice=False), axis=None)
    base, named = frame.over(rows), frame.over(heads)
    shape, size = CIRCLE
    dots = base.mark_point(filled=True, shape=shape, size=size, opacity=1, aria=True)
    who: dict[str, Data] = {}
    for row in rows:
        who.setdefault(row["fill"], []).append(row)
    signs = [
        {**found[0], "said": ", ".join(dict.fromkeys(row["said"] for row in found))}
        for found in who.values()
    ]
    keyed, more = key(frame, signs, -left, height + 10, CIRCLE)
    return enclosed(
        [
            dots.encode(x=x, y=LANE, **looks()),
            words(named, "count", x=x, y=LANE, fontWeight=BOLD),
            labels(named, left),
            *keyed,
        ],
        width=room,
        height=height,
        left=left,
        top=4,
        bottom=more + 14,
    )
