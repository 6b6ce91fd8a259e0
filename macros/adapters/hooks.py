"""MkDocs events: load and check the data, add generated pages, fill pages, publish whole or not.

The site is built in a folder beside the real one, which takes its place only when nothing went
wrong. MkDocs reads this file outside any package, so it imports by the installed package's name.
"""

from __future__ import annotations

import gc
import html
import logging
import os
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from macros.adapters import (
    exporting,
    generated,
    lean_css,
    previewing,
    publishing,
    search_index,
    shells,
    social,
)
from macros.adapters.checking import check_all
from macros.adapters.policy import theme_scripts, with_policy
from macros.adapters.shells import Shell
from macros.adapters.site import current_site, open_site
from macros.adapters.slots import SIGN
from macros.core.problems import DatasetError, report
from macros.core.surroundings import UNDOCUMENTED, VARIABLE, told_moment
from macros.editing.history import SAFE_GIT, HistoryError, cache_folder
from macros.prose.rendered import heading_id, not_listed, repeated_ids
from macros.render.partials import keep_compiled
from macros.views.claim_charts import CLAIM_CHARTS
from macros.views.last_change import last_change
from macros.views.paths import generated_pages
from macros.views.wording import as_of_words

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

FINISHES = (
    ('role="dialog"', 'role="dialog" aria-label="Search"'),
    ("<script src=", "<script defer src="),
)
"""What the theme leaves out: a name for its dialog, and that its scripts need not hold up the page."""

_INDENT = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)|\n\s+", re.DOTALL)
"""Space at the beginning of lines, and, to be kept, the elements in which it has a meaning."""

BEGINS, ENDS = "<!--\ue000-->", "<!--\ue001-->"
"""What stands around a page's content until it is put aside: nobody can write these characters."""

GZIP_DAYS = (date(1970, 1, 1), date(2106, 1, 1))
"""The days that a compressed sitemap can bear; MkDocs fails on others."""

log = logging.getLogger("mkdocs.hooks")


def on_startup(command: str, **_: Any) -> None:
    """Note whether this is a build or a preview, and count warnings also under `-q`."""
    publishing.begin(command)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Show changes, and what is wrong with one, sooner than MkDocs does by itself."""
    previewing.on_serve(server, config)
    return server


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check data and pages before anything else, and build beside the real site.

    Raises:
        BuildError: when the book has problems, with all of them.
    """
    _refuse_surroundings()
    root = Path(config.config_file_path).parent
    os.environ.update(SAFE_GIT)  # for mkdocs-macros, which asks git for the last commit
    config.mdx_configs["toc"] = {**config.mdx_configs.get("toc", {}), "slugify": heading_id}
    publishing.build_beside(config)
    gc.disable()  # all that is read stays to the end, and would be gone through again and again
    try:
        book = check_all(root, settings=Path(config.config_file_path).name)
    except DatasetError as error:
        raise BuildError(f"\n{error}") from None
    data = book.data
    if book.warnings:
        log.info("\n%s", report(book.warnings, book.text))
    repository = config.extra.get("repository") or ""
    try:
        cache = cache_folder(root)
    except HistoryError as error:
        raise BuildError(str(error)) from None
    keep_compiled(cache / "templates")
    open_site(book, cache, config.site_url or "", repository)
    dates = html.escape(as_of_words(data))
    config.copyright = f"{dates} {config.copyright or ''}".strip()
    return config


def _refuse_surroundings() -> None:
    """See to it that the build can be done here, before it touches anything.

    Raises:
        BuildError: when Python leaves out docstrings, or is told a time that is none.
    """
    if UNDOCUMENTED:
        raise BuildError(UNDOCUMENTED)
    try:
        if told_moment() is None:
            os.environ.pop(VARIABLE, None)  # an empty one is a number to MkDocs
    except ValueError as error:
        raise BuildError(str(error)) from None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Note where records are listed, then add pages for records and their former addresses.

    Raises:
        BuildError: when a page stands where a generated page goes.
    """
    site = current_site()
    written = [file for file in files.documentation_pages() if file.abs_src_path]
    left_out = site.checked.keys() - {f"docs/{file.src_uri}" for file in written}
    if "docs/index.md" in left_out:
        raise BuildError("docs/index.md is left out: see 'exclude_docs' in mkdocs.yml")
    site.read_prose(written)
    records = generated_pages(site.data, tuple(CLAIM_CHARTS))
    groups = set()
    for page in (*records, *site.part_pages(), *site.rule_pages()):
        if files.get_file_from_path(page.src_uri):
            message = f"docs/{page.src_uri} stands where the page of a record goes; rename it"
            raise BuildError(message)
        site.generated[page.src_uri] = page
        group = shells.group_of(page)
        files.append(shells.stub(config, page.src_uri, is_built=group not in groups))
        groups.add(group)
    for src_uri, content in site.redirects(config.theme["language"]):
        files.append(File.generated(config, src_uri, content=content))
    at = {f"{page.url}index.html": page.src_uri for page in site.generated.values()}
    for file in (one for one in files if not isinstance(one, shells.Shown)):
        other = at.setdefault(file.dest_uri, file.src_uri)
        if other != file.src_uri:
            message = f"{other} and {file.src_uri} would stand at one address; rename one in docs/"
            raise BuildError(message)
    if not publishing.is_preview():  # where only pages have to show at once
        exporting.draw_ahead(site, config)
        exporting.begin(config.site_dir)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Take the theme's templates as they were compiled before."""
    env.bytecode_cache = keep_compiled(current_site().cache / "templates")
    base_urls = {get_relative_url(".", file.url) for file in files.documentation_pages()}
    at_root = urlsplit(config.site_url or "/").path  # from which the page for wrong addresses leads
    for base_url in {*base_urls, at_root}:
        current_site().scripts |= theme_scripts(env, config, base_url)
    return env


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Give MkDocs the text of a page as it was checked, whatever its file holds by now."""
    checked = current_site().checked.get(f"docs/{page.file.src_uri}")
    return checked.text if checked else None


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a hand-written page the file behind it, and a shell its marks.

    Of a page's front matter the theme gets what the check has read, and nothing else.

    Raises:
        BuildError: when MkDocs takes a file for a page that the check has not read.
    """
    site = current_site()
    newest = max(site.changed.values(), default=last_change(site.data, "", ""))
    # the compressed copy of the sitemap is stamped with it
    page.update_date = min(max(newest, GZIP_DAYS[0]), GZIP_DAYS[1]).isoformat()
    if record := site.generated.get(page.file.src_uri):
        shells.mark(page, is_edited=bool(generated.edit_url(record)))
        return markdown
    path = f"docs/{page.file.src_uri}"
    if path not in site.checked:
        raise BuildError(f"{path} is read as a page and was not checked: rename it to .md")
    page.meta = {key: _for_theme(one) for key, one in site.checked[path].front.values.items()}
    page.edit_url = publishing.edit_url(site.repository, path)
    return markdown


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Give the theme what a page says of itself to those who link to it."""
    if record := current_site().generated.get(page.file.src_uri):
        context["social"] = shells.marked_tags(social.generated_tags(record, config))
        context["linked"] = shells.LINKED
    else:
        context["social"] = social.tags(page, config)
        context["linked"] = generated.linked_data(page.url, context["social"], config)
    return context


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill a page with what its macros show, and link the glossary's terms.

    Raises:
        BuildError: when Markdown made something that acts, which the check of the page has missed.
    """
    site = current_site()
    if page.file.src_uri in site.generated:
        return f"{BEGINS}{shells.CONTENT}{ENDS}"
    for what in not_listed(content):
        raise BuildError(f"docs/{page.file.src_uri}: {what} has no place on a page")
    if page.url in site.paths.of_records:
        page.meta["search"] = {"exclude": True}  # its records are found one by one
        site.listed[page.url] = str(page.title)
    checked = site.checked[f"docs/{page.file.src_uri}"]
    if checked.calls and page.file.src_uri not in site.slots:
        message = "its macros were not called: see the settings of 'macros' in mkdocs.yml"
        raise BuildError(f"docs/{page.file.src_uri}: {message}")
    written, content = content, site.slots.fill(page.file.src_uri, content)
    if page.meta.get("terms") is not False:
        content = site.with_terms(content, page.url)
    for anchor in repeated_ids(written, content):
        raise BuildError(
            f"docs/{page.file.src_uri}: two things on this page have the id '{anchor}'"
        )
    return f"{BEGINS}{content}{ENDS}"


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Add the cards of a page's links, then what every page needs; keep what is a shell."""
    site = current_site()
    if record := site.generated.get(page.file.src_uri):
        finished = _finished(output.replace("</body>", f"{shells.CARDS}</body>", 1))
        site.shells[shells.group_of(record)] = Shell(finished)
        return finished
    cards = site.cards_of(page.content or "", page.url)
    finished = _finished(output.replace("</body>", f"{cards}</body>", 1))
    if SIGN in finished:
        message = "a macro call stands where it cannot be shown, as in a heading or in code"
        raise BuildError(f"docs/{page.file.src_uri}: {message}")
    return finished


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Give the sitemap every page with the day on which its record last changed."""
    if template_name == "sitemap.xml":
        site = current_site()
        written = (file for file in context["pages"] if file.src_uri not in site.generated)
        context["changed"] = [
            *((file.page.canonical_url, last_change(site.data, "", "")) for file in written),
            *((site.canonical_url(one), day) for one, day in site.changed.items()),
        ]
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Finish also pages that are no documents, such as the one for wrong addresses."""
    return _finished(output_content) if template_name.endswith(".html") else output_content


def _for_theme(value: Any) -> Any:
    """A value of the front matter as the theme may write it out, which it does as it is."""
    if isinstance(value, str):
        return html.escape(value)
    if isinstance(value, dict):
        return {key: _for_theme(one) for key, one in value.items()}
    return float(value) if isinstance(value, Decimal) else value


def _finished(output: str) -> str:
    """A page with names for all that can be used, that loads what it needs when it needs it.

    The page's content is put aside meanwhile: no script in it is the theme's.
    """
    output, begins, rest = output.partition(BEGINS)
    content, _, after = rest.partition(ENDS)
    output += begins + after
    for found, finished in FINISHES:
        output = output.replace(found, finished)
    output = _INDENT.sub(lambda found: found[1] or "\n", search_index.loaded_late(output))
    output = with_policy(output, current_site().scripts, previewing.nonce())
    output = output.replace(BEGINS, content, 1)
    return current_site().held(output)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write what is no page, then put the new site in the old one's place.

    Raises:
        BuildError: when there were warnings; the old site is left as it was.
    """
    folder = Path(config.site_dir)
    site = current_site()
    written = generated.write_pages(config)
    search_index.write(site, folder)
    exporting.write_charts(site, folder, config)
    social.write(folder, config)
    lean_css.write(folder, config, written.names, set(written.hashes))
    publishing.publish(config, written.hashes | exporting.hashes())
    gc.enable()


def on_build_error(error: Exception) -> None:
    """Remove what was built so far; the old site is left as it was.

    Raises:
        BuildError: when the machine would not read or write a file, in place of a traceback.
    """
    gc.enable()
    exporting.end()
    publishing.discard()
    if isinstance(error, RecursionError):
        raise BuildError("something on a page is nested deeper than Markdown goes") from None
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        message = f"{where}{error.strerror or error}: nothing was published, the site is as it was"
        raise BuildError(message) from None
