"""The files of a book: which are read, and what stands among them that must not.

Nothing here opens a file. A link is never followed out of the book's folder, a file is expected
to be a file, and two names in one folder must be two names on every computer.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from macros.core.problems import Place
from macros.core.yaml_text import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

TOPS = ("data", "seeds", "docs")
"""The folders in which contributors write."""

DATA_SUFFIXES = {".yml", ".yaml", ".csv", ".txt", ".json"}
"""A file under data/ with one of these is meant to be a record or the rows of one."""

MOST_FILES = 20_000
"""So many files of a kind are read; a book with more has one page too many to build anyway."""

NOT_A_FILE = "a folder stands here where a file is expected"
NOT_A_FOLDER = "a file stands here where a folder is expected"
A_LINK = "this is a symbolic link, which is not followed"


def is_refused_link(root: Path, shown: str) -> bool:
    """Whether a path leads over a link: any in the data, and in pages one that leaves the book.

    Args:
        root: the book's folder.
        shown: the path from there.
    """
    path, over = str(root), False
    for step in shown.split("/"):
        path = f"{path}/{step}"
        over = over or os.path.islink(path)  # noqa: PTH114 - asked of every file, so it is quick
    leaves = over and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    return leaves or (over and not shown.startswith("docs"))


def misplaced(root: Path) -> Iterator[Fault]:
    """Links, folders and files in each other's place, and names that are one on some computers."""
    for top in TOPS:
        place = Place(top)
        if is_refused_link(root, top):
            yield Fault("unreadable", place, A_LINK)
        elif (root / top).is_dir():
            yield from _below(root, root / top)
        elif (root / top).exists():
            yield Fault("unreadable", place, NOT_A_FOLDER)


def _below(root: Path, folder: Path) -> Iterator[Fault]:
    shown = folder.relative_to(root).as_posix()
    names: dict[str, str] = {}
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda one: one.name)
    except OSError as error:
        yield Fault("unreadable", Place(shown), f"cannot be read: {error.strerror}")
        return
    for entry in entries:
        here = f"{shown}/{entry.name}"
        alike = names.setdefault(normalize("NFC", entry.name).casefold(), entry.name)
        if alike != entry.name:
            detail = f"'{alike}' in the same folder is the same name on some computers"
            yield Fault("unreadable", Place(here), detail)
        if entry.is_symlink():
            if is_refused_link(root, here):
                yield Fault("unreadable", Place(here), A_LINK)
        elif entry.is_dir():
            if shown.split("/")[0] != "docs" and Path(entry.name).suffix in DATA_SUFFIXES:
                yield Fault("unreadable", Place(here), NOT_A_FILE)
            yield from _below(root, Path(entry.path))


def files_in(
    root: Path, folder: Path, pattern: str, faults: list[Fault], *, deep: bool = False
) -> list[Path]:
    """The files of one kind in a folder, sorted, and no more of them than a book can have."""
    shown = folder.relative_to(root).as_posix()
    if is_refused_link(root, shown):
        return []
    place = Place(shown)
    if folder.exists() and not folder.is_dir():
        faults.append(Fault("unreadable", place, NOT_A_FOLDER))
    found = sorted(folder.rglob(pattern) if deep else folder.glob(pattern))
    if len(found) > MOST_FILES:
        detail = f"{len(found):,} files; more than {MOST_FILES:,} of a kind are not read"
        faults.append(Fault("unreadable", place, detail))
    return found[:MOST_FILES]
