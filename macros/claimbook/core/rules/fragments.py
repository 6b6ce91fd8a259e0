"""What an editor can check of a rule: pieces of JSON Schema that rules carry in their decorators.

A piece may let through what its rule refuses, but never refuses what the rule lets through. The
words `errorMessage`, `patternErrorMessage` and `doNotSuggest` (the field is proposed once, with
its documentation, by the model's own schema) are the YAML language server's.
"""

from typing import Any

Fragment = dict[str, Any]

SOMETHING = ["string", "number", "boolean", "array", "object"]
"""All types but null."""


def _field(name: str, **schema: Any) -> Fragment:
    return {"properties": {name: {**schema, "doNotSuggest": True}}}


def given(name: str, message: str) -> Fragment:
    """The field is there and holds something."""
    something = _field(name, type=SOMETHING, errorMessage=message)
    return {"required": [name], **something, "errorMessage": message}


def one_given(names: tuple[str, ...], message: str) -> Fragment:
    """One of the fields, at least, is there and holds something."""
    return {"anyOf": [given(name, message) for name in names]}


def value_or_bounds(value: str, bounds: tuple[str, ...], message: str) -> Fragment:
    """Either the value is given or one of the bounds, and not the two together."""
    return {
        **one_given((value, *bounds), message),
        "if": given(value, message),
        "then": {"allOf": [_field(bound, type="null", errorMessage=message) for bound in bounds]},
    }


def if_then_given(name: str, value: str, needed: str, message: str) -> Fragment:
    """Where a field holds a value, another one is given."""
    return {
        "if": {"required": [name], **_field(name, const=value)},
        "then": given(needed, message),
    }


def at_most_words(name: str, count: int, message: str) -> Fragment:
    """The text of a field has at most so many words, told apart by spaces."""
    words = rf"^\s*(?:\S+\s+){{0,{count - 1}}}\S*\s*$"
    return _field(name, pattern=words, patternErrorMessage=message)
