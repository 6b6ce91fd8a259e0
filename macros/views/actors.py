"""People and organizations: the list, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.views.citation import Citation, citation
from macros.views.claims import ClaimCard, claim_card
from macros.views.names import ActorName, DateView, SourceName, actor_name, date_view, source_name
from macros.views.paths import own_page
from macros.views.timeline import EventItem, event_item, in_order
from macros.views.wording import short_name

if TYPE_CHECKING:
    from macros.core.dataset import Dataset
    from macros.core.records import Actor


@dataclass(frozen=True, slots=True)
class ActorItem:
    """An actor in the list."""

    name: ActorName
    kind: str
    kind_id: str
    country: str | None
    description: str
    claims: int
    named_in_document: bool


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """The actors of one kind, those that the document names first."""

    id: str
    label: str
    definition: str
    actors: tuple[ActorItem, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Everything about one actor."""

    item: ActorItem
    role_start: DateView | None
    affiliation: str | None
    affiliation_id: str | None
    wikidata: str | None
    sources: tuple[SourceName, ...]
    claims: tuple[ClaimCard, ...]
    events: tuple[EventItem, ...]
    charts: tuple[tuple[str, str], ...]
    citation: Citation


def actor_item(data: Dataset, actor_id: str) -> ActorItem:
    """An actor in the list.

    Raises:
        UnknownIdError: when there is no such actor.
    """
    actor: Actor = data.find("actors", actor_id)
    return ActorItem(
        actor_name(data, actor.id),
        data.label("actor_kinds", actor.kind),
        actor.kind,
        actor.country,
        actor.description,
        len(data.claims_by.get(actor.id, ())),
        actor.named_in_document,
    )


def actor_list(data: Dataset) -> tuple[ActorGroup, ...]:
    """All actors by kind, those who speak most first, then those that the document names."""
    groups = []
    for kind, entry in data.entries["actor_kinds"].items():
        items = [actor_item(data, a.id) for a in data.actors.values() if a.kind == kind]
        items.sort(key=lambda i: (-i.claims, not i.named_in_document, i.name.name.casefold()))
        if items:
            label = data.label("actor_kinds", kind)
            groups.append(ActorGroup(kind, label, entry.definition, tuple(items)))
    return tuple(groups)


def actor_page(data: Dataset, actor_id: str) -> ActorPage:
    """Everything about one actor.

    Raises:
        UnknownIdError: when there is no such actor.
    """
    actor: Actor = data.find("actors", actor_id)
    named = {ref.id for ref in data.rests_on("actors", actor.id) if ref.kind == "events"}
    charts = sorted({ref.id for ref in data.rests_on("actors", actor.id) if ref.kind == "series"})
    same_name = [a.id for a in data.actors.values() if short_name(a.name) == actor.affiliation]
    return ActorPage(
        item=actor_item(data, actor.id),
        role_start=date_view(actor.role_start),
        affiliation=actor.affiliation,
        affiliation_id=same_name[0] if same_name else None,
        wikidata=actor.wikidata,
        sources=tuple(source_name(data, source) for source in actor.sources),
        claims=tuple(claim_card(data, c.id) for c in data.claims_by.get(actor.id, ())),
        events=tuple(event_item(data, e.id) for e in in_order(data) if e.id in named),
        charts=tuple((chart, data.series[chart].chart.question) for chart in charts),
        citation=citation(data, actor.name, own_page("actors", actor.id), "actors", actor.id),
    )
