"""`claimbook schema`: the JSON Schemas by which editors explain and check the data."""

import sys
from pathlib import Path

import click

from claimbook.cli.shared import ending_with, folder_argument
from claimbook.core.text.problems import DatasetError
from claimbook.editing.saving import write_into_book
from claimbook.editing.schemas import FOLDER, schemas_of, stale


@click.command()
@folder_argument
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if it would.")
def command(folder: Path, *, only_check: bool) -> None:
    """Write data/schema/*.json of the book in FOLDER: what its files may hold, for editors.

    They hold the closed lists, so they are written again when data/vocabulary.yml has changed.
    """
    with ending_with(DatasetError):
        made = schemas_of(folder)
        old = stale(folder, made)
    if not old:
        click.echo(f"The schemas in {FOLDER}/ are up to date.")
        return
    if only_check:
        for path in old:
            click.echo(f"{path} is missing or not up to date.", err=True)
        click.echo("Run 'claimbook schema'.", err=True)
        sys.exit(1)
    with ending_with(DatasetError):
        write_into_book(folder, {path: made[path] for path in old})
    click.echo(f"Wrote {len(old)} schema{'s' * (len(old) > 1)} to {FOLDER}/.")
