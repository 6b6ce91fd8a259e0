"""Corrections: each change to something published, before and after, and what was withdrawn."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby
from typing import Literal

from pydantic import ValidationError

from claimbook.core.proofs.corrections import subject_of
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import shape_of_field
from claimbook.core.records.models import KINDS, Correction
from claimbook.core.records.quantities import Quantity
from claimbook.core.records.series import Row, Series
from claimbook.core.records.values import IsDate, ListedIn, Ref
from claimbook.core.records.vocabulary import Entry
from claimbook.core.text.date_words import date_words, row_date_words, year_words
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.messages import gettext, later, ngettext, pgettext
from claimbook.views.context import Context
from claimbook.views.field_words import field_words
from claimbook.views.limits import Some, some
from claimbook.views.names import DateView, date_view, row_label, row_name, title_of
from claimbook.views.parts import Group, Listing, Part, ids_of, size_of
from claimbook.views.paths import ANCHORED, has_page, published
from claimbook.views.wording import amount_words, headed, in_row, listing, quoted, within

SHORT = 60
"""Maximum number of characters of a value that is shown whole; of a longer one, only the words that
changed are."""

Sort = Literal["value", "address", "added", "taken out", "sum"]
"""What changed: a value, the address of a record, a whole row or number that came or went, or a
formula, of which only that is told: its names are ids, which readers do not know."""

ALIKE = 0.6
"""Minimum share of words in common with which two long texts are shown as one with its changes."""

MOST_NAMED = 3
"""Maximum number of rows or numbers named that have the same change; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """One change: of what, from what to what, when, of which kind and why.

    `before` and `after` are None for nothing. `linked` is false where the record has no address.
    """

    id: str
    date: DateView
    record_kind: str
    record_noun: str
    record_id: str
    record_title: str
    linked: bool
    field: str
    before: str | None
    after: str | None
    kind: str
    kind_definition: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """What changed in the same way in one or more places of a record.

    `field` says what, in words. `ids` are the corrections that say so. `words` are runs of words of a long text, each with
    `=`, `-` or `+` for what stayed, went and came; empty where the values are shown whole.
    """

    ids: tuple[str, ...]
    sort: Sort
    field: str
    before: str | None
    after: str | None
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """All that was changed in a record on one day for one reason. `first` tells of the record."""

    first: CorrectionView
    changes: tuple[Alteration, ...]


@dataclass(frozen=True, slots=True)
class RevisionDay:
    """The revisions of one day, those with the same reason together, and how many they are."""

    date: DateView
    says: str
    reasons: tuple[tuple[Revision, ...], ...]


def corrections(data: Dataset) -> tuple[RevisionDay, ...]:
    """All corrections by day, newest first."""
    return _days(data, data.corrections.values())


def correction_part(data: Dataset, part: Part) -> tuple[RevisionDay, ...]:
    """The corrections of a part of the list."""
    return _days(data, [data.corrections[one] for one in part.ids])


def corrections_of(data: Dataset, kind: str, record_id: str) -> Some[Revision]:
    """The corrections of one record, under its present and its former ids, newest first."""
    own = (
        one
        for one in data.corrections.values()
        if subject_of(one, data.former_ids) == (kind, record_id)
    )
    return some(revisions(data, own), lambda one: one)


def _days(data: Dataset, found: Iterable[Correction]) -> tuple[RevisionDay, ...]:
    days = groupby(revisions(data, found), lambda revision: revision.first.date)
    return tuple(_day(date, tuple(of_day)) for date, of_day in days)


def _day(date: DateView, of_day: tuple[Revision, ...]) -> RevisionDay:
    changes = sum(len(one.ids) for revision in of_day for one in revision.changes)
    records = len({(one.first.record_kind, one.first.record_id) for one in of_day})
    # e.g. 5 changes in 2 records
    says = gettext(
        "{changes} in {records}",
        changes=ngettext("{count} change", "{count} changes", changes),
        records=ngettext("{count} record", "{count} records", records),
    )
    reasons: dict[tuple[str, str], list[Revision]] = {}
    for one in of_day:
        reasons.setdefault((one.first.kind, one.first.reason), []).append(one)
    return RevisionDay(date, says, tuple(map(tuple, reasons.values())))


def revisions(data: Dataset, found: Iterable[Correction]) -> list[Revision]:
    """Corrections of the same record, day, kind and reason together.

    They come by day, newest first, and on a day in the order of the kinds of record.
    """
    kinds = list(KINDS)
    groups: dict[tuple[str, ...], list[Correction]] = {}
    for one in sorted(found, key=lambda one: one.id):
        subject = subject_of(one, data.former_ids)
        groups.setdefault((*subject, one.date.text, one.kind, one.reason), []).append(one)
    ordered = sorted(groups.values(), key=lambda g: kinds.index(subject_of(g[0], {})[0]))
    ordered.sort(key=lambda group: group[0].date.sort_key, reverse=True)
    return [
        Revision(correction_view(data, group[0].id), tuple(_alterations(data, group)))
        for group in ordered
    ]


def _alterations(data: Dataset, group: Sequence[Correction]) -> Iterator[Alteration]:
    """The changes of a group; those that are the same in several items of a list as one."""
    alike: dict[tuple[Sort, str, str | None, str | None], list[tuple[str, str]]] = {}
    for correction in group:
        view = correction_view(data, correction.id)
        sort, item, field = _changed(data, correction)
        alike.setdefault((sort, field, view.before, view.after), []).append((view.id, item))
    for (sort, field, before, after), places in alike.items():
        ids = tuple(one for one, _ in places)
        old, new = (None, None) if sort == "sum" else (before, after)
        yield Alteration(
            ids=ids,
            sort=sort,
            field=_field_of(sort, field, [item for _, item in places if item]),
            before=old,
            after=new,
            words=_words(old, new),
        )


def _field_of(sort: Sort, field: str, items: Sequence[str]) -> str:
    """What changed in some items, in words."""
    if sort == "added":
        # e.g. added: “Rivertown: 40 carts”, in a list of changes
        return pgettext("a change", "added")
    if sort == "taken out":
        # e.g. taken out: “Rivertown: 40 carts”, in a list of changes
        return pgettext("a change", "taken out")
    more = len(items) - MOST_NAMED
    # e.g. value of “Rivertown”, “Hilltown”, “Laketown” and 5 more
    rest = [gettext("{count} more", count=more)] if more > 0 else []
    named = listing([*items[:MOST_NAMED], *rest])
    if sort == "sum":
        # e.g. the sum behind “carts a year”: how this number is computed
        return gettext("the sum behind {items}", items=named)
    return gettext("{part} of {whole}", part=field, whole=named) if named else field


def _changed(data: Dataset, correction: Correction) -> tuple[Sort, str, str]:
    """What changed, the item of a list that it is in, by name, and the field of it, in words."""
    kind, record_id = subject_of(correction, data.former_ids)
    name, *rest = correction.field.split(".")
    if not rest:
        return "address" if name == "id" else "value", "", field_words(name, kind)
    record = data.records(kind).get(record_id)
    listed = getattr(record, name, ())
    found = next((i for i in listed if rest[0] in {getattr(i, "id", ""), getattr(i, "key", "")}), 0)
    item = getattr(found, "what", "")
    if isinstance(found, Row) and isinstance(record, Series):
        item = row_name(data, record, found)
    item = item or rest[0].replace("-", " ")
    if not rest[1:]:
        return "added" if correction.before is None else "taken out", "", ""
    if rest[1] == "derived":
        return "sum", quoted(item), ""
    return "value", quoted(item), field_words(" ".join(rest[1:]), name)


def _words(before: str | None, after: str | None) -> tuple[tuple[str, str], ...]:
    """The runs of words that stayed, went and came, where two texts are long and alike."""
    if before is None or after is None or max(len(before), len(after)) <= SHORT:
        return ()
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ()
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            runs.append(("=", " ".join(old[i:j])))
            continue
        runs += [("-", " ".join(old[i:j]))] if j > i else []
        runs += [("+", " ".join(new[k:m]))] if m > k else []
    return tuple(runs)


def correction_view(data: Dataset, correction_id: str) -> CorrectionView:
    """One correction in words."""
    correction: Correction = data.find("corrections", correction_id)
    kind, record_id = subject_of(correction, data.former_ids)
    there = record_id in data.records(kind)
    date = date_view(correction.date)
    assert date is not None
    entry: Entry = data.entry("correction_kinds", correction.kind)
    told = partial(_value_words, data, kind, correction.field)
    if correction.field.endswith(".extra"):
        told = partial(_columns_words, data.series.get(record_id))
    return CorrectionView(
        id=correction.id,
        date=date,
        record_kind=published(kind),
        record_noun=gettext(KINDS[kind].noun),
        record_id=record_id,
        record_title=title_of(data, kind, record_id) if there else title_of_withdrawn(record_id),
        linked=has_page(kind) or (there and kind in ANCHORED),
        field=field_words(correction.field, kind),
        before=told(correction.before),
        after=told(correction.after),
        kind=data.label("correction_kinds", correction.kind),
        kind_definition=entry.definition,
        reason=correction.reason,
    )


def title_of_withdrawn(record_id: str) -> str:
    """The name of a record of which only the id is left."""
    return record_id.replace("-", " ").capitalize()


def _value_words(data: Dataset, kind: str, field: str, text: str | None) -> str | None:
    """A value as readers know it: a name, a label or a date in words."""
    shape = shape_of_field(KINDS[kind].model, field)
    mark = shape.mark if shape else None
    if text is not None and shape and shape.model in {Row, Quantity}:
        return _item_words(data, shape.model, text)
    if text is None or mark is None:
        return text
    if isinstance(mark, ListedIn):
        return data.label(mark.name, text) if text in data.entries.get(mark.name, ()) else text
    if isinstance(mark, Ref):
        now = data.former_ids[mark.kind].get(text, text)
        return title_of(data, mark.kind, now) if now in data.records(mark.kind) else text
    assert isinstance(mark, IsDate)
    try:
        return date_words(parse_when(text))
    except DateTextError:
        return text


def _columns_words(series: Series | None, text: str | None) -> str | None:
    """What stood in the columns that a series declares, by their titles instead of their ids."""
    titles = {column.id: column.title for column in (series.columns if series else ())}
    names = re.compile(r"(?:^|(?<=; ))\w+(?=: )")
    return text and names.sub(lambda found: titles.get(found[0], found[0]), text)


def _item_words(data: Dataset, model: type[Row | Quantity], text: str) -> str:
    """A whole row or quantity, which a correction writes field by field, as readers know it."""
    names = "|".join(model.model_fields)
    pairs = (part.partition(": ") for part in re.split(rf"; (?=(?:{names}): )", text))
    fields = {
        name: value for name, _, value in pairs if name not in {"sources", "extra", "derived"}
    }
    numbers = {name: Decimal(fields[name]) for name in ("value", "low", "high") if name in fields}
    try:
        item = model.model_validate({**fields, **numbers})
        amount = amount_words(data, item, item.unit)
    except (ValidationError, KeyError, ArithmeticError):
        return text
    if isinstance(item, Quantity):
        return headed(item.what, amount)
    when = row_date_words(item.date) if item.date else ""
    if item.status:
        status = within(data.label("row_statuses", item.status))
        # e.g. 47 percent (forecast)
        amount = gettext("{amount} ({status})", amount=amount, status=status)
    names_ = dict.fromkeys((item.group or "", row_label(data, item), when))
    return headed(in_row(names_), amount)


def _groups(context: Context) -> Iterator[Group]:
    """By year, newest first."""
    data = context.data
    found = sorted(data.corrections.values(), key=lambda c: (c.date.sort_key, c.id), reverse=True)
    for year, of_year in groupby(found, lambda one: max(one.date.known_days).year):
        yield Group(id=str(year), label=year_words(year), definition="", ids=ids_of(of_year))


def _weigh(context: Context, correction_id: str) -> int:
    one = context.data.corrections[correction_id]
    return 800 + size_of(one.before, one.after, one.reason)


LISTING = Listing(
    name=later("Corrections"),
    counted=lambda count: ngettext("{count} correction", "{count} corrections", count),
    anchor="year",
    groups=_groups,
    weigh=_weigh,
)
"""How corrections are listed."""
