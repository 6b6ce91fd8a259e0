"""Numbers, dates and lists in words."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import permutations
from operator import itemgetter

from babel import Locale, UnknownLocaleError

from claimbook.core.records import quantities
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.measures import Measure, measures
from claimbook.core.records.quantities import Amount
from claimbook.core.records.vocabulary import UnitEntry
from claimbook.core.text.dates import Moment, When
from claimbook.core.text.keeping import once

MONTHS = calendar.month_name[1:]
number_words = quantities.number_words


def language_name(tag: str, within: str) -> str:
    """A language by its BCP 47 tag as it is called in another one; of none that is known, the tag."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name(Locale.parse(within, sep="-"))
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag


def listing(items: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `3 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def short_name(name: str) -> str:
    """A name without what stands in brackets after it: `ACME (A Company)` becomes `ACME`."""
    return name.split(" (", maxsplit=1)[0]


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


def _moment_words(moment: Moment, *, year: bool = True, month: bool = True) -> str:
    day = moment.earliest
    tail = f" {day.year}" if year else ""
    if moment.precision == "day":
        return f"{day.day} {MONTHS[day.month - 1]}{tail}" if month else f"{day.day}"
    if moment.precision == "month":
        return f"{MONTHS[day.month - 1]}{tail}"
    if moment.precision == "unspecified day":
        return f"a day in {MONTHS[day.month - 1]}{tail}"
    if moment.precision == "unspecified month":
        return f"a month in {day.year}"
    return f"{day.year}"


def _roughly(moment: Moment, words: str) -> str:
    about = f"about {words}" if moment.approximate else words
    return f"perhaps {about}" if moment.uncertain else about


def _both_ends(start: Moment, end: Moment) -> tuple[str, str]:
    """The two ends in words, the year and month said once where both share them."""
    precise = {start.precision, end.precision}
    same_year = start.earliest.year == end.earliest.year and precise <= {"day", "month"}
    same_month = (
        same_year and start.earliest.month == end.earliest.month and precise == {"day"}
    ) and not (start.approximate or start.uncertain)
    first = _moment_words(start, year=not same_year, month=not same_month)
    return _roughly(start, first), _roughly(end, _moment_words(end))


def date_words(when: When) -> str:
    """When something happened, as uncertain as it is.

    `3 December 2025`, `about 3 December 2025`, `December 2025`,
    `between 8 and 12 May 2026`, `4 December 2025 or later`.
    """
    if when.start and when.end and when.is_interval:
        first, last = _both_ends(when.start, when.end)
        return f"between {first} and {last}"
    if when.start and when.end:
        return _roughly(when.start, _moment_words(when.start))
    if when.start:
        return f"{_roughly(when.start, _moment_words(when.start))} or later"
    assert when.end is not None
    return f"{_roughly(when.end, _moment_words(when.end))} or earlier"


def all_years(when: When) -> tuple[int, ...]:
    """Every year in which a date can lie, as far as its ends are known."""
    years = [day.year for day in when.known_days]
    return tuple(range(min(years), max(years) + 1))


def period_words(when: When) -> str:
    """A length of time that a number covers: `2026 to 2033`, `from 2026 on`, `2024`."""
    if when.start and when.end and when.is_interval:
        first, last = _both_ends(when.start, when.end)
        return f"{first} to {last}"
    if when.start and when.end:
        return date_words(when)
    if when.start:
        return f"from {_roughly(when.start, _moment_words(when.start))} on"
    assert when.end is not None
    return f"until {_roughly(when.end, _moment_words(when.end))}"


def row_date_words(when: When) -> str:
    """The date of a row of a series: where it is closed at both ends, the span it covers."""
    return period_words(when) if when.start and when.end else date_words(when)


def machine_date(when: When) -> str | None:
    """The value of HTML's `datetime`, where the date is exact enough to have one."""
    if when.start is None or when.is_interval or when.is_rough or "X" in when.text:
        return None
    return when.text


def sentence(text: str) -> str:
    """The text with a capital at its beginning and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def short_month(day: date) -> str:
    """The month of a day, as it is written where there is little room: `Dec`."""
    return calendar.month_abbr[day.month]


def short_days(first: date, last: date) -> str:
    """A day, or the days from one to another, in few letters: `3 Dec 2025`, `3–5 Dec 2025`."""
    tail = f"{last.day} {short_month(last)} {last.year}"
    if first == last:
        return tail
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tail}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {short_month(first)}{year} – {tail}"


def as_of_words(data: Dataset) -> str:
    """As of when the book is written and where its evidence ends, each as uncertain as it is."""
    as_of, until = date_words(data.book.as_of), date_words(data.book.evidence_until)
    if as_of == until:
        return f"As of {as_of}, where the evidence ends."
    return f"As of {as_of}; evidence to {until}."
