"""The drawing board: marks in, one Altair chart out; what stands where is left to the kinds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import altair as alt

from claimbook.charts.text import NORMAL, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimbook.views.series import ChartRow

INK = "var(--cb-ink)"
SECOND_INK = "var(--cb-ink-2)"
GRID = "var(--cb-grid)"
CONTEXT = "var(--cb-context)"
ACCENT = "var(--cb-accent)"
PAPER = "var(--cb-paper)"
NOTHING = "transparent"
BOLD = 600

ABOVE = 2
"""Room over a drawing: a line in Noto Sans or Noto Serif is higher than one in other fonts."""

Dash = tuple[float, ...]
Style = tuple[tuple[str, Any], ...]

ROW = "row:"
"""What the description of a mark that stands for a row begins with; Vega describes all marks."""

_ORDER = ("rect", "grid", "line", "point", "text")
"""What is drawn first, and so lies below."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale.

    Units: `low` and `high` are in the unit of the data, `start` and `end` in pixels.
    """

    low: float
    high: float
    start: float
    end: float

    def pixel(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.start + share * (self.end - self.start)

    def value(self, pixel: float) -> float:
        """Which value stands there; rounded, since it is only for drawing."""
        share = (pixel - self.start) / ((self.end - self.start) or 1.0)
        return round(self.low + share * (self.high - self.low), 6)


def pixels(extent: float) -> Scale:
    """The scale of a direction in which nothing is measured."""
    return Scale(0.0, extent, 0.0, extent)


@dataclass(slots=True)
class Sketch:
    """Marks by type and style: areas below lines, lines below dots, text above all of them.

    Units: all positions are given in pixels.
    """

    width: float
    x: Scale
    y: Scale
    marks: dict[tuple[str, Style, bool], list[dict[str, Any]]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    paths: int = 0
    row: str | None = None

    @contextmanager
    def about(self, row: ChartRow) -> Iterator[None]:
        """Areas and dots that are drawn meanwhile stand for this row, and will say what it is."""
        self.row = row.key
        yield
        self.row = None

    def rect(
        self, x: float, y: float, width: float, height: float, *, fill: str = NOTHING, **style: Any
    ) -> None:
        """A rectangle; `style` takes the properties of Vega-Lite's mark."""
        ends = {"a": self.x.value(x), "b": self.x.value(x + width)}
        ends |= {"c": self.y.value(y), "d": self.y.value(y + height)}
        self._add("rect", ends, {"fill": fill, **style})

    def rule(self, x: float, y: float, x2: float, y2: float, **style: Any) -> None:
        """A straight line."""
        self.path([(x, y), (x2, y2)], **style)

    def path(
        self,
        points: Sequence[tuple[float, float]],
        *,
        stroke: str = GRID,
        width: float = 1,
        dash: Dash = (),
    ) -> None:
        """A line through points."""
        self.paths += 1
        style: dict[str, Any] = {"stroke": stroke, "strokeWidth": width}
        if dash:
            style["strokeDash"] = dash
        for order, (x, y) in enumerate(points):
            place = {"a": self.x.value(x), "c": self.y.value(y)}
            self._add(
                "grid" if stroke == GRID else "line", {**place, "o": order, "g": self.paths}, style
            )

    def point(
        self, x: float, y: float, radius: float, *, shape: str = "circle", **style: Any
    ) -> None:
        """A symbol of a radius in pixels."""
        place = {"a": self.x.value(x), "c": self.y.value(y)}
        # Vega gives a symbol's size as the area of the square around it.
        self._add(
            "point", {**place, "s": (2 * radius) ** 2}, {"shape": shape, "stroke": NOTHING, **style}
        )

    def text(  # noqa: PLR0913 (what a text is in SVG)
        self,
        x: float,
        y: float,
        words: str,
        *,
        align: str = "left",
        size: int = NORMAL,
        color: str = INK,
        bold: bool = False,
        angle: int = 0,
    ) -> None:
        """A line of text whose middle stands at the height `y`.

        Vega is given a number in its place, for it would measure each text, which takes most of the
        time of a drawing, and nothing depends on it.
        """
        place = {"a": self.x.value(x), "c": self.y.value(y), "t": len(self.words)}
        self.words.append(clean(words))
        style: dict[str, Any] = {"fill": color, "align": align, "fontSize": size}
        if bold:
            style["fontWeight"] = BOLD
        if angle:
            style["angle"] = angle
        self._add("text", place, {**style, "baseline": "middle"})

    def chart(self, height: float) -> alt.LayerChart:
        """The drawing as an Altair chart, as high as given and never wider than the sketch."""
        scales = (_channel(self.x), _channel(self.y))
        in_order = sorted(self.marks.items(), key=lambda item: _ORDER.index(item[0][0]))
        names = [f"d{number}" for number in range(len(in_order))]
        layers = [
            _layer(kind, dict(style), name, scales, speaks=speaks)
            for ((kind, style, speaks), _), name in zip(in_order, names, strict=True)
        ]
        chart = alt.layer(
            *layers,
            width=round(self.width),
            height=round(height),
            padding={"left": 0, "top": ABOVE, "right": 0, "bottom": 0},
            autosize=alt.AutoSizeParams(type="none"),
            config=config(),
            usermeta={"words": self.words},
        )
        # Last, for Altair copies all that a chart holds at each step before.
        chart.datasets = {name: rows for name, (_, rows) in zip(names, in_order, strict=True)}
        assert isinstance(chart, alt.LayerChart)
        return chart

    def _add(self, kind: str, row: dict[str, Any], style: dict[str, Any]) -> None:
        frozen = tuple((name, style[name]) for name in sorted(style) if style[name] is not None)
        speaks = self.row is not None and kind in {"rect", "point"}
        if speaks:
            row = {**row, "k": f"{ROW}{self.row}"}
        self.marks.setdefault((kind, frozen, speaks), []).append(row)


def _channel(scale: Scale) -> alt.Scale:
    return alt.Scale(
        domain=[scale.low, scale.high],
        range=[scale.start, scale.end],
        nice=False,
        zero=False,
    )


def _layer(
    kind: str,
    style: dict[str, Any],
    data: str,
    scales: tuple[alt.Scale, alt.Scale],
    *,
    speaks: bool,
) -> alt.Chart:
    """One mark type in one style.

    A mark that speaks carries the key of its row as its description.
    """
    chart = alt.Chart(alt.NamedData(name=data))
    at: dict[str, Any] = {
        "x": alt.X("a", type="quantitative", scale=scales[0], axis=None),
        "y": alt.Y("c", type="quantitative", scale=scales[1], axis=None),
    }
    if speaks:
        at["description"] = alt.Description("k", type="nominal")
    if kind == "rect":
        marked = chart.mark_rect(**style).encode(**at, x2=alt.X2("b"), y2=alt.Y2("d"))
    elif kind in {"grid", "line"}:
        marked = chart.mark_line(**style).encode(
            **at,
            order=alt.Order("o", type="quantitative"),
            detail=alt.Detail("g", type="nominal"),
        )
    elif kind == "point":
        size = alt.Size("s", type="quantitative", scale=None, legend=None)
        marked = chart.mark_point(opacity=1, **style).encode(**at, size=size)
    else:
        marked = chart.mark_text(**style).encode(**at, text=alt.Text("t", type="nominal"))
    assert isinstance(marked, alt.Chart)
    return marked


def config() -> alt.Config:
    """No color or font of Vega's own anywhere, also where nothing uses it today."""
    guide: dict[str, Any] = {"labelColor": SECOND_INK, "titleColor": SECOND_INK}
    axis: dict[str, Any] = {**guide, "domainColor": GRID, "gridColor": GRID, "tickColor": GRID}
    return alt.Config(
        font="sans-serif",
        background=NOTHING,
        view=alt.ViewConfig(stroke=None, fill=None),
        title=alt.TitleConfig(color=INK, subtitleColor=SECOND_INK),
        axis=alt.AxisConfig(**axis),
        legend=alt.LegendConfig(**guide),
        header=alt.HeaderConfig(**guide),
        mark=alt.MarkConfig(color=INK),
        range=alt.RangeConfig(category=[INK, SECOND_INK, CONTEXT], ordinal=[CONTEXT, INK]),
    )
