"""A worksheet is read line by line, each value at its place, whatever stands in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimbook.editing.blocks import marked, read_blocks, shown_text

KINDS = ("claim", "actor")


def read(text, *fields):
    return read_blocks(text, "w.txt", KINDS, fields)


def lines(block):
    return {line.name: line.value.text for line in block.lines}


def test_a_block_has_its_name_its_paragraph_and_its_lines():
    out = read(
        "[paragraph 3]\n> the text\n\n[claim] some words\ntitle: A: b\n# no\nwhy it-matters:  c \n"
    )
    (block,) = out.found
    assert (block.kind, block.name.text, block.paragraph, block.place.line) == (
        "claim",
        "some words",
        3,
        4,
    )
    assert (block.within.line, out.headings, out.problems) == (1, {1, 4}, [])
    assert lines(block) == {"title": "A: b", "why_it_matters": "c"}
    assert (block.name.place.line, block.name.place.column, block.name.place.width) == (4, 9, 10)
    title = block.lines[0]
    assert (title.place.column, title.place.width) == (1, 5)
    assert (title.value.place.line, title.value.place.column, title.value.place.width) == (5, 8, 4)


def test_an_indented_line_goes_on_with_the_one_above_it():
    (block,) = read("[claim] some\n  words\ntitle: a\n\n\tb\n   c\n").found
    assert (block.name.text, lines(block)) == ("some words", {"title": "a b c"})
    assert lines(read("[claim] x\ntitle: 橋費\n  調漲\n").found[0]) == {"title": "橋費調漲"}


def test_what_surely_begins_a_field_or_a_block_does_so_when_it_is_indented():
    out = read(
        "[claim] x\n  title: a\n  so: b\n    note: it\n  [actor] y\n  [sic] z\n", "title", "note"
    )
    assert [lines(one) for one in out.found] == [{"title": "a so: b", "note": "it"}, {}]
    assert out.found[1].name.text == "y [sic] z"


def test_the_parts_of_a_value_stand_between_bars_each_at_its_place():
    (block,) = read("[claim] x\nevidence: a b | c｜ d\n").found
    parts = block.lines[0].value.parts()
    assert [one.text for one in parts] == ["a b", "c", "d"]
    assert [one.place.column for one in parts] == [11, 17, 20]


def test_blocks_are_marked_on_their_own_line():
    text = "[claim] x\na: b\n[ claim ] [y]\n[claim taken: old] z"
    assert marked(text, {1: "one", 3: "two", 4: "new"}) == (
        "[claim taken: one] x\na: b\n[ claim taken: two] [y]\n[claim taken: new] z"
    )
    found = read(marked(text, {1: "one", 3: "two"})).found
    assert [(one.taken, one.name.text) for one in found] == [
        (True, "x"),
        (True, "[y]"),
        (True, "z"),
    ]


def test_the_text_that_is_shown_keeps_the_numbers_of_its_paragraphs():
    text = "[paragraph 1]\n> one\n> two\n[claim] x\n[paragraph 3]\n> three\n"
    assert shown_text(text) == "one two\n.\nthree"
    assert len(shown_text("[paragraph 999999999999]\n> x").split("\n")) == 10_000


@given(st.text(alphabet=st.sampled_from("[]claim actor:|>#\n \t\u2028x1：｜"), max_size=120))
def test_each_place_is_in_the_text(text):
    out = read(text)
    rows = text.split("\n")
    for block in out.found:
        for place in (block.place, block.name.place, *(line.place for line in block.lines)):
            assert 1 <= place.line <= len(rows)
            assert place.width >= 1
    for problem in out.problems:
        assert rows[problem.place.line - 1].strip()
