"""`claimbook check`: every problem of the data and the prose."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.adapters.checking import check_folder
from macros.editing.history import HistoryError, changes_since


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    help="The document's text, to show the passage that comes closest to a wrong quotation.",
)
@click.option("--base", metavar="REF", help="A commit: nothing may have changed in silence since.")
def command(folder: Path, text: Path | None, base: str | None) -> None:
    """Print every problem of the data and the prose in FOLDER, and exit with 1 if there is one."""
    try:
        silent = changes_since(folder, base) if base is not None else []
    except HistoryError as error:
        click.echo(f"claimbook check: {error}", err=True)
        sys.exit(1)
    said, failed = check_folder(folder, text, silent)
    click.echo(said, err=failed)
    sys.exit(1 if failed else 0)
