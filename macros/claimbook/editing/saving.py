"""Writes what a command made: files of a book, or one beside it; all of them or none."""

import os
from collections.abc import Mapping
from pathlib import Path

from claimbook.core.rules.reading import unreadable
from claimbook.core.text.files import A_LINK, NOT_PLAIN, TOPS, listing
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.core.text.whole import write_all


def write_into_book(
    root: Path,
    texts: Mapping[str, str],
    *,
    new: bool = False,
    beside: Mapping[Path, bytes] | None = None,
) -> None:
    """Write files of a book by their paths from its folder, all of them or none.

    No link is followed, and nothing is written where a check would not read it.

    Args:
        root: the book's folder.
        texts: what is to stand in each file.
        new: whether none of them may be there already.
        beside: files that are none of the book's, and are written with them.

    Raises:
        DatasetError: with what keeps them from being written; then all is as it was.
    """
    files = listing(root)
    problems = [unreadable(fault) for fault in files.in_the_way(texts)]
    if new:
        taken = [path for path in texts if path in files.sizes]
        help_text = "edit it, or give another id"
        problems += [Problem(Place(p), "E004", "is there already", help_text) for p in taken]
    if problems:
        raise DatasetError(problems)
    try:
        own = {root / path: text.encode() for path, text in texts.items()}
        write_all(own | dict(beside or {}))
    except OSError as error:
        place = Path(error.filename)
        is_own = place.is_relative_to(root)
        path = place.relative_to(root).as_posix() if is_own else str(place)
        raise DatasetError([_not_written(path, error)]) from None


def write_beside_book(root: Path, output: Path, content: bytes) -> None:
    """Write a file that is made of a book and is none of it.

    Raises:
        DatasetError: when it would stand where the book's own files do, or cannot be written.
    """
    if output.is_symlink():
        raise DatasetError([Problem(Place(str(output)), "E004", A_LINK, "remove it")])
    place = Path(os.path.realpath(output))
    within = [top for top in TOPS if place.is_relative_to(os.path.realpath(root / top))]
    if within:
        message = f"this would be a file of {within[0]}/, where the book itself stands"
        problem = Problem(Place(str(output)), "E004", message, "name a file outside of it")
        raise DatasetError([problem])
    if place.exists() and not place.is_file():
        raise DatasetError([Problem(Place(str(output)), "E004", NOT_PLAIN)])
    try:
        write_all({place: content})
    except OSError as error:
        raise DatasetError([_not_written(str(output), error)]) from None


def _not_written(path: str, error: OSError) -> Problem:
    return Problem(Place(path), "E004", f"cannot be written: {error.strerror}")
