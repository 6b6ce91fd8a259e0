"""Problems as JSON, as annotations and in colors: the same ones, and nothing that others wrote acts."""

from __future__ import annotations

import json
import re
from textwrap import dedent

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import claimbook.prose.rules  # noqa: F401 - registers the rules about prose
from builders import a_folder, problems_of
from claimbook.cli.main import main
from claimbook.core.rules import RULES
from claimbook.core.rules.registry import CRASHED_DOC
from claimbook.core.text.problems import Place, Problem
from claimbook.editing.formats import MOST_ANNOTATIONS, as_annotations, as_json

CLAIM = "data/claims/forty-carts.yml"
LINE = re.compile(r"::error (?:[a-zA-Z]+=[^,:\n]*)(?:,[a-zA-Z]+=[^,:\n]*)*::[^\n]*")


def a_problem(message="wrong", code="E010", line=1, path="data/a.yml", help_text=""):
    return Problem(Place(path, line), code, message, help_text)


@pytest.fixture
def broken(tmp_path):
    """A book with two faults in one file."""
    folder = a_folder(tmp_path)
    path = folder / CLAIM
    text = path.read_text("utf-8")
    path.write_text(f"{text.replace('speaker: ann-reed', 'speaker: an-reed')}colour: red\n")
    return folder


def checked(folder, *options, **environment):
    return CliRunner(env=environment).invoke(main, ["check", *options, str(folder)])


def test_json_has_every_problem_with_its_place_and_help(broken):
    done = checked(broken, "--format", "json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)["problems"]
    problems, _ = problems_of(broken)
    assert [(one["code"], one["path"], one["line"], one["column"]) for one in found] == [
        (p.code, p.place.path, p.place.line, p.place.column) for p in problems
    ]
    assert "ann-reed" in next(one["help"] for one in found if one["code"] == "E023")


def test_a_sound_book_gives_an_empty_list(tmp_path):
    done = checked(a_folder(tmp_path), "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"problems": []}


def test_annotations_lead_to_file_line_and_column(broken):
    done = checked(broken, "--format", "github")
    assert done.exit_code == 1
    problems, _ = problems_of(broken)
    lines = done.stdout.splitlines()
    assert len(lines) == len(problems)
    for problem in problems:
        place = f"file={problem.place.path},line={problem.place.line},col={problem.place.column},"
        assert any(place in line for line in lines)


def test_the_whole_list_goes_into_the_summary_of_a_job(broken, tmp_path):
    summary = tmp_path / "summary.md"
    checked(broken, "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    said = summary.read_text("utf-8")
    problems, report = problems_of(broken)
    assert report in said
    assert said.startswith("```")
    assert len(problems) > 1


@given(st.integers(1, 60), st.integers(1, 12))
def test_at_most_nine_annotations_and_one_that_counts_the_rest(count, codes):
    problems = [a_problem(code=f"E{n % codes:03}", line=n + 1) for n in range(count)]
    lines = as_annotations(problems).split("\n")
    assert len(lines) == min(count, MOST_ANNOTATIONS + 1)
    if count > MOST_ANNOTATIONS:
        assert f"{count - MOST_ANNOTATIONS} more problems" in lines[-1]
    shown = {re.search(r"title=(E\d+)", line)[1] for line in lines[:MOST_ANNOTATIONS]}
    assert len(shown) == min(count, codes, MOST_ANNOTATIONS)


@given(st.text(), st.text(min_size=1), st.text())
def test_no_text_of_a_contributor_ends_an_annotation_or_begins_one(message, path, help_text):
    said = as_annotations([a_problem(message=message, path=path, help_text=help_text)])
    assert LINE.fullmatch(said)


@given(st.text())
def test_json_brings_every_text_back(message):
    assert json.loads(as_json([a_problem(message=message)]))["problems"][0]["message"] == message


def test_colors_are_for_terminals_only(broken):
    assert "\x1b[" not in checked(broken).stderr
    done = CliRunner().invoke(main, ["check", str(broken)], color=True)
    assert "\x1b[31m" in done.stderr


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_explained_in_full(code):
    said = CliRunner().invoke(main, ["explain", code.lower()]).stdout
    assert said.startswith(f"{code}: ")
    assert " ".join(RULES[code].doc.split()) in said


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_rule_is_explained_with_its_bad_example_and_then_its_good_one(code):
    said = CliRunner().invoke(main, ["explain", code]).stdout
    bad, good = said.split("\nBad\n\n")[1].split("\n\nGood\n\n")
    assert (dedent(bad), dedent(good)) == (RULES[code].bad, f"{RULES[code].good}\n")
    assert all(line.startswith("    ") for line in f"{bad}\n{good}".splitlines() if line)


def test_the_code_of_a_rule_that_failed_is_explained():
    done = CliRunner().invoke(main, ["explain", "e000"])
    assert done.exit_code == 0
    assert done.stdout.startswith("E000: ")
    assert CRASHED_DOC in done.stdout


def test_an_unknown_code_is_answered_with_the_nearest():
    done = CliRunner().invoke(main, ["explain", "E0231"])
    assert done.exit_code == 1
    assert "did you mean 'E023'?" in done.stderr


def test_without_a_code_all_rules_are_listed():
    listed = CliRunner().invoke(main, ["explain"]).stdout.splitlines()
    assert [line.split()[0] for line in listed] == sorted(RULES)
