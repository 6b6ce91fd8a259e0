"""All numbers of the site: the figures that pages use, who says so and where, and the literals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from macros.views.figures import figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from macros.core.dataset import Dataset
    from macros.views.names import Figure


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


@dataclass(frozen=True, slots=True)
class UsedFigure:
    """A figure, the pages that name it, and those that draw its chart."""

    figure: Figure
    pages: tuple[PageName, ...]
    drawn_on: tuple[PageName, ...]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of one origin; `id` and `label` are those of the vocabulary."""

    id: str
    label: str
    definition: str
    figures: tuple[UsedFigure, ...]


@dataclass(frozen=True, slots=True)
class AllNumbers:
    """Every figure that pages use, by origin, and every literal."""

    groups: tuple[FigureGroup, ...]
    literals: tuple[Literal, ...]


def all_numbers(data: Dataset, uses: Uses) -> AllNumbers:
    """Every figure in use by where it comes from, then the literals.

    Raises:
        UnknownIdError: when a figure does not exist.
    """
    groups = []
    for origin, entry in data.entries["quantity_origins"].items():
        ids = [i for i, (_, q) in data.quantities.items() if q.origin == origin]
        label = data.label("quantity_origins", origin)
        groups.append(_group(data, uses, (origin, label, entry.definition), ids))
    rows = ("rows", "From a table of this book", "The number is a row behind a chart.")
    groups.append(_group(data, uses, rows, list(data.rows)))
    return AllNumbers(tuple(group for group in groups if group.figures), uses.literals)


def _group(data: Dataset, uses: Uses, heading: tuple[str, str, str], ids: list[str]) -> FigureGroup:
    used = []
    for figure_id in ids:
        if figure_id in uses.figures:
            view = figure(data, figure_id)
            drawn_on = uses.charts.get(view.home_id, ()) if view.home_kind == "charts" else ()
            used.append(UsedFigure(view, uses.figures[figure_id], drawn_on))
    return FigureGroup(*heading, tuple(used))
