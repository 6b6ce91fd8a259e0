"""How much a page shows of lists that have no bound, and the filters by which they are narrowed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list: the field, its title, and each value with its count."""

    field: str
    title: str
    values: tuple[tuple[str, str, int], ...]


def filter_by(
    field: str, title: str, found: Iterable[tuple[str, str]], order: Sequence[str] = ()
) -> Filter:
    """A filter over what the items of a list have.

    Args:
        field: the name of the field, which is also that of the items' data attribute.
        title: what readers call it.
        found: value and label, once for each item that has it.
        order: the order of the values; without it those that most items have come first.
    """
    counted = [(value, label, n) for (value, label), n in Counter(found).most_common()]
    if order:
        counted.sort(key=lambda value: order.index(value[0]))
    return Filter(field, title, tuple(counted))


def narrowing(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """The filters of a part of a list that leave a choice, and not so many as to weigh on a page."""
    return tuple(one for one in filters if 1 < len(one.values) <= MOST_VALUES)
