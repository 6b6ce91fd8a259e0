"""Writes the downloads of a site: the book as data, and each chart in every format."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from claimbook.charts.drawing import SCRIPT, can_be_explored, runtime
from claimbook.core.text.messages import gettext
from claimbook.core.text.packing import hashed
from claimbook.exports.charts import chart_csv, chart_json
from claimbook.hosting.aside import Aside, shared
from claimbook.hosting.policy import with_policy
from claimbook.hosting.publishing import write_file
from claimbook.hosting.raster import png
from claimbook.site.build import Site
from claimbook.site.chart_picture import OWN_FONT, standalone
from claimbook.site.languages import attributes
from claimbook.site.script_words import script_of_words, script_words
from claimbook.site.styles import SCRIPT as SCRIPT_OF_PAGES
from claimbook.site.styles import own_colors, own_sheets
from claimbook.views.chart import Chart
from claimbook.views.chart_list import chart
from claimbook.views.names import SourceName
from claimbook.views.paths import chart_file
from claimbook.views.wording import as_of_words, in_turn, run_on, stopped

EMBED_SCRIPTS = (SCRIPT_OF_PAGES, "assets/js/embed.js")


def begin(site: Site, folder: str) -> Aside:
    """Begin to write the files of the whole book into a folder, while pages are built.

    Its result is the hash of each file by its path.
    """
    return Aside(partial(_write_book, site, folder))


def _write_book(site: Site, folder: str) -> dict[str, str]:
    # loads what writes feeds and databases, for which the other process need not wait
    from claimbook.exports.catalog import files  # noqa: PLC0415

    hashes = {}
    for path, content in files(site.material):
        written = content.encode() if isinstance(content, str) else content
        write_file(f"{folder}/{path}", written)
        hashes[path] = hashed(written)
    return hashes


def draw_own(site: Site) -> None:
    """Draw the charts of kinds that the book brings, before anything else is made.

    Raises:
        OwnChartError: when one of them fails.
    """
    for view in _views(site):
        if site.drawer.is_own(view):
            site.drawings(view)


def draw_ahead(site: Site, config: MkDocsConfig) -> None:
    """Have two other processes draw what was not kept, and keep it, before pages ask for it."""
    palette = own_colors(config)
    missing = [view for view in _views(site) if not site.drawer.are_kept(view)]
    work: list[Callable[[], object]] = [partial(_files, site, view, palette) for view in missing]
    if any(map(can_be_explored, missing)):
        work.insert(0, partial(runtime, site.cache))
    if work:
        shared(work, _do_each, step=1, here=False)


def _do_each(work: Iterable[Callable[[], object]]) -> None:
    for one in work:
        one()


def write_charts(site: Site, folder: Path, config: MkDocsConfig) -> None:
    """Write the files of every chart into the built site."""
    palette = own_colors(config)
    for view in _views(site):
        for ending, content in _files(site, view, palette).items():
            write_file(f"{folder}/{chart_file(view.id, ending)}", content)
        write_file(f"{folder}/{view.embedded}index.html", _embed(site, view, config))
    if any(folder.glob(chart_file("*", "explore.json"))):
        write_file(f"{folder}/{SCRIPT}", runtime(site.cache))


def _views(site: Site) -> Iterator[Chart]:
    return (chart(site.data, one) for one in site.charts)


def _files(site: Site, view: Chart, palette: dict[str, str]) -> dict[str, str | bytes]:
    """The files of a chart, by their endings."""
    url_for = site.url_for("")
    page = url_for("charts", view.id) or ""
    address = url_for.absolute(page) or page
    files: dict[str, str | bytes] = {
        "csv": chart_csv(site.data, view),
        "json": chart_json(site.data, view, address),
    }
    if specification := site.drawer.explored(view):
        files["explore.json"] = specification
    if view.is_drawn:
        credit = _credit(site, view, url_for.absolute(page))
        shown = (site.drawings(view)[0], view, credit, palette)
        files["svg"] = standalone(*shown)
        if not site.preview:  # which has to show a change at once
            files["png"] = png(standalone(*shown, OWN_FONT), scale=2, cache=site.cache)
    return files


def _credit(site: Site, view: Chart, address: str | None) -> list[str]:
    """Where the numbers are from, and where the picture is."""
    sources = gettext("Source: the claims of this book.")
    if view.sources:
        # e.g. Sources: Reed (3 December 2025); Stone.
        sources = gettext("Sources: {sources}.", sources=in_turn(map(_named, view.sources)))
    terms = stopped(view.license.name) if view.license else ""
    book = run_on((stopped(site.data.book.title), as_of_words(site.data), terms))
    return [sources, book, *([address] if address else [])]


def _named(source: SourceName) -> str:
    if not source.date:
        return source.publisher
    # e.g. Reed (3 December 2025)
    return gettext("{publisher} ({date})", publisher=source.publisher, date=source.date)


def _embed(site: Site, view: Chart, config: MkDocsConfig) -> str:
    page = {"root": attributes(site.data.language), "styles": own_sheets(config)}
    words = (script_of_words(),) if script_words() else ()
    page |= {"scripts": (*words, *EMBED_SCRIPTS), "icon": config.theme["favicon"]}
    book = {"book": site.data.book.title, "dates": as_of_words(site.data)}
    home = site.url_for("")("charts", view.id)
    html = site.held(site.html("embed", view, view.embedded, home=home, **page, **book))
    return with_policy(html, nonce=site.nonce)
