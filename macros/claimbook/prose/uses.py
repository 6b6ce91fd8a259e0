"""What hand-written pages use: which figures and charts, and which words are literal."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from claimbook.prose.calls import Page
from claimbook.prose.material import given, is_for_readers, known_calls, named
from claimbook.views.context import Literal, PageName, Uses

_HEADING = re.compile(r"^# +(.+)$", re.MULTILINE)


def title_of(page: Page) -> str:
    """A page's title: of its front matter, else its first heading, else its path."""
    if title := page.front.values.get("title"):
        return str(title)
    heading = _HEADING.search(page.body)
    return heading[1].rstrip(" #") if heading else page.path


def used(pages: Iterable[Page], sort: str) -> Iterator[tuple[str, Page]]:
    """The ids of one sort (`figures`, `charts`) that pages for readers name, each once a page."""
    for page in filter(is_for_readers, pages):
        ids = (
            str(one)
            for call, spec in known_calls(page)
            for parameter, one in named(call, spec)
            if parameter.sort == sort
        )
        yield from ((one, page) for one in dict.fromkeys(ids))


def literals(pages: Iterable[Page]) -> Iterator[tuple[str, str, Page]]:
    """What pages for readers mark literal: the words, the reason and the page."""
    for page in filter(is_for_readers, pages):
        for call, spec in known_calls(page):
            if call.name == "literal":
                sorts = {p.sort: str(value) for p, value in given(call, spec)}
                yield sorts.get("literal", ""), sorts.get("literal reason", ""), page


def uses_of(pages: Mapping[str, Page]) -> Uses:
    """What the hand-written pages use."""
    names = {page.path: PageName(title_of(page), url) for url, page in pages.items()}

    def by_id(sort: str) -> dict[str, tuple[PageName, ...]]:
        found: dict[str, list[PageName]] = defaultdict(list)
        for one, page in used(pages.values(), sort):
            found[one].append(names[page.path])
        return {one: tuple(on) for one, on in found.items()}

    marked = (
        Literal(words, why, names[page.path]) for words, why, page in literals(pages.values())
    )
    return Uses(by_id("figures"), by_id("charts"), tuple(marked))
