"""A rule about addresses on the web: each in the one form that shows where it leads."""

from collections.abc import Iterator

from claimbook.core.records.book import Document, License, Source
from claimbook.core.records.reading import Reading
from claimbook.core.rules.registry import rule
from claimbook.core.text.addresses import in_its_form, unlike_its_form
from claimbook.core.text.problems import Place, Problem

_NO_FORM = "write it as a browser shows it: https://, the host in ASCII (xn-- for others), the path"


@rule("E024")
def address_in_another_form(reading: Reading) -> Iterator[Problem]:
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
                yield Problem(
                    _place_of(reading, draft.place(*path, "url"), part),
                    "E024",
                    f"this address is not in its plain form: {why}",
                    f"write it as {normal}" if normal else _NO_FORM,
                )


def _place_of(reading: Reading, value: Place, part: str) -> Place:
    """Where a part of a value stands: in the value's first line, or the value itself."""
    at = reading.line(value).find(part, value.column - 1)
    return value._replace(column=at + 1, width=len(part)) if at >= 0 and part else value
