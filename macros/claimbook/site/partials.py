"""Renders a view through the template of the same name, and nothing more."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from markupsafe import Markup, escape

from claimbook.core.text.date_words import year_words
from claimbook.core.text.messages import filled, number, runs_left, translations
from claimbook.site.halves import halves
from claimbook.views.chart import Chart
from claimbook.views.wording import gap, within

UrlFor = Callable[[str, str], str | None]
Drawings = Callable[[Chart], tuple[str, ...]]


TEMPLATES = Path(__file__).parent.parent / "templates"


@cache
def environment() -> Environment:
    """The environment of all partials: everything is escaped, nothing may be undefined."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= MESSAGES
    made.globals |= {"gap": gap, "runs_left": runs_left, "within": within, "year_words": year_words}
    return made


def _gettext(message: str, /, **values: Any) -> str:
    return filled(escape(translations().gettext(message)), values)


def _ngettext(one: str, many: str, count: int, /, **values: Any) -> str:
    found = translations().ngettext(one, many, count)
    return filled(escape(found), {"count": count, **values})


def _pgettext(context: str, message: str, /, **values: Any) -> str:
    return filled(escape(translations().pgettext(context, message)), values)


MESSAGES: dict[str, Callable[..., str]] = {
    "_": _gettext,
    "ngettext": _ngettext,
    "pgettext": _pgettext,
    "number": number,
}
"""The functions by which templates say messages, ours and those of the theme: all is escaped."""


def keep_compiled(folder: Path) -> BytecodeCache:
    """Let compiled templates be kept in a folder, from one build to the next."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = FileSystemBytecodeCache(str(folder))
    environment().bytecode_cache = kept
    return kept


def partial(name: str, view: Any, *, url_for: UrlFor, drawings: Drawings, **options: Any) -> str:
    """The HTML of a view.

    Args:
        name: the template, which is also the name of the macro and of the view.
        view: what the template shows; templates escape all of its text.
        url_for: gives the address of a record from the page, or None where it has none.
        drawings: gives the inline SVGs of a chart. They are the only markup that is trusted.
        options: anything else that the writer chose.
    """
    template = environment().get_template(f"{name}.html.j2")

    def svgs(chart: Chart) -> list[Markup]:
        return [Markup(svg) for svg in drawings(chart)]  # noqa: S704 - drawn by us, text escaped

    def columns(charts: Sequence[Chart]) -> tuple[tuple[Chart, ...], tuple[Chart, ...]]:
        return halves([(chart, drawings(chart)[-1]) for chart in charts])

    given = {"url_for": url_for, "svgs": svgs, "columns": columns, **options}
    html = template.render(view=view, **given)
    return html.strip()
