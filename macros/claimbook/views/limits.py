"""How much of what has no bound a page shows. Of all that is left out, the number is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOM = 230_000
"""So many bytes of entries, as estimated, leave a page below 300,000 with all that is around them."""

MOST_LISTED = 120
"""So many of the records that name a record are listed on its page."""

MOST_CARDS = 60
"""So many claims stand in full on the page of who made them, or as the ties of another one."""

MOST_CITED = 40
"""So many sources and sums stand with a chart."""

MOST_ROWS = 120
"""So many rows stand in the table of a page, and are drawn with a line each; files hold all."""

MOST_POINTS = 240
"""So many rows are drawn where they are points of a line, or cells: the months of twenty years."""

MOST_VALUES = 60
"""So many values a way to narrow a list has; each is an option and a rule of style."""


S = TypeVar("S")
T = TypeVar("T")


class Some(tuple[T, ...]):  # noqa: SLOT001 - it carries a number beside what it holds
    """What a page shows of a list; `more` is the number of what is left out."""

    more: int = 0

    @property
    def total(self) -> int:
        """How many there are altogether."""
        return len(self) + self.more


def some(items: Sequence[S], make: Callable[[S], T], most: int = MOST_LISTED) -> Some[T]:
    """The first of the items, made into what is shown, and the number of the others."""
    shown = Some(make(item) for item in items[:most])
    shown.more = max(0, len(items) - most)
    return shown
