"""Filters of long lists: fields, their values, and how many items have each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimbook.views.limits import MOST_VALUES


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
