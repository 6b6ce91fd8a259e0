"""Links the first use of each term in a section of finished HTML, and changes nothing else.

A section runs from one heading to the next. Headings, links, quotations, code and anything
marked `data-no-terms` are left alone.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    linker = _Linker(finder, url_of)
    linker.feed(html)
    linker.close()
    return "".join(linker.out)


class _Linker(HTMLParser):
    """Copies HTML through as it stands and links terms in running text."""

    def __init__(self, finder: TermFinder, url_of: Callable[[str], str | None]) -> None:
        super().__init__(convert_charrefs=False)
        self.finder, self.url_of = finder, url_of
        self.out: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.seen: set[str] = set()

    @property
    def _may_link(self) -> bool:
        return any(tag in TEXT for tag, _ in self.open) and not any(alone for _, alone in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")
        given = dict(attrs)
        if tag in HEADINGS:
            self.seen.clear()
        if (term := given.get("data-term")) is not None:
            self.seen.add(term)
        if tag not in VOID:
            self.open.append((tag, tag in LEFT_ALONE or "data-no-terms" in given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")
        while self.open:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        assert self.finder.pattern is not None
        self.out.append(self.finder.pattern.sub(self._link, data) if self._may_link else data)

    def _link(self, match: object) -> str:
        found = str(match[0])  # type: ignore[index]
        term = self.finder.term_id(found)
        url = self.url_of(term)
        if term in self.seen or url is None:
            return found
        self.seen.add(term)
        return f'<a class="cb-term" data-term="{term}" href="{escape(url)}">{found}</a>'

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")
