"""Two scales of a drawing over time, and what is drawn around its marks: axes, breaks, bands, gaps."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import altair as alt

from claimbook.charts.frame import (
    BOLD,
    DASHED,
    GRID,
    HATCH,
    INK,
    SECOND_INK,
    Data,
    Frame,
    Layers,
    amounts,
    enclosed,
    milliseconds,
    on_hatch,
    pixels,
    standing_key,
    words,
)
from claimbook.charts.locales import written_number, written_time
from claimbook.charts.text import LINE, widest, wrap
from claimbook.core.text.date_words import (
    short_day,
    short_day_of_month,
    short_month,
    short_month_of_year,
    year_words,
)
from claimbook.core.text.widths import text_width
from claimbook.views.series import ChartRow
from claimbook.views.wording import headed

TALL, SMALL = 260.0, 120.0
"""The heights of a plane that stands alone and of one panel of several, in pixels."""

_DAY = 24 * 3600 * 1000
_MONTHS = 12
_YEAR = 365.2425 * _DAY
_TICK_GAP = 14.0
_ROUND_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
_YEARS_FROM, _MONTHS_FROM = 2.2, 2.5
"""The least number of years, and of months, with which ticks stand at years, and at months."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ticks(low: float, high: float, count: int, *, around: bool = False) -> list[float]:
    """Round numbers in steps of 1, 2 or 5: about `count` of them, within or around a span."""
    span = (high - low) or abs(high) or 1.0
    power = 10 ** math.floor(math.log10(span / max(count, 1)))
    step = min((m * power for m in (1, 2, 5, 10)), key=lambda one: abs(span / one - count))
    outer, inner = (math.floor, math.ceil) if around else (math.ceil, math.floor)
    slack = 0 if around else 1e-9
    first, last = outer(low / step - slack), inner(high / step + slack)
    return [float(f"{index * step:.12g}") for index in range(first, max(last, first + around) + 1)]


def number_format(marks: Sequence[float]) -> str:
    """The d3 format in which numbers of a scale have the digits that tell them apart."""
    return f",.{_decimals(marks)}f"


def written_marks(marks: Sequence[float]) -> list[str]:
    """The numbers of a scale as they will be written."""
    return [written_number(mark, _decimals(marks)) for mark in marks]


def _decimals(marks: Sequence[float]) -> int:
    step = min((b - a for a, b in pairwise(marks)), default=1.0)
    return max(0, -math.floor(math.log10(step) + 1e-9))


@dataclass(frozen=True, kw_only=True)
class Plane:
    """Time across and amounts up, each on a scale.

    Units: `days`, which the scale has, and `known`, which the rows have, in milliseconds; `marks`,
    the numbers at the left, in the chart's unit; margins and the height between them in pixels.
    """

    frame: Frame
    days: tuple[float, float]
    known: tuple[float, float]
    marks: list[float]
    left: float
    right: float
    top: float
    height: float

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.frame.width - self.left - self.right

    @property
    def floor(self) -> float:
        """The amount from which columns rise: zero, or the least of the scale above it."""
        return max(0.0, self.marks[0])

    def px(self, at: float) -> float:
        """Where a moment stands."""
        return self.width * (at - self.days[0]) / (self.days[1] - self.days[0])

    def py(self, value: float) -> float:
        """Where an amount stands, from the top."""
        return self.height * (self.marks[-1] - value) / (self.marks[-1] - self.marks[0])

    def x(self, name: str = "at") -> alt.X:
        """The channel of time."""
        values, expression = _time_ticks(self)
        look: dict[str, Any] = {
            "grid": False,
            "tickSize": 4,
            "labelFlush": False,
            "labelOverlap": False,
        }
        axis = alt.Axis(values=values, labelExpr=expression, title=None, domain=False, **look)
        scale = alt.Scale(type="utc", domain=[*self.days], nice=False)
        return alt.X(f"{name}:T", scale=scale, axis=axis)

    def y(self, name: str = "value") -> alt.Y:
        """The channel of amounts, its unit above its numbers."""
        axis = alt.Axis(
            values=self.marks,
            format=number_format(self.marks),
            domain=False,
            ticks=False,
            labelPadding=6,
            title=self.frame.chart.unit_title if _stands_alone(self.height) else None,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleBaseline="bottom",
            titleX=-self.left,
            titleY=-self.top + LINE,
        )
        scale = alt.Scale(domain=[self.marks[0], self.marks[-1]], nice=False, zero=False)
        return alt.Y(f"{name}:Q", scale=scale, axis=axis)

    def drawn(self, layers: Layers, *, lines: bool = False) -> Any:
        """Marks on the plane, with what stands behind and below them."""
        bands, room = self._bands()
        bottom = LINE + 10 + room
        keyed, more = standing_key(self.frame, -self.left, self.height + bottom, lines=lines)
        zero = self.frame.over([{"value": self.floor}]).mark_rule(
            stroke=SECOND_INK if self.marks[0] <= 0 else GRID
        )
        under = [zero.encode(y=self.y(), **pixels(x=0, x2=self.width))]
        return enclosed(
            [*under, *self._unknown(), *self._breaks(), *self._levels(), *layers, *bands, *keyed],
            width=self.width,
            height=self.height,
            left=self.left,
            right=self.right,
            top=self.top,
            bottom=bottom + more + 4,
        )

    def unknown(self) -> Data:
        """The rows of which the amount is not known."""
        missing = [row for row in self.frame.rows if not row.has_amount and (row.start or row.end)]
        return self.frame.part(missing).table()

    def _unknown(self) -> Layers:
        """Hatched where a row says that its amount is not known, with its words."""
        rows = self.unknown()
        for row in rows:
            room, needed = self.px(row["end"]) - self.px(row["start"]), text_width(row["short"])
            row["angle"], row["dy"] = 0 if needed <= room else 270, 0
            fits = room >= LINE and needed <= max(room, self.height)
            row["said"] = row["short"] if fits else ""
        base = self.frame.over(rows)
        area = base.mark_rect(fill=HATCH, opacity=0.55, aria=True).encode(
            x=self.x("start"),
            x2=alt.X2("end:T"),
            description=alt.Description("says:N"),
            **pixels(y=0, y2=self.height),
        )
        return [area, *on_hatch(base, "said", x=self.x(), y=self.height / 2)] if rows else []

    def breaks(self) -> Iterator[tuple[float, str]]:
        """Where counting changes, between two rows, and what changes."""
        in_time = sorted((r for r in self.frame.rows if r.start and r.end), key=start)
        for key, said in self.frame.chart.breaks:
            after = next((row for row in in_time if row.key == key), None)
            before = [row for row in in_time if after and start(row) < start(after)]
            if after and before:
                yield (_middle(before[-1]) + _middle(after)) / 2, said

    def _breaks(self) -> Layers:
        """A dashed line where counting changes, with what changes."""
        drawn: Layers = []
        for at, said in self.breaks():
            x, top = self.px(at), 2 * LINE - self.top
            right = self.width - x >= x
            lines = wrap(said, (self.width - x if right else x) - 6, most=1)
            base = self.frame.over([{"at": at, "words": lines}])
            line = base.mark_rule(strokeDash=DASHED)
            side: dict[str, Any] = (
                {"align": "left", "dx": 6} if right else {"align": "right", "dx": -6}
            )
            drawn += [
                line.encode(x=self.x(), **pixels(y=top - 6, y2=self.height)),
                words(base, "words", x=self.x(), y=top, color=SECOND_INK, **side),
            ]
        return drawn

    def _levels(self) -> Layers:
        """Lines across at amounts with which the others are compared, with their words."""
        chosen = self.frame.part(r for r in self.frame.compared if r.key in self.frame.chart.levels)
        base = self.frame.over(chosen.table(said=_level_words))
        line = base.mark_rule(strokeDash=[6, 3], stroke=INK, strokeWidth=1.5, aria=True).encode(
            y=self.y(), description=alt.Description("says:N"), **pixels(x=0, x2=self.width)
        )
        said = words(base, "said", x=2, y=self.y(), dy=-9, fontWeight=BOLD)
        return [line, said] if chosen.rows else []

    def _bands(self) -> tuple[Layers, float]:
        """What holds at each time, as bands under the axis, each as long as it lasts."""
        runs: Data = []
        for row in sorted((r for r in self.frame.rows if r.start and r.band), key=start):
            if not runs or runs[-1]["words"] != row.band:
                for before in runs[-1:]:
                    before["end"] = start(row)
                runs.append({"words": row.band, "start": start(row), "end": self.days[1]})
        drawn: Layers = []
        for index, run in enumerate(runs):
            y = self.height + LINE + 14 + index * (LINE + 10)
            at, end = self.px(run["start"]), self.px(run["end"])
            lines = wrap(run["words"], max(self.width - at, end + self.left) - 4, most=1)
            fits = self.width + self.right - at >= widest(lines)
            base = self.frame.over([run | {"lines": lines}])
            band = base.mark_rule(strokeWidth=3).encode(
                x=self.x("start"), x2=alt.X2("end:T"), **pixels(y=y)
            )
            place = {"x": self.x("start")} if fits else {"x": self.x("end"), "align": "right"}
            drawn += [band, words(base, "lines", **place, y=y + LINE / 2 + 3, color=SECOND_INK)]
        return drawn, len(runs) * (LINE + 10) + 8 if runs else 0.0


def _stands_alone(height: float) -> bool:
    """Whether a plane is the whole drawing, and no panel of several."""
    return height >= TALL


def _level_words(row: ChartRow) -> str:
    names = (row.label, row.date_words if row.date_words != row.label else "")
    return headed(" ".join(name for name in names if name), row.short)


def start(row: ChartRow) -> float:
    """The first moment that a row's date can be, in milliseconds."""
    return milliseconds(row.start or row.end or date.min)


def _middle(row: ChartRow) -> float:
    return (start(row) + milliseconds(row.end or row.start or date.max)) / 2


def plane(frame: Frame, *, from_zero: bool = False, right: float = 8, inset: float = 0) -> Plane:
    """The plane for the rows of a frame.

    Args:
        frame: what is drawn where.
        from_zero: whether the scale of amounts has to hold zero.
        right: the margin at the right, such as for names of lines, in pixels.
        inset: how far marks stay off both margins, in pixels.
    """
    height = TALL if len(frame.rows) == len(frame.chart.rows) else SMALL
    stated = amounts(frame.compared) or [0.0, 1.0]
    low, high = min(stated), max(stated)
    if from_zero or 0 <= low <= (high - low):
        low, high = min(low, 0.0), max(high, 0.0)
    marks = ticks(low, high, 5 if _stands_alone(height) else 2, around=True)
    dated = [row for row in frame.chart.rows if row.key not in frame.chart.levels]
    moments = [milliseconds(day) for row in dated for day in (row.start, row.end) if day] or [0.0]
    begins, ends = min(moments), max(moments)
    left = widest(written_marks(marks)) + 8
    room = max(frame.width - left - right - 2 * inset, 1)
    margin = (ends - begins) * max(inset / room, 0.02) or _YEAR / _MONTHS / 2
    over = 2 * LINE + 4 + (LINE if frame.chart.breaks else 0)
    return Plane(
        frame=frame,
        days=(max(begins - margin, milliseconds(date.min)), ends + margin),
        known=(begins, ends),
        marks=marks,
        left=left,
        right=right,
        top=over if _stands_alone(height) else 8,
        height=height,
    )


def is_years(rows: Sequence[ChartRow]) -> bool:
    """Whether every row is for whole years, so that a year's name stands at its middle."""
    ends = [(row.start, row.end) for row in rows]
    return all(
        first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        for first, last in ends
    )


NAMED_ONCE = "datum.index == 0"
"""What the expression of a tick begins with that names the year at the first one.

See https://vega.github.io/vega/docs/expressions/.
"""

_WIDE_MONTH, _WIDE_DAY = date(2000, 9, 1), date(2000, 1, 28)
"""Dates whose words are about as wide as any."""

Ticks = tuple[list[float], tuple[str, str], str]
"""Moments, the widest words of the first of them and of the others, and how Vega is to write them."""


def _time_ticks(plane: Plane) -> tuple[list[float], str]:
    """Where round years, months or days stand, as many as fit, and how Vega is to write them."""
    found: tuple[list[float], str] = [], ""
    for moments, (first, other), expression in _rounds(plane):
        found = _inside(plane, moments, first, other), expression
        enough = len(found[0]) >= min(len(moments), 2)
        if enough and _spread(plane, found[0]) >= text_width(other) + _TICK_GAP:
            break
    return found


def _rounds(plane: Plane) -> Iterator[Ticks]:
    """Sets of ticks, from the finest to the coarsest."""
    low, high = (_EPOCH + timedelta(milliseconds=at) for at in plane.known)
    years = (high - low) / timedelta(milliseconds=_YEAR)
    middle = is_years(plane.frame.chart.rows)
    if years >= _YEARS_FROM or middle:
        first = low.year if middle else min(low.year + 1, high.year)
        spaced = [range(-(-first // n) * n or n, high.year + 1, n) for n in _ROUND_YEARS]
        ends = [[first, last] for last in range(high.year, max(first, high.year - 3), -1)]
        for chosen in (*(one for one in spaced if len(one) > 1), *ends, [high.year]):
            days = [date(year, 7, 2) if middle else date(year, 1, 1) for year in chosen]
            year = year_words(2000)
            yield [*map(milliseconds, days)], (year, year), written_time("y")
    if years * _MONTHS >= _MONTHS_FROM:
        months = range(low.year * _MONTHS + low.month - 1, high.year * _MONTHS + high.month)
        for step in (1, 2, 3, 6):
            days = [date(m // _MONTHS, m % _MONTHS + 1, 1) for m in months if not m % step]
            named = _named_once("utcmonth(datum.value) == 0", "yMMM", "MMM")
            widths = short_month_of_year(_WIDE_MONTH), f"{short_month(_WIDE_MONTH)} 20"
            yield [*map(milliseconds, days)], widths, named
    own = sorted({milliseconds(row.start) for row in plane.frame.chart.rows if row.start})
    begins = math.ceil(plane.days[0] / _DAY) * _DAY
    for step in (0, 1, 2, 5, 7, 10, 14, 21, 28, 61):
        every = [float(at) for at in range(begins, int(plane.days[1]) + 1, step * _DAY or _DAY)]
        named = _named_once("false", "yMMMd", "MMMd")
        yield every if step else own, (short_day(_WIDE_DAY), short_day_of_month(_WIDE_DAY)), named


def _named_once(where: str, with_year: str, without: str) -> str:
    """The expression of a tick that has its year at the first one, and where a condition holds."""
    first, other = written_time(with_year), written_time(without)
    return f"{NAMED_ONCE} || {where} ? {first} : {other}"


def _spread(plane: Plane, moments: Sequence[float]) -> float:
    """How near to each other moments stand at the nearest."""
    apart = (plane.px(later) - plane.px(earlier) for earlier, later in pairwise(moments))
    return min(apart, default=plane.width)


def _inside(plane: Plane, moments: Sequence[float], first: str, other: str) -> list[float]:
    """The moments that lie in the time of the rows with room for their words."""
    found: list[float] = []
    for at in moments:
        half = text_width(other if found else first) / 2
        fits = half - plane.left <= plane.px(at) <= plane.width + plane.right - half
        if plane.known[0] <= at <= plane.known[1] + _DAY and fits:
            found.append(at)
    return found
