"""`claimbook draft`: one worksheet in place of many files, and the records that it comes to."""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimbook.cli.shared import (
    IGNORED,
    ending_with,
    folder_argument,
    parting_option,
    with_lines,
)
from claimbook.core.load import MAX_SEED_BYTES, check_book, read_book
from claimbook.core.proofs.fingerprint import fingerprint_of, normalized, text_hash
from claimbook.core.records.models import KINDS
from claimbook.core.records.values import ID_PATTERN
from claimbook.core.text.files import A_LINK, NOT_TEXT
from claimbook.core.text.problems import DatasetError, Place, Problem, plural, printable
from claimbook.editing.articles import read_article
from claimbook.editing.blocks import marked, shown_text
from claimbook.editing.numbered import ARTICLE
from claimbook.editing.saving import write_beside_book, write_into_book
from claimbook.editing.taking import Taking, take
from claimbook.editing.worksheet import WORKSHEET, empty, heading, worksheet
from claimbook.prose.fields import fields_reader

if TYPE_CHECKING:
    from claimbook.core.records.dataset import Dataset
    from claimbook.core.records.reading import Reading
    from claimbook.editing.parting import Parting


@click.command()
@folder_argument
@click.option(
    "--article",
    type=click.Path(path_type=Path),
    help=f"The file with the document's text: by default {ARTICLE} in FOLDER.",
)
@parting_option
@click.option("--take", "takes", is_flag=True, help="Make records of what was written.")
@click.option(
    "--sheet",
    type=click.Path(path_type=Path),
    help=f"The worksheet: by default {WORKSHEET} in FOLDER.",
)
def command(
    folder: Path,
    article: Path | None,
    parting: Parting | None,
    sheet: Path | None,
    *,
    takes: bool,
) -> None:
    """Write a worksheet for the book in FOLDER, or with --take make records of what it says.

    The worksheet has the passages of the document that a claim could quote, those with a number,
    a name or a word of saying first, each with lines to be filled in. Records are made of all
    that somebody wrote in, or of none; what was taken is marked, and can be gone on with.
    """
    place = sheet or folder / WORKSHEET
    with ending_with(DatasetError):
        if takes:
            _take(folder, place)
        elif article is None and not (folder / ARTICLE).is_file():
            help_text = "give the document's text with --article, or take with --take"
            raise click.UsageError(help_text)
        else:
            _write(folder, article or folder / ARTICLE, parting, place)


def drafted(text: str, data: Dataset) -> str:
    """The worksheet of a book.

    Args:
        text: the document's text, one paragraph a line.
        data: the book, whose document has a fingerprint.
    """
    return worksheet(text, data, fields_reader(data.vocabulary.units, data.document.language))


def _write(folder: Path, article: Path, parting: Parting | None, place: Path) -> None:
    text, data = read_article(article, parting).text, _book(read_book(folder))
    fingerprint = fingerprint_of(data.document)
    if fingerprint is None:
        path = f"seeds/{data.document.id}.yml"
        message, help_text = "this document has no fingerprint", "make it: claimbook fingerprint"
        raise DatasetError([Problem(Place(path), "E060", message, help_text)])
    if place.exists() or place.is_symlink():
        help_text = "go on with it: claimbook draft --take; or give another with --sheet"
        raise DatasetError([Problem(Place(str(place)), "E004", "is there already", help_text)])
    written = drafted(text, data)
    found = written.count(f"\n{heading('claims', '')}")
    if not found and not data.claims:
        message = f"no passage of this text is proved by seeds/{data.document.id}.yml"
        help_text = "give the text from which the fingerprint was made"
        raise DatasetError([Problem(Place(str(article)), "E062", message, help_text)])
    write_beside_book(folder, place, written.encode())
    if place.parent.resolve() == folder.resolve():
        line = "/" + re.sub(r"([\\*?\[ ])", r"\\\1", place.name)
        write_beside_book(
            folder, folder / IGNORED, with_lines(folder / IGNORED, "", [line]).encode()
        )
    click.echo(f"Wrote {printable(str(place))}: {plural(found, 'passage')} to claim from.")
    if text_hash(text) != fingerprint.sha256:
        click.echo(
            "This text is not quite the one from which the fingerprint was made: passages that it "
            "does not prove were left out. 'claimbook verify' says where they differ."
        )


def _book(reading: Reading) -> Dataset:
    """The book, as far as its records are sound; without its document and its lists it is none."""
    checked = check_book(reading)
    data = checked.data or checked.sound
    if data is None or data.book.document not in data.documents:
        raise DatasetError(checked.errors, checked.text)
    return data


def _take(folder: Path, place: Path) -> None:
    raw = _read(place)
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    reading, path = read_book(folder), str(place)
    if reading.vocabulary is None or not reading.book:
        _book(reading)
    done = take(folder, reading, text, path)
    if done.problems:
        click.echo(str(DatasetError(done.problems, {**reading.text, path: text})), err=True)
        if done.begun:
            _begin(folder, place, raw, text, done)
        sys.exit(1)
    if not done.files:
        message = "Nothing to take: nobody has written below a passage since the last time."
        click.echo(message, err=True)
        sys.exit(1)
    write_into_book(
        folder,
        done.files,
        new=True,
        beside={place: _as_it_was(place, raw, marked(text, done.taken))},
    )
    for one in done.files:
        click.echo(f"Wrote {printable(str(folder / one))}")
    for part in done.left_out:
        told = printable(f"{part.place}: {part.text}")
        click.echo(f"Left out, since nothing says what it counts: {told}")
    click.echo(f"{plural(len(done.files), 'record')}; {plural(done.waiting, 'passage')} left.")


def _read(place: Path) -> bytes:
    """A worksheet as it is."""
    detail, help_text = "", ""
    if place.is_symlink():
        detail = A_LINK
    elif not place.is_file():
        detail, help_text = (
            "there is no worksheet here",
            "begin one: claimbook draft --article FILE",
        )
    elif place.stat().st_size > MAX_SEED_BYTES:
        detail = f"larger than {MAX_SEED_BYTES // 1000:,} KB"
    else:
        try:
            raw = place.read_bytes()
            raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            detail = NOT_TEXT
        except OSError as error:
            detail = f"cannot be read: {error.strerror}"
        else:
            return raw
    raise DatasetError([Problem(Place(str(place)), "E004", detail, help_text)])


def _as_it_was(place: Path, raw: bytes, text: str) -> bytes:
    """A changed worksheet with the line ends that it had, if nobody else has changed it since."""
    if _read(place) != raw:
        detail, help_text = "somebody has changed this meanwhile", "look at it, then try again"
        raise DatasetError([Problem(Place(str(place)), "E004", detail, help_text)])
    is_marked = raw.startswith(BOM_UTF8)
    ends = text.replace("\n", "\r\n") if b"\r\n" in raw else text
    return (BOM_UTF8 if is_marked else b"") + ends.encode()


def _begin(folder: Path, place: Path, raw: bytes, text: str, done: Taking) -> None:
    """Add a block to the worksheet for each record that is named in it and not there."""
    data = _book(read_book(folder))
    shown = normalized(shown_text(text))
    blocks = [empty(kind, data, *_known(kind, name, shown)) for kind, name in done.begun]
    more = "\n".join(["", "# named above, and not in the book yet", *blocks])
    write_beside_book(folder, place, _as_it_was(place, raw, text.rstrip("\n") + "\n" + more))
    added = ", ".join(f"[{KINDS[kind].singular}] {name}" for kind, name in done.begun)
    click.echo(
        f"Added to the end of {printable(str(place))}, to be filled in: {printable(added)}.",
        err=True,
    )


def _known(kind: str, name: str, shown: str) -> tuple[str, dict[str, str]]:
    """What is known of a record that is named: what it is called, or else its address or id."""
    if "://" in name:
        return "", {"url": name}
    if re.fullmatch(ID_PATTERN, name) and "-" in name:
        return "", {"id": name}
    is_there = kind == "actors" and normalized(name) in shown
    return name, {"named_in_document": "true"} if is_there else {}
