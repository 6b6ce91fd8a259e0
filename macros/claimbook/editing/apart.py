"""Reads files of foreign forms in a process of its own: bounded, without a network, and killed in time.

What is read there is any file at all, by libraries that were made for files of good will.
"""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires
from typing import Any

MOST_SECONDS = 20
"""Maximum time that the reading of a file may take, and processor time."""

MOST_MEMORY = 2 * 1024**3
"""Maximum number of bytes of memory that it may take, where the system can see to it."""

FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system")
"""What the events begin with that Python raises before it leaves the process or the machine."""

EXTRA = "intake"
"""The extra of the package that brings the libraries."""

_TOO_LONG = (
    f"reading it takes longer than {MOST_SECONDS} seconds, or more memory than there is for it"
)
_OTHERWISE = (
    "copy its text into a plain text file, with a blank line between paragraphs, and give that"
)


class IntakeError(Exception):
    """A file that cannot be taken in: what is wrong with it, and what would be right."""

    def __init__(self, message: str, help_text: str = _OTHERWISE) -> None:
        super().__init__(message)
        self.message, self.help = message, help_text


def read_apart(reader: Callable[[bytes], Any], content: bytes) -> Any:
    """What a function of a module makes of a file's bytes, in a process of its own.

    Args:
        reader: it can be imported by its name, and returns what JSON can hold.
        content: the bytes.

    Raises:
        IntakeError: the reader's own, or when it fails, takes too long or lacks a library.
    """
    # the same modules as here, but none of the folder in which a command happens to be run
    path = os.pathsep.join(one for one in sys.path if one)
    run = "from claimbook.editing.apart import answer; answer()"
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-P", "-c", run, reader.__module__, reader.__name__],
            input=content,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
            timeout=MOST_SECONDS,
            check=False,
        )
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise IntakeError(_TOO_LONG) from None
    if "refused" in told:
        raise IntakeError(*told["refused"])
    return told["read"]


def answer() -> None:
    """Read what is given, and write it as JSON: the program of the other process."""
    module, name = sys.argv[1:]
    out, sys.stdout = sys.stdout, sys.stderr
    content = sys.stdin.buffer.read()
    _bound()
    try:
        told = {"read": getattr(import_module(module), name)(content)}
    except IntakeError as error:
        told = {"refused": [error.message, error.help]}
    except ModuleNotFoundError as error:
        told = {"refused": [f"to read it takes the library {error.name}", installing()]}
    except ImportError as error:
        told = {"refused": [f"a library that reads it is not whole: {error}", installing()]}
    except MemoryError:
        told = {"refused": [_TOO_LONG]}
    except Exception as error:  # noqa: BLE001 - of a library, about a file that may be anything
        told = {
            "refused": [f"it cannot be read ({type(error).__name__}): it is damaged, or cut off"]
        }
    json.dump(told, out)


def installing() -> str:
    """How to install the libraries that read pages, PDF and DOCX."""
    try:
        told = requires("claimbook") or ()
    except PackageNotFoundError:  # a copy that is not installed
        told = ()
    needed = sorted(one.partition(";")[0].strip() for one in told if f'"{EXTRA}"' in one)
    whole = f"pip install 'claimbook[{EXTRA}]'"
    if not needed:
        return whole
    return f"{whole}; or what this brings: pip install {' '.join(map(shlex.quote, needed))}"


def _bound() -> None:
    """See to it that this process takes no more than it may, and speaks to nobody."""
    sys.addaudithook(_refuse)
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    for which, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        try:
            resource.setrlimit(which, (most, most))
        except (OSError, ValueError):  # macOS keeps no bound on memory
            continue


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        message = "a file that is read speaks to nobody"
        raise PermissionError(message)
