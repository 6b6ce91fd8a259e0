"""`claimbook what-if`: everything that would fall, or be shaken, if sources were withdrawn."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import shorten

import click

from claimbook.cli.shared import folder_argument
from claimbook.core.records.dataset import UnknownIdError
from claimbook.core.text.problems import DatasetError, printable
from claimbook.prose.sentences import Sentence, pages_that_show, sentences
from claimbook.site.checking import check_all, written_pages
from claimbook.views.withdrawal import AffectedGroup, Withdrawal, withdrawal

WIDTH = 100
"""Maximum number of characters printed of a sentence."""


@click.command()
@click.option("--retract", "sources", multiple=True, required=True, help="A source's id.")
@folder_argument
def command(sources: tuple[str, ...], folder: Path) -> None:
    """List everything in FOLDER that would fall or be shaken without a source.

    Claims, figures, charts, sentences and pages. Give --retract once for each source.
    """
    try:
        view = withdrawal(check_all(folder).data, sources)
    except DatasetError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except UnknownIdError as error:
        click.echo(f"--retract: error E023: {printable(error.message)}", err=True)
        click.echo(f"   help: {printable(error.help)}", err=True)
        sys.exit(1)
    found = list(sentences(written_pages(folder)))
    click.echo("\n".join(printable(line) for line in _told(view, found)))


def _told(view: Withdrawal, found: list[Sentence]) -> Iterator[str]:
    """The whole answer, line by line."""
    fallen = _names(view.falls) | {("sources", source.id) for source in view.sources}
    shaken = _names(view.shaken)
    falling = [sentence for sentence in found if sentence.names & fallen]
    shaking = [sentence for sentence in found if sentence.names & shaken - fallen]
    shaking = [sentence for sentence in shaking if sentence not in falling]
    for source in view.sources:
        yield f"Without {source.id} ({source.publisher}: {source.title})"
    for groups, fate in ((view.falls, "fall"), (view.shaken, "are shaken")):
        for group in groups:
            lines = [f"{item.id}: {item.title}{_through(item.through)}" for item in group.items]
            yield from _section(f"{group.title} that {fate}", lines)
    for sentences_, fate in ((falling, "falls"), (shaking, "is shaken")):
        lines = [f"{one.place}: {shorten(one.text, WIDTH)}" for one in sentences_]
        yield from _section(f"Sentences that name what {fate}", lines)
    pages = pages_that_show(fallen | shaken, falling + shaking)
    yield from _section("Pages that show any of it", pages)
    fall, shake = (
        sum(len(group.items) for group in groups) for groups in (view.falls, view.shaken)
    )
    yield ""
    yield f"{fall or 'Nothing'} would fall, {shake or 'nothing'} would be shaken."


def _names(groups: Iterable[AffectedGroup]) -> set[tuple[str, str]]:
    return {(group.kind, item.id) for group in groups for item in group.items}


def _through(titles: tuple[str, ...]) -> str:
    return f" (rests on {', which rests on '.join(titles)})" if titles else ""


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title} ({len(lines)})"
        yield from (f"   {line}" for line in lines)
