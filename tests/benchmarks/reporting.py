"""The record in words: as a report, and between the marks of the pages that show its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recording import MATERIAL, OURS, SHIPPED

from claimbook.core.text.date_words import date_words
from claimbook.core.text.dates import parse_when
from claimbook.core.text.problems import plural
from claimbook.views.wording import listing
from marked import filled, on_a_line, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Record = dict[str, Any]
Row = tuple[str, ...]

NOT_MEASURED = "not measured"
MISSING = f"({NOT_MEASURED})"
NONE = "—"


def report(found: Record, *, partial: bool) -> str:
    """The same tables that the page shows."""
    parts = [f"# Benchmark of {date_words(parse_when(found['date']))}"]
    if partial:
        parts.append("A part only: the committed record is as it was.")
    parts.append(everything(found))
    if "drawings" in found:
        one = found["drawings"]
        parts.append(
            f"Drawings: {one['count']}, {one['together']} s together, {one['each']} s each."
        )
    return "\n\n".join(parts) + "\n"


# Single numbers


def seconds(found: Record, book: str, state: str = "warm") -> str:
    """How long our build of a book takes."""
    same = (o for o in found["builds"] if (o["tool"], o["book"], o["state"]) == (OURS, book, state))
    return next(
        (f"{one['seconds']['median']:,} seconds" for one in same if "seconds" in one), MISSING
    )


def times_as_long(found: Record, book: str) -> str:
    """How long our build takes by that of bare Material."""
    same = (one for one in found["builds"] if (one["book"], one["tool"]) == (book, MATERIAL))
    ratios = (one.get("times_as_long") for one in same)
    return next((f"{ratio:,} times as long" for ratio in ratios if ratio is not None), MISSING)


def wait(found: Record, name: str) -> str:
    """How long a contributor waits for something."""
    medians = (one["seconds"]["median"] for one in found["times"] if one["name"] == name)
    return next((f"{median:,} seconds" for median in medians), MISSING)


def statement(found: Record) -> str:
    return wait(found, "statement")


def opening(found: Record) -> str:
    return (
        f"\n\nA check takes {wait(found, 'check')}, a build of the shipped book "
        f"{seconds(found, SHIPPED)}, and a changed statement shows in the preview after "
        f"{statement(found)}.\n\n"
    )


def summary(found: Record) -> str:
    rows = [
        ("building the shipped book", seconds(found, SHIPPED)),
        (
            "that, beside bare Material for MkDocs with the same text",
            times_as_long(found, SHIPPED),
        ),
        ("the shipped book with every drawing drawn anew", seconds(found, SHIPPED, "cold")),
        ("a generated book of 1,000 claims", seconds(found, "1000")),
        ("that, beside bare Material", times_as_long(found, "1000")),
        ("a generated book of 10,000 claims", seconds(found, "10000")),
        ("checking data and pages without building", wait(found, "check")),
        ("until a changed statement shows in the preview", statement(found)),
    ]
    on = found["machine"]
    where = f"Medians on {on['processors']} processors, {on['system']}, {found['date']}."
    return f"\n{where}\n\n{table('what|how long', (row for row in rows if row[1] != MISSING))}\n"


# All of it


def whole(found: Record) -> str:
    return f"\n\n{everything(found)}\n\n"


def everything(found: Record) -> str:
    """With what the record was made, and its tables under their headings."""
    on = found["machine"]
    tools = listing([f"{one['name']} {one['version']}" for one in found["tools"]])
    reached = sum(one["reached"] for one in found["targets"])
    failed = [one for one in found["builds"] if "failure" in one]
    measured = (
        f"Last measured on {date_words(parse_when(found['date']))}, in "
        f"{plural(found['rounds'], 'round')}, on a machine with "
        f"{plural(on['processors'], 'processor')}, {on['memory']:,} GB, {on['system']}. "
        f"Each number is the one in the middle of its runs. With {tools}."
    )
    straight = (
        "Does a claim cost more in a larger book? The same milliseconds a claim at each size mean "
        "that ten times the claims take ten times the time."
    )
    parts = [
        measured,
        "### Targets",
        f"{reached} of {plural(len(found['targets']), 'target')} reached.",
        table("Target|Limit:|Measured:|Reached", map(target, found["targets"])),
        "### The same pages by each tool {: #comparison }",
        table(
            "Book|Tool|Pages:|Seconds:|From–to:|CPU seconds:|MB:|Ours takes:",
            (build(one) for one in found["builds"] if "seconds" in one),
        ),
        *(["What could not be measured:"] if failed else []),
        "\n".join(f"- {one['tool']}, {book(one)}: {on_a_line(one['failure'])}" for one in failed),
        "### Growth",
        straight,
        table(
            "Claims:|Drawings|Milliseconds a claim:|KB a claim:"
            "|Exponent of time:|Exponent of memory:",
            map(growth, found["growth"]),
        ),
        "### Waiting while one works {: #waiting }",
        table("What|Runs:|Seconds:|From–to:", map(timed, found["times"])),
        "### What readers load {: #readers }",
        "The first view of one page of each kind:",
        table("Page|Requests:|KB:|Biggest", map(load, found["loads"])),
        "The largest page of each kind, and the search:",
        table(
            "Book|Kind|Address|KB:|Compressed KB:",
            map(size, (*found["sizes"], *found["searches"])),
        ),
    ]
    return "\n\n".join(filter(None, parts))


def number(value: float | None, unit: str = "") -> str:
    return NOT_MEASURED if value is None else f"{value:,} {unit}".strip()


def span(found: Record) -> str:
    return f"{found['least']:,}–{found['most']:,}"


def book(one: Record) -> str:
    return "the shipped book" if one["book"] == SHIPPED else f"{int(one['book']):,} claims"


def target(one: Record) -> Row:
    limit, measured = number(one["limit"], one["unit"]), number(one["measured"], one["unit"])
    return one["says"], limit, measured, "yes" if one["reached"] else "no"


def build(one: Record) -> Row:
    ours = f"{one['tool']}, {'no drawings kept' if one['state'] == 'cold' else 'drawings kept'}"
    times = one.get("times_as_long")
    return (
        book(one),
        ours if one["tool"] == OURS else one["tool"],
        number(one["pages"]),
        number(one["seconds"]["median"]),
        span(one["seconds"]),
        number(one["cpu"]["median"]),
        number(one["megabytes"]["median"]),
        NONE if times is None else f"{times} times as long",
    )


def growth(one: Record) -> Row:
    exponents = (one["time_exponent"], one["memory_exponent"])
    return (
        number(one["claims"]),
        "drawn anew" if one["state"] == "cold" else "kept",
        number(one["milliseconds"]),
        number(one["kilobytes"]),
        *(NONE if value is None else number(value) for value in exponents),
    )


def timed(one: Record) -> Row:
    return one["says"], number(one["runs"]), number(one["seconds"]["median"]), span(one["seconds"])


def load(one: Record) -> Row:
    biggest = listing(
        [f"{on_a_line(part['name'])} ({part['kilobytes']})" for part in one["biggest"]]
    )
    return on_a_line(one["kind"]), number(one["requests"]), number(one["kilobytes"]), biggest


def size(one: Record) -> Row:
    address = on_a_line(one["address"] or "/")
    return book(one), one["kind"], address, number(one["kilobytes"]), number(one["compressed"])


PLACES: dict[str, tuple[tuple[str, Callable[[Record], str]], ...]] = {
    "README.md": (("bench: statement", statement), ("bench: summary", summary)),
    "docs/contributing/performance.md": (
        ("bench: opening", opening),
        ("bench: everything", whole),
    ),
}
"""Where pages show the record, from the root of the repository, and what stands there."""


def write_pages(root: Path, found: Record) -> None:
    """Put the record's numbers in the places of the last one's."""
    for name, places in PLACES.items():
        text = (root / name).read_text("utf-8")
        for place, says in places:
            text = filled(text, place, says(found))
        (root / name).write_text(text, encoding="utf-8", newline="\n")
