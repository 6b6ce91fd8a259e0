"""Records as they were typed into a worksheet: values for their fields, each with its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from claimbook.core.records.fields import Shape, shape_of
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import MODELS
from claimbook.core.records.values import IsDate, slug
from claimbook.core.text.problems import Place, Problem
from claimbook.core.text.yaml_text import Path, scalar
from claimbook.editing.blocks import Block, Blocks, Line, Part, read_blocks
from claimbook.editing.worksheet import BLOCKS, PARTS, in_heading

_AMOUNT = re.compile(
    r"(?:(?P<qualifier>[^\d−+-].*?)\s+)?(?P<low>[-−+]?\d[\d.,]*)"
    r"(?:\s*(?:to\b|[-–—〜～])\s*(?P<high>[-−+]?\d[\d.,]*))?\s*(?P<unit>.*)"
)
_NAMED = re.compile(r"(?P<name>[a-z_ -]+?)\s*[:：]\s*(?P<value>.+)")


@dataclass(slots=True)
class Typed:
    """A record as a block has it.

    `values` are by field, `places` say where each value was typed and `keys` where each field was.
    `problems` are of its form alone; `left_out` are numbers of which nothing says what they count.
    """

    kind: str
    block: Block
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[Part] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id that was given, or the one that follows from the name."""
        named = str(self.values.get(KINDS[self.kind].named) or "")
        return str(self.values.get("id") or slug(named))


def blocks_of(text: str, path: str) -> Blocks:
    """The blocks of a worksheet.

    Args:
        text: the worksheet, with plain line ends.
        path: what it is called in messages.
    """
    names = {name for kind in BLOCKS for name in shape_of(MODELS[kind]).fields}
    one = {name.removesuffix("s") for name in names} | {"quantity", "alias"}
    return read_blocks(text, path, [KINDS[kind].singular for kind in BLOCKS], names | one)


def typed(block: Block) -> Typed | None:
    """The record of a block; None where it was taken, or nobody wrote in it."""
    kind = next(kind for kind in BLOCKS if KINDS[kind].singular == block.kind)
    is_named = bool(block.name.text) and kind != "claims"
    if block.taken or not (is_named or any(_is_own(kind, line) for line in block.lines)):
        return None
    record = Typed(kind, block, places={(): block.place})
    if block.name.text:
        name = in_heading(kind)
        record.values[name], record.places[(name,)] = block.name.text, block.name.place
    for line in block.lines:
        _add(record, line)
    return record


def _is_own(kind: str, line: Line) -> bool:
    """Whether somebody wrote in a line, and not the one who began the worksheet."""
    name = _field(kind, line.name)
    if kind == "claims" and name == "quantities":
        parts = line.value.parts()
        return len(parts) >= len(PARTS[name]) and bool(parts[-1].text)
    return bool(line.value.text)


def _field(kind: str, name: str) -> str:
    """The field that is meant by a name: its own, or a list's by the word for one of its items."""
    fields = shape_of(MODELS[kind]).fields
    several = (name, f"{name}s", f"{name}es", f"{name.removesuffix('y')}ies")
    return next((one for one in several if one in fields), name)


def _add(record: Typed, line: Line) -> None:
    """Note the value of a line, or what is wrong with it."""
    name = _field(record.kind, line.name)
    shape = shape_of(MODELS[record.kind]).fields.get(name) or Shape()
    is_there = (name,) in record.places
    record.keys.setdefault((name,), line.place)
    if not line.value.text:
        return
    if shape.each is None:
        if is_there:
            message = f"field '{line.name}' stands twice in this block"
            first = (("first used here", record.places[(name,)]),)
            record.problems.append(
                Problem(line.place, "E002", message, "keep one of the two", first)
            )
        record.values[name] = _value(MODELS[record.kind], name, shape, line.value.text)
        record.places[(name,)] = line.value.place
        return
    listed = record.values.setdefault(name, [])
    record.places.setdefault((name,), line.value.place)
    if shape.each.model is None:
        for one in line.value.parts():
            if one.text:
                record.places[name, len(listed)] = one.place
                listed.append(one.text)
    elif (parts := _item(record, name, shape.each, line.value)) is not None:
        _put_item(record, name, shape.each, parts)
        record.places[name, len(listed) - 1] = line.value.place


def _item(record: Typed, name: str, shape: Shape, value: Part) -> dict[str, Part] | None:
    """The parts of an item of a list by field; None where it is left out, or is none."""
    parts = _parts(shape, PARTS.get(name, ()), value)
    amount = parts.pop("amount", None)
    if name != "quantities" or (amount is None and {"value", "low", "high"} & parts.keys()):
        return parts
    if "what" not in parts:
        record.left_out.append(value)
        return None
    read = _AMOUNT.fullmatch(amount.text) if amount else None
    if amount is None or read is None:
        message = f"'{amount.text if amount else ''}' is no number with its unit"
        help_text = "write a limit, the number and the unit, such as: about 40 count"
        place = (amount or value).place
        record.problems.append(Problem(place, "E012", message, help_text))
        return None
    return _amount(read, amount) | parts


def _parts(shape: Shape, order: tuple[str, ...], value: Part) -> dict[str, Part]:
    """The parts of a value by field: by their order, then by their names."""
    found: dict[str, Part] = {}
    last = ""
    for at, part in enumerate(value.parts()):
        named = _NAMED.fullmatch(part.text)
        name = re.sub(r"[ -]+", "_", named["name"]) if named else ""
        if at < len(order):
            last, one = order[at], part
        elif named and name in shape.fields:
            last, one = name, part.within(*named.span("value"))
        else:  # a bar within the one before it
            before = found.get(last)
            one = replace(before, text=f"{before.text} | {part.text}") if before else part
        if one.text:
            found[last] = one
    return found


def _amount(read: re.Match[str], amount: Part) -> dict[str, Part]:
    """A limit, a number or both ends of a range, and a unit, each at its place."""
    names = {"qualifier": "qualifier", "low": "low", "high": "high", "unit": "unit"}
    if not read["high"]:
        names["low"] = "value"
    return {name: amount.within(*read.span(one)) for one, name in names.items() if read[one]}


def _put_item(record: Typed, name: str, shape: Shape, parts: Mapping[str, Part]) -> None:
    """Add an item to a list, its fields in the order of their model."""
    assert shape.model is not None
    item, index = {}, len(record.values[name])
    for field_name, below in shape.fields.items():
        if field_name in parts:
            part, here = parts[field_name], (name, index, field_name)
            record.places[here] = record.keys[here] = part.place
            item[field_name] = _value(shape.model, field_name, below, part.text)
    record.values[name].append(item)


def _value(model: Any, name: str, shape: Shape, text: str) -> Any:
    """A text as the value that its field is for; what it cannot be stays text, of which rules tell."""
    infos = (one for key, one in model.model_fields.items() if name in {key, one.alias})
    hint = str(getattr(next(infos, None), "annotation", ""))
    if "bool" in hint and text in {"true", "false"}:
        return text == "true"
    if "Decimal" in hint or "int" in hint or isinstance(shape.mark, IsDate):
        read = scalar(text.replace("−", "-"))
        return text if isinstance(read, bool) or read is None else read
    return text


def all_typed(blocks: Blocks) -> Iterator[Typed]:
    """The records of all blocks in which somebody wrote."""
    return (one for one in map(typed, blocks.found) if one)
