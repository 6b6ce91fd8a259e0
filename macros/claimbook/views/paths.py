"""Where a record is published. The only place that knows it.

Claims, actors and charts have a page each. Events, terms and sources are anchors on the page
that lists them, wherever a writer put that listing; where no page lists them they have no
address, and their names stand as plain text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimbook.core.proofs.corrections import withdrawals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimbook.core.records.dataset import Dataset

OWN_PAGE = {"claims": "claims", "actors": "people", "charts": "numbers"}
"""Kinds with a page for each record, and the folder of those pages."""

LISTED_BY = {"events": "timeline", "terms": "glossary", "sources": "source_list"}
"""Kinds that are anchors, and the macro whose page holds them."""

ALSO_LISTED_BY = {
    "claims": "claim_list",
    "actors": "actor_list",
    "charts": "chart_list",
    "proof": "proof",
    "rules": "rule_reference",
}
"""The macro that lists a kind whose records have their own pages: where "all of them" leads.

`proof` is where a quotation's mark leads: how all of them were proved. `rules` are no records.
"""

LISTINGS = LISTED_BY | ALSO_LISTED_BY
"""For each kind, the macro whose page is where "all of them" leads."""

OTHERS_LISTED_BY = {"corrections": "corrections", "figures": "all_numbers"}
"""The macros that list what has no address of its own, but can need several pages."""

PART_FOLDER = {"claims": "topic/", "actors": "kind/", "charts": "part/"}
"""Where the parts of a listing stand below it, if records with pages of their own stand there, too."""

PUBLISHED_KIND = {"series": "charts"}
"""Records whose page goes by another name: a series is published as a chart."""

ANCHOR = {"events": "event", "terms": "term", "sources": "source"}


DOWNLOADS = {"csv": "CSV", "json": "JSON", "svg": "SVG", "png": "PNG"}
"""What a chart can be taken as, by the ending of the file; a table has no picture."""

PICTURES = {"svg", "png"}


def chart_file(chart_id: str, ending: str) -> str:
    """The address of a file that holds a chart."""
    return f"{own_page('charts', chart_id)}{chart_id}.{ending}"


def embedded(chart_id: str) -> str:
    """The address of the page that shows a chart alone, for the frame of another site."""
    return f"embed/{chart_id}/"


def anchor(kind: str, record_id: str) -> str:
    """The id of a record's element on the page that lists its kind."""
    return f"{ANCHOR[kind]}-{record_id}"


def former_anchors(kind: str, was: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that a record's element had under the record's former ids."""
    return tuple(anchor(kind, former) for former in was)


def own_page(kind: str, record_id: str) -> str:
    """The address of the page that a record has for itself."""
    return f"{OWN_PAGE[kind]}/{record_id}/"


@dataclass(frozen=True)
class Paths:
    """Addresses within the site, relative to its root.

    `listings` gives the address of the page on which a listing macro is called, `others` that of
    a macro that lists what is no record or has no address, `parts` that of
    the page that holds a record's part of a listing, by kind and id, where it is split.
    """

    listings: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, kind: str, record_id: str) -> str | None:
        """The address of a record, or None where no page shows it."""
        if kind in OWN_PAGE:
            return own_page(kind, record_id)
        if kind == "rules":
            listing = self.listing(kind)
            return None if listing is None else f"{listing}{record_id.lower()}/"
        page = self.parts.get((kind, record_id), self.listings.get(LISTED_BY[kind]))
        return None if page is None else f"{page}#{anchor(kind, record_id)}"

    def part(self, kind: str, part_id: str) -> str | None:
        """The address of a part of a listing, or None where no page lists the kind."""
        listing = self.listing(kind)
        if listing is None:
            return None
        return f"{listing or f'{kind}/'}{PART_FOLDER.get(kind, '')}{part_id}/"

    @property
    def of_records(self) -> set[str]:
        """The addresses of the pages that list records, whose text is that of the records."""
        found = (self.listing(kind) for kind in (*LISTED_BY, *OWN_PAGE))
        return {one for one in found if one is not None}

    def listing(self, kind: str) -> str | None:
        """The address of the page that lists a kind, if there is one."""
        if kind in OTHERS_LISTED_BY:
            return self.others.get(OTHERS_LISTED_BY[kind])
        return self.listings.get(LISTINGS[kind])


@dataclass(frozen=True, slots=True)
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
        GeneratedPage(f"{url.rstrip('/')}.md", "parts", f"{kind}/{part_id}", None)
        for kind, ids in parts.items()
        for part_id in ids
        if (url := paths.part(kind, part_id)) is not None
    ]


def generated_pages(data: Dataset, claim_charts: tuple[str, ...]) -> list[GeneratedPage]:
    """One page for each claim, actor and chart, and for each of them that was withdrawn."""
    pages = [
        GeneratedPage(
            f"{OWN_PAGE[kind]}/{record_id}.md",
            kind,
            record_id,
            data.path_of(records, record_id),
        )
        for kind, records in (("claims", "claims"), ("actors", "actors"), ("charts", "series"))
        for record_id in sorted(data.records(records))
    ]
    pages += [
        GeneratedPage(f"{OWN_PAGE['charts']}/{chart_id}.md", "charts", chart_id, None)
        for chart_id in claim_charts
    ]
    pages += [
        GeneratedPage(
            f"{OWN_PAGE[PUBLISHED_KIND.get(kind, kind)]}/{record_id}.md",
            "tombstones",
            correction.id,
            data.path_of("corrections", correction.id),
        )
        for (kind, record_id), correction in sorted(withdrawals(data).items())
        if PUBLISHED_KIND.get(kind, kind) in OWN_PAGE
    ]
    return pages
