"""The dataset as tables with keys, made from the models: what a spreadsheet or a database takes.

A kind is a table and a list inside a record is a table below it, whose key is the record's key and
the position in the list, counted from 1. A new field of a model is a new column without any code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from claimbook.core.records.book import Book
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import Shape, field_docs, plain, shape_of
from claimbook.core.records.models import KINDS, singular
from claimbook.core.records.reading import PEOPLE
from claimbook.core.records.values import IsDate, ListedIn, Record, Ref
from claimbook.core.records.vocabulary import Vocabulary
from claimbook.core.text.dates import When

Cell = str | int | bool | Decimal | None
TYPES: dict[Any, str] = {bool: "boolean", int: "integer", Decimal: "number", dict: "object"}
"""The types of Table Schema (https://specs.frictionlessdata.io/table-schema/); all else is text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column: `type` is one of Table Schema, `refers` the table whose id stands in it."""

    name: str
    type: str
    description: str = ""
    refers: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its key, the table above whose key its own begins with, its columns and rows."""

    name: str
    description: str
    key: tuple[str, ...]
    above: Table | None
    columns: list[TableColumn] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)


def tables(data: Dataset) -> list[Table]:
    """Every table of a book; what a table refers to may come after it."""
    found: dict[str, Table] = {}
    vocabulary = plan(Vocabulary)
    for name, below in vocabulary.lists:
        entries = getattr(data.vocabulary, name)
        _fill(found, name, below, [((entry.id,), entry) for entry in entries])
    _fill(found, "book", plan(Book), [((1,), data.book)])
    for kind, row in KINDS.items():
        records = [((one.id,), one) for one in data.records(kind).values()]
        _fill(found, kind, plan(row.model), records)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """How a model becomes a table: its columns by the path of attributes, and the lists in it."""

    doc: str
    columns: tuple[tuple[tuple[str, ...], TableColumn], ...]
    lists: tuple[tuple[str, Plan], ...]


@cache
def plan(model: type[Record]) -> Plan:
    """The plan of a model, made from its annotations."""
    columns: list[tuple[tuple[str, ...], TableColumn]] = []
    lists: list[tuple[str, Plan]] = []
    docs = field_docs(model)
    shape = shape_of(model)
    for name, info in model.model_fields.items():
        title = info.alias or name
        below = shape.fields[title]
        doc = docs.get(title, "")
        if below.each and below.each.model:
            lists.append((name, plan(below.each.model)))
        elif below.each:
            lists.append((name, Plan(doc, (((), _column("value", below.each, str, doc)),), ())))
        elif below.model:
            inner = plan(below.model)
            for path, column in inner.columns:
                nested = replace(column, name=f"{title}_{column.name}", required=False)
                columns.append(((name, *path), nested))
            lists += [(f"{name}.{inner_name}", one) for inner_name, one in inner.lists]
        else:
            column = _column(title, below, info.annotation, doc, required=info.is_required())
            columns.append(((name,), column))
    return Plan(" ".join((model.__doc__ or "").split()), tuple(columns), tuple(lists))


def _column(name: str, shape: Shape, hint: Any, doc: str, *, required: bool = False) -> TableColumn:
    refers = shape.mark.kind if isinstance(shape.mark, Ref) else None
    if isinstance(shape.mark, ListedIn) and shape.mark.name != PEOPLE:
        refers = shape.mark.name
    kind = "string" if isinstance(shape.mark, IsDate) else _type(hint)
    nullable = type(None) in get_args(hint)
    return TableColumn(
        name=name, type=kind, description=doc, refers=refers, required=required and not nullable
    )


def _type(hint: Any) -> str:
    origin = getattr(hint, "__origin__", hint)
    if origin in TYPES:
        return TYPES[origin]
    return next((t for one in get_args(hint) if (t := _type(one)) != "string"), "string")


def _fill(
    found: dict[str, Table],
    name: str,
    planned: Plan,
    records: Sequence[tuple[tuple[Cell, ...], Any]],
    above: Table | None = None,
) -> None:
    """Make the table of some records, each under its key, and those of the lists in them."""
    own = [column for _, column in planned.columns]
    keys = _keys(above) if above else []
    if not above and not any(column.name == "id" for column in own):
        keys = [TableColumn(name="id", type="integer", required=True)]
    names = tuple(one.name for one in keys) or ("id",)
    table = found[name] = Table(
        name=name, description=planned.doc, key=names, above=above, columns=[*keys, *own]
    )
    for key, record in records:
        cells = [_cell(record, path) for path, _ in planned.columns]
        table.rows.append((*(key if keys else ()), *cells))
    for path, below in planned.lists:
        inner = [
            ((*key, at), item)
            for key, record in records
            for at, item in enumerate(_list(record, path), start=1)
        ]
        _fill(found, f"{name}_{path.replace('.', '_')}", below, inner, table)


def _keys(above: Table) -> list[TableColumn]:
    """The key of a table below another: the record, the places on the way down, its own place."""
    columns = {column.name: column for column in above.columns}
    first, *others = (columns[name] for name in above.key)
    if above.above is None:
        down = [replace(first, name=singular(above.name), description="")]
    else:
        last = above.name.removeprefix(above.above.name).strip("_")
        down = [first, *others[:-1], replace(others[-1], name=f"{last}_position")]
    return [
        *down,
        TableColumn(
            name="position",
            type="integer",
            description="The place in the list, from 1.",
            required=True,
        ),
    ]


def _list(record: Any, path: str) -> tuple[Any, ...]:
    for step in path.split("."):
        record = None if record is None else getattr(record, step)
    return record or ()


def _cell(record: Any, path: tuple[str, ...]) -> Cell:
    for step in path:
        record = None if record is None else getattr(record, step)
    if isinstance(record, When):
        return record.text
    if isinstance(record, dict):
        return json.dumps(plain(record), ensure_ascii=False, sort_keys=True) if record else None
    return record  # type: ignore[no-any-return]


def foreign_keys(
    table: Table, names: set[str]
) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """The columns that name a row of another table, that table, and its columns."""
    if table.above is not None:
        yield table.key[:-1], table.above.name, table.above.key
    for column in table.columns:
        if column.refers in names:
            assert column.refers is not None
            yield (column.name,), column.refers, ("id",)
