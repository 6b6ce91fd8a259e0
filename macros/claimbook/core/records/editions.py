"""Editions of a book in other languages: what was translated, what is left, and the dataset of each.

A translation stands in `editions/<tag>/<kind>/<id>.yml`, or in `book.yml` and `vocabulary.yml`: a
flat mapping from the path of a text to the text, and under `original` the version of the original.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

from claimbook.core.records.dataset import Dataset, Edition
from claimbook.core.records.series import Drawing, Series
from claimbook.core.records.texts import (
    TRANSLATED,
    Said,
    TextField,
    filled_in,
    left_out,
    texts_of,
    version_of,
    with_texts,
)
from claimbook.core.records.values import Record
from claimbook.core.records.vocabulary import LARGE, UnitEntry, Vocabulary
from claimbook.core.text.keeping import once
from claimbook.core.text.numerals import scale_of
from claimbook.core.text.problems import Place
from claimbook.core.text.yaml_text import Located

ORIGINAL = "original"
"""The key under which a translation names the version of the original it was made from."""

SINGLE = ("book", "vocabulary")
"""What there is one of, in a file of its own: both are records without an id."""

OF_SITE = "site"
"""The file of an edition that translates what `mkdocs.yml` shows to readers."""

Name = tuple[str, str]
"""The kind and id of a record; of the book's own and of its lists the id is empty."""


@dataclass(slots=True)
class Translation:
    """A translation of one record as written, in the edition of a tag."""

    tag: str
    kind: str
    id: str
    located: Located

    @property
    def name(self) -> Name:
        """The kind and id of what is translated."""
        return self.kind, self.id

    @property
    def data(self) -> dict[str, Any]:
        """All that was written; empty where it is no mapping."""
        return self.located.data if isinstance(self.located.data, dict) else {}

    @property
    def given(self) -> dict[str, Any]:
        """The texts as written, by their paths; what is left empty is not translated yet."""
        return {
            path: text for path, text in self.data.items() if path != ORIGINAL and text is not None
        }

    @property
    def of(self) -> str | None:
        """The version of the original that it names."""
        written = self.data.get(ORIGINAL)
        return None if written is None else str(written)

    def place(self, key: str) -> Place:
        """Where the text at a path stands."""
        return self.located.place((key,))

    def key_place(self, key: str) -> Place:
        """Where a path stands."""
        return self.located.key_place((key,))


def translatable(data: Dataset) -> Iterator[tuple[Name, Record]]:
    """Every record that has texts in the book's language, with its kind and id."""
    yield ("book", ""), data.book
    yield ("vocabulary", ""), data.vocabulary
    for kind in TRANSLATED:
        for record_id, record in data.records(kind).items():
            yield (kind, record_id), record


@once
def all_texts(data: Dataset) -> dict[Name, dict[str, TextField]]:
    """The texts of every record of a book by their paths, for those who translate it."""
    return {name: texts_of(record) for name, record in translatable(data)}


@once
def versions(data: Dataset) -> dict[Name, str]:
    """The version of every record of a book for those who translate it."""
    return {name: version_of(texts) for name, texts in all_texts(data).items()}


def file_of(tag: str, name: Name) -> str:
    """The file in which a record's translation stands, from the book's folder."""
    kind, record_id = name
    return f"editions/{tag}/{kind}/{record_id}.yml" if record_id else f"editions/{tag}/{kind}.yml"


def edition_of(data: Dataset, tag: str, translations: Mapping[Name, Translation]) -> Dataset:
    """The edition of a book in another language, with all that is translated put in its place.

    What is not translated is in the original's language there.
    """
    texts = all_texts(data)
    known: dict[str, str] = {}
    said: dict[Name, dict[str, Said]] = {}
    for name, of_record in texts.items():
        given = translations[name].given if name in translations else {}
        said[name] = filled_in(of_record, given, known)
        if name == ("book", ""):  # rows that are called as a side are drawn in its color
            known = {
                side.name: str(said[name].get(f"sides.{side.id}.name", side.name))
                for side in data.book.sides
            }
    edition = Edition(
        original=data,
        said={name: one for name, one in said.items() if one},
        left={
            name: left
            for name, one in texts.items()
            if (left := _left(data, name, left_out(one, said[name]), tag))
        },
        of={
            name: (one.of, one.place(ORIGINAL))
            for name, one in translations.items()
            if name in texts
        },
    )
    put = {name: _in_language(one, said[name], data.language) for name, one in translatable(data)}
    places = {name: one.located.place(()) for name, one in translations.items() if name[1]}
    by_kind = {
        kind: {one: put.get((kind, one), record) for one, record in records.items()}
        for kind, records in data.by_kind.items()
    }
    book, vocabulary = put["book", ""], put["vocabulary", ""]
    return replace(
        data,
        book=book,
        vocabulary=vocabulary,
        by_kind=by_kind,
        places={**data.places, **places},
        language=tag,
        edition=edition,
    )


def _left(data: Dataset, name: Name, left: tuple[str, ...], tag: str) -> tuple[str, ...]:
    """The paths of texts that are left, but for quotations that are in the edition's language."""
    kind, record_id = name
    if kind != "claims":
        return left
    evidence = data.claims[record_id].evidence
    in_language = {"quote": data.document.language}
    in_language |= {
        f"evidence.{at}.quote": data.sources[one.source].language
        for at, one in enumerate(evidence, start=1)
    }
    base = tag.partition("-")[0]
    return tuple(path for path in left if in_language.get(path, "").partition("-")[0] != base)


def _in_language(record: Any, said: Mapping[str, Said], language: str) -> Any:
    """A record with its texts in another language, and what names a text by its words."""
    put = with_texts(record, said)
    if isinstance(put, Vocabulary):
        units = tuple(map(_sized, record.units, put.units, repeat(language)))
        return put.model_copy(update={"units": units})
    if isinstance(put, Series) and put is not record and put.chart.emphasis:
        pairs = zip(record.rows, put.rows, strict=True)
        labels = {old.label: new.label for old, new in pairs if old.label}
        emphasis = labels.get(put.chart.emphasis, put.chart.emphasis)
        chart: Drawing = put.chart.model_copy(update={"emphasis": emphasis})
        return put.model_copy(update={"chart": chart})
    return put


def _sized(original: UnitEntry, unit: UnitEntry, language: str) -> UnitEntry:
    """A unit that knows its size where its words use it; the original's words say what it is."""
    forms = (unit.words, unit.short, unit.one or "")
    if original.size or not any(LARGE in form for form in forms):
        return unit
    return unit.model_copy(update={"size": scale_of(original.words, language)})


def share_done(data: Dataset) -> tuple[int, int]:
    """How many texts of an edition are translated, and how many there are."""
    needed = sum(
        one.needed for texts in all_texts(data.original).values() for one in texts.values()
    )
    left = sum(len(one) for one in data.edition.left.values()) if data.edition else 0
    return needed - left, needed
