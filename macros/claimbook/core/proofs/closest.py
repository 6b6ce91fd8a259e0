"""Proposes the passage of a text that comes closest to a quotation. It never decides anything."""

from collections.abc import Sequence
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from claimbook.core.proofs.fingerprint import paragraphs, words

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
