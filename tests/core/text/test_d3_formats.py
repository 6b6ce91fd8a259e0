"""Vega writes the dates and numbers of a drawing as the language that is spoken does."""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta

import pytest
import vl_convert

from claimbook.charts.drawing import Drawings
from claimbook.core.text.d3_formats import time_format, vega_locale, written_time
from claimbook.core.text.messages import speaking
from claimbook.views.chart import Chart, ChartRow, ChartTable


def a_chart(kind, rows):
    table = ChartTable(caption="Rows", columns=(), rows=())
    said = dict.fromkeys(("title", "question", "answer", "alternative", "unit", "unit_title"), "x")
    return Chart(id="x", kind=kind, of=None, rows=tuple(rows), table=table, **said)


def a_day(day, value, last=None):
    words = f"{value:g} carts"
    return ChartRow(
        key=f"{day}",
        label="",
        group="",
        words=words,
        short=f"{value:g}",
        value=value,
        start=day,
        end=last or day,
    )


def a_year(year, value):
    return a_day(date(year, 1, 1), value, date(year, 12, 31))


@pytest.mark.parametrize(
    ("tag", "month", "day", "year"),
    [
        ("en", "%b %Y", "%-d %b %Y", "%Y"),
        ("en-US", "%b %Y", "%b %-d, %Y", "%Y"),
        ("de", "%b %Y", "%-d. %b %Y", "%Y"),
        ("ja", "%Y年%-m月", "%Y年%-m月%-d日", "%Y年"),
        ("zh-Hant-TW", "%Y年%-m月", "%Y年%-m月%-d日", "%Y年"),
        ("pt", "%b de %Y", "%-d de %b de %Y", "%Y"),
    ],
)
def test_the_format_of_a_date_is_that_of_the_language(tag, month, day, year):
    with speaking(tag):
        assert [time_format(one) for one in ("yMMM", "yMMMd", "y")] == [month, day, year]


def test_english_is_what_vega_writes_by_itself():
    for tag in ("en", "en-US", "en-XA"):
        with speaking(tag):
            assert vega_locale() == {}


def drawn(tag, kind, rows):
    with speaking(tag):
        svg = Drawings().svg(a_chart(kind, rows), size="wide")
    texts = re.findall(r"<text[^>]*>([^<]*)<", svg)
    # in a drawing that runs leftward each text stands between marks that say so
    return [html.unescape(text).strip("\u2067\u2069") for text in texts]


MONTHS = [date(2025, 9, 1) + timedelta(days=31 * at) for at in range(5)]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", ["Sep 2025", "Oct", "Nov", "Dec", "Jan 2026"]),
        ("de", ["Sep 2025", "Okt", "Nov", "Dez", "Jan 2026"]),
        ("zh-Hant-TW", ["2025年9月", "10月", "11月", "12月", "2026年1月"]),
        ("ar-EG", ["سبتمبر ٢٠٢٥", "أكتوبر", "نوفمبر", "ديسمبر"]),
    ],
)
def test_an_axis_has_the_months_of_the_language(tag, said):
    rows = [a_day(day, 1000.0 + at) for at, day in enumerate(MONTHS)]
    assert [one for one in drawn(tag, "line", rows) if one in said] == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "1,500"),
        ("de", "1.500"),
        ("es", "1500"),
        ("fr", "1\u202f500"),
        ("ar-EG", "١٬٥٠٠"),
    ],
)
def test_an_axis_has_the_numbers_of_the_language(tag, said):
    rows = [a_year(2020 + at, 500.0 * at) for at in range(5)]
    # a drawing breaks no line by itself, and has plain spaces
    assert said.replace("\u202f", " ") in drawn(tag, "line", rows)


def test_a_drawing_of_one_language_is_not_kept_for_another_one(tmp_path):
    chart = a_chart("line", [a_year(2020 + at, 500.0 * at) for at in range(5)])
    drawings = Drawings(tmp_path)
    with speaking("de"):
        german = drawings.svg(chart, size="wide")
    assert "1.500" in german
    assert "1,500" in drawings.svg(chart, size="wide")


def test_the_version_to_explore_says_its_language():
    rows = [a_day(day, 1000.0 + at) for at, day in enumerate(MONTHS)]
    with speaking("de"):
        spec = json.loads(Drawings().explored(a_chart("line", rows)))["wide"]
    assert spec["config"]["locale"]["time"]["shortMonths"][9] == "Okt"
    labels = [line for line in json.dumps(spec).split('"') if "utcFormat" in line]
    assert labels
    assert vl_convert.vegalite_to_svg(spec)


def test_words_of_a_format_end_no_expression():
    with speaking("eu"):
        assert written_time("yMMMd") == "utcFormat(datum.value, '%Y %b %-d(a)')"
