"""Holds what Markdown made of a page against the list of what may stand there, as browsers read it.

The parser is Lexbor, which follows the HTML standard. It shares nothing with the check of what was
written (`markup.py`), so that whatever one of them reads wrongly is left to the other.
"""

from collections import Counter
from collections.abc import Iterator
from secrets import token_hex

from markdown.extensions.toc import slugify
from selectolax.lexbor import LexborHTMLParser

from claimbook.core.text.latin import latin
from claimbook.prose.allowed import ELEMENTS, has_private_use

_END = f"md-{token_hex(8)}"
"""The class of what is put behind a page's content, which no page can name."""

_BEFORE = "<!doctype html><body><div><main><article>"
_AFTER = f'<hr class="{_END}"></article></main></div>'
_FRAME = ("html", "head", "body", "div", "main", "article")
"""Elements in which a page's content stands in the theme, and which it must not end."""


def heading_id(text: str, separator: str) -> str:
    """The anchor of a heading, as Markdown makes it, but in any script, and none of the theme's."""
    return str(slugify(latin(text), separator)).lstrip("_")


def not_listed(content: str) -> Iterator[str]:
    """What the HTML that Markdown made of a page has that is not listed, in words."""
    tree = LexborHTMLParser(_BEFORE + content + _AFTER)
    nodes = list(tree.root.traverse(include_text=False)) if tree.root else []
    frame = [(node.tag, node.attributes) for node in nodes[: len(_FRAME)]]
    last = nodes[-1] if nodes else None
    is_kept = last and last.attributes == {"class": _END} and last.parent == nodes[len(_FRAME) - 1]
    if frame != [(name, {}) for name in _FRAME] or not is_kept:
        yield "what has no end, or ends what it did not begin"
    if "\x02" in content or "\x03" in content:
        yield "a mark of Markdown's own, of which something else was made,"
    for node in nodes[len(_FRAME) : -1]:
        if node.tag != "-comment":
            yield from _of_element(node.tag or "declaration", node.attributes)
        elif has_private_use(node.html or ""):
            yield "a macro call in a comment"


def _of_element(name: str, attributes: dict[str, str | None]) -> Iterator[str]:
    if name not in ELEMENTS:
        yield f"the element '{name}'"
        return
    for key, value in attributes.items():
        fits = ELEMENTS[name].get(key)
        if fits is None:
            yield f"the attribute '{key}' of '{name}'"
        elif not fits(value or "") or has_private_use(value or ""):
            yield f"the attribute '{key}' of '{name}' with this value: {value}"


def repeated_ids(written: str, shown: str) -> list[str]:
    """The ids of what a writer wrote that something else has too: a link leads to the first.

    Args:
        written: the HTML that Markdown made.
        shown: the same with what macros show.
    """
    own, all_ = _ids(written), _ids(shown)
    return [one for one in own if one and all_[one] > 1]


def _ids(content: str) -> Counter[str | None]:
    return Counter(node.attributes.get("id") for node in LexborHTMLParser(content).css("[id]"))
