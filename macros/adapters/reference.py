"""The reference pages of the writer's vocabulary and of the rules, from the code itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from macros.core.rules import RULES
from macros.prose.catalog import MACROS, WITHOUT_EXAMPLE
from macros.views.claim_charts import chart_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from macros.core.dataset import Dataset
    from macros.core.rules import Rule
    from macros.prose.catalog import MacroSpec


@dataclass(frozen=True, slots=True)
class MacroEntry:
    """A macro with its example as text and, where it can be shown here, live."""

    spec: MacroSpec
    example: str
    live: Markup | None


def macro_reference(data: Dataset, render: Callable[[str], str]) -> tuple[MacroEntry, ...]:
    """Every macro, its example filled with ids of the book at hand.

    Args:
        data: where the ids come from.
        render: carries out a macro call and gives its HTML.
    """
    ids = {kind: next(iter(data.records(kind)), "") for kind in ("claims", "actors", "sources")}
    ids |= {"terms": next(iter(data.terms), ""), "events": next(iter(data.events), "")}
    ids["figures"] = next(iter({**data.quantities, **data.rows}), "")
    ids["charts"], *_, ids["other_charts"] = chart_ids(data)
    ids["speakers"] = next((claim.speaker for claim in data.claims.values()), "")
    ids["sides"] = ", ".join(f'["{ids["claims"]}"]' for _ in data.book.sides)
    entries = []
    for spec in MACROS.values():
        example = re.sub(r"\{(\w+)\}", lambda match: ids[match[1]], spec.example)
        shown = spec.name not in WITHOUT_EXAMPLE and '""' not in example
        live = Markup(render(example)) if shown else None  # noqa: S704 - rendered with autoescape
        entries.append(MacroEntry(spec, example, live))
    return tuple(entries)


def rule_reference() -> tuple[Rule, ...]:
    """Every rule by its code."""
    return tuple(RULES[code] for code in sorted(RULES))
