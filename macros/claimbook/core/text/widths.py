"""How wide a text will be in a font that nobody knows: an estimate, rather too wide than too narrow."""

import unicodedata
from functools import cache

LARGEST = 14.6
"""The size that text can have, so as to be 12 pixels high where a drawing is shown smallest."""

_MARGIN = 1.16
_BOLD = 1.13
_NARROW = dict.fromkeys(" !,./:;I[]\\ft", 0.278) | dict.fromkeys("ijl'|", 0.222)
_WIDE = dict.fromkeys("mM%W@—…", 0.92) | dict.fromkeys("wCDHNRUGOQ", 0.75)
_OTHER = dict.fromkeys("r()-`{}“”‘’·", 0.333) | dict.fromkeys("csvkxyzJ", 0.5)
_CAPITALS = dict.fromkeys("ABEFKLPSTVXYZ&", 0.66)
_EM = _NARROW | _WIDE | _OTHER | _CAPITALS
"""Advance widths in em, after Helvetica's metrics (Adobe AFM), in coarse classes."""


def text_width(text: str, size: float = LARGEST, *, bold: bool = False) -> float:
    """The width of a text in pixels, rather too wide than too narrow.

    The page's font is not known here, so the estimate is made for a wide one (DejaVu Sans).
    """
    return sum(map(_em, text)) * size * _MARGIN * (_BOLD if bold else 1)


@cache
def _em(char: str) -> float:
    if known := _EM.get(char):
        return known
    if unicodedata.combining(char):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in {"W", "F"} else 0.56
