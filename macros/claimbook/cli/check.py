"""`claimbook check`: every problem of the data and the prose."""

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from claimbook.cli.shared import ending_with, folder_argument, parting_option
from claimbook.core.text.problems import DatasetError, Problem, printable, report
from claimbook.editing.correcting import today
from claimbook.editing.formats import as_annotations, as_json, as_notice
from claimbook.editing.history import MOST_NAMED, HistoryError, code_changed, published
from claimbook.editing.parting import Parting
from claimbook.site.checking import check_all, counted


@click.command()
@folder_argument
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    help="A copy of the document, in any form: tells how far it agrees with the fingerprint, and "
    "shows the passage that comes closest to a wrong quotation.",
)
@parting_option
@click.option("--base", metavar="REF", help="A commit: nothing may have changed in silence since.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json", "github"]),
    default="human",
    help="For people, for programs, or as annotations of a pull request.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
def command(  # noqa: PLR0913 - one parameter an option
    folder: Path,
    text: Path | None,
    parting: Parting | None,
    base: str | None,
    form: str,
    *,
    strict: bool,
) -> None:
    """Print every problem of the data and the prose in FOLDER, and exit with 1 if one is an error.

    Warnings tell of what may stay as it is: a source that nothing rests on, a term that no text
    uses, a record that should have been looked at again.
    """
    with ending_with(HistoryError, before="claimbook check: "):
        before = published(folder, base) if base is not None else None
        code = code_changed(folder, base) if base is not None else []
        day = date.fromisoformat(today())
    copy = _copy(text, parting) if text else None
    if code:
        _tell_of_code(code, form)
    try:
        book = check_all(folder, copy, before, day)
    except DatasetError as error:
        _tell(error.problems, error.text, form)
        _compare(folder, text, copy)
        sys.exit(1)
    if book.warnings or form == "json":
        _tell(book.warnings, book.text, form)
    _compare(folder, text, copy)
    if strict and book.warnings:
        sys.exit(1)
    if form != "json":
        click.echo(counted(book))


def _copy(path: Path, parting: Parting | None) -> str:
    """The text of a copy of the document."""
    from claimbook.editing.articles import read_article  # noqa: PLC0415 - else a check waits for it

    with ending_with(DatasetError):
        return read_article(path, parting).text


def _compare(folder: Path, path: Path | None, copy: str | None) -> None:
    """Say how far a copy agrees with the document, beside what is wrong with the book."""
    if path is None or copy is None:
        return
    from claimbook.editing.comparing import comparison  # noqa: PLC0415 - the same
    from claimbook.editing.verification import compared  # noqa: PLC0415 - the same

    with suppress(DatasetError):  # then it was told before
        for line in comparison(compared(folder, copy), path.name):
            click.echo(line, err=True)


def _tell_of_code(paths: Sequence[str], form: str) -> None:
    """Say which files a reviewer has to read as code; it is no problem of the book."""
    more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
    named = printable(", ".join(paths[:MOST_NAMED]))
    line = f"Review as code, for these are neither data nor pages of this book: {named}{more}."
    click.echo(as_notice(line) if form == "github" else line, err=form != "github")
    _summarize(line)


def _tell(problems: Sequence[Problem], text: Mapping[str, str], form: str) -> None:
    click.echo(FORMATS[form](problems, text), err=form == "human")
    _summarize(report(problems, text))


def _summarize(whole: str) -> None:
    """Add a text, unchanged, to the summary of a run on GitHub."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", whole))])
        try:
            with Path(path).open("a", encoding="utf-8", newline="\n") as summary:
                summary.write(f"{fence}text\n{whole}\n{fence}\n")
        except OSError as error:  # what was found counts, not where else it is shown
            click.echo(f"{path}: the summary cannot be written: {error.strerror}", err=True)


def _human(problems: Sequence[Problem], text: Mapping[str, str]) -> str:
    return report(problems, text, lambda part, words: click.style(words, **COLORS[part]))


COLORS: dict[str, dict[str, Any]] = {
    "place": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "caret": {"fg": "red"},
    "help": {"fg": "cyan"},
}
"""The colors of the parts of a problem on a terminal; elsewhere click leaves them out."""

FORMATS: dict[str, Callable[[Sequence[Problem], Mapping[str, str]], str]] = {
    "human": _human,
    "json": lambda problems, _: as_json(problems),
    "github": lambda problems, _: as_annotations(problems),
}
