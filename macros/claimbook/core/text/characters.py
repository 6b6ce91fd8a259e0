r"""Characters that deceive: what nobody sees, what turns the writing, and letters of two alphabets.

Texts are looked at as they were written, so that everything has a place. In YAML a character may
also be written as an escape such as `\u202E`; `SpelledOutText` spells those out and keeps the
places.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from claimbook.core.text.problems import Place

_NONCHARACTERS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 15))
_ALWAYS = {
    "is a control character": r"\x00-\x08\x0b-\x1f\x7f-\x9f",
    "turns the direction of writing": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "cannot be seen": (
        r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164"
        r"\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
        r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    ),
    "ends a line where editors show none": r"\u2028\u2029",
    "has no meaning of its own": (
        rf"\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff{_NONCHARACTERS}\U000f0000-\U0010ffff"
    ),
}
"""Characters that stand nowhere, by what is wrong with them, as parts of a regular expression."""

_JOINERS = r"\u200c\u200d"
_SELECTORS = r"\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = "cannot be seen"

_SUSPECT = re.compile(f"[{''.join(_ALWAYS.values())}{_JOINERS}{_SELECTORS}]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
_REASONS = [(why, re.compile(f"[{part}]")) for why, part in _ALWAYS.items()]

_FOREIGN = re.compile(r"[\u0370-\u052f\u1c80-\u1c8f\u1f00-\u1fff\u2de0-\u2dff\ua640-\ua69f]")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0483-\u0487])+")
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|(.))",
    re.DOTALL,
)
_SHORT = dict(zip("0abtnvfreNLP_", "\0\a\b\t\n\v\f\r\x1b\x85\u2028\u2029\xa0", strict=True))
"""What one letter after a backslash stands for in YAML."""

JOINED_SCRIPTS = {
    *("ADLAM", "ARABIC", "BALINESE", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "JAVANESE"),
    *("KANNADA", "KHMER", "MALAYALAM", "MONGOLIAN", "MYANMAR", "NKO", "ORIYA", "SINHALA"),
    *("SUNDANESE", "SYRIAC", "TAMIL", "TELUGU", "TIBETAN"),
}
"""Scripts whose letters are joined or kept apart by a character that is not seen."""

LIKE_LATIN = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνοϲϳ")
"""Greek letters that nobody can tell from Latin ones."""

NEAR_LATIN = frozenset("αγηικρτυχ")
"""Greek letters that pass for Latin ones in a longer word."""

SHORT_WORD = 3
"""Maximum number of Latin letters that may stand beside one Greek letter that resembles a Latin
one."""


def named(character: str) -> str:
    """A character's number and name in Unicode, such as `U+200B ZERO WIDTH SPACE`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name or _UNNAMED[unicodedata.category(character)]}"


_UNNAMED = {"Cc": "CONTROL", "Co": "PRIVATE USE", "Cs": "SURROGATE", "Cn": "NO CHARACTER"}


def may_deceive(text: str) -> bool:
    """Whether a text is worth a closer look. Most are not, and this is quick."""
    if text.isascii():
        return not text.replace("\n", "").isprintable()
    return _SUSPECT.search(text) is not None


def may_be_mixed(text: str) -> bool:
    """Whether a text has any letter that `mixed_words` looks for."""
    return not text.isascii() and _FOREIGN.search(text) is not None


def deceiving(text: str) -> Iterator[tuple[int, str]]:
    """The index of each character that may not stand where it does, and what is wrong with it."""
    for match in _SUSPECT.finditer(text):
        if not _is_needed(text, match.start()):
            why = (why for why, pattern in _REASONS if pattern.match(match[0]))
            yield match.start(), next(why, _UNSEEN)


def _is_needed(text: str, index: int) -> bool:
    """Whether what is not seen changes how the letters or signs beside it are written."""
    before, here, after = text[index - 1 : index], text[index], text[index + 1 : index + 2]
    if not before:
        return False
    if here in "\u200c\u200d":
        script = _script(before)
        joins = script in JOINED_SCRIPTS and bool(after) and _script(after) == script
        return joins or (here == "\u200d" and _is_sign(before) and _is_sign(after))
    if _SELECTOR.match(here):
        if here > "\uffff":
            return _script(before) == "CJK"
        return not before.isspace() and _script(before) != "LATIN" and not _SUSPECT.match(before)
    return False


def _is_sign(character: str) -> bool:
    """Whether it is an emoji, or what colors one."""
    return bool(character) and (
        unicodedata.category(character) in {"So", "Sk"} or character == "\ufe0f"
    )


def _script(character: str) -> str:
    """The script of a letter or mark: the first word of its name."""
    return unicodedata.name(character, "").partition(" ")[0]


def mixed_words(text: str) -> Iterator[tuple[int, str, str]]:
    """Words in which Cyrillic or Greek letters pass for Latin ones: index, word, those letters."""
    seen = -1
    for match in _FOREIGN.finditer(text):
        start = match.start()
        if start < seen:
            continue
        while start > 0 and _WORD.fullmatch(text[start - 1]):
            start -= 1
        if word := _WORD.match(text, start):
            seen = word.end()
            if foreign := _passing_for_latin(word[0]):
                yield start, word[0], foreign


def _passing_for_latin(word: str) -> str:
    letters = [(one, _script(one)) for one in word if one.isalpha()]
    latin = [one for one, script in letters if script == "LATIN"]
    cyrillic = [one for one, script in letters if script == "CYRILLIC"]
    greek = [one for one, script in letters if script == "GREEK"]
    if not latin or not (cyrillic or greek):
        return ""
    if not cyrillic and len(greek) == 1 and greek[0] in {letters[0][0], letters[-1][0]}:
        plain = unicodedata.normalize("NFD", greek[0])[0]
        is_near = plain in NEAR_LATIN and len(latin) > SHORT_WORD
        if plain not in LIKE_LATIN and not is_near:
            return ""  # a unit, a difference, an angle
    return "".join(dict.fromkeys([*cyrillic, *greek]))


@dataclass
class SpelledOutText:
    """The text of a file with what its escapes stand for, each piece at its place.

    `values` is what was read from it, which decides whether a backslash begins an escape.
    """

    path: str
    raw: str
    values: Any = None
    text: str = ""
    starts: list[int] = field(default_factory=list)
    _looked_up: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.raw
        if self.values is not None and "\\" in self.raw:
            self._spell_out()

    def _spell_out(self) -> None:
        out: list[str] = []
        at = 0
        for match in _ESCAPE.finditer(self.raw):
            digits = match[1] or match[2] or match[3]
            character = chr(int(digits, 16)) if digits else _SHORT.get(match[4])
            if character is not None:
                out += [*self.raw[at : match.start()], character]
                self.starts += [*range(at, match.start()), match.start()]
                at = match.end()
        self.text = "".join([*out, self.raw[at:]])
        self.starts += range(at, len(self.raw) + 1)

    def place(self, index: int, length: int = 1) -> Place | None:
        """Where a piece of the text stands; None where its backslash was only a backslash."""
        start, end = index, index + length
        if self.starts:
            start, end = self.starts[index], self.starts[index + length]
            if end - start != length and not self._is_said(self.text[index : index + length]):
                return None
        line = self.raw.count("\n", 0, start) + 1
        return Place(self.path, line, start - self.raw.rfind("\n", 0, start), end - start)

    def _is_said(self, piece: str) -> bool:
        if piece not in self._looked_up:
            self._looked_up[piece] = piece in self._said
        return self._looked_up[piece]

    @cached_property
    def _said(self) -> str:
        return "\n".join(_strings(self.values))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def clean(text: str) -> str:
    """The text on one line, without the control characters that XML does not allow."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cs", "Cn"})


_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _ISOLATE_END = "\u2066", "\u2067", "\u2069"


def leftward(text: str) -> str:
    """A text among others that run from right to left, for programs that ask for no style.

    It runs as its first letter does, and a number with its signs as what is around it.
    """
    sides = (unicodedata.bidirectional(character) for character in text)
    first = next((side for side in sides if side in {"L", "R", "AL"}), "R")
    return f"{_LEFT_TO_RIGHT if first == 'L' else _RIGHT_TO_LEFT}{text}{_ISOLATE_END}"
