"""Rules about figures as they are stated: that the words are quoted, and hold the number."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from unicodedata import category

from claimbook.core.proofs.fingerprint import normalized
from claimbook.core.records.claims import Claim
from claimbook.core.records.quantities import Quantity
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.vocabulary import QualifierEntry
from claimbook.core.rules.registry import rule
from claimbook.core.text.number_forms import number_forms
from claimbook.core.text.numerals import has_part, scale_of, written_numbers
from claimbook.core.text.problems import Finding

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
MAGNITUDES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""English words that multiply the number before them, as powers of ten."""
_NOTHING = "(?!)"
_MAGNITUDE = re.compile("|".join(MAGNITUDES), re.IGNORECASE)
_SHORT = {"k": 3, "m": 6, "b": 9, "mn": 6, "bn": 9, "tn": 12, "trn": 12}
"""Their abbreviations right behind figures; those of one letter only beside a currency sign, since 30m
may be meters."""
_BEHIND = re.compile(
    rf"{_MAGNITUDE.pattern}|(?<=\d) ?(?:{'|'.join(_SHORT)})(?![^\W_])", re.IGNORECASE
)


class _Quotes:
    """Quotations in which a number can stand, each with its language, made comparable once."""

    def __init__(self, quotes: list[tuple[str, str]]) -> None:
        self.quotes = quotes
        self.texts = [text for text, _ in quotes]

    def language_of(self, words: str) -> str:
        """The language of the first quotation in which words stand."""
        wanted = normalized(words)
        return next((tag for text, tag in self.quotes if wanted in normalized(text)), "")

    @cached_property
    def _comparable(self) -> str:
        return "\n".join(map(normalized, self.texts))

    def __contains__(self, words: str) -> bool:
        return normalized(words) in self._comparable


def numbers_in(text: str) -> set[Decimal]:
    """The numbers that stand in an English text in figures, each with its magnitude: $1.25tn.

    A number takes the next word of magnitude, so that both in "$165 to $200 billion" are billions.
    """
    found = set()
    is_money = any(category(sign) == "Sc" for sign in text)
    known = MAGNITUDES | {word: power for word, power in _SHORT.items() if is_money or word[1:]}
    for match in NUMBER.finditer(text):
        words = (word[0].strip().lower() for word in _BEHIND.finditer(text, match.end()))
        power = next((known[word] for word in words if word in known), 0)
        found.add((Decimal(match[0].replace(",", "")) * 10**power).normalize())
    return found


def _quantities(reading: Reading) -> Iterator[tuple[Draft, int, Quantity, bool, _Quotes]]:
    """Each quantity of a claim that fits its model, and where its words must stand.

    Said with it is whether the document itself states it: then it is from the claim's quotation,
    else from those of its evidence.
    """
    own = next(iter(reading.listed.get("quantity_origins", [])), None)
    document = _language(reading, "documents", reading.book.get("document"))
    for draft in reading.of_kind("claims"):
        if isinstance(claim := draft.record, Claim):
            of_document = _Quotes([(claim.quote, document)])
            of_evidence = _Quotes(
                [
                    (one.quote, _language(reading, "sources", one.source))
                    for one in claim.evidence
                    if one.quote
                ]
            )
            for index, quantity in enumerate(claim.quantities):
                is_own = quantity.origin == own
                yield draft, index, quantity, is_own, of_document if is_own else of_evidence


def _language(reading: Reading, kind: str, record_id: object) -> str:
    """The language of a document or a source; the book's own where its record does not say."""
    draft = reading.ids[kind].get(str(record_id))
    written = draft.data.get("language") if draft else None
    return written if isinstance(written, str) else reading.language


def _given(quantity: Quantity) -> list[Decimal]:
    bounds = (quantity.value, quantity.low, quantity.high)
    return [number for number in bounds if number is not None]


@rule("E088")
def stated_words_not_quoted(reading: Reading) -> Iterator[Finding]:
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
    for draft, index, quantity, is_own, quotes in _quantities(reading):
        path = ("quantities", index)
        if quantity.stated is None:
            numbers = {abs(n) for n in _given(quantity)}
            if is_own and numbers & _figures(*quotes.quotes[0]):
                yield Finding(
                    draft.key_place(*path, "id"),
                    "the quotation has this number, and no words are given for it",
                    "add 'stated:' with the words of the quotation that hold it",
                )
        elif quantity.stated not in quotes:
            where = "the claim's quotation" if is_own else "what its evidence quotes"
            yield Finding(
                draft.place(*path, "stated"),
                f"the words '{quantity.stated}' do not stand in {where}",
                f"it reads: {'; '.join(quotes.texts)}; copy from it what states the number, in figures "
                "or in words"
                if quotes.texts
                else "add 'quote:' to the evidence that has these words",
                (("the quotation", draft.place("quote")),) if is_own else (),
            )


def _figures(text: str, language: str) -> set[Decimal]:
    """What the digits of a text say, whatever multiplies them."""
    if number_forms(language).is_english:
        return {Decimal(match[0].replace(",", "")) for match in NUMBER.finditer(text)}
    written = (number.figures for number in written_numbers(text, language))
    return {figures for figures in written if figures is not None}


def limit_words(entry: QualifierEntry) -> re.Pattern[str]:
    """The words by which documents state a limit; in a script that parts words, as whole words."""
    said = [
        words for one in (entry.words.replace("{}", ""), *entry.stated) if (words := one.strip())
    ]
    parted, other = (
        "|".join(re.escape(words.casefold()) for words in said if words.isascii() is is_ascii)
        or _NOTHING
        for is_ascii in (True, False)
    )
    return re.compile(rf"(?<!\w)(?:{parted})(?!\w)|{other}")


@rule("E097")
def limit_not_as_stated(reading: Reading) -> Iterator[Finding]:
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
    limits = {entry.id: limit_words(entry) for entry in entries}
    for draft, index, quantity, is_own, _ in _quantities(reading):
        if not is_own or quantity.stated is None:
            continue
        stated = normalized(quantity.stated).casefold()
        said = {one for one, words in limits.items() if words.search(stated)}
        own = quantity.qualifier if quantity.qualifier in limits else None
        if own and own not in said:
            yield Finding(
                draft.place("quantities", index, "qualifier"),
                f"'{quantity.stated}' is stated, which does not say '{own}'",
                "take the limit out, or give the words that state it; a limit that only the "
                "evidence has belongs to a quantity of its own",
                (("the stated words", draft.place("quantities", index, "stated")),),
            )
        elif own is None and said:
            yield Finding(
                draft.place("quantities", index, "stated"),
                f"'{quantity.stated}' is stated, and the number has no limit",
                f"add 'qualifier:' with: {', '.join(sorted(said))}",
            )


@rule("E089")
def stated_number_differs(reading: Reading) -> Iterator[Finding]:
    """The numbers that stand in figures under `stated` are the quantity's value, or its bounds,
    and no others. Words such as "billion" count, there and in the words of the unit. They are read
    in the language of what is quoted: 37,75 in Spanish, 3億 in Japanese. Numbers in words are read
    in Spanish, French, German, Arabic, Chinese and Japanese, where they are certain.

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
    for draft, index, quantity, _, quotes in _quantities(reading):
        stated = quantity.stated or ""
        if not stated or stated not in quotes:
            continue
        scale = _unit_scale(reading, quantity.unit)
        given = {(abs(number) * scale).normalize() for number in _given(quantity)}
        if not _are_stated(given, stated, quotes.language_of(stated)):
            name = "value" if quantity.value is not None else "low"
            numbers = " and ".join(f"{number:,f}" for number in _given(quantity))
            help_text = (
                "give the number that is stated; whatever follows from it is another quantity"
            )
            figures = _figures(stated, quotes.language_of(stated))
            if len(figures) > 1 and {abs(number) for number in _given(quantity)} < figures:
                help_text = (
                    "give only the words of this one number; another one, as of a score or a vote, is "
                    "a quantity of its own"
                )
            yield Finding(
                draft.place("quantities", index, "stated"),
                f"'{quantity.stated}' is stated, and the number here is {numbers} {quantity.unit}",
                help_text,
                (("the number", draft.place("quantities", index, name)),),
            )


def _are_stated(given: set[Decimal], stated: str, language: str) -> bool:
    """Whether words state the numbers that are given, and no others in figures."""
    if number_forms(language).is_english:
        return (numbers_in(normalized(stated)) or given) == given
    written = tuple(written_numbers(stated, language))
    in_figures = {number.value for number in written if number.figures is not None}
    if in_figures or (any(w.is_amount for w in written) and not has_part(stated, language)):
        return in_figures <= given <= {number.value for number in written}
    return True


def _unit_scale(reading: Reading, unit: str) -> int:
    """What the words of a unit multiply its number by: a billion for `US${} billion`.

    They are in the language of the book, or still in English, in which every book begins.
    """
    units = reading.vocabulary.units if reading.vocabulary else ()
    entry = next((one for one in units if one.id == unit), None)
    if entry is None or entry.size:
        return (entry and entry.size) or 1
    words = entry.words
    is_english = number_forms(reading.language).is_english
    scale = 1 if is_english else scale_of(words, reading.language)
    match = _MAGNITUDE.search(words)
    return 10 ** MAGNITUDES[match[0].lower()] if match and scale == 1 else scale
