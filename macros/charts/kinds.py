"""The kinds of charts by name, each a function from a view to an Altair chart, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.charts.columns import column
from macros.charts.dated import line, step
from macros.charts.dots import dots
from macros.charts.over_claims import arcs, matrix
from macros.charts.rows import bar, part, range_
from macros.charts.stacks import evidence, stack

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

    from macros.views.series import Chart

KINDS: dict[str, Callable[[Chart, int], alt.LayerChart]] = {
    "bar": bar,
    "column": column,
    "step": step,
    "line": line,
    "range": range_,
    "dots": dots,
    "stack": stack,
    "part": part,
    "matrix": matrix,
    "arcs": arcs,
    "evidence": evidence,
}
"""Every kind that is drawn. `table` is shown as rows of text and has no drawing."""
