"""Links the first use of each term in a section of finished HTML, and changes nothing else.

A section runs from one heading to the next. Headings, links, quotations, code and anything
marked `data-no-terms` are left alone.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from macros.views.glossary import TermFinder

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


def link_terms(html: str, finder: TermFinder, url_of: Callable[[str], str | None]) -> str:
    """The HTML with the first use of each term in each section linked to its definition.

    Args:
        html: finished HTML of a page's content.
        finder: finds the names of terms.
        url_of: the address of a term from this page, or None where it has none.
    """
    if finder.pattern is None:
        return html
    linker = _Linker(html, finder, url_of)
    linker.feed(html)
    linker.close()
    return linker.result()


class _Linker(HTMLParser):
    """Reads HTML to know where running text is, and copies all else from the source as it stands."""

    def __init__(self, html: str, finder: TermFinder, url_of: Callable[[str], str | None]) -> None:
        super().__init__(convert_charrefs=False)
        self.html, self.finder, self.url_of = html, finder, url_of
        self.lines = [0, *(i + 1 for i, c in enumerate(html) if c == "\n")]
        self.out: list[str] = []
        self.copied = 0
        self.open: list[tuple[str, bool]] = []
        self.seen: set[str] = set()

    def result(self) -> str:
        return "".join(self.out) + self.html[self.copied :]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in HEADINGS:
            self.seen.clear()
        kind, _, card = (given.get("data-card") or "").partition("/")
        if term := (given.get("data-term") or (card if kind == "terms" else "")):
            self.seen.add(term)
        if tag not in VOID:
            self.open.append((tag, tag in LEFT_ALONE or "data-no-terms" in given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once changes nothing."""

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        in_text = any(tag in TEXT for tag, _ in self.open)
        if not in_text or any(alone for _, alone in self.open):
            return
        assert self.finder.pattern is not None
        line, column = self.getpos()
        start = self.lines[line - 1] + column
        self.out.append(self.html[self.copied : start])
        self.out.append(self.finder.pattern.sub(self._link, data))
        self.copied = start + len(data)

    def _link(self, match: re.Match[str]) -> str:
        found = match[0]
        term = self.finder.term_id(found)
        url = self.url_of(term)
        if term in self.seen or url is None:
            return found
        self.seen.add(term)
        return f'<a class="cb-term" data-card="terms/{term}" href="{escape(url)}">{found}</a>'
