"""What changes in a book that was begun with an older engine, so that this one can build it.

Only files are changed that an engine wrote: settings, workflows, schemas, the requirement, the format
of records. What a book's people have changed in them is left, and named. Writes nothing.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from claimbook.core.load import MAX_SEED_BYTES, read_files, read_text
from claimbook.core.records.vocabulary import Vocabulary
from claimbook.core.rules.reading import unreadable
from claimbook.core.text.files import A_LINK, EDITIONS, listing
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.core.text.settings import listed, usual
from claimbook.core.text.yaml_text import Fault
from claimbook.editing.beginning import REQUIREMENTS, starter_files
from claimbook.editing.migrations import BOOK, migrated
from claimbook.editing.origin import PACKAGE, requirement
from claimbook.editing.schemas import FOLDER, schemas
from claimbook.editing.thinning import HOOKS, thinned

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
GUIDES = "docs/contributing.md"
"""The page on contributing that a book has instead of the engine's guides."""

OF_THE_ENGINE = ("tests/conftest.py", ".github/workflows/code.yml")
"""What the engine's own repository holds and no book that was begun from it."""

ROLES = {
    "Makefile": "$(VENV)/.site:",
    "pyproject.toml": 'name = "claimbook"',
    "constraints.txt": "mkdocs-macros-plugin==",
}
"""What builds a copied engine, each with words by which it is known whatever else is in it."""

_LINK = re.compile(r"(\]\(|^\[[^\]]+\]: +)([\w./-]+\.md)(#[\w-]+)?(?=[\s)])", re.MULTILINE)
_REQUIRED = re.compile(rf"^{PACKAGE}\b(?!-).*$", re.MULTILINE)


@dataclass
class Upgrade:
    """The files of a book that change: what is in them, and what is to be; None where one goes."""

    root: Path
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str | None] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    """Files that an engine wrote and a person changed, which may name what is gone."""

    def has(self, path: str) -> bool:
        """Whether a plain file is there, and not behind a link."""
        place = self.root / path
        return place.is_file() and not place.is_symlink() and not self._is_elsewhere(path)

    def _is_elsewhere(self, path: str) -> bool:
        """Whether a link is on the way to a file."""
        return any((self.root / one).is_symlink() for one in [*Path(path).parents][:-1])

    def read(self, path: str) -> str | None:
        """The text of a file as it is to be; None where no plain file is, or one behind a link.

        Raises:
            DatasetError: when it cannot be read.
        """
        if path in self.after:
            return self.after[path]
        if not self.has(path):
            return None
        files = listed(self.root, path)
        text = read_text(files, path, MAX_SEED_BYTES)
        if isinstance(text, Fault):
            raise DatasetError([unreadable(text)])
        self.before[path] = text
        return text

    def change(self, path: str, text: str | None) -> None:
        """Note what is to be in a file.

        Raises:
            DatasetError: when it would not stand in the book's own folder.
        """
        if self._is_elsewhere(path):
            raise DatasetError([Problem(Place(path), "E004", f"on the way there: {A_LINK}")])
        if self.read(path) != text:
            self.after[path] = text

    @cached_property
    def is_copied(self) -> bool:
        """Whether the book holds a copy of the engine."""
        return self.has(HOOKS)

    @property
    def removed(self) -> set[str]:
        """The files that go."""
        return {path for path, text in self.after.items() if text is None}


def upgrade_of(root: Path) -> Upgrade:
    """All that changes in the book of a folder.

    Raises:
        DatasetError: with what keeps it from being upgraded.
        OriginError: when the running engine is not installed.
    """
    up = Upgrade(root)
    if up.read(BOOK) is None:
        message = "no book is here: this file is needed and is missing"
        raise DatasetError([Problem(Place(BOOK), "E004", message, "name the folder of a book")])
    if any((root / path).exists() for path in OF_THE_ENGINE) and up.is_copied:
        message = "this is the engine's own repository, of which nothing is removed"
        raise DatasetError([Problem(Place(HOOKS), "E004", message, "name the folder of a book")])
    _migrate(up)
    _renew_generated(up)
    _require(up)
    if up.is_copied:
        _remove_engine(up)
    _renew_schemas(up)
    return up


def _migrate(up: Upgrade) -> None:
    """Bring the records to this engine's format."""
    files = listing(up.root)
    texts = {
        path: text
        for path in files.sizes
        if path.startswith(("data/", "seeds/", f"{EDITIONS}/"))
        and (text := _as_text(up, path)) is not None
    }
    for path, text in migrated(texts).items():
        up.change(path, text)


def _as_text(up: Upgrade, path: str) -> str | None:
    """The text of a file of data; nothing of one that is no text, of which the check tells."""
    try:
        return up.read(path)
    except DatasetError:
        return None


def _renew_generated(up: Upgrade) -> None:
    """Renew or remove what an engine wrote and nobody changed."""
    new = starter_files()
    for path, hashes in formerly().items():
        text = up.read(path)
        if text is None or text == new.get(path):
            continue
        if hashlib.sha256(text.encode()).hexdigest() in hashes:
            if path in new or up.is_copied:
                up.change(path, new.get(path))
        elif up.is_copied:
            up.left.append(path)


def _require(up: Upgrade) -> None:
    """Ask for the running engine."""
    asked = up.read(REQUIREMENTS)
    if asked is None:
        if up.is_copied:
            up.change(REQUIREMENTS, f"{requirement()}\n")
        return
    if _REQUIRED.search(asked):
        up.change(REQUIREMENTS, _REQUIRED.sub(lambda _: requirement(), asked))


def _remove_engine(up: Upgrade) -> None:
    """Remove a copied engine with its guides, and lead to those that are elsewhere."""
    for path in lines_of("copied.txt"):
        if up.has(path):
            up.after[path] = None
    for path, words in ROLES.items():
        text = up.read(path)
        if text is not None and words in text:
            up.change(path, None)
        elif text is not None:
            up.left.append(path)
    if up.read(GUIDES) is None:
        up.change(GUIDES, starter_files()[GUIDES])
    _mend_links(up)
    name = usual(up.root)
    if (settings := up.read(name)) is not None:
        gone = {path.removeprefix("docs/") for path in up.removed}
        up.change(name, thinned(settings, name, gone, GUIDES.removeprefix("docs/")))


def _mend_links(up: Upgrade) -> None:
    """Lead links to guides that are removed to the page on contributing."""
    pages = [
        path for path in listing(up.root).sizes if path.startswith("docs/") and path.endswith(".md")
    ]
    for path in pages:
        if text := _as_text(up, path):
            up.change(path, _LINK.sub(_mended(path, up.removed), text))


def _mended(page: str, removed: set[str]) -> Callable[[re.Match[str]], str]:
    """What a link on a page becomes."""
    folder = posixpath.dirname(page)
    instead = posixpath.relpath(GUIDES, folder)

    def mended(link: re.Match[str]) -> str:
        is_gone = posixpath.normpath(posixpath.join(folder, link[2])) in removed
        return f"{link[1]}{instead}" if is_gone else link[0]

    return mended


def _renew_schemas(up: Upgrade) -> None:
    """Renew the schemas of a book that has some."""
    if not (up.root / FOLDER).is_dir():
        return
    files = listing(up.root).with_more(
        {p: text for p, text in up.after.items() if text is not None}
    )
    vocabulary = next((one.record for one in read_files(files).of_kind("vocabulary")), None)
    if isinstance(vocabulary, Vocabulary):
        has_editions = bool(read_files(files).tags)
        for path, text in schemas(vocabulary, has_editions=has_editions).items():
            up.change(path, text)


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """The lines of a list beside this module, without its comments."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


@cache
def formerly() -> dict[str, set[str]]:
    """The hashes of what engines wrote into books, by path."""
    found: dict[str, set[str]] = {}
    for line in lines_of("formerly.txt"):
        known, _, path = line.partition("  ")
        found.setdefault(path, set()).add(known)
    return found
