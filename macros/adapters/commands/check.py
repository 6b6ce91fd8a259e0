"""`claimbook check`: every problem of the data and the prose."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.adapters.checking import check_folder


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
def command(folder: Path) -> None:
    """Print every problem of the data and the prose in FOLDER, and exit with 1 if there is one."""
    said, failed = check_folder(folder)
    click.echo(said, err=failed)
    sys.exit(1 if failed else 0)
