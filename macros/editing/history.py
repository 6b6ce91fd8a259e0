"""Reads a book as it was published, from git, and finds what changed since without a correction."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from macros.core.changes import Since
from macros.core.files import Listing
from macros.core.load import MAX_SEED_BYTES, read_book, read_files
from macros.core.problems import printable
from macros.core.rules.history import check_history

if TYPE_CHECKING:
    from pathlib import Path

    from macros.core.problems import Problem
    from macros.core.reading import Reading

MOST_NAMED = 12
"""So many branches or files are named."""

PARTS = ("data", "seeds")
"""The folders of a book that hold its dataset."""

SPECIAL = {
    "120000": "a symbolic link, which is not followed",
    "160000": "a submodule, which is not read",
}
"""What git keeps that is no file, by its mode."""

NO_NAMES = {"", ".", "..", ".git", "git~1"}
_ODD_NAME = re.compile(r"[\\:\x00-\x1f\x7f]")
"""Names that git itself refuses or that lead elsewhere on some computers."""


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
    files = _files(root, ref, PARTS, (".yml", ".csv"))
    if not any(path.startswith("data/") for path in files):
        raise HistoryError(f"'{ref}' holds no data/ in {root}", "was the book in another folder?")
    sizes = {path: len(content) for path, content in files.items()}
    return read_files(Listing(files.__getitem__, sizes))


def published_pages(root: Path, ref: str) -> dict[str, str]:
    """The text of each page in `docs/` as a commit has it, by its path from the book's folder.

    Raises:
        HistoryError: when the commit cannot be read.
    """
    found = _files(root, ref, ("docs",), (".md",))
    return {path: content.decode("utf-8", "replace") for path, content in found.items()}


def code_changed(root: Path, ref: str) -> list[str]:
    """The files that differ from a commit and are neither data nor pages: they are trusted code.

    Files that git does not know yet are among them. Paths are from the book's folder.

    Raises:
        HistoryError: when the commit cannot be read.
    """
    commit = _commit(root, ref)
    alone = ("-c", "core.fsmonitor=false")  # which would be a program
    compared = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative")
    changed = _git(root, *alone, *compared, commit, "--")
    unknown = _git(root, *alone, "ls-files", "--others", "--exclude-standard", "-z")
    paths = {path for path in os.fsdecode(changed + unknown).split("\0") if path}
    return sorted(path for path in paths if not _is_data(path))


def _is_data(path: str) -> bool:
    """Whether a file is of the dataset, or a page or note in Markdown. All others are run or copied."""
    top, _, below = path.partition("/")
    return top in PARTS or (path.endswith(".md") and (top == "docs" or not below))


def _commit(root: Path, ref: str) -> str:
    help_text = "begin one: git init, git add ., git commit -m 'As it was begun'"
    _git(
        root,
        "rev-parse",
        "--git-dir",
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
    root: Path, ref: str, parts: tuple[str, ...], endings: tuple[str, ...]
) -> dict[str, bytes]:
    """Files of a commit in some folders and with some endings, by their paths from the book's.

    They are never written to a disk, where a name could lead out of a folder.

    Raises:
        HistoryError: when the commit cannot be read, or holds what is no plain file under a plain
            name.
    """
    commit = _commit(root, ref)
    listed = _git(root, "ls-tree", "-r", "-z", "--long", commit, "--", *parts)
    blobs = {}
    for line in os.fsdecode(listed).split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, blob, size = about.split()
        if why := _unfit(mode, path):
            raise HistoryError(
                f"'{ref}' holds '{printable(path)}', {why}", "compare with another commit"
            )
        if path.endswith(endings) and int(size) <= MAX_SEED_BYTES:
            blobs[path] = blob
    asked = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    answer, at = _git(root, "cat-file", "--batch", given=asked), 0
    found = {}
    for path in blobs:
        end_of_line = answer.index(b"\n", at)
        start = end_of_line + 1
        length = int(answer[at:end_of_line].split()[2])
        found[path] = answer[start : start + length]
        at = start + length + 1
    return found


def _unfit(mode: str, path: str) -> str:
    """Why an entry of a tree is none of a book's; nothing where it is a plain file."""
    if mode in SPECIAL:
        return SPECIAL[mode]
    steps = {step.casefold() for step in path.split("/")}
    is_odd = steps & NO_NAMES or _ODD_NAME.search(path)
    return "which is no name of a file" if is_odd else ""


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
        if "dubious ownership" in said:  # then git reads nothing at all
            failing, help_text = (
                "git does not trust this folder, which belongs to somebody else",
                "",
            )
        raise HistoryError(failing, help_text or said)
    return done.stdout
