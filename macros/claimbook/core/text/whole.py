"""Writes files whole or not at all; what stands in them is left to others."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and then move it there, so that no reader sees half of it.

    Raises:
        OSError: when that cannot be done; what stood there before is left as it was.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files so: none takes its place before all are written beside theirs.

    Raises:
        OSError: with the name of a file that cannot be written.
    """
    beside: dict[Path, Path] = {}
    path = None
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{os.getpid()}.part")
            part.unlink(missing_ok=True)
            beside[path] = part
            with part.open("xb") as file:  # which follows no link
                file.write(content)
            if path.exists():
                shutil.copymode(path, part)
        for path, part in beside.items():
            part.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        for part in beside.values():
            part.unlink(missing_ok=True)
