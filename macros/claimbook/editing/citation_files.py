"""Reads files of citations, CSL-JSON, BibTeX and RIS, and saved pages, as the fields of sources.

The fields are filled as far as a file says them; nothing is made up.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from claimbook.core.text.addresses import encoded, in_its_form
from claimbook.core.text.date_slips import date_slip
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.languages import language_tag
from claimbook.core.text.problems import DatasetError, Place, Problem, plural
from claimbook.editing.apart import IntakeError, read_apart
from claimbook.editing.bibliographies import read_bibtex, read_ris
from claimbook.editing.csl_json import Entry, NotCslError, csl_entries
from claimbook.editing.encodings import decoded
from claimbook.editing.pages import is_page, read_page

MAX_BYTES = 8_000_000
"""Maximum size of a file of citations."""

MOST_ENTRIES = 2_000
"""Maximum number of entries that are taken at once."""

_FORMS = "CSL-JSON, BibTeX (.bib), RIS (.ris) or a web page saved as HTML"

_OF_PUBLISHERS = {
    *("book", "chapter", "report", "thesis", "paper-conference", "pamphlet", "standard"),
    *("entry-dictionary", "entry-encyclopedia", "inbook", "incollection", "inproceedings"),
    *("booklet", "manual", "proceedings", "techreport", "phdthesis", "mastersthesis"),
    *("conf", "cpaper", "rprt", "thes", "chap", "dict", "ency", "stand"),
}
"""The types, of all three formats, that name a publisher. Of others the paper, journal or site in
which they stand is who published them."""


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry of a file, or a saved page.

    Attributes:
        place: where it stands; the path is that of the file as it was given.
        key: by which the file calls it.
        type: what it is, in the words of its format; nothing for a page.
        values: fields of a source by their names.
        left: what it says that no field could take, in words.
    """

    place: Place
    key: str
    type: str
    values: dict[str, str]
    left: tuple[str, ...] = ()


def read_cited(content: bytes, path: str) -> list[Cited]:
    """The entries of a file, in its order.

    Args:
        content: its bytes.
        path: how it is named in places.

    Raises:
        DatasetError: when it is of none of the known forms, or one entry cannot be read.
    """
    try:
        if is_page(content):
            return [_of_page(content, path)]
        if len(content) > MAX_BYTES:
            raise _refusal(path, 1, f"larger than {MAX_BYTES // 1_000_000} MB", "give a part of it")
        entries = _entries(content, path)
    except IntakeError as error:
        raise _refusal(path, 1, error.message, error.help) from None
    if not entries:
        raise _refusal(path, 1, "no entry is in this file", f"give {_FORMS}")
    if len(entries) > MOST_ENTRIES:
        message = f"{plural(len(entries), 'entry', 'entries')}, and {MOST_ENTRIES:,} can be taken"
        raise _refusal(path, entries[MOST_ENTRIES].line, message, "give a part of it")
    return [_cited(one, path) for one in entries]


def _refusal(path: str, line: int, message: str, help_text: str) -> DatasetError:
    return DatasetError([Problem(Place(path, line), "E004", message, help_text)])


def _of_page(content: bytes, path: str) -> Cited:
    page = read_page(content)
    entry = Entry(
        1,
        title=page.title,
        authors=[page.author] if page.author else [],
        container=page.publisher,
        date=page.published,
        url=page.url,
        language=page.language,
    )
    return _cited(entry, path)


def _entries(content: bytes, path: str) -> list[Entry]:
    text = decoded(content).text.replace("\r\n", "\n").replace("\r", "\n")
    start = text.lstrip()
    if start.startswith(("[", "{")):
        try:
            return [*csl_entries(text)]
        except NotCslError as error:
            place = Place(path, error.line, error.column)
            problem = Problem(place, "E004", str(error), error.help)
            raise DatasetError([problem], {path: text}) from None
    readers: dict[str, Callable[[bytes], Any]] = {r"TY\s+-": read_ris, r"@\w+\s*[{(]": read_bibtex}
    for begin, reader in readers.items():
        if re.search(rf"^\s*{begin}", start, re.MULTILINE):
            found = read_apart(reader, text.encode())
            if found["faults"]:
                problems = [
                    Problem(Place(path, line), "E004", message, help_text)
                    for line, message, help_text in found["faults"]
                ]
                raise DatasetError(problems, {path: text})
            return [Entry(**one) for one in found["entries"]]
    raise _refusal(path, 1, "this file has no citations in a form that is known", f"give {_FORMS}")


def _cited(entry: Entry, path: str) -> Cited:
    """The fields of a source, and what is left of an entry."""
    by_publisher = entry.type.lower() in _OF_PUBLISHERS
    names = (entry.publisher, entry.container)
    published, why_not = _date(entry.date)
    address = entry.url or (f"https://doi.org/{_doi(entry.doi)}" if entry.doi else "")
    url = in_its_form(encoded(address))
    language = language_tag(entry.language)
    values = {
        "title": _line(entry.title),
        "publisher": _line(next(filter(None, names if by_publisher else names[::-1]), "")),
        "author": _line(", ".join(entry.authors)),
        "published": published,
        "url": url,
        "language": language,
    }
    left = [why_not] if why_not else []
    left += [f"the address '{address}'"] if address and not url else []
    left += [f"the language '{entry.language}'"] if entry.language and not language else []
    told = {name: value for name, value in values.items() if value}
    return Cited(Place(path, entry.line), entry.key, entry.type, told, tuple(left))


def _line(text: str) -> str:
    return " ".join(text.split())


def _doi(doi: str) -> str:
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.IGNORECASE)


def _date(said: str) -> tuple[str, str]:
    """A date in EDTF, or what is said instead of one that can be read with certainty."""
    if not said:
        return "", ""
    try:
        parse_when(said)
    except DateTextError:
        slip = date_slip(said)
        meant = re.fullmatch(r"write (\S+)", slip[1]) if slip else None
        return (meant[1], "") if meant else ("", f"the date '{said}'")
    return said, ""
