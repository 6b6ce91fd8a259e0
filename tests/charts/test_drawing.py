"""Charts: what each kind draws and what it leaves out, and that the SVG is fit for a page."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import altair as alt
import html5lib
import pytest
import vl_convert

import drawn as read
from claimbook.charts import OwnChartError
from claimbook.charts.drawing import WIDTHS, Drawings
from claimbook.charts.explore import ORDERED
from claimbook.charts.frame import milliseconds
from claimbook.charts.kinds import KINDS
from claimbook.core.text.messages import speaking
from claimbook.views.chart import Chart, ChartRow, ChartTable
from drawn import SVG

if TYPE_CHECKING:
    from pathlib import Path

SIZES = ("wide", "narrow")
HOSTILE = "<script>alert(1)</script> datum[\"x\"] & 'q' ${x} {{ y }} ]]>"
COLORED = ("fill", "stroke", "color", "stop-color", "flood-color")


def a_row(key: str, value: float | None = 1.0, **changes: Any) -> ChartRow:
    words = "not known" if value is None else f"{value:g} percent"
    short = "not known" if value is None else f"{value:g}%"
    fields = {"label": f"Row {key}", "group": f"Row {key}", "words": words, "short": short}
    return ChartRow(key=key, value=value, **{**fields, **changes})


def a_year(year: int, value: float | None = 1.0, **changes: Any) -> ChartRow:
    fields = {
        "label": str(year),
        "group": "",
        "start": date(year, 1, 1),
        "end": date(year, 12, 31),
        "date_words": str(year),
    }
    return a_row(changes.pop("key", f"y{year}"), value, **{**fields, **changes})


def a_day(day: date, value: float | None = 1.0, **changes: Any) -> ChartRow:
    fields = {"label": f"On {day}", "start": day, "end": day, "date_words": f"{day}"}
    return a_row(changes.pop("key", f"d{day}"), value, **{**fields, **changes})


def a_chart(kind: str, rows: list[ChartRow] | None = None, **changes: Any) -> Chart:
    fields: dict[str, Any] = {
        "id": f"a-{kind}",
        "title": "A title",
        "question": "How much?",
        "answer": "So much.",
        "alternative": "Row a: 1 percent.",
        "unit": "percent",
        "unit_title": "percent",
        "of": None,
        "rows": tuple(SAMPLES[kind] if rows is None else rows),
        "table": ChartTable(caption="", columns=(), rows=()),
        "whole": {"part": 60.0, "stack": 100.0, "wholes": 100.0}.get(kind),
    }
    return Chart(kind=kind, **{**fields, **changes})


def a_bound(key: str, low: float | None, high: float | None, **changes: Any) -> ChartRow:
    return a_row(key, None, low=low, high=high, words=f"{low} to {high}", **changes)


STANDINGS = [
    a_row("a", 40, emphasis=True),
    a_row("b", 20, standing="tentative", open="above"),
    a_row("c", 10, standing="hypothetical", open="below"),
    a_row("d", 5, open="around"),
]
YEARS = [
    a_year(2019, 10),
    a_year(2020, 20),
    a_year(2021, None),
    a_year(2022, 40, emphasis=True),
    a_year(2023, 55, standing="tentative"),
]
SAMPLES: dict[str, list[ChartRow]] = {
    "bar": STANDINGS,
    "part": STANDINGS,
    "dots": [*STANDINGS, a_row("a2", 30, label="Row a")],
    "range": [a_bound("a", 10, 20), a_bound("b", 5, 5), a_bound("c", 8, None, emphasis=True)],
    "column": YEARS,
    "step": YEARS,
    "line": YEARS,
    "stack": [
        a_year(2019, 60, key="a", label="North", emphasis=True),
        a_year(2019, 30, key="b", label="South"),
        a_year(2019, 1, key="c", label="West", standing="tentative"),
    ],
    "matrix": [
        a_row("a", 9, label="Topic", group="Ann Smith", short="9", side=0),
        a_row("b", 1, label="Topic", group="Bo", short="1", side=1),
        a_row("c", 3, label="Other topic", group="Cy", short="3"),
    ],
    "ties": [
        a_row("b-a", 1, label="Repeats", group="Second claim", words="First", side=1, status="Bo"),
        a_row("c-a", 1, label="Answers", group="Third claim", words="First", side=0, status="Ann"),
        a_row("d-a", 1, label="Answers", group="Fourth claim", words="First", status="Cy"),
    ],
    "evidence": [
        a_row("a", 5, label="Topic", group="For", short="5", standing="holds"),
        a_row("b", 2, label="Topic", group="Against", short="2", standing="against"),
        a_row("c", 1, label="Other topic", group="For", short="1", standing="holds"),
    ],
    "verdicts": [
        a_row("a", 9, label="", group="Holds", short="9", standing="holds"),
        a_row("b", 2, label="", group="Does not", short="2", standing="against"),
    ],
    "split": [
        a_row("a", 5, label="New", panel="One reading"),
        a_row("b", 3, label="Older", panel="One reading"),
        a_row("c", 8, label="New", panel="Another reading"),
    ],
    "wholes": [
        a_row("a", 40, label="Ann", date_words="2025", of="all carts"),
        a_bound("b", 40, 50, label="Bo", of="the carts that pass the bridge on market days"),
    ],
    "slope": [
        a_year(2019, 10, key="a", label="North", group="North"),
        a_year(2024, 30, key="b", label="North", group="North", emphasis=True),
        a_year(2019, 12, key="c", label="South", group="South"),
        a_year(2024, 8, key="d", label="South", group="South"),
    ],
}


@cache
def drawn(chart: Chart, size: str = "wide") -> str:
    return drawn_anew(chart, size)


def drawn_anew(chart: Chart, size: Any = "wide", **options: Any) -> str:
    text = Drawings(**options).svg(chart, size=size)
    assert text is not None
    return text


def filled(text: str, color: str) -> list[read.Box]:
    return [one for one in read.marks(text) if one.fill == f"var(--cb-{color})"]


every_kind = pytest.mark.parametrize("kind", sorted(KINDS))
every_size = pytest.mark.parametrize("size", SIZES)


def test_every_kind_of_drawing_has_a_sample_here() -> None:
    assert set(SAMPLES) == set(KINDS)


@every_size
@every_kind
def test_a_spec_is_valid_vega_lite(kind: str, size: str) -> None:
    alt.Chart.from_dict(Drawings().specification(a_chart(kind), size))  # type: ignore[arg-type]


@every_size
@every_kind
def test_every_color_is_a_custom_property_of_the_page(kind: str, size: str) -> None:
    text = drawn(a_chart(kind), size)
    for element in ET.fromstring(text).iter():
        for name in COLORED:
            value = element.attrib.get(name, "none")
            known = value in {"none", "transparent"} or value.startswith("url(#a-")
            assert known or re.fullmatch(r"var\(--cb-[a-z0-9-]+\)", value)
    assert not re.search(r'="#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl', text)
    assert "<style" not in text


@every_size
@every_kind
def test_the_root_alone_is_named_and_described(kind: str, size: str) -> None:
    root = ET.fromstring(drawn(a_chart(kind), size))
    start = f"a-{kind}-{size}"
    assert root.attrib["role"] == "img"
    assert root.attrib["class"] == f"cb-svg cb-svg--{size}"
    assert root.attrib["aria-labelledby"] == f"{start}-title"
    assert root.attrib["aria-describedby"] == f"{start}-desc"
    title, desc = root[0], root[1]
    assert (title.tag, title.attrib["id"], title.text) == (
        f"{SVG}title",
        f"{start}-title",
        "How much?",
    )
    assert (desc.tag, desc.attrib["id"]) == (f"{SVG}desc", f"{start}-desc")
    for element in list(root.iter())[1:]:
        assert not [name for name in element.attrib if name.startswith("aria-") or name == "role"]


@every_size
@every_kind
def test_a_drawing_has_its_width_and_all_words_have_one_size(kind: str, size: str) -> None:
    root = ET.fromstring(drawn(a_chart(kind), size))
    height = root.attrib["height"]
    assert root.attrib["width"] == str(WIDTHS[size])  # type: ignore[index]
    assert root.attrib["viewBox"] == f"0 0 {WIDTHS[size]} {height}"  # type: ignore[index]
    assert {t.attrib["font-size"] for t in root.iter(f"{SVG}text")} == {"13px"}


@every_kind
def test_a_drawing_names_no_font_so_that_the_page_chooses(kind: str) -> None:
    assert "font-family" not in drawn(a_chart(kind))


@every_kind
def test_two_drawings_of_one_chart_are_the_same_bytes(kind: str) -> None:
    assert drawn_anew(a_chart(kind)) == drawn(a_chart(kind))


def test_ids_of_two_charts_on_one_page_never_meet() -> None:
    missing = [a_year(2019, 1), a_year(2020, None), a_year(2021, 3)]
    charts = [a_chart(kind) for kind in KINDS] + [a_chart("column", missing, id="gap")]
    ids = [
        name
        for chart in charts
        for size in SIZES
        for name in re.findall(r'\bid="([^"]*)"', drawn(chart, size))
    ]
    assert len(ids) == len(set(ids))


@every_size
@every_kind
def test_every_row_with_an_amount_is_told_by_a_mark(kind: str, size: str) -> None:
    chart = a_chart(kind)
    told = {mark.words for mark in read.marks(drawn(chart, size))}
    assert told >= {row.says for row in chart.rows if row.has_amount}


@every_kind
def test_hostile_text_is_only_ever_text(kind: str) -> None:
    rows = [
        replace(row, label=HOSTILE + row.label, group=HOSTILE + row.group, words=HOSTILE)
        for row in SAMPLES[kind]
    ]
    chart = a_chart(kind, rows, question=HOSTILE, alternative=HOSTILE, unit_title=HOSTILE)
    text = drawn(chart)
    root = ET.fromstring(text)
    assert "<script" not in text
    assert root[0].text == HOSTILE
    parser = html5lib.HTMLParser(strict=True)
    page = parser.parse(f"<!DOCTYPE html><title>t</title>{text}", scripting=False)
    assert not list(page.iter("{http://www.w3.org/1999/xhtml}script"))


def test_a_chart_of_the_first_years_can_be_explored() -> None:
    chart = a_chart("column", [a_year(1, 3.0), a_year(2024, 9.0)])
    assert '"0001-01-01"' in (Drawings().explored(chart) or "")


@pytest.mark.parametrize("kind", sorted(ORDERED))
def test_lanes_to_explore_lie_in_the_order_that_is_asked_for(kind: str) -> None:
    rows = [a_row("a", 5, label=LONG), a_row("b", 40), a_row("c", 20)]
    spec = json.loads(Drawings().explored(a_chart(kind, rows)) or "")["narrow"]

    def order() -> str:
        at = {one.words: one.top for one in read.texts(vl_convert.vegalite_to_svg(spec))}
        return "".join(row.key for row in sorted(rows, key=lambda row: at[row.short]))

    assert order() == "abc"
    next(one for one in spec["params"] if one["name"] == "order")["value"] = "amount"
    assert order() == "bca"


def expressions(spec: Any) -> list[str]:
    """Everything in a specification that Vega runs."""
    found = []
    for key, value in spec.items() if isinstance(spec, dict) else ():
        if key in {"expr", "calculate", "filter", "labelExpr", "test", "update", "signal"}:
            found.append(str(value))
        found += expressions(value)
    for value in spec if isinstance(spec, list) else ():
        found += expressions(value)
    return found


@every_kind
def test_no_expression_holds_text_of_the_data(kind: str) -> None:
    rows = [
        replace(row, label="MARK", words="MARK", short="MARK", panel="MARK" + row.panel, of="MARK")
        for row in SAMPLES[kind]
    ]
    changes = {"unit_title": "MARK", "question": "MARK", "levels": ("a",)}
    specs = json.loads(Drawings().explored(a_chart(kind, rows, **changes)) or "{}")
    assert set(specs) == set(SIZES)
    for spec in specs.values():
        spec.pop("datasets")
        assert not [one for one in expressions(spec) if "MARK" in one]


def test_control_characters_are_left_out_since_xml_does_not_allow_them() -> None:
    rows = [a_row("a", 1, label="A\x00B\x1b \n C", short="\x07one")]
    found = read.words(drawn(a_chart("bar", rows, alternative="x\x07y")))
    assert {"AB C", "one"} <= set(found)


def test_a_chart_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="no rows"):
        Drawings().svg(a_chart("bar", []), size="wide")


def test_a_table_has_no_drawing() -> None:
    assert Drawings().svg(a_chart("table", []), size="wide") is None


def test_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="kind 'pie'"):
        Drawings().svg(a_chart("pie", [a_row("a")]), size="wide")


# What has to hold for any data: shapes of rows for the kinds that take them.

LONG = "A label that goes on and on, as those of a hundred and twenty letters do in a table of the year"
NAMES = {
    "long": LONG,
    "short": "EU",
    "chinese": "世界半導體製造產能佔比最高的國家與地區",
    "arabic": "أعلى الدول حصة في الطاقة الإنتاجية العالمية",
    "thai": "ประเทศที่มีส่วนแบ่งกำลังการผลิตสูงที่สุดในโลก",
}


def _lanes(values: list[float], label: str = "Row") -> list[ChartRow]:
    return [a_row(f"r{i}", v, label=f"{label} {i}") for i, v in enumerate(values)]


def _years(values: list[float], start: int = 1990) -> list[ChartRow]:
    return [a_year(start + i, v) for i, v in enumerate(values)]


LANED = ("bar", "dots", "range", "part", "wholes")
TIMED = ("column", "step", "line")
POSITIVE: dict[str, list[float]] = {
    "one": [7.0],
    "sixty": [float(3 + (7 * i) % 50) for i in range(60)],
    "tiny": [1e-7, 4e-7, 2.5e-7],
    "huge": [1e12, 3e12, 2e12],
    "equal": [5.0, 5.0, 5.0],
    "zero": [0.0, 0.0],
}
SIGNED = {"negative": [-5.0, -3.0, -12.5], "both": [5.0, -3.0, 12.5, -0.5]}


def shapes() -> dict[str, Chart]:
    found: dict[str, Chart] = {}
    for name, values in {**POSITIVE, **SIGNED}.items():
        laned = ("bar", "dots", "range") if name in SIGNED else LANED
        for kind in laned:
            whole = {"whole": max(values) * 2 or 1.0} if kind in {"part", "wholes"} else {}
            found[f"{kind}-{name}"] = a_chart(kind, _lanes(values), **whole)
        for kind in TIMED:
            found[f"{kind}-{name}"] = a_chart(kind, _years(values))
    for name, label in NAMES.items():
        for kind in LANED:
            whole = {"whole": 40.0} if kind in {"part", "wholes"} else {}
            found[f"{kind}-{name}"] = a_chart(kind, _lanes([5.0, 20.0], label), **whole)
        two = [
            replace(row, label=f"{label} {at}", group=f"{label} {at}", key=f"{row.key}-{at}")
            for at in (0, 1)
            for row in _years([5.0 + at, 20.0 - 9 * at])
        ]
        for kind in ("step", "line", "slope"):
            found[f"{kind}-{name}"] = a_chart(kind, two)
        parts = [replace(row, panel=f"{label} {row.start}") for row in two]
        found[f"split-{name}"] = a_chart("split", parts)
        found[f"stack-{name}"] = a_chart("stack", two)
        for kind in ("bar", "step", "column"):
            rows = [
                replace(row, panel=f"{label} {at}", key=f"{row.key}-{at}")
                for at in (0, 1)
                for row in (_lanes if kind == "bar" else _years)([5.0, 9.0])
            ]
            found[f"{kind}-panels-{name}"] = a_chart(kind, rows)
    days = [date(2024, 3, d) for d in (5, 12, 25)]
    for kind in TIMED:
        found[f"{kind}-days"] = a_chart(kind, [a_day(d, i + 5.0) for i, d in enumerate(days)])
        found[f"{kind}-one-day"] = a_chart(kind, [a_day(days[0], 5.0)])
        same = [a_day(days[0], 5.0, key="a", group="A"), a_day(days[0], 9.0, key="b", group="B")]
        found[f"{kind}-equal-dates"] = a_chart(kind, same)
        months = [
            a_row(
                f"m{m}",
                m * 2.0,
                label=f"Month {m}",
                group="",
                date_words=f"month {m}",
                start=date(2024, m, 1),
                end=date(2024, m, 28),
            )
            for m in (1, 4, 9)
        ]
        found[f"{kind}-months"] = a_chart(kind, months)
        ages = [a_year(1, 3.0), a_year(1850, 5.0), a_year(2024, 9.0)]
        found[f"{kind}-ages"] = a_chart(kind, ages)
        gap = [a_year(2019, 10), a_year(2020, None), a_year(2021, 30)]
        found[f"{kind}-gap"] = a_chart(kind, gap)
        breaks = {"breaks": (("y2021", "counted anew"),), "levels": ("y2022",)}
        marked = [*_years([3, 4], 2019), a_year(2021, 6), a_year(2022, 8)]
        found[f"{kind}-marked"] = a_chart(kind, marked, **breaks)
    many = [
        a_row(f"r{i}", 1.0, label=f"Part {i}", group=f"Part {i}", panel="All") for i in range(20)
    ]
    found["split-many"] = a_chart("split", many)
    return found


SHAPES = shapes()
every_shape = pytest.mark.parametrize("shape", sorted(SHAPES))


@every_size
@every_shape
def test_no_words_leave_the_drawing_in_a_wide_font(shape: str, size: str) -> None:
    assert read.outside(drawn(SHAPES[shape], size)) == []


@every_size
@every_kind
def test_no_words_of_a_sample_leave_the_drawing(kind: str, size: str) -> None:
    assert read.outside(drawn(a_chart(kind), size)) == []


@every_size
@every_shape
def test_no_words_stand_in_others(shape: str, size: str) -> None:
    assert read.colliding(drawn(SHAPES[shape], size)) == []


@every_size
@every_kind
def test_no_words_of_a_sample_stand_in_others(kind: str, size: str) -> None:
    assert read.colliding(drawn(a_chart(kind), size)) == []


@every_size
@pytest.mark.parametrize(
    "shape", [one for one in sorted(SHAPES) if one.split("-")[0] in TIMED and "panels" not in one]
)
def test_an_amount_read_from_a_plane_is_that_of_its_row(shape: str, size: str) -> None:
    chart = SHAPES[shape]
    text = drawn(chart, size)
    top, each = read.amount_scale(text)
    values = {row.says: row.value for row in chart.rows if row.value is not None}
    amounts = [abs(value) for value in values.values()]
    allowed = abs(each) * 1.5
    seen = set()
    for mark in read.marks(text):
        if (value := values.get(mark.words)) is None:
            continue
        ends = [top + each * y for y in (mark.top, mark.bottom)]
        nearest = min(ends, key=lambda end: abs(end - value))
        assert nearest == pytest.approx(value, abs=allowed), mark.words
        if shape.startswith("column") and mark.tag == "path":
            other = ends[1 - ends.index(nearest)]
            assert other == pytest.approx(0, abs=allowed)
        seen.add(mark.words)
    assert seen == set(values)
    assert amounts


@every_size
@pytest.mark.parametrize(
    "shape",
    [
        one
        for one in sorted(SHAPES)
        if one.split("-")[0] in ("bar", "dots", "part", "split", "stack", "wholes")
    ],
)
def test_lengths_of_bars_are_in_the_ratio_of_their_amounts(shape: str, size: str) -> None:
    chart = SHAPES[shape]
    text = drawn(chart, size)
    values = {row.says: row.value or 0.0 for row in chart.rows}
    found = [m for m in read.marks(text) if m.words in values]
    assert {m.words for m in found} == set(values)
    if chart.kind == "dots":
        zero = next(
            m for m in read.marks(text, rows=False) if m.tag == "line" and m.left == m.right
        )
        lengths = {m.words: m.left - zero.left for m in found}
    elif chart.kind == "wholes":
        return
    else:
        lengths = {m.words: m.right - m.left for m in found}
        values = {key: abs(value) for key, value in values.items()}
    longest = max(lengths, key=lambda one: abs(lengths[one]))
    if not values[longest]:
        return
    scale = lengths[longest] / values[longest]
    for key, length in lengths.items():
        assert length == pytest.approx(values[key] * scale, abs=0.6)


def test_a_share_of_its_own_whole_fills_that_share_of_its_bar() -> None:
    text = drawn(a_chart("wholes"))
    boxes = [m for m in read.marks(text) if m.words]
    filled_ = [
        m for m in read.marks(text, rows=False) if m.fill == "var(--cb-ink-2)" and not m.words
    ]
    (first, *_), whole = sorted(filled_, key=lambda m: m.top), boxes[0]
    assert (first.right - first.left) / (whole.right - whole.left) == pytest.approx(0.4, abs=0.01)


@every_size
@pytest.mark.parametrize("shape", [one for one in sorted(SHAPES) if "panels" in one])
def test_every_row_of_a_panel_is_told_by_a_mark(shape: str, size: str) -> None:
    told = {mark.words for mark in read.marks(drawn(SHAPES[shape], size))}
    assert told == {row.says for row in SHAPES[shape].rows}


@every_size
def test_words_of_a_small_share_stand_beside_it(size: str) -> None:
    rows = [a_row(f"r{n}", n, of="all carts") for n in (0, 3, 14, 60, 97)]
    text = drawn(a_chart("wholes", rows), size)
    assert read.colliding(text) == []
    assert read.outside(text) == []
    small = next(one for one in read.texts(text) if one.words == "3%")
    (bar, *_) = (one for one in read.marks(text, rows=False) if 0 < one.right - one.left < 30)
    assert small.left > bar.right


def test_a_single_day_is_no_uncertain_date() -> None:
    rows = [a_day(date(2024, 3, day), day, group="") for day in (5, 12, 25)]
    lines = ET.fromstring(drawn(a_chart("line", rows))).iter(f"{SVG}line")
    assert not [one for one in lines if one.attrib.get("stroke-width") == "5"]


def test_panels_share_one_scale_unless_each_has_its_own() -> None:
    rows = [
        a_row("a", 10, label="Row a", panel="First"),
        a_row("b", 40, label="Row b", panel="Second"),
    ]

    def lengths(**changes: Any) -> list[float]:
        found = read.marks(drawn(a_chart("bar", rows, **changes)))
        return [m.right - m.left for m in found]

    small, large = lengths()
    assert large == pytest.approx(4 * small, abs=0.6)
    assert len({round(one) for one in lengths(scale="own")}) == 1
    assert {"First", "Second"} <= set(read.words(drawn(a_chart("bar", rows))))


def test_small_panels_of_time_stand_on_one_scale_of_amounts_and_days() -> None:
    rows = [
        a_year(year, value, key=f"{name}{year}", panel=name, group="", label=f"{year}")
        for name, values in {"North": (10, 20), "South": (40, 5)}.items()
        for year, value in zip((2019, 2024), values, strict=True)
    ]
    found = {m.words: m for m in read.marks(drawn(a_chart("line", rows)))}
    heights = {row.value: found[row.says].height for row in rows}
    scale = (heights[10] - heights[20]) / 10
    assert heights[5] - heights[40] == pytest.approx(35 * scale, abs=1)
    apart = {
        n: found[rows[i].says].middle - found[rows[j].says].middle
        for n, (i, j) in {"North": (1, 0), "South": (3, 2)}.items()
    }
    assert apart["North"] == pytest.approx(apart["South"], abs=0.5)


@every_size
def test_what_is_stressed_is_said_above_its_column_though_it_is_the_last(size: str) -> None:
    rows = _years([10, 20, 30, 40, 50, 60, 70, 80, 90], 2017)
    rows[-1] = replace(rows[-1], emphasis=True, short="US$146.8 billion")
    text = drawn(a_chart("column", rows), size)
    assert "US$146.8 billion" in read.words(text)
    assert not read.outside(text)


@every_size
def test_words_of_columns_stand_in_no_column(size: str) -> None:
    rows = [
        a_year(year, value, key=f"{name}{year}", panel=name, short=f"{value:g} percent")
        for name, values in {"North": (-5, -15, -1), "South": (4, 30, 2)}.items()
        for year, value in enumerate(values, 2019)
    ]
    text = drawn(a_chart("column", rows), size)
    columns = read.marks(text)
    for said in (one for one in read.texts(text, 13) if one.words.endswith("percent")):
        assert not [
            one
            for one in columns
            if min(one.right, said.right) - max(one.left, said.left) > 1
            and min(one.bottom, said.bottom) - max(one.top, said.top) > 3
        ]


@pytest.mark.parametrize("value", [-5.0, 5.0])
def test_a_scale_of_equal_amounts_holds_zero(value: float) -> None:
    rows = [replace(row, group="") for row in _years([value, value], 2019)]
    assert "0" in read.words(drawn(a_chart("line", rows)))


@every_size
def test_a_missing_value_is_hatched_and_named_not_drawn_as_zero(size: str) -> None:
    rows = [a_year(2019, 10), a_year(2020, None), a_year(2021, 30)]
    text = drawn(a_chart("column", rows), size)
    assert len(filled(text, "ink-2")) == 2
    (gap,) = (mark for mark in read.marks(text) if mark.fill.startswith("url("))
    assert gap.words == rows[1].says
    assert "not known" in read.words(text)


@pytest.mark.parametrize(("kind", "lines"), [("step", (6, 3)), ("line", (3, 1))])
def test_a_line_is_broken_at_a_missing_value_and_where_counting_changes(
    kind: str, lines: tuple[int, int]
) -> None:
    whole = _years([10, 20, 30, 40], 2019)
    gap = [whole[0], a_year(2020, None), *whole[2:]]

    def drawn_lines(rows: list[ChartRow], **changes: Any) -> int:
        text = drawn(a_chart(kind, rows, **changes))
        found = ET.fromstring(text).iter(f"{SVG}line")
        return sum(one.attrib.get("stroke-width") == "2" for one in found)

    assert drawn_lines(whole) == lines[0] + (kind == "step")
    assert drawn_lines(gap) == lines[1] + (kind == "step")
    broken = a_chart(kind, whole, breaks=(("y2021", "counted anew"),))
    text = drawn(broken)
    assert drawn_lines(whole, breaks=broken.breaks) == lines[0] + (kind == "step") - 1
    assert "counted anew" in read.words(text)


@pytest.mark.parametrize("kind", ["bar", "dots", "part", "range"])
def test_a_row_without_any_number_says_so_and_has_no_length(kind: str) -> None:
    rows = [a_row("a", 40, emphasis=True), a_row("b", None)]
    text = drawn(a_chart(kind, rows))
    assert "not known" in read.words(text)
    assert all(m.right - m.left < 1 for m in read.marks(text) if m.words == rows[1].says)
    assert filled(text, "ink")


def test_bounds_without_a_value_are_drawn_between_their_ends() -> None:
    rows = [a_row("a", 40), a_bound("b", 10, 20)]
    marks = [m for m in read.marks(drawn(a_chart("bar", rows))) if m.words == rows[1].says]
    solid = next(m for m in read.marks(drawn(a_chart("bar", rows))) if m.words == rows[0].says)
    lengths = sorted(round((m.right - m.left) / (solid.right - solid.left) * 40) for m in marks)
    assert lengths == [10, 10]
    assert any(m.fill.startswith("url(") for m in marks)


@pytest.mark.parametrize(("side", "count"), [("none", 0), ("above", 1), ("below", 1)])
def test_a_limit_has_a_sign_at_the_end_of_its_bar(side: str, count: int) -> None:
    text = drawn(a_chart("bar", [a_row("a", 40, open=side), a_row("b", 20)]))
    signs = [m for m in read.marks(text, rows=False) if m.stroke == "var(--cb-ink)" and not m.words]
    assert len([m for m in signs if m.tag == "path"]) == count


@pytest.mark.parametrize("kind", ["bar", "dots", "column", "line"])
def test_what_is_not_firm_is_told_in_words_not_only_by_its_look(kind: str) -> None:
    counted = a_year(2020, 10, standing="firm", status="counted")
    rows = [counted, a_year(2021, 20, standing="tentative", status="hoped for")]
    said = " ".join(read.words(drawn(a_chart(kind, rows))))
    assert "hoped for" in said
    assert "counted" in said
    firm = [replace(row, standing="firm") for row in rows]
    assert "hoped for" not in " ".join(read.words(drawn(a_chart(kind, firm))))


def test_a_tentative_stretch_of_a_line_is_dashed_and_a_firm_one_is_not() -> None:
    rows = [a_year(2020, 10), a_year(2021, 20), a_year(2022, 30, standing="tentative")]
    found = ET.fromstring(drawn(a_chart("line", rows))).iter(f"{SVG}line")
    lines = [one for one in found if one.attrib.get("stroke-width") == "2"]
    assert {one.attrib.get("stroke-dasharray") for one in lines} >= {None, "6,3"}


def test_a_date_that_is_not_known_exactly_is_as_long_as_it_can_be() -> None:
    month = a_row("m", 20, start=date(2024, 4, 1), end=date(2024, 4, 30), date_words="April 2024")
    rows = [a_day(date(2024, 1, 1), 10), month, a_day(date(2024, 9, 1), 30)]
    rows = [replace(row, group="") for row in rows]
    text = drawn(a_chart("line", rows))
    spans = [
        one
        for one in ET.fromstring(text).iter(f"{SVG}line")
        if one.attrib.get("stroke-width") == "5"
    ]
    assert len(spans) == 1
    days = milliseconds(date(2024, 9, 2)) - milliseconds(date(2024, 1, 1))
    dots = {m.words: m.middle for m in read.marks(text)}
    shown = float(spans[0].attrib["x2"])
    a_day_wide = (dots[rows[2].says] - dots[rows[0].says]) / (days / 86_400_000 - 1)
    assert shown == pytest.approx(30 * a_day_wide, abs=1)


@pytest.mark.parametrize("kind", ["step", "line"])
def test_an_amount_that_stays_the_same_is_said_once(kind: str) -> None:
    rows = [replace(row, group="") for row in _years([10, 20, 20, 20, 30], 2019)]
    said = read.words(drawn(a_chart(kind, rows)))
    assert [said.count(row.short) for row in (rows[0], rows[1], rows[4])] == [1, 1, 1]


def test_what_is_stressed_has_its_words_even_where_they_stand_on_a_line() -> None:
    rows = [a_year(1990 + n, 20 - n / 9, group="", emphasis=n == 17) for n in range(30)]
    rows = [replace(row, short=f"{row.value:.1f} percent of all") for row in rows]
    assert rows[17].short in read.words(drawn(a_chart("line", rows), "narrow"))


def test_a_name_without_room_at_the_right_stands_at_its_line() -> None:
    long = "A duty on all that is made by hand, proposed in addition"
    rows = [a_day(date(2024, m, 1), 9.0 + m, key=f"a{m}", group="Duty") for m in (1, 5, 9)]
    rows.append(a_day(date(2024, 3, 1), 2.0, key="b", group=long))
    text = drawn(a_chart("step", rows), "narrow")
    (told,) = (one for one in read.words(text) if "proposed in addition" in one)
    assert told.startswith("2%")
    (name,) = (one for one in read.texts(text) if one.words == "Duty")
    assert name.left > 340 * 0.8


@every_size
def test_a_lane_is_only_as_high_as_its_own_label_needs(size: str) -> None:
    rows = [a_row(f"r{n}", 5.0, label=LONG if n == 1 else f"Row {n}") for n in range(5)]
    first, second, *others = read.marks(drawn(a_chart("bar", rows), size))
    steps = {round(b.top - a.top) for a, b in pairwise(others)}
    assert len(steps) == 1
    assert others[0].top - second.top >= min(steps)
    assert max(second.top - first.top, others[0].top - second.top) > min(steps)


def test_years_between_columns_keep_their_place() -> None:
    rows = [a_year(2024, 10), a_year(2025, 20), a_year(2030, 50)]
    at = {m.words: m.middle for m in read.marks(drawn(a_chart("column", rows)))}
    first, second, third = (at[row.says] for row in rows)
    assert third - second == pytest.approx(5 * (second - first), abs=1)


def test_what_a_share_of_a_hundred_leaves_out_is_drawn_as_not_given() -> None:
    rows = [
        a_year(2019, 60, key="a", label="N", group="N"),
        a_year(2019, 10, key="b", label="S", group="S"),
    ]
    assert "not given" in read.words(drawn(a_chart("stack", rows)))
    full = [*rows, a_year(2019, 30, key="c", label="W", group="W")]
    assert "not given" not in read.words(drawn(a_chart("stack", full)))
    assert "not given" not in read.words(drawn(a_chart("stack", rows, whole=None)))


@every_size
def test_every_segment_of_a_stack_is_named_inside_it_or_below(size: str) -> None:
    said = " ".join(read.words(drawn(a_chart("stack"), size)))
    for row in SAMPLES["stack"]:
        assert row.group in said
        assert row.short in said


def test_what_holds_at_a_time_stands_below_it_as_a_band() -> None:
    rows = [
        replace(row, band=band, group="")
        for row, band in zip(
            _years([10, 20, 15], 2019), ("Old law", "Old law", "New law"), strict=True
        )
    ]
    found = read.words(drawn(a_chart("step", rows, bands="Law")))
    assert found.count("Old law") == 1
    assert "New law" in found


def test_rows_keep_the_order_in_which_they_are_given() -> None:
    heights = {t.words: t.top for t in read.texts(drawn(a_chart("bar")))}
    order = sorted((n for n in heights if n.startswith("Row ")), key=lambda n: heights[n])
    assert order == ["Row a", "Row b", "Row c", "Row d"]


def test_color_is_who_and_what_is_stressed_is_heavy() -> None:
    rows = [
        a_row("a", 9, side=0),
        a_row("b", 5, side=1),
        a_row("c", 7, emphasis=True),
        a_row("d", 3),
    ]
    text = drawn(a_chart("bar", rows))
    assert [len(filled(text, c)) for c in ("side-0", "side-1", "ink", "context")] == [1, 1, 1, 1]
    assert "accent" not in text


def test_circles_of_a_matrix_take_the_colors_of_the_sides_and_the_size_of_their_count() -> None:
    text = drawn(a_chart("matrix"))
    assert [len(filled(text, c)) for c in ("side-0", "side-1", "context")] == [1, 1, 1]
    assert {"9", "1", "3"} <= set(read.words(text))


def test_a_dot_a_tie_and_its_count() -> None:
    text = drawn(a_chart("ties"))
    assert len(read.marks(text)) == 3
    assert {"Answers", "2", "Repeats", "1", "Ann", "Bo", "Cy"} <= set(read.words(text))


def test_evidence_has_a_key_in_words_and_a_color_for_each_sign() -> None:
    text = drawn(a_chart("evidence"))
    assert read.words(text).count("For") == 1
    assert filled(text, "sign-holds")
    assert filled(text, "sign-against")


def test_two_groups_with_one_sign_look_different() -> None:
    rows = [
        a_row("a", 9, label="", group="Disputed", short="9", standing="open"),
        a_row("b", 3, label="", group="Unverified", short="3", standing="open"),
    ]
    shown = ET.fromstring(drawn(a_chart("verdicts", rows))).iter(f"{SVG}path")
    looks = [(one.get("fill"), one.get("fill-opacity")) for one in shown if one.get("fill")]
    assert len({*looks}) == 2
    assert {color for color, _ in looks} == {"var(--cb-sign-open)"}


@every_size
def test_a_single_bar_says_each_of_its_amounts_in_its_key(size: str) -> None:
    said = read.words(drawn(a_chart("verdicts"), size))
    assert {"Holds 9", "Does not 2"} <= set(said)


def test_a_drawing_is_kept_and_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawn_anew(a_chart("bar"), cache=tmp_path)
    monkeypatch.setattr(Drawings, "_draw", lambda *_: pytest.fail("drawn again"))
    assert drawn_anew(a_chart("bar"), cache=tmp_path) == first
    assert [path.suffix for path in tmp_path.iterdir()] == [".svg"]


@pytest.mark.parametrize("spoilt", ["cut", "foreign", "binary"])
def test_a_kept_drawing_that_is_spoilt_is_noticed_and_made_again(
    tmp_path: Path, spoilt: str
) -> None:
    first = drawn_anew(a_chart("bar"), cache=tmp_path)
    (path,) = tmp_path.iterdir()
    good = path.read_bytes()
    bad = {"cut": good[:-30], "foreign": b"<svg/>", "binary": b"\xff\xfe\x00"}
    path.write_bytes(bad[spoilt])
    assert drawn_anew(a_chart("bar"), cache=tmp_path) == first
    assert path.read_bytes() == good


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": (a_row("a", 41),)},
        {"levels": ("a",)},
        {"breaks": (("a", "anew"),)},
        {"scale": "own"},
        {"unit_title": "carts"},
        {"whole": 70.0},
    ],
)
def test_whatever_a_drawing_shows_gives_it_another_name(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    drawn_anew(a_chart("bar"), cache=tmp_path)
    drawn_anew(replace(a_chart("bar"), **changes), cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_kept_drawing_is_read_without_loading_altair(tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    drawn_anew(a_chart("bar"), cache=kept)
    chart = tmp_path / "chart.pickle"
    chart.write_bytes(pickle.dumps(a_chart("bar")))
    code = (
        "import pathlib, pickle, sys\n"
        "import claimbook.charts.drawing as d\n"
        "chart, kept = (pathlib.Path(p) for p in sys.argv[1:])\n"
        "assert d.Drawings(kept).svg(pickle.loads(chart.read_bytes()), size='wide')\n"
        "assert not {'altair', 'vl_convert', 'claimbook.charts.kinds'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code, chart, kept], check=True)


OWN = """
import altair as alt


def lollipop(frame):
    base = alt.Chart(frame.data).encode(y="label:N", x="value:Q", description="says:N")
    drawn = base.mark_rule() + base.mark_point(aria=True)
    return drawn.properties(height=30 * len(frame.rows))


def fails(frame):
    return frame.nothing


def forgets(frame):
    alt.Chart(frame.data)
"""


def test_a_book_can_bring_a_kind_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "charts.py"
    own.write_text(OWN, encoding="utf-8")
    rows = [a_row("a", 9), a_row("b", 4)]
    text = drawn_anew(a_chart("lollipop", rows), own=own)
    assert {m.words for m in read.marks(text)} == {row.says for row in rows}
    assert ET.fromstring(text).attrib["width"] == "680"
    assert "lollipop" not in KINDS


def test_a_kind_of_a_books_own_draws_all_groups_of_rows_at_once(tmp_path: Path) -> None:
    own = tmp_path / "charts.py"
    own.write_text(OWN.replace("width", "row=alt.Row('panel:N'), width"), encoding="utf-8")
    rows = [a_row("a", 9, panel="North"), a_row("b", 4, panel="South")]
    text = drawn_anew(a_chart("lollipop", rows), own=own)
    assert {m.words for m in read.marks(text)} == {row.says for row in rows}


def test_a_kind_that_returns_nothing_is_told_by_its_name(tmp_path: Path) -> None:
    own = tmp_path / "charts.py"
    own.write_text(OWN, encoding="utf-8")
    with pytest.raises(OwnChartError, match="'forgets' returns no Altair chart"):
        drawn_anew(a_chart("forgets", [a_row("a", 1)]), own=own)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN, r"charts.py:12: AttributeError: 'Frame' object has no attribute 'nothing'"),
        ("def fails(frame):\n    return 1 / 0\n", r"charts.py:2: ZeroDivisionError"),
        ("import nothing_of_that_name\n", r"charts.py:1: ModuleNotFoundError"),
        ("def fails(frame:\n", r"charts.py:1: SyntaxError"),
    ],
)
def test_what_fails_in_a_kind_of_a_books_own_is_told_at_its_line(
    tmp_path: Path, text: str, told: str
) -> None:
    own = tmp_path / "charts.py"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(OwnChartError, match=told):
        drawn_anew(a_chart("fails", [a_row("a", 1)]), own=own)


_PLACED = re.compile(r'<text[^>]*transform="translate\((-?[\d.]+),[^)]*\)([^"]*)"')
_ANCHORED = re.compile(r'<text[^>]*text-anchor="(\w+)"')


def drawn_in(tag: str, kind: str) -> str:
    with speaking(tag):
        return Drawings().svg(a_chart(kind), size="wide")


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_drawing_that_runs_leftward_is_mirrored_and_each_text_is_turned_back(kind: str) -> None:
    as_written, mirrored = drawn_in("en", kind), drawn_in("ar", kind)
    assert "scale(-1,1)" not in as_written
    assert mirrored.count("translate(680,0)scale(-1,1)") == 1
    assert _PLACED.findall(mirrored)
    assert all(turned.startswith("scale(-1,1)") for _, turned in _PLACED.findall(mirrored))


def test_a_text_that_began_at_a_place_ends_there_where_it_runs_leftward() -> None:
    sides = {"start": "end", "end": "start", "middle": "middle"}
    before = _ANCHORED.findall(drawn_in("en", "column"))
    assert [sides[one] for one in before] == _ANCHORED.findall(drawn_in("ar", "column"))
    assert len({*before}) > 1
