"""`claimbook verify`: a text against its fingerprint, and quotations against the text."""

import sys
from pathlib import Path

import click

from claimbook.cli.shared import ending_with, folder_argument, parting_option
from claimbook.core.text.problems import DatasetError, printable, report
from claimbook.editing.parting import Parting
from claimbook.editing.verification import verify


@click.command()
@folder_argument
@click.option("--text", required=True, type=click.Path(path_type=Path), help="The text's file.")
@click.option("--id", "id_", help="The document's id, if it is not the one that the book explains.")
@parting_option
def command(folder: Path, text: Path, id_: str | None, parting: Parting | None) -> None:
    """Hold a document's text against its fingerprint, and the quotations in FOLDER against it.

    Exits with 1 when they differ, and shows the passage that comes closest to a quotation.
    """
    with ending_with(DatasetError):
        done = verify(folder, text, id_, parting)
    size = f"{len(done.fingerprint.paragraphs)} paragraphs, {done.fingerprint.words:,} words"
    if done.differences:
        click.echo(f"{text} is not the text of '{done.document}':", err=True)
        for line in done.differences:
            click.echo(f"  {printable(line)}", err=True)
    else:
        click.echo(f"{text} is the text of '{done.document}': {size}.")
        click.echo(f"SHA-256 of the normalized text: {done.fingerprint.sha256}")
    if done.problems:
        click.echo(report(done.problems, done.files), err=True)
    else:
        click.echo(f"Quotations that stand in it: {done.quotations:,} of {done.quotations:,}.")
    sys.exit(1 if done.differences or done.problems else 0)
