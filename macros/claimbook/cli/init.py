"""`claimbook init`: a new book from any article, with all that building it needs."""

from __future__ import annotations

import html
import json
import re
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import click

from claimbook.core.text.problems import DatasetError, printable
from claimbook.editing.beginning import ANCHORS, Beginning, first_files
from claimbook.editing.correcting import today
from claimbook.editing.fingerprints import read_document
from claimbook.editing.fixing import repairs
from claimbook.editing.history import HistoryError
from claimbook.editing.schemas import schemas
from claimbook.site.checking import check_all

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).parents[3]
"""The checkout whose code goes along."""

TAKEN = (
    *("macros", "pyproject.toml", "constraints.txt", "Makefile", "LICENSE", "CONTRIBUTING.md"),
    *(".gitignore", ".editorconfig", ".vscode", ".github"),
    *("docs/assets/css", "docs/assets/js", "docs/assets/favicon.svg", "docs/contributing"),
    "docs/about/data.md",
)
"""What a book takes over as it is: the code, its settings, looks and guides."""

LEFT = ("__pycache__", "code.yml")
"""What stays here: the tests of the code are not taken along, so nothing can run them there."""

WITHOUT = ("about/accessibility.md",)
"""Pages that a new book does not have: nobody has audited it."""

NOT_KNOWN = "not recorded"
TITLE_WORDS = 12


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--article", required=True, type=click.Path(path_type=Path), help="The file with its text."
)
@click.option("--id", "id_", help="The article's id: by default from its title.")
@click.option("--title", help="The article's title: by default its first line.")
@click.option("--publisher", default=NOT_KNOWN, help="Who published the article.")
@click.option("--language", default="en", help="Its language, such as en or zh-Hant.")
@click.option("--published", help="When, as an EDTF date such as 2025-12-04.")
@click.option("--url", help="Its address, if it may be linked.")
@click.option("--book-title", help="The book's title: by default the article's.")
def command(folder: Path, article: Path, book_title: str | None, **described: str | None) -> None:
    """Begin a book in DIR that explains the article whose text is in the file TEXT.

    The text itself is not kept: DIR gets its fingerprint, proposals for passages to quote, closed
    lists, first pages and the code. Nothing is written when DIR is there and not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        _fail(f"{folder} is there already", "name a folder that is new or empty")
    if not (PROJECT / "mkdocs.yml").is_file():
        _fail("the code of claimbook is not here as a checkout", "clone its repository first")
    made: Path | None = None
    try:
        text = read_document(article)
        known = _beginning(text, book_title, described)
        folder.parent.mkdir(parents=True, exist_ok=True)
        home = folder if folder.exists() else folder.parent
        made = Path(mkdtemp(prefix=f".{folder.name}.", dir=home))
        _take_over(made, known)
        _write(made, first_files(text, known))
        _write(made, schemas(check_all(made).data.vocabulary))
        _write(made, {one.path: one.after for one in repairs(made)})
        _move(made, folder)
    except (DatasetError, HistoryError) as error:
        _fail(str(error))
    except OSError as error:
        why = error.args[0][0][-1] if isinstance(error, shutil.Error) else error.strerror
        _fail(f"{folder}: cannot be written: {why}")
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
    _tell(folder, known)


def _beginning(text: str, book_title: str | None, described: Mapping[str, str | None]) -> Beginning:
    first = " ".join(next(line for line in text.splitlines() if line.strip()).split())
    words = first.split()
    short = first if len(words) <= TITLE_WORDS else f"{' '.join(words[:TITLE_WORDS])} …"
    title = described["title"] or short
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")
    fields = {"id": described["id_"] or slug or "article", "title": title}
    fields |= {
        name: value
        for name in ("publisher", "language", "published", "url")
        if (value := described[name])
    }
    return Beginning(book_title or title, "One article, claim by claim", today(), fields)


def _take_over(folder: Path, known: Beginning) -> None:
    """Copy the code and its settings, under the names of this book."""
    for name in TAKEN:
        source, target = PROJECT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT))
        elif source.is_file():
            shutil.copy(source, target)
    with (folder / ".gitignore").open("a", encoding="utf-8", newline="\n") as ignored:
        ignored.write(f"/{ANCHORS}\n")
    config = _config((PROJECT / "mkdocs.yml").read_text("utf-8"), known)
    _write(folder, {"mkdocs.yml": config})


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")


def _config(text: str, known: Beginning) -> str:
    """The settings of the site with this book's names, without pages that it does not have."""
    names = {
        "site_name": html.escape(known.title, quote=False),  # the theme writes it out as it is
        "site_description": known.subtitle,
        "copyright": "All quotations belong to their authors.",
    }
    for name, value in names.items():
        line = f"{name}: {json.dumps(value, ensure_ascii=False)}"
        text = re.sub(rf"^{name}: .*$", line.replace("\\", r"\\"), text, flags=re.MULTILINE)
    for page in WITHOUT:
        text = re.sub(rf"^ *- .*{re.escape(page)}\n", "", text, flags=re.MULTILINE)
    return text


def _move(made: Path, folder: Path) -> None:
    """Put a book in its place; a folder that is there stays the same one, and is filled."""
    if not folder.exists():
        made.chmod(0o755)
        made.rename(folder)
        return
    for one in [*made.iterdir()]:
        one.rename(folder / one.name)


def _tell(folder: Path, known: Beginning) -> None:
    click.echo(f"Began a book in {folder}: {printable(known.title)}.")
    click.echo(f"   cd {folder} && make site      builds it as it is")
    click.echo(f"   {ANCHORS}                     passages that claims could quote")
    click.echo("   docs/contributing/own-book.md  what comes next")
    if known.document["publisher"] == NOT_KNOWN:
        seed = f"seeds/{known.document['id']}.yml"
        click.echo(f"Still to say in {seed}: who published the article, and when.")


def _fail(message: str, help_text: str = "") -> None:
    click.echo(f"claimbook init: {message}", err=True)
    if help_text:
        click.echo(f"   help: {help_text}", err=True)
    sys.exit(1)
