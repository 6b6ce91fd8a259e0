"""Makes Vega's SVG fit for standing inside a page: described, named, small and in its colors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

# What is parsed here was written by vl-convert a moment ago, never by a contributor.
from xml.etree import ElementTree as ET

from claimbook.charts.sketch import ROW
from claimbook.charts.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_DROPPED = {"role", "class", "font-family", "style"}
_KEPT_PRECISION = 1
_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?|-?\d+e-\d+")
_ROUNDED = {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height"}
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


ET.register_namespace("", _NAMESPACE.strip("{}"))


def finish(  # noqa: PLR0913 - what a reader is told of a drawing
    text: str,
    *,
    name: str,
    size: str,
    title: str,
    description: str,
    rows: Mapping[str, str],
    words: Sequence[str],
) -> str:
    """The SVG as it is put into a page.

    Args:
        text: what vl-convert gave.
        name: the beginning of every id, unique in the page.
        size: wide or narrow, which becomes part of ids and class.
        title: what the drawing answers, its accessible name.
        description: the drawing in words.
        rows: what each row says, by its key; the marks that stand for one are given its words.
        words: what is written, in the place of the numbers that Vega was given.
    """
    drawn = ET.fromstring(text)  # noqa: S314
    root = ET.Element(f"{_NAMESPACE}svg")
    start = f"{name}-{size}"
    root.attrib |= {
        "class": f"cb-svg cb-svg--{size}",
        "width": drawn.attrib["width"],
        "height": drawn.attrib["height"],
        "viewBox": drawn.attrib["viewBox"],
        "role": "img",
        "aria-labelledby": f"{start}-1",
        "aria-describedby": f"{start}-2",
    }
    for number, (tag, told) in enumerate((("title", title), ("desc", description)), start=1):
        element = ET.SubElement(root, f"{_NAMESPACE}{tag}", {"id": f"{start}-{number}"})
        element.text = clean(told)
    for child in drawn:
        root.extend(_lean(child, rows, words))
    _rename(root, start)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _lean(element: ET.Element, rows: Mapping[str, str], words: Sequence[str]) -> list[ET.Element]:
    """The element without what a reader never sees; groups that do nothing are dissolved."""
    if element.attrib.get("class") in {"background", "foreground"}:
        return []
    attributes = {
        key: _rounded(key, value)
        for key, value in element.attrib.items()
        if key not in _DROPPED and not key.startswith("aria-")
    }
    if attributes.get("transform") == "translate(0,0)":
        del attributes["transform"]
    children = [lean for child in element for lean in _lean(child, rows, words)]
    if element.tag == f"{_NAMESPACE}g" and (not attributes or not children):
        return children
    lean = ET.Element(element.tag, attributes)
    lean.text = words[int(element.text)] if element.text else None
    lean.extend(children)
    label = element.attrib.get("aria-label", "")
    if label.startswith(ROW):
        lean.attrib["class"] = "cb-svg__row"
        ET.SubElement(lean, f"{_NAMESPACE}title").text = clean(rows[label.removeprefix(ROW)])
    return [lean]


def _rounded(key: str, value: str) -> str:
    if key not in _ROUNDED:
        return value
    return _NUMBER.sub(lambda match: f"{round(float(match[0]), _KEPT_PRECISION):g}", value)


def _rename(root: ET.Element, start: str) -> None:
    """Every id and every reference to one, numbered in the order of the drawing."""
    ids: dict[str, str] = {}
    for element in root.iter():
        if (old := element.attrib.get("id")) is not None:
            ids[old] = element.attrib["id"] = f"{start}-{len(ids) + 1}"
    for element in root.iter():
        for key, value in element.attrib.items():
            if "url(#" in value:
                element.attrib[key] = _REFERENCE.sub(lambda match: f"url(#{ids[match[1]]})", value)
