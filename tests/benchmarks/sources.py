"""Plain pages as Markdown and as reStructuredText that show the same text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marked import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plain import Block, PlainPage

_BEGINS = re.compile(r"^([-+=:]|\d+(?=[.)]))")
"""What would begin a list, or a rule, if a paragraph begins with it."""


def markdown(page: PlainPage) -> str:
    """A page as Markdown."""
    return "\n\n".join(_markdown(block) for block in page.blocks) + "\n"


def _markdown(block: Block) -> str:
    if block.rows:
        head, *rows = _even(block)
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join(f"| {' | '.join(map(escaped, line))} |" for line in lines)
    text = escaped(block.text)
    if block.tag[0] == "h":
        return f"{'#' * int(block.tag[1])} {text}"
    text = _BEGINS.sub(lambda found: "".join(f"&#{ord(one)};" for one in found[1]), text)
    return {"li": "- ", "blockquote": "> "}.get(block.tag, "") + text


def _even(block: Block) -> list[list[str]]:
    """The rows of a table, all of the length of the longest."""
    width = max(map(len, block.rows))
    return [[*row, *[""] * (width - len(row))] for row in block.rows]


UNDERLINES = "=-~^\"'"
_MARKS = re.compile(r"([\\`*_|<>\[\]:])")
_BEGINS_MORE = re.compile(r"^(\W|\(?\w{1,12}[.)](?:\s|$))")


def restructured(page: PlainPage, *, need: str | None, tree: list[str], orphan: bool) -> str:
    """A page as reStructuredText.

    Args:
        page: the page.
        need: the id under which all but its heading is one need; None where it is none.
        tree: the pages that it leads to.
        orphan: whether no page leads to it.
    """
    blocks = list(page.blocks)
    parts = [":orphan:"] if orphan else []
    if need is not None:
        blocks = [one for one in blocks if one.tag != "h1"]
        head = f".. claim:: {_marked(page.title)}\n   :id: {need}"
        inner = "\n\n".join(_restructured(one) for one in blocks)
        parts += [_heading(page.title, 1), head, re.sub(r"(?m)^(?=.)", "   ", inner)]
    else:
        parts += _sections(blocks)
    if tree:
        parts.append("\n   ".join([".. toctree::\n   :hidden:\n", *tree]))
    return "\n\n".join(parts) + "\n"


def _sections(blocks: list[Block]) -> Iterator[str]:
    """Blocks with their headings, none of which may be more than a level below the one before."""
    level = 0
    for block in blocks:
        if block.tag[0] == "h" and not block.rows:
            level = min(int(block.tag[1]), level + 1)
            yield _heading(block.text, level)
        else:
            yield _restructured(block)


def _heading(text: str, level: int) -> str:
    marked = _marked(text)
    return f"{marked}\n{UNDERLINES[level - 1] * (2 * len(marked))}"


def _restructured(block: Block) -> str:
    if block.rows:
        rows = "\n".join(
            "\n".join(
                f"   {'* -' if not place else '  -'} {_marked(cell)}".rstrip()
                for place, cell in enumerate(row)
            )
            for row in _even(block)
        )
        return f".. list-table::\n   :header-rows: 1\n\n{rows}"
    text = _marked(block.text)
    if block.tag[0] == "h":
        return f".. rubric:: {text}"
    return {"li": "- ", "blockquote": "   "}.get(block.tag, "") + text


def _marked(text: str) -> str:
    escaped = _MARKS.sub(r"\\\1", text)
    return f"\\{escaped}" if escaped[:1] != "\\" and _BEGINS_MORE.match(escaped) else escaped
