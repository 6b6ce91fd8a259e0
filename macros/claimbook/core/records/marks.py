"""Walks values by their model and finds what the models mark: references, lists, dates.

It works on values as they were read, so that a record with one mistake is still checked for all
others, and on nothing but the models' annotations, so that a new field needs no code here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from claimbook.core.records.values import IsDate, ListedIn, Record, Ref
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
