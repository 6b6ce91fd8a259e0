"""Rules about files: that they can be read, and are of the YAML subset and CSV."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from macros.core.problems import Problem, did_you_mean
from macros.core.records import Row
from macros.core.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.core.reading import Reading

_SYNTAX_HELP = (
    "text with ': ' or ' #' in it, or that begins with a quote, a bracket or @, "
    "goes in double quotes; indent with two spaces, never tabs"
)


_TWO_COLONS = "mapping values are not allowed in this context"
_FIELD = re.compile(r" *(?:- +)?[\w-]+:$")

_IN_PLAIN_WORDS = {
    _TWO_COLONS: "a second ': ' in one line",
    "did not find expected key": "a field was expected here; is the indentation right?",
    "found character that cannot start any token": "this character cannot begin a value",
    "could not find expected ':'": "a field's name without ': ' after it",
}


@rule("E001")
def yaml_syntax(reading: Reading) -> Iterator[Problem]:
    """A file of the dataset is readable YAML.

    Bad:
        definition: Money: paid to cross.

    Good:
        definition: "Money: paid to cross."
    """
    for fault in reading.fault("syntax"):
        detail = _IN_PLAIN_WORDS.get(fault.detail, fault.detail)
        lines = reading.text.get(fault.place.path, "").split("\n")
        line = lines[fault.place.line - 1] if fault.place.line <= len(lines) else ""
        if fault.detail == _TWO_COLONS and _FIELD.match(line[: fault.place.column]):
            detail = "this field does not line up with those around it"
        yield Problem(fault.place, "E001", f"not readable as YAML: {detail}", _SYNTAX_HELP)


@rule("E002")
def duplicate_key(reading: Reading) -> Iterator[Problem]:
    """A field stands once in a record; a second one would silently win or lose.

    Bad:
        term: Toll
        topic: traffic
        definition: A fee.
        definition: Money paid to cross.

    Good:
        term: Toll
        topic: traffic
        definition: Money paid to cross.
    """
    for fault in reading.fault("duplicate-key"):
        related = (("first used here", fault.related),) if fault.related else ()
        yield Problem(
            fault.place,
            "E002",
            f"field '{fault.detail}' stands twice",
            "keep one of the two",
            related,
        )


@rule("E003")
def yaml_subset(reading: Reading) -> Iterator[Problem]:
    """A file uses plain mappings, lists and text: no tags, anchors, aliases, merges or second
    documents, so that every value stands where it is used.

    Bad:
        definition: !fee Money paid to cross.

    Good:
        definition: Money paid to cross.
    """
    for fault in reading.fault("subset"):
        yield Problem(
            fault.place,
            "E003",
            f"{fault.detail} is not used in this dataset",
            "write the value out; text that begins with & * ! goes in double quotes",
        )


@rule("E004")
def unreadable_file(reading: Reading) -> Iterator[Problem]:
    """Every file that a book needs is there, is a file of a modest size, and is UTF-8 text.

    Bad:
        definition: Money paid to cross, or p�age.

    Good:
        definition: Money paid to cross, or péage.
    """
    for fault in reading.fault("unreadable"):
        help_text = "save the file as UTF-8 text" if "UTF-8" in fault.detail else ""
        yield Problem(fault.place, "E004", fault.detail, help_text)


@rule("E005")
def csv_shape(reading: Reading) -> Iterator[Problem]:
    """The rows of a series have the standard columns or ones that the series declares, a cell
    under each, and numbers where a column has a unit.

    Bad:
        key,date,lable,value,sources
        y1899,1899,,30,toll-book

    Good:
        key,date,label,value,sources
        y1899,1899,,30,toll-book
    """
    standard = ", ".join(Row.STANDARD)
    for fault in reading.fault("csv"):
        name = fault.detail.split("'")[1] if "'" in fault.detail else ""
        help_text = ""
        if fault.detail.startswith("column"):
            near = did_you_mean(name, Row.STANDARD)
            help_text = f"{near} Standard columns: {standard}".strip()
        yield Problem(fault.place, "E005", fault.detail, help_text)
