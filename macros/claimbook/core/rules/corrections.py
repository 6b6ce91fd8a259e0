"""Rules about corrections and former ids: they lead to what stands in the book now."""

from collections import defaultdict
from collections.abc import Iterator

from claimbook.core.proofs.corrections import (
    comparable,
    former_ids,
    kinds_used_for,
    sound_corrections,
    subject_of,
    tombstones,
    use_of,
)
from claimbook.core.records.fields import as_text, shape_of, shape_of_field, value_in
from claimbook.core.records.models import KINDS, Correction
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.rules.registry import rule
from claimbook.core.text.dates import SLACK, Order
from claimbook.core.text.problems import Finding, Place, did_you_mean, one_of

Group = list[tuple[Draft, Correction]]


@rule("E100")
def corrected_record_not_there(reading: Reading) -> Iterator[Finding]:
    """A correction names a record that there is, under its present or a former id, or one that a
    correction says was withdrawn.

    Bad:
        record: claims/fourty-carts

    Good:
        record: claims/forty-carts
    """
    former, withdrawn = former_ids(reading), tombstones(reading)
    kinds = [kind for kind in KINDS if kind != "corrections"]
    for draft, correction in sound_corrections(reading):
        kind, record_id = subject_of(correction, former)
        if kind not in kinds:
            message = f"'{kind}' is no kind of record that can be corrected"
            yield Finding(draft.place("record"), message, one_of(kind, kinds))
        elif record_id not in reading.ids[kind] and (kind, record_id) not in withdrawn:
            near = did_you_mean(record_id, reading.ids[kind])
            again = f"if it was withdrawn, a correction of the field 'id' from '{record_id}' to null says so"
            message = f"{KINDS[kind].singular} '{record_id}' is not there"
            yield Finding(draft.place("record"), message, f"{near} {again}".strip())


@rule("E101")
def corrected_field_not_there(reading: Reading) -> Iterator[Finding]:
    """A correction names a field that its kind of record has; in a list the item's id comes after
    the list's name, as in `quantities.total.value`.

    Bad:
        record: claims/forty-carts
        field: quantity.per-day.value

    Good:
        record: claims/forty-carts
        field: quantities.per-day.value
    """
    for draft, correction in sound_corrections(reading):
        kind = correction.record.partition("/")[0]
        if kind in KINDS and shape_of_field(KINDS[kind].model, correction.field) is None:
            first = correction.field.partition(".")[0]
            known = shape_of(KINDS[kind].model).fields
            message = f"{KINDS[kind].singular} has no field '{correction.field}'"
            near = did_you_mean(first, known) if first not in known else ""
            help_text = near or "names are joined by dots, as in quantities.total.value"
            yield Finding(draft.place("field"), message, help_text)


def _by_field(reading: Reading) -> Iterator[tuple[str, str, Group, str | None]]:
    """The corrections of each field that can be held against it, and what it holds now."""
    former, withdrawn = former_ids(reading), tombstones(reading)
    groups: dict[tuple[str, str, str], Group] = defaultdict(list)
    for draft, correction in sound_corrections(reading):
        groups[*subject_of(correction, former), correction.field].append((draft, correction))
    for (kind, record_id, field), group in groups.items():
        if kind not in KINDS or shape_of_field(KINDS[kind].model, field) is None:
            continue
        target = reading.ids[kind].get(record_id)
        if target is None and (field != "id" or (kind, record_id) not in withdrawn):
            continue
        if target is not None and target.record is None:
            continue
        now = as_text(value_in(target.data, field)) if target else None
        steps = field.split(".")
        above = [(kind, record_id, ".".join(steps[:count])) for count in range(1, len(steps))]
        if now is None and any(c.after is None for one in above for _, c in groups.get(one, ())):
            continue
        group.sort(key=lambda one: (one[1].date.sort_key, one[1].id))
        yield kind, field, group, now


@rule("E102")
def correction_leads_elsewhere(reading: Reading) -> Iterator[Finding]:
    """What a correction changed a value to is what the record holds now, unless a later correction
    of the same field goes on from there.

    Bad:
        record: claims/forty-carts
        field: quantities.per-day.value
        from: 38
        to: 39

    Good:
        record: claims/forty-carts
        field: quantities.per-day.value
        from: 38
        to: 40
    """
    former = former_ids(reading)
    for kind, field, group, now in _by_field(reading):
        ends = [comparable(kind, field, c.after, former) for _, c in group]
        starts = {comparable(kind, field, c.before, former) for _, c in group}
        present = comparable(kind, field, now, former)
        leads_there = present in ends
        for (draft, correction), end in zip(group, ends, strict=True):
            goes_on = end in starts and (leads_there or correction is not group[-1][1])
            if end != present and not goes_on:
                place = draft.place("to")
                message = f"{_worded(correction.after)} is not what '{field}' of {correction.record} holds now"
                help_text = (
                    f"it holds {_worded(now)}: write that, or, if it changed again, add a "
                    f"correction from {_worded(correction.after)} to that"
                )
                yield Finding(place, message, help_text)


@rule("E103")
def corrections_out_of_order(reading: Reading) -> Iterator[Finding]:
    """A correction that goes on from another one is not dated before it.

    Bad:
        from: 38
        to: 39
        date: 1901-06-08

    Good:
        from: 38
        to: 39
        date: 1901-05-25
    """
    former = former_ids(reading)
    for kind, field, group, now in _by_field(reading):
        present = comparable(kind, field, now, former)
        going_on: dict[str | None, Group] = defaultdict(list)
        for one in sorted(group, key=_could_be_as_late_as, reverse=True):
            going_on[comparable(kind, field, one[1].before, former)].append(one)
        for draft, correction in group:
            end = comparable(kind, field, correction.after, former)
            after = (one for one in going_on[end] if one[1] is not correction)
            last = next(after, None)  # when it is too early, so are the others
            if last is None or end == present:
                continue
            other, later = last
            if later.date.before(correction.date) is Order.CERTAIN:
                message = f"this correction is dated {correction.date}, after the one that goes on from it"
                related = (("goes on from here, and is dated", other.place("date")),)
                yield Finding(draft.place("date"), message, "mend one of the two dates", related)


def _could_be_as_late_as(one: tuple[Draft, Correction]) -> int:
    when = one[1].date
    return when.latest.toordinal() + SLACK * when.is_rough


@rule("E104")
def correction_changes_nothing(reading: Reading) -> Iterator[Finding]:
    """A correction says what was changed: its `from` and its `to` differ.

    Bad:
        from: 40
        to: 40

    Good:
        from: 39
        to: 40
    """
    for draft, correction in sound_corrections(reading):
        if correction.before == correction.after:
            message = f"'from' and 'to' are both {_worded(correction.before)}"
            yield Finding(draft.place("to"), message, "write what it was before after 'from:'")


@rule("E105")
def former_id_taken(reading: Reading) -> Iterator[Finding]:
    """A former id (`was`) is in use by no record of its kind, and one record alone had it.

    Bad:
        id: bridge-toll
        was:
          - toll
        term: Bridge toll

    Good:
        id: bridge-toll
        term: Bridge toll
    """
    for kind, drafts in reading.ids.items():
        seen: dict[str, Place] = {}
        for draft in drafts.values():
            for index, former in enumerate(draft.data["was"] if draft.was else ()):
                if not isinstance(former, str):
                    continue
                place = draft.place("was", index)
                related: tuple[tuple[str, Place], ...] = ()
                if former in drafts:
                    related = (("it is in use here", drafts[former].place("id")),)
                elif former in seen:
                    related = (("it is claimed here too", seen[former]),)
                if related:
                    message = f"'{former}' cannot be a former id of this {KINDS[kind].singular}"
                    help_text = "an address leads to one record; take it out of one of the two"
                    yield Finding(place, message, help_text, related)
                seen.setdefault(former, place)


@rule("E106")
def kind_not_for_this_change(reading: Reading) -> Iterator[Finding]:
    """A new id and a withdrawal have kinds of correction of their own, by their `use` in
    `data/vocabulary.yml`; all other kinds are for values.

    Bad:
        field: id
        from: toll-money
        to: null
        date: 1901-06-01
        kind: error

    Good:
        field: id
        from: toll-money
        to: null
        date: 1901-06-01
        kind: withdrawn
    """
    uses = kinds_used_for(reading)
    said = {"value": "a change of a value", "rename": "a new id", "withdrawal": "a withdrawal"}
    for draft, correction in sound_corrections(reading):
        use = use_of(correction.field, correction.after)
        if correction.kind in uses and uses[correction.kind] != use:
            fitting = [kind for kind in uses if uses[kind] == use]
            message = f"the kind '{correction.kind}' is not for {said[use]}"
            help_text = f"add one with 'use: {use}' to correction_kinds in data/vocabulary.yml"
            if fitting:
                help_text = f"kinds for that: {', '.join(fitting)}"
            yield Finding(draft.place("kind"), message, help_text)


def _worded(text: str | None) -> str:
    return "nothing" if text is None else f"'{text}'"
