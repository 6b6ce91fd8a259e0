"""Work done in a second process while the first goes on, where the system can fork one safely.

A fork knows all that the first process knew, so nothing has to be handed over to it. vl-convert
hangs in a process that was forked after its first use, so none is forked then. A pool of processes
would not do: it has threads of its own, with which no second one could be forked.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import Value, get_context
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

END_WITH_PARENT = 1
"""`PR_SET_PDEATHSIG`, by which Linux ends a fork when its parent is killed; see prctl(2)."""

THREADS = Path("/proc/self/task")

STEP = 8
"""The number of shared items that a process takes at a time: few, so that both end at about the
same moment."""


def can_fork() -> bool:
    """Whether a second process can be forked and cannot hang on the lock of a thread left behind.

    Only Linux tells how many threads there are, those of libraries included.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        return False
    return THREADS.is_dir() and len(list(THREADS.iterdir())) == 1


class Aside:
    """A piece of work, begun at once in a fork, or else done when its result is asked for."""

    def __init__(self, work: Callable[[], Any]) -> None:
        """Begin the work in a fork, where there can be one."""
        self._work = work
        self._process = None
        if can_fork():
            fork = get_context("fork")
            self._answer, answer = fork.Pipe(duplex=False)
            self._process = fork.Process(target=_do, args=(work, answer), daemon=True)
            self._process.start()
            answer.close()  # so that it is seen when the other process dies
            atexit.register(self.end)  # before what was registered earlier removes its files

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
        """Stop the work, if it still runs."""
        if self._process is not None:
            self._process.terminate()
            self._process.join()
            atexit.unregister(self.end)


def shared(
    items: Sequence[Item],
    work: Callable[[Iterable[Item]], Result],
    *,
    step: int = STEP,
    here: bool = True,
) -> list[Result]:
    """The results of some work on items, which two processes share between them.

    Where the system cannot fork, or has no lock that processes share, this process takes them all.

    Args:
        items: all of them; each is taken once.
        work: is called in each process, with the items that fall to it.
        step: how many items a process takes at a time.
        here: whether this process is one of the two; else two others do the work, so that this
            one has drawn nothing and can still be forked.

    Returns:
        What each call gave.
    """
    begun = _counter() if can_fork() else None
    if begun is None:
        return [work(items)]

    def left() -> Iterator[Item]:
        while True:
            with begun.get_lock():
                start = begun.value
                begun.value += step
            if start >= len(items):
                return
            yield from items[start : start + step]

    asides = [Aside(lambda: work(left())) for _ in range(1 if here else 2)]
    try:
        own = [work(left())] if here else []
        return own + [aside.result() for aside in asides]
    finally:
        for aside in asides:
            aside.end()  # also where the work fails


def _counter() -> Synchronized[int] | None:
    """A number that processes share; None where the system lacks what that takes."""
    try:
        return Value("l", 0)
    except (ImportError, OSError):
        return None


def _do(work: Callable[[], Any], answer: Connection) -> None:
    ctypes.CDLL(None).prctl(
        END_WITH_PARENT, signal.SIGKILL
    )  # or it would write into the next build
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process gets it too, and ends this one
    try:
        found, error = work(), None
    except Exception as caught:  # noqa: BLE001 - raised again where the result is asked for
        found, error = None, caught
    answer.send((found, error))
