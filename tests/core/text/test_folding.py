"""The words by which a text is found; the browser has to make the same of it."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.core.text.folding import folded, tables, variants, words

VECTORS = json.loads(Path(__file__).with_name("folding.json").read_text("utf-8"))


@pytest.mark.parametrize("text", VECTORS, ids=repr)
def test_a_text_is_found_by_its_words_and_their_parts(text):
    assert [*dict.fromkeys(words(text))] == VECTORS[text]


@given(st.text())
def test_each_way_to_write_the_same_characters_is_folded_to_the_same(text):
    assert folded(text) == folded(unicodedata.normalize("NFD", text))
    assert folded(folded(text)) == folded(text)


def test_every_word_is_found_by_itself():
    for text in VECTORS:
        for word in words(text):
            assert word in [*words(word)]


def test_a_book_brings_the_characters_that_are_other_ways_to_write_its_own():
    assert variants("協") == {"協": "协"}
    assert variants("协") == {"協": "协"}
    assert variants("经")["経"] == variants("経")["経"] == "经"
    assert variants("A law of 2026") == {}
    assert "協" not in tables(["法", "A"])["letters"]
