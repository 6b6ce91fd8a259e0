"""The text of a built site as plain blocks, from which other generators' pages are written.

A peer gets the same pages with the same headings, paragraphs, lists and tables, and nothing else:
no links, drawings, cards, filters, linked data or exports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {
    *HEADINGS,
    *("address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "nav"),
    *("ol", "p", "pre", "section", "summary", "table", "ul"),
}
UNSHOWN = {"script", "style", "template", "svg", "select", "button", "input", "label", "textarea"}

Table = list[list[str]]


@dataclass(frozen=True)
class Block:
    """A piece of text: its element's name, its text, and the rows where it is a table."""

    tag: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class PlainPage:
    """A page by its address from the site's root (empty for the first), and what it says."""

    url: str
    title: str
    blocks: tuple[Block, ...]


def plain_pages(site: Path) -> list[PlainPage]:
    """Every page of a built site that has an article, in the order of their addresses.

    What is only there to be embedded, or to lead elsewhere, has none.
    """
    pages = []
    for path in sorted(site.rglob("index.html")):
        article = html.parse(str(path), html.HTMLParser(encoding="utf-8")).find(".//article")
        if article is None:
            continue
        url = path.parent.relative_to(site).as_posix()
        blocks = tuple(_blocks(article))
        title = next((one.text for one in blocks if one.tag == "h1"), url)
        pages.append(PlainPage("" if url == "." else url, title, blocks))
    return pages


def _blocks(element: html.HtmlElement) -> Iterator[Block]:
    """The blocks of an element; text between them is a paragraph of its own."""
    tag = element.tag if element.tag in {*HEADINGS, "li", "blockquote", "pre"} else "p"
    inline = [element.text or ""]
    for child in element:
        if child.tag in BLOCKS:
            yield from _said(tag, inline)
            inline = []
            yield from (_table(child) if child.tag == "table" else _blocks(child))
        elif isinstance(child.tag, str) and child.tag not in UNSHOWN:
            inner = list(_blocks(child))
            if any(one.tag != "p" or one.rows for one in inner):
                yield from _said(tag, inline)
                inline = []
                yield from inner
            else:
                inline += [one.text for one in inner]
        inline.append(child.tail or "")
    yield from _said(tag, inline)


def _said(tag: str, inline: list[str]) -> Iterator[Block]:
    if text := " ".join(" ".join(inline).split()):
        yield Block(tag, text)


def _table(table: html.HtmlElement) -> Iterator[Block]:
    for caption in table.iter("caption"):
        yield from _said("p", [caption.text_content()])
    rows = tuple(
        tuple(" ".join(cell.text_content().split()) for cell in row if cell.tag in {"td", "th"})
        for row in table.iter("tr")
    )
    if rows:
        yield Block("table", rows=rows)
