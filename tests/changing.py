"""Records changed in one place, and written again."""

from __future__ import annotations

import copy
from decimal import Decimal

import yaml

GONE = object()


class Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Writes decimals as plain numbers."""


Plain.add_representer(
    Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}")
)


def paths_in(value, path=()):
    if isinstance(value, dict):
        for name, below in value.items():
            yield (*path, name)
            yield from paths_in(below, (*path, name))
    elif isinstance(value, list):
        for at, item in enumerate(value[:2]):
            yield from paths_in(item, (*path, at))


def with_value(data, path, value):
    changed = copy.deepcopy(data)
    at = changed
    for step in path[:-1]:
        at = at[step]
    if value is GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return changed
