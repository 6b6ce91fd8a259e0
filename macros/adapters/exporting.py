"""Writes what can be taken from the site: the book as data, and each chart in all its forms."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from macros.adapters import previewing
from macros.adapters.aside import Aside, shared
from macros.adapters.policy import with_policy
from macros.adapters.publishing import is_preview
from macros.adapters.site import current_site
from macros.adapters.styles import own_colors, own_sheets
from macros.charts.drawing import are_kept, can_be_explored, explored
from macros.charts.raster import png
from macros.charts.standalone import OWN_FONT, standalone
from macros.charts.vega import SCRIPT, runtime
from macros.exports.charts import chart_csv, chart_json
from macros.exports.packing import hashed
from macros.views.benchmark import benchmark
from macros.views.claim_charts import chart
from macros.views.paths import chart_file
from macros.views.wording import as_of_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from macros.adapters.site import Site
    from macros.views.series import Chart

EMBED_SCRIPT = "assets/js/embed.js"


_begun: list[Aside] = []
"""The files of the whole book that are being written, while pages are built."""


def begin(folder: str) -> None:
    """Begin to write the files of the whole book into a folder."""
    _begun[:] = [Aside(partial(_write_book, folder))]


def hashes() -> dict[str, str]:
    """The hashes of the files of the whole book by their paths, once all are written."""
    return _begun.pop().result() if _begun else {}


def end() -> None:
    """Wait until nothing is written any more, after which the folder can be removed."""
    while _begun:
        _begun.pop().end()


def _write_book(folder: str) -> dict[str, str]:
    # loads what writes feeds and databases, for which the other process need not wait
    from macros.exports.catalog import files  # noqa: PLC0415

    hashes = {}
    for path, content in files(current_site().material):
        written = content.encode() if isinstance(content, str) else content
        write_file(f"{folder}/{path}", written)
        hashes[path] = hashed(written)
    return hashes


def draw_ahead(site: Site, config: MkDocsConfig) -> None:
    """Have two other processes draw what was not kept, and keep it, before pages ask for it.

    Raises:
        BuildError: when the book's stylesheets do not state the colors of the pictures.
    """
    palette = own_colors(config)
    missing = [view for view in _views(site) if not are_kept(view, cache=site.cache)]
    work: list[Callable[[], object]] = [partial(_files, site, view, palette) for view in missing]
    if any(map(can_be_explored, missing)):
        work.insert(0, partial(runtime, site.cache))
    if (record := benchmark(site.data)) and not are_kept(record.chart, cache=site.cache):
        work.append(partial(site.drawings, record.chart))
    if work:
        shared(work, _do_each, step=1, here=False)


def _do_each(work: Iterable[Callable[[], object]]) -> None:
    for one in work:
        one()


def write_charts(site: Site, folder: Path, config: MkDocsConfig) -> None:
    """Write the files of every chart into the built site.

    Raises:
        BuildError: when the book's stylesheets do not state the colors of the pictures.
    """
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
    """What a chart can be taken as, by the ending of the file."""
    url_for = site.url_for("")
    page = url_for("charts", view.id) or ""
    address = url_for.absolute(page) or page
    files: dict[str, str | bytes] = {
        "csv": chart_csv(site.data, view),
        "json": chart_json(site.data, view, address),
    }
    if specification := explored(view, cache=site.cache):
        files["explore.json"] = specification
    if view.is_drawn:
        credit = _credit(site, view, url_for.absolute(page))
        shown = (site.drawings(view)[0], view, credit, palette)
        files["svg"] = standalone(*shown)
        if not is_preview():  # where a change has to show at once
            files["png"] = png(standalone(*shown, OWN_FONT), scale=2, cache=site.cache)
    return files


def _credit(site: Site, view: Chart, address: str | None) -> list[str]:
    """Where the numbers are from, and where the picture is."""
    names = [f"{s.publisher} ({s.date})" if s.date else s.publisher for s in view.sources]
    sources = f"Sources: {'; '.join(names)}." if names else "Source: the claims of this book."
    terms = f" {view.license.name}." if view.license else ""
    book = f"{site.data.book.title}. {as_of_words(site.data)}{terms}"
    return [sources, book, *([address] if address else [])]


def _embed(site: Site, view: Chart, config: MkDocsConfig) -> str:
    page = {"lang": config.theme["language"], "styles": own_sheets(config), "script": EMBED_SCRIPT}
    page["icon"] = config.theme["favicon"]
    book = {"book": site.data.book.title, "dates": as_of_words(site.data)}
    home = site.url_for("")("charts", view.id)
    html = site.held(site.html("embed", view, view.embedded, home=home, **page, **book))
    return with_policy(html, nonce=previewing.nonce())


def write_file(path: str, content: str | bytes) -> None:
    """Write a file of the site, of which there are many: without a `Path`, which takes as long."""
    content = content.encode() if isinstance(content, str) else content
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        file = open(path, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(content)
