"""Dates as uncertain as they are: EDTF text kept with its precision, giving an interval of days.

The notation is ISO 8601-2 (EDTF) level 0 and the useful part of level 1: `2025`, `2025-12`,
`2025-12-03`, each with `~` (about), `?` (uncertain) or `%` (both), `2025-XX`, `2025-12-XX`, and
intervals `a/b`, `a/..`, `../b`. See https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Literal

Precision = Literal["year", "month", "day", "unspecified month", "unspecified day"]


class Order(Enum):
    """Whether one date comes before another, as far as they are known."""

    CERTAIN = "certain"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


class DateTextError(ValueError):
    """A text that is no date of the subset. The message says why, `help` what would be right."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002
        super().__init__(message)
        self.help = help


_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)")
_HELP = (
    "write 2025, 2025-12 or 2025-12-03; add ~ for about and ? for uncertain; "
    "2025-XX for an unknown month; a/b for between; a/.. for an open end"
)
SLACK = 366
"""The number of days by which a rough date may be off."""

LAST_MONTH = 12


@dataclass(frozen=True)
class Moment:
    """A single date: a day, a month or a year, perhaps approximate or uncertain."""

    text: str
    earliest: date
    latest: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True)
class When:
    """A date or interval as EDTF text, and the days between which it lies.

    `start` and `end` are None where the interval is open. For a single date both are the same.
    """

    text: str
    start: Moment | None
    end: Moment | None

    @cached_property
    def earliest(self) -> date:
        """The first day that it can be; `date.min` when open."""
        return self.start.earliest if self.start else date.min

    @cached_property
    def latest(self) -> date:
        """The last day that it can be; `date.max` when open."""
        return self.end.latest if self.end else date.max

    @property
    def known_days(self) -> list[date]:
        """The first and the last day that it can be, as far as it has such."""
        return [*([self.earliest] if self.start else []), *([self.latest] if self.end else [])]

    @property
    def day(self) -> date:
        """The one day by which it is ordered: its last, or its first where it has no end."""
        return self.earliest if self.latest == date.max else self.latest

    @property
    def is_interval(self) -> bool:
        """Whether it was written with a slash."""
        return "/" in self.text

    @property
    def is_rough(self) -> bool:
        """Whether an end of it is approximate or uncertain."""
        return any(m is not None and (m.approximate or m.uncertain) for m in (self.start, self.end))

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Orders by earliest day, then the more precise first."""
        return (self.earliest, self.latest, self.text)

    def __str__(self) -> str:
        return self.text

    def before(self, other: When) -> Order:
        """Whether this lies wholly before the other: certain, impossible or unknown.

        Approximate and uncertain dates have no hard edge, so nothing about their order is
        certain unless a whole year lies between.
        """
        slack = SLACK if self.is_rough or other.is_rough else 0
        if _days(self.latest) + slack < _days(other.earliest):
            return Order.CERTAIN
        if _days(other.latest) + slack <= _days(self.earliest):
            return Order.IMPOSSIBLE
        return Order.UNKNOWN


def _days(day: date) -> int:
    return day.toordinal()


def _moment(text: str) -> Moment:
    match = _POINT.fullmatch(text)
    if not match:
        raise DateTextError(f"'{text}' is not a date", _HELP)
    year_text, month_text, day_text, mark = match.groups()
    year = int(year_text)
    if year == 0:
        raise DateTextError("there is no year 0000", _HELP)
    rough = {"approximate": mark in {"~", "%"}, "uncertain": mark in {"?", "%"}}
    if month_text is None or month_text == "XX":
        if day_text not in {None, "XX"}:
            raise DateTextError(f"'{text}' gives a day of an unknown month", _HELP)
        kind: Precision = "year" if month_text is None else "unspecified month"
        return Moment(text, date(year, 1, 1), date(year, 12, 31), kind, **rough)
    month = int(month_text)
    if not 1 <= month <= LAST_MONTH:
        raise DateTextError(f"'{text}' is impossible: there is no month {month_text}", _HELP)
    length = calendar.monthrange(year, month)[1]
    if day_text is None or day_text == "XX":
        kind = "month" if day_text is None else "unspecified day"
        return Moment(text, date(year, month, 1), date(year, month, length), kind, **rough)
    if not 1 <= int(day_text) <= length:
        name = calendar.month_name[month]
        raise DateTextError(f"'{text}' is impossible: {name} {year} has {length} days", _HELP)
    day = date(year, month, int(day_text))
    return Moment(text, day, day, "day", **rough)


def parse_when(text: str) -> When:
    """Read an EDTF text.

    Raises:
        DateTextError: when the text is not of the subset or names a day that does not exist.
    """
    if text.count("/") > 1:
        raise DateTextError(f"'{text}' is not a date", _HELP)
    first, slash, last = text.partition("/")
    if not slash:
        moment = _moment(first)
        return When(text, moment, moment)
    if first == last == "..":
        raise DateTextError("an interval open at both ends says nothing", _HELP)
    start = None if first == ".." else _moment(first)
    end = None if last == ".." else _moment(last)
    return When(text, start, end)
