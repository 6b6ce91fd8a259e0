"""How far a copy of a document agrees with its fingerprint, paragraph by paragraph.

A copy may have a menu before the text, other breaks between paragraphs, or lack some of them. So each
paragraph of the document is looked for in the words of the copy, wherever it begins there: by its
shingles, since the fingerprint holds no words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from claimbook.core.proofs.fingerprint import SHINGLE, Fingerprint, Print, paragraphs, words

MOST_HASHED = 3_000_000
"""Maximum number of shingles that are hashed of a copy; what is not found by then counts as missing."""

AHEAD = 400
"""The number of words, beside its own, within which a paragraph is looked for first."""

LEAST = 0.2
"""Least share of a paragraph's shingles that a copy has, where it is said to have the paragraph."""

SHOWN = 8
"""Maximum number of words of a copy that are shown of a place where it differs."""

How = Literal["same", "changed", "missing", "too short"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a copy has of a paragraph of the document.

    `words` is how many words the paragraph has, `kept` how many of them the copy has there, and
    `instead` the copy's words where it differs. Of a paragraph that is `too short` for a shingle
    nothing can be told.
    """

    paragraph: int
    how: How
    words: int
    kept: int = 0
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a copy has of each paragraph, and which of its own are none of the document's."""

    found: tuple[Found, ...]
    added: tuple[str, ...]

    def those(self, how: How) -> tuple[Found, ...]:
        """The paragraphs of which that is true."""
        return tuple(one for one in self.found if one.how == how)


def agreement(text: str, known: Fingerprint) -> Agreement:
    """Hold a copy of a document against its fingerprint.

    Args:
        text: the copy, a paragraph a line.
        known: the fingerprint.
    """
    lines = paragraphs(text)
    runs = [words(line) for line in lines]
    copy = _Copy(tuple(word for run in runs for word in run), known)
    found = tuple(copy.found(number) for number in range(1, len(known.paragraphs) + 1))
    return Agreement(found, tuple(_added(lines, runs, copy.used)))


def _added(lines: Sequence[str], runs: Sequence[Sequence[str]], used: set[int]) -> Iterator[str]:
    at = 0
    for line, run in zip(lines, runs, strict=True):
        if len(run) >= SHINGLE and used.isdisjoint(range(at, at + len(run))):
            yield line
        at += len(run)


class _Copy:
    """The words of a copy, of which it is known where the last paragraph ended and what was used."""

    def __init__(self, run: Sequence[str], known: Fingerprint) -> None:
        self.run, self.known = run, known
        self.next, self.hashed = 0, 0
        self.used: set[int] = set()

    def found(self, number: int) -> Found:
        """What the copy has of a paragraph, counted from 1."""
        sought = self.known.paragraphs[number - 1]
        if not sought.shingles:
            return Found(number, "too short", sought.words)
        near = self._places(sought, number, self.next, self.next + sought.words + AHEAD)
        places = near or self._places(sought, number, 0, len(self.run))
        covered = _covered(places)
        kept = {one for _, one in covered}
        if len(places) < LEAST * len(sought.shingles):
            return Found(number, "missing", sought.words)
        there = sorted(at for at, _ in covered)
        self.used.update(there)
        self.next = there[-1] + 1
        is_whole = len(kept) == sought.words == there[-1] - there[0] + 1
        how: How = "same" if is_whole else "changed"
        return Found(number, how, sought.words, len(kept), tuple(self._between(there)))

    def _places(self, sought: Print, number: int, start: int, end: int) -> list[tuple[int, int]]:
        """Where the copy has a paragraph's shingles, each by its place here and there.

        Of several places the one near most others counts.
        """
        part = self.run[start:end]
        self.hashed += len(part)
        if self.hashed > MOST_HASHED:
            return []
        pairs = [
            (start + at, one)
            for at, shingle in enumerate(self.known.chain(part, number))
            for one in sought.places.get(shingle, ())
        ]
        if not pairs:
            return []
        slack = len(sought.shingles)
        near = Counter((at - one) // slack for at, one in pairs)
        best = max(near, key=lambda place: near[place] + near[place + 1])
        kept = [(at, one) for at, one in pairs if (at - one) // slack in (best, best + 1)]
        return _rising(kept)

    def _between(self, there: Sequence[int]) -> Iterator[str]:
        """The copy's words in the gaps between those that are the document's."""
        for before, after in pairwise(there):
            if after > before + 1:
                gap = self.run[before + 1 : after]
                yield " ".join(gap[:SHOWN]) + (" …" if len(gap) > SHOWN else "")


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs of places those that follow each other in both, each place once."""
    kept: list[tuple[int, int]] = []
    for at, one in sorted(pairs):
        if not kept or (at > kept[-1][0] and one > kept[-1][1]):
            kept.append((at, one))
    return kept


def _covered(places: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The words in these shingles, each by its place in the copy and in the paragraph."""
    return {(at + step, one + step) for at, one in places for step in range(SHINGLE)}
