"""Dates as people type them: why each is none here, and what to write. It only proposes."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claimbook.core.text.dates import DateTextError, parse_when

_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        (
            *("january", "february", "march", "april", "may", "june", "july"),
            *("august", "september", "october", "november", "december"),
        ),
        start=1,
    )
    for length in (3, 4, len(name))
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The seasons by the number that EDTF has for each in the place of a month."""

_ABOUT = re.compile(r"(?:~|c\.|ca\.?|circa|about|around|approximately)\s*(.+)")
_BEFORE, _AFTER = re.compile(r"(?:before|until)\s+(.+)"), re.compile(r"(?:after|since)\s+(.+)")
_ERA = re.compile(r"-\d.*|\d+\s*b\.?\s*c\b.*|0000.*")
_DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_NAMED = re.compile(rf"(?:{_DAY} )?([a-z]+)\.? (?:{_DAY},? )?(\d{{4}})")
_FIRST_OF_SPREADSHEETS = date(1899, 12, 30)
"""The day 0 of spreadsheets, which write a date as the number of days since then (so that the
numbers from March 1900 on are those of Lotus 1-2-3, which took 1900 for a leap year)."""

_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_CENTURY = 100


def date_slip(text: str) -> tuple[str, str] | None:
    """Why a text is no date here, and what to write for it; None where nobody could tell.

    What is proposed can be read by `parse_when`.
    """
    said = " ".join(text.strip().split()).lower().replace("–", "-").replace("—", "-")
    if _ERA.fullmatch(said):
        return (
            f"'{text}' is a year before our era, which no date here can be",
            "the years from 0001 to 9999 have a form; tell of earlier ones in words, on a page",
        )
    if season := _season(said):
        year, number = season
        return f"'{text}' is a season, which lies elsewhere in the year in north and south", (
            f"write the months: {_span(year, number)} in the north, "
            f"{_span(year, (number - 21 + 2) % 4 + 21)} in the south"
        )
    if (match := re.fullmatch(r"(\d[^/]*)/\.?|/(\d[^/]*)", said)) and (end := _end(match)):
        opened = f"{end}/.." if match[1] else f"../{end}"
        return f"'{text}' has nothing on one side of its '/'", (
            f"write {opened} for an open end, {end} for that date alone"
        )
    if options := _readable(_proposals(said)):
        what = " or ".join(options)
        both = ", whichever is meant" if len(options) > 1 else ""
        return f"'{text}' is not how a date is written here", f"write {what}{both}"
    return None


def _readable(options: Iterator[str]) -> list[str]:
    found = []
    for one in dict.fromkeys(options):
        try:
            parse_when(one)
        except DateTextError:
            continue
        found.append(one)
    return found


def _end(match: re.Match[str]) -> str:
    """The one date of an interval whose other end is missing, or nothing where it is none."""
    end = match[1] or match[2]
    return next(iter(_readable(iter([end, *_proposals(end)]))), "")


def _season(said: str) -> tuple[int, int] | None:
    """The year of a season, and the number that EDTF has for it."""
    if match := re.fullmatch(r"(\d{4})-(2[1-4])", said):
        return int(match[1]), int(match[2])
    match = re.fullmatch(rf"({'|'.join(_SEASONS)}) (?:of )?(\d{{4}})", said)
    return (int(match[2]), _SEASONS[match[1]]) if match else None


def _span(year: int, season: int) -> str:
    first = 3 * (season - 20)
    last = (year, first + 2) if first + 2 <= len(set(_MONTHS.values())) else (year + 1, 2)
    return f"{year}-{first:02}/{last[0]}-{last[1]:02}"


def _proposals(said: str) -> Iterator[str]:
    """What a text could mean, the likeliest first. Not all of these are dates."""
    for pattern, form in ((_ABOUT, "{}~"), (_BEFORE, "../{}"), (_AFTER, "{}/..")):
        if match := pattern.fullmatch(said):
            within = match[1]
            yield from (form.format(one) for one in (within, *_proposals(within)))
            return
    yield from _spans(said)
    yield from _in_figures(said)
    if (match := _NAMED.fullmatch(said)) and match[2] in _MONTHS:
        day = match[1] or match[3]
        yield _written(match[4], str(_MONTHS[match[2]]), *([day] if day else []))
    if _SERIAL.fullmatch(said):
        yield str(_FIRST_OF_SPREADSHEETS + timedelta(days=int(float(said))))


def _spans(said: str) -> Iterator[str]:
    """Decades, centuries and spans of years."""
    if match := re.fullmatch(r"(\d{3})(?:0'?s|[xu])", said):
        yield f"{match[1]}0/{match[1]}9"
    elif match := re.fullmatch(r"(\d{2})(?:00'?s|xx|uu)", said):
        yield f"{match[1]}00/{match[1]}99"
    elif match := re.fullmatch(r"(\d{4}) ?(?:-|to|/|\.\.) ?(\d{4})", said):
        yield f"{match[1]}/{match[2]}"
    elif match := re.fullmatch(r"(\d{2})(\d{2})[-/](\d{2})", said):
        first, last = int(match[2]), int(match[3])
        if last == (first + 1) % _CENTURY:
            yield f"{match[1]}{match[2]}/{int(match[1] + match[2]) + 1}"
    elif match := re.fullmatch(r"(\d{4})\.\.\.?|(\d{4})-", said):
        yield f"{match[1] or match[2]}/.."
    elif re.fullmatch(r"\d{1,3}", said):
        yield said.zfill(4)
    elif re.fullmatch(r"\d{4}(?:-\d{2})?-xx(?:-xx)?", said):
        yield said.upper()


def _in_figures(said: str) -> Iterator[str]:
    """Days and months in figures; which is which is not always certain."""
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})[t ].+", said):
        yield match[1]
    elif match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", said):
        yield _written(*match.groups())
    elif match := re.fullmatch(r"(\d{4}) ?[./年-] ?(\d{1,2})(?: ?[./月-] ?(\d{1,2})日?|月)?", said):
        yield _written(*filter(None, match.groups()))
    elif match := re.fullmatch(r"(\d{1,2}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{4})", said):
        yield _written(match[3], match[2], match[1])
        yield _written(match[3], match[1], match[2])
    elif match := re.fullmatch(r"(\d{1,2})[./-](\d{4})", said):
        yield _written(match[2], match[1])


def _written(year: str, *rest: str) -> str:
    return "-".join([year, *(one.zfill(2) for one in rest)])
