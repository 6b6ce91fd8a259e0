"""Rules about numbers in prose: typed ones are the data's or marked literal, key ones rest on enough."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claimbook.core.records.carrying import stands_alone
from claimbook.core.records.dataset import Dataset
from claimbook.core.rules.registry import rule
from claimbook.core.text.dates import When
from claimbook.core.text.problems import Finding, Place, may_compare
from claimbook.prose import suggestions
from claimbook.prose.amounts import Finder, TypedAmount
from claimbook.prose.calls import Page
from claimbook.prose.material import Prose, given, named, place_of, used
from claimbook.prose.other_languages import finder_for
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
    finder = finder_for(prose.data.vocabulary.units, prose.data.language)
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
    finder = finder_for(prose.data.vocabulary.units, prose.data.language)
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


def _key_figures(prose: Prose) -> Iterator[tuple[Place, str]]:
    """Each number that a page shows as a key figure, and where it is named."""
    for page, call, spec in prose.calls():
        for parameter, one in named(call, spec) if spec.name == "key_figures" else ():
            is_known = one in prose.data.quantities or one in prose.data.rows
            if parameter.sort == "figures" and is_known:
                yield place_of(page, call, one), str(one)


@rule("E073", "prose")
def key_figure_without_date_or_whole(prose: Prose) -> Iterator[Finding]:
    """A number that is shown large has the time that it is for, or the date on which it was
    stated; a share has the whole of which it is one. A unit is one of shares when the list of
    units gives it a `difference`. A number of the document has the date of its claim.

    Bad:
        {{ key_figures(["carts-at-noon.per-day"]) }}

    Good:
        {{ key_figures(["forty-carts.per-day"]) }}
    """
    for place, figure_id in _key_figures(prose):
        when, of, unit = _stated(prose.data, figure_id)
        if when is None:
            yield Finding(
                place,
                f"'{figure_id}' has no date, and is shown as a key figure",
                "give its quantity a 'period:' or a 'date:', or its row a date",
            )
        entry = prose.data.entries["units"].get(unit or "")
        if entry and entry.difference and not of:
            yield Finding(
                place,
                f"'{figure_id}' is a share, shown as a key figure without its whole",
                "say under 'of:' of what it is a share",
            )


def _stated(data: Dataset, figure_id: str) -> tuple[When | None, str | None, str | None]:
    """Of a figure the date or period, the whole and the unit."""
    if figure_id in data.rows:
        series, row = data.rows[figure_id]
        return row.date, row.of or series.of, row.unit or series.unit
    claim, quantity = data.quantities[figure_id]
    own = claim.date if quantity.origin == data.first("quantity_origins") else None
    return quantity.period or quantity.date or own, quantity.of, quantity.unit


@rule("E074", "prose")
def key_figure_on_one_weak_source(prose: Prose) -> Iterator[Finding]:
    """A number that is shown large rests on more than one source whose quality is listed as
    `alone: false`: a row on its sources, a quantity on the evidence of its claim that does not say
    otherwise. A number of the document rests on the document, and one that is computed here on
    what it is computed from.

    Bad:
        {{ key_figures(["carts-by-year.y1901"]) }}

    Good:
        {{ key_figures(["carts-by-year.y1900"]) }}
    """
    for place, figure_id in _key_figures(prose):
        sources = _basis(prose.data, figure_id)
        known = [prose.data.sources[one] for one in sources if one in prose.data.sources]
        found = {one.id: one.quality for one in known} if len(known) == len(sources) else {}
        if found and not stands_alone(found, prose.data.vocabulary.source_qualities):
            yield Finding(
                place,
                f"'{figure_id}' rests on '{next(iter(found))}' alone, whose quality does not allow "
                "that, and is shown as a key figure",
                "name a second source for it, or show another number",
            )


def _basis(data: Dataset, figure_id: str) -> list[str]:
    """The sources on which a number rests; none where it rests on the document or on others."""
    if figure_id in data.rows:
        return list(data.rows[figure_id][1].sources)
    claim, quantity = data.quantities[figure_id]
    if quantity.derived or quantity.origin == data.first("quantity_origins"):
        return []
    against = data.vocabulary.against
    return [one.source for one in claim.evidence if one.relation not in against]
