"""New sources from citations: completed by what is said of them, told apart from those here."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from claimbook.core.records.reading import Reading
from claimbook.core.records.values import free_slug
from claimbook.core.text.addresses import in_its_form
from claimbook.core.text.problems import Problem, printable
from claimbook.editing.citation_files import Cited
from claimbook.editing.writing import close_to, filled, missing, new_files, values_of

KIND = "sources"

LONGEST_PROPOSED = 60
"""Maximum number of characters in an id that is made of a title."""

ALIKE = 70
"""Least similarity (0 to 100, rapidfuzz token_sort_ratio) of two titles that are named as close: a
short one whose words a long one has too is none."""

MOST_NAMED = 5
"""Maximum number of entries that are named for one thing that is needed."""

BETWEEN = "="
"""What stands between the entries that are meant and what is said of them."""


def completed(entries: Sequence[Cited], said: Mapping[str, Sequence[str]]) -> list[Cited]:
    """The entries with what is said of them, which comes before what they say themselves.

    Args:
        entries: all that are taken.
        said: values by the name of a field; `which=value` is said of the entries with this key, type
            or publisher alone, and comes before what is said of all.
    """
    found = []
    for one in entries:
        own = {name: value for name, given in said.items() if (value := _of(one, given, entries))}
        found.append(replace(one, values=one.values | own))
    return found


def is_of_some(value: str, entries: Sequence[Cited]) -> bool:
    """Whether a value is said of some entries alone."""
    which, between, _ = value.partition(BETWEEN)
    return bool(between) and any(which.casefold() in _names(one) for one in entries)


def _of(entry: Cited, given: Sequence[str], entries: Sequence[Cited]) -> str:
    """Which of the values that are given for a field is said of an entry; nothing where none is."""
    of_all = [value for value in given if not is_of_some(value, entries)]
    of_some = [value.partition(BETWEEN) for value in given if value not in of_all]
    own = [value for which, _, value in of_some if which.casefold() in _names(entry)]
    return next(iter([*own, *of_all]), "")


def _names(entry: Cited) -> set[str]:
    """By what an entry can be named: its key, its type, its publisher."""
    names = (entry.key, entry.type, entry.values.get("publisher", ""))
    return {one.casefold() for one in names if one}


def known_addresses(reading: Reading) -> dict[str, str]:
    """The path of the record that has an address, by the address in its one form."""
    return {
        address: draft.place().path
        for draft in reading.ids[KIND].values()
        if isinstance(url := draft.data.get("url"), str) and (address := _plain(url))
    }


def _plain(address: str) -> str:
    """An address without what makes no other page of it: how it is fetched, and a last slash."""
    return (in_its_form(address) or address).partition("://")[2].removeprefix("www.").rstrip("/")


def parted(reading: Reading, entries: Sequence[Cited]) -> tuple[list[Cited], list[Problem]]:
    """The entries whose address no source has yet, and a problem for each of the others."""
    known = known_addresses(reading)
    new: list[Cited] = []
    problems = []
    for one in entries:
        address = _plain(one.values.get("url", ""))
        if address and address in known:
            message = f"the address {one.values['url']} is that of {known[address]}"
            help_text = "take the entry out, or leave out all that are known with --new-only"
            problems.append(Problem(one.place, "E021", message, help_text))
            continue
        if address:
            known[address] = f"the entry in line {one.place.line} of {one.place.path}"
        new.append(one)
    return new, problems


@dataclass(frozen=True, slots=True)
class Begun:
    """A source that is about to be written: the entry, and the values of its record."""

    entry: Cited
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What it is called in reports."""
        return str(self.values.get("title") or self.entry.key or self.entry.place)


def begun(reading: Reading, entries: Sequence[Cited]) -> list[Begun]:
    """The values of a record for each entry, with an id that no other has."""
    taken = {*reading.ids[KIND]}
    found = []
    for one in entries:
        words = one.values.get("title", "")
        given = (
            one.values.get("id") or _id(words, taken) or _id(one.key, taken) or _id("source", taken)
        )
        taken.add(given)
        found.append(Begun(one, filled(reading, KIND, {**one.values, "id": given})))
    return found


def _id(words: str, taken: set[str]) -> str:
    """A free id of whole words, or nothing where they have no letter and no digit."""
    whole = free_slug(words, ())
    if len(whole) > LONGEST_PROPOSED:
        whole = whole[: LONGEST_PROPOSED + 1].rpartition("-")[0] or whole[:LONGEST_PROPOSED]
    return free_slug(whole, taken) if whole else ""


def still_needed(reading: Reading, sources: Sequence[Begun]) -> Iterator[str]:
    """The options that are still needed, each with the entries for which it is."""
    lacking: dict[str, list[Begun]] = defaultdict(list)
    docs = {}
    for one in sources:
        for option in missing(KIND, one.values):
            lacking[option.field].append(one)
            docs[option.field] = option.help
    for name, those in lacking.items():
        known = values_of(reading, KIND, name, "")
        yield f"--{name}: {docs[name]}{f' {known}' if known else ''}"
        types = Counter(one.entry.type for one in those if one.entry.type)
        if known and len(types) > 1:
            each = ", ".join(
                f"--{name} {kind}{BETWEEN}… ({count})" for kind, count in types.items()
            )
            yield f"      for some alone: {each}"
        elif not known:
            for one in those[:MOST_NAMED]:
                which = f"{one.entry.key}{BETWEEN}" if len(sources) > 1 and one.entry.key else ""
                yield f'      {one.entry.place}: {one.title}: --{name} "{which}…"'
            if len(those) > MOST_NAMED:
                yield f"      and {len(those) - MOST_NAMED:,} more"


def files_of(root: Path, reading: Reading, sources: Sequence[Begun]) -> dict[str, str]:
    """The files of all of them."""
    found: dict[str, str] = {}
    for one in sources:
        found |= new_files(root, reading, KIND, one.values)
    return found


def close_by(reading: Reading, sources: Sequence[Begun]) -> Iterator[str]:
    """The sources here that are called like new ones, in lines for a report."""
    for one in sources:
        for record_id, name in close_to(reading, KIND, one.title):
            if fuzz.token_sort_ratio(one.title, name, processor=default_process) >= ALIKE:
                yield printable(f"   data/{KIND}/{record_id}.yml: {name}, like '{one.title}'")
