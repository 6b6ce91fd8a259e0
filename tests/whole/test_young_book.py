"""A book that has only just been begun, and records that lead outside: both are met calmly."""

from __future__ import annotations

import pytest

from builders import MINIMAL, ROOT, a_book, a_folder, data_problems_of
from claimbook.core.load import load_dataset
from claimbook.views.chart_list import chart
from claimbook.views.claim_charts import CLAIM_CHARTS
from claimbook.views.series import series_chart
from sites import build, copy_book, warm

SERIES = "data/series/carts-by-year.yml"
ROWS = "data/series/carts-by-year.csv"


def changed(path, old, new):
    text = (MINIMAL / path).read_text("utf-8")
    assert old in text
    return {path: text.replace(old, new)}


@pytest.mark.parametrize("wrong", ["/etc/hosts", "../../..", "x" * 300])
def test_an_id_never_leads_to_a_file_outside_of_the_book(tmp_path, wrong):
    folder = a_folder(tmp_path, **changed(SERIES, "id: carts-by-year", f"id: {wrong}"))
    problems, text = data_problems_of(folder)
    assert {problem.code for problem in problems} <= {"E014", "E022", "E023", "E053"}
    assert all(path.startswith(("data/", "seeds/")) for path in text)


@pytest.mark.parametrize(
    "misplaced", ["data/claims/late.yaml", "data/late.yml", "data/terms/a/late.yml", "data/x.csv"]
)
def test_a_file_that_nobody_reads_is_told(tmp_path, misplaced):
    problems, _ = data_problems_of(a_folder(tmp_path, **{misplaced: "id: late\n"}))
    assert [(problem.code, problem.place.path) for problem in problems] == [("E004", misplaced)]


def test_an_empty_mapping_is_told_and_not_passed_over(tmp_path):
    quantity = "    derived:\n      formula: a + a\n      from: {}\n"
    claim = "data/claims/forty-carts.yml"
    text = (MINIMAL / claim).read_text("utf-8")
    at = text.index("    origin:")
    folder = a_folder(tmp_path, **{claim: text[:at] + quantity + text[at:]})
    assert "E013" in {problem.code for problem in data_problems_of(folder)[0]}


@pytest.mark.parametrize("cell", ["true", "null", "many"])
def test_a_word_is_no_number_in_a_table(tmp_path, cell):
    folder = a_folder(tmp_path, **changed(ROWS, ",38,", f",{cell},"))
    assert [problem.code for problem in data_problems_of(folder)[0]] == ["E012"]


def test_a_lone_carriage_return_does_not_move_the_lines(tmp_path):
    rows = (MINIMAL / ROWS).read_text("utf-8").replace(",38,", ",3\r8,")
    problems, _ = data_problems_of(a_folder(tmp_path, **{ROWS: rows}))
    assert [one.code for one in problems if one.code != "E006"] == ["E012"]


def test_a_column_may_be_called_like_a_standard_one(tmp_path):
    columns = "columns:\n  - id: wheels\n    title: Amount\nchart:\n"
    rows = (MINIMAL / ROWS).read_text("utf-8").splitlines()
    wider = "\n".join([f"{rows[0]},wheels", *(f"{row},four" for row in rows[1:])])
    folder = a_folder(tmp_path, **{**changed(SERIES, "chart:\n", columns), ROWS: wider + "\n"})
    table = series_chart(load_dataset(folder), "carts-by-year").table
    for row in table.rows:
        shown = [
            cell.text for cell, title in zip(row, table.columns, strict=True) if title == "Amount"
        ]
        assert len(shown) == 2
        assert shown[1] == "four" != shown[0]


def test_a_book_without_relations_between_claims_can_be_built(second, tmp_path):
    """The minimal book, with this repository's settings but for the list of its pages."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    begin, end = settings.index("nav:\n"), settings.index("validation:")
    begun = a_folder(tmp_path / "begun", **{"mkdocs.yml": settings[:begin] + settings[end:]})
    page = begun / "docs/index.md"
    text = page.read_text("utf-8")
    more = '{{ chart("how-claims-answer-each-other") }}\n\n{{ macro_reference() }}\n'
    page.write_text(f"{text}\n{more}", encoding="utf-8")
    done = build(warm(copy_book(begun, tmp_path / "book"), second))
    assert done.returncode == 0, done.stderr


def test_charts_over_claims_say_in_a_sentence_that_there_are_none():
    empty = a_book(claims=[])
    answers = [chart(empty, one).answer for one in CLAIM_CHARTS]
    assert answers[0] == "No claim is recorded."
    assert all(answer.endswith(".") and ": ." not in answer for answer in answers)
