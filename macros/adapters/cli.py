"""The `claimbook` command. Each command imports only what it needs."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimbook")
def main() -> None:
    """Check and look at a claimbook: a dataset of one article's claims."""


@main.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
def check(folder: Path) -> None:
    """Print every problem of the data and the prose in FOLDER, and exit with 1 if there is one."""
    from macros.adapters.checking import check_folder  # noqa: PLC0415

    said, failed = check_folder(folder)
    click.echo(said, err=failed)
    sys.exit(1 if failed else 0)
