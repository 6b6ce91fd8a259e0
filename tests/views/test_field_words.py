"""Every field of a record, and every kind, has words that can be translated."""

from __future__ import annotations

import pytest

import catalog
from claimbook.core.records.fields import shape_of
from claimbook.core.records.models import KINDS, WRITTEN
from claimbook.exports.feed import NEW
from claimbook.views.corrections import NOUNS
from claimbook.views.field_words import FIELDS, field_words
from claimbook.views.paths import published
from claimbook.views.withdrawal import TITLES


def names(shape, seen):
    if shape.model in seen:
        return set()
    found = set(shape.fields)
    inner = [*shape.fields.values(), *([shape.each] if shape.each else [])]
    return found.union(*(names(one, seen | {shape.model} - {None}) for one in inner))


def test_every_field_of_a_record_has_words():
    fields = set().union(*(names(shape_of(kind.model), frozenset()) for kind in KINDS.values()))
    assert fields == set(FIELDS)


def test_every_kind_has_words():
    assert set(NOUNS) == set(KINDS)
    assert set(NEW) == set(WRITTEN)
    assert {published(kind) for kind in (*KINDS, "figures")} == set(TITLES)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("summary", "summary"),
        ("why_it_matters", "why it matters"),
        ("id", "address"),
        ("quantities.total.value", "value of total"),
        ("rows.y-1900.extra", "other columns of y 1900"),
        ("evidence.1.note", "note of 1"),
        ("chart answer", "chart answer"),
    ],
)
def test_a_field_in_words(field, said):
    assert field_words(field) == said


def test_a_field_in_the_words_of_a_language():
    told = {"value": "Wert", "{part} of {whole}": "{part} von {whole}"}
    with catalog.speaking("de", told):
        assert field_words("quantities.total.value") == "Wert von total"
