"""Rules about drawings: that the rows of a series hold what its kind of chart shows."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from claimbook.core.records.carrying import stands_alone
from claimbook.core.records.measures import measures
from claimbook.core.records.reading import Reading
from claimbook.core.rules.registry import if_then_given, rule
from claimbook.core.text.problems import Finding, did_you_mean, listed
from claimbook.core.text.yaml_text import Path

NEEDS: dict[str, tuple[str, ...]] = {
    "column": ("date",),
    "step": ("date",),
    "line": ("date",),
    "stack": ("date", "label"),
}
"""The columns that every row must fill for a kind of chart."""

AMOUNTS = ("value", "low", "high")
NUMBERS = (int, Decimal)

SAME = ("label", "actor", "date", "of", "unit", "status")
"""What two rows of a drawing differ in, or else are the same."""

VALUED = {"step", "line", "stack", "part"}
"""The kinds that draw one value a row, and have no form for a row that states bounds alone."""

FROM_ZERO = {"bar", "column"}
"""The kinds that draw the lower bound of a row in full, from the line at zero."""

NEVER_NEGATIVE = {"stack", "part"}
"""The kinds that draw parts of a whole, of which none can be less than nothing."""

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)(?:\.(date|label))?\}")

_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
"""Text in braces, or a brace without its partner."""


def _series(reading: Reading) -> Iterator[tuple[Any, dict[str, Any], list[dict[str, Any]]]]:
    for draft in reading.of_kind("series"):
        chart, rows = draft.data.get("chart"), draft.data.get("rows")
        if isinstance(chart, dict) and isinstance(rows, list):
            yield draft, chart, [row if isinstance(row, dict) else {} for row in rows]


@rule(
    "E040",
    schema={
        "Drawing": if_then_given("kind", "part", "whole", "a chart of kind 'part' needs 'whole'")
    },
)
def drawing_lacks_data(reading: Reading) -> Iterator[Finding]:
    """Each row of a series fills the columns that its kind of chart needs, there is at least one
    row with a number, and a chart of parts says what the whole is.

    Bad:
        key,date,label,value,status,sources
        y1899,,Last year,30,actual,toll-book

    Good:
        key,date,label,value,status,sources
        y1899,1899,Last year,30,actual,toll-book
    """
    for draft, chart, rows in _series(reading):
        kind = str(chart.get("kind"))
        for index, row in enumerate(rows):
            for name in NEEDS.get(kind, ()):
                if row.get(name) is None:
                    yield Finding(
                        draft.place("rows", index, name),
                        f"a chart of kind '{kind}' needs '{name}' in each row",
                        f"fill '{name}', or choose another kind of chart",
                        (("the kind is chosen here", draft.place("chart", "kind")),),
                    )
        if not any(row.get(name) is not None for row in rows for name in ("value", "low", "high")):
            yield Finding(draft.place("id"), "this series has no row with a number")
        if kind == "part" and chart.get("whole") is None:
            yield Finding(
                draft.place("chart", "kind"),
                "a chart of kind 'part' needs 'whole'",
                "add 'whole:' under 'chart:', the amount of which the rows are parts",
            )


@rule("E046")
def unlike_units(reading: Reading) -> Iterator[Finding]:
    """The rows of a drawing are in one unit, or in units that measure the same, such as millions
    and billions, which are drawn on one scale. A table can hold unlike units.

    Bad:
        y1900,1900,38,percent,actual,toll-book

    Good:
        y1900,1900,38,carts,actual,toll-book
    """
    vocabulary = reading.vocabulary
    measured = measures(vocabulary.units).of if vocabulary else {}
    for draft, chart, rows in _series(reading):
        if chart.get("kind") == "table":
            continue
        own = str(draft.data.get("unit"))
        units = [(index, str(row.get("unit") or own)) for index, row in enumerate(rows)]
        known = [(index, unit) for index, unit in units if unit in measured]
        first = own if own in measured else known[0][1] if known else ""
        for index, unit in known:
            if measured[unit].powers != measured[first].powers:
                yield Finding(
                    draft.place("rows", index, "unit"),
                    f"'{unit}' and '{first}' cannot be drawn on one scale",
                    "choose the kind 'table', or say in the vocabulary what the units measure",
                    (("the kind is chosen here", draft.place("chart", "kind")),),
                )


@rule("E047")
def row_twice(reading: Reading) -> Iterator[Finding]:
    """A drawing has no two rows for the same thing at the same time: both would be drawn, and
    in a stack one of them would count twice.

    Bad:
        y1899,1899,Farm carts,30,actual,toll-book
        y1900,1899,Farm carts,38,actual,toll-book

    Good:
        y1899,1899,Farm carts,30,actual,toll-book
        y1900,1900,Farm carts,38,actual,toll-book
    """
    for draft, chart, rows in _series(reading):
        kind = chart.get("kind")
        names = ("label", "date") if kind == "stack" else SAME
        first: dict[tuple[str, ...], int] = {}
        for index, row in enumerate(rows if kind != "table" else ()):
            what = tuple(str(row.get(name) or "") for name in names)
            if not any(what) or first.setdefault(what, index) == index:
                continue
            yield Finding(
                draft.place("rows", index, "key"),
                f"row '{row.get('key')}' is for the same as row '{rows[first[what]].get('key')}'",
                f"remove one of them, or correct one of these: {listed(names)}",
                (("the other row", draft.place("rows", first[what], "key")),),
            )


@rule("E048")
def amount_not_drawn(reading: Reading) -> Iterator[Finding]:
    """What a kind of chart cannot show is refused: bounds without a value in a chart that draws one
    value a row, and amounts below zero among the parts of a whole.

    Bad:
        key,date,low,high,status,sources
        y1899,1899,25,35,actual,toll-book

    Good:
        key,date,value,status,sources
        y1899,1899,30,actual,toll-book
    """
    for draft, chart, rows in _series(reading):
        kind = str(chart.get("kind"))
        chosen = (("the kind is chosen here", draft.place("chart", "kind")),)
        whole = chart.get("whole")
        if kind == "part" and isinstance(whole, NUMBERS) and whole <= 0:
            what = f"the whole is {whole}: nothing can be a part of that"
            yield Finding(draft.place("chart", "whole"), what, "choose another kind", chosen)
        for index, row in enumerate(rows):
            stated = {name: row[name] for name in AMOUNTS if isinstance(row.get(name), NUMBERS)}
            below = [name for name, number in stated.items() if number < 0]
            if kind in VALUED and stated and "value" not in stated:
                yield Finding(
                    draft.place("rows", index, next(iter(stated))),
                    f"a chart of kind '{kind}' draws one value a row, and this row has bounds",
                    "choose the kind 'range' or 'bar', or 'table'",
                    chosen,
                )
            elif kind in FROM_ZERO and below and "value" not in stated:
                yield Finding(
                    draft.place("rows", index, below[0]),
                    f"a chart of kind '{kind}' draws bounds from zero up, and these are below it",
                    "choose the kind 'range'",
                    chosen,
                )
            elif kind in NEVER_NEGATIVE and below:
                yield Finding(
                    draft.place("rows", index, below[0]),
                    f"{stated[below[0]]} is below zero, and a part of a whole is not",
                    "choose the kind 'bar' or 'column', which draw from a line at zero",
                    chosen,
                )


def _amounts(rows: list[dict[str, Any]]) -> list[tuple[int, bool]]:
    """The index of each row with a number, and whether the row says how firm it is."""
    return [
        (index, row.get("status") is not None)
        for index, row in enumerate(rows)
        if any(row.get(name) is not None for name in ("value", "low", "high"))
    ]


@rule("E042")
def standing_left_out(reading: Reading) -> Iterator[Finding]:
    """A series in which some rows say in `status` how firm their numbers are says it of every
    row with a number. A drawing shows done, planned and forecast apart, and a row that says
    nothing would look like one of them.

    Bad:
        y1899,1899,,30,actual,toll-book
        y1900,1900,,38,,toll-book

    Good:
        y1899,1899,,30,actual,toll-book
        y1900,1900,,38,actual,toll-book
    """
    for draft, _, rows in _series(reading):
        stated = _amounts(rows)
        if any(says for _, says in stated):
            for index, says in stated:
                if not says:
                    yield Finding(
                        draft.place("rows", index, "status"),
                        "other rows say how firm their numbers are, and this one does not",
                        f"fill 'status' with one of: {_statuses(reading)}",
                    )


def _statuses(reading: Reading) -> str:
    return listed(reading.listed.get("row_statuses", []))


@rule("W005")
def series_without_standing(reading: Reading) -> Iterator[Finding]:
    """A series says in `status` how firm its numbers are, row by row: counted, planned, forecast
    or whatever the list of row statuses has. Without it readers cannot see what has happened.

    Bad:
        key,date,label,value,sources
        y1899,1899,,30,toll-book
        y1900,1900,,38,toll-book

    Good:
        key,date,label,value,status,sources
        y1899,1899,,30,actual,toll-book
        y1900,1900,,38,actual,toll-book
    """
    for draft, _, rows in _series(reading):
        stated = _amounts(rows)
        if stated and not any(says for _, says in stated):
            yield Finding(
                draft.place("rows", stated[0][0], "key"),
                "no row of this series says how firm its number is",
                f"add a column 'status' with: {_statuses(reading)}",
            )


@rule("E043")
def headline_on_one_weak_source(reading: Reading) -> Iterator[Finding]:
    """The number that a chart's answer states, or that its drawing stresses, rests on more than
    one source whose quality is listed as `alone: false`.

    Bad:
        y1900,1900,,38,actual,a-rumor

    Good:
        y1900,1900,,38,actual,a-rumor toll-book
    """
    for draft, chart, rows in _series(reading):
        at: dict[str, int] = {}
        for number, row in enumerate(rows):
            at.setdefault(str(row.get("key")), number)
        for path, key in _headlines(chart, rows):
            row = rows[at[key]] if key in at else {}
            if weak := weak_basis(reading, row.get("sources")):
                yield Finding(
                    draft.place(*path),
                    f"'{key}' rests on '{weak}' alone, whose quality does not allow that",
                    "name a second source, or leave this number to the table",
                    (("the row", draft.place("rows", at[key], "sources")),),
                )


def _headlines(chart: dict[str, Any], rows: list[dict[str, Any]]) -> Iterator[tuple[Path, str]]:
    """Where a chart states a row's number or stresses it, and the row's key."""
    answer, emphasis = chart.get("answer"), chart.get("emphasis")
    if isinstance(answer, str):
        said = dict.fromkeys(m[1] for m in PLACEHOLDER.finditer(answer) if m[2] is None)
        yield from ((("chart", "answer"), key) for key in said)
    for row in rows:
        if isinstance(emphasis, str) and emphasis in (row.get("key"), row.get("label")):
            yield ("chart", "emphasis"), str(row.get("key"))


def weak_basis(reading: Reading, sources: object) -> str | None:
    """The one source on which something rests that does not carry it; None where all is well."""
    ids = [one for one in sources if isinstance(one, str)] if isinstance(sources, list) else []
    drafts = [reading.ids["sources"].get(one) for one in ids]
    found = {draft.id: draft.data for draft in drafts if draft}
    qualities = reading.vocabulary.source_qualities if reading.vocabulary else ()
    if len({*ids}) != 1 or not found:
        return None
    known = {one: str(data.get("quality")) for one, data in found.items()}
    return None if not qualities or stands_alone(known, qualities) else ids[0]


@rule("E041")
def unknown_row_in_chart(reading: Reading) -> Iterator[Finding]:
    """The answer and the emphasis of a chart name rows that the series has.

    Bad:
        answer: In {y1900.date} there were {y1900}.
        emphasis: y1901

    Good:
        answer: In {y1900.date} there were {y1900}.
        emphasis: y1900
    """
    for draft, chart, rows in _series(reading):
        keys, labels = (
            dict.fromkeys(row[name] for row in rows if isinstance(row.get(name), str))
            for name in ("key", "label")
        )
        emphasis = chart.get("emphasis")
        if isinstance(emphasis, str) and emphasis not in (keys | labels):
            yield Finding(
                draft.place("chart", "emphasis"),
                f"no row has the key or label '{emphasis}'",
                did_you_mean(emphasis, keys | labels),
            )
        answer = chart.get("answer")
        for match in _BRACES.finditer(answer) if isinstance(answer, str) else ():
            inner = PLACEHOLDER.fullmatch(match[0])
            if inner is None or inner[1] not in keys:
                yield Finding(
                    draft.place("chart", "answer"),
                    f"'{match[0]}' names no row of this series",
                    did_you_mean(match[0].strip("{}").split(".")[0], keys),
                )
