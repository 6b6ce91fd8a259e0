"""What takes long to make is kept: in a file with a checksum, or on the object it is made of."""

import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from claimbook.core.text.messages import spoken
from claimbook.core.text.whole import write_whole

_MARK = b"\n<!-- "
_END = b" -->"


def kept(path: Path, draw: Callable[[], bytes]) -> bytes:
    """The content of a kept file, or what is drawn, and kept, now.

    A file that is cut short or not ours counts as none. The checksum stands at the end, where
    neither a picture nor an SVG minds it.
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


def fingerprint(paths: Iterable[Path], *packages: str) -> str:
    """What made a drawing: the content of files, and the versions of packages."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return f"{[f'{name} {version(name)}' for name in packages]} {digest.hexdigest()}"


Subject = TypeVar("Subject")
Result = TypeVar("Result")
Details = TypeVarTuple("Details")

_RESULTS = "_results_of_work_done_once"


def once(work: Callable[[Subject, *Details], Result]) -> Callable[[Subject, *Details], Result]:
    """Make a function keep what it returns on its first argument, for as long as that lives.

    So a layer can work something out of a book that the layers below know nothing of. The object
    must not change in what the work reads. What was worked out in one language is not given in
    another one.

    Args:
        work: a function of one object, and of further arguments that can be hashed.
    """

    @wraps(work)
    def kept(subject: Subject, *details: *Details) -> Result:
        results: dict[Any, Result] = vars(subject).setdefault(_RESULTS, {})
        key = (kept, spoken(), *details)
        if key not in results:
            results[key] = work(subject, *details)
        return results[key]

    return kept
