"""Other generators, given the same pages: how each is installed, and how its pages are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from plain import Block, PlainPage

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|&$~^])")


def markdown(page: PlainPage) -> str:
    """A page as Markdown that shows its text as it is."""
    return "\n\n".join(_markdown(block) for block in page.blocks) + "\n"


def _markdown(block: Block) -> str:
    if block.rows:
        width = max(map(len, block.rows))
        head, *rows = [
            [_plain(cell) for cell in row] + [""] * (width - len(row)) for row in block.rows
        ]
        lines = [head, ["---"] * width, *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    text = _plain(block.text)
    if block.tag[0] == "h":
        return f"{'#' * int(block.tag[1])} {text}"
    return {"li": "- ", "blockquote": "> "}.get(block.tag, "") + text


def _plain(text: str) -> str:
    return _ACTIVE.sub(r"\\\1", text).replace("\n", " ")


MATERIAL = """\
site_name: Plain
theme:
  name: material
  font: false
markdown_extensions: [tables]
nav:
"""


def material(folder: Path, pages: list[PlainPage], in_nav: list[str]) -> None:
    """A book of Material for MkDocs with its search; generated pages stand outside the navigation."""
    for page in pages:
        path = folder / "docs" / (f"{page.url}.md" if page.url else "index.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown(page), encoding="utf-8")
    nav = "".join(f"  - {one}\n" for one in in_nav)
    (folder / "mkdocs.yml").write_text(MATERIAL + nav, encoding="utf-8")
