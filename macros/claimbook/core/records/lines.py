"""How a text is cut to lines of a width; where they stand is left to what draws."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise

from claimbook.core.records.unbroken import unbroken
from claimbook.core.text.characters import clean
from claimbook.core.text.messages import spoken
from claimbook.core.text.signs import JOINT
from claimbook.core.text.widths import LARGEST, text_width

ELLIPSIS = "…"

_SHORT = 0.5
"""The share of the longest line below which a last line looks lost."""

_SIGN = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
_SIGNS = re.compile(_SIGN)
_ONLY_SIGNS = re.compile(f"{_SIGN}+")
_SMALL = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
_MARKS = "、。，．！？：；）」』】》〉〕｝”’…"
_ENDING, _BEGINNING = f"{_MARKS}ー々ゝゞヽヾ・％%{_SMALL}", "（「『【《〈〔｛“‘"
"""What begins no line, and what ends none, by the rules of kinsoku as JIS X 4051 and CLREQ have them."""

_BREAKS = re.compile(
    rf"(?= )|(?<={_SIGN})(?<![{_BEGINNING}])(?![{_ENDING}])|(?<=\w)(?={_SIGN})(?![{_ENDING}])"
)
_LETTERS = re.compile(r" ?.[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200d\ufe0f]*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts that set no spaces between words: Thai, Lao, Burmese, Khmer."""


_SENTENCE = re.compile(r"(?<=[a-z0-9)%”’][.!?])\s")
_CLAUSE = re.compile(r";\s")
_LOOSE = re.compile(r"[,;:–—]\s\S+(?:\s\S+)?$|\s\w{1,3}$|\([^)]*$")
"""What a cut text does not end in: the beginning of a clause, a small word, an open bracket."""

_JOINED = re.compile(r"(?<=\d) (?=[A-Za-z])|(?<=[a-z]) (?=\d{4}\b)")


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
    if not _SIGNS.search(piece):
        return [piece]
    parts = (part for part in _BREAKS.split(piece) if part)
    return [one for part in parts for one in (part if _ONLY_SIGNS.fullmatch(part) else [part])]


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
    laid: list[list[str]] = []
    for word in _pieces(text):
        fits = text_width(word.lstrip(), size, bold=bold) <= width
        for piece in [word] if fits else _apart(word):
            joined = "".join([*laid[-1], piece]) if laid else piece
            if laid and text_width(joined.strip(), size, bold=bold) <= width:
                laid[-1].append(piece)
            else:
                laid.append([piece])
    for above, below in pairwise(laid):
        *kept, moved = above
        if _is_alone(below) and kept and not _is_alone(kept) and not moved.startswith(" "):
            above.pop()
            below.insert(0, moved)
    lines = ["".join(line) for line in laid]
    if len(lines) > most:
        lines = [*lines[: most - 1], "".join(lines[most - 1 :])]
    return [shorten(line.strip(), width, size, bold=bold) for line in lines]


def _is_alone(line: Sequence[str]) -> bool:
    """Whether a line has but one sign of a script without spaces, whatever marks end it."""
    left = "".join(line).strip().rstrip(_MARKS)
    return len(left) <= 1 and bool(_SIGNS.match(left))


def unbroken_lines(text: str, width: float, *, most: int) -> list[str]:
    """The text in lines that fit; nothing where one of its words, or the text, would be cut."""
    lines = wrap(text, width, most=most + 1)
    return lines if len(lines) <= most and widest(text.split()) <= width else []


def widest(texts: list[str], size: float = LARGEST, *, bold: bool = False) -> float:
    """The width of the widest of the texts; 0 when there are none."""
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)


def fitting(
    text: str, width: float, size: float = LARGEST, *, most: int, bold: bool = False
) -> list[str]:
    """A text in at most so many lines: all of it, or as many sentences or words as fit."""
    for shorter in _ever_shorter(text):
        rows = _joined(shorter, width, size, bold=bold)
        if len(rows) <= most:
            return balanced(shorter, width, size, bold=bold) if leaves_one_word(rows) else rows
    return []


def balanced(text: str, width: float, size: float = LARGEST, *, bold: bool = False) -> list[str]:
    """A text in lines of about one length: at the least width at which they do not become more."""
    best = _joined(text, width, size, bold=bold)
    for share in range(100, 0, -2):
        rows = _joined(text, width * share / 100, size, bold=bold)
        if len(rows) > len(best) or " ".join(rows) != text:
            break
        best = rows
    return best


def leaves_one_word(rows: Sequence[str]) -> bool:
    """Whether the last of several lines is short beside the longest."""
    return len(rows) > 1 and len(rows[-1]) < _SHORT * max(map(len, rows))


def _joined(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    """All lines of a text; a number stays with its word, and a month with its year."""
    rows = wrap(_JOINED.sub(JOINT, text), width, size, most=len(text), bold=bold)
    return [row.replace(JOINT, " ") for row in rows]


def _ever_shorter(text: str) -> Iterator[str]:
    """The text, then its first sentences, most of its clauses, and its first words, well cut or not."""
    yield text
    for match in reversed(list(_SENTENCE.finditer(text))):
        yield text[: match.start()]
    for match in reversed(list(_CLAUSE.finditer(text, len(text) // 2))):
        yield text[: match.start()] + ELLIPSIS
    words = _JOINED.sub(JOINT, text).split()
    cut = [" ".join(words[:count]) for count in range(len(words) - 1, 0, -1)]
    for one in (*(one for one in cut if not _LOOSE.search(one)), *cut):
        yield one.replace(JOINT, " ").rstrip(" ,;:.–—-(") + ELLIPSIS
