"""Writes files whole or not at all; what stands in them is left to others."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and then move it there, so that no reader sees half of it.

    Raises:
        OSError: when that cannot be done; what stood there before is left as it was.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes | None]) -> None:
    """Write several files whole: none takes its place before all are written beside theirs.

    A file whose content is None is removed, with the folders that it leaves empty.

    Raises:
        OSError: with the name of a file that cannot be written or removed.
    """
    parts: dict[Path, Path] = {}
    removed: dict[Path, Path] = {}
    folders: list[Path] = []
    path, finished = None, False
    try:
        for path, content in contents.items():
            beside = path.with_name(f".{path.name}.{os.getpid()}.part")
            if content is None:
                removed[path] = beside
                continue
            _make_folder(path.parent, folders)
            beside.unlink(missing_ok=True)
            parts[path] = beside
            with beside.open("xb") as file:  # "x" follows no link
                file.write(content)
            if path.exists():
                shutil.copymode(path, beside)
        for path, beside in removed.items():
            path.replace(beside)
        for path, beside in parts.items():
            beside.replace(path)
        finished = True
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        for beside in parts.values():
            beside.unlink(missing_ok=True)
        for path, beside in removed.items():
            with suppress(FileNotFoundError):
                beside.unlink() if finished else beside.replace(path)
        emptied = (
            [above for path in removed for above in path.parents] if finished else folders[::-1]
        )
        for folder in emptied:
            with suppress(OSError):  # a folder that is not empty stays
                folder.rmdir()


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note the ones that were not there."""
    if not folder.exists():
        _make_folder(folder.parent, made)
        folder.mkdir(exist_ok=True)
        made.append(folder)
