"""A chart to explore: the rows on axes of their own, to be pointed at, sorted and narrowed.

What is drawn for reading is left to the kinds; here Vega itself draws, in the reader's browser and
only when asked. Data text is only ever a value of a field, never part of an expression.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import altair as alt

from claimbook.charts.dated import strands
from claimbook.charts.parts import SOLID, colors
from claimbook.charts.sketch import SECOND_INK, config
from claimbook.charts.stacks import sign_color

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimbook.views.series import Chart, ChartRow

_HEIGHT = 340
_LANE = 30
_STANDING_OPACITY = {"firm": 1.0, "tentative": 0.45, "hypothetical": 0.2}
NAMED = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8378", "#b8a90b"]
"""Colors that color-blind readers tell apart, after Okabe and Ito (2008), for pieces with names."""

_TIP = alt.Tooltip("says", type="nominal", title=" ")
_COLOR = alt.Color("color", type="nominal", scale=None)


def explore(chart: Chart) -> str:
    """The Vega-Lite specification of a chart for exploring, as JSON.

    Raises:
        KeyError: when the kind has nothing to explore.
    """
    drawn = FAMILIES[chart.kind](chart)
    asked = drawn.add_params(*_asked(chart)).properties(
        width="container", background="transparent", config=_config()
    )
    asked.datasets = {"rows": _rows(chart)}
    text: str = asked.to_json(indent=None, validate=False)
    return text


def _config() -> alt.Config:
    """The look of a drawing, in letters that are not too small for a phone."""
    look = config()
    guide: dict[str, Any] = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    for part in ("axis", "legend"):
        look[part] = {**look[part].to_dict(), **guide}
    look["axis"]["tickCount"] = 5
    look["font"] = "system-ui, sans-serif"
    return look


def _asked(chart: Chart) -> list[alt.Parameter]:
    """What a reader may set. Only what makes a difference is offered."""
    asked = []
    if chart.kind in {"bar", "dots", "range", "part"}:
        choices = alt.binding_select(
            options=["given", "amount"], labels=["as given", "by amount"], name="Order "
        )
        asked.append(alt.param(name="order", value="given", bind=choices))
    firm = dict.fromkeys(row.status for row in chart.rows if row.standing == "firm")
    if firm and len({row.standing for row in chart.rows}) > 1 and chart.kind != "evidence":
        box = alt.binding_checkbox(name=f"Only: {', '.join(firm)} ")
        asked.append(alt.param(name="firm", value=False, bind=box))
    return asked


def _source(chart: Chart) -> alt.Chart:
    source = alt.Chart(alt.NamedData(name="rows"))
    if any(parameter.name == "firm" for parameter in _asked(chart)):
        source = source.transform_filter("!firm || datum.standing == 'firm'")
    return source


def _rows(chart: Chart) -> list[dict[str, Any]]:
    color: Callable[[ChartRow], str] = colors(chart.rows)
    if chart.kind == "evidence":
        color = sign_color
    strand = _unbroken(chart)
    return [
        {
            "index": index,
            "says": row.says,
            "label": row.label,
            "group": row.group or row.label,
            "date": row.date_words,
            "standing": row.standing,
            "opacity": _STANDING_OPACITY.get(row.standing, 1.0),
            "color": color(row),
            "strand": strand[row.key],
            **{name: getattr(row, name) for name in ("value", "low", "high")},
            **_span(row),
        }
        for index, row in enumerate(chart.rows)
        if row.has_amount
    ]


def _unbroken(chart: Chart) -> dict[str, int]:
    """The number of the line on which each row lies: a new one a strand and after a gap."""
    found: dict[str, int] = {}
    number = 0
    for rows in strands(chart.rows):
        number += 1
        for row in rows:
            number += row.value is None
            found[row.key] = number
    return found


def _span(row: ChartRow) -> dict[str, str]:
    """The days between which a date lies and their middle, where both ends are known."""
    if row.start is None or row.end is None:
        only = row.start or row.end
        return {} if only is None else dict.fromkeys(("start", "end", "at"), only.isoformat())
    middle = row.start + timedelta(days=(row.end - row.start).days // 2)
    return {"start": row.start.isoformat(), "end": row.end.isoformat(), "at": middle.isoformat()}


def _amount(chart: Chart, **options: Any) -> alt.X:
    return alt.X("value", type="quantitative", title=chart.unit, **options)


def _lanes(chart: Chart) -> alt.LayerChart:
    """A mark a row, the names down the side, in the order that the reader asks for."""
    rank = "order == 'amount' ? -(isValid(datum.value) ? datum.value : datum.high) : datum.index"
    sort = alt.EncodingSortField(field="rank", op="min", order="ascending")
    axis = alt.Axis(labelLimit=220, ticks=False, domain=False)
    source = _source(chart).transform_calculate(rank=rank)
    lane = alt.Y("label", type="nominal", sort=sort, title=None, axis=axis)
    shown = {"color": _COLOR, "tooltip": _TIP}
    opacity = alt.Opacity("opacity", type="quantitative", scale=None)
    layers = []
    if any(row.low is not None and row.high is not None for row in chart.rows):
        span = source.transform_filter("isValid(datum.low) && isValid(datum.high)")
        low = alt.X("low", type="quantitative", title=chart.unit)
        bars = span.mark_bar(height=8, cornerRadius=4)
        layers.append(bars.encode(x=low, x2="high", y=lane, **shown))
    if any(row.value is not None for row in chart.rows):
        known = source.transform_filter("isValid(datum.value)")
        dots = known.mark_point(size=120, filled=True)
        mark = dots if chart.kind == "dots" else known.mark_bar(height=16)
        layers.append(mark.encode(x=_amount(chart), y=lane, opacity=opacity, **shown))
    lanes = len({row.label for row in chart.rows})
    return _layered(*layers, height=max(lanes, 2) * _LANE)


def _dated(chart: Chart) -> alt.LayerChart:
    """A dot a row along time, with the days between which it lies; to be moved and zoomed."""
    source = _source(chart).transform_filter("isValid(datum.at)")
    time: dict[str, Any] = {
        "type": "temporal",
        "title": None,
        "scale": alt.Scale(type="utc", padding=12),
    }
    time["axis"] = alt.Axis(grid=False)
    y = alt.Y("value", type="quantitative", title=chart.unit)
    zoom = alt.selection_interval(bind="scales", encodings=["x"])
    # no line leads to what is only planned or forecast, nor over a value that is missing
    solid = [row.standing for row in chart.rows if row.standing in SOLID and row.value is not None]
    joined = (
        source.transform_filter(alt.FieldOneOfPredicate(field="standing", oneOf=list(SOLID)))
        if solid
        else source
    )
    line = joined.mark_line(
        interpolate="step-after" if chart.kind == "step" else "linear", color=SECOND_INK
    ).encode(x=alt.X("at", **time), y=y, detail=alt.Detail("strand", type="nominal"))
    spans = source.mark_rule(strokeWidth=5, opacity=0.35).encode(
        x=alt.X("start", **time), x2="end", y=y, color=_COLOR
    )
    points = source.mark_point(size=110, filled=True).encode(
        x=alt.X("at", **time),
        y=y,
        color=_COLOR,
        opacity=alt.Opacity("opacity", type="quantitative", scale=None),
        tooltip=_TIP,
    )
    layers = (spans, points.add_params(zoom))
    return _layered(*(layers if chart.kind == "column" else (line, *layers)), height=_HEIGHT)


def _stacked(chart: Chart) -> alt.LayerChart:
    """Bars that are divided; a name in the key brings its pieces to the front."""
    across = "label" if chart.kind == "evidence" else "date"
    pieces = "group" if chart.kind == "evidence" else "label"
    picked = alt.selection_point(fields=[pieces], bind="legend")
    names = list(dict.fromkeys(getattr(row, pieces) for row in chart.rows))
    by_name = {getattr(row, pieces): row for row in reversed(chart.rows)}
    found = [sign_color(by_name[name]) for name in names] if chart.kind == "evidence" else None
    scale = alt.Scale(domain=names, range=found or NAMED)
    legend = alt.Legend(orient="bottom", title=None, columns=2, labelLimit=200)
    bars = (
        _source(chart)
        .mark_bar(height=22)
        .encode(
            x=_amount(chart, stack="zero"),
            y=alt.Y(across, type="nominal", sort=None, title=None, axis=alt.Axis(labelLimit=160)),
            color=alt.Color(pieces, type="nominal", sort=None, scale=scale, legend=legend),
            order=alt.Order("index", type="quantitative"),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.25)),
            tooltip=_TIP,
        )
    )
    lanes = len({getattr(row, "date_words" if across == "date" else "label") for row in chart.rows})
    return _layered(bars.add_params(picked), height=max(lanes, 2) * _LANE)


def _grid(chart: Chart) -> alt.LayerChart:
    """A circle a row, its names down and across."""
    circles = (
        _source(chart)
        .mark_circle()
        .encode(
            x=alt.X(
                "group",
                type="nominal",
                sort=None,
                title=None,
                axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=140),
            ),
            y=alt.Y("label", type="nominal", sort=None, title=None, axis=alt.Axis(labelLimit=160)),
            size=alt.Size(
                "value", type="quantitative", legend=None, scale=alt.Scale(range=[40, 700])
            ),
            color=_COLOR,
            tooltip=_TIP,
        )
    )
    lanes = len({row.label for row in chart.rows})
    return _layered(circles, height=lanes * 36)


def _layered(*layers: Any, height: float) -> alt.LayerChart:
    drawn = alt.layer(*layers).properties(height=height)
    assert isinstance(drawn, alt.LayerChart)
    return drawn


FAMILIES: dict[str, Callable[[Chart], alt.LayerChart]] = {
    **dict.fromkeys(("bar", "dots", "range", "part"), _lanes),
    **dict.fromkeys(("column", "step", "line"), _dated),
    **dict.fromkeys(("stack", "evidence"), _stacked),
    "matrix": _grid,
}
"""What draws each kind that can be explored; drawing.py names them, so as not to load this for that."""
