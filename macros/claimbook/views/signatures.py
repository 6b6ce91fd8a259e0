"""Who signs for a claim: who assessed it, who reviewed it, and how far a whole book was reviewed."""

from collections import Counter
from dataclasses import dataclass

from claimbook.core.records.book import Person
from claimbook.core.records.claims import Claim, Signature
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.signing import reviews_of, version_of_claim
from claimbook.core.text.keeping import once
from claimbook.views.names import DateView, date_view

ORCID = "https://orcid.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature: who, where readers find out more about them, and when.

    `is_current` is whether it is of the claim as it is now.
    """

    id: str
    name: str
    url: str | None
    date: DateView
    is_current: bool


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who assessed a claim, and who else reviewed it."""

    assessed: Signed | None
    reviewed: tuple[Signed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Somebody who works on the book, and how many claims they signed for."""

    name: str
    url: str | None
    assessed: int
    reviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """How far a book was reviewed.

    Of all `claims`, `reviewed` were, as they are now, and `changed` were before they last changed;
    the rest was read by nobody but who assessed it. `people` are those of the book.
    """

    claims: int
    reviewed: int
    changed: int
    people: tuple[Reviewer, ...] = ()

    @property
    def left(self) -> int:
        """How many claims nobody else ever reviewed."""
        return self.claims - self.reviewed - self.changed


def address_of(person: Person) -> str | None:
    """Where readers find out who somebody is: by the ORCID iD, else on a page of theirs."""
    return f"{ORCID}{person.orcid}" if person.orcid else person.url


def signatures(data: Dataset, claim_id: str) -> Signatures:
    """Who signs for a claim; of an edition, for the original."""
    claim = data.original.claims[claim_id]
    now = version_of_claim(claim) if claim.assessed or claim.reviewed else ""
    return Signatures(
        _signed(data, claim.assessed, now) if claim.assessed else None,
        tuple(_signed(data, one, now) for one, _ in reviews_of(claim)),
    )


def _signed(data: Dataset, one: Signature, now: str) -> Signed:
    person = next(person for person in data.book.people if person.id == one.by)
    date = date_view(one.date)
    assert date is not None
    return Signed(
        id=person.id,
        name=person.name,
        url=address_of(person),
        date=date,
        is_current=one.version == now,
    )


@once
def reviews(data: Dataset) -> Reviews:
    """How far a book was reviewed, and by whom."""
    claims = data.original.claims.values()
    states = Counter(_state(claim) for claim in claims)
    assessed = Counter(claim.assessed.by for claim in claims if claim.assessed)
    reviewed = Counter(one.by for claim in claims for one, _ in reviews_of(claim))
    return Reviews(
        claims=len(claims),
        reviewed=states[True],
        changed=states[False],
        people=tuple(
            Reviewer(
                name=one.name,
                url=address_of(one),
                assessed=assessed[one.id],
                reviewed=reviewed[one.id],
            )
            for one in data.book.people
        ),
    )


def _state(claim: Claim) -> bool | None:
    """Whether one of a claim's reviews still holds; None where it has none."""
    states = [is_current for _, is_current in reviews_of(claim)]
    return any(states) if states else None
