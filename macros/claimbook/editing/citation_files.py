"""Reads citations as programs for references write them: CSL-JSON, BibTeX and RIS.

Each entry becomes the fields of a source, as far as the file says them; nothing is made up. BibTeX
and RIS are read by the libraries of the extra `intake`, in a process of its own.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from claimbook.core.text.addresses import encoded, in_its_form
from claimbook.core.text.date_slips import date_slip
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.languages import language_tag
from claimbook.core.text.problems import DatasetError, Place, Problem, plural
from claimbook.editing.apart import IntakeError, read_apart
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


@dataclass(slots=True)
class _Entry:
    """An entry in words that the three formats have in common."""

    line: int
    key: str = ""
    type: str = ""
    title: str = ""
    authors: list[str] = field(default_factory=list)
    container: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    doi: str = ""
    language: str = ""


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
    entry = _Entry(
        1,
        title=page.title,
        authors=[page.author] if page.author else [],
        container=page.publisher,
        date=page.published,
        url=page.url,
        language=page.language,
    )
    return _cited(entry, path)


def _entries(content: bytes, path: str) -> list[_Entry]:
    text = decoded(content).text.replace("\r\n", "\n").replace("\r", "\n")
    start = text.lstrip()
    if start.startswith(("[", "{")):
        return [*_csl(text, path)]
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
            return [_Entry(**one) for one in found["entries"]]
    raise _refusal(path, 1, "this file has no citations in a form that is known", f"give {_FORMS}")


def _cited(entry: _Entry, path: str) -> Cited:
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


class _Words(HTMLParser):
    """The words of a title in which CSL allows a few tags, such as for italics."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


_TAGS = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?: [^<>]*)?>")
"""The tags that citeproc knows in a title: https://citeproc-js.readthedocs.io, rich text."""


def _csl(text: str, path: str) -> Iterator[_Entry]:
    """The items of CSL-JSON, each with its line."""
    try:
        items = [*_items(text)]
    except RecursionError:
        raise _refusal(path, 1, "its values are nested too deep", f"give {_FORMS}") from None
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        message = f"not readable as JSON: {error.msg}"
        raise DatasetError(
            [Problem(place, "E004", message, "export it again")], {path: text}
        ) from None
    except ValueError as error:
        raise _refusal(path, 1, f"not readable as JSON: {error}", "export it again") from None
    for line, item in items:
        if not isinstance(item, dict) or not {"title", "type"} & set(item):
            message = "this is no item of CSL-JSON, which has a 'type' and a 'title'"
            raise _refusal(path, line, message, "in Zotero: Export, and CSL JSON as the format")
        yield _csl_entry(line, item)


def _items(text: str) -> Iterator[tuple[int, Any]]:
    """Each item of a list in JSON, or the one that stands alone, with its line."""
    decoder = json.JSONDecoder(object_pairs_hook=_once)
    at = _blank(text, 0)
    if text[at] == "{":
        item, end = decoder.raw_decode(text, at)
        yield text.count("\n", 0, at) + 1, item
    else:
        end = _blank(text, at + 1)
        line, counted = 1, 0
        while text[end : end + 1] != "]":
            line, counted = line + text.count("\n", counted, end), end
            item, end = decoder.raw_decode(text, end)
            yield line, item
            end = _blank(text, end)
            if text[end : end + 1] == ",":
                end = _blank(text, end + 1)
            elif text[end : end + 1] != "]":
                raise json.JSONDecodeError("Expecting ',' delimiter", text, min(end, len(text)))
        end += 1
    if (rest := _blank(text, end)) < len(text):
        raise json.JSONDecodeError("Extra data", text, rest)


def _blank(text: str, at: int) -> int:
    match = re.compile(r"\s*").match(text, at)
    return match.end() if match else at


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"'{twice}' stands twice in one item")
    return found


def _csl_entry(line: int, item: Mapping[str, Any]) -> _Entry:
    def said(*names: str) -> str:
        values = (item.get(name) for name in names)
        found = next((v for v in values if isinstance(v, str | int) and str(v).strip()), "")
        words = _Words()
        words.feed(str(found) if _TAGS.search(str(found)) else "")
        words.close()
        return "".join(words.found) or str(found)

    people = item.get("author")
    return _Entry(
        line,
        key=said("citation-key", "id"),
        type=said("type"),
        title=said("title"),
        authors=[name for one in people if (name := _person(one))]
        if isinstance(people, list)
        else [],
        container=said("container-title", "event-title"),
        publisher=said("publisher", "authority"),
        date=_csl_date(item.get("issued")),
        url=said("URL"),
        doi=said("DOI"),
        language=said("language"),
    )


_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def _person(said: Any) -> str:
    """A name in the order in which it is read."""
    if not isinstance(said, dict):
        return ""
    parts = [
        str(said.get(part) or "").strip()
        for part in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    ]
    if said.get("literal"):
        return str(said["literal"]).strip()
    return _in_order(parts[0], " ".join(filter(None, parts[1:4])), parts[4])


def _in_order(given: str, family: str, suffix: str = "") -> str:
    """Given name first, but for names in Chinese, Japanese or Korean characters."""
    if _IDEOGRAPHS.fullmatch(given) and _IDEOGRAPHS.fullmatch(family):
        return family + given
    return " ".join(filter(None, (given, family, suffix)))


def _csl_date(said: Any) -> str:
    """A date of CSL in EDTF, as exact as it is; in its own words where it is no date."""
    if not isinstance(said, dict):
        return said if isinstance(said, str) else ""
    parts = said.get("date-parts")
    ends = []
    for end in parts if isinstance(parts, list) else []:
        numbers = (
            [str(one) for one in end if one not in {None, "", 0, "0"}]
            if isinstance(end, list)
            else []
        )
        if numbers and all(re.fullmatch(r"-?\d{1,4}", one) for one in numbers):
            ends.append("-".join([numbers[0].zfill(4), *(one.zfill(2) for one in numbers[1:3])]))
    if ends:
        about = "~" if said.get("circa") else ""
        return "/".join(f"{one}{about}" for one in ends[:2])
    return next((str(said[name]) for name in ("edtf", "literal", "raw") if said.get(name)), "")


_SIGNS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
    "textasciitilde": "~",
}
"""The signs that TeX takes for its own, by the macros that print them."""


def read_bibtex(content: bytes) -> dict[str, Any]:
    """The entries of a BibTeX file, for the process that reads it."""
    import bibtexparser  # noqa: PLC0415 - of the extra
    from bibtexparser.middlewares.names import (  # noqa: PLC0415 - the same
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )
    from pylatexenc import latex2text  # noqa: PLC0415 - the same

    # what TeX would take for a comment or a column is a sign in most titles
    bare = re.compile(r"(?<!\\)([%&#_])")
    known = latex2text.get_default_latex_context_db()
    macros = [latex2text.MacroTextSpec(name, sign) for name, sign in _SIGNS.items()]
    known.add_context_category("signs", macros=macros, prepend=True)
    plain = latex2text.LatexNodes2Text(known, math_mode="text", keep_comments=True)
    library = bibtexparser.parse_string(content.decode())
    faults = [
        (
            (block.start_line or 0) + 1,
            _bibtex_fault(type(block).__name__),
            "mend it, or take it out",
        )
        for block in library.failed_blocks
    ]

    def text(said: Any) -> str:
        return str(plain.latex_to_text(bare.sub(r"\\\1", str(said))))

    def person(said: str) -> str:
        parts = parse_single_name_into_parts(said, strict=False)
        family = " ".join([*parts.von, *parts.last])
        return _in_order(text(" ".join(parts.first)), text(family), text(" ".join(parts.jr)))

    entries = []
    for entry in library.entries:
        fields = {one.key.lower(): str(one.value) for one in entry.fields}

        def said(*names: str, fields: Mapping[str, str] = fields) -> str:
            return next((fields[name] for name in names if fields.get(name, "").strip()), "")

        title, below = text(said("title")), text(said("subtitle"))
        written = split_multiple_persons_names(said("author"))
        entries.append(
            {
                "line": (entry.start_line or 0) + 1,
                "key": entry.key,
                "type": entry.entry_type,
                "title": f"{title}: {below}" if below else title,
                "authors": [person(one) for one in written],
                "container": text(said("journaltitle", "journal", "booktitle", "organization")),
                "publisher": text(
                    said("publisher", "institution", "school", "organization", "howpublished")
                ),
                "date": said("date") or _month_of(said("year"), said("month"), said("day")),
                "url": said("url").replace("\\", ""),
                "doi": said("doi").replace("\\", ""),
                "language": said("langid", "language"),
            }
        )
    return {"entries": entries, "faults": faults}


def _bibtex_fault(kind: str) -> str:
    words = {
        "DuplicateBlockKeyBlock": "the key of this entry stands twice in the file",
        "DuplicateFieldKeyBlock": "a field of this entry stands twice in it",
    }
    return words.get(kind, "this entry is not readable as BibTeX")


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month_of(year: str, month: str, day: str) -> str:
    """The date of an entry with a field for each part."""
    named = month.strip().lower()[:3]
    number = str(_MONTHS.index(named) + 1) if named in _MONTHS else month.strip()
    parts = [
        year.strip(),
        *([number] if number else []),
        *([day.strip()] if number and day else []),
    ]
    if not all(re.fullmatch(r"\d{1,4}", one) for one in parts):
        return " ".join(filter(None, (day, month, year)))
    return "-".join([parts[0], *(one.zfill(2) for one in parts[1:])])


def read_ris(content: bytes) -> dict[str, Any]:
    """The entries of a RIS file, for the process that reads it."""
    import rispy  # noqa: PLC0415 - of the extra

    text = content.decode()
    starts = [at for at, line in enumerate(text.split("\n"), 1) if re.match(r"\s*TY\s+-", line)]
    entries, faults = [], []
    try:
        read = rispy.loads(text, skip_unknown_tags=True)
    except (OSError, ValueError, TypeError) as error:
        read, faults = [], [(1, f"not readable as RIS: {error}", "export it again")]
    if not faults and len(read) != len(starts):
        faults = [
            (starts[-1], "an entry of this file has no end", "each ends with a line 'ER  - '")
        ]
    for line, entry in zip(starts, read, strict=False):

        def said(*names: str, entry: Mapping[str, Any] = entry) -> str:
            found = next((entry[name] for name in names if entry.get(name)), "")
            return str(found[0] if isinstance(found, list) else found).strip()

        people = entry.get("authors") or entry.get("first_authors") or []
        entries.append(
            {
                "line": line,
                "key": said("id", "label"),
                "type": said("type_of_reference"),
                "title": said("title", "primary_title"),
                "authors": [_in_order(*_parted(one)) for one in people],
                "container": said(
                    *("secondary_title", "journal_name", "alternate_title1", "alternate_title2"),
                    *("alternate_title3", "name_of_database"),
                ),
                "publisher": said("publisher"),
                "date": _ris_date(said("date", "publication_year", "year")),
                "url": said("urls", "url"),
                "doi": said("doi"),
                "language": said("language"),
            }
        )
    return {"entries": entries, "faults": faults}


def _parted(name: str) -> tuple[str, str, str]:
    """The parts of a name in RIS: family, given, suffix."""
    family, given, suffix = (*(part.strip() for part in f"{name},,".split(",")[:3]),)
    return given, family, suffix


def _ris_date(said: str) -> str:
    """`2020/03/05/spring` as a date; what stands behind the day is no part of it."""
    match = re.fullmatch(r"(\d{4})(?:/(\d{1,2})?(?:/(\d{1,2})?(?:/.*)?)?)?", said)
    if not match:
        return said
    year, month, day = match.groups(default="")
    return _month_of(year, month, day)
