"""Reads a book's folder into a Dataset, or into every problem at once. Reads files; writes none."""

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from claimbook.core.records.book import Book
from claimbook.core.records.csv_text import read_rows
from claimbook.core.records.dataset import Dataset, referrers
from claimbook.core.records.editions import OF_SITE, SINGLE, Translation, edition_of
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.texts import TRANSLATED
from claimbook.core.records.values import ID_PATTERN, Ref
from claimbook.core.records.vocabulary import Vocabulary
from claimbook.core.rules import check_data
from claimbook.core.text.files import DATA_SUFFIXES, EDITIONS, Listing, listing
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.core.text.settings import language, own_kinds, shown
from claimbook.core.text.yaml_text import Fault, read_yaml

FIRST_OF_SENSE = "E030"
"""Rules with lower codes ask whether records are there at all; from this one on, whether they make
sense."""

MAX_BYTES = 1_000_000
"""Maximum size of a file of the dataset. Most have a few kilobytes; a larger one is a mistake."""

MAX_SEED_BYTES = 25_000_000
"""Maximum size of a fingerprint, which has 17 bytes a word: enough for a million words."""

MOST_BYTES = 250_000_000
"""Maximum size of all files of a dataset together, since all of it is held in memory."""


@dataclass(frozen=True, slots=True)
class CheckedData:
    """A book as far as it goes: its problems, the text of its files, and its dataset.

    `data` is None only where the records themselves cannot be put together; a book with a wrong
    sum or quotation has one, so that its pages can be checked in the same run. `sound` then holds
    the records that could be read, by which pages can be checked for what needs no others.
    """

    problems: tuple[Problem, ...]
    text: dict[str, str]
    data: Dataset | None
    sound: Dataset | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a book from being built."""
        return tuple(problem for problem in self.problems if not problem.is_warning)


def load_dataset(root: FilePath) -> Dataset:
    """Load the book in a folder (the one that holds `data/` and `seeds/`).

    Raises:
        DatasetError: with every problem of the run, each at its place.
    """
    checked = check_book(read_book(root))
    if checked.errors or checked.data is None:
        raise DatasetError(checked.errors, checked.text)
    return checked.data


def load_editions(root: FilePath) -> dict[str, Dataset]:
    """Load the editions of a book in other languages, each by the tag of its language.

    Raises:
        DatasetError: with every problem of the run, each at its place.
    """
    reading = read_book(root)
    checked = check_book(reading)
    if checked.errors or checked.data is None:
        raise DatasetError(checked.errors, checked.text)
    return editions_of(reading, checked.data)


def check_book(reading: Reading) -> CheckedData:
    """Check what was read against every rule about data."""
    problems = check_data(reading)
    whole = all(problem.code >= FIRST_OF_SENSE for problem in problems) and all(
        draft.record for draft in reading.drafts
    )
    data = _dataset(reading)
    return CheckedData(tuple(problems), reading.text, data if whole else None, data)


def read_book(root: FilePath) -> Reading:
    """Read every file of a book and check each record against its model."""
    reading = read_files(listing(root))
    reading.own_kinds = own_kinds(root)
    reading.language = language(root)
    reading.shown = shown(root)
    return reading


def read_files(files: Listing) -> Reading:
    """Read the files of a book, wherever they are kept."""
    reading = Reading(faults=files.faults)
    if files.weight > MOST_BYTES:
        files.refuse("data", f"with seeds/ it holds more than {MOST_BYTES // 1_000_000} MB")
        return reading
    _read_own(reading, files)
    for kind, folder in ((name, one.folder) for name, one in KINDS.items()):
        single = f"data/{kind}.yml"
        for path in (*files.inside(folder, ".yml"), *((single,) * (single in files.sizes))):
            _read_file(reading, files, path, kind)
    _read_editions(reading, files)
    for path in _unread(files, {*reading.text, *files.refused}):
        files.refuse(path, "this file is not read: a record stands in data/<kind>/<id>.yml")
    for draft in reading.drafts:
        hold_against_model(draft)
    return reading


def _read_own(reading: Reading, files: Listing) -> None:
    """Read the book's own record and its lists, without which it is no book."""
    for name in ("book", "vocabulary"):
        path = f"data/{name}.yml"
        if path in files.sizes:
            _read_file(reading, files, path, name)
        elif path not in files.refused:
            files.refuse(path, "this file is needed and is missing")


def _read_editions(reading: Reading, files: Listing) -> None:
    """Read the translations of every edition."""
    for path in sorted(files.sizes):
        top, _, rest = path.partition("/")
        tag, _, rest = rest.partition("/")
        if top != EDITIONS or path in files.refused:
            continue
        if not rest:
            files.refuse(path, f"this file is not read: {_IN_EDITIONS}")
            continue
        reading.tags.setdefault(tag, Place(path))
        kind, _, name = rest.removesuffix(".yml").partition("/")
        is_single = not name and kind in {*SINGLE, OF_SITE}
        if rest.endswith(".yml") and (is_single or (kind in TRANSLATED and "/" not in name)):
            _read_translation(reading, files, path, (tag, kind, name))
        elif kind != "docs" and FilePath(path).suffix in {*DATA_SUFFIXES, ".md"}:
            files.refuse(path, f"this file is not read: {_IN_EDITIONS}")


_IN_EDITIONS = "a translation stands in editions/<language>/<kind>/<id>.yml"


def _read_translation(
    reading: Reading, files: Listing, path: str, name: tuple[str, str, str]
) -> None:
    if (text := _text_of(reading, files, path)) is None:
        return
    located = read_yaml(text, path)
    reading.faults += located.faults
    if not any(fault.kind == "syntax" for fault in located.faults):
        reading.translations.append(Translation(*name, located))


def editions_of(reading: Reading, data: Dataset) -> dict[str, Dataset]:
    """The edition of a book in each language in which it has one, by the language's tag."""
    return {
        tag: edition_of(
            data, tag, {one.name: one for one in reading.translations if one.tag == tag}
        )
        for tag in sorted(reading.tags)
    }


def _unread(files: Listing, known: set[str]) -> list[str]:
    """Files of data in places or under names at which nobody looks for them."""
    return [
        path
        for path in sorted(files.sizes)
        if path.startswith("data/")
        and not path.startswith("data/schema/")
        and FilePath(path).suffix in DATA_SUFFIXES
        and path not in known
    ]


def read_text(files: Listing, path: str, most: int = MAX_BYTES) -> str | Fault:
    """The text of a book's file, with plain line ends, or what keeps it from being read."""
    if files.sizes[path] > most:
        return Fault("unreadable", Place(path), f"larger than {most // 1000:,} KB")
    try:
        content = files.content(path)
    except OSError as error:
        return Fault("unreadable", Place(path), f"cannot be read: {error.strerror}")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(path, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        return Fault("unreadable", place, "not UTF-8 text from here on")


def _text_of(reading: Reading, files: Listing, path: str) -> str | None:
    text = read_text(files, path, MAX_SEED_BYTES if path.startswith("seeds/") else MAX_BYTES)
    if isinstance(text, Fault):
        reading.faults.append(text)
        return None
    reading.text[path] = text
    return text


def _read_file(reading: Reading, files: Listing, path: str, kind: str) -> None:
    if (text := _text_of(reading, files, path)) is None:
        return
    located = read_yaml(text, path)
    if kind == "series":
        own = {"data": deepcopy(located.data), "values": {**located.values}}
        located = replace(located, **own)  # its rows are added
    reading.faults += located.faults
    stem = FilePath(path).stem
    if any(fault.kind == "syntax" for fault in located.faults):
        reading.unread.append(Draft(kind, stem, located))
        return
    if isinstance(located.data, list) and kind in KINDS and stem == kind:
        drafts = [Draft(kind, "", located, (index,)) for index in range(len(located.data))]
    else:
        drafts = [Draft(kind, stem, located)]
    for draft in drafts:
        is_whole = True
        if kind == "series" and draft.is_mapping and "rows" not in draft.data:
            is_whole = _read_rows(reading, files, path, draft)
        (reading.drafts if is_whole else reading.unread).append(draft)


def _read_rows(reading: Reading, files: Listing, record: str, draft: Draft) -> bool:
    """Read the CSV file beside a series' record: of the record's name, or of its id in a list.

    Returns whether the record can be held against rules: not while nobody can tell its rows.
    """
    if draft.stem:
        path = f"{record.removesuffix('.yml')}.csv"
    elif re.fullmatch(ID_PATTERN, draft.id):
        path = f"data/series/{draft.id}.csv"
    else:
        return True
    if path not in files.sizes:
        if path not in files.refused:
            detail = f"its rows are missing: {path}"
            reading.faults.append(Fault("unreadable", draft.place("id"), detail))
        return True
    if (text := _text_of(reading, files, path)) is None:
        return True
    declared = draft.data.get("columns")
    extra = {
        str(column.get("id")): column
        for column in (declared if isinstance(declared, list) else [])
        if isinstance(column, dict)
    }
    rows = read_rows(text, path, extra)
    reading.faults += rows.faults
    draft.data["rows"] = rows.data
    for step, place in rows.places.items():
        draft.located.values[*draft.prefix, "rows", *step] = place
    return rows.whole


def hold_against_model(draft: Draft) -> None:
    """Make a draft's record, or note what keeps it from being made."""
    try:
        draft.record = draft.model.model_validate(draft.written)
    except ValidationError as error:
        draft.errors = [dict(e) for e in error.errors(include_url=False)]


def _dataset(reading: Reading) -> Dataset | None:
    """The records that fit their models; None without the book's own and its lists."""
    by_kind: dict[str, dict[str, Any]] = {
        kind: {draft.id: draft.record for draft in reading.of_kind(kind) if draft.record}
        for kind in KINDS
    }
    found = [
        (draft.kind, draft.id, str(path[0]), mark.kind, value)
        for draft, path, mark, value in reading.marked(Ref)
        if draft.kind in KINDS and draft.record
    ]
    book, vocabulary = (
        next((draft.record for draft in reading.of_kind(name)), None)
        for name in ("book", "vocabulary")
    )
    if not isinstance(book, Book) or not isinstance(vocabulary, Vocabulary):
        return None
    return Dataset(
        book=book,
        vocabulary=vocabulary,
        by_kind=by_kind,
        referrers=referrers(found),
        places={(d.kind, d.id): d.place("id") for d in reading.drafts},
        language=reading.language,
    )


def count_records(dataset: Dataset) -> Counter[str]:
    """How many records of each kind there are."""
    return Counter({kind: len(dataset.records(kind)) for kind in KINDS})
