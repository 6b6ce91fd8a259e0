"""Fields of records by their path: which fields there are, and their values as text.

A path leads down by field names; in a list by an item's id or key, or by its place counted from
1. It works on values as they were read, so that formatting is free and old data can be compared.
"""

from decimal import Decimal
from typing import Any

from claimbook.core.records.marks import Shape, shape_of
from claimbook.core.records.values import Record
from claimbook.core.text.yaml_text import Path


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
