"""The bars under numbers: shares of a whole, sums and differences, amounts side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_book, a_claim, a_quantity, minimal
from claimbook.core.records.quantities import Derived
from claimbook.core.records.vocabulary import UnitEntry
from claimbook.views.bars import bars

HUNDREDTHS = UnitEntry.model_validate(
    {"id": "percent", "definition": "-", "words": "{}%", "short": "{}%", "title": "-"}
    | {"measures": "0.01"}
)


def drawn(*quantities):
    """The bars of a claim with these numbers: of each its pieces, as look, start and end."""
    claim = a_claim(quantities=tuple(a_quantity(qualifier=None, **one) for one in quantities))
    book = a_book(claims=[claim])
    units = (*minimal().vocabulary.units, HUNDREDTHS)
    book = replace(book, vocabulary=book.vocabulary.model_copy(update={"units": units}))
    return {
        name: [(one.look, one.start, round(one.start + one.width, 2)) for one in bar.pieces]
        for name, bar in bars(book, claim).items()
    }


def summed(formula):
    return Derived.model_validate(
        {"formula": formula, "from": {"a": "forty-carts.a", "b": "forty-carts.b"}}
    )


def three(value, formula):
    a, b = {"id": "a", "value": 65}, {"id": "b", "value": 100}
    return drawn(a, b, {"id": "c", "value": value, "derived": summed(formula)})


def test_a_share_is_drawn_in_its_whole():
    share = {"unit": "percent", "of": "all carts"}
    assert drawn({"id": "a", "low": 40, "high": 50} | share) == {
        "a": [("firm", 0, 40), ("open", 40, 50)]
    }
    assert drawn({"id": "a", "value": 120} | share) == {}, "a growth is no share"
    assert drawn({"id": "a", "low": 40} | share) == {}, "where it ends is not known"


def test_a_sum_is_drawn_by_its_parts_on_the_scale_of_all():
    found = three(165, "a + b")
    assert found["a"] == [("firm", 0, 39.39)]
    assert found["c"] == [("part", 0, 39.39), ("part", 39.39, 100)]


def test_a_difference_is_drawn_with_what_was_taken_away():
    assert three(35, "b - a") == {
        "a": [("firm", 0, 65)],
        "b": [("firm", 0, 100)],
        "c": [("firm", 0, 35), ("gone", 35, 100)],
    }


@pytest.mark.parametrize("formula", ["a * b", "b - a + 1", "b / a - a"])
def test_no_other_formula_is_drawn_by_its_parts(formula):
    looks = {look for pieces in three(165, formula).values() for look, *_ in pieces}
    assert looks == {"firm"}


def test_one_amount_alone_and_equal_ones_have_nothing_to_see():
    assert drawn({"id": "a", "value": 40}) == {}
    assert drawn({"id": "a", "value": 40}, {"id": "b", "value": 40}) == {}
    assert drawn({"id": "a", "value": -40}, {"id": "b", "value": 40}) == {}
