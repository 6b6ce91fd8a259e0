"""A signature is for one state of a claim: any change of what was read asks for a new one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_claim, minimal
from claimbook.core.records.claims import Claim, Signature
from claimbook.core.records.signing import READ, reviews_of, version_of_claim

CLAIM = minimal().claims["forty-carts"]
OTHER = {
    "statement": "The warden says that forty carts come.",
    "quote": "forty carts a day cross",
    "speaker": "somebody-else",
    "date": "1901-05",
    "quantities": (),
    "evidence": (),
    "assessment": "The toll book does not agree.",
    "status": "in-doubt",
}


def signed_by(person, version):
    return Signature.model_validate({"by": person, "date": "1901-05-02", "version": version})


def test_every_field_that_is_read_is_tried_here():
    assert OTHER.keys() == READ
    assert set(Claim.model_fields) >= READ


@pytest.mark.parametrize("field", sorted(READ))
def test_a_change_of_what_was_read_makes_another_version(field):
    assert version_of_claim(a_claim(**{field: OTHER[field]})) != version_of_claim(CLAIM)


@pytest.mark.parametrize(
    "unread",
    [
        {"added": "1901-06"},
        {"review_by": "1902"},
        {"was": ("old-id",)},
        {"assessed": signed_by("tom-vane", "00000000")},
        {"reviewed": (signed_by("tom-vane", "00000000"),)},
    ],
    ids=lambda one: next(iter(one)),
)
def test_what_is_not_read_leaves_the_version(unread):
    assert version_of_claim(a_claim(**unread)) == version_of_claim(CLAIM)


@given(st.text(min_size=1).filter(str.strip))
def test_a_version_has_the_form_that_a_signature_asks_for(assessment):
    signed_by("tom-vane", version_of_claim(a_claim(assessment=assessment)))


def test_who_assessed_a_claim_does_not_review_it():
    now = version_of_claim(CLAIM)
    claim = a_claim(
        assessed=signed_by("tom-vane", now),
        reviewed=(signed_by("tom-vane", now), signed_by("ada-quill", "00000000")),
    )
    assert [(one.by, current) for one, current in reviews_of(claim)] == [("ada-quill", False)]
