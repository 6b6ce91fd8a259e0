"""Claims: the card, the list with its filters, and the page of one claim."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimbook.core.proofs.placements import claims_in_order, neighbors
from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import Dataset
from claimbook.core.text.messages import gettext, later, ngettext
from claimbook.core.text.typesetting import quoted
from claimbook.views.bars import Bar, bars
from claimbook.views.context import Context
from claimbook.views.corrections import Revision, corrections_of
from claimbook.views.limits import MOST_CARDS, Filter, Some, filter_by, narrowing, some
from claimbook.views.names import (
    ActorName,
    CitationView,
    DateView,
    FigureView,
    SourceName,
    Standing,
    actor_name,
    citation,
    date_view,
    quantity_figure,
    source_name,
    standing,
)
from claimbook.views.nearby import MOST_NEAR, charts_of, events_of
from claimbook.views.parts import CARD, Group, Listing, Part, by_entry, size_of
from claimbook.views.paths import own_page
from claimbook.views.proof import ProofLine, proof_line
from claimbook.views.signatures import Reviews, Signatures, reviews, signatures
from claimbook.views.timeline import EventItem, event_item
from claimbook.views.translation import lang_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The document's own words, with who said them, where they stand, and how they are proved.

    `text` stands between the quotation marks of the book's language, and so does `translation`, an
    edition's own, where it has one.
    """

    claim_id: str
    text: str
    lang: str
    speaker: ActorName
    paragraph: int
    document: str
    proof: ProofLine | None
    translation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim at a glance. `lang` is the original's language where the edition does not have it."""

    id: str
    title: str
    statement: str
    quotation: Quotation
    speaker: ActorName
    date: DateView | None
    kind: str
    kind_id: str
    topic: str
    topic_id: str
    standing: Standing
    figures: tuple[FigureView, ...]
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimList:
    """Claims in the document's order, with what they can be filtered by.

    `document` is the one in whose text readers can look for all quotations, if it is proved.
    `reviews` tells how far all claims were reviewed, beside a list of all.
    """

    cards: Some[ClaimCard]
    filters: tuple[Filter, ...]
    document: str | None
    reviews: Reviews | None = None

    @property
    def places(self) -> tuple[tuple[int, str], ...]:
        """The paragraphs of the document that have claims, each with the first of them."""
        firsts: dict[int, str] = {}
        for card in self.cards:
            firsts.setdefault(card.quotation.paragraph, card.id)
        return tuple(firsts.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """What one source says about a claim, and its own words where they are quoted and proved."""

    source: SourceName
    note: str
    quote: str | None
    paragraph: int | None
    proof: ProofLine | None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """All evidence that stands in the same relation to a claim."""

    standing: Standing
    items: tuple[EvidenceItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One relation between two claims: how it reads from here, why, and whether it is told here."""

    relation: str
    why: str
    is_outgoing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedClaim:
    """Another claim with all that ties it to this one."""

    id: str
    title: str
    speaker: ActorName
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """Everything about one claim; `bars` are those of its figures, by the figure's id."""

    card: ClaimCard
    figures: tuple[FigureView, ...]
    bars: Mapping[str, Bar]
    kind_definition: str
    evidence: tuple[EvidenceGroup, ...]
    assessment: str
    signatures: Signatures
    open_questions: tuple[str, ...]
    related: Some[RelatedClaim]
    charts: Some[tuple[str, str]]
    events: Some[EventItem]
    corrections: Some[Revision]
    citation: CitationView
    before: tuple[str, str] | None
    after: tuple[str, str] | None


def quotation(data: Dataset, claim_id: str) -> Quotation:
    """A claim's quotation."""
    claim = data.find("claims", claim_id)
    return Quotation(
        claim_id=claim.id,
        text=quoted(claim.quote, data.language),
        lang=data.document.language,
        speaker=actor_name(data, claim.speaker),
        paragraph=claim.paragraph,
        document=data.document.publisher,
        proof=proof_line(data, claim),
        translation=_translation(data, claim, "quote"),
    )


def _translation(data: Dataset, claim: Claim, path: str) -> str | None:
    """An edition's own translation of a quotation, between the quotation marks of its language."""
    words = data.own_words("claims", claim.id, path)
    return quoted(words, data.language) if words else None


def claim_card(data: Dataset, claim_id: str) -> ClaimCard:
    """A claim at a glance, with the numbers of its own words.

    A number that the evidence adds is not the speaker's, so it stands on the claim's page only.

    Raises:
        UnknownIdError: when there is no such claim.
    """
    claim: Claim = data.find("claims", claim_id)
    own = data.first("quantity_origins")
    return ClaimCard(
        lang=lang_of(data, "claims", claim.id),
        id=claim.id,
        title=claim.title,
        statement=claim.statement,
        quotation=quotation(data, claim.id),
        speaker=actor_name(data, claim.speaker),
        date=date_view(claim.date),
        kind=data.label("claim_kinds", claim.kind),
        kind_id=claim.kind,
        topic=data.label("topics", claim.topic),
        topic_id=claim.topic,
        standing=standing(data, "claim_statuses", claim.status),
        figures=tuple(quantity_figure(data, claim, q) for q in claim.quantities if q.origin == own),
    )


def claim_list(
    data: Dataset,
    *,
    speaker: str | None = None,
    topic: str | None = None,
    status: str | None = None,
    kind: str | None = None,
) -> ClaimList:
    """The claims that match, in the document's order, up to the number that a page can hold."""
    wanted = {"speaker": speaker, "topic": topic, "status": status, "kind": kind}
    found = [
        claim.id
        for claim in claims_in_order(data)
        if all(value is None or getattr(claim, name) == value for name, value in wanted.items())
    ]
    cards = some(found, lambda one: claim_card(data, one))
    told = None if any(wanted.values()) else reviews(data)
    return ClaimList(cards, _filters(data, cards), _proved(data), told)


def claim_part(data: Dataset, part: Part) -> ClaimList:
    """The claims of a part of the list."""
    cards = Some(claim_card(data, one) for one in part.ids)
    return ClaimList(cards, narrowing(_filters(data, cards)), _proved(data), reviews(data))


def _proved(data: Dataset) -> str | None:
    return data.document.id if data.document.sha256 else None


def _filters(data: Dataset, cards: Sequence[ClaimCard]) -> tuple[Filter, ...]:
    statuses = list(data.entries["claim_statuses"])
    standings = [(card.standing.id, card.standing.label) for card in cards]
    return (
        filter_by("speaker", gettext("Speaker"), [(c.speaker.id, c.speaker.short) for c in cards]),
        filter_by("status", gettext("How it holds up"), standings, statuses),
        filter_by("topic", gettext("Topic"), [(c.topic_id, c.topic) for c in cards]),
        filter_by("kind", gettext("Kind"), [(c.kind_id, c.kind) for c in cards]),
    )


def claim_page(data: Dataset, claim_id: str) -> ClaimPage:
    """Everything about one claim.

    Raises:
        UnknownIdError: when there is no such claim.
    """
    claim: Claim = data.find("claims", claim_id)
    before, after = neighbors(data)[claim.id]
    return ClaimPage(
        card=claim_card(data, claim.id),
        figures=tuple(quantity_figure(data, claim, quantity) for quantity in claim.quantities),
        bars={f"{claim.id}.{one}": bar for one, bar in bars(data, claim).items()},
        kind_definition=data.entry("claim_kinds", claim.kind).definition,
        evidence=_evidence(data, claim),
        assessment=claim.assessment,
        signatures=signatures(data, claim.id),
        open_questions=claim.open_questions,
        related=some(_ties(data, claim), lambda tied: _related(data, *tied), MOST_CARDS),
        charts=some(charts_of(data, claim), lambda one: (one, data.series[one].chart.question)),
        events=some(events_of(data, claim), lambda one: event_item(data, one), MOST_NEAR),
        corrections=corrections_of(data, "claims", claim.id),
        citation=citation(data, claim.title, own_page("claims", claim.id), "claims", claim.id),
        before=(before.id, before.title) if before else None,
        after=(after.id, after.title) if after else None,
    )


def _evidence(data: Dataset, claim: Claim) -> tuple[EvidenceGroup, ...]:
    groups = []
    for relation in data.entries["evidence_relations"]:
        items = tuple(
            _evidence_item(data, claim, number)
            for number, evidence in enumerate(claim.evidence)
            if evidence.relation == relation
        )
        if items:
            groups.append(EvidenceGroup(standing(data, "evidence_relations", relation), items))
    return tuple(groups)


def _evidence_item(data: Dataset, claim: Claim, number: int) -> EvidenceItem:
    evidence, proof = claim.evidence[number], proof_line(data, claim, number)
    return EvidenceItem(
        source=source_name(data, evidence.source),
        note=evidence.note,
        quote=evidence.quote if proof else None,
        paragraph=evidence.paragraph,
        proof=proof,
        translation=_translation(data, claim, f"evidence.{number + 1}.quote") if proof else None,
    )


def _ties(data: Dataset, claim: Claim) -> list[tuple[str, tuple[Tie, ...]]]:
    """The other claims to which a claim is tied, each once, with what ties it; its own ties first."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for one in claim.relations:
        relation = data.label("claim_relations", one.type)
        found[one.to].append(Tie(relation=relation, why=one.why, is_outgoing=True))
    incoming = (ref.id for ref in data.rests_on("claims", claim.id) if ref.kind == "claims")
    for other in dict.fromkeys(incoming):
        for one in data.claims[other].relations:
            if one.to == claim.id:
                relation = data.entry("claim_relations", one.type).inverse
                found[other].append(Tie(relation=relation, why=one.why, is_outgoing=False))
    return [(other, tuple(ties)) for other, ties in found.items()]


def _related(data: Dataset, claim_id: str, ties: tuple[Tie, ...]) -> RelatedClaim:
    claim = data.claims[claim_id]
    speaker = actor_name(data, claim.speaker)
    return RelatedClaim(id=claim.id, title=claim.title, speaker=speaker, ties=ties)


def _groups(context: Context) -> Iterator[Group]:
    """By topic, in the document's order."""
    data = context.data

    def paragraphs(ids: Sequence[str]) -> str:
        first, last = (data.claims[one].paragraph for one in (ids[0], ids[-1]))
        if first == last:
            # e.g. Paragraph 9
            return gettext("Paragraph {number}", number=first)
        # e.g. Paragraphs 9 to 12
        return gettext("Paragraphs {first} to {last}", first=first, last=last)

    return by_entry(data, "topics", claims_in_order(data), "topic", paragraphs)


def _weigh(context: Context, claim_id: str) -> int:
    claim = context.data.claims[claim_id]
    return 1_000 + CARD + size_of(claim.title, claim.statement, claim.quote)


LISTING = Listing(
    name=later("Claims"),
    counted=lambda count: ngettext("{count} claim", "{count} claims", count),
    anchor="topic",
    groups=_groups,
    weigh=_weigh,
)
"""How claims are listed."""
