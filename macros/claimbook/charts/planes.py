"""Two scales of a drawing over time, and what is drawn around its marks: axes, breaks, bands, gaps."""

import json
import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

import altair as alt

from claimbook.charts.frame import (
    DAY,
    GRID,
    LINE,
    SECOND_INK,
    Data,
    Frame,
    Layers,
    amounts,
    milliseconds,
)
from claimbook.charts.parts import enclosed, on_hatch, pixels, standing_key, words
from claimbook.core.records.lines import widest, wrap
from claimbook.core.text import date_words as dates
from claimbook.core.text.d3_formats import written_time
from claimbook.core.text.large_numbers import large_number
from claimbook.core.text.messages import number, signed
from claimbook.core.text.ticks import ticks
from claimbook.core.text.widths import text_width
from claimbook.views.chart import Chart, ChartRow
from claimbook.views.wording import headed

TALL, SMALL = 260.0, 120.0
"""The heights of a plane that stands alone and of one panel of several, in pixels."""

_YEARS_FROM, _MONTHS_FROM = 2.2, 2.5
"""The least number of years, and of months, with which ticks stand at years, and at months."""

_ROUND_YEARS: Sequence[int] = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
_TICK_GAP = 12.0


def amount_ticks(chart: Chart, marks: Sequence[float]) -> list[str]:
    """The numbers of an axis, each with the digits that tell them apart, or as large numbers."""
    decimals = max(0, -math.floor(math.log10(marks[1] - marks[0]) + 1e-9))
    exact = (Decimal(f"{mark:.{decimals}f}") for mark in marks)
    return [signed(one * chart.size, large_number) if chart.size else number(one) for one in exact]


def by_value(marks: Sequence[float], said: Sequence[str]) -> str:
    """The expression with which Vega writes the ticks of an axis, each in words of its own."""
    return f"{json.dumps([*said])}[indexof({json.dumps([*marks])}, datum.value)]"


class Plane:
    """Time across and amounts up, each on a scale.

    `known` are the first and the last day of the rows.

    Units: `days`, the ends of the scale, in milliseconds; `marks`, the numbers at the left, in the
    chart's unit; sizes and margins in pixels.

    Args:
        frame: what is drawn where.
        from_zero: whether the scale of amounts has to hold zero.
        right: the margin at the right, such as for names of lines, in pixels.
        inset: how far marks stay off both margins, in pixels.
    """

    def __init__(
        self, frame: Frame, *, from_zero: bool = False, right: float = 8, inset: float = 0
    ) -> None:
        alone = len(frame.rows) == len(frame.chart.rows)
        stated = amounts(frame.compared) or [0.0, 1.0]
        low, high = min(stated), max(stated)
        if from_zero or 0 <= low <= (high - low) or low == high:
            low, high = min(low, 0.0), max(high, 0.0)
        # for words below columns
        low -= 0.08 * (high - low) if from_zero and low < 0 else 0
        self.frame, self.alone = frame, alone
        self.marks = ticks(low, high, 5 if alone else 2)
        self.floor = max(0.0, self.marks[0])
        self.said = amount_ticks(frame.chart, self.marks)
        self.left = widest(self.said) + 8
        self.right, self.width = right, frame.width - self.left - right
        self.height = TALL if alone else SMALL
        self.top = 2 * LINE + 4 + (LINE if frame.chart.breaks else 0) if alone else 8
        dated = [row for row in frame.chart.rows if row.key not in frame.chart.levels]
        days = [day for row in dated for day in (row.start, row.end) if day] or [date.min]
        self.known = min(days), max(days)
        begins, ends = map(milliseconds, self.known)
        share = max(inset / max(self.width - 2 * inset, 1), 0.02)
        margin = (ends - begins) * share or 15 * DAY
        self.days = max(begins - margin, milliseconds(date.min)), ends + margin

    def px(self, at: float) -> float:
        """Where a moment stands."""
        return self.width * (at - self.days[0]) / (self.days[1] - self.days[0])

    def py(self, value: float) -> float:
        """Where an amount stands, from the top."""
        return self.height * (self.marks[-1] - value) / (self.marks[-1] - self.marks[0])

    def x(self, name: str = "at") -> alt.X:
        """The channel of time."""
        look: dict[str, Any] = {"title": None, "domain": False, "grid": False, "tickSize": 4}
        axis = alt.Axis(**_dates(self), **look, labelFlush=False, labelOverlap=False)
        scale = alt.Scale(type="utc", domain=[*self.days], nice=False)
        return alt.X(f"{name}:T", scale=scale, axis=axis)

    def y(self, name: str = "value") -> alt.Y:
        """The channel of amounts, its unit above its numbers."""
        zero = alt.condition("datum.value === 0", alt.value(SECOND_INK), alt.value(GRID))
        look: dict[str, Any] = {"domain": False, "ticks": False, "labelPadding": 6}
        title: dict[str, Any] = {"titleAngle": 0, "titleX": -self.left, "titleY": LINE - self.top}
        title |= {"titleAlign": "left", "titleAnchor": "end", "titleBaseline": "bottom"}
        title["title"] = self.frame.chart.unit_title if self.alone else None
        look |= {"values": self.marks, "labelExpr": by_value(self.marks, self.said)}
        look["gridColor"] = zero
        axis = alt.Axis(**look, **title)
        scale = alt.Scale(domain=[self.marks[0], self.marks[-1]], nice=False, zero=False)
        return alt.Y(f"{name}:Q", scale=scale, axis=axis)

    def drawn(self, layers: Layers, *, lines: bool = False) -> Any:
        """Marks on the plane, with what stands behind and below them."""
        bands, room = self._bands()
        bottom = LINE + 10 + room
        keyed, more = standing_key(self.frame, -self.left, self.height + bottom, lines=lines)
        around = [*self._unknown(), *self._breaks(), *self._levels()]
        sides = {"left": self.left, "right": self.right, "top": self.top}
        size = {"width": self.width, "height": self.height, "bottom": bottom + more + 4}
        return enclosed([*around, *layers, *bands, *keyed], **size, **sides)

    def unknown(self) -> Data:
        """The rows of which the amount is not known."""
        rows = self.frame.rows
        return self.frame.part(r for r in rows if not r.has_amount and (r.start or r.end)).table()

    def _unknown(self) -> Layers:
        """Hatched where a row says that its amount is not known, with its words."""
        rows = self.unknown()
        for row in rows:
            room, needed = self.px(row["end"]) - self.px(row["start"]), text_width(row["short"])
            row["angle"] = 0 if needed <= room else 270
            fits = room >= LINE and needed <= max(room, self.height)
            row["said"] = row["short"] if fits else ""
        base, span = self.frame.over(rows), {"x": self.x("start"), "x2": alt.X2("end:T")}
        area = base.mark_rect(style="gap", aria=True)
        area = area.encode(
            **span, description=alt.Description("says:N"), **pixels(y=0, y2=self.height)
        )
        return [area, *on_hatch(base, "said", x=self.x(), y=self.height / 2)] if rows else []

    def breaks(self) -> Data:
        """Where counting changes, between two rows, with what changes in a line beside it."""
        in_time = sorted((r for r in self.frame.rows if r.start and r.end), key=start)
        said, found = dict(self.frame.chart.breaks), []
        for before, after in pairwise(in_time):
            if after.key in said:
                at = (_middle(before) + _middle(after)) / 2
                x, room = self.px(at), self.width - self.px(at)
                align, dx = ("left", 6) if room >= x else ("right", -6)
                lines = wrap(said[after.key], max(x, room) - 6, most=1)
                found.append({"at": at, "x": x, "lines": lines, "align": align, "dx": dx})
        return found

    def _breaks(self) -> Layers:
        rows, top = self.breaks(), 2 * LINE - self.top
        base = self.frame.over(rows)
        line = base.mark_rule(style="break")
        line = line.encode(x=self.x(), **pixels(y=top - 6, y2=self.height))
        said = words(base, "lines", x=self.x(), y=top, by="align dx", style="second")
        return [line, said] if rows else []

    def _levels(self) -> Layers:
        """Lines across at amounts with which the others are compared, with their words."""
        chosen = self.frame.part(r for r in self.frame.compared if r.key in self.frame.chart.levels)
        base = self.frame.over(chosen.table(said=_level_words))
        line = base.mark_rule(style="level", aria=True)
        line = line.encode(
            y=self.y(), description=alt.Description("says:N"), **pixels(x=0, x2=self.width)
        )
        said = words(base, "said", x=2, y=self.y(), dy=-9, style="strong")
        return [line, said] if chosen.rows else []

    def _bands(self) -> tuple[Layers, float]:
        """What holds at each time, as bands under the axis, each as long as it lasts."""
        rows = sorted((row for row in self.frame.rows if row.start and row.band), key=start)
        runs: Data = [
            {"words": band, "start": start(next(same))}
            for band, same in groupby(rows, key=lambda row: row.band)
        ]
        ends = [*(run["start"] for run in runs[1:]), self.days[1]]
        for index, (run, end) in enumerate(zip(runs, ends, strict=False)):
            run |= {"end": end, "y": self.height + LINE + 14 + index * (LINE + 10)}
            room = self.width - self.px(run["start"])
            run["lines"] = wrap(run["words"], max(room, self.px(end) + self.left) - 4, most=1)
            fits = room + self.right >= widest(run["lines"])
            run["align"], run["at"] = ("left", run["start"]) if fits else ("right", end)
        base, y = self.frame.over(runs), alt.Y("y:Q", scale=None, axis=None)
        band = base.mark_rule(strokeWidth=3).encode(x=self.x("start"), x2=alt.X2("end:T"), y=y)
        said = words(base, "lines", x=self.x(), y=y, by="align", dy=LINE / 2 + 3, style="second")
        return ([band, said], len(runs) * (LINE + 10) + 8) if runs else ([], 0.0)


def _level_words(row: ChartRow) -> str:
    return headed(" ".join(filter(None, dict.fromkeys((row.label, row.date_words)))), row.short)


def start(row: ChartRow) -> float:
    """The first moment that a row's date can be, in milliseconds."""
    return milliseconds(row.start or row.end or date.min)


def _middle(row: ChartRow) -> float:
    return (start(row) + milliseconds(row.end or row.start or date.max)) / 2


def is_years(rows: Sequence[ChartRow]) -> bool:
    """Whether every row is for whole years, so that a year's name stands at its middle."""
    ends = ((row.start, row.end) for row in rows)
    return all(first and last and f"{first:%m%d}{last:%m%d}" == "01011231" for first, last in ends)


NAMED_ONCE = "datum.index == 0"
"""What the expression of a tick begins with that names the year at the first one."""

_WIDE = date(2000, 9, 28)
"""A date whose words are about as wide as any."""


def _dates(plane: Plane) -> dict[str, Any]:
    """Where an axis has ticks, at years, months, or the rows' own days, and how they are written."""
    rows, (low, high) = plane.frame.chart.rows, plane.known
    length, whole = (high - low).days / 365.2425, is_years(rows)
    if length >= _YEARS_FROM or whole:
        years, middle = range(low.year, high.year + 1), (7, 2) if whole else (1, 1)
        days, steps = {year: date(year, *middle) for year in years}, _ROUND_YEARS
        words, written = [dates.year_words(2000)] * 2, written_time("y")
    elif length * 12 >= _MONTHS_FROM:
        months = range(low.year * 12 + low.month - 1, high.year * 12 + high.month)
        days = {number: date(number // 12, number % 12 + 1, 1) for number in months}
        words = [dates.short_month_of_year(_WIDE), f"{dates.short_month(_WIDE)} 20"]
        steps, written = (1, 2, 3, 6), _named_once("utcmonth(datum.value) == 0", "yMMM", "MMM")
    else:
        days = dict(enumerate(sorted({row.start for row in rows if row.start})))
        words = [dates.short_day(_WIDE), dates.short_day_of_month(_WIDE)]
        steps, written = (1, 2, 3, 5), _named_once("false", "yMMMd", "MMMd")
    return {"values": _apart(plane, days, words, steps), "labelExpr": written}


def _named_once(where: str, with_year: str, without: str) -> str:
    """The expression of a tick that has its year at the first one, and where a condition holds."""
    first, other = written_time(with_year), written_time(without)
    return f"{NAMED_ONCE} || {where} ? {first} : {other}"


def _apart(
    plane: Plane, days: dict[int, date], words: list[str], steps: Sequence[int]
) -> list[float]:
    """The days whose numbers are multiples of the least step that leaves room for their words.

    Where there are not two such days, both ends, or as many of them as there is room for. The widest
    words of the first day and of others are given.
    """
    first, other = map(text_width, words)
    at = {number: milliseconds(day) for number, day in days.items()}
    least, most = max(first / 2 - plane.left, 0), plane.width - max(other / 2 - plane.right, 0)
    inside = {number: one for number, one in at.items() if least <= plane.px(one) <= most}
    tries = [[one for number, one in inside.items() if number % step == 0] for step in steps]
    for found in (*tries, [*inside.values()][:: max(len(inside) - 1, 1)]):
        apart = (plane.px(after) - plane.px(before) for before, after in pairwise(found))
        if len(found) > 1 and min(apart) >= other + _TICK_GAP:
            return found
    return [*inside.values()][:1]
