"""Warnings tell and do not fail; a rule that fails is told as that rule's fault."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from builders import MINIMAL, TESTS, a_folder
from claimbook.cli.main import main
from claimbook.core.load import read_book
from claimbook.core.rules import RULES, check_data
from claimbook.core.rules.registry import CRASHED, Rule
from sites import build

UNUSED = TESTS / "broken" / "W002-unused-source"


def checked(folder, *flags, **env):
    return CliRunner().invoke(main, ["check", str(folder), *flags], env=env)


@pytest.fixture
def warned(tmp_path):
    """A sound book with a source that nothing rests on."""
    return a_folder(tmp_path / "book", UNUSED)


def test_a_warning_is_told_and_fails_nothing(warned):
    done = checked(warned)
    assert done.exit_code == 0
    assert "warning W002" in done.stderr
    assert "Nothing was written" not in done.stderr
    assert done.stdout.startswith("No problem found")


def test_a_warning_fails_where_it_is_asked_to(warned):
    assert checked(warned, "--strict").exit_code == 1
    assert checked(MINIMAL, "--strict").exit_code == 0


def test_a_warning_is_a_warning_in_every_form(warned):
    found = json.loads(checked(warned, "--format", "json").stdout)["problems"]
    assert [one["severity"] for one in found] == ["warning"]
    assert checked(warned, "--format", "github").stdout.startswith("::warning file=")


def test_errors_are_counted_apart_from_warnings(warned):
    claim = warned / "data/claims/forty-carts.yml"
    claim.write_text(claim.read_text("utf-8").replace("date: 1901-04", "date: 1902/1901"), "utf-8")
    done = checked(warned)
    assert done.exit_code == 1
    assert re.search(
        r"^\d problems? and 1 warning\. Nothing was written\.$", done.stderr, re.MULTILINE
    )


def test_a_review_is_due_only_after_the_whole_of_its_date(tmp_path):
    text = (MINIMAL / "data/events/bridge-opened.yml").read_text("utf-8")
    book = a_folder(tmp_path, **{"data/events/bridge-opened.yml": f"{text}review_by: 2026-06\n"})
    on_the_last_day = checked(book, SOURCE_DATE_EPOCH="1782777600")  # 30 June 2026
    assert "W001" not in on_the_last_day.output
    assert "W001" in checked(book, SOURCE_DATE_EPOCH="1782864000").output


def test_a_build_tells_warnings_of_the_book_and_publishes(second, tmp_path):
    done = build(second.folder, "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert "warning W002" in done.stderr
    assert (tmp_path / "site/index.html").exists()


def test_a_rule_that_fails_is_told_as_its_own_fault_and_the_others_are_held(monkeypatch, crashes):
    def failing(_):
        message = "no such\x1b thing"
        raise KeyError(message)
        yield

    monkeypatch.setitem(RULES, "E998", Rule("E998", "failing", failing, "data", {}))
    monkeypatch.setitem(RULES, "E999", Rule("E999", "also-failing", failing, "data", {}))
    problems = check_data(read_book(TESTS / "broken" / "E001-yaml-syntax"))
    assert len(crashes) == 2
    crashes.clear()
    crashed = [problem for problem in problems if problem.code == CRASHED]
    assert [re.match(r"rule (E\d+) \(", one.message)[1] for one in crashed] == ["E998", "E999"]
    assert "KeyError" in crashed[0].message
    assert crashed[0].place.path == "test_severity.py"
    assert len(problems) > len(crashed)


def test_a_rule_that_fails_ends_the_check_without_a_traceback(monkeypatch, crashes):
    def failing(_):
        return 1 / 0

    monkeypatch.setitem(RULES, "E998", Rule("E998", "failing", failing, "prose", {}))
    done = checked(MINIMAL)
    assert len(crashes) == 1
    crashes.clear()
    assert done.exit_code == 1
    assert "rule E998 (failing) failed: ZeroDivisionError" in done.stderr
    assert "fault of the rule" in done.stderr
    assert "Traceback" not in done.output
