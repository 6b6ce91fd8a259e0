"""The models of a claim: its words, its evidence, how it holds up, and who signed for that."""

from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from claimbook.core.records.quantities import Quantity
from claimbook.core.records.values import (
    VERSION_DIGITS,
    ActorId,
    ClaimId,
    ClaimKind,
    Date,
    EvidenceRelation,
    Id,
    ListedIn,
    PersonId,
    Quoted,
    Record,
    SourceId,
    Text,
    Topic,
    Verbatim,
    told,
)


class Evidence(Record):
    """What one source has to say about a claim."""

    source: SourceId
    """The source."""

    relation: EvidenceRelation
    """How what it says stands to the claim."""

    note: Text
    """What it says about the claim, in a sentence or two of yours."""

    quote: Quoted | None = None
    """The source's own words, at most 25. Only where the source names a document of which the book
    has a fingerprint."""

    prefix: Verbatim | None = None
    """The words right before the quotation. Only needed where the paragraph has it twice."""

    suffix: Verbatim | None = None
    """The words right after the quotation. Only needed where the paragraph has it twice."""

    paragraph: Annotated[StrictInt, Field(ge=1, examples=[2, 14])] | None = None
    """The paragraph of the source's document that holds the quotation, counted from 1, headings
    included. Left out without a quotation."""


class Relation(Record):
    """How a claim stands to another claim, and why that is said."""

    type: Annotated[Id, ListedIn("claim_relations")]
    """How this claim stands to the other one."""

    to: ClaimId
    """The other claim."""

    why: Text
    """The reason for saying so, in a sentence; readers see it."""


class Signature(Record):
    """Who assessed or reviewed a claim, and when. `claimbook review` writes it."""

    by: PersonId
    """The person, by the id under `people` in data/book.yml."""

    date: Date
    """The day on which it was done."""

    version: Annotated[
        StrictStr,
        Field(
            pattern=rf"^[0-9a-f]{{{VERSION_DIGITS}}}$",
            examples=["0c1d2e3f", "a1b2c3d4"],
            json_schema_extra=told("a version has eight hexadecimal digits, in quotes"),
        ),
    ]
    """Which state of the claim the person knows: another one once its words, numbers, evidence,
    assessment or status change. `claimbook review` writes it."""


class Claim(Record):
    """Something the document says, with its speaker, its words and how it holds up."""

    id: Id
    """The claim's name in addresses and in other records. It is also the name of the file."""

    was: tuple[Id, ...] = ()
    """Ids that the claim had before, whose addresses then lead to it. Left out while it never had
    another one."""

    title: Text
    """A short name for lists and drawings."""

    statement: Text
    """What is claimed, in your own words, as one full sentence."""

    speaker: ActorId
    """Who said it, according to the document."""

    quote: Quoted
    """The shortest run of the document's words that shows the claim, copied word for word: four
    words or more, at most 25. `[...]` marks what is left out."""

    prefix: Verbatim | None = None
    """The words right before the quotation. Only needed where the paragraph has it twice."""

    suffix: Verbatim | None = None
    """The words right after the quotation. Only needed where the paragraph has it twice."""

    paragraph: Annotated[StrictInt, Field(ge=1, examples=[2, 14])]
    """The paragraph of the document that holds the quotation, counted from 1, headings
    included."""

    kind: ClaimKind
    """What sort of thing is claimed."""

    topic: Topic
    """What the claim is about."""

    date: Date | None = None
    """When what is claimed was said or happened, as the evidence has it. Left out where it has no
    date of its own, as in a heading."""

    quantities: tuple[Quantity, ...] = ()
    """The numbers of the claim, each with its unit. Left out where it has none."""

    evidence: tuple[Evidence, ...] = ()
    """What sources say about the claim, one entry a source. Left out where none was found."""

    assessment: Text
    """How the claim holds up, in a sentence or two, with the reasons."""

    status: Annotated[Id, ListedIn("claim_statuses")]
    """How the claim holds up, in one word. It must be one that the evidence can carry."""

    assessed: Signature | None = None
    """Who assessed it, and when. Left out where that is not recorded."""

    reviewed: tuple[Signature, ...] = ()
    """Who else read it, its evidence and its assessment, and when. Left out until somebody has."""

    open_questions: tuple[Text, ...] = ()
    """What could not be found out, one question an entry. Left out where nothing is open."""

    relations: tuple[Relation, ...] = ()
    """How the claim stands to other claims. Left out where it stands alone."""

    added: Date | None = None
    """The day on which the record came into a book that was already published, for those who
    follow it. Left out for what was there from the start."""

    review_by: Date | None = None
    """The date by which someone should look whether this still holds. Left out where nothing is
    likely to change."""
