"""Makes Vega's SVG fit for standing inside a page: named, described, and without what nobody sees."""

import re

# What is parsed here was written by vl-convert a moment ago, never by a contributor.
from xml.etree import ElementTree as ET

from claimbook.core.text.characters import clean, leftward
from claimbook.core.text.messages import runs_left

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_DROPPED = {"role", "class", "font-family", "style", "pointer-events", "stroke-miterlimit"}
_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?|-?\d+e-\d+")
_ROUNDED = {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height"}
_USED = re.compile(r"url\(#([^)]+)\)")
_HATCH = "cb-hatch"
_UNKNOWN = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
_LINES = {"d": "M-1,1l2,-2M0,6l6,-6M5,7l2,-2", "stroke": "var(--cb-ink-2)", "stroke-width": "0.8"}
_DEFAULTS = {"opacity": "1", "fill-opacity": "1", "stroke-dasharray": "1,0", "font-weight": "400"}

_MIRROR = "scale(-1,1)"
_OTHER_SIDE = {"start": "end", "end": "start"}

ET.register_namespace("", _NAMESPACE.strip("{}"))


def finish(text: str, *, name: str, size: str, title: str, description: str) -> str:
    """The SVG as it is put into a page.

    Args:
        text: what vl-convert gave.
        name: the beginning of every id, unique in the page.
        size: wide or narrow, which becomes part of ids and class.
        title: what the drawing answers, its accessible name.
        description: the drawing in words.
    """
    drawn = ET.fromstring(text)  # noqa: S314
    start = f"{name}-{size}"
    ids: dict[str, str] = {}
    named = {"aria-labelledby": f"{start}-title", "aria-describedby": f"{start}-desc"}
    size_of = {key: drawn.attrib[key] for key in ("width", "height", "viewBox")}
    look = {"class": f"cb-svg cb-svg--{size}", **size_of, "role": "img"}
    root = ET.Element(f"{_NAMESPACE}svg", look | named)
    for tag, told in (("title", title), ("desc", description)):
        ET.SubElement(root, f"{_NAMESPACE}{tag}", {"id": f"{start}-{tag}"}).text = clean(told)
    if f"#{_HATCH})" in text:
        pattern = ET.SubElement(root, f"{_NAMESPACE}pattern", {"id": _HATCH, **_UNKNOWN})
        ET.SubElement(pattern, f"{_NAMESPACE}path", _LINES)
    for child in drawn:
        root.extend(_lean(child))
    if runs_left():
        _turn(root)
    for element in root.iter():
        if (old := element.attrib.get("id")) is not None and not old.startswith(start):
            ids[old] = element.attrib["id"] = f"{start}-{len(ids) + 1}"
    for element in root.iter():
        for key, value in element.attrib.items():
            if "url(#" in value:
                element.attrib[key] = _USED.sub(lambda one: f"url(#{ids[one[1]]})", value)
    return ET.tostring(root, encoding="unicode")


def _turn(root: ET.Element) -> None:
    """Have a drawing run from right to left: all is mirrored, and each text read where it then is."""
    drawn = [child for child in root if child.tag.removeprefix(_NAMESPACE) in {"g", "path", "text"}]
    width = float(root.attrib["viewBox"].split()[2])
    mirrored = ET.SubElement(
        root, f"{_NAMESPACE}g", {"transform": f"translate({width:g},0){_MIRROR}"}
    )
    for child in drawn:
        root.remove(child)
        mirrored.append(child)
    for text in mirrored.iter(f"{_NAMESPACE}text"):
        placed, turned, angle = text.attrib.get("transform", "").partition("rotate(")
        turned = f"rotate({-float(angle.split(')')[0]):g})" if turned else ""
        text.attrib["transform"] = f"{placed.strip()}{_MIRROR}{turned}"
        anchor = _OTHER_SIDE.get(text.attrib.pop("text-anchor", "start"), "middle")
        text.attrib["text-anchor"] = anchor
        for one in text.iter():
            one.text = one.text and leftward(one.text)


def _lean(element: ET.Element) -> list[ET.Element]:
    """The element without what a reader never sees; groups that do nothing are dissolved."""
    nothing = element.tag.endswith(("path", "text")) and not (
        element.attrib.get("d") or element.text or len(element)
    )
    hidden = element.attrib.get("opacity") == "0"
    if element.attrib.get("class") in {"background", "foreground"} or nothing or hidden:
        return []
    label = element.attrib.get("aria-label")
    kept = {
        key: _NUMBER.sub(lambda one: f"{float(one[0]):.1f}", value) if key in _ROUNDED else value
        for key, value in element.attrib.items()
        if key not in _DROPPED and not key.startswith("aria-") and _DEFAULTS.get(key) != value
    }
    if kept.get("transform") == "translate(0,0)":
        del kept["transform"]
    children = [lean for child in element for lean in _lean(child)]
    if element.tag == f"{_NAMESPACE}g" and (not kept or not children):
        return children
    lean = ET.Element(element.tag, kept)
    lean.text = element.text and clean(element.text)
    lean.extend(children)
    if label:
        lean.attrib["class"] = "cb-svg__row"
        ET.SubElement(lean, f"{_NAMESPACE}title").text = clean(label)
    return [lean]
