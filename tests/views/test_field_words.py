"""Every field of a record, and every kind, has words that can be translated."""

from __future__ import annotations

import pytest

import catalog
from claimbook.core.records.fields import shape_of
from claimbook.core.records.models import KINDS, WRITTEN
from claimbook.core.text.messages import speaking
from claimbook.views.field_words import FIELDS, field_words
from claimbook.views.paths import published
from claimbook.views.withdrawal import OTHERS


def names(shape, seen):
    if shape.model in seen:
        return set()
    found = set(shape.fields)
    inner = [*shape.fields.values(), *([shape.each] if shape.each else [])]
    return found.union(*(names(one, seen | {shape.model} - {None}) for one in inner))


def test_every_field_of_a_record_has_words():
    fields = set().union(*(names(shape_of(kind.model), frozenset()) for kind in KINDS.values()))
    assert fields == {*FIELDS, "status"}


def test_every_kind_has_words():
    assert all(kind.noun and kind.several for kind in KINDS.values())
    assert {name for name, kind in KINDS.items() if kind.new} == set(WRITTEN)
    assert {published(kind) for kind in (*KINDS, "figures")} <= {*KINDS, *OTHERS}


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
        ("status", "status"),
    ],
)
def test_a_field_in_words(field, said):
    assert field_words(field, "claims") == said


@pytest.mark.parametrize(
    ("field", "kind", "said"),
    [
        ("status", "claims", "Einstufung"),
        ("status", "events", "Status"),
        ("rows.y-1900.status", "series", "Status von y 1900"),
        ("status", "rows", "Status"),
    ],
)
def test_the_status_of_a_claim_is_another_thing_than_that_of_an_event(field, kind, said):
    with speaking("de"):
        assert field_words(field, kind) == said


def test_a_field_in_the_words_of_a_language():
    told = {"value": "Wert", "{part} of {whole}": "{part} von {whole}"}
    with catalog.speaking("de", told):
        assert field_words("quantities.total.value", "claims") == "Wert von total"
