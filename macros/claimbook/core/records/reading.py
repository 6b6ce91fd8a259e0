"""A book as it was read: every draft of a record with its places, before anything is believed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from claimbook.core.records.book import Book
from claimbook.core.records.claims import Claim, Evidence
from claimbook.core.records.editions import Translation
from claimbook.core.records.fields import Mark, MarkedValue, marked, shape_of
from claimbook.core.records.models import KINDS
from claimbook.core.records.values import Record
from claimbook.core.records.vocabulary import Vocabulary
from claimbook.core.text.problems import Lines, Place
from claimbook.core.text.yaml_text import Fault, Located, Path

MODELS: dict[str, type[Record]] = {
    **{name: kind.model for name, kind in KINDS.items()},
    "book": Book,
    "vocabulary": Vocabulary,
}

PEOPLE = "people"
"""The list of the book's own record that is a closed list like those of the vocabulary."""


@dataclass(slots=True)
class Draft:
    """One record as written. `prefix` leads to it in a file that lists several."""

    kind: str
    stem: str
    located: Located
    prefix: Path = ()
    record: Record | None = None
    errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def written(self) -> Any:
        """The record as read, whatever it is; only the model is given it."""
        data = self.located.data
        for step in self.prefix:
            data = data[step]
        return data

    @property
    def is_mapping(self) -> bool:
        """Whether what stands there is a mapping of fields, as a record is."""
        return isinstance(self.written, dict)

    @property
    def data(self) -> dict[str, Any]:
        """The record's values as read; empty where it is no mapping.

        So no rule but the one about the shape of a record meets what is none.
        """
        return self.written if self.is_mapping else {}

    @property
    def id(self) -> str:
        """The id as written, or the file's name while it has none."""
        written = self.data.get("id")
        return written if isinstance(written, str) else self.stem

    @property
    def was(self) -> tuple[str, ...]:
        """The former ids as written."""
        written = self.data.get("was")
        listed = written if isinstance(written, list) else []
        return tuple(one for one in listed if isinstance(one, str))

    @property
    def model(self) -> type[Record]:
        """The model for which the draft is meant."""
        return MODELS[self.kind]

    def place(self, *path: str | int) -> Place:
        """Where the value at a path stands."""
        return self.located.place((*self.prefix, *path))

    def key_place(self, *path: str | int) -> Place:
        """Where the key at a path stands."""
        return self.located.key_place((*self.prefix, *path))


@dataclass
class Reading:
    """Everything that one run read, whole or broken.

    `unread` are records whose files are not readable as YAML. They are there, under their files'
    names, so that nobody is told that they are not.

    `pages` holds the text of the hand-written pages, where they are checked too.

    `translations` are those of all editions in other languages, `edition_pages` the text of their
    pages, and `tags` the languages as their folders have them. `shown` is what the settings say to
    readers, by its path in a translation.

    `own_kinds` are the kinds of charts that the book brings, and `language` is the one in which it
    is written.

    `document_texts` holds the texts of documents by id, where a contributor has them at hand.
    They make messages more helpful and decide nothing. `today` is None in a build, which comes to
    the same on every day.
    """

    text: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    own_kinds: tuple[str, ...] = ()
    language: str = "en"
    document_texts: dict[str, str] = field(default_factory=dict)
    today: date | None = None
    faults: list[Fault] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unread: list[Draft] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    edition_pages: dict[str, str] = field(default_factory=dict)
    tags: dict[str, Place] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def line(self, place: Place) -> str:
        """The line of the dataset on which a place is."""
        return self._lines.at(place)

    def fault(self, kind: str) -> Iterator[Fault]:
        """The faults of one kind."""
        return (fault for fault in self.faults if fault.kind == kind)

    @property
    def located(self) -> dict[str, Located]:
        """What was read of each file of YAML, by its path."""
        found = [draft.located for draft in self.drafts]
        found += [one.located for one in self.translations]
        return {one.values[()].path: one for one in found}

    def of_kind(self, kind: str) -> Iterator[Draft]:
        """The drafts of one kind."""
        return (draft for draft in self.drafts if draft.kind == kind)

    @cached_property
    def ids(self) -> dict[str, dict[str, Draft]]:
        """The first draft under each id, by kind."""
        ids: dict[str, dict[str, Draft]] = {kind: {} for kind in KINDS}
        for draft in (*self.drafts, *self.unread):
            if draft.kind in ids:
                ids[draft.kind].setdefault(draft.id, draft)
        return ids

    @cached_property
    def listed(self) -> dict[str, list[str]]:
        """The ids of each closed list, as far as the vocabulary could be read, and of the people."""
        lists: dict[str, list[str]] = {}
        for draft in self.of_kind("vocabulary"):
            lists |= {name: _ids_in(entries) for name, entries in draft.data.items()}
        return lists | {PEOPLE: _ids_in(self.book.get(PEOPLE))}

    @cached_property
    def vocabulary(self) -> Vocabulary | None:
        """The closed lists, or None while they do not fit their model, of which rules tell."""
        records = (draft.record for draft in self.of_kind("vocabulary"))
        return next((one for one in records if isinstance(one, Vocabulary)), None)

    @cached_property
    def book(self) -> dict[str, Any]:
        """The book's own values as read, or {} while there are none, of which rules tell."""
        return next((draft.data for draft in self.of_kind("book")), {})

    @cached_property
    def marks(self) -> list[tuple[Draft, MarkedValue]]:
        """Every marked value of every draft that could be read."""
        return [
            (draft, found)
            for draft in self.drafts
            if draft.is_mapping
            for found in marked(shape_of(draft.model), draft.data)
        ]

    def marked(self, mark: type[Mark]) -> Iterator[tuple[Draft, Path, Any, Any]]:
        """The values under one sort of mark: draft, path, the mark and the value."""
        for draft, found in self.marks:
            if isinstance(found.what, mark):
                yield draft, found.path, found.what, found.value

    def of_model(self, model: type[Record]) -> Iterator[tuple[Draft, Path, dict[str, Any]]]:
        """Every mapping that stands for a model, wherever it is nested."""
        for draft, found in self.marks:
            if found.what is model:
                yield draft, found.path, found.value

    def quoting(self) -> Iterator[tuple[Draft, Path, dict[str, Any]]]:
        """The mappings that may hold a quotation: every claim and every piece of evidence."""
        for model in (Claim, Evidence):
            yield from self.of_model(model)


def _ids_in(entries: Any) -> list[str]:
    """The ids of the entries of a list, as far as it is one."""
    listed = entries if isinstance(entries, list) else []
    ids = [entry.get("id") for entry in listed if isinstance(entry, dict)]
    return [entry_id for entry_id in ids if isinstance(entry_id, str)]
