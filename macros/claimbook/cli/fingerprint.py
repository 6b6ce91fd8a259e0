"""`claimbook fingerprint`: the record of a document, with the fingerprint of its text."""

from pathlib import Path

import click

from claimbook.cli.shared import FOLDER, ending_with, parting_option
from claimbook.core.text.problems import DatasetError
from claimbook.editing.articles import read_article
from claimbook.editing.fingerprints import document_yaml
from claimbook.editing.parting import Parting
from claimbook.editing.saving import write_into_book


@click.command()
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--id", "id_", required=True, help="The document's id, and its file's name.")
@click.option("--title", help="The document's title.")
@click.option("--author", help="Who wrote it.")
@click.option("--publisher", help="Who published it.")
@click.option("--language", help="Its language, such as en or zh-Hant.")
@click.option("--published", help="When, as an EDTF date such as 2025-12-04/..")
@click.option("--url", help="Its address, if it may be linked.")
@click.option("--note", help="What else is known of where it appeared.")
@click.option(
    "--folder",
    type=FOLDER,
    default=".",
    help="The book's folder.",
)
@parting_option
def command(
    text: Path, id_: str, folder: Path, parting: Parting | None, **described: str | None
) -> None:
    """Write seeds/ID.yml with the fingerprint of the document whose text is in the file TEXT.

    TEXT is a plain text, Markdown, a saved web page, a PDF or a DOCX file, or the file in which
    `claimbook init` showed what it took. What an existing file says of the document stays where nothing else is given. The text itself
    is not kept.
    """
    with ending_with(DatasetError):
        path, written = document_yaml(
            folder, read_article(text, parting).text, {"id": id_, **described}
        )
        write_into_book(folder, {path: written})
    click.echo(f"Wrote {folder / path}.")
