"""The files of a book: which there are, and what stands among them that must not.

Nothing is read here, and no link is followed: whoever reads a book asks this list, in which only
plain files stand. It is made of a folder, or of what git keeps of one.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from macros.core.problems import Place
from macros.core.yaml_text import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

TOPS = ("data", "seeds", "docs")
"""The folders in which contributors write."""

DATA_SUFFIXES = {".yml", ".yaml", ".csv", ".txt", ".json"}
"""A file under data/ with one of these is meant to be a record or the rows of one."""

MOST_FILES = 20_000
"""So many files of a kind are read; a book with more has one page too many to build anyway."""

MOST_FOLDERS = 16
"""So deep may folders stand in one another."""

NOT_A_FILE = "a folder stands here where a file is expected"
NOT_A_FOLDER = "a file stands here where a folder is expected"
A_LINK = "this is a symbolic link, which is not followed"
NOT_TEXT = "not UTF-8 text; save the file as such"
NO_FILE = "this is neither a file nor a folder, and is not opened"

_ODD_NAME = re.compile(r"[\\:]")
"""What parts folders or names a drive on some computers."""


@dataclass
class Listing:
    """The plain files of a book by their paths from its folder, with their sizes in bytes.

    `faults` are what stands there and must not, and `content` gives the bytes of a file.
    """

    content: Callable[[str], bytes]
    sizes: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, path: str, detail: str) -> None:
        """Note that something must not stand where it does."""
        self.faults.append(Fault("unreadable", Place(path), detail))

    @property
    def refused(self) -> set[str]:
        """The paths at which something must not stand."""
        return {fault.place.path for fault in self.faults}

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.sizes, key=lambda path: path.split("/")):
            found[path.rpartition("/")[0]].append(path)
        return found

    def inside(self, folder: str, ending: str, *, deep: bool = False) -> list[str]:
        """The files of one kind in a folder, sorted, and no more of them than a book can have."""
        if folder in self.sizes:
            self.refuse(folder, NOT_A_FOLDER)
        below = f"{folder}/"
        folders = [one for one in self._by_folder if deep and one.startswith(below)]
        found = [
            path
            for one in (folder, *folders)
            for path in self._by_folder.get(one, ())
            if path.endswith(ending)
        ]
        if len(found) > MOST_FILES:
            detail = f"{len(found):,} files; more than {MOST_FILES:,} of a kind are not read"
            self.refuse(folder, detail)
        return sorted(found[:MOST_FILES], key=lambda path: path.split("/"))


def listing(root: Path) -> Listing:
    """What stands in a book's folder, in the parts in which contributors write."""
    found = Listing(lambda path: (root / path).read_bytes())
    waiting: list[str] = []
    for top in TOPS:
        if (root / top).is_symlink():
            found.refuse(top, A_LINK)
        elif (root / top).is_dir():
            waiting.append(top)
        elif (root / top).exists():
            found.refuse(top, NOT_A_FOLDER)
    while waiting:
        waiting += _folders_in(root, waiting.pop(), found)
    return found


def _folders_in(root: Path, folder: str, found: Listing) -> list[str]:
    """List what is in one folder; its folders are given back."""
    names: dict[str, str] = {}
    folders = []
    try:
        with os.scandir(root / folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                path = f"{folder}/{entry.name}"
                alike = names.setdefault(normalize("NFC", entry.name).casefold(), entry.name)
                if alike != entry.name:
                    detail = f"'{alike}' in the same folder is the same name on some computers"
                    found.refuse(path, detail)
                elif _ODD_NAME.search(entry.name):
                    found.refuse(path, "its name has a character that not every computer allows")
                if entry.is_symlink():
                    found.refuse(path, A_LINK)
                elif entry.is_dir():
                    folders.append(path)
                    if _is_file_expected(path):
                        found.refuse(path, NOT_A_FILE)
                elif entry.is_file():
                    found.sizes[path] = entry.stat().st_size
                else:
                    found.refuse(path, NO_FILE)
    except OSError as error:
        found.refuse(folder, f"cannot be read: {error.strerror}")
    if folders and folder.count("/") + 2 > MOST_FOLDERS:
        found.refuse(folders[0], f"folders stand more than {MOST_FOLDERS} deep in one another")
        return []
    return folders


def _is_file_expected(path: str) -> bool:
    suffix = Path(path).suffix
    return suffix == ".md" if path.startswith("docs/") else suffix in DATA_SUFFIXES
