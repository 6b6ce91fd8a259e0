"""A cache for what takes long to make, such as drawings: files, each with its checksum."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from claimbook.core.text.whole import write_whole

_MARK = b"\n<!-- "
_END = b" -->"


def kept(path: Path, draw: Callable[[], bytes]) -> bytes:
    """The content of a kept file, or what is drawn, and kept, now.

    A file that is cut short or not ours counts as none. The checksum stands at the end, where
    neither a picture nor an SVG minds it.

    Args:
        path: the file, named after all that decides its content.
        draw: makes the content.
    """
    content = _read(path)
    if content is None:
        content = draw()
        write_whole(path, content + _checksum(content))
    return content


def _checksum(content: bytes) -> bytes:
    return _MARK + hashlib.sha256(content).hexdigest().encode() + _END


def _read(path: Path) -> bytes | None:
    try:
        content, mark, rest = path.read_bytes().rpartition(_MARK)
    except OSError:
        return None
    return content if mark + rest == _checksum(content) else None
