"""Fields of records: what models mark, what each is for, and values by their path.

A path leads down by field names; in a list by an item's id or key, or by its place counted from
1. All works on values as they were read, so that a record with one mistake is checked for others.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from claimbook.core.records.values import IsDate, ListedIn, Record, Ref
from claimbook.core.text.dates import When
from claimbook.core.text.yaml_text import Path

Mark = Ref | ListedIn | IsDate


@dataclass(slots=True)
class Shape:
    """What an annotation says about a value: its marks, its model, its fields or its items."""

    mark: Mark | None = None
    model: type[Record] | None = None
    fields: dict[str, Shape] = field(default_factory=dict)
    each: Shape | None = None


@dataclass(frozen=True, slots=True)
class MarkedValue:
    """A marked value, or a value for which a model stands, and the path to it."""

    path: Path
    what: Mark | type[Record]
    value: Any


@cache
def shape_of(model: type[Record]) -> Shape:
    """The shape of a model, computed once from its annotations."""
    hints = get_type_hints(model, include_extras=True)
    return Shape(
        model=model,
        fields={f.alias or name: _shape(hints[name]) for name, f in model.model_fields.items()},
    )


def _shape(hint: Any) -> Shape:
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        shape = _shape(inner)
        own = next((m for m in marks if isinstance(m, (Ref, ListedIn, IsDate))), None)
        return Shape(own, shape.model, shape.fields, shape.each) if own else shape
    if isinstance(hint, type) and issubclass(hint, Record):
        return shape_of(hint)
    if get_origin(hint) is tuple:
        return Shape(each=_shape(get_args(hint)[0]))
    for option in get_args(hint):
        shape = _shape(option)
        if shape.mark or shape.model or shape.each:
            return shape
    return Shape()


def shape_at(model: type[Record], path: Path) -> Shape:
    """The shape of what stands at a path below a model."""
    shape = shape_of(model)
    for step in path:
        if isinstance(step, int):
            shape = shape.each or Shape()
        else:
            shape = shape.fields.get(step) or Shape()
    return shape


def marked(shape: Shape, value: Any, path: Path = ()) -> Iterator[MarkedValue]:
    """Every marked value and every value of a model below `value`, in reading order."""
    if value is None:
        return
    if shape.mark:
        yield MarkedValue(path, shape.mark, value)
    if isinstance(value, dict):
        if shape.model:
            yield MarkedValue(path, shape.model, value)
        for name, below in shape.fields.items():
            yield from marked(below, value.get(name), (*path, name))
    elif isinstance(value, list) and shape.each:
        for index, item in enumerate(value):
            yield from marked(shape.each, item, (*path, index))


def shape_of_field(model: type[Record], field: str) -> Shape | None:
    """The shape of what stands in a field, or None when the model has no such field."""
    shape = shape_of(model)
    for step in field.split("."):
        below = shape.each or shape.fields.get(step)
        if below is None:
            return None
        shape = below
    return shape


def path_of_field(data: Any, field: str) -> Path | None:
    """The path to a field in values as they were read, or None when nothing stands there."""
    path: list[str | int] = []
    for step in field.split("."):
        at = step if isinstance(data, dict) else _index(data, step)
        if at is None or (isinstance(data, dict) and at not in data):
            return None
        path.append(at)
        data = data[at]
    return tuple(path)


def value_in(data: Any, field: str) -> Any:
    """What stands in a field; None when nothing does."""
    path = path_of_field(data, field)
    for step in path or ():
        data = data[step]
    return None if path is None else data


def name_in_list(item: Any, index: int) -> str:
    """The name of an item in a list: its id or key, else its place counted from 1."""
    named = item.get("id", item.get("key")) if isinstance(item, dict) else None
    return named if isinstance(named, str) else str(index + 1)


def _index(data: Any, step: str) -> int | None:
    if not isinstance(data, list):
        return None
    names = [name_in_list(item, index) for index, item in enumerate(data)]
    return names.index(step) if step in names else None


def as_text(value: Any) -> str | None:
    """A value as a correction writes it: one line of text; None for nothing.

    Numbers keep their digits as written, since these are what readers see. What has parts is
    written as `name: value; name: value`.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        texts = {name: as_text(part) for name, part in value.items()}
        return "; ".join(f"{name}: {text}" for name, text in texts.items() if text) or None
    if isinstance(value, list):
        return "; ".join(str(as_text(part)) for part in value) or None
    return " ".join(str(value).split()) or None


def plain(value: Any, without: Collection[str] = ()) -> Any:
    """A value of a record as JSON has it, just as a contributor would write it.

    Dates are EDTF texts, fields that say nothing are left out. A number is whole or the shortest
    fraction that reads back the same.
    """
    if isinstance(value, Record):
        return {
            field.alias or name: plain(part, without)
            for name, field in type(value).model_fields.items()
            if name not in without
            and (
                (part := getattr(value, name)) != field.get_default(call_default_factory=True)
                or field.is_required()
            )
        }
    if isinstance(value, When):
        return value.text
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {name: plain(one, without) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one, without) for one in value]
    return value


def field_docs(model: type[Record]) -> dict[str, str]:
    """What each field of a model is for, by the field's name in YAML, in the model's order.

    Inherited fields are there too; a field without documentation is not.
    """
    found: dict[str, str] = {}
    for above in reversed(model.__mro__):
        if issubclass(above, Record):
            found |= _documented(above.__module__).get(above.__name__, {})
    return {
        field.alias or name: found[name]
        for name, field in model.model_fields.items()
        if name in found
    }


@cache
def field_examples(model: type[Record]) -> dict[str, list[Any]]:
    """Examples of what may stand in a field, or in each item of its list, by its name in YAML.

    A field has some where its type decides what they look like; none is taken from a book.
    """
    schema = model.model_json_schema()
    found = {name: next(_examples(field), []) for name, field in schema["properties"].items()}
    return {name: examples for name, examples in found.items() if examples}


def _examples(schema: Any) -> Iterator[list[Any]]:
    if "examples" in schema and ListedIn.keyword not in schema:
        yield schema["examples"]
    for option in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _examples(option)


@cache
def _documented(module: str) -> dict[str, dict[str, str]]:
    """The texts under the fields of a module's classes, by class and field, each as one line."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        node.name: dict(_texts_under_fields(node))
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def _texts_under_fields(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for above, below in zip(node.body, node.body[1:], strict=False):
        match above, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, " ".join(text.split())
