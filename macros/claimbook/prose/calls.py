"""Finds the macro calls of a Markdown page, with their arguments and places, before rendering."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from claimbook.core.text.problems import Place
from claimbook.prose.front import Front, read_front

JINJA = {"comment_start_string": "{##", "comment_end_string": "##}"}
"""The comment marks that mkdocs-macros is given: with Jinja's own, a heading such as `## Title
{#id}` would break."""

UNKNOWN = object()
"""An argument that is not written out, such as a variable."""

HEADING = re.compile(r"^[\s>*+.)\d-]*#.*\{\{")
UNDERLINE = re.compile(r"^[\s>*+.)\d-]*(?:=+|-+)\s*$")
"""What makes a heading of the line above it."""

FENCE = re.compile(r"^\s*(```|~~~)")

_BEGINS = re.compile(r"\{[{%].*?(?:[%}]\}|$)")
"""A macro call, or what begins as one."""


@dataclass(frozen=True, slots=True)
class MacroCall:
    """One call: the macro's name, its arguments as written, and where it stands."""

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    place: Place


@dataclass(slots=True)
class Page:
    """A hand-written page with its macro calls.

    `error` is set where Jinja, or the front matter, cannot be read: where, what, and what to do.
    `computed` is where Jinja would do more than call macros: where, what, and what to do.
    """

    path: str
    text: str
    front: Front
    calls: list[MacroCall] = field(default_factory=list)
    error: tuple[Place, str, str] | None = None
    headings: list[Place] = field(default_factory=list)
    names: list[tuple[str, Place]] = field(default_factory=list)
    computed: list[tuple[Place, str, str]] = field(default_factory=list)

    @property
    def body(self) -> str:
        """The page's text with its front matter blanked out; all offsets stay as they are."""
        end = self.front.end
        return re.sub(r"[^\n]", " ", self.text[:end]) + self.text[end:]


_CALL = 'a macro call looks like {{ figure("id") }}'
_SHOW = "show braces with {% raw %}"
_CALL_ONLY = f"{_CALL}; {_SHOW}"


def _in_plain_words(lines: list[str], place: Place, said: str) -> tuple[str, str]:
    """What keeps a macro call from being read, and what to do."""
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    written = line[place.column - 1 : place.column - 1 + place.width]
    if set(written) & set("“”„‘’"):
        return "it has curly quotes", 'use straight ones: "id"'
    if "end of print statement" in said and "}}" not in written:
        return "it is not closed", f"write }}}} at its end; {_CALL}"
    return said, f"{_CALL}; show one with {{% raw %}}"


@cache
def _environment() -> Environment:
    return Environment(**JINJA)  # type: ignore[arg-type]  # noqa: S701 - parses, never renders


@lru_cache(maxsize=1024)
def read_page(path: str, text: str) -> Page:
    """Read a page's macro calls. They are kept for the next build of a preview."""
    front = read_front(path, text)
    page = Page(path, text, front, error=front.unreadable)
    if page.error:
        return page
    page.computed = [(place, "the front matter has double braces", _SHOW) for place in front.braces]
    body = page.body
    try:
        refused = list(islice(_refused(path, body), MOST_REFUSED))
        page.computed += (one for *one, _ in refused)  # type: ignore[misc]
        if len(refused) == MOST_REFUSED or any(is_deep for *_, is_deep in refused):
            return page
        tree = _environment().parse(body)
    except TemplateSyntaxError as error:
        lines = text.split("\n")
        # Jinja counts lone carriage returns too
        begins = _BEGINS.search(lines[error.lineno - 1]) if error.lineno <= len(lines) else None
        column, width = (begins.start() + 1, len(begins[0])) if begins else (1, 1)
        place = Place(path, error.lineno, column, width)
        page.error = (place, *_in_plain_words(lines, place, error.message or ""))
        page.computed = []
        return page
    lines = text.split("\n")
    seen: dict[tuple[int, str], Iterator[re.Match[str]]] = {}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            made = _call(call, path, lines, seen)
            page.calls.append(made)
            if len(made.kwargs) < len(call.kwargs):
                what = f"'{made.name}' is given a value twice"
                page.computed.append((made.place, what, "give each name once"))
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    page.names = [
        (name.name, _find(path, lines, name.lineno, name.name))
        for name in tree.find_all(nodes.Name)
        if id(name) not in called
    ]
    told = {place.line for place, *_ in page.computed}
    page.computed += (one for one in _computed(path, lines, tree) if one[0].line not in told)
    page.headings = list(_macros_in_headings(path, lines))
    return page


_RAW = re.compile(r"\{% *(?:end)?raw *%\}")
_LISTED = frozenset("()[],=")
_ESCAPED = re.compile(r"\\(?![\\\"'])")
_WORDS = frozenset(("if", "else", "not", "and", "or", "in", "is"))
_MORE = "this does more than call a macro"

MOST_BRACKETS = 6
"""Maximum depth of nested brackets in a call; macros take lists of lists."""

MOST_DIGITS = 15
"""Maximum number of digits of a number in a call."""

MOST_REFUSED = 30
"""Jinja's parser is not given an expression with more that is refused, since it cannot go deep.

It is also the maximum number of expressions reported for a page.
"""


def _refused(path: str, body: str) -> Iterator[tuple[Place, str, str, bool]]:
    """What in the tokens is no macro call: where, what, what to do, and whether not to parse."""
    expression: _Expression | None = None
    for offset, sort, value in tokens(body):
        if sort == "comment_begin":
            what = "this is a comment of Jinja"
            yield (
                _at(path, body, offset, value),
                what,
                "write <!-- before it and --> after it",
                True,
            )
        elif sort == "block_begin" or (sort.startswith("raw_") and not _RAW.fullmatch(value)):
            shown = _BEGINS.match(body, offset)
            place = _at(path, body, offset, shown[0] if shown else value)
            yield place, "a page has no control blocks", f"write out what they make; {_SHOW}", True
        elif sort == "variable_begin":
            expression = _Expression(offset)
        if expression:
            expression.read(sort, value)
        if expression and sort == "variable_end":
            yield from expression.told(path, body, offset + len(value))
            expression = None
    if expression:
        yield from expression.told(path, body, len(body))


@dataclass(slots=True)
class _Expression:
    """What stands in double braces, read token by token."""

    offset: int
    what: str = ""
    refused: int = 0
    depth: int = 0
    last: str = ""

    def read(self, sort: str, value: str) -> None:
        """Take one more token."""
        if sort == "operator":
            self.depth += (value in {"(", "["}) - (value in {")", "]"})
            if value not in _LISTED or (value in {"(", "["} and self.last in {")", "]"}):
                self._refuse(_MORE)
            if self.depth > MOST_BRACKETS:
                self._refuse("its brackets are nested too deep", MOST_REFUSED)
        elif sort == "name" and value in _WORDS:
            self._refuse(_MORE)
        elif sort in {"integer", "float"} and len(value) > MOST_DIGITS:
            self._refuse(f"it has a number of {len(value):,} digits", MOST_REFUSED)
        elif sort in {"integer", "float"} and not value.isdecimal():
            self._refuse("a number in it is no plain one")
        elif sort == "string" and _ESCAPED.search(value):
            self._refuse("a text in it has a backslash, which would be read as an escape")
        elif sort in {"variable_begin", "variable_end"} and value not in {"{{", "}}"}:
            self._refuse("its braces have another sign, by which Jinja takes space away")
        if sort != "whitespace":
            self.last = value

    def _refuse(self, what: str, weight: int = 1) -> None:
        self.what = self.what or what
        self.refused += weight

    def told(self, path: str, body: str, end: int) -> Iterator[tuple[Place, str, str, bool]]:
        """What is wrong with it, if anything is."""
        if self.what:
            shown = body[self.offset : end].partition("\n")[0]
            is_deep = self.refused >= MOST_REFUSED
            yield _at(path, body, self.offset, shown), self.what, _CALL_ONLY, is_deep


def _at(path: str, body: str, offset: int, shown: str) -> Place:
    begin = body.rfind("\n", 0, offset) + 1
    return Place(path, body.count("\n", 0, offset) + 1, offset - begin + 1, len(shown))


def _computed(
    path: str, lines: list[str], tree: nodes.Template
) -> Iterator[tuple[Place, str, str]]:
    """The places where a page's braces hold anything but one call with written-out values."""
    for output in tree.find_all(nodes.Output):
        for one in output.nodes:
            if not isinstance(one, nodes.TemplateData | nodes.Name) and not _is_call(one):
                begins = _BEGINS.search(lines[one.lineno - 1]) if one.lineno <= len(lines) else None
                column, width = (begins.start() + 1, len(begins[0])) if begins else (1, 1)
                yield Place(path, one.lineno, column, width), _MORE, _CALL_ONLY


def _is_call(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs:
        return False
    values = (*node.args, *(pair.value for pair in node.kwargs))
    return isinstance(node.node, nodes.Name) and all(map(_is_written_out, values))


def _is_written_out(node: nodes.Node) -> bool:
    """Whether a value is text, a number, true, false, none, or a list; a name is told as unknown."""
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(map(_is_written_out, node.items))
    return isinstance(node, nodes.Const | nodes.Name)


def tokens(text: str) -> Iterator[tuple[int, str, str]]:
    """A readable page cut as Jinja cuts it: the offset, the sort and the text of each piece."""
    offset = 0
    for _, sort, value in _environment().lex(text):
        found = text.find(value, offset)
        if found >= 0:
            yield found, sort, value
            offset = found + len(value)


def _call(
    call: nodes.Call,
    path: str,
    lines: list[str],
    seen: dict[tuple[int, str], Iterator[re.Match[str]]],
) -> MacroCall:
    name = call.node.name  # type: ignore[attr-defined]
    line = lines[call.lineno - 1] if call.lineno <= len(lines) else ""
    if (call.lineno, name) not in seen:
        seen[call.lineno, name] = re.finditer(rf"\b{re.escape(name)}\s*\(", line)
    start = next(seen[call.lineno, name], None)
    column = start.start() + 1 if start else 1
    kwargs = {pair.key: _constant(pair.value) for pair in call.kwargs}
    args = tuple(_constant(arg) for arg in call.args)
    return MacroCall(name, args, kwargs, Place(path, call.lineno, column, len(name)))


def _find(path: str, lines: list[str], line: int, name: str) -> Place:
    match = re.search(rf"\b{re.escape(name)}\b", lines[line - 1]) if line <= len(lines) else None
    return Place(path, line, match.start() + 1 if match else 1, len(name))


def _constant(node: nodes.Expr) -> Any:
    try:
        return node.as_const()
    except nodes.Impossible:
        return UNKNOWN


def _macros_in_headings(path: str, lines: list[str]) -> Iterator[Place]:
    fenced = False
    for number, line in enumerate(lines, start=1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and "{{" in line:
            below = lines[number] if number < len(lines) else ""
            if HEADING.match(line) or UNDERLINE.match(below):
                yield Place(path, number, line.index("{{") + 1, 2)
