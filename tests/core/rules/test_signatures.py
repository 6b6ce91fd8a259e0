"""Who signs is one of the book's people, and a review is one by somebody else."""

from __future__ import annotations

import pytest

from builders import MINIMAL, a_folder, problems_of
from claimbook.core.load import load_dataset
from claimbook.core.records.signing import version_of_claim

PEOPLE = """people:
  - id: tom-vane
    name: Tom Vane
  - id: ada-quill
    name: Ada Quill
"""
BOOK, CLAIM = "data/book.yml", "data/claims/forty-carts.yml"
NOW = version_of_claim(load_dataset(MINIMAL).claims["forty-carts"])
ASSESSED = f'assessed: {{by: tom-vane, date: 1901-05-02, version: "{NOW}"}}\n'


def review(by, version=NOW):
    return f'  - {{by: {by}, date: 1901-05-03, version: "{version}"}}\n'


def problems(to, signed="", people=PEOPLE):
    """What is said of the smallest book with people, when its claim is signed so."""
    texts = {path: (MINIMAL / path).read_text("utf-8") for path in (BOOK, CLAIM)}
    files = {BOOK: texts[BOOK] + people, CLAIM: texts[CLAIM] + signed}
    return [(one.code, one.message) for one in problems_of(a_folder(to / "book", **files))[0]]


def codes(*given, **named):
    return [code for code, _ in problems(*given, **named)]


def test_a_signed_and_reviewed_claim_is_sound(tmp_path):
    assert problems(tmp_path, f"{ASSESSED}reviewed:\n{review('ada-quill')}") == []


def test_a_book_that_lists_nobody_is_not_asked_for_reviews(tmp_path):
    assert problems(tmp_path, people="") == []


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        (f"reviewed:\n{review('ada-quill')}", "it is not said who assessed"),
        (f"{ASSESSED}reviewed:\n{review('ada-quill')}{review('tom-vane')}", "by somebody else"),
        (f"{ASSESSED}reviewed:\n{review('ada-quill') * 2}", "stands twice"),
    ],
)
def test_a_review_that_is_none_is_refused(signed, said, tmp_path):
    ((code, message),) = problems(tmp_path, signed)
    assert code == "E120"
    assert said in message


def test_who_signs_is_listed_in_the_book(tmp_path):
    signed = f"{ASSESSED}reviewed:\n{review('ada-quil')}"
    assert problems(tmp_path, signed) == [
        ("E020", "'ada-quil' is not in the list 'people' of data/book.yml")
    ]
    assert codes(tmp_path / "nobody", ASSESSED, people="") == ["E020"]


def test_one_review_of_the_claim_as_it_is_makes_up_for_older_ones(tmp_path):
    old = review("ada-quill", "00000000")
    assert codes(tmp_path, f"{ASSESSED}reviewed:\n{old}") == ["W011"]
    third = f"{PEOPLE}  - id: mary-hill\n    name: Mary Hill\n"
    signed = f"{ASSESSED}reviewed:\n{old}{review('mary-hill')}"
    assert codes(tmp_path / "again", signed, people=third) == []


@pytest.mark.parametrize(
    ("people", "code"),
    [
        (f"{PEOPLE}  - id: tom-vane\n    name: Another Vane\n", "E021"),
        (f"{PEOPLE}    orcid: 0000-0002-1825-0098\n", "E014"),
        (f"{PEOPLE}    orcid: https://orcid.org/0000-0002-1825-0097\n", "E014"),
        (f"{PEOPLE}    url: javascript:alert(1)\n", "E014"),
        ("people: nobody\n", "E012"),
    ],
)
def test_people_are_listed_once_and_their_addresses_are_some(people, code, tmp_path):
    assert code in codes(tmp_path, f"{ASSESSED}reviewed:\n{review('ada-quill')}", people=people)


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"]
)
def test_an_orcid_id_is_taken_with_its_check_digit(orcid, tmp_path):
    signed = f"{ASSESSED}reviewed:\n{review('ada-quill')}"
    assert codes(tmp_path, signed, people=f"{PEOPLE}    orcid: {orcid}\n") == []


@pytest.mark.parametrize("version", ["0c1d2e3", "0C1D2E3F", "not-eight"])
def test_a_version_has_its_form(version, tmp_path):
    assert codes(tmp_path, ASSESSED.replace(NOW, version)) == ["E014"]
