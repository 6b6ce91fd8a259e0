"""The kinds of things that a book shows, one row each: how each is listed, found and shown.

Whatever goes through all kinds goes through this table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from claimbook.core.proofs.corrections import last_change
from claimbook.core.records.dataset import Dataset
from claimbook.core.rules import RULES
from claimbook.core.text.keeping import once
from claimbook.core.text.messages import gettext, later
from claimbook.views import (
    actors,
    cards,
    chart_list,
    check,
    claims,
    corrections,
    glossary,
    numbers,
    social,
    sources,
    timeline,
)
from claimbook.views import search as found
from claimbook.views.cards import Card
from claimbook.views.context import Context
from claimbook.views.parts import Listing, Part, PartList, cut
from claimbook.views.paths import recorded
from claimbook.views.search import Found, SearchEntry
from claimbook.views.social import SocialCard
from claimbook.views.wording import printed


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page of its own that each record of a kind has.

    Attributes:
        template: the template that shows it.
        view: what the template is given.
        heading: its title and description.
        picture: what its preview says where others link to it.
        changed: the day of its last change, if that is not the one of a record of the kind.
        is_article: whether it is one to those who link to it.
    """

    template: str
    view: Callable[[Context, str], Any]
    heading: Callable[[Context, str], tuple[str, str]]
    picture: Callable[[Context, str], SocialCard]
    changed: Callable[[Context, str], date] | None = None
    is_article: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind:
    """All that differs by kind. What a row leaves out, the kind does not have.

    Attributes:
        listing: how all of them are listed.
        whole: what the macro of the listing shows where one page can hold all of it; the macro's
            name is that of its template.
        part: the template of a part of the listing, and what that is given.
        page: the page that each has for itself.
        card: the card that its name opens.
        search: what the search calls one, as a message, and what it finds of them.
    """

    listing: Listing | None = None
    whole: Callable[[Context], Any] | None = None
    part: tuple[str, Callable[[Context, Part], Any]] | None = None
    page: Page | None = None
    card: Callable[[Dataset, str], Card] | None = None
    search: tuple[str, Callable[[Dataset], Iterator[Found]]] | None = None


@once
def parts_of(context: Context, kind: str) -> tuple[Part, ...]:
    """The parts of a kind's listing; none where one page can hold all of it."""
    listing = KINDS[kind].listing
    return cut(context, kind, listing) if listing else ()


def part_of(context: Context, name: str) -> Part:
    """A part by its name, which is its kind and its id: `events/background-2`."""
    kind, _, part_id = name.partition("/")
    return next(part for part in parts_of(context, kind) if part.id == part_id)


def part_list(context: Context, kind: str) -> PartList | None:
    """What leads to the parts of a listing, or None where one page can hold all of it."""
    parts = parts_of(context, kind)
    return PartList(kind, parts) if parts else None


def whole(context: Context, kind: str) -> Any:
    """What the listing of a kind shows where one page can hold all of it."""
    make = KINDS[kind].whole
    assert make is not None, kind
    return make(context)


def listed(context: Context, kind: str) -> list[str]:
    """The ids of all of a kind, in the order of its listing."""
    listing = KINDS[kind].listing
    return [one for group in listing.groups(context) for one in group.ids] if listing else []


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPage:
    """A part with its entries, which `template` shows, and its neighbors.

    `narrows` says what the ways to narrow the list look through, where there are any.
    """

    part: Part
    template: str
    shown: Any
    before: Part | None
    after: Part | None
    narrows: str


def part_page(context: Context, name: str) -> PartPage:
    """The page of a part, by the name that `part_of` takes."""
    part = part_of(context, name)
    parts = parts_of(context, part.kind)
    at = parts.index(part)
    given = KINDS[part.kind].part
    assert given is not None
    template, view = given
    shown = view(context, part)
    total = sum(len(one.ids) for one in parts)
    # e.g. 120 claims of 2,400 in all.
    narrows = gettext(
        "{count} of {total} in all. The choices here narrow only this part; the search looks "
        "through all of them.",
        count=part.count,
        total=total,
    )
    return PartPage(
        part=part,
        template=template,
        shown=shown,
        before=parts[at - 1] if at else None,
        after=parts[at + 1] if at + 1 < len(parts) else None,
        narrows=narrows if getattr(shown, "filters", ()) else "",
    )


def page_of(kind: str) -> Page:
    """The page that each of a kind has for itself."""
    page = KINDS[kind].page
    if page is None:
        raise KeyError(kind)
    return page


def page_changed(context: Context, kind: str, one: str) -> date:
    """The day on which what a page shows last changed; that of the book for a hand-written one."""
    page = KINDS[kind].page if kind in KINDS else None
    if page and page.changed:
        return page.changed(context, one)
    return last_change(context.data, recorded(kind), one)


def search_entries(data: Dataset) -> Iterator[SearchEntry]:
    """What the search finds of the records of a book."""
    for kind, row in KINDS.items():
        if row.search:
            label, entries = row.search
            for one, title, text in entries(data):
                yield SearchEntry(
                    kind=kind, id=one, label=gettext(label), title=printed(title), text=text
                )


def _of_data(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view that needs the book alone, as one of the book and what its pages say of it."""
    return lambda context, *given: view(context.data, *given)


def _chart_heading(data: Dataset, one: str) -> tuple[str, str]:
    view = chart_list.chart(data, one)
    return view.question, view.answer


def _part_heading(context: Context, name: str) -> tuple[str, str]:
    part = part_of(context, name)
    return part.heading, part.about


def _part_changed(context: Context, name: str) -> date:
    """A part of a listing is as new as its newest entry."""
    part = part_of(context, name)
    return max(last_change(context.data, recorded(part.kind), one) for one in part.ids)


def _withdrawn(data: Dataset, one: str) -> tuple[str, str]:
    correction = corrections.correction_view(data, one)
    return correction.record_title, correction.reason


def _rule_heading(_: Context, code: str) -> tuple[str, str]:
    rule = RULES[code]
    return f"{rule.code}: {rule.name.replace('-', ' ')}", " ".join(rule.doc.split())


KINDS: dict[str, Kind] = {
    "claims": Kind(
        listing=claims.LISTING,
        whole=_of_data(claims.claim_list),
        part=("claim_list", _of_data(claims.claim_part)),
        page=Page(
            template="claim_page",
            view=_of_data(claims.claim_page),
            heading=_of_data(
                lambda data, one: (data.claims[one].title, data.claims[one].statement)
            ),
            picture=_of_data(social.claim),
            is_article=True,
        ),
        card=cards.claim,
        search=(later("Claim"), found.claims),
    ),
    "charts": Kind(
        listing=chart_list.LISTING,
        whole=chart_list.chart_list,
        part=(
            "chart_list",
            lambda context, part: chart_list.chosen_charts(context.data, part.ids),
        ),
        page=Page(
            template="chart_page",
            view=_of_data(chart_list.chart),
            heading=_of_data(_chart_heading),
            picture=_of_data(social.chart_card),
        ),
        search=(later("Chart"), found.charts),
    ),
    "actors": Kind(
        listing=actors.LISTING,
        whole=_of_data(actors.actor_list),
        part=("actor_list", _of_data(actors.actor_part)),
        page=Page(
            template="actor_page",
            view=_of_data(actors.actor_page),
            heading=_of_data(
                lambda data, one: (data.actors[one].name, data.actors[one].description)
            ),
            picture=_of_data(social.actor),
        ),
        card=cards.actor,
        search=(later("Who"), found.actors),
    ),
    "terms": Kind(
        listing=glossary.LISTING,
        whole=_of_data(glossary.glossary),
        part=("glossary", _of_data(glossary.term_part)),
        card=cards.term,
        search=(later("Word"), found.terms),
    ),
    "events": Kind(
        listing=timeline.LISTING,
        part=("timeline", _of_data(timeline.timeline_part)),
        card=cards.event,
        search=(later("Event"), found.events),
    ),
    "sources": Kind(
        listing=sources.LISTING,
        whole=sources.source_list,
        part=("source_list", sources.source_part),
        card=cards.source,
    ),
    "figures": Kind(
        listing=numbers.LISTING,
        whole=numbers.all_numbers,
        part=("all_numbers", numbers.numbers_part),
        card=cards.figure_card,
    ),
    "corrections": Kind(
        listing=corrections.LISTING,
        whole=_of_data(corrections.corrections),
        part=("corrections", _of_data(corrections.correction_part)),
    ),
    "parts": Kind(
        page=Page(
            template="part",
            view=part_page,
            heading=_part_heading,
            picture=lambda context, name: social.part(context.data, part_of(context, name)),
            changed=_part_changed,
        )
    ),
    "tombstones": Kind(
        page=Page(
            template="tombstone",
            view=_of_data(corrections.correction_view),
            heading=_of_data(_withdrawn),
            picture=_of_data(social.withdrawn),
            changed=lambda context, one: context.data.corrections[one].date.day,
        )
    ),
    "check": Kind(
        page=Page(
            template="check_page",
            view=_of_data(check.check_page),
            heading=_of_data(check.heading),
            picture=lambda context, one: social.written_card(
                context.data, *check.heading(context.data, one), ""
            ),
            changed=lambda context, _: last_change(context.data, "", ""),
        )
    ),
    "rules": Kind(
        page=Page(
            template="rule_page",
            view=lambda _, code: RULES[code],
            heading=_rule_heading,
            picture=lambda context, code: social.written_card(
                context.data, *_rule_heading(context, code), ""
            ),
        )
    ),
}
"""Every kind that is listed, or has pages. `parts` are parts of listings, `tombstones` pages of
records that were withdrawn."""

CARDS = tuple(kind for kind, row in KINDS.items() if row.card)
"""The kinds whose records have a card."""


def card(data: Dataset, kind: str, one: str) -> Card:
    """The card of a record, or of a figure."""
    make = KINDS[kind].card
    if make is None:
        raise KeyError(kind)
    return make(data, one)
