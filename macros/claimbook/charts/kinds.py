"""The kinds of charts by name, each a function from a view to an Altair chart, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimbook.charts.columns import column
from claimbook.charts.dated import line, step
from claimbook.charts.dots import dots
from claimbook.charts.over_claims import arcs, matrix
from claimbook.charts.rows import bar, part, range_
from claimbook.charts.stacks import evidence, stack

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

    from claimbook.views.series import Chart

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
