"""What a page says of itself and its records as linked data (JSON-LD of schema.org).

Only what the book states is said: a date that is not exact, an address that nobody knows and a
kind of actor that nobody can tell are left out.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from claimbook.core.records.book import Source
from claimbook.core.records.claims import Claim
from claimbook.core.records.models import Actor, Event, NativeName, Term
from claimbook.core.text.alphabet import sort_key
from claimbook.core.text.dates import When
from claimbook.exports.material import Material
from claimbook.views.chart import Chart
from claimbook.views.kinds import listed, page_changed, part_of, parts_of
from claimbook.views.names import title_of
from claimbook.views.paths import ANCHORED, chart_file
from claimbook.views.signatures import Signed, signatures
from claimbook.views.wording import machine_date, short_name

Node = dict[str, Any]


PERSON = "person"
"""The kind of actor that is a person, in a vocabulary that tells persons from others."""

WIKIDATA = "https://www.wikidata.org/wiki/"

DATA_FILES = {"csv": "text/csv", "json": "application/json"}
"""The files of a chart that hold its numbers, and their media types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedPage:
    """A page as its head describes it, in plain text.

    `url` is its address from the site's root. `kind` and `id` are those of the record that the
    page is made from; `lists` are the kinds of record that it lists.
    """

    url: str
    name: str
    description: str
    language: str
    kind: str = ""
    id: str = ""
    lists: frozenset[str] = frozenset()
    is_home: bool = False


def node(kind: str, address: str | None = None, /, **said: Any) -> Node:
    """A thing of a type of schema.org, with its address as its name and without what is not known."""
    known = {name: value for name, value in said.items() if value not in (None, "", [])}
    return {"@type": kind, **({"@id": address} if address else {}), **known}


def exact(when: When | None) -> str | None:
    """A date that is exact to the day, the month or the year."""
    return machine_date(when) if when else None


def _names(aliases: Iterable[str], names: Iterable[NativeName]) -> list[str | Node]:
    return [*aliases, *({"@value": name.text, "@language": name.lang} for name in names)]


@dataclass(frozen=True, slots=True)
class Things:
    """What there is to say of each record, with addresses as seen from a page."""

    material: Material
    page: DescribedPage

    def at(self, url: str) -> str:
        """An address from the site's root: whole where the site's is known, else from the page."""
        if self.material.site_url:
            return urljoin(self.material.site_url, url)
        up = "../" * self.page.url.count("/") or "./"
        return f"{up}{url}"

    def of(self, kind: str, record_id: str) -> str | None:
        """The address of a record, if a page shows it."""
        found = self.material.page(kind, record_id)
        return None if found is None else self.at(found)

    def here(self, fragment: str) -> str:
        """The identifier of a thing that this page is about."""
        return self.at(f"{self.page.url}#{fragment}")

    def book(self) -> Node:
        """The site, which is the book."""
        book = self.material.data.book
        return node(
            "WebSite",
            self.at("#book"),
            url=self.at(""),
            name=book.title,
            description=book.subtitle,
            license=book.license.url if book.license else None,
        )

    def document(self) -> Node:
        """The document that the book explains."""
        document = self.material.data.document
        return node(
            "NewsArticle",
            self.at("#document"),
            headline=document.title,
            publisher=node("Organization", name=document.publisher),
            url=document.url,
            datePublished=exact(document.published),
            inLanguage=document.language,
        )

    def claim(self, claim: Claim) -> Node:
        """A claim in the book's words, drawn from those of the document."""
        speaker = self.actor(self.material.data.actors[claim.speaker])
        quotation = node(
            "Quotation",
            self.here("quotation"),
            text=claim.quote,
            inLanguage=self.material.data.document.language,
            spokenByCharacter={"@id": speaker["@id"]},
            isPartOf={"@id": self.at("#document")},
        )
        return node(
            "Claim",
            self.here("claim"),
            name=claim.title,
            text=claim.statement,
            author=speaker,
            appearance={"@id": self.at("#document")},
            isBasedOn=quotation,
        )

    def assessment(self, claim: Claim, by: Signed) -> Node:
        """How a claim holds up, as the review of it that somebody signed."""
        status = self.material.data.label("claim_statuses", claim.status)
        return node(
            "ClaimReview",
            self.here("assessment"),
            itemReviewed={"@id": self.here("claim")},
            claimReviewed=claim.statement,
            reviewBody=claim.assessment,
            reviewRating=node("Rating", alternateName=status),
            author=self.person(by),
            dateCreated=by.date.machine,
        )

    def person(self, signed: Signed) -> Node:
        """Somebody who signs for a claim."""
        return node("Person", signed.url, name=signed.name)

    def actor(self, actor: Actor, **said: Any) -> Node:
        """An actor: a person or a body where the book's kinds of actor tell one from the other."""
        told = PERSON in self.material.data.entries["actor_kinds"]
        kind = "Person" if actor.kind == PERSON else "Organization" if told else "Thing"
        page = self.of("actors", actor.id)
        return node(kind, f"{page}#actor", name=actor.name, url=page, **said)

    def described_actor(self, actor: Actor) -> Node:
        """An actor with all that the book says of it."""
        said: Node = {}
        if actor.kind == PERSON:
            said["jobTitle"] = actor.role
            said["affiliation"] = self.body(actor.affiliation) if actor.affiliation else None
        return self.actor(
            actor,
            alternateName=_names((), actor.names),
            description=actor.description,
            sameAs=f"{WIKIDATA}{actor.wikidata}" if actor.wikidata else None,
            **said,
        )

    def body(self, name: str) -> Node:
        """A body by its name; with its page where the book has an actor of that name."""
        bodies = (one for one in self.material.data.actors.values() if one.kind != PERSON)
        found = next((one for one in bodies if short_name(one.name) == name), None)
        return self.actor(found) if found else node("Organization", name=name)

    def dataset(self, chart: Chart) -> Node:
        """The numbers of a chart, and the files that hold them."""
        series = self.material.data.series.get(chart.id)
        unit = chart.unit if series and series.unit else None
        return node(
            "Dataset",
            self.here("dataset"),
            name=chart.question,
            alternateName=chart.title,
            description=f"{chart.title}. {chart.answer}",
            url=self.at(self.page.url),
            inLanguage=self.page.language,
            isPartOf={"@id": self.at("#book")},
            license=chart.license.url if chart.license else None,
            temporalCoverage=_span([row.date for row in series.rows]) if series else None,
            variableMeasured=node("PropertyValue", name=chart.title, unitText=unit),
            distribution=[
                node(
                    "DataDownload",
                    contentUrl=self.at(chart_file(chart.id, ending)),
                    encodingFormat=media_type,
                )
                for ending, media_type in DATA_FILES.items()
            ],
            citation=[self.source(one.id) for one in chart.cited],
        )

    def source(self, source_id: str) -> Node:
        """A source as the work that it is."""
        source: Source = self.material.data.sources[source_id]
        return node(
            "CreativeWork",
            self.of("sources", source.id),
            name=source.title,
            url=source.url,
            publisher=node("Organization", name=source.publisher),
            datePublished=exact(source.published),
            inLanguage=source.language,
        )

    def event(self, event: Event) -> Node:
        """An event; an interval is no start and end, for it says between which days it was.

        Its id is its address. Its summary stands on the same page, which would be too large with all
        of them twice.
        """
        address = self.of("events", event.id)
        return node("Event", address, name=event.title, startDate=exact(event.date))

    def terms(self, terms: Iterable[Term]) -> Node:
        """The glossary with all its terms."""
        name = self.here("terms")
        found = [
            node(
                "DefinedTerm",
                self.of("terms", term.id),
                name=term.term,
                alternateName=_names(term.aliases, term.names),
                description=term.definition,
                url=self.of("terms", term.id),
                inDefinedTermSet={"@id": name},
            )
            for term in sorted(terms, key=lambda term: sort_key(term.term, self.page.language))
        ]
        return node("DefinedTermSet", name, name=self.page.name, hasDefinedTerm=found)

    def named(self, kind: str, record_id: str) -> Node:
        """A record of a kind that schema.org has no word for."""
        url = self.of(kind, record_id)
        return node("Thing", url, name=title_of(self.material.data, kind, record_id), url=url)

    def list_of(self, kind: str, items: Iterable[Node]) -> Node:
        """The things of a kind that this page lists, in their order."""
        found = [node("ListItem", position=at, item=item) for at, item in enumerate(items, 1)]
        said = {"numberOfItems": len(found), "itemListElement": found}
        return node("ItemList", self.here(kind), name=self.page.name, **said)


def _span(dates: Iterable[When | None]) -> str | None:
    """From the first to the last day of what rows are for, if each of them states both."""
    days: list[date] = []
    for when in dates:
        if when is None or when.is_rough or "X" in when.text or ".." in when.text:
            return None
        days += [when.earliest, when.latest]
    return f"{min(days)}/{max(days)}" if days else None


CONTEXT = "https://schema.org"

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def linked(material: Material, page: DescribedPage) -> Node:
    """What a page says of itself and of the records that it shows, as one document of JSON-LD."""
    return {"@context": CONTEXT, "@graph": [*_graph(Things(material, page))]}


def in_script(document: Node) -> str:
    """The text of a document for a `<script>`: no text of a record can end the script."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def _graph(say: Things) -> Iterator[Node]:
    """The page, then what it is about, each under its own name."""
    things = list(_things(say))
    data, page = say.material.data, say.page
    cited = {
        evidence.source: None
        for evidence in (data.claims[page.id].evidence if page.kind == "claims" else ())
    }
    reviews = [
        one
        for one in (signatures(data, page.id).reviewed if page.kind == "claims" else ())
        if one.is_current
    ]
    day, context = data.book.as_of, say.material.context
    changed = page_changed(context, page.kind, page.id)
    yield node(
        "WebPage",
        say.at(page.url),
        url=say.at(page.url),
        name=page.name,
        description=page.description,
        inLanguage=page.language,
        isPartOf=say.book(),
        dateModified=changed.isoformat() if exact(day) and day.earliest == day.latest else None,
        about={"@id": say.at("#document")} if page.is_home else None,
        mainEntity=[{"@id": thing["@id"]} for thing in things],
        citation=[say.source(source) for source in cited],
        reviewedBy=[say.person(one) for one in reviews],
        lastReviewed=max((one.date.machine or "" for one in reviews), default=""),
    )
    if page.is_home or page.kind == "claims":
        yield say.document()
    yield from things


def _things(say: Things) -> Iterator[Node]:
    """What the page is about."""
    data, page = say.material.data, say.page
    if page.kind == "claims":
        yield say.claim(data.claims[page.id])
        by = signatures(data, page.id).assessed
        if by and by.is_current:
            yield say.assessment(data.claims[page.id], by)
    elif page.kind == "actors":
        yield say.described_actor(data.actors[page.id])
    elif page.kind == "charts":
        yield say.dataset(say.material.charts[page.id])
    elif page.kind == "parts":
        part = part_of(say.material.context, page.id)
        if part.kind in ANCHORED:
            yield _list(say, part.kind, part.ids)
    for kind in ANCHORED:
        context = say.material.context
        if kind in page.lists and data.records(kind) and not parts_of(context, kind):
            yield _list(say, kind, listed(context, kind))


def _list(say: Things, kind: str, ids: Iterable[str]) -> Node:
    """The entries of a listing."""
    data = say.material.data
    if kind == "terms":
        return say.terms(data.terms[one] for one in ids)
    if kind == "events":
        return say.list_of(kind, (say.event(data.events[one]) for one in ids))
    if kind == "sources":
        return say.list_of(kind, map(say.source, ids))
    return say.list_of(kind, (say.named(kind, one) for one in ids))
