"""What readers see of the files with which a book begins: found as messages, and translated.

Comments and all that only contributors read stay as they are.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from claimbook.core.text.messages import translations

VOCABULARY = "data/vocabulary.yml"
SETTINGS = "mkdocs.yml"

_OF_AN_ENTRY = frozenset(
    ("label", "plural", "definition", "words", "short", "one", "title", "inverse")
)
"""The fields of a value of a closed list that readers see."""

_OF_A_PAGE = frozenset(("title", "description"))
"""The fields of a page's first lines that readers see."""

_FRONT = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_LINE = re.compile(r"^(?:#+ |- )?(?![{<]|\s*$)(.+)$", re.MULTILINE)
"""A line of a page without what makes it a heading or an item; none that begins with a macro call,
with an attribute or with HTML."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text for readers, and from where to where in its file it stands.

    `context` tells it from a message of the same words: the closed list that it is from, or `menu`.
    """

    start: int
    end: int
    words: str
    is_yaml: bool
    context: str = ""


def stretches(path: str, text: str) -> Iterator[Stretch]:
    """The texts for readers in a file of a new book, in their order; none in most files."""
    if path == VOCABULARY:
        for key, entries in _root(text).value:
            for one in _values(entries, _OF_AN_ENTRY):
                yield _stretch(one, context=key.value)
    elif path == SETTINGS:
        yield from _of_settings(text)
    elif PurePosixPath(path).parts[0] == "docs" and path.endswith(".md"):
        yield from _of_page(text)


def translated(path: str, text: str) -> str:
    """A file of a new book in the language that is spoken, as far as its catalog goes."""
    out, copied = [], 0
    for one in stretches(path, text):
        words = _said(one)
        if words != one.words:
            out += [text[copied : one.start], _as_yaml(one, text, words) if one.is_yaml else words]
            copied = one.end
    return "".join([*out, text[copied:]])


def _said(one: Stretch) -> str:
    told = translations()
    return told.pgettext(one.context, one.words) if one.context else told.gettext(one.words)


def _of_page(text: str) -> Iterator[Stretch]:
    begins = 0
    if front := _FRONT.match(text):
        for one in _values(_root(front[1]), _OF_A_PAGE):
            yield _stretch(one, front.start(1))
        begins = front.end()
    for line in _LINE.finditer(text, begins):
        yield Stretch(line.start(1), line.end(1), line[1], is_yaml=False)


def _of_settings(text: str) -> Iterator[Stretch]:
    """The names in the menu and of the switches of colors, and whose the quotations are."""
    settings = {key.value: value for key, value in _root(text).value}
    switches = next(value for key, value in settings["theme"].value if key.value == "palette")
    yield _stretch(settings["copyright"])
    yield from map(_stretch, _values(switches, {"name"}))
    yield from (_stretch(one, context="menu") for one in _keys(settings["nav"]))


def _root(text: str) -> yaml.MappingNode:
    root = yaml.compose(text, yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    return root


def _stretch(scalar: yaml.ScalarNode, offset: int = 0, context: str = "") -> Stretch:
    start, end = scalar.start_mark.index + offset, scalar.end_mark.index + offset
    return Stretch(start, end, scalar.value, is_yaml=True, context=context)


def _values(node: yaml.Node, names: Collection[str]) -> Iterator[yaml.ScalarNode]:
    """The texts under keys of some names, however deep."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item, names)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode):
                if key.value in names:
                    yield value
            else:
                yield from _values(value, names)


def _keys(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The keys of a menu, however deep."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _keys(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from _keys(value)


def _as_yaml(one: Stretch, text: str, words: str) -> str:
    """Words as a YAML scalar on one line."""
    written = yaml.safe_dump(words, allow_unicode=True, width=10**9)
    ends = "\n" if text[one.start : one.end].endswith("\n") else ""  # of one that was folded
    return written.removesuffix("\n").removesuffix("\n...") + ends
