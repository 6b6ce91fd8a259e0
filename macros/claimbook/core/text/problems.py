"""Problems: what is wrong, where it is, what would be right; and how they are printed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

Paint = Callable[[str, str], str]


CLOSE_ENOUGH = 62
"""Least similarity (0 to 100, rapidfuzz WRatio) at which a name is offered as "did you mean"."""


ALIKE = 0.68
"""Least Jaro-Winkler similarity (0 to 1) of a name that is offered and has no word in common."""

LONG_ENOUGH = 4
"""Minimum length of a word by which two names are matched; for every such length, one letter may be wrong."""

MOST_WRONG_LETTERS = 2
"""Maximum number of wrong letters in a name that is mended without asking."""


MOST_COMPARED = 2_000_000
"""Maximum number of pairs of names compared in one run; beyond it, misspelled names get no
proposals."""

LONGEST_NAME = 200
"""Maximum length of a text that is compared with names; no name is longer."""

MOST_LISTED = 60
"""Maximum number of values of a list that a help text names."""

MOST_ALIKE = 100
"""Maximum number of problems of one code printed for one file; the rest are counted."""

MOST_PRINTED = 2_000
"""Maximum number of problems printed in all; the rest are counted."""

MOST_NOTES = 20
"""Maximum number of other places printed with one problem."""

LONGEST_LINE = 160
"""Maximum number of characters quoted of a line, around what is wrong in it."""

LONGEST_WORDS = 2_000
"""Maximum number of characters printed of a message or a help text."""

_left: ContextVar[list[int] | None] = ContextVar("left", default=None)


class Place(NamedTuple):
    """Where something stands: a path from the book's folder, and 1-based line and column.

    `width` is the number of characters to underline. A book has tens of thousands of places, and a
    tuple is made in a third of the time of a frozen dataclass.
    """

    path: str
    line: int = 1
    column: int = 1
    width: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend, in the contributor's words. A code with W is of a warning."""

    place: Place
    code: str
    message: str
    help: str = ""
    related: tuple[tuple[str, Place], ...] = field(default=())

    @property
    def is_warning(self) -> bool:
        """Whether it may stay as it is."""
        return self.code.startswith("W")

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        return "warning" if self.is_warning else "error"


class Finding(NamedTuple):
    """What a rule has to say: a problem but for its code, which is the rule's."""

    place: Place
    message: str
    help: str = ""
    related: tuple[tuple[str, Place], ...] = ()

    def under(self, code: str) -> Problem:
        """The problem that it is under a code."""
        return Problem(self.place, code, self.message, self.help, self.related)


class DatasetError(Exception):
    """Every problem of one run. Nothing was written when it is raised."""

    def __init__(self, problems: Sequence[Problem], text: Mapping[str, str] | None = None) -> None:
        self.problems = tuple(sorted(set(problems)))
        self.text = dict(text or {})
        super().__init__(report(self.problems, self.text))


@contextmanager
def bounded_guesses() -> Iterator[None]:
    """Limit how many names are compared for proposals while rules are checked."""
    token = _left.set([MOST_COMPARED])
    try:
        yield
    finally:
        _left.reset(token)


def may_compare(count: int) -> bool:
    """Whether that many more comparisons may be made in this run."""
    left = _left.get()
    if left is None:
        return True
    left[0] -= count
    return left[0] >= 0


def did_you_mean(given: object, known: Iterable[str]) -> str:
    """The nearest known name as a help text, or nothing when none is close.

    Closeness is rapidfuzz's WRatio. Among the closest, the same words in another order come first,
    then the Jaro-Winkler similarity, which favors a common beginning. It only ever proposes, it
    never decides.
    """
    names = known if isinstance(known, Sized) else [*known]
    if len(str(given)) > LONGEST_NAME or not may_compare(len(names)):
        return ""
    close = process.extract(
        str(given),
        _comparable(tuple(names)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=CLOSE_ENOUGH,
        limit=8,
    )

    def closeness(name: str) -> tuple[bool, float]:
        return _words(str(given)) == _words(name), JaroWinkler.similarity(str(given), name)

    nearest = max((name for name, *_ in close), key=closeness, default=None)
    if nearest is None or not is_alike(str(given), nearest):
        return ""
    return f"did you mean '{nearest}'?"


@lru_cache(maxsize=8)
def _comparable(names: tuple[str, ...]) -> list[str]:
    """The names that are short enough to be compared, sorted; many ask for the same ones in turn."""
    return sorted(name for name in names if len(name) <= LONGEST_NAME)


def is_alike(given: str, name: str) -> bool:
    """Whether a name begins like what was given, or has a word in common with it."""
    letters = JaroWinkler.similarity(given.casefold(), name.casefold())
    common = set(_words(given)) & set(_words(name))
    return letters >= ALIKE or any(len(word) >= LONG_ENOUGH for word in common)


def _words(text: str) -> list[str]:
    return sorted(utils.default_process(text).split())


def surely_meant(given: str, known: Iterable[str]) -> str | None:
    """The one known name that a misspelled one can only mean; None where that is not certain.

    It differs by capitals, spaces, hyphens or underscores alone, or by one letter in four that is
    wrong, missing, too many or swapped, two at most (Damerau-Levenshtein).
    """

    def plain(name: str) -> str:
        return re.sub(r"[\s_-]+", "", name).casefold()

    def is_near(name: str) -> bool:
        letters = min(MOST_WRONG_LETTERS, min(len(name), len(given)) // LONG_ENOUGH)
        return DamerauLevenshtein.distance(plain(given), plain(name)) <= letters

    names = list(known)
    near = [name for name in names if plain(name) == plain(given)] or [*filter(is_near, names)]
    return near[0] if len(near) == 1 else None


def one_of(given: object, known: Iterable[str]) -> str:
    """Help for a short closed list: the nearest value, and all there are."""
    values = list(known)
    nearest = did_you_mean(given, values)
    return f"{nearest} One of: {listed(values)}".strip() if len(values) > 1 else nearest


def listed(values: Iterable[str]) -> str:
    """Names joined by commas, and how many more there are where they are too many to read."""
    names = list(values)
    left = len(names) - MOST_LISTED
    return ", ".join([*names[:MOST_LISTED], *([f"{left:,} more"] if left > 0 else [])])


def printable(text: str) -> str:
    """The text with every character that could steer a terminal shown as its code point."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _plain(part: str, words: str) -> str:  # noqa: ARG001 - what a terminal needs
    return words


class Lines(dict[str, list[str]]):
    """The lines of texts by their paths; each text is split when first asked for."""

    def __init__(self, text: Mapping[str, str]) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, path: str) -> list[str]:
        self[path] = self._text.get(path, "").split("\n")
        return self[path]

    def at(self, place: Place) -> str:
        """The line on which a place is; nothing where there is none."""
        lines = self[place.path]
        return lines[place.line - 1] if 1 <= place.line <= len(lines) else ""


def _snippet(place: Place, lines: Lines, paint: Paint) -> list[str]:
    line = lines.at(place)
    if not line.strip():
        return []
    begin = max(0, place.column - 1 - LONGEST_LINE // 2) if len(line) > LONGEST_LINE else 0
    shown = line[begin : begin + LONGEST_LINE]
    before = printable(shown[: place.column - 1 - begin])
    width = max(1, min(place.width, len(shown) - (place.column - 1 - begin)))
    return [
        f"{place.line:>5} | {printable(shown)}",
        f"      | {' ' * len(before)}{paint('caret', '^' * width)}",
    ]


def _cut(words: str) -> str:
    """Words for a terminal, cut where nobody would read on."""
    return printable(words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…")


def report(problems: Iterable[Problem], text: Mapping[str, str], paint: Paint = _plain) -> str:
    """The problems as a compiler prints them: place, code, message, the line, a caret, help.

    Many problems of one code in one file are counted after the first hundred, and so is what is
    wrong beyond two thousand.

    Args:
        problems: printed in order of their place.
        text: the text of each file by its path, for the quoted lines.
        paint: colors a part for a terminal: place, error, warning, caret or help.
    """
    out: list[str] = []
    ordered = sorted(set(problems))
    lines = Lines(text)
    for problem, left in _printed(ordered):
        named = paint(problem.severity, f"{problem.severity} {problem.code}")
        head = paint("place", printable(str(problem.place))), named
        out.append(f"{': '.join(head)}: {_cut(problem.message)}")
        out += _snippet(problem.place, lines, paint)
        if problem.help:
            out.append(f"   {paint('help', 'help:')} {_cut(problem.help)}")
        for label, place in problem.related[:MOST_NOTES]:
            out.append(f"   note: {_cut(label)}: {paint('place', printable(str(place)))}")
            out += _snippet(place, lines, paint)
        if left:
            out.append(f"   and {left:,} more {problem.code} in this file")
        out.append("")
    if len(ordered) > MOST_PRINTED:
        out += ["Only the first of these are printed; mend them, then look again.", ""]
    warnings = sum(problem.is_warning for problem in ordered)
    errors = len(ordered) - warnings
    counts = [plural(errors, "problem")] if errors or not warnings else []
    counts += [plural(warnings, "warning")] if warnings else []
    out.append(f"{' and '.join(counts)}.{' Nothing was written.' if errors else ''}")
    return "\n".join(out)


def _printed(ordered: Sequence[Problem]) -> Iterator[tuple[Problem, int]]:
    """The problems to print, each with the number of those in its file that it stands for."""
    all_ = Counter((one.place.path, one.code) for one in ordered)
    seen: Counter[tuple[str, str]] = Counter()
    printed = 0
    for one in ordered:
        alike = (one.place.path, one.code)
        seen[alike] += 1
        if seen[alike] <= MOST_ALIKE and printed < MOST_PRINTED:
            printed += 1
            yield one, all_[alike] - MOST_ALIKE if seen[alike] == MOST_ALIKE else 0


def plural(count: int, one: str, many: str = "") -> str:
    """`1 claim`, `3 claims`: for reports, which are English."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
