"""Rules about who signs for a claim: a review is one, and is of the claim as it is now."""

from collections.abc import Iterator

from claimbook.core.records.claims import Claim, Signature
from claimbook.core.records.reading import PEOPLE, Draft, Reading
from claimbook.core.records.signing import reviews_of, version_of_claim
from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Finding, Place, listed, plural


def _claims(reading: Reading) -> Iterator[tuple[Draft, Claim]]:
    for draft in reading.of_kind("claims"):
        if isinstance(draft.record, Claim):
            yield draft, draft.record


@rule("E120")
def review_that_is_none(reading: Reading) -> Iterator[Finding]:
    """A review is by somebody else than who assessed the claim. So a claim that was reviewed says
    who assessed it, and names each person once under `reviewed`.

    Bad:
        - by: tom-vane
          date: 1901-05-03

    Good:
        - by: mary-hill
          date: 1901-05-03
    """
    for draft, claim in _claims(reading):
        for index, review in enumerate(claim.reviewed):
            if said := _what_is_wrong(claim, review, index):
                yield Finding(draft.place("reviewed", index, "by"), *said)


def _what_is_wrong(claim: Claim, review: Signature, index: int) -> tuple[str, str] | None:
    """Why a review is none, and what would be right."""
    assessed = claim.assessed
    if assessed is None:
        message = "it is not said who assessed what was reviewed"
        command = f"claimbook review {claim.id} --assessed --by ID"
        return message, f"whoever assessed it runs: {command}"
    if review.by == assessed.by:
        message = f"'{review.by}' assessed the claim, and a review is by somebody else"
        return message, "take the review out, or have somebody else read the claim"
    if review.by in {one.by for one in claim.reviewed[:index]}:
        message = f"'{review.by}' stands twice under 'reviewed'"
        return message, "keep the later review"
    return None


@rule("W010")
def claims_read_by_nobody_else(reading: Reading) -> Iterator[Finding]:
    """Each claim has been read by somebody else than who assessed it, who signed for that. It is
    asked once the book lists under `people` who works on it.

    Bad:
        assessed: {by: tom-vane, date: 1901-05-02, version: "97755b02"}

    Good:
        assessed: {by: tom-vane, date: 1901-05-02, version: "97755b02"}
        reviewed: [{by: ada-quill, date: 1901-05-03, version: "97755b02"}]
    """
    claims = [claim for _, claim in _claims(reading)]
    unread = [claim.id for claim in claims if not any(reviews_of(claim))]
    if unread and reading.listed.get(PEOPLE):
        have = (
            "has been read by nobody but its"
            if len(unread) == 1
            else "have been read by nobody but their"
        )
        message = f"{len(unread):,} of {plural(len(claims), 'claim')} {have} author"
        help_text = f"whoever has read one runs: claimbook review CLAIM --by ID ({listed(unread)})"
        for draft in reading.of_kind("book"):
            yield Finding(draft.key_place(PEOPLE), message, help_text)


@rule("W011")
def claim_changed_since_signed(reading: Reading) -> Iterator[Finding]:
    """A signature is for the claim as it is now. When the statement, the quotation, a number, the
    date, the speaker, the evidence, the assessment or the status changes, the claim asks to be
    signed again: by who assessed it, and by one who reviewed it.

    Bad:
        version: "0c1d2e3f"

    Good:
        version: "97755b02"
    """
    for draft, claim in _claims(reading):
        reviews = [] if any(current for _, current in reviews_of(claim)) else claim.reviewed[-1:]
        version = version_of_claim(claim) if claim.assessed or reviews else ""
        if claim.assessed and claim.assessed.version != version:
            place = draft.place("assessed", "version")
            yield _changed(claim, claim.assessed, "assessed", place)
        for review in reviews:
            place = draft.place("reviewed", len(claim.reviewed) - 1, "version")
            yield _changed(claim, review, "reviewed", place)


def _changed(claim: Claim, signature: Signature, did: str, place: Place) -> Finding:
    message = f"the claim has changed since '{signature.by}' {did} it on {signature.date}"
    command = f"claimbook review {claim.id}{' --assessed' * (did == 'assessed')} --by ID"
    return Finding(place, message, f"whoever has {did} it as it is now runs: {command}")
