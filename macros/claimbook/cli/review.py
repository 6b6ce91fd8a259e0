"""`claimbook review`: sign that a claim was read by somebody else, or assessed."""

from pathlib import Path

import click

from claimbook.cli.shared import FOLDER, ending_with
from claimbook.core.load import read_book
from claimbook.core.text.problems import DatasetError, plural, printable
from claimbook.editing.correcting import today
from claimbook.editing.history import HistoryError
from claimbook.editing.saving import write_into_book
from claimbook.editing.signing import Signing, signed
from claimbook.editing.writing import hold_sound


@click.command()
@click.argument("claims", metavar="CLAIM...", nargs=-1, required=True)
@click.option("--by", metavar="ID", required=True, help="Who signs, of the people in book.yml.")
@click.option("--assessed", is_flag=True, help="Sign as who assessed it, not as who reviewed it.")
@click.option("--date", metavar="EDTF", help="The day on which it was done: today.")
@click.option("--folder", type=FOLDER, default=".", help="The book's folder.")
def command(
    claims: tuple[str, ...], *, by: str, assessed: bool, date: str | None, folder: Path
) -> None:
    """Sign in the record of each CLAIM that you have read it, its evidence and its assessment.

    The signature names the state of the claim that was read, so that the next change of its words,
    numbers, evidence, assessment or status asks for a new review. It is worth as much as the
    reading: see claimbook diff, and open the sources.
    """
    with ending_with(HistoryError, before="claimbook review: "), ending_with(DatasetError):
        signing = Signing(by=by, date=date or today(), assessed=assessed)
        files = signed(read_book(folder), claims, signing)
        hold_sound(folder, files)
        write_into_book(folder, files)
    did = "assessed" if assessed else "reviewed"
    what = f"{plural(len({*claims}), 'claim')} {did} by {by} on {signing.date}"
    click.echo(printable(f"Signed: {what}, in {', '.join(files)}"))
