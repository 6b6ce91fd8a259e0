"""Paragraphs are parted as the text looks; where that cannot be seen, it is said."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.editing.apart import IntakeError
from claimbook.editing.parting import paragraphs_of, width

LONG = (
    "The council said on Monday that the levy would rise to forty percent of all dues that are "
    "paid at the quay, and nobody in the hall objected to it at that time, although many came."
)
SHORT = "The pier will open in spring, and the mayor said that it would then stay open for good."
ARTICLE = ("The harbor levy", LONG, SHORT)
JAPANESE = (
    "橋の通行料を引き上げへ",
    "川瀬町は月曜日、町の橋の通行料を来年から40%引き上げ、トラックの年間料金を最大にすると発表した。",
    "町長の山岸花は、修理費は約3億円で、その半分を県が負担すると述べたが、県はまだ同意していない。",
)


def wrapped(paragraphs, columns=72, between="\n\n", indent=""):
    return between.join(textwrap.fill(one, columns, initial_indent=indent) for one in paragraphs)


def cut(text, columns):
    return "\n".join(text[at : at + columns] for at in range(0, len(text), columns))


@pytest.mark.parametrize("columns", [48, 60, 72, 80, 100])
def test_a_text_that_was_wrapped_is_parted_by_its_blank_lines(columns):
    assert paragraphs_of(wrapped(ARTICLE, columns)) == ARTICLE


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n \n\n"])
def test_a_text_with_a_paragraph_a_line_is_parted_by_its_lines(between):
    assert paragraphs_of(between.join(ARTICLE)) == ARTICLE


def test_a_text_that_was_wrapped_can_be_parted_by_indents_alone():
    assert paragraphs_of(wrapped(ARTICLE[1:], between="\n", indent="   ")) == ARTICLE[1:]


def test_ideographs_are_joined_without_a_space():
    text = "\n\n".join(cut(one, 20) for one in JAPANESE)
    assert paragraphs_of(text) == JAPANESE


def test_a_hyphen_at_the_end_of_a_line_stays():
    lines = textwrap.wrap(f"{LONG} It is a state-of-the-art pier.", 73)
    text = f"{SHORT[:60]}\n\n" + "\n".join(lines)
    assert paragraphs_of(text.replace("state-of", "state-\nof"), "blank")[1].endswith(
        "It is a state-of-the-art pier."
    )


def test_short_lines_that_each_end_a_sentence_are_paragraphs():
    lines = (
        "The toll rises.",
        "The state has not agreed to pay for it.",
        "Nobody in the hall knew when it would.",
    )
    assert paragraphs_of("\n".join(lines)) == lines


def test_what_cannot_be_told_is_said_with_the_way_out():
    with pytest.raises(IntakeError, match="no blank line is between them") as error:
        paragraphs_of(wrapped(ARTICLE[1:], between="\n"))
    assert "--paragraphs lines" in error.value.help
    mixed = wrapped([LONG, LONG]) + "\n\nNo\nrhyme\nand\nno\nreason"
    with pytest.raises(IntakeError, match="in some places and not in others"):
        paragraphs_of(mixed)


def test_the_way_that_is_asked_for_counts():
    text = wrapped(ARTICLE)
    assert len(paragraphs_of(text, "lines")) == len([one for one in text.split("\n") if one])
    assert paragraphs_of("one\ntwo\n\nthree", "blank") == ("one two", "three")


@given(st.lists(st.text(alphabet="ab ,.文\t\u3000\n-", max_size=60), max_size=6))
def test_no_word_is_lost_or_made(lines):
    text = "\n".join(lines)
    for parting in ("lines", "blank"):
        found = paragraphs_of(text, parting)
        assert "".join("".join(found).split()) == "".join(text.split())
        assert all(one == " ".join(one.split()) and one for one in found)


def test_an_ideograph_takes_two_columns():
    assert [width(one) for one in ("abc", "文字", "한국", "é", "Ａ")] == [3, 4, 4, 1, 2]
