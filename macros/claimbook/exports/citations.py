"""Citations to take along: the book, its records and its charts, as BibTeX and as CSL-JSON."""

import calendar
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claimbook.core.records.models import WRITTEN
from claimbook.core.text.date_words import date_words
from claimbook.core.text.dates import Moment, When
from claimbook.core.text.messages import gettext
from claimbook.exports.material import Material
from claimbook.views.names import citation_file, title_of
from claimbook.views.paths import has_page
from claimbook.views.wording import as_of_words, in_row, quoted, stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationParts:
    """The parts of one citation; what is not known is None."""

    key: str
    type: str
    title: str
    date: When | None
    url: str | None
    note: str | None = None
    container: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None


CSL_TYPES = {"terms": "entry-dictionary", "series": "figure", "charts": "figure"}
"""What a kind is in CSL, where it is no page of the web."""


def files(material: Material) -> Iterator[tuple[str, str]]:
    """The files of citations: their paths from the site's root, and what they hold.

    A record with a page of its own has files of its own, which that page links; every kind has
    files of all its records.
    """
    by_kind: dict[str, list[CitationParts]] = {}
    for kind, record_id in _all(material):
        cited = cite(material, kind, record_id)
        by_kind.setdefault(kind, []).append(cited)
        if has_page(kind):
            yield from _in_each_format(kind, record_id, [cited])
    everything: list[CitationParts] = []
    for kind, found in by_kind.items():
        # a record that no page shows is cited as the book, which has files of its own
        own = [one for one in found if kind == "book" or one.container or one.publisher]
        if own:
            yield from _in_each_format(kind, "", own)
        everything += own
    yield from _in_each_format("all", "", everything)


def _in_each_format(
    kind: str, record_id: str, cited: list[CitationParts]
) -> Iterator[tuple[str, str]]:
    yield citation_file(kind, record_id, "bib"), bibtex(cited)
    yield citation_file(kind, record_id, "json"), csl_json(cited)


def formatted(material: Material, kind: str, record_id: str) -> str:
    """A citation as one line of text, in the form that pages show; of the book for kind `book`."""
    cited = cite(material, kind, record_id)
    if kind == "sources":
        published = in_row((cited.publisher or "", date_words(cited.date) if cited.date else ""))
        author = stopped(cited.author) if cited.author else None
        parts = [author, stopped(quoted(cited.title)), stopped(published), cited.url]
    elif cited.container:
        # e.g. In: The Bridge.
        book = gettext("In: {book}.", book=cited.container)
        parts = [stopped(quoted(cited.title)), book, cited.note, cited.url]
    else:
        parts = [stopped(cited.title), cited.note, cited.url]
    return " ".join(part for part in parts if part)


def cite(material: Material, kind: str, record_id: str) -> CitationParts:
    """The citation of a record: a source is cited as itself, all else as a part of the book."""
    key = f"{kind}-{record_id}" if record_id else kind
    if kind == "sources":
        return _source(material, key, record_id)
    book = material.data.book
    dates = as_of_words(material.data)
    address = None if kind == "book" else material.address(kind, record_id)
    if address is None:
        home = material.site_url or None
        return CitationParts(
            key=key, type="webpage", title=book.title, date=book.as_of, url=home, note=dates
        )
    return CitationParts(
        key=key,
        type=CSL_TYPES.get(kind, "webpage"),
        title=_title(material, kind, record_id),
        date=book.as_of,
        url=address if material.site_url else None,
        note=dates,
        container=book.title,
    )


def csl_json(cited: Iterable[CitationParts]) -> str:
    """A CSL-JSON file: always a list."""
    return json.dumps([_csl(one) for one in cited], ensure_ascii=False, indent=2) + "\n"


def _all(material: Material) -> Iterator[tuple[str, str]]:
    yield "book", ""
    for kind in WRITTEN:
        yield from ((kind, one) for one in sorted(material.data.records(kind)))
    over_claims = (one for one in material.charts if one not in material.data.series)
    yield from (("charts", one) for one in sorted(over_claims))


def _title(material: Material, kind: str, record_id: str) -> str:
    """The heading of a record's page."""
    if kind == "charts":
        return material.charts[record_id].question
    if kind == "actors":
        return str(material.data.find(kind, record_id).name)
    return title_of(material.data, kind, record_id)


def _source(material: Material, key: str, record_id: str) -> CitationParts:
    source = material.data.find("sources", record_id)
    return CitationParts(
        key=key,
        type="webpage" if source.url else "document",
        title=source.title,
        date=source.published,
        url=source.url,
        author=source.author,
        publisher=source.publisher,
        language=source.language,
    )


def _csl(cited: CitationParts) -> dict[str, Any]:
    """One item, with the names that CSL has for what is known."""
    item = {
        "id": cited.key,
        "type": cited.type,
        "title": cited.title,
        "author": [{"literal": cited.author}] if cited.author else None,
        "container-title": cited.container,
        "publisher": cited.publisher,
        "issued": _csl_date(cited.date) if cited.date else None,
        "URL": cited.url,
        "language": cited.language,
        "note": cited.note,
    }
    return {name: value for name, value in item.items() if value is not None}


def _csl_date(when: When) -> dict[str, Any]:
    """A date no more exact than it is: in words where it lies anywhere between two days.

    CSL's own range is a length of time, which is another thing.
    """
    if when.is_interval or when.start is None:
        return {"literal": date_words(when)}
    return {"date-parts": [_date_parts(when.start)]} | ({"circa": True} if when.is_rough else {})


def _date_parts(moment: Moment) -> list[int]:
    day = moment.earliest
    known = {"year": 1, "unspecified month": 1, "month": 2, "unspecified day": 2, "day": 3}
    return [day.year, day.month, day.day][: known[moment.precision]]


ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
} | {sign: f"\\{sign}" for sign in "$&#_%"}
"""What TeX would take for its own. Braces have words, since BibTeX counts also escaped ones."""

_ESCAPES = str.maketrans(ESCAPES)
_IN_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


def escaped(text: str) -> str:
    """Text on one line, in which TeX finds no command."""
    return " ".join(text.split()).translate(_ESCAPES)


def bibtex(cited: Iterable[CitationParts]) -> str:
    """A BibTeX file."""
    return "\n".join(_entry(one) for one in cited)


def _entry(cited: CitationParts) -> str:
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(cited))
    return f"@{'incollection' if cited.container else 'misc'}{{{cited.key},\n{fields}\n}}\n"


def _fields(cited: CitationParts) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{escaped(cited.title)}}}}}"
    if cited.author:
        yield "author", f"{{{{{escaped(cited.author)}}}}}"
    if cited.container:
        yield "booktitle", f"{{{{{escaped(cited.container)}}}}}"
    if cited.publisher:
        # the styles of BibTeX print the first of both, reference managers read the second
        yield "howpublished", f"{{{{{escaped(cited.publisher)}}}}}"
        yield "publisher", f"{{{{{escaped(cited.publisher)}}}}}"
    if cited.date:
        yield from _date(cited.date)
    if cited.url:
        # taken letter by letter, as BibLaTeX and \url do
        yield "url", f"{{{cited.url.translate(_IN_ADDRESS)}}}"
    if cited.language:
        yield "language", f"{{{escaped(cited.language)}}}"
    if cited.note:
        yield "note", f"{{{{{escaped(cited.note)}}}}}"


def _date(when: When) -> Iterator[tuple[str, str]]:
    """The date as BibLaTeX reads it, which is EDTF, and its sure parts for plain BibTeX."""
    yield "date", f"{{{when.text}}}"
    moment = when.start
    if when.is_interval or when.is_rough or moment is None:
        return
    yield "year", f"{{{moment.earliest.year:04}}}"
    if moment.precision in {"day", "month", "unspecified day"}:
        yield "month", calendar.month_abbr[moment.earliest.month].lower()
