"""Rules about what deceives: characters that nobody sees, letters and addresses that pass for others."""

from collections.abc import Callable, Iterator
from itertools import islice

from claimbook.core.records.book import Document, License, Source
from claimbook.core.records.reading import Reading
from claimbook.core.rules.registry import rule
from claimbook.core.text.addresses import in_its_form, unlike_its_form
from claimbook.core.text.characters import (
    SpelledOutText,
    deceiving,
    may_be_mixed,
    may_deceive,
    mixed_words,
    named,
)
from claimbook.core.text.problems import Finding, Place

MOST_IN_A_FILE = 20
"""Maximum number of characters reported for one file; a file that is no text has thousands."""


def _texts(reading: Reading, is_suspect: Callable[[str], bool]) -> Iterator[SpelledOutText]:
    """The texts that are worth a closer look, and all that have escapes, with what was read."""
    values = {path: one.data for path, one in reading.located.items()}
    for path, text in (reading.text | reading.pages | reading.edition_pages).items():
        if is_suspect(text) or (path in values and "\\" in text):
            yield SpelledOutText(path, text, values.get(path))


@rule("E006")
def character_that_deceives(reading: Reading) -> Iterator[Finding]:
    r"""A text holds no character that deceives whoever reads or reviews it: none that cannot be
    seen, that turns the direction of writing, that steers a terminal, or that has no meaning of its
    own. Joiners stay where a script needs them, as Persian and Hindi do.

    Bad:
        term: "Toll\u202E"

    Good:
        term: Toll
    """
    for written in _texts(reading, may_deceive):
        yield from islice(_in_text(written), MOST_IN_A_FILE)


def _in_text(written: SpelledOutText) -> Iterator[Finding]:
    for index, why in deceiving(written.text):
        if place := written.place(index):
            message = f"{named(written.text[index])} {why}"
            yield Finding(place, message, "delete it, or retype the words around it")


@rule("E007")
def letters_of_two_alphabets(reading: Reading) -> Iterator[Finding]:
    r"""A word with Latin letters has no Cyrillic or Greek ones that pass for them. One Greek letter
    beside Latin ones may stay, as in a unit.

    Bad:
        term: "T\u043Ell"

    Good:
        term: Toll
    """
    for written in _texts(reading, may_be_mixed):
        yield from islice(_mixed(written), MOST_IN_A_FILE)


def _mixed(written: SpelledOutText) -> Iterator[Finding]:
    for index, word, letters in mixed_words(written.text):
        if place := written.place(index, len(word)):
            shown = ", ".join(named(one) for one in letters)
            message = f"'{word}' has letters of two alphabets"
            yield Finding(place, message, f"retype the word; not Latin: {shown}")


_NO_FORM = "write it as a browser shows it: https://, the host in ASCII (xn-- for others), the path"


@rule("E024")
def address_in_another_form(reading: Reading) -> Iterator[Finding]:
    """An address shows where it leads: a scheme and a host in lower-case ASCII, without a user, a
    password, or the port that is meant anyway. A host with other letters is written as `xn--`.

    Bad:
        url: https://www.example.org@tolls.example/list

    Good:
        url: https://tolls.example/list
    """
    for model in (Source, Document, License):
        for draft, path, data in reading.of_model(model):
            address = data.get("url")
            if not isinstance(address, str):
                continue
            normal = in_its_form(address)
            for why, part in unlike_its_form(address):
                yield Finding(
                    _place_of(reading, draft.place(*path, "url"), part),
                    f"this address is not in its plain form: {why}",
                    f"write it as {normal}" if normal else _NO_FORM,
                )


def _place_of(reading: Reading, value: Place, part: str) -> Place:
    """Where a part of a value stands: in the value's first line, or the value itself."""
    at = reading.line(value).find(part, value.column - 1)
    return value._replace(column=at + 1, width=len(part)) if at >= 0 and part else value
