"""`claimbook stats`: what can be counted of a book, such as how much of its document it quotes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from macros.core.load import load_dataset
from macros.core.problems import DatasetError
from macros.views.proof import stats


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
def command(folder: Path) -> None:
    """Print how many words of each document the book in FOLDER quotes, by paragraph."""
    try:
        lines = stats(load_dataset(folder))
    except DatasetError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for line in lines:
        click.echo(line)
