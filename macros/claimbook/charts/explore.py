"""A drawing to explore: the drawing that is read, with what a reader can ask of it added."""

from collections.abc import Iterator
from typing import Any

from claimbook.charts.frame import moment
from claimbook.charts.planes import NAMED_ONCE
from claimbook.core.text.d3_formats import written_time
from claimbook.core.text.messages import gettext, pgettext
from claimbook.views.chart import Chart

Part = dict[str, Any]

ORDERED = frozenset(("bar", "dots", "range", "part", "wholes"))

_RANK = "order == 'amount' ? -(isValid(datum.value) ? datum.value : datum.high) : datum.index"
_LANES = (
    {"calculate": _RANK, "as": "rank"},
    {
        "window": [{"op": "sum", "field": "tall", "as": "floor"}],
        "sort": [{"field": "rank", "order": "ascending"}],
    },
    {"calculate": "datum.floor - datum.tall + datum.drop", "as": "y"},
)
"""Lays lanes out as `lanes` does, in the order of the day."""


def explorable(spec: Part, chart: Chart) -> Part:
    """The specification with words at the pointer, rows to pick, order, and zoom in time.

    A picked row stays as it is, and others fade. Contributed text is only ever a value of a field,
    never a part of an expression.
    """
    units = list(_units(spec))
    told = [one for one in units if isinstance(one["mark"], dict) and one["mark"].get("aria")]
    for unit in told:
        unit["encoding"]["tooltip"] = {"field": "says", "type": "nominal", "title": " "}
        opaque = {"param": "picked", "value": unit["mark"].pop("opacity", 1)}
        unit["encoding"]["opacity"] = {"condition": opaque, "value": 0.2}
    for unit in told[:1]:
        pick = {"type": "point", "fields": ["key"], "toggle": "true"}
        unit["params"] = [*unit.get("params", []), {"name": "picked", "select": pick}]
    params = [*spec.get("params", [])]
    if chart.kind in ORDERED and len(chart.rows) > 1:
        name = pgettext("by what a list is sorted", "Order")
        # the order of rows in a drawing
        labels = [gettext("as given"), gettext("by amount")]
        options = {"options": ["given", "amount"], "labels": labels}
        bind = {"input": "select", "name": f"{name} ", **options}
        params.append({"name": "order", "value": "given", "bind": bind})
        for unit in units:
            data = unit.get("data") or spec["data"]
            if any("tall" in row for row in spec["datasets"].get(data.get("name"), ())):
                unit["transform"] = [*_LANES, *unit.get("transform", [])]
    spec["params"] = params + _zoom(units)
    return spec


def _units(spec: Part) -> Iterator[Part]:
    if "mark" in spec:
        yield spec
    for inner in (*spec.get("layer", ()), *spec.get("concat", ()), *spec.get("vconcat", ())):
        yield from _units(inner)


def _zoom(units: list[Part]) -> list[Part]:
    """Two dates between which time is drawn, where there is a scale of time."""
    x_of = [(unit["encoding"].get("x", {}), unit) for unit in units]
    timed = [(x, unit) for x, unit in x_of if (x.get("scale") or {}).get("type") == "utc"]
    if not timed:
        return []
    first, last = timed[0][0]["scale"]["domain"]
    # e.g. From [a date]
    since = gettext("From")
    # e.g. Until [a date]
    until = gettext("Until")
    named = (("since", f"{since} ", first), ("until", f"{until} ", last))
    begin, end = (f"utcParse({name}, '%Y-%m-%d') || {limit}" for name, _, limit in named)
    scale = {"type": "linear", "domain": [{"expr": begin}, {"expr": end}]}
    for channel, unit in timed:
        # as numbers, for Vega-Lite takes the same expressions of time at two layers for two domains
        channel |= {"type": "quantitative", "scale": scale}
        if (axis := channel.get("axis") or {}).get("labelExpr", "").startswith(NAMED_ONCE):
            # more ticks than fit, of which those that do are shown at each zoom
            months = {"expr": f"utcSequence('month', {begin}, {end})"}
            axis |= {"values": months, "labelExpr": written_time("yMMM")}
            axis |= {"labelOverlap": "greedy", "labelSeparation": 12}
        if unit["encoding"].get("y", {}).get("scale"):
            mark = unit["mark"]
            unit["mark"] = {**({"type": mark} if isinstance(mark, str) else mark), "clip": True}
    days = {name: moment(limit).date().isoformat() for name, _, limit in named}
    return [
        {"name": name, "value": days[name], "bind": {"input": "date", "name": label}}
        for name, label, _ in named
    ]
