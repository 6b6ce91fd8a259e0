"""The kinds of charts by name, and how groups of rows are set beside each other."""

import runpy
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from altair.utils.schemapi import debug_mode

from claimbook.charts import OwnChartError
from claimbook.charts.dated import column, line, slope, step
from claimbook.charts.divided import evidence, split, stack
from claimbook.charts.frame import LINE, Frame
from claimbook.charts.laned import bar, dots, part, range_, wholes
from claimbook.charts.over_claims import matrix, ties
from claimbook.charts.parts import words
from claimbook.core.records.lines import wrap
from claimbook.views.chart import Chart

Kind = Callable[[Frame], Any]
"""A function from a frame to an Altair chart."""

_LANED = (bar, dots, range_, part, wholes, stack, split, matrix, ties, evidence)
_KINDS = (*_LANED, column, step, line, slope)
KINDS: dict[str, Kind] = {one.__name__.strip("_"): one for one in _KINDS} | {"verdicts": evidence}
"""Every kind that is drawn. `table` is shown as rows of text and has no drawing."""

_BESIDE = frozenset(("column", "step", "line"))
"""The kinds of which several panels stand beside each other; of others, below each other."""

_UNDIVIDED = frozenset(("split", "matrix", "ties", "evidence", "verdicts"))
_GAP, _OF_PANELS = 18, {"data", "layer", "width", "height"}


def own_kinds(path: Path) -> dict[str, Kind]:
    """The kinds in a Python file of a book: its public functions.

    Raises:
        OwnChartError: when the file cannot be run.
    """
    try:
        found = runpy.run_path(str(path))
    except Exception as error:
        raise OwnChartError(_told(path, error)) from error
    return {
        name.replace("_", "-"): one
        for name, one in found.items()
        if not name.startswith("_") and getattr(one, "__module__", None) == "<run_path>"
    }


def _told(path: Path, error: Exception) -> str:
    """What went wrong at which line of the book's own file."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [at.lineno for at in frames if at.filename == str(path)]
    line = error.lineno if isinstance(error, SyntaxError) else next(reversed(lines), None)
    told = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{path.name}{f':{line}' if line else ''}: {type(error).__name__}: {told}"


def draw(chart: Chart, width: int, kind: Kind, own: Path | None = None) -> dict[str, Any]:
    """A view in Vega-Lite: one drawing, or a panel for each group of rows.

    Args:
        chart: the view that is drawn.
        width: the room in pixels.
        kind: what draws it.
        own: the file that the kind is from, where a book brings it.

    Raises:
        OwnChartError: when a kind of a book's own fails.
    """
    frame = Frame(chart=chart, width=width, rows=chart.rows, compared=chart.rows)
    groups = list(dict.fromkeys(row.panel for row in chart.rows))
    apart = len(groups) > 1 and chart.kind not in _UNDIVIDED and own is None
    try:
        # tests hold each kind against Vega-Lite's schema, drawings need not
        with debug_mode(False):
            spec = _panels(frame, groups, kind) if apart else _alone(frame, kind)
    except Exception as error:
        if own is None:
            raise
        raise OwnChartError(_told(own, error)) from error
    return {**spec, "datasets": {**spec.get("datasets", {}), **frame.datasets}}


def _alone(frame: Frame, kind: Kind) -> dict[str, Any]:
    drawn = kind(frame)
    if not hasattr(drawn, "to_dict"):
        message = f"'{frame.chart.kind}' returns no Altair chart"
        raise TypeError(message)
    spec: dict[str, Any] = drawn.to_dict(validate=False)
    return spec


def _panels(frame: Frame, groups: list[str], kind: Kind) -> dict[str, Any]:
    """A panel a group, with its name above it; all on one scale, or each on its own."""
    count = min((3 if frame.wide else 2) if frame.chart.kind in _BESIDE else 1, len(groups))
    width = (frame.width - (count - 1) * _GAP) // count
    drawn = [kind(frame.part((r for r in frame.rows if r.panel == one), width)) for one in groups]
    titles = [wrap(group, width, most=2, bold=True) for group in groups]
    head = max(map(len, titles)) * LINE + 4
    sides = ("left", "right", "top", "bottom")
    most = {side: max(one.padding.get(side, 0) for one in drawn) for side in sides}
    for one, title in zip(drawn, titles, strict=True):
        base, pad = frame.over([{"title": title}]), one.padding
        top = -pad["top"] - LINE * (len(title) - 0.5) - 2
        one.layer.append(words(base, "title", x=-pad["left"], y=top, style="strong"))
    across = most["left"] + most["right"] + (_GAP if count > 1 else 0)
    down = most["top"] + most["bottom"] + head + 8
    lines = [drawn[at : at + count] for at in range(0, len(drawn), count)]
    tall = sum(max(one.height for one in line) for line in lines)
    # Vega gives panels no size of their own where nothing is measured
    size = {"width": count * drawn[0].width + (count - 1) * across}
    size["height"] = tall + (len(lines) - 1) * down
    patch = [{"op": "add", "path": f"/{name}", "value": size[name]} for name in size]
    # put together here, since Altair copies all panels at each step
    specs = [one.to_dict(validate=False) for one in drawn]
    return {
        "$schema": specs[0]["$schema"],
        "concat": [{name: one[name] for name in one if name in _OF_PANELS} for one in specs],
        "datasets": {name: rows for one in specs for name, rows in one.get("datasets", {}).items()},
        "columns": count,
        "bounds": "flush",
        "spacing": {"row": down, "column": across},
        "padding": {**most, "top": most["top"] + head},
        "usermeta": {"embedOptions": {"patch": patch}},
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }
