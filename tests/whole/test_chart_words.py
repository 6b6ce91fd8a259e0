"""What is said of a chart is true of its rows: the answer, the description, and each mark's words."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import LIGHTHOUSE, ROOT, a_book, minimal
from claimbook.core.load import load_dataset
from claimbook.exports.charts import chart_csv
from claimbook.site.chart_picture import standalone
from claimbook.views.chart_list import chart, chart_ids
from claimbook.views.series import series_chart

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SMALLER = {"USD billion": 3}
"""Units in which less than one is told in thousandths, as millions."""

BOOKS = {"shipped": load_dataset(ROOT), "second": load_dataset(LIGHTHOUSE)}
CHARTS = [(name, one) for name, book in BOOKS.items() for one in chart_ids(book)]
every_chart = pytest.mark.parametrize(("name", "chart_id"), CHARTS)


def numbers(*texts):
    return {Decimal(found.replace(",", "")) for text in texts for found in NUMBER.findall(text)}


def stated(data, view):
    """Every number that the rows of a chart, and the names of what they count, state."""
    series = data.series.get(view.id)
    if series is None:
        cells = [cell.text for row in view.table.rows for cell in row]
        counts = [row.value for row in view.rows if row.value is not None]
        totals = {Decimal(len(view.rows)), Decimal(len(data.claims)), Decimal(int(sum(counts)))}
        by = Counter(row.group for row in view.rows for _ in range(int(row.value or 0)))
        links = Counter(row.label for row in view.rows)
        tied = {one for c in data.claims.values() for t in c.relations for one in (c.id, t.to)}
        sizes = {len(tied), *links.values(), links.total()}
        return numbers(*cells) | totals | {Decimal(n) for n in (*by.values(), *sizes)}
    found = set()
    for row in series.rows:
        amounts = {abs(n) for n in (row.value, row.low, row.high) if n is not None}
        digits = SMALLER.get(row.unit or series.unit, 0)
        found |= {n.scaleb(digits) if 0 < n < 1 else n for n in amounts}
        found |= numbers(
            row.label or "", row.group or "", row.of or "", str(row.date or "").replace("-", " ")
        )
    return found | numbers(series.title, series.of or "", view.unit, view.question)


@every_chart
def test_every_number_of_an_answer_and_a_description_is_one_of_the_rows(name, chart_id):
    data = BOOKS[name]
    view = chart(data, chart_id)
    assert numbers(view.answer) <= stated(data, view), view.answer
    assert numbers(view.alternative) <= stated(data, view), view.alternative


@every_chart
def test_a_description_has_the_words_of_every_row(name, chart_id):
    view = chart(BOOKS[name], chart_id)
    if chart_id in BOOKS[name].series:
        assert all(row.says in view.alternative for row in view.rows)


@given(st.decimals(1, 9999, places=1))
def test_a_changed_row_changes_what_is_said_of_it_everywhere(value):
    series = minimal().series["carts-by-year"]
    first = series.rows[0].model_copy(update={"value": value})
    changed = series.model_copy(update={"rows": (first, *series.rows[1:])})
    book = a_book(series=[changed])
    view = series_chart(book, series.id)
    assert view.rows[0].words in view.rows[0].says
    assert view.rows[0].says in view.alternative
    assert numbers(view.rows[0].words) == {value}
    assert f"{value:f}" in chart_csv(book, view)


def test_a_forecast_is_called_one_wherever_its_row_is_told():
    told = [
        row.says
        for data in BOOKS.values()
        for series in data.series.values()
        for row in series_chart(data, series.id).rows
        if row.standing not in {"", "firm"}
    ]
    assert told
    assert all(text.endswith(")") for text in told)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@now", "\tx"])
def test_no_cell_of_a_download_is_a_formula(formula):
    series = minimal().series["carts-by-year"]
    row = series.rows[0].model_copy(update={"label": formula, "value": Decimal(-3)})
    drawn = series.chart.model_copy(update={"answer": None})
    book = a_book(series=[series.model_copy(update={"rows": (row,), "chart": drawn})])
    _, line = chart_csv(book, series_chart(book, series.id)).splitlines()
    assert f"'{formula}" in line
    assert ",-3," in line


def test_a_picture_to_take_along_uses_no_color_of_the_page_and_shows_hostile_text_as_text():
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="x" width="680" height="9">'
        '<path fill="var(--cb-ink)"/></svg>'
    )
    series = minimal().series["carts-by-year"]
    asked = series.chart.model_copy(update={"question": "<script>&"})
    book = a_book(series=[series.model_copy(update={"chart": asked})])
    view = series_chart(book, series.id)
    palette = {"ink": "#111", "ink-2": "#222", "paper": "#fff"}
    text = standalone(drawing, view, ["Of <b>"], palette)
    assert "var(--cb" not in text
    assert "&lt;script&gt;&amp;" in text
    assert "Of &lt;b&gt;" in text
    with pytest.raises(KeyError):
        standalone(drawing, view, [], {"paper": "#fff", "ink-2": "#222"})
