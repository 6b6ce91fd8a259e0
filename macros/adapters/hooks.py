"""MkDocs events: load and check the data, add generated pages, fill pages, publish whole or not.

The site is built in a folder beside the real one, which takes its place only when nothing went
wrong. MkDocs reads this file outside any package, so it imports by the installed package's name.
"""

from __future__ import annotations

import gc
import html
import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

from macros.adapters import exporting, lean_css, previewing, publishing, search_index, social
from macros.adapters.checking import check_all
from macros.adapters.policy import with_policy
from macros.adapters.site import current_site, open_site
from macros.core.problems import DatasetError, report
from macros.exports.linked import in_script, linked
from macros.exports.linked_records import Described
from macros.prose.active import active_html
from macros.views.claim_charts import CLAIM_CHARTS
from macros.views.last_change import last_change
from macros.views.paths import LISTED_BY, generated_pages
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

CONTENT = "\ue000content\ue001"
"""What stands for a page's content while the theme's part is finished: private-use characters."""

GZIP_DAYS = (date(1970, 1, 1), date(2106, 1, 1))
"""The days that a compressed sitemap can bear; MkDocs fails on others."""

STUB = "---\nrender_macros: false\n---\n"

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
    root = Path(config.config_file_path).parent
    publishing.build_beside(config)
    if publishing.is_preview():
        gc.disable()  # what former builds left behind would be gone through again and again
    try:
        book = check_all(root)
    except DatasetError as error:
        raise BuildError(f"\n{error}") from None
    data = book.data
    if book.warnings:
        log.info("\n%s", report(book.warnings, book.text))
    repository = config.extra.get("repository") or ""
    open_site(data, root / ".cache" / "claimbook", config.site_url or "", repository)
    dates = html.escape(as_of_words(data))
    config.copyright = f"{dates} {config.copyright or ''}".strip()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Note where records are listed, then add pages for records and their former addresses.

    Raises:
        BuildError: when a page stands where a generated page goes.
    """
    site = current_site()
    site.read_prose(file for file in files.documentation_pages() if file.abs_src_path)
    records = generated_pages(site.data, tuple(CLAIM_CHARTS))
    for page in (*records, *site.part_pages(), *site.rule_pages()):
        if files.get_file_from_path(page.src_uri):
            message = f"docs/{page.src_uri} stands where the page of a record goes; rename it"
            raise BuildError(message)
        site.generated[page.src_uri] = page
        if publishing.is_preview() and previewing.is_as_before(site, page, config):
            site.as_before.append(page)
        else:
            files.append(_generated(config, page.src_uri, STUB))
    for src_uri, content in site.redirects(config.theme["language"]):
        files.append(_generated(config, src_uri, content))
    return files


def _generated(config: MkDocsConfig, src_uri: str, content: str) -> File:
    """A file that lists lead to, and not the navigation, whose cost grows with its square."""
    return File.generated(config, src_uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let a preview take the theme's templates as they were compiled before."""
    if publishing.is_preview():
        env.bytecode_cache = previewing.Compiled()
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give every page the file behind it, and a generated one its title and description.

    The theme writes titles and descriptions out as they are, so they are escaped here.
    """
    site = current_site()
    generated = site.generated.get(page.file.src_uri)
    record = (generated.kind, generated.id) if generated else ("", "")
    changed = last_change(site.data, *record)
    # the compressed copy of the sitemap is stamped with the newest of these
    page.update_date = min(max(changed, GZIP_DAYS[0]), GZIP_DAYS[1]).isoformat()
    if generated is None:
        page.meta["changed"] = changed.isoformat()
        page.meta["description"] = html.escape(str(page.meta.get("description") or ""))
        page.edit_url = publishing.edit_url(site.repository, f"docs/{page.file.src_uri}")
        return markdown
    title, description = site.heading(generated)
    page.title = html.escape(title)
    page.meta = {"description": html.escape(description), "hide": ["navigation", "toc"]}
    page.meta["changed"] = changed.isoformat()
    page.meta["search"] = {"exclude": True}  # our own index has an entry for its record
    page.edit_url = publishing.edit_url(site.repository, generated.data_path)
    return markdown


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Give the theme what a page says of itself to those who link to it."""
    context["social"] = social.tags(page, config)
    if not publishing.is_preview():  # a preview is read by nobody's program, and has to be fast
        context["linked"] = _linked(page, context["social"], config.theme["language"])
    return context


def _linked(page: Page, said: social.SocialTags, language: str) -> str:
    """What a page says of itself to programs, as text that can stand in a script."""
    site = current_site()
    generated = site.generated.get(page.file.src_uri)
    url = "" if page.url == "./" else page.url
    described = Described(
        url=url,
        name=said.title,
        description=said.description,
        language=language,
        kind=generated.kind if generated else "",
        id=generated.id if generated else "",
        lists=frozenset(kind for kind in LISTED_BY if site.paths.listing(kind) == url),
        is_home=page.is_homepage,
    )
    return in_script(linked(site.material, described))


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill a page with what its macros, or its record, show, and link the glossary's terms.

    Raises:
        BuildError: when Markdown made something that acts, which the check of the page has missed.
    """
    site = current_site()
    generated = site.generated.get(page.file.src_uri)
    if generated is not None:
        return site.content_of(generated)
    for _, what in active_html(content):
        raise BuildError(f"docs/{page.file.src_uri}: {what} has no place on a page")
    content = site.fill(page.file.src_uri, content)
    return content if page.meta.get("terms") is False else site.with_terms(content, page.url)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Add the cards of a page's links, then what every page needs."""
    site = current_site()
    generated = site.generated.get(page.file.src_uri)
    if generated is not None and publishing.is_preview():
        previewing.keep(site, generated, config, output)
    return _finished(site.with_cards(output, page.url), page.content or "")


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Finish also pages that are no documents, such as the one for wrong addresses."""
    return _finished(output_content) if template_name.endswith(".html") else output_content


def _finished(output: str, content: str = "") -> str:
    """A page with names for all that can be used, that loads what it needs when it needs it.

    The page's content is put aside meanwhile, so that no script in it is given a hash and let run.
    """
    output = output.replace(content, CONTENT, 1) if content else output
    for found, finished in FINISHES:
        output = output.replace(found, finished)
    output = search_index.loaded_late(output)
    # the preview adds a script of its own when it serves a page
    output = output if publishing.is_preview() else with_policy(output)
    return output.replace(CONTENT, content, 1) if content else output


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write what is no page, then put the new site in the old one's place.

    Raises:
        BuildError: when there were warnings; the old site is left as it was.
    """
    folder = Path(config.site_dir)
    for page in current_site().as_before:
        path = folder / page.url / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        output = current_site().with_cards(previewing.output_of(page), page.url)
        path.write_text(_finished(output), encoding="utf-8")
    search_index.write(current_site(), folder)
    exporting.write(current_site(), folder, config)
    social.write(folder, config)
    lean_css.write(folder, config)
    publishing.publish(config)
    gc.enable()


def on_build_error(error: Exception) -> None:
    """Remove what was built so far; the old site is left as it was.

    Raises:
        BuildError: when the machine would not read or write a file, in place of a traceback.
    """
    gc.enable()
    publishing.discard()
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        message = f"{where}{error.strerror or error}: nothing was published, the site is as it was"
        raise BuildError(message) from None
