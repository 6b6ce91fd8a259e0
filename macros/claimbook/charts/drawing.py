"""A chart as SVG text, drawn once and kept; the drawing itself is left to the kinds."""

from __future__ import annotations

import hashlib
from functools import cache as remembered
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claimbook.core.text.keeping import kept

if TYPE_CHECKING:
    from claimbook.views.series import Chart

Size = Literal["wide", "narrow"]

WIDTHS: dict[Size, int] = {"wide": 680, "narrow": 340}
"""The widths in pixels for which charts are designed."""

DRAWING_VERSION = 1
"""To be raised when the same chart would be drawn differently for a reason outside this folder."""


def svg(chart: Chart, *, size: Size, cache: Path | None = None) -> str | None:
    """The chart as inline SVG; None for a kind that has no drawing.

    Args:
        chart: the view that is drawn.
        size: wide for a page, narrow for a phone.
        cache: the folder in which drawings are kept; None draws each time.

    Raises:
        ValueError: when the chart has no rows, or no such kind exists.
    """
    if chart.kind == "table":
        return None
    if not chart.rows:
        message = f"chart '{chart.id}' has no rows to draw"
        raise ValueError(message)
    if cache is None:
        return _draw(chart, size)
    path = cache / f"{_key(chart, size)}.svg"
    return kept(path, lambda: _draw(chart, size).encode()).decode()


def are_kept(chart: Chart, *, cache: Path) -> bool:
    """Whether a chart needs no drawing: it has none, or it was kept at all sizes."""
    paths = (cache / f"{_key(chart, size)}.svg" for size in WIDTHS)
    return not chart.is_drawn or all(path.is_file() for path in paths)


def warm_up() -> None:
    """Load what draws, which takes most of a second, before the first drawing is waited for."""
    import vl_convert  # noqa: PLC0415

    import claimbook.charts.kinds  # noqa: F401, PLC0415

    vl_convert.vegalite_to_svg({"data": {"values": []}, "mark": "point"})


EXPLORED = frozenset(
    ("bar", "column", "step", "line", "range", "dots", "stack", "part", "matrix", "evidence")
)
"""The kinds that a reader can explore. A table has no axes, and the ties between claims have none."""


def can_be_explored(chart: Chart) -> bool:
    """Whether a browser can draw the chart for exploring."""
    return chart.kind in EXPLORED and any(row.has_amount for row in chart.rows)


def explored(chart: Chart, *, cache: Path) -> str | None:
    """The specification with which a browser draws the chart for exploring; None where it has none.

    Args:
        chart: the view that is explored.
        cache: the folder in which specifications are kept.
    """
    if not can_be_explored(chart):
        return None

    def specification() -> bytes:
        from claimbook.charts.explore import explore  # noqa: PLC0415

        return explore(chart).encode()

    return kept(cache / f"{_key(chart, 'explored')}.json", specification).decode()


def _draw(chart: Chart, size: Size) -> str:
    # Altair and vl-convert take most of a second to load: only when something must be drawn.
    import vl_convert  # noqa: PLC0415
    from altair.utils.schemapi import debug_mode  # noqa: PLC0415

    from claimbook.charts.kinds import KINDS  # noqa: PLC0415
    from claimbook.charts.svg import finish  # noqa: PLC0415

    if chart.kind not in KINDS:
        message = f"chart '{chart.id}' is of kind '{chart.kind}'; known are {', '.join(KINDS)}"
        raise ValueError(message)
    with debug_mode(False):  # tests hold each kind against Vega-Lite's schema, drawings need not
        spec = KINDS[chart.kind](chart, WIDTHS[size]).to_dict(validate=False)
    words = spec.pop("usermeta")["words"]
    drawn: str = vl_convert.vegalite_to_svg(spec)
    return finish(
        drawn,
        name=chart.id,
        size=size,
        title=chart.question,
        description=chart.alternative,
        rows={row.key: row.says for row in chart.rows},
        words=words,
    )


@remembered
def _tools() -> str:
    """What a drawing depends on besides its chart: this folder's code and its tools."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    tools = [f"{name} {version(name)}" for name in ("altair", "vl-convert-python")]
    return f"{DRAWING_VERSION} {tools} {digest.hexdigest()}"


def _key(chart: Chart, size: Size | Literal["explored"]) -> str:
    """A name that changes with everything that the drawing shows."""
    shown = (chart.id, chart.kind, chart.question, chart.alternative, chart.unit, chart.unit_short)
    described = repr((shown, chart.whole, chart.whole_words, chart.rows, size, _tools()))
    return hashlib.sha256(described.encode()).hexdigest()
