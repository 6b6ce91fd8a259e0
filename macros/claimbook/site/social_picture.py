"""The preview picture of a page as SVG; what it says is left to its view, the PNG to raster."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Nothing is parsed here: elements are made, so that all text is escaped.
from xml.etree import ElementTree as ET

from claimbook.core.records.lines import balanced, fitting, leaves_one_word, shorten
from claimbook.core.text.widths import text_width
from claimbook.hosting.raster import FONT, covered
from claimbook.views.social import SocialCard

WIDTH, HEIGHT = 1200, 630
"""The size in pixels at which previews are shown whole; see https://ogp.me/."""

COLORS = ("paper", "ink", "ink-2", "grid", "accent", "side-0", "side-1")
"""The colors that a palette must have."""

_SVG = "{http://www.w3.org/2000/svg}"
_LEFT, _RIGHT, _BAR = 84, 1124, 24
_SHARE = {False: 0.92, True: 0.85}
"""The greatest width of a regular and of a bold line in this font, as a share of what `wrap`
expects."""

_HEADLINES = (108, 100, 92, 84, 76, 68, 62, 56)
_MOST_LINES, _GAP = 4, 32
_RISE = 0.82
"""The distance from the top of a line of text to its baseline, as a share of its size."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How lines of text are set; `size` is in pixels, `leading` in sizes."""

    size: int
    bold: bool = False
    leading: float = 1.12


_KICKER, _VERDICT, _BOOK, _DATES = (
    _Style(34),
    _Style(34, bold=True),
    _Style(30, bold=True),
    _Style(26),
)
_LINE, _NUMBER = _Style(38, leading=1.28), _Style(68, bold=True)


def social_svg(card: SocialCard, palette: Mapping[str, str]) -> str:
    """The picture.

    Args:
        card: what it says.
        palette: each of COLORS.

    Raises:
        KeyError: when the palette lacks one of them.
    """
    color = palette["accent" if card.side is None else f"side-{card.side}"]
    size = {"width": f"{WIDTH}", "height": f"{HEIGHT}"}
    root = ET.Element(f"{_SVG}svg", {**size, "font-family": FONT})
    ET.SubElement(root, f"{_SVG}rect", {**size, "fill": palette["paper"]})
    ET.SubElement(root, f"{_SVG}rect", {**size, "width": f"{_BAR}", "fill": color})
    top = _kicker(root, card, palette)
    _body(root, card, top, {"ink": palette["ink"], "number": color})
    _footer(root, card, palette)
    return ET.tostring(root, encoding="unicode")


def headline(text: str, room: float) -> tuple[list[str], _Style, bool]:
    """A headline in lines of about one length, in the largest size with room, and if it is whole.

    A size that leaves a short word alone on the last line is taken only when all of them do.

    Args:
        text: the headline.
        room: the height in pixels that it may take.
    """
    found = []
    for style in (_Style(size, bold=True) for size in _HEADLINES):
        rows = balanced(text, _room(style), style.size, bold=True)
        most = min(_MOST_LINES, room / (style.size * style.leading))
        if len(rows) <= most and " ".join(rows) == text:
            found.append((leaves_one_word(rows), -style.size, rows, style))
    if found:
        _, _, rows, style = min(found, key=lambda one: one[:2])
        return rows, style, True
    return lines(text, style, max(1, int(most))), style, False


def lines(text: str, style: _Style, most: int) -> list[str]:
    """A text in lines: all of it, or as many sentences or words as fit."""
    return fitting(text, _room(style), style.size, most=most, bold=style.bold)


def _room(style: _Style) -> float:
    """The width of a line, as `wrap` reckons it for a wider font."""
    return (_RIGHT - _LEFT) / _SHARE[style.bold]


def _kicker(root: ET.Element, card: SocialCard, palette: Mapping[str, str]) -> float:
    """What the page is, and how a claim holds up. Returns where the headline may begin."""
    verdict = _short(card.verdict, _VERDICT, (_RIGHT - _LEFT) / 2)
    room = _RIGHT - _LEFT - _width(verdict, _VERDICT)
    before = f"{_short(card.kicker, _KICKER, room)}{' · ' if verdict else ''}"
    element = _text(root, 98, before, _KICKER, palette["ink-2"])
    strong = {"font-weight": "600", "fill": palette["ink"]}
    ET.SubElement(element, f"{_SVG}tspan", strong).text = verdict
    return 140 if before else 84


def _body(root: ET.Element, card: SocialCard, top: float, colors: Mapping[str, str]) -> None:
    """The headline from the top on; the number and the line above the footer."""
    words = _typeset(card.headline) or _typeset(card.book)
    numbers = lines(_typeset(card.number), _NUMBER, 1)
    below = len(numbers) * _NUMBER.size * _NUMBER.leading
    for most in (3, 2, 1)[len(numbers) :]:
        rows = lines(_typeset(card.line), _LINE, most)
        support = 512 - below - len(rows) * _LINE.size * _LINE.leading
        heads, style, whole = headline(words, support - _GAP - top)
        if whole:
            break
    _rows(root, heads, top, style, colors["ink"])
    _rows(root, numbers, support, _NUMBER, colors["number"])
    _rows(root, rows, support + below, _LINE, colors["ink"])


def _footer(root: ET.Element, card: SocialCard, palette: Mapping[str, str]) -> None:
    """The book, unless it is the headline, and as of when."""
    rule = {"x": f"{_LEFT}", "y": "546", "width": f"{_RIGHT - _LEFT}", "height": "2"}
    ET.SubElement(root, f"{_SVG}rect", {**rule, "fill": palette["grid"]})
    as_of = _short(card.as_of, _DATES, (_RIGHT - _LEFT) * 0.7)
    dates = _text(root, 593, as_of, _DATES, palette["ink-2"])
    if card.book != card.headline:
        dates.attrib |= {"x": f"{_RIGHT}", "text-anchor": "end"}
        room = _RIGHT - _LEFT - _width(as_of, _DATES) - _GAP
        _text(root, 593, _short(card.book, _BOOK, room), _BOOK, palette["ink"])


def _rows(root: ET.Element, rows: Sequence[str], top: float, style: _Style, fill: str) -> None:
    for number, row in enumerate(rows):
        _text(root, top + style.size * (_RISE + number * style.leading), row, style, fill)


def _text(root: ET.Element, y: float, words: str, style: _Style, fill: str) -> ET.Element:
    place = {"x": f"{_LEFT}", "y": f"{y:g}", "fill": fill, "font-size": f"{style.size}"}
    weight = {"font-weight": "600" if style.bold else "400"}
    element = ET.SubElement(root, f"{_SVG}text", place | weight)
    element.text = words
    return element


def _width(text: str, style: _Style) -> float:
    return text_width(text, style.size, bold=style.bold) * _SHARE[style.bold]


def _short(text: str, style: _Style, room: float) -> str:
    return shorten(_typeset(text), room / _SHARE[style.bold], style.size, bold=style.bold)


def _typeset(text: str) -> str:
    """The text in letters that the font has, with the quotation marks of print."""
    single = re.sub(r"(?<![\w.,!?…)])'(?=\w)", "‘", covered(text))
    double = re.sub(r'(?<![\w.,!?…)])"(?=\w)', "“", single)
    return double.replace("'", "’").replace('"', "”")
