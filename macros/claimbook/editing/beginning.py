"""The first files of a new book, made from the text of any article. Writes nothing."""

import html
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimbook.core.records.book import FORMAT
from claimbook.editing.anchors import anchors
from claimbook.editing.fingerprints import document_yaml, field_yaml
from claimbook.editing.origin import documentation, requirement

STARTER = Path(__file__).parents[1] / "starter"
"""What every book begins with: settings, closed lists, pages, and what a repository wants."""

SETTINGS = "mkdocs.yml"
REQUIREMENTS = "requirements.txt"
GUIDES = "[the guides of Claimbook](guides)"
"""What a page of the starter says in place of a link to the guides, whose address it cannot know."""

GUIDES_UNKNOWN = "the guides of Claimbook, which lie in its repository under `docs/contributing/`"

ANCHORS = "anchors.md"
"""Where the proposed passages stand. They are the article's words, so the file is not published."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a book and its article when it is begun."""

    title: str
    subtitle: str
    as_of: str
    document: Mapping[str, Any]


def first_files(text: str, known: Beginning) -> dict[str, str]:
    """All files of a new book by their paths: its data, its pages, and what a repository wants.

    Args:
        text: the article.
        known: what is said of the book; `document` holds the fields of its record, `id` included.

    Raises:
        DatasetError: with what is wrong with the record of the document.
        OriginError: when a book could not ask for the running engine.
    """
    files = starter_files()
    names = {
        "site_name": html.escape(known.title, quote=False),  # the theme does not escape it
        "site_description": known.subtitle,
    }
    own = "".join(field_yaml(name, value) for name, value in names.items())
    files[SETTINGS] = own + files[SETTINGS]
    files[REQUIREMENTS] = f"{requirement()}\n"
    # the starter has no record of it to take values from
    path, seed = document_yaml(STARTER, text, known.document)
    files[path] = seed
    book = {"format": FORMAT, "title": known.title, "subtitle": known.subtitle}
    book["document"] = known.document["id"]
    book |= {"as_of": known.as_of, "evidence_until": known.as_of}
    files["data/book.yml"] = "".join(field_yaml(name, value) for name, value in book.items())
    files[ANCHORS] = "\n".join(_proposals(text, str(known.document["id"]))) + "\n"
    return files


def starter_files() -> dict[str, str]:
    """The files that are the same in every new book, by their paths."""
    address = documentation()
    guides = GUIDES.replace("(guides)", f"({address})") if address else GUIDES_UNKNOWN
    return {
        path.relative_to(STARTER).as_posix(): path.read_text("utf-8").replace(GUIDES, guides)
        for path in sorted(STARTER.rglob("*"))
        if path.is_file()
    }


def _quoted(words: str) -> str:
    """Words as one argument of a shell, in double quotes where nothing in them means more there."""
    return shlex.quote(words) if set(words) & set('"$`\\!') else f'"{words}"'


def _proposals(text: str, document: str) -> Iterator[str]:
    yield "# Passages that claims could quote"
    yield ""
    yield (
        "Proposed by program, from the article's own words, which are not yours to publish: keep "
        "this file out of the repository (`.gitignore` names it). Take the shortest run that shows "
        "the claim, four words at least."
    )
    for number, words, found in anchors(text, document):
        yield ""
        yield f"## Paragraph {number} ({words} words)"
        for one in found:
            yield ""
            yield f"    claimbook new claim --quote {_quoted(one.quote)}"
        if not found:
            yield ""
            yield "Nothing to propose: too short, or its words stand here twice."
