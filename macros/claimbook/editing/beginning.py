"""The first files of a new book, made from the text of any article."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimbook.core.records.book import FORMAT
from claimbook.core.text.messages import SOURCE, gettext, later, speaking
from claimbook.editing.fingerprints import document_yaml, field_yaml
from claimbook.editing.origin import documentation, requirement
from claimbook.editing.translating import translated

STARTER = Path(__file__).parents[1] / "starter"
"""What every book begins with: settings, closed lists, pages, and what a repository wants."""

SETTINGS = "mkdocs.yml"
LANGUAGE = "language: en"
"""What the starter's settings say of the language of a book."""

REQUIREMENTS = "requirements.txt"
GUIDES = re.compile(r"\[([^\]]+)\]\(guides\)")
"""What a page of the starter says in place of a link to the guides, whose address it cannot know."""

GUIDES_UNKNOWN = later(
    "the guides of Claimbook, which lie in its repository under `docs/contributing/`"
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a book and its article when it is begun; `language` is that of the book."""

    title: str
    subtitle: str
    as_of: str
    language: str
    document: Mapping[str, Any]


def first_files(text: str, known: Beginning) -> dict[str, str]:
    """All files of a new book by their paths: its data, its pages, and what a repository wants.

    Raises:
        DatasetError: with what is wrong with the record of the document.
        OriginError: when a book could not ask for the running engine.
    """
    files = starter_files(known.language)
    names = {
        "site_name": html.escape(known.title, quote=False),  # the theme does not escape it
        "site_description": known.subtitle,
    }
    own = "".join(field_yaml(name, value) for name, value in names.items())
    files[SETTINGS] = own + files[SETTINGS].replace(LANGUAGE, f"language: {known.language}")
    files[REQUIREMENTS] = f"{requirement()}\n"
    # the starter has no record of it to take values from
    path, seed = document_yaml(STARTER, text, known.document)
    files[path] = seed
    book = {"format": FORMAT, "title": known.title, "subtitle": known.subtitle}
    book["document"] = known.document["id"]
    book |= {"as_of": known.as_of, "evidence_until": known.as_of}
    files["data/book.yml"] = "".join(field_yaml(name, value) for name, value in book.items())
    return files


def starter_files(language: str = SOURCE) -> dict[str, str]:
    """The files that are the same in every new book of a language, by their paths."""
    address = documentation()
    paths = [path for path in sorted(STARTER.rglob("*")) if path.is_file()]
    with speaking(language):
        unknown = gettext(GUIDES_UNKNOWN)

        def guides(link: re.Match[str]) -> str:
            return f"[{link[1]}]({address})" if address else unknown

        names = (path.relative_to(STARTER).as_posix() for path in paths)
        return {
            name: GUIDES.sub(guides, translated(name, path.read_text("utf-8")))
            for name, path in zip(names, paths, strict=True)
        }
