"""The limits of a page. A page beyond them is reported at that place, and read no further.

Readers of Markdown and of macro calls take time by the square of a line, of a passage without a
blank line, or of what is opened and never closed; and each level of what stands in one another is
a call in a call. So all of these have a bound, before anything reads the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from claimbook.core.text.problems import Place

MOST_BYTES = 200_000
"""Maximum size of a page in bytes: about thirty thousand words."""

LONGEST_LINE = 4_000
"""Maximum number of characters in a line."""

MOST_LINES = 500
"""Maximum number of lines in a row without a blank one."""

DEEPEST = 50
"""Maximum depth of nested brackets and tags, and maximum number of them left open."""

WIDEST_MARGIN = 80
"""Maximum indentation of a line."""

MOST_NESTED = 12
"""Maximum number of list and quotation marks at the beginning of a line."""

MOST_MARKS = 1_000
"""Maximum number of Markdown's special characters in a run of lines without a blank one."""

MOST_CELLS = 20_000
"""Maximum number of table cells on a page; every row counts as long as the longest of its table."""

MOST_TOGETHER = {"characters": 600_000, "passages": 8_000, "macro calls": 3_000}
"""Maximum amounts in all pages of a book together; a hundred thousand words are more than one
article needs."""

_APART = re.compile(r"\n[ \t]*\n")
_PAIRS = {"[": "]", "(": ")", "{": "}", "<": ">"}
_WITHIN = "[({"
"""What no reader looks for beyond a blank line; the end of a tag is looked for through all that follows."""

_MARK = re.compile(r"[\[\](){}>]|<(?=[a-zA-Z/!?])")
_NESTED = re.compile(r"[ \t]*(?:>|(?:[-*+]|\d+[.)])(?=[ \t]|$))")
_NESTING = re.compile(rf"(?:{_NESTED.pattern})+")
_MARKS = re.compile(r"[\\`*_\[&<!]")
_COUNTED = {
    "headings": (re.compile(r"^[ \t>*+.)\d-]*#|^[ \t>]*(?:=+|-+)[ \t]*$"), 500),
    "abbreviations": (re.compile(r"^ {0,3}\*\["), 200),
    "fences of code": (re.compile(r"^\s*(?:```|~~~)"), 500),
    "macro calls": (re.compile(r"\{\{"), 1_000),
}
"""The parts of a page that are limited in number, and their limits."""
_MOST = {name: most for name, (_, most) in _COUNTED.items()} | {"cells of tables": MOST_CELLS}
_PART = "part them with blank lines"

Beyond = tuple[Place, str, str]


def beyond_bounds(path: str, text: str) -> Beyond | None:
    """The first place at which a page exceeds a limit, which one, and what to do."""
    return next(_beyond(path, text), None)


def beyond_together(texts: Mapping[str, str]) -> dict[str, Beyond]:
    """The page, if any, with which the pages of a book together exceed a limit."""
    counts = Counter[str]()
    for path, text in texts.items():
        passages, calls = len(_APART.findall(text)), text.count("{{")
        counts.update(characters=len(text), passages=passages, **{"macro calls": calls})
        for name, most in MOST_TOGETHER.items():
            if counts[name] > most:
                what = f"with this page, those of this book have more than {most:,} {name}"
                return {path: (Place(path), what, "make two books of it, or take some out")}
    return {}


def _beyond(path: str, text: str) -> Iterator[Beyond]:
    page, passage = Counter[str](), Counter[str]()
    open_ = dict.fromkeys(_PAIRS, 0)
    for number, line in enumerate(text.split("\n"), start=1):
        place = Place(path, number)
        if not line.strip(" \t"):
            open_ |= dict.fromkeys(_WITHIN, 0)
            passage.clear()
            continue
        if len(line) > LONGEST_LINE:
            what = f"a line has more than {LONGEST_LINE:,} characters"
            yield place, what, "break it into several"
            return
        yield from _of_line(place, line)
        passage.update(lines=1, marks=len(_MARKS.findall(line)))
        if passage["lines"] > MOST_LINES:
            yield place, f"more than {MOST_LINES} lines stand together", _PART
        if passage["marks"] > MOST_MARKS:
            yield place, f"more than {MOST_MARKS:,} signs of Markdown stand together", _PART
        passage["columns"] = max(passage["columns"], len(line.split("|")) * ("|" in line))
        page.update({name: len(sign.findall(line)) for name, (sign, _) in _COUNTED.items()})
        page["cells of tables"] += passage["columns"]
        for name, most in _MOST.items():
            if page[name] > most:
                yield place, f"there are more than {most:,} {name}", "make two pages of it"
        yield from _too_deep(place, line, open_)


def _of_line(place: Place, line: str) -> Iterator[Beyond]:
    if len(line) - len(line.lstrip(" \t")) > WIDEST_MARGIN:
        yield place, f"a line is indented by more than {WIDEST_MARGIN}", "move it to the left"
    nesting = _NESTING.match(line)
    if nesting and len(_NESTED.findall(nesting[0])) > MOST_NESTED:
        yield place, f"more than {MOST_NESTED} marks of lists begin this line", "nest it less"


def _too_deep(place: Place, line: str, open_: dict[str, int]) -> Iterator[Beyond]:
    """Count the brackets and tags that a line opens and closes, on top of those open before it."""
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
