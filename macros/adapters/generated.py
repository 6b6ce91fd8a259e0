"""Writes the generated pages: the words of each, in the shell of its folder, some of them aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from macros.adapters import publishing, shells, social
from macros.adapters.aside import shared
from macros.adapters.exporting import write_file
from macros.adapters.lean_css import Names
from macros.adapters.site import current_site
from macros.exports.linked import in_script, linked
from macros.exports.linked_records import Described
from macros.exports.packing import hashed
from macros.views.paths import LISTED_BY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from macros.views.paths import GeneratedPage
    from macros.views.social import SocialCard


@dataclass
class Written:
    """What is known of pages once they are written: hashes by path, names, and their pictures."""

    hashes: dict[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    cards: dict[str, SocialCard] = field(default_factory=dict)


def write_pages(config: MkDocsConfig) -> Written:
    """Write every generated page into the site's folder."""
    site = current_site()
    here, there = shared([*site.generated.values()], lambda pages: _written(pages, config))
    social.note(there.cards)
    here.hashes |= there.hashes
    here.names.add(there.names)
    for shell in site.shells.values():
        here.names.read(shell.text)
    return here


def _written(pages: Iterable[GeneratedPage], config: MkDocsConfig) -> Written:
    site, written = current_site(), Written()
    for page in pages:
        content = site.content_of(page)
        tags = social.generated_tags(page, config)
        words = shells.Words(
            tags=tags,
            edit_url=edit_url(page),
            content=site.held(content),
            linked=linked_data(page.url, tags, config, page),
            cards=site.held(site.cards_of(content, page.url)),
        )
        path = f"{page.url}index.html"
        html = site.shells[shells.group_of(page)].page(words).encode()
        write_file(f"{config.site_dir}/{path}", html)
        if not publishing.is_preview():
            written.hashes[path] = hashed(html)
            written.names.read(content + words.cards)
    written.cards = social.noted()
    return written


def edit_url(page: GeneratedPage) -> str:
    """Where the file of a page's record is edited; empty where that is not known."""
    return publishing.edit_url(current_site().repository, page.data_path) or ""


def linked_data(
    url: str,
    said: social.SocialTags,
    config: MkDocsConfig,
    generated: GeneratedPage | None = None,
) -> str:
    """What a page says of itself to programs, as text that can stand in a script.

    Nothing in a preview, which is read by nobody's program and has to be fast.

    Args:
        url: its address from the site's root.
        said: what its head says of it.
        config: the settings of the build.
        generated: the record that it shows, where it is not written by hand.
    """
    if publishing.is_preview():
        return ""
    site = current_site()
    url = "" if url == "./" else url
    described = Described(
        url=url,
        name=said.title,
        description=said.description,
        language=config.theme["language"],
        kind=generated.kind if generated else "",
        id=generated.id if generated else "",
        lists=frozenset(kind for kind in LISTED_BY if site.paths.listing(kind) == url),
        is_home=not url,
    )
    return in_script(linked(site.material, described))
