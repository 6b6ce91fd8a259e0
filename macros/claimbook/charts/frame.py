"""What every kind of chart is given: its rows as data, and the parts of the grammar that kinds share.

Positions come from scales. Pixels are counted only for what a scale knows nothing of: the room that
words take, which has to do for the widest font that a reader may have.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import altair as alt

from claimbook.charts.text import LINE, NORMAL, clean, widest, wrap
from claimbook.core.text.widths import text_width
from claimbook.views.series import Chart, ChartRow
from claimbook.views.wording import in_list

INK = "var(--cb-ink)"
SECOND_INK = "var(--cb-ink-2)"
GRID = "var(--cb-grid)"
CONTEXT = "var(--cb-context)"
PAPER = "var(--cb-paper)"
SIDES = ("var(--cb-side-0)", "var(--cb-side-1)")
NOTHING = "transparent"
HATCH = "url(#cb-hatch)"
"""The pattern of what is not known, which the SVG defines where it is used."""

BOLD = 600
WIDE = 500
"""Minimum width in pixels with which labels stand beside what they name; in a narrower drawing they
stand above it."""

SOLID = ("firm", "")
"""The standings of what is drawn in full: what is firm, and what says nothing of itself."""

DASHED = [2, 3]
_LINES = {"tentative": [6, 3], "hypothetical": DASHED}
_UNBROKEN = [1, 0]
_SIGNS = {
    "above": "triangle-right",
    "below": "triangle-left",
    "around": "M-1,.4C-.6,-.9,.6,.9,1,-.4",
}
_SHARE_OF_LABELS = 0.36
_DAY = timedelta(days=1)

Data = list[dict[str, Any]]
Layers = list[Any]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A chart, or one group of its rows, and the room that it has.

    Attributes:
        chart: the view that is drawn.
        width: the room in pixels: 680 for a page, 340 for a phone, less for a panel of several.
        rows: the rows that are drawn here.
        compared: the rows with which they share a scale, themselves included.
        datasets: the rows that were named, which the drawing is given in the end.
    """

    chart: Chart
    width: int
    rows: tuple[ChartRow, ...]
    compared: tuple[ChartRow, ...]
    datasets: dict[str, Data] = field(default_factory=dict)

    @property
    def wide(self) -> bool:
        """Whether labels find room beside what they name."""
        return self.width >= WIDE

    @property
    def data(self) -> alt.NamedData:
        """The rows with the fields of `row_fields`, for `alt.Chart`."""
        return self._named(self.table())

    def table(self, **more: Callable[[ChartRow], Any]) -> Data:
        """A dictionary a row, with further fields, each from a function of the row."""
        color = _colors(self.chart.rows)
        return [
            row_fields(row, index, color(row)) | {name: made(row) for name, made in more.items()}
            for index, row in enumerate(self.rows)
        ]

    def over(self, rows: Data) -> Any:
        """An Altair chart without marks over some rows."""
        return alt.Chart(self._named(rows))

    def part(self, rows: Iterable[ChartRow], width: int | None = None) -> "Frame":
        """A frame for some of the rows, on the same scale unless the chart says otherwise."""
        chosen = tuple(rows)
        compared = chosen if self.chart.scale == "own" else self.compared
        return replace(self, rows=chosen, compared=compared, width=width or self.width)

    def _named(self, rows: Data) -> alt.NamedData:
        # by a name alone, for Altair copies all that a chart holds at each step
        name = f"rows-{len(self.datasets)}"
        self.datasets[name] = rows
        return alt.NamedData(name=name)


def _colors(rows: Iterable[ChartRow]) -> Callable[[ChartRow], str]:
    """The color of each row: its side's; else ink for what is stressed, and gray beside that."""
    rows = list(rows)
    apart = any(row.emphasis or row.side is not None for row in rows)

    def color(row: ChartRow) -> str:
        if row.side is not None:
            return SIDES[row.side % len(SIDES)]
        return INK if row.emphasis else CONTEXT if apart else SECOND_INK

    return color


def row_fields(row: ChartRow, index: int, color: str) -> dict[str, Any]:
    """A row as a chart's data: what it says, its amounts and days, and how it looks.

    Units: amounts in the chart's unit; `start`, `end` and `at`, the middle, in milliseconds.
    """
    last = row.end if row.end and row.end < date.max else None
    days = [day for day in (row.start, last and last + _DAY) if day]
    moments = [milliseconds(day) for day in days]
    edge = SECOND_INK if color == CONTEXT else color
    solid = row.standing in SOLID
    return {
        "index": index,
        "key": row.key,
        **{name: clean(getattr(row, name)) for name in ("label", "group", "says", "short")},
        **{name: getattr(row, name) for name in ("value", "low", "high")},
        "start": moments[0] if moments else None,
        "end": moments[-1] if moments else None,
        "at": sum(moments) / len(moments) if moments else None,
        "color": color,
        "edge": edge,
        "fill": color,
        "opacity": 1 if solid else 0.16 if row.standing == "tentative" else 0,
        "stroke": NOTHING if solid else edge,
        "dash": DASHED if row.standing == "hypothetical" else _UNBROKEN,
        "line": _LINES.get(row.standing, _UNBROKEN),
        "weight": BOLD if row.emphasis else 400,
        "ink": INK if row.has_amount else SECOND_INK,
        "on_fill": PAPER if solid and color != CONTEXT else INK,
        "sign": _SIGNS.get(row.open),
    }


def milliseconds(day: date) -> float:
    """The beginning of a day as Vega counts time, the same in every time zone."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return (start - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1)


def amounts(rows: Iterable[ChartRow]) -> list[float]:
    """Every number that rows state: values and bounds, nothing for what they leave out."""
    stated = ((row.value, row.low, row.high) for row in rows)
    return [number for numbers in stated for number in numbers if number is not None]


@cache
def config() -> dict[str, Any]:
    """No color or font of Vega's own anywhere, and a voice only for marks that stand for a row."""
    words: dict[str, Any] = {
        "labelColor": SECOND_INK,
        "titleColor": SECOND_INK,
        "titleFontWeight": "normal",
    }
    words |= {"labelFontSize": NORMAL, "titleFontSize": NORMAL, "labelLimit": 0, "titleLimit": 0}
    lines = {"domainColor": GRID, "gridColor": GRID, "tickColor": GRID}
    text = {"fontSize": NORMAL, "baseline": "middle", "lineHeight": LINE, "limit": 0}
    return {
        "font": "sans-serif",
        "background": NOTHING,
        "view": {"stroke": None, "fill": None},
        "axis": {**words, **lines, "aria": False},
        "legend": {**words, "aria": False},
        "header": words,
        "title": {"color": INK, "subtitleColor": SECOND_INK, "fontSize": NORMAL, "aria": False},
        "mark": {"color": INK, "aria": False},
        "text": {**text, "color": INK},
        "rule": {"color": SECOND_INK},
        "range": {"category": [INK, SECOND_INK, CONTEXT], "ordinal": [CONTEXT, INK]},
    }


def looks() -> dict[str, Any]:
    """The encodings of an area or a dot that stands for a row: its standing, color and words."""
    return {
        "fill": alt.Fill("fill:N", scale=None),
        "fillOpacity": alt.FillOpacity("opacity:Q", scale=None),
        "stroke": alt.Stroke("stroke:N", scale=None),
        "strokeDash": alt.StrokeDash("dash:N", scale=None),
        "description": alt.Description("says:N"),
    }


def strokes() -> dict[str, Any]:
    """The encodings of a line that leads to a row."""
    return {
        "stroke": alt.Stroke("edge:N", scale=None),
        "strokeDash": alt.StrokeDash("line:N", scale=None),
    }


_PLACED = {"align": "align", "dx": "dx", "dy": "dy", "angle": "angle", "fontWeight": "weight"}


def words(base: Any, name: str, *, x: Any, y: Any, by: str = "", **look: Any) -> Any:
    """The words of a field.

    Args:
        base: the chart over the rows.
        name: the field that has the words, or lines of them.
        x: the channel or the pixel at which they stand.
        y: the same, from the top.
        by: what each row says itself, in fields: align, dx, dy, angle, weight, and its ink.
        look: the properties of the mark.
    """
    asked = by.split()
    own = {mark: alt.expr(f"datum.{one}") for mark, one in _PLACED.items() if one in asked}
    inks = [one for one in asked if one not in _PLACED.values()]
    ink = {"color": alt.Color(f"{inks[0]}:N", scale=None)} if inks else {}
    return base.mark_text(**{"align": "left", **own, **look}).encode(
        x=x if isinstance(x, alt.X) else alt.XValue(x),  # type: ignore[no-untyped-call]
        y=y if isinstance(y, alt.Y) else alt.YValue(y),  # type: ignore[no-untyped-call]
        text=alt.Text(f"{name}:N"),
        **ink,
    )


def on_hatch(base: Any, name: str, *, x: Any, y: Any) -> Layers:
    """Words on a hatched ground, which is kept clear around them."""
    ground: dict[str, Any] = {"stroke": PAPER, "strokeWidth": 6, "strokeJoin": "round"}
    placed: dict[str, Any] = {"x": x, "y": y, "by": "dy angle", "align": "center"}
    return [words(base, name, **placed, **ground), words(base, name, **placed)]


def pixels(**channels: float) -> dict[str, Any]:
    """Channels that stand at a pixel: x, y, x2, y2."""
    kinds = {"x": alt.XValue, "y": alt.YValue, "x2": alt.X2Value, "y2": alt.Y2Value}
    return {name: kinds[name](value) for name, value in channels.items()}  # type: ignore[no-untyped-call]


def along(channel: Any, name: str) -> Any:
    """The same scale and axis for another field of amounts."""
    other = channel.copy(deep=False)
    other["shorthand"] = f"{name}:Q"
    return other


def lanes(frame: Frame, rows: Data, thick: float, *, above: bool = False) -> tuple[float, float]:
    """Lay rows out down the page, each as high as its mark and its label need.

    Adds to each row, in pixels: `y`, the middle of its mark; `tall`, the height of its lane, and
    `drop`, where in that the mark stands; `lines` and `dy`, its label and where that begins. Where a
    row says `under`, as much is left free below its mark.

    Args:
        frame: what is drawn where.
        rows: the data, a row a lane.
        thick: the thickness of a mark in pixels.
        above: whether labels stand above their marks at every width, and not only in a narrow one.

    Returns:
        The margin at the left, in which labels stand, and the height of all lanes.
    """
    beside = frame.wide and not above
    labels = [*(row.label for row in frame.chart.rows), *(str(row["label"]) for row in rows)]
    room = min(widest(labels, bold=True), frame.width * _SHARE_OF_LABELS) if beside else frame.width
    top = 0.0
    for row in rows:
        row["lines"] = wrap(str(row["label"]), room, most=3, bold=row["weight"] == BOLD)
        high, under = len(row["lines"]) * LINE, row.get("under", 0.0)
        over = 0 if beside or not high else high + 4
        row["tall"] = max(over + thick + under + 12, high + 8 if beside else 0)
        row["drop"] = over + thick / 2 if over else (row["tall"] - under) / 2
        row["dy"] = (LINE - high) / 2 if beside else LINE / 2 - thick / 2 - over
        row["y"], top = top + row["drop"], top + row["tall"]
    return room + 12 if beside and any(labels) else 0, top


LANE = alt.Y("y:Q", scale=None, axis=None)
"""The channel of what `lanes` laid out."""


def labels(base: Any, left: float, **look: Any) -> Any:
    """The labels of lanes, at the beginning of the margin at their left."""
    return words(base, "lines", x=-left, y=LANE, by="dy weight", **look)


def fitted(
    ends: Sequence[tuple[float, float]], low: float, high: float, width: float
) -> list[float]:
    """Where a scale begins and ends, in pixels, so that words beyond the ends of bars find room.

    Args:
        ends: for each bar where it ends, in the unit of the scale, and how wide its words are; less
            than zero where they stand before it.
        low: the beginning of the scale's domain.
        high: its end.
        width: the room in pixels.
    """
    span = (high - low) or 1.0
    scale, left = width / span, 0.0
    for _ in range(8):
        left = max([0.0, *(-room - (end - low) * scale for end, room in ends if room < 0)])
        over = [(width - left - room) / (end - low) for end, room in ends if room > 0 and end > low]
        scale = max(min([(width - left) / span, *over]), width * 0.2 / span)
    return [left, left + scale * span]


SQUARE, CIRCLE = ("square", 144), ("circle", 95)
_BOX, _STROKE = ("M-1,-.5H1V.5H-1Z", 400), ("M-1,0H1", 400)
"""Signs of a key: the path or name of a shape, and its size in square pixels."""


def key(
    frame: Frame, entries: Data, left: float, top: float, sign: tuple[str, float] = SQUARE
) -> tuple[Layers, float]:
    """A line, or more where needed, of signs and what they mean.

    Args:
        frame: what is drawn where.
        entries: a row a sign, with how it looks and, in `said`, what it means.
        left: where the key begins.
        top: its top.
        sign: the shape of each sign, and its size.

    Returns:
        What is drawn, and the height used.
    """
    shape, size = sign
    wide = math.sqrt(size)
    x, y = left, top + LINE / 2
    for row in entries:
        row["lines"] = wrap(row["said"], frame.width - wide - 8)
        needed = wide + 8 + widest(row["lines"])
        if x > left and x + needed > left + frame.width:
            x, y = left, y + LINE + 4
        row |= {"x": x + wide / 2, "y": y}
        x, y = x + needed + 16, y + LINE * (len(row["lines"]) - 1)
    across, base = alt.X("x:Q", scale=None, axis=None), frame.over(entries)
    look = strokes() if sign == _STROKE else looks()
    signs = base.mark_point(shape=shape, size=size, opacity=1, strokeWidth=1.5).encode(
        x=across, y=LANE, **look
    )
    said = words(base, "lines", x=across, y=LANE, dx=wide / 2 + 8, color=SECOND_INK)
    return ([signs, said], y + LINE / 2 - top) if entries else ([], 0.0)


def standing_key(
    frame: Frame, left: float, top: float, *, lines: bool = False
) -> tuple[Layers, float]:
    """Says what outlined and dashed mean, in the words of the rows' own statuses.

    Nothing is said where all rows look alike: what holds for all stands above the drawing.
    """
    by_standing: dict[str, list[ChartRow]] = {}
    for row in frame.chart.rows:
        if row.has_amount:
            by_standing.setdefault(row.standing, []).append(row)
    if len(by_standing) == 1 or frame.rows[-1] is not frame.chart.rows[-1]:
        return [], 0.0
    entries = [
        row_fields(found[0], 0, SECOND_INK) | {"said": said}
        for found in by_standing.values()
        if (said := in_list(dict.fromkeys(row.status for row in found)))
    ]
    drawn, height = key(frame, entries, left, top + 10, _STROKE if lines else _BOX)
    return drawn, height + 10


def enclosed(layers: Layers, *, width: float, height: float, **margins: float) -> Any:
    """Layers as one chart of a size in pixels, with margins around it: left, top, right, bottom."""
    sides = {side: round(margins.get(side, 0)) for side in ("left", "top", "right", "bottom")}
    # rounded so that the whole is as wide as it was
    across = width + margins.get("left", 0) + margins.get("right", 0)
    inner = round(across) - sides["left"] - sides["right"]
    return alt.layer(*layers, width=inner, height=round(height), padding=sides)


def word_room(said: str) -> float:
    """The room that bold words need beside a mark, in pixels."""
    return text_width(said, bold=True) + 8
