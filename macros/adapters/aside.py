"""Work done in a second process while the first goes on, where the system can fork one safely.

A fork knows all that the first process knew, so nothing has to be handed over. It is made before
anything is drawn, since vl-convert hangs in a process that was forked after its first use.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

CAN_FORK = sys.platform == "linux"
"""Elsewhere a forked process may wait for ever for what another one had locked."""


class Aside:
    """A piece of work, begun at once in a fork, or else done when its result is asked for."""

    def __init__(self, work: Callable[[], Any]) -> None:
        """Begin. The work is a function of a module, which the fork finds by its name."""
        self._work = work
        self._pool = ProcessPoolExecutor(1, get_context("fork")) if CAN_FORK else None
        self._future = self._pool.submit(work) if self._pool else None

    def result(self) -> Any:
        """What the work gives, or the error that it ends with."""
        found = self._future.result() if self._future else self._work()
        self.end()
        return found

    def end(self) -> None:
        """Wait until nothing of it runs any more."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
