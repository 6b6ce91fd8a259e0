"""`claimbook new`: a new record, annotated and sound, ready to edit."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from claimbook.cli.shared import FOLDER, ending_with
from claimbook.core.load import MAX_BYTES, check_book, read_book, read_files
from claimbook.core.records.editions import all_texts, file_of, versions
from claimbook.core.records.reading import Reading
from claimbook.core.records.texts import version_of_text
from claimbook.core.rules.quotations import CODES as OF_QUOTATIONS
from claimbook.core.text.files import listing
from claimbook.core.text.problems import (
    DatasetError,
    Place,
    Problem,
    did_you_mean,
    printable,
    report,
)
from claimbook.editing.apart import IntakeError
from claimbook.editing.articles import read_article
from claimbook.editing.begun_translations import begun, begun_page
from claimbook.editing.encodings import decoded
from claimbook.editing.fixing import translation_modeline
from claimbook.editing.history import HistoryError
from claimbook.editing.pasted import TABLE, Asked, pasted
from claimbook.editing.quoting import GIVEN, NOWHERE, misquotation, paragraphs_of_claim, text_in
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
    statuses_carried,
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
        click.Option(
            ["--text"],
            type=click.Path(path_type=Path),
            help="The document's text, to show the passage that comes closest to a quotation that "
            "is not in it; by default the article.txt of the book's folder.",
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
        click.Option(
            ["--table"],
            type=click.File("rb"),
            help="A file with a table of such rows, or - for one that is pasted. Tabs, semicolons, "
            "commas, | or two spaces part its cells; its numbers are in the book's language.",
        ),
        click.Option(["--column"], default="", help="The title of the table's column of numbers."),
        click.Option(["--source"], default="", help="The source of all rows of the table."),
    ],
}
"""What is given of the parts of a record, each part in one option."""

OF_A_SERIES = ("question", "drawn_as", "rows", "table", "column", "source")
"""The names of the options that only a series has."""


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
    if one.flag:  # takes true and false as the record has them, or no value
        return click.Option(
            [name, one.field], is_flag=False, flag_value=True, type=click.BOOL, help=shown
        )
    kind = click.INT if one.whole else click.STRING
    return click.Option([name, one.field], type=kind, multiple=one.several, help=shown)


def _write(kind: str, /, folder: Path, text: Path | None = None, **given: Any) -> None:
    reading = read_book(folder)
    drawn = {name: given.pop(name, None) for name in OF_A_SERIES}
    if evidence := given.pop("evidence", ()):
        parts = ("source", "relation", "note")
        given["evidence"] = [dict(zip(parts, one, strict=True)) for one in evidence]
    values = filled(reading, kind, given)
    rows = drawn["rows"] or ()
    with ending_with(DatasetError):
        at_hand = read_article(text).text if text else ""
        if misquoted := misquotation(reading, values, at_hand):
            nearer = misquotation(reading, values, at_hand or text_in(folder, reading))
            misquoted = nearer or misquoted
        if drawn["table"]:
            rows += _rows_of(reading, values, drawn)
    if misquoted:
        values.setdefault("paragraph", NOWHERE)
    needed = [_needed(reading, kind, one, values) for one in missing(kind, values)]
    if kind == "series":
        needed += [] if drawn["question"] else ["--question: the question that the chart answers"]
        needed += [] if rows else ["--row NAME NUMBER SOURCE: one at least, or --table"]
        values["chart"] = {"kind": drawn["drawn_as"], "question": drawn["question"] or "?"}
    done = False
    if not needed:
        files = new_files(folder, reading, kind, values, rows)
        done = _was_written(folder, files, misquoted, values)
    else:
        _ask(needed, misquoted, values)
    _name_close(reading, kind, values)
    sys.exit(0 if done else 1)


def _ask(needed: Sequence[str], misquoted: Problem | None, values: Mapping[str, Any]) -> None:
    """Say what is still needed; what is known of a quotation comes first."""
    if misquoted:
        click.echo(report([misquoted], {GIVEN: values["quote"]}), err=True)
    elif "quote" in values and "paragraph" in values:
        click.echo(f"The quotation stands in paragraph {values['paragraph']}.", err=True)
    click.echo("Still needed:", err=True)
    for line in needed:
        click.echo(f"   {printable(line)}", err=True)
    click.echo("Nothing was written.", err=True)


def _was_written(
    folder: Path, files: Mapping[str, str], misquoted: Problem | None, values: Mapping[str, Any]
) -> bool:
    """Write the files of a record, or say all that is wrong with it."""
    problems: tuple[Problem, ...] = ()
    text: dict[str, str] = {}
    try:
        hold_against_rules(folder, files)
        if not misquoted:
            write_into_book(folder, files, new=True)
    except DatasetError as error:
        problems, text = error.problems, error.text
    if misquoted:
        # the paragraph in which it was tried is nobody's
        others = [one for one in problems if one.code not in {*OF_QUOTATIONS.values()}]
        problems = (misquoted, *others)
        text[GIVEN] = values["quote"]
    if problems:
        click.echo(report(problems, text), err=True)
        return False
    if "quote" in values:
        click.echo(f"The quotation stands in paragraph {values['paragraph']}.")
    for path in files:
        click.echo(f"Wrote {printable(str(folder / path))}")
    return True


def _rows_of(
    reading: Reading, values: Mapping[str, Any], drawn: Mapping[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    """The rows of a table that is given, of which is told what was taken."""
    units = reading.vocabulary.units if reading.vocabulary else ()
    asked = Asked(
        language=reading.language,
        unit=next((unit for unit in units if unit.id == values.get("unit")), None),
        column=drawn["column"],
        source=drawn["source"],
        known=reading.ids["sources"],
    )
    content = drawn["table"].read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        message = f"this table is larger than {MAX_BYTES // 1000:,} KB"
        raise DatasetError([Problem(Place(TABLE), "E004", message, "give a part of it")])
    try:
        text = decoded(content).text
    except IntakeError as error:
        problem = Problem(Place(TABLE), "E004", error.message, error.help)
        raise DatasetError([problem]) from None
    found = pasted(text, TABLE, asked)
    click.echo(printable(f"Taken from the table: {found.told}."), err=True)
    return found.rows


def _needed(reading: Reading, kind: str, one: Option, values: dict[str, Any]) -> str:
    """A field that is still needed: what it is for, and which values come closest."""
    known = values_of(reading, kind, one.field, " ".join(map(str, values.values())))
    if one.field == "paragraph" and len(found := paragraphs_of_claim(reading, values)) > 1:
        return f"--paragraph: the quotation stands in several: {', '.join(map(str, found))}"
    if one.field == "id":
        known = "No letter or digit of its name could be one of an id."
    if one.field == "status" and values.get("evidence"):
        known = f"The evidence can carry: {', '.join(statuses_carried(reading, values))}."
    return f"--{one.field.replace('_', '-')}: {one.help}{f' {known}' if known else ''}"


def _name_close(reading: Reading, kind: str, values: dict[str, Any]) -> None:
    """Name the records that may say the same already."""
    called = " ".join(str(values.get(name, "")) for name in ("title", "term", "name", "url"))
    if found := close_to(reading, kind, called):
        click.echo("Close to it, and here already:", err=True)
        for record_id, name in found:
            click.echo(printable(f"   data/{kind}/{record_id}.yml: {name}"), err=True)
