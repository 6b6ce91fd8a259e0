"""Writes the corrections that are missing, from what changed since a commit."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import yaml

from claimbook.core.proofs.changes import Since, ids_gone, renamed, unrecorded
from claimbook.core.proofs.corrections import (
    former_ids,
    kinds_used_for,
    sound_corrections,
    subject_of,
    tombstones,
)
from claimbook.core.records.values import free_slug
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.problems import did_you_mean, printable
from claimbook.core.text.surroundings import told_moment
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.fixing import modeline
from claimbook.editing.history import HistoryError
from claimbook.editing.saving import write_into_book

FOLDER = "data/corrections"

NUMBERS = {"from", "to", "date"}
"""Fields in which a plain number is read as its digits."""


@dataclass(frozen=True, slots=True)
class Made:
    """A correction to write: its values by field, in the order of the file."""

    id: str
    values: dict[str, str | None]

    @property
    def path(self) -> str:
        """Its file, from the book's folder."""
        return f"{FOLDER}/{self.id}.yml"

    @property
    def text(self) -> str:
        """Its file's text."""
        return "".join(_line(name, value) for name, value in {"id": self.id, **self.values}.items())


def today() -> str:
    """The date of a correction without one: that of SOURCE_DATE_EPOCH, else today."""
    try:
        moment = told_moment() or datetime.now(UTC)
    except ValueError as error:
        raise HistoryError(str(error)) from None
    return moment.date().isoformat()


def missing_corrections(  # noqa: PLR0913 - each is an option of the command
    root: Path,
    since: Since,
    *,
    kind: str,
    reason: str,
    date: str,
    records: Collection[str] = (),
) -> list[Made]:
    """The corrections that a kind is for and that are not written yet.

    Args:
        root: the book's folder; no file that it has is written again.
        since: the book as it was published, and as it is now.
        kind: one of the book's kinds of correction.
        reason: why the values were changed.
        date: an EDTF text.
        records: the only records whose changes are meant, each as `claims/its-id`; empty for all.

    Raises:
        HistoryError: when the book has no such kind or no use for it, the date is none, the reason
            is blank, or nothing of such a record changed.
    """
    uses = kinds_used_for(since.now)
    if kind not in uses:
        near = did_you_mean(kind, uses)
        what = f"'{kind}' is no kind of correction" if kind else "--kind is needed"
        raise HistoryError(what, f"{near} one of: {', '.join(uses)}".strip())
    if (changes := CHANGES.get(uses[kind])) is None:
        what = f"'{uses[kind]}' is no use of the kind '{kind}' in data/vocabulary.yml"
        raise HistoryError(printable(what), f"write one of: {', '.join(CHANGES)}")
    if not reason.strip():
        raise HistoryError(
            "the reason is empty", "say with --reason, in a sentence, why it was changed"
        )
    try:
        parse_when(date)
    except DateTextError as error:
        raise HistoryError(str(error), error.help) from None
    taken = {path.stem for path in (root / FOLDER).glob("*.yml")}
    taken |= {*since.now.ids["corrections"], *since.base.ids["corrections"]}
    made = []
    found = list(changes(since))
    for wanted in records:
        if wanted not in (known := dict.fromkeys(record for record, *_ in found)):
            near = did_you_mean(wanted, known)
            raise HistoryError(f"nothing to correct in '{wanted}'", near or "see: claimbook diff")
    for record, field, before, after in found:
        if records and record not in records:
            continue
        new_id = _new_id(date, record, field, taken)
        taken.add(new_id)
        values = {"record": record, "field": field, "from": before, "to": after, "date": date}
        values |= {"kind": kind, "reason": " ".join(reason.split())}
        made.append(Made(new_id, values))
    return made


def write_corrections(root: Path, made: list[Made]) -> None:
    """Write each correction to a file of its own, all of them or none."""
    texts = {one.path: modeline(root, one.path, "corrections") + one.text for one in made}
    write_into_book(root, texts, new=True)


WrittenChange = tuple[str, str, str | None, str | None]


def _values(since: Since) -> Iterator[WrittenChange]:
    for change in unrecorded(since):
        if since.now.ids[change.kind][change.id].record is not None:
            yield f"{change.kind}/{change.id}", change.field, change.recorded, change.after


def _renames(since: Since) -> Iterator[WrittenChange]:
    former = former_ids(since.now)
    known = {
        (*subject_of(one, former), one.before)
        for _, one in sound_corrections(since.now)
        if one.field == "id"
    }
    for draft, before in renamed(since):
        if (draft.kind, draft.id, before) not in known:
            yield f"{draft.kind}/{draft.id}", "id", before, draft.id


def _withdrawals(since: Since) -> Iterator[WrittenChange]:
    known = tombstones(since.now)
    for draft, published in ids_gone(since):
        if (draft.kind, published) not in known:
            yield f"{draft.kind}/{published}", "id", published, None


CHANGES = {"value": _values, "rename": _renames, "withdrawal": _withdrawals}
"""The changes that a kind of correction is for, by its `use`."""


def _new_id(date: str, record: str, field: str, taken: set[str]) -> str:
    steps = field.split(".")
    words = " ".join([date, record.partition("/")[2], *(steps[1:] or steps)])
    return free_slug(words, taken)


def _line(name: str, value: str | None) -> str:
    """A field on one line, in quotes only where it would be read as something else without."""
    if value is None:
        return f"{name}: null\n"
    line = f"{name}: {value}\n"
    plain = read_yaml(line, "")
    if not plain.faults and isinstance(plain.data, dict) and _read_back(plain.data, name) == value:
        return line
    quoted = yaml.safe_dump(value, allow_unicode=True, width=10**9, default_style='"')
    return f"{name}: {quoted}"


def _read_back(data: dict[str, object], name: str) -> str | None:
    found = data.get(name)
    number = isinstance(found, (int, Decimal)) and not isinstance(found, bool)
    return str(found) if isinstance(found, str) or (number and name in NUMBERS) else None
