"""Where each kind of thing is published, its page or the page that lists it, and was before.

Claims, actors and charts have a page each. Events, terms and sources are anchors on the page
that lists them, wherever a writer put that listing; where no page lists them they have no
address, and their names stand as plain text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from claimbook.core.proofs.corrections import withdrawals
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import KINDS
from claimbook.views.names import title_of


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where things of one kind are published.

    Attributes:
        listing: the macro whose page lists them all, and is where "all of them" leads, if any.
        folder: where the page of each stands, if it has one of its own.
        anchor: what the id of its element on the page that lists it begins with, if it has none.
        below: whether the page of each stands below the page that lists it.
        parts: where the parts of the listing stand below it, if it has several.
        record: the kind of its records in the data, if that has another name.
    """

    listing: str = ""
    folder: str = ""
    anchor: str = ""
    below: bool = False
    parts: str = ""
    record: str = ""


HOMES = {
    "claims": Home(listing="claim_list", folder="claims", parts="topic/"),
    "actors": Home(listing="actor_list", folder="people", parts="kind/"),
    "charts": Home(listing="chart_list", folder="numbers", parts="part/", record="series"),
    "events": Home(listing="timeline", anchor="event"),
    "terms": Home(listing="glossary", anchor="term"),
    "sources": Home(listing="source_list", anchor="source"),
    "corrections": Home(listing="corrections"),
    "figures": Home(listing="all_numbers"),
    "rules": Home(listing="rule_reference", below=True),
    "proof": Home(listing="proof"),
    "check": Home(folder="check"),
}
"""Every kind of thing that readers can be led to. `proof` is how quotations were proved, `check`
where readers hold a document's text against its fingerprint."""

LISTINGS = {home.listing for home in HOMES.values() if home.listing}
"""The macros that list all of a kind."""

ANCHORED = tuple(kind for kind, home in HOMES.items() if home.anchor)
"""The kinds whose records are anchors on the page that lists them."""

_PUBLISHED = {home.record: kind for kind, home in HOMES.items() if home.record}

DOWNLOADS = {"csv": "CSV", "json": "JSON", "svg": "SVG", "png": "PNG"}
"""The formats in which a chart can be downloaded, by the ending of the file; a table has no
picture."""

PICTURES = {"svg", "png"}


def chart_file(chart_id: str, ending: str) -> str:
    """The address of a file that holds a chart."""
    return f"{own_page('charts', chart_id)}{chart_id}.{ending}"


def published(kind: str) -> str:
    """The name under which records of a kind are published: a series is published as a chart."""
    return _PUBLISHED.get(kind, kind)


def recorded(kind: str) -> str:
    """The name under which the records of a published kind stand in the data."""
    home = HOMES.get(kind)
    return home.record if home and home.record else kind


def has_page(kind: str) -> bool:
    """Whether each record of a kind has a page of its own, under either of its names."""
    home = HOMES.get(published(kind))
    return home is not None and bool(home.folder)


def has_address(kind: str) -> bool:
    """Whether a record of a kind has an address, under either of its names."""
    return has_page(kind) or published(kind) in ANCHORED


def anchor(kind: str, record_id: str) -> str:
    """The id of a record's element on the page that lists its kind."""
    return f"{HOMES[kind].anchor}-{record_id}"


def former_anchors(kind: str, was: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that a record's element had under the record's former ids."""
    return tuple(anchor(kind, former) for former in was)


def own_page(kind: str, record_id: str) -> str:
    """The address of the page that a record has for itself."""
    return f"{HOMES[published(kind)].folder}/{record_id}/"


@dataclass(frozen=True)
class Paths:
    """Addresses within the site, relative to its root.

    Attributes:
        listings: the address of the page on which a listing macro is called.
        parts: the address of the page that holds a record's part of a listing, by kind and id,
            where the listing is split.
    """

    listings: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, kind: str, record_id: str) -> str | None:
        """The address of a record, or None where no page shows it."""
        home = HOMES.get(kind)
        if home is None:
            return None
        if home.folder:
            return own_page(kind, record_id)
        listing = self.listing(kind)
        if listing is not None and home.below:
            return f"{listing}{record_id.lower()}/"
        page = self.parts.get((kind, record_id), listing)
        return f"{page}#{anchor(kind, record_id)}" if page is not None and home.anchor else None

    def part(self, kind: str, part_id: str) -> str | None:
        """The address of a part of a listing, or None where no page lists the kind."""
        listing = self.listing(kind)
        return None if listing is None else f"{listing or f'{kind}/'}{HOMES[kind].parts}{part_id}/"

    def above(self, page: "GeneratedPage") -> str | None:
        """The address of the page that lists what a generated page shows, if there is one."""
        kind = page.id.partition("/")[0] if page.kind == "parts" else page.kind
        folder = page.src_uri.partition("/")[0]
        withdrawn = (one for one, home in HOMES.items() if home.folder == folder)
        return self.listing(kind if kind in HOMES else next(withdrawn))

    @property
    def of_records(self) -> set[str]:
        """The addresses of the pages that list records, whose text is that of the records."""
        found = (self.listing(kind) for kind in HOMES if has_address(kind))
        return {one for one in found if one is not None}

    def listing(self, kind: str) -> str | None:
        """The address of the page that lists a kind, if there is one."""
        return self.listings.get(HOMES[kind].listing)


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPage:
    """A page that is made from one record alone. Holds ids only, never data text."""

    src_uri: str
    kind: str
    id: str
    data_path: str | None

    @property
    def url(self) -> str:
        """Its address from the site's root."""
        return f"{self.src_uri.removesuffix('.md')}/"


def part_pages(paths: Paths, parts: Mapping[str, Iterable[str]]) -> list[GeneratedPage]:
    """The page of each part of a listing, given the ids of the parts of each kind."""
    return [
        GeneratedPage(
            src_uri=f"{url.rstrip('/')}.md", kind="parts", id=f"{kind}/{part_id}", data_path=None
        )
        for kind, ids in parts.items()
        for part_id in ids
        if (url := paths.part(kind, part_id)) is not None
    ]


def generated_pages(
    data: Dataset, claim_charts: Iterable[str], documents: Iterable[str] = ()
) -> list[GeneratedPage]:
    """One page for each claim, actor and chart, and for each of them that was withdrawn.

    Args:
        data: the book.
        claim_charts: the charts that are made of the claims.
        documents: the documents that have a fingerprint.
    """

    def page(kind: str, record_id: str) -> str:
        return f"{own_page(kind, record_id).rstrip('/')}.md"

    pages = [
        GeneratedPage(
            src_uri=page(kind, one), kind=kind, id=one, data_path=data.path_of(recorded(kind), one)
        )
        for kind in HOMES
        if has_page(kind) and recorded(kind) in KINDS
        for one in sorted(data.records(recorded(kind)))
    ]
    pages += [
        GeneratedPage(src_uri=page(kind, one), kind=kind, id=one, data_path=None)
        for kind, ids in (("charts", claim_charts), ("check", documents))
        for one in ids
    ]
    pages += [
        GeneratedPage(
            src_uri=page(kind, record_id),
            kind="tombstones",
            id=correction.id,
            data_path=data.path_of("corrections", correction.id),
        )
        for (kind, record_id), correction in sorted(withdrawals(data).items())
        if has_page(kind)
    ]
    return pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A page that a record had under a former id: its file and address, and the record."""

    src_uri: str
    url: str
    kind: str
    id: str
    title: str


def redirects(data: Dataset) -> Iterator[Redirect]:
    """One for each former id of a record that has a page of its own."""
    for kind in KINDS:
        for former, now in sorted(data.former_ids[kind].items()) if has_page(kind) else ():
            url, title = own_page(kind, former), title_of(data, kind, now)
            yield Redirect(
                src_uri=f"{url}index.html", url=url, kind=published(kind), id=now, title=title
            )


REPORT_FORM = "wrong-or-outdated.yml"
"""The form in .github/ISSUE_TEMPLATE/ whose fields `record` and `page` are filled in."""


def report_url(repository: str | None, record: str, page: str | None) -> str | None:
    """The form for a problem with a record (its kind and id), filled in as far as it is known."""
    known = {"template": REPORT_FORM, "title": f"{record}: ", "record": record, "page": page}
    return _with_query(repository, "issues/new", known)


def propose_url(repository: str | None, folder: str, text: str) -> str | None:
    """The address of the editor on the web with a new file in a folder, already begun."""
    return _with_query(repository, f"new/main/{folder}", {"filename": "new-id.yml", "value": text})


def _with_query(repository: str | None, path: str, query: Mapping[str, str | None]) -> str | None:
    given = {name: value for name, value in query.items() if value}
    return f"{repository.rstrip('/')}/{path}?{urlencode(given)}" if repository else None


def edit_url(repository: str | None, path: str | None) -> str | None:
    """Where a file of the book is edited on the web, when the book has a repository."""
    return f"{repository.rstrip('/')}/edit/main/{path}" if repository and path else None
