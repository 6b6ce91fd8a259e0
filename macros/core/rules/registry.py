"""The registry of rules, and running those about data."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from macros.core.problems import Problem

if TYPE_CHECKING:
    from macros.core.reading import Reading

Check = Callable[[Any], Iterator[Problem]]
Subject = Literal["data", "prose", "history"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a stable code, a name in kebab-case, and the function that checks it."""

    code: str
    name: str
    check: Check
    subject: Subject

    @property
    def doc(self) -> str:
        """The rule in plain words."""
        return inspect.getdoc(self.check) or ""


RULES: dict[str, Rule] = {}


def rule(code: str, subject: Subject = "data") -> Callable[[Check], Check]:
    """Register a check under a code. Its name is the function's."""

    def register(check: Check) -> Check:
        assert code not in RULES, f"rule {code} is taken"
        RULES[code] = Rule(code, check.__name__.replace("_", "-"), check, subject)
        return check

    return register


def run_rules(subject: Subject, material: Any) -> list[Problem]:
    """Every problem that the rules about a subject find, sorted by place."""
    found = (
        problem
        for entry in RULES.values()
        if entry.subject == subject
        for problem in entry.check(material)
    )
    return sorted(set(found))


def check_data(reading: Reading) -> list[Problem]:
    """Every problem of a dataset, sorted by place."""
    return run_rules("data", reading)
