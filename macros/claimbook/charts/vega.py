"""The library with which a browser draws a chart for exploring, from the installed package."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from claimbook.core.text.keeping import kept

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "assets/js/vega.js"
"""Where the library stands in the site. Nothing loads it until a reader asks."""

_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def runtime(cache: Path) -> bytes:
    """Vega, Vega-Lite and Vega-Embed in one script, with its interpreter of expressions."""

    def bundle() -> bytes:
        import vl_convert  # noqa: PLC0415 - takes most of a second to load

        script: str = vl_convert.javascript_bundle(_SNIPPET)
        return script.encode()

    return kept(cache / f"vega-{version('vl-convert-python')}.js", bundle)
