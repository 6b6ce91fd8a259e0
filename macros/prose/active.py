"""Rules about what would run: a page calls macros and holds text, and nothing else of it acts.

A page is run through Jinja, which reaches all of Python, and Markdown lets HTML through. So what
may stand there is listed, and all else is refused before anything is rendered.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from macros.core.problems import Place, Problem
from macros.core.rules.registry import rule
from macros.prose.calls import FRONT_MATTER
from macros.prose.visible import outside_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.prose.material import Prose

ACTIVE_TAGS = frozenset(
    [
        "applet",
        "base",
        "embed",
        "form",
        "frame",
        "frameset",
        "iframe",
        "link",
        "meta",
        "object",
        "portal",
        "script",
        "style",
        "template",
    ]
)
"""Elements that run, load or lead somewhere by themselves, or hide from this rule what does."""

_SCHEME = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data)[\x00-\x20]*:", re.IGNORECASE)
_TARGET = re.compile(r"(?:\]\(|^ {0,3}\[[^\]]+\]:|<)[ \t<]*([^\s>)]+)", re.MULTILINE)
"""Where Markdown has an address: in a link, in a definition of one, between angle brackets."""

_HANDLER = re.compile(r"\{:?[^{}\n]*?\b(on[a-z]+)\s*=")
"""An attribute for events in the braces by which Markdown is given attributes."""


@rule("E058", "prose")
def page_computes(prose: Prose) -> Iterator[Problem]:
    """In double braces stands a call of a macro whose values are written out, or a value that the
    builder gives. Nothing is computed on a page, and its front matter has no braces.

    Bad:
        {{ "ann-reed".title() }} counts {{ figure("forty-carts.per-day") }}.

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }}.
    """
    help_text = 'a macro call looks like {{ figure("id") }}; show braces with {% raw %}'
    for page in prose.pages:
        for place, what in page.computed:
            yield Problem(place, "E058", what, help_text)


@rule("E059", "prose")
def page_acts(prose: Prose) -> Iterator[Problem]:
    """A page holds no HTML that runs, loads or leads somewhere by itself, and no address that is a
    script.

    Bad:
        <script>count()</script>

    Good:
        The keeper counts.
    """
    for page in prose.pages:
        # front matter is no HTML, and escaped where it is shown
        text = FRONT_MATTER.sub(lambda front: re.sub(".", " ", front[0]), outside_code(page.text))
        for offset, what in sorted({*active_html(text), *_addresses(text)}):
            line = text.count("\n", 0, offset) + 1
            place = Place(page.path, line, offset - text.rfind("\n", 0, offset))
            help_text = "take it out; show it as code between backticks"
            yield Problem(place, "E059", f"{what} has no place on a page", help_text)


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    for match in _TARGET.finditer(text):
        if _SCHEME.match(unescape(match[1])):
            yield match.start(1), "an address that is a script"
    for match in _HANDLER.finditer(text):
        yield match.start(1), f"the attribute '{match[1]}'"


def active_html(text: str) -> list[tuple[int, str]]:
    """What HTML has that runs, loads or leads somewhere by itself: the offset of its tag, and what."""
    return _Active(text).found


class _Active(HTMLParser):
    """Finds elements and attributes that act, by their offset."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        offset = self._lines[line - 1] + column
        if tag in ACTIVE_TAGS:
            self.found.append((offset, f"the element '{tag}'"))
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append((offset, f"the attribute '{name}'"))
            elif _SCHEME.match(value or ""):
                self.found.append((offset, "an address that is a script"))
