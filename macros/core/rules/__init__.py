"""The rules of a dataset: one function each, in one registry.

A rule's docstring is the rule in plain words, and its documentation. It reads a `Reading` (or,
for rules about prose, the pages) and yields problems; it owns a folder
`tests/broken/<code>-<name>/` with the smallest book that breaks it.
"""

from macros.core.rules import drawings, order, reading, references, shape
from macros.core.rules.registry import RULES, Rule, check_data, rule

__all__ = [
    "RULES",
    "Rule",
    "check_data",
    "drawings",
    "order",
    "reading",
    "references",
    "rule",
    "shape",
]
