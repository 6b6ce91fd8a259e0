"""What a change to a book means: what is new, what moved, what was reworded, what rests on it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from claimbook.core.proofs.changes import Since, differences, ids_gone, paired, renamed
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import shape_of_field
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import Draft
from claimbook.core.records.values import IsDate
from claimbook.core.text.problems import plural
from claimbook.views.chart import Chart
from claimbook.views.chart_list import chart, chart_ids
from claimbook.views.claim_review import ClaimToReview, claim_to_review
from claimbook.views.names import figure, title_of
from claimbook.views.paths import published, recorded
from claimbook.views.wording import listing, sentence, short_name

Name = tuple[str, str]
ToldChange = tuple[str, "Change", Name]


NEW, RENAMED, GONE = "New", "Under another id", "Gone"
STATUS, NUMBERS, QUOTATIONS = "Status", "Numbers", "Quotations"
EVIDENCE, DATES, OTHER = "Evidence", "Dates", "Wording and all else"
SIGNATURES, CODE = (
    "Signatures, and who may sign",
    "To be reviewed as code, for it is neither data nor a page",
)
RESTING, PASSAGES = "What rests on it", "Passages of pages"
TRANSLATIONS = "Translations"
TITLES = (
    *(NEW, RENAMED, GONE, STATUS, NUMBERS, QUOTATIONS, EVIDENCE, DATES, OTHER),
    *(SIGNATURES, RESTING),
)
"""The sorts of changes, in the order in which a reviewer reads them."""

ROWS, CHARTS = "Rows", "Charts"
COUNTED = {
    CODE: ("file to be reviewed as code", "files to be reviewed as code"),
    NEW: ("new record",),
    RENAMED: ("record under another id", "records under another id"),
    GONE: ("record that is gone", "records that are gone"),
    STATUS: ("status that moved", "statuses that moved"),
    NUMBERS: ("other number",),
    QUOTATIONS: ("other quotation",),
    EVIDENCE: ("change of evidence", "changes of evidence"),
    DATES: ("other date",),
    OTHER: ("other wording or value", "other wordings or values"),
    ROWS: ("series with other rows", "series with other rows"),
    CHARTS: ("chart that shows something else", "charts that show something else"),
    SIGNATURES: ("other signature or signer", "other signatures or signers"),
    TRANSLATIONS: ("translation that changed", "translations that changed"),
    PASSAGES: ("passage rewritten", "passages rewritten"),
}
"""The sorts that are counted in one sentence, in words for one and for more."""

QUOTED = {"quote", "paragraph", "prefix", "suffix"}
TOLD_AS_NUMBER = {"id", "what", "value", "low", "high", "unit", "qualifier", "of", "period"}
"""Fields of a quantity that are told as one: what it is, and the number with what it is of."""

SAID_OF_ROW = {"label", "actor", "note", "sources", "status"}
"""Columns that say something of a row's number, which is the same number all the same."""

IN_SHORT = ("date", "summary", "definition", "role", "description", "publisher", "quality", "url")
"""Fields that say of a new record what it is, as far as its kind has them."""

VOCABULARY = "data/vocabulary.yml"
CLAIM_FILES = {"data/claims"}
"""What charts that count claims are made of."""

STATUS_LISTS = {"claims": "claim_statuses", "events": "event_statuses"}
MOST_NAMED = 12
"""Maximum number of things named that rest on a change; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that has changed. `before` or `after` is None where there was or is nothing.

    `where` is the file that says so, from the book's folder; `note` says what is no value.
    """

    about: str
    before: str | None = None
    after: str | None = None
    where: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one sort, under the title that a reviewer reads."""

    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is new or has changed: what changed, and what is to be reviewed."""

    claim: ClaimToReview
    groups: tuple[ChangeGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell of a series that has changed."""

    row: str
    column: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """The rows of a series that changed, cell by cell."""

    title: str
    where: str
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartChange:
    """A chart that shows something else now; a side is None where there was or is no chart."""

    id: str
    question: str
    before: Chart | None
    after: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that a change means.

    `names` are the kinds and ids of what it touches. `groups` holds every change, `claims` again
    those of claims, each with what a reviewer needs.
    """

    groups: tuple[ChangeGroup, ...]
    claims: tuple[ClaimChange, ...]
    series: tuple[SeriesChange, ...]
    charts: tuple[ChartChange, ...]
    names: frozenset[Name]
    code: ClassVar[str] = CODE

    @property
    def rest(self) -> tuple[ChangeGroup, ...]:
        """The groups without what is told of claims one by one."""
        told = {id(one) for claim in self.claims for group in claim.groups for one in group.changes}
        groups = [
            ChangeGroup(group.title, tuple(one for one in group.changes if id(one) not in told))
            for group in self.groups
        ]
        return tuple(group for group in groups if group.changes)

    @property
    def summary(self) -> str:
        """The whole in one sentence."""
        sizes = {group.title: len(group.changes) for group in self.groups}
        sizes |= {ROWS: len(self.series), CHARTS: len(self.charts)}
        counts = [plural(sizes[t], *words) for t, words in COUNTED.items() if sizes.get(t)]
        return sentence(listing(counts)) if counts else "Nothing that a reader would see."


def comparison(since: Since, before: Dataset, now: Dataset, broken: Collection[str]) -> Comparison:
    """What changed between two states of a book.

    Args:
        since: both states as they were read.
        before: the dataset that was published.
        now: the dataset as it is now.
        broken: the files of the published one that break today's rules. What stands in them is
            compared as it is written, and not as it is shown.
    """
    series = dict(_series(since, now))
    told = [*_records(since, before, now), *_fields(since, now, broken)]
    told += _numbers(since, before, now, broken)
    names = {name for _, _, name in told} | {("charts", one) for one in series}
    names |= {
        ("figures", f"{one}.{row}")
        for one, change in series.items()
        for row in {cell.row for cell in change.cells if cell.column not in SAID_OF_ROW}
    }
    told += _resting(now, names - {name for title, _, name in told if title in {NEW, GONE}})
    return Comparison(
        groups=_grouped(told),
        claims=tuple(_claims(since, before, now, told)),
        series=tuple(series.values()),
        charts=tuple(_charts(before, now, broken)),
        names=frozenset(names),
    )


def _grouped(told: Iterable[ToldChange]) -> tuple[ChangeGroup, ...]:
    """Changes by their sort."""
    by_title: dict[str, list[Change]] = {}
    for title, change, _ in told:
        by_title.setdefault(title, []).append(change)
    return tuple(ChangeGroup(one, tuple(by_title[one])) for one in TITLES if one in by_title)


def _claims(
    since: Since, before: Dataset, now: Dataset, told: Iterable[ToldChange]
) -> Iterator[ClaimChange]:
    """The claims that are new or have changed, in the order of their files."""
    of_claims: dict[str, list[ToldChange]] = {}
    for one in told:
        title, _, (kind, name) = one
        if kind == "claims" or title == NUMBERS:
            of_claims.setdefault(name.partition(".")[0], []).append(one)
    for base, draft in paired(since):
        changed = {field.split(".")[0] for field, *_ in differences(base, draft)} if base else set()
        if draft.kind == "claims" and (base is None or changed - {"id", "was"}):
            was = before.claims.get(base.id) if base else None
            own = [one for one in of_claims.get(draft.id, ()) if one[0] != NEW]
            yield ClaimChange(claim_to_review(now, draft.id, was, changed), _grouped(own))


def _name(kind: str, record_id: str) -> Name:
    return published(kind), record_id


def _called(data: Dataset, kind: str, record_id: str) -> str:
    if kind not in KINDS:
        return f"The {kind}"
    return f"{KINDS[kind].singular.capitalize()} “{title_of(data, kind, record_id)}”"


def _records(since: Since, before: Dataset, now: Dataset) -> Iterator[ToldChange]:
    """Records that are new, gone, or under another id."""
    for base, draft in paired(since):
        if base is None:
            after = _in_short(now, draft.kind, draft.id)
            yield NEW, _change(now, draft, None, after), _name(draft.kind, draft.id)
    for draft, was in renamed(since):
        yield RENAMED, _change(now, draft, was, draft.id), _name(draft.kind, draft.id)
    for draft, was in ids_gone(since):
        yield GONE, _change(before, draft, was, None), _name(draft.kind, was)


def _change(
    data: Dataset, draft: Draft, before: str | None, after: str | None, part: str = ""
) -> Change:
    """A change of a record, or of a part of it."""
    about = ", ".join(filter(None, (_called(data, draft.kind, draft.id), part)))
    return Change(about=about, before=before, after=after, where=draft.place().path)


def _in_short(data: Dataset, kind: str, record_id: str) -> str:
    """A new record in one line."""
    record = data.records(kind)[record_id]
    if kind == "claims":
        speaker = short_name(data.actors[record.speaker].name)
        numbers = [figure(data, f"{record_id}.{one.id}").words for one in record.quantities]
        parts = [f"{speaker}: “{record.quote}” (paragraph {record.paragraph})", *numbers]
        parts += [data.label("claim_statuses", record.status).lower()]
        return f"{'; '.join(parts)}; {plural(len(record.evidence), 'piece')} of evidence"
    if kind == "corrections":
        return f"{record.record}, {record.field}: {record.reason}"
    words = [str(getattr(record, name, None) or "") for name in IN_SHORT]
    sources = getattr(record, "sources", ())
    rests = f"rests on {listing(sources)}" if sources else ""
    return "; ".join(filter(None, (*words, rests))) or record_id


def _fields(since: Since, now: Dataset, broken: Collection[str]) -> Iterator[ToldChange]:
    """Values that have changed, except rows, and numbers that are told in words."""
    for base, draft in paired(since):
        for field, path, old, new in differences(base, draft) if base else ():
            steps = field.split(".")
            number = draft.kind == "claims" and steps[0] == "quantities"
            in_words = number and steps[-1] in TOLD_AS_NUMBER and not _is_broken(base, broken)
            if in_words or _is_row(draft, field) or field == "id":
                continue
            title = _sort_of(draft, steps)
            if title == STATUS:
                values = _label(now, draft.kind, old), _label(now, draft.kind, new)
            else:
                values = old, new
            about = f"{_called(now, draft.kind, draft.id)}, {' '.join(steps).replace('_', ' ')}"
            where = draft.place(*path).path
            change = Change(about=about, before=values[0], after=values[1], where=where)
            yield title, change, _name(draft.kind, draft.id)


def _label(data: Dataset, kind: str, value: str | None) -> str | None:
    entries = STATUS_LISTS[kind]
    if value is None:
        return None
    return data.label(entries, value) if value in data.entries[entries] else value


def _is_row(draft: Draft, field: str) -> bool:
    return draft.kind == "series" and field.startswith("rows.")


def _sort_of(draft: Draft, steps: list[str]) -> str:
    if steps == ["status"] and draft.kind in STATUS_LISTS:
        return STATUS
    if steps[-1] in QUOTED:
        return QUOTATIONS
    if steps[0] == "evidence":
        return EVIDENCE
    if steps[0] in {"assessed", "reviewed", "people"}:
        return SIGNATURES
    shape = shape_of_field(draft.model, ".".join(steps))
    return DATES if shape and isinstance(shape.mark, IsDate) else OTHER


def _is_broken(base: Draft | None, broken: Collection[str]) -> bool:
    """Whether a published record cannot be shown as today's rules have it."""
    return base is not None and (base.place().path in broken or VOCABULARY in broken)


def _numbers(
    since: Since, before: Dataset, now: Dataset, broken: Collection[str]
) -> Iterator[ToldChange]:
    """Quantities of claims that are new, gone, or say something else."""
    for base, draft in paired(since):
        if base is None or draft.kind != "claims" or _is_broken(base, broken):
            continue
        old, new = (_stated(data, one.id) for data, one in ((before, base), (now, draft)))
        for quantity in dict.fromkeys((*old, *new)):
            if old.get(quantity) != new.get(quantity):
                change = _change(now, draft, old.get(quantity), new.get(quantity), quantity)
                yield NUMBERS, change, ("figures", f"{draft.id}.{quantity}")


def _stated(data: Dataset, claim_id: str) -> dict[str, str]:
    """Each quantity of a claim in words, with what it is of and for when."""
    said = {}
    for quantity in data.claims[claim_id].quantities:
        shown = figure(data, f"{claim_id}.{quantity.id}")
        parts = (f"{shown.what}: {shown.words}", shown.of and f"of {shown.of}", shown.period)
        said[quantity.id] = ", ".join(part for part in parts if part)
    return said


def _series(since: Since, now: Dataset) -> Iterator[tuple[str, SeriesChange]]:
    for base, draft in paired(since):
        cells = [
            CellChange(
                row=field.split(".")[1],
                column=".".join(field.split(".")[2:]),
                before=old,
                after=new,
            )
            for field, _, old, new in (differences(base, draft) if base else ())
            if _is_row(draft, field)
        ]
        if cells:
            path = draft.place().path.replace(".yml", ".csv")
            yield draft.id, SeriesChange(title_of(now, "series", draft.id), path, tuple(cells))


def _charts(before: Dataset, now: Dataset, broken: Collection[str]) -> Iterator[ChartChange]:
    for chart_id in dict.fromkeys((*chart_ids(now), *chart_ids(before))):
        if broken and _rests_on_broken(before, chart_id, broken):
            continue
        old, new = (
            chart(data, chart_id) if chart_id in chart_ids(data) else None for data in (before, now)
        )
        shown = new or old
        if old != new and shown:
            yield ChartChange(id=chart_id, question=shown.question, before=old, after=new)


def _rests_on_broken(before: Dataset, chart_id: str, broken: Collection[str]) -> bool:
    """Whether a chart was published and cannot be made of that today."""
    if chart_id not in chart_ids(before):
        return False
    own = before.path_of("series", chart_id)
    files = {own, own.replace(".yml", ".csv")} if own else CLAIM_FILES
    return any(path == VOCABULARY or path.startswith(tuple(files)) for path in broken)


def _resting(now: Dataset, names: Iterable[Name]) -> Iterator[ToldChange]:
    """For each thing that changed, what names it or is reckoned from it."""
    for kind, one in sorted(names):
        if kind == "figures":
            others = [other for other in now.derived_from.get(one, ()) if other != one]
            found = [f"the figure {other}" for other in others]
            about, where = f"The figure {one}", ""
        else:
            own = recorded(kind)
            refs = [(ref.kind, ref.id) for ref in now.rests_on(own, one) if ref.kind in KINDS]
            found = [f"{KINDS[k].singular} “{title_of(now, k, i)}”" for k, i in dict.fromkeys(refs)]
            about, where = _called(now, own, one), now.path_of(own, one) or ""
        if found:
            more = len(found) - MOST_NAMED
            named = [*found[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
            yield RESTING, Change(about=about, where=where, note=listing(named)), (kind, one)
