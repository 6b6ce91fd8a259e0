"""Repairs of a book's files that change no meaning: spelling, order of fields, form. Writes nothing."""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from posixpath import relpath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver

from claimbook.core.load import check_book, read_book
from claimbook.core.records.editions import ORIGINAL
from claimbook.core.records.fields import marked, shape_at, shape_of
from claimbook.core.records.models import singular
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.values import ListedIn
from claimbook.core.rules.translations import known_texts
from claimbook.core.text.problems import Place, surely_meant
from claimbook.core.text.yaml_text import COMMENT, Located, Path, read_yaml
from claimbook.editing.schemas import translation_schema

MODELINE = "# yaml-language-server: $schema="
"""How a file names its schema to an editor."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A file with what stands in it, and what should."""

    path: str
    before: str
    after: str


def left_to_do(root: FilePath) -> tuple[list[str], int]:
    """The files that cannot be looked at because they are not readable, and how many errors remain."""
    reading = read_book(root)
    unreadable = sorted(
        {f.place.path for f in reading.faults if f.kind in {"syntax", "unreadable"}}
    )
    return unreadable, len(check_book(reading).errors)


def repairs(root: FilePath) -> list[Repair]:
    """What can be mended without asking, by file. A file that cannot be read is left to the check."""
    reading = read_book(root)
    faulty = {fault.place.path for fault in reading.faults if fault.kind != COMMENT}
    drafts: dict[str, list[Draft]] = {}
    for draft in reading.drafts:
        path = draft.place().path
        if path not in faulty and path.startswith(("data/", "seeds/")):
            drafts.setdefault(path, []).append(draft)
    found = [*_translations(root, reading, faulty)]
    for path in sorted({*drafts, *(one for one in reading.text if one.endswith(".csv"))}):
        before = (root / path).read_bytes().decode("utf-8", "replace")
        plain = reading.text[path]
        after = _mended(root, plain, drafts[path], reading) if path in drafts else _lines(plain)
        if after != before and "\ufffd" not in before:
            found.append(Repair(path, before, after))
    return found


def _translations(root: FilePath, reading: Reading, faulty: Collection[str]) -> Iterator[Repair]:
    """What can be mended in translations: paths that are surely meant, and the form of the file."""
    texts = known_texts(reading)
    for one in reading.translations:
        path = one.located.place(()).path
        known = texts.get(one.name)
        if path in faulty or known is None or not one.data:
            continue
        before = (root / path).read_bytes().decode("utf-8", "replace")
        lines = reading.text[path].split("\n")
        for key in one.data.keys() - known.keys() - {ORIGINAL}:
            meant, place = surely_meant(key, known.keys() - one.data.keys()), one.key_place(key)
            if meant and place.width == len(key):
                line, at = lines[place.line - 1], place.column - 1
                lines[place.line - 1] = line[:at] + meant + line[at + place.width :]
        first, _, rest = formatted("\n".join(lines)).partition("\n")
        body = rest if first.startswith(MODELINE) else f"{first}\n{rest}"
        after = translation_modeline(root, path, one.kind) + body
        if after != before and "\ufffd" not in before:
            yield Repair(path, before, after)


def formatted(text: str) -> str:
    """The text in the form that all files have: two spaces a level, lists set in, one line end.

    The text as it was, where another form would say something else.
    """
    out = io.StringIO()
    try:
        writer = yaml_writer()
        writer.dump(writer.load(text), out)
    except YAMLError:
        return text
    after = _lines(out.getvalue())
    odd = {c for c in after if not c.isprintable()} - {c for c in text if not c.isprintable()}
    return text if odd - {"\n"} or read_yaml(after, "").data != read_yaml(text, "").data else after


def modeline(root: FilePath, path: str, kind: str) -> str:
    """The comment that names a file's schema to an editor; nothing where the book has no schemas."""
    schema = f"data/schema/{singular(kind)}.json"
    if not (root / schema).is_file():
        return ""
    return f"{MODELINE}{relpath(schema, path.rpartition('/')[0])}\n"


def translation_modeline(root: FilePath, path: str, kind: str) -> str:
    """The comment that names the schema of a translation; nothing where the book has no schemas."""
    schema = translation_schema(kind)
    if not (root / schema).is_file():
        return ""
    return f"{MODELINE}{relpath(schema, path.rpartition('/')[0])}\n"


class _Plain(VersionedResolver):
    """Takes every plain value as text, so that its digits come back as they were written."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        """A resolver that reads every plain value as text."""
        return {}


def yaml_writer() -> YAML:
    """What reads and writes YAML with its comments, and leaves every value as it was written."""
    writer = YAML()
    writer.Resolver = _Plain
    writer.preserve_quotes = True
    writer.width = 10**9
    writer.indent(mapping=2, sequence=4, offset=2)
    return writer


def _lines(text: str) -> str:
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n") + "\n" if text.strip() else text


def _mended(root: FilePath, text: str, drafts: list[Draft], reading: Reading) -> str:
    """A file's text with what is misspelled, out of order or out of form in it mended."""
    path, kind = drafts[0].place().path, drafts[0].kind
    spelled, changes = _spelled(text, drafts, reading.listed)
    ordered = in_order(spelled, drafts)
    after = formatted(ordered)
    said = read_yaml(after, path)
    if not said.is_plain or said.data != read_yaml(spelled, path).data:
        return text
    if not changes and said.data != drafts[0].located.data:
        return text
    if not drafts[0].stem:  # a list of records has no schema of its own
        return after
    first, _, rest = after.partition("\n")
    return modeline(root, path, kind) + (rest if first.startswith(MODELINE) else after)


def _spelled(
    text: str, drafts: list[Draft], listed: Mapping[str, list[str]]
) -> tuple[str, list[tuple[Place, str]]]:
    """The text with the names of fields and the values of closed lists as they are surely meant."""
    changes = [change for draft in drafts for change in _misspelled(draft, listed)]
    lines = text.split("\n")
    for place, meant in sorted(changes, reverse=True):
        line, at = lines[place.line - 1], place.column - 1
        lines[place.line - 1] = line[:at] + meant + line[at + place.width :]
    return "\n".join(lines), changes


def _misspelled(draft: Draft, listed: Mapping[str, list[str]]) -> Iterator[tuple[Place, str]]:
    for error in draft.errors:
        if error["type"] == "extra_forbidden":
            *above, name = error["loc"]
            there = draft.data
            for step in above:
                there = there[step]
            known = shape_at(draft.model, tuple(above)).fields
            meant = surely_meant(name, [one for one in known if one not in there])
            if meant:
                yield draft.key_place(*error["loc"]), meant
    for found in marked(shape_of(draft.model), draft.data):
        if isinstance(found.what, ListedIn) and isinstance(found.value, str):
            values = listed.get(found.what.name, [])
            place = draft.place(*found.path)
            meant = surely_meant(found.value, values) if found.value not in values else None
            if meant and place.width >= len(found.value):
                yield place, meant


def in_order(text: str, drafts: Sequence[Draft]) -> str:
    """The text with the fields of each record in the order of its model."""
    for draft in drafts:
        while moved := _first_in_order(text, draft):
            text = moved
    return text


def _first_in_order(text: str, draft: Draft) -> str | None:
    """The text with the fields of the first mapping that is out of order in order; None at the end."""
    located = read_yaml(text, "")
    if not located.is_plain:
        return None
    now = Draft(draft.kind, draft.stem, located, draft.prefix)
    for found in marked(shape_of(now.model), now.data):
        names = list(shape_at(now.model, found.path).fields)
        if not isinstance(found.value, dict) or not set(found.value) <= set(names):
            continue
        wanted = sorted(found.value, key=names.index)
        if wanted != list(found.value):
            moved = _rearranged(text, located, (*now.prefix, *found.path), wanted)
            if moved is not None:
                return moved
    return None


def _rearranged(text: str, located: Located, path: Path, wanted: list[str]) -> str | None:
    """The text with the fields of one mapping in another order, each with the comments before it.

    None where they do not stand on lines of their own.
    """
    places = {name: located.keys[*path, name] for name in wanted}
    in_text = sorted(places, key=lambda name: places[name])
    column = places[in_text[0]].column
    lines = text.split("\n")
    starts = [places[name].line - 1 for name in in_text]
    lead = lines[starts[0]][: column - 1]
    own_lines = len(set(starts)) == len(starts) and {p.column for p in places.values()} == {column}
    if not own_lines or lead.strip(" -"):
        return None
    lines[starts[0]] = " " * (column - 1) + lines[starts[0]][column - 1 :]
    for number in range(1, len(starts)):
        while lines[starts[number] - 1].lstrip().startswith("#"):
            starts[number] -= 1
    stop = places[in_text[-1]].line
    while stop < len(lines) and _belongs(lines[stop], column):
        stop += 1
    while not lines[stop - 1].strip():
        stop -= 1
    blocks, gaps = {}, []
    for name, start, end in zip(in_text, starts, [*starts[1:], stop], strict=True):
        filled = max(at for at in range(start, end) if lines[at].strip()) + 1
        blocks[name] = lines[start:filled]
        gaps.append(lines[filled:end])  # empty lines stay where they are
    body = [line for name, gap in zip(wanted, gaps, strict=True) for line in (*blocks[name], *gap)]
    if body[0].lstrip().startswith("#") and lead.strip():
        return None  # nothing stands between a dash and its field
    body[0] = lead + body[0][column - 1 :]
    return "\n".join([*lines[: starts[0]], *body, *lines[stop:]])


def _belongs(line: str, column: int) -> bool:
    """Whether a line goes on with the value of a field that begins in a column."""
    indent = len(line) - len(line.lstrip())
    return (
        not line.strip()
        or indent >= column
        or (indent == column - 1 and line[indent:].startswith("- "))
    )
