"""The accessibility tests: what they count, and how the statement says what they found."""

from __future__ import annotations

from datetime import date

import pytest

import audit
from audit import (
    PAGE,
    Result,
    details,
    failing,
    findings,
    main,
    median_run,
    scores_of,
    slowdown,
    write_findings,
)
from builders import ROOT, a_folder, problems_of
from claimbook.core.records.texts import version_of_text
from claimbook.core.text.messages import catalog_of
from kinds import KINDS, path_of
from sites import flat

DAY = date(2026, 5, 4)
TOOLS = {"axe-core": "4.12", "Chromium": "150.0", "Lighthouse": "12.8.2"}


def a_report(*, performance=1.0, accessibility=1.0):
    """What Lighthouse says, as far as it is read: four audits of each category."""
    scores = {"performance": performance, "accessibility": accessibility}
    return {
        "environment": {"benchmarkIndex": 2500.4},
        "categories": {
            name: {
                "score": scores.get(name, 1),
                "auditRefs": [
                    {"id": f"{name}-advice", "weight": 0, "group": "insights"},
                    {"id": f"{name}-hidden", "weight": 0, "group": "hidden"},
                    {"id": f"{name}-heavy", "weight": 30},
                    {"id": f"{name}-unrated", "weight": 10},
                ],
            }
            for name in audit.CATEGORIES
        },
        "audits": {
            f"{name}-{part}": {
                "id": f"{name}-{part}",
                "title": f"The {part} audit of {name}",
                "score": None if part == "unrated" else scores.get(name, 1),
                **({"displayValue": "2 s"} if part == "heavy" else {}),
            }
            for name in audit.CATEGORIES
            for part in ("advice", "hidden", "heavy", "unrated")
        },
    }


def a_result(kind="story", rules=(), measured=(100,), **scores):
    violations = {rule: {"help": f"Help on {rule}", "elements": {"a", "b"}} for rule in rules}
    return Result(kind, violations, a_report(**scores), [*measured])


RESULTS = [
    a_result(),
    a_result("claims", measured=[90, 93, 97], performance=0.93),
    a_result("wrong address", rules=["color-contrast"], accessibility=0.9),
]


MARKS = "<!-- audit: findings -->old<!-- /audit -->"


@pytest.fixture
def book(tmp_path):
    """The minimal book with a statement that has findings of an older run."""
    return a_folder(tmp_path / "book", **{PAGE: f"# Page\n\n{MARKS}\n\nBy hand.\n"})


def test_the_statement_says_when_with_what_and_against_what_was_tested():
    said = findings(RESULTS, TOOLS, DAY)
    assert '{{ literal("4 May 2026", "the day of the tests") }} against WCAG 2.2 AA' in said
    assert "with axe-core 4.12, Chromium 150.0 and Lighthouse 12.8.2." in said
    assert '{{ literal("390 and 1440", "the widths of the tests") }} pixels wide' in said
    assert "in the light and dark colors" in said


def test_the_statement_has_a_row_for_each_kind_of_page():
    said = findings(RESULTS, TOOLS, DAY)
    assert "| Story | 100 | 100 | 100 | 100 | 0 |\n" in said
    assert "| Claims | 93 | 100 | 100 | 100 | 0 |\n" in said
    assert "| Wrong address | 100 | 90 | 100 | 100 | 2 |\n" in said


def test_the_statement_names_each_failure_and_which_pages_were_measured_again():
    said = findings(RESULTS, TOOLS, DAY)
    assert "- Wrong address: Help on color-contrast (`color-contrast`)" in said
    assert "- Wrong address: The heavy audit of accessibility (`accessibility-heavy`)" in said
    assert "These tools found none." not in said
    assert "shows the run in the middle: claims." in said


def test_a_statement_without_failures_says_that_tools_find_only_a_part():
    said = findings(RESULTS[:1], TOOLS, DAY)
    assert "These tools found none." in said
    assert "Automatic tests find only a part" in said
    assert "measured again" not in said


def test_a_run_replaces_what_the_last_one_found_and_nothing_written_by_hand(book):
    write_findings(book, findings(RESULTS, TOOLS, DAY))
    write_findings(book, findings(RESULTS[:1], TOOLS, DAY))
    said = (book / PAGE).read_text("utf-8")
    assert said.startswith("# Page\n\n<!-- audit: findings -->\n\nLast tested on ")
    assert said.endswith("<!-- /audit -->\n\nBy hand.\n")
    assert "old" not in said.split()
    assert "Wrong address" not in said


def test_the_words_of_a_tool_are_nothing_but_text_on_a_sound_page(book):
    hostile = a_result("story", rules=["x"])
    hostile.violations["x"]["help"] = "<main> & {{ 7*7 }} {% raw %} *not* [a](javascript:b)\n\n# c"
    write_findings(book, findings([hostile], TOOLS, DAY))
    assert problems_of(book)[0] == []
    said = (book / PAGE).read_text("utf-8")
    assert "Story: &#60;main\\> &#38; &#123;&#123; 7\\*7 &#125;&#125;" in said


STATEMENTS = [path.relative_to(ROOT).as_posix() for path in ROOT.glob(f"editions/*/{PAGE}")]


def test_a_translation_says_the_same_and_is_still_of_the_original(book):
    original = version_of_text((book / PAGE).read_text("utf-8"))
    path = book / "editions/zh-Hant-TW" / PAGE
    path.parent.mkdir(parents=True)
    path.write_text(f"---\noriginal: {original}\n---\n\n# 頁\n\n{MARKS}\n", "utf-8")
    audit.write_all(book, RESULTS, TOOLS, DAY)
    said = path.read_text("utf-8")
    assert '最近一次測試在{{ literal("2026年5月4日", ' in said
    assert "| 說法清單 | 93 | 100 | 100 | 100 | 0 |\n" in said
    assert "- 錯誤網址：Help on color-contrast（`color-contrast`）" in said
    assert f"original: {version_of_text((book / PAGE).read_text('utf-8'))}\n" in said
    assert [one.code for one in problems_of(book)[0]] == ["W006"]  # of the records


def test_a_translation_of_an_older_original_stays_one(book):
    path = book / "editions/zh-Hant-TW" / PAGE
    path.parent.mkdir(parents=True)
    path.write_text(f"---\noriginal: 00000000\n---\n\n# 頁\n\n{MARKS}\n", "utf-8")
    audit.write_all(book, RESULTS, TOOLS, DAY)
    assert "original: 00000000\n" in path.read_text("utf-8")


def test_the_words_of_the_statement_are_the_same_in_all_languages():
    for path in STATEMENTS:
        said = audit.WORDS[catalog_of(path.split("/")[1])]
        assert said.keys() == audit.WORDS["en"].keys()
        assert said["kinds"].keys() == KINDS.keys()


@pytest.mark.parametrize("text", [None, "# Page without a place\n"])
def test_a_statement_that_has_no_place_for_findings_is_told(book, text):
    (book / PAGE).unlink()
    if text is not None:
        (book / PAGE).write_text(text, encoding="utf-8")
    with pytest.raises(audit.CannotAuditError, match=PAGE):
        write_findings(book, findings(RESULTS, TOOLS, DAY))


@pytest.mark.parametrize("path", [PAGE, *STATEMENTS])
def test_the_committed_statement_has_a_row_for_every_kind_of_page(path):
    text = (ROOT / path).read_text("utf-8")
    rows = [line.split("|")[1].strip().lower() for line in text.split("\n") if line[:2] == "| "]
    said = audit.WORDS["en" if path == PAGE else catalog_of(path.split("/")[1])]
    assert rows[1:] == ["---", *(said["kinds"].get(kind, kind) for kind in KINDS)]


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_page_of_every_kind(shipped, kind):
    path = path_of(kind, shipped.data)
    assert (path if path.endswith(".html") else f"{path}index.html") in shipped.pages


def test_the_table_has_a_line_for_each_page():
    assert scores_of([*RESULTS[1:], Result("about")]).splitlines() == [
        "page           performance  accessibility  best-practices  seo  runs  axe-core",
        "-------------  -----------  -------------  --------------  ---  ----  --------",
        "claims                  93            100             100  100     3         0",
        "wrong address          100             90             100  100     1         2",
        "about                    -              -               -    -     -         0",
    ]


def test_what_is_not_perfect_is_named_below_the_table_with_the_audits_that_cost_it():
    runs = "93 of [90, 93, 97] (machine at 2500)"
    assert details(RESULTS)[1:-1] == [
        f"claims, performance {runs}: performance-heavy (2 s), performance-advice",
        "wrong address, axe-core color-contrast: Help on color-contrast",
        *("    a", "    b"),
        "wrong address, accessibility 90: accessibility-heavy (2 s), accessibility-advice",
    ]
    assert "Nothing was found." in details(RESULTS[:1])


def test_an_audit_that_is_passed_or_not_rated_is_not_called_failing():
    assert failing(a_report(), "performance") == []


def test_of_three_runs_the_one_in_the_middle_counts():
    runs = [a_report(performance=score) for score in (0.91, 1.0, 0.97)]
    assert median_run(runs) is runs[2]
    assert median_run(runs[:1]) is runs[0]


@pytest.mark.parametrize(("programs", "missing"), [([], "Chromium"), (["chromium"], "npm")])
def test_a_program_that_is_missing_is_named_in_one_line_and_the_statement_stays(
    tmp_path, monkeypatch, capsys, programs, missing
):
    for name in programs:
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setattr(audit, "write_findings", pytest.fail)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert missing in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("asked", "written"),
    [([], True), (["--only", "story"], False), (["--axe-only"], False)],
    ids=["all", "only", "axe-only"],
)
def test_only_a_whole_run_is_written_down(book, monkeypatch, capsys, asked, written):
    monkeypatch.setattr(audit, "ROOT", book)
    monkeypatch.setattr(audit, "REPORTS", book / "reports")
    monkeypatch.setattr(audit, "audited", lambda *_, **__: (RESULTS[:2], TOOLS))
    assert main(asked) == 1
    assert ("Last tested on" in (book / PAGE).read_text("utf-8")) is written
    assert "claims, performance 93" in capsys.readouterr().out


def test_a_kind_that_does_not_exist_is_told_with_those_that_do(capsys):
    with pytest.raises(SystemExit):
        main(["--only", "storie"])
    assert "there are: story, timeline" in flat(capsys.readouterr().err)


def test_the_reports_are_kept_out_of_the_repository():
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "/reports/" in ignored
    assert audit.REPORTS.is_relative_to(ROOT / "reports")
    assert audit.NODE.is_relative_to(ROOT / "reports")


@pytest.mark.parametrize(("speed", "times"), [(1750, 4.0), (5000, 4.0), (875, 2.0), (200, 1.0)])
def test_a_weak_machine_is_slowed_down_less(speed, times):
    assert slowdown({"environment": {"benchmarkIndex": speed}}) == times
