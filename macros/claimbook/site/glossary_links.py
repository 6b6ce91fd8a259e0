"""Links the first use of each term in a section of finished HTML, and changes nothing else.

A section runs from one heading to the next. Headings, links, quotations, code and anything
marked `data-no-terms` are left alone.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from claimbook.views.glossary import TermFinder

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LEFT_ALONE = {
    *HEADINGS,
    *("a", "abbr", "blockquote", "button", "code", "data", "figcaption", "label", "pre", "q"),
    *("script", "select", "style", "summary", "svg", "table", "textarea", "time", "title"),
}
TEXT = {"p", "li", "dd"}
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
    *("track", "wbr"),
}

_TAG = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|svg|textarea|title)\b.*?</(?P=raw)\s*>"
    r"|<(?P<ends>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"""(?P<rest>(?>(?:[^"'>]++|"[^"]*+"|'[^']*+')*))>""",
    re.DOTALL | re.IGNORECASE,
)
"""A remark, an element in which nothing is linked and that holds none of its name, or a tag."""

_NAMED_CHARACTER = re.compile(r"&#?\w+;")

_NAMED = re.compile(r"""\bdata-(?:term|card)=["']?(?:terms/)?([^"'\s/>]+)["'\s>]""")
_NO_TERMS = re.compile(r"\bdata-no-terms\b")


def link_terms(html: str, finder: TermFinder, url_of: Callable[[str], str | None]) -> str:
    """The HTML with the first use of each term in each section linked to its definition."""
    if not finder.terms:
        return html
    out: list[str] = []
    state = _State()
    copied = 0
    for tag in _TAG.finditer(html):
        if state.is_text and (text := html[copied : tag.start()]).strip():
            out.append(_linked(text, state.seen, finder, url_of))
        else:
            out.append(html[copied : tag.start()])
        out.append(tag[0])
        copied = tag.end()
        state.pass_by(_read(tag[0]))
    out.append(html[copied:])
    return "".join(out)


@dataclass(frozen=True, slots=True)
class _Tag:
    """The parts of a tag that matter here; a match without a name changes nothing."""

    name: str = ""
    is_end: bool = False
    named: tuple[str, ...] = ()
    is_left: bool = False


@lru_cache(maxsize=4096)
def _read(text: str) -> _Tag:
    """A tag that was found; most are the same as one before."""
    match = _TAG.match(text)
    assert match is not None
    name, rest = (match["name"] or "").lower(), match["rest"] or ""
    if match["ends"]:
        return _Tag(name, is_end=True)
    if not name or rest.endswith("/"):  # or it closes itself
        return _Tag()
    is_left = name in LEFT_ALONE or bool(_NO_TERMS.search(rest))
    return _Tag(name, named=tuple(_NAMED.findall(rest)), is_left=is_left)


class _State:
    """Which elements are open, and which terms were named since the last heading."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool]] = []
        self.texts = 0
        self.alone = 0
        self.seen: set[str] = set()

    @property
    def is_text(self) -> bool:
        """Whether running text stands here, in which terms are linked."""
        return self.texts > 0 and not self.alone

    def pass_by(self, tag: _Tag) -> None:
        """Go past a tag."""
        name = tag.name
        if tag.is_end:
            if any(one == name for one, _ in self.open):
                while self._close() != name:
                    pass
        elif name:
            if name in HEADINGS:
                self.seen.clear()
            self.seen.update(tag.named)
            if name not in VOID:
                self.open.append((name, tag.is_left))
                self.texts += name in TEXT
                self.alone += tag.is_left

    def _close(self) -> str:
        name, is_left = self.open.pop()
        self.texts -= name in TEXT
        self.alone -= is_left
        return name


def _linked(
    text: str, seen: set[str], finder: TermFinder, url_of: Callable[[str], str | None]
) -> str:
    out: list[str] = []
    copied = 0
    read, places = _read_out(text)
    for begins, ends, (term, *_) in finder.find(read):
        url = None if term in seen else url_of(term)
        if url is not None:
            seen.add(term)
            begin, end = places[begins], places[ends]
            link = f'<a class="cb-term" data-card="terms/{term}" href="{escape(url)}">'
            out += [text[copied:begin], link, text[begin:end], "</a>"]
            copied = end
    return "".join([*out, text[copied:]])


def _read_out(text: str) -> tuple[str, Sequence[int]]:
    """The text that HTML stands for, and where each character of it is written."""
    if "&" not in text:
        return text, range(len(text) + 1)
    out: list[str] = []
    places: list[int] = []
    copied = 0
    for written in _NAMED_CHARACTER.finditer(text):
        read = unescape(written[0])
        out += [text[copied : written.start()], read]
        places += [*range(copied, written.start()), *[written.start()] * len(read)]
        copied = written.end()
    return "".join([*out, text[copied:]]), [*places, *range(copied, len(text) + 1)]
