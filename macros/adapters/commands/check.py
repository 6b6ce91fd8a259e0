"""`claimbook check`: every problem of the data and the prose."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from macros.adapters.checking import check_all, sound
from macros.core.problems import DatasetError, report
from macros.editing.formats import as_annotations, as_json
from macros.editing.history import HistoryError, changes_since

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
@click.option(
    "--text",
    type=click.Path(path_type=Path),
    help="The document's text, to show the passage that comes closest to a wrong quotation.",
)
@click.option("--base", metavar="REF", help="A commit: nothing may have changed in silence since.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json", "github"]),
    default="human",
    help="For people, for programs, or as annotations of a pull request.",
)
def command(folder: Path, text: Path | None, base: str | None, form: str) -> None:
    """Print every problem of the data and the prose in FOLDER, and exit with 1 if there is one."""
    try:
        silent = changes_since(folder, base) if base is not None else []
    except HistoryError as error:
        click.echo(f"claimbook check: {error}", err=True)
        sys.exit(1)
    try:
        data = check_all(folder, text, silent)
    except DatasetError as error:
        click.echo(FORMATS[form](error), err=form == "human")
        _summarize(error)
        sys.exit(1)
    click.echo(as_json([]) if form == "json" else sound(folder, data))


def _human(error: DatasetError) -> str:
    return report(
        error.problems, error.text, lambda part, words: click.style(words, **COLORS[part])
    )


def _summarize(error: DatasetError) -> None:
    """The whole list for the summary of a job, where one is written."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        runs = (len(run) for run in re.findall("`+", str(error)))
        fence = "`" * max([3, *(run + 1 for run in runs)])
        with Path(path).open("a", encoding="utf-8") as summary:
            summary.write(f"{fence}text\n{error}\n{fence}\n")


COLORS: dict[str, dict[str, Any]] = {
    "place": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "caret": {"fg": "red"},
    "help": {"fg": "cyan"},
}
"""How the parts of a problem look on a terminal; click leaves colors out elsewhere."""

FORMATS: dict[str, Callable[[DatasetError], str]] = {
    "human": _human,
    "json": lambda error: as_json(error.problems),
    "github": lambda error: as_annotations(error.problems),
}
