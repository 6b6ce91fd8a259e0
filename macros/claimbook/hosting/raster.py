"""SVG text as a PNG, drawn once and kept, in a font of our own; the SVG is left to who draws it."""

import hashlib
import io
import re
import unicodedata
from functools import cache as remembered
from pathlib import Path

from claimbook.core.text.characters import clean
from claimbook.core.text.keeping import fingerprint, kept

FONT = "Claimbook Serif"
"""A family in the weights 400 and 600 that is installed nowhere, so pictures are the same on all machines."""

_MOST_COLORS = 256
_FONTS = Path(__file__).parent / "fonts"
_COVERED = (
    "0020-007e 00a0-012b 012e-0131 0134-0165 0168-017f 01cd-01d4 0218-021b 0384-038a 038c-038c "
    "038e-03a1 03a3-03ce 0400-045f 0490-0491 2010-2010 2012-2015 2018-201a 201c-201e 2020-2022 "
    "2025-2026 2030-2030 2032-2033 2039-203a 20ac-20ac 20bd-20bd 2116-2116 2122-2122 2190-2193 "
    "2212-2212 2248-2248 2260-2260 2264-2265"
)
"""The letters that the fonts have: Latin, Greek, Cyrillic, and common signs."""

_UNCOVERED = re.compile("[^{}]".format(re.sub(r"(\w+)-(\w+) ?", r"\\u\1-\\u\2", _COVERED)))
_EMPTIED = re.compile(r"\(\s*\)|\[\s*\]|“\s*”")


def png(svg: str, *, scale: float = 1, cache: Path | None = None) -> bytes:
    """The PNG of an SVG.

    Args:
        svg: the drawing, with its size in pixels.
        scale: how many pixels of the picture one pixel of the drawing takes.
        cache: the folder in which pictures are kept; None draws each time.
    """
    if cache is None:
        return _draw(svg, scale)
    described = f"{_tools()} {scale:g} {svg}"
    name = hashlib.sha256(described.encode()).hexdigest()
    return kept(cache / f"{name}.png", lambda: _draw(svg, scale))


def covered(text: str) -> str:
    """The text on one line, without the letters for which a font of the machine would step in."""
    composed = unicodedata.normalize("NFC", clean(text)).replace("\N{NON-BREAKING HYPHEN}", "-")
    return clean(_EMPTIED.sub("", _UNCOVERED.sub("", composed)))


def _draw(svg: str, scale: float) -> bytes:
    # They are loaded only when something must be drawn.
    import vl_convert  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    _register()
    drawn = Image.open(io.BytesIO(vl_convert.svg_to_png(svg, scale=scale)))
    # A drawing is opaque and has few colors, so that one byte a pixel will do.
    few = drawn.convert("RGB").quantize(_MOST_COLORS, Image.Quantize.MAXCOVERAGE)
    out = io.BytesIO()
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()


@remembered
def _register() -> None:
    import vl_convert  # noqa: PLC0415

    vl_convert.register_font_directory(str(_FONTS))


@remembered
def _tools() -> str:
    paths = (*_FONTS.glob("*.ttf"), Path(__file__))
    return fingerprint(paths, "vl-convert-python", "pillow")
