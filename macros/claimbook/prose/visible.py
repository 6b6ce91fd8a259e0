"""The words of a page's source that a reader will see, at their places in the source.

What is not read (code, addresses, comments, attributes, ids in macro calls) is blanked out, so
that whatever looks for words needs to know nothing of Markdown or Jinja.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from claimbook.core.text.signs import GAP
from claimbook.prose.calls import Page, tokens
from claimbook.prose.material import known_calls, named

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_INDENTED = re.compile(r"^(?: {4}|\t)")
_CONTAINER = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s|^(?:!!!|\?\?\?)|^:\s|^\[\^")


_APART = re.compile(r"<(!--|(?:script|style|pre|code)\b)|`+", re.IGNORECASE)
"""The beginning of what is not read as prose: a comment, an element, a code span."""

_CODE = re.compile(r"<((?:pre|code)\b)|`+", re.IGNORECASE)
"""The beginning of what is shown as code."""

_CLOSES = {"!--": re.compile("-->")} | {
    tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style", "pre", "code")
}

_TICKS = re.compile(r"`+|\n[ \t]*\n")
"""What ends a code span: as many backticks as began it, before a blank line."""

_UNSEEN = re.compile(
    r"<(?:https?://|mailto:)[^<>\s]*>"
    r"|</?[a-z][^<>]*>"
    r"|(?<=\])\((?:[^()\s]|\([^()\s]*\))*\)?"
    r"|(?<=\])\[[^\]\n]*\]"
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ ]*\S+"
    r"|\bhttps?://[^\s)\]]+"
    r"|\{:[^{}\n]*\}|\{[ ]?[#.][^{}\n]*\}"
    r"|^[ \t>]*\d+[.)](?=\s)",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
"""Tags, addresses, attribute lists and the numbers of list items."""

_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);", re.IGNORECASE)
_MARKUP = str.maketrans(dict.fromkeys("*_[]\\~^\u00ad\u200b\u2060", " "))


@dataclass(frozen=True, slots=True)
class Visible:
    """A page's words at their offsets. `code` are the spans of Jinja code: begin and end."""

    text: str
    code: tuple[tuple[int, int], ...]

    def in_code(self, offset: int) -> bool:
        """Whether an offset lies within a macro call."""
        at = bisect_right(self.code, (offset, len(self.text))) - 1
        return at >= 0 and offset < self.code[at][1]


def visible(page: Page) -> Visible:
    """The words of a page that a reader will see; offsets and line ends are those of the page.

    A page whose macro calls cannot be read shows nothing; another rule reports it.
    """
    if page.error:
        return Visible(_blank(page.text, GAP), ())
    hidden = _hidden(page)
    out: list[str] = []
    code: list[tuple[int, int]] = []
    begin, end = 0, 0
    for offset, sort, text in tokens(page.body):
        out.append(_blank(page.text[end:offset], " "))
        end = offset + len(text)
        if sort.endswith("_begin"):
            begin = offset
        elif sort.endswith("_end"):
            code.append((begin, end))
        out.append(_shown(sort, text, hidden))
    out.append(_blank(page.text[end:], " "))
    return Visible(_without_markup("".join(out), page.body), tuple(code))


def outside_code(text: str) -> str:
    """A page's text with its code blanked out, blocks and spans; offsets stay as they are."""
    lines = zip(text.split("\n"), _code_lines(text.split("\n")), strict=True)
    text = "\n".join(_blank(line, GAP) if is_code else line for line, is_code in lines)
    return _without(_CODE, text)


def _without(begins: re.Pattern[str], text: str) -> str:
    """A text in which every closed match is blanked out.

    One pattern from beginning to end would look for the end of each beginning through all that
    follows. Here what has no end is looked for once, and the next beginning is after the last end.
    """
    spans = _spans_of_code(text)
    unclosed: set[str] = set()
    out: list[str] = []
    at = 0
    for match in begins.finditer(text):
        begin, tag = match.start(), (match[1] or "").lower()
        if begin < at or tag in unclosed:
            continue
        closed = _CLOSES[tag].search(text, match.end()) if tag else None
        end = closed.end() if closed else spans.get(begin)
        if end is not None:
            fill = " " if tag == "!--" else GAP
            out += [text[at:begin], _blank(text[begin:end], fill)]
            at = end
        elif tag:
            unclosed.add(tag)
    return "".join([*out, text[at:]])


def _spans_of_code(text: str) -> dict[int, int]:
    """Where each run of backticks that opens a code span begins, and where that span ends."""
    found: dict[int, int] = {}
    ends: dict[int, int] = {}
    for match in reversed([*_TICKS.finditer(text)]):
        if match[0][0] == "\n":
            ends.clear()
            continue
        length = len(match[0])
        if length in ends:
            found[match.start()] = ends[length]
        ends[length] = match.end()
    return found


def _hidden(page: Page) -> set[str]:
    """The arguments on a page that name something, or that are marked literal."""
    return {
        str(one)
        for call, spec in known_calls(page)
        for parameter, one in named(call, spec)
        if parameter.sort != "text"
    }


def _shown(sort: str, text: str, hidden: set[str]) -> str:
    if sort in {"data", "integer", "float"}:
        return text
    if sort == "string" and text[1:-1] not in hidden:
        return f" {text[1:-1]} "
    return _blank(text, " " if sort.startswith("variable") or sort == "whitespace" else GAP)


def _blank(text: str, fill: str) -> str:
    return re.sub(r"[^\n]", fill, text)


def _without_markup(text: str, source: str) -> str:
    lines = zip(text.split("\n"), _code_lines(source.split("\n")), strict=True)
    text = "\n".join(_blank(line, GAP) if is_code else line for line, is_code in lines)
    text = _without(_APART, text)
    text = _UNSEEN.sub(lambda match: _blank(match[0], " "), text)
    return _ENTITY.sub(_character, text).translate(_MARKUP)


def _code_lines(lines: list[str]) -> Iterator[bool]:
    """Whether each line is of a code block, fenced or indented."""
    fence, container, after_blank, indented = "", False, True, False
    for line in lines:
        mark = _FENCE.match(line)
        if fence or mark:
            if not fence and mark:
                fence = mark[1]
            elif mark and mark[1].startswith(fence) and not line.strip(f"{fence[0]} \t"):
                fence = ""
            yield True
            continue
        if line.strip():
            if _CONTAINER.match(line):
                container = True
            elif after_blank and not _INDENTED.match(line):
                container = False
            indented = bool(_INDENTED.match(line)) and not container and (after_blank or indented)
        yield indented
        after_blank = not line.strip()


def _character(match: re.Match[str]) -> str:
    found = html.unescape(match[0])
    shows = found.isprintable() or found == "\u00a0"
    return found.ljust(len(match[0])) if len(found) == 1 and shows else match[0]
