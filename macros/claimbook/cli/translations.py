"""`claimbook translations`: what editions in other languages lack, and what is of an older original."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from claimbook.cli.shared import FOLDER, ending_with
from claimbook.core.text.problems import DatasetError, did_you_mean, plural, printable
from claimbook.editing.begun_translations import stamped
from claimbook.editing.correcting import today
from claimbook.editing.history import HistoryError
from claimbook.editing.saving import write_into_book
from claimbook.prose.translations import Part, parts_of
from claimbook.site.checking import CheckedBook, check_all


@click.command()
@click.argument("tag", required=False)
@click.option("--folder", type=FOLDER, default=".", help="The book's folder.")
@click.option(
    "--stamp",
    "stamp",
    multiple=True,
    metavar="PATH",
    help="A translation, or a folder of them, that says what the original says now. "
    "Give it once for each.",
)
def command(tag: str | None, folder: Path, stamp: tuple[str, ...]) -> None:
    """List what the editions of a book lack and what is of an older original, of all or of TAG's.

    A translation names the version of the original that it was made from. Whoever has looked
    whether it still says the same has the present version written into it with --stamp.
    """
    with ending_with(DatasetError, HistoryError):
        book = check_all(folder, today=date.fromisoformat(today()))
        by_tag = {one.data.language: parts(book, one.data.language) for one in book.editions}
        if tag is not None and tag not in by_tag:
            near = did_you_mean(tag, by_tag) or f"there are: {', '.join(by_tag) or 'none'}"
            click.echo(printable(f"there is no edition in '{tag}'; {near}"), err=True)
            sys.exit(1)
        chosen = {one: found for one, found in by_tag.items() if tag in {None, one}}
        if stamp:
            _stamp(folder, book, [part for found in chosen.values() for part in found], stamp)
            return
    for one, found in chosen.items():
        for line in told(one, found):
            click.echo(printable(line))
    if not by_tag:
        click.echo("This book has no edition in another language: editions/ holds none.")


def parts(book: CheckedBook, tag: str) -> tuple[Part, ...]:
    """Every record and page of an edition, as it stands to the original."""
    (edition,) = (one for one in book.editions if one.data.language == tag)
    return parts_of(edition.data, edition.pages, book.pages)


def told(tag: str, found: Sequence[Part]) -> Iterator[str]:
    """What is said of an edition, line by line."""
    texts = sum(one.texts for one in found)
    left = sum(one.texts if one.is_missing else len(one.left) for one in found)
    yield f"{tag}: {texts - left:,} of {plural(texts, 'text')} translated"
    yield from _listed("not begun", [one.path for one in found if one.is_missing])
    partly = [one for one in found if one.left and not one.is_missing]
    yield from _listed("not whole", [f"{one.path}: {', '.join(one.left)}" for one in partly])
    yield from _listed("of an older original", [one.path for one in found if one.is_stale])
    yield from _listed("of no version that is named", [o.path for o in found if o.is_unstamped])


def _listed(what: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"  {what}: {len(lines):,}"
        yield from (f"    {line}" for line in lines)


def _stamp(folder: Path, book: CheckedBook, found: Sequence[Part], paths: Sequence[str]) -> None:
    """Write the present version of the original into the translations at some paths."""
    there = {one.path: one for one in found if not one.is_missing}
    chosen: dict[str, Part] = {}
    for path in paths:
        name = path.rstrip("/").removeprefix("./")
        below = {
            one: part for one, part in there.items() if one == name or one.startswith(f"{name}/")
        }
        if not below:
            near = did_you_mean(name, there)
            click.echo(
                printable(f"{path} is no translation of this book. {near}".strip()), err=True
            )
            sys.exit(1)
        chosen |= below
    made = {
        path: stamped(book.text[path], part.version, is_page=path.endswith(".md"))
        for path, part in chosen.items()
        if part.of != part.version
    }
    write_into_book(folder, made)
    click.echo(f"Wrote the version of the original into {plural(len(made), 'file')}.")
