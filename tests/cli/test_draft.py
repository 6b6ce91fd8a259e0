"""A worksheet has the document's passages with what is read off them, and stays out of the book."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from builders import MINIMAL, a_folder
from claimbook.cli.draft import drafted
from claimbook.cli.main import main
from claimbook.core.load import load_dataset, read_book
from claimbook.editing.blocks import read_blocks, shown_text
from claimbook.editing.taking import take
from sites import check, git

ARTICLE = MINIMAL / "article.txt"

TOWN = """Town to close two of its baths, mayor says

The mayor of Fairwater, Lena Okafor, said on 4 March 2025 that the town would close two of its five public baths by May 2031, saving some $2.4 million to $3 million a year.

The old baths were green.
"""

FIRST = TOWN.split("\n")[2].partition(", saving")[0]


def draft(book, *flags):
    return CliRunner().invoke(main, ["draft", str(book), *map(str, flags)])


def begun(folder, text, *flags):
    article = folder.with_suffix(".txt")
    article.write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["init", str(folder), "--article", str(article), *flags])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return begun(tmp_path_factory.mktemp("begun") / "town", TOWN)


def blocks(text):
    return read_blocks(text, "w", ("claim", "actor", "source", "event", "term")).found


def test_each_passage_has_its_paragraph_and_the_lines_that_make_it_a_claim(town):
    text = (town / "worksheet.txt").read_text("utf-8")
    claims = [one for one in blocks(text) if one.kind == "claim"]
    assert [(one.paragraph, one.name.text) for one in claims] == [
        (1, "Town to close two of its baths, mayor says"),
        (2, FIRST),
        (2, "saving some $2.4 million to $3 million a year"),
        (3, "The old baths were green"),
    ]  # fmt: skip
    names = [line.name for line in claims[0].lines]
    assert names == [
        *("title", "statement", "speaker", "kind", "topic"),
        *("evidence", "assessment", "status"),
    ]
    assert shown_text(text) == "\n".join(line for line in TOWN.split("\n") if line)


def test_amounts_and_dates_are_read_into_fields_which_nobody_has_chosen_yet(town):
    text = (town / "worksheet.txt").read_text("utf-8")
    assert "quantity: about 2.4 to 3 USD million | some $2.4 million to $3 million |\n" in text
    assert "# date: 2025-03-04\n# date: 2031-05\n" in text
    as_read = [line.value.text for one in blocks(text) for line in one.lines if line.name == "date"]
    assert not any(as_read)


def test_a_worksheet_in_which_nobody_wrote_comes_to_nothing(town):
    text = (town / "worksheet.txt").read_text("utf-8")
    done = take(town, read_book(town), text, "worksheet.txt")
    assert (done.files, done.problems, done.begun, done.waiting) == ({}, [], {}, 4)


def test_telling_passages_stand_first_in_their_paragraph(tmp_path):
    text = "the old baths were green and wide. Lena Okafor denied it again. That was all of it.\n"
    sheet = (begun(tmp_path / "book", f"Baths\n\n{text}") / "worksheet.txt").read_text("utf-8")
    names = [one.name.text for one in blocks(sheet) if one.kind == "claim"]
    assert names[0] == "Lena Okafor denied it again"


def test_what_the_book_claims_already_is_left_out(tmp_path):
    book = a_folder(tmp_path)
    assert draft(book, "--article", ARTICLE).exit_code == 0
    text = (book / "worksheet.txt").read_text("utf-8")
    assert "# claimed: some forty carts a day\n" in text
    assert not [one for one in blocks(text) if "some forty carts" in one.name.text]


def test_lists_of_the_book_are_named():
    text = drafted(ARTICLE.read_text("utf-8"), load_dataset(MINIMAL))
    assert "#   topic      traffic\n" in text
    assert "# What sort of actor it is: person\nkind:\n" in text


def test_a_worksheet_is_written_once_and_git_does_not_see_it(tmp_path):
    book = a_folder(tmp_path / "book")
    git(tmp_path, "init", "--quiet", str(book))
    (book / ".gitignore").write_text("/site/", "utf-8")
    done = draft(book, "--article", ARTICLE)
    assert done.exit_code == 0, done.output
    assert re.search(r"Wrote .*worksheet.txt: \d passages to claim from", done.output)
    assert (book / ".gitignore").read_text("utf-8") == "/site/\n/worksheet.txt\n"
    git(book, "add", "-A")
    listed = subprocess.run(
        ["git", "-C", book, "ls-files"], capture_output=True, text=True, check=True
    )
    assert "data/book.yml" in listed.stdout
    assert "worksheet" not in listed.stdout
    before = (book / "worksheet.txt").read_bytes()
    again = draft(book, "--article", ARTICLE)
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert (book / "worksheet.txt").read_bytes() == before


def test_two_people_have_a_worksheet_each(tmp_path):
    book = a_folder(tmp_path / "book")
    mine = tmp_path / "mine.txt"
    assert draft(book, "--article", ARTICLE, "--sheet", mine).exit_code == 0
    assert not (book / ".gitignore").exists()
    text = mine.read_text("utf-8").replace(
        "[claim] The toll is kept in the box at the gate\ntitle:\nstatement:\nspeaker:\nkind:\ntopic:\n"
        "evidence:\nassessment:\nstatus:\n",
        "[claim] The toll is kept in the box\ntitle: Kept\nstatement: It is kept.\nspeaker: Ann Reed\n"
        "kind: figure\ntopic: traffic\nevidence: toll-book | supports | Yes.\nassessment: So.\n"
        "status: corroborated\n",
    )
    mine.write_text(text, "utf-8")
    done = draft(book, "--take", "--sheet", mine)
    assert done.exit_code == 0, done.output
    assert load_dataset(book).claims["kept"].paragraph == 3
    assert "[claim taken: kept] The toll is kept in the box\n" in mine.read_text("utf-8")


@pytest.mark.parametrize("place", ["docs/sheet.md", "data/sheet.txt", "seeds/x.txt"])
def test_a_worksheet_is_never_a_file_of_the_book(place, tmp_path):
    book = a_folder(tmp_path)
    done = draft(book, "--article", ARTICLE, "--sheet", book / place)
    assert done.exit_code == 1
    assert "where the book itself stands" in done.stderr
    assert not (book / place).exists()


def test_another_text_gives_no_worksheet_and_nearly_the_same_one_does(tmp_path):
    book = a_folder(tmp_path / "book")
    (tmp_path / "other.txt").write_text("Nothing of this stands in the notice.\n", "utf-8")
    shutil.rmtree(book / "data/claims")
    shutil.rmtree(book / "data/series")
    for one in ("corrections",):
        shutil.rmtree(book / "data" / one)
    done = draft(book, "--article", tmp_path / "other.txt")
    assert done.exit_code == 1
    assert "E062" in done.stderr
    assert not (book / "worksheet.txt").exists()
    near = ARTICLE.read_text("utf-8").replace("On the last day", "On some day")
    (tmp_path / "near.txt").write_text(near, "utf-8")
    done = draft(book, "--article", tmp_path / "near.txt")
    assert done.exit_code == 0
    assert "not quite the one" in done.output
    assert "On some day" not in re.sub(
        "^> .*$", "", (book / "worksheet.txt").read_text("utf-8"), flags=re.MULTILINE
    )


def test_what_it_needs_is_asked_for(tmp_path):
    book = a_folder(tmp_path)
    (book / "article.txt").unlink()
    done = draft(book)
    assert done.exit_code == 2
    assert "--article" in done.stderr
    assert "cannot be read" in draft(book, "--article", "nowhere.txt").stderr


@pytest.mark.parametrize(
    "lacking", ["data/book.yml", "data/vocabulary.yml", "seeds/bridge-notice.yml"]
)
def test_what_is_no_book_gets_no_worksheet_and_no_record(lacking, tmp_path):
    book = a_folder(tmp_path)
    (book / lacking).unlink()
    done = draft(book, "--article", ARTICLE)
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (1, True)
    (book / "worksheet.txt").write_text("[actor] Tom Hale\nrole: Carter\n", "utf-8")
    before = sorted(book.rglob("*"))
    done = draft(book, "--take")
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (1, True)
    assert "error" in done.stderr
    assert sorted(book.rglob("*")) == before


HOSTILE = "[claim] {{ 7*7 }} <b>x</b> | # [actor] said $5 million\n[claim taken: x] the second line said it\n\x1b[2J went to the terminal said he\n"


def test_a_hostile_text_begins_no_block_and_steers_nothing(tmp_path):
    book = begun(
        tmp_path / "book", f"Hostile words of a text\n\n{HOSTILE}", "--paragraphs", "lines"
    )
    text = (book / "worksheet.txt").read_text("utf-8")
    assert "\x1b" not in text
    assert "\u202e" not in text
    found = [one for one in blocks(text) if one.kind == "claim"]
    assert not any(one.taken for one in found)
    assert [one.paragraph for one in found] == sorted(one.paragraph for one in found)
    assert take(book, read_book(book), text, "w").files == {}
    assert check(book).returncode == 0
