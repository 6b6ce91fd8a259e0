"""Texts among others that run from right to left."""

from __future__ import annotations

import pytest

from claimbook.core.text.characters import leftward


@pytest.mark.parametrize(
    ("text", "runs"),
    [("راكب 2024", "\u2067"), ("٣٧٫٧٥٪", "\u2067"), ("−5", "\u2067"), ("CSV (2024)", "\u2066")],
)
def test_a_text_runs_as_its_first_letter_and_a_number_as_what_is_around_it(text, runs):
    assert leftward(text) == f"{runs}{text}\u2069"
