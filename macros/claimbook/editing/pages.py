"""Reads a saved web page: the article's paragraphs, and what the page says of itself.

What of a page is its article, and what it says of title, author, publisher and date, is found by
trafilatura. It gets what is in the file, and asks no host for anything.
"""

from __future__ import annotations

import email
import email.policy
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from claimbook.core.text.addresses import in_its_form
from claimbook.editing.apart import IntakeError, read_apart
from claimbook.editing.encodings import decoded
from claimbook.editing.page_text import paragraphs_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

MAX_BYTES = 40_000_000
"""Maximum size of a saved page, with the pictures that programs put into it."""

MOST_MARKUP = 8_000_000
"""Maximum number of characters of a page, pictures within it left out."""

NAME_WORDS = 6
"""Maximum number of words in the name of a site that stands behind a title."""

ALIKE = 75
"""Least similarity (0 to 100, rapidfuzz partial_ratio) of a headline and the title of its page."""

_DATA = re.compile(r"data:[\w/+.-]+;[^\"')\s]{200,}")
"""A picture within the page itself, as programs put it there that save a page in one file."""

_BREAKS = re.compile(r"<br\b[^>]{0,99}>\s*<br\b[^>]{0,99}>(?:\s*<br\b[^>]{0,99}>)*", re.IGNORECASE)
"""What older pages part paragraphs with."""

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE
)
_PROLOG = re.compile(r"\s*<\?xml[^>]*>")
_SAVED_FROM = re.compile(r"(?:<!-- saved from url=\(\d+\)|^ ?url: )(https?://\S+)", re.MULTILINE)
"""How browsers, and the program SingleFile, note in a saved page where it was."""

_BETWEEN = re.compile(r"\s+(?:[-–—|·»]|::)\s+|\s*[｜‖]\s*")
"""What stands between the title of a page and the name of its site."""

_JOINERS = "\u200c\u200d"
"""What nobody sees and scripts of Asia need, to say which letters join."""

_LABEL = re.compile(r"^[^:：]{1,12}[:：]\s*")
"""What a byline says before a name, as in 記者：山本花子."""

_ARCHIVE = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")


@dataclass(frozen=True, slots=True)
class Page:
    """What a saved page holds; empty where it does not say.

    `published` is a day, as in 2025-12-04, and `language` a BCP 47 tag, as the page has them.
    `paragraphs` are those of the article, headings included, its title first; none where no
    article was found.
    """

    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    paragraphs: tuple[str, ...] = ()


def read_page(content: bytes) -> Page:
    """What a page holds that was saved from a browser, as HTML or as a web archive (MHTML).

    Args:
        content: the bytes of the file.

    Raises:
        IntakeError: when it is no page, or the library is missing that reads one.
    """
    if len(content) > MAX_BYTES:
        raise IntakeError(f"the page is larger than {MAX_BYTES // 1_000_000} MB")
    found = read_apart(page_of, content)
    return Page(**{**found, "paragraphs": tuple(found["paragraphs"])})


def is_page(content: bytes) -> bool:
    """Whether a file begins as a web page, or as a web archive, does."""
    start = content[:8192].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    start = start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return bool(_PAGE.match(start) or _ARCHIVE.match(start))


def page_of(content: bytes) -> dict[str, Any]:
    """The fields of a page by their names; to be called in a process of its own.

    Raises:
        IntakeError: when it is no page.
    """
    import trafilatura  # noqa: PLC0415 - of the extra
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - the same

    markup, address = _markup(content)
    lean = _BREAKS.sub("<p>", _DATA.sub("", markup))
    if len(lean) > MOST_MARKUP:
        raise IntakeError(f"the page has more than {MOST_MARKUP // 1_000_000} MB without pictures")
    tree = trafilatura.load_html(lean)
    if tree is None:
        raise IntakeError("this is no web page", "save the page from a browser as HTML")
    details = extract_metadata(tree, extensive=False)
    title, publisher = _names(tree, details)
    named = (_LABEL.sub("", one) for one in (details.author or "").split("; "))
    authors = [one for one in named if one and one != publisher]
    saved = _SAVED_FROM.search(markup[:4096])
    url = details.url or address or (saved[1] if saved else "")
    return {
        "title": _seen(title),
        "author": _seen(", ".join(authors)),
        "publisher": _seen(publisher),
        "published": details.date or "",
        "language": _tag(tree),
        "url": in_its_form(url) if re.match(r"https?://\S+$", url) else "",
        "paragraphs": [*map(_seen, paragraphs_in(tree, title, authors))],
    }


def _seen(text: str) -> str:
    """A text without the characters that nobody sees, such as places where a word may be cut."""
    return "".join(one for one in text if one in _JOINERS or unicodedata.category(one)[0] != "C")


def _markup(content: bytes) -> tuple[str, str]:
    """The HTML of a page, and the address that a web archive says it is from."""
    declared, address = "", ""
    if _ARCHIVE.match(content[:8192]):
        archive = email.message_from_bytes(content, policy=email.policy.default)
        page = next((one for one in archive.walk() if one.get_content_type() == "text/html"), None)
        if page is None:
            raise IntakeError("this web archive holds no page", "save the page as HTML")
        address = str(archive["Snapshot-Content-Location"] or page["Content-Location"] or "")
        declared = page.get_content_charset("")
        payload = page.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
    if not declared and (named := _DECLARED.search(content[:8192])):
        declared = named[1].decode()
    return _PROLOG.sub("", decoded(content, declared).text, count=1), address


def _names(tree: HtmlElement, details: Document) -> tuple[str, str]:
    """The headline of a page, and who published it.

    The headline is the page's one heading of the first level, where it has one that is not the
    name of the site: what a page tells other programs is often shortened. Where a page does not
    name its publisher, the name stands behind the title in its head.
    """
    publisher = details.sitename or ""
    head = tree.find(".//head/title")
    *titles, behind = _BETWEEN.split(_words(head) if head is not None else "")
    headings = [words for one in tree.iter("h1") if (words := _words(one)) and words != publisher]
    title = headings[0] if len(headings) == 1 else details.title or ""
    is_named = publisher and publisher != details.hostname and "." not in publisher
    if not is_named and titles and len(behind.split()) <= NAME_WORDS:
        whole = " ".join(titles)
        if fuzz.partial_ratio(whole.casefold(), title.casefold()) >= ALIKE:
            publisher = behind
    *parts, last = _BETWEEN.split(title)
    return " - ".join(parts) if parts and last == publisher else title, publisher


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _tag(tree: HtmlElement) -> str:
    """The language of a page as a BCP 47 tag, in its usual letters."""
    said = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if not said:
        meta = tree.find(".//head/meta[@property='og:locale']")
        said = meta.get("content", "") if meta is not None else ""
    if not (found := _TAG.fullmatch(said.strip())):
        return ""
    language, script, region = found.groups(default="")
    return "-".join(filter(None, (language.lower(), script.title(), region.upper())))
