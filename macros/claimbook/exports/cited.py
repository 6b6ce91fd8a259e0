"""The parts of a citation, whatever format it is written in."""

from dataclasses import dataclass

from claimbook.core.text.dates import When


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
