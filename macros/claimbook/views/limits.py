"""How much a page shows of lists that have no bound, and how many items it leaves out."""

from collections.abc import Callable, Sequence
from typing import TypeVar

ROOM = 230_000
"""Maximum estimated size in bytes of a page's entries, with which the whole page stays below
300,000."""

MOST_LISTED = 120
"""Maximum number of records listed on the page of a record that they name."""

MOST_CARDS = 60
"""Maximum number of claims in full on the page of their speaker, or of a claim that is tied to
them."""

MOST_CITED = 40
"""Maximum number of sources and of sums listed with a chart."""

MOST_ROWS = 120
"""Maximum number of rows in a table on a page, and in a drawing with a line for each; files hold
all."""

MOST_POINTS = 240
"""Maximum number of rows drawn as points of a line or as cells: the months of twenty years."""

MOST_VALUES = 60
"""Maximum number of values of a filter; each is an option and a rule of style."""


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
    """The first items, each turned into what is shown, and the number of the others."""
    shown = Some(make(item) for item in items[:most])
    shown.more = max(0, len(items) - most)
    return shown
