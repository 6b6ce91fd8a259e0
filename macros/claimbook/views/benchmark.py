"""The benchmark's record in words: targets, tables, the chart of growth, and single numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimbook.core.records.benchmark import BENCHMARK, OURS, SHIPPED
from claimbook.views.names import DateView, date_view
from claimbook.views.series import Cell, Chart, ChartRow, ChartTable
from claimbook.views.wording import listing, number_words, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from claimbook.core.records.benchmark import (
        Benchmark,
        Build,
        Growth,
        Load,
        Size,
        Spread,
        State,
        Target,
        Timed,
    )
    from claimbook.core.records.dataset import Dataset

NOT_MEASURED = "not measured"
CHART = "growth_of_builds"
"""The name of the drawing; no series can have it, since an id holds no underscore."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkView:
    """The record of the benchmark in words.

    `failures` says of each tool that failed what it said. `file` is the address of the record
    itself, from the site's root.
    """

    date: DateView
    machine: str
    runs: str
    tools: str
    targets: ChartTable
    reached: str
    comparison: ChartTable
    failures: tuple[str, ...]
    growth: ChartTable
    chart: Chart
    times: ChartTable
    loads: ChartTable
    sizes: ChartTable
    file: str


def benchmark(data: Dataset) -> BenchmarkView | None:
    """What the record of the benchmark says, or None while there is none."""
    found: Benchmark | None = data.benchmark
    if found is None:
        return None
    date = date_view(found.date)
    assert date is not None
    on = found.machine
    reached = sum(one.reached for one in found.targets)
    return BenchmarkView(
        date=date,
        machine=f"{plural(on.processors, 'processor')}, {number_words(on.memory)} GB, {on.system}",
        runs=plural(found.rounds, "round"),
        tools=listing([f"{tool.name} {tool.version}" for tool in found.tools]),
        targets=_table("Targets", "Target|Limit|Measured|Reached", map(_target, found.targets)),
        reached=f"{reached} of {plural(len(found.targets), 'target')} reached.",
        comparison=_table(
            "The same pages by each tool",
            "Book|Tool|Pages|Seconds|From–to|CPU seconds|MB|Ours takes",
            [_build(one) for one in found.builds if one.seconds],
        ),
        failures=tuple(
            f"{one.tool}, {_book(one.book)}: {one.failure}" for one in found.builds if one.failure
        ),
        growth=_table(
            "Growth of our builds",
            "Claims|Drawings|Milliseconds a claim|KB a claim|Exponent of time|Exponent of memory",
            map(_growth, found.growth),
        ),
        chart=_chart(found),
        times=_table(
            "Waiting while one works", "What|Runs|Seconds|From–to", map(_timed, found.times)
        ),
        loads=_table(
            "The first view of one page of each kind",
            "Page|Requests|KB|Biggest",
            map(_load, found.loads),
        ),
        sizes=_table(
            "The largest page of each kind, and the search",
            "Book|Kind|Address|KB|Compressed KB",
            map(_size, (*found.sizes, *found.searches)),
        ),
        file=BENCHMARK.removeprefix("docs/"),
    )


def _table(caption: str, columns: str, rows: Iterable[tuple[Cell, ...]]) -> ChartTable:
    return ChartTable(caption=caption, columns=tuple(columns.split("|")), rows=tuple(rows))


def _number(value: Decimal | int | None, unit: str = "") -> Cell:
    text = NOT_MEASURED if value is None else f"{value:,} {unit}".strip()
    return Cell(text=text, is_number=value is not None)


def _range(spread: Spread) -> Cell:
    return Cell(text=f"{spread.least:,}–{spread.most:,}", is_number=True)


def _book(name: str) -> str:
    return "the shipped book" if name == SHIPPED else f"{int(name):,} claims"


def _target(one: Target) -> tuple[Cell, ...]:
    limit, measured = _number(one.limit, one.unit), _number(one.measured, one.unit)
    return Cell(text=one.says), limit, measured, Cell(text="yes" if one.reached else "no")


def _build(one: Build) -> tuple[Cell, ...]:
    assert one.seconds
    assert one.cpu
    assert one.megabytes
    ours = f"{one.tool}, {'no drawings kept' if one.state == 'cold' else 'drawings kept'}"
    times = one.times_as_long
    return (
        Cell(text=_book(one.book)),
        Cell(text=ours if one.tool == OURS else one.tool),
        _number(one.pages),
        _number(one.seconds.median),
        _range(one.seconds),
        _number(one.cpu.median),
        _number(one.megabytes.median),
        Cell(text="—") if times is None else Cell(text=f"{times} times as long", is_number=True),
    )


def _growth(one: Growth) -> tuple[Cell, ...]:
    exponents = (one.time_exponent, one.memory_exponent)
    return (
        _number(one.claims),
        Cell(text="drawn anew" if one.state == "cold" else "kept"),
        _number(one.milliseconds),
        _number(one.kilobytes),
        *(Cell(text="—") if one is None else _number(one) for one in exponents),
    )


def _timed(one: Timed) -> tuple[Cell, ...]:
    return Cell(text=one.says), _number(one.runs), _number(one.seconds.median), _range(one.seconds)


def _load(one: Load) -> tuple[Cell, ...]:
    biggest = listing([f"{part.name} ({part.kilobytes})" for part in one.biggest])
    return Cell(text=one.kind), _number(one.requests), _number(one.kilobytes), Cell(text=biggest)


def _size(one: Size) -> tuple[Cell, ...]:
    sizes = _number(one.kilobytes), _number(one.compressed)
    return Cell(text=_book(one.book)), Cell(text=one.kind), Cell(text=one.address or "/"), *sizes


def _chart(found: Benchmark) -> Chart:
    """What a claim costs at each size: bars of one length mean straight growth."""
    warm = [one for one in found.growth if one.state == "warm"]
    rows = tuple(
        ChartRow(
            key=f"claims-{one.claims}",
            label=f"{one.claims:,} claims",
            group="",
            words=f"{one.milliseconds:,} milliseconds a claim",
            short=f"{one.milliseconds:,} ms",
            value=float(one.milliseconds),
        )
        for one in warm
    )
    described = "; ".join(row.says for row in rows)
    return Chart(
        id=CHART,
        kind="bar",
        title="Time of a build for each claim, by the size of the book",
        question="Does a claim cost more in a larger book?",
        answer="Bars of one length mean that ten times the claims take ten times the time.",
        alternative=f"Milliseconds a claim by the size of the book. {described}.",
        unit="milliseconds a claim",
        unit_short="{} ms",
        of=None,
        rows=rows,
        table=ChartTable(caption="", columns=(), rows=()),
    )


def _ours(found: Benchmark, book: str, state: State = "warm") -> Build | None:
    same = (one for one in found.builds if (one.tool, one.book, one.state) == (OURS, book, state))
    return next(same, None)


def _seconds(book: str, state: State = "warm") -> Callable[[Benchmark], str | None]:
    def words(found: Benchmark) -> str | None:
        build = _ours(found, book, state)
        return f"{build.seconds.median:,} seconds" if build and build.seconds else None

    return words


def _wait(name: str) -> Callable[[Benchmark], str | None]:
    def words(found: Benchmark) -> str | None:
        medians = (one.seconds.median for one in found.times if one.name == name)
        return next((f"{median:,} seconds" for median in medians), None)

    return words


def _times(book: str, tool: str) -> Callable[[Benchmark], str | None]:
    def words(found: Benchmark) -> str | None:
        ratios = (o.times_as_long for o in found.builds if (o.book, o.tool) == (book, tool))
        return next((f"{ratio:,} times as long" for ratio in ratios if ratio is not None), None)

    return words


def _drawing(found: Benchmark) -> str | None:
    return f"{found.drawings.each:,} seconds" if found.drawings else None


MATERIAL = "Material for MkDocs"

MEASURES: dict[str, Callable[[Benchmark], str | None]] = {
    "check": _wait("check"),
    "statement": _wait("statement"),
    "title": _wait("title"),
    "warm": _seconds(SHIPPED),
    "cold": _seconds(SHIPPED, "cold"),
    "drawing": _drawing,
    "material": _times(SHIPPED, MATERIAL),
    "hundred": _seconds("100"),
    "thousand": _seconds("1000"),
    "ten-thousand": _seconds("10000"),
    "thousand-material": _times("1000", MATERIAL),
}
"""The numbers that a sentence can name: seconds, or how many times bare Material's time."""


def benchmark_words(found: Benchmark | None, name: str) -> str:
    """One number of the record with its unit; says so where it was not measured.

    Raises:
        KeyError: when no number has the name.
    """
    measure = MEASURES[name]
    return (measure(found) if found else None) or f"({NOT_MEASURED})"
