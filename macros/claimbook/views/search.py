"""What the site's search finds: one entry a record, with its kind, its names and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimbook.views.claim_charts import CLAIM_CHARTS, chart
from claimbook.views.wording import date_words, short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimbook.core.records.dataset import Dataset


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A record as search finds it. `label` says what kind of thing it is."""

    kind: str
    id: str
    label: str
    title: str
    text: str


def search_entries(data: Dataset) -> Iterator[SearchEntry]:
    """An entry for every claim, chart, actor, term and event."""
    for claim in data.claims.values():
        speaker = short_name(data.actors[claim.speaker].name)
        text = f"{claim.statement} “{claim.quote}” {speaker}"
        yield SearchEntry("claims", claim.id, "Claim", claim.title, text)
    for series in data.series.values():
        yield SearchEntry("charts", series.id, "Chart", series.chart.question, series.title)
    for chart_id in CLAIM_CHARTS:
        view = chart(data, chart_id)
        yield SearchEntry("charts", chart_id, "Chart", view.question, view.title)
    for actor in data.actors.values():
        names = " ".join(name.text for name in actor.names)
        text = f"{names} {actor.role}".strip()
        yield SearchEntry("actors", actor.id, "Who", actor.name, text)
    for term in data.terms.values():
        names = " ".join((*(name.text for name in term.names), *term.aliases))
        text = f"{names} {term.definition.split('. ')[0]}".strip()
        yield SearchEntry("terms", term.id, "Word", term.term, text)
    for event in data.events.values():
        yield SearchEntry("events", event.id, "Event", event.title, date_words(event.date))
