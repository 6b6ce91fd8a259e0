"""Reads a book as it was published, from git, and finds what changed since without a correction."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from macros.core.changes import Since
from macros.core.load import read_book
from macros.core.rules.history import check_history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.core.problems import Problem
    from macros.core.reading import Reading

MOST_NAMED = 12
"""So many branches are named where one is not there."""

PARTS = ("data", "seeds")
"""The folders of a book that hold its dataset."""


class HistoryError(Exception):
    """A published state that cannot be read, or cannot be compared. `help` says what to do."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002
        super().__init__(f"{message}\n   help: {help}" if help else message)


def changes_since(root: Path, ref: str) -> list[Problem]:
    """Every change since a commit that should have been recorded and was not.

    Raises:
        HistoryError: when the commit cannot be read.
    """
    return check_history(since(root, ref))


def since(root: Path, ref: str) -> Since:
    """A book as a commit has it, and as its folder has it now.

    Raises:
        HistoryError: when the commit cannot be read.
    """
    return Since(published(root, ref), read_book(root))


def published(root: Path, ref: str) -> Reading:
    """A book's dataset as a commit has it.

    Args:
        root: the book's folder, which may lie anywhere in its repository.
        ref: a commit, branch or tag.

    Raises:
        HistoryError: when the folder is in no git repository, there is no such commit, or the
            commit holds no book in this folder.
    """
    commit = _commit(root, ref)
    with TemporaryDirectory() as folder:
        found = list(_files(root, commit, PARTS, (".yml", ".csv")))
        for path, content in found:
            written = Path(folder, path)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(content)
        if not any(path.startswith("data/") for path, _ in found):
            raise HistoryError(
                f"'{ref}' holds no data/ in {root}", "was the book in another folder?"
            )
        return read_book(Path(folder))


def published_pages(root: Path, ref: str) -> dict[str, str]:
    """The text of each page in `docs/` as a commit has it, by its path from the book's folder.

    Raises:
        HistoryError: when the commit cannot be read.
    """
    found = _files(root, _commit(root, ref), ("docs",), (".md",))
    return {path: content.decode("utf-8", "replace") for path, content in found}


def _commit(root: Path, ref: str) -> str:
    help_text = "begin one: git init, git add ., git commit -m 'As it was begun'"
    _git(
        *(root, "rev-parse", "--git-dir"),
        failing=f"{root} is in no git repository",
        help_text=help_text,
    )
    if not _git(root, "rev-list", "--max-count=1", "--all"):
        raise HistoryError("nothing has been committed yet", help_text)
    listed = _git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes")
    names = ", ".join(listed.decode("utf-8", "replace").split()[:MOST_NAMED])
    help_text = f"give a branch, a tag or a commit; branches here: {names}"
    if ref.startswith("-"):
        raise HistoryError(f"'{ref}' is no commit", help_text)
    commit = _git(
        *(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}"),
        failing=f"'{ref}' is no commit of this repository",
        help_text=help_text,
    )
    return commit.decode().strip()


def _files(
    root: Path, commit: str, parts: tuple[str, ...], endings: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    """Files of a commit in some folders and with some endings: path from the book's, content."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *parts).decode("utf-8", "replace")
    entries = [line.split("\t", maxsplit=1) for line in listed.split("\0") if line]
    paths = {
        path: about.split()[2]
        for about, path in entries
        if about.split()[1] == "blob" and path.endswith(endings)
    }
    asked = "".join(f"{blob}\n" for blob in paths.values()).encode()
    answer, at = _git(root, "cat-file", "--batch", given=asked), 0
    for path in paths:
        end_of_line = answer.index(b"\n", at)
        start = end_of_line + 1
        length = int(answer[at:end_of_line].split()[2])
        yield path, answer[start : start + length]
        at = start + length + 1


def _git(
    root: Path,
    *arguments: str,
    given: bytes = b"",
    failing: str = "git could not read what was published",
    help_text: str = "",
) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise HistoryError("git is not installed", "what was published is read from git")
    done = subprocess.run(  # noqa: S603 - a fixed program, no shell, and no option from outside
        [program, "-C", str(root), *arguments], input=given, capture_output=True, check=False
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise HistoryError(failing, help_text or said)
    return done.stdout
