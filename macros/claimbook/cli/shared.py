"""What commands share: the folder that they are given, and the end of one that cannot go on."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from claimbook.core.text.files import NOT_TEXT
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.editing.parting import PARTINGS

IGNORED = ".gitignore"

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


def with_lines(path: Path, text: str, more: Sequence[str]) -> str:
    """A list of what git ignores, with the lines that are not in it yet.

    Raises:
        DatasetError: when what is there is no text.
    """
    try:
        there = path.read_text("utf-8") if path.exists() else ""
    except UnicodeDecodeError:
        raise DatasetError([Problem(Place(str(path)), "E004", NOT_TEXT)]) from None
    lines = [*text.splitlines(), *more]
    lacking = [line for line in lines if line not in there.splitlines()]
    return "\n".join([*([there.rstrip("\n")] if there else []), *lacking]) + "\n"
