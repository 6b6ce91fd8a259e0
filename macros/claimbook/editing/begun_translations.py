"""Translations as they are begun, and the version of the original that is written into them."""

import re
from collections.abc import Mapping
from textwrap import wrap

from claimbook.core.records.editions import ORIGINAL
from claimbook.core.records.texts import TextField
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.annotating import WIDTH

_FRONT = re.compile(r"---[ \t]*\n((?:(?!---|\.\.\.).*\n)+)---[ \t]*\n")
_COMMENTS = re.compile(r"(?:#.*\n|[ \t]*\n)*")


def begun(texts: Mapping[str, TextField], version: str, modeline: str = "") -> str:
    """A translation of a record to fill in: below each text of the original its path.

    Args:
        texts: the texts of the record, by their paths.
        version: the version of the original.
        modeline: the comment that names the file's schema to an editor, if there is one.
    """
    parts = [f"{modeline}{ORIGINAL}: {version}\n"]
    parts += [_asked(path, one) for path, one in texts.items() if one.said is not None]
    return "\n".join(parts)


def _asked(path: str, text: TextField) -> str:
    said = ", ".join(text.said) if isinstance(text.said, tuple) else str(text.said)
    lines = wrap(said, WIDTH) or ["(a list of other words)"]
    if text.quoted:
        lines.insert(0, "A quotation, which stays as it is; a translation stands beside it:")
    elif not text.needed:
        lines.insert(0, "May be left out:")
    return "".join(f"# {line}\n" for line in lines) + f"{path}:\n"


def begun_page(text: str, version: str) -> str:
    """A page to translate: the original, with its version in the front matter."""
    return stamped(text, version, is_page=True)


def stamped(text: str, version: str, *, is_page: bool) -> str:
    """A translation with the version of the original, in place of another one that it names.

    Args:
        text: the text of its file.
        version: the version of the original.
        is_page: whether it is a page, which names the version in its front matter.
    """
    if not is_page:
        return _stamped(text, version)
    front = _FRONT.match(text)
    if front is None:
        return f"---\n{ORIGINAL}: {version}\n---\n\n{text.lstrip(chr(10))}"
    begin, end = front.span(1)
    return text[:begin] + _stamped(front[1], version) + text[end:]


def _stamped(text: str, version: str) -> str:
    """A mapping with the version as one of its values, the first where it had none."""
    place = read_yaml(text, "").keys.get((ORIGINAL,))
    line = f"{ORIGINAL}: {version}"
    lines = text.split("\n")
    if place:
        lines[place.line - 1] = line
        return "\n".join(lines)
    comments = _COMMENTS.match(text)
    at = comments.end() if comments else 0
    return f"{text[:at]}{line}\n{text[at:]}"
