"""Writes what can be taken from the site: the book as data, and each chart in all its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.adapters.policy import with_policy
from macros.adapters.publishing import is_preview
from macros.adapters.styles import own_colors, own_sheets
from macros.charts.drawing import explored
from macros.charts.raster import png
from macros.charts.standalone import OWN_FONT, standalone
from macros.charts.vega import SCRIPT, runtime
from macros.exports.catalog import files
from macros.exports.charts import chart_csv, chart_json
from macros.views.claim_charts import chart
from macros.views.paths import chart_file
from macros.views.wording import as_of_words

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from macros.adapters.site import Site
    from macros.views.series import Chart

EMBED_SCRIPT = "assets/js/embed.js"


def write(site: Site, folder: Path, config: MkDocsConfig) -> None:
    """Write the files of the whole book and of every chart into the built site.

    Raises:
        BuildError: when the book's stylesheets do not state the colors of the pictures.
    """
    if not is_preview():  # where only pages have to show at once
        for path, content in files(site.material):
            _write(folder / path, content)
    palette = own_colors(config)
    for chart_id in site.charts:
        view = chart(site.data, chart_id)
        for ending, content in _files(site, view, palette).items():
            _write(folder / chart_file(chart_id, ending), content)
        _write(folder / view.embedded / "index.html", _embed(site, view, config))
    if any(folder.glob(chart_file("*", "explore.json"))):
        _write(folder / SCRIPT, runtime(site.cache))


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
    html = site.html("embed", view, view.embedded, home=home, **page, **book)
    return html if is_preview() else with_policy(html)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
