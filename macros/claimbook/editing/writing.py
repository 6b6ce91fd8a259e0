"""New records from the values given: completed and checked against the rules. Writes nothing."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from rapidfuzz import fuzz, process, utils

from claimbook.core.load import check_book, read_files
from claimbook.core.records.carrying import NOT_ASSESSED, NOT_LOOKED_FOR, Piece, carried
from claimbook.core.records.fields import field_docs, shape_of
from claimbook.core.records.models import KINDS, WRITTEN
from claimbook.core.records.reading import MODELS, Reading
from claimbook.core.records.values import ListedIn, Ref, free_slug, slug
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.files import listing
from claimbook.core.text.messages import gettext, speaking
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.editing.annotating import NOT_GIVEN, Known, annotated, from_where
from claimbook.editing.fixing import formatted, modeline
from claimbook.editing.quoting import paragraphs_of_claim
from claimbook.views.wording import short_name

BEGUN = {KINDS[kind].singular: kind for kind in WRITTEN}
"""The kinds of records that can be begun, by the word for one."""

FILLED_IN = {"claims": {"paragraph", "status", "assessment"}, "sources": {"url"}}
"""Fields that can follow from others: from a quotation, and from what is left out."""

SIGNED_LATER = {"assessed", "reviewed"}
"""Fields that `claimbook review` writes."""

CLOSE = 60
"""Least similarity (0 to 100, rapidfuzz token_set_ratio) at which a record is named as close."""

MOST_CLOSE = 5


@dataclass(frozen=True, slots=True)
class Option:
    """A field that can be given on the command line.

    `several` takes a list, `whole` a whole number, `flag` neither; `help` says what it is for. One
    that is `filled_in` follows from others where it can.
    """

    field: str
    help: str
    required: bool
    filled_in: bool = False
    several: bool = False
    whole: bool = False
    flag: bool = False


def options(kind: str) -> Iterator[Option]:
    """The fields of a kind that can be given as text, in the order of its model."""
    model = MODELS[kind]
    docs = field_docs(model)
    for name, shape in shape_of(model).fields.items():
        info = model.model_fields[name]
        if name in NOT_GIVEN or shape.model or (shape.each and shape.each.model):
            continue
        yield Option(
            name,
            docs[name],
            required=info.is_required(),
            filled_in=name == "id" or name in FILLED_IN.get(kind, ()),
            several=shape.each is not None,
            whole=info.annotation is int,
            flag=info.annotation is bool,
        )


def filled(reading: Reading, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given values of a record, with those that follow from them.

    Its id follows from its name, the paragraph of a quotation from the fingerprint, and a record
    that is named by its name is named by its id. A claim begins with the status that is listed as
    pending, and says so; where the book lists none, one without evidence has a status that needs
    none, and one with evidence is left without, since that takes a judgment.
    """
    values = {name: value for name, value in given.items() if value not in (None, (), False)}
    shapes = shape_of(MODELS[kind]).fields
    for name, value in values.items():
        mark = (shapes[name].each or shapes[name]).mark
        if isinstance(mark, Ref):
            called = [_id_of(reading, mark.kind, one) for one in _each(value)]
            values[name] = called if isinstance(value, list | tuple) else called[0]
    if name := slug(str(values.get(KINDS[kind].named, ""))):
        values.setdefault("id", name)
    if kind == "sources" and values.get("url", "null") == "null":
        values["url"] = None
    if kind == "claims":
        if len(found := paragraphs_of_claim(reading, values)) == 1:
            values.setdefault("paragraph", *found)
        values = {**_unjudged(reading, values), **values}
    return values


def _unjudged(reading: Reading, values: Mapping[str, Any]) -> dict[str, str]:
    """The status and the assessment of a claim that nobody has judged, as far as both follow."""
    entries = reading.vocabulary.claim_statuses if reading.vocabulary else ()
    pending = next((entry.id for entry in entries if entry.pending), None)
    status = pending
    if not values.get("evidence"):
        status = pending or next((e.id for e in entries if e.carried_by is None), None)
    elif "assessment" in values or values.get("status", pending) != pending or not pending:
        return {}
    message = NOT_ASSESSED if values.get("evidence") else NOT_LOOKED_FOR
    with speaking(reading.language):
        return {"assessment": gettext(message)} | ({"status": status} if status else {})


def statuses_carried(reading: Reading, values: Mapping[str, Any]) -> list[str]:
    """The statuses that the evidence of a claim can carry, but for one that is no judgment."""
    if not (vocabulary := reading.vocabulary):
        return []
    evidence = []
    for one in values.get("evidence", ()):
        source = reading.ids["sources"].get(str(one["source"]))
        quality = str(source.data.get("quality", "")) if source else ""
        evidence.append(Piece(str(one["relation"]), str(one["source"]), quality))
    qualities = vocabulary.source_qualities
    entries = (entry for entry in vocabulary.claim_statuses if not entry.pending)
    return [entry.id for entry in entries if carried(entry, evidence, qualities)]


def missing(kind: str, values: Mapping[str, Any]) -> list[Option]:
    """The fields that a record needs and does not have yet, and that follow from no other of these."""
    grounds = {"id": KINDS[kind].named, "paragraph": "quote"}
    return [
        one
        for one in options(kind)
        if one.required
        and one.field not in values
        and grounds.get(one.field, "id") in {"id", *values}
    ]


PATH_OF_A_RECORD = "data/<kind>/<id>.yml"
"""Where a record is written, so that an id leads to no other folder."""


def new_files(
    root: Path,
    reading: Reading,
    kind: str,
    values: Mapping[str, Any],
    rows: Sequence[tuple[str, str, str]] = (),
) -> dict[str, str]:
    """The files of a new record, by their path from the book's folder.

    Args:
        root: the book's folder.
        reading: the book as it is.
        kind: the folder of its kind.
        values: all that is said of it; every field that it needs is there.
        rows: for a series, what each number belongs to, the number, and the id of its source.
    """
    path = f"data/{kind}/{values['id']}.yml"
    text = annotated(Known(reading.listed, reading.ids), kind, values, SIGNED_LATER)
    files = {path: modeline(root, path, kind) + formatted(text)}
    if rows:
        files[path.replace(".yml", ".csv")] = _table(rows)
    return files


def hold_against_rules(root: Path, files: Mapping[str, str]) -> None:
    """See whether a book would be sound with some new records.

    Raises:
        DatasetError: with the problems of these files and of the folders in which they stand.
    """
    for path in files:
        if path.count("/") != PATH_OF_A_RECORD.count("/"):
            ids = "lower-case letters and digits joined by hyphens, such as total-2025"
            raise DatasetError([Problem(Place(path), "E014", "this is no place of a record", ids)])
    hold_sound(root, files)


def hold_sound(root: Path, files: Mapping[str, str]) -> None:
    """See whether a book would be sound with other text in some files.

    Raises:
        DatasetError: with the problems of these files and of the folders in which they stand.
    """
    checked = check_book(read_files(listing(root).with_more(files)))
    theirs = {part for path in files for part in (path, *map(str, PurePosixPath(path).parents))}
    if problems := [one for one in checked.errors if one.place.path in theirs]:
        raise DatasetError(problems, checked.text)


def close_to(reading: Reading, kind: str, words: str) -> list[tuple[str, str]]:
    """The records of a kind whose names are close to some words: id and name, the closest first.

    Closeness is rapidfuzz's token set ratio. It only ever proposes.
    """
    names = {one: short_name(name) for one, name in _names(reading, kind)}
    found = process.extract(
        words,
        names,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        score_cutoff=CLOSE,
        limit=MOST_CLOSE,
    )
    return [(record_id, name) for name, _, record_id in found]


def values_of(reading: Reading, kind: str, field: str, words: str) -> str:
    """What could stand in a field: all values of a closed list, or what is close to some words."""
    shape = shape_of(MODELS[kind]).fields[field]
    mark = (shape.each or shape).mark
    if isinstance(mark, ListedIn):
        return f"One of: {', '.join(reading.listed.get(mark.name, []))}."
    if isinstance(mark, Ref):
        found = close_to(reading, mark.kind, words)
        close = ", ".join(f"{record_id} ({name})" for record_id, name in found)
        return f"{from_where(shape.each or shape)}{f' Close: {close}.' if close else ''}"
    return ""


def _each(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _names(reading: Reading, kind: str) -> Iterator[tuple[str, str]]:
    for record_id, draft in reading.ids[kind].items():
        yield record_id, str(draft.data.get(KINDS[kind].named) or record_id)


def _id_of(reading: Reading, kind: str, given: Any) -> Any:
    """The id of the one record that is called so, or what was given."""
    if given in reading.ids[kind]:
        return given
    called = [
        one for one, name in _names(reading, kind) if name.casefold() == str(given).casefold()
    ]
    return called[0] if len(called) == 1 else given


def _table(rows: Sequence[tuple[str, str, str]]) -> str:
    """The rows of a series as CSV: what is a date stands under `date`, all else under `label`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("key", "date", "label", "value", "sources"))
    keys: set[str] = set()
    for name, value, source in rows:
        try:
            parse_when(name)
            named = (f"y{slug(name)}", name, "")
        except DateTextError:
            named = (free_slug(name, keys), "", name)
        keys.add(named[0])
        writer.writerow((*named, value, source))
    return out.getvalue()
