"""The records of a book as frozen models: what a contributor may write, field by field.

The text under a field is its documentation: core/records/fields.py reads it for schemas,
templates and pages.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StrictBool, StrictStr

from claimbook.core.records.book import Document, Source
from claimbook.core.records.claims import Claim
from claimbook.core.records.series import Series
from claimbook.core.records.values import (
    ID_PATTERN,
    ActorId,
    AsText,
    Date,
    Id,
    InWords,
    Language,
    ListedIn,
    Record,
    SourceId,
    TermId,
    Text,
    Topic,
    Verbatim,
    told,
)
from claimbook.core.text.messages import later

MOST_OF_A_SHORT_NAME = 32
"""Maximum number of characters in what drawings call an event."""


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

    key: StrictBool = False
    """`true` for one of the few events that drawings name and lists show whole; else left out."""

    short: Annotated[Text, Field(max_length=MOST_OF_A_SHORT_NAME)] | None = None
    """What drawings call it: a few words that say no more than the title. Left out where it is not a
    key event."""

    note: Text | None = None
    """A remark that readers see under the event, such as a doubt about its date."""

    added: Date | None = None
    """The day on which the record came into a book that was already published, for those who
    follow it. Left out for what was there from the start."""

    review_by: Date | None = None
    """The date by which someone should look whether this still holds. Left out where nothing is
    likely to change."""


class NativeName(Record):
    """A name in its own writing."""

    text: Annotated[Verbatim, Field(examples=["Áine Reed", "アン・リード"])]
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

    added: Date | None = None
    """The day on which the record came into a book that was already published, for those who
    follow it. Left out for what was there from the start."""

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

    aliases: Annotated[tuple[Verbatim, ...], InWords(whole=True)] = ()
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

    added: Date | None = None
    """The day on which the record came into a book that was already published, for those who
    follow it. Left out for what was there from the start."""


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


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """What is known of a kind of record before any is read.

    Attributes:
        model: the fields of a record.
        singular: what one is called in reports, which are English.
        noun: the same for readers, as a message.
        several: what several are called, as a message.
        new: what readers are told of one that came later, as a message.
        folder: where each has a file of its own.
        named: the field by which one is called.
        says: the field that says in a sentence what it is.
        told: the fields that readers rely on: a change of one of them needs a correction.
    """

    model: type[Record]
    singular: str
    noun: str
    several: str
    new: str = ""
    folder: str
    named: str = "title"
    says: str = ""
    told: tuple[str, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether contributors write such records one by one, and their ids are in addresses."""
        return bool(self.told)


KINDS = {
    "claims": RecordKind(
        model=Claim,
        singular="claim",
        noun=later("Claim"),
        several=later("Claims"),
        new=later("New claim: {title}"),
        folder="data/claims",
        says="statement",
        told=("statement", "quote", "speaker", "date", "status", "quantities"),
    ),
    "events": RecordKind(
        model=Event,
        singular="event",
        noun=later("Event"),
        several=later("Events"),
        new=later("New event: {title}"),
        folder="data/events",
        says="summary",
        told=("date", "summary", "status"),
    ),
    "actors": RecordKind(
        model=Actor,
        singular="actor",
        noun=later("Actor"),
        several=later("People and organizations"),
        new=later("New actor: {title}"),
        folder="data/actors",
        named="name",
        says="description",
        told=("role", "role_start", "description"),
    ),
    "terms": RecordKind(
        model=Term,
        singular="term",
        noun=later("Term"),
        several=later("Terms"),
        new=later("New term: {title}"),
        folder="data/terms",
        named="term",
        says="definition",
        told=("definition", "why_it_matters"),
    ),
    "sources": RecordKind(
        model=Source,
        singular="source",
        noun=later("Source"),
        several=later("Sources"),
        new=later("New source: {title}"),
        folder="data/sources",
        says="publisher",
        told=("publisher", "published", "quality"),
    ),
    "series": RecordKind(
        model=Series,
        singular="series",
        noun=later("Series"),
        several=later("Charts"),
        new=later("New series: {title}"),
        folder="data/series",
        says="title",
        told=("unit", "of", "rows"),
    ),
    "corrections": RecordKind(
        model=Correction,
        singular="correction",
        noun=later("Correction"),
        several=later("Corrections"),
        folder="data/corrections",
    ),
    "documents": RecordKind(
        model=Document,
        singular="document",
        noun=later("Document"),
        several=later("Documents"),
        folder="seeds",
    ),
}
"""Every kind of record, by the name under which the dataset holds them."""


def singular(name: str) -> str:
    """What one of a kind is called; of what is no kind of record, its own name."""
    return KINDS[name].singular if name in KINDS else name


WRITTEN = tuple(name for name, kind in KINDS.items() if kind.is_written)
"""The kinds that contributors write one by one."""
