"""The paragraphs of the article of a web page, word for word, without what is only set beside them."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from claimbook.core.proofs.fingerprint import words
from claimbook.editing.parting import ENDS_SENTENCE, broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element
    from lxml.html import HtmlElement

NOTE = re.compile(r"\W*(?:\d{1,3}|[a-z*†‡])\W*")
"""What a raised mark says that leads to a note."""

_UNIT = re.compile(r"(?:^|\W)(?:[\d.,]+|[A-Za-zµΩ]{1,2})\s*$")
"""What stands before a raised number that belongs to it: a number, or the sign of a unit."""

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

BLOCK = re.compile(
    r"article|blockquote|div|dl|figure|form|h[1-6r]|header|li|main|nav|[ou]l|p|pre|section|table"
)
"""What begins a line of its own within an element."""

LEAST = 80
"""Least number of characters that are taken for an article; of Chinese they are four sentences."""

IN_PARAGRAPHS = 0.2
"""Up to which share of its words in paragraphs a page is laid out in tables."""

NAMED = re.compile(
    r"(?:^|[\s_-])(?:date|time(?:stamp)?|publish(?:ed)?|updated|byline|author|firma)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What blocks are called that say who wrote an article and when."""

LABEL_WORDS = 4
"""Maximum number of words before a link to another article, such as “Read also:”."""

BYLINE_WORDS = 12
"""Maximum number of words in a line that names the author."""

KICKER_WORDS = 6
"""Maximum number of words in what stands over a title, such as a section of the newspaper."""


def paragraphs_in(tree: HtmlElement, title: str, authors: Sequence[str]) -> list[str]:
    """The article's paragraphs as they are read, headings and items of lists included.

    Left out are marks of notes, lines that name the author and what stands over the title, which
    is put first. What else is no part of it trafilatura leaves out: menus, captions, other
    articles, comments.

    Args:
        tree: the page, which is changed.
        title: its headline.
        authors: the names of those who wrote it.
    """
    import trafilatura  # noqa: PLC0415 - of the extra
    from trafilatura.settings import use_config  # noqa: PLC0415 - the same

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(LEAST))
    _prepare(tree)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, config=config
    )
    body = getattr(found, "body", None)
    lines = [line for line in _lines(body) if words(line)] if body is not None else []
    return [*_from_title(lines, title, authors)] if any(map(_is_prose, lines)) else []


def _is_prose(line: str) -> bool:
    return len(words(line)) > BYLINE_WORDS


def _from_title(lines: Sequence[str], title: str, authors: Sequence[str]) -> Iterator[str]:
    is_title = [words(line) == words(title) for line in lines]
    first = is_title.index(True) if any(is_title) else 0
    if title:
        yield title
    for at, line in enumerate(lines):
        is_over = at < first and len(words(line)) <= KICKER_WORDS
        is_byline = len(words(line)) <= BYLINE_WORDS and any(one in line for one in authors)
        is_byline = is_byline and not ENDS_SENTENCE.search(line) and at <= first + 3
        if not (is_title[at] or is_over or is_byline):
            yield line


def _prepare(tree: HtmlElement) -> None:
    """Make a page one of paragraphs: what only looks like one becomes one, and what is none goes."""
    _without_tables(tree)
    for one in [*tree.iter("ins", "time", "label", "button")]:
        around = one.getparent()
        if around is not None and around.tag in {"p", "li", "span", "em", "strong", "b", "i"}:
            one.tag = "span"  # else it would be left out of its sentence
    for one in [*tree.iter("div")]:
        _wrap_beginning(one)
        is_leaf = not any(map(_is_block, one.iterdescendants()))
        if is_leaf and _is_prose(one.text_content()):
            one.tag = "p"
    for one in [*tree.iter("p", "div")]:
        if _is_beside(one):
            one.drop_tree()
    _mend_raised(tree)


def _is_block(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and bool(BLOCK.fullmatch(element.tag))


def _wrap_beginning(element: HtmlElement) -> None:
    """Make a paragraph of what stands bare in an element before its first block."""
    before = [*takewhile(lambda inner: not _is_block(inner), element)]
    if len(before) == len(element) or not (element.text or before):
        return
    paragraph = element.makeelement("p")
    paragraph.text, element.text = element.text, None
    paragraph.extend(before)
    element.insert(0, paragraph)


def _without_tables(tree: HtmlElement) -> None:
    """Take the tables out of a page that is laid out in them, as those of the nineties are."""
    total = len(words(tree.text_content()))
    if sum(len(words(one.text_content())) for one in tree.iter("p")) > total * IN_PARAGRAPHS:
        return
    for one in [*tree.iter("table", "tbody", "thead", "tr", "td", "th", "center")]:
        one.tag = "div"


def _is_beside(element: HtmlElement) -> bool:
    """Whether a block only says who wrote the article and when, or leads to another one."""
    said = element.text_content().strip()
    if len(words(said)) > BYLINE_WORDS + LABEL_WORDS:
        return False
    if NAMED.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return True
    links = "".join(link.text_content() for link in element.iter("a")).strip()
    label = said.replace(links, "", 1).strip() if links else said
    is_label = label.endswith((":", "：")) and len(label.split()) <= LABEL_WORDS
    return element.tag == "p" and bool(links) and (not label or is_label)


def _mend_raised(tree: HtmlElement) -> None:
    """Take marks of notes out, and write what is raised or lowered in signs that are so."""
    for one in [*tree.iter("sup")]:
        said, before = one.text_content().strip(), _before(one)
        linked = (
            next(one.iter("a"), None) is not None or next(one.iterancestors("a"), None) is not None
        )
        if NOTE.fullmatch(said) and (linked or not _UNIT.search(before)):
            one.drop_tree()
        else:
            _in_signs(one, _RAISED)
    for one in [*tree.iter("sub")]:
        _in_signs(one, _LOWERED)


def _in_signs(element: HtmlElement, table: dict[int, int]) -> None:
    """Write what is raised or lowered in the signs that Unicode has for it, where it has them."""
    said = element.text_content()
    if said and all(ord(sign) in table for sign in said):
        for inner in element:
            inner.drop_tree()
        element.text = said.translate(table)
    element.drop_tag()


def _before(element: HtmlElement) -> str:
    """The text before an element, as far back as its neighbor or its parent begins."""
    previous = element.getprevious()
    if previous is not None:
        return f"{previous.text_content()}{previous.tail or ''}"
    parent = element.getparent()
    return str(parent.text or "") if parent is not None else ""


def _lines(body: _Element) -> Iterator[str]:
    """The text of each block that trafilatura found, one with line breaks in its parts."""
    for block in body:
        inner = block.findall("*") if block.tag in {"list", "quote", "table"} else []
        if inner and block.tag == "quote" and (block.text or "").strip():
            inner = []
        if block.tag == "table":
            inner = [*block.iter("cell")]
        for one in inner or [block]:
            yield from broken(_text(one))


def _text(element: _Element) -> str:
    """The text of an element, with a line's end for each break."""
    out = [element.text or ""]
    for inner in element:
        out += ["\n" if inner.tag == "lb" else _text(inner), inner.tail or ""]
    return "".join(out)
