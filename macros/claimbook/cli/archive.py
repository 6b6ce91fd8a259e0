"""`claimbook archive`: the built site as one file to keep; macros/claimbook/hosting/archiving.py makes it."""

import sys
from datetime import UTC, datetime, time
from pathlib import Path

import click

from claimbook.cli.shared import folder_argument
from claimbook.core.load import load_dataset
from claimbook.core.records.book import Book
from claimbook.core.records.values import slug
from claimbook.core.text.problems import DatasetError
from claimbook.core.text.surroundings import told_moment
from claimbook.editing.saving import write_beside_book
from claimbook.hosting.archiving import DISTRIBUTION, ArchiveError, archived


@click.command()
@folder_argument
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: by default one here that is named after the book.",
)
def command(folder: Path, output: Path | None) -> None:
    """Write the built site of FOLDER's book into one ZIP, for a library to keep.

    Unpacked, its pages open from a disk, without search. The same site gives the same bytes.
    """
    try:
        book = load_dataset(folder).book
        top = slug(book.title) or DISTRIBUTION
        output = output or Path(f"{top}.zip")
        about = f"{book.title}\nas of {book.as_of}\nevidence until {book.evidence_until}\n"
        whole = archived(_site(folder, output), top, _moment(book), about)
        write_beside_book(folder, output, whole)
    except (DatasetError, ArchiveError) as error:
        click.echo(f"claimbook archive: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"{error.filename}: cannot be read: {error.strerror}", err=True)
        sys.exit(1)
    click.echo(f"Wrote {output}: {len(whole) / 1e6:.1f} MB.")


def _site(folder: Path, output: Path) -> Path:
    """The folder of a book's site, in which the archive must not lie."""
    site = folder / "site"
    if output.resolve().is_relative_to(site.resolve()):
        raise ArchiveError(f"{output} would be part of the site: name a file outside of {site}")
    return site


def _moment(book: Book) -> float:
    """The time at which the archive says it was made, in seconds since 1970."""
    try:
        moment = told_moment() or datetime.combine(book.as_of.latest, time(), UTC)
    except ValueError as error:
        raise ArchiveError(str(error)) from None
    return moment.timestamp()
