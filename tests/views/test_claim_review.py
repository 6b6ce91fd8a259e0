"""A reviewer sees a quotation among those beside it, what is new of its evidence, and what to ask."""

from __future__ import annotations

import pytest

from builders import a_book, a_claim, minimal
from claimbook.core.records.claims import Evidence
from claimbook.views.claim_review import AROUND, ASKED, claim_to_review, passage

WORDS = minimal().document.paragraphs[1].words
BEFORE = minimal().claims["forty-carts"]
EVERY = {name for names in ASKED for name in names}


def quoting(**quotes):
    """A book with a claim for each quotation from the second paragraph."""
    return a_book(claims=[a_claim(id=one, title=one, quote=text) for one, text in quotes.items()])


def shown(data, claim_id):
    return passage(data, data.claims[claim_id])


def spans(view):
    return [(piece.claim, piece.start, piece.end, piece.gap) for piece in view.pieces]


def test_a_quotation_stands_between_the_words_that_nobody_quotes():
    view = shown(quoting(mine="some forty carts a day"), "mine")
    (piece,) = view.pieces
    assert piece.is_own
    assert piece.gap == piece.start
    assert piece.gap + (piece.end - piece.start) + view.left == view.words == WORDS


def test_neighbors_stand_around_it_with_what_lies_between():
    data = quoting(mine="some forty carts a day", later="over the river below the old mill")
    mine, later = shown(data, "mine"), shown(data, "later")
    assert spans(mine) == spans(later)
    assert [one.is_own for one in mine.pieces] == [not one.is_own for one in later.pieces]
    whole = sum(one.gap + one.end - one.start for one in mine.pieces) + mine.left
    assert whole == WORDS


def test_words_that_two_claims_quote_are_told_as_shared():
    data = quoting(longer="some forty carts a day", mine="forty carts a day")
    view = shown(data, "mine")
    assert [(one.claim, one.gap) for one in view.pieces][1] == ("mine", -4)


def test_of_many_neighbors_the_nearest_are_shown_and_the_others_counted():
    quotes = {f"copy-{at}": "some forty carts a day" for at in range(9)}
    view = shown(quoting(**quotes), "copy-4")
    assert (view.earlier, len(view.pieces), view.later) == (4 - AROUND, 2 * AROUND + 1, 4 - AROUND)


def test_a_quotation_that_is_not_proved_has_no_place():
    assert shown(quoting(mine="words that the notice does not have"), "mine") is None


def of(claim, before, changed=()):
    return claim_to_review(a_book(claims=[claim]), claim.id, before, changed)


def test_evidence_is_new_or_changed_or_as_before():
    other = Evidence.model_validate(
        {**dict(BEFORE.evidence[0]), "note": "The tolls of May come to the same."}
    )
    assert [one.state for one in of(BEFORE, BEFORE).evidence] == ["as before"]
    assert [one.state for one in of(a_claim(evidence=[other]), BEFORE).evidence] == ["changed"]
    assert [one.state for one in of(BEFORE, None).evidence] == ["new"]
    assert of(a_claim(evidence=[]), BEFORE).gone == ("toll-book",)


def test_numbers_are_told_with_the_words_that_state_them_and_how_they_stand():
    (number,) = of(BEFORE, BEFORE).numbers
    assert (number.words, number.state) == ("about 40 carts", "as before")
    assert of(BEFORE, a_claim(quantities=[])).numbers[0].state == "new"


@pytest.mark.parametrize("names", ASKED)
def test_each_question_is_asked_of_a_change_that_raises_it_and_of_no_other(names):
    raised = of(BEFORE, BEFORE, {names[0]}).questions
    left = of(BEFORE, BEFORE, EVERY - set(names)).questions
    assert set(raised) - set(left)
    assert of(BEFORE, BEFORE, {"topic"}).questions == ()


def test_a_new_claim_is_asked_all_that_it_has_something_of():
    asked = of(BEFORE, None).questions
    assert len(asked) == len(ASKED) - 2, "it has no relations, and nobody signs it"
    assert any("Ann Reed said this" in one for one in asked)
