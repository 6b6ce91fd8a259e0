"""A drawing to explore: the drawing that is read, with what a reader can ask of it added."""

from datetime import UTC, datetime, timedelta
from typing import Any

from claimbook.views.series import Chart

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TIP = {"field": "says", "type": "nominal", "title": " "}
_RANK = "order == 'amount' ? -(isValid(datum.value) ? datum.value : datum.high) : datum.index"
_MONTH = "utcFormat(datum.value, '%b %Y')"
ORDERED = frozenset(("bar", "dots", "range", "part", "wholes"))


def explorable(spec: dict[str, Any], chart: Chart) -> dict[str, Any]:
    """The specification with words at the pointer, rows to pick, order, and zoom in time.

    A picked row stays as it is, and others fade. Contributed text is only ever a value of a field,
    never a part of an expression.
    """
    units = list(_units(spec))
    picked = False
    for unit in units:
        if isinstance(unit["mark"], dict) and unit["mark"].get("aria"):
            encoding = unit["encoding"]
            encoding["tooltip"] = _TIP
            encoding["opacity"] = {
                "condition": {"param": "picked", "value": unit["mark"].pop("opacity", 1)},
                "value": 0.2,
            }
            if not picked:
                pick = {"type": "point", "fields": ["key"], "toggle": "true"}
                unit.setdefault("params", []).append({"name": "picked", "select": pick})
                picked = True
    params = []
    if chart.kind in ORDERED and len(chart.rows) > 1:
        options = {"options": ["given", "amount"], "labels": ["as given", "by amount"]}
        bind = {"input": "select", "name": "Order ", **options}
        params.append({"name": "order", "value": "given", "bind": bind})
        for unit in units:
            if "rank" in str(unit["encoding"].get("y", {}).get("sort")):
                ranked = {"calculate": _RANK, "as": "rank"}
                unit["transform"] = [ranked, *unit.get("transform", [])]
    params += _zoom(units)
    spec["params"] = [*spec.get("params", []), *params]
    return spec


def _months(first: float, last: float) -> list[float]:
    """The beginnings of the months between two moments, in milliseconds."""
    low, high = (_EPOCH + timedelta(milliseconds=at) for at in (first, last))
    months = range(low.year * 12 + low.month, high.year * 12 + high.month)
    starts = (datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in months)
    return [(start - _EPOCH) / timedelta(milliseconds=1) for start in starts]


def _units(spec: dict[str, Any]) -> Any:
    if "mark" in spec:
        yield spec
    for inner in (*spec.get("layer", ()), *spec.get("concat", ()), *spec.get("vconcat", ())):
        yield from _units(inner)


def _zoom(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two dates between which time is drawn, where there is a scale of time."""
    timed = [
        unit["encoding"]["x"]
        for unit in units
        if (unit["encoding"].get("x") or {}).get("scale", {}).get("type") == "utc"
    ]
    if not timed:
        return []
    first, last = timed[0]["scale"]["domain"]
    days = [(_EPOCH + timedelta(milliseconds=at)).date().isoformat() for at in (first, last)]
    domain = [
        {"expr": f"utcParse({name}, '%Y-%m-%d') || {limit}"}
        for name, limit in (("since", first), ("until", last))
    ]
    for channel in timed:
        # as numbers, for Vega-Lite takes the same expressions of time at two layers for two domains
        channel |= {"type": "quantitative", "scale": {"type": "linear", "domain": domain}}
        axis = channel.get("axis") or {}
        if "%b" in axis.get("labelExpr", ""):
            # more ticks than fit, of which those that do are shown at each zoom
            axis |= {"values": _months(first, last), "labelExpr": _MONTH}
            axis |= {"labelOverlap": "greedy", "labelSeparation": 12}
    for unit in units:
        if unit["encoding"].get("x") in timed and "field" in unit["encoding"].get("y", {}):
            mark = unit["mark"]
            unit["mark"] = {**({"type": mark} if isinstance(mark, str) else mark), "clip": True}
    return [
        {"name": name, "value": day, "bind": {"input": "date", "name": f"{label} "}}
        for name, label, day in zip(("since", "until"), ("From", "Until"), days, strict=True)
    ]
