"""Where a plain text parts into paragraphs: at each end of a line, or at blank lines alone.

A text that was wrapped at a column has lines that are as long as they can be: the next line's first
word would not have fitted. In one with a paragraph a line they end anywhere.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, get_args

from claimbook.core.text.folding import UNSPACED
from claimbook.editing.apart import IntakeError

Parting = Literal["lines", "blank"]
PARTINGS = get_args(Parting)

WIDEST = 120
"""Maximum number of columns of a line in a text that was wrapped at one."""

INDENT = 2
"""How many columns the first line of a paragraph is indented by at least."""

SURELY, SURELY_NOT = 0.85, 0.35
"""From which share of full lines on a text was wrapped, and up to which one it was not."""

_SPACELESS = f"[{UNSPACED}\u3000-\u303f\uff00-\uff60]"
"""A character that has no space beside it: of a script without them, or its punctuation."""

_JOINT = re.compile(rf"(?<={_SPACELESS})\n|\n(?={_SPACELESS})|(?<=[-\u2010])\n(?=\w)")
_FIRST_WORD = re.compile(rf"\s*({_SPACELESS}|(?:(?!{_SPACELESS})\S)+)")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)
ENDS_SENTENCE = re.compile(r"""[.!?:;…。！？：；؟۔]["'”’»」』)\]]*\s*$""")


def paragraphs_of(text: str, parting: Parting | None = None) -> tuple[str, ...]:
    """The paragraphs of a plain text, each on one line.

    Args:
        text: the text.
        parting: whether `lines` part them, or `blank` lines alone; by default as the text looks.

    Raises:
        IntakeError: when it cannot be told what parts them.
    """
    blocks = [*_blocks(text)]
    if (parting or _parting(blocks)) == "lines":
        return tuple(joined([line]) for block in blocks for line in block)
    return tuple(joined(lines) for block in blocks for lines in parted_by_indents(block))


def joined(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one: with a space between them, in scripts that have spaces.

    A hyphen at the end of a line stays, since a program that wraps text breaks it where one is.
    """
    whole = "\n".join(line.strip() for line in lines)
    return " ".join(_JOINT.sub("", whole).split())


def broken(text: str) -> Iterator[str]:
    """The paragraphs of a block that has breaks: where two are, or where each ends a sentence."""
    for part in re.split(r"\n\s*\n", text):
        lines = [line for line in part.split("\n") if line.strip()]
        if lines:
            ended = all(map(ENDS_SENTENCE.search, lines))
            yield from (joined([line]) for line in lines) if ended else [joined(lines)]


def width(text: str) -> int:
    """How many columns of a terminal a text takes: two for an ideograph."""
    return len(text) + len(_WIDE.findall(text))


def is_full(line: str, following: str, columns: int) -> bool:
    """Whether the first word of the next line would not have fitted on a line as well."""
    first = _FIRST_WORD.match(following)
    word = first[1] if first else ""
    gap = 2 if _WIDE.match(word) else 1  # one that may not begin a line takes another along
    return width(line) + gap + width(word) > columns


def _blocks(text: str) -> Iterator[list[str]]:
    """The runs of lines between blank ones."""
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield block
            block = []


def _parting(blocks: Sequence[Sequence[str]]) -> Parting:
    columns = max((width(line) for block in blocks for line in block), default=0)
    parts = [lines for block in blocks for lines in parted_by_indents(block)]
    pairs = [pair for lines in parts for pair in pairwise(lines)]
    if not pairs or columns > WIDEST:
        return "lines"
    full = [line for line, following in pairs if is_full(line, following, columns)]
    share = len(full) / len(pairs)
    ended = sum(bool(ENDS_SENTENCE.search(line)) for line in full)
    if share <= SURELY_NOT or ended >= len(full) / 2:  # where a column ends, few sentences do
        return "lines"
    if len(parts) == 1:
        _refuse(f"its lines look wrapped at column {columns}, and no blank line is between them")
    if share < SURELY:
        _refuse(f"its lines look wrapped at column {columns} in some places and not in others")
    return "blank"


def _refuse(what: str) -> None:
    raise IntakeError(
        f"it cannot be told where its paragraphs end: {what}",
        "give '--paragraphs lines' where each line is a paragraph, or put blank lines between "
        "paragraphs and give '--paragraphs blank'",
    )


def parted_by_indents(block: Sequence[str]) -> Iterator[list[str]]:
    """The paragraphs of a block of lines, each of which begins with one that is indented."""
    indents = [_indent(line) for line in block]
    lines: list[str] = []
    for line, indent in zip(block, indents, strict=True):
        if lines and indent >= min(indents) + INDENT:
            yield lines
            lines = []
        lines.append(line)
    yield lines


def _indent(line: str) -> int:
    """How many columns are free before a line."""
    return width(line.expandtabs(4)) - width(line.expandtabs(4).lstrip())
