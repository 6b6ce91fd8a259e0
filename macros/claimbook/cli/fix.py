"""`claimbook fix`: mend what can be mended without asking, shown as a diff before it is written."""

import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import click

from claimbook.cli.shared import ending_with, folder_argument
from claimbook.core.text.problems import DatasetError, printable
from claimbook.editing.fixing import Repair, left_to_do, repairs
from claimbook.editing.saving import write_into_book

COLORS = {"+": "green", "-": "red", "@": "cyan"}


@click.command()
@folder_argument
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if it would.")
@click.option("--yes", "-y", is_flag=True, help="Write without asking.")
def command(folder: Path, *, only_check: bool, yes: bool) -> None:
    """Mend the spelling of fields and listed values, the order of fields, and the form of files.

    What a file of FOLDER's book says stays the same, and comments are kept. All changes are shown
    before they are written.
    """
    found = repairs(folder)
    for one in found:
        show(one)
    if not found:
        click.echo("Nothing to mend by program.")
        _say_what_is_left(folder)
        return
    files = f"{len(found)} file{'s' * (len(found) > 1)}"
    if only_check:
        click.echo(f"{files} to mend: run 'claimbook fix'.", err=True)
        sys.exit(1)
    if not yes and not click.confirm(f"Write {files}?", default=False):
        click.echo("Nothing was written.")
        sys.exit(1)
    with ending_with(DatasetError):
        write_into_book(folder, {one.path: one.after for one in found})
    click.echo(f"Wrote {files}.")
    _say_what_is_left(folder)


def show(one: Repair) -> None:
    """Print what changes in a file as a diff."""
    for line in _diff(one):
        click.secho(printable(line), fg=COLORS.get(line[:1]), bold=line.startswith(("---", "+++")))


def _say_what_is_left(folder: Path) -> None:
    """Name what only a person can mend; exit with 1 where a file could not be read."""
    unreadable, errors = left_to_do(folder)
    for path in unreadable:
        click.echo(f"{path} cannot be read, so it was not looked at.", err=True)
    if errors:
        what = f"{errors} problem{'s' * (errors > 1)}"
        click.echo(f"{what} left to mend by hand: run 'claimbook check'.", err=True)
    if unreadable:
        sys.exit(1)


def _diff(one: Repair) -> Iterator[str]:
    before, after = one.before.split("\n"), one.after.split("\n")
    yield from unified_diff(before, after, one.path, one.path, lineterm="", n=1)
