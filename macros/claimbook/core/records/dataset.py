"""The dataset: all records by id, with references resolved in both directions."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from claimbook.core.records.book import Book, Document, Source
from claimbook.core.records.claims import Claim
from claimbook.core.records.models import KINDS, Actor, Correction, Event, Term
from claimbook.core.records.quantities import Quantity
from claimbook.core.records.series import Row, Series
from claimbook.core.records.vocabulary import Entry, Vocabulary
from claimbook.core.text.dates import When
from claimbook.core.text.problems import Place, did_you_mean, listed, may_compare

OneRecord = TypeVar("OneRecord")


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that names another one, and the field in which it does so."""

    kind: str
    id: str
    field: str


class UnknownIdError(LookupError):
    """An id that no record has. `help` says what may have been meant."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002
        super().__init__(f"{message}; {help}" if help else message)
        self.message = message
        self.help = help


class _OfKind(Generic[OneRecord]):
    """The records of the kind after which the attribute is called, by id."""

    def __set_name__(self, owner: type, kind: str) -> None:
        self.kind = kind

    def __get__(self, data: Any, owner: type) -> Mapping[str, OneRecord]:
        found: Mapping[str, OneRecord] = data.by_kind[self.kind]
        return found


@dataclass(frozen=True)
class Edition:
    """How far an edition of a book in another language goes.

    Attributes:
        original: the book in its own language.
        said: what the edition says in the place of texts, by the kind and id of a record and the
            text's path. Of quotations it has translations of its own.
        left: the paths of the texts that are not translated, by the kind and id of a record.
        of: the version of the original that each translation names, if any, and where.
    """

    original: "Dataset"
    said: Mapping[tuple[str, str], Mapping[str, Any]] = field(repr=False)
    left: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)
    of: Mapping[tuple[str, str], tuple[str | None, Place]] = field(repr=False)


@dataclass(frozen=True)
class Dataset:
    """A whole, checked book. Every reference in it leads to a record.

    `language` is the one in which it is written, as a BCP 47 tag. An edition in another language
    is a dataset of its own, with the texts of that language, and knows how far it goes.
    """

    book: Book
    vocabulary: Vocabulary
    by_kind: Mapping[str, Mapping[str, Any]]
    referrers: Mapping[tuple[str, str], tuple[Reference, ...]] = field(repr=False)
    places: Mapping[tuple[str, str], Place] = field(repr=False)
    language: str = "en"
    edition: Edition | None = None

    claims = _OfKind[Claim]()
    events = _OfKind[Event]()
    actors = _OfKind[Actor]()
    terms = _OfKind[Term]()
    sources = _OfKind[Source]()
    series = _OfKind[Series]()
    corrections = _OfKind[Correction]()
    documents = _OfKind[Document]()

    @property
    def original(self) -> "Dataset":
        """The book in its own language, of which this may be an edition."""
        return self.edition.original if self.edition else self

    def own_words(self, kind: str, record_id: str, path: str) -> str | None:
        """This edition's own translation of a quotation; None where it has none."""
        said = self.edition.said.get((kind, record_id), {}) if self.edition else {}
        return said.get(path)

    def untranslated(self, kind: str, record_id: str) -> tuple[str, ...]:
        """The paths of a record's texts that stand here in the original's language."""
        return self.edition.left.get((kind, record_id), ()) if self.edition else ()

    def records(self, kind: str) -> Mapping[str, Any]:
        """All records of a kind by id."""
        return self.by_kind[kind]

    def find(self, kind: str, record_id: str) -> Any:
        """The record of a kind with an id.

        Raises:
            UnknownIdError: when there is none; its help names the nearest.
        """
        records = self.records(kind)
        if record_id not in records:
            raise UnknownIdError(*unknown_id(kind, record_id, self.records, self.former_ids))
        return records[record_id]

    def path_of(self, kind: str, record_id: str) -> str | None:
        """The file in which a record stands, from the book's folder; None where there is no such."""
        place = self.places.get((kind, record_id))
        return place.path if place else None

    def rests_on(self, kind: str, record_id: str) -> tuple[Reference, ...]:
        """Every record that names this one, sorted by kind and id."""
        return self.referrers.get((kind, record_id), ())

    @cached_property
    def document(self) -> Document:
        """The document that the book explains."""
        return self.documents[self.book.document]

    @cached_property
    def quantities(self) -> dict[str, tuple[Claim, Quantity]]:
        """Each claim's quantities by `claim-id.quantity-id`."""
        return {
            f"{claim.id}.{quantity.id}": (claim, quantity)
            for claim in self.claims.values()
            for quantity in claim.quantities
        }

    @cached_property
    def rows(self) -> dict[str, tuple[Series, Row]]:
        """Each series' rows by `series-id.row-key`."""
        return {
            f"{series.id}.{row.key}": (series, row)
            for series in self.series.values()
            for row in series.rows
        }

    @cached_property
    def former_ids(self) -> dict[str, dict[str, str]]:
        """The present id for each former one, by kind."""
        return {
            kind: {f: record.id for record in self.records(kind).values() for f in was(record)}
            for kind in KINDS
        }

    @property
    def former_homes(self) -> dict[str, str]:
        """The present id for each former id of a claim or series, which have figures."""
        return self.former_ids["claims"] | self.former_ids["series"]

    @cached_property
    def derived_from(self) -> dict[str, tuple[str, ...]]:
        """The figures that are reckoned from each figure, by its id."""
        found: dict[str, list[str]] = defaultdict(list)
        for figure_id, (_, quantity) in self.quantities.items():
            for part in quantity.derived.sources.values() if quantity.derived else ():
                found[part].append(figure_id)
        for series in self.series.values():
            for cell in series.derived:
                for part in cell.sources.values():
                    found[part].append(f"{series.id}.{cell.row}")
        return {part: tuple(dict.fromkeys(figures)) for part, figures in found.items()}

    @property
    def figure_ids(self) -> list[str]:
        """The ids of all figures: the claims' quantities, then the rows of series."""
        return [*self.quantities, *self.rows]

    @cached_property
    def entries(self) -> dict[str, dict[str, Any]]:
        """The closed lists: entries by id, by list."""
        return {
            name: {entry.id: entry for entry in getattr(self.vocabulary, name)}
            for name in type(self.vocabulary).model_fields
        }

    def entry(self, name: str, entry_id: str) -> Any:
        """One entry of a closed list."""
        return self.entries[name][entry_id]

    def first(self, name: str) -> str | None:
        """The first value of a closed list, which stands for the usual case; None in an empty one."""
        return next(iter(self.entries[name]), None)

    def label(self, name: str, entry_id: str) -> str:
        """What readers see for a value of a closed list."""
        entry: Entry = self.entry(name, entry_id)
        return entry.called

    def heading(self, name: str, entry_id: str) -> str:
        """The heading over a list of the records that have a value of a closed list."""
        entry: Entry = self.entry(name, entry_id)
        return entry.plural or self.label(name, entry_id)

    def side_of(self, actor_id: str) -> int | None:
        """0 or 1 for an actor of the first or second side, None for all others."""
        sides = enumerate(self.book.sides)
        return next((index for index, side in sides if actor_id in side.actors), None)

    def side_named(self, name: str | None) -> int | None:
        """0 or 1 for the name of the first or second side, None for all others."""
        return next((at for at, side in enumerate(self.book.sides) if side.name == name), None)

    def date_of(self, kind: str, record_id: str) -> When | None:
        """The date that a record carries, if it does."""
        record = self.find(kind, record_id)
        date: When | None = getattr(record, "date", None)
        return date


def unknown_id(
    kind: str,
    given: str,
    ids: Callable[[str], Mapping[str, Any]],
    former: Mapping[str, Mapping[str, str]],
) -> tuple[str, str]:
    """What to say of an id that no record of the kind has: the message and its help.

    Args:
        kind: the kind of record that is needed.
        given: the id that none of them has.
        ids: gives what has an id, by it, of a kind.
        former: the present id for each former one, by kind.
    """
    if now := former[kind].get(given):
        return f"{KINDS[kind].singular} '{given}' has another name now", f"it is now '{now}'"
    others = [k for k in KINDS if k != kind and given in ids(k)]
    if others:
        message = (
            f"'{given}' is {_article(KINDS[others[0]].singular)}, "
            f"and {_article(KINDS[kind].singular)} is needed here"
        )
        return message, did_you_mean(given, ids(kind))
    folder = KINDS[kind].folder
    message = f"{KINDS[kind].singular} '{given}' is not in {folder}/"
    add_it = f"add it as {folder}/{given}.yml"
    if KINDS[kind].is_written:
        add_it = f"add it with 'claimbook new {KINDS[kind].singular}'"
    return message, did_you_mean(given, ids(kind)) or add_it


def unknown_figure(
    known: Collection[str], figure_id: str, former: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """What to say of a figure's id that is not among the known: the message and its help."""
    home, _, name = figure_id.partition(".")
    if former and home in former:
        return f"'{home}' has another name now", f"write '{former[home]}.{name}'"
    ids = list(known) if may_compare(len(known)) else []
    here = [k.partition(".")[2] for k in ids if k.startswith(f"{home}.")]
    if here and not name:
        return f"'{home}' holds several numbers", f"name one: {listed_ids(home, here)}"
    if here:
        message = f"'{home}' has no quantity or row '{name}'"
        return message, did_you_mean(name, here) or f"it has: {listed(here)}"
    return f"no figure has the id '{figure_id}'", did_you_mean(figure_id, ids)


def listed_ids(home: str, names: Iterable[str]) -> str:
    """The ids of figures that stand in one record, by their names there."""
    return listed(f"{home}.{name}" for name in names)


def was(record: object) -> tuple[str, ...]:
    """The former ids of a record, or of a draft of one; none for kinds that keep no such list."""
    former: tuple[str, ...] = getattr(record, "was", ())
    return former


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def referrers(
    found: list[tuple[str, str, str, str, str]],
) -> dict[tuple[str, str], tuple[Reference, ...]]:
    """Turn references around.

    Args:
        found: from kind, from id, field, to kind, to id.
    """
    turned: dict[tuple[str, str], set[Reference]] = defaultdict(set)
    for kind, record_id, name, to_kind, to_id in found:
        turned[to_kind, to_id].add(Reference(kind, record_id, name))
    return {
        key: tuple(sorted(refs, key=lambda r: (r.kind, r.id, r.field)))
        for key, refs in turned.items()
    }
