"""`claimbook init`: a new book from any article, and nothing of the engine."""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import click

from claimbook.cli.shared import parting_option
from claimbook.core.proofs.fingerprint import words
from claimbook.core.records.values import slug
from claimbook.core.text.messages import gettext, speaking
from claimbook.core.text.problems import DatasetError, plural, printable
from claimbook.core.text.whole import write_all
from claimbook.editing.articles import language_said, read_article
from claimbook.editing.beginning import ANCHORS, REQUIREMENTS, SETTINGS, Beginning, first_files
from claimbook.editing.correcting import today
from claimbook.editing.fixing import repairs
from claimbook.editing.history import HistoryError
from claimbook.editing.numbered import ARTICLE, FIELDS, numbered
from claimbook.editing.origin import OriginError, is_of_this_machine
from claimbook.site.checking import check_all
from claimbook.site.languages import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimbook.editing.articles import Article
    from claimbook.editing.parting import Parting

OF_A_BOOK = ("data", "seeds", "docs", SETTINGS, "mkdocs.yaml", REQUIREMENTS, ANCHORS)
"""What no folder holds in which a book can begin. All else of a repository may be there."""

IGNORED = ".gitignore"

OTHERWISE = (
    "what is said of the article is given with --title, --author, --published, --url and so on"
)

NOT_KNOWN = "not recorded"
TITLE_WORDS = 12
LONGEST_PROPOSED = 60
"""Maximum number of characters in an id that is made of a title."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--article",
    required=True,
    type=click.Path(path_type=Path),
    help="The file with its text: plain text, Markdown, a saved web page, a PDF or a DOCX file.",
)
@parting_option
@click.option("--id", "id_", help="The article's id: by default from its title.")
@click.option(
    "--title", help="The article's title: by default that of the page, or its first line."
)
@click.option("--author", help="Who wrote the article.")
@click.option("--publisher", help="Who published the article.")
@click.option(
    "--language", help="Its language, such as en or zh-Hant: by default as its text looks."
)
@click.option("--book-language", help="The language of the book: by default that of the article.")
@click.option("--published", help="When, as an EDTF date such as 2025-12-04.")
@click.option("--url", help="Its address, if it may be linked.")
@click.option("--book-title", help="The book's title: by default the article's.")
def command(
    folder: Path,
    article: Path,
    parting: Parting | None,
    book_title: str | None,
    **described: str | None,
) -> None:
    """Begin a book in DIR that explains the article in a file.

    What a saved page says of title, author, publisher, date, language and address is taken from it;
    options win. The text itself is not kept in the book: DIR gets its fingerprint, proposals for
    passages to quote, closed lists, first pages and settings. What was taken stands in article.txt,
    which is yours alone. DIR may be a repository in which no book is; what is there stays as it is.
    Nothing is written when anything is wrong.
    """
    try:
        taken = read_article(article, parting)
        language, how = (
            (described["language"], "") if described["language"] else language_said(taken)
        )
        known = _beginning(taken, book_title, {**described, "language": language})
        said = {name: str(value) for name, value in known.document.items()}
        files = _sound(first_files(taken.text, known))
        files[ARTICLE] = numbered(taken.paragraphs, said, article.name, said["id"])
        kept = _write(folder, files, _lines_to_ignore(folder, article))
    except DatasetError as error:
        is_of_record = any(one.place.path.startswith("seeds/") for one in error.problems)
        _fail(str(error), OTHERWISE if is_of_record else "")
    except (HistoryError, OriginError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or folder}: cannot be written: {error.strerror}")
    click.echo(f"Began a book in {folder}: {printable(known.title)}.")
    _tell_of_article(taken, article, said, how)
    _tell(folder, known, kept, files[REQUIREMENTS])


def _beginning(
    article: Article, book_title: str | None, described: Mapping[str, str | None]
) -> Beginning:
    first = article.paragraphs[0]
    words = first.split()
    short = first if len(words) <= TITLE_WORDS else f"{' '.join(words[:TITLE_WORDS])} …"
    title = described["title"] or article.known.get("title") or short
    proposed = slug(title, LONGEST_PROPOSED) or "article"
    fields = {"id": described["id_"] or proposed, "title": title, "publisher": NOT_KNOWN}
    for name in ("publisher", "author", "language", "published", "url"):
        if value := described[name] or article.known.get(name):
            fields[name] = value
    language = _language(described["book_language"], fields["language"])
    with speaking(language):
        subtitle = gettext("One article, claim by claim")
    return Beginning(book_title or title, subtitle, today(), language, fields)


def _language(asked: str | None, of_article: str) -> str:
    """The language of the book: the one that is asked for, else the article's or English."""
    if asked and not spoken(asked):
        _fail(
            f"the theme has no words in '{asked}'", "name another language, such as en or zh-Hant"
        )
    return spoken(asked or of_article) or "en"


def _sound(files: Mapping[str, str]) -> dict[str, str]:
    """The files of a new book in the form that all files have, when nothing is wrong with them.

    Raises:
        DatasetError: with what is wrong.
    """
    with TemporaryDirectory() as trial:
        root = Path(trial)
        write_all({root / path: text.encode() for path, text in files.items()})
        check_all(root)
        return {**files, **{one.path: one.after for one in repairs(root)}}


def _write(folder: Path, files: Mapping[str, str], ignored: Sequence[str]) -> list[str]:
    """Write a book into its folder, all of it or nothing; tell which of the files were there."""
    if folder.exists() and not folder.is_dir():
        _fail(f"{folder} is there already", "name a folder that is new or holds no book")
    if taken := [name for name in OF_A_BOOK if os.path.lexists(folder / name)]:
        _fail(f"{folder / taken[0]} is there already", "name a folder that is new or holds no book")
    contents, kept = {}, []
    for path, text in files.items():
        _refuse_odd(folder, path)
        if path == IGNORED:
            contents[folder / path] = _with_lines(folder / path, text, ignored).encode()
        elif (folder / path).exists():
            kept.append(path)
        else:
            contents[folder / path] = text.encode()
    write_all(contents)
    return kept


def _refuse_odd(folder: Path, path: str) -> None:
    """See to it that a file's place is in the folder, and that nothing but a file is there."""
    above = [folder / one for one in PurePath(path).parents][:-1]
    odd = [one for one in above if one.is_symlink() or (one.exists() and not one.is_dir())]
    if os.path.lexists(folder / path) and (
        (folder / path).is_symlink() or not (folder / path).is_file()
    ):
        odd.append(folder / path)
    if odd:
        _fail(f"{odd[0]} is in the way", "remove it, or name another folder")


def _lines_to_ignore(folder: Path, article: Path) -> list[str]:
    """The article's own file as git names it, where it lies in the book's folder.

    So is the folder that browsers put beside a page which they save with its pictures.
    """
    beside = article.with_name(f"{article.stem}_files")
    mine = [article, *([beside] if beside.is_dir() else [])]
    root = folder.resolve()
    inside = [one.resolve() for one in mine if one.resolve().is_relative_to(root)]
    names = (one.relative_to(root).as_posix() for one in inside)
    return ["/" + re.sub(r"([\\*?\[ ])", r"\\\1", name) for name in names]


def _with_lines(path: Path, text: str, more: Sequence[str]) -> str:
    """The list of what git ignores, with the lines that are not in it yet."""
    try:
        there = path.read_text("utf-8") if path.exists() else ""
    except UnicodeDecodeError:
        _fail(f"{path} is not UTF-8 text", "save it as such")
    lines = [*text.splitlines(), *more]
    lacking = [line for line in lines if line not in there.splitlines()]
    return "\n".join([*([there.rstrip("\n")] if there else []), *lacking]) + "\n"


def _tell_of_article(article: Article, path: Path, said: Mapping[str, str], how: str) -> None:
    """Say what was taken, from what, and what is known of the article by it."""
    count = sum(len(words(one)) for one in article.paragraphs)
    of = f"{plural(len(article.paragraphs), 'paragraph')}, {plural(count, 'word')}"
    encoding = f" in {article.encoding}, as it looks" if article.encoding else ""
    click.echo(f"   taken from {printable(path.name)}, {article.form}{encoding}: {of}")
    for name in FIELDS:
        if name in said and said[name] != NOT_KNOWN:
            because = f" ({how}; --language names another)" if name == "language" and how else ""
            click.echo(f"   {name}: {printable(said[name])}{because}")


def _tell(folder: Path, known: Beginning, kept: Sequence[str], required: str) -> None:
    click.echo(f"   cd {shlex.quote(str(folder))} && mkdocs serve    shows it as it is")
    click.echo(
        f"   {ARTICLE}   what was taken, by paragraphs: look whether all is right; it says how to mend"
    )
    click.echo(f"   {ANCHORS}    passages that claims could quote")
    click.echo("   README.md     how others install what the book needs")
    if kept:
        click.echo(f"Left as they were: {', '.join(kept)}")
    if is_of_this_machine(required):
        click.echo(
            f"{REQUIREMENTS} names a place on this machine: before you publish the book, write there"
        )
        click.echo("what others can install, such as a release or an address with a commit.")
    if known.document["publisher"] == NOT_KNOWN:
        seed = f"seeds/{known.document['id']}.yml"
        click.echo(f"Still to say in {seed}: who published the article, and when.")


def _fail(message: str, help_text: str = "") -> NoReturn:
    click.echo(f"claimbook init: {message}", err=True)
    if help_text:
        click.echo(f"   help: {help_text}", err=True)
    sys.exit(1)
