"""The files of a book, and those among them that must not be there.

Nothing is read here, and no link is followed: whoever reads a book asks this list, in which only
plain files stand. It is made of a folder, or of what git keeps of one.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from unicodedata import category, normalize

from claimbook.core.text.characters import named
from claimbook.core.text.problems import Place
from claimbook.core.text.yaml_text import Fault

EDITIONS = "editions"
TOPS = ("data", "seeds", "docs", EDITIONS)
"""The folders in which contributors write."""

DATA_SUFFIXES = {".yml", ".yaml", ".csv", ".txt", ".json"}
"""A file under data/ with one of these is meant to be a record or the rows of one."""

MOST_FILES = 20_000
"""Maximum number of files read of one kind; a book with more would have too many pages to build
anyway."""

MOST_FOLDERS = 16
"""Maximum depth of nested folders."""

NOT_A_FILE = "a folder stands here where a file is expected"
NOT_A_FOLDER = "a file stands here where a folder is expected"
A_LINK = "this is a symbolic link, which is not followed"
NOT_PLAIN = "this is no plain file, and is not opened"
NOT_TEXT = "not UTF-8 text; save the file as such"
NO_FILE = "this is neither a file nor a folder, and is not opened"

OF_A_REPOSITORY = ("HEAD", "objects", "refs")
"""The entries by which git recognizes the inside of a repository, wherever a folder holds all of
them."""

_KEPT = frozenset('<>:"|?*\\')
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_SHORT_NAME = re.compile(r"git~[0-9]+", re.IGNORECASE)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, whatever their ending."""


def odd_name(name: str) -> str:
    """What keeps a name from being a file's name on every computer; empty where nothing does.

    Such a name has only characters that are seen, without those that Windows keeps for itself. It
    begins with neither space nor hyphen, and ends in neither space nor dot.
    """
    if name.startswith((" ", "-")):
        return "its name begins with a space or a hyphen"
    if name.endswith((" ", ".")):
        return "its name ends in a space or a dot"
    if _RESERVED.fullmatch(name):
        return "its name is that of a device on some computers"
    if _SHORT_NAME.fullmatch(name):
        return "its name is that of .git on some computers"
    odd = next((one for one in name if one in _KEPT or category(one) in _UNSEEN), "")
    if odd and category(odd) == "Cs":
        return "its name is not UTF-8"
    return f"its name has {named(odd)}, which has no place there" if odd else ""


def is_bare_repository(folder: Path) -> bool:
    """Whether a folder is laid out as the inside of a repository, so that git would obey it."""
    return all((folder / name).exists() for name in OF_A_REPOSITORY)


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

    def in_the_way(self, paths: Iterable[str]) -> list[Fault]:
        """What keeps plain files from standing at some paths, such as a link on the way there."""
        known = {fault.place.path: fault for fault in self.faults}
        alike = {_anywhere(path): path for path in self.sizes}
        found = []
        for path in paths:
            steps = path.split("/")
            above = ["/".join(steps[:number]) for number in range(1, len(steps))]
            found += [Fault("unreadable", Place(p), NOT_A_FOLDER) for p in above if p in self.sizes]
            found += [known[one] for one in (*above, path) if one in known]
            if why := next(filter(None, map(odd_name, steps)), None):
                found.append(Fault("unreadable", Place(path), why))
            if path not in self.sizes and (other := alike.get(_anywhere(path))):
                found.append(Fault("unreadable", Place(path), _same_name(other)))
        return found

    def with_more(self, texts: Mapping[str, str]) -> Listing:
        """The same book as it would be with some more files."""
        more = {path: text.encode() for path, text in texts.items()}
        sizes = self.sizes | {path: len(content) for path, content in more.items()}

        def content(path: str) -> bytes:
            return more[path] if path in more else self.content(path)

        return Listing(content, sizes, [*self.faults])

    @property
    def weight(self) -> int:
        """The total size in bytes of all files but the pages."""
        return sum(size for path, size in self.sizes.items() if not path.startswith("docs/"))

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.sizes, key=lambda path: path.split("/")):
            found[path.rpartition("/")[0]].append(path)
        return found

    def inside(self, folder: str, ending: str, *, deep: bool = False) -> list[str]:
        """The files of one kind in a folder, sorted, up to the number that a book may have."""
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
    if is_bare_repository(root):
        found.refuse(OF_A_REPOSITORY[0], "with objects and refs beside it, git obeys this folder")
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
                alike = names.setdefault(_anywhere(entry.name), entry.name)
                if alike != entry.name:
                    found.refuse(path, _same_name(alike))
                elif why := odd_name(entry.name):
                    found.refuse(path, why)
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


def _anywhere(name: str) -> str:
    """A name without differences that some computers ignore: capitals and Unicode composition."""
    return normalize("NFC", name).casefold()


def _same_name(name: str) -> str:
    return f"'{name.rpartition('/')[2]}' in the same folder is the same name on some computers"


def _is_file_expected(path: str) -> bool:
    suffix = Path(path).suffix
    if path.startswith(f"{EDITIONS}/"):
        return suffix == ".md" or suffix in DATA_SUFFIXES
    return suffix == ".md" if path.startswith("docs/") else suffix in DATA_SUFFIXES
