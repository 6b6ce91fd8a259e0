"""The small language of formulas: names, decimal numbers, + - * / and parentheses.

Nothing is ever run: it reads a text into a tree that knows the place of every piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

MAX_LENGTH = 200
"""Maximum length of a formula. It is one line; a longer one is a mistake or an attack on the
parser."""

MAX_DEPTH = 10
"""Maximum depth of nested parentheses."""

SIGNS = "+ - * / ( )"

_SHOWN = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}

T = TypeVar("T")

_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[^\W\d]\w*)|(?P<quoted>'[^']+'|\"[^\"]+\")"
    r"|(?P<sign>[-+*/()])"
)
_SPACE = re.compile(r"[ \n]*")


class FormulaError(ValueError):
    """A text that is no formula, or one that cannot be worked out.

    The message says why and `help` what would be right; `at` and `width` say where in the text.
    """

    def __init__(self, message: str, at: int = 0, width: int = 1, help: str = "") -> None:  # noqa: A002
        super().__init__(message)
        self.message = message
        self.at = at
        self.width = width
        self.help = help


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula and the index at which it begins. `kind` is "" for the end."""

    kind: str
    text: str
    at: int

    @property
    def name(self) -> str:
        """The name without its quotes."""
        return self.text[1:-1] if self.kind == "quoted" else self.text


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in a formula."""

    value: Fraction
    token: Token


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands for something else."""

    name: str
    token: Token


@dataclass(frozen=True, slots=True)
class Operation:
    """Two trees and the sign between them."""

    sign: str
    left: Tree
    right: Tree
    token: Token


Tree = Number | Name | Operation


def tokens(text: str) -> list[Token]:
    """The pieces of a formula, closed by an empty one.

    Raises:
        FormulaError: at the first character that no piece begins with.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"a formula has at most {MAX_LENGTH} characters, this one {len(text)}")
    found: list[Token] = []
    at = _end_of_space(text, 0)
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            known = f"the signs are {SIGNS}; a name with spaces goes in single quotes"
            raise FormulaError(f"'{text[at]}' has no meaning in a formula", at, help=known)
        found.append(Token(str(match.lastgroup), match[0], at))
        at = _end_of_space(text, match.end())
    return [*found, Token("", "", len(text))]


def _end_of_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def parse(text: str) -> Tree:
    """The tree of a formula. * and / bind closer than + and -; equals are taken from the left.

    Raises:
        FormulaError: where the text stops making sense.
    """
    return _Parser(tokens(text)).whole()


class _Parser:
    """Recursive descent, one method for each line of the grammar."""

    def __init__(self, pieces: list[Token]) -> None:
        self.pieces = pieces
        self.index = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.pieces[self.index]

    def take(self) -> Token:
        self.index += 1
        return self.pieces[self.index - 1]

    def whole(self) -> Tree:
        tree = self.sum()
        if self.here.kind:
            piece = self.here
            message = f"'{piece.text}' stands where a sign or the end is needed"
            raise FormulaError(message, piece.at, len(piece.text), f"the signs are {SIGNS}")
        return tree

    def sum(self) -> Tree:
        return self.chain("+-", self.product)

    def product(self) -> Tree:
        return self.chain("*/", self.factor)

    def chain(self, signs: str, part: Callable[[], Tree]) -> Tree:
        tree = part()
        while self.here.kind == "sign" and self.here.text in signs:
            token = self.take()
            tree = Operation(token.text, tree, part(), token)
        return tree

    def factor(self) -> Tree:
        token = self.here
        if token.kind == "number":
            return Number(Fraction(self.take().text), token)
        if token.kind in {"name", "quoted"}:
            return Name(self.take().name, token)
        if token.text == "(":
            return self.inside()
        if not token.kind:
            raise FormulaError("the formula ends where a name or number is needed", token.at)
        message = f"'{token.text}' stands where a name or number is needed"
        raise FormulaError(message, token.at, len(token.text))

    def inside(self) -> Tree:
        opening = self.take()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = f"parentheses stand more than {MAX_DEPTH} deep in one another"
            raise FormulaError(message, opening.at)
        tree = self.sum()
        if self.here.text != ")":
            raise FormulaError("this parenthesis is not closed", opening.at)
        self.take()
        self.depth -= 1
        return tree


def fold(tree: Tree, leaf: Callable[[Number | Name], T], join: Callable[[Operation, T, T], T]) -> T:
    """The value of a tree: each leaf is worked out, and then each operation from its two sides."""
    if isinstance(tree, Operation):
        return join(tree, fold(tree.left, leaf, join), fold(tree.right, leaf, join))
    return leaf(tree)


def names(tree: Tree) -> Iterator[Name]:
    """Every name in a tree, in the order in which they stand."""
    if isinstance(tree, Operation):
        yield from names(tree.left)
        yield from names(tree.right)
    elif isinstance(tree, Name):
        yield tree


def pieces(text: str) -> list[tuple[str, str | None]]:
    """A formula for showing: its names as names, and what stands between them as it is printed.

    Each piece is a text and, for a name, that name: `a / 2` gives `("", "a")` and `(" ÷ 2", None)`.
    """
    out: list[tuple[str, str | None]] = []
    for token in tokens(text)[:-1]:
        if token.kind in {"name", "quoted"}:
            out.append(("", token.name))
        else:
            shown = _SHOWN.get(token.text, token.text)
            before = out.pop()[0] if out and out[-1][1] is None else ""
            out.append((before + shown, None))
    return out
