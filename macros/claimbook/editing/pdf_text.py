"""Reads the paragraphs of a PDF, which knows nothing of paragraphs: they are found by its lines."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from claimbook.core.text.folding import UNSPACED
from claimbook.editing.apart import IntakeError
from claimbook.editing.parting import ENDS_SENTENCE, is_full, joined, parted_by_indents, width

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pypdf import PageObject

MOST_PAGES = 200
"""Maximum number of pages. An article has a few, and a book is no article."""

MARGIN = 2
"""The number of lines at the top and at the bottom of a page that can be no part of the text."""

COLUMNS = 0.25
"""From which share of lines with a wide gap in them on a page is set in columns."""

ROOM = 0.9
"""How long a line is at least, as a share of the longest one, that another one follows in a
paragraph: letters in print differ in width, and lines in length."""

SHORT = 0.6
"""How long a line is at most, as a share of the longest one, that nothing follows."""

PAGE = 1_000
"""The number of blank lines that the end of a page counts as."""

_RADICALS = dict(
    zip(
        map(ord, "⻄⻑⻘⻝⻤⻨⻩⻭⻯⻲⻁⻆⻳⻋⻓⻅⻉⻔⻚⻛⻜⻢⻥⻦⻬⻰"),
        "西長青食鬼麦黄歯竜亀虎角龟车长见贝门页风飞马鱼鸟齐龙",
        strict=True,
    )
)
"""The characters whose radicals some fonts put in their place, beside those that NFKC knows."""

_SHAPES = re.compile("[\u2f00-\u2fdf\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
"""Radicals, ligatures and forms of Arabic letters: how a letter looks, and not which one it is."""

_SPACELESS = re.compile(
    rf"(?<=[{UNSPACED}\u3000-\u303f\uff00-\uff60]) +(?=[{UNSPACED}\u3000-\u303f\uff00-\uff60])"
)
_GAP = re.compile(r"\S {6,}\S")
_NUMBER = re.compile(r"\W*(?:\w+ )?\d{1,4}(?: ?(?:/|\w+) ?\d{1,4})?\W*")
"""The number of a page, which stands alone in its line."""

_PRINTED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? .*\d{1,2}[:.]\d\d|(?:https?|file):/")
"""What browsers print above and below a page: when, and its address."""

_CUT_WORD = re.compile(r"(\w+)[-\u2010\u00ad]\n(?=([^\W\d_]+))")


def paragraphs_of_pdf(content: bytes) -> list[str]:
    """The paragraphs of a PDF, without what stands in the margins of its pages.

    Raises:
        IntakeError: when it is locked, damaged, too long, or holds pictures of text alone.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - of the extra
    from pypdf.errors import DependencyError  # noqa: PLC0415 - the same

    reader = PdfReader(io.BytesIO(content))
    locked = IntakeError("this PDF is locked by a password", "save a copy of it without one")
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked
        if len(reader.pages) > MOST_PAGES:
            raise IntakeError(
                f"this PDF has {len(reader.pages)} pages", "save the article's own pages"
            )
    except DependencyError:
        raise locked from None
    pages = [_lines(page) for page in reader.pages]
    text = _in_one([*_without_margins(pages)])
    if not any(text):
        raise IntakeError(
            "this PDF holds no text: its pages are pictures",
            "let a program read them that recognizes text (OCR), or copy the text from elsewhere",
        )
    if _runs_left(line for _, line in text):
        raise IntakeError(
            "of this PDF the words cannot be read in their order, since they run from right to left",
            "copy the text from a program that shows it into a plain text file, and give that",
        )
    return [*_paragraphs(text)]


def _runs_left(lines: Iterable[str]) -> bool:
    """Whether most letters are of scripts that run to the left, which a PDF holds as they stand."""
    sides = Counter(unicodedata.bidirectional(one) for line in lines for one in line)
    return sides["R"] + sides["AL"] > sides["L"]


def _lines(page: PageObject) -> list[str]:
    """The lines of a page as they stand on it, blank ones included; of columns one after the other."""
    laid = [*map(str.rstrip, _plain(page.extract_text(extraction_mode="layout")).split("\n"))]
    inline = [*map(str.strip, _plain(page.extract_text()).split("\n"))]
    full = [line for line in laid if line]
    if sum(bool(_GAP.search(line.strip())) for line in full) > COLUMNS * len(full):
        return inline
    # where lines stand is known from the first way to read them, and their spaces from the other
    spaced = {"".join(line.split()): line for line in inline}
    said = (spaced.get("".join(line.split()), line.strip()) for line in laid)
    return [
        f"{line[: len(line) - len(line.lstrip())]}{one}"
        for line, one in zip(laid, said, strict=True)
    ]


def _plain(text: str) -> str:
    """A text in letters instead of their shapes, and without the gaps that justified lines have."""
    text = _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), text)
    return _SPACELESS.sub("", text.translate(_RADICALS))


def _without_margins(pages: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The pages without numbers, and lines that stand above or below on half of them and more."""
    seen = Counter(key for page in pages for key in {_key(page[at]) for at in _margins(page)})
    usual = {key for key, count in seen.items() if count >= max(2, len(pages) / 2)}
    for page in pages:
        out = {
            at
            for at in _margins(page)
            if _key(page[at]) in usual
            or _PRINTED.match(page[at].strip())
            or _NUMBER.fullmatch(page[at])
        }
        kept = ["" if at in out else line for at, line in enumerate(page)]
        yield "\n".join(kept).strip("\n").split("\n")


def _margins(page: Sequence[str]) -> set[int]:
    """The numbers of the first and last lines of a page, blank ones left out."""
    full = [at for at, line in enumerate(page) if line.strip()]
    return {*full[:MARGIN], *full[-MARGIN:]}


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _in_one(pages: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """The lines of all pages, each with how many blank ones are before it.

    Where a page ends within a sentence, nothing parts it from the next one.
    """
    text: list[tuple[int, str]] = []
    for page in pages:
        gap = PAGE if text and ENDS_SENTENCE.search(text[-1][1]) else 0
        for line in page:
            if line:
                text.append((gap, line))
            gap = 0 if line else gap + 1
    return text


def _paragraphs(text: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The paragraphs of lines: where a gap is wider than usual, by indents, and after short lines."""
    longest = max(width(line) for _, line in text)
    pairs = [(gap, before, line) for (_, before), (gap, line) in pairwise(text)]
    within = Counter(
        gap
        for gap, before, line in pairs
        if is_full(before, line, int(longest * ROOM)) and not ENDS_SENTENCE.search(before)
    )
    usual = within.most_common(1)[0][0] if within else 0
    known = {word for _, line in text for word in line.split()}
    block: list[str] = []
    for gap, line in [*text, (PAGE, "")]:
        if gap > usual and block:
            for lines in parted_by_indents(block):
                yield from (_whole(one, known) for one in _parted_by_ends(lines, longest))
            block = []
        block.append(line)


def _parted_by_ends(lines: Sequence[str], longest: int) -> Iterator[list[str]]:
    """The paragraphs of lines in a block: one ends where more would have fitted on its last line."""
    paragraph: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        paragraph.append(line)
        is_short = not is_full(line, following, int(longest * SHORT))
        is_end = ENDS_SENTENCE.search(line) and not is_full(line, following, int(longest * ROOM))
        if not following or is_short or is_end:
            yield paragraph
            paragraph = []


def _whole(lines: Sequence[str], known: Collection[str]) -> str:
    """A paragraph on one line; a word that was cut at a line's end is whole again.

    The hyphen stays where the text has the word with it elsewhere, or the next part is a name.
    """

    def mended(cut: re.Match[str]) -> str:
        whole = f"{cut[1]}-{cut[2]}"
        return f"{cut[1]}-" if whole in known or cut[2][0].isupper() else cut[1]

    return joined(_CUT_WORD.sub(mended, "\n".join(map(str.strip, lines))).split("\n"))
