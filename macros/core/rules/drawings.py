"""Rules about drawings: that the rows of a series hold what its kind of chart shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from macros.core.problems import Problem, did_you_mean
from macros.core.rules.fragments import if_then_given
from macros.core.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.core.reading import Reading

NEEDS: dict[str, tuple[str, ...]] = {
    "column": ("date",),
    "step": ("date",),
    "line": ("date",),
    "stack": ("date", "label"),
}
"""The columns that every row must fill for a kind of chart."""

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)(?:\.(date|label))?\}")


def _series(reading: Reading) -> Iterator[tuple[Any, dict[str, Any], list[dict[str, Any]]]]:
    for draft in reading.of_kind("series"):
        data = draft.data if isinstance(draft.data, dict) else {}
        chart, rows = data.get("chart"), data.get("rows")
        if isinstance(chart, dict) and isinstance(rows, list):
            yield draft, chart, [row if isinstance(row, dict) else {} for row in rows]


@rule(
    "E040",
    schema={
        "Drawing": if_then_given("kind", "part", "whole", "a chart of kind 'part' needs 'whole'")
    },
)
def drawing_lacks_data(reading: Reading) -> Iterator[Problem]:
    """Each row of a series fills the columns that its kind of chart needs, there is at least one
    row with a number, and a chart of parts says what the whole is.

    Bad:
        key,date,label,value,sources
        y1899,,Last year,30,toll-book

    Good:
        key,date,label,value,sources
        y1899,1899,Last year,30,toll-book
    """
    for draft, chart, rows in _series(reading):
        kind = str(chart.get("kind"))
        for index, row in enumerate(rows):
            for name in NEEDS.get(kind, ()):
                if row.get(name) is None:
                    yield Problem(
                        draft.place("rows", index, name),
                        "E040",
                        f"a chart of kind '{kind}' needs '{name}' in each row",
                        f"fill '{name}', or choose another kind of chart",
                        (("the kind is chosen here", draft.place("chart", "kind")),),
                    )
        if not any(row.get(name) is not None for row in rows for name in ("value", "low", "high")):
            yield Problem(draft.place("id"), "E040", "this series has no row with a number")
        if kind == "part" and chart.get("whole") is None:
            yield Problem(
                draft.place("chart", "kind"),
                "E040",
                "a chart of kind 'part' needs 'whole'",
                "add 'whole:' under 'chart:', the amount of which the rows are parts",
            )


@rule("E041")
def unknown_row_in_chart(reading: Reading) -> Iterator[Problem]:
    """The answer and the emphasis of a chart name rows that the series has.

    Bad:
        answer: In {y1900.date} there were {y1900}.
        emphasis: y1901

    Good:
        answer: In {y1900.date} there were {y1900}.
        emphasis: y1900
    """
    for draft, chart, rows in _series(reading):
        keys = [row["key"] for row in rows if isinstance(row.get("key"), str)]
        labels = [row["label"] for row in rows if isinstance(row.get("label"), str)]
        emphasis = chart.get("emphasis")
        if isinstance(emphasis, str) and emphasis not in {*keys, *labels}:
            yield Problem(
                draft.place("chart", "emphasis"),
                "E041",
                f"no row has the key or label '{emphasis}'",
                did_you_mean(emphasis, [*keys, *labels]),
            )
        answer = chart.get("answer")
        for match in re.finditer(r"\{([^{}]*)\}", answer) if isinstance(answer, str) else ():
            inner = PLACEHOLDER.fullmatch(match[0])
            if inner is None or inner[1] not in keys:
                yield Problem(
                    draft.place("chart", "answer"),
                    "E041",
                    f"'{match[0]}' names no row of this series",
                    did_you_mean(match[1].split(".")[0], keys),
                )
