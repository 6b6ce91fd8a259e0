"""The record of the accessibility tests: read, checked, shown as it is, and rewritten with care."""

from __future__ import annotations

import pytest
import yaml

import audit
from audit import Result, details, failing, main, median_run, record, table, write_record
from builders import LIGHTHOUSE, MINIMAL, ROOT, a_folder, data_problems_of, problems_of
from claimbook.core.load import load_dataset
from claimbook.core.records.audit import AUDIT
from claimbook.core.text.problems import report
from claimbook.site.build import UrlFor
from claimbook.site.partials import partial
from claimbook.views.accessibility import COLUMNS, accessibility
from claimbook.views.paths import Paths
from claimbook.views.wording import date_words
from kinds import KINDS, path_of
from sites import Page, flat

LIMITS = ["Nobody has read it: aloud.", "A limit of so many words that it does not fit a line " * 3]
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


@pytest.fixture
def book(tmp_path):
    """The minimal book with a record of a whole run."""
    folder = a_folder(tmp_path / "book")
    write_record(folder, {**record(RESULTS, TOOLS), "date": "2026-05-04"})
    return folder


def changed(book, old, new):
    """The problems of the book with one text of its record replaced, and their report."""
    path = book / AUDIT
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return problems_of(book)


def shown(data, tmp_path):
    """What a page shows of a book's record."""
    url_for = UrlFor(Paths(), "about/accessibility/")
    html = partial("accessibility", accessibility(data), url_for=url_for, drawings=lambda _: ())
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    return Page(tmp_path / "page.html")


def test_the_record_is_read_as_it_was_written(book):
    found = load_dataset(book).audit
    assert str(found.date) == "2026-05-04"
    assert {tool.name: tool.version for tool in found.tools} == TOOLS
    assert (found.widths, found.palettes) == (audit.WIDTHS, audit.PALETTES)
    assert [page.kind for page in found.pages] == ["story", "claims", "wrong address"]
    assert [page.lighthouse.performance for page in found.pages] == [100, 93, 100]
    assert [page.runs for page in found.pages] == [1, 3, 1]
    assert [page.axe for page in found.pages] == [0, 0, 2]


@pytest.mark.parametrize("folder", [MINIMAL, LIGHTHOUSE], ids=["minimal", "lighthouse"])
def test_a_book_needs_no_record_and_its_page_then_says_that_there_is_none(folder, tmp_path):
    data = load_dataset(folder)
    assert data.audit is None
    assert shown(data, tmp_path).text == "No test has been recorded yet."


def test_the_page_says_when_with_what_and_against_what_was_tested(book, tmp_path):
    text = shown(load_dataset(book), tmp_path).text
    assert "Last tested on 4 May 2026 against WCAG 2.2 AA" in text
    assert "with axe-core 4.12, Chromium 150.0 and Lighthouse 12.8.2." in text
    assert "390 and 1440 pixels wide, in the light and dark colors" in text


def test_the_page_names_each_failure_and_which_pages_were_measured_again(book, tmp_path):
    text = shown(load_dataset(book), tmp_path).text
    assert "Wrong address: Help on color-contrast (color-contrast)" in text
    assert "Wrong address: The heavy audit of accessibility (accessibility-heavy)" in text
    assert "These tools found none." not in text
    assert "shows the run in the middle: claims." in text


def test_a_page_without_failures_says_that_tools_find_only_a_part(tmp_path):
    folder = a_folder(tmp_path / "book")
    write_record(folder, record(RESULTS[:1], TOOLS))
    text = shown(load_dataset(folder), tmp_path).text
    assert "These tools found none." in text
    assert "Automatic tests find only a part" in text
    assert "measured again" not in text


def test_the_text_of_a_record_comes_out_as_it_went_in(book, tmp_path):
    text = "<b>Bold</b> & {{ 7*7 }} *not*."
    path = book / AUDIT
    read = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**read, "known_limits": [text]}), encoding="utf-8")
    assert text in shown(load_dataset(book), tmp_path).text


def test_the_published_statement_says_what_the_record_says(shipped):
    found = shipped.data.audit
    page = shipped.pages["about/accessibility/index.html"]
    assert date_words(found.date) in page.text
    for tool in found.tools:
        assert f"{tool.name} {tool.version}" in page.text
    for one in found.pages:
        scores = one.lighthouse
        numbers = (
            *(scores.performance, scores.accessibility, scores.best_practices, scores.seo),
            one.axe,
        )
        cells = "".join(
            f'<td class="cb-number" data-title="{title}">{number}</td>'
            for title, number in zip(COLUMNS[1:], numbers, strict=True)
        )
        assert f'<td data-title="Page">{one.kind.capitalize()}</td>{cells}' in page.html
    for failure in found.known_failures:
        assert flat(failure.what) in page.text
    for limit in found.known_limits:
        assert flat(limit) in page.text
    assert (shipped.root / AUDIT.removeprefix("docs/")).read_text("utf-8") == (
        ROOT / AUDIT
    ).read_text("utf-8")


def test_the_record_is_of_every_kind_of_page(shipped):
    assert [page.kind for page in shipped.data.audit.pages] == [*KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_page_of_every_kind(shipped, kind):
    path = path_of(kind, shipped.data)
    assert (path if path.endswith(".html") else f"{path}index.html") in shipped.pages


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("date: '2026-05-04'", "date: 2026-13-04", "E015"),
        ("performance: 93", "performance: fast", "E012"),
        ("performance: 93", "performance: -1", "E014"),
        ("best_practices: 100", "best_practise: 100", "E010"),
        ("standard: WCAG 2.2 AA\n", "", "E011"),
        ("standard: WCAG 2.2 AA", "standard: ''", "E013"),
        ("date: ", "date: a: ", "E001"),
        ("known_limits: []", "known_limits: *all", "E003"),
    ],
)
def test_a_record_with_a_mistake_is_a_problem_with_a_place(book, old, new, code):
    problems, said = changed(book, old, new)
    assert code in {problem.code for problem in problems}
    assert {problem.place.path for problem in problems} == {AUDIT}
    assert all(problem.place.line > 1 for problem in problems)
    assert f"{AUDIT}:" in said


def test_a_record_that_is_no_text_is_told_and_so_is_an_empty_one(book):
    (book / AUDIT).write_bytes(b"date: \xff\n")
    assert [problem.code for problem in problems_of(book)[0]] == ["E004"]
    (book / AUDIT).write_text("", encoding="utf-8")
    assert problems_of(book)[0]


@pytest.mark.parametrize(
    "value", [None, 5, True, "", "a word", [], ["x"], [None], [[]], {}, {"a": 1}]
)
def test_no_value_of_another_kind_makes_the_check_fail_or_passes_in_silence(book, value):
    whole = yaml.safe_load((book / AUDIT).read_text("utf-8"))
    page = whole["pages"][0]
    for wrong in (
        value,
        *({**whole, name: value} for name in whole),
        *({**whole, "pages": [{**page, name: value}]} for name in page),
        *({**whole, "tools": [{"name": value, "version": value}]}, {**whole, "tools": [value]}),
    ):
        (book / AUDIT).write_text(yaml.safe_dump(wrong), encoding="utf-8")
        problems, texts = data_problems_of(book)
        assert report(problems, texts)
        if not problems:
            assert load_dataset(book).audit


def test_limits_written_by_hand_outlive_the_next_run_and_failures_do_not(book):
    path = book / AUDIT
    read = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**read, "known_limits": LIMITS}), encoding="utf-8")
    write_record(book, record(RESULTS[:1], TOOLS))
    found = load_dataset(book).audit
    assert [*found.known_limits] == LIMITS
    assert found.known_failures == ()
    once = path.read_bytes()
    write_record(book, record(RESULTS[:1], TOOLS))
    assert path.read_bytes() == once


def test_a_record_that_cannot_be_read_is_not_written_over(book):
    (book / AUDIT).write_text("known_limits: [mine]\n", encoding="utf-8")
    with pytest.raises(audit.CannotAuditError, match="not sound"):
        write_record(book, record(RESULTS, TOOLS))
    assert (book / AUDIT).read_text("utf-8") == "known_limits: [mine]\n"


def test_the_keys_of_a_record_always_stand_in_the_same_order(book):
    assert [*yaml.safe_load((book / AUDIT).read_text("utf-8"))] == [
        *("date", "standard", "tools", "widths", "palettes", "pages"),
        *("known_failures", "known_limits"),
    ]


def test_the_table_has_a_line_for_each_page():
    assert table([*RESULTS[1:], Result("about")]).splitlines() == [
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
def test_a_program_that_is_missing_is_named_in_one_line_and_the_record_stays(
    tmp_path, monkeypatch, capsys, programs, missing
):
    for name in programs:
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setattr(audit, "write_record", pytest.fail)
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
    (book / AUDIT).unlink()
    assert main(asked) == 1
    assert (book / AUDIT).is_file() is written
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
