"""`claimbook new`: a new record, annotated and sound, ready to edit."""

import sys
from pathlib import Path
from typing import Any

import click

from claimbook.cli.shared import FOLDER, ending_with
from claimbook.core.load import check_book, read_book, read_files
from claimbook.core.records.editions import all_texts, file_of, versions
from claimbook.core.records.reading import Reading
from claimbook.core.records.texts import version_of_text
from claimbook.core.text.files import listing
from claimbook.core.text.problems import DatasetError, did_you_mean, printable
from claimbook.editing.begun_translations import begun, begun_page
from claimbook.editing.fixing import translation_modeline
from claimbook.editing.history import HistoryError
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
from claimbook.prose.material import docs_of, is_for_readers, name_of
from claimbook.site.checking import CheckedBook, check_all


class Kinds(click.Group):
    """One command a kind, with an option for each of its fields."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The kinds that can be begun."""
        return [*BEGUN, TRANSLATION]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a kind."""
        if cmd_name == TRANSLATION:
            return translation
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


TRANSLATION = "translation"


@click.command(cls=Kinds)
def command() -> None:
    """Write a new record: claim, event, term, actor, source or series; or the translation of one."""


@click.command(TRANSLATION, short_help="Write a translation to fill in.")
@click.argument("what", metavar="RECORD")
@click.option("--language", help="The language's tag, such as de. Needed where there are several.")
@click.option("--folder", type=FOLDER, default=".", help="The book's folder.")
def translation(what: str, language: str | None, folder: Path) -> None:
    """Write the translation of RECORD to fill in, with the original's texts as comments.

    RECORD is a folder of data/ and an id, such as claims/forty-carts; book or vocabulary; or a page,
    such as docs/index.md.
    """
    with ending_with(DatasetError, HistoryError):
        book = check_all(folder)
        tags = [one.data.language for one in book.editions]
        if language is None and len(tags) != 1:
            message = f"editions: {', '.join(tags)}" if tags else "this book has no edition yet"
            raise click.UsageError(f"give the language with --language, such as de; {message}")
        path, text = _translation(folder, book, what, language or tags[0])
        files = {path: text}
        told = check_book(read_files(listing(folder).with_more(files)))
        if wrong := [one for one in told.errors if one.place.path == path]:
            raise DatasetError(wrong, told.text)
        write_into_book(folder, files, new=True)
    click.echo(f"Wrote {printable(str(folder / path))}")


def _translation(folder: Path, book: CheckedBook, what: str, tag: str) -> tuple[str, str]:
    """The file of a translation, and its text to fill in."""
    name = what.removesuffix(".yml").removeprefix("data/")
    page = next((one for one in book.pages if one.path == what and is_for_readers(one)), None)
    if page:
        return f"{docs_of(tag)}/{name_of(what)}", begun_page(page.text, version_of_text(page.text))
    kind, _, record_id = name.partition("/")
    texts = all_texts(book.data)
    if (kind, record_id) not in texts:
        known = ["/".join(filter(None, one)) for one in texts]
        known += [one.path for one in book.pages if is_for_readers(one)]
        help_text = did_you_mean(name, known) or "such as claims/an-id, vocabulary or docs/index.md"
        raise click.UsageError(f"'{what}' has no texts to translate: {help_text}")
    path = file_of(tag, (kind, record_id))
    version = versions(book.data)[kind, record_id]
    return path, begun(texts[kind, record_id], version, translation_modeline(folder, path, kind))


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
