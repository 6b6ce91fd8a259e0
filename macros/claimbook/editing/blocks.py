"""Reads a worksheet into blocks of lines, each value with its place. What it means is left to others.

A block begins with a line such as `[claim] some forty carts a day`; below it each line is a field, a
colon and a value. A line that is indented goes on with the one above it. Nothing in a value means
more than itself but the bars between its parts.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from claimbook.core.proofs.fingerprint import UNSPACED
from claimbook.core.text.problems import Place, Problem, did_you_mean

PARAGRAPH = "paragraph"

SHOWN = "> "
"""What stands before each line of the document's own text."""

MOST_PARAGRAPHS = 10_000
"""Maximum number of paragraphs of which the text is looked at."""

NOTES = ("#", SHOWN.strip())
"""What begins a line that says nothing to a program."""

_HEADING = re.compile(r"\[\s*(?P<kind>[\w-]+)\s*(?P<more>[^\]]*)\]\s*(?P<name>.*?)\s*$")
_TAKEN = re.compile(r"taken\b:?\s*(?P<id>\S*)\s*$")
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w -]*?)\s*[:：]\s*(?P<value>.*?)\s*$")
BAR = re.compile(r"\s*[|｜]\s*")
COMMA = re.compile(r"\s*[,，、،;；]\s*")
_CARRIED = re.compile(rf"{UNSPACED}\n(?={UNSPACED})")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text in a worksheet, on one line in effect, and where it begins."""

    text: str
    place: Place

    def within(self, start: int, end: int) -> "Part":
        """A part of it, from one character to another."""
        place = self.place._replace(column=self.place.column + start, width=max(1, end - start))
        return Part(self.text[start:end], place)

    def parts(self, sign: re.Pattern[str] = BAR) -> list["Part"]:
        """What stands between the bars, or other signs, each part at its place."""
        found, start = [], 0
        for end in [*sign.finditer(self.text), None]:
            stop = end.start() if end else len(self.text)
            found.append(self.within(start, stop))
            start = end.end() if end else stop
        return found


@dataclass(slots=True)
class Line:
    """A field of a block as it was typed: its name, where that stands, and its value."""

    name: str
    place: Place
    value: Part


@dataclass(slots=True)
class Block:
    """One record to be, as it was typed.

    `kind` is the word for one, `name` what stands behind the heading, `paragraph` the number under
    which the block stands and `within` where that is written; `taken` says that it was made a record.
    """

    kind: str
    place: Place
    name: Part
    paragraph: int | None = None
    within: Place | None = None
    taken: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Blocks:
    """A worksheet as it was read: its blocks in their order, and what is wrong with its form.

    `headings` are the lines on which blocks and paragraphs begin.
    """

    found: list[Block] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_blocks(
    text: str, path: str, kinds: Collection[str], fields: Collection[str] = ()
) -> Blocks:
    """Read a worksheet; what is wrong with its form is collected, never raised.

    Args:
        text: the worksheet, with plain line ends.
        path: its path, for places.
        kinds: the words for the records that it can hold, such as `claim`.
        fields: names that begin a field also where their line is indented.
    """
    out = Blocks()
    paragraph: tuple[int, Place] | None = None
    for number, start, line in _whole_lines(text, kinds, fields):
        place = Place(
            path, number, start + 1, max(1, len(line.split("\n", maxsplit=1)[0].rstrip()))
        )
        heading = _HEADING.fullmatch(_one_line(line))
        if heading:
            out.headings.add(number)
        if heading and heading["kind"].casefold() == PARAGRAPH:
            paragraph = (int(heading["more"]), place) if heading["more"].isdecimal() else None
            out.found.append(Block(PARAGRAPH, place, Part("", place)))
        elif heading:
            out.found.append(_block(heading, place, paragraph))
            if out.found[-1].kind not in kinds:
                out.problems.append(_unknown(out.found[-1], kinds))
            elif heading["more"] and not out.found[-1].taken:
                message = f"'{heading['more']}' means nothing in a heading"
                help_text = "what the record is called stands behind the bracket"
                out.problems.append(Problem(place, "E010", message, help_text))
        else:
            out.problems += _add(out.found, line, place, kinds)
    out.found = [one for one in out.found if one.kind in kinds]
    return out


def _whole_lines(
    text: str, kinds: Collection[str], fields: Collection[str]
) -> Iterator[tuple[int, int, str]]:
    """The lines that say something, each with its number, its indent and those that go on with it."""
    waiting: tuple[int, int, str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if not bare or line.startswith(NOTES):
            continue
        if line[0].isspace() and waiting and not _begins(bare, kinds, fields):
            waiting = (*waiting[:2], f"{waiting[2]}\n{bare}")
            continue
        if waiting:
            yield waiting
        waiting = (number, len(line) - len(line.lstrip()), bare)
    if waiting:
        yield waiting


def _begins(line: str, kinds: Collection[str], fields: Collection[str]) -> bool:
    """Whether a line begins a block or a field although it is indented."""
    heading, typed = _HEADING.fullmatch(line), _FIELD.fullmatch(line)
    if heading:
        return heading["kind"].casefold() in {PARAGRAPH, *kinds}
    return bool(typed and _field_name(typed["name"]) in fields)


def _field_name(typed: str) -> str:
    return re.sub(r"[ -]+", "_", typed.casefold())


def _one_line(line: str) -> str:
    """A line with those that go on with it; a space parts them where the script has spaces."""
    return _CARRIED.sub(lambda both: both[0][0], line).replace("\n", " ")


def _block(heading: re.Match[str], place: Place, paragraph: tuple[int, Place] | None) -> Block:
    at = place._replace(column=place.column + heading.start("name"))
    name = Part(heading["name"], at._replace(width=max(1, len(heading["name"]))))
    number, within = paragraph or (None, None)
    is_taken = bool(_TAKEN.fullmatch(heading["more"]))
    return Block(heading["kind"].casefold(), place, name, number, within, is_taken)


def _unknown(block: Block, kinds: Collection[str]) -> Problem:
    known = ", ".join(f"[{one}]" for one in kinds)
    message = f"'[{block.kind}]' begins no block"
    near = did_you_mean(block.kind, kinds)
    return Problem(block.place, "E010", message, f"{near} One of: {known}".strip())


def _add(found: list[Block], line: str, place: Place, kinds: Collection[str]) -> Iterator[Problem]:
    """Add a line to the block that it stands in; tell why where that cannot be."""
    if not found or found[-1].kind == PARAGRAPH:
        help_text = (
            f"begin a block with [{next(iter(kinds))}], or the line with # if it is for you alone"
        )
        yield Problem(place, "E010", "this line stands in no block", help_text)
        return
    typed = _FIELD.fullmatch(_one_line(line))
    if typed is None:
        if not found[-1].taken:
            help_text = "indent it where it goes on with the line above; begin it with # if it is for you alone"
            yield Problem(place, "E010", "this line is no 'field: value'", help_text)
        return
    name = _field_name(typed["name"])
    column = place.column + typed.start("value")
    first = len(line.split("\n", maxsplit=1)[0]) - typed.start("value")
    width = max(1, min(len(typed["value"]), first))
    value = Part(typed["value"], place._replace(column=column, width=width))
    found[-1].lines.append(Line(name, place._replace(width=len(typed["name"])), value))


def marked(text: str, taken: Mapping[int, str]) -> str:
    """The worksheet with some blocks marked as taken.

    Args:
        text: the worksheet.
        taken: the ids of the records that were made, by the line on which a block begins.
    """
    lines = text.split("\n")
    for number, record_id in taken.items():
        line = lines[number - 1]
        lines[number - 1] = re.sub(r"^(\s*\[\s*[\w-]+)[^\]]*\]", rf"\1 taken: {record_id}]", line)
    return "\n".join(lines)


def shown_text(text: str) -> str:
    """The document's text, as far as a worksheet still shows it, one paragraph a line.

    A paragraph that is not there any more is a line without words, so that those after it keep their
    number.
    """
    shown: dict[int, list[str]] = {0: []}
    number = 0
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading and heading["kind"].casefold() == PARAGRAPH and heading["more"].isdecimal():
            number = int(heading["more"])
        elif line.startswith(SHOWN):
            shown.setdefault(number, []).append(line.removeprefix(SHOWN))
    most = min(max(shown), MOST_PARAGRAPHS)
    return "\n".join(" ".join(shown.get(one) or ["."]) for one in range(1, most + 1))
