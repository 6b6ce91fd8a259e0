"""Runs one command and says what it took.

It is a small program of its own: a process that is started has the memory of the one that starts
it counted to its own peak, and what compares builds holds whole sites.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Sample:
    """What one run of a command and its children took.

    Units: `seconds` on the clock, `cpu` seconds of user and system; `megabytes` is the peak of the
    largest single process.
    """

    seconds: float
    cpu: float
    megabytes: float


class FailedError(Exception):
    """A command that did not end well, with the end of what it said."""


def measure(command: list[str], folder: Path) -> Sample:
    """Run a command in a folder, and say what it took.

    Raises:
        FailedError: when it does not end with 0.
    """
    dropped = {"SITE_URL", "REPO_URL", "PYTHONPATH", "VIRTUAL_ENV"}
    dropped |= {"PYTHONDONTWRITEBYTECODE"}  # kept code is what people have
    env = {name: value for name, value in os.environ.items() if name not in dropped}
    done = subprocess.run(
        [sys.executable, "-I", "-S", __file__, *command],
        cwd=folder,
        env={**env, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()[-5:]
        raise FailedError(f"{' '.join(command)}: {' / '.join(said) or 'it does not say why'}")
    return Sample(**json.loads(done.stdout))


def main() -> int:
    """Run the command that is given; its output goes to the standard error."""
    begun = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    unit = 1 if sys.platform == "darwin" else 1024
    sample = {
        "seconds": seconds,
        "cpu": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss * unit / MEGABYTE,
    }
    sys.stdout.write(json.dumps(sample))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
