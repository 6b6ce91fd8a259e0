"""Quotation marks, apostrophes and dashes as a language prints them, where they were typed straight.

Records keep what was typed; this is for finished HTML. What is quoted and what is code stays as it
is written.
"""

import html
import re
from collections.abc import Iterator
from itertools import accumulate
from re import Match

from claimbook.core.text.folding import UNSPACED

_ENGLISH = "“”‘’"
_MARKS = {
    **dict.fromkeys(("bg", "cs", "de", "is", "lt", "sk", "sl"), "„“‚‘"),
    **dict.fromkeys(("hu", "pl", "ro"), "„”‚’"),
    **dict.fromkeys(("be", "ru", "uk"), "«»„“"),
    **dict.fromkeys(("ar", "el", "es", "it"), "«»“”"),
    "fa": "«»‹›",
    **dict.fromkeys(("fi", "sv"), "””’’"),
    **dict.fromkeys(("ja", "zh-hant", "zh-hk", "zh-mo", "zh-tw"), "「」『』"),
    **dict.fromkeys(("nb", "nn", "no"), "«»‘’"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
}
"""The marks of languages that have others than English: outer ones, then inner ones."""

_APOSTROPHE = "’"
_AS_WRITTEN = {"blockquote", "code", "kbd", "pre", "q", "samp", "script", "style", "textarea"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "em",
    "i",
    "mark",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}
_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}

_TOKEN = re.compile(
    r"""<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|<""", re.DOTALL
)
_TYPED = re.compile(r"&#3[49];|&quot;|['\"]| --? |\d-\d")
_DOUBLE, _SINGLE = re.compile(r"&#34;|&quot;"), re.compile("&#39;")
_OPENING = re.compile(r"(?<![^\s(\[{/—–“‘„«-])(?:(?!'\d\ds)['\"])+(?=\S|\Z)")
_UNSPACED = f"[{UNSPACED}、。，！？：；）]"
_RANGE = re.compile(r"(?<![\w.,/:=#?&;-])(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)(?![\w/:-])")


def typeset(content: str, language: str) -> str:
    """The HTML with the marks of a language, given as a BCP 47 tag, in all text of its own."""
    return "".join(_set(content, _marks(language))) if _TYPED.search(content) else content


def typeset_text(text: str, language: str) -> str:
    """The same for plain text, none of which is quoted."""
    return html.unescape(typeset(html.escape(text, quote=False), language))


def _set(content: str, marks: tuple[str, ...]) -> Iterator[str]:
    """The pieces of the HTML. A tag within a line does not part a mark from what stands before it."""
    kept: list[str] = []  # the open elements from the first one on that is left as it is written
    before = line = ""
    for token in _TOKEN.finditer(content):
        closing, name, attributes = token[1], (token[2] or "").lower(), token[3] or ""
        if not token[0].startswith("<"):
            printed = token[0] if kept else _text(before, token[0], marks, line)
            yield printed
            before, line = token[0][-1], line + printed
            continue
        yield token[0]
        before, line = (before, line) if name in _INLINE else ("", "")
        if closing:
            if name in kept:
                del kept[len(kept) - 1 - kept[::-1].index(name) :]
        elif name in _VOID or attributes.endswith("/"):
            continue
        elif kept or _is_as_written(name, attributes):
            kept.append(name)


def _is_as_written(name: str, attributes: str) -> bool:
    """Whether an element quotes, or is code; what says its language is a name or a quotation."""
    return name in _AS_WRITTEN or (" lang=" in attributes and name != "html")


def quoted(text: str, language: str) -> str:
    """A text between the quotation marks of a language, given as a BCP 47 tag."""
    begin, end, *_ = _marks(language)
    return f"{begin}{text}{end}"


def css_quotes(language: str) -> str:
    """The quotation marks of a language as the value of the property `quotes` in CSS."""
    return " ".join(f'"{mark}"' for mark in _marks(language))


def _marks(language: str) -> tuple[str, ...]:
    """The marks of the longest beginning of a tag that has its own."""
    beginnings = accumulate(language.lower().split("-"), "{}-{}".format)
    found = [_MARKS[one] for one in beginnings if one in _MARKS]
    return tuple(found[-1] if found else _ENGLISH)


def _text(before: str, text: str, marks: tuple[str, ...], line: str) -> str:
    """A text between tags, after the character that stands before it on its printed line."""
    if not _TYPED.search(text):
        return text
    begin, end, inner_begin, inner_end = marks
    opened = str.maketrans({'"': begin, "'": inner_begin})
    text = before + _SINGLE.sub("'", _DOUBLE.sub('"', text))
    text = _OPENING.sub(lambda found: found[0].translate(opened), text)
    text = _between(_between(text, '"', (begin, end), line), "'", (inner_begin, inner_end), line)
    text = _closed(text.replace('"', end), inner_begin, inner_end)
    text = text.replace(" -- ", " – ").replace(" - ", " – ")
    return _RANGE.sub(_range, text)[len(before) :]


def _between(text: str, typed: str, marks: tuple[str, str], line: str) -> str:
    """The text with the marks that stand right after a letter where no space parts words.

    Of these one begins what is quoted where nothing is, and else it ends that.
    """
    begin, end = marks
    is_open = line.rfind(begin) > line.rfind(end)

    def paired(match: Match[str]) -> str:
        nonlocal is_open
        is_open = not is_open if match[1] else match[0] == begin
        return (begin if is_open else end) if match[1] else match[0]

    return re.sub(
        rf"(?<={_UNSPACED})({typed})(?!s\b)|{re.escape(begin)}|{re.escape(end)}", paired, text
    )


def _closed(text: str, begin: str, end: str) -> str:
    """The text with each single mark as an apostrophe, or as the end of what one began."""
    is_open = False

    def closed(match: Match[str]) -> str:
        nonlocal is_open
        if match[0] == begin:
            is_open = True
            return begin
        ends = is_open and not text[match.end() : match.end() + 1].isalnum()
        is_open = is_open and not ends
        return end if ends else _APOSTROPHE

    return re.sub(f"'|{re.escape(begin)}", closed, text)


def _range(found: Match[str]) -> str:
    """Two numbers with a dash between them, where the second one is larger."""
    low, high = float(found[1]), float(found[2])
    return f"{found[1]}–{found[2]}" if low < high else found[0]
