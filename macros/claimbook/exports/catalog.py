"""Every export that a build writes: one line each. What they hold is left to their modules."""

from collections.abc import Callable, Iterable, Iterator

from claimbook.exports import api, checking, citations, downloads, feed
from claimbook.exports.material import Material

EXPORTS: tuple[Callable[[Material], Iterable[tuple[str, str | bytes]]], ...] = (
    api.files,
    downloads.files,
    citations.files,
    feed.files,
    checking.files,
)
"""The exports of the whole book: each a function that yields paths from the site's root and
contents."""


def files(material: Material) -> Iterator[tuple[str, str | bytes]]:
    """Every file of every export."""
    for export in EXPORTS:
        yield from export(material)
