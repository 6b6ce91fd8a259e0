"""Finds the macro calls of a Markdown page, with their arguments and places, before rendering."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.core.problems import Place
from macros.core.yaml_text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

JINJA = {"comment_start_string": "{##", "comment_end_string": "##}"}
"""As in mkdocs.yml: with Jinja's own marks a heading such as `## Title {#id}` would break."""

UNKNOWN = object()
"""An argument that is not written out, such as a variable."""

HEADING = re.compile(r"^ {0,3}#{1,6}\s.*\{\{")
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
    `computed` is where Jinja would do more than call macros, each in words.
    """

    path: str
    text: str
    calls: list[MacroCall] = field(default_factory=list)
    error: tuple[Place, str, str] | None = None
    headings: list[Place] = field(default_factory=list)
    names: list[tuple[str, Place]] = field(default_factory=list)
    computed: list[tuple[Place, str]] = field(default_factory=list)


FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
"""What a page says of itself before its text, in YAML."""

_CALL = 'a macro call looks like {{ figure("id") }}'


def _in_plain_words(lines: list[str], place: Place, said: str) -> tuple[str, str]:
    """What keeps a macro call from being read, and what to do."""
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    written = line[place.column - 1 : place.column - 1 + place.width]
    if set(written) & set("“”„‘’"):
        return "it has curly quotes", 'use straight ones: "id"'
    if "end of print statement" in said and "}}" not in written:
        return "it is not closed", f"write }}}} at its end; {_CALL}"
    return said, f"{_CALL}; show one with {{% raw %}}"


def _front_matter_fault(path: str, text: str) -> tuple[Place, str, str] | None:
    front = FRONT_MATTER.match(text)
    located = read_yaml(front[1], path) if front else None
    for fault in located.faults if located else ():
        if fault.kind in {"syntax", "duplicate-key"}:
            place = fault.place._replace(line=fault.place.line + 1)  # after the dashes
            return (
                place,
                "its front matter is no YAML",
                'text with ": " in it goes in double quotes',
            )
    return None


@cache
def _environment() -> Environment:
    return Environment(**JINJA)  # type: ignore[arg-type]  # noqa: S701 - parses, never renders


@lru_cache(maxsize=1024)
def read_page(path: str, text: str) -> Page:
    """Read a page's macro calls. They are kept for the next build of a preview.

    Args:
        path: how the page is named in messages.
        text: the whole file, front matter included, so that lines are counted right.
    """
    page = Page(path, text, error=_front_matter_fault(path, text))
    if page.error:
        return page
    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        lines = text.split("\n")
        # Jinja counts lone carriage returns too
        begins = _BEGINS.search(lines[error.lineno - 1]) if error.lineno <= len(lines) else None
        column, width = (begins.start() + 1, len(begins[0])) if begins else (1, 1)
        place = Place(path, error.lineno, column, width)
        page.error = (place, *_in_plain_words(lines, place, error.message or ""))
        return page
    lines = text.split("\n")
    seen: dict[tuple[int, str], int] = {}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            page.calls.append(_call(call, path, lines, seen))
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    if tree.find(nodes.For):
        own.add("loop")
    page.names = [
        (name.name, _find(path, lines, name.lineno, name.name))
        for name in tree.find_all(nodes.Name)
        if name.ctx == "load" and id(name) not in called and name.name not in own
    ]
    page.computed = list(_computed(path, text, tree))
    page.headings = list(_macros_in_headings(path, lines))
    return page


PASSIVE = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.List, nodes.Tuple),
    *(nodes.Dict, nodes.Pair, nodes.Keyword, nodes.Neg, nodes.Name),
    *(nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
)
"""What reaches nothing but what is written out. Calls and attributes are looked at one by one."""


def _computed(path: str, text: str, tree: nodes.Template) -> Iterator[tuple[Place, str]]:
    """Where Jinja would do more than call macros, each in words."""
    lines = text.split("\n")
    for one in _within(tree):
        if not _is_passive(one):
            begins = _BEGINS.search(lines[one.lineno - 1]) if one.lineno <= len(lines) else None
            column, width = (begins.start() + 1, len(begins[0])) if begins else (1, 1)
            yield Place(path, one.lineno, column, width), "this does more than call a macro"
    front = FRONT_MATTER.match(text)
    located = read_yaml(front[1], path) if front else None
    for at, place in (located.values if located else {}).items():
        here = located.data if located else None
        for step in at:
            here = here[step] if isinstance(here, dict | list) else None  # type: ignore[index]
        if isinstance(here, str) and ("{{" in here or "{%" in here):
            yield place._replace(line=place.line + 1), "the front matter has double braces"


def _within(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and all below it; what is not passive is not looked into, since it is told as a whole."""
    yield node
    if _is_passive(node):
        for child in node.iter_child_nodes():
            yield from _within(child)


def _is_passive(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Call):
        return isinstance(node.node, nodes.Name) and not (node.dyn_args or node.dyn_kwargs)
    if isinstance(node, nodes.Getattr):
        return isinstance(node.node, nodes.Name | nodes.Getattr) and not node.attr.startswith("_")
    if isinstance(node, nodes.For):
        return isinstance(node.iter, nodes.List | nodes.Tuple)
    return isinstance(node, PASSIVE)


def tokens(text: str) -> Iterator[tuple[int, str, str]]:
    """A readable page cut as Jinja cuts it: the offset, the sort and the text of each piece."""
    offset = 0
    for _, sort, value in _environment().lex(text):
        found = text.find(value, offset)
        if found >= 0:
            yield found, sort, value
            offset = found + len(value)


def _call(
    call: nodes.Call, path: str, lines: list[str], seen: dict[tuple[int, str], int]
) -> MacroCall:
    name = call.node.name  # type: ignore[attr-defined]
    line = lines[call.lineno - 1] if call.lineno <= len(lines) else ""
    nth = seen.get((call.lineno, name), 0)
    seen[call.lineno, name] = nth + 1
    starts = [match.start() for match in re.finditer(rf"\b{re.escape(name)}\s*\(", line)]
    column = starts[nth] + 1 if nth < len(starts) else 1
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
        elif not fenced and HEADING.match(line):
            yield Place(path, number, line.index("{{") + 1, 2)
