"""`claimbook new`: a new record, annotated and sound, ready to edit."""

import sys
from pathlib import Path
from typing import Any

import click

from claimbook.cli.shared import FOLDER
from claimbook.core.load import read_book
from claimbook.core.records.reading import Reading
from claimbook.core.text.problems import DatasetError, printable
from claimbook.editing.saving import write_into_book
from claimbook.editing.writing import (
    BEGUN,
    Option,
    close_to,
    filled,
    hold_against_rules,
    missing,
    new_files,
    options,
    paragraphs_of,
    values_of,
)


class Kinds(click.Group):
    """One command a kind, with an option for each of its fields."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The kinds that can be begun."""
        return list(BEGUN)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a kind."""
        if cmd_name not in BEGUN:
            return None
        kind = BEGUN[cmd_name]
        params: list[click.Parameter] = [_option(one) for one in options(kind)]
        params += EXTRA.get(kind, [])
        params.append(
            click.Option(["--folder"], type=FOLDER, default=".", help="The book's folder.")
        )
        return click.Command(
            cmd_name,
            params=params,
            callback=lambda **given: _write(kind, **given),
            short_help=f"Write a new {cmd_name}.",
            help=f"Write a new {cmd_name} to a file of its own, with a comment on every field. "
            "What is still needed, what is wrong, and what is close to it in the book is said.",
        )


EXTRA: dict[str, list[click.Parameter]] = {
    "claims": [
        click.Option(
            ["--evidence"],
            nargs=3,
            multiple=True,
            metavar="SOURCE RELATION NOTE",
            help="The id of a source, how it stands to the claim, and what it says.",
        ),
    ],
    "series": [
        click.Option(["--question"], help="The question that the chart answers. Needed."),
        click.Option(["--drawn-as"], default="bar", help="The kind of chart: bar, column, line..."),
        click.Option(
            ["--row", "rows"],
            nargs=3,
            multiple=True,
            metavar="NAME NUMBER SOURCE",
            help="A label or a date, its number, and the id of the source that states it.",
        ),
    ],
}
"""What is given of the parts of a record, each part in one option."""


@click.command(cls=Kinds)
def command() -> None:
    """Write a new record: claim, event, term, actor, source or series."""


def _option(one: Option) -> click.Option:
    name = f"--{one.field.replace('_', '-')}"
    needed = " Filled in when left out." if one.filled_in else " Needed."
    again = " Give it once for each value." if one.several else ""
    shown = f"{one.help}{needed if one.required else ''}{again}"
    if one.flag:
        return click.Option([name, one.field], is_flag=True, help=shown)
    kind = click.INT if one.whole else click.STRING
    return click.Option([name, one.field], type=kind, multiple=one.several, help=shown)


def _write(
    kind: str,
    /,
    folder: Path,
    question: str | None = None,
    drawn_as: str = "",
    rows: tuple[tuple[str, str, str], ...] = (),
    **given: Any,
) -> None:
    reading = read_book(folder)
    if evidence := given.pop("evidence", ()):
        parts = ("source", "relation", "note")
        given["evidence"] = [dict(zip(parts, one, strict=True)) for one in evidence]
    values = filled(reading, kind, given)
    needed = [_needed(reading, kind, one, values) for one in missing(kind, values)]
    if kind == "series":
        needed += ["--question: the question that the chart answers"] if not question else []
        needed += ["--row NAME NUMBER SOURCE: one at least"] if not rows else []
        values["chart"] = {"kind": drawn_as, "question": question or "?"}
    if needed:
        click.echo("Still needed:", err=True)
        for line in needed:
            click.echo(f"   {printable(line)}", err=True)
        _name_close(reading, kind, values)
        sys.exit(1)
    files = new_files(folder, reading, kind, values, rows)
    try:
        hold_against_rules(folder, files)
        write_into_book(folder, files, new=True)
    except DatasetError as error:
        click.echo(str(error), err=True)
        _name_close(reading, kind, values)
        sys.exit(1)
    for path in files:
        click.echo(f"Wrote {printable(str(folder / path))}")
    _name_close(reading, kind, values)


def _needed(reading: Reading, kind: str, one: Option, values: dict[str, Any]) -> str:
    """A field that is still needed: what it is for, and which values come closest."""
    known = values_of(reading, kind, one.field, " ".join(map(str, values.values())))
    if one.field == "paragraph" and values.get("quote"):
        found = ", ".join(map(str, paragraphs_of(reading, values["quote"])))
        return f"--paragraph: the quotation stands in several: {found}"
    return f"--{one.field.replace('_', '-')}: {one.help}{f' {known}' if known else ''}"


def _name_close(reading: Reading, kind: str, values: dict[str, Any]) -> None:
    """Name the records that may say the same already."""
    called = " ".join(str(values.get(name, "")) for name in ("title", "term", "name", "url"))
    if found := close_to(reading, kind, called):
        click.echo("Close to it, and here already:", err=True)
        for record_id, name in found:
            click.echo(printable(f"   data/{kind}/{record_id}.yml: {name}"), err=True)
