"""From what was measured to the record: medians, ratios, exponents, and what was reached."""

from __future__ import annotations

import math
import os
import platform
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import TYPE_CHECKING, Any

from peers import PEERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from measured import Sample

BENCHMARK = "docs/contributing/benchmark.json"
"""Where the record is kept, from the root of the repository."""

SHIPPED = "shipped"
"""The name of the book that comes with the code; other books are named by their claims."""

OURS = "Claimbook"
GIGABYTE = 1_000_000_000
MATERIAL = PEERS["material"].name
Key = tuple[str, str, str]
"""A tool, a book and the state of its drawings."""


@dataclass
class Results:
    """All that was measured.

    `books` gives the number of claims and of pages of each book; `loads`, `sizes` and `searches` are
    as in the record.
    """

    samples: dict[Key, list[Sample]] = field(default_factory=dict)
    books: dict[str, tuple[int, int]] = field(default_factory=dict)
    failures: dict[Key, str] = field(default_factory=dict)
    waits: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    drawings: int = 0
    loads: list[dict[str, Any]] = field(default_factory=list)
    sizes: list[dict[str, Any]] = field(default_factory=list)
    searches: list[dict[str, Any]] = field(default_factory=list)
    programs: dict[str, str] = field(default_factory=dict)

    def middle(self, part: str, tool: str, book: str, state: str = "warm") -> float | None:
        """The median of one part of the samples; None where there are none."""
        samples = self.samples.get((tool, book, state))
        return median(getattr(one, part) for one in samples) if samples else None


def rounded(value: float) -> float | int:
    """A number with about three digits that mean something."""
    if abs(value) >= 100:
        return round(value)
    return round(value, 1 if abs(value) >= 10 else 2)


def spread(values: Iterable[float]) -> dict[str, float | int]:
    every = sorted(values)
    return {
        "median": rounded(median(every)),
        "least": rounded(every[0]),
        "most": rounded(every[-1]),
    }


def ratio(ours: float | None, theirs: float | None) -> float | int | None:
    return rounded(ours / theirs) if ours is not None and theirs else None


def exponent(first: tuple[int, float], second: tuple[int, float]) -> float:
    """By which power something grows from one size to another: 1 is straight, 2 is quadratic."""
    (small, less), (large, more) = first, second
    return round(math.log(more / less) / math.log(large / small), 2)


def record(found: Results, rounds: int) -> dict[str, Any]:
    """The record of a run.

    Units: `memory` is in gigabytes; `seconds` are on the clock, `cpu` in seconds of all processors,
    and `megabytes` are the peak of the largest process. Under `growth` are milliseconds and
    kilobytes for each claim. `kilobytes` of `loads` are as sent, of `sizes` and `searches` plain and
    `compressed`. The state `warm` is that of a build which finds the drawings of the last one.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    growth = growth_of(found)
    whole = {
        "date": datetime.now().astimezone().date().isoformat(),
        "machine": {
            "processors": os.cpu_count() or 1,
            "memory": rounded(memory),
            "system": f"{platform.system()} {platform.machine()}",
        },
        "rounds": rounds,
        "tools": [{"name": name, "version": said} for name, said in found.programs.items()],
        "targets": targets(found, growth),
        "builds": [*builds(found)],
        "growth": growth,
        "times": [
            {"name": name, "says": says, "runs": len(waits), "seconds": spread(waits)}
            for (name, says), waits in found.waits.items()
        ],
        "loads": found.loads,
        "sizes": found.sizes,
        "searches": found.searches,
    }
    if found.drawings and (anew := added(found)) is not None:
        each = round(anew / found.drawings, 3)
        whole["drawings"] = {"count": found.drawings, "together": rounded(anew), "each": each}
    return whole


def added(found: Results) -> float | None:
    """What drawing anew adds to a build of the shipped book."""
    cold = found.middle("seconds", OURS, SHIPPED, "cold")
    warm = found.middle("seconds", OURS, SHIPPED)
    return None if cold is None or warm is None else cold - warm


def builds(found: Results) -> Iterable[dict[str, Any]]:
    order = [OURS, *(peer.name for peer in PEERS.values())]
    books = [*found.books]
    keys = {*found.samples, *found.failures}
    for tool, book, state in sorted(
        keys, key=lambda k: (books.index(k[1]), order.index(k[0]), k[2])
    ):
        claims, pages = found.books[book]
        samples = found.samples.get((tool, book, state), [])
        one = {"tool": tool, "book": book, "claims": claims, "pages": pages, "state": state}
        one["runs"] = len(samples)
        if samples:
            for part in ("seconds", "cpu", "megabytes"):
                one[part] = spread(getattr(sample, part) for sample in samples)
            if tool != OURS:
                ours = found.middle("seconds", OURS, book)
                one["times_as_long"] = ratio(ours, found.middle("seconds", tool, book))
        else:
            one["failure"] = found.failures[tool, book, state]
        yield one


def growth_of(found: Results) -> list[dict[str, Any]]:
    """What a claim costs at each size of the generated books, first warm, then cold."""
    rows = []
    sizes = sorted(int(book) for book in found.books if book != SHIPPED)
    for state in ("warm", "cold"):
        before: dict[str, Any] = {}
        for claims in sizes:
            seconds = found.middle("seconds", OURS, str(claims), state)
            megabytes = found.middle("megabytes", OURS, str(claims), state)
            if seconds is None or megabytes is None:
                continue
            row = {"claims": claims, "state": state}
            row["milliseconds"] = rounded(1000 * seconds / claims)
            row["kilobytes"] = rounded(1000 * megabytes / claims)
            for name, now in (("time_exponent", seconds), ("memory_exponent", megabytes)):
                row[name] = exponent(before[name], (claims, now)) if name in before else None
                before[name] = (claims, now)
            rows.append(row)
    return rows


def targets(found: Results, growth: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was aimed for; where nothing was measured a target is missed."""

    def times(book: str) -> float | int | None:
        return ratio(found.middle("seconds", OURS, book), found.middle("seconds", MATERIAL, book))

    def wait(name: str) -> float | int | None:
        waits = next((waits for (one, _), waits in found.waits.items() if one == name), None)
        return rounded(median(waits)) if waits else None

    def worst(name: str) -> float | None:
        return max(
            (row[name] for row in growth if row["state"] == "warm" and row[name] is not None),
            default=None,
        )

    def most(rows: list[dict[str, Any]]) -> float | int | None:
        return max((row["kilobytes"] for row in rows), default=None)

    def ours(part: str, book: str, state: str = "warm") -> float | int | None:
        value = found.middle(part, OURS, book, state)
        return None if value is None else rounded(value)

    warm = found.middle("seconds", OURS, SHIPPED)
    cold_limit = rounded((warm or 0) + 1.5 + 0.15 * found.drawings)
    return [
        target(
            "the time of the shipped book by that of bare Material", "times", 1.3, times(SHIPPED)
        ),
        target(
            "the shipped book with every drawing drawn anew",
            "seconds",
            cold_limit,
            ours("seconds", SHIPPED, "cold"),
        ),
        target("the check of the shipped book", "seconds", 0.5, wait("check")),
        target("a changed statement shows in the preview", "seconds", 2, wait("statement")),
        target("a changed title shows in the preview", "seconds", 2, wait("title")),
        target("the time of 1,000 claims by that of bare Material", "times", 1.0, times("1000")),
        target("the exponent of time from any size to the next", "", 1.05, worst("time_exponent")),
        target(
            "the exponent of memory from any size to the next", "", 1.05, worst("memory_exponent")
        ),
        target("10,000 claims", "seconds", 120, ours("seconds", "10000")),
        target("the memory for 10,000 claims", "MB", 1500, ours("megabytes", "10000")),
        target("the largest page", "KB", 300, most(found.sizes)),
        target("what the search loads at its first query", "KB", 1000, most(found.searches)),
    ]


def target(says: str, unit: str, limit: float, measured: float | None) -> dict[str, Any]:
    reached = measured is not None and measured <= limit
    return {"says": says, "unit": unit, "limit": limit, "measured": measured, "reached": reached}
