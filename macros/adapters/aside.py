"""Work done in a second process while the first goes on, where the system can fork one safely.

A fork knows all that the first process knew, so nothing has to be handed over to it. vl-convert
hangs in a process that was forked after its first use, so what is done aside must not draw.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = Path("/proc/self/task")

_work: list[Callable[[], Any]] = []
"""What the next fork is to do; it finds it here, so that it need not be a function with a name."""


def can_fork() -> bool:
    """Whether a second process is of use, and cannot wait for the lock of a thread left behind.

    Only Linux tells how many threads there are, those of libraries included.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        return False
    return THREADS.is_dir() and len(list(THREADS.iterdir())) == 1


class Aside:
    """A piece of work, begun at once in a fork, or else done when its result is asked for."""

    def __init__(self, work: Callable[[], Any]) -> None:
        """Begin, where that can be done."""
        self._work = work
        self._pool = ProcessPoolExecutor(1, get_context("fork")) if can_fork() else None
        if self._pool:
            _work[:] = [work]
            self._future = self._pool.submit(_do)

    def result(self) -> Any:
        """What the work gives, or the error that it ends with."""
        if self._pool is None:
            return self._work()
        found = self._future.result()
        self.end()
        return found

    def end(self) -> None:
        """Wait until nothing of it runs any more."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


def _do() -> Any:
    return _work[0]()
