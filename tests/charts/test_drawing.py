"""Charts: what each kind draws and what it leaves out, and that the SVG is fit for a page."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import html5lib
import pytest

from claimbook.charts.drawing import WIDTHS, svg
from claimbook.charts.kinds import KINDS
from claimbook.charts.placing import Placing
from claimbook.charts.text import clean, shorten, text_width, wrap
from claimbook.charts.time import decimal_year, span
from claimbook.views.series import Chart, ChartRow, ChartTable

if TYPE_CHECKING:
    from pathlib import Path

SIZES = ("wide", "narrow")
SVG = "{http://www.w3.org/2000/svg}"
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
        "unit_short": "{}%",
        "of": None,
        "rows": tuple(SAMPLES[kind] if rows is None else rows),
        "table": ChartTable(caption="", columns=(), rows=()),
        "whole": 60.0 if kind == "part" else None,
        "whole_words": "60 percent" if kind == "part" else None,
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
    "arcs": [
        a_row("a", 1, label="First claim", words="Ann", side=0),
        a_row("b", 2, label="Second claim", words="Bo", side=1),
        a_row("c", 3, label="A third claim with a title far too long for a phone " * 3),
        a_row("c-a", 3, high=1.0, group="Answers"),
        a_row("b-a", 2, high=1.0, group="Repeats"),
    ],
    "evidence": [
        a_row("a", 5, label="Topic", group="For", short="5", standing="holds"),
        a_row("b", 2, label="Topic", group="Against", short="2", standing="against"),
        a_row("c", 1, label="Other topic", group="For", short="1", standing="holds"),
    ],
}


@cache
def drawn(chart: Chart, size: str = "wide") -> str:
    return drawn_anew(chart, size)


def drawn_anew(chart: Chart, size: str = "wide", **options: Any) -> str:
    text = svg(chart, size=size, **options)
    assert text is not None
    return text


def texts(text: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(text).iter(f"{SVG}text")]


def marks(text: str) -> list[dict[str, str]]:
    return [element.attrib for element in ET.fromstring(text).iter(f"{SVG}path")]


def filled(text: str, color: str) -> list[dict[str, str]]:
    return [mark for mark in marks(text) if mark.get("fill") == f"var(--cb-{color})"]


def x_of_text(text: str, words: str) -> float:
    for element in ET.fromstring(text).iter(f"{SVG}text"):
        if element.text == words:
            found = re.match(r"translate\(([-\d.]+)", element.attrib["transform"])
            assert found
            return float(found[1])
    pytest.fail(f"{words} is not drawn")


every_kind = pytest.mark.parametrize("kind", sorted(KINDS))
every_size = pytest.mark.parametrize("size", SIZES)


def test_every_kind_of_drawing_has_a_sample_here() -> None:
    assert set(SAMPLES) == set(KINDS)


@every_kind
def test_a_spec_is_valid_vega_lite(kind: str) -> None:
    KINDS[kind](a_chart(kind), 680).to_dict(validate=True)


@every_size
@every_kind
def test_every_color_is_a_custom_property_of_the_page(kind: str, size: str) -> None:
    text = drawn(a_chart(kind), size)
    for element in ET.fromstring(text).iter():
        for name in COLORED:
            value = element.attrib.get(name, "none")
            assert value in {"none", "transparent"} or re.fullmatch(
                r"var\(--cb-[a-z0-9-]+\)", value
            )
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsl", text)
    assert "<style" not in text


@every_size
@every_kind
def test_the_root_alone_is_named_and_described(kind: str, size: str) -> None:
    root = ET.fromstring(drawn(a_chart(kind), size))
    start = f"a-{kind}-{size}"
    assert root.attrib["role"] == "img"
    assert root.attrib["class"] == f"cb-svg cb-svg--{size}"
    assert root.attrib["aria-labelledby"] == f"{start}-1"
    assert root.attrib["aria-describedby"] == f"{start}-2"
    title, desc = root[0], root[1]
    assert (title.tag, title.attrib["id"], title.text) == (f"{SVG}title", f"{start}-1", "How much?")
    assert (desc.tag, desc.attrib["id"]) == (f"{SVG}desc", f"{start}-2")
    for element in list(root.iter())[1:]:
        assert not [name for name in element.attrib if name.startswith("aria-") or name == "role"]


@every_size
@every_kind
def test_a_drawing_has_its_width_and_no_text_is_too_small(kind: str, size: str) -> None:
    root = ET.fromstring(drawn(a_chart(kind), size))
    width, height = WIDTHS[size], root.attrib["height"]
    assert root.attrib["width"] == str(width)
    assert root.attrib["viewBox"] == f"0 0 {width} {height}"
    sizes = [float(t.attrib["font-size"].removesuffix("px")) for t in root.iter(f"{SVG}text")]
    assert min(sizes) >= 12


@every_size
@every_kind
def test_no_text_leaves_the_drawing(kind: str, size: str) -> None:
    root = ET.fromstring(drawn(a_chart(kind), size))
    width = WIDTHS[size]
    for element in root.iter(f"{SVG}text"):
        if "rotate" in element.attrib["transform"]:
            continue
        found = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.attrib["transform"])
        assert found
        assert 0 <= float(found[2]) <= float(root.attrib["height"])
        # The estimate is made for a wide font, so it may be a little too much for headings.
        length = text_width(element.text or "", float(element.attrib["font-size"][:-2])) * 0.9
        share = {"start": 0, "middle": 0.5, "end": 1}[element.attrib.get("text-anchor", "start")]
        start = float(found[1]) - share * length
        assert start >= -2, element.text
        assert start + length <= width + 2, element.text


@every_kind
def test_a_drawing_names_no_font_so_that_the_page_chooses(kind: str) -> None:
    assert "font-family" not in drawn(a_chart(kind))


@every_kind
def test_two_drawings_of_one_chart_are_the_same_bytes(kind: str) -> None:
    assert drawn_anew(a_chart(kind)) == drawn(a_chart(kind))


def test_ids_of_two_charts_on_one_page_never_meet() -> None:
    ids = [
        name
        for kind in KINDS
        for size in SIZES
        for name in re.findall(r'\bid="([^"]*)"', drawn(a_chart(kind), size))
    ]
    assert len(ids) == len(set(ids))


def test_ids_that_the_drawing_refers_to_are_renamed_everywhere() -> None:
    from claimbook.charts.svg import finish

    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1">'
        '<defs><clipPath id="clip7"><path d="M0,0"/></clipPath></defs>'
        '<g clip-path="url(#clip7)"><path d="M0,0"/></g></svg>'
    )
    done = finish(text, name="c", size="wide", title="t", description="d", rows={}, words=())
    assert 'id="c-wide-3"' in done
    assert 'clip-path="url(#c-wide-3)"' in done
    assert "clip7" not in done


@every_kind
def test_hostile_text_is_only_ever_text(kind: str) -> None:
    rows = [
        replace(row, label=HOSTILE + row.label, group=HOSTILE + row.group, words=HOSTILE)
        for row in SAMPLES[kind]
    ]
    chart = a_chart(kind, rows, question=HOSTILE, alternative=HOSTILE, unit_short=HOSTILE + "{}")
    text = drawn(chart)
    root = ET.fromstring(text)
    assert "<script" not in text
    assert root[0].text == HOSTILE
    parser = html5lib.HTMLParser(strict=True)
    page = parser.parse(f"<!DOCTYPE html><title>t</title>{text}", scripting=False)
    assert not list(page.iter("{http://www.w3.org/1999/xhtml}script"))


@every_kind
def test_vega_is_given_no_text_of_the_data(kind: str) -> None:
    rows = [replace(row, label=HOSTILE, words=HOSTILE) for row in SAMPLES[kind]]
    spec = KINDS[kind](a_chart(kind, rows), 680).to_dict()
    datasets = spec.pop("datasets")
    spec.pop("usermeta")  # which is taken out before Vega draws
    assert "<" not in str(datasets)
    assert "datum" not in str(spec)
    assert "expr" not in str(spec)
    assert {name for rows in datasets.values() for row in rows for name in row} <= set("abcdgkost")


def test_control_characters_are_left_out_since_xml_does_not_allow_them() -> None:
    rows = [a_row("a", 1, label="A\x00B\x1b \n C")]
    assert "AB C" in texts(drawn(a_chart("bar", rows, alternative="x\x07y")))


def test_a_chart_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="no rows"):
        svg(a_chart("bar", []), size="wide")


def test_a_table_has_no_drawing() -> None:
    assert svg(a_chart("table", []), size="wide") is None


def test_an_unknown_kind_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="kind 'pie'"):
        svg(a_chart("pie", [a_row("a")]), size="wide")


@every_size
def test_a_missing_value_is_drawn_as_missing_not_as_zero(size: str) -> None:
    rows = [a_year(2019, 10), a_year(2020, None), a_year(2021, 30)]
    text = drawn(a_chart("column", rows), size)
    assert len(filled(text, "ink")) == 2
    assert "no data" in " ".join(texts(text))
    assert "2020" in texts(text)


@pytest.mark.parametrize("kind", ["step", "line"])
def test_a_line_is_broken_at_a_missing_value(kind: str) -> None:
    whole = [a_year(2019, 10), a_year(2020, 20), a_year(2021, 30), a_year(2022, 40)]
    gap = [whole[0], a_year(2020, None), *whole[2:]]

    def lines(rows: list[ChartRow]) -> int:
        found = [m for m in marks(drawn(a_chart(kind, rows))) if m.get("stroke-width") == "2"]
        return sum(mark["d"].count("L") for mark in found)

    between = {"line": (3, 1), "step": (6, 3)}[kind]
    assert (lines(whole), lines(gap)) == between


@pytest.mark.parametrize("kind", ["bar", "dots", "part", "range"])
def test_a_row_without_any_number_says_so_and_has_no_mark(kind: str) -> None:
    rows = [a_row("a", 40, emphasis=True), a_row("b", None)]
    text = drawn(a_chart(kind, rows))
    assert "no data" in texts(text)
    assert len(filled(text, "accent")) == 1


def test_bounds_that_are_not_stated_are_not_drawn() -> None:
    closed = drawn(a_chart("range", [a_bound("a", 10, 20, emphasis=True)]))
    low_only = drawn(a_chart("range", [a_bound("a", 10, None, emphasis=True)]))
    (bar,) = filled(closed, "accent")
    (tick,) = filled(low_only, "accent")

    def width(mark: dict[str, str]) -> float:
        found = re.search(r"h([\d.]+)", mark["d"])
        assert found
        return float(found[1])

    assert width(tick) == pytest.approx(4, abs=0.2)
    assert width(bar) > 50
    arrows = [m for m in marks(low_only) if m.get("fill") == "var(--cb-paper)"]
    assert len(arrows) == 1


def test_a_range_whose_ends_are_equal_is_a_tick_without_an_arrow() -> None:
    text = drawn(a_chart("range", [a_bound("a", 5, 5), a_bound("b", 5, 9, emphasis=True)]))
    assert not [m for m in marks(text) if m.get("fill") == "var(--cb-paper)"]


@pytest.mark.parametrize(("side", "count"), [("none", 0), ("above", 1), ("below", 1)])
def test_a_dot_open_to_one_side_has_an_open_arrow(side: str, count: int) -> None:
    text = drawn(a_chart("dots", [a_row("a", 40, open=side)]))
    assert len([m for m in marks(text) if m.get("fill") == "var(--cb-paper)"]) == count


def test_earlier_dots_of_a_label_are_gray_and_only_the_last_is_worded() -> None:
    rows = [a_row("a", 10, label="One"), a_row("b", 30, label="One", emphasis=True)]
    text = drawn(a_chart("dots", rows))
    assert "30 percent" in texts(text)
    assert "10 percent" not in texts(text)
    assert texts(text).count("One") == 1
    assert len(filled(text, "accent")) == 1


@pytest.mark.parametrize("kind", ["bar", "dots", "column", "line"])
def test_what_is_not_firm_is_told_in_words_not_only_by_its_look(kind: str) -> None:
    counted = a_year(2020, 10, standing="firm", status="counted")
    rows = [counted, a_year(2021, 20, standing="tentative", status="hoped for")]
    said = " ".join(texts(drawn(a_chart(kind, rows))))
    assert ": hoped for" in said
    assert ": counted" in said
    firm = [replace(row, standing="firm") for row in rows]
    assert "hoped for" not in " ".join(texts(drawn(a_chart(kind, firm))))


@pytest.mark.parametrize("kind", ["bar", "dots", "column", "line"])
def test_what_says_nothing_of_itself_is_not_called_done(kind: str) -> None:
    said = " ".join(texts(drawn(a_chart(kind, [a_year(2020, 10), a_year(2021, 20)]))))
    assert ":" not in said


def test_a_tentative_stretch_of_a_line_is_dashed_and_a_firm_one_is_not() -> None:
    rows = [a_year(2020, 10), a_year(2021, 20), a_year(2022, 30, standing="tentative")]
    lines = [m for m in marks(drawn(a_chart("line", rows))) if m.get("stroke-width") == "2"]
    assert {m.get("stroke-dasharray") for m in lines} == {None, "6,3"}


def test_two_cases_of_one_date_start_from_the_value_before_them() -> None:
    from claimbook.charts.dated import _joints

    last = a_year(2022, 10)
    with_it, without = (a_year(2032, v, key=str(v), standing="tentative") for v in (14, 8))
    joints = _joints([a_year(2020, 12), last, with_it, without])
    assert joints[1:] == [(last, with_it), (last, without)]


def test_a_month_is_never_drawn_as_its_first_day() -> None:
    month = a_row("m", 20, start=date(2024, 4, 1), end=date(2024, 4, 30), date_words="April 2024")
    when = span(month)
    assert (when.start, when.end) == (
        decimal_year(date(2024, 4, 1)),
        decimal_year(date(2024, 5, 1)),
    )
    assert when.start < when.middle < when.end
    rows = [a_day(date(2024, 1, 1), 10), month, a_day(date(2024, 9, 1), 30)]
    spans = [m for m in marks(drawn(a_chart("step", rows))) if m.get("fill-opacity") == "0.35"]
    assert len(spans) == 1


@pytest.mark.parametrize(("start", "end"), [(date(2025, 12, 4), None), (None, date(2025, 12, 4))])
def test_an_open_end_of_a_date_is_drawn_as_open(start: date | None, end: date | None) -> None:
    row = a_row("o", 20, start=start, end=end, date_words="open")
    assert span(row).is_open
    rows = [a_day(date(2025, 1, 1), 10), row, a_day(date(2026, 6, 1), 30)]
    dotted = [m for m in marks(drawn(a_chart("step", rows))) if m.get("stroke-dasharray") == "1,3"]
    assert len(dotted) == 1


def test_a_row_without_a_date_cannot_be_drawn_along_time() -> None:
    with pytest.raises(ValueError, match="row 'a' has no date"):
        drawn(a_chart("line", [a_row("a")]))


def test_a_leap_year_is_as_long_as_any_other() -> None:
    assert decimal_year(date(2024, 12, 31)) == pytest.approx(2024 + 365 / 366)
    assert decimal_year(date(2025, 1, 1)) == 2025


def test_years_between_columns_keep_their_place() -> None:
    rows = [a_year(2024, 10), a_year(2025, 20), a_year(2030, 50)]
    text = drawn(a_chart("column", rows))
    step = x_of_text(text, "2025") - x_of_text(text, "2024")
    assert x_of_text(text, "2030") - x_of_text(text, "2025") == pytest.approx(5 * step, abs=1)
    assert "no data" not in texts(text)


def test_what_a_share_of_a_hundred_leaves_out_is_drawn_as_not_given() -> None:
    rows = [a_year(2019, 60, key="a", label="N"), a_year(2019, 10, key="b", label="S")]
    assert {"not given", "30%"} <= set(texts(drawn(a_chart("stack", rows))))
    full = [*rows, a_year(2019, 30, key="c", label="W")]
    assert "not given" not in " ".join(texts(drawn(a_chart("stack", full))))
    tons = drawn(a_chart("stack", rows, unit_short="{} t"))
    assert "not given" not in " ".join(texts(tons))


@every_size
def test_every_segment_of_a_stack_is_named_inside_it_or_below(size: str) -> None:
    said = " ".join(texts(drawn(a_chart("stack"), size)))
    for row in SAMPLES["stack"]:
        assert row.label in said
        assert row.short in said


def test_rows_keep_the_order_in_which_they_are_given() -> None:
    found = texts(drawn(a_chart("bar")))
    assert [t for t in found if t.startswith("Row ")].index("Row a") >= 0
    heights = {}
    for element in ET.fromstring(drawn(a_chart("bar"))).iter(f"{SVG}text"):
        heights[element.text] = float(element.attrib["transform"].split(",")[1].rstrip(")"))
    order = sorted((n for n in heights if n and n.startswith("Row ")), key=lambda n: heights[n])
    assert order == ["Row a", "Row b", "Row c", "Row d"]


def test_the_exact_words_stand_at_a_bar_where_there_is_room() -> None:
    assert "40 percent" in texts(drawn(a_chart("bar")))
    long = [a_row("a", 40, words="about forty percent of everything that there is and more")]
    assert "40%" in texts(drawn(a_chart("bar", long), "narrow"))


def test_circles_of_a_matrix_take_the_colors_of_the_sides() -> None:
    text = drawn(a_chart("matrix"))
    assert [len(filled(text, c)) for c in ("side-0", "side-1", "context")] == [1, 1, 1]
    assert {"9", "1", "3"} <= set(texts(text))


@every_size
def test_titles_of_arcs_too_long_for_the_drawing_are_cut(size: str) -> None:
    assert [t for t in texts(drawn(a_chart("arcs"), size)) if t.endswith("…")]


def test_kinds_of_ties_are_told_apart_without_color() -> None:
    text = drawn(a_chart("arcs"))
    dashes = {m.get("stroke-dasharray") for m in marks(text) if m.get("stroke-width") == "1.1"}
    assert len(dashes) == 2
    assert {"Answers", "Repeats"} <= set(texts(text))


def test_evidence_has_a_key_in_words_and_a_color_for_each_sign() -> None:
    text = drawn(a_chart("evidence"))
    assert texts(text).count("For") == 1
    assert filled(text, "sign-holds")
    assert filled(text, "sign-against")


def test_two_labels_never_share_a_place() -> None:
    placing = Placing(0, 0, 300, 200)
    found = [placing.beside((150, 100), (80, 30), rises=None) for _ in range(30)]
    boxes = placing.labels
    assert len(boxes) == sum(place is not None for place in found) > 1
    for index, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[index + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_a_label_never_stands_nearer_to_another_dot() -> None:
    placing = Placing(0, 0, 300, 200)
    placing.add_point(100, 100)
    placing.add_point(104, 60)
    assert placing.beside((100, 100), (60, 30), rises=None) is not None
    (_, top, _, _) = placing.labels[0]
    assert top > 60


def test_shortened_text_fits_and_says_that_it_is_cut() -> None:
    cut = shorten("A long title of some claim", 90)
    assert cut.endswith("…")
    assert text_width(cut) <= 90
    assert shorten("Short", 90) == "Short"
    assert all(text_width(line) <= 90 for line in wrap("word " * 40, 90))
    assert clean("a\u0000b  c") == "ab c"


def test_a_drawing_is_kept_and_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import claimbook.charts.drawing as module

    first = drawn_anew(a_chart("bar"), cache=tmp_path)
    monkeypatch.setattr(module, "_draw", lambda *_: pytest.fail("drawn again"))
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


def test_a_changed_row_gets_a_new_drawing(tmp_path: Path) -> None:
    first = drawn_anew(a_chart("bar"), cache=tmp_path)
    second = drawn_anew(a_chart("bar", [a_row("a", 41)]), cache=tmp_path)
    assert first != second
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
        "assert d.svg(pickle.loads(chart.read_bytes()), size='wide', cache=kept)\n"
        "assert not {'altair', 'vl_convert', 'claimbook.charts.kinds'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code, chart, kept], check=True)
