"""The first files of a new book, made from the text of any article. Writes nothing."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimbook.editing.anchors import anchors
from claimbook.editing.fingerprints import document_yaml, field_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STARTER = Path(__file__).parent.parent / "starter"
"""The pages and the closed lists with which every book begins."""

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
    """The data, the fingerprint, the pages and the proposals of a new book, by path.

    Args:
        text: the article.
        known: what is said of the book; `document` holds the fields of its record, `id` included.

    Raises:
        DatasetError: with what is wrong with the record of the document.
    """
    files = {
        path.relative_to(STARTER).as_posix(): path.read_text("utf-8")
        for path in sorted(STARTER.rglob("*"))
        if path.is_file()
    }
    # no record of it is there yet
    path, seed = document_yaml(STARTER, text, known.document)
    files[path] = seed
    book = {"title": known.title, "subtitle": known.subtitle, "document": known.document["id"]}
    book |= {"as_of": known.as_of, "evidence_until": known.as_of}
    files["data/book.yml"] = "".join(field_yaml(name, value) for name, value in book.items())
    files[ANCHORS] = "\n".join(_proposals(text, str(known.document["id"]))) + "\n"
    return files


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
