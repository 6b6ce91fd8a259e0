"""What was taken can be looked at, mended and given again; its numbers never become text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimbook.editing.numbered import is_numbered, numbered, read_numbered

KNOWN = {"title": "Levy to rise", "publisher": "The Quay Post", "language": "en"}
LINE = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1, max_size=40)


def written(*paragraphs, name="page.html", known=KNOWN):
    return numbered(paragraphs, known, name, "levy")


@given(st.lists(LINE.map(lambda line: " ".join(line.split())).filter(bool), min_size=1))
def test_what_is_written_is_read_back(paragraphs):
    text = written(*paragraphs)
    assert is_numbered(text)
    assert read_numbered(text) == (tuple(paragraphs), KNOWN)


def test_a_paragraph_that_begins_with_a_number_keeps_it():
    assert read_numbered(written("[7] is a note", "# no remark", "title: none"))[0] == (
        "[7] is a note",
        "# no remark",
        "title: none",
    )


def test_paragraphs_can_be_cut_joined_and_left_out():
    text = written("One. Two.", "A caption", "Three", "and four.")
    text = text.replace("One. Two.", "One.\n\nTwo.").replace("[2] A caption\n\n", "")
    text = text.replace("Three\n\n[4] and", "Three\nand")
    assert read_numbered(text)[0] == ("One.", "Two.", "Three and four.")


def test_lines_that_an_editor_wrapped_are_one_paragraph_again():
    text = written("one two three four", "five").replace("two three", "two\nthree")
    assert read_numbered(text)[0] == ("one two three four", "five")


def test_the_name_of_a_file_writes_no_line():
    assert written("One", name="a\n\n[1] forged").count("\n[1]") == 1
