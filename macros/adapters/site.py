"""One build: the dataset, where records are published, drawings, and the HTML that pages await.

Loaded once a build and shared by the hooks and the macros.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.utils import get_relative_url

from macros.adapters.uses import uses_of
from macros.charts.drawing import svg
from macros.prose.calls import Page as ProsePage
from macros.prose.calls import read_page
from macros.prose.sentences import sentences
from macros.render.glossary_links import link_terms
from macros.render.partials import partial
from macros.views.actors import actor_page
from macros.views.claim_charts import chart, chart_ids
from macros.views.claims import claim_page
from macros.views.corrections import tombstone
from macros.views.glossary import TermFinder, term_finder
from macros.views.numbers import Uses
from macros.views.paths import LISTINGS, GeneratedPage, Paths
from macros.views.redirects import redirects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mkdocs.structure.files import File

    from macros.core.dataset import Dataset
    from macros.core.problems import Place
    from macros.views.series import Chart

SLOT = "\ue000{}\ue001"
"""What a macro leaves in the Markdown, so that no data text passes through Markdown or Jinja.

The two characters are private-use code points, which mean nothing to Markdown.
"""

_SLOT = re.compile("<p>\ue000(\\d+)\ue001</p>|\ue000(\\d+)\ue001")

PAGES = {
    "claims": ("claim_page", claim_page),
    "actors": ("actor_page", actor_page),
    "charts": ("chart_page", chart),
    "tombstones": ("tombstone", tombstone),
}
"""What is rendered for each kind of generated page: the template and the view."""


@dataclass(frozen=True, slots=True)
class UrlFor:
    """Addresses of records, relative to the page from which they are linked."""

    paths: Paths
    page_url: str

    def __call__(self, kind: str, record_id: str) -> str | None:
        """The address of a record, or None where no page shows it."""
        return self._relative(self.paths.of(kind, record_id))

    def listing(self, kind: str) -> str | None:
        """The address of the page that lists a kind, or None where none does."""
        return self._relative(self.paths.listing(kind))

    def page(self, url: str) -> str:
        """A page's address, given as seen from the site's root."""
        return get_relative_url(url or "./", self.page_url)

    def _relative(self, url: str | None) -> str | None:
        return None if url is None else get_relative_url(url, self.page_url)


@dataclass
class Site:
    """Everything that one build shares."""

    data: Dataset
    cache: Path
    charts: list[str] = field(init=False)
    paths: Paths = field(default_factory=Paths)
    uses: Uses = field(default_factory=Uses)
    named: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    finder: TermFinder = field(init=False)
    generated: dict[str, GeneratedPage] = field(default_factory=dict)
    _slots: dict[str, list[str]] = field(default_factory=dict)
    _drawings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Derive what the dataset alone decides."""
        self.charts = chart_ids(self.data)
        self.finder = term_finder(self.data)

    def drawings(self, view: Chart) -> tuple[str, ...]:
        """The SVGs of a chart for a wide and a narrow screen; none for a table."""
        if not view.rows:
            return ()
        if view.id not in self._drawings:
            drawn = (svg(view, size=size, cache=self.cache) for size in ("wide", "narrow"))
            self._drawings[view.id] = tuple(one for one in drawn if one)
        return self._drawings[view.id]

    def html(self, name: str, view: Any, page_url: str, **options: Any) -> str:
        """A view through its template, with addresses as seen from a page."""
        url_for = UrlFor(self.paths, page_url)
        return partial(name, view, url_for=url_for, drawings=self.drawings, **options)

    def slot(self, page_uri: str, html: str) -> str:
        """Keep HTML for a page, and give what stands for it in the Markdown until then."""
        slots = self._slots.setdefault(page_uri, [])
        slots.append(html)
        return SLOT.format(len(slots) - 1)

    def fill(self, page_uri: str, content: str) -> str:
        """Put the kept HTML into a page's content."""
        slots = self._slots.get(page_uri, [])

        def html(match: re.Match[str]) -> str:
            index = int(match[1] or match[2])
            return slots[index] if index < len(slots) else ""

        return _SLOT.sub(html, content)

    def heading(self, page: GeneratedPage) -> tuple[str, str]:
        """The title and description of a generated page."""
        if page.kind == "claims":
            claim = self.data.claims[page.id]
            return claim.title, claim.statement
        if page.kind == "actors":
            actor = self.data.actors[page.id]
            return actor.name, actor.description
        if page.kind == "tombstones":
            withdrawn = tombstone(self.data, page.id)
            return withdrawn.record_title, withdrawn.reason
        view = chart(self.data, page.id)
        return view.question, view.answer

    def generated_html(self, page: GeneratedPage, page_url: str) -> str:
        """The content of a generated page."""
        template, view = PAGES[page.kind]
        return self.html(template, view(self.data, page.id), page_url, whole_page=True)

    def redirects(self, site_url: str, lang: str) -> Iterator[tuple[str, str]]:
        """The file and the content of a small page at each former address of a record's page.

        Args:
            site_url: where the site is published, for the canonical address; empty if not known.
            lang: the language of the site.
        """
        for one in redirects(self.data):
            target = UrlFor(self.paths, one.url)(one.kind, one.id) or ""
            canonical = urljoin(urljoin(site_url, one.url), target) if site_url else target
            shown = {"target": target, "canonical": canonical, "lang": lang}
            yield one.src_uri, self.html("redirect", one, one.url, **shown)

    def with_terms(self, content: str, page_url: str) -> str:
        """A page's content with the first use of each term in a section linked."""
        url_for = UrlFor(self.paths, page_url)
        return link_terms(content, self.finder, lambda term: url_for("terms", term))

    def read_prose(self, files: Iterable[File]) -> None:
        """Read the hand-written pages and note where records are listed and figures are used."""
        pages: dict[str, ProsePage] = {}
        listings: dict[str, str] = {}
        for file in files:
            page = read_page(f"docs/{file.src_uri}", file.content_string)
            pages[file.url if file.url != "./" else ""] = page
            for call in page.calls:
                whole = not call.args and not call.kwargs.keys() - {"filters"}
                if whole and call.name in LISTINGS.values():
                    listings.setdefault(call.name, file.url if file.url != "./" else "")
        self.paths = Paths(listings)
        self.uses = uses_of(pages)
        for sentence in sentences(pages.values()):
            for name in sentence.names:
                self.named.setdefault(name, []).append(sentence.place)


_current: list[Site] = []


def open_site(data: Dataset, cache: Path) -> Site:
    """Begin a build."""
    _current[:] = [Site(data, cache)]
    return _current[0]


def current_site() -> Site:
    """The build that is going on.

    Raises:
        RuntimeError: when none is, because the hook is not in mkdocs.yml.
    """
    if not _current:
        message = "the hook macros/adapters/hooks.py has not run: is it in mkdocs.yml?"
        raise RuntimeError(message)
    return _current[0]
