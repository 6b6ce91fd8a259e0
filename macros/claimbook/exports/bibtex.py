"""BibTeX: a citation's parts as an entry that TeX and reference managers read alike.

What is cited, and as what, is left to citations.py.
"""

import calendar
from collections.abc import Iterable, Iterator

from claimbook.core.text.dates import When
from claimbook.exports.cited import CitationParts

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
