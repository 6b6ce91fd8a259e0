"""All numbers of the site: the figures that pages use, who says so and where, and the literals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claimbook.views.figures import figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claimbook.core.records.dataset import Dataset
    from claimbook.views.names import Figure
    from claimbook.views.parts import Part


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
    """Every figure that pages use, by origin, and every literal; None where those stand elsewhere."""

    groups: tuple[FigureGroup, ...]
    literals: tuple[Literal, ...] | None


LITERALS = "literal"


def note_uses(data: Dataset, uses: Uses) -> None:
    """Keep with a book what its pages use, which its records do not say."""
    data.memo["uses"] = uses


def used(data: Dataset) -> Uses:
    """What the pages of a book use."""
    uses: Uses = data.memo.get("uses") or Uses()
    return uses


def figures_by_origin(data: Dataset, uses: Uses) -> Iterator[tuple[str, str, str, list[str]]]:
    """The figures in use by where they come from: id, label, definition and ids of figures."""
    by_origin: dict[str, list[str]] = {origin: [] for origin in data.entries["quantity_origins"]}
    for figure_id, (_, quantity) in data.quantities.items():
        if figure_id in uses.figures and quantity.origin in by_origin:
            by_origin[quantity.origin].append(figure_id)
    for origin, entry in data.entries["quantity_origins"].items():
        label = data.label("quantity_origins", origin)
        yield origin, label, entry.definition, by_origin[origin]
    rows = [figure_id for figure_id in data.rows if figure_id in uses.figures]
    yield "rows", "From a table of this book", "The number is a row behind a chart.", rows


def all_numbers(data: Dataset, uses: Uses) -> AllNumbers:
    """Every figure in use by where it comes from, then the literals.

    Raises:
        UnknownIdError: when a figure does not exist.
    """
    groups = [
        FigureGroup(origin, label, definition, _used(data, uses, ids))
        for origin, label, definition, ids in figures_by_origin(data, uses)
        if ids
    ]
    return AllNumbers(tuple(groups), uses.literals)


def numbers_part(data: Dataset, part: Part) -> AllNumbers:
    """The figures of a part of the list, or its literals, which are known by their places."""
    uses = used(data)
    if part.group == LITERALS:
        return AllNumbers((), tuple(uses.literals[int(one)] for one in part.ids))
    found = _used(data, uses, part.ids)
    return AllNumbers((FigureGroup(part.group, part.label, part.definition, found),), None)


def _used(data: Dataset, uses: Uses, ids: Sequence[str]) -> tuple[UsedFigure, ...]:
    found = []
    for figure_id in ids:
        view = figure(data, figure_id)
        drawn_on = uses.charts.get(view.home_id, ()) if view.home_kind == "charts" else ()
        found.append(UsedFigure(view, uses.figures[figure_id], drawn_on))
    return tuple(found)
