"""What every kind of chart is given: its rows as data, how each of them looks, and the room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from typing import Any

import altair as alt

from claimbook.core.text.characters import clean
from claimbook.views.chart import Chart, ChartRow

INK = "var(--cb-ink)"
SECOND_INK = "var(--cb-ink-2)"
GRID = "var(--cb-grid)"
CONTEXT = "var(--cb-context)"
PAPER = "var(--cb-paper)"
SIDES = ("var(--cb-side-0)", "var(--cb-side-1)")
NOTHING = "transparent"
HATCH = "url(#cb-hatch)"
"""The pattern of what is not known, which the SVG defines where it is used."""

NORMAL, LINE = 13, 17
"""The size of text, and the height of a line, where a drawing is shown as large as it is designed."""

BOLD = 600
WIDE = 500
"""Minimum width in pixels with which labels stand beside what they name; in a narrower drawing they
stand above it."""

DASHED = [2, 3]
_LINES = {"tentative": [6, 3], "hypothetical": DASHED}
_UNBROKEN = [1, 0]
_SIGNS = {
    "above": "triangle-right",
    "below": "triangle-left",
    "around": "M-1,.4C-.6,-.9,.6,.9,1,-.4",
}

DAY = 24 * 3600 * 1000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

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
        return [
            row_fields(row, index, self._color(row)) | {name: of(row) for name, of in more.items()}
            for index, row in enumerate(self.rows)
        ]

    def _color(self, row: ChartRow) -> str:
        """A row's side; else ink for what is stressed, and gray beside that."""
        if row.side is not None:
            return SIDES[row.side % len(SIDES)]
        return INK if row.emphasis else CONTEXT if self._apart else SECOND_INK

    @cached_property
    def _apart(self) -> bool:
        return any(row.emphasis or row.side is not None for row in self.chart.rows)

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


def row_fields(row: ChartRow, index: int = 0, color: str = SECOND_INK) -> dict[str, Any]:
    """A row as a chart's data: what it says, its amounts and days, and how it looks.

    Units: amounts in the chart's unit; `start`, `end` and `at`, the middle, in milliseconds.
    """
    moments = [milliseconds(row.start)] if row.start else []
    moments += [milliseconds(row.end) + DAY] if row.end else []
    edge = SECOND_INK if color == CONTEXT else color
    solid, on_color = row.standing in {"firm", ""}, INK if color == CONTEXT else PAPER
    return {
        "index": index,
        "key": row.key,
        **{
            name: clean(getattr(row, name)) for name in ("label", "group", "panel", "says", "short")
        },
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
        "on_fill": on_color if solid else INK,
        "on_color": on_color,
        "sign": _SIGNS.get(row.open),
    }


def milliseconds(day: date) -> float:
    """The beginning of a day as Vega counts time, the same in every time zone."""
    return float((day - _EPOCH.date()).days * DAY)


def moment(at: float) -> datetime:
    """What Vega counts as so many milliseconds."""
    return _EPOCH + timedelta(milliseconds=at)


def amounts(rows: Iterable[ChartRow]) -> list[float]:
    """Every number that rows state: values and bounds, nothing for what they leave out."""
    stated = ((row.value, row.low, row.high) for row in rows)
    return [number for numbers in stated for number in numbers if number is not None]


@cache
def config() -> dict[str, Any]:
    """No color or font of Vega's own anywhere, and a voice only for marks that stand for a row."""
    words = {"labelColor": SECOND_INK, "labelFontSize": NORMAL, "labelLimit": 0, "titleLimit": 0}
    words |= {"titleColor": SECOND_INK, "titleFontSize": NORMAL, "titleFontWeight": "normal"}
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
        "point": {"filled": True, "size": 70, "opacity": 1, "strokeWidth": 1.8},
        "text": {**text, "color": INK},
        "rule": {"color": SECOND_INK},
        "range": {"category": [INK, SECOND_INK, CONTEXT], "ordinal": [CONTEXT, INK]},
        "style": {
            "strong": {"fontWeight": BOLD},
            "second": {"color": SECOND_INK},
            "faint": {"color": GRID},
            "ground": {"color": PAPER},
            "outline": {"color": NOTHING, "stroke": SECOND_INK, "strokeWidth": 1},
            "hatch": {"color": HATCH, "stroke": SECOND_INK, "strokeWidth": 1},
            "gap": {"color": HATCH, "opacity": 0.55},
            "clear": {"stroke": PAPER, "strokeWidth": 6, "strokeJoin": "round"},
            "level": {"color": INK, "strokeDash": [6, 3], "strokeWidth": 1.5},
            "break": {"strokeDash": DASHED},
        },
    }


def as_is(**fields: str) -> dict[str, Any]:
    """Channels that take what a field holds, such as a color, as it is."""
    # of their own classes, for Altair searches its whole schema for those of others
    return {
        name: getattr(alt, name[0].upper() + name[1:])(f"{of}:N", scale=None)
        for name, of in fields.items()
    }


def looks() -> dict[str, Any]:
    """The encodings of an area or a dot that stands for a row: its standing, color and words."""
    filled = as_is(fill="fill", stroke="stroke", strokeDash="dash")
    opacity = alt.FillOpacity("opacity:Q", scale=None)
    return {**filled, "fillOpacity": opacity, "description": alt.Description("says:N")}


def strokes() -> dict[str, Any]:
    """The encodings of a line that leads to a row."""
    return as_is(stroke="edge", strokeDash="line")
