"""Which state of a claim a signature is of, and which claims somebody else than their author read."""

import json
from collections.abc import Iterator

from claimbook.core.records.claims import Claim, Signature
from claimbook.core.records.fields import plain
from claimbook.core.records.models import KINDS
from claimbook.core.records.texts import version_of_text

READ = {*KINDS["claims"].told, "evidence", "assessment"}
"""The fields of a claim that are signed for: once one changes, it asks for a new signature."""


def version_of_claim(claim: Claim) -> str:
    """The version of a claim for those who sign for it; that of an edition is the original's.

    It is made of values, not of text, so that a file may be reformatted freely, and of what is
    said, so that a new field of the models changes no version.
    """
    said = {name: one for name, one in plain(claim).items() if name in READ}
    return version_of_text(json.dumps(said, ensure_ascii=False, sort_keys=True))


def reviews_of(claim: Claim) -> Iterator[tuple[Signature, bool]]:
    """Each review of a claim by somebody else than who assessed it, and whether it still holds."""
    now = version_of_claim(claim) if claim.reviewed else ""
    for review in claim.reviewed:
        if claim.assessed is None or review.by != claim.assessed.by:
            yield review, review.version == now
