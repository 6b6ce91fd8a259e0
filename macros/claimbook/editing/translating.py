"""What readers see of the files with which a book begins: found as messages, and translated.

Comments and all that only contributors read stay as they are.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import yaml

from claimbook.core.records.vocabulary import PLURALS
from claimbook.core.text.messages import locale, translations

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
    `plural` is the message of a unit that is written in one way for one and in another for more,
    and `is_one` says which of the two stands here.
    """

    start: int
    end: int
    words: str
    is_yaml: bool
    context: str = ""
    plural: tuple[str, str] | None = None
    is_one: bool = False

    @property
    def message(self) -> str | tuple[str, str]:
        """The words as a catalog has them."""
        return self.plural or self.words


def stretches(path: str, text: str) -> Iterator[Stretch]:
    """The texts for readers in a file of a new book, in their order; none in most files."""
    if path == VOCABULARY:
        for key, entries in _root(text).value:
            for entry in entries.value:
                yield from _of_entry(entry, key.value)
    elif path == SETTINGS:
        yield from _of_settings(text)
    elif PurePosixPath(path).parts[0] == "docs" and path.endswith(".md"):
        yield from _of_page(text)


def _of_entry(entry: yaml.MappingNode, context: str) -> Iterator[Stretch]:
    """The texts of a value of a closed list."""
    found = dict(_values(entry, _OF_AN_ENTRY))
    plural = (found["one"].value, found["words"].value) if "one" in found else None
    for name, one in found.items():
        stretch = _stretch(one, context=context)
        is_one = name == "one"
        in_plural = is_one or name == "words"
        yield replace(stretch, plural=plural, is_one=is_one) if in_plural else stretch


def translated(path: str, text: str) -> str:
    """A file of a new book in the language that is spoken, as far as its catalog goes."""
    out, copied = [], 0
    for one in stretches(path, text):
        words = _said(one)
        if words != one.words:
            out += [text[copied : one.start], _as_yaml(one, text, words) if one.is_yaml else words]
            copied = one.end
        if one.plural and not one.is_one:
            out += [text[copied : one.end], *_more_forms(one, words)]
            copied = one.end
    return "".join([*out, text[copied:]])


def _said(one: Stretch) -> str:
    told = translations()
    if one.plural:
        return _form(one, "one" if one.is_one else "other")
    return told.pgettext(one.context, one.words) if one.context else told.gettext(one.words)


def _form(one: Stretch, category: str) -> str:
    """The form of a unit for the numbers of a category of CLDR."""
    assert one.plural is not None
    number = _examples().get(category, 1 if category == "one" else _MANY)
    return translations().npgettext(one.context, *one.plural, number)


def _examples() -> dict[str, int]:
    """For each plural form of the language the least number that has it."""
    found: dict[str, int] = {}
    for number in range(_MANY + 1):
        found.setdefault(locale().plural_form(number), number)
    return found


_MANY = 100
"""A number that has the form of most numbers, of which a unit has no form of its own."""


def _more_forms(one: Stretch, other: str) -> Iterator[str]:
    """Lines with the forms of a unit that English has not, where they differ from the usual one."""
    for category in PLURALS[1:]:
        if category in _examples() and (form := _form(one, category)) != other:
            yield f"\n    {category}: {_scalar(form)}"


def _of_page(text: str) -> Iterator[Stretch]:
    begins = 0
    if front := _FRONT.match(text):
        for _, one in _values(_root(front[1]), _OF_A_PAGE):
            yield _stretch(one, front.start(1))
        begins = front.end()
    for line in _LINE.finditer(text, begins):
        yield Stretch(line.start(1), line.end(1), line[1], is_yaml=False)


def _of_settings(text: str) -> Iterator[Stretch]:
    """The names in the menu and of the switches of colors, and whose the quotations are."""
    settings = {key.value: value for key, value in _root(text).value}
    switches = next(value for key, value in settings["theme"].value if key.value == "palette")
    yield _stretch(settings["copyright"])
    yield from (_stretch(one) for _, one in _values(switches, {"name"}))
    yield from (_stretch(one, context="menu") for one in _keys(settings["nav"]))


def _root(text: str) -> yaml.MappingNode:
    root = yaml.compose(text, yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    return root


def _stretch(scalar: yaml.ScalarNode, offset: int = 0, context: str = "") -> Stretch:
    start, end = scalar.start_mark.index + offset, scalar.end_mark.index + offset
    return Stretch(start, end, scalar.value, is_yaml=True, context=context)


def _values(node: yaml.Node, names: Collection[str]) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """The texts under keys of some names, however deep, each with its key."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item, names)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode):
                if key.value in names:
                    yield key.value, value
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
    ends = "\n" if text[one.start : one.end].endswith("\n") else ""  # of one that was folded
    return _scalar(words) + ends


def _scalar(words: str) -> str:
    written: str = yaml.safe_dump(words, allow_unicode=True, width=10**9)
    return written.removesuffix("\n").removesuffix("\n...")
