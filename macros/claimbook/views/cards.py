"""Reference cards: what a name, a word or a number is, in the few words that a card holds."""

from dataclasses import dataclass

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import NativeName
from claimbook.core.text.messages import gettext, ngettext
from claimbook.views.claims import claim_card
from claimbook.views.glossary import term_item
from claimbook.views.names import FigureView, SourceName, Standing, actor_name, figure, source_name
from claimbook.views.timeline import event_item
from claimbook.views.wording import headed, in_row, in_turn, run_on, sentence

SEPARATOR = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card shows.

    `home` is the kind and id of the record to which it leads, `more` the words of that link;
    `away` is the address of a source itself. `lang` is the language of the title, where it has one.
    """

    kicker: str
    title: str
    text: str
    home: tuple[str, str]
    more: str
    note: str = ""
    names: tuple[NativeName, ...] = ()
    standing: Standing | None = None
    side: int | None = None
    lang: str | None = None
    away: str | None = None


def term(data: Dataset, term_id: str) -> Card:
    """The card of a word of the glossary."""
    term = term_item(data, term_id)
    home = ("terms", term.id)
    return Card(
        kicker=gettext("Word"),
        title=term.term,
        text=term.definition,
        home=home,
        more=gettext("In the glossary"),
        names=term.names,
    )


def actor(data: Dataset, actor_id: str) -> Card:
    """The card of a person or organization."""
    actor = data.find("actors", actor_id)
    name = actor_name(data, actor.id)
    kicker = data.label("actor_kinds", actor.kind)
    place = SEPARATOR.join((actor.role, *([actor.country] if actor.country else [])))
    return Card(
        kicker=kicker,
        title=name.name,
        text=actor.description,
        home=("actors", actor.id),
        # e.g. More on Reed
        more=gettext("More on {name}", name=name.short),
        note=place,
        names=actor.names,
        side=name.side,
    )


def source_line(source: SourceName) -> str:
    """Who published a source, and when."""
    return in_row((source.publisher, source.date or ""))


def _cited_for(data: Dataset, source_id: str) -> str:
    """What claims cite a source for: the first sentence, and how many more there are."""
    notes = dict.fromkeys(
        one.note
        for ref in data.rests_on("sources", source_id)
        if ref.kind == "claims"
        for one in data.claims[ref.id].evidence
        if one.source == source_id
    )
    if not notes:
        return ""
    first, *others = notes
    # e.g. Cited for: The bridge was closed.
    said = gettext("Cited for: {note}", note=sentence(first))
    # e.g. And for 3 more.
    more = ngettext("And for {count} more.", "And for {count} more.", len(others))
    return run_on((said, more if others else ""))


def source(data: Dataset, source_id: str) -> Card:
    """The card of a source."""
    source = source_name(data, source_id)
    return Card(
        kicker=SEPARATOR.join((gettext("Source"), source.quality)),
        title=source.title,
        text=sentence(source_line(source)),
        home=("sources", source.id),
        more=gettext("What rests on it"),
        note=_cited_for(data, source.id),
        lang=source.language,
        away=source.url,
    )


def figure_what(shown: FigureView) -> str:
    """What a number is, of which whole, and for what time."""
    # e.g. of all carts
    of = gettext("of {whole}", whole=shown.of) if shown.of else ""
    return in_row((shown.what, of, shown.period or ""))


def _figure_says(shown: FigureView) -> str:
    """Who says a number."""
    if shown.said_by:
        # e.g. From the article, credited to Reed.
        return gettext(
            "{origin}, credited to {speaker}.", origin=shown.origin, speaker=shown.said_by
        )
    if shown.origin:
        return sentence(shown.origin)
    if shown.sources:
        # e.g. Source: Reed, 3 December 2025; Stone, May 2026.
        return gettext("Source: {sources}.", sources=in_turn(map(source_line, shown.sources)))
    return gettext("No source is given.")


def figure_card(data: Dataset, figure_id: str) -> Card:
    """The card of a number."""
    shown = figure(data, figure_id)
    more = headed(
        gettext("Claim") if shown.home_kind == "claims" else gettext("Chart"), shown.home_title
    )
    if shown.dated:
        # e.g. Claim: Forty carts a day (3 December 2025)
        more = gettext("{title} ({date})", title=more, date=shown.dated)
    return Card(
        kicker=gettext("Number"),
        title=shown.words,
        text=sentence(figure_what(shown)),
        home=(shown.home_kind, shown.home_id),
        more=more,
        note=_figure_says(shown),
    )


def claim(data: Dataset, claim_id: str) -> Card:
    """The card of a claim."""
    claim = claim_card(data, claim_id)
    return Card(
        kicker=SEPARATOR.join((gettext("Claim"), claim.speaker.short)),
        title=claim.title,
        text=claim.statement,
        home=("claims", claim.id),
        more=gettext("Words, evidence and assessment"),
        standing=claim.standing,
        side=claim.speaker.side,
    )


def event(data: Dataset, event_id: str) -> Card:
    """The card of an event."""
    event = event_item(data, event_id)
    kicker = (event.date.words,) if event.is_settled else (event.date.words, event.status)
    return Card(
        kicker=SEPARATOR.join(kicker),
        title=event.title,
        text=event.summary,
        home=("events", event.id),
        more=gettext("In the timeline"),
    )
