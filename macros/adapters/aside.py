"""Work done in a second process while the first goes on, where the system can fork one safely.

A fork knows all that the first process knew, so nothing has to be handed over to it. vl-convert
hangs in a process that was forked after its first use, so none is forked then. A pool of processes
would not do: it has threads of its own, with which no second one could be forked.
"""

from __future__ import annotations

import os
import sys
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

THREADS = Path("/proc/self/task")


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
        self._process = None
        if can_fork():
            fork = get_context("fork")
            self._answer, answer = fork.Pipe(duplex=False)
            self._process = fork.Process(target=_do, args=(work, answer), daemon=True)
            self._process.start()
            answer.close()  # so that it is seen when the other process dies

    def result(self) -> Any:
        """What the work gives, or the error that it ends with.

        Raises:
            ChildProcessError: when the process died before it was done.
        """
        if self._process is None:
            return self._work()
        try:
            found, error = self._answer.recv()
        except EOFError:
            message = "a process that wrote a part of the site died"
            raise ChildProcessError(message) from None
        self.end()
        if error is not None:
            raise error
        return found

    def end(self) -> None:
        """See to it that nothing of it runs any more."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()


def _do(work: Callable[[], Any], answer: Connection) -> None:
    try:
        found, error = work(), None
    except Exception as caught:  # noqa: BLE001 - raised again where the result is asked for
        found, error = None, caught
    answer.send((found, error))
