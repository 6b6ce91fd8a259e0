"""Builds beside the real site and takes its place only when nothing went wrong.

MkDocs empties `site_dir` before it renders and counts warnings only after `on_post_build`, so
the folders are swapped here, and warnings counted here too: under `-q` MkDocs does not count
them at all.

A folder cannot take another one's place in one step. The old site is renamed away and the new one
renamed in; who is killed between the two leaves no site, and the next build puts the old one back
before anything else.
"""

import atexit
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.utils import CountHandler

from claimbook.core.text.files import A_LINK, NOT_A_FOLDER
from claimbook.core.text.packing import hashed, manifest
from claimbook.core.text.settings import is_of_book

MANIFEST = "manifest.sha256"
"""The hashes of all files of the site, as `sha256sum -c` reads them."""


log = logging.getLogger("mkdocs.plugins.claimbook")


class Publishing:
    """The folder of one site while it is built beside the one that is published.

    From `build_beside` on to its end a build holds a lock, which the system takes from who is
    killed. So what stands beside a site at its beginning was left there, and is put back or removed.
    """

    def __init__(self) -> None:
        """Count warnings from now on, also under `-q`.

        `-q` raises the level of the logger itself, above warnings; here the logger lets them
        through again and the printing handler keeps them off the terminal.
        """
        self._beside: Path | None = None
        self._target: Path | None = None
        self._lock: BaseFileLock | None = None
        logger = logging.getLogger("mkdocs")
        if logger.level > logging.INFO:
            for handler in logger.handlers:
                handler.setLevel(max(handler.level, logger.level))
            logger.setLevel(logging.INFO)
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logger.addHandler(self._warnings)
        atexit.register(self.discard)

    def build_beside(self, config: MkDocsConfig) -> None:
        """Point a build at a folder beside the real one.

        Raises:
            BuildError: when what stands where the site goes is none, or a link stands in the way.
            OSError: when what was left cannot be removed.
        """
        target = Path(config.site_dir)
        _refuse_what_is_no_site(target, Path(config.config_file_path).parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        refuse_link(_beside(target, "lock"))
        self._lock = FileLock(_beside(target, "lock"))
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            log.info("another build writes %s: this one begins when it has ended", target)
            self._lock.acquire()
        old, unfinished = _beside(target, "old"), _beside(target, "building")
        if old.is_dir() and not old.is_symlink() and not target.exists():
            old.rename(target)
            log.info("the last build was ended while it published: the site before is back")
        for left in (old, unfinished):
            _remove(left)
        unfinished.mkdir()
        self._target, self._beside = target, unfinished
        config.site_dir = str(unfinished)

    def publish(self, config: MkDocsConfig, known: Mapping[str, str]) -> None:
        """Put the finished folder in the place of the old one.

        Raises:
            BuildError: when there were warnings.
        """
        if counts := self._warnings.get_counts():
            said = ", ".join(
                f"{count} {level.lower()}{'s' * (count > 1)}" for level, count in counts
            )
            raise BuildError(f"{said}: nothing was published, the site is as it was")
        if self._beside is None or self._target is None:
            return
        write_manifest(self._beside, known)
        old = _beside(self._target, "old")
        if self._target.exists():
            self._target.rename(old)
        try:
            self._beside.rename(self._target)
        except OSError:
            old.rename(self._target)
            raise
        shutil.rmtree(old, ignore_errors=True)
        config.site_dir = str(self._target)
        self._beside = None
        self.discard()

    def discard(self) -> None:
        """Remove a folder that did not come to be published, and let others build."""
        if self._beside is not None:
            shutil.rmtree(self._beside, ignore_errors=True)
            self._beside = None
        if self._lock is not None:
            self._lock.release()


def refuse_link(path: Path) -> None:
    """Refuse a link, through which a file would be written somewhere else.

    Raises:
        BuildError: when a symbolic link stands there.
    """
    if path.is_symlink():
        raise BuildError(f"{path}: {A_LINK}; remove it")


def _refuse_what_is_no_site(target: Path, book: Path) -> None:
    """Refuse to replace a folder that is no site: everything in it would be gone."""
    within = [step for step in (target, *target.parents) if book in step.parents]
    for step in within or [target]:
        refuse_link(step)
    if is_of_book(target, book):
        what = "here are the book's own files"
    elif (target / ".git").exists():
        what = "git keeps what is here, and would lose it"
    elif target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        what = f"this folder is neither empty nor a site, which has a file {MANIFEST}"
    elif target.exists() and not target.is_dir():
        what = NOT_A_FOLDER
    else:
        return
    message = f"{target}: {what}; remove it, or give site_dir in mkdocs.yml a folder of its own"
    raise BuildError(message)


def _remove(path: Path) -> None:
    """Remove what is at a path, whatever it is; of a link, only the link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def write_manifest(folder: Path, known: Mapping[str, str]) -> None:
    """Write the hash of every file of a site, itself left out."""
    hashes = {}
    for path in walked(folder):
        if path != MANIFEST:
            hashes[path] = known.get(path) or hashed((folder / path).read_bytes())
    (folder / MANIFEST).write_bytes(manifest(hashes))


def walked(folder: Path) -> Iterator[str]:
    """The path from a folder, with slashes, of every file in it and below."""
    for path, _, names in os.walk(folder):
        within = path[len(str(folder)) + 1 :].replace(os.sep, "/")
        yield from (f"{within}/{name}" if within else name for name in names)


def write_file(path: str, content: str | bytes) -> None:
    """Write a file of the site, without a `Path`, which would double the time of many."""
    content = content.encode() if isinstance(content, str) else content
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        file = open(path, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(content)
