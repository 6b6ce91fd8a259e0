"""`claimbook addresses`: the addresses of the sources, for a program that checks them."""

import sys
from pathlib import Path

import click

from claimbook.core.load import load_dataset
from claimbook.core.text.problems import DatasetError
from claimbook.editing.history import HistoryError, published


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
@click.option("--base", metavar="REF", help="A commit: only addresses that it does not have.")
def command(folder: Path, base: str | None) -> None:
    """Print the address of each source of FOLDER's book, one a line."""
    try:
        data = load_dataset(folder)
        known = published(folder, base) if base is not None else None
    except (DatasetError, HistoryError) as error:
        click.echo(f"claimbook addresses: {error}", err=True)
        sys.exit(1)
    urls = {source.url for source in data.sources.values() if source.url}
    if known:
        drafts = (draft.data for draft in known.of_kind("sources"))
        urls -= {data.get("url") for data in drafts if isinstance(data, dict)}
    for url in sorted(urls):
        click.echo(url)
