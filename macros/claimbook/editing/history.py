"""Reads a book as it was published, from git, and finds what changed since without a correction."""

import os
import shutil
import subprocess
from pathlib import Path

from claimbook.core.load import MAX_SEED_BYTES, MOST_BYTES, read_book, read_files
from claimbook.core.proofs.changes import Since
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import Reading
from claimbook.core.text.files import A_LINK, EDITIONS, Listing, is_bare_repository, odd_name
from claimbook.core.text.problems import printable

MOST_NAMED = 12
"""Maximum number of branches or files named in a message."""

PARTS = ("data", "seeds", EDITIONS)
"""The folders of a book that hold its dataset, and the translations of it."""

PLAIN = {"100644", "100755", "100664"}
"""The modes of files; git keeps links, submodules and folders under others."""

SETTINGS = {
    "safe.bareRepository": "explicit",  # obey no folder that only looks like one
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "log.showSignature": "false",
}
"""Settings with which git takes no program to run from a folder that strangers write in."""

SAFE_GIT = {
    "GIT_CONFIG_COUNT": str(len(SETTINGS)),
    **{f"GIT_CONFIG_KEY_{at}": name for at, name in enumerate(SETTINGS)},
    **{f"GIT_CONFIG_VALUE_{at}": value for at, value in enumerate(SETTINGS.values())},
}
"""These settings as variables of the environment, which every git that is run below obeys."""

_ALONE = {
    **SAFE_GIT,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
}
"""The only variables of git's own with which it is run here: it changes nothing and guesses none."""

BEGIN = "begin one: git init, git add ., git commit -m 'As it was begun'"


class HistoryError(Exception):
    """A published state that cannot be read, or cannot be compared. `help` says what to do.

    It is printable, whatever names of files and branches it quotes.
    """

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002
        lines = (message, *([f"   help: {help}"] if help else []))
        super().__init__("\n".join(map(printable, lines)))


def since(root: Path, ref: str) -> Since:
    """A book as a commit has it, and as its folder has it now."""
    return Since(published(root, ref), read_book(root))


def published(root: Path, ref: str) -> Reading:
    """A book's dataset as a commit has it.

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
    """The text of each page of all editions as a commit has it, by its path from the book's folder."""
    found = _files(root, ref, ("docs", EDITIONS), (".md",))
    return {path: content.decode("utf-8", "replace") for path, content in found.items()}


def code_changed(root: Path, ref: str, *, besides: Path | None = None) -> list[str]:
    """The files that differ from a commit and are neither data nor pages: they are trusted code.

    Files that git does not know yet are among them, and so is what lies outside of the book's
    folder; `besides` is one that a command is about to write. Paths are from the repository's.
    """
    top, book = _repository(root)
    commit = _commit(top, ref)
    # the only form that compares contents where only times differ, and writes no index
    compared = ("diff-index", "--numstat", "-z", "--no-renames", "--ignore-submodules=none")
    changed = _git(top, *compared, commit, "--")
    unknown = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    paths = {line.split("\t", 2)[2] for line in os.fsdecode(changed).split("\0")[:-1]}
    new = {*os.fsdecode(unknown).split("\0")[:-1]}
    paths |= {path for path in new if not besides or top / path != besides.resolve()}
    return sorted(
        path for path in paths if not (path.startswith(book) and _is_data(path[len(book) :]))
    )


def cache_folder(root: Path) -> Path:
    """The folder of a book in which a build keeps what it made, some of it compiled code.

    Raises:
        HistoryError: when it could be somebody else's: a link, or something that git keeps.
    """
    folder = root / ".cache" / "claimbook"
    for step in (folder.parent, folder, folder / "templates"):
        if step.is_symlink():
            raise HistoryError(f"{step}: {A_LINK}", "remove it")
    try:
        top, book = _repository(root)
        kept = _git(top, "ls-files", "-z", "--", f"{book}.cache")
    except HistoryError:  # no commit can have brought the folder
        return folder
    if kept:
        what = f"git keeps {root / '.cache'}, in which a build would take code from strangers"
        raise HistoryError(what, "git rm -r --cached .cache, and list it in .gitignore")
    return folder


def _is_data(path: str) -> bool:
    """Whether a file is read as data, or is a page or note in Markdown. All others are run or copied."""
    folder, _, name = path.rpartition("/")
    if path.startswith(f"{EDITIONS}/"):
        return name.endswith((".yml", ".md"))
    if name.endswith(".yml"):
        return folder in {"data", *(kind.folder for kind in KINDS.values())}
    if name.endswith(".csv"):
        return folder == KINDS["series"].folder
    return name.endswith(".md") and (not folder or path.startswith("docs/"))


def _repository(root: Path) -> tuple[Path, str]:
    """The folder of the repository in which a book lies, and the way from there: `books/mine/`.

    It is the nearest that holds `.git`, which nobody can put into a commit. Git itself would also
    take a folder that is laid out as the inside of `.git`, with the settings that stand in it.
    """
    inner = root.resolve()
    for folder in (inner, *inner.parents):
        if (folder / ".git").exists():
            way = inner.relative_to(folder).as_posix()
            return folder, "" if way == "." else f"{way}/"
        if is_bare_repository(folder):
            what = f"{folder} holds HEAD, objects and refs, by which git takes it for a repository"
            raise HistoryError(what, "take them out: the repository is the folder with .git")
    raise HistoryError(f"{root} is in no git repository", BEGIN)


def _commit(top: Path, ref: str) -> str:
    _git(top, "rev-parse", "--git-dir", failing=f"{top} is no git repository", help_text=BEGIN)
    if not _git(top, "rev-list", "--max-count=1", "--all"):
        raise HistoryError("nothing has been committed yet", BEGIN)
    listed = _git(top, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes")
    names = ", ".join(listed.decode("utf-8", "replace").split()[:MOST_NAMED])
    help_text = f"give a branch, a tag or a commit; branches here: {names}"
    if ref.startswith("-"):
        raise HistoryError(f"'{ref}' is no commit", help_text)
    commit = _git(
        *(top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}"),
        failing=f"'{ref}' is no commit of this repository",
        help_text=help_text,
    )
    return commit.decode().strip()


def _files(
    root: Path, ref: str, parts: tuple[str, ...], endings: tuple[str, ...]
) -> dict[str, bytes]:
    """Files of a commit in some folders and with some endings, by their paths from the book's.

    They are never written to a disk, where a name could lead out of a folder. Links, submodules
    and what has no name that a file may have are left out: they are no part of a book, and a
    change that removes them is compared with all else.
    """
    top, book = _repository(root)
    folders = [f"{book}{part}" for part in parts]
    listed = _git(top, "ls-tree", "-r", "-z", "--long", _commit(top, ref), "--", *folders)
    blobs, total = {}, 0
    for line in os.fsdecode(listed).split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, blob, size = about.split()
        path = path.removeprefix(book)
        if mode not in PLAIN or not path.endswith(endings) or any(map(odd_name, path.split("/"))):
            continue
        if not size.isdigit():
            what = f"the content of '{path}' in '{ref}' is missing in this repository"
            raise HistoryError(what, "fetch all of it: git fetch --refetch")
        if int(size) <= MAX_SEED_BYTES:
            blobs[path] = blob
            total += int(size)
    if total > MOST_BYTES:
        what = f"'{ref}' holds more than {MOST_BYTES // 1_000_000} MB in {', '.join(parts)}"
        raise HistoryError(what, "compare with another commit")
    asked = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    answer, at = _git(top, "cat-file", "--batch", given=asked), 0
    found = {}
    for path in blobs:
        end_of_line = answer.index(b"\n", at)
        start = end_of_line + 1
        length = int(answer[at:end_of_line].split()[2])
        found[path] = answer[start : start + length]
        at = start + length + 1
    return found


def _git(
    top: Path,
    *arguments: str,
    given: bytes = b"",
    failing: str = "git could not read what was published",
    help_text: str = "",
) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise HistoryError("git is not installed", "what was published is read from git")
    known = {name: one for name, one in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(  # noqa: S603 - a fixed program, no shell, and no option from outside
        [program, "-C", str(top), *arguments],
        input=given,
        capture_output=True,
        check=False,
        env=known | _ALONE,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        if "dubious ownership" in said:  # git reads nothing of such a folder
            failing, help_text = (
                "git does not trust this folder, which belongs to somebody else",
                "",
            )
        raise HistoryError(failing, help_text or said)
    return done.stdout
