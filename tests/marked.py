"""Pages of which a program writes a part: what stands between marks, as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACTIVE = re.compile(r"([\\`*_#>])|([<&~|{}\[\]])")
"""What every Markdown lets be escaped, and what only an entity writes in all of them."""


def filled(text: str, name: str, said: str) -> str:
    """A page's text with other words between the marks of a name.

    Raises:
        ValueError: when the page has no such marks.
    """
    marks = re.compile(rf"(<!-- {re.escape(name)} -->).*?(<!-- /)", re.DOTALL)
    if not marks.search(text):
        raise ValueError(f"no place is marked <!-- {name} -->")
    return marks.sub(lambda found: f"{found[1]}{said}{found[2]}", text)


def escaped(text: str) -> str:
    """A text that every Markdown shows as it is."""
    return _ACTIVE.sub(lambda m: f"\\{m[1]}" if m[1] else f"&#{ord(m[2])};", text)


def on_a_line(text: str) -> str:
    """The same on one line, for an item of a list or a cell."""
    return escaped(" ".join(text.split()))


def table(columns: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A table; a column whose name ends with a colon holds numbers."""
    names = columns.split("|")
    head = [name.rstrip(":") for name in names]
    marks = ["---:" if name.endswith(":") else "---" for name in names]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, marks, *rows))
