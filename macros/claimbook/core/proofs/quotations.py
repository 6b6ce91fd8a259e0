"""Finds quotations in a fingerprint: where each stands, or why it does not fit.

A quotation is a TextQuoteSelector of the W3C Web Annotation Data Model: its exact words, and
where these stand more than once the words before (`prefix`) or after them (`suffix`). An elision
`[...]` parts it into pieces that follow each other in one paragraph.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from claimbook.core.proofs.fingerprint import (
    MOST_PLACES,
    SHINGLE,
    Fingerprint,
    Print,
    normalized,
    paragraphs,
    words,
)
from claimbook.core.records.values import LONGEST_TEXT
from claimbook.core.text.problems import may_compare

HASHED = 8
"""The number of comparisons of names that take as long as hashing one shingle."""

ELISION = re.compile(r"\[ ?\.\.\. ?\]")

Run = tuple[str, ...]
Why = Literal[
    "too short",
    "word after",
    "word before",
    "nowhere",
    "elsewhere",
    "part elsewhere",
    "order",
    "prefix",
    "suffix",
    "twice",
]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words that are quoted, the paragraph they are from, and what stands around them."""

    text: str
    paragraph: int
    prefix: str = ""
    suffix: str = ""

    @property
    def pieces(self) -> tuple[Run, ...]:
        """The words of each piece between elisions."""
        return tuple(words(piece) for piece in ELISION.split(normalized(self.text)))


@dataclass(frozen=True, slots=True)
class Placement:
    """Where each piece stands: from and to which word of the paragraph, counted from 0."""

    paragraph: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a quotation has no one place, by piece and by the word of it that does not fit.

    `word after` means that all words before it fit, `word before` that those after it do.
    `elsewhere` holds the other paragraphs in which the quotation, or only the piece, stands.
    """

    why: Why
    piece: int = 0
    word: int = 0
    elsewhere: tuple[int, ...] = ()


def quoted(fields: Mapping[str, Any]) -> Quoted | None:
    """The quotation in the fields of a claim or a piece of evidence, if it names a paragraph."""
    text, paragraph = fields.get("quote"), fields.get("paragraph")
    if not isinstance(text, str) or not text.strip() or not isinstance(paragraph, int):
        return None
    around = (fields.get("prefix"), fields.get("suffix"))
    before, after = (side if isinstance(side, str) else "" for side in around)
    if max(map(len, (text, before, after))) > LONGEST_TEXT:  # the model reports these
        return None
    return Quoted(text, paragraph, before, after)


def locate(quotation: Quoted, fingerprint: Fingerprint) -> Placement | Misfit | None:
    """Find a quotation in the paragraph that it cites; None where there is no such paragraph."""
    pieces = quotation.pieces
    for number, piece in enumerate(pieces):
        if len(piece) < SHINGLE:
            return Misfit("too short", number)
    if not 1 <= quotation.paragraph <= len(fingerprint.paragraphs):
        return None
    starts = _starts(pieces, fingerprint, quotation.paragraph)
    if not all(starts):
        return _why_not(pieces, fingerprint, quotation.paragraph, starts)
    return _the_one_place(quotation, pieces, fingerprint, starts)


def paragraphs_with(quotation: Quoted, fingerprint: Fingerprint) -> list[int]:
    """The paragraphs in which all pieces of a quotation stand, in whatever order and however often."""
    pieces = quotation.pieces
    if min(map(len, pieces)) < SHINGLE:
        return []
    numbers = range(1, len(fingerprint.paragraphs) + 1)
    return [number for number in numbers if all(_starts(pieces, fingerprint, number))]


def nearest_paragraph(quotation: Quoted, fingerprint: Fingerprint) -> int | None:
    """The paragraph that has most runs of four words of a quotation; None where none has any."""
    best: tuple[int, int | None] = (0, None)
    for number, paragraph in enumerate(fingerprint.paragraphs, start=1):
        chains = [fingerprint.chain(piece, number) for piece in quotation.pieces]
        common = sum(shingle in paragraph.places for chain in chains for shingle in chain)
        best = max(best, (common, number), key=lambda one: one[0])
    return best[1]


def _the_one_place(
    quotation: Quoted, pieces: Sequence[Run], fingerprint: Fingerprint, starts: list[list[int]]
) -> Placement | Misfit:
    sizes = [len(piece) for piece in pieces]
    if isinstance(behind := _first_fit(starts, sizes), int):
        return Misfit("order", behind)
    kept = _told_apart(starts, pieces, quotation, fingerprint)
    if isinstance(kept, Misfit):
        return kept
    first = _first_fit(kept, sizes)
    if isinstance(first, int):
        return Misfit("suffix" if quotation.suffix else "prefix")
    if first != _last_fit(kept, sizes):
        return Misfit("twice")
    spans = tuple((at, at + size) for at, size in zip(first, sizes, strict=True))
    return Placement(quotation.paragraph, spans)


def _starts(pieces: Sequence[Run], fingerprint: Fingerprint, paragraph: int) -> list[list[int]]:
    found = fingerprint.paragraphs[paragraph - 1]
    return [found.starts(fingerprint.chain(piece, paragraph)) for piece in pieces]


def _first_fit(starts: Sequence[Sequence[int]], sizes: Sequence[int]) -> tuple[int, ...] | int:
    """The leftmost place of each piece after the one before it, or which piece has none."""
    places: list[int] = []
    free = 0
    for number, (options, size) in enumerate(zip(starts, sizes, strict=True)):
        at = next((at for at in options if at >= free), None)
        if at is None:
            return number
        places.append(at)
        free = at + size
    return tuple(places)


def _last_fit(starts: Sequence[Sequence[int]], sizes: Sequence[int]) -> tuple[int, ...]:
    """The rightmost place of each piece; where it equals the leftmost there is no other."""
    places: list[int] = []
    for options, size in zip(reversed(starts), reversed(sizes), strict=True):
        fits = [at for at in options if not places or at + size <= places[-1]]
        if not fits:
            return ()
        places.append(fits[-1])
    return tuple(reversed(places))


def _told_apart(
    starts: list[list[int]], pieces: Sequence[Run], quotation: Quoted, fingerprint: Fingerprint
) -> list[list[int]] | Misfit:
    """The places that also have the prefix before the first and the suffix after the last."""
    paragraph = fingerprint.paragraphs[quotation.paragraph - 1]
    before, after = words(quotation.prefix), words(quotation.suffix)

    def where(run: Run) -> list[int]:
        return paragraph.starts(fingerprint.chain(run, quotation.paragraph))

    kept = list(starts)
    with_prefix = {at + len(before) for at in where((*before, *pieces[0]))}
    kept[0] = [at for at in kept[0] if at in with_prefix]
    if not kept[0]:
        return Misfit("prefix")
    with_suffix = set(where((*pieces[-1], *after)))
    kept[-1] = [at for at in kept[-1] if at in with_suffix]
    return kept if kept[-1] else Misfit("suffix")


def _why_not(
    pieces: Sequence[Run], fingerprint: Fingerprint, paragraph: int, starts: list[list[int]]
) -> Misfit:
    number = next(number for number, options in enumerate(starts) if not options)
    others = [n for n in range(1, len(fingerprint.paragraphs) + 1) if n != paragraph]
    hashes = len(others) * sum(map(len, pieces))
    if not may_compare(HASHED * hashes):
        others = []
    if whole := tuple(n for n in others if all(_starts(pieces, fingerprint, n))):
        return Misfit("elsewhere", elsewhere=whole)
    if part := tuple(n for n in others if _starts(pieces[number : number + 1], fingerprint, n)[0]):
        return Misfit("part elsewhere", number, elsewhere=part)
    chain = fingerprint.chain(pieces[number], paragraph)
    return _first_misfit(chain, fingerprint.paragraphs[paragraph - 1], number)


def _first_misfit(chain: Run, found: Print, piece: int) -> Misfit:
    """The first word that does not continue the run before it, or else the run after it."""
    fitting, at = 0, found.places.get(chain[0], ())[:MOST_PLACES]
    while at and fitting < len(chain) - 1:
        fitting += 1
        ahead = [(one, one + fitting) for one in at]
        at = tuple(
            one for one, next_ in ahead if found.shingles[next_ : next_ + 1] == (chain[fitting],)
        )
    if fitting:
        return Misfit("word after", piece, fitting + SHINGLE - 1)
    later = next((at for at, shingle in enumerate(chain) if shingle in found.places), None)
    if later is not None:
        return Misfit("word before", piece, later - 1)
    return Misfit("nowhere", piece)


LEAST = 50.0
"""Least similarity (0 to 100, rapidfuzz partial_ratio) at which a passage is proposed."""

NEAR = 3
"""The number of words by which the ends of a passage may miss the place where the letters fit
best."""


def closest_passage(run: Sequence[str], text: str) -> str:
    """The passage of a text that comes closest to a run of words, with the differences marked.

    Words that only the run has stand in `[-...-]`, words that only the text has in `{+...+}`, as
    in the wdiff program. Nothing when no passage is close.
    """
    wanted = " ".join(run)
    best: tuple[float, int, tuple[str, ...], tuple[int, int]] = (LEAST, 0, (), (0, 0))
    for number, paragraph in enumerate(paragraphs(text), start=1):
        there = words(paragraph)
        joined = " ".join(there)
        found = fuzz.partial_ratio_alignment(wanted, joined) if there else None
        if found and found.score > best[0]:
            first = joined.count(" ", 0, found.dest_start + 1)
            last = joined.count(" ", 0, max(found.dest_end - 1, 0)) + 1
            best = (found.score, number, there, (first, last))
    _, number, there, (first, last) = best
    if not number:
        return ""
    passage = _window(run, there, first, last)
    return f"closest, in paragraph {number}: {_marked(run, passage)}"


def _window(run: Sequence[str], there: Sequence[str], first: int, last: int) -> Sequence[str]:
    """The stretch of words near the given one that takes the fewest changes."""
    near = range(-NEAR, NEAR + 1)
    ends = {
        (max(0, first + left), min(len(there), last + right)) for left, right in product(near, near)
    }

    def distance(ends: tuple[int, int]) -> tuple[int, float, tuple[int, int]]:
        passage = there[slice(*ends)]
        letters = fuzz.ratio(" ".join(run), " ".join(passage))
        return Levenshtein.distance(run, passage), -letters, ends

    return there[slice(*min((e for e in ends if e[0] < e[1]), key=distance))]


def _marked(run: Sequence[str], passage: Sequence[str]) -> str:
    out: list[str] = []
    for step in Levenshtein.opcodes(run, passage):
        ours = " ".join(run[step.src_start : step.src_end])
        theirs = " ".join(passage[step.dest_start : step.dest_end])
        if step.tag == "equal":
            out.append(theirs)
        else:
            out += [f"[-{ours}-]"] if ours else []
            out += [f"{{+{theirs}+}}"] if theirs else []
    return " ".join(out)
