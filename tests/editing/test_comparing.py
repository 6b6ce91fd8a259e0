"""What is said of a copy that somebody found."""

from __future__ import annotations

from click.testing import CliRunner

from builders import MINIMAL, a_folder
from claimbook.cli.main import main

TEXT = (MINIMAL / "article.txt").read_text("utf-8")


def said(folder, name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return CliRunner().invoke(main, ["check", str(MINIMAL), "--text", str(path)])


def test_the_document_itself_agrees_in_all(tmp_path):
    done = said(tmp_path, "mine.txt", TEXT)
    assert done.exit_code == 0
    assert "mine.txt beside 'bridge-notice' (Notice of the bridge warden; " in done.stderr
    assert "3 of 3 paragraphs are the same, word for word" in done.stderr
    assert "Quotations that stand in it: 1 of 1" in done.stderr


def test_a_copy_with_other_words_is_told_by_paragraph_and_quotation(tmp_path):
    copy = "Home News Sport Weather and more\n" + TEXT.replace(
        "some forty carts", "some fifty carts"
    )
    done = said(tmp_path, "copy.txt", copy)
    assert done.exit_code == 0
    assert "2 of 3 paragraphs are the same" in done.stderr
    assert "paragraph 2 differs" in done.stderr
    assert "the copy has “fifty” there" in done.stderr
    assert "only in the copy: 1 paragraph, such as “Home News Sport" in done.stderr
    assert "Quotations that stand in it: 0 of 1" in done.stderr
    assert "closest, in paragraph 3: some [-forty-] {+fifty+} carts a day" in done.stderr


def test_another_text_is_said_to_be_one(tmp_path):
    done = said(tmp_path, "other.txt", "Quite another text about a harbor and its levy.\n")
    assert "Nothing in it is of this document: it is another text." in done.stderr
    assert "Quotations" not in done.stderr


def test_what_stands_in_a_copy_steers_no_terminal(tmp_path):
    done = said(tmp_path, "odd.txt", TEXT + "\nA line \x1b[31m that is long enough to be told\n")
    assert "\x1b" not in done.stderr
    assert "\\u001b[31m that is long" in done.stderr


def test_a_copy_is_compared_also_where_the_book_has_an_error(tmp_path):
    wrong = next((MINIMAL / "data/claims").glob("*.yml"))
    text = wrong.read_text("utf-8").replace("paragraph: 2", "paragraph: 3")
    folder = a_folder(tmp_path / "book", **{f"data/claims/{wrong.name}": text})
    done = CliRunner().invoke(main, ["check", str(folder), "--text", str(MINIMAL / "article.txt")])
    assert done.exit_code == 1
    assert "Quotations that stand in it: 1 of 1" in done.stderr
