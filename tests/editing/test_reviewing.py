"""What a change means is said in sentences, completely, and shows what contributors wrote as text."""

from __future__ import annotations

import re

import html5lib
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from builders import a_folder
from claimbook.cli.main import main
from claimbook.editing.reviewing import markdown
from sites import git

CLAIM = "data/claims/forty-carts.yml"
ROWS = "data/series/carts-by-year.csv"
SERIES, TERM = "data/series/carts-by-year.yml", "data/terms/toll.yml"
SECOND = """id: toll-collected
title: The toll is collected
statement: The warden says that each cart pays.
speaker: ann-reed
quote: each cart pays the toll
paragraph: 2
kind: figure
topic: traffic
assessment: Not yet looked at.
status: corroborated
"""


DERIVED = "derived:\n  - {}\n    formula: {}\n    from:\n      a: forty-carts.per-day\n"


@pytest.fixture
def book(tmp_path):
    """The smallest book, published in a repository."""
    folder = a_folder(tmp_path / "book")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "published")
    return folder


def compared(folder, *flags, base="HEAD"):
    return CliRunner().invoke(main, ["diff", base, str(folder), *flags])


def change(folder, path, *changes):
    text = (folder / path).read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / path).write_text(text, "utf-8")


def section(said, title):
    found = re.search(rf"^{title} \(\d+\)\n(.*?)(?=^\S|\Z)", said, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def test_without_a_change_nothing_is_said(book):
    done = compared(book)
    assert done.exit_code == 0
    assert done.stdout == "Nothing that a reader would see.\n"


def test_reformatting_a_file_is_no_change(book):
    change(
        book,
        CLAIM,
        ("title: Forty carts a day\n", ""),
        ("id: forty-carts\n", 'title: "Forty carts a day"\n\nid: forty-carts # same\n'),
    )
    assert compared(book).stdout == "Nothing that a reader would see.\n"


def test_a_number_is_told_before_and_after_with_what_rests_on_it(book):
    change(
        book,
        CLAIM,
        ("value: 40", "value: 45"),
        ("unit: carts\n", "unit: carts\n    of: all carts\n"),
    )
    said = compared(book).stdout
    numbers = section(said, "Numbers")
    assert "- carts a day: about 40 carts" in numbers
    assert "+ carts a day: about 45 carts, of all carts" in numbers
    assert "Wording" not in said
    sentences = section(said, "Sentences that name what changed")
    assert "counts about 40 carts." in sentences
    assert "counts about 45 carts." in sentences
    assert "docs/index.md" in section(said, "Pages that show it")
    assert said.startswith("1 other number")


def test_each_sort_of_change_is_told_under_its_title(book):
    entry = "  - id: doubtful\n    definition: Not sure.\n    sign: open\n"
    change(book, "data/vocabulary.yml", ("claim_relations:\n", f"{entry}claim_relations:\n"))
    change(
        book,
        CLAIM,
        ("status: corroborated", "status: doubtful"),
        ("quote: some forty carts a day", "quote: forty carts a day"),
        ("note: The tolls of April come to the same.", "note: The tolls of May come to the same."),
        ("date: 1901-04", "date: 1901-05"),
        ("assessment: The toll book agrees.", "assessment: The toll book has it too."),
    )
    said = compared(book).stdout
    assert "- Corroborated\n    + Doubtful" in section(said, "Status")
    assert "+ forty carts a day" in section(said, "Quotations")
    assert "- The tolls of April" in section(said, "Evidence")
    assert "+ 1901-05" in section(said, "Dates")
    assert "+ The toll book has it too." in section(said, "Wording and all else")


def test_new_records_and_other_ids_are_told(book):
    change(book, "data/terms/toll.yml", ("id: toll\n", "id: bridge-toll\nwas: [toll]\n"))
    (book / "data/terms/toll.yml").rename(book / "data/terms/bridge-toll.yml")
    text = (book / CLAIM).read_text("utf-8").replace("forty-carts", "carts-again")
    (book / "data/claims/carts-again.yml").write_text(text, "utf-8")
    said = compared(book).stdout
    new = section(said, "New")
    assert "“some forty carts a day” (paragraph 2); about 40 carts; corroborated; 1 piece" in new
    assert "- toll\n    + bridge-toll" in section(said, "Under another id")
    assert not section(said, "Gone")


def test_a_record_that_is_gone_is_told(book):
    (book / "data/terms/toll.yml").unlink()
    assert "“Toll”\n    - toll" in section(compared(book).stdout, "Gone")


def test_rows_are_told_cell_by_cell_and_their_charts_with_them(book):
    change(book, ROWS, ("38", "39"))
    said = compared(book).stdout
    assert "y1900, value: 38 -> 39" in said
    assert "Charts that show something else (1)" in said
    assert "series with other rows" in said.split("\n")[0]


def test_a_rewritten_passage_is_told_before_and_after(book):
    change(book, "docs/index.md", ("# A bridge", "# The bridge"))
    assert "- # A bridge\n    + # The bridge" in section(compared(book).stdout, "Passages of pages")


def test_the_page_of_a_report_draws_each_changed_chart_before_and_after(book, tmp_path):
    change(book, ROWS, ("38", "39"))
    report = tmp_path / "deep" / "report.html"
    done = compared(book, "--format", "html", "--output", str(report))
    assert done.exit_code == 0, done.output
    page = html5lib.parse(report.read_text("utf-8"), namespaceHTMLElements=False)
    drawings = page.findall(".//figure/{http://www.w3.org/2000/svg}svg")
    assert len(drawings) == 2
    said = [" ".join(one.itertext()) for one in drawings]
    assert "38" in said[0]
    assert "39" in said[1]
    assert not page.findall(".//script")
    assert any("--cb-ink:" in (one.text or "") for one in page.iter("style")), "no colors"


HOSTILE = (
    "x <img src=y onerror=alert(1)> [a](javascript:b) @someone https://evil.example | `c` </style>"
)


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_a_contributor_wrote_is_shown_and_does_nothing(form, book):
    quoted = HOSTILE.replace('"', "'")
    change(book, CLAIM, ("assessment: The toll book agrees.", f'assessment: "{quoted}"'))
    change(book, "docs/index.md", ("# A bridge", "# A \x1b[31m bridge"))
    change(book, ROWS, ("38,actual,toll-book", "39,actual,toll-book"))
    done = compared(book, "--format", form)
    assert done.exit_code == 0, done.output
    assert "\x1b" not in done.stdout
    if form == "html":
        page = html5lib.parse(done.stdout, namespaceHTMLElements=False)
        assert not page.findall(".//img")
        assert quoted in " ".join("".join(page.itertext()).split())
    if form == "markdown":
        assert "<img" not in done.stdout.replace("\\<", "")
        assert "@someone" not in done.stdout
        assert "https://" not in done.stdout


@given(st.text())
def test_no_text_ends_its_line_of_markdown_or_opens_a_mark(text):
    said = markdown(text)
    assert said.isprintable() or not said
    plain = re.sub(r"<!-- -->", "", said)
    assert not re.search(r"(?<!\\)[`*_\[\]<>|~#]", plain.replace("\\\\", ""))


@pytest.mark.parametrize("base", ["no-such-branch", "--all", ""])
def test_a_base_that_is_none_is_told_with_help_and_without_a_traceback(base, book):
    done = (
        compared(book, base=base) if not base.startswith("-") else compared(book, "--", base=base)
    )
    assert done.exit_code != 0
    assert "Traceback" not in done.output
    assert isinstance(done.exception, SystemExit)


BROKEN_BEFORE = {
    "an answer": (SERIES, ("answer: In", "answer: x {nope} y In")),
    "no rows": (ROWS, ("y1899,1899,,30,actual,toll-book\ny1900,1900,,38,actual,toll-book\n", "")),
    "a derived row": (SERIES, ("chart:\n", f"{DERIVED.format('row: nope', 'a')}chart:\n")),
    "a formula": (SERIES, ("chart:\n", f"{DERIVED.format('row: y1899', 'nope')}chart:\n")),
    "a contrast": (
        SERIES,
        ("chart:\n", "differs_from:\n  - row: nope\n    figure: no.x\n    because: x\nchart:\n"),
    ),
    "dates": (ROWS, ("y1899,1899,,", "y1899,,a,"), ("y1900,1900,,", "y1900,,b,")),
    "a list": (
        "data/vocabulary.yml",
        ("title: carts\n", "title: carts\n    measures: carts + carts\n"),
    ),
}


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("case", BROKEN_BEFORE)
def test_what_was_published_and_breaks_a_rule_of_today_is_named_and_the_rest_is_compared(
    case, form, book
):
    path, *changes = BROKEN_BEFORE[case]
    whole = (book / path).read_text("utf-8")
    change(book, path, *changes)
    git(book, "commit", "-am", "Broken")
    (book / path).write_text(whole, "utf-8")
    change(book, TERM, ("Money paid to cross.", "What crossing costs."))
    done = compared(book, "--format", form)
    assert done.exit_code == 0, done.output
    assert "Traceback" not in done.output
    assert "Published, and not as today" in done.output
    assert "What crossing costs" in done.output


def test_a_book_with_problems_is_not_compared(book):
    change(book, CLAIM, ("topic: traffic", "topic: Traffic"))
    done = compared(book)
    assert done.exit_code == 1
    assert "the book has problems" in done.stderr
    assert "E020" in done.stderr


def test_a_report_that_cannot_be_written_is_told(book, tmp_path):
    (tmp_path / "file").touch()
    done = compared(book, "--output", str(tmp_path / "file" / "report.md"))
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def report_of(book, tmp_path):
    """The page of a report, as a browser reads it."""
    path = tmp_path / "report.html"
    done = compared(book, "--format", "html", "--output", str(path))
    assert done.exit_code == 0, done.output
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


def words_of(node):
    return " ".join("".join(node.itertext()).split())


def boxes(page):
    return [words_of(one) for one in page.iter("label") if one.find("input") is not None]


def test_the_page_has_what_a_reviewer_of_a_claim_needs_and_a_box_for_each_thing_to_judge(
    book, tmp_path
):
    new = (book / CLAIM).read_text("utf-8").replace("id: forty-carts", "id: old-mill")
    new = new.replace("some forty carts a day", "the river below the old mill")
    (book / "data/claims/old-mill.yml").write_text(new, "utf-8")
    change(book, CLAIM, ("note: The tolls of April", "note: The tolls of May"))
    page = report_of(book, tmp_path)
    sections = page.findall(".//section")
    assert len(sections) == 2
    said = words_of(sections[0])
    for told in (
        "some forty carts a day",
        "the river below the old mill",
        "about 40 carts",
        "paragraph 2",
    ):
        assert told in said
    asked = boxes(sections[0])
    assert any("The tolls of May come to the same." in one for one in asked)
    assert any("is what the evidence carries" in one for one in asked)
    assert not any("shortest run" in one for one in asked), "the quotation has not changed"
    assert any("shortest run" in one for one in boxes(sections[1])), "this claim is new"
    assert not page.findall(".//form")


def test_nothing_is_told_twice_on_the_page_and_nothing_left_out(book, tmp_path):
    change(book, CLAIM, ("assessment: The toll book agrees.", "assessment: It is agreed."))
    change(book, TERM, ("definition: ", "definition: Said otherwise. "))
    page = report_of(book, tmp_path)
    text = words_of(page)
    assert text.count("The toll book agrees.") == 1
    assert text.count("Said otherwise.") == 1
    assert any("Said otherwise." in one for one in boxes(page))


CODE = {
    "mkdocs.yml": "settings of the site",
    ".github/workflows/own.yml": "runs on the server",
    "docs/assets/own.js": "a script that runs in readers' browsers",
    "docs/assets/own.css": "looks",
    "charts.py": "a program that is run",
    "overrides/main.html": "markup that the site has as it is",
    "requirements.txt": "what is installed",
    "LICENSE": "neither data nor a page",
}


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_is_neither_data_nor_a_page_stands_first_and_says_what_it_is(form, book):
    for path in CODE:
        place = book / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("# other\n", "utf-8")
    change(book, CLAIM, ("assessment: The toll book agrees.", "assessment: It is agreed."))
    said = compared(book, "--format", form).stdout
    said = re.sub(r"\\(?=[-_.*`>])|<!-- -->", "", said).replace("&#39;", "'")
    for path, what in CODE.items():
        assert said.index(path) < said.index("It is agreed.")
        assert what in said


def test_the_report_itself_is_not_what_it_tells_of(book):
    change(book, CLAIM, ("assessment: The toll book agrees.", "assessment: It is agreed."))
    done = [compared(book, "--output", str(book / "report.txt")) for _ in range(2)][-1]
    assert "report.txt" not in (book / "report.txt").read_text("utf-8")
    assert "1 file to be reviewed as code" not in done.stdout
    assert "report.txt" in compared(book).stdout


def test_a_name_that_deceives_is_shown_as_it_is(book):
    (book / "a\u202esj.gnp").write_text("1", "utf-8")
    said = compared(book, "--format", "html").stdout
    assert "\u202e" not in said
    assert "\\u202e" in said


def test_signatures_are_told_under_a_title_of_their_own_with_a_box(book, tmp_path):
    own = (book / "data/book.yml").read_text("utf-8")
    people = "people:\n  - id: tom-vane\n    name: Tom Vane\n"
    (book / "data/book.yml").write_text(own + people, "utf-8")
    done = CliRunner().invoke(
        main, ["review", "forty-carts", "--by", "tom-vane", "--assessed", "--folder", str(book)]
    )
    assert done.exit_code == 0, done.output
    said = section(compared(book).stdout, "Signatures, and who may sign")
    assert "tom-vane" in said
    assert any(
        "Tom Vane" in one and "themselves" in one for one in boxes(report_of(book, tmp_path))
    )
