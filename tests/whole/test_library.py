"""What other programs may import from `claimbook`: its names, its signatures, and the script of the guide."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from datetime import date

import pytest

import claimbook
from blocks import blocks_in
from builders import LIGHTHOUSE, ROOT
from sites import copy_book

GUIDE = ROOT / "docs/contributing/python.md"

SIGNATURES = {
    "chart": "(data: Dataset, chart_id: str) -> Chart",
    "chart_ids": "(data: Dataset) -> list[str]",
    "check": ("(folder: str | PathLike[str], *, today: date | None = None) -> tuple[Problem, ...]"),
    "claim_card": "(data: Dataset, claim_id: str) -> ClaimCard",
    "claim_page": "(data: Dataset, claim_id: str) -> ClaimPage",
    "load": "(folder: str | PathLike[str]) -> Dataset",
    "svg": "(chart: Chart, *, size: Literal[wide, narrow] = wide) -> str | None",
}
"""Whoever changes one of these changes what others have built on: see the guide on releasing."""

CLASSES = {
    "Chart": {"id", "kind", "question", "rows", "alternative"},
    "ChartRow": {"key", "label", "words", "value", "low", "high", "start", "end"},
    "ClaimCard": {
        "id",
        "title",
        "statement",
        "quotation",
        "speaker",
        "date",
        "standing",
        "figures",
    },
    "ClaimPage": {"card", "figures", "evidence", "assessment", "open_questions", "corrections"},
    "Dataset": {
        *("book", "vocabulary", "claims", "events", "actors", "terms", "sources", "series"),
        *("corrections", "documents", "records", "find", "rests_on", "path_of"),
    },
    "DatasetError": {"problems"},
    "Place": {"path", "line", "column"},
    "Problem": {"place", "code", "message", "help", "is_warning", "severity"},
    "Reference": {"kind", "id", "field"},
    "UnknownIdError": {"help"},
}


def test_the_public_names_are_these():
    assert set(claimbook.__all__) == {*SIGNATURES, *CLASSES, "__version__"}
    assert set(claimbook.__all__) <= set(dir(claimbook))


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_public_function_takes_and_gives_what_it_did(name):
    signature = str(inspect.signature(getattr(claimbook, name)))
    assert re.sub(r"""["']|\b(?:\w+\.)+(?=[A-Z])""", "", signature) == SIGNATURES[name]


@pytest.mark.parametrize("name", CLASSES)
def test_a_public_class_has_the_parts_that_it_had(name):
    one = getattr(claimbook, name)
    made = {"problems", "help"} if issubclass(one, Exception) else set()
    assert CLASSES[name] <= set(dir(one)) | set(getattr(one, "__annotations__", ())) | made


@pytest.mark.parametrize("name", [*SIGNATURES, *CLASSES])
def test_what_is_public_is_documented(name):
    assert inspect.getdoc(getattr(claimbook, name))
    assert f"`{name}" in GUIDE.read_text("utf-8")


def test_a_name_that_is_not_there_is_an_attribute_error_that_names_it():
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        claimbook.laod  # noqa: B018


def test_the_version_is_that_of_the_installed_package():
    done = subprocess.run(
        [sys.executable, "-m", "claimbook", "--version"], capture_output=True, text=True, check=True
    )
    assert claimbook.__version__ in done.stdout


def test_the_script_of_the_guide_prints_every_claim_with_its_numbers(tmp_path):
    [script] = [body for language, _, body in blocks_in(GUIDE) if language == "python"]
    assert len([line for line in script.splitlines() if line.strip()]) <= 10
    (tmp_path / "claims.py").write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, "claims.py", LIGHTHOUSE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    book = claimbook.load(LIGHTHOUSE)
    assert all(claim.statement in done.stdout for claim in book.claims.values())
    assert "no less than 90,000 lumens" in done.stdout


def test_a_book_is_checked_with_warnings_and_with_the_day_on_which_reviews_are_due():
    assert {one.code for one in claimbook.check(LIGHTHOUSE)} == {"W002", "W003", "W005"}
    due = set(claimbook.check(str(ROOT), today=date(2999, 1, 1))) - set(claimbook.check(ROOT))
    assert {one.code for one in due} == {"W001"}


def test_a_book_with_a_mistake_is_not_loaded_and_a_check_gives_the_same_problem(tmp_path):
    book = copy_book(LIGHTHOUSE, tmp_path / "book")
    claim = next((book / "data/claims").glob("*.yml"))
    claim.write_text(claim.read_text("utf-8").replace("speaker: ", "speaker: no-"), "utf-8")
    with pytest.raises(claimbook.DatasetError) as refused:
        claimbook.load(book)
    assert set(refused.value.problems) <= set(claimbook.check(book))
    assert {one.place.path for one in refused.value.problems} == {f"data/claims/{claim.name}"}


def test_a_folder_without_a_book_is_said_in_words(tmp_path):
    assert "data/book.yml" in {one.place.path for one in claimbook.check(tmp_path / "nothing")}


def test_every_chart_of_a_book_is_drawn_in_both_sizes():
    book = claimbook.load(LIGHTHOUSE)
    for chart_id in claimbook.chart_ids(book):
        chart = claimbook.chart(book, chart_id)
        drawn = claimbook.svg(chart), claimbook.svg(chart, size="narrow")
        assert all(one.startswith("<svg") for one in drawn) or chart.kind == "table"
        assert chart.kind != "table" or drawn == (None, None)
