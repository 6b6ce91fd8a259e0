"""Proposes passages of a document from which claims can be made. Decides nothing, keeps nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimbook.core.proofs.fingerprint import (
    SHINGLE,
    Fingerprint,
    fingerprint_of_text,
    words_with_places,
)
from claimbook.core.proofs.quotations import Placement, Quoted, locate
from claimbook.core.rules.shape import QUOTE_WORDS

_END = re.compile(r"(?<=[^A-Z][.!?])[\"'”’)]*\s+|(?<=[。！？])")
"""A full stop after a capital, as in U.S., ends no sentence."""

_NUMBER = re.compile(r"\d|\b(?:percent|million|billion|half|third|double|twice)\b", re.IGNORECASE)
_SPEECH = re.compile(
    r"[“”\"「」«»]|\b(?:said|says|told|stated|according|announced|promised|warned|denied|emphasi[sz]ed|hopes?|expects?|will)\b",
    re.IGNORECASE,
)
MOST = 3
"""Maximum number of passages proposed for a paragraph, the most telling first."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage that a claim could quote: the words as they are printed, and their paragraph."""

    paragraph: int
    quote: str
    weight: int


def anchors(text: str, document: str) -> Iterator[tuple[int, int, tuple[Anchor, ...]]]:
    """Each paragraph of a document with how many words it has, and passages that could be quoted.

    A passage is worth more for a number or for words of speech in it; each has from four to 25
    words and one place only, so that it is proved as it stands.
    """
    fingerprint = fingerprint_of_text(text, document)
    paragraphs = [line for line in text.splitlines() if line.strip()]
    for number, paragraph in enumerate(paragraphs, start=1):
        found = [_anchor(sentence, number, fingerprint) for sentence in _END.split(paragraph)]
        ranked = sorted((one for one in found if one), key=lambda one: -one.weight)
        yield number, fingerprint.paragraphs[number - 1].words, tuple(ranked[:MOST])


def _anchor(sentence: str, paragraph: int, fingerprint: Fingerprint) -> Anchor | None:
    """The stretch of a sentence that holds its number, or else its beginning."""
    words = words_with_places(sentence)
    telling = next((at for at, (word, _) in enumerate(words) if _NUMBER.search(word)), 0)
    first = max(0, min(telling - QUOTE_WORDS // 2, len(words) - QUOTE_WORDS))
    run = words[first : first + QUOTE_WORDS]
    if len(run) < SHINGLE:
        return None
    quote = " ".join(sentence[run[0][1][0] : run[-1][1][1]].split()).strip(" \"“”'‘’,;")
    place = locate(Quoted(quote, paragraph), fingerprint)
    weight = 2 * bool(_NUMBER.search(quote)) + bool(_SPEECH.search(sentence))
    return Anchor(paragraph, quote, weight) if isinstance(place, Placement) else None
