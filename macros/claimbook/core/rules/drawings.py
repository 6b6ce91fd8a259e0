"""Rules about drawings: that the rows of a series hold what its kind of chart shows."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from claimbook.core.records.carrying import stands_alone
from claimbook.core.records.measures import measures
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.series import Drawing
from claimbook.core.rules.registry import if_then_given, rule
from claimbook.core.text.problems import Finding, did_you_mean, listed
from claimbook.core.text.yaml_text import Path

NEEDS: dict[str, tuple[str, ...]] = {
    "column": ("date",),
    "step": ("date",),
    "line": ("date",),
    "stack": ("date", "label"),
    "slope": ("date",),
    "wholes": ("of",),
}
"""The columns that every row must fill for a kind of chart."""

AMOUNTS = ("value", "low", "high")
NUMBERS = (int, Decimal)

SAME = ("group", "label", "actor", "date", "of", "unit", "status")
"""What two rows of a drawing differ in, or else are the same."""

VALUED = {"step", "line", "stack", "part", "split", "slope"}
"""The kinds that draw one value a row, and have no form for a row that states bounds alone."""

FROM_ZERO = {"bar", "column"}
"""The kinds that draw the lower bound of a row in full, from the line at zero."""

NEVER_NEGATIVE = {"stack", "part", "split", "wholes"}
"""The kinds that draw parts of a whole, of which none can be less than nothing."""

BUILT_IN = Drawing.KINDS
"""The kinds that the engine draws, and the table."""

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)(?:\.(date|label))?\}")

BRACES = re.compile(r"\{[^{}]*\}|[{}]")
"""Text in braces, or a brace without its partner."""


def _series(reading: Reading) -> Iterator[tuple[Draft, dict[str, Any], list[dict[str, Any]]]]:
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
    row with a number, and a chart of parts says what the whole is. Where rows have a group, each
    has one; a chart of kind `slope` has two dates.

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
        grouped = [index for index, row in enumerate(rows) if row.get("group") is not None]
        for index in sorted({*range(len(rows))} - {*grouped}) if grouped else ():
            yield Finding(
                draft.place("rows", index, "key"),
                "other rows have a group, and this one does not",
                "fill 'group' in each row, or in none",
            )
        if kind == "slope":
            yield from _other_than_two_dates(draft, rows)


def _other_than_two_dates(draft: Draft, rows: list[dict[str, Any]]) -> Iterator[Finding]:
    dates = dict.fromkeys(str(row["date"]) for row in rows if row.get("date") is not None)
    if len(dates) == 1:
        yield Finding(
            draft.place("chart", "kind"),
            "a chart of kind 'slope' compares two dates, and all rows have the same",
            "choose the kind 'bar', or add the rows of another date",
        )
    for index, row in enumerate(rows):
        if str(row.get("date")) in [*dates][2:]:
            yield Finding(
                draft.place("rows", index, "date"),
                "a chart of kind 'slope' compares two dates, and this is a third",
                "choose the kind 'line'",
                (("the kind is chosen here", draft.place("chart", "kind")),),
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
        kind = str(chart.get("kind"))
        parts = {"stack", "split", "slope"}
        names = ("group", "label", "actor", "date") if kind in parts else SAME
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
        if kind in {"part", "split"} and isinstance(whole, NUMBERS) and whole <= 0:
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


@rule("E049")
def parts_exceed_whole(reading: Reading) -> Iterator[Finding]:
    """The parts of a whole come to no more than the whole, but for what each may be rounded by:
    half of the last digit that it is given with. For shares over time, and for shares of different
    wholes, the whole is a hundred percent.

    Bad:
        farm,1900,Farm carts,70,actual,toll-book
        town,1900,Town carts,40,actual,toll-book

    Good:
        farm,1900,Farm carts,60,actual,toll-book
        town,1900,Town carts,40,actual,toll-book
    """
    vocabulary = reading.vocabulary
    measured = measures(vocabulary.units).of if vocabulary else {}
    for draft, chart, rows in _series(reading):
        kind, whole = chart.get("kind"), chart.get("whole")
        own = measured.get(str(draft.data.get("unit")))
        if kind == "stack" and own and not own.powers and own.scale == Fraction(1, 100):
            whole = 100
        if kind == "wholes" and whole is None:
            whole = 100
        if str(kind) not in NEVER_NEGATIVE or not isinstance(whole, NUMBERS):
            continue
        if whole <= 0:  # refused as such
            continue
        sums: dict[str, tuple[Decimal, Decimal, int]] = {}
        for index, row in enumerate(rows):
            bounds = ("high", "low") if kind == "wholes" else ()
            stated = (row.get(name) for name in ("value", *bounds))
            value = next((one for one in stated if isinstance(one, NUMBERS)), None)
            if value is None:
                continue
            by = {"stack": "date", "split": "group"}.get(str(kind), "key")
            exact = Decimal(value)
            places = int(exact.as_tuple().exponent)
            total, rounded, _ = sums.get(str(row.get(by)), (Decimal(0), Decimal(0), 0))
            rounding = Decimal(5).scaleb(min(places, 0) - 1)
            sums[str(row.get(by))] = (total + exact, rounded + rounding, index)
        for total, rounded, last in sums.values():
            if total - rounded > whole:
                name = "high" if rows[last].get("value") is None else "value"
                what = "this share is" if kind == "wholes" else "with this row the parts come to"
                yield Finding(
                    draft.place("rows", last, name),
                    f"{what} {total}, more than the whole, {whole}",
                    "correct a number, or choose the kind 'bar', which has no whole",
                    (("the kind is chosen here", draft.place("chart", "kind")),),
                )


@rule("E041")
def unknown_row_in_chart(reading: Reading) -> Iterator[Finding]:
    """The answer, the emphasis, the levels and the breaks of a chart name rows that the series has;
    the bands name a column of text that it declares, and the kind is one that is known.

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
        yield from _unknown_names(draft, chart, keys)
        yield from _unknown_kind(draft, chart, reading.own_kinds)
        answer = chart.get("answer")
        for match in BRACES.finditer(answer) if isinstance(answer, str) else ():
            inner = PLACEHOLDER.fullmatch(match[0])
            if inner is None or inner[1] not in keys:
                yield Finding(
                    draft.place("chart", "answer"),
                    f"'{match[0]}' names no row of this series",
                    did_you_mean(match[0].strip("{}").split(".")[0], keys),
                )


def _unknown_names(draft: Draft, chart: dict[str, Any], keys: dict[str, None]) -> Iterator[Finding]:
    """What levels, breaks and bands call by names that the series does not have."""
    levels, breaks, bands = chart.get("levels"), chart.get("breaks"), chart.get("bands")
    named: list[tuple[Path, object]] = []
    for index, key in enumerate(levels if isinstance(levels, list) else ()):
        named.append((("levels", index), key))
    for index, one in enumerate(breaks if isinstance(breaks, list) else ()):
        named.append((("breaks", index, "row"), one.get("row") if isinstance(one, dict) else None))
    for path, key in named:
        if isinstance(key, str) and key not in keys:
            told = f"no row has the key '{key}'"
            yield Finding(draft.place("chart", *path), told, did_you_mean(key, keys))
    declared = draft.data.get("columns")
    columns = (
        [one for one in declared if isinstance(one, dict)] if isinstance(declared, list) else []
    )
    texts = [str(one.get("id")) for one in columns if one.get("unit") is None]
    if isinstance(bands, str) and bands not in texts:
        told = f"the series declares no column of text '{bands}'"
        yield Finding(draft.place("chart", "bands"), told, did_you_mean(bands, texts))


def _unknown_kind(draft: Draft, chart: dict[str, Any], own: tuple[str, ...]) -> Iterator[Finding]:
    kind, known = chart.get("kind"), (*BUILT_IN, *own)
    if isinstance(kind, str) and kind not in known:
        told = f"no kind of chart is called '{kind}'"
        near = did_you_mean(kind, known) or f"choose one of: {listed(known)}"
        yield Finding(draft.place("chart", "kind"), told, near)
