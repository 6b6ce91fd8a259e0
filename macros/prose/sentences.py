"""The sentences of hand-written pages that name a record, figure or chart. Looks nothing up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.core.records import KINDS
from macros.prose.catalog import MACROS
from macros.prose.material import is_for_readers, kind_given, known_calls, named
from macros.views.paths import OWN_PAGE, own_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from macros.core.problems import Place
    from macros.prose.calls import MacroCall, Page
    from macros.prose.catalog import MacroSpec

NAMED = {*KINDS, "figures", "charts"} - {"series"}
"""What a macro can name; a series is named as its chart."""

_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_END = re.compile(r"(?<![A-Z])[.!?][”’\"')*_]*\s+")
"""A full stop after a capital, as in U.S., ends no sentence."""

_ITEM = re.compile(r"^(?:[-*>+]|\d+\.)\s+")
"""What stands before the text of a list item."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a block that a macro makes, with the kinds and ids of what it names."""

    place: Place
    text: str
    names: frozenset[tuple[str, str]]


def sentences(pages: Iterable[Page]) -> Iterator[Sentence]:
    """Each sentence on the pages for readers that names something, in reading order."""
    for page in filter(is_for_readers, pages):
        found: dict[str, list[tuple[Place, set[tuple[str, str]]]]] = {}
        for call, spec in known_calls(page):
            if names := set(_names(call, spec)):
                found.setdefault(_text_around(page, call), []).append((call.place, names))
        for text, calls in found.items():
            places, each = zip(*calls, strict=True)
            yield Sentence(min(places), text, frozenset[tuple[str, str]]().union(*each))


def pages_that_show(names: Collection[tuple[str, str]], naming: Iterable[Sentence]) -> list[str]:
    """The files of pages with sentences that name something, then the pages of its own."""
    written = {sentence.place.path for sentence in naming}
    own = {own_page(kind, record_id) for kind, record_id in names if kind in OWN_PAGE}
    return [*sorted(written), *sorted(own)]


def _names(call: MacroCall, spec: MacroSpec) -> Iterator[tuple[str, str]]:
    for parameter, one in named(call, spec):
        sort = str(kind_given(call, spec)) if parameter.sort == "dated" else parameter.sort
        if sort in NAMED:
            yield sort, str(one)


def _text_around(page: Page, call: MacroCall) -> str:
    if MACROS[call.name].place == "block":
        return f"{{{{ {call.name}(...) }}}}"
    lines = page.text.split("\n")
    at = sum(len(line) + 1 for line in lines[: call.place.line - 1]) + call.place.column - 1
    hidden = _CALL.sub(lambda match: "x" * len(match[0]), page.text)
    start = hidden.rfind("\n\n", 0, at) + 2 if "\n\n" in hidden[:at] else 0
    stop = hidden.find("\n\n", at) if "\n\n" in hidden[at:] else len(hidden)
    start = max((end.end() for end in _END.finditer(hidden, start, at)), default=start)
    end = _END.search(hidden, at, stop)
    text = " ".join(page.text[start : end.end() if end else stop].split())
    return _ITEM.sub("", text)
