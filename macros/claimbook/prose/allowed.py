"""What may stand on a hand-written page, in one table.

Two checks read it that share no parser: `markup.py` looks at what was written, `rendered.py` at
what Markdown made of it, as a browser reads that. What is not listed here is refused by both.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from claimbook.core.records.values import VERSION_DIGITS
from claimbook.core.text.addresses import unlike_its_form
from claimbook.core.text.characters import deceiving
from claimbook.core.text.signs import CALL, CODE

HIDDEN = ("navigation", "toc", "path", "footer")
"""Parts of the theme that a page can leave out."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the front matter: what it is for, how it is written, and which values it takes."""

    use: str
    example: str
    fits: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not any(deceiving(value))


def is_version(value: Any) -> bool:
    """Whether a value is the version of a page, of which one in digits alone is read as a number."""
    return not isinstance(value, bool) and _VERSION.fullmatch(str(value)) is not None


_VERSION = re.compile(rf"[0-9a-f]{{{VERSION_DIGITS}}}")


def _is_hidden(value: Any) -> bool:
    return isinstance(value, list) and all(one in HIDDEN for one in value)


def _is_search(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() - {"exclude", "boost"}:
        return False
    boost = value.get("boost", 1)
    is_number = isinstance(boost, int | Decimal) and not isinstance(boost, bool)
    return isinstance(value.get("exclude", False), bool) and is_number and boost > 0


FRONT_MATTER: Mapping[str, Key] = {
    "title": Key(
        "the page's name, where its first heading does not say it", "title: Sums", _is_text
    ),
    "description": Key("one sentence for search engines", "description: All sums.", _is_text),
    "hide": Key(f"what is left out, of {', '.join(HIDDEN)}", "hide: [navigation, toc]", _is_hidden),
    "search": Key(
        "whether the search leaves the page out, or how much more it weighs",
        "search: {exclude: true}",
        _is_search,
    ),
    "original": Key(
        "in an edition, the version of the page that it translates, as `claimbook translations` gives it",
        "original: 3f2a9c81",
        is_version,
    ),
    "terms": Key(
        "`false` where words of the glossary are not to be linked",
        "terms: false",
        lambda value: isinstance(value, bool),
    ),
}
"""The keys of the front matter. The theme knows many more, and writes some out as they are."""

CLASSES = ("cb-standfirst", "cb-ways")
"""The classes that a writer may give. All others of the stylesheet are marks of what is proved, or
lie over the page, and mean what they say only where the engine gives them."""

CLASS = rf"(?:{'|'.join(CLASSES)})"

BLOCK = re.compile(rf'<div class="{CLASS}(?: {CLASS})*" markdown>')
BLOCK_END = "</div>"
"""The one element of HTML that is written, each tag alone in its line. It holds Markdown."""

MOST_NESTED = 3
"""Maximum depth of such elements nested in each other."""

COMMENT = re.compile(rf"^<!--[^<>{CALL}{CODE}]*-->[ \t]*$", re.MULTILINE)
"""A comment in lines of its own, without the signs by which browsers and others end it apart."""

ID = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
ATTRIBUTES = re.compile(rf"\{{:?(?: ?(?:\.{CLASS}|#{ID}))+ ?\}}")
"""A list of attributes in Markdown: classes and an id."""

SCHEMES = ("http", "https", "mailto")
"""How an address begins that is no path from the page, and no anchor."""

_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\<>\"'`{}\ue000-\uf8ff]")
_SCHEME = re.compile(r"([^/?#]*?):")
_MAIL = re.compile(r"mailto:[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\?[\w.~%=&+-]*)?", re.IGNORECASE)


def has_private_use(text: str) -> bool:
    """Whether a text has a character without meaning, such as those that stand for a macro call."""
    return any("\ue000" <= one <= "\uf8ff" for one in text)


def wrong_address(address: str) -> str:
    """What keeps an address from standing on a page, in words; nothing when it may stand there."""
    if found := _UNSAFE.search(address):
        if has_private_use(found[0]):
            return "it has code or a macro call"
        return f"it has {found[0]}" if found[0].isprintable() else "it has a space or a like sign"
    scheme = _SCHEME.match(address)
    if scheme is None:
        return "it begins at the host's root" if address.startswith("/") else ""
    if scheme[1].lower() == "mailto":
        return "" if _MAIL.fullmatch(address) else "it is no address of mail"
    if not re.match("https?://", address, re.IGNORECASE):
        return f"it begins with '{scheme[0]}'"
    return next((why for why, _ in unlike_its_form(address)), "")


_ANY_CLASS = re.compile(rf"(?:(?:{CLASS}|(?!md-|js-|cb-)[\w+#.-]+)(?: |$))*")
_ANY_ID = re.compile(r"(?!__)\S+|__(?:code|span|codelineno)[_-][\d-]+")


def _is_path(address: str) -> bool:
    return not wrong_address(address) and not _SCHEME.match(address)


_Fits = Callable[[str], object]
_CLASS_AND_ID: dict[str, _Fits] = {"class": _ANY_CLASS.fullmatch, "id": _ANY_ID.fullmatch}
_TITLE: dict[str, _Fits] = {"title": lambda _: True}
_ALIGNED: dict[str, _Fits] = {
    "style": re.compile("text-align: (?:left|center|right);").fullmatch,
}
_PLAIN = (
    *("blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
    *("p", "pre", "span", "strong", "table", "tbody", "thead", "tr", "ul"),
)

ELEMENTS: Mapping[str, Mapping[str, _Fits]] = {
    **dict.fromkeys(_PLAIN, _CLASS_AND_ID),
    "a": _CLASS_AND_ID | _TITLE | {"href": lambda value: not wrong_address(value)},
    "abbr": _CLASS_AND_ID | _TITLE,
    "img": _CLASS_AND_ID | _TITLE | {"src": _is_path, "alt": lambda _: True},
    "ol": _CLASS_AND_ID | {"start": str.isdecimal},
    "td": _CLASS_AND_ID | _ALIGNED,
    "th": _CLASS_AND_ID | _ALIGNED,
}
"""Each element that Markdown makes, with its attributes and what decides about their values."""
