"""What commands share: the folder that they are given, and the end of one that cannot go on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from claimbook.editing.parting import PARTINGS

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
"""A folder that is there."""

parting_option = click.option(
    "--paragraphs",
    "parting",
    type=click.Choice(PARTINGS),
    help="What parts the paragraphs of a plain text: each end of a line, or blank lines. "
    "By default as it looks.",
)

folder_argument = click.argument("folder", type=FOLDER, default=".")


@contextmanager
def ending_with(*errors: type[Exception], before: str = "") -> Iterator[None]:
    """Print one of these errors and exit with 1, where the work within raises it.

    Args:
        errors: those that the user can mend.
        before: what stands before their words.
    """
    try:
        yield
    except errors as error:
        click.echo(f"{before}{error}", err=True)
        sys.exit(1)
