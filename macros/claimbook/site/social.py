"""The tags that describe a page to those who link to it, and its preview picture."""

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from claimbook.hosting.aside import shared
from claimbook.hosting.publishing import write_file
from claimbook.hosting.raster import png
from claimbook.site.build import Site
from claimbook.site.social_picture import HEIGHT, WIDTH, social_svg
from claimbook.site.styles import own_colors
from claimbook.views.kinds import page_of
from claimbook.views.paths import GeneratedPage
from claimbook.views.social import SocialCard, written_card

LOCALES = {"en": "en_US"}
"""The locale for https://ogp.me/ of a language that names no country: English stands for U.S.
English."""


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
    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT


def tags(site: Site, page: Page, config: MkDocsConfig) -> SocialTags:
    """What the head of a hand-written page says of it. Notes its picture, where it gets one."""
    data = site.data
    title = Markup(page.title).striptags()  # noqa: S704 (tags go, nothing is trusted)
    description = html.unescape(page.meta.get("description") or config.site_description or "")
    shown = data.book.title if page.is_homepage else title
    section = page.parent.title if page.parent else ""
    card = partial(written_card, data, shown, description, section)
    said = {"title": config.site_name if page.is_homepage else title, "description": description}
    said["url"] = page.canonical_url or ""
    return _tags(site, config, page.file.src_uri, card, is_article=page.is_homepage, **said)


def generated_tags(site: Site, page: GeneratedPage, config: MkDocsConfig) -> SocialTags:
    """What the head of a generated page says of it. Notes its picture, where it gets one."""
    title, description = site.heading(page)
    shown = page_of(page.kind)
    card = partial(shown.picture, site.context, page.id)
    said = {"title": title, "description": description, "url": site.canonical_url(page)}
    return _tags(site, config, page.src_uri, card, is_article=shown.is_article, **said)


def _tags(
    site: Site,
    config: MkDocsConfig,
    src_uri: str,
    card: Callable[[], SocialCard],
    *,
    is_article: bool,
    **said: str,
) -> SocialTags:
    image = alternative = ""
    if config.site_url and not site.preview:
        name = f"assets/social/{src_uri.removesuffix('.md')}.png"
        site.social_cards[name] = noted = card()
        image, alternative = urljoin(config.site_url, quote(name)), noted.alternative
    language = site.data.language
    return SocialTags(
        **said,
        type="article" if is_article else "website",
        site_name=config.site_name,
        locale=LOCALES.get(language, language.replace("-", "_")),
        image=image,
        alternative=alternative,
    )


def write(site: Site, folder: Path, config: MkDocsConfig) -> None:
    """Draw the picture of every page that was noted."""
    if not site.social_cards:
        return
    palette = own_colors(config)

    def draw(names: Iterable[str]) -> None:
        for name in names:
            picture = png(social_svg(site.social_cards[name], palette), cache=site.cache)
            write_file(f"{folder}/{name}", picture)

    shared([*site.social_cards], draw)
