"""The first files of a new book, made from the text of any article, and passages to claim from."""

import html
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimbook.core.proofs.fingerprint import (
    SHINGLE,
    Fingerprint,
    fingerprint_of_text,
    words_with_places,
)
from claimbook.core.proofs.quotations import Placement, Quoted, locate
from claimbook.core.records.book import FORMAT
from claimbook.core.rules.shape import QUOTE_WORDS
from claimbook.core.text.messages import SOURCE, gettext, later, speaking
from claimbook.core.text.number_forms import number_forms
from claimbook.core.text.numerals import written_numbers
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

ANCHORS = "anchors.md"
"""Where the proposed passages stand. They are the article's words, so the file is not published."""


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
    files[ANCHORS] = "\n".join(_proposals(text, known.document)) + "\n"
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


def _quoted(words: str) -> str:
    """Words as one argument of a shell, in double quotes where nothing in them means more there."""
    return shlex.quote(words) if set(words) & set('"$`\\!') else f'"{words}"'


def _proposals(text: str, document: Mapping[str, Any]) -> Iterator[str]:
    yield "# Passages that claims could quote"
    yield ""
    yield (
        "Proposed by program, from the article's own words, which are not yours to publish: keep "
        "this file out of the repository (`.gitignore` names it). Take the shortest run that shows "
        "the claim, four words at least."
    )
    for number, words, found in anchors(
        text, str(document["id"]), document.get("language") or "en"
    ):
        yield ""
        yield f"## Paragraph {number} ({words} words)"
        for one in found:
            yield ""
            yield f"    claimbook new claim --quote {_quoted(one.quote)}"
        if not found:
            yield ""
            yield "Nothing to propose: too short, or its words stand here twice."


_END = re.compile(r"(?<=[^A-Z][.!?؟])[\"'”’)]*\s+|(?<=[。！？])")
"""A full stop after a capital, as in U.S., ends no sentence."""

_CLAUSE = re.compile(r"(?<=[，、；])")
"""The end of a part of a sentence, in scripts that have no spaces at which it could be cut."""

_NUMBER = re.compile(r"\d|\b(?:percent|million|billion|half|third|double|twice)\b", re.IGNORECASE)
_SPEECH = re.compile(
    r"[“”\"「」«»]|\b(?:said|says|told|stated|according|announced|promised|warned|denied|emphasi[sz]ed|hopes?|expects?|will)\b",
    re.IGNORECASE,
)
MOST = 3
"""Maximum number of passages proposed for a paragraph, the most telling first."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that a claim could quote: the words as they are printed, and their paragraph."""

    paragraph: int
    quote: str
    weight: int


def anchors(
    text: str, document: str, language: str = "en"
) -> Iterator[tuple[int, int, tuple[Anchor, ...]]]:
    """Each paragraph of a document with how many words it has, and passages that could be quoted.

    A passage is worth more for a number or for words of speech in it; each has from four to 25
    words and one place only, so that it is proved as it stands.
    """
    fingerprint = fingerprint_of_text(text, document)
    paragraphs = [line for line in text.splitlines() if line.strip()]
    for number, paragraph in enumerate(paragraphs, start=1):
        passages = _passages(paragraph)
        found = [_anchor(one, number, fingerprint, language) for one in passages]
        ranked = sorted((one for one in found if one), key=lambda one: -one.weight)
        yield number, fingerprint.paragraphs[number - 1].words, tuple(ranked[:MOST])


def _passages(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph, long ones of a script without spaces in their parts."""
    for sentence in _END.split(paragraph):
        is_long = len(words_with_places(sentence)) > QUOTE_WORDS
        yield from _CLAUSE.split(sentence) if is_long else [sentence]


def _number_at(text: str, language: str) -> int:
    """Where the first number of a text ends, or 0 while there is none."""
    if number_forms(language).is_english:
        found = _NUMBER.search(text)
        return found.end() if found else 0
    numbers = written_numbers(text, language)
    return next((one.end for one in numbers if one.figures is not None or one.is_amount), 0)


def _anchor(
    sentence: str, paragraph: int, fingerprint: Fingerprint, language: str
) -> Anchor | None:
    """The stretch of a sentence that holds its number, or else its beginning."""
    words = words_with_places(sentence)
    number = _number_at(sentence, language)
    telling = next((at for at, (_, (_, end)) in enumerate(words) if end >= number), 0)
    first = max(0, min(telling - QUOTE_WORDS // 2, len(words) - QUOTE_WORDS))
    run = words[first : first + QUOTE_WORDS]
    if len(run) < SHINGLE:
        return None
    quote = " ".join(sentence[run[0][1][0] : run[-1][1][1]].split()).strip(" \"“”'‘’,;，、；。")
    place = locate(Quoted(quote, paragraph), fingerprint)
    weight = 2 * bool(_number_at(quote, language)) + bool(_SPEECH.search(sentence))
    return Anchor(paragraph, quote, weight) if isinstance(place, Placement) else None
