"""The models of the book itself, of the documents that it quotes, and of its sources."""

from typing import Annotated

from pydantic import Field, StrictInt, StrictStr

from claimbook.core.records.values import (
    ActorId,
    Date,
    DocumentId,
    EventId,
    Id,
    Language,
    ListedIn,
    Orcid,
    Record,
    SourceQuality,
    Text,
    Verbatim,
    WebAddress,
    told,
)

FORMAT = 1
"""The format of a book's records that this engine reads. A change of it is a migration in
`editing/migrations.py`."""


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

    author: Text | None = None
    """Who wrote it. Left out where it names nobody."""

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
    """The side's name as readers see it. A row of a series with this label is drawn in its color."""

    actors: tuple[ActorId, ...]
    """Those who speak or act for the side; they are drawn in its color. An outlet, a company or an
    opposition party that is only based somewhere belongs to no side."""


class Person(Record):
    """Somebody who works on the book, and signs what they have assessed or reviewed."""

    id: Id
    """The person's name in the data. It never changes."""

    name: Verbatim
    """The name as readers see it, in all editions."""

    orcid: Orcid | None = None
    """The person's ORCID iD, without the address before it. Left out where there is none."""

    url: WebAddress | None = None
    """A page that says who the person is. Left out where there is none."""


class TimelineTitle(Record):
    """What the timeline shows, in a sentence that the order of events holds."""

    title: Annotated[Text, Field(max_length=120)]
    """What came first, next and last, in a short sentence."""

    rests_on: Annotated[tuple[EventId, ...], Field(min_length=1)]
    """The events of which the title tells, in the order in which it has them."""


class License(Record):
    """Under what terms the book's data and prose may be used."""

    name: Annotated[Verbatim, Field(examples=["CC BY 4.0", "CC0 1.0"])]
    """The license's name."""

    url: WebAddress | None = None
    """Where its text stands on the web."""


class Book(Record):
    """What the book is about, as of when, where its evidence ends, and how it may be used."""

    format: Annotated[StrictInt, Field(ge=1)] = 1
    """The format of the book's records, which `claimbook upgrade` raises. Left out, it is the
    first."""

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

    timeline: TimelineTitle | None = None
    """What the timeline shows. Left out, the timeline has no title of its own."""

    people: tuple[Person, ...] = ()
    """Who works on the book, for those who want to know who signs for its claims. Nobody is asked
    to be named. Left out, no claim is signed."""

    sides: Annotated[tuple[Side, ...], Field(max_length=2)] = ()
    """The two parties whose positions are set against each other. Left out where there are no
    such parties."""


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

    added: Date | None = None
    """The day on which the record came into a book that was already published, for those who
    follow it. Left out for what was there from the start."""
