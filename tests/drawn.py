"""Reads an SVG drawing as a reader would: where words stand, and what each mark is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from claimbook.charts.frame import LINE
from claimbook.core.text.widths import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"translate\((-?[\d.]+)(?:,\s*(-?[\d.]+))?\)")
_RECT = re.compile(r"M(-?[\d.]+),(-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)h-?[\d.]+Z")


@dataclass(frozen=True)
class Box:
    """What is drawn, from its left and top to its right and bottom in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    words: str
    fill: str = ""
    stroke: str = ""
    dash: str = ""
    ground: bool = False
    turned: bool = False
    tag: str = ""

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        return (self.top + self.bottom) / 2


def _placed(element: ET.Element, x: float, y: float) -> Iterator[tuple[ET.Element, float, float]]:
    if found := _MOVE.search(element.attrib.get("transform", "")):
        x, y = x + float(found[1]), y + float(found[2] or 0)
    yield element, x, y
    for child in element:
        yield from _placed(child, x, y)


def texts(svg: str, size: float | None = None) -> list[Box]:
    """Every line of words, as wide as a wide font makes it, or as it is at a size in pixels."""
    found = []
    for element, x, y in _placed(ET.fromstring(svg), 0, 0):
        if element.tag != f"{SVG}text":
            continue
        lines = [element.text or ""] if not len(element) else [span.text or "" for span in element]
        share = {"middle": 0.5, "end": 1.0}.get(element.attrib.get("text-anchor", ""), 0.0)
        bold = element.attrib.get("font-weight") == "600"
        for index, line in enumerate(lines):
            width = text_width(line, *([size] if size else []), bold=bold)
            left, middle = x - share * width, y - 4 + index * LINE
            found.append(
                Box(
                    *(left, middle - 6.5, left + width, middle + 6.5),
                    line,
                    fill=element.attrib.get("fill", ""),
                    ground="stroke" in element.attrib,
                    turned="rotate" in element.attrib.get("transform", ""),
                )
            )
    return [one for one in found if one.words]


def words(svg: str) -> list[str]:
    """The words of a drawing, a text in several lines as one."""
    root = ET.fromstring(svg)
    return [" ".join(one.itertext()) for one in root.iter(f"{SVG}text") if "".join(one.itertext())]


def marks(svg: str, *, rows: bool = True) -> list[Box]:
    """The marks of a drawing, those that stand for a row or all; a line's ends are its corners."""
    found = []
    for element, x, y in _placed(ET.fromstring(svg), 0, 0):
        title = element.find(f"{SVG}title")
        if element.tag not in {f"{SVG}path", f"{SVG}line"} or (rows and title is None):
            continue
        left, top, right, bottom = x, y, x, y
        if element.tag == f"{SVG}line":
            right, bottom = (
                x + float(element.attrib.get("x2", 0)),
                y + float(element.attrib.get("y2", 0)),
            )
        elif rect := _RECT.match(element.attrib["d"]):
            left, top = x + float(rect[1]), y + float(rect[2])
            right, bottom = left + float(rect[3]), top + float(rect[4])
        found.append(
            Box(
                *(min(left, right), min(top, bottom), max(left, right), max(top, bottom)),
                (title.text or "") if title is not None else "",
                fill=element.attrib.get("fill", ""),
                stroke=element.attrib.get("stroke", ""),
                dash=element.attrib.get("stroke-dasharray", ""),
                tag=element.tag.removeprefix(SVG),
            )
        )
    return found


def outside(svg: str) -> list[str]:
    """Words that leave the drawing in a wide font."""
    root = ET.fromstring(svg)
    width, height = (float(root.attrib[name]) for name in ("width", "height"))
    return [
        one.words
        for one in texts(svg)
        if not one.turned
        and (one.left < -2 or one.right > width + 2 or one.top < -4 or one.bottom > height + 4)
    ]


def colliding(svg: str) -> list[tuple[str, str]]:
    """Pairs of lines of words that stand in each other, set in 13 pixels."""
    lines = [one for one in texts(svg, 13) if not one.turned and not one.ground]
    return [
        (one.words, other.words)
        for one, other in combinations(lines, 2)
        if min(one.right, other.right) - max(one.left, other.left) > 1
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 2
    ]


def amount_scale(svg: str) -> tuple[float, float]:
    """The amount at the top of the drawing and that of a pixel, read from the numbers at the left."""
    ticks = {}
    for one in texts(svg):
        text = one.words.replace(",", "").replace("\N{MINUS SIGN}", "-")
        if re.fullmatch(r"-?[\d.]+", text) and one.left < 130:
            ticks.setdefault(round(one.right), []).append((one.height, float(text)))
    column = max(ticks.values(), key=len)
    (y1, v1), (y2, v2) = column[0], column[-1]
    each = (v2 - v1) / (y2 - y1)
    return v1 - each * y1, each
