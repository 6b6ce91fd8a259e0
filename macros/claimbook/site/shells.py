"""Generated pages without a build of their own: the theme renders one, the others take its shell.

All pages of records in one folder differ in nothing but their own words, since none of them
stands in the navigation. So MkDocs gets the first of each such group with marks in the place of
words, and what comes out is the shell of all of them.
"""

import html
import posixpath
import re
from dataclasses import dataclass, replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from claimbook.core.text.signs import SHELL, SHELL_END
from claimbook.site.social import SocialTags
from claimbook.views.paths import GeneratedPage

Group = tuple[str, bool]
STUB = "---\nrender_macros: false\n---\n"

_MARK = f"{SHELL}{{}}{SHELL_END}"
_MARKED = re.compile(rf"(?:<h1>)?{SHELL}(\w+){SHELL_END}(?:</h1>)?")
"""What stands for a page's words while the theme renders."""

CONTENT = f"<h1>{_MARK.format('content')}</h1>"
"""What stands for a page's content; the theme gives a heading to what has none."""

LINKED = _MARK.format("linked")
CARDS = _MARK.format("cards")
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

    tags: SocialTags
    edit_url: str
    content: str
    linked: str
    cards: str

    def escaped(self) -> dict[str, str]:
        """The words by the names of their marks, as they stand in the page."""
        texts = {name: getattr(self.tags, name) for name in OWN_TAGS} | {"edit": self.edit_url}
        markup = {"content": self.content, "linked": self.linked, "cards": self.cards}
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


def marked_tags(tags: SocialTags) -> SocialTags:
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
