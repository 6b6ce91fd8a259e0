"""The records of a book as frozen models: what a contributor may write, field by field.

A field that names another record carries `Ref`, one whose values are a closed list carries
`ListedIn`; rules, reverse references and documentation all read these two marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from macros.core.dates import DateTextError, When, parse_when


@dataclass(frozen=True, slots=True)
class Ref:
    """The field holds the id of a record of this kind (a folder of `data/`)."""

    kind: str


@dataclass(frozen=True, slots=True)
class IsDate:
    """The field holds an EDTF date."""


@dataclass(frozen=True, slots=True)
class ListedIn:
    """The field holds an id of this list of `data/vocabulary.yml`."""

    name: str


def _when(value: object) -> When:
    if isinstance(value, When):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise PydanticCustomError("date_type", "a date is text such as 2025-12-03")
    try:
        return parse_when(str(value))
    except DateTextError as error:
        raise PydanticCustomError(
            "date", "{why}", {"why": str(error), "help": error.help}
        ) from error


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise PydanticCustomError(
            "number_type", "a plain number is needed here, such as 165 or 3.87"
        )
    return Decimal(value)


def _as_text(value: object) -> object:
    """A plain number as its digits, so that it need not be put in quotes."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
Id = Annotated[StrictStr, Field(pattern=f"^{ID_PATTERN}$", max_length=80)]
Text = Annotated[StrictStr, Field(min_length=1, max_length=4000, pattern=r"\S")]
Date = Annotated[When, BeforeValidator(_when), IsDate()]
Number = Annotated[Decimal, BeforeValidator(_number)]
ClaimId = Annotated[Id, Ref("claims")]
ActorId = Annotated[Id, Ref("actors")]
TermId = Annotated[Id, Ref("terms")]
SourceId = Annotated[Id, Ref("sources")]
Topic = Annotated[Id, ListedIn("topics")]
Unit = Annotated[StrictStr, ListedIn("units")]
Qualifier = Annotated[Id, ListedIn("qualifiers")]
ClaimKind = Annotated[Id, ListedIn("claim_kinds")]
EvidenceRelation = Annotated[Id, ListedIn("evidence_relations")]
SourceQuality = Annotated[Id, ListedIn("source_qualities")]


class Record(BaseModel):
    """The ground of all models: frozen, no unknown fields, values kept as they were written."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


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


class Book(Record):
    """What the book is about, as of when, and where its evidence ends."""

    title: Text
    subtitle: Text
    document: Annotated[Id, Ref("documents")]
    as_of: Date
    evidence_until: Date
    evidence_note: Text | None = None
    sides: Annotated[tuple[Side, ...], Field(max_length=2)] = ()


class Entry(Record):
    """One value of a closed list. `label` is what readers see; by default the id in words."""

    id: StrictStr
    label: Text | None = None
    definition: Text


Sign = Literal["holds", "limits", "against", "open", "past"]
"""The five signs (a shape and a color) under which a value can be shown."""


class SignedEntry(Entry):
    """A value that is shown with a sign, so that it is never told by color alone."""

    sign: Sign


class CarriedBy(Record):
    """What evidence a status needs before a claim may have it. Every part that is given must hold.

    `needs` lists relations of evidence that are all there, `needs_any` relations of which one is
    there, `without` relations of which none is there. With `quality`, one piece of the evidence
    under `needs` is from a source of that quality or of one that stands before it in its list.
    """

    needs: tuple[EvidenceRelation, ...] = ()
    needs_any: tuple[EvidenceRelation, ...] = ()
    without: tuple[EvidenceRelation, ...] = ()
    quality: SourceQuality | None = None


class StatusEntry(SignedEntry):
    """A status of a claim. Without `carried_by` it may stand on any evidence, and on none."""

    carried_by: CarriedBy | None = None


class UnitEntry(Entry):
    """A unit. `words` and `short` hold `{}` where the number stands, as in `US${} billion`.

    `measures` says what it is in other units, as `0.01` or `tons / years`; None means
    that it measures only itself. `difference` is the unit of the difference of two such figures,
    where that is another one, as between two shares of a whole.
    """

    words: Text
    short: Text
    title: Text
    measures: Text | None = None
    difference: Unit | None = None


class QualifierEntry(Entry):
    """A limit on a number. `words` holds `{}`; `open` is the side on which it is not bounded."""

    words: Text
    open: Literal["above", "below", "around", "none"]


class RelationEntry(Entry):
    """A relation between claims, read from either end.

    `from_kinds` and `to_kinds` are the kinds of claim that it may stand between; empty means any.
    An `acyclic` one never leads back to where it began. With the order `not-before`, a claim
    cannot certainly precede the one that it relates to. One that `carries` holds the claim up:
    when the other falls, this one is shaken.
    """

    inverse: Text
    from_kinds: tuple[ClaimKind, ...] = ()
    to_kinds: tuple[ClaimKind, ...] = ()
    acyclic: StrictBool = False
    order: Literal["not-before"] | None = None
    carries: StrictBool = False


class RowStatusEntry(Entry):
    """A standing of a row; `drawn` says how firm it looks."""

    drawn: Literal["firm", "tentative", "hypothetical"]


class CorrectionKindEntry(Entry):
    """A kind of correction, and what it is used for: a value, a new id, or a withdrawal."""

    use: Literal["value", "rename", "withdrawal"] = "value"


class Vocabulary(Record):
    """The closed lists of a book, in the order in which they are shown."""

    topics: tuple[Entry, ...]
    claim_kinds: tuple[Entry, ...]
    claim_statuses: tuple[StatusEntry, ...]
    claim_relations: tuple[RelationEntry, ...]
    evidence_relations: tuple[SignedEntry, ...]
    quantity_origins: tuple[Entry, ...]
    units: tuple[UnitEntry, ...]
    qualifiers: tuple[QualifierEntry, ...]
    source_kinds: tuple[Entry, ...]
    source_qualities: tuple[Entry, ...]
    source_access: tuple[Entry, ...]
    title_statuses: tuple[Entry, ...]
    actor_kinds: tuple[Entry, ...]
    event_relations: tuple[Entry, ...]
    event_statuses: tuple[Entry, ...]
    confidences: tuple[Entry, ...]
    row_statuses: tuple[RowStatusEntry, ...]
    correction_kinds: tuple[CorrectionKindEntry, ...]


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
