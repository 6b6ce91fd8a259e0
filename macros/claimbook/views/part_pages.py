"""The page of one part of a listing: its entries, and the parts before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimbook.views.actors import actor_part
from claimbook.views.claim_charts import chart
from claimbook.views.claims import claim_part
from claimbook.views.corrections import correction_part
from claimbook.views.glossary import term_part
from claimbook.views.numbers import numbers_part
from claimbook.views.parts import LISTED, Part, part_of, parts_of
from claimbook.views.sources import NOTHING_NAMED, source_part
from claimbook.views.timeline import timeline_part
from claimbook.views.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimbook.core.records.dataset import Dataset
    from claimbook.views.sources import Named

SHOWN: dict[str, tuple[str, Callable[[Dataset, Part, Named], Any]]] = {
    "claims": ("claim_list", lambda data, part, _: claim_part(data, part)),
    "events": ("timeline", lambda data, part, _: timeline_part(data, part)),
    "terms": ("glossary", lambda data, part, _: term_part(data, part)),
    "actors": ("actor_list", lambda data, part, _: actor_part(data, part)),
    "sources": ("_source_items", source_part),
    "figures": ("all_numbers", lambda data, part, _: numbers_part(data, part)),
    "corrections": ("corrections", lambda data, part, _: correction_part(data, part)),
    "charts": ("chart_list", lambda data, part, _: tuple(chart(data, one) for one in part.ids)),
}
"""What shows the entries of each kind: the template and the view."""


@dataclass(frozen=True, slots=True)
class PartPage:
    """A part with its entries, which `template` shows, and its neighbors.

    `narrows` says what the ways to narrow the list look through, where there are any.
    """

    part: Part
    template: str
    shown: Any
    before: Part | None
    after: Part | None
    narrows: str = ""

    @property
    def title(self) -> str:
        """What the whole listing is called."""
        return LISTED[self.part.kind].title


def part_page(data: Dataset, name: str, named: Named = NOTHING_NAMED) -> PartPage:
    """The page of a part, by the name that `part_of` takes."""
    part = part_of(data, name)
    parts = parts_of(data, part.kind)
    at = parts.index(part)
    template, view = SHOWN[part.kind]
    shown = view(data, part, named)
    here = plural(len(part.ids), *LISTED[part.kind].noun)
    total = f"{sum(len(one.ids) for one in parts):,}"
    return PartPage(
        part,
        template,
        shown,
        parts[at - 1] if at else None,
        parts[at + 1] if at + 1 < len(parts) else None,
        f"{here} of {total} in all. The choices here narrow only this part; the search looks "
        "through all of them."
        if getattr(shown, "filters", ())
        else "",
    )
