"""Kinds over time: columns, steps, lines, and two dates side by side."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import altair as alt

from claimbook.charts.frame import BOLD, LINE, Data, Frame, Layers, amounts, as_is, looks, strokes
from claimbook.charts.parts import along, enclosed, word_room, words
from claimbook.charts.planes import TALL, Plane, is_years, start
from claimbook.core.records.lines import shorten, unbroken_lines, widest, wrap
from claimbook.core.text.placing import Placing
from claimbook.core.text.widths import text_width
from claimbook.views.chart import ChartRow

_LEAST_COLUMN, _MOST_COLUMN = 3.0, 56.0
_NAMES, _NAMES_OF_SLOPES = 0.28, 0.4
"""The greatest shares of the width that the names of lines may take beside them."""

Segment = tuple[float, float, float, float]
"""A line by its ends: a moment and an amount, twice."""

_BROKEN_AT = 0.7
"""The share of the width at which words that find no room are broken into lines."""

_NEAR_END = 30.0
_SOFT = 15.0
"""How many pixels a date has to be uncertain by, to be seen as longer than a dot."""


def column(frame: Frame) -> Any:
    """A column a row over time, as wide as the closest two allow; what is not known is hatched."""
    rows = (known := _known(frame)).table()
    inset = min(_MOST_COLUMN / 2, frame.width / (2 * max(len(rows), 1))) + 2
    found = Plane(frame, from_zero=True, inset=inset)
    middles = sorted({found.px(row["at"]) for row in rows})
    closest = min((b - a for a, b in pairwise(middles)), default=_MOST_COLUMN)
    size = min(max(closest * 0.72, _LEAST_COLUMN), _MOST_COLUMN)
    for row, shown in zip(rows, known.rows, strict=True):
        stated, row["solid"] = amounts([shown]), shown.low if shown.value is None else shown.value
        row["tip"] = max(stated) if max(stated) >= 0 else min(stated)
        row["dy"] = -10 if row["tip"] >= 0 else 10
    _leave_out(rows, found, closest, size)
    base, x = frame.over(rows), found.x()
    columns = base.mark_bar(width=size, aria=True)
    open_ = base.transform_filter("!isValid(datum.value)").mark_bar(width=size, opacity=0.35)
    layers = [
        columns.encode(x=x, y=found.y("solid"), y2=alt.Y2Datum(0), **looks()),
        open_.encode(x=x, y=found.y("low"), y2=alt.Y2("high:Q"), **as_is(fill="fill")),
        words(base, "said", x=x, y=found.y("tip"), by="dx dy", align="center", style="strong"),
    ]
    return found.drawn(layers)


def _leave_out(rows: Data, found: Plane, closest: float, size: float) -> None:
    """Words of columns: all where all fit, else of the last and the stressed, which always is said."""
    placing = _placing(found, -found.left, found.height)
    for row in rows:
        tip, zero = found.py(row["tip"]), found.py(0)
        placing.take((found.px(row["at"]) - size / 2, min(tip, zero), size, abs(tip - zero)))
    for row in sorted(rows, key=lambda row: (row["weight"] != BOLD, -row["at"])):
        wide, middle = text_width(row["short"], bold=True), found.px(row["at"])
        left = max(min(middle - wide / 2, placing.right - wide), placing.left)
        row["dx"] = left + wide / 2 - middle
        asked = wide <= closest - 4 or row["weight"] == BOLD or row is rows[-1]
        free = asked and placing.take((left, found.py(row["tip"]) + row["dy"] - 6, wide, 12))
        row["said"] = row["short"] if free or row["weight"] == BOLD else ""


def _placing(found: Plane, left: float, bottom: float) -> Placing:
    """The room for words on a plane and above it, but for what is hatched."""
    placing = Placing(left, -found.top, found.width + found.right, bottom)
    for row in found.unknown():
        begins, ends = found.px(row["start"]), found.px(row["end"])
        placing.take((begins, 0, ends - begins, found.height))
    return placing


def _known(frame: Frame) -> Frame:
    """The rows with an amount that are not drawn as a line across."""
    levels = frame.chart.levels
    return frame.part(row for row in frame.rows if row.has_amount and row.key not in levels)


def _pairs(frame: Frame) -> Iterator[tuple[ChartRow, ChartRow]]:
    """Two rows of a label that follow each other in time; those without an amount are no one's."""
    rows = [row for row in frame.rows if row.key not in frame.chart.levels]
    for name in dict.fromkeys(row.group for row in rows if row.has_amount):
        yield from pairwise(row for row in rows if row.group == name or not row.has_amount)


def _links(frame: Frame) -> Iterator[tuple[str, str]]:
    """The keys of such rows with no gap and no change of counting between."""
    breaks = {key for key, _ in frame.chart.breaks}
    for before, after in _pairs(frame):
        if before.has_amount and after.has_amount and after.key not in breaks:
            yield before.key, after.key


def line(frame: Frame) -> Any:
    """A dot a row, joined where nothing lies between; dashed to what is planned or forecast."""
    found = _time_plane(frame)
    data = {row["key"]: row for row in _known(frame).table()}
    joined = [
        {**data[after], "from": data[before]["at"], "y": data[before]["value"]}
        for before, after in _links(frame)
    ]
    lines = [(row["from"], row["y"], row["at"], row["value"]) for row in joined]
    ends = {"x": found.x("from"), "x2": alt.X2("at:T"), "y": found.y("y"), "y2": alt.Y2("value:Q")}
    drawn = frame.over(joined).mark_rule(strokeWidth=2).encode(**ends, **strokes())
    dots = _dots(frame, found, [*data.values()], lines)
    return found.drawn([*([drawn] if joined else []), *dots], lines=True)


def step(frame: Frame) -> Any:
    """What holds until it changes, each amount from its date to the next; dashed what is planned."""
    found = _time_plane(frame)
    data = {row["key"]: row | {"at": row["start"]} for row in _known(frame).table()}
    until = {row.key: start(after) for row, after in _pairs(frame)}
    levels = [row | {"until": until.get(key, found.days[1])} for key, row in data.items()]
    rises = [data[after] | {"y": data[before]["value"]} for before, after in _links(frame)]
    x, y = found.x("start"), found.y()
    over, up = (frame.over(rows) for rows in (levels, rises))
    level = {"x": x, "x2": alt.X2("until:T"), "y": y}
    area = over.mark_rect(opacity=0.1)
    area = area.encode(**level, y2=alt.Y2Datum(found.floor), **as_is(fill="edge"))
    layers = [area] if len({row.group for row in frame.rows}) == 1 else []
    layers.append(over.mark_rule(strokeWidth=2).encode(**level, **strokes()))
    if rises:
        rise = up.mark_rule(strokeWidth=2)
        layers.append(rise.encode(x=x, y=y, y2=alt.Y2("y:Q"), **strokes()))
    lines = [(row["at"], row["value"], row["until"], row["value"]) for row in levels]
    lines += [(row["at"], row["y"], row["at"], row["value"]) for row in rises]
    return found.drawn([*layers, *_dots(frame, found, [*data.values()], lines)], lines=True)


def _time_plane(frame: Frame) -> Plane:
    names = {row.group for row in _known(frame).rows}
    lines = [line for one in names for line in unbroken_lines(one, frame.width * _NAMES, most=2)]
    return Plane(frame, right=widest(lines) + 14 if lines and len(names) > 1 else 10.0)


def _dots(frame: Frame, found: Plane, rows: Data, lines: list[Segment]) -> Layers:
    """Dots, as long as their date is uncertain, with as many words as find room beside them."""
    _say(found, rows, lines)
    base, x, y, edge = frame.over(rows), found.x(), found.y(), as_is(stroke="edge")
    # what is for a year stands at its middle; a date that is no day is as long as it can be
    soft = max(864e5, _SOFT / max(found.width, 1) * (found.days[1] - found.days[0]))
    uncertain = "false" if is_years(frame.chart.rows) else f"datum.end - datum.start > {soft:.0f}"
    span = base.transform_filter(uncertain).mark_rule(strokeWidth=5, opacity=0.3)
    return [
        span.encode(x=found.x("start"), x2=alt.X2("end:T"), y=y, **edge),
        base.mark_point(style="ground").encode(x=x, y=y),
        base.mark_point(aria=True).encode(x=x, y=y, **looks()),
        words(base, "said", x=x, y=y, by="align dx dy weight"),
        words(base, "name", x=found.width + 8, y=y, dy=alt.expr("datum.down"), style="second"),
    ]


def _say(found: Plane, rows: Data, lines: list[Segment]) -> None:
    """Where the words of dots stand, those that matter most first, and what finds no room unsaid."""
    placing = _placing(found, -4, found.height - 2)
    px, py = found.px, found.py
    for at, value, until, other in lines:
        placing.avoid_line((px(at), py(value)), (px(until), py(other)))
    for row in found.breaks():
        placing.avoid_line((row["x"], -found.top), (row["x"], found.height))
    for row in rows:
        row["x"], row["y"] = px(row["at"]), py(row["value"])
        placing.add_point((row["x"], row["y"]))
    last = {row["group"]: row["key"] for row in rows}
    _name(rows, found, placing, {*last.values()} if len(last) > 1 else set())

    def rank(row: dict[str, Any]) -> tuple[bool, bool, bool, float]:
        ends = (row["key"] not in last.values(), row is not rows[0])
        return row["weight"] != BOLD, *ends, -abs(row["value"])

    for row in sorted(rows, key=rank):
        row["said"], row["align"], row["dx"], row["dy"] = [], "left", 0, 0
        stressed, whole = row["weight"] == BOLD, [row["words"]]
        narrow = max(found.width * _BROKEN_AT, widest(row["words"].split(), bold=True))
        tries = [(whole, False), (wrap(row["words"], narrow, most=3), False), (whole, True)]
        for said, over in tries[: 3 if stressed else 2] if row["words"] else ():
            size = (widest(said, bold=stressed), LINE * len(said))
            if place := placing.beside((row["x"], row["y"]), size, over_lines=over):
                row["said"], row["align"] = said, place[2]
                row["dx"], row["dy"] = place[0] - row["x"], place[1] + LINE / 2 - row["y"]
                break


def _name(rows: Data, found: Plane, placing: Placing, ends: set[str]) -> None:
    """The names of lines: at the right where they end there, apart from each other, or at their end.

    An amount that stays the same is said once.
    """
    said: dict[str, str] = {}
    for row in rows:
        same = said.get(row["group"]) == row["short"]
        row["name"], row["words"], row["down"] = [], "" if same else row["short"], 0
        said[row["group"]] = row["short"]
    under = -found.top
    for row in sorted(rows, key=lambda row: (row["y"], row["x"])):
        if row["key"] not in ends:
            continue
        row["name"] = unbroken_lines(row["group"], found.right - 12, most=2)
        if row["x"] < found.width - _NEAR_END or not row["name"]:
            row["name"], row["words"] = [], f"{row['short']} {row['group']}"
            continue
        height, top = LINE * len(row["name"]), max(row["y"] - LINE / 2, under)
        row["down"], under = top + LINE / 2 - row["y"], top + height
        placing.take((found.width + 8, top, found.right - 12, height))


def slope(frame: Frame) -> Any:
    """Two dates side by side, a line from one to the other for each label, its words at both ends."""
    dates = list(dict.fromkeys(row.date_words for row in frame.rows))
    table = frame.table(side=lambda row: dates.index(row.date_words))
    rows = [row for row in table if row["value"] is not None]
    stated = amounts(frame.compared)
    low, high = min(0.0, *stated), max(0.0, *stated) or 1.0
    first = {row["group"]: row for row in reversed(rows)}
    most, margins = frame.width * _NAMES_OF_SLOPES, [10.0, 10.0]
    for row in rows:
        name = f"{row['group']} " if row is first[row["group"]] else ""
        margin = min(word_room(name + row["short"]) + 4, most)
        margins[row["side"]] = max(margins[row["side"]], margin)
        row["said"] = f"{shorten(name, most - word_room(row['short']) - 12)} {row['short']}".strip()
        row["dx"], row["align"] = (9, "left") if row["side"] else (-9, "right")
    height = max(TALL, len(first) * (LINE + 4) * 1.6)
    under = [0.0, 0.0]
    for row in sorted(rows, key=lambda row: -row["value"]):
        at, side = height * (high - row["value"]) / (high - low), row["side"]
        row["dy"], under[side] = max(under[side] - at, 0.0), max(at, under[side]) + LINE
    y = alt.Y("value:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), axis=None)
    x = alt.X("side:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    pairs = ((first[row["group"]], row) for row in rows)
    links = [row | {"y": one["value"], "x": 0} for one, row in pairs if one is not row]
    ends = {"x": along(x, "x"), "x2": alt.X2("side:Q"), "y": along(y, "y"), "y2": alt.Y2("value:Q")}
    heads = [
        {"side": n, "align": ("left", "right")[n], "date": dates[n]} for n in range(len(dates))
    ]
    base = frame.over(rows)
    joined = frame.over(links).mark_rule(strokeWidth=2).encode(**ends, **strokes())
    layers = [
        *([joined] if links else []),
        base.mark_point(aria=True).encode(x=x, y=y, **looks()),
        words(base, "said", x=x, y=y, by="align dx dy weight"),
        words(frame.over(heads), "date", x=x, y=-LINE, by="align", style="strong"),
    ]
    left, right = margins
    bottom = max(height, *under) - height + LINE
    sides = {"left": left, "right": right, "top": 2 * LINE, "bottom": bottom}
    return enclosed(layers, width=frame.width - left - right, height=height, **sides)
