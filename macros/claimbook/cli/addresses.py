"""`claimbook addresses`: the addresses of the sources, for a program that checks them."""

from pathlib import Path

import click

from claimbook.cli.shared import ending_with, folder_argument
from claimbook.core.load import load_dataset
from claimbook.core.text.problems import DatasetError
from claimbook.editing.history import HistoryError, published


@click.command()
@folder_argument
@click.option("--base", metavar="REF", help="A commit: only addresses that it does not have.")
def command(folder: Path, base: str | None) -> None:
    """Print the address of each source of FOLDER's book, one a line."""
    with ending_with(DatasetError, HistoryError, before="claimbook addresses: "):
        data = load_dataset(folder)
        known = published(folder, base) if base is not None else None
    urls = {source.url for source in data.sources.values() if source.url}
    if known:
        drafts = (draft.data for draft in known.of_kind("sources"))
        urls -= {data.get("url") for data in drafts if isinstance(data, dict)}
    for url in sorted(urls):
        click.echo(url)
