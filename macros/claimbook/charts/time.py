"""Dates on a scale: days as decimal years, so that no time zone is ever involved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from claimbook.charts.parts import nice_ticks
from claimbook.charts.sketch import Scale
from claimbook.charts.text import SMALL, text_width
from claimbook.views.wording import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimbook.views.series import ChartRow

_MONTHS_A_YEAR = 12
_YEARS_FROM = 2.2
"""Minimum number of years with which ticks stand at years; below it, they stand at months."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time in which a date can lie, in decimal years; an open end equals the other one."""

    start: float
    end: float
    open_start: bool = False
    open_end: bool = False

    @property
    def middle(self) -> float:
        """Where one mark for the whole span stands."""
        return (self.start + self.end) / 2

    @property
    def is_open(self) -> bool:
        """Whether one end is not known."""
        return self.open_start or self.open_end


def decimal_year(day: date) -> float:
    """The beginning of a day as a year with a fraction."""
    first = date(day.year, 1, 1)
    days = 366 if _is_leap(day.year) else 365
    return day.year + (day - first).days / days


def _is_leap(year: int) -> bool:
    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0


def span(row: ChartRow) -> Span:
    """When a row's date can be: from the first day's beginning to the last day's end.

    Raises:
        ValueError: when the row has no date at all.
    """
    start = decimal_year(row.start) if row.start else None
    end = decimal_year(row.end + timedelta(days=1)) if row.end and row.end < date.max else None
    if start is not None and end is not None:
        return Span(start, end)
    if start is not None:
        return Span(start, start, open_end=True)
    if end is not None:
        return Span(end, end, open_start=True)
    message = f"row '{row.key}' has no date, but is drawn along time"
    raise ValueError(message)


def whole_year(row: ChartRow) -> int | None:
    """The year, where the date is exactly one calendar year."""
    if row.start is None or row.end is None:
        return None
    year = row.start.year
    is_year = (row.start, row.end) == (date(year, 1, 1), date(year, 12, 31))
    return year if is_year else None


def time_scale(spans: Sequence[Span], start: float, end: float) -> Scale:
    """The scale that holds all spans."""
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    return Scale(low, high if high > low else low + 1, start, end)


def time_ticks(scale: Scale, rows: Sequence[ChartRow]) -> list[tuple[float, str]]:
    """Round years, or months where the scale is short, with their words, as many as fit."""
    years = scale.high - scale.low
    if years >= _YEARS_FROM:
        return _year_ticks(scale, middle=all(whole_year(row) for row in rows))
    for step in (1, 2, 3, 6, 12):
        ticks = _month_ticks(scale, step)
        if _fits(scale, ticks):
            return ticks
    return []


def _fits(scale: Scale, ticks: list[tuple[float, str]]) -> bool:
    room = min(
        (scale.pixel(b[0]) - scale.pixel(a[0]) for a, b in pairwise(ticks)),
        default=float("inf"),
    )
    return room >= max((text_width(words, SMALL) for _, words in ticks), default=0) + 12


def _year_ticks(scale: Scale, *, middle: bool) -> list[tuple[float, str]]:
    shift = 0.5 if middle else 0.0
    for count in (8, 6, 4, 3, 2):
        years = [y for y in nice_ticks(scale.low - shift, scale.high - shift, count) if y == int(y)]
        ticks = [(year + shift, str(int(year))) for year in years]
        if ticks and _fits(scale, ticks):
            return ticks
    return []


def _month_ticks(scale: Scale, step: int) -> list[tuple[float, str]]:
    """The beginnings of months; the year stands at the first one and at each January."""
    ticks: list[tuple[float, str]] = []
    for year in range(int(scale.low), int(scale.high) + 1):
        for month in range(1, _MONTHS_A_YEAR + 1, step):
            at = decimal_year(date(year, month, 1))
            if scale.low <= at <= scale.high:
                name = MONTHS[month - 1][:3]
                ticks.append((at, name if ticks and month > 1 else f"{name} {year}"))
    return ticks
