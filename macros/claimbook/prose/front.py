"""Reads the front matter of a page: only listed keys, each with a value of its kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claimbook.core.text.problems import Place, did_you_mean
from claimbook.core.text.yaml_text import COMMENT, NOTHING, Located, lost_words, read_yaml
from claimbook.prose.allowed import FRONT_MATTER

_FRONT = re.compile(r"---[ \t]*\n((?:(?!---|\.\.\.).*\n)+)---[ \t]*\n")
_UNMARKED = re.compile(r" {0,3}([A-Za-z0-9_-]+):")
"""What MkDocs reads as front matter too, without any marks around it."""

_BETWEEN = "front matter stands at the top, between two lines of ---"


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of a page: its values, where the text after it begins, what is wrong.

    `faults` are for the rule about front matter, `unreadable` is for the one about syntax, and
    `braces` are where it has those of macro calls.
    """

    values: dict[str, Any] = field(default_factory=dict)
    end: int = 0
    faults: tuple[tuple[Place, str, str], ...] = ()
    unreadable: tuple[Place, str, str] | None = None
    braces: tuple[Place, ...] = ()


def read_front(path: str, text: str) -> Front:
    """Read a page's front matter, exactly where MkDocs would look for it."""
    front = _FRONT.match(text)
    if not front:
        return Front(faults=tuple(_misplaced(path, text)))
    located = read_yaml(front[1], path)
    for fault in located.faults:
        if fault.kind in {"syntax", "duplicate-key"}:
            what = "its front matter is no YAML"
            help_text = 'text with ": " in it goes in double quotes'
            return Front(end=front.end(), unreadable=(_down(fault.place), what, help_text))
    faults = tuple(_faults(located))
    values = located.data if isinstance(located.data, dict) and not faults else {}
    return Front(values, front.end(), faults, None, tuple(_braces(located)))


def _misplaced(path: str, text: str) -> Iterator[tuple[Place, str, str]]:
    if text.startswith("---"):
        yield Place(path, width=3), "this front matter has no end", _BETWEEN
    elif key := _UNMARKED.match(text):
        place = Place(path, 1, key.start(1) + 1, len(key[1]) + 1)
        what = f"'{key[0].strip()}' at the top of a page is read as front matter"
        yield place, what, f"{_BETWEEN}; text begins with a heading"


def _faults(located: Located) -> Iterator[tuple[Place, str, str]]:
    for fault in located.faults:
        if fault.kind in {COMMENT, NOTHING}:
            yield _down(fault.place), *lost_words(fault)
        else:
            what = f"front matter has {fault.detail}"
            yield _down(fault.place), what, "write plain keys and values"
    if located.faults:
        return
    if not isinstance(located.data, dict):
        yield _down(located.place(())), "front matter is a list of keys and values", "title: A name"
        return
    for key, value in located.data.items():
        if key not in FRONT_MATTER:
            what = f"'{key}' is no key of the front matter"
            known = f"the keys are {', '.join(FRONT_MATTER)}"
            yield _down(located.key_place((key,))), what, did_you_mean(key, FRONT_MATTER) or known
        elif not FRONT_MATTER[key].fits(value):
            help_text = f"it is written like this: {FRONT_MATTER[key].example}"
            yield _down(located.place((key,))), f"'{key}' cannot have this value", help_text


def _braces(located: Located) -> Iterator[Place]:
    for at, place in ({} if located.faults else located.values).items():
        here = located.data
        for step in at:
            here = here[step]
        if isinstance(here, str) and ("{{" in here or "{%" in here):
            yield _down(place)


def _down(place: Place) -> Place:
    """A place in the YAML as one in the file, where a line of dashes stands before it."""
    return place._replace(line=place.line + 1)
