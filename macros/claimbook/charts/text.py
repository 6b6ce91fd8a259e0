"""How wide a text will be, and how it is cut to lines; where it stands is left to the kinds."""

import re
import unicodedata
from functools import cache
from itertools import accumulate, pairwise

from claimbook.core.records.unbroken import unbroken
from claimbook.core.text.messages import spoken
from claimbook.core.text.widths import LARGEST, text_width

NORMAL = 13
"""The size of text in a drawing, in pixels, where it is shown as large as it is designed."""

LINE = 17
ELLIPSIS = "…"

_SIGN = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
_SIGNS = re.compile(_SIGN)
_ENDING, _BEGINNING = "、。，．！？：；）」』】》〉”’…ー々", "（「『【《〈“‘"
_BREAKS = re.compile(
    rf"(?= )|(?<={_SIGN})(?<![{_BEGINNING}])(?![{_ENDING}])|(?<=\w)(?={_SIGN})(?![{_ENDING}])"
)
_LETTERS = re.compile(r" ?.[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200d\ufe0f]*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts that set no spaces between words: Thai, Lao, Burmese, Khmer."""


def clean(text: str) -> str:
    """The text on one line, without the control characters that XML does not allow."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cs", "Cn"})


def _pieces(text: str) -> list[str]:
    """The words of a text, each with the space before it; amounts and dates are not cut apart.

    A line can also end between two signs of a script without spaces, though not before a mark that
    ends something nor after one that begins it.
    """
    text = clean(text)
    held = [found.span() for found in _amounts(spoken()).finditer(text)]
    breaks = (found.start() for found in _BREAKS.finditer(text))
    cuts = [at for at in breaks if not any(start < at < end for start, end in held)]
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)]) if start < end]


@cache
def _amounts(language: str) -> re.Pattern[str]:
    return unbroken(language=language)


def _apart(piece: str) -> list[str]:
    """A piece of a script without spaces in the parts between which a line can end at need.

    What has spaces between its words stays whole.
    """
    if _UNSPACED.search(piece):
        return _LETTERS.findall(piece)
    return _BREAKS.split(piece) if _SIGNS.search(piece) else [piece]


def shorten(text: str, width: float, size: float = LARGEST, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis.

    It is cut between words, and inside the first only where not even that fits.
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    for beginning in reversed([*accumulate(_pieces(text))]):
        cut = beginning.rstrip(" ,;:.") + ELLIPSIS
        if text_width(cut, size, bold=bold) <= width:
            return cut
    widths = accumulate(text_width(char, size, bold=bold) for char in ELLIPSIS + text)
    fitting = sum(1 for one in widths if one <= width) - 1
    return text[: max(fitting, 0)].rstrip(" ,;:.") + ELLIPSIS


def wrap(
    text: str, width: float, size: float = LARGEST, *, most: int = 3, bold: bool = False
) -> list[str]:
    """The text in lines that fit; what does not fit in `most` lines is cut with an ellipsis."""
    lines: list[str] = []
    for word in _pieces(text):
        fits = text_width(word.lstrip(), size, bold=bold) <= width
        for piece in [word] if fits else _apart(word):
            joined = f"{lines[-1]}{piece}" if lines else piece
            if lines and text_width(joined.strip(), size, bold=bold) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], "".join(lines[most - 1 :])]
    return [shorten(line.strip(), width, size, bold=bold) for line in lines]


def widest(texts: list[str], size: float = LARGEST, *, bold: bool = False) -> float:
    """The width of the widest of the texts; 0 when there are none."""
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)
