"""Rules about figures as they are stated: that the words are quoted, and hold the number."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from macros.core.fingerprint import normalized
from macros.core.problems import Problem
from macros.core.records import Claim
from macros.core.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.core.quantities import Quantity
    from macros.core.reading import Draft, Reading
    from macros.core.vocabulary import QualifierEntry

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
MAGNITUDES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""English words that multiply the number before them, as powers of ten."""
_MAGNITUDE = re.compile("|".join(MAGNITUDES), re.IGNORECASE)


def numbers_in(text: str) -> set[Decimal]:
    """The numbers that stand in a text in figures, each with its magnitude: $1.25 trillion.

    A number takes the next word of magnitude, so that both in "$165 to $200 billion" are billions.
    """
    found = set()
    for match in NUMBER.finditer(text):
        word = _MAGNITUDE.search(text, match.end())
        power = MAGNITUDES[word[0].lower()] if word else 0
        found.add((Decimal(match[0].replace(",", "")) * 10**power).normalize())
    return found


def _quantities(reading: Reading) -> Iterator[tuple[Draft, Claim, int, Quantity, bool]]:
    """Each quantity of a claim that fits its model, and whether the document itself states it."""
    own = next(iter(reading.listed.get("quantity_origins", [])), None)
    for draft in reading.of_kind("claims"):
        if isinstance(draft.record, Claim):
            for index, quantity in enumerate(draft.record.quantities):
                yield draft, draft.record, index, quantity, quantity.origin == own


def _given(quantity: Quantity) -> list[Decimal]:
    bounds = (quantity.value, quantity.low, quantity.high)
    return [number for number in bounds if number is not None]


@rule("E088")
def stated_words_not_quoted(reading: Reading) -> Iterator[Problem]:
    """The words under `stated` stand in the quotation that the number comes from: the claim's,
    where the origin of the number is the document itself (the first in the list of origins),
    else one that its evidence quotes. A number of the document that stands in the quotation in
    figures has `stated`.

    Bad:
        value: 40
        unit: carts
        qualifier: about
        origin: notice
        stated: some fourty carts

    Good:
        value: 40
        unit: carts
        qualifier: about
        origin: notice
        stated: some forty carts
    """
    for draft, claim, index, quantity, is_own in _quantities(reading):
        path = ("quantities", index)
        quotes = _quotes(claim, is_own=is_own)
        if quantity.stated is None:
            numbers = {abs(n) for n in _given(quantity)}
            if is_own and numbers & {_plain(m[0]) for m in NUMBER.finditer(claim.quote)}:
                yield Problem(
                    draft.key_place(*path, "id"),
                    "E088",
                    "the quotation has this number, and no words are given for it",
                    "add 'stated:' with the words of the quotation that hold it",
                )
        elif not _stands_in(quantity.stated, quotes):
            where = "the claim's quotation" if is_own else "what its evidence quotes"
            yield Problem(
                draft.place(*path, "stated"),
                "E088",
                f"the words '{quantity.stated}' do not stand in {where}",
                f"it reads: {'; '.join(quotes)}"
                if quotes
                else "add 'quote:' to the evidence that has these words",
                (("the quotation", draft.place("quote")),) if is_own else (),
            )


def _quotes(claim: Claim, *, is_own: bool) -> list[str]:
    """The quotations from which a number of a claim can be."""
    return [claim.quote] if is_own else [e.quote for e in claim.evidence if e.quote]


def _stands_in(words: str, quotes: list[str]) -> bool:
    return any(normalized(words) in normalized(quote) for quote in quotes)


def _plain(figures: str) -> Decimal:
    return Decimal(figures.replace(",", ""))


def _limits(entry: QualifierEntry) -> list[str]:
    """The words by which documents state a limit."""
    return [entry.words.replace("{}", "").strip(), *entry.stated]


def _says(stated: str, words: str) -> bool:
    """Whether words stand in a text; in a script that parts them, as whole words."""
    pattern = re.escape(words.casefold())
    whole = rf"(?<!\w){pattern}(?!\w)" if words.isascii() else pattern
    return re.search(whole, stated.casefold()) is not None


@rule("E097")
def limit_not_as_stated(reading: Reading) -> Iterator[Problem]:
    """A number of the document has the limit that its stated words have, and no other: what the
    document calls "about 40" is not shown as 40, nor its 40 as "about 40". The words of a limit
    are those of the list of qualifiers, with what that lists under `stated`.

    Bad:
        value: 40
        unit: carts
        origin: notice
        stated: some forty carts

    Good:
        value: 40
        unit: carts
        qualifier: about
        origin: notice
        stated: some forty carts
    """
    entries = reading.vocabulary.qualifiers if reading.vocabulary else ()
    for draft, _, index, quantity, is_own in _quantities(reading):
        if not is_own or quantity.stated is None:
            continue
        stated = normalized(quantity.stated)
        said = {e.id for e in entries if any(_says(stated, words) for words in _limits(e))}
        own = next((entry for entry in entries if entry.id == quantity.qualifier), None)
        if own and own.id not in said:
            yield Problem(
                draft.place("quantities", index, "qualifier"),
                "E097",
                f"'{quantity.stated}' is stated, which does not say '{own.id}'",
                "take the limit out, or give the words that state it; a limit that only the "
                "evidence has belongs to a quantity of its own",
                (("the stated words", draft.place("quantities", index, "stated")),),
            )
        elif own is None and said:
            limits = ", ".join(sorted(said))
            yield Problem(
                draft.place("quantities", index, "stated"),
                "E097",
                f"'{quantity.stated}' is stated, and the number has no limit",
                f"add 'qualifier:' with: {limits}",
            )


@rule("E089")
def stated_number_differs(reading: Reading) -> Iterator[Problem]:
    """The numbers that stand in figures under `stated` are the quantity's value, or its bounds,
    and no others. Words such as "billion" count, there and in the words of the unit; numbers in
    words are not read.

    Bad:
        value: 40
        unit: carts
        qualifier: about
        origin: notice
        stated: some 42 carts

    Good:
        value: 42
        unit: carts
        qualifier: about
        origin: notice
        stated: some 42 carts
    """
    for draft, claim, index, quantity, is_own in _quantities(reading):
        stated = normalized(quantity.stated or "")
        found = numbers_in(stated)
        if not found or not _stands_in(stated, _quotes(claim, is_own=is_own)):
            continue
        power = _unit_power(reading, quantity.unit)
        given = {(abs(number) * 10**power).normalize() for number in _given(quantity)}
        if found != given:
            name = "value" if quantity.value is not None else "low"
            numbers = " and ".join(f"{number:,f}" for number in _given(quantity))
            yield Problem(
                draft.place("quantities", index, "stated"),
                "E089",
                f"'{quantity.stated}' is stated, and the number here is {numbers} {quantity.unit}",
                "give the number that is stated; whatever follows from it is another quantity",
                (("the number", draft.place("quantities", index, name)),),
            )


def _unit_power(reading: Reading, unit: str) -> int:
    """The power of ten that the words of a unit stand for: 9 for `US${} billion`."""
    units = reading.vocabulary.units if reading.vocabulary else ()
    match = _MAGNITUDE.search(next((u.words for u in units if u.id == unit), ""))
    return MAGNITUDES[match[0].lower()] if match else 0
