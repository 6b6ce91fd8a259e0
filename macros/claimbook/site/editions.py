"""The editions of a book in other languages: how each is built, and how pages lead from one to another.

Each is a site of its own below the original's, in a folder named by its language, built by MkDocs
with the same settings, but for those that are in words. It is given the dataset that was checked.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation
from mkdocs.utils import get_relative_url

from claimbook.core.text.messages import gettext, later
from claimbook.core.text.settings import CONTRIBUTING, MENU, paths_in
from claimbook.core.text.signs import ABOVE
from claimbook.prose.material import is_for_readers, name_of, title_of
from claimbook.site.build import Site
from claimbook.site.checking import CheckedEdition
from claimbook.views.wording import language_name

TOGGLES = (later("Switch to the dark colors"), later("Switch to the light colors"))
"""What the settings of every book that was begun with ours say of the palette."""

DEFAULT = "x-default"
"""How links name the page for those whose language no edition has: the original's."""


def edition_site(original: Site, checked: CheckedEdition) -> Site:
    """The site of an edition, below the original's."""
    own = {f"docs/{name_of(page.path)}": page for page in checked.pages}
    kept = {path: page for path, page in original.checked.items() if is_for_readers(page)}
    prefix = f"{checked.data.language}/"
    site = Site(
        checked.data,
        original.cache,
        site_url=urljoin(original.site_url, prefix) if original.site_url else "",
        prefix=prefix,
        repository=original.repository,
        own_charts=original.own_charts,
        checked=kept | own,
    )
    site.editions = original.editions
    return site


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A page in one of the languages of a book, as seen from a page.

    `same` says whether it is the same page, and not the start of the edition, which lacks it.
    """

    tag: str
    name: str
    href: str
    address: str
    same: bool
    is_here: bool


def languages_of(site: Site, page_url: str) -> tuple[OtherLanguage, ...]:
    """A page in every language of the book, the original first; nothing where it has only one."""
    url = "" if page_url == "./" else page_url
    return tuple(_language(site, one, url) for one in site.editions if len(site.editions) > 1)


def _language(site: Site, other: Site, url: str) -> OtherLanguage:
    same = url in other.urls
    there = url if same else ""
    tag = other.data.language
    return OtherLanguage(
        tag=tag,
        name=language_name(tag, tag),
        href=get_relative_url(f"{other.prefix}{there}" or "./", f"{site.prefix}{url}"),
        address=urljoin(other.site_url, quote(there)) if other.site_url else "",
        same=same,
        is_here=other is site,
    )


def head_links(site: Site, page_url: str) -> str:
    """The links in a page's head to itself in other languages, where the site's address is known.

    The theme's script takes a link that is nothing but `alternate` for one to a whole site, whose
    sitemap it fetches; so a space stands before the word, which means nothing.
    """
    found = [one for one in languages_of(site, page_url) if one.same and one.address]
    if len(found) < 2:  # noqa: PLR2004 - itself and another one
        return ""
    named = [(one.tag, one.address) for one in found]
    if site.editions[0].data.language == found[0].tag:
        named.append((DEFAULT, found[0].address))
    return "".join(
        f'<link rel=" alternate" hreflang="{html.escape(tag)}" href="{html.escape(address)}">'
        for tag, address in named
    )


def switch(site: Site, page_url: str) -> str:
    """The items of the list in the header that lead to the same page in other languages."""
    return "".join(_item(one) for one in languages_of(site, page_url))


def _item(one: OtherLanguage) -> str:
    tag, here = html.escape(one.tag), ' aria-current="true"' * one.is_here
    return (
        f'<li class="md-select__item"><a class="md-select__link" href="{html.escape(one.href)}" '
        f'hreflang="{tag}" lang="{tag}"{here}>{html.escape(one.name)}</a></li>'
    )


class FileOfOriginal(File):
    """A file that only the original has, and to which pages of an edition may link."""

    def is_documentation_page(self) -> bool:
        """Whether MkDocs should build it: it need not."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs calls it
        """Copy nothing: the original has the file."""


def without_contributing(files: Files, config: MkDocsConfig) -> None:
    """Leave the pages for contributors to the original.

    MkDocs knows no address above the site that it builds, so theirs begin with a sign instead.
    """
    for file in [one for one in files if one.src_uri.startswith(CONTRIBUTING)]:
        files.remove(file)
        there = FileOfOriginal(
            file.src_uri,
            config.docs_dir,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=file.dest_uri,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        there.url = f"{ABOVE}/{file.url}"
        files.append(there)


def above(content: str) -> str:
    """The content of a page, whose links into the original lead there."""
    return content.replace(f"{ABOVE}/", "../")


def dress(config: MkDocsConfig, site: Site, shown: Mapping[str, str]) -> None:
    """Give the settings of a site the words of an edition.

    Args:
        config: the settings as the original has them.
        site: the edition.
        shown: what its translators say in the place of texts of the settings, by their paths.
    """
    book, original = site.data.book, site.data.original.book
    config.theme["language"] = site.data.language
    config.site_name = html.escape(book.title, quote=False)  # the theme does not escape it
    said = shown.get("site_description") or (
        book.subtitle if book.subtitle != original.subtitle else ""
    )
    config.site_description = html.escape(said) if said else config.site_description
    if "copyright" in shown:
        config.copyright = html.escape(shown["copyright"])
    config.extra["alternate"] = True
    for palette in config.theme.get("palette") or ():
        toggle = palette.get("toggle") if isinstance(palette, dict) else None
        if toggle and toggle.get("name") in TOGGLES:
            toggle["name"] = gettext(toggle["name"])
    if config.nav is not None:
        config.nav = [*_menu(config.nav, site, shown)]


def _menu(menu: Any, site: Site, shown: Mapping[str, str]) -> Iterator[Any]:
    """A menu with names in the edition's language, without the pages for contributors.

    What has no name there is called by the title of its page, or of the first one below it, where
    that is translated.
    """
    for entry in menu:
        if all(path.startswith(CONTRIBUTING) for path in paths_in(entry)):
            continue
        if not isinstance(entry, dict):
            yield entry
            continue
        for name, below in entry.items():
            said = shown.get(f"{MENU}{name}")
            page = site.checked.get(f"docs/{next(paths_in(below), '')}")
            own = title_of(page) if page and not page.path.startswith("docs/") else name
            if isinstance(below, str):
                yield {html.escape(said or own, quote=False): below}
            else:
                yield {html.escape(said or own, quote=False): [*_menu(below, site, shown)]}


def link_to_contributing(nav: Navigation, menu: Any, shown: Mapping[str, str]) -> None:
    """Let the menu of an edition lead to the pages for contributors, which the original has.

    Args:
        nav: the menu as MkDocs made it.
        menu: the menu of the original, as the settings have it.
        shown: what the edition says in the place of texts of the settings, by their paths.
    """
    for entry in menu or ():
        pages = [*paths_in(entry)]
        if pages and all(path.startswith(CONTRIBUTING) for path in pages):
            name = next(iter(entry)) if isinstance(entry, dict) else pages[0]
            title = html.escape(shown.get(f"{MENU}{name}") or name, quote=False)
            first = pages[0].removesuffix(".md").removesuffix("index")
            nav.items.append(Link(title, f"../{first.rstrip('/')}/"))


def build_edition(site: Site, shown: Mapping[str, str], config: MkDocsConfig) -> dict[str, str]:
    """Build an edition into its folder of the site.

    Returns:
        The hash of each file that was hashed already, by its path from the whole site's root.
    """
    own = load_config(
        config_file=config.config_file_path,
        site_dir=f"{config.site_dir}/{site.prefix.rstrip('/')}",
        site_url=site.site_url or None,
        strict=config.strict,
    )
    plugin: Any = own.plugins["claimbook"]
    plugin.begin_edition(site, shown)
    build(own)
    hashes: dict[str, str] = plugin.hashes
    return {f"{site.prefix}{path}": one for path, one in hashes.items()}
