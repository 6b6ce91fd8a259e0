"""The sentences of hand-written pages that name a record, figure or chart. Looks nothing up."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from claimbook.core.records.models import KINDS
from claimbook.core.text.problems import Place
from claimbook.prose.calls import MacroCall, Page
from claimbook.prose.catalog import MACROS, MacroSpec
from claimbook.prose.material import is_for_readers, kind_given, known_calls, named
from claimbook.views.paths import has_page, own_page

NAMED = {*KINDS, "figures", "charts"} - {"series"}
"""What a macro can name; a series is named as its chart."""

_CALL = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}", re.DOTALL)
_BLANK = re.compile(r"\n(?=\n)")
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
        texts = _Texts(page)
        for call, spec in known_calls(page):
            if names := set(_names(call, spec)):
                found.setdefault(texts.around(call), []).append((call.place, names))
        for text, calls in found.items():
            places, each = zip(*calls, strict=True)
            yield Sentence(min(places), text, frozenset[tuple[str, str]]().union(*each))


def pages_that_show(names: Collection[tuple[str, str]], naming: Iterable[Sentence]) -> list[str]:
    """The files of pages with sentences that name something, then the pages of its own."""
    written = {sentence.place.path for sentence in naming}
    own = {own_page(kind, record_id) for kind, record_id in names if has_page(kind)}
    return [*sorted(written), *sorted(own)]


def _names(call: MacroCall, spec: MacroSpec) -> Iterator[tuple[str, str]]:
    for parameter, one in named(call, spec):
        sort = str(kind_given(call, spec)) if parameter.sort == "dated" else parameter.sort
        if sort in NAMED:
            yield sort, str(one)


class _Texts:
    """The sentences of a page. It is cut once, however many calls stand on it."""

    def __init__(self, page: Page) -> None:
        self.text = page.text
        self.lines = [0, *(match.end() for match in re.finditer("\n", page.text))]
        hidden = _CALL.sub(lambda match: "x" * len(match[0]), page.text)
        blank = [match.start() for match in _BLANK.finditer(hidden)]
        ends = [match.end() for match in _END.finditer(hidden)]
        self.begins = sorted([0, *(at + 2 for at in blank), *ends])
        self.ends = sorted([*blank, *ends, len(hidden)])
        self.known: dict[tuple[int, int], str] = {}

    def around(self, call: MacroCall) -> str:
        """The sentence in which a call stands, or a name for the block that it makes."""
        if not MACROS[call.name].inline:
            return f"{{{{ {call.name}(...) }}}}"
        at = self.lines[call.place.line - 1] + call.place.column - 1
        begin = self.begins[bisect_right(self.begins, at) - 1]
        end = self.ends[min(bisect_right(self.ends, at), len(self.ends) - 1)]
        if (begin, end) not in self.known:
            text = " ".join(self.text[begin:end].split())
            self.known[begin, end] = _ITEM.sub("", text)
        return self.known[begin, end]
