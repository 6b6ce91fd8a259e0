"""Rules that warn of records which no page and no other record makes use of."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from claimbook.core.records.models import KINDS
from claimbook.core.records.values import Record
from claimbook.core.rules.registry import rule
from claimbook.core.text.problems import Finding
from claimbook.prose.material import Prose, named
from claimbook.views.glossary import term_finder

_MARKUP = str.maketrans({"*": "", "\\": "", "_": " "})
"""What Markdown writes within a name and readers do not see."""


@rule("W002", "prose")
def unused_source(prose: Prose) -> Iterator[Finding]:
    """A source is named by a record or on a page. One that has a file, and that nothing rests on,
    tells readers nothing.

    Bad:
        sources:
          - toll-book

    Good:
        sources:
          - toll-book
          - ledger
    """
    on_pages = _named(prose, "sources")
    for source in prose.data.sources:
        if source not in on_pages and not prose.data.rests_on("sources", source):
            yield Finding(
                prose.data.places["sources", source],
                f"nothing rests on source '{source}'",
                "name it where it is evidence, or remove its file",
            )


@rule("W003", "prose")
def orphan_term(prose: Prose) -> Iterator[Finding]:
    """A term, or another name of it, stands somewhere in the book's texts or pages; what no reader
    comes upon needs no explanation.

    Bad:
        term: Cart count

    Good:
        term: Cart count
        aliases: [carts]
    """
    data, on_pages = prose.data, _named(prose, "terms")
    unnamed = {term for term in data.terms if term not in on_pages}
    unnamed = {term for term in unnamed if not data.rests_on("terms", term)}
    if not unnamed:
        return
    finder = term_finder(data)

    def named(text: str) -> set[str]:
        return {term for *_, terms in finder.find(text) for term in terms}

    others = (kind for kind in KINDS if kind != "terms")
    records = (record for kind in others for record in data.records(kind).values())
    pages = (unescape(page.text).translate(_MARKUP) for page in prose.pages)
    texts = (text for record in records for text in _texts(record))
    used = {term for text in (*pages, *texts) for term in named(text)}
    for term, record in data.terms.items():
        used |= {one for text in _texts(record) for one in named(text)} - {term}
    orphans = unnamed - used
    for term, record in data.terms.items():
        if term in orphans:
            yield Finding(
                data.places["terms", term],
                f"no text of this book uses the term '{record.term}'",
                "use it, add the name that texts use under 'aliases', or remove its file",
            )


def _named(prose: Prose, sort: str) -> set[str]:
    """What calls on pages name of a kind."""
    return {
        str(one)
        for _, call, spec in prose.calls()
        for parameter, one in named(call, spec)
        if parameter.sort == sort
    }


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for _, part in value:
            yield from _texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
