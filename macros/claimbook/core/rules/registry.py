"""The registry of rules, what an editor can check of them, and running them."""

import inspect
import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from textwrap import dedent
from typing import Any, Literal

from claimbook.core.records.reading import Reading
from claimbook.core.text.problems import Finding, Place, Problem, bounded_guesses

Check = Callable[[Any], Iterator[Finding]]
Subject = Literal["data", "prose", "history"]

CRASHED = "E000"
"""The code of a problem for which a rule itself is to blame."""

CRASHED_DOC = (
    "A rule could not do its work. That is a fault of the rule and not of what you wrote: "
    "the other rules were held all the same. Please report the whole message."
)

MOST_OF_A_RULE = 2_000
"""Maximum number of problems that one rule looks for: wording each may take a look at the whole
book."""

CODE = Path(__file__).parents[3]
"""The folder that holds the package, from which places in it are named."""


@dataclass(frozen=True)
class Rule:
    """One rule: a stable code, a name in kebab-case, and the function that checks it.

    Its docstring is the rule in plain words, with the sections `Bad:` and `Good:`, each an
    indented example. `schema` is what an editor can check of it: what is added to the JSON Schema
    of a model, by the model's name.
    """

    code: str
    name: str
    check: Check
    subject: Subject
    schema: Mapping[str, Any]

    @cached_property
    def _parts(self) -> dict[str, str]:
        doc = inspect.getdoc(self.check) or ""
        parts = re.split(r"^(Bad|Good):\n", f"\n{doc}", flags=re.MULTILINE)
        sections = zip(parts[1::2], parts[2::2], strict=True)
        return {"doc": parts[0].strip()} | {
            name.lower(): dedent(text).strip("\n") for name, text in sections
        }

    @property
    def doc(self) -> str:
        """The rule in plain words."""
        return self._parts["doc"]

    @property
    def bad(self) -> str:
        """An example that breaks the rule."""
        return self._parts.get("bad", "")

    @property
    def good(self) -> str:
        """The same example, mended."""
        return self._parts.get("good", "")


RULES: dict[str, Rule] = {}


def rule(
    code: str, subject: Subject = "data", schema: Mapping[str, Any] | None = None
) -> Callable[[Check], Check]:
    """Register a check under a code. Its name is the function's.

    Args:
        code: `E` and a number for an error, `W` and a number for a warning.
        subject: what the check is given: the data, the pages, or two states of the book.
        schema: what an editor can check of the rule, by the name of a model.
    """

    def register(check: Check) -> Check:
        assert code not in RULES, f"rule {code} is taken"
        RULES[code] = Rule(code, check.__name__.replace("_", "-"), check, subject, schema or {})
        return check

    return register


def run_rules(subject: Subject, material: Any) -> list[Problem]:
    """Every problem that the rules about a subject find, sorted by place."""
    rules = [entry for entry in RULES.values() if entry.subject == subject]
    with bounded_guesses():
        return sorted({problem for entry in rules for problem in _found(entry, material)})


def _found(entry: Rule, material: Any) -> list[Problem]:
    """A rule's problems, as many as somebody can mend; when it fails, the one that this is."""
    try:
        found = [one.under(entry.code) for one in islice(entry.check(material), MOST_OF_A_RULE + 1)]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told as the rule's fault
        return [crashed(entry, error)]
    if len(found) > MOST_OF_A_RULE:
        message = f"there are more than {MOST_OF_A_RULE:,} problems of this rule"
        found[-1] = replace(found[-1], message=message, help="mend these, then look again")
    return found


def crashed(entry: Rule, error: Exception) -> Problem:
    """The problem that it is when a rule fails, at the place in the code."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    path = Path(at.filename)
    shown = path.relative_to(CODE).as_posix() if path.is_relative_to(CODE) else path.name
    why = " ".join(str(error).split())
    return Problem(
        Place(shown, at.lineno or 1),
        CRASHED,
        f"rule {entry.code} ({entry.name}) failed: {type(error).__name__}: {why}",
        "this is a fault of the rule and not of what you wrote; please report it",
    )


def check_data(reading: Reading) -> list[Problem]:
    """Every problem of a dataset, sorted by place."""
    return run_rules("data", reading)


Fragment = dict[str, Any]
"""A piece of JSON Schema, which may let through what its rule refuses, but refuses nothing else. The
words `errorMessage`, `patternErrorMessage` and `doNotSuggest` (the model's own schema proposes the
field, with its documentation) are the YAML language server's."""

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


def if_then_given(name: str, value: object, needed: str, message: str) -> Fragment:
    """Where a field holds a value, another one is given."""
    return {
        "if": {"required": [name], **_field(name, const=value)},
        "then": given(needed, message),
    }


def at_most_words(name: str, count: int, message: str) -> Fragment:
    """The text of a field has at most so many words, told apart by spaces."""
    words = rf"^\s*(?:\S+\s+){{0,{count - 1}}}\S*\s*$"
    return _field(name, pattern=words, patternErrorMessage=message)
