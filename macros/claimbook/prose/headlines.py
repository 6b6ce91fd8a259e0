"""Rules about key figures: that each has its date and its whole, and rests on enough."""

from collections.abc import Iterator

from claimbook.core.records.carrying import stands_alone
from claimbook.core.records.dataset import Dataset
from claimbook.core.rules.registry import rule
from claimbook.core.text.dates import When
from claimbook.core.text.problems import Finding, Place
from claimbook.prose.material import Prose, named, place_of


def _key_figures(prose: Prose) -> Iterator[tuple[Place, str]]:
    """Each number that a page shows as a key figure, and where it is named."""
    for page, call, spec in prose.calls():
        for parameter, one in named(call, spec) if spec.name == "key_figures" else ():
            is_known = one in prose.data.quantities or one in prose.data.rows
            if parameter.sort == "figures" and is_known:
                yield place_of(page, call, one), str(one)


@rule("E073", "prose")
def key_figure_without_date_or_whole(prose: Prose) -> Iterator[Finding]:
    """A number that is shown large has the time that it is for, or the date on which it was
    stated; a share has the whole of which it is one. A unit is one of shares when the list of
    units gives it a `difference`. A number of the document has the date of its claim.

    Bad:
        {{ key_figures(["carts-at-noon.per-day"]) }}

    Good:
        {{ key_figures(["forty-carts.per-day"]) }}
    """
    for place, figure_id in _key_figures(prose):
        when, of, unit = _stated(prose.data, figure_id)
        if when is None:
            yield Finding(
                place,
                f"'{figure_id}' has no date, and is shown as a key figure",
                "give its quantity a 'period:' or a 'date:', or its row a date",
            )
        entry = prose.data.entries["units"].get(unit or "")
        if entry and entry.difference and not of:
            yield Finding(
                place,
                f"'{figure_id}' is a share, shown as a key figure without its whole",
                "say under 'of:' of what it is a share",
            )


def _stated(data: Dataset, figure_id: str) -> tuple[When | None, str | None, str | None]:
    """Of a figure the date or period, the whole and the unit."""
    if figure_id in data.rows:
        series, row = data.rows[figure_id]
        return row.date, row.of or series.of, row.unit or series.unit
    claim, quantity = data.quantities[figure_id]
    own = claim.date if quantity.origin == data.first("quantity_origins") else None
    return quantity.period or quantity.date or own, quantity.of, quantity.unit


@rule("E074", "prose")
def key_figure_on_one_weak_source(prose: Prose) -> Iterator[Finding]:
    """A number that is shown large rests on more than one source whose quality is listed as
    `alone: false`: a row on its sources, a quantity on the evidence of its claim that does not say
    otherwise. A number of the document rests on the document, and one that is computed here on
    what it is computed from.

    Bad:
        {{ key_figures(["carts-by-year.y1901"]) }}

    Good:
        {{ key_figures(["carts-by-year.y1900"]) }}
    """
    for place, figure_id in _key_figures(prose):
        sources = _basis(prose.data, figure_id)
        known = [prose.data.sources[one] for one in sources if one in prose.data.sources]
        found = {one.id: one.quality for one in known} if len(known) == len(sources) else {}
        if found and not stands_alone(found, prose.data.vocabulary.source_qualities):
            yield Finding(
                place,
                f"'{figure_id}' rests on '{next(iter(found))}' alone, whose quality does not allow "
                "that, and is shown as a key figure",
                "name a second source for it, or show another number",
            )


def _basis(data: Dataset, figure_id: str) -> list[str]:
    """The sources on which a number rests; none where it rests on the document or on others."""
    if figure_id in data.rows:
        return list(data.rows[figure_id][1].sources)
    claim, quantity = data.quantities[figure_id]
    if quantity.derived or quantity.origin == data.first("quantity_origins"):
        return []
    against = data.vocabulary.against
    return [one.source for one in claim.evidence if one.relation not in against]
