"""Rules about files: that they can be read, and are of the YAML subset and CSV."""

import re
from collections.abc import Iterator

from claimbook.core.records.book import FORMAT
from claimbook.core.records.csv_text import CELL
from claimbook.core.records.fields import shape_at
from claimbook.core.records.reading import Reading
from claimbook.core.records.series import Row
from claimbook.core.rules.registry import rule
from claimbook.core.text.characters import deceiving
from claimbook.core.text.number_slips import number_slip
from claimbook.core.text.problems import Finding, Problem, did_you_mean
from claimbook.core.text.yaml_text import (
    COMMENT,
    NO_COLON,
    NOT_ALLOWED,
    NOT_CLOSED,
    NOTHING,
    Fault,
    lost_words,
)

_QUOTES = "put the whole text in double quotes, or after '>-' on a line of its own"
_INDENT = "set fields of one record under each other; below a field, indent by two spaces"

_NO_START = "this character cannot begin a value"

_IN_PLAIN_WORDS = {
    "mapping values are not allowed in this context": ("a second ': ' in one line", _QUOTES),
    "did not find expected key": ("a field was expected here", _INDENT),
    "did not find expected '-' indicator": ("an item of the list was expected here", _INDENT),
    NO_COLON: ("a field's name without ': ' after it", "write the name, a colon and a space"),
    NOT_CLOSED: ("what is opened here is not closed", "close the quote or the bracket"),
    "found unknown escape character": (
        "a backslash means something else in double quotes",
        "use single quotes, or write it twice",
    ),
    "found character that cannot start any token": (_NO_START, _QUOTES),
    "did not find expected alphabetic or numeric character": (_NO_START, _QUOTES),
    "block sequence entries are not allowed in this context": (
        "a list begins on a line of its own",
        f"begin each item on a new line with '- '; if it is text, {_QUOTES}",
    ),
    "mapping keys are not allowed in this context": (_NO_START, _QUOTES),
    "did not find expected comment or line break": (
        "text after > or | begins on the next line",
        f"begin it there, two spaces in; if the sign is part of it, {_QUOTES}",
    ),
}
"""What libyaml's messages mean in plain words, and what to do about each."""

_BEHIND = {
    "'": (
        "the text goes on behind the apostrophe, which ends a text in single quotes",
        "put the whole text in double quotes, in which an apostrophe is a mere sign",
    ),
    '"': (
        "the text goes on behind the quotation mark, which ends a text in double quotes",
        r"write \" for a mark in it, or put it after '>-' on a line of its own",
    ),
    "]": ("the text goes on behind the bracket, which ends a list", _QUOTES),
    "}": ("the text goes on behind the brace, which ends a mapping", _QUOTES),
}
"""What is wrong with a text of which YAML sees an end before its own, by the sign of that end."""

_CLOSING = str.maketrans("[{", "]}")
_OPENED = re.compile(r" *(?:- +)*(?:[\w-]+: +)?(['\"\[{])")
_FIELD = re.compile(r" *(?:- +)?[\w-]+:$")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7})( |$)")


def _slip(fault: Fault, line: str) -> tuple[str, str]:
    """What is wrong with a line that is no YAML, and what to do."""
    if _CONFLICT.match(line):
        return "a merge left both sides here", "keep one of the two, and take out the marks"
    if "\t" in line[: fault.place.column]:
        return "a tab stands in this line", "indent with two spaces, never with tabs"
    if opened := _OPENED.match(line[: fault.place.column]):
        end = line[: fault.place.column - 1].rstrip()[-1:]
        if end == opened[1].translate(_CLOSING) and opened.end() < fault.place.column - 1:
            return _BEHIND[end]
    words = _IN_PLAIN_WORDS.get(
        fault.detail, (fault.detail, f"{_INDENT}; if it is text, {_QUOTES}")
    )
    lies_askew = words[1] is _QUOTES and _FIELD.match(line[: fault.place.column])
    return ("this field does not line up with those around it", _INDENT) if lies_askew else words


@rule("E001")
def yaml_syntax(reading: Reading) -> Iterator[Finding]:
    """A file of the dataset is readable YAML.

    Bad:
        definition: Money: paid to cross.

    Good:
        definition: "Money: paid to cross."
    """
    for fault in reading.fault("syntax"):
        line = reading.line(fault.place)
        if fault.detail == NOT_ALLOWED and any(deceiving(line)):
            continue  # E006 says which
        detail, help_text = _slip(fault, line)
        yield Finding(fault.place, f"not readable as YAML: {detail}", help_text)


@rule("E002")
def duplicate_key(reading: Reading) -> Iterator[Finding]:
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
        yield Finding(
            fault.place, f"field '{fault.detail}' stands twice", "keep one of the two", related
        )


@rule("E003")
def yaml_subset(reading: Reading) -> Iterator[Finding]:
    """A file uses plain mappings, lists and text: no tags, anchors, aliases, merges or second
    documents, so that every value stands where it is used.

    Bad:
        definition: !fee Money paid to cross.

    Good:
        definition: Money paid to cross.
    """
    for fault in reading.fault("subset"):
        yield Finding(
            fault.place,
            f"{fault.detail} is not used in this dataset",
            "write the value out; text that begins with & * ! goes in double quotes",
        )


@rule("E008")
def text_lost_on_reading(reading: Reading) -> Iterator[Finding]:
    """A value is read as it was typed. YAML takes what follows ` #` for a comment, so a text that
    has it stands in quotes, and a comment beside a text on a line of its own; beside an id, a date or
    a value of a list it may stay. Nothing is written by leaving a field out, or as null where it is
    needed; never as `~`, `Null` or `NULL`.

    Bad:
        definition: The toll of gate # 2.

    Good:
        definition: "The toll of gate # 2."
    """
    for fault in reading.fault(NOTHING):
        yield Finding(fault.place, *lost_words(fault))
    for fault in reading.fault(COMMENT):
        if not _is_behind_a_name(reading, fault):
            yield Finding(fault.place, *lost_words(fault))


def _is_behind_a_name(reading: Reading, fault: Fault) -> bool:
    """Whether a comment stands behind an id, a date or a listed value, of which nothing can be lost."""
    for draft in reading.drafts:
        if draft.located.values[()].path != fault.place.path:
            continue
        for path, place in draft.located.values.items():
            if place[:2] == fault.place[:2] and place.column < fault.place.column and fault.detail:
                own = path[len(draft.prefix) :]
                is_name = path[-1:] in {("id",), ("key",)} or shape_at(draft.model, own).mark
                if is_name and " " not in fault.detail:
                    return True
    return False


_HELP = {
    "its name": "rename it, with letters, digits, hyphens, underscores and dots",
    "git obeys": "take the three out: the repository is the folder with .git",
    "MB": "take out what is no data of this book",
    "UTF-8": "save the file as UTF-8 text",
    "needed": "is this the book's folder? go to it, or name it after the command",
    "symbolic link": "put the file itself in this place",
    "neither a file": "take it out; pipes, sockets and devices have no place in a book",
    "deep in one another": "move it up; a record stands in data/<kind>/<id>.yml",
    "a folder stands": "rename the folder, or move what it holds to where it belongs",
    "a file stands": "rename the file; a record stands in data/<kind>/<id>.yml",
    "same name": "rename one of the two",
}
"""What to do about a file, by what is said of it."""


@rule("E004")
def unreadable_file(reading: Reading) -> Iterator[Finding]:
    """Every file that a book needs is there, has a modest size, and is UTF-8 text. Under `data/`,
    `seeds/` and `docs/` stand files and folders alone, no links to others, each with a name that
    every computer allows and no other in its folder has but for capitals: characters that are seen,
    without those that Windows keeps for itself.

    Bad:
        definition: Money paid to cross, or p�age.

    Good:
        definition: Money paid to cross, or péage.
    """
    yield from map(_unreadable, reading.fault("unreadable"))


def unreadable(fault: Fault) -> Problem:
    """The problem of a file that cannot be read, or that must not stand where it does."""
    return _unreadable(fault).under("E004")


def _unreadable(fault: Fault) -> Finding:
    help_text = next((words for part, words in _HELP.items() if part in fault.detail), "")
    if fault.place.path.endswith(".yaml"):
        help_text = "rename it: the ending is .yml"
    return Finding(fault.place, fault.detail, help_text)


@rule("E025")
def format_of_another_engine(reading: Reading) -> Iterator[Finding]:
    """The records of a book are in the format that this Claimbook reads. An older format is brought
    up to it by `claimbook upgrade`; a newer one needs a newer Claimbook.

    Bad:
        format: 999

    Good:
        format: 1
    """
    for draft in reading.of_kind("book"):
        own = draft.data.get("format", 1)
        if not isinstance(own, int) or isinstance(own, bool) or own == FORMAT or own < 1:
            continue  # what is no number is told by its type
        if own < FORMAT:
            help_text = "run 'claimbook upgrade'"
        else:
            help_text = "upgrade the engine: install what requirements.txt of this book names"
        message = f"this book has format {own}, and this Claimbook reads format {FORMAT}"
        yield Finding(draft.place("format"), message, help_text)


@rule("E045")
def settings_not_fit(reading: Reading) -> Iterator[Finding]:
    """The settings of the site in `mkdocs.yml` keep what a book needs: the plugins `claimbook`,
    `macros` and `search`, the theme `material`, `docs` as the folder of its pages, a folder of its
    own for the site, and addresses that begin with http or https. What `claimbook` has under
    `charts` is a Python file of the book.

    Bad:
        plugins: [search, macros]

    Good:
        plugins: [search, claimbook, macros]
    """
    for fault in reading.fault("settings"):
        yield Finding(fault.place, fault.detail)


@rule("E005")
def csv_shape(reading: Reading) -> Iterator[Finding]:
    """The rows of a series have the standard columns or ones that the series declares, a cell
    under each, and numbers where a column has a unit.

    Bad:
        key,date,lable,value,status,sources
        y1899,1899,,30,actual,toll-book

    Good:
        key,date,label,value,status,sources
        y1899,1899,,30,actual,toll-book
    """
    standard = ", ".join(Row.STANDARD)
    for fault in reading.fault("csv"):
        name = fault.detail.split("'")[1] if "'" in fault.detail else ""
        help_text = fault.help
        if fault.detail.startswith("column '"):
            near = did_you_mean(name, Row.STANDARD)
            help_text = f"{near} Standard columns: {standard}".strip()
        elif fault.detail.endswith("is not a number"):
            help_text = number_slip(name, reading.language)
        yield Finding(fault.place, fault.detail, help_text)


@rule("E009")
def cell_not_as_meant(reading: Reading) -> Iterator[Finding]:
    """A cell of a table holds what readers are to see of it, or nothing: no space at its ends, no
    formula and no message of a spreadsheet, and no word with which programs write that there is
    nothing.

    Bad:
        y1899,1899,N/A,30,actual,toll-book

    Good:
        y1899,1899,,30,actual,toll-book
    """
    for fault in reading.fault(CELL):
        yield Finding(fault.place, fault.detail, fault.help)
