"""The parts of a page that Markdown may read as markup: its text as Jinja leaves it, without code.

Nothing here reads Markdown as Markdown does. Code is only what cannot be anything else: a fenced
block that begins and ends alike, and a span that begins and ends in one line. Whatever is in doubt
counts as markup, which is then held against the list of what may stand on a page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimbook.core.text.problems import Place
from claimbook.core.text.signs import CALL, CODE
from claimbook.prose.allowed import BLOCK, BLOCK_END
from claimbook.prose.calls import Page, tokens

_FENCE = re.compile(r"[> \t]*(`{3,}|~{3,})")
_OPENS = re.compile(rf'( *)(`{{3,}}|~{{3,}}) ?(?:[\w+-]+(?: title="[^"<>&{CALL}]*")?)? *')
_TICKS = re.compile("`+")


@dataclass(slots=True)
class Live:
    """The text that may be markup, line by line, and where each piece of it stands in the page."""

    page: Page
    text: str = ""
    _begins: list[int] = field(default_factory=list)
    _written: list[int] = field(default_factory=list)

    def place(self, offset: int, width: int = 1) -> Place:
        """Where something stands in the page."""
        at = bisect_right(self._begins, offset) - 1
        source = self._written[at] + offset - self._begins[at] if self._begins else 0
        line_begin = self.page.text.rfind("\n", 0, source) + 1
        line = self.page.text.count("\n", 0, source) + 1
        return Place(self.page.path, line, source - line_begin + 1, width)


def live(page: Page) -> Live:
    """The parts of a page that may be markup; empty where its macro calls cannot be read."""
    found = Live(page)
    pieces: list[str] = []
    length = 0
    if page.error is None:
        for offset, sort, value in tokens(page.body):
            shown = value if sort == "data" else CALL if sort == "variable_begin" else ""
            if shown:
                found._begins.append(length)  # noqa: SLF001 - it is made here
                found._written.append(offset)  # noqa: SLF001
                pieces.append(shown)
                length += len(shown)
    found.text = "\n".join(_without_code("".join(pieces).split("\n")))
    return found


def _without_code(lines: list[str]) -> Iterator[str]:
    """The lines with code blanked out."""
    end, nested, in_doubt, are_fences_plain = 0, 0, False, True
    for number, line in enumerate(lines):
        if number >= end and are_fences_plain and _FENCE.match(line):
            follows_code = number > 0 and _margin(lines[number - 1]) >= _margin(line) + 4
            end = 0 if follows_code else _end_of_fence(lines, number)
            # what is no plain fence may hide where the next one begins
            are_fences_plain = end > number
        if number < end:
            yield CODE * len(line)
            continue
        nested += (BLOCK.fullmatch(line) is not None) - (line == BLOCK_END)
        ticks = list(_TICKS.finditer(line))
        spans = None if "\\`" in line or nested > 0 else list(_spans(ticks))
        in_doubt = bool(line.strip(" \t")) and (in_doubt or spans is None or None in spans)
        yield line if in_doubt or not spans else _blanked(line, [one for one in spans if one])


def _margin(line: str) -> int:
    """The indentation of a line; 0 where it is blank."""
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" ")) if line.strip() else 0


def _end_of_fence(lines: list[str], number: int) -> int:
    """The number of the line after a fenced block, or 0 where it is none for certain."""
    opens = _OPENS.fullmatch(lines[number])
    if not opens:
        return 0
    margin, fence = opens.groups()
    closes = re.compile(rf"[> \t]*{fence}[ \t]*")
    for at in range(number + 1, len(lines)):
        if lines[at].strip() and not lines[at].startswith(margin):
            return 0
        if closes.fullmatch(lines[at]):
            return at + 1 if lines[at].rstrip() == margin + fence else 0
    return 0


def _spans(ticks: list[re.Match[str]]) -> Iterator[tuple[int, int] | None]:
    """The beginning and end of each code span of a line; None for backticks without a partner."""
    at = 0
    ends: dict[int, list[int]] = {}
    for index, tick in enumerate(ticks):
        ends.setdefault(len(tick[0]), []).append(index)
    while at < len(ticks):
        alike = ends[len(ticks[at][0])]
        after = bisect_right(alike, at)
        if after == len(alike):
            yield None
            at += 1
        else:
            yield ticks[at].start(), ticks[alike[after]].end()
            at = alike[after] + 1


def _blanked(line: str, spans: list[tuple[int, int]]) -> str:
    out, end = [], 0
    for begin, after in spans:
        out += [line[end:begin], CODE * (after - begin)]
        end = after
    return "".join([*out, line[end:]])
