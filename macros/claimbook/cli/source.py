"""`claimbook source`: sources from saved pages and from files of citations."""

import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from claimbook.cli.shared import FOLDER, ending_with
from claimbook.core.load import read_book
from claimbook.core.text.problems import DatasetError, Place, Problem, plural, printable
from claimbook.editing.citation_files import Cited, read_cited
from claimbook.editing.saving import write_into_book
from claimbook.editing.source_records import (
    KIND,
    Begun,
    begun,
    close_by,
    completed,
    files_of,
    is_of_some,
    parted,
    still_needed,
)
from claimbook.editing.writing import hold_against_rules, options

MOST_CLOSE = 20
"""Maximum number of sources that are named as close to new ones."""

MOST_TOLD = 20
"""Maximum number of new files that are named one by one."""


@click.group()
def command() -> None:
    """Take sources from saved pages and files of citations."""


def _options() -> list[click.Parameter]:
    return [
        click.Option(
            [f"--{one.field.replace('_', '-')}", one.field],
            multiple=True,
            metavar="[WHICH=]VALUE",
            help=one.help,
        )
        for one in options(KIND)
    ]


def _add(
    files: Sequence[Path], folder: Path, entry: Sequence[str], *, new_only: bool, **said: Any
) -> None:
    reading = read_book(folder)
    with ending_with(DatasetError):
        cited = _chosen([one for path in files for one in _read(path)], entry)
        told = {name: given for name, given in said.items() if given}
        _hold_names(told, cited)
        new, known = parted(reading, completed(cited, told))
        if known and not new_only:
            raise DatasetError(known)
    if new_only and known:
        click.echo(f"Left out, since their addresses are here already: {len(known):,}.")
    sources = begun(reading, new)
    if needed := [*still_needed(reading, sources)]:
        click.echo(f"Still needed for {plural(len(sources), 'source')}:", err=True)
        for line in needed:
            click.echo(f"   {printable(line)}", err=True)
        click.echo("Nothing was written.", err=True)
        _tell_more(sources, [*islice(close_by(reading, sources), MOST_CLOSE)])
        sys.exit(1)
    written = files_of(folder, reading, sources)
    with ending_with(DatasetError):
        hold_against_rules(folder, written)
        write_into_book(folder, written, new=True)
    for path in [*written][:MOST_TOLD]:
        click.echo(f"Wrote {printable(str(folder / path))}")
    if len(written) > MOST_TOLD:
        click.echo(f"and {len(written) - MOST_TOLD:,} more files in data/{KIND}/")
    _tell_more(sources, [*islice(close_by(reading, sources), MOST_CLOSE)])


def _hold_names(said: Mapping[str, Sequence[str]], cited: Sequence[Cited]) -> None:
    """See that what only one source can have is not said of several."""
    for name in ("id", "title", "url"):
        of_all = [v for v in said.get(name, ()) if not is_of_some(v, cited)]
        if of_all and len(cited) > 1:
            message = f"--{name} {of_all[0]} would be said of {len(cited)} entries"
            raise click.UsageError(f'{message}: name one, such as --{name} "KEY={of_all[0]}"')


def _read(path: Path) -> list[Cited]:
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise DatasetError([Problem(Place(str(path)), "E004", message)]) from None
    return read_cited(content, str(path))


def _chosen(cited: list[Cited], keys: Sequence[str]) -> list[Cited]:
    """The entries that are named, or all where none is."""
    known = [one.key for one in cited]
    if unknown := [key for key in keys if key not in known]:
        names = ", ".join(filter(None, known[:MOST_TOLD])) or "no entry has a key"
        raise click.UsageError(
            f"no entry has the key '{unknown[0]}'; there are: {printable(names)}"
        )
    return [one for one in cited if one.key in keys or not keys]


def _tell_more(sources: Sequence[Begun], close: Sequence[str]) -> None:
    """Say what of the entries was not taken, and which sources are called like them."""
    left = [f"   {one.entry.place}: {what}" for one in sources for what in one.entry.left]
    if left:
        click.echo("Not taken over, since it could not be read with certainty:", err=True)
        for line in left[:MOST_TOLD]:
            click.echo(printable(line), err=True)
    if close:
        click.echo("Close to them, and here already:", err=True)
        for line in close:
            click.echo(line, err=True)


command.add_command(
    click.Command(
        "add",
        params=[
            click.Argument(
                ["files"],
                nargs=-1,
                required=True,
                metavar="FILE...",
                type=click.Path(path_type=Path),
            ),
            *_options(),
            click.Option(
                ["--entry"],
                multiple=True,
                metavar="KEY",
                help="Take this entry alone. Can be given again.",
            ),
            click.Option(
                ["--new-only"],
                is_flag=True,
                help="Leave out what has the address of a source that is here.",
            ),
            click.Option(["--folder"], type=FOLDER, default=".", help="The book's folder."),
        ],
        callback=_add,
        short_help="Write the sources of a citation file or a saved page.",
        help="Write a source for each entry of a file of citations (CSL-JSON as Zotero exports it, "
        "BibTeX, RIS), or for a page that was saved from a browser as HTML. All are written or none. "
        "What the files do not say is given by options: --quality major is said of all entries, "
        "--quality webpage=minor of those with this type, key or publisher alone. No page is fetched.",
    )
)
