"""A chart as SVG text and as a specification to explore, drawn once and kept; the kinds draw."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache as remembered
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from claimbook.core.text.keeping import fingerprint, kept
from claimbook.core.text.messages import spoken
from claimbook.views.chart import Chart

Size = Literal["wide", "narrow"]

WIDTHS: dict[Size, int] = {"wide": 680, "narrow": 340}
"""The widths in pixels for which charts are designed."""

SCRIPT = "assets/js/vega.js"
"""Where the site has what draws a chart to explore. Nothing loads it until a reader asks."""

_DRAWS = ("charts/*.py", "core/records/lines.py", "core/text/*.py")
"""What draws: code of which each change may change every drawing."""


def can_be_explored(chart: Chart) -> bool:
    """Whether there is anything to point at."""
    return chart.is_drawn and any(row.has_amount for row in chart.rows)


@dataclass(frozen=True)
class Drawings:
    """Draws the charts of a book.

    Attributes:
        cache: the folder in which drawings are kept; None draws each time.
        own: a Python file of the book with kinds of its own; None where it has none.
    """

    cache: Path | None = None
    own: Path | None = None

    def is_own(self, chart: Chart) -> bool:
        """Whether the book itself brings the chart's kind."""
        return self.own is not None and chart.kind in self._own_kinds

    def svg(self, chart: Chart, *, size: Size) -> str | None:
        """The chart as inline SVG; None for a table, which has no drawing.

        Raises:
            ValueError: when the chart has no rows, or no such kind exists.
            OwnChartError: when a kind of the book's own fails.
        """
        if chart.kind == "table":
            return None
        if not chart.rows:
            message = f"chart '{chart.id}' has no rows to draw"
            raise ValueError(message)
        return self._kept(chart, size, ".svg", lambda: self._draw(chart, size))

    def explored(self, chart: Chart) -> str | None:
        """The specifications with which a browser draws the chart, by size; None for a table.

        What is read is drawn of the same ones, which take longest to make, where it is kept.
        """
        if not can_be_explored(chart):
            return None

        def both() -> str:
            from claimbook.charts.explore import explorable  # noqa: PLC0415

            specs = {size: self.specification(chart, size) for size in WIDTHS}
            for size in WIDTHS if self.cache else ():
                self._kept(chart, size, ".svg", partial(self._draw, chart, size, specs[size]))
            made = {size: explorable(spec, chart) for size, spec in specs.items()}
            return json.dumps(made, ensure_ascii=False, separators=(",", ":"))

        return self._kept(chart, "explored", ".json", both)

    def are_kept(self, chart: Chart) -> bool:
        """Whether a chart needs no drawing: it has none, or it was kept at all sizes."""
        if not chart.is_drawn:
            return True
        return self.cache is not None and all(
            (self.cache / f"{self._key(chart, size)}.svg").is_file() for size in WIDTHS
        )

    def specification(self, chart: Chart, size: Size) -> dict[str, Any]:
        """The chart in Vega-Lite.

        Raises:
            ValueError: when no such kind exists.
            OwnChartError: when a kind of the book's own fails.
        """
        # Altair and vl-convert take most of a second to load: only when something must be drawn.
        from claimbook.charts.frame import config  # noqa: PLC0415
        from claimbook.charts.kinds import KINDS, draw  # noqa: PLC0415
        from claimbook.core.text.d3_formats import vega_locale  # noqa: PLC0415

        kinds = {**self._own_kinds, **KINDS}
        if chart.kind not in kinds:
            message = f"chart '{chart.id}' is of kind '{chart.kind}'; known are {', '.join(kinds)}"
            raise ValueError(message)
        own = self.own if self.is_own(chart) else None
        spec = draw(chart, WIDTHS[size], kinds[chart.kind], own)
        spec["config"] = {**config(), **vega_locale()}
        placed = "padding" in spec or "concat" in spec
        spec["autosize"] = {"type": "none"} if placed else {"type": "fit-x", "contains": "padding"}
        return spec if placed else {"width": WIDTHS[size], **spec}

    def _draw(self, chart: Chart, size: Size, spec: dict[str, Any] | None = None) -> str:
        import vl_convert  # noqa: PLC0415

        from claimbook.charts.svg import finish  # noqa: PLC0415

        spec = spec or self.specification(chart, size)
        vega = vl_convert.vegalite_to_vega(spec)
        for change in spec.get("usermeta", {}).get("embedOptions", {}).get("patch", ()):
            vega[change["path"][1:]] = change["value"]
        told = {"title": chart.question, "description": chart.alternative}
        return finish(vl_convert.vega_to_svg(vega), name=chart.id, size=size, **told)

    @cached_property
    def _own_kinds(self) -> dict[str, Any]:
        from claimbook.charts.kinds import own_kinds  # noqa: PLC0415

        return own_kinds(self.own) if self.own else {}

    def _kept(self, chart: Chart, size: str, ending: str, draw: Any) -> str:
        if self.cache is None:
            return str(draw())
        path = self.cache / f"{self._key(chart, size)}{ending}"
        return kept(path, lambda: draw().encode()).decode()

    def _key(self, chart: Chart, size: str) -> str:
        """A name that changes with everything that the drawing shows."""
        shown = {
            name: getattr(chart, name)
            for name in chart.__slots__
            if name not in {"table", "notes", "sources", "citation", "corrections", "sums"}
        }
        own = self.own.read_bytes() if self.own else b""
        described = f"{shown!r} {size} {spoken()} {_tools()} {hashlib.sha256(own).hexdigest()}"
        return hashlib.sha256(described.encode()).hexdigest()


def runtime(cache: Path) -> bytes:
    """Vega, Vega-Lite and Vega-Embed in one script, with Vega's interpreter of expressions."""

    def bundle() -> bytes:
        import vl_convert  # noqa: PLC0415

        script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
        return script.encode()

    return kept(cache / f"vega-{version('vl-convert-python')}.js", bundle)


def warm_up() -> None:
    """Load what draws, which takes most of a second, before the first drawing is waited for."""
    import vl_convert  # noqa: PLC0415

    import claimbook.charts.kinds  # noqa: F401, PLC0415

    vl_convert.vegalite_to_svg({"data": {"values": []}, "mark": "point"})


@remembered
def _tools() -> str:
    package = Path(__file__).parent.parent
    code = (path for pattern in _DRAWS for path in package.glob(pattern))
    return fingerprint(code, "altair", "vl-convert-python")
