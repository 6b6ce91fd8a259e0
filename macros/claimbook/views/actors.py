"""People and organizations: the list, and the page of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from claimbook.core.proofs.placements import claims_by_speaker
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import Actor
from claimbook.core.text.alphabet import sort_key
from claimbook.core.text.messages import later, ngettext
from claimbook.views.claims import ClaimCard, claim_card
from claimbook.views.context import Context
from claimbook.views.limits import MOST_CARDS, Some, some
from claimbook.views.names import (
    ActorName,
    CitationView,
    DateView,
    SourceName,
    actor_name,
    citation,
    date_view,
    source_name,
)
from claimbook.views.parts import Group, Listing, Part, ShownGroup, by_entry, shown, size_of
from claimbook.views.paths import own_page
from claimbook.views.timeline import EventItem, event_item
from claimbook.views.translation import lang_of
from claimbook.views.wording import short_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorItem:
    """An actor in the list. `lang` is the original's language where the edition does not have it."""

    name: ActorName
    kind: str
    kind_id: str
    country: str | None
    description: str
    claims: int
    named_in_document: bool
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """Everything about one actor."""

    item: ActorItem
    role_start: DateView | None
    affiliation: str | None
    affiliation_id: str | None
    wikidata: str | None
    sources: tuple[SourceName, ...]
    claims: Some[ClaimCard]
    events: Some[EventItem]
    charts: Some[tuple[str, str]]
    citation: CitationView


def actor_item(data: Dataset, actor_id: str) -> ActorItem:
    """An actor in the list."""
    actor: Actor = data.find("actors", actor_id)
    return ActorItem(
        name=actor_name(data, actor.id),
        kind=data.label("actor_kinds", actor.kind),
        kind_id=actor.kind,
        country=actor.country,
        description=actor.description,
        claims=len(claims_by_speaker(data).get(actor.id, ())),
        named_in_document=actor.named_in_document,
        lang=lang_of(data, "actors", actor.id),
    )


def actor_list(data: Dataset) -> tuple[ShownGroup[ActorItem], ...]:
    """All actors by kind, those who speak most first, then those that the document names."""
    return tuple(_shown(data, group) for group in _groups(Context(data)))


def actor_part(data: Dataset, part: Part) -> tuple[ShownGroup[ActorItem], ...]:
    """The actors of a part of the list."""
    return (_shown(data, part),)


def _shown(data: Dataset, group: Group | Part) -> ShownGroup[ActorItem]:
    return shown(group, lambda one: actor_item(data, one))


def actor_page(data: Dataset, actor_id: str) -> ActorPage:
    """Everything about one actor."""
    actor: Actor = data.find("actors", actor_id)
    named = {ref.id for ref in data.rests_on("actors", actor.id) if ref.kind == "events"}
    events = sorted(named, key=lambda event: (data.events[event].date.sort_key, event))
    claims = claims_by_speaker(data).get(actor.id, ())
    charts = sorted({ref.id for ref in data.rests_on("actors", actor.id) if ref.kind == "series"})
    known = data.original.actors  # a translation may call the body otherwise than its own record
    body = known[actor.id].affiliation
    same_name = [one.id for one in known.values() if short_name(one.name) == body]
    return ActorPage(
        item=actor_item(data, actor.id),
        role_start=date_view(actor.role_start),
        affiliation=actor.affiliation,
        affiliation_id=same_name[0] if same_name else None,
        wikidata=actor.wikidata,
        sources=tuple(source_name(data, source) for source in actor.sources),
        claims=some(claims, lambda claim: claim_card(data, claim.id), MOST_CARDS),
        events=some(events, lambda event: event_item(data, event)),
        charts=some(charts, lambda chart: (chart, data.series[chart].chart.question)),
        citation=citation(data, actor.name, own_page("actors", actor.id), "actors", actor.id),
    )


def _groups(context: Context) -> Iterator[Group]:
    """By kind, those who speak most first, then those that the document names."""
    data = context.data
    found = sorted(
        data.actors.values(),
        key=lambda actor: (
            -len(claims_by_speaker(data).get(actor.id, ())),
            not actor.named_in_document,
            sort_key(actor.name, data.language),
        ),
    )
    return by_entry(data, "actor_kinds", found, "kind")


def _weigh(context: Context, actor_id: str) -> int:
    actor = context.data.actors[actor_id]
    return 600 + size_of(actor.name, actor.role, actor.description)


LISTING = Listing(
    name=later("People"),
    counted=lambda count: ngettext(
        "{count} person or organization", "{count} people and organizations", count
    ),
    anchor="kind",
    groups=_groups,
    weigh=_weigh,
)
"""How people are listed."""
