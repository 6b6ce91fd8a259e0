"""One build: the dataset, where records are published, drawings, and the HTML that pages await."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from claimbook.charts.drawing import WIDTHS, Drawings
from claimbook.core.proofs.corrections import last_change
from claimbook.core.records.dataset import Dataset, UnknownIdError
from claimbook.core.records.unbroken import held_together, unbroken
from claimbook.core.rules import RULES
from claimbook.core.text.problems import Place
from claimbook.core.text.signs import CALL, CALL_END
from claimbook.core.text.typesetting import typeset
from claimbook.editing.annotating import known_of, template
from claimbook.editing.schemas import SCHEMAS, schema_for
from claimbook.exports.material import Material
from claimbook.prose.calls import Page as ProsePage
from claimbook.prose.calls import read_page
from claimbook.prose.material import uses_of
from claimbook.prose.sentences import sentences
from claimbook.site.glossary_links import link_terms
from claimbook.site.languages import attributes, with_notice
from claimbook.site.partials import partial
from claimbook.site.previewing import Preview
from claimbook.site.shared_headings import shared_headings
from claimbook.views.chart import Chart
from claimbook.views.chart_list import chart, chart_ids
from claimbook.views.check import documents_to_check
from claimbook.views.claim_charts import CLAIM_CHARTS
from claimbook.views.context import Context
from claimbook.views.glossary import TermFinder, term_finder
from claimbook.views.kinds import CARDS, KINDS, card, page_changed, page_of, parts_of
from claimbook.views.paths import (
    ANCHORED,
    LISTINGS,
    GeneratedPage,
    Paths,
    chart_file,
    edit_url,
    generated_pages,
    part_pages,
    propose_url,
    published,
    redirects,
    report_url,
)
from claimbook.views.social import SocialCard
from claimbook.views.translation import notice

# begins with plain text, so that it is found fast
_CARD = re.compile(rf' data-card="({"|".join(CARDS)})/([^"]+)"')


MOST_SHOWN = 50_000_000
"""Maximum number of characters of HTML that the macros of one page may make."""

_FOUND = re.compile(rf"<p>{CALL}(\d+){CALL_END}</p>|{CALL}(\d+){CALL_END}")


@dataclass(slots=True)
class Slots:
    """What the macros of each page have made, by the page's path."""

    _kept: dict[str, list[str]] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)

    def keep(self, page_uri: str, html: str) -> str:
        """Keep HTML for a page, and return the mark that stands for it in the Markdown."""
        kept = self._kept.setdefault(page_uri, [])
        kept.append(html)
        self._sizes[page_uri] = self._sizes.get(page_uri, 0) + len(html)
        if self._sizes[page_uri] > MOST_SHOWN:
            kept[-1] = ""
        return f"{CALL}{len(kept) - 1}{CALL_END}"

    def __contains__(self, page_uri: str) -> bool:
        return page_uri in self._kept

    def fill(self, page_uri: str, content: str, language: str = "") -> str:
        """Put the kept HTML into a page's content.

        Args:
            page_uri: the page.
            content: its content, with the marks that stand for what is kept.
            language: the one that what is kept has to tell, since the content is in another.

        Raises:
            BuildError: when a page shows more than a browser can bear.
        """
        if self._sizes.get(page_uri, 0) > MOST_SHOWN:
            message = f"docs/{page_uri}: its macros show more than {MOST_SHOWN:,} characters"
            raise BuildError(message)
        kept = self._kept.get(page_uri, [])

        def html(match: re.Match[str]) -> str:
            index = int(match[1] or match[2])
            found = kept[index] if index < len(kept) else ""
            if not (found and language):
                return found
            name = "div" if match[1] else "span"
            return f'<{name} lang="{language}">{typeset(found, language)}</{name}>'

        return _FOUND.sub(html, content)


@dataclass(frozen=True, slots=True)
class UrlFor:
    """Addresses of records, relative to the page from which they are linked."""

    site: Site
    page_url: str

    def __call__(self, kind: str, record_id: str) -> str | None:
        """The address of a record, or None where no page shows it."""
        return self._relative(self.site.paths.of(kind, record_id))

    def listing(self, kind: str) -> str | None:
        """The address of the page that lists a kind, or None where none does."""
        return self._relative(self.site.paths.listing(kind))

    def part(self, kind: str, part_id: str) -> str | None:
        """The address of a part of a listing, or None where no page lists the kind."""
        return self._relative(self.site.paths.part(kind, part_id))

    def page(self, url: str) -> str:
        """A page's address, given as seen from the site's root."""
        return get_relative_url(url or "./", self.page_url)

    def absolute(self, url: str) -> str | None:
        """The whole address of a page of the site, or None where it is not known."""
        return urljoin(self.site.site_url, url) if self.site.site_url else None

    def edit(self, kind: str, record_id: str) -> str | None:
        """Where the file of a record is edited, or None where the book has no repository."""
        return edit_url(self.site.repository, self.site.data.path_of(kind, record_id))

    def report(self, kind: str, record_id: str) -> str | None:
        """Where a problem with a record is reported, or None where the book has no repository."""
        address = self.site.paths.of(published(kind), record_id)
        page = None if address is None else self.absolute(address)
        return report_url(self.site.repository, f"{kind}/{record_id}", page)

    def propose(self, kind: str) -> str | None:
        """The address at which a record of a kind can be begun, or None without a repository."""
        if not self.site.repository:
            return None
        return propose_url(self.site.repository, f"data/{kind}", self.site.template(kind))

    def _relative(self, url: str | None) -> str | None:
        return None if url is None else get_relative_url(url, self.page_url)


@dataclass
class Site:
    """Everything that one build shares.

    `prefix` is the folder in which an edition in another language stands below the whole site, and
    `editions` are all of these sites, beginning with the original.
    """

    data: Dataset
    cache: Path
    site_url: str = ""
    prefix: str = ""
    editions: list[Site] = field(default_factory=list, repr=False)
    repository: str = ""
    own_charts: Path | None = None
    checked: Mapping[str, ProsePage] = field(default_factory=dict)
    preview: Preview | None = None
    social_cards: dict[str, SocialCard] = field(default_factory=dict)
    charts: list[str] = field(init=False)
    drawer: Drawings = field(init=False)
    paths: Paths = field(default_factory=Paths)
    context: Context = field(init=False)
    finder: TermFinder = field(init=False)
    generated: dict[str, GeneratedPage] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    urls: frozenset[str] = frozenset()
    listed: dict[str, str] = field(default_factory=dict)
    scripts: frozenset[str] = frozenset()
    slots: Slots = field(default_factory=Slots)
    _drawings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _templates: dict[str, str] = field(default_factory=dict)
    _cards: dict[tuple[str, str | None], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Work out what depends on the dataset alone."""
        self.context = Context(self.data)
        self.drawer = Drawings(self.cache, self.own_charts)
        self.charts = chart_ids(self.data)
        self.finder = term_finder(self.data)

    @cached_property
    def material(self) -> Material:
        """What exports are made from; its addresses are right once the pages were read."""
        return Material(
            context=self.context,
            charts={one: chart(self.data, one) for one in self.charts},
            site_url=self.site_url,
            page=self._page,
            schema=self._schema,
        )

    def _schema(self, name: str) -> Any:
        models = {posixpath.basename(path): model for path, model in SCHEMAS.items()}
        return schema_for(models[f"{name}.json"], self.data.vocabulary)

    def _page(self, kind: str, record_id: str) -> str | None:
        return self.paths.of(kind, record_id)

    def drawings(self, view: Chart) -> tuple[str, ...]:
        """The SVGs of a chart for a wide and a narrow screen; none for a table."""
        if not view.is_drawn:
            return ()
        if view.id not in self._drawings:
            drawn = (self.drawer.svg(view, size=size) for size in WIDTHS)
            self._drawings[view.id] = tuple(one for one in drawn if one)
        return self._drawings[view.id]

    def html(self, name: str, view: Any, page_url: str, **options: Any) -> str:
        """A view through its template, with addresses as seen from a page."""
        return partial(
            name, view, url_for=self.url_for(page_url), drawings=self.drawings, **options
        )

    def template(self, kind: str) -> str:
        """A new record of a kind to fill in; the same for all pages."""
        if kind not in self._templates:
            self._templates[kind] = template(kind, known_of(self.data))
        return self._templates[kind]

    def url_for(self, page_url: str) -> UrlFor:
        """Gives addresses as seen from a page."""
        return UrlFor(self, page_url)

    def heading(self, page: GeneratedPage) -> tuple[str, str]:
        """The title and description of a generated page."""
        return page_of(page.kind).heading(self.context, page.id)

    def generated_html(self, page: GeneratedPage, page_url: str) -> str:
        """The content of a generated page."""
        shown = page_of(page.kind)
        view = shown.view(self.context, page.id)
        html = self.html(
            shown.template,
            view,
            page_url,
            explored=self._explored,
            embed_code=lambda: self.html("embed_code", view, page_url),
        )
        return with_notice(html, notice(self.data, page.kind, page.id))

    def _explored(self, view: Chart) -> str | None:
        """The file with the version of a chart to explore, where it has one."""
        found = self.drawer.explored(view)
        return chart_file(view.id, "explore.json") if found else None

    def content_of(self, page: GeneratedPage) -> str:
        """The content of a generated page, with the glossary's terms and its headings linked."""
        content = self.with_terms(self.generated_html(page, page.url), page.url)
        return self.with_shared_headings(content, page.url)

    def with_shared_headings(self, content: str, page_url: str) -> str:
        """The HTML of a page with headings that are links to themselves."""
        return shared_headings(content, self.url_for(page_url).page(page_url))

    @cached_property
    def changed(self) -> dict[GeneratedPage, date]:
        """The day on which each generated page's record last changed."""
        return {
            page: page_changed(self.context, page.kind, page.id) for page in self.generated.values()
        }

    def canonical_url(self, page: GeneratedPage) -> str:
        """The whole address of a generated page; empty where that of the site is not known."""
        return urljoin(self.site_url, quote(page.url)) if self.site_url else ""

    def redirects(self) -> Iterator[tuple[str, str]]:
        """The file and content of a redirect from each former address of a record's page."""
        for one in redirects(self.data):
            target = self.url_for(one.url)(one.kind, one.id) or ""
            canonical = self.url_for(one.url).absolute(urljoin(one.url, target)) or target
            shown = {
                "target": target,
                "canonical": canonical,
                "root": attributes(self.data.language),
            }
            yield one.src_uri, self.html("redirect", one, one.url, **shown)

    def part_pages(self) -> list[GeneratedPage]:
        """The pages of the parts of listings that one page cannot hold."""
        parts = {kind: [part.id for part in parts_of(self.context, kind)] for kind in KINDS}
        return part_pages(self.paths, parts)

    def rule_pages(self) -> list[GeneratedPage]:
        """A page for each rule, below the page that lists them."""
        pages = ((self.paths.of("rules", code), code) for code in sorted(RULES))
        return [
            GeneratedPage(src_uri=f"{u.rstrip('/')}.md", kind="rules", id=code, data_path=None)
            for u, code in pages
            if u
        ]

    def _parts(self) -> dict[tuple[str, str], str]:
        return {
            (kind, one): page
            for kind in ANCHORED
            for part in parts_of(self.context, kind)
            if (page := self.paths.part(kind, part.id)) is not None
            for one in part.ids
        }

    def plan(self, files: Sequence[File]) -> None:
        """Read the hand-written pages, and note every page that is generated."""
        self.read_prose(files)
        self.written = [file.url if file.url != "./" else "" for file in files]
        documents = documents_to_check(self.data)
        records = generated_pages(self.data, CLAIM_CHARTS, documents)
        for page in (*records, *self.part_pages(), *self.rule_pages()):
            self.generated[page.src_uri] = page
        self.urls = frozenset({*self.written, *(one.url for one in self.generated.values())})

    def addresses(self) -> Iterator[tuple[str, date]]:
        """The whole address of each page, with the day on which what it shows last changed."""
        if self.site_url:
            for url in self.written:
                yield urljoin(self.site_url, url), last_change(self.data, "", "")
            for page, day in self.changed.items():
                yield self.canonical_url(page), day

    def with_terms(self, content: str, page_url: str) -> str:
        """A page's content with the first use of each term in a section linked."""
        url_for = self.url_for(page_url)

        def linked() -> str:
            return link_terms(content, self.finder, lambda term: url_for("terms", term))

        return self._kept((content, url_for.listing("terms"), self._known_terms), linked)

    @cached_property
    def _known_terms(self) -> str:
        return repr(self.finder.terms)

    def held(self, html: str) -> str:
        """Finished HTML with the marks of its language, amounts, dates and names on one line."""
        return self._kept(
            (html, self._pieces),
            lambda: held_together(typeset(html, self.data.language), self._pieces),
        )

    def _kept(self, key: object, make: Callable[[], str]) -> str:
        """What is made for a key, or, in a preview, what was made for it before."""
        return self.preview.kept((self.data.language, key), make) if self.preview else make()

    @property
    def nonce(self) -> str:
        """What the script of a preview says of itself, so that it may run; nothing in a build."""
        return self.preview.nonce if self.preview else ""

    @cached_property
    def _pieces(self) -> re.Pattern[str]:
        return unbroken(self.data.vocabulary.units, self.data.language)

    def cards_of(self, content: str, page_url: str) -> str:
        """The cards that a page's links name, each once, to stand hidden on the page."""
        named = dict.fromkeys(_CARD.findall(content))
        return "".join(self._card(kind, one, page_url) for kind, one in named)

    def _card(self, kind: str, record_id: str, page_url: str) -> str:
        name = f"{kind}/{record_id}"
        # addresses are the same from all pages of one folder
        key = (name, posixpath.dirname(page_url.rstrip("/")) if page_url else None)
        if key not in self._cards:
            try:
                view = card(self.data, kind, record_id)
            except UnknownIdError:  # a writer's own HTML names it; the link stays a link
                return ""

            def made() -> str:
                return self.html("card", view, page_url, ref=name)

            addresses = (*key, tuple(self.paths.listings.items()), self.repository)
            self._cards[key] = self._kept((repr(view), addresses) if self.preview else key, made)
        return self._cards[key]

    def read_prose(self, files: Iterable[File]) -> None:
        """Read the hand-written pages and note where records are listed and figures are used."""
        pages: dict[str, ProsePage] = {}
        listings: dict[str, str] = {}
        for file in files:
            path = f"docs/{file.src_uri}"
            page = self.checked.get(path) or read_page(path, file.content_string)
            pages[file.url if file.url != "./" else ""] = page
            for call in page.calls:
                whole = not call.args and not call.kwargs.keys() - {"filters"}
                url = file.url if file.url != "./" else ""
                if whole and call.name in LISTINGS:
                    listings.setdefault(call.name, url)
        named: dict[tuple[str, str], list[Place]] = {}
        for sentence in sentences(pages.values()):
            for name in sentence.names:
                named.setdefault(name, []).append(sentence.place)
        self.context = Context(self.data, uses_of(pages), named)
        self.paths = Paths(listings)
        self.paths = replace(self.paths, parts=self._parts())
