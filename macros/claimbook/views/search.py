"""The entries of the site's search: one a record, with its kind, its names and a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from claimbook.core.records.dataset import Dataset
from claimbook.views.claim_charts import CLAIM_CHARTS, chart
from claimbook.views.wording import date_words, short_name


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A record as search finds it. `label` says what kind of thing it is."""

    kind: str
    id: str
    label: str
    title: str
    text: str


def claims(data: Dataset) -> Iterator[SearchEntry]:
    """An entry for every claim, with its words and who says them."""
    for claim in data.claims.values():
        speaker = short_name(data.actors[claim.speaker].name)
        text = f"{claim.statement} “{claim.quote}” {speaker}"
        yield SearchEntry(kind="claims", id=claim.id, label="Claim", title=claim.title, text=text)


def charts(data: Dataset) -> Iterator[SearchEntry]:
    """An entry for every chart."""
    for series in data.series.values():
        yield SearchEntry(
            kind="charts",
            id=series.id,
            label="Chart",
            title=series.chart.question,
            text=series.title,
        )
    for chart_id in CLAIM_CHARTS:
        view = chart(data, chart_id)
        yield SearchEntry(
            kind="charts", id=chart_id, label="Chart", title=view.question, text=view.title
        )


def actors(data: Dataset) -> Iterator[SearchEntry]:
    """An entry for every person and organization, with their names in other languages."""
    for actor in data.actors.values():
        names = " ".join(name.text for name in actor.names)
        text = f"{names} {actor.role}".strip()
        yield SearchEntry(kind="actors", id=actor.id, label="Who", title=actor.name, text=text)


def terms(data: Dataset) -> Iterator[SearchEntry]:
    """An entry for every word of the glossary, with its other names and what it is."""
    for term in data.terms.values():
        names = " ".join((*(name.text for name in term.names), *term.aliases))
        text = f"{names} {term.definition.split('. ')[0]}".strip()
        yield SearchEntry(kind="terms", id=term.id, label="Word", title=term.term, text=text)


def events(data: Dataset) -> Iterator[SearchEntry]:
    """An entry for every event, with its date."""
    for event in data.events.values():
        yield SearchEntry(
            kind="events",
            id=event.id,
            label="Event",
            title=event.title,
            text=date_words(event.date),
        )
