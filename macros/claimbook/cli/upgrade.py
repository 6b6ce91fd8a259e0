"""`claimbook upgrade`: brings a book that was begun with an older engine up to the running one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimbook.cli.fix import show
from claimbook.core.text.problems import DatasetError, plural, printable
from claimbook.core.text.whole import write_all
from claimbook.editing.fixing import Repair
from claimbook.editing.origin import OriginError
from claimbook.editing.upgrading import Upgrade, upgrade_of


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
@click.option("--write", is_flag=True, help="Write it; without this it is only shown.")
def command(folder: Path, *, write: bool) -> None:
    """Show what has to change in FOLDER's book, so that this Claimbook can build it.

    That is the settings, the workflows, the schemas, the requirement and the format of records, as
    far as an older Claimbook wrote them. A copy of the engine itself is removed. What you have
    changed is left as it is, and named.
    """
    try:
        up = upgrade_of(folder)
        _show(up)
        if write and up.after:
            write_all({folder / p: t if t is None else t.encode() for p, t in up.after.items()})
    except (DatasetError, OriginError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"{error.filename}: cannot be written: {error.strerror}", err=True)
        sys.exit(1)
    _tell(up, is_written=write)


def _show(up: Upgrade) -> None:
    for path, text in sorted(up.after.items()):
        if text is not None:
            show(Repair(path, up.before.get(path, ""), text))
    for path in sorted(up.removed):
        click.secho(f"removed: {printable(path)}", fg="red")
    for path in sorted(up.left):
        click.echo(f"left: {path} was changed in this book; see whether it names what is gone")


def _tell(up: Upgrade, *, is_written: bool) -> None:
    if not up.after:
        click.echo("Nothing to upgrade.")
        return
    gone = len(up.removed)
    counts = f"{plural(len(up.after) - gone, 'file')}, {plural(gone, 'file')} removed"
    if not is_written:
        click.echo(f"This would change {counts}. Commit what you have, then add --write:")
        click.echo("what was committed can be brought back with git.")
        return
    click.echo(f"Changed {counts}. Next: pip install -r requirements.txt, then claimbook check.")
