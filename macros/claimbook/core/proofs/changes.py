"""What changed in published records between two readings of a book, and how much of it is recorded.

It compares values, not text, so that a file may be reformatted freely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimbook.core.proofs.corrections import (
    Former,
    comparable,
    former_ids,
    sound_corrections,
    subject_of,
)
from claimbook.core.records.fields import Shape, as_text, name_in_list, shape_of, value_in
from claimbook.core.records.models import KINDS, WRITTEN, Correction
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.text.problems import Place
from claimbook.core.text.yaml_text import Path

UNTOLD = re.compile(r"rows\.[^.]+\.(note|sources)|quantities\.[^.]+\.(actor|differs_from)")
"""Fields within them that explain a fact and are none themselves."""


@dataclass(frozen=True, slots=True)
class Since:
    """A book as it was published, and as it is now."""

    base: Reading
    now: Reading


@dataclass(frozen=True, slots=True)
class UnrecordedChange:
    """A field whose value has changed.

    `recorded` is the value to which the corrections made since lead from `before`.
    """

    kind: str
    id: str
    field: str
    before: str | None
    after: str | None
    recorded: str | None
    place: Place


def unrecorded(since: Since) -> Iterator[UnrecordedChange]:
    """Every change of a field that readers rely on and that no correction explains."""
    former = former_ids(since.now)
    made = _made_since(since, former)
    for now, (field, path, before, after) in _changes(since, former):

        def key(text: str | None, kind: str = now.kind, field: str = field) -> str | None:
            return comparable(kind, field, text, former)

        if key(before) == key(after):
            continue
        recorded = before
        waiting = made.get((now.kind, now.id, field), [])
        while step := next((c for c in waiting if key(c.before) == key(recorded)), None):
            waiting.remove(step)
            recorded = step.after
        if key(recorded) != key(after):
            place = now.place(*path)
            yield UnrecordedChange(now.kind, now.id, field, before, after, recorded, place)


def _changes(since: Since, former: Former) -> Iterator[tuple[Draft, Difference]]:
    """Every change of a field that readers rely on.

    Of records that became one, a field is new where none of them had it, and is told once.
    """
    for kind, names in ((name, one.told) for name, one in KINDS.items()):
        became: dict[str, list[Draft]] = {}
        for base in since.base.ids[kind].values():
            if base.is_mapping:
                became.setdefault(former[kind].get(base.id, base.id), []).append(base)
        for now_id, bases in became.items():
            now, new = since.now.ids[kind].get(now_id), set[str]()
            if now is None or not now.is_mapping:
                continue
            for change in (one for base in bases for one in _told(now, names, base.data)):
                field, _, before, _ = change
                if before is None and len(bases) > 1:
                    if field in new or any(value_in(b.data, field) is not None for b in bases):
                        continue
                    new.add(field)
                if not UNTOLD.fullmatch(field):
                    yield now, change


def ids_gone(since: Since) -> Iterator[tuple[Draft, str]]:
    """Every id that was published and that no record bears, now or formerly, with its draft."""
    former = former_ids(since.now)
    for kind in WRITTEN:
        known = {*since.now.ids[kind], *former[kind]}
        for draft in since.base.ids[kind].values():
            for published in (draft.id, *draft.was):
                if published not in known:
                    yield draft, published


def renamed(since: Since) -> Iterator[tuple[Draft, str]]:
    """Every record that was published under another id than now, with that id."""
    former = former_ids(since.now)
    for kind in WRITTEN:
        for base_id in since.base.ids[kind]:
            if base_id in former[kind] and base_id not in since.now.ids[kind]:
                yield since.now.ids[kind][former[kind][base_id]], base_id


def paired(since: Since) -> Iterator[tuple[Draft | None, Draft]]:
    """Every record as it is now, with the one that was published; None for one that is new.

    The book's own record and the vocabulary are among them.
    """
    for name in ("book", "vocabulary"):
        yield from zip(since.base.of_kind(name), since.now.of_kind(name), strict=False)
    for kind in KINDS:
        published = since.base.ids[kind]
        for now in since.now.ids[kind].values():
            ids = (one for one in (now.id, *now.was) if one in published)
            base = next(ids, None)
            yield published[base] if base else None, now


def differences(base: Draft, now: Draft) -> Iterator[Difference]:
    """Every field of a record that has changed: its name, its path, and the two values."""
    if base.is_mapping and now.is_mapping:
        yield from _told(now, tuple(shape_of(now.model).fields), base.data)


def _made_since(since: Since, former: Former) -> dict[tuple[str, str, str], list[Correction]]:
    made: dict[tuple[str, str, str], list[Correction]] = {}
    for draft, correction in sound_corrections(since.now):
        if draft.id not in since.base.ids["corrections"]:
            where = (*subject_of(correction, former), correction.field)
            made.setdefault(where, []).append(correction)
    for corrections in made.values():
        corrections.sort(key=lambda one: (one.date.sort_key, one.id))
    return made


Difference = tuple[str, "Path", str | None, str | None]


def _told(now: Draft, names: tuple[str, ...], base: dict[str, Any]) -> Iterator[Difference]:
    fields = shape_of(now.model).fields
    for name in names:
        yield from _differences(fields[name], base.get(name), now.data.get(name), name, (name,))


def _differences(
    shape: Shape, before: Any, after: Any, field: str, path: Path
) -> Iterator[Difference]:
    """Each difference: the field, the path to it now, and the two values as text."""
    if shape.model and isinstance(before, dict) and isinstance(after, dict):
        for name, below in shape.fields.items():
            parts = (before.get(name), after.get(name))
            yield from _differences(below, *parts, f"{field}.{name}", (*path, name))
    elif shape.each and shape.each.model:
        old, new = _by_name(before), _by_name(after)
        for name in {**old, **new}:
            there = (*path, new[name][0]) if name in new else path
            items = (old.get(name, (0, None))[1], new.get(name, (0, None))[1])
            yield from _differences(shape.each, *items, f"{field}.{name}", there)
    elif as_text(before) != as_text(after):
        yield field, path, as_text(before), as_text(after)


def _by_name(items: Any) -> dict[str, tuple[int, Any]]:
    listed = enumerate(items if isinstance(items, list) else [])
    return {name_in_list(item, index): (index, item) for index, item in listed}
