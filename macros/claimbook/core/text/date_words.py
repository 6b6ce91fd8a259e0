"""Dates in words, as uncertain as they are and as the language that is spoken writes them.

Patterns are those of CLDR, by way of Babel; what CLDR has no pattern for is a message.
"""

import re
from collections.abc import Sequence
from datetime import date

from babel import Locale
from babel.dates import DateTimePattern, parse_pattern

from claimbook.core.text.dates import Moment, When
from claimbook.core.text.messages import OwnLocale, gettext, in_digits, locale, pgettext

_QUOTED = re.compile(r"'[^']*'")
_AFTER_FIRST = re.compile(r"[\s\u2009–~～-].*", re.DOTALL)
"""What stands after the first of two days in the pattern of a span."""

_FIRST_DAY = re.compile(r"(?<!\d)1(?=$| [^\W\d])")
"""The first of a month in French, of which CLDR has no ordinal, before the month or alone."""

_ENGLISH = OwnLocale("en")
_WHOLE = ({"y", "M", "d"}, {"y", "M"}, {"y"})


def _by(skeleton: str, day: date) -> str:
    """A date with the fields of a skeleton, such as `yMMM`: Dec 2025."""
    return _written(locale().datetime_skeletons[skeleton], day)


def _written(pattern: DateTimePattern, day: date) -> str:
    written = in_digits(pattern.apply(day, naming())).replace("\N{THIN SPACE}", " ")
    is_first = day.day == 1 and "d" in _fields(str(pattern.pattern))
    return _FIRST_DAY.sub("1er", written) if is_first and naming().language == "fr" else written


def naming() -> Locale:
    """Where the names of months and days are from: English of no country has none of its own.

    CLDR's `en_001` has Sept beside other months of three letters.
    """
    told = locale()
    return _ENGLISH if str(told) == "en_001" else told


def day_words(day: date) -> str:
    """A day: `3 December 2025`, `2025年12月3日`."""
    return _written(locale().date_formats["long"], day)


def month_words(day: date) -> str:
    """The month and year of a day: `December 2025`, `2025年12月`."""
    return _by("yMMMM", day)


def year_words(year: int) -> str:
    """A year: `2025`, `2025年`."""
    return _by("y", date(year, 1, 1))


def short_month(day: date) -> str:
    """The month of a day, as it is written where there is little room: `Dec`."""
    return _by("MMM", day)


def short_month_of_year(day: date) -> str:
    """The same with the year: `Dec 2025`."""
    return _by("yMMM", day)


def short_day(day: date) -> str:
    """A day in few letters: `3 Dec 2025`."""
    return _by("yMMMd", day)


def short_day_of_month(day: date) -> str:
    """The same without the year: `3 Dec`."""
    return _by("MMMd", day)


def short_days(first: date, last: date) -> str:
    """A day, or the days from one to another, in few letters: `3 Dec 2025`, `3–5 Dec 2025`."""
    if first == last:
        return short_day(first)
    same_year = first.year == last.year
    differs = "y" if not same_year else "M" if first.month != last.month else "d"
    pieces = _pieces("yMMMd", differs)
    if not pieces:
        return f"{short_day(first)} – {short_day(last)}"
    return "".join(
        _written(parse_pattern(piece), day)
        for piece, day in zip(pieces, (first, last), strict=True)
    )


def short_years(first: int, last: int) -> str:
    """From one year to another, where there is little room: `2011–2025`."""
    # e.g. 2011 to 2025, with a dash, in a drawing
    return pgettext(
        "years", "{first}–{last}", first=in_digits(f"{first}"), last=in_digits(f"{last}")
    )


def short_decade(first: int, last: int) -> str:
    """The same with two digits of the last: `1910–19`."""
    ends = {"first": in_digits(f"{first}"), "last": in_digits(f"{last % 100:02}")}
    # e.g. 1910 to 1919, with a dash, in a drawing
    return pgettext("years, the last in two digits", "{first}–{last}", **ends)


def _pieces(skeleton: str, differs: str) -> Sequence[str]:
    """The patterns of both ends of a span, by the largest field in which they differ."""
    pieces = locale().interval_formats.get(skeleton, {}).get(differs, ())
    return pieces if len(pieces) == 2 else ()  # noqa: PLR2004 - some languages have one for both


def _whole(moment: Moment) -> str:
    """A single date with its year, without what is uncertain about it."""
    day = moment.earliest
    if moment.precision == "day":
        return day_words(day)
    if moment.precision == "month":
        return month_words(day)
    if moment.precision == "unspecified day":
        # e.g. a day in December 2025
        return gettext("a day in {month}", month=month_words(day))
    if moment.precision == "unspecified month":
        # e.g. a month in 2025
        return gettext("a month in {year}", year=year_words(day.year))
    return year_words(day.year)


def _roughly(moment: Moment, words: str) -> str:
    if not _is_rough(moment):
        return words
    if moment.precision == "day":
        return _rough_day(moment, words)
    if moment.approximate and moment.uncertain:
        # e.g. perhaps about 2025, perhaps about December 2025
        return gettext("perhaps about {date}", date=words)
    if moment.approximate:
        # e.g. about 2025, about December 2025
        return gettext("about {date}", date=words)
    # e.g. perhaps 2025, perhaps December 2025
    return gettext("perhaps {date}", date=words)


def _rough_day(moment: Moment, words: str) -> str:
    if moment.approximate and moment.uncertain:
        # e.g. perhaps about 3 December 2025
        return pgettext("a day", "perhaps about {date}", date=words)
    if moment.approximate:
        # e.g. about 3 December 2025
        return pgettext("a day", "about {date}", date=words)
    # e.g. perhaps 3 December 2025
    return pgettext("a day", "perhaps {date}", date=words)


def _moment_words(moment: Moment) -> str:
    return _roughly(moment, _whole(moment))


def _both_ends(start: Moment, end: Moment) -> tuple[str, str]:
    """The two ends in words, the year and month said once where both share them.

    At which end they are said is the language's: `8` and `12 May 2026`, `2026年5月8日` and `12日`.
    """
    first, last = _shared(start, end) or (_whole(start), _whole(end))
    return _roughly(start, first), _roughly(end, last)


def _shared(start: Moment, end: Moment) -> tuple[str, str] | None:
    """The two ends with what they share said once; None where they share nothing."""
    precise = {start.precision, end.precision}
    begins, ends = start.earliest, end.earliest
    if begins.year != ends.year or not precise <= {"day", "month"}:
        return None
    in_one_month = begins.month == ends.month and precise == {"day"}
    for differs in ("d", "M") if in_one_month else ("M",):
        pieces = _pieces("yMMMd" if "day" in precise else "yMMMM", differs)
        pairs = list(zip((start, end), pieces, strict=False))
        # a day that is rough is not said without its month
        if pairs and not any(_is_rough(one) and "M" not in _fields(p) for one, p in pairs):
            first, last = (_piece_words(one, piece) for one, piece in pairs)
            return first, last
    return None


def _is_rough(moment: Moment) -> bool:
    return moment.approximate or moment.uncertain


def _fields(piece: str) -> set[str]:
    """The fields of a pattern: y, M and d."""
    return {*_QUOTED.sub("", piece).replace("L", "M")} & {"y", "M", "d"}


def _piece_words(moment: Moment, piece: str) -> str:
    """One end of a span, with the fields that its pattern has, in full words."""
    day, fields = moment.earliest, _fields(piece)
    if moment.precision == "month":
        fields -= {"d"}
    if fields in _WHOLE:
        return _whole(moment)
    if fields == {"M", "d"}:
        return _by("MMMMd", day)
    if fields == {"M"}:
        # 5月 where a month of a year is in figures, else the name that stands alone
        alone = (one for one in _pieces("yMMMM", "M") if re.fullmatch(r"M[^ML\s]", one))
        return _written(parse_pattern(next(alone, "LLLL")), day)
    return _written(parse_pattern(_AFTER_FIRST.sub("", piece) if fields == {"d"} else piece), day)


def _are_days(start: Moment, end: Moment) -> bool:
    return {start.precision, end.precision} == {"day"} and not (_is_rough(start) or _is_rough(end))


def date_words(when: When) -> str:
    """When something happened, as uncertain as it is.

    `3 December 2025`, `about 3 December 2025`, `December 2025`,
    `between 8 and 12 May 2026`, `4 December 2025 or later`.
    """
    if when.start and when.end and when.is_interval:
        first, last = _both_ends(when.start, when.end)
        if _are_days(when.start, when.end):
            # e.g. between 8 and 12 May 2026: on one of these days
            return pgettext("days", "between {first} and {last}", first=first, last=last)
        # e.g. between March and May 2025, between 2025 and 2027
        return gettext("between {first} and {last}", first=first, last=last)
    if when.start and when.end:
        return _moment_words(when.start)
    if when.start:
        # e.g. 4 December 2025 or later
        return gettext("{date} or later", date=_moment_words(when.start))
    assert when.end is not None
    # e.g. 4 December 2025 or earlier
    return gettext("{date} or earlier", date=_moment_words(when.end))


def period_words(when: When) -> str:
    """A length of time that a number covers: `2026 to 2033`, `from 2026 on`, `2024`."""
    if when.start and when.end and when.is_interval:
        first, last = _both_ends(when.start, when.end)
        if _are_days(when.start, when.end):
            # e.g. 8 to 12 May 2026: all of these days
            return pgettext("days", "{first} to {last}", first=first, last=last)
        # e.g. 2026 to 2033: all of that time
        return gettext("{first} to {last}", first=first, last=last)
    if when.start and when.end:
        return date_words(when)
    return _open_period(when)


def _open_period(when: When) -> str:
    moment = when.start or when.end
    assert moment is not None
    words, is_day = _moment_words(moment), _are_days(moment, moment)
    if when.start:
        if is_day:
            # e.g. from 3 December 2025 on
            return pgettext("a day", "from {date} on", date=words)
        # e.g. from 2026 on
        return gettext("from {date} on", date=words)
    if is_day:
        # e.g. until 3 December 2025
        return pgettext("a day", "until {date}", date=words)
    # e.g. until 2026
    return gettext("until {date}", date=words)


def row_date_words(when: When) -> str:
    """The date of a row of a series: where it is closed at both ends, the span it covers."""
    return period_words(when) if when.start and when.end else date_words(when)
