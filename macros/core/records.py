"""The records of a book as frozen models: what a contributor may write, field by field.

The text under a field is its documentation: core/documented.py reads it for schemas, templates
and pages.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr

from macros.core.values import (
    ID_PATTERN,
    ActorId,
    AsText,
    ClaimId,
    ClaimKind,
    Date,
    DocumentId,
    EvidenceRelation,
    Id,
    Language,
    ListedIn,
    Number,
    Qualifier,
    Record,
    SourceId,
    SourceQuality,
    TermId,
    Text,
    Topic,
    Unit,
    WebAddress,
    told,
)


class Derived(Record):
    """How a figure follows from others, so that every build recomputes it."""

    formula: Annotated[Text, Field(examples=["carts * toll", "(new - old) / old"])]
    """The sum: names, numbers, + - * / and parentheses. A name with spaces goes in single quotes."""

    sources: Annotated[
        dict[str, Text],
        Field(
            alias="from",
            min_length=1,
            examples=[
                {"carts": "forty-carts.per-day", "toll": "toll-raised.new"},
                {"new": "carts-by-year.y1900", "old": "carts-by-year.y1899"},
            ],
        ),
    ]
    """What each name of the formula stands for: a claim and its quantity, as in
    `forty-carts.per-day`, or a series and its row, as in `carts-by-year.y1900`."""

    tolerance: Number | None = None
    """How far the stated number may be from the result, in its own unit, because it is rounded.
    Left out, nothing is allowed."""

    because: Text | None = None
    """Why it is right to reckon with figures of different wholes or periods; readers see it.
    Left out where the figures are alike."""


class Quantity(Record):
    """A number as its source states it.

    It has either `value`, or `low` and `high`. Nothing is converted on reading.
    """

    id: Id
    """The number's name within the claim, by which pages, formulas and corrections call it."""

    what: Text
    """What is counted or measured, in a few words."""

    value: Number | None = None
    """The number, in `unit`. Left out where bounds are given."""

    low: Number | None = None
    """The lower bound that the source prints, in `unit`. Left out where it states none, which is
    not the same as zero."""

    high: Number | None = None
    """The upper bound that the source prints, in `unit`. Left out where it states none."""

    unit: Unit
    """What the number is counted in."""

    qualifier: Qualifier | None = None
    """A limit that belongs to the number, such as “about”. Left out where the number is exact."""

    of: Text | None = None
    """The whole of which the number is a share. Left out for an amount."""

    period: Date | None = None
    """The time that the number is for, such as a year. Left out where the source names none."""

    origin: Annotated[Id, ListedIn("quantity_origins")]
    """Where the number comes from."""

    stated: Text | None = None
    """The words that state the number, exactly as they stand in the quotation that it comes from.
    Left out where no quotation has it."""

    derived: Derived | None = None
    """How the number follows from others. Left out where a source states it."""

    note: Text | None = None
    """A remark that readers see beside the number."""


class Evidence(Record):
    """What one source has to say about a claim."""

    source: SourceId
    """The source."""

    relation: EvidenceRelation
    """How what it says stands to the claim."""

    note: Text
    """What it says about the claim, in a sentence or two of yours."""

    quote: Text | None = None
    """The source's own words, at most 25. Only where the source names a document of which the book
    has a fingerprint."""

    prefix: Text | None = None
    """The words right before the quotation. Only needed where the paragraph has it twice."""

    suffix: Text | None = None
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

    quote: Text
    """The shortest run of the document's words that shows the claim, copied word for word: four
    words or more, at most 25. `[...]` marks what is left out."""

    prefix: Text | None = None
    """The words right before the quotation. Only needed where the paragraph has it twice."""

    suffix: Text | None = None
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

    open_questions: tuple[Text, ...] = ()
    """What could not be found out, one question an entry. Left out where nothing is open."""

    relations: tuple[Relation, ...] = ()
    """How the claim stands to other claims. Left out where it stands alone."""

    review_by: Date | None = None
    """The date by which someone should look whether this still holds. Left out where nothing is
    likely to change."""


class Event(Record):
    """Something that happened or is due, with who took part and which sources report it."""

    id: Id
    """The event's name in addresses and in other records. It is also the name of the file."""

    was: tuple[Id, ...] = ()
    """Ids that the event had before, whose addresses then lead to it. Left out while it never had
    another one."""

    date: Date
    """When it happened or is due, no more exactly than it is known."""

    title: Text
    """What happened, in a few words."""

    summary: Text
    """What happened, in a sentence or two."""

    actors: tuple[ActorId, ...] = ()
    """Who took part. Left out where nobody of the book did."""

    topics: tuple[Topic, ...]
    """What the event is about."""

    sources: tuple[SourceId, ...]
    """Which sources report it."""

    relation: Annotated[Id, ListedIn("event_relations")]
    """How the event stands in time to what the document tells."""

    confidence: Annotated[Id, ListedIn("confidences")]
    """How sure it is that it happened so."""

    status: Annotated[Id, ListedIn("event_statuses")]
    """Whether it has happened or is due."""

    mentioned_in_document: StrictBool = False
    """`true` where the document itself mentions the event; else left out."""

    note: Text | None = None
    """A remark that readers see under the event, such as a doubt about its date."""

    review_by: Date | None = None
    """The date by which someone should look whether this still holds. Left out where nothing is
    likely to change."""


class NativeName(Record):
    """A name in its own writing."""

    text: Annotated[Text, Field(examples=["Áine Reed", "アン・リード"])]
    """The name, as it is written there."""

    lang: Language
    """The language in which it is written, as a BCP 47 tag."""


class Actor(Record):
    """A person, organization or body that speaks or acts."""

    id: Id
    """The actor's name in addresses and in other records. It is also the name of the file."""

    was: tuple[Id, ...] = ()
    """Ids that the actor had before, whose addresses then lead to it. Left out while it never had
    another one."""

    name: Text
    """The name in the language of the book. What stands in parentheses after it is left out where
    there is little room."""

    names: tuple[NativeName, ...] = ()
    """The name in other writings, the actor's own first. Left out where there is none."""

    kind: Annotated[Id, ListedIn("actor_kinds")]
    """What sort of actor it is."""

    role: Text
    """What the person does or the body is, in a few words, as of the book's date."""

    role_start: Date | None = None
    """Since when the role is held. Left out where that is not known or does not matter."""

    affiliation: Text | None = None
    """The body to which the actor belongs, by name; where the book has an actor of that name, the
    page links to it."""

    country: Text | None = None
    """Where the actor is based or acts. It takes no position on sovereignty."""

    wikidata: (
        Annotated[
            StrictStr,
            Field(
                pattern=r"^Q[1-9][0-9]*$",
                examples=["Q42", "Q1860"],
                json_schema_extra=told("a Wikidata id is such as Q42"),
            ),
        ]
        | None
    ) = None
    """The actor's item in Wikidata: the letter Q and a number. Left out where there is none."""

    named_in_document: StrictBool = False
    """`true` where the document itself names the actor; else left out."""

    description: Text
    """Who this is and what part it has in the story, in a sentence or two."""

    sources: tuple[SourceId, ...]
    """What the description rests on."""

    review_by: Date | None = None
    """The date by which someone should look whether this still holds. Left out where nothing is
    likely to change."""


class Term(Record):
    """A word that a reader may not know."""

    id: Id
    """The term's name in addresses and in other records. It is also the name of the file."""

    was: tuple[Id, ...] = ()
    """Ids that the term had before, whose addresses then lead to it. Left out while it never had
    another one."""

    term: Text
    """The word, as it stands in the glossary."""

    aliases: tuple[Text, ...] = ()
    """Other words for the same thing; pages link them to the term too."""

    names: tuple[NativeName, ...] = ()
    """The word in other languages. Left out where that helps nobody."""

    topic: Topic
    """What the term belongs to."""

    definition: Text
    """What the word means, in a sentence or two."""

    why_it_matters: Text
    """Why a reader of this story needs the word, in a sentence."""

    see_also: tuple[TermId, ...] = ()
    """Terms that help to understand this one."""

    sources: tuple[SourceId, ...]
    """What the definition rests on."""


class Source(Record):
    """A page, report or recording that something rests on."""

    id: Id
    """The source's name in addresses and in other records. It is also the name of the file."""

    was: tuple[Id, ...] = ()
    """Ids that the source had before, whose addresses then lead to it. Left out while it never had
    another one."""

    title: Text
    """Its headline, in its own language."""

    publisher: Text
    """Who published it."""

    author: Text | None = None
    """Who wrote it. Left out where it names nobody."""

    published: Date | None = None
    """When it was published. Left out where it bears no date."""

    url: Annotated[WebAddress, Field(max_length=600)] | None
    """Its address on the web. `null` where the only one known is a copy that must not be linked."""

    language: Language
    """The language in which it is written, as a BCP 47 tag."""

    kind: Annotated[Id, ListedIn("source_kinds")]
    """What sort of source it is."""

    quality: SourceQuality
    """How much may be rested on it."""

    access: Annotated[Id, ListedIn("source_access")]
    """Whether it was read at its own address or in a copy."""

    title_status: Annotated[Id, ListedIn("title_statuses")] | None = None
    """Says that `title` is not its headline. Left out where it is."""

    document: DocumentId | None = None
    """The document whose fingerprint proves quotations from this source. Left out where it is not
    quoted."""

    note: Text | None = None
    """A remark that readers see in the list of sources."""


class Note(Record):
    """A remark that belongs to a whole series."""

    text: Text
    """What a reader must know of the numbers: what must not be added, compared or concluded."""

    sources: tuple[SourceId, ...] = ()
    """What the remark rests on."""


class Column(Record):
    """A column of a series beyond the standard ones."""

    id: Annotated[
        StrictStr,
        Field(
            pattern=r"^[a-z][a-z0-9_]*$",
            examples=["tolls_paid", "weather"],
            json_schema_extra=told("a column's id is lower-case letters, digits and underscores"),
        ),
    ]
    """The column's title in the CSV file: lower-case letters, digits and underscores."""

    title: Text
    """The column's title as readers see it."""

    unit: Unit | None = None
    """What its numbers are counted in. Left out for a column of text."""


class Drawing(Record):
    """How a series is drawn."""

    kind: Literal["bar", "column", "step", "line", "range", "dots", "stack", "part", "table"]
    """What the numbers show: `bar` amounts beside each other, `column` amounts over time, `step`
    what stays until it changes, `line` a share over time, `range` bounds, `dots` amounts with open
    ends, `stack` parts of a whole over time, `part` amounts against one whole, `table` none of
    these."""

    question: Text
    """The question that the chart answers, as a reader would ask it."""

    answer: (
        Annotated[
            Text,
            Field(
                examples=[
                    "In {y1900.date} there were {y1900}.",
                    "It was {y1899} in {y1899.date} and {y1900} a year later.",
                ]
            ),
        ]
        | None
    ) = None
    """The answer in one sentence. `{row-key}` in it becomes the row's number in words,
    `{row-key.date}` its date and `{row-key.label}` its label."""

    emphasis: Text | None = None
    """The key or the label of the row that the drawing stresses. Left out where all are alike."""

    whole: Number | None = None
    """The amount of which the rows are parts, in the unit of the series. Only for the kind
    `part`, which needs it."""


class DerivedCell(Derived):
    """A cell of a series that follows from other figures."""

    row: Id
    """The key of the row in which the number stands."""

    column: Text = "value"
    """The column in which the number stands. Left out where that is `value`."""


class Row(Record):
    """One line of a series' CSV file. It needs a label, an actor or a date."""

    STANDARD: ClassVar = (
        *("key", "date", "label", "actor", "value", "low", "high", "unit", "of"),
        *("qualifier", "status", "note", "sources"),
    )

    key: Annotated[Id, Field(examples=["y1900", "market-day"])]
    """The row's name within the series, by which answers, pages and formulas call it."""

    date: Date | None = None
    """The day, month, year or period that the number is for."""

    label: Text | None = None
    """What the number belongs to, in a few words."""

    actor: ActorId | None = None
    """Who the number belongs to, in place of a label."""

    value: Number | None = None
    """The number. Left empty where it is not known, and then drawn as missing."""

    low: Number | None = None
    """The lower bound that the source prints. Left empty where it states none, which is not the
    same as zero."""

    high: Number | None = None
    """The upper bound that the source prints. Left empty where it states none."""

    unit: Unit | None = None
    """What the number is counted in. Left empty where the series has one unit for all rows."""

    of: Text | None = None
    """The whole of which the number is a share. Left empty where the series has one for all
    rows."""

    qualifier: Qualifier | None = None
    """A limit that belongs to the number, such as “about”. Left empty where it is exact."""

    status: Annotated[Id, ListedIn("row_statuses")] | None = None
    """How firm the number is. Left empty where nothing need be said."""

    note: Text | None = None
    """A remark that readers see beside the row."""

    sources: tuple[SourceId, ...] = ()
    """What the number rests on; in the CSV file the ids are separated by spaces."""

    extra: dict[str, Any] = Field(default_factory=dict)
    """What stands in the columns that the series declares, by the column's id. In the CSV file
    these are columns of their own."""


class Series(Record):
    """A table of numbers with one question, one unit and one denominator."""

    id: Id
    """The series' name in addresses and in other records. It is also the name of the file, and of
    the CSV file beside it."""

    was: tuple[Id, ...] = ()
    """Ids that the series had before, whose addresses then lead to it. Left out while it never had
    another one."""

    title: Text
    """What the numbers are, in a line."""

    unit: Unit | None = None
    """What the numbers are counted in. Left out only where each row has its own unit."""

    of: Text | None = None
    """The whole of which the numbers are shares. Left out for amounts, and where each row has its
    own."""

    topics: tuple[Topic, ...]
    """What the series is about."""

    columns: tuple[Column, ...] = ()
    """Columns of the CSV file beyond the standard ones. They stand in the table, not in the
    drawing."""

    chart: Drawing
    """How the numbers are drawn, and which question they answer."""

    notes: tuple[Note, ...] = ()
    """Remarks on the whole series, which readers see under the chart."""

    review_by: Date | None = None
    """The date by which someone should look whether this still holds. Left out where nothing is
    likely to change."""

    derived: tuple[DerivedCell, ...] = ()
    """Which numbers of the table follow from others, and how. Left out where sources state them
    all."""

    rows: tuple[Row, ...] = ()
    """The rows. Left out: they stand in the CSV file of the same name beside this one."""


class Correction(Record):
    """A change to something that was already published. Such files are added, never changed.

    A change of the field `id` is a new name, and one of `id` to nothing says that the record was
    withdrawn.
    """

    id: Id
    """The correction's name in addresses. It is also the name of the file."""

    record: Annotated[
        StrictStr,
        Field(
            pattern=rf"^[a-z]+/{ID_PATTERN}$",
            max_length=120,
            examples=["claims/forty-carts", "sources/toll-book"],
            json_schema_extra=told("a record is its folder and its id, joined by a slash"),
        ),
    ]
    """What was changed: the record's folder in `data/`, a slash and its id."""

    field: Annotated[
        StrictStr,
        Field(
            pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$",
            max_length=160,
            examples=["title", "quantities.per-day.value"],
            json_schema_extra=told("a field is names and ids joined by dots"),
        ),
    ]
    """Where the change is: names of fields, joined by dots. In a list an item's id comes after the
    list's name, or its place counted from 1."""

    before: AsText | None = Field(alias="from")
    """The value before, as one line of text. `null` where there was nothing."""

    after: AsText | None = Field(alias="to")
    """The value since then, as one line of text. `null` where there is nothing any more."""

    date: Date
    """The day of the change."""

    kind: Annotated[Id, ListedIn("correction_kinds")]
    """Why there was a change: because something was wrong, or for another reason."""

    reason: Text
    """What was wrong and how that was found out, in a sentence; readers see it."""


class Paragraph(Record):
    """One paragraph of a document's fingerprint. `claimbook fingerprint` writes it."""

    words: Annotated[StrictInt, Field(ge=0)]
    """How many words the paragraph has."""

    shingles: Annotated[StrictStr, Field(min_length=1)] | None = None
    """The hashes of its overlapping runs of four words, in order, with spaces between them. A
    paragraph of fewer words has none."""


class Document(Record):
    """A document that is quoted: where it appeared, and the fingerprint of its text.

    A document without `sha256` and `paragraphs` can be named, but no quotation from it can be
    proved. `claimbook fingerprint` makes both.
    """

    id: Id
    """The document's name in other records. It is also the name of the file."""

    title: Text
    """Its headline, in its own language."""

    publisher: Text
    """Who published it."""

    language: Language
    """The language in which it is written, as a BCP 47 tag."""

    published: Date | None = None
    """When it was published. Left out where it bears no date."""

    url: WebAddress | None = None
    """Its address on the web. Left out where there is none that may be linked."""

    note: Text | None = None
    """What else is known of where it appeared."""

    sha256: (
        Annotated[
            StrictStr,
            Field(
                pattern=r"^[0-9a-f]{64}$",
                json_schema_extra=told("a SHA-256 has 64 hexadecimal digits"),
            ),
        ]
        | None
    ) = None
    """The hash of the whole text. `claimbook fingerprint` writes it."""

    paragraphs: tuple[Paragraph, ...] = ()
    """The fingerprint, paragraph by paragraph. `claimbook fingerprint` writes it."""


class Side(Record):
    """One of the two parties whose positions the book sets against each other."""

    id: Id
    """The side's name in the data."""

    name: Text
    """The side's name as readers see it."""

    actors: tuple[ActorId, ...]
    """Those who speak or act for the side; they are drawn in its color. An outlet, a company or an
    opposition party that is only based somewhere belongs to no side."""


class License(Record):
    """Under what terms the book's data and prose may be used."""

    name: Annotated[Text, Field(examples=["CC BY 4.0", "CC0 1.0"])]
    """The license's name."""

    url: WebAddress | None = None
    """Where its text stands on the web."""


class Book(Record):
    """What the book is about, as of when, where its evidence ends, and how it may be used."""

    title: Text
    """The book's title."""

    subtitle: Text
    """What the book is about, in a sentence."""

    document: DocumentId
    """The document whose claims the book is about."""

    as_of: Date
    """The day for which the book is written: what lies after it is told as still to come."""

    evidence_until: Date
    """The day on which the search for evidence ended: no source is from after it."""

    evidence_note: Text | None = None
    """What was not searched or not found, for readers who ask how complete the book is."""

    license: License | None = None
    """Under what terms the book may be used. Left out where nothing is granted."""

    sides: Annotated[tuple[Side, ...], Field(max_length=2)] = ()
    """The two parties whose positions are set against each other. Left out where there are no
    such parties."""


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
