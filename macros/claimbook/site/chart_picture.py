"""A chart as a picture that can leave its page: with its question, unit, sources and credit."""

import re
from collections.abc import Mapping, Sequence

# What is parsed here was written by this package, never by a contributor.
from xml.etree import ElementTree as ET

from claimbook.charts.drawing import WIDTHS
from claimbook.core.records.lines import wrap
from claimbook.core.text.characters import clean, leftward
from claimbook.core.text.messages import gettext, runs_left
from claimbook.views.chart import Chart
from claimbook.views.wording import run_on

_SVG = "{http://www.w3.org/2000/svg}"
ET.register_namespace("", _SVG.strip("{}"))
_MARGIN = 28.0
_COLOR = re.compile(r"var\(--cb-([\w-]+)\)")
PAGE_FONTS = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
OWN_FONT = "sans-serif"
"""What vl-convert draws with a font that it brings, so that a picture is the same everywhere."""

_QUESTION = {"font-size": "21", "font-weight": "600", "fill": "var(--cb-ink)"}
_ANSWER = {"font-size": "15", "fill": "var(--cb-ink)"}
_CREDIT = {"font-size": "12", "fill": "var(--cb-ink-2)"}


def standalone(
    drawing: str,
    chart: Chart,
    credit: Sequence[str],
    palette: Mapping[str, str],
    fonts: str = PAGE_FONTS,
) -> str:
    """The SVG of a wide drawing with all that it needs where no page is around it.

    Args:
        drawing: the inline SVG, whose colors are the page's variables.
        chart: what is drawn.
        credit: lines that say where the numbers and the picture are from.
        palette: the color of each variable, by its name without `--cb-`.
        fonts: the font family, as CSS has it.

    Raises:
        KeyError: when the drawing uses a color that the palette does not have.
    """
    inner = ET.fromstring(drawing)  # noqa: S314
    parts = ET.Element(f"{_SVG}g", transform=f"translate({_MARGIN:g},{_MARGIN:g})")
    y = _lines(parts, chart.question, 0.0, _QUESTION)
    y = _lines(parts, chart.answer, y + 6, _ANSWER)
    # e.g. Carts by year. In carts.
    unit = gettext("{title}. In {unit}.", title=chart.title, unit=chart.unit)
    y = _lines(parts, run_on((unit, *chart.remarks)), y + 6, _CREDIT) + 14
    # a drawing stays within its size, and to clip it takes longer than all else of a picture
    inner.attrib |= {"x": "0", "y": f"{y:g}", "overflow": "visible"}
    del inner.attrib["class"]
    parts.append(inner)
    y += float(inner.attrib["height"]) + 18
    for line in credit:
        y = _lines(parts, line, y, _CREDIT)
    width, height = f"{WIDTHS['wide'] + 2 * _MARGIN:g}", f"{y + 2 * _MARGIN:g}"
    size = {"width": width, "height": height}
    view = {"viewBox": f"0 0 {width} {height}", "font-family": fonts}
    root = ET.Element(f"{_SVG}svg", size | view)
    ET.SubElement(root, f"{_SVG}rect", size | {"fill": "var(--cb-paper)"})
    root.append(parts)
    text = ET.tostring(root, encoding="unicode")
    return _COLOR.sub(lambda match: palette[match[1]], text)


def _lines(parent: ET.Element, words: str, y: float, look: dict[str, str]) -> float:
    """Words in lines below each other from `y` on. Returns where they end."""
    size = int(look["font-size"])
    for line in wrap(words, WIDTHS["wide"], size, most=6, bold="font-weight" in look):
        y += size * 1.35
        placed = {"x": f"{WIDTHS['wide']}", "text-anchor": "end"} if runs_left() else {}
        at = {"y": f"{y - size * 0.3:g}", **placed, **look}
        said = clean(line)
        ET.SubElement(parent, f"{_SVG}text", at).text = leftward(said) if placed else said
    return y
