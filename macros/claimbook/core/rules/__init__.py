"""The rules of a dataset: one function each, in one registry.

A rule's docstring is the rule in plain words, and its documentation. It reads a `Reading` (or,
for rules about prose, the pages; for rules about time, two readings) and yields findings; it owns
a folder `tests/broken/<code>-<name>/` with the smallest book that breaks it.
"""

from claimbook.core.rules import (  # noqa: F401 - each registers its rules
    characters,
    contrasts,
    corrections,
    derived,
    drawings,
    graph,
    history,
    order,
    quotations,
    reading,
    references,
    results,
    shape,
    signatures,
    stated,
    translations,
)
from claimbook.core.rules.registry import RULES, Rule, check_data, rule

__all__ = ["RULES", "Rule", "check_data", "rule"]
