"""The records of a book as frozen models: what a contributor may write, field by field."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StrictStr

from macros.core.values import (
    ID_PATTERN,
    ActorId,
    ClaimId,
    ClaimKind,
    Date,
    EvidenceRelation,
    Id,
    ListedIn,
    Number,
    Qualifier,
    Record,
    Ref,
    SourceId,
    SourceQuality,
    TermId,
    Text,
    Topic,
    Unit,
    _as_text,
)


class Derived(Record):
    """How a figure follows from others, so that every build recomputes it.

    `formula` is arithmetic over the names in `from`, each of which stands for a figure's id. The
    stated value may differ from the result by `tolerance`, in its own unit; None allows nothing.
    `because` says why it is right to reckon with figures of different wholes or periods.
    """

    formula: Text
    sources: Annotated[dict[str, Text], Field(alias="from", min_length=1)]
    tolerance: Number | None = None
    because: Text | None = None


class Quantity(Record):
    """A number as its source states it.

    Units: `value`, `low` and `high` are all in `unit`; nothing is converted on reading.
    Error: `low` and `high` are bounds the source prints; None means "not stated", never zero.
    Source: `stated` is the wording, and must occur in the quotation that it comes from.
    """

    id: Id
    what: Text
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: Unit
    qualifier: Qualifier | None = None
    of: Text | None = None
    period: Date | None = None
    origin: Annotated[Id, ListedIn("quantity_origins")]
    stated: Text | None = None
    derived: Derived | None = None
    note: Text | None = None


class Evidence(Record):
    """What one source has to say about a claim.

    `quote` and `paragraph` are the source's own words, where the book holds a fingerprint of it;
    `prefix` and `suffix` are the words around them where the paragraph has them twice.
    """

    source: SourceId
    relation: EvidenceRelation
    note: Text
    quote: Text | None = None
    prefix: Text | None = None
    suffix: Text | None = None
    paragraph: Annotated[StrictInt, Field(ge=1)] | None = None


class Relation(Record):
    """How a claim stands to another claim, and why that is said."""

    type: Annotated[Id, ListedIn("claim_relations")]
    to: ClaimId
    why: Text


class Claim(Record):
    """Something the document says, with its speaker, its words and how it holds up.

    `title` names the claim in a list; `statement` says it in our words; `quote` is the shortest
    run of the document's words that proves it, from `paragraph` (counted from 1); `prefix` and
    `suffix` are the words around it where the paragraph has it twice. `date` is when
    what is claimed was said or happened, as the evidence has it; None when it has no date of
    its own, as in a heading.
    """

    id: Id
    was: tuple[Id, ...] = ()
    title: Text
    statement: Text
    speaker: ActorId
    quote: Text
    prefix: Text | None = None
    suffix: Text | None = None
    paragraph: Annotated[StrictInt, Field(ge=1)]
    kind: ClaimKind
    topic: Topic
    date: Date | None = None
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    assessment: Text
    status: Annotated[Id, ListedIn("claim_statuses")]
    open_questions: tuple[Text, ...] = ()
    relations: tuple[Relation, ...] = ()
    review_by: Date | None = None


class Event(Record):
    """Something that happened or is due, with who took part and which sources report it."""

    id: Id
    was: tuple[Id, ...] = ()
    date: Date
    title: Text
    summary: Text
    actors: tuple[ActorId, ...] = ()
    topics: tuple[Topic, ...]
    sources: tuple[SourceId, ...]
    relation: Annotated[Id, ListedIn("event_relations")]
    confidence: Annotated[Id, ListedIn("confidences")]
    status: Annotated[Id, ListedIn("event_statuses")]
    mentioned_in_document: StrictBool = False
    note: Text | None = None
    review_by: Date | None = None


class NativeName(Record):
    """A name in its own writing, with the BCP 47 tag of its language."""

    text: Text
    lang: Annotated[StrictStr, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Actor(Record):
    """A person, organization or body that speaks or acts.

    `country` says where it is based or acts; it takes no position on sovereignty. `names` are
    its names in other writings, its own first.
    """

    id: Id
    was: tuple[Id, ...] = ()
    name: Text
    names: tuple[NativeName, ...] = ()
    kind: Annotated[Id, ListedIn("actor_kinds")]
    role: Text
    role_start: Date | None = None
    affiliation: Text | None = None
    country: Text | None = None
    wikidata: Annotated[StrictStr, Field(pattern=r"^Q[1-9][0-9]*$")] | None = None
    named_in_document: StrictBool = False
    description: Text
    sources: tuple[SourceId, ...]
    review_by: Date | None = None


class Term(Record):
    """A word that a reader may not know."""

    id: Id
    was: tuple[Id, ...] = ()
    term: Text
    aliases: tuple[Text, ...] = ()
    names: tuple[NativeName, ...] = ()
    topic: Topic
    definition: Text
    why_it_matters: Text
    see_also: tuple[TermId, ...] = ()
    sources: tuple[SourceId, ...]


class Source(Record):
    """A page, report or recording that something rests on.

    `url` is None where the only address known is a mirror that must not be linked.
    """

    id: Id
    was: tuple[Id, ...] = ()
    title: Text
    publisher: Text
    author: Text | None = None
    published: Date | None = None
    url: Annotated[StrictStr, Field(pattern=r"^https?://[^\s\"'<>\\]+$", max_length=600)] | None
    language: Annotated[StrictStr, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    kind: Annotated[Id, ListedIn("source_kinds")]
    quality: SourceQuality
    access: Annotated[Id, ListedIn("source_access")]
    title_status: Annotated[Id, ListedIn("title_statuses")] | None = None
    document: Annotated[Id, Ref("documents")] | None = None
    note: Text | None = None


class Note(Record):
    """A remark that belongs to a whole series."""

    text: Text
    sources: tuple[SourceId, ...] = ()


class Column(Record):
    """A column of a series beyond the standard ones. With a unit it holds numbers."""

    id: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Text
    unit: Unit | None = None


class Drawing(Record):
    """How a series is drawn.

    `answer` is one sentence; `{row-key}` in it becomes the row's value in words,
    `{row-key.date}` its date and `{row-key.label}` its label. `emphasis` names the row or label
    that the drawing stresses. `whole` is the amount of which the rows are parts, in the unit of
    the series.
    """

    kind: Literal["bar", "column", "step", "line", "range", "dots", "stack", "part", "table"]
    question: Text
    answer: Text | None = None
    emphasis: Text | None = None
    whole: Number | None = None


class DerivedCell(Derived):
    """A cell of a series that follows from other figures: of a row, in `value` or a column."""

    row: Id
    column: Text = "value"


class Row(Record):
    """One line of a series' CSV file. `extra` holds the columns that the series declares."""

    STANDARD: ClassVar = (
        *("key", "date", "label", "actor", "value", "low", "high", "unit", "of"),
        *("qualifier", "status", "note", "sources"),
    )

    key: Id
    date: Date | None = None
    label: Text | None = None
    actor: ActorId | None = None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: Unit | None = None
    of: Text | None = None
    qualifier: Qualifier | None = None
    status: Annotated[Id, ListedIn("row_statuses")] | None = None
    note: Text | None = None
    sources: tuple[SourceId, ...] = ()
    extra: dict[str, Any] = Field(default_factory=dict)


class Series(Record):
    """A table of numbers with one question, one unit and one denominator.

    The rows stand in `<id>.csv` beside the record. `unit` and `of` are None only where each row
    carries its own.
    """

    id: Id
    was: tuple[Id, ...] = ()
    title: Text
    unit: Unit | None = None
    of: Text | None = None
    topics: tuple[Topic, ...]
    columns: tuple[Column, ...] = ()
    chart: Drawing
    notes: tuple[Note, ...] = ()
    review_by: Date | None = None
    derived: tuple[DerivedCell, ...] = ()
    rows: tuple[Row, ...] = ()


class Correction(Record):
    """A change to something that was already published. Such files are added, never changed.

    `record` is the folder and id of what was changed, `field` leads to the value by names, ids and
    places in a list, joined by dots. `before` and `after` (written `from` and `to`) are the values
    as text; None stands for nothing. A change of the field `id` is a new name, and one of `id`
    to nothing says that the record was withdrawn.
    """

    id: Id
    record: Annotated[StrictStr, Field(pattern=rf"^[a-z]+/{ID_PATTERN}$", max_length=120)]
    field: Annotated[StrictStr, Field(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$", max_length=160)]
    before: Annotated[Text, BeforeValidator(_as_text)] | None = Field(alias="from")
    after: Annotated[Text, BeforeValidator(_as_text)] | None = Field(alias="to")
    date: Date
    kind: Annotated[Id, ListedIn("correction_kinds")]
    reason: Text


class Paragraph(Record):
    """One paragraph of a document's fingerprint: how many words it has, and their hashes.

    `shingles` are the hashes of its overlapping runs of four words, in order, with spaces
    between them; a paragraph of fewer words has none.
    """

    words: Annotated[StrictInt, Field(ge=0)]
    shingles: Annotated[StrictStr, Field(min_length=1)] | None = None


class Document(Record):
    """A document that is quoted: where it appeared, and the fingerprint of its text.

    `sha256` is the hash of the normalized text. A document without it and without `paragraphs`
    can be named, but no quotation from it can be proved. core/fingerprint.py makes both.
    """

    id: Id
    title: Text
    publisher: Text
    language: Annotated[StrictStr, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    published: Date | None = None
    url: Annotated[StrictStr, Field(pattern=r"^https?://[^\s\"'<>\\]+$")] | None = None
    note: Text | None = None
    sha256: Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    paragraphs: tuple[Paragraph, ...] = ()


class Side(Record):
    """One of the two parties whose positions the book sets against each other.

    `actors` are those who speak or act for it; they are drawn in its color. An outlet, a company
    or an opposition party that is only based somewhere belongs to no side.
    """

    id: Id
    name: Text
    actors: tuple[ActorId, ...]


class License(Record):
    """Under what terms the book's data and prose may be used, and where they are written."""

    name: Text
    url: Annotated[StrictStr, Field(pattern=r"^https?://[^\s\"'<>\\]+$")] | None = None


class Book(Record):
    """What the book is about, as of when, where its evidence ends, and how it may be used."""

    title: Text
    subtitle: Text
    document: Annotated[Id, Ref("documents")]
    as_of: Date
    evidence_until: Date
    evidence_note: Text | None = None
    license: License | None = None
    sides: Annotated[tuple[Side, ...], Field(max_length=2)] = ()


KINDS: dict[str, type[Record]] = {
    "claims": Claim,
    "events": Event,
    "actors": Actor,
    "terms": Term,
    "sources": Source,
    "series": Series,
    "corrections": Correction,
    "documents": Document,
}
"""Every kind of record by its folder. Documents live in `seeds/`, all others in `data/`."""

SINGULAR: dict[str, str] = {
    "claims": "claim",
    "events": "event",
    "actors": "actor",
    "terms": "term",
    "sources": "source",
    "series": "series",
    "corrections": "correction",
    "documents": "document",
}
