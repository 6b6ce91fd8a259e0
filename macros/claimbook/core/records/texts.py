"""The texts of a record that are in the language of the book, by their paths, for translations.

A path is that of a correction: names of fields, joined by dots; in a list an item's id or key, or
its place counted from 1. Which fields are in words is read from the models.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from claimbook.core.records.fields import field_docs, name_in_list, shape_of_field
from claimbook.core.records.models import KINDS, Correction
from claimbook.core.records.series import Row
from claimbook.core.records.values import VERSION_DIGITS, InWords, Record
from claimbook.core.records.vocabulary import Entry

Said = str | tuple[str, ...]
"""A text, or a list of words that is one thing, such as the other words for a term."""

SomeRecord = TypeVar("SomeRecord", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A text of a record that an edition in another language may have.

    Attributes:
        said: what the original says; None where only the other language has such a text.
        needed: whether an edition without it is not complete.
        quoted: whether these are words of others, which stay as they were said.
        form: what a text in its place may be, as the model has it.
    """

    said: Said | None
    needed: bool = True
    quoted: bool = False
    form: TypeAdapter[Any]

    def misfit(self, given: Any) -> str:
        """What keeps a value from standing here; empty where nothing does."""
        is_list = isinstance(given, list)
        if isinstance(given, list | dict) and is_list != isinstance(self.said, tuple):
            return "a list" if is_list else "a mapping"
        try:
            self.form.validate_python(tuple(given) if is_list else given)
        except ValidationError as error:
            return str(error.errors()[0]["type"])
        return ""


Visit = Callable[[str, TextField], Said | None]


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that is in words or holds records: its name, its name in YAML, and what it is."""

    name: str
    written: str
    sort: Literal["words", "whole", "each", "record", "records"]
    hint: TypeAdapter[Any] | None = None
    quoted: bool = False


@cache
def _fields(model: type[Record]) -> tuple[_Field, ...]:
    """The fields of a model that are in words, or in which there may be such."""
    hints = get_type_hints(model, include_extras=True)
    fields = (
        _field(name, info.alias or name, hints[name]) for name, info in model.model_fields.items()
    )
    return tuple(one for one in fields if one)


def _field(name: str, written: str, hint: Any) -> _Field | None:
    given = [one for one in get_args(hint) if one is not type(None)]
    if type(None) in get_args(hint) and len(given) == 1:
        return _field(name, written, given[0])
    marks = hint.__metadata__ if get_origin(hint) is Annotated else ()
    inner = get_args(hint)[0] if marks else hint
    if mark := next((one for one in marks if isinstance(one, InWords)), None):
        return _Field(name, written, "whole" if mark.whole else "words", _form(hint), mark.quoted)
    if get_origin(inner) is tuple:
        each = _field(name, written, get_args(inner)[0])
        if each and each.sort in {"words", "record"}:
            return _Field(name, written, "each" if each.sort == "words" else "records", each.hint)
    if isinstance(inner, type) and issubclass(inner, Record):
        return _Field(name, written, "record")
    return None


def _form(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)


def _visited(record: SomeRecord, visit: Visit, above: str = "") -> SomeRecord:
    """A record with each of its texts as `visit` gives it."""
    changed: dict[str, Any] = {}
    for field in _fields(type(record)):
        before = getattr(record, field.name)
        after = _visited_field(record, field, before, visit, f"{above}{field.written}")
        if after is not before:
            changed[field.name] = after
    if isinstance(record, Row):
        extra = {name: _extra(visit, f"{above}{name}", one) for name, one in record.extra.items()}
        if extra != record.extra:
            changed["extra"] = extra
    return record.model_copy(update=changed) if changed else record


def _visited_field(record: Record, field: _Field, before: Any, visit: Visit, path: str) -> Any:
    if field.sort == "record":
        return None if before is None else _visited(before, visit, f"{path}.")
    if field.sort == "records":
        items = [
            _visited(item, visit, f"{path}.{_name(item, at)}.") for at, item in enumerate(before)
        ]
        is_same = all(new is old for new, old in zip(items, before, strict=True))
        return before if is_same else tuple(items)
    assert field.hint is not None
    if field.sort == "each":
        items = [
            visit(f"{path}.{at}", TextField(said=item, form=field.hint))
            for at, item in enumerate(before, start=1)
        ]
        return tuple(items) if tuple(items) != before else before
    if field.sort == "whole":
        return visit(path, TextField(said=before, needed=False, form=field.hint))
    return _visited_words(record, field, before, visit, path)


def _visited_words(record: Record, field: _Field, before: Any, visit: Visit, path: str) -> Any:
    """What is to stand in a field of words; the label of a value without one is its id in words."""
    assert field.hint is not None
    said, needed = before, True
    if isinstance(record, Entry):
        said = record.called if field.name == "label" else before
        needed = field.name == "label" or type(record).model_fields[field.name].is_required()
    elif isinstance(record, Correction) and field.name != "reason":
        said, needed = before if _is_about_words(record) else None, False
    if said is None and not isinstance(record, Entry):
        return before
    text = TextField(said=said, needed=needed, quoted=field.quoted, form=field.hint)
    after = visit(path, text)
    return before if after == said and before is None else after


_EXTRA = TypeAdapter(Annotated[str, InWords()])


def _extra(visit: Visit, path: str, value: Any) -> Any:
    """What stands in a column that a series declares; numbers stay."""
    if not isinstance(value, str):
        return value
    return visit(path, TextField(said=value, form=_EXTRA))


def _name(item: Record, at: int) -> str:
    named = {name: getattr(item, name, None) for name in ("id", "key")}
    return name_in_list({name: one for name, one in named.items() if one}, at)


def _is_about_words(correction: Correction) -> bool:
    """Whether a correction changed a text, which it quotes, and no date, number or id."""
    kind = correction.record.partition("/")[0]
    if kind not in TRANSLATED:
        return False
    return _in_words(KINDS[kind].model, correction.field.split("."))


def _in_words(model: type[Record], steps: list[str]) -> bool:
    hint: Any = model
    for at, step in enumerate(steps):
        if not (isinstance(hint, type) and issubclass(hint, Record)):
            return False
        field = next((one for one in _fields(hint) if one.written == step), None)
        if field is None:
            return False
        if field.sort in {"words", "whole", "each"}:
            return not field.quoted
        shape = shape_of_field(hint, step)
        below = (shape.each or shape) if shape else None
        rest = steps[at + 1 + (field.sort == "records") :]
        return bool(below and below.model and rest and _in_words(below.model, rest))
    return False


@dataclass(frozen=True, slots=True)
class PlaceOfText:
    """Where a kind of record has texts: the path as documentation writes it, and as a pattern."""

    path: str
    pattern: str
    about: str
    is_list: bool


def places_of_texts(
    model: type[Record], path: str = "", pattern: str = ""
) -> Iterator[PlaceOfText]:
    """The places at which records of a model have texts for translation, in their order."""
    docs = field_docs(model)
    for field in _fields(model):
        here, begins = f"{path}{field.written}", f"{pattern}{re.escape(field.written)}"
        if field.sort in {"record", "records"}:
            shape = shape_of_field(model, field.written)
            below = (shape.each or shape).model if shape else None
            assert below is not None
            item = (".", r"\.") if field.sort == "record" else (".<id>.", r"\..+\.")
            yield from places_of_texts(below, here + item[0], begins + item[1])
            continue
        if field.sort == "each":
            here, begins = f"{here}.<number>", rf"{begins}\.[1-9][0-9]*"
        about = OWN_WORDS if field.quoted else docs.get(field.written, "")
        yield PlaceOfText(here, begins, about, field.sort == "whole")
    if model is Row:
        yield PlaceOfText(f"{path}<column>", rf"{pattern}[a-z][a-z0-9_]*", COLUMN, is_list=False)


OWN_WORDS = "Your translation of the quotation, which stays as it is; it is shown beside it."
COLUMN = "What stands in a column of text that the series declares."

TRANSLATED = ("claims", "events", "actors", "terms", "series", "corrections")
"""The kinds of records that have texts in the language of the book; sources and documents are in
their own."""


def texts_of(record: Record) -> dict[str, TextField]:
    """Every text of a record that an edition may have in its language, by its path."""
    found: dict[str, TextField] = {}

    def note(path: str, field: TextField) -> Said | None:
        found[path] = field
        return field.said

    _visited(record, note)
    return found


def version_of(texts: Mapping[str, TextField]) -> str:
    """The version of a record for those who translate it: it changes with any of its texts."""
    said = [[path, one.said] for path, one in texts.items() if one.said]
    return version_of_text(json.dumps(said, ensure_ascii=False))


def version_of_text(text: str) -> str:
    """The version of a text: eight hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:VERSION_DIGITS]


def filled_in(
    texts: Mapping[str, TextField], given: Mapping[str, Any], known: Mapping[str, str]
) -> dict[str, Said]:
    """What an edition says in the place of a record's texts, by their paths.

    What a record says twice in one field, such as the whole of several shares, is translated once;
    and a text that is known, such as the name of a side, has its translation.

    Args:
        texts: the texts of the original.
        given: what the translation says, by path.
        known: translations of whole texts.
    """
    said: dict[str, Said] = {}
    for path, one in given.items():
        if path in texts and not texts[path].misfit(one):
            said[path] = tuple(one) if isinstance(one, list) else one
    again = {(_last(path), texts[path].said): one for path, one in said.items()}
    for path, field in texts.items():
        if path not in said and isinstance(field.said, str) and not field.quoted:
            key = (_last(path), field.said)
            if key in again:
                said[path] = again[key]
            elif _last(path) in {"label", "group"} and field.said in known:
                said[path] = known[field.said]
    return said


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def left_out(texts: Mapping[str, TextField], said: Mapping[str, Said]) -> tuple[str, ...]:
    """The paths of the texts that an edition needs and does not have."""
    return tuple(path for path, one in texts.items() if one.needed and path not in said)


def with_texts(record: SomeRecord, said: Mapping[str, Said]) -> SomeRecord:
    """A record with texts in another language; quotations stay as they were said."""

    def put_in(path: str, field: TextField) -> Said | None:
        if path in said and not field.quoted:
            return said[path]
        if isinstance(field.said, tuple):
            return () if said else field.said
        return None if _is_of_original(path, field, said) else field.said

    return _visited(record, put_in)


def _is_of_original(path: str, field: TextField, said: Mapping[str, Said]) -> bool:
    """Whether a form that not all languages have, such as a plural, is left out with its fellows."""
    above = path.rpartition(".")[0]
    fellows = {f"{above}.label", f"{above}.words"}
    return bool(above) and not field.needed and not field.quoted and not fellows.isdisjoint(said)
