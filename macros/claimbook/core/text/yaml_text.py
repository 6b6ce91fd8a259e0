"""Reads a YAML subset and keeps the line and column of every key and value.

The subset: mappings, lists and scalars; no tags, anchors, aliases, merges or second documents.
Only true, false, null and plain decimal numbers are special; everything else is text, so `NO`
stays text and `2026-13-45` becomes a located date problem instead of a crash. What YAML itself
would read as less than was typed is a fault: text before ` #`, and other spellings of null.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml

from claimbook.core.text.problems import Place

Path = tuple[str | int, ...]

NO_COLON = "could not find expected ':'"
"""How libyaml says that a field has no colon."""

NOT_CLOSED = "found unexpected end of stream"
"""How libyaml says that a quote is not closed."""

NOT_ALLOWED = "this character is not allowed in YAML"
"""What is said of a character at which libyaml stops."""

MAX_DEPTH = 12
"""Maximum depth of nesting. A record has four levels at most; more than this is a mistake or an
attack."""

COMMENT, NOTHING = "comment", "nothing"
"""Kinds of faults: a comment behind a text, and a spelling of null that is not the one used here."""

_COMMENT = re.compile(r"[ \t]+(#.*)")
_OTHER_NULLS = {"~", "Null", "NULL"}
"""What YAML 1.2 reads as null besides the word itself (core schema, section 10.3.2)."""

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a text that is outside the subset. `kind` names the rule that words it."""

    kind: str
    place: Place
    detail: str = ""
    related: Place | None = None
    help: str = ""


@dataclass(slots=True)
class Located:
    """A YAML text as plain Python values, and where each of them stands.

    `values` and `keys` give the place of the value, and of the key, at a path such as
    `("evidence", 0, "source")`.
    """

    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether all of it is of the subset; a comment behind a text takes nothing from what was read."""
        return all(fault.kind == COMMENT for fault in self.faults)

    def place(self, path: Path) -> Place:
        """The place of a value, or of the nearest thing around it that has one."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values[path]

    def key_place(self, path: Path) -> Place:
        """The place of a key, or of the nearest thing around it."""
        return self.keys.get(path) or self.place(path)


def scalar(text: str) -> str | int | Decimal | bool | None:
    """A plain YAML scalar as a value: a word, a whole or decimal number, or text."""
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text


@lru_cache(maxsize=8192)
def read_yaml(text: str, path: str) -> Located:
    """Read one document. Problems are collected in `faults`, never raised.

    What was read is kept for the next build of a preview, in which most files are as they were:
    who changes it, copies it first.
    """
    located = Located(values={(): Place(path)})
    try:
        _Builder(text, path, located).document()
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes
        before = text.encode()[: error.position].decode(errors="ignore")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        located.faults.append(Fault("syntax", place, NOT_ALLOWED))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.problem in {NO_COLON, NOT_CLOSED} and error.context_mark:
            mark = error.context_mark  # where it begins, not where the end is missed
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        located.faults.append(Fault("syntax", place, error.problem or "not readable as YAML"))
    return located


def lost_words(fault: Fault) -> tuple[str, str]:
    """What to say of a value that YAML would read as less than was typed, and what to do."""
    if fault.kind == NOTHING:
        return f"YAML reads {fault.detail} as nothing, and it would stand here as text", (
            f'leave the field out or write null; if it is text: "{fault.detail}"'
        )
    kept = f"'{fault.detail}' alone" if fault.detail else "nothing"
    return f"what follows ' #' is a comment: {kept} would be the value", (
        "put the whole text in double quotes; a comment goes on a line of its own"
    )


class _TooDeepError(Exception):
    pass


class _Builder:
    """Builds plain values from libyaml's events, noting positions as it goes."""

    def __init__(self, text: str, path: str, located: Located) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self.path = path
        self.out = located
        # most texts have no comment behind a value, and are not looked at line by line
        self.lines = text.split("\n") if " #" in text or "\t#" in text else []

    def document(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                break
        else:
            return
        if event.version or event.tags:
            self._fault("subset", event, "a directive (%)")
        try:
            self.out.data = self._value(next(self.events), ())
        except _TooDeepError:
            return
        next(self.events)
        if isinstance(after := next(self.events), yaml.DocumentStartEvent):
            self._fault("subset", after, "a second document in one file")

    def _fault(self, kind: str, event: Any, detail: str, related: Place | None = None) -> None:
        self.out.faults.append(Fault(kind, self._place(event), detail, related))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Place(self.path, start.line + 1, start.column + 1, max(1, width))

    def _value(self, event: Any, path: Path) -> Any:
        self.out.values[path] = self._place(event)
        if len(path) > MAX_DEPTH:
            self._fault("subset", event, f"nested more than {MAX_DEPTH} levels deep")
            raise _TooDeepError
        if isinstance(event, yaml.AliasEvent):
            self._fault("subset", event, f"an alias (*{event.anchor})")
            return None
        self._hold_bare(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._plain(event) if event.style in {None, ""} else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _plain(self, event: Any) -> str | int | Decimal | bool | None:
        """The value of a scalar without quotes, in which YAML leaves out what it takes for none of it."""
        value = scalar(event.value)
        if event.value in _OTHER_NULLS:
            self._fault(NOTHING, event, event.value)
        end = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        behind = _COMMENT.match(line, end.column)
        if behind and (not event.value or isinstance(value, str)):
            place = Place(self.path, end.line + 1, behind.start(1) + 1, len(behind[1].rstrip()))
            self.out.faults.append(Fault(COMMENT, place, event.value))
        return value

    def _hold_bare(self, event: Any) -> None:
        """Refuse what can stand before a key or a value."""
        if event.anchor:
            self._fault("subset", event, f"an anchor (&{event.anchor})")
        if event.tag:
            self._fault("subset", event, f"a tag ({event.tag})")

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._fault("subset", event, "a key that is not plain text")
                self._value(event, (*path, "?"))
                self._value(next(self.events), (*path, "?"))
                continue
            self._hold_bare(event)
            key, place = event.value, self._place(event)
            if key == "<<":
                self._fault("subset", event, "a merge (<<)")
            here = (*path, key)
            if key in mapping:
                self._fault("duplicate-key", event, key, self.out.keys[here])
                self._value(next(self.events), (*path, f"{key} (again)"))
                continue
            self.out.keys[here] = place
            mapping[key] = self._value(next(self.events), here)
        return mapping
