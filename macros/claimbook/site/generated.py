"""Writes the generated pages, each in the shell of its folder, half of them in a second process."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from mkdocs.config.defaults import MkDocsConfig

from claimbook.core.text.packing import hashed
from claimbook.exports.linked import in_script, linked
from claimbook.exports.linked_records import DescribedPage
from claimbook.hosting.aside import shared
from claimbook.hosting.lean_css import Names
from claimbook.hosting.publishing import write_file
from claimbook.site import shells, social
from claimbook.site.build import Site
from claimbook.site.repository import edit_url as url_of_edit
from claimbook.views.paths import ANCHORED, GeneratedPage
from claimbook.views.social import SocialCard


@dataclass
class WrittenPages:
    """What is known of written pages: hashes by path, the names in them, and their pictures."""

    hashes: dict[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    social_cards: dict[str, SocialCard] = field(default_factory=dict)


def write_pages(site: Site, around: shells.Shells, config: MkDocsConfig) -> WrittenPages:
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
    site: Site, around: shells.Shells, config: MkDocsConfig, pages: Iterable[GeneratedPage]
) -> WrittenPages:
    written = WrittenPages()
    for page in pages:
        content = site.content_of(page)
        tags = social.generated_tags(site, page, config)
        words = shells.PageWords(
            tags=tags,
            edit_url=edit_url(site, page),
            content=site.held(content),
            linked=linked_data(site, page.url, tags, config, page),
            cards=site.held(site.cards_of(content, page.url)),
        )
        path = f"{page.url}index.html"
        html = around[shells.group_of(page)].page(words).encode()
        write_file(f"{config.site_dir}/{path}", html)
        if not site.preview:
            written.hashes[path] = hashed(html)
            written.names.read(content + words.cards)
    written.social_cards = dict(site.social_cards)
    return written


def edit_url(site: Site, page: GeneratedPage) -> str:
    """The address at which the file of a page's record is edited; empty where it is not known."""
    return url_of_edit(site.repository, page.data_path) or ""


def linked_data(
    site: Site,
    url: str,
    said: social.SocialTags,
    config: MkDocsConfig,
    generated: GeneratedPage | None = None,
) -> str:
    """What a page says of itself to programs, as text that can stand in a script.

    Nothing in a preview, which is read by nobody's program and has to be fast.

    Args:
        site: the build.
        url: its address from the site's root.
        said: what its head says of it.
        config: the settings of the build.
        generated: the record that it shows, where it is not written by hand.
    """
    if site.preview:
        return ""
    url = "" if url == "./" else url
    described = DescribedPage(
        url=url,
        name=said.title,
        description=said.description,
        language=config.theme["language"],
        kind=generated.kind if generated else "",
        id=generated.id if generated else "",
        lists=frozenset(kind for kind in ANCHORED if site.paths.listing(kind) == url),
        is_home=not url,
    )
    return in_script(linked(site.material, described))
