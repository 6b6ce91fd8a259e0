"""Numbers, dates and lists in words."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import permutations
from operator import itemgetter
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from claimbook.core.records import quantities
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.measures import Measure, measures
from claimbook.core.records.quantities import Amount
from claimbook.core.records.vocabulary import UnitEntry
from claimbook.core.text import typesetting
from claimbook.core.text.date_words import date_words
from claimbook.core.text.dates import When
from claimbook.core.text.keeping import once
from claimbook.core.text.messages import gettext, is_translated, locale, pgettext, spoken


def language_name(tag: str, within: str) -> str:
    """A language by its BCP 47 tag as it is called in another one; of none that is known, the tag."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(Locale.parse(within, sep="-"))
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag


ENDS = (".", "!", "?", "。", "！", "？", "؟", "۔", "।")
"""The marks that end a sentence."""

Style = Literal["and", "or"]


def listing(items: Sequence[str], last: Style = "and") -> str:
    """`a, b and c`, or `a, b or c`, as the language has it."""
    if not items:
        return ""
    return format_list([*items], style="or" if last == "or" else "standard", locale=locale())


def in_row(parts: Iterable[str]) -> str:
    """The parts of a name with commas between them: `Rivertown, 2032`. Empty ones are left out."""
    # e.g. Rivertown, 2032
    return _chained(parts, lambda a, b: pgettext("comma", "{first}, {second}", first=a, second=b))


def in_list(things: Iterable[str]) -> str:
    """Things of one sort with commas between them: `Reed, Stone`. Empty ones are left out."""
    # e.g. Reed, Stone: between things of one sort, such as names
    return _chained(
        things, lambda a, b: pgettext("things of a list", "{first}, {second}", first=a, second=b)
    )


def in_turn(parts: Iterable[str]) -> str:
    """Parts of a sentence with semicolons between them. Empty ones are left out."""
    # e.g. 5 claims by Reed; 3 claims by Stone
    return _chained(
        parts, lambda a, b: pgettext("semicolon", "{first}; {second}", first=a, second=b)
    )


def _chained(parts: Iterable[str], join: Callable[[str, str], str]) -> str:
    some = [part for part in parts if part]
    return reduce(join, some) if some else ""


def headed(head: str, text: str) -> str:
    """A text with what it is about before it: `Rivertown: 47 percent`."""
    # e.g. Rivertown: 47 percent
    return pgettext("colon", "{head}: {text}", head=head, text=text)


def quoted(text: str) -> str:
    """Words in the quotation marks of the language."""
    return typesetting.quoted(text, spoken())


def printed(text: str) -> str:
    """Text of the book with the marks that its language prints, for where no HTML is."""
    return typesetting.typeset_text(text, spoken())


def run_on(sentences: Iterable[str]) -> str:
    """Sentences after one another. Empty ones are left out."""
    return gap().join(filter(None, sentences))


def gap() -> str:
    """What stands between two sentences: nothing where full-width stops end them."""
    return "" if locale().language in {"ja", "zh"} and is_translated() else " "


def within(label: str) -> str:
    """A label as it stands within a sentence, where nouns are no reason for a capital."""
    return label if locale().language in {"de", "lb"} else label.lower()


def short_name(name: str) -> str:
    """A name without what stands in brackets after it: `ACME (A Company)` becomes `ACME`."""
    return re.split(r" \(|（", name, maxsplit=1)[0]


def amount_words(data: Dataset, amount: Amount, unit: str | None, *, short: bool = False) -> str:
    """A value or range with its unit and its limit: `about US$40 billion`, `40–50 percent`.

    What is less than one in its unit is told in a smaller one, where the book has such a unit and
    the digits stay the same: `US$275 million` for 0.275 billion.
    """
    told, entry = _in_fitting_unit(data, amount, unit)
    return quantities.amount_words(
        told,
        entry,
        data.entry("qualifiers", amount.qualifier) if amount.qualifier else None,
        short=short,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rescaled:
    """An amount in another unit than it is written in."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: str | None


def _in_fitting_unit(
    data: Dataset, amount: Amount, unit: str | None
) -> tuple[Amount, UnitEntry | None]:
    if unit is None:
        return amount, None
    ends = {"value": amount.value, "low": amount.low, "high": amount.high}
    sizes = [abs(one) for one in ends.values() if one]
    if sizes and max(sizes) < 1:
        for smaller, digits in _smaller_units(data).get(unit, ()):
            if min(sizes).scaleb(digits) >= 1:
                scaled = {name: one and one.scaleb(digits) for name, one in ends.items()}
                return _Rescaled(**scaled, qualifier=amount.qualifier), smaller
    return amount, data.entry("units", unit)


@once
def unit_measures(data: Dataset) -> dict[str, Measure]:
    """What each unit of a book measures."""
    return measures(data.vocabulary.units).of


@once
def _smaller_units(data: Dataset) -> dict[str, list[tuple[UnitEntry, int]]]:
    """By unit, those that measure the same and are a power of ten smaller, the nearest first."""
    units = {unit.id: unit for unit in data.vocabulary.units}
    measured = unit_measures(data)
    found: dict[str, list[tuple[UnitEntry, int]]] = {}
    for one, smaller in permutations(units, 2):
        if measured[one].powers and measured[one].powers == measured[smaller].powers:
            times = measured[one].scale / measured[smaller].scale
            digits = len(str(times.numerator)) - 1
            if digits and times == 10**digits:
                found.setdefault(one, []).append((units[smaller], digits))
    return {one: sorted(those, key=itemgetter(1)) for one, those in found.items()}


def all_years(when: When) -> tuple[int, ...]:
    """Every year in which a date can lie, as far as its ends are known."""
    years = [day.year for day in when.known_days]
    return tuple(range(min(years), max(years) + 1))


def machine_date(when: When) -> str | None:
    """The value of HTML's `datetime`, where the date is exact enough to have one."""
    if when.start is None or when.is_interval or when.is_rough or "X" in when.text:
        return None
    return when.text


def is_exact_day(when: When) -> bool:
    """Whether a date is one day, of which nothing is uncertain."""
    return when.earliest == when.latest and not when.is_rough


def sentence(text: str) -> str:
    """The text with a capital at its beginning and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith(ENDS) else stopped(text)


def stopped(text: str) -> str:
    """The text with a full stop behind it, whatever it ends with."""
    # e.g. Forty carts a day: the mark that ends a sentence
    return pgettext("end of a sentence", "{text}.", text=text)


def as_of_words(data: Dataset) -> str:
    """As of when the book is written and where its evidence ends, each as uncertain as it is."""
    as_of, until = date_words(data.book.as_of), date_words(data.book.evidence_until)
    if as_of == until:
        # e.g. As of 3 December 2025, where the evidence ends.
        return gettext("As of {date}, where the evidence ends.", date=as_of)
    # e.g. As of 3 December 2025; evidence to November 2025.
    return gettext("As of {date}; evidence to {until}.", date=as_of, until=until)
