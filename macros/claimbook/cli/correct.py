"""`claimbook correct`: write the corrections that are missing since a commit."""

import sys
from pathlib import Path

import click

from claimbook.cli.shared import ending_with, folder_argument
from claimbook.core.rules.history import check_history
from claimbook.core.text.problems import DatasetError, printable
from claimbook.editing.correcting import missing_corrections, today, write_corrections
from claimbook.editing.history import HistoryError, since


@click.command()
@folder_argument
@click.option("--base", metavar="REF", default="HEAD", help="The commit that is published: HEAD.")
@click.option("--kind", default="", help="The kind of correction, from data/vocabulary.yml.")
@click.option("--reason", default="", help="Why it was changed, in a sentence.")
@click.option("--date", metavar="EDTF", help="The date of the correction: today.")
@click.option(
    "--only", "records", metavar="RECORD", multiple=True, help="A record, as claims/its-id: all."
)
def command(  # noqa: PLR0913 - each is an option
    folder: Path, *, base: str, kind: str, reason: str, date: str | None, records: tuple[str, ...]
) -> None:
    """Write a correction for each value of FOLDER's book that changed since REF.

    Where the reasons differ, name records with --only, as often as needed, and run it once a
    reason.

    A kind for withdrawals writes one for each record that is gone, a kind for new ids one for
    each record that has another id. Exits with 1 when something is left that needs another kind.
    """
    with ending_with(HistoryError, before="claimbook correct: "), ending_with(DatasetError):
        compared = since(folder, base)
        made = missing_corrections(
            folder, compared, kind=kind, reason=reason, date=date or today(), records=records
        )
        write_corrections(folder, made)
        left = check_history(since(folder, base)) if made else check_history(compared)
    for one in made:
        values = (one.values["from"] or "nothing", one.values["to"] or "nothing")
        click.echo(f"wrote {one.path}: {printable(' -> '.join(values))}")
    if not made:
        since_then = f"no change since {printable(base)} needs a correction of this kind"
        click.echo(f"Nothing to correct: {since_then}.")
        click.echo("If it is committed already, name what is published, such as --base main.")
    for problem in left:
        click.echo(printable(f"{problem.place}: still to do: {problem.message}"), err=True)
        click.echo(f"   help: {printable(problem.help)}", err=True)
    sys.exit(1 if left else 0)
