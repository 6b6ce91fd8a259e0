"""The record as a report in Markdown, and its numbers in the README."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimbook.core.records.benchmark import Benchmark
from claimbook.core.text.yaml_text import read_yaml
from claimbook.views.benchmark import MEASURES, benchmark, benchmark_words

if TYPE_CHECKING:
    from claimbook.views.series import ChartTable

SPOT = re.compile(r"(<!-- bench: ([a-z-]+) -->)(.*?)(<!-- /bench -->)", re.DOTALL)
"""A place in the README that the record fills: with one number, or under `summary` with a table."""

SUMMARY = (
    ("building the shipped book", "warm"),
    ("that, beside bare Material for MkDocs with the same text", "material"),
    ("the shipped book with every drawing drawn anew", "cold"),
    ("a generated book of 1,000 claims", "thousand"),
    ("that, beside bare Material", "thousand-material"),
    ("a generated book of 10,000 claims", "ten-thousand"),
    ("checking data and pages without building", "check"),
    ("until a changed statement shows in the preview", "statement"),
)


def read_record(text: str) -> Benchmark:
    """The record as the book reads it."""
    return Benchmark.model_validate(read_yaml(text, "").data)


def report(found: Benchmark, *, partial: bool) -> str:
    """The same tables that the page shows."""

    class Data:  # all that the view asks of a book
        benchmark = found

    view = benchmark(Data)  # type: ignore[arg-type]
    head = f"# Benchmark of {view.date.words}\n\n{view.machine}; {view.runs}; {view.tools}."
    told = ["A part only: the committed record is as it was."] if partial else []
    tables = (view.targets, view.comparison, view.growth, view.times, view.loads, view.sizes)
    parts = [head, *told, view.reached, *map(markdown, tables)]
    parts += [f"- {failure}" for failure in view.failures]
    if found.drawings:
        one = found.drawings
        parts.append(f"Drawings: {one.count}, {one.together} s together, {one.each} s each.")
    return "\n\n".join(parts) + "\n"


def markdown(table: ChartTable) -> str:
    rows = [table.columns, ["---"] * len(table.columns)]
    rows += [[cell.text.replace("|", "&#124;") for cell in row] for row in table.rows]
    return f"## {table.caption}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def with_numbers(text: str, found: Benchmark) -> str:
    """A text with each of its places filled from the record."""

    def filled(spot: re.Match[str]) -> str:
        name = spot[2]
        said = benchmark_words(found, name) if name in MEASURES else summary(found)
        return f"{spot[1]}{said}{spot[4]}"

    return SPOT.sub(filled, text)


def summary(found: Benchmark) -> str:
    known = [(says, name) for says, name in SUMMARY if MEASURES[name](found)]
    rows = "\n".join(f"| {says} | {benchmark_words(found, name)} |" for says, name in known)
    on = found.machine
    where = f"Medians on {on.processors} processors, {on.system}, {found.date.text}."
    return f"\n{where}\n\n| what | how long |\n|---|---|\n{rows}\n"
