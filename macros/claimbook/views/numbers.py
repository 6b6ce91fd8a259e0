"""All numbers of the site: the figures that pages use, who says so and where, and the literals."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from claimbook.core.text.messages import gettext, later, ngettext
from claimbook.views.context import Context, Literal, PageName
from claimbook.views.names import FigureView, figure
from claimbook.views.parts import Group, Listing, Part, ShownGroup, shown


@dataclass(frozen=True, slots=True)
class UsedFigure:
    """A figure, the pages that name it, and those that draw its chart."""

    figure: FigureView
    pages: tuple[PageName, ...]
    drawn_on: tuple[PageName, ...]


@dataclass(frozen=True, slots=True)
class AllNumbers:
    """Every figure that pages use, by origin, and every literal; None where those stand elsewhere."""

    groups: tuple[ShownGroup[UsedFigure], ...]
    literals: tuple[Literal, ...] | None


LITERALS = "literal"


def _groups(context: Context) -> Iterator[Group]:
    """Those that pages use, by origin, then what is no figure."""
    data, uses = context.data, context.uses
    by_origin: dict[str, list[str]] = {origin: [] for origin in data.entries["quantity_origins"]}
    for figure_id, (_, quantity) in data.quantities.items():
        if figure_id in uses.figures and quantity.origin in by_origin:
            by_origin[quantity.origin].append(figure_id)
    for origin, entry in data.entries["quantity_origins"].items():
        label = data.label("quantity_origins", origin)
        yield Group(
            id=origin, label=label, definition=entry.definition, ids=tuple(by_origin[origin])
        )
    rows = tuple(figure_id for figure_id in data.rows if figure_id in uses.figures)
    about = gettext("The number is a row behind a chart.")
    yield Group(id="rows", label=gettext("From a table of this book"), definition=about, ids=rows)
    places = tuple(map(str, range(len(uses.literals))))
    yield Group(id=LITERALS, label=gettext("Numbers that are not data"), definition="", ids=places)


def _weigh(context: Context, figure_id: str) -> int:
    """The bytes that a figure takes in the list, estimated."""
    return 700 + 100 * len(context.uses.figures.get(figure_id, ()))


LISTING = Listing(
    name=later("All numbers"),
    counted=lambda count: ngettext("{count} number", "{count} numbers", count),
    anchor="numbers",
    groups=_groups,
    weigh=_weigh,
)
"""How numbers are listed."""


def all_numbers(context: Context) -> AllNumbers:
    """Every figure in use by where it comes from, then the literals."""
    groups = (one for one in _groups(context) if one.ids and one.id != LITERALS)
    used = tuple(shown(group, partial(_used, context)) for group in groups)
    return AllNumbers(used, context.uses.literals)


def numbers_part(context: Context, part: Part) -> AllNumbers:
    """The figures of a part of the list, or its literals, which are known by their places."""
    if part.group == LITERALS:
        return AllNumbers((), tuple(context.uses.literals[int(one)] for one in part.ids))
    return AllNumbers((shown(part, partial(_used, context)),), None)


def _used(context: Context, figure_id: str) -> UsedFigure:
    view, uses = figure(context.data, figure_id), context.uses
    drawn_on = uses.charts.get(view.home_id, ()) if view.home_kind == "charts" else ()
    return UsedFigure(view, uses.figures[figure_id], drawn_on)
