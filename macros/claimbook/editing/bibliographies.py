"""Reads BibTeX and RIS by the libraries of the extra `intake`, for a process that is apart.

Both give the entries by the fields of `csl_json.Entry`, and what is wrong with the others.
"""

import re
from collections.abc import Mapping
from typing import Any

from claimbook.editing.csl_json import in_order

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
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - of the extra
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
    library = parse_string(content.decode())
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
        return in_order(text(" ".join(parts.first)), text(family), text(" ".join(parts.jr)))

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
                "authors": [in_order(*_parted(one)) for one in people],
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
