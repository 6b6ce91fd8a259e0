"""The paragraphs of a PDF are found by its lines; its margins are no part of them."""

from __future__ import annotations

import pytest

from claimbook.editing.apart import IntakeError
from claimbook.editing.pdf_text import _runs_left, paragraphs_of_pdf
from papers import a_pdf

TITLE = "Bridge toll to rise"
FIRST = [
    "The town of Riverside said on Monday that the bridge toll would rise by 40",
    "percent from January, up to $1,250 a year for a truck, which the carters of",
    "the valley call an unheard-of sum.",
]
SECOND = [
    "The repair will cost about $29,735, said the mayor, and the state pays half",
    "of it. The state has not agreed, and nobody in the hall knew when it would.",
]
WHOLE = (" ".join(FIRST), " ".join(SECOND))


def test_blank_lines_part_paragraphs():
    assert paragraphs_of_pdf(a_pdf([TITLE, "", *FIRST, "", *SECOND])) == [TITLE, *WHOLE]


def test_so_do_indents():
    pages = a_pdf([TITLE, "   " + FIRST[0], *FIRST[1:], "   " + SECOND[0], SECOND[1]])
    assert paragraphs_of_pdf(pages) == [TITLE, *WHOLE]


def test_without_either_a_short_line_that_ends_a_sentence_does():
    assert paragraphs_of_pdf(a_pdf([*FIRST, *SECOND])) == [*WHOLE]


def test_lines_that_stand_far_apart_everywhere_are_no_paragraphs():
    lines = [*FIRST, "", *SECOND]
    assert paragraphs_of_pdf(a_pdf(lines, leading=28)) == [*WHOLE]


def test_a_sentence_goes_on_over_the_end_of_a_page():
    pages = a_pdf(
        ["The Riverside Weekly", "", *FIRST[:2], "", "Page 1 of 2"],
        ["The Riverside Weekly", "", FIRST[2], "", *SECOND, "", "Page 2 of 2"],
    )
    assert paragraphs_of_pdf(pages) == [*WHOLE]


def test_what_a_browser_prints_around_a_page_is_left_out():
    pages = a_pdf(
        ["3/3/25, 8:00 AM    Bridge toll", "", *FIRST, "", "https://example.org/bridge-toll    1/1"]
    )
    assert paragraphs_of_pdf(pages) == [WHOLE[0]]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("seme", "ster", "semester"),
        ("un", "heard-of", "unheard-of"),
        ("Anglo", "Saxon", "Anglo-Saxon"),
    ],
)
def test_a_word_that_was_cut_at_the_end_of_a_line_is_whole_again(before, after, whole):
    lines = [
        f"{FIRST[0]} {before}-",
        f"{after} is what stands at the very beginning of the second line here, as it may.",
    ]
    assert f" 40 {whole} is" in paragraphs_of_pdf(a_pdf(lines))[0]


def test_columns_are_read_one_after_the_other():
    left = [
        "The town of Riverside said that",
        "the bridge toll would rise by 40",
        "percent from January on.",
    ]
    right = [
        "The state has not agreed to pay",
        "half of the repair, and nobody in",
        "the hall knew when it would.",
    ]
    page = [f"{one:<48}{two}" for one, two in zip(left, right, strict=True)]
    assert " ".join(left[:1]) in " ".join(paragraphs_of_pdf(a_pdf(page)))


def test_a_pdf_of_pictures_says_what_helps():
    with pytest.raises(IntakeError, match="its pages are pictures") as error:
        paragraphs_of_pdf(a_pdf([], []))
    assert "OCR" in error.value.help


@pytest.mark.parametrize(
    ("lines", "runs_left"),
    [
        (["وقالت رئيسة البلدية", "Riverside"], True),
        (["The town said", "البلدية"], False),
        ([""], False),
    ],
)
def test_letters_that_run_to_the_left_are_known_and_refused_since_their_order_is_not(
    lines, runs_left
):
    assert _runs_left(lines) is runs_left
