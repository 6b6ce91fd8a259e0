"""The parts of the grammar that kinds share: words, lanes with their labels, keys, margins.

Positions come from scales. Pixels are counted only for what a scale knows nothing of: the room that
words take, which has to do for the widest font that a reader may have.
"""

import math
from dataclasses import dataclass
from typing import Any

import altair as alt

from claimbook.charts.frame import BOLD, LINE, Data, Frame, Layers, looks, row_fields, strokes
from claimbook.core.records.lines import widest, wrap
from claimbook.core.text.widths import text_width
from claimbook.views.chart import ChartRow
from claimbook.views.wording import in_list

LANE = alt.Y("y:Q", scale=None, axis=None)
"""The channel of what `lanes` laid out."""

SQUARE, CIRCLE = ("square", 144), ("circle", 95)
_BOX, _STROKE = ("M-1,-.5H1V.5H-1Z", 400), ("M-1,0H1", 400)
"""Signs of a key: the path or name of a shape, and its size in square pixels."""

_SHARE_OF_LABELS = 0.36
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
    own = {mark: alt.expr(f"datum.{one}") for mark, one in _PLACED.items() if one in by.split()}
    inks = [one for one in by.split() if one not in _PLACED.values()]
    ink = {"color": alt.Color(f"{inks[0]}:N", scale=None)} if inks else {}
    said = base.mark_text(**{"align": "left", **own, **look})
    return said.encode(**pixels(x=x, y=y), **ink, text=alt.Text(f"{name}:N"))


def on_hatch(base: Any, name: str, *, x: Any, y: Any) -> Layers:
    """Words on a hatched ground, which is kept clear around them."""
    placed: dict[str, Any] = {"x": x, "y": y, "by": "angle", "align": "center"}
    return [words(base, name, **placed, style="clear"), words(base, name, **placed)]


def pixels(**channels: Any) -> dict[str, Any]:
    """Channels of which some stand at a pixel: x, y, x2, y2."""
    kinds: dict[str, Any] = {"x": alt.XValue, "y": alt.YValue, "x2": alt.X2Value, "y2": alt.Y2Value}
    return {
        name: at if isinstance(at, alt.SchemaBase) else kinds[name](at)
        for name, at in channels.items()
    }


def along(channel: Any, name: str) -> Any:
    """The same scale and axis for another field of amounts."""
    other = channel.copy(deep=False)
    other["shorthand"] = f"{name}:Q"
    return other


@dataclass(frozen=True, kw_only=True)
class Lanes:
    """Rows laid out down the page, on one scale of amounts.

    Units: `left`, the margin in which labels stand, and `height`, that of all lanes, in pixels.
    """

    frame: Frame
    rows: Data
    left: float
    height: float

    @property
    def width(self) -> float:
        """The room beside the labels."""
        return self.frame.width - self.left

    @property
    def base(self) -> Any:
        """A chart without marks over the rows."""
        return self.frame.over(self.rows)

    def labels(self, **look: Any) -> Any:
        """The labels of lanes, at the beginning of the margin at their left."""
        return words(self.base, "lines", x=-self.left, y=LANE, by="dy weight", **look)

    def drawn(self, layers: Layers, *, below: float = 0, **margins: float) -> Any:
        """Layers with the key of standings below them, and margins: top, right, bottom."""
        keyed, room = standing_key(self.frame, -self.left, self.height + below)
        margins["bottom"] = margins.get("bottom", 0) + below + room
        width = self.width - margins.get("right", 0)
        size = {"left": self.left, "width": width, "height": self.height}
        return enclosed([*layers, *keyed], **size, **margins)


def lanes(frame: Frame, rows: Data, thick: float, *, above: bool = False) -> Lanes:
    """Lay rows out down the page, each as high as its mark and its label need.

    Adds to each row, in pixels: `y`, the middle of its mark; `tall`, the height of its lane, and
    `drop`, where in that the mark stands; `lines` and `dy`, its label and where that begins. Where a
    row says `under`, as much is left free below its mark.

    Args:
        frame: what is drawn where.
        rows: the data, a row a lane.
        thick: the thickness of a mark in pixels.
        above: whether labels stand above their marks at every width, and not only in a narrow one.
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
    left = room + 12 if beside and any(labels) else 0
    return Lanes(frame=frame, rows=rows, left=left, height=top)


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
    signs = base.mark_point(shape=shape, size=size, strokeWidth=1.5).encode(
        x=across, y=LANE, **(strokes() if sign == _STROKE else looks())
    )
    said = words(base, "lines", x=across, y=LANE, dx=wide / 2 + 8, style="second")
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
        row_fields(found[0]) | {"said": said}
        for found in by_standing.values()
        if (said := in_list(dict.fromkeys(row.status for row in found)))
    ]
    drawn, height = key(frame, entries, left, top + 10, _STROKE if lines else _BOX)
    return drawn, height + 10 if drawn else 0.0


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
