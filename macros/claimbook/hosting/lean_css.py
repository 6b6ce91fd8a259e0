"""Leaves out of the theme's stylesheets, and of its files, what no page of the built site can use.

In doubt a rule is kept: a name counts as used when a page has it or a script has the word.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import rjsmin
import tinycss2
from mkdocs.exceptions import BuildError

from claimbook.core.text.files import NOT_TEXT
from claimbook.core.text.keeping import kept
from claimbook.core.text.packing import hashed
from claimbook.hosting import publishing

LIBRARY = "assets/js/vega.js"
"""The library that draws charts for those who explore them."""

SHEETS = "assets/stylesheets/*.css"
OWN_SEARCH = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""Where the theme puts its stylesheets, and its own search, for which theme/assets/js/search.js stands."""

FREE = ("alt", "aria-label", "content", "d", "href", "src", "title")
"""Attributes whose values hardly ever repeat, so that every value counts as used."""

_TAG = re.compile(r"<([a-zA-Z][\w-]*)")
_WHOLE_TAG = re.compile(r"""<[a-zA-Z](?>(?:[^"'<>]++|"[^"]*+"|'[^']*+')*)>""")
_INLINE = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>", re.DOTALL | re.IGNORECASE)
_FREE = re.compile(rf"""(?<=\s)({"|".join(FREE)})=(?:"[^"]*+"|'[^']*+')""")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?=("[^"]*"|'[^']*'|[^\s"'>]+))""")
"""The value is only looked at, so that a misread one hides no other attribute."""

_without_comments = partial(rjsmin.jsmin, keep_bang_comments=True)

_NAME = re.compile(r"[\w:-]+")
_WORD = re.compile(r"[\w-]+")
_BEGINNING = re.compile(r"([a-zA-Z][\w-]*[-_])(?=[\"'`$])")
_PROPERTY = re.compile(r"--[\w-]+")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_SOURCE_MAP = re.compile(r"\s*(?://|/\*)# sourceMappingURL=[^\s*]+(?:\s*\*/)?\s*$")
_KEYFRAMES = re.compile(r"@(?:-\w+-)?keyframes\s")
_ANIMATION = re.compile(r"(?:-\w+-)?animation")

_NESTING = {"media", "supports", "layer", "container"}
_ALTERNATIVES = {"is", "where", "matches", "-webkit-any", "-moz-any"}
_SET_BY_PAGES_ALONE = {"dir"}
"""The theme's scripts compare with the direction of the text and never change it."""


@dataclass(frozen=True, slots=True)
class UsedNames:
    """The names that pages have, and the words and beginnings of words of all scripts.

    A beginning is what a script completes, such as `tabbed-control--`. `read` are the custom
    properties that something besides the theme's stylesheets reads.
    """

    tags: frozenset[str]
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: frozenset[str]
    values: frozenset[tuple[str, str]]
    words: frozenset[str]
    beginnings: tuple[str, ...]
    read: frozenset[str]

    def has(self, names: frozenset[str], name: str) -> bool:
        """Whether pages have a name of a kind, or a script could make it."""
        if name in names or name in self.words or not _WORD.fullmatch(name):
            return True
        return name.startswith(self.beginnings)

    def has_attribute(self, name: str, value: str | None) -> bool:
        """Whether an element can have an attribute, of any value or of the given one."""
        in_script = re.sub(r"-(\w)", lambda match: match[1].upper(), name.removeprefix("data-"))
        if not self.has(self.attributes, name) and in_script not in self.words:
            return False
        if value is None or name in FREE or (name, value) in self.values:
            return True
        return name not in _SET_BY_PAGES_ALONE and self.has(frozenset(), value)


class Names:
    """What pages have in their tags and scripts. Each different tag is read once."""

    def __init__(self) -> None:
        self.tags = set[str]()
        self.names = set[str]()
        self.values = set[tuple[str, str]]()
        self.read_properties = set[str]()
        self._known = set[str]()

    def read(self, page: str) -> None:
        """Read a page, or a part of one."""
        for text in _parts_of(page) - self._known:
            self._known.add(text)
            small = text.lower()
            self.tags |= set(_TAG.findall(small))
            self.names |= set(_NAME.findall(small))
            self.read_properties |= set(_PROPERTY.findall(text))
            found = _ATTRIBUTE.findall(text)
            self.values |= {(name.lower(), value.strip("\"'")) for name, value in found}

    def add(self, others: Names) -> None:
        """Add what other pages have."""
        self.tags |= others.tags
        self.names |= others.names
        self.values |= others.values
        self.read_properties |= others.read_properties

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_known": set()}


def used_names(names: Names, scripts: Iterable[str], sheets: Iterable[str]) -> UsedNames:
    """What pages, scripts and other stylesheets use."""
    values, read = names.values, set(names.read_properties)
    words, beginnings = set[str](), set[str]()
    for script in scripts:
        words |= set(_WORD.findall(script))
        beginnings |= set(_BEGINNING.findall(script))
    for sheet in sheets:
        read |= set(_READ.findall(sheet))
    return UsedNames(
        tags=frozenset(names.tags),
        classes=frozenset(
            word for name, text in values if name == "class" for word in text.split()
        ),
        ids=frozenset(text for name, text in values if name == "id"),
        attributes=frozenset(names.names | {name for name, _ in values}),
        values=frozenset(values),
        words=frozenset(words),
        beginnings=tuple(sorted(beginnings)),
        read=frozenset(read | {word for word in words if word.startswith("--")}),
    )


def _parts_of(page: str) -> set[str]:
    """The different tags, scripts and styles of a page; all of it as one where a tag is not understood."""
    inline = set(_INLINE.findall(page))
    bare = _FREE.sub(r"\1=''", _INLINE.sub("", page))
    tags = _WHOLE_TAG.findall(bare)
    return {*inline, *tags} if len(tags) == len(_TAG.findall(bare)) else {page}


@dataclass(slots=True)
class _Block:
    """A rule: its selectors or at-word, and the declarations or rules within it."""

    head: str
    parts: list[_Block | str]
    joint: str = ""

    def __str__(self) -> str:
        return f"{self.head}{{{self.joint.join(map(str, self.parts))}}}" if self.parts else ""


def lean(sheets: Sequence[str], used: UsedNames) -> list[str]:
    """The stylesheets without rules, properties and keyframes that nothing uses.

    Raises:
        ValueError: when a stylesheet is not understood.
    """
    trees = [_kept(tinycss2.parse_stylesheet(sheet), used) for sheet in sheets]
    blocks = [block for tree in trees for block in _all_blocks(tree)]
    _drop_unread(blocks, used.read)
    _drop_unused_keyframes(blocks, used.words)
    return ["".join(map(str, tree)) for tree in trees]


def compact(sheet: str) -> str:
    """A stylesheet without comments and the space between its rules; as it is when not understood.

    Comments that begin with an exclamation mark are words about rights, and stay.
    """
    try:
        return "".join(map(str, _kept(tinycss2.parse_stylesheet(sheet))))
    except ValueError:
        return sheet


def _all_blocks(parts: Iterable[_Block | str]) -> Iterator[_Block]:
    for part in parts:
        if isinstance(part, _Block):
            yield part
            yield from _all_blocks(part.parts)


def _kept(nodes: Iterable[Any], used: UsedNames | None = None) -> list[_Block | str]:
    """What is kept of a list of rules: all, where nothing is said of what is used."""
    kept: list[_Block | str] = []
    for node in nodes:
        if node.type == "error":
            message = f"line {node.source_line}, column {node.source_column}: {node.message}"
            raise ValueError(message)
        if node.type == "qualified-rule":
            if head := _selectors(node.prelude, used):
                kept.append(_Block(head, [*_split(node.content, ";")], ";"))
        elif node.type == "at-rule" and node.content is not None:
            head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}".rstrip()
            nests = node.lower_at_keyword in _NESTING
            rules = _kept(tinycss2.parse_rule_list(node.content), used) if nests else []
            kept.append(_Block(head, rules if nests else [tinycss2.serialize(node.content)]))
        elif node.type != "whitespace" and not _is_comment(node):
            kept.append(node.serialize())
    return kept


def _is_comment(token: Any) -> bool:
    """Whether a token is a comment that nobody has to keep."""
    return token.type == "comment" and not token.value.startswith("!")


def _split(tokens: Iterable[Any], mark: str) -> list[str]:
    """Tokens as the texts between those of a mark; none is empty."""
    return [text for part in _parts(tokens, mark) if (text := tinycss2.serialize(part).strip())]


def _parts(tokens: Iterable[Any], mark: str) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token == mark:
            parts.append([])
        elif not _is_comment(token):
            parts[-1].append(token)
    return parts


def _selectors(prelude: Iterable[Any], used: UsedNames | None) -> str:
    """The selectors of a list that can match.

    A selector of one browser alone makes others skip the whole rule, so such a list stays whole.
    """
    selectors = _parts(prelude, ",")
    matching = [one for one in selectors if used is None or _can_match(one, used)]
    text = tinycss2.serialize(prelude).strip()
    if not matching or ":-" in text:
        return text if matching else ""
    return ",".join(tinycss2.serialize(one).strip() for one in matching)


def _can_match(selector: Sequence[Any], used: UsedNames) -> bool:
    """Whether all that a selector asks for is used; what is not understood counts as used."""
    before = ""
    for token in selector:
        kind = token.type
        if kind == "ident" and before == ".":
            matches = used.has(used.classes, token.value)
        elif kind == "ident" and before != ":":
            matches = used.has(used.tags, token.lower_value)
        elif kind == "hash":
            matches = used.has(used.ids, token.value)
        elif kind == "[] block":
            matches = _can_have(token.content, used)
        elif kind == "function" and token.lower_name in _ALTERNATIVES:
            matches = any(_can_match(one, used) for one in _parts(token.arguments, ","))
        else:
            matches = True
        if not matches:
            return False
        before = token.value if kind == "literal" else ""
    return True


def _can_have(content: Iterable[Any], used: UsedNames) -> bool:
    """Whether an element can have the attribute that is asked for between brackets."""
    name, *rest = (token for token in content if token.type != "whitespace")
    exact = len(rest) > 1 and rest[0] == "=" and rest[1].type in {"ident", "string"}
    return used.has_attribute(name.lower_value, rest[1].value if exact else None)


def _drop_unread(blocks: Sequence[_Block], read: frozenset[str]) -> None:
    """Remove custom properties that nothing reads, and then those that only they read."""
    count = -1
    while count != (count := sum(len(block.parts) for block in blocks)):
        wanted = read.union(*(_READ.findall(text) for block in blocks for text in _texts(block)))
        for block in blocks:
            block.parts = [part for part in block.parts if _property(part) in {"", *wanted}]


def _drop_unused_keyframes(blocks: Sequence[_Block], words: frozenset[str]) -> None:
    """Remove keyframes that no declaration and no script names."""
    keyframes = [block for block in blocks if _KEYFRAMES.match(block.head)]
    moving = (text for block in blocks for text in _texts(block) if _ANIMATION.match(text))
    named = words.union(*(_WORD.findall(text) for text in moving))
    for block in keyframes:
        if block.head.split()[-1] not in named:
            block.parts = []


def _texts(block: _Block) -> list[str]:
    return [part for part in block.parts if isinstance(part, str)]


def _property(part: _Block | str) -> str:
    """The custom property that a declaration sets; empty for all else."""
    match = _PROPERTY.match(part) if isinstance(part, str) else None
    return match[0] if match else ""


def write(
    folder: Path, own: Sequence[Path], cache: Path, *, names: Names, known: Collection[str]
) -> None:
    """Make the theme's stylesheets lean, and drop those of its files that no page loads.

    Args:
        folder: the built site.
        own: the folders from which the files of the book and of the engine were copied.
        cache: the folder in which lean stylesheets are kept.
        names: what the pages have that were read already.
        known: the paths of these pages from the site's root.

    Of the book's own stylesheets and scripts only comments and space go. All of the theme's
    stylesheets are left alone when one of them is not understood. The library that draws charts
    is not read: it draws in elements of its own, and has most words.

    Raises:
        BuildError: when a page, a script or a stylesheet in `docs/` is no text.
    """
    _drop_files(folder, own)
    paths = [path for path in sorted(folder.glob(SHEETS)) if _is_theirs(path, folder, own)]
    files = set(publishing.walked(folder)) - set(known)
    others = {folder / path for path in files if path.endswith(".css")} - set(paths)
    scripts = {folder / path for path in files if path.endswith(".js")} - {folder / LIBRARY}
    read = partial(_read, folder)
    for page in read(folder / path for path in files if path.endswith(".html")):
        names.read(page)
    used = used_names(names, read(scripts), read(others))
    sheets = [*read(paths)]
    try:
        leaned = kept(
            cache / f"{_key(sheets, used)}.css.json",
            lambda: json.dumps(lean(sheets, used)).encode(),
        )
    except ValueError:
        return
    for path, sheet in zip(paths, json.loads(leaned), strict=True):
        path.write_text(sheet, "utf-8", newline="\n")
    for path in others | scripts:
        if not _is_theirs(path, folder, own):
            text = path.read_text("utf-8")
            is_script = path.suffix == ".js"
            short = _without_comments(text) if is_script else compact(text)
            path.write_text(short, "utf-8", newline="\n")


def _key(sheets: Sequence[str], used: UsedNames) -> str:
    """A name that changes with everything that decides which rules are kept."""
    names = [sorted(getattr(used, field.name)) for field in fields(used)]
    code = Path(__file__).read_text("utf-8")
    return hashed(repr((sheets, names, version("tinycss2"), code)).encode())


def _read(folder: Path, paths: Iterable[Path]) -> Iterator[str]:
    for path in sorted(paths):
        try:
            yield path.read_text("utf-8")
        except UnicodeDecodeError:
            raise BuildError(f"docs/{path.relative_to(folder).as_posix()}: {NOT_TEXT}") from None


def _is_theirs(path: Path, folder: Path, own: Sequence[Path]) -> bool:
    """Whether a built file is the theme's, and neither the book's nor the engine's."""
    return not any((one / path.relative_to(folder)).exists() for one in own)


def _drop_files(folder: Path, own: Sequence[Path]) -> None:
    """Drop what serves those who change the theme, and its own search."""
    for path in sorted(folder.glob("assets/**/*.map")):
        named = path.with_suffix("")
        if named.is_file() and _is_theirs(path, folder, own):
            text = _SOURCE_MAP.sub("\n", named.read_text("utf-8"))
            named.write_text(text, "utf-8", newline="\n")
            path.unlink()
    for unused in OWN_SEARCH:
        shutil.rmtree(folder / unused, ignore_errors=True)
