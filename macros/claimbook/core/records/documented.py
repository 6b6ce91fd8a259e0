"""The documentation of the models' fields: what each is for, and examples of its values.

It is written once, under each field of the models. Schemas, templates and pages read it here, and
only then is the models' source parsed.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from claimbook.core.records.values import ListedIn, Record


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
