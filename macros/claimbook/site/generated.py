"""The generated pages, half of them written in a second process.

The theme renders one of those in each folder, which differ in nothing but their own words, with
marks in the place of these. What comes out is the shell of all of them.
"""

import html
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from claimbook.core.text.packing import hashed
from claimbook.core.text.signs import SHELL, SHELL_END
from claimbook.exports.linked import DescribedPage, in_script, linked
from claimbook.hosting.aside import shared
from claimbook.hosting.lean_css import Names
from claimbook.hosting.publishing import write_file
from claimbook.site import social
from claimbook.site.build import Site
from claimbook.site.editions import head_links, switch
from claimbook.views.paths import ANCHORED, GeneratedPage
from claimbook.views.paths import edit_url as url_of_edit
from claimbook.views.social import SocialCard

Group = tuple[str, bool]
STUB = "---\nrender_macros: false\n---\n"

_MARK = f"{SHELL}{{}}{SHELL_END}"
_MARKED = re.compile(rf"(?:<h1>)?{SHELL}(\w+){SHELL_END}(?:</h1>)?")
"""What stands for a page's words while the theme renders."""

CONTENT = f"<h1>{_MARK.format('content')}</h1>"
"""What stands for a page's content; the theme gives a heading to what has none."""

LINKED = _MARK.format("linked")
CARDS = _MARK.format("cards")
LANGUAGES = _MARK.format("languages")
SWITCH = _MARK.format("switch")
OWN_TAGS = ("title", "description", "type", "url", "image", "alternative")
"""What the head of each page says in words of its own."""


class UnbuiltPage(File):
    """A generated page that MkDocs does not build, but to which other pages may link."""

    def is_documentation_page(self) -> bool:
        """Whether MkDocs should build it: it need not."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs calls it
        """Copy nothing: the plugin writes the page."""


def stub(config: MkDocsConfig, src_uri: str, *, is_built: bool) -> File:
    """The file of a generated page, outside of the navigation, whose cost grows with its square.

    Args:
        config: the settings of the build.
        src_uri: where a writer's page of the same address would stand.
        is_built: whether MkDocs renders it, because its shell is needed.
    """
    file = (File if is_built else UnbuiltPage).generated(
        config, src_uri, content=STUB, inclusion=InclusionLevel.NOT_IN_NAV
    )
    file.inclusion = InclusionLevel.NOT_IN_NAV
    return file


def group_of(page: GeneratedPage) -> Group:
    """All that decides the shell of a page: its folder, and whether it has a file to edit."""
    return posixpath.dirname(page.src_uri), page.data_path is not None


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's own words: what its head says of it, where it is edited, and its markup."""

    tags: social.SocialTags
    edit_url: str
    content: str
    linked: str
    cards: str
    languages: str
    switch: str

    def escaped(self) -> dict[str, str]:
        """The words by the names of their marks, as they stand in the page."""
        texts = {name: getattr(self.tags, name) for name in OWN_TAGS} | {"edit": self.edit_url}
        markup = {"content": self.content, "linked": self.linked, "cards": self.cards}
        markup |= {"languages": self.languages, "switch": self.switch}
        return {name: html.escape(text) for name, text in texts.items()} | markup


def mark(page: Page, *, is_edited: bool) -> None:
    """Put marks in the place of everything that is a page's own."""
    page.title = _MARK.format("title")
    page.meta = {"description": _MARK.format("description"), "hide": ["navigation", "toc"]}
    page.meta["render_macros"] = False  # it has no macros
    page.meta["search"] = {"exclude": True}  # our own index has an entry for its record
    page.edit_url = _MARK.format("edit") if is_edited else None
    if page.canonical_url:
        page.canonical_url = _MARK.format("url")


def marked_tags(tags: social.SocialTags) -> social.SocialTags:
    """What the head of a page says of it, with marks where it says its own."""
    marked: dict[str, Any] = {one: getattr(tags, one) and _MARK.format(one) for one in OWN_TAGS}
    return replace(tags, **marked)


class Shell:
    """A page of the theme with gaps for words."""

    def __init__(self, output: str) -> None:
        self.text = output
        self._texts = _MARKED.split(output)
        self._names = self._texts[1::2]

    def page(self, words: PageWords) -> str:
        """The page with its words in the gaps."""
        escaped = words.escaped()
        parts = list(self._texts)
        parts[1::2] = [escaped[name] for name in self._names]
        return "".join(parts)


Shells = dict[Group, Shell]
"""The shell of each group of pages, as the theme has rendered them."""


@dataclass
class WrittenPages:
    """What is known of written pages: hashes by path, the names in them, and their pictures."""

    hashes: dict[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    social_cards: dict[str, SocialCard] = field(default_factory=dict)


def write_pages(site: Site, around: Shells, config: MkDocsConfig) -> WrittenPages:
    """Write every generated page into the site's folder, each in the shell of its group."""
    pages = [*site.generated.values()]
    here, *elsewhere = shared(pages, partial(_written, site, around, config))
    for there in elsewhere:
        site.social_cards |= there.social_cards
        here.hashes |= there.hashes
        here.names.add(there.names)
    for shell in around.values():
        here.names.read(shell.text)
    return here


def _written(
    site: Site, around: Shells, config: MkDocsConfig, pages: Iterable[GeneratedPage]
) -> WrittenPages:
    written = WrittenPages()
    for page in pages:
        content = site.content_of(page)
        tags = social.generated_tags(site, page, config)
        words = PageWords(
            tags=tags,
            edit_url=edit_url(site, page),
            content=site.held(content),
            linked=linked_data(site, page.url, tags, page),
            cards=site.held(site.cards_of(content, page.url)),
            languages=head_links(site, page.url),
            switch=switch(site, page.url),
        )
        path = f"{page.url}index.html"
        html = around[group_of(page)].page(words).encode()
        write_file(f"{config.site_dir}/{path}", html)
        if not site.preview:
            written.hashes[path] = hashed(html)
            written.names.read(content + words.cards + words.switch)
    written.social_cards = dict(site.social_cards)
    return written


def edit_url(site: Site, page: GeneratedPage) -> str:
    """The address at which the file of a page's record is edited; empty where it is not known."""
    return url_of_edit(site.repository, page.data_path) or ""


def linked_data(
    site: Site,
    url: str,
    said: social.SocialTags,
    generated: GeneratedPage | None = None,
) -> str:
    """What a page says of itself to programs, as text that can stand in a script.

    Nothing in a preview, which is read by nobody's program and has to be fast.
    """
    if site.preview:
        return ""
    url = "" if url == "./" else url
    described = DescribedPage(
        url=url,
        name=said.title,
        description=said.description,
        language=site.data.language,
        kind=generated.kind if generated else "",
        id=generated.id if generated else "",
        lists=frozenset(kind for kind in ANCHORED if site.paths.listing(kind) == url),
        is_home=not url,
    )
    return in_script(linked(site.material, described))
