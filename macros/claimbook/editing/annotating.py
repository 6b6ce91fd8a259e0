"""Records as annotated text: each field under a comment on its purpose, with possible values."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import Shape, field_docs, field_examples, shape_of
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import MODELS, PEOPLE
from claimbook.core.records.values import ListedIn, Ref
from claimbook.editing.fingerprints import field_yaml

NOT_GIVEN = {"was", "rows", "derived"}
"""Fields that a new record does not have, or has in another file."""

ALSO_ASKED = {"date", "evidence", "published"}
"""Fields that a template shows although a record can be without."""

MOST_NAMED = 20
"""Maximum number of values in a list that a template writes out."""

WIDTH = 96


@dataclass(frozen=True, slots=True)
class Known:
    """What a book has that a new record can name: values of closed lists, and ids of records."""

    listed: Mapping[str, Sequence[str]]
    ids: Mapping[str, Mapping[str, Any]]


def known_of(data: Dataset) -> Known:
    """What a sound book has that a new record can name."""
    listed = {name: list(entries) for name, entries in data.entries.items()}
    listed[PEOPLE] = [person.id for person in data.book.people]
    return Known(listed, {kind: data.records(kind) for kind in KINDS})


def annotated(
    known: Known, kind: str, values: Mapping[str, Any], without: Collection[str] = ()
) -> str:
    """A record as YAML: each field under its purpose, and fields without a value as comments.

    Args:
        known: what the book has that the record can name.
        kind: its kind.
        values: what it says, by field.
        without: fields that are left out where it says nothing in them.
    """
    model = MODELS[kind]
    docs, examples = field_docs(model), field_examples(model)
    parts = []
    for name, shape in shape_of(model).fields.items():
        if name in NOT_GIVEN or (name in without and name not in values):
            continue
        about = f"{docs[name]} {from_where(shape.each or shape, known.listed)}"
        comment = "".join(f"# {line}\n" for line in wrap(about, WIDTH))
        if name in values:
            parts.append(comment + field_yaml(name, values[name]))
        else:
            example = _example(name, shape, examples, known)
            parts.append(comment + "".join(f"# {line}\n" for line in example))
    return "\n".join(parts)


def template(kind: str, known: Known) -> str:
    """A new record to fill in: the fields that it needs, each with its purpose.

    Short enough to be carried by an address.
    """
    model = MODELS[kind]
    docs = field_docs(model)
    lines = []
    for name, shape in shape_of(model).fields.items():
        below = shape.each or shape
        if not (model.model_fields[name].is_required() or name in ALSO_ASKED):
            continue
        values = known.listed.get(below.mark.name, ()) if isinstance(below.mark, ListedIn) else ()
        chosen = f": {', '.join(values)}" if 0 < len(values) <= MOST_NAMED else ""
        lines += [f"# {docs[name].split('. ')[0].rstrip('.')}{chosen}", f"{name}:"]
        fields = below.model.model_fields.items() if below.model else ()
        inner = [field for field, info in fields if info.is_required()]
        start = "  - " if shape.each else "  "
        lines += [f"{' ' * len(start) if at else start}{field}:" for at, field in enumerate(inner)]
        lines += ["  -"] if shape.each and not inner else []
    return "\n".join(lines) + "\n"


def from_where(shape: Shape, listed: Mapping[str, Sequence[str]] | None = None) -> str:
    """Where the values of a field come from: a folder of records, or a closed list, written out."""
    if isinstance(shape.mark, Ref):
        return f"A file in {KINDS[shape.mark.kind].folder}/."
    if isinstance(shape.mark, ListedIn):
        values = (listed or {}).get(shape.mark.name, ())
        return f"One of: {', '.join(values)}." if values else f"From the list {shape.mark.name}."
    return ""


def _example(name: str, shape: Shape, examples: Mapping[str, list[Any]], known: Known) -> list[str]:
    """An example of a field without a value, line by line."""
    below = shape.each or shape
    if below.model is None:
        value = _example_value(below, examples.get(name), known)
        return [f"{name}:", f"  - {value}"] if shape.each else [f"{name}: {value}"]
    lines: list[str] = []
    inner = field_examples(below.model)
    for field, field_shape in below.fields.items():
        if field not in NOT_GIVEN:
            lines += _example(field, field_shape, inner, known)
    if not shape.each:
        return [f"{name}:", *(f"  {line}" for line in lines)]
    return [f"{name}:", *(f"  {'- ' if not at else '  '}{line}" for at, line in enumerate(lines))]


def _example_value(shape: Shape, examples: list[Any] | None, known: Known) -> str:
    """A value of the book at hand where one could stand there, else an example."""
    values: Iterable[str] = ()
    if isinstance(shape.mark, ListedIn):
        values = known.listed.get(shape.mark.name, ())
    elif isinstance(shape.mark, Ref):
        values = known.ids[shape.mark.kind]
    return next(iter(values), str(examples[0]) if examples else "...")
