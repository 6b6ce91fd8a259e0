"""How much a page may hold. A page beyond that is told at its place, and read no further.

Readers of Markdown and of macro calls take time by the square of a line, of a passage without a
blank line, or of what is opened and never closed; and each level of what stands in one another is
a call in a call. So all of these have a bound, before anything reads the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from macros.core.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 200_000
"""So large a page may be: thirty thousand words."""

LONGEST_LINE = 4_000
"""So many characters a line may have."""

MOST_LINES = 500
"""So many lines may stand together without a blank one."""

DEEPEST = 50
"""So deep may brackets and tags stand in one another, or so many be opened and not closed."""

WIDEST_MARGIN = 80
"""So far may a line be indented."""

_PAIRS = {"[": "]", "(": ")", "{": "}", "<": ">"}
_WITHIN = "[({"
"""What no reader looks for beyond a blank line; the end of a tag is looked for through all that follows."""

_MARK = re.compile(r"[\[\](){}>]|<(?=[a-zA-Z/!?])")
_COUNTED = {
    "headings": (re.compile(r" {0,3}#"), 500),
    "abbreviations": (re.compile(r" {0,3}\*\["), 200),
    "fences of code": (re.compile(r"\s*(?:```|~~~)"), 500),
    "macro calls": (re.compile(r".*\{\{"), 2_000),
}
"""What a page has so many lines of, at most."""

Beyond = tuple[Place, str, str]


def beyond_bounds(path: str, text: str) -> Beyond | None:
    """Where a page first has too much of something, what that is, and what to do."""
    return next(_beyond(path, text), None)


def _beyond(path: str, text: str) -> Iterator[Beyond]:
    counts = dict.fromkeys(_COUNTED, 0)
    open_ = dict.fromkeys(_PAIRS, 0)
    together = 0
    for number, line in enumerate(text.split("\n"), start=1):
        place = Place(path, number)
        if not line.strip():
            open_ |= dict.fromkeys(_WITHIN, 0)
            together = 0
            continue
        together += 1
        if len(line) > LONGEST_LINE:
            what = f"a line has more than {LONGEST_LINE:,} characters"
            yield place, what, "break it into several"
            return
        if together > MOST_LINES:
            what = f"more than {MOST_LINES} lines stand together"
            yield place, what, "part them with blank lines"
        if len(line) - len(line.lstrip(" \t")) > WIDEST_MARGIN:
            yield place, f"a line is indented by more than {WIDEST_MARGIN}", "move it to the left"
        for name, (pattern, most) in _COUNTED.items():
            counts[name] += pattern.match(line) is not None
            if counts[name] > most:
                yield place, f"there are more than {most:,} {name}", "make two pages of it"
        yield from _too_deep(place, line, open_)


def _too_deep(place: Place, line: str, open_: dict[str, int]) -> Iterator[Beyond]:
    """Follow what a line opens and closes of what its passage has opened before."""
    for mark in _MARK.finditer(line):
        if mark[0] in open_:
            open_[mark[0]] += 1
            if open_[mark[0]] > DEEPEST:
                here = place._replace(column=mark.start() + 1)
                what = f"'{mark[0]}' stands more than {DEEPEST} deep in itself, or is not closed"
                yield here, what, f"close it with '{_PAIRS[mark[0]]}', or take it out"
        else:
            opening = next(one for one, closing in _PAIRS.items() if closing == mark[0])
            open_[opening] = max(0, open_[opening] - 1)
