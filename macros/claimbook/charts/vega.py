"""The library with which a browser draws a chart for exploring, from the installed package."""

from importlib.metadata import version
from pathlib import Path

from claimbook.core.text.keeping import kept

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
