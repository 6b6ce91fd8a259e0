"""The hand-written pages of a book, what they may name and use, and the arguments of their calls."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claimbook.core.records.dataset import Dataset
from claimbook.core.text.files import EDITIONS
from claimbook.core.text.problems import Place
from claimbook.prose.calls import UNKNOWN, MacroCall, Page
from claimbook.prose.catalog import MACROS, MacroSpec, Parameter
from claimbook.views.context import Literal, PageName, Uses

FOR_CONTRIBUTORS = "docs/contributing/"
"""Pages about the work, not about the subject: their numbers are examples."""


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """The hand-written pages, and what they may name: the dataset, its figures and charts.

    Of an edition in another language these are its own pages; `originals` are those of the book,
    in whose place they stand.
    """

    pages: Sequence[Page]
    data: Dataset
    charts: Sequence[str]
    originals: Sequence[Page] = ()

    @property
    def folder(self) -> str:
        """The folder in which the pages stand."""
        return docs_of(self.data.language if self.data.edition else None)

    @property
    def names(self) -> set[str]:
        """The names of all pages to which a page may lead, from the folder of pages."""
        return {name_of(page.path) for page in (*self.originals, *self.pages)}

    def calls(self) -> Iterator[tuple[Page, MacroCall, MacroSpec]]:
        """Every call of a macro that exists."""
        for page in self.pages:
            for call, spec in known_calls(page):
                yield page, call, spec

    def for_readers(self) -> Iterator[Page]:
        """The pages that readers come for."""
        return (page for page in self.pages if is_for_readers(page))


def docs_of(tag: str | None) -> str:
    """The folder of the pages of an edition, or of the book itself."""
    return f"{EDITIONS}/{tag}/docs" if tag else "docs"


def name_of(path: str) -> str:
    """The name of a page from its folder of pages, which is the same in all editions."""
    return path.partition("docs/")[2]


def is_for_readers(page: Page) -> bool:
    """Whether a page is about the subject, not about the work on the book."""
    return not page.path.startswith(FOR_CONTRIBUTORS)


def known_calls(page: Page) -> Iterator[tuple[MacroCall, MacroSpec]]:
    """A page's calls of macros that exist."""
    return ((call, MACROS[call.name]) for call in page.calls if call.name in MACROS)


def given(call: MacroCall, spec: MacroSpec) -> Iterator[tuple[Parameter, Any]]:
    """Each argument of a call with the parameter that it is for."""
    by_name = {parameter.name: parameter for parameter in spec.parameters}
    by_place = [parameter for parameter in spec.parameters if not parameter.keyword]
    yield from zip(by_place, call.args, strict=False)
    for name, value in call.kwargs.items():
        if name in by_name:
            yield by_name[name], value


def kind_given(call: MacroCall, spec: MacroSpec) -> Any:
    """What a call gives as its `kind`; UNKNOWN where it gives none."""
    return next((value for one, value in given(call, spec) if one.name == "kind"), UNKNOWN)


def named(call: MacroCall, spec: MacroSpec) -> Iterator[tuple[Parameter, Any]]:
    """Each thing that a call names, one by one, with the parameter that it is for.

    Goes into lists of any form, and leaves out what is not written out.
    """
    for parameter, value in given(call, spec):
        if value is not UNKNOWN and (parameter.required or value is not None):
            yield from ((parameter, one) for one in _each(parameter, value))


def place_of(page: Page, call: MacroCall, value: Any) -> Place:
    """Where an argument stands: the first time after the call's name, or the call itself."""
    lines = _lines(page.text)
    for number in range(call.place.line, min(call.place.line + 30, len(lines) + 1)):
        start = call.place.column - 1 if number == call.place.line else 0
        column = lines[number - 1].find(str(value), start)
        if column >= 0:
            return Place(page.path, number, column + 1, len(str(value)))
    return call.place


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def is_list(value: Any) -> bool:
    """Whether a value is a list, in square brackets or in round ones."""
    return isinstance(value, list | tuple)


def _each(parameter: Parameter, value: Any) -> Iterator[Any]:
    if not is_list(value):
        yield value
        return
    for item in value:
        is_pair = parameter.pairs and is_list(item)
        yield from _each(parameter, item[0] if is_pair and item else item)


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
