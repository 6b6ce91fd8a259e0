"""The MkDocs plugin: loads and checks a book, adds generated pages, fills pages, publishes or not.

The site is built in a folder beside the real one, which takes its place only when nothing went
wrong. All that a build knows is on the plugin object; see https://www.mkdocs.org/dev-guide/plugins/.
"""

import gc
import html
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from claimbook.charts import OwnChartError
from claimbook.core.proofs.corrections import last_change
from claimbook.core.text.messages import gettext, speaking
from claimbook.core.text.problems import DatasetError, report
from claimbook.core.text.signs import CALL, CONTENT, CONTENT_END
from claimbook.core.text.surroundings import UNDOCUMENTED, VARIABLE, told_moment
from claimbook.core.text.typesetting import css_quotes
from claimbook.editing.history import SAFE_GIT, HistoryError, cache_folder
from claimbook.hosting import lean_css
from claimbook.hosting.aside import Aside
from claimbook.hosting.policy import theme_scripts, with_policy
from claimbook.hosting.publishing import Publishing
from claimbook.prose.rendered import heading_id, not_listed, repeated_ids
from claimbook.site import exporting, generated, languages, search_index, social
from claimbook.site.build import Site
from claimbook.site.checking import check_all
from claimbook.site.editions import (
    above,
    build_edition,
    dress,
    edition_site,
    head_links,
    link_to_contributing,
    switch,
    without_contributing,
)
from claimbook.site.generated import Shell, Shells
from claimbook.site.languages import UNTRANSLATED, in_language, with_notice
from claimbook.site.macros import Macros
from claimbook.site.partials import MESSAGES, keep_compiled
from claimbook.site.previewing import Preview
from claimbook.site.script_words import script_of_words, script_words
from claimbook.site.styles import SCRIPT, STYLE, THEME
from claimbook.views.paths import edit_url
from claimbook.views.translation import in_the_original_s, partly_in_the_original_s
from claimbook.views.wording import as_of_words

FINISHES = (
    ('class="md-dialog"', 'class="md-dialog" role="status"'),
    (' tabindex=""', ""),
    ("<script src=", "<script defer src="),
)
"""What the theme leaves out: that what it says shortly is read out, and that its scripts need not
hold up the page. And what it has too much: an attribute without a value."""

_HERE = re.compile(r'(<li class="[^"]*__item--active[^"]*">\s*(?:<input [^>]*>\s*)?<a )')
"""The links of the menu, above and at the side, that lead to where one is or to what holds it."""

_INDENT = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)|\n\s+", re.DOTALL)
"""Space at the beginning of lines, and, to be kept, the elements in which it has a meaning."""

BEGINS, ENDS = f"<!--{CONTENT}-->", f"<!--{CONTENT_END}-->"
"""What stands around a page's content until it is put aside."""

GZIP_DAYS = (date(1970, 1, 1), date(2106, 1, 1))
"""The days that a compressed sitemap can bear; MkDocs fails on others."""

STRICT_MACROS = {
    "on_undefined": "strict",
    "on_error_fail": True,
    "j2_comment_start_string": "{##",  # so that `## Title {#id}` begins no comment
    "j2_comment_end_string": "##}",
}
"""What mkdocs-macros is told, so that no mistake of a page is published as a page."""

log = get_plugin_logger("claimbook")


class Settings(Config):  # type: ignore[no-untyped-call]
    """The settings of the plugin in mkdocs.yml."""

    repository = Type(str, default="")
    """The address at which the book's files can be edited. Not MkDocs' `repo_url`, for which the
    theme asks a foreign host how many stars the repository has."""

    charts = Type(str, default="")
    """A Python file in the book's folder whose public functions are kinds of charts."""


class ClaimbookPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """The plugin: one method for each moment of a build at which it has something to do."""

    site: Site
    """The build that is going on."""

    shells: Shells
    """What its generated pages look like around their content."""

    def __init__(self) -> None:
        """Begin with nothing built."""
        super().__init__()
        self.preview: Preview | None = None
        self.publishing: Publishing | None = None
        self.exports: Aside | None = None
        self.spoken = ExitStack()
        self.hashes: dict[str, str] = {}
        self.shown: dict[str, Mapping[str, str]] = {}
        self.edition: Site | None = None
        self.menu: Any = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether this is a build or a preview, and count warnings also under `-q`."""
        self.preview = Preview() if command == "serve" else None
        self.publishing = None if self.preview else Publishing()

    def begin_edition(self, site: Site, shown: Mapping[str, str]) -> None:
        """Have the next build be one of an edition, within that of the original.

        Args:
            site: the edition, whose pages are planned.
            shown: what it says in the place of texts of the settings, by their paths.
        """
        self.edition = site
        self.shown = {site.data.language: shown}

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Show changes, and what is wrong with one, sooner than MkDocs does by itself."""
        assert self.preview is not None
        self.preview.attach(server, config)
        if self.config.charts:
            server.watch(str(Path(config.config_file_path).parent / self.config.charts))
        return server

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check data and pages before anything else, and build beside the real site.

        Raises:
            BuildError: when the book has problems, with all of them.
        """
        if self.edition:
            return self._begin(config, self.edition)
        _refuse_surroundings()
        root = Path(config.config_file_path).parent
        os.environ.update(SAFE_GIT)  # for mkdocs-macros, which asks git for the last commit
        if self.publishing:
            self.publishing.build_beside(config)
        gc.disable()  # all that is read stays to the end, and would be gone through again and again
        try:
            book = check_all(root, settings=Path(config.config_file_path).name)
        except DatasetError as error:
            raise BuildError(f"\n{error}") from None
        if book.warnings:
            log.info("\n%s", report(book.warnings, book.text))
        try:
            cache = cache_folder(root)
        except HistoryError as error:
            raise BuildError(str(error)) from None
        keep_compiled(cache / "templates")
        original = Site(
            book.data,
            cache,
            site_url=config.site_url or "",
            repository=self.config.repository,
            own_charts=root / self.config.charts if self.config.charts else None,
            checked={page.path: page for page in book.pages},
            preview=self.preview,
        )
        # a preview is of the original alone, so that it shows a change as soon as before
        checked = () if self.preview else book.editions
        self.shown = {one.data.language: one.shown for one in checked}
        original.editions.append(original)
        original.editions.extend([edition_site(original, one) for one in checked])
        return self._begin(config, original)

    def _begin(self, config: MkDocsConfig, site: Site) -> MkDocsConfig:
        """Begin the build of one site, the original's or an edition's, in its language."""
        self.site = site
        self.shells = {}
        self.menu = config.nav
        data = site.data
        self.spoken.close()  # where the build before this one ended early
        self.spoken.enter_context(speaking(data.language))
        if data.edition:
            dress(config, site, self.shown[data.language])
        elif len(site.editions) > 1:
            config.extra["alternate"] = True
        _with_own(config)
        try:
            exporting.draw_own(site)
        except OwnChartError as error:
            raise BuildError(str(error)) from None
        if script_words():  # before the scripts that say them
            config.extra_javascript.insert(0, ExtraScriptValue(script_of_words()))
        _give_macros(config, site)
        dates = html.escape(as_of_words(data))
        config.copyright = f"{dates} {config.copyright or ''}".strip()
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Note where records are listed, then add pages for records and their former addresses.

        Raises:
            BuildError: when a page stands where a generated page goes.
        """
        site = self.site
        if site.data.edition:
            without_contributing(files, config)
        written = [file for file in files.documentation_pages() if file.abs_src_path]
        left_out = site.checked.keys() - {f"docs/{file.src_uri}" for file in written}
        if "docs/index.md" in left_out:
            raise BuildError("docs/index.md is left out: see 'exclude_docs' in mkdocs.yml")
        if not site.data.edition:  # which was planned with the original
            self._plan(written)
        self._add_made(files, config)
        at = {f"{page.url}index.html": page.src_uri for page in site.generated.values()}
        for file in (one for one in files if not isinstance(one, generated.UnbuiltPage)):
            other = at.setdefault(file.dest_uri, file.src_uri)
            if other != file.src_uri:
                message = (
                    f"{other} and {file.src_uri} would stand at one address; rename one in docs/"
                )
                raise BuildError(message)
        if not self.preview:  # which only needs pages
            exporting.draw_ahead(site, config)
            self.exports = exporting.begin(site, config.site_dir)
        return files

    def _add_made(self, files: Files, config: MkDocsConfig) -> None:
        """Add the generated pages, the redirects to them, and the words that scripts say."""
        site = self.site
        groups = set()
        for page in site.generated.values():
            if files.get_file_from_path(page.src_uri):
                message = f"docs/{page.src_uri} stands where the page of a record goes; rename it"
                raise BuildError(message)
            group = generated.group_of(page)
            files.append(generated.stub(config, page.src_uri, is_built=group not in groups))
            groups.add(group)
        if words := script_words():
            files.append(File.generated(config, script_of_words(), content=words))
        for src_uri, content in site.redirects():
            files.append(File.generated(config, src_uri, content=content))

    def _plan(self, written: Sequence[File]) -> None:
        """Plan the pages of all editions, since each page leads to itself in the others."""
        self.site.plan(written)
        for edition in self.site.editions[1:]:
            pages = [file for file in written if f"docs/{file.src_uri}" in edition.checked]
            with speaking(edition.data.language):
                edition.plan(pages)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Let the menu of an edition lead to the pages for contributors, which the original has."""
        site = self.site
        if site.data.edition:
            link_to_contributing(nav, self.menu, self.shown[site.data.language])
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Take the theme's templates as they were compiled before."""
        env.bytecode_cache = keep_compiled(self.site.cache / "templates")
        env.globals |= MESSAGES
        env.globals["css_quotes"] = css_quotes
        base_urls = {get_relative_url(".", file.url) for file in files.documentation_pages()}
        at_root = urlsplit(
            config.site_url or "/"
        ).path  # from which the page for wrong addresses leads
        for base_url in {*base_urls, at_root}:
            self.site.scripts |= theme_scripts(env, config, base_url)
        return env

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        """Give MkDocs the text of a page as it was checked, whatever its file holds by now."""
        checked = self.site.checked.get(f"docs/{page.file.src_uri}")
        return checked.text if checked else None

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a hand-written page its edit link and front matter, and a shell its marks.

        Of a page's front matter the theme gets what the check has read, and nothing else.

        Raises:
            BuildError: when MkDocs takes a file for a page that the check has not read.
        """
        site = self.site
        newest = max(site.changed.values(), default=last_change(site.data, "", ""))
        # the compressed copy of the sitemap is stamped with it
        page.update_date = min(max(newest, GZIP_DAYS[0]), GZIP_DAYS[1]).isoformat()
        if record := site.generated.get(page.file.src_uri):
            generated.mark(page, is_edited=bool(generated.edit_url(site, record)))
            return markdown
        path = f"docs/{page.file.src_uri}"
        if path not in site.checked:
            raise BuildError(f"{path} is read as a page and was not checked: rename it to .md")
        page.meta = {key: _for_theme(one) for key, one in site.checked[path].front.values.items()}
        page.edit_url = edit_url(site.repository, path)
        return markdown

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give the theme what a page says of itself to those who link to it."""
        site = self.site
        if record := site.generated.get(page.file.src_uri):
            context["languages"], context["switch"] = generated.LANGUAGES, generated.SWITCH
            above = site.paths.above(record)
            page.parent = next((one for one in nav.pages if one.url == above), page.parent)
            page.active = True  # as what is above it is then, in whose link the menu says "here"
            context["social"] = generated.marked_tags(social.generated_tags(site, record, config))
            context["linked"] = generated.LINKED
        else:
            context["languages"] = head_links(site, page.url)
            context["switch"] = switch(site, page.url)
            context["social"] = social.tags(site, page, config)
            context["linked"] = generated.linked_data(site, page.url, context["social"])
        return context

    def on_page_content(self, content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill a page with what its macros show, and link the glossary's terms.

        Raises:
            BuildError: when Markdown made something that acts, which the check of the page has missed.
        """
        site = self.site
        if page.file.src_uri in site.generated:
            return f"{BEGINS}{generated.CONTENT}{ENDS}"
        content = above(content)
        for what in not_listed(content):
            raise BuildError(f"docs/{page.file.src_uri}: {what} has no place on a page")
        if page.url in site.paths.of_records:
            page.meta["search"] = {"exclude": True}  # its records are found one by one
            site.listed[page.url] = str(page.title)
        checked = site.checked[f"docs/{page.file.src_uri}"]
        if checked.calls and page.file.src_uri not in site.slots:
            message = "its macros were not called: see the settings of 'macros' in mkdocs.yml"
            raise BuildError(f"docs/{page.file.src_uri}: {message}")
        # a table of Markdown may be wider than the screen, and is then moved by the keyboard
        content = content.replace("<table>", '<table tabindex="0">')
        written, is_original = content, site.data.edition and checked.path.startswith("docs/")
        if is_original:
            content = in_language(content, site.data.original.language)
        told = site.data.language if is_original else ""
        content = site.slots.fill(page.file.src_uri, content, told)
        if page.meta.get("terms") is not False:
            content = site.with_terms(content, page.url)
        if is_original:
            content = with_notice(content, in_the_original_s(site.data))
        elif UNTRANSLATED in content:
            content = with_notice(content, partly_in_the_original_s(site.data))
        content = site.with_shared_headings(content, page.url)
        for anchor in repeated_ids(written, content):
            raise BuildError(
                f"docs/{page.file.src_uri}: two things on this page have the id '{anchor}'"
            )
        return f"{BEGINS}{content}{ENDS}"

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Add the cards of a page's links and what every page needs; keep what is a shell."""
        site = self.site
        if record := site.generated.get(page.file.src_uri):
            finished = self._finished(output.replace("</body>", f"{generated.CARDS}</body>", 1))
            self.shells[generated.group_of(record)] = Shell(finished)
            return finished
        cards = site.cards_of(page.content or "", page.url)
        finished = self._finished(output.replace("</body>", f"{cards}</body>", 1))
        if CALL in finished:
            message = "a macro call stands where it cannot be shown, as in a heading or in code"
            raise BuildError(f"docs/{page.file.src_uri}: {message}")
        return finished

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        """Give the sitemap every page with the day on which its record last changed."""
        if template_name == "sitemap.xml":
            context["changed"] = [one for site in self.site.editions for one in site.addresses()]
        return context

    def on_post_template(
        self, output_content: str, template_name: str, config: MkDocsConfig
    ) -> str:
        """Finish the pages that are no documents, such as the one for wrong addresses.

        An edition has none of its own: a host knows those of the whole site.
        """
        if self.site.data.edition:
            return ""
        return self._finished(output_content) if template_name.endswith(".html") else output_content

    def _finished(self, output: str) -> str:
        """A page whose controls have names, and that loads its search only when needed.

        The page's content is put aside meanwhile: no script in it is the theme's.
        """
        output, begins, rest = output.partition(BEGINS)
        content, _, after = rest.partition(ENDS)
        output += begins + after
        search = html.escape(gettext("Search"))
        named = ('role="dialog"', f'role="dialog" aria-label="{search}"')  # the theme has no name
        for found, finished in (named, *FINISHES):
            output = output.replace(found, finished)
        output = _HERE.sub(r'\1aria-current="true" ', output)
        output = _INDENT.sub(lambda found: found[1] or "\n", search_index.loaded_late(output))
        output = with_policy(output, self.site.scripts, self.site.nonce)
        output = output.replace(BEGINS, content, 1)
        return self.site.held(output)

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the files that are no pages, then put the new site in the old one's place.

        Raises:
            BuildError: when there were warnings; the old site is left as it was.
        """
        site = self.site
        self.hashes = self._write_others(config)
        self.spoken.close()
        if site.data.edition:
            return
        for edition in site.editions[1:]:
            self.hashes |= build_edition(edition, self.shown[edition.data.language], config)
        for one in site.editions:  # last, since no process is forked after one that draws
            social.write(one, Path(config.site_dir, one.prefix), config)
        if self.publishing:
            self.publishing.publish(config, self.hashes)
        gc.enable()

    def _write_others(self, config: MkDocsConfig) -> dict[str, str]:
        """Write the files of one site that are no hand-written pages, and hash what is written whole."""
        folder = Path(config.site_dir)
        site = self.site
        written = generated.write_pages(site, self.shells, config)
        search_index.write(site, folder)
        exporting.write_charts(site, folder, config)
        if site.preview:
            return {}
        own = (Path(config.docs_dir), THEME)
        known = set(written.hashes)
        lean_css.write(folder, own, site.cache, names=written.names, known=known)
        return written.hashes | (self.exports.result() if self.exports else {})

    def on_build_error(self, error: Exception) -> None:
        """Remove what was built so far; the old site is left as it was.

        Raises:
            BuildError: when the machine would not read or write a file, in place of a traceback.
        """
        gc.enable()
        self.spoken.close()
        if self.exports:
            self.exports.end()
        if self.publishing:
            self.publishing.discard()
        if isinstance(error, RecursionError):
            raise BuildError("something on a page is nested deeper than Markdown goes") from None
        if isinstance(error, OSError):
            where = f"{error.filename}: " if error.filename else ""
            message = (
                f"{where}{error.strerror or error}: nothing was published, the site is as it was"
            )
            raise BuildError(message) from None


def _refuse_surroundings() -> None:
    """Refuse an environment in which no book can be built."""
    if UNDOCUMENTED:
        raise BuildError(UNDOCUMENTED)
    try:
        if told_moment() is None:
            os.environ.pop(VARIABLE, None)  # an empty one is a number to MkDocs
    except ValueError as error:
        raise BuildError(str(error)) from None


def _for_theme(value: Any) -> Any:
    """A value of the front matter as the theme may write it out, which it does as it is."""
    if isinstance(value, str):
        return html.escape(value)
    if isinstance(value, dict):
        return {key: _for_theme(one) for key, one in value.items()}
    return float(value) if isinstance(value, Decimal) else value


def _with_own(config: MkDocsConfig) -> None:
    """Add the engine's part of the theme, its styles, scripts and strict settings to a site."""
    place = 1 if config.theme.custom_dir else 0
    config.theme.dirs.insert(place, str(THEME))
    config.theme["nearest_language"] = languages.spoken(config.theme["language"]) or "en"
    if STYLE not in config.extra_css:
        config.extra_css.insert(0, STYLE)
    if SCRIPT not in map(str, config.extra_javascript):
        config.extra_javascript.insert(0, ExtraScriptValue(SCRIPT))
    config.mdx_configs["toc"] = {**config.mdx_configs.get("toc", {}), "slugify": heading_id}


def _give_macros(config: MkDocsConfig, site: Site) -> None:
    """Give mkdocs-macros its macros and settings.

    That it is there, and set to nothing else, the check of the settings has seen to.
    """
    plugins = {name.removeprefix("material/"): one for name, one in config.plugins.items()}
    writer: Any = plugins["macros"]
    writer.config.update(STRICT_MACROS)
    writer.register_macros(Macros(writer, site).by_name())
