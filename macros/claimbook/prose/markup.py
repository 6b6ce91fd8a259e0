"""Holds what was written on a page against the list of what may stand there.

No parser of HTML is asked: whatever could begin a tag, a declaration, an address or a list of
attributes has to be one that is listed, letter by letter, or it is refused.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimbook.core.rules.registry import rule
from claimbook.core.text.characters import deceiving, named
from claimbook.core.text.problems import Finding, Place
from claimbook.core.text.signs import CALL, CODE
from claimbook.prose.allowed import (
    ATTRIBUTES,
    BLOCK,
    BLOCK_END,
    COMMENT,
    MOST_NESTED,
    SCHEMES,
    wrong_address,
)
from claimbook.prose.calls import Page, tokens
from claimbook.prose.catalog import MACROS
from claimbook.prose.material import Prose

MOST_ON_A_PAGE = 20
"""Maximum number of places reported for one page."""

LONGEST = 1000
"""Maximum number of characters in an address."""

_MARK = re.compile(r"<(?=[A-Za-z/!?])")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]*)>|<((?:mailto:)?[\w.+-]+@[\w.-]+)>")
_TAG = re.compile(r"</?([A-Za-z][\w:-]*)")
_LINK = re.compile(r"\]\(|\]:")
_TITLE = rf"""(?:[ ]+"[^"\n{CALL}{CODE}]*")?[ ]*"""
_TARGET = re.compile(rf"""(?P<target>[^\s()"]{{0,{LONGEST}}}){_TITLE}\)""")
_DEFINED = re.compile(
    rf"""[ ]*\n?[ ]*(?P<target>[^\s]{{0,{LONGEST}}})"""
    rf"""(?:[ ]*\n?[ ]*(?:"[^"\n{CALL}{CODE}]*"|'[^'\n{CALL}{CODE}]*'))?[ ]*(?=\n|$)"""
)
_WITHIN_WORDS = re.compile(r"[^\[\]]*[^\s\[\]>*+.)\d-][^\[\]]*\[[^\[\]]*|(?:.*\s)?\*\[[^\[\]]*")
"""What stands before the end of brackets and keeps them from defining a link: words, or the sign
of an abbreviation."""
_IMAGE = re.compile(r"!\[")
_WHOLE_IMAGE = re.compile(
    rf"""!\[[^\[\]`{{}}{CALL}{CODE}]*\]\((?P<target>[^\s()"]{{0,{LONGEST}}}){_TITLE}\)"""
)
_SINGLE_CALL = re.compile(r"\{ *([a-z_]+)\([^{}()]*\) *\}")
_AMONG_WORDS = re.compile(r"(?<=[\s(“])\{[^{}]*\}(?=[ ]?(?:[^\W_]|[,.;:)”]))")
"""Braces before a word, which Markdown leaves alone: attributes stand at the end of a block, of a
cell or of its first words, or directly behind what they are for."""

_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_ADMONITION = re.compile(
    r"^[ \t>*+-]*(?:!!!(?! ?[a-z]+(?: [a-z]+)*(?: +\"[^\"\n]*\")? *$)|\?\?\?).*", re.MULTILINE
)

_FENCE = re.compile(r"^[> \t]*(`{3,}|~{3,})", re.MULTILINE)
_ABBREVIATION = re.compile(r"^[ \t>*+.)\d-]*\*\[([^\]\n]*)\]:", re.MULTILINE)
_OF_MARKDOWN = {"amp", "klzzwxh", "wzxhzdk"}
"""Words that Markdown writes between its own marks while it works."""

_AS_CODE = "show it as code between backticks, or say it in Markdown"
_AS_ADDRESS = f"a page, #anchor, or an address with {', '.join(SCHEMES[:-1])} or {SCHEMES[-1]}"


@rule("E059", "prose")
def markup_not_listed(prose: Prose) -> Iterator[Finding]:
    """A page is written in Markdown. Of HTML it has comments and, alone in its line,
    `<div class="cb-…" markdown>` with its end; links lead to pages, anchors, and addresses with
    http, https or mailto; in braces stand classes of the book and an id. All else is refused, so
    that nothing on a page runs, loads, leads away by itself, or looks like the site.

    Bad:
        <script>count()</script>

    Good:
        The keeper counts.
    """
    for page in prose.pages:
        shown = live(page)
        found = sorted(_not_listed(shown.text))
        for one in found[:MOST_ON_A_PAGE]:
            yield Finding(shown.place(one.offset, one.width), one.what, one.help)


@dataclass(frozen=True, slots=True, order=True)
class _RefusedMarkup:
    offset: int
    width: int
    what: str
    help: str


def _not_listed(text: str) -> Iterator[_RefusedMarkup]:
    if fence := _FENCE.search(text):
        what = "this fence cannot be told for certain to hold code"
        help_text = "after a blank line, write ``` and a language, no more, and end with ``` alone"
        yield _RefusedMarkup(fence.start(1), len(fence[1]), what, help_text)
        text = text[: fence.start()]  # whether the rest is code is uncertain
    yield from _html(text)
    yield from _addresses(text)
    yield from _attributes(text)
    yield from _entities(text)
    for match in _ABBREVIATION.finditer(text):
        name = match[1].strip()
        if not any(map(str.isalpha, name)) or name in _OF_MARKDOWN:
            what = f"'{name}' cannot be an abbreviation"
            yield _RefusedMarkup(
                match.start(1), max(1, len(match[1])), what, "it has letters of its own"
            )
    for match in _ADMONITION.finditer(text):
        at = match.start() + re.search(r"!!!|\?\?\?", match[0]).start()  # type: ignore[union-attr]
        help_text = '!!! note "A title" begins a box'
        yield _RefusedMarkup(
            at, match.end() - at, "this begins no box that a page may have", help_text
        )


def _html(text: str) -> Iterator[_RefusedMarkup]:
    """Tags, comments and declarations that are not listed."""
    listed = {match.start() for match in COMMENT.finditer(text)}
    opened: list[int] = []
    told: set[str] = set()
    for match in _MARK.finditer(text):
        at = match.start()
        begin = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        line = text[begin : end if end >= 0 else len(text)] if at == begin else ""
        if BLOCK.fullmatch(line):
            opened.append(at)
            if len(opened) > MOST_NESTED:
                what = "these boxes are nested too deep"
                yield _RefusedMarkup(at, len(line), what, f"write {BLOCK_END} before it")
        elif line == BLOCK_END and opened:
            opened.pop()
        elif at not in listed and not _is_autolink(text, at):
            tag = _TAG.match(text, at)
            if tag and tag[0].removeprefix("</") in told:
                continue  # it closes an element that was reported
            told.add(tag[1] if tag else "")
            yield _refused_mark(text, at)
    for at in opened:
        yield _RefusedMarkup(
            at, 4, "this element has no end", f"write {BLOCK_END} in a line of its own"
        )


def _is_autolink(text: str, at: int) -> bool:
    match = _AUTOLINK.match(text, at)
    return match is not None and not wrong_address(
        match[1] or f"mailto:{match[2].removeprefix('mailto:')}"
    )


def _refused_mark(text: str, at: int) -> _RefusedMarkup:
    tag = _TAG.match(text, at)
    if tag and text[tag.end() : tag.end() + 1] not in {":", "@"}:
        name = tag[1].lower()
        what = f"the element '{name}' has no place on a page"
        if name == "div":
            help_text = (
                f'alone in their lines may stand <div class="cb-..." markdown> and {BLOCK_END}'
            )
            return _RefusedMarkup(at, len(tag[0]), f"this form of {what}", help_text)
        return _RefusedMarkup(at, len(tag[0]), what, _AS_CODE)
    if text.startswith("<!--", at):
        help_text = "a comment stands in lines of its own: <!-- words -->, without < or > or a call"
        return _RefusedMarkup(at, 4, "this comment has no place on a page", help_text)
    if tag:
        return _RefusedMarkup(
            at, len(tag[0]) + 1, "this address has no place on a page", _AS_ADDRESS
        )
    return _RefusedMarkup(at, 2, f"'{text[at : at + 2]}' has no place on a page", _AS_CODE)


def _addresses(text: str) -> Iterator[_RefusedMarkup]:
    """Links and pictures whose address is not listed, or cannot be told for certain."""
    for match in _LINK.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        if match[0] == "]:" and _WITHIN_WORDS.fullmatch(text, begin, match.start()):
            continue
        pattern = _TARGET if match[0] == "](" else _DEFINED
        target = pattern.match(text, match.end())
        if target is None:
            end = text.find("\n", match.end())
            width = (end if end >= 0 else len(text)) - match.start()
            what = "the address of this link cannot be told for certain"
            help_text = (
                'write [words](address) or [words](address "title"); '
                "in an address ( is %28 and ) is %29"
            )
            yield _RefusedMarkup(match.start(), width, what, help_text)
            continue
        if why := wrong_address(target["target"]) or _decoded(target["target"]):
            at, width = target.start("target"), max(1, len(target["target"]))
            yield _RefusedMarkup(at, width, f"this link has no place on a page: {why}", _AS_ADDRESS)
    for match in _IMAGE.finditer(text):
        image = _WHOLE_IMAGE.match(text, match.start())
        if image is None or ":" in image["target"]:
            what = "this picture is no file beside the page"
            yield _RefusedMarkup(match.start(), 2, what, "write ![what it shows](picture.png)")


def _decoded(address: str) -> str:
    entity = _ENTITY.search(address)
    return f"it has {entity[0]}, which stands for another character" if entity else ""


def _attributes(text: str) -> Iterator[_RefusedMarkup]:
    """Braces that Markdown could take for attributes which are not listed.

    A line with nothing in braces but a macro's call is told of by another rule.
    """
    at = 0
    for line in text.split("\n"):
        begin, end = line.find("{"), line.rfind("}") + 1
        written = line[begin:end] if begin >= 0 else ""
        plain = line if "|" in line else _AMONG_WORDS.sub("", line)
        rest = ATTRIBUTES.sub("", plain)
        call = _SINGLE_CALL.fullmatch(written)
        told_elsewhere = call is not None and call[1] in MACROS
        if ("{" in rest or "}" in rest) and not told_elsewhere:
            what = "these braces are no attributes that a page may have"
            help_text = "{: .cb-standfirst #id } gives a class and an id; show others as code"
            yield _RefusedMarkup(at + begin, len(written), what, help_text)
        at += len(line) + 1


def _entities(text: str) -> Iterator[_RefusedMarkup]:
    """Characters that deceive, written as entities."""
    for match in _ENTITY.finditer(text):
        meant = html.unescape(match[0])
        for _, why in deceiving(meant):
            what = f"{match[0]} stands for {named(meant[0])}, which {why}"
            yield _RefusedMarkup(match.start(), len(match[0]), what, "delete it")


_FENCE_LINE = re.compile(r"[> \t]*(`{3,}|~{3,})")
_OPENS = re.compile(rf'( *)(`{{3,}}|~{{3,}}) ?(?:[\w+-]+(?: title="[^"<>&{CALL}]*")?)? *')
_TICKS = re.compile("`+")


@dataclass(slots=True)
class Live:
    """The text that may be markup, line by line, and where each piece of it stands in the page."""

    page: Page
    text: str = ""
    _begins: list[int] = field(default_factory=list)
    _written: list[int] = field(default_factory=list)

    def place(self, offset: int, width: int = 1) -> Place:
        """Where something stands in the page."""
        at = bisect_right(self._begins, offset) - 1
        source = self._written[at] + offset - self._begins[at] if self._begins else 0
        line_begin = self.page.text.rfind("\n", 0, source) + 1
        line = self.page.text.count("\n", 0, source) + 1
        return Place(self.page.path, line, source - line_begin + 1, width)


def live(page: Page) -> Live:
    """The parts of a page that may be markup; empty where its macro calls cannot be read."""
    found = Live(page)
    pieces: list[str] = []
    length = 0
    if page.error is None:
        for offset, sort, value in tokens(page.body):
            shown = value if sort == "data" else CALL if sort == "variable_begin" else ""
            if shown:
                found._begins.append(length)  # noqa: SLF001 - it is made here
                found._written.append(offset)  # noqa: SLF001
                pieces.append(shown)
                length += len(shown)
    found.text = "\n".join(_without_code("".join(pieces).split("\n")))
    return found


def _without_code(lines: list[str]) -> Iterator[str]:
    """The lines with code blanked out."""
    end, nested, in_doubt, are_fences_plain = 0, 0, False, True
    for number, line in enumerate(lines):
        if number >= end and are_fences_plain and _FENCE_LINE.match(line):
            follows_code = number > 0 and _margin(lines[number - 1]) >= _margin(line) + 4
            end = 0 if follows_code else _end_of_fence(lines, number)
            # what is no plain fence may hide where the next one begins
            are_fences_plain = end > number
        if number < end:
            yield CODE * len(line)
            continue
        nested += (BLOCK.fullmatch(line) is not None) - (line == BLOCK_END)
        ticks = list(_TICKS.finditer(line))
        spans = None if "\\`" in line or nested > 0 else list(_spans(ticks))
        in_doubt = bool(line.strip(" \t")) and (in_doubt or spans is None or None in spans)
        yield line if in_doubt or not spans else _blanked(line, [one for one in spans if one])


def _margin(line: str) -> int:
    """The indentation of a line; 0 where it is blank."""
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" ")) if line.strip() else 0


def _end_of_fence(lines: list[str], number: int) -> int:
    """The number of the line after a fenced block, or 0 where it is none for certain."""
    opens = _OPENS.fullmatch(lines[number])
    if not opens:
        return 0
    margin, fence = opens.groups()
    closes = re.compile(rf"[> \t]*{fence}[ \t]*")
    for at in range(number + 1, len(lines)):
        if lines[at].strip() and not lines[at].startswith(margin):
            return 0
        if closes.fullmatch(lines[at]):
            return at + 1 if lines[at].rstrip() == margin + fence else 0
    return 0


def _spans(ticks: list[re.Match[str]]) -> Iterator[tuple[int, int] | None]:
    """The beginning and end of each code span of a line; None for backticks without a partner."""
    at = 0
    ends: dict[int, list[int]] = {}
    for index, tick in enumerate(ticks):
        ends.setdefault(len(tick[0]), []).append(index)
    while at < len(ticks):
        alike = ends[len(ticks[at][0])]
        after = bisect_right(alike, at)
        if after == len(alike):
            yield None
            at += 1
        else:
            yield ticks[at].start(), ticks[alike[after]].end()
            at = alike[after] + 1


def _blanked(line: str, spans: list[tuple[int, int]]) -> str:
    out, end = [], 0
    for begin, after in spans:
        out += [line[end:begin], CODE * (after - begin)]
        end = after
    return "".join([*out, line[end:]])
