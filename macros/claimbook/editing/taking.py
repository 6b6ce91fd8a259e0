"""Makes records of the blocks of a worksheet, held against every rule at the worksheet's own lines.

A record is read from the worksheet into a draft whose places are those of the worksheet. So what the
rules say of it is said of the line that was typed, and nothing has to be translated back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any

from claimbook.core.load import check_book, hold_against_model
from claimbook.core.records.fields import marked, shape_of
from claimbook.core.records.models import KINDS
from claimbook.core.records.quantities import Quantity
from claimbook.core.records.reading import MODELS, Draft, Reading
from claimbook.core.records.values import ListedIn, Ref, free_slug
from claimbook.core.text.problems import Place, Problem, did_you_mean, surely_meant
from claimbook.core.text.yaml_text import Located, Path, read_yaml
from claimbook.editing.annotating import NOT_GIVEN
from claimbook.editing.blocks import COMMA, NOTES, Blocks, Part, shown_text
from claimbook.editing.quoting import paragraphs_of_claim
from claimbook.editing.typed import Typed, all_typed, blocks_of
from claimbook.editing.writing import filled, new_files
from claimbook.views.wording import short_name

NAMED_NEW = ("actors", "sources", "terms")
"""The kinds of records that get a block of their own where one is named that the book has not."""


@dataclass(slots=True)
class Taking:
    """What a worksheet comes to.

    `files` are those of the new records by path, `taken` their ids by the line of the heading, and
    `problems` what keeps them from being made. `begun` are records that are named and not there, by
    kind; `left_out` are numbers of which nothing says what they count, and `waiting` tells how many
    passages nobody wrote below.
    """

    files: dict[str, str] = field(default_factory=dict)
    taken: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    begun: dict[tuple[str, str], Place] = field(default_factory=dict)
    left_out: list[Part] = field(default_factory=list)
    waiting: int = 0


def take(root: FilePath, reading: Reading, text: str, path: str) -> Taking:
    """Make the records of all blocks in which somebody wrote. Writes nothing.

    Args:
        root: the book's folder.
        reading: the book as it is.
        text: the worksheet, with plain line ends.
        path: what it is called in messages.
    """
    blocks = blocks_of(text, path)
    records = [*all_typed(blocks)]
    out = Taking(problems=[*blocks.problems])
    claims = [one for one in blocks.found if one.kind == KINDS["claims"].singular and not one.taken]
    out.waiting = len(claims) - sum(one.kind == "claims" for one in records)
    for record in records:
        out.problems += record.problems
        out.left_out += record.left_out
    names = _Names(reading, records)
    origins = reading.listed.get("quantity_origins", [])
    for record in records:
        _part_lists(record, names)
        _name(record, names, out)
        _complete(record, origins)
    drafts = [_draft(root, reading, record, out) for record in records]
    document = str(reading.book.get("document") or "")
    whole = replace(
        reading,
        text={**reading.text, path: _wanted(text, blocks, records)},
        document_texts={document: shown_text(text)},
        drafts=[*reading.drafts, *drafts],
    )
    told = _told(reading, whole, path)
    said = {one.place for one in out.problems if one.code == "E023"}
    out.problems += [
        one for one in told if one.code not in {"E014", "E023"} or one.place not in said
    ]
    return out


class _Names:
    """Who is meant by a name: the records of a book, and those that a worksheet makes."""

    def __init__(self, reading: Reading, records: Collection[Typed]) -> None:
        self.ids = {kind: set(reading.ids[kind]) for kind in KINDS}
        self.known: dict[str, dict[str, set[str]]] = {kind: {} for kind in KINDS}
        for kind, drafts in reading.ids.items():
            for record_id, draft in drafts.items():
                self._note(kind, record_id, draft.data)
        for record in records:
            self.ids[record.kind].add(record.id)
            self._note(record.kind, record.id, record.values)

    def _note(self, kind: str, record_id: str, data: Mapping[str, Any]) -> None:
        name = str(data.get(KINDS[kind].named) or "")
        for one in {name, short_name(name), str(data.get("url") or "")} - {""}:
            self.known[kind].setdefault(one.casefold(), set()).add(record_id)

    def id_of(self, kind: str, given: str) -> str:
        """The id of the one record that is called so, or what was given."""
        called = self.known[kind].get(given.casefold(), set())
        return next(iter(called)) if given not in self.ids[kind] and len(called) == 1 else given

    def has(self, kind: str, given: str) -> bool:
        """Whether there is a record of an id or a name."""
        return given in self.ids[kind] or given.casefold() in self.known[kind]

    def surely(self, kind: str, given: str) -> bool:
        """Whether a name is surely one that is there, misspelled."""
        return any(surely_meant(given, known) for known in (self.ids[kind], self.known[kind]))


def _name(record: Typed, names: _Names, out: Taking) -> None:
    """Put ids in the place of names, and note who is named and not there."""
    for found in [*marked(shape_of(MODELS[record.kind]), record.values)]:
        if not isinstance(found.what, Ref) or not isinstance(found.value, str):
            continue
        kind, given, place = found.what.kind, found.value, record.places[found.path]
        _set(record.values, found.path, names.id_of(kind, given))
        if kind not in NAMED_NEW or names.has(kind, given) or names.surely(kind, given):
            continue
        out.begun.setdefault((kind, given), place)
        near = did_you_mean(given, names.ids[kind])
        message = f"{KINDS[kind].singular} '{given}' is not in the book yet"
        help_text = f"fill in its block at the end of the worksheet. {near}".strip()
        out.problems.append(Problem(place, "E023", message, help_text))


def _complete(record: Typed, origins: list[str]) -> None:
    """Put in what follows of numbers: their ids, and that they are the document's."""
    taken: set[str] = set()
    for index, quantity in enumerate(record.values.get("quantities", ())):
        new_id = free_slug(str(quantity.get("what", "")), taken) or "number"
        whole = {"id": new_id, "origin": next(iter(origins), ""), **quantity}
        taken.add(whole["id"])
        fields = shape_of(Quantity).fields
        record.values["quantities"][index] = {one: whole[one] for one in fields if one in whole}


def _part_lists(record: Typed, names: _Names) -> None:
    """Part lists of records and of values at their commas, where the whole is none of them."""
    for name, shape in shape_of(MODELS[record.kind]).fields.items():
        mark = shape.each.mark if shape.each else None
        if not isinstance(mark, Ref | ListedIn) or name not in record.values:
            continue
        parts: list[Part] = []
        for index, text in enumerate(record.values[name]):
            part = Part(text, record.places[name, index])
            is_whole = isinstance(mark, Ref) and names.has(mark.kind, text)
            parts += [part] if is_whole else [one for one in part.parts(COMMA) if one.text]
        record.values[name] = [one.text for one in parts]
        record.places |= {(name, index): one.place for index, one in enumerate(parts)}


def _set(values: Any, path: Path, value: Any) -> None:
    *above, last = path
    for step in above:
        values = values[step]
    values[last] = value


def _draft(root: FilePath, reading: Reading, record: Typed, out: Taking) -> Draft:
    """A record as its file would have it, with the places of the worksheet."""
    kind, block, given = record.kind, record.block, dict(record.values)
    if kind == "claims" and "quote" in given and block.paragraph and "paragraph" not in given:
        found = paragraphs_of_claim(reading, given)
        if block.paragraph in found or not found:
            given["paragraph"] = block.paragraph
            record.places[("paragraph",)] = block.within or block.place
    fields = shape_of(MODELS[kind]).fields
    known = {name: value for name, value in given.items() if name in fields}
    odd = {name: value for name, value in given.items() if name not in fields}  # a rule tells of it
    for name in NOT_GIVEN & known.keys():
        message = f"'{name}' is not said of a new record"
        help_text = "write it into the file of the record, once there is one"
        out.problems.append(Problem(record.keys[(name,)], "E010", message, help_text))
    values = filled(reading, kind, {"id": record.id, **known})
    named = record.places.get((KINDS[kind].named,), block.place)
    record.places.setdefault(("id",), named)
    for path, text in new_files(root, reading, kind, values).items():
        read = read_yaml(text, path)
        out.files[path] = text
        out.taken[block.place.line] = record.id
        out.problems += [
            Problem(block.place, "E001", f"this cannot be written: {fault.detail}")
            for fault in read.faults
        ]
    draft = Draft(kind, record.id, Located(read.data | odd, record.places, record.keys))
    hold_against_model(draft)
    return draft


def _wanted(text: str, blocks: Blocks, records: Collection[Typed]) -> str:
    """The lines of the blocks that are made records, all others empty, so that no rule reads them."""
    wanted = {record.block.place.line for record in records}
    lines, keep = text.split("\n"), False
    for number, line in enumerate(lines, start=1):
        keep = number in wanted if number in blocks.headings else keep
        if not keep or line.startswith(NOTES):
            lines[number - 1] = ""
    return "\n".join(lines)


def _told(reading: Reading, whole: Reading, path: str) -> list[Problem]:
    """What the rules say of a book with some more records, and not of the book as it is."""
    found = check_book(whole).errors
    if all(one.place.path == path for one in found):
        return [*found]
    before = {*check_book(reading).errors}
    return [one for one in found if one not in before]
