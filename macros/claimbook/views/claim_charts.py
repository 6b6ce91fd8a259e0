"""The charts over the claims of a book: how they hold up, speakers, topics, relations, evidence."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claimbook.core.proofs.placements import claims_in_order
from claimbook.core.records.dataset import Dataset
from claimbook.core.text.messages import gettext, ngettext, number
from claimbook.views.chart import Cell, Chart, ChartRow, ChartTable
from claimbook.views.limits import MOST_POINTS
from claimbook.views.wording import in_turn, listing, short_name, within

MOST_SPEAKERS = 7
"""Maximum number of speakers with a column of their own, as many as a phone has room for; all
others share the last one."""


def _speakers(data: Dataset) -> list[str]:
    """Who speaks, most claims first."""
    counts = Counter(claim.speaker for claim in data.claims.values())
    return sorted(counts, key=lambda actor: (-counts[actor], actor))


def who_spoke_about_what(data: Dataset) -> Chart:
    """How many claims each speaker makes on each topic; all but the first speakers are one row."""
    speakers = _speakers(data)
    named = speakers if len(speakers) <= MOST_SPEAKERS else speakers[: MOST_SPEAKERS - 1]
    count_of_others = len(speakers) - len(named)
    groups: list[str | None] = [*named, *([None] if count_of_others else [])]
    known = set(named)
    spoken = [(c.topic, c.speaker if c.speaker in known else None) for c in data.claims.values()]
    counts = Counter(spoken)
    by_speaker = Counter(speaker for _, speaker in spoken)
    per_topic = Counter(claim.topic for claim in data.claims.values())
    topics = sorted(per_topic, key=lambda topic: (-per_topic[topic], topic))
    names: dict[str | None, str] = {a: short_name(data.actors[a].name) for a in named}
    # e.g. 12 others: all other speakers
    names[None] = ngettext("{count} other", "{count} others", count_of_others)
    rows = tuple(
        ChartRow(
            key=f"{actor or ''}-{topic}",
            label=data.label("topics", topic),
            group=names[actor],
            words=_claims(counts[topic, actor]),
            short=number(counts[topic, actor]),
            value=float(counts[topic, actor]),
            side=data.side_of(actor) if actor else None,
        )
        for topic in topics
        for actor in groups
        if counts[topic, actor]
    )
    says = [
        # e.g. 5 claims by Reed
        ngettext(
            "{count} claim by {speaker}",
            "{count} claims by {speaker}",
            by_speaker[one],
            speaker=names[one],
        )
        for one in groups
    ]
    described = in_turn(
        # e.g. Reed on bridges: 5
        gettext(
            "{speaker} on {topic}: {count}",
            speaker=row.group,
            topic=within(row.label),
            count=row.short,
        )
        for row in rows
    )
    title = gettext("Claims by speaker and topic")
    # e.g. Number of claims by speaker and topic. Reed on bridges: 5; Stone on tolls: 3.
    alternative = gettext("Number of claims by speaker and topic. {rows}.", rows=described)
    if count_of_others:
        # e.g. Claims by speaker and topic, the 6 with most claims and 12 others
        title = gettext(
            "Claims by speaker and topic, the {count} with most claims and {others}",
            count=len(named),
            others=names[None],
        )
        alternative = gettext(
            "Number of claims by speaker and topic, the {count} with most claims and {others}. "
            "{rows}.",
            count=len(named),
            others=names[None],
            rows=described,
        )
    return Chart(
        id="who-spoke-about-what",
        kind="matrix",
        title=title,
        question=gettext("Who spoke about what?"),
        answer=_counted_claims(data, says),
        alternative=alternative,
        unit=gettext("number of claims"),
        unit_title="",
        of=None,
        rows=rows,
        table=_by_topic(
            data,
            gettext("Claims by topic and speaker"),
            topics,
            {one: names[one] for one in groups},
            counts,
        ),
    )


def _claims(count: int) -> str:
    return ngettext("{count} claim", "{count} claims", count)


def _counted_claims(data: Dataset, parts: Sequence[str]) -> str:
    """How many claims there are, and of which parts that is."""
    if not parts:
        return gettext("No claim is recorded.")
    count = len(data.claims)
    # e.g. 8 claims: 5 claims by Reed and 3 claims by Stone.
    return ngettext(
        "{count} claim: {parts}.", "{count} claims: {parts}.", count, parts=listing(parts)
    )


def _under(count: int, label: str) -> str:
    # e.g. 5 under “corroborated”: so many that have this label
    return gettext("{count} under “{label}”", count=count, label=within(label))


def _by_topic(
    data: Dataset,
    caption: str,
    topics: Sequence[str],
    columns: Mapping[Any, str],
    counts: Counter[tuple[str, Any]],
) -> ChartTable:
    """A table of counts: a row a topic, a column for each of some other things by their names."""
    return ChartTable(
        caption=caption,
        columns=(gettext("Topic"), *columns.values()),
        rows=tuple(
            (
                Cell(text=data.label("topics", topic)),
                *(_count_cell(counts[topic, one]) for one in columns),
            )
            for topic in topics
        ),
    )


def _count_cell(count: int) -> Cell:
    return Cell(text=number(count) if count else "—", is_number=True, count=count)


def how_claims_answer_each_other(data: Dataset) -> Chart:
    """Which claim responds to, rests on, restates or contradicts which, a row for each tie."""
    ties = [(claim, tie) for claim in claims_in_order(data) for tie in claim.relations]
    counts = Counter(tie.type for _, tie in ties)
    order = [one for one in data.entries["claim_relations"] if counts[one]]
    labels = {one: data.label("claim_relations", one) for one in order}
    rows = [
        ChartRow(
            key=f"{claim.id}--{tie.to}",
            label=labels[tie.type],
            group=claim.title,
            words=data.claims[tie.to].title,
            short="",
            value=1.0,
            side=data.side_of(claim.speaker),
            status=short_name(data.actors[claim.speaker].name),
        )
        for claim, tie in sorted(ties, key=lambda tied: order.index(tied[1].type))
    ]
    if drawn_as_counts := len(ties) > MOST_POINTS:
        rows = [
            ChartRow(
                key=one,
                label=labels[one],
                group=labels[one],
                words=_links(counts[one]),
                short=number(counts[one]),
                value=float(counts[one]),
            )
            for one in order
        ]
    linked = _claims(len({one for claim, tie in ties for one in (claim.id, tie.to)}))
    parts = listing([_under(count, labels[one]) for one, count in counts.most_common()])
    # e.g. 5 claims are tied by 3 links: 2 under “restates” and 1 under “updates”.
    answer = gettext(
        "{claims} are tied by {links}: {parts}.",
        claims=linked,
        links=_links(len(ties)),
        parts=parts,
    )
    title = gettext("Links between claims, by kind, in the color of who speaks")
    unit = gettext("links, one dot each")
    if drawn_as_counts:
        title, unit = gettext("Links between claims, by kind"), gettext("links")
    return Chart(
        id="how-claims-answer-each-other",
        kind="bar" if drawn_as_counts else "ties",
        title=title,
        question=gettext("Which claims answer, repeat or contradict each other?"),
        answer=answer if ties else gettext("No claim is tied."),
        # e.g. 3 links by kind: 2 under “restates” and 1 under “updates”.
        alternative=ngettext(
            "{count} link by kind: {parts}.",
            "{count} links by kind: {parts}.",
            len(ties),
            parts=parts,
        ),
        unit=unit,
        unit_title="",
        of=None,
        rows=tuple(rows),
        table=ChartTable(
            caption=gettext("Relations between claims"),
            columns=(
                gettext("Claim"),
                # e.g. Restates: the head of a column
                gettext("Relation"),
                # e.g. Forty carts a day: the head of a column, the claim to which a relation leads
                gettext("To"),
                # e.g. Both count the same carts: the head of a column
                gettext("Why"),
            ),
            rows=tuple(
                (
                    Cell(text=claim.title, kind="claims", id=claim.id),
                    Cell(text=within(labels[tie.type])),
                    Cell(text=data.claims[tie.to].title, kind="claims", id=tie.to),
                    Cell(text=tie.why),
                )
                for claim, tie in ties
            ),
        ),
    )


def _links(count: int) -> str:
    return ngettext("{count} link", "{count} links", count)


def how_claims_hold_up(data: Dataset) -> Chart:
    """How many claims have each status, in the order of the list of statuses."""
    counts = Counter(claim.status for claim in data.claims.values())
    found = {one: counts[one] for one in data.entries["claim_statuses"] if counts[one]}
    rows = tuple(
        ChartRow(
            key=status,
            label="",
            group=data.label("claim_statuses", status),
            words=_claims(count),
            short=number(count),
            value=float(count),
            standing=data.entry("claim_statuses", status).sign,
        )
        for status, count in found.items()
    )
    says = [_under(count, data.label("claim_statuses", one)) for one, count in found.items()]
    return Chart(
        id="how-claims-hold-up",
        kind="verdicts",
        title=gettext("Claims by how they hold up"),
        question=gettext("How do the claims hold up?"),
        answer=_counted_claims(data, says),
        # e.g. 8 claims by status. 5 under “corroborated” and 3 under “unverified”.
        alternative=ngettext(
            "{count} claim by status. {parts}.",
            "{count} claims by status. {parts}.",
            len(data.claims),
            parts=listing(says),
        ),
        unit=gettext("number of claims"),
        unit_title="",
        of=None,
        rows=rows,
        table=ChartTable(
            caption=gettext("Claims by status"),
            columns=(gettext("Status"), gettext("What it means"), gettext("Claims")),
            rows=tuple(
                (
                    Cell(text=data.label("claim_statuses", one)),
                    Cell(text=data.entry("claim_statuses", one).definition),
                    _count_cell(count),
                )
                for one, count in found.items()
            ),
        ),
    )


def evidence_for_and_against(data: Dataset) -> Chart:
    """How many pieces of evidence support, nuance and contradict the claims on each topic."""
    order = list(data.entries["evidence_relations"])
    counts = Counter(
        (claim.topic, evidence.relation)
        for claim in data.claims.values()
        for evidence in claim.evidence
    )
    per_topic = Counter[str]()
    for (topic, _), count in counts.items():
        per_topic[topic] += count
    topics = sorted(per_topic, key=lambda topic: (-per_topic[topic], topic))
    rows = tuple(
        ChartRow(
            key=f"{topic}-{relation}",
            label=data.label("topics", topic),
            group=data.label("evidence_relations", relation),
            # e.g. 3 pieces of evidence
            words=ngettext("{count} piece", "{count} pieces", counts[topic, relation]),
            short=number(counts[topic, relation]),
            value=float(counts[topic, relation]),
            standing=data.entry("evidence_relations", relation).sign,
        )
        for topic in topics
        for relation in order
        if counts[topic, relation]
    )
    totals = {relation: sum(counts[topic, relation] for topic in topics) for relation in order}
    labels = {relation: data.label("evidence_relations", relation) for relation in order}
    says = [_under(totals[one], labels[one]) for one in order if totals[one]]
    described = in_turn(
        # e.g. Bridges, supports: 5
        gettext(
            "{topic}, {relation}: {count}",
            topic=row.label,
            relation=within(row.group),
            count=row.short,
        )
        for row in rows
    )
    return Chart(
        id="evidence-for-and-against",
        kind="evidence",
        title=gettext("Evidence on the claims, by topic"),
        question=gettext("What does the evidence say?"),
        # e.g. 8 pieces of evidence: 5 under “supports” and 3 under “contradicts”.
        answer=ngettext(
            "{count} piece of evidence: {parts}.",
            "{count} pieces of evidence: {parts}.",
            sum(totals.values()),
            parts=listing(says),
        )
        if rows
        else gettext("No evidence is recorded."),
        # e.g. Pieces of evidence by topic and relation. Bridges, supports: 5; Tolls, differs: 3.
        alternative=gettext("Pieces of evidence by topic and relation. {rows}.", rows=described),
        unit=gettext("pieces of evidence"),
        unit_title="",
        of=None,
        rows=rows,
        table=_by_topic(data, gettext("Pieces of evidence by topic"), topics, labels, counts),
    )


CLAIM_CHARTS: dict[str, Callable[[Dataset], Chart]] = {
    "how-claims-hold-up": how_claims_hold_up,
    "who-spoke-about-what": who_spoke_about_what,
    "how-claims-answer-each-other": how_claims_answer_each_other,
    "evidence-for-and-against": evidence_for_and_against,
}
"""The charts that every book has, whatever its series."""
