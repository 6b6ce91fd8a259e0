"""What a story needs besides single records: opening figures, the sides' positions, closed lists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimbook.core.records.carrying import good_enough
from claimbook.core.records.dataset import Dataset, UnknownIdError
from claimbook.core.records.models import KINDS
from claimbook.core.records.vocabulary import CarriedBy
from claimbook.core.text.messages import gettext, later
from claimbook.core.text.problems import one_of
from claimbook.views.claims import ClaimCard, claim_card
from claimbook.views.names import DateView, FigureView, Standing, date_view, figure, standing
from claimbook.views.wording import Style, listing, quoted


@dataclass(frozen=True, slots=True)
class SidePosition:
    """What one side says, claim by claim."""

    name: str
    claims: tuple[ClaimCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedValue:
    """One value of a closed list, with its sign and how often it is used where that is known."""

    label: str
    sign: str | None
    definition: str
    count: int | None


def key_figures(
    data: Dataset, figures: Sequence[str | tuple[str, str]]
) -> tuple[tuple[FigureView, str | None], ...]:
    """Figures by id, each alone or with the words that say what it is."""
    pairs = [(item, None) if isinstance(item, str) else (item[0], item[1]) for item in figures]
    return tuple((figure(data, figure_id), words) for figure_id, words in pairs)


def sides(data: Dataset, claims: Sequence[Sequence[str]]) -> tuple[SidePosition, ...]:
    """The positions of the book's sides: a list of claim ids for each, in the book's order."""
    return tuple(
        SidePosition(side.name, tuple(claim_card(data, claim) for claim in ids))
        for side, ids in zip(data.book.sides, claims, strict=True)
    )


def count(
    data: Dataset,
    kind: str,
    *,
    speaker: str | None = None,
    topic: str | None = None,
    status: str | None = None,
) -> int:
    """How many records of a kind there are, or of claims by a speaker, on a topic, in a status."""
    if kind not in KINDS:
        raise UnknownIdError(f"'{kind}' is no kind of record", one_of(kind, KINDS))
    wanted = {"speaker": speaker, "topic": topic, "status": status}
    return sum(
        all(value is None or getattr(record, name, None) == value for name, value in wanted.items())
        for record in data.records(kind).values()
    )


def date(data: Dataset, kind: str, record_id: str) -> DateView:
    """The date of a record, or of the book (`as_of`, `evidence_until`)."""
    when = getattr(data.book, record_id) if kind == "book" else data.date_of(kind, record_id)
    view = date_view(when)
    if view is None:
        raise UnknownIdError(f"'{record_id}' has no date of its own", "")
    return view


def vocabulary(data: Dataset, name: str) -> tuple[ListedValue, ...]:
    """A closed list with its definitions; for those of claims, with how often each is used."""
    if name not in data.entries:
        raise UnknownIdError(f"'{name}' is no closed list", one_of(name, data.entries))
    field = {"claim_statuses": "status", "claim_kinds": "kind", "topics": "topic"}.get(name)
    return tuple(
        ListedValue(
            label=data.label(name, entry_id),
            sign=getattr(entry, "sign", None),
            definition=entry.definition,
            count=sum(getattr(c, field) == entry_id for c in data.claims.values())
            if field
            else None,
        )
        for entry_id, entry in data.entries[name].items()
    )


@dataclass(frozen=True, slots=True)
class StatusRule:
    """A status, what it needs, and how many claims have it."""

    standing: Standing
    needs: tuple[str, ...]
    count: int


def status_rules(data: Dataset) -> tuple[StatusRule, ...]:
    """Every status in the order of the vocabulary."""
    counts = Counter(claim.status for claim in data.claims.values())
    return tuple(
        StatusRule(
            standing(data, "claim_statuses", status),
            tuple(_parts(data, entry.carried_by)),
            counts[status],
        )
        for status, entry in data.entries["claim_statuses"].items()
    )


def _parts(data: Dataset, needed: CarriedBy | None) -> Iterator[str]:
    def labels(list_name: str, ids: Iterable[str], last: Style = "or") -> str:
        return listing([quoted(data.label(list_name, one)) for one in ids], last)

    if needed is None:
        yield gettext("Nothing: it may stand on any evidence, and on none.")
        return
    # e.g. Evidence under “supports” and “nuances”.
    under = later("Evidence under {relations}.")
    if needed.needs:
        yield gettext(under, relations=labels("evidence_relations", needed.needs, "and"))
    if needed.quality:
        enough = good_enough(needed.quality, list(data.entries["source_qualities"]))
        # e.g. A piece of that evidence from a source rated “major” or “primary”.
        yield gettext(
            "A piece of that evidence from a source rated {qualities}.",
            qualities=labels("source_qualities", enough),
        )
    if needed.needs_any:
        yield gettext(under, relations=labels("evidence_relations", needed.needs_any))
    if needed.without:
        # e.g. No evidence under “contradicts” or “nuances”.
        yield gettext(
            "No evidence under {relations}.",
            relations=labels("evidence_relations", needed.without),
        )
