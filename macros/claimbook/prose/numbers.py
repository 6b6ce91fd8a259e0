"""Rules about numbers in prose: amounts and dates are taken from the data or marked literal."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Finding, Place, may_compare
from claimbook.prose import suggestions
from claimbook.prose.amounts import Finder, TypedAmount
from claimbook.prose.calls import Page
from claimbook.prose.material import Prose, given
from claimbook.prose.uses import used
from claimbook.prose.visible import Visible, visible

_HEADING = re.compile(r" {0,3}#{1,6}\s")


@rule("E070", "prose")
def number_typed_in_prose(prose: Prose) -> Iterator[Finding]:
    """An amount on a page for readers comes from the data, through `figure`.

    An amount is a number, in digits or in words, with a unit, percent or a currency. One that is
    no fact of the book is marked with `literal`, with a reason.

    Bad:
        {{ actor("ann-reed") }} counts about 40 carts a day. The keeper's share is

    Good:
        {{ actor("ann-reed") }} counts {{ figure("forty-carts.per-day") }} a day. The keeper's share is
    """
    finder = Finder(prose.data.vocabulary.units)
    on_page: dict[str, set[str]] = {}
    for typed in (one for one in _typed(prose) if one.found.sort == "amount"):
        if typed.page.path not in on_page:
            on_page[typed.page.path] = {one for one, _ in used([typed.page], "figures")}
        known = on_page[typed.page.path]
        may_look = may_compare(len(prose.data.quantities) + len(prose.data.rows))
        proposed = (
            suggestions.figures(prose.data, finder.units, typed.words, known) if may_look else []
        )
        instead = 'add it to a claim or a series and use {{ figure("its-id") }}'
        yield _finding(typed, proposed, instead)


@rule("E071", "prose")
def date_typed_in_prose(prose: Prose) -> Iterator[Finding]:
    """A date or a year on a page for readers comes from the data, through `date`.

    One that is no fact of the book is marked with `literal`, with a reason.

    Bad:
        It opened on 2 October, and {{ actor("ann-reed") }} has counted carts

    Good:
        It opened on {{ date("events", "bridge-opened") }}, and {{ actor("ann-reed") }} has counted carts
    """
    for typed in (one for one in _typed(prose) if one.found.sort == "date"):
        may_look = may_compare(len(prose.data.events) + len(prose.data.claims))
        proposed = suggestions.dates(prose.data, typed.words) if may_look else []
        instead = 'use the date of a record: {{ date("events", "its-id") }}'
        yield _finding(typed, proposed, instead)


@rule("E072", "prose")
def literal_without_reason(prose: Prose) -> Iterator[Finding]:
    """What is marked `literal` has words, and a reason why they are not data.

    Both are written out where they stand, because they are listed with all numbers.

    Bad:
        {{ actor("ann-reed") }} gives {{ literal("five percent", " ") }} to the town, and

    Good:
        {{ actor("ann-reed") }} gives {{ literal("five percent", "a manner of speaking") }}
        to the town, and
    """
    for _, call, spec in prose.calls():
        for parameter, value in given(call, spec):
            if not parameter.sort.startswith("literal"):
                continue
            what = "reason" if parameter.sort == "literal reason" else "words"
            if not isinstance(value, str):
                message = (
                    f"the {what} of this literal {'is' if what == 'reason' else 'are'} no text"
                )
            elif not value.strip():
                message = f"this literal has no {what}"
            else:
                continue
            yield Finding(call.place, message, f"for example {{{{ {spec.example} }}}}")


@dataclass(frozen=True, slots=True)
class _PlacedAmount:
    """A typed amount or date, and where it stands."""

    page: Page
    seen: Visible
    found: TypedAmount
    line: int
    line_start: int

    @property
    def words(self) -> str:
        """The words on one line."""
        return " ".join(self.found.words.split())

    @property
    def place(self) -> Place:
        """The place, as wide as the words on their first line."""
        width = len(self.found.words.split("\n", maxsplit=1)[0])
        column = self.found.offset - self.line_start + 1
        return Place(self.page.path, self.line, column, width)


@lru_cache(maxsize=1)
def _typed(prose: Prose) -> tuple[_PlacedAmount, ...]:
    """All typed amounts and dates, found once for both rules."""
    finder = Finder(prose.data.vocabulary.units)
    return tuple(one for page in prose.for_readers() for one in _typed_on(page, finder))


def _typed_on(page: Page, finder: Finder) -> Iterator[_PlacedAmount]:
    seen = visible(page)
    starts = [0, *(match.end() for match in re.finditer("\n", page.text))]
    for one in finder.find(seen.text):
        line = bisect_right(starts, one.offset)
        yield _PlacedAmount(page, seen, one, line, starts[line - 1])


def _finding(typed: _PlacedAmount, proposed: list[str], instead: str) -> Finding:
    """The finding at the words' place, with what to write there instead."""
    if typed.seen.in_code(typed.found.offset):
        advice = "words given to a macro hold no number: leave it out, or say it beside the macro"
    elif _HEADING.match(typed.page.text, typed.line_start):
        advice = "a heading holds no macro: say it without the number"
    else:
        use = f"use {' or '.join(proposed)}" if proposed else instead
        literal = typed.words.replace('"', "'")
        advice = f'{use}; if it is no fact of this book: {{{{ literal("{literal}", "why") }}}}'
    message = f"'{typed.words}' is typed here and does not come from the data"
    return Finding(typed.place, message, advice)
