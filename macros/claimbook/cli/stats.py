"""`claimbook stats`: what is quoted, what lacks evidence, and what is due for review."""

import sys
from datetime import date
from pathlib import Path

import click

from claimbook.core.load import load_dataset
from claimbook.core.text.problems import DatasetError, printable
from claimbook.editing.correcting import today
from claimbook.editing.history import HistoryError
from claimbook.views.stats import stats


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
def command(folder: Path) -> None:
    """Print what can be counted of the book in FOLDER.

    How many words of each document it quotes, by paragraph; claims without evidence, or with none
    but the weakest; and records that should be, or should have been, looked at again.
    """
    try:
        for line in stats(load_dataset(folder), date.fromisoformat(today())):
            click.echo(printable(line))
    except (DatasetError, HistoryError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
