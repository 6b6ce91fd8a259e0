"""What the site's search finds of each kind: one entry a record, with its names and a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimbook.core.records.dataset import Dataset
from claimbook.core.text.date_words import date_words
from claimbook.core.text.messages import later
from claimbook.views.chart_list import chart
from claimbook.views.claim_charts import CLAIM_CHARTS
from claimbook.views.wording import headed, in_row, printed, quoted, run_on, short_name

Found = tuple[str, str, str]
"""The id of a record, its title, and the text in which it is found."""

WORDS = {
    "meant": later("Did you mean “{meant}”?"),
    "instead": later("Nothing has “{asked}”. Did you mean “{meant}”?"),
    "more": later(
        "{count} were found, and the best {shown} of them are shown. One more word finds fewer."
    ),
}
"""What the search says besides what it found: messages that the browser fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """A record as search finds it. `label` says what kind of thing it is."""

    kind: str
    id: str
    label: str
    title: str
    text: str


def claims(data: Dataset) -> Iterator[Found]:
    """Every claim, with who says it and its words."""
    for claim in data.claims.values():
        speaker = short_name(data.actors[claim.speaker].name)
        says = run_on((printed(claim.statement), quoted(claim.quote)))
        yield claim.id, claim.title, headed(speaker, says)


def charts(data: Dataset) -> Iterator[Found]:
    """Every chart."""
    for series in data.series.values():
        yield series.id, series.chart.question, series.title
    for chart_id in CLAIM_CHARTS:
        view = chart(data, chart_id)
        yield chart_id, view.question, view.title


def actors(data: Dataset) -> Iterator[Found]:
    """Every person and organization, with their names in other languages."""
    for actor in data.actors.values():
        yield actor.id, actor.name, _after([name.text for name in actor.names], printed(actor.role))


def terms(data: Dataset) -> Iterator[Found]:
    """Every word of the glossary, with its other names and what it is."""
    for term in data.terms.values():
        names = [*(name.text for name in term.names), *term.aliases]
        yield term.id, term.term, _after(names, printed(term.definition))


def events(data: Dataset) -> Iterator[Found]:
    """Every event, with its date and what happened."""
    for event in data.events.values():
        yield event.id, event.title, headed(date_words(event.date), printed(event.summary))


def _after(names: Sequence[str], text: str) -> str:
    """A text after the other names of what it tells of."""
    return headed(in_row(names), text) if names and text else text or in_row(names)
