"""A book together with what its hand-written pages say of its records."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from claimbook.core.records.dataset import Dataset

Named = Mapping[tuple[str, str], Collection[object]]


@dataclass(frozen=True, slots=True)
class PageName:
    """A hand-written page: its title, and its address from the site's root."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Literal:
    """An amount that is no fact of the book, why it is not, and where it stands."""

    words: str
    reason: str
    page: PageName


@dataclass(frozen=True, slots=True)
class Uses:
    """Which hand-written pages use which figures and charts, by id, and their literals."""

    figures: Mapping[str, tuple[PageName, ...]] = field(default_factory=dict)
    charts: Mapping[str, tuple[PageName, ...]] = field(default_factory=dict)
    literals: tuple[Literal, ...] = ()


@dataclass(frozen=True, eq=False)
class Context:
    """A book, and what its pages say of its records.

    Attributes:
        data: the book.
        uses: which pages use which figures and charts.
        named: the places of the sentences that name a record, by its kind and id.
    """

    data: Dataset
    uses: Uses = field(default_factory=Uses)
    named: Named = field(default_factory=dict)
