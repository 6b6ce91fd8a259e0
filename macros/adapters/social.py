"""Tells those who link to a page what it is, and writes its preview picture into the built site."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from markupsafe import Markup

from macros.adapters import publishing
from macros.adapters.aside import shared
from macros.adapters.exporting import write_file
from macros.adapters.site import current_site
from macros.adapters.styles import own_colors
from macros.charts.raster import png
from macros.charts.social import HEIGHT, WIDTH, social_svg
from macros.views.social import SocialCard, record_card, written_card

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from macros.views.paths import GeneratedPage

LOCALES = {"en": "en_US"}
"""What a language is for https://ogp.me/ where it names no country: English is by default U.S. English."""

_cards: dict[str, SocialCard] = {}
"""What the pictures of this build show, by their files."""


@dataclass(frozen=True, slots=True)
class SocialTags:
    """What a page's head says of it, as plain text; the theme escapes it.

    `url` and `image` are whole addresses, and empty where it is not known where the site will be.
    """

    title: str
    description: str
    type: str
    site_name: str
    locale: str
    url: str
    image: str
    alternative: str
    width: int = WIDTH
    height: int = HEIGHT


def tags(page: Page, config: MkDocsConfig) -> SocialTags:
    """What the head of a hand-written page says of it. Notes its picture, where it gets one."""
    data = current_site().data
    title = Markup(page.title).striptags()  # noqa: S704 (tags go, nothing is trusted)
    description = html.unescape(page.meta.get("description") or config.site_description or "")
    shown = data.book.title if page.is_homepage else title
    section = page.parent.title if page.parent else ""
    card = partial(written_card, data, shown, description, section)
    title = config.site_name if page.is_homepage else title
    said = (title, description, page.canonical_url or "")
    return _tags(page.file.src_uri, said, card, config, is_article=page.is_homepage)


def generated_tags(page: GeneratedPage, config: MkDocsConfig) -> SocialTags:
    """What the head of a generated page says of it. Notes its picture, where it gets one."""
    site = current_site()
    title, description = site.heading(page)

    def card() -> SocialCard:
        if page.kind == "rules":
            return written_card(site.data, title, description, "")
        return record_card(site.data, page.kind, page.id)

    said = (title, description, site.canonical_url(page))
    return _tags(page.src_uri, said, card, config, is_article=page.kind == "claims")


def _tags(
    src_uri: str,
    said: tuple[str, str, str],
    card: Callable[[], SocialCard],
    config: MkDocsConfig,
    *,
    is_article: bool,
) -> SocialTags:
    title, description, url = said
    image = alternative = ""
    if config.site_url and not publishing.is_preview():
        name = f"assets/social/{src_uri.removesuffix('.md')}.png"
        _cards[name] = card()
        image, alternative = urljoin(config.site_url, quote(name)), _cards[name].alternative
    language = config.theme["language"]
    return SocialTags(
        title=title,
        description=description,
        type="article" if is_article else "website",
        site_name=config.site_name,
        locale=LOCALES.get(language, language.replace("-", "_")),
        url=url,
        image=image,
        alternative=alternative,
    )


def noted() -> dict[str, SocialCard]:
    """What the pictures of this build show that were noted so far, by their files."""
    return dict(_cards)


def note(cards: Mapping[str, SocialCard]) -> None:
    """Note pictures that were noted in another process."""
    _cards.update(cards)


def write(folder: Path, config: MkDocsConfig) -> None:
    """Draw the picture of every page that was noted.

    Raises:
        BuildError: when the book's stylesheets do not state the colors of the pictures.
    """
    if not _cards:
        return
    palette = own_colors(config)

    def draw(names: Iterable[str]) -> None:
        for name in names:
            picture = png(social_svg(_cards[name], palette), cache=current_site().cache)
            write_file(f"{folder}/{name}", picture)

    shared([*_cards], draw)
    _cards.clear()
