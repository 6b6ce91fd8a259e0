"""`claimbook diff`: what a change means, for whoever reviews it."""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from claimbook.cli.shared import ending_with, folder_argument
from claimbook.core.load import check_book
from claimbook.core.records.dataset import Dataset
from claimbook.core.text.problems import DatasetError, printable
from claimbook.core.text.settings import own_charts
from claimbook.editing.history import (
    HistoryError,
    cache_folder,
    code_changed,
    published_pages,
    since,
)
from claimbook.editing.reviewing import as_markdown, as_text, passages, translated, what_it_is
from claimbook.editing.saving import write_beside_book
from claimbook.prose.sentences import Sentence, pages_that_show, sentences
from claimbook.site.checking import written_pages
from claimbook.views.chart import Chart
from claimbook.views.comparison import (
    CODE,
    PASSAGES,
    TRANSLATIONS,
    VOCABULARY,
    Change,
    ChangeGroup,
    Comparison,
    comparison,
)
from claimbook.views.names import figure

SENTENCES = "Sentences that name what changed"
BROKEN = "Published, and not as today's rules have it: charts and numbers of these are not compared"
_FIGURE = re.compile(r"""\{\{\s*figure\(\s*["']([^"']+)["'][^{}]*\}\}""")


@click.command()
@click.argument("base", metavar="BASE")
@folder_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html"]),
    default="text",
    help="For a terminal, for a pull request, or as a page with each chart before and after.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
def command(base: str, folder: Path, form: str, output: Path | None) -> None:
    """Say what changed in FOLDER's book since the commit BASE: records, numbers, words, charts.

    BASE is a commit, a branch or a tag, such as main.
    """
    try:
        view = _compared(folder, base, output)
        text = FORMS[form](view, folder)
    except (HistoryError, DatasetError) as error:
        first = "the book has problems, which come first\n" * isinstance(error, DatasetError)
        click.echo(f"claimbook diff: {first}{error}", err=True)
        sys.exit(1)
    if output is None:
        click.echo(text)
        return
    with ending_with(DatasetError, before="claimbook diff: "):
        write_beside_book(folder, output, text.encode())
    click.echo(f"Wrote {output}. {view.summary}")


def _compared(folder: Path, base: str, output: Path | None) -> Comparison:
    """The comparison of a book with what was published, and what it means for the pages."""
    both = since(folder, base)
    before, now = check_book(both.base), check_book(both.now)
    if now.errors or now.data is None:
        raise DatasetError(now.errors, now.text)
    if before.data is None:
        raise HistoryError(f"the book at '{base}' cannot be put together", "choose a later commit")
    broken = {one.place.path: one for one in before.errors}
    view = comparison(both, before.data, now.data, broken)
    pages = written_pages(folder)
    every = [*pages, *(p for tag in both.now.tags for p in written_pages(folder, tag))]
    naming = [one for one in sentences(pages) if one.names & view.names]
    more = (
        (SENTENCES, [_sentence(one, before.data, now.data, broken) for one in naming]),
        (
            "Pages that show it",
            [Change(about=page) for page in pages_that_show(view.names, naming)],
        ),
        (TRANSLATIONS, translated(both)),
        (PASSAGES, passages(published_pages(folder, base), {p.path: p.text for p in every})),
    )
    left_out = [
        Change(about=path, note=f"{one.code}: {one.message}") for path, one in broken.items()
    ]
    code = [
        Change(about=printable(path), note=what_it_is(path))
        for path in code_changed(folder, base, besides=output)
    ]
    before_all, after_all = _groups([(CODE, code)]), _groups([*more, (BROKEN, left_out)])
    return replace(view, groups=(*before_all, *view.groups, *after_all))


def _groups(found: Iterable[tuple[str, Iterable[Change]]]) -> Iterator[ChangeGroup]:
    """The sorts of changes of which there are any."""
    for title, changes in found:
        if group := tuple(changes):
            yield ChangeGroup(title, group)


def _sentence(one: Sentence, before: Dataset, now: Dataset, broken: Collection[str]) -> Change:
    """A sentence as readers read it, before and after where that is not the same."""
    was, now_ = _spoken(one.text, before, broken), _spoken(one.text, now)
    if was == now_:
        return Change(about=str(one.place), note=now_)
    return Change(about=str(one.place), before=was, after=now_)


def _spoken(text: str, data: Dataset, broken: Collection[str] = ()) -> str:
    """A sentence with its figures in words, as far as the book has them."""

    def words(match: re.Match[str]) -> str:
        home = match[1].partition(".")[0]
        own = {data.path_of(kind, home) or "" for kind in ("claims", "series")}
        own |= {VOCABULARY, *(path.replace(".yml", ".csv") for path in own)}
        known = match[1] in data.quantities or match[1] in data.rows
        known = known and own.isdisjoint(broken)
        return figure(data, match[1]).words if known else match[0]

    return _FIGURE.sub(words, text)


def _html(view: Comparison, folder: Path) -> str:
    # only this form draws
    from markupsafe import Markup  # noqa: PLC0415

    from claimbook.charts.drawing import Drawings  # noqa: PLC0415
    from claimbook.site.partials import partial  # noqa: PLC0415
    from claimbook.site.styles import STYLE, THEME  # noqa: PLC0415

    sheets = [THEME / STYLE, *sorted((folder / "docs/assets/css").glob("*.css"))]
    style = "".join(path.read_text("utf-8", "replace") for path in sheets).replace("</", "<\\/")

    own = own_charts(folder)
    drawer = Drawings(cache_folder(folder), folder / own if own else None)

    def drawings(chart: Chart) -> tuple[str, ...]:
        drawn = drawer.svg(chart, size="wide") if chart.is_drawn else None
        return (drawn,) if drawn else ()

    return partial(
        "comparison",
        view,
        url_for=lambda _kind, _id: None,
        drawings=drawings,
        style=Markup(style),  # noqa: S704 - styles; they can end no element
    )


FORMS: dict[str, Callable[[Comparison, Path], str]] = {
    "text": lambda view, _: as_text(view),
    "markdown": lambda view, _: as_markdown(view),
    "html": _html,
}
