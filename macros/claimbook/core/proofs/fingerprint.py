"""The fingerprint of a document: hashes that prove a run of its words without holding them.

What is hashed are shingles, overlapping runs of words (A. Broder, "On the resemblance and
containment of documents", 1997), kept in their order. A shingle has four words, because four is
the shortest quotation that is to be proved; a longer one is a chain of shingles that follow each
other, so that no word of it can be changed, added, left out or moved without breaking the chain.

Text is normalized before anything is compared: Unicode NFKC, all curly and angled quotation marks
become straight ones, all dashes a hyphen (a long dash also parts two words), invisible characters
such as the soft hyphen are dropped, and any run of spaces counts as one. Raised digits and
fractions, which NFKC would glue to the digits before them, are first set apart. Case is kept.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from claimbook.core.records.book import Document

SHINGLE = 4
"""The number of words in a shingle, and so in the shortest quotation that can be proved."""

HASH = 16
"""Hexadecimal digits kept of each SHA-256: 64 bits, too many to hit by chance or by trying."""

MOST_PLACES = 200
"""Maximum number of places in one paragraph at which a shingle is looked for."""

_FOLD = {
    **dict.fromkeys(map(ord, "‘’‚‛‹›′`´ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−﹣－"), "-"),
    **dict.fromkeys(map(ord, "—―⸺⸻"), " - "),
    **{ord(raised): f"^{digit}" for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{ord(part): f" {part}" for part in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"},
}

UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
    "\u1100-\u11ff\u3005-\u3007\u3040-\u312f\u31a0-\u31ff\uac00-\ud7ff"  # Hangul, kana, bopomofo
    "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"  # ideographs
)
"""A character that is a word of its own, in a script that puts no spaces between words."""

_EACH = re.compile(UNSPACED)
_CHUNK = re.compile(rf"{UNSPACED}|(?:(?!{UNSPACED})\S)+")
_KEPT_AT_ENDS = frozenset("%‰‱&#§@")
_SIGN = re.compile(r"[+-][\d$€£¥]")

_ODD = re.compile(r"  |[^ -~]")
_CLUSTER = re.compile(
    r"[!-~]+(?: [!-~]+)*(?![^\x00-\x7f])"
    r"|\s+|.[\u0300-\u036f\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*",
    re.DOTALL,
)
"""What is normalized by itself: plain words, spaces, or one character with its accents."""


def normalized(text: str) -> str:
    """The text as it is compared and hashed; the module says how. Doing it twice changes nothing."""
    return " ".join(_spelled(text).split())


def _spelled(text: str) -> str:
    """The normalized text with its spaces as they are."""
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", visible.translate(_FOLD)).translate(_FOLD)
    return unicodedata.normalize("NFKC", folded)


def folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """The normalized text in one case, and where each character of it stands in the text.

    Where one character becomes several, as `ß` does, they share its place. After the last one
    comes the text's length.
    """
    if not _ODD.search(text):
        return text.casefold(), range(len(text) + 1)
    out: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = cluster[0]
        if piece.isascii() and not piece.isspace():
            out.append(piece.casefold())
            places += range(*cluster.span())
            continue
        for character in _folded(piece):
            if character != " " or out[-1:] != [" "]:
                out.append(character)
                places.append(cluster.start())
    return "".join(out), [*places, len(text)]


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    return " " if cluster.isspace() else _spelled(_spelled(cluster).casefold())


def words(text: str) -> tuple[str, ...]:
    """The words of a text in their order.

    A word is what stands between spaces, without the punctuation at its ends: `(U.S.-made,` is
    `U.S.-made`. Signs that carry meaning stay: `$40`, `-5%`, `R&D`. Each ideograph, kana, Hangul
    syllable, and each letter of other scripts without spaces, is a word of its own.
    """
    spaced = _EACH.sub(r" \g<0> ", normalized(text).replace("...", " "))
    return tuple(word for chunk in spaced.split() if (word := _bare(chunk)))


def _is_outer(character: str) -> bool:
    return character not in _KEPT_AT_ENDS and unicodedata.category(character).startswith("P")


def _bare(chunk: str) -> str:
    start, end = 0, len(chunk)
    while start < end and _is_outer(chunk[start]) and not _SIGN.match(chunk, start):
        start += 1
    while end > start and _is_outer(chunk[end - 1]):
        end -= 1
    return chunk[start:end]


def words_with_places(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Each word with where it stands in the text as it is written, from and to which character."""
    return [
        (word, match.span()) for match in _CHUNK.finditer(text) for word in words(match.group())
    ]


def paragraphs(text: str) -> list[str]:
    """The normalized paragraphs of a text: its lines that are not blank."""
    return [line for line in map(normalized, text.splitlines()) if line]


def text_hash(text: str) -> str:
    """The SHA-256 of a text's normalized paragraphs, one a line, in hexadecimal digits."""
    return hashlib.sha256("\n".join(paragraphs(text)).encode()).hexdigest()


def shingles(run: Sequence[str], document: str, paragraph: int) -> tuple[str, ...]:
    """The hashes of a run's shingles in order; none for fewer than four words.

    Each hash is salted with the document's id and the paragraph's number, so that a table made
    for one document is of no use for another, and a repetition in the text does not show.
    """
    return tuple(
        hashlib.sha256(
            f"{document}\n{paragraph}\n{' '.join(run[at : at + SHINGLE])}".encode()
        ).hexdigest()[:HASH]
        for at in range(len(run) - SHINGLE + 1)
    )


def rules() -> dict[str, Any]:
    """By what text is normalized and parted, for programs in another language.

    theme/assets/js/check.js does the same as `normalized`, `words` and `shingles` with them.
    """
    return {
        "fold": {chr(sign): plain for sign, plain in _FOLD.items()},
        "unspaced": UNSPACED,
        "kept": "".join(sorted(_KEPT_AT_ENDS)),
        "sign": "[+-][\\p{Nd}$€£¥]",  # \d stands for less in JavaScript
        "shingle": SHINGLE,
        "hash": HASH,
    }


@dataclass(frozen=True)
class Print:
    """One paragraph: how many words it has, and its shingles in order."""

    words: int
    shingles: tuple[str, ...]

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """The positions of each shingle, counted in words from 0."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, shingle in enumerate(self.shingles):
            places[shingle].append(at)
        return {shingle: tuple(found) for shingle, found in places.items()}

    def starts(self, chain: Sequence[str]) -> list[int]:
        """Where the whole chain of shingles stands, by the position of its first word.

        Of what stands more often than `MOST_PLACES` only the first places are looked at.
        """
        if not all(shingle in self.places for shingle in chain):
            return []
        size, whole = len(chain), tuple(chain)
        rarest = min(range(size), key=lambda n: len(self.places[chain[n]]), default=None)
        if rarest is None:
            return []
        places = self.places[chain[rarest]][:MOST_PLACES]
        starts = (at - rarest for at in places if at >= rarest)
        return [at for at in starts if self.shingles[at : at + size] == whole]


@dataclass(frozen=True)
class Fingerprint:
    """What is known of a document's text: its hash, and its paragraphs from the first on."""

    document: str
    sha256: str
    paragraphs: tuple[Print, ...]

    def chain(self, run: Sequence[str], paragraph: int) -> tuple[str, ...]:
        """The shingles that a run of words would have in a paragraph, counted from 1."""
        return shingles(run, self.document, paragraph)

    @property
    def words(self) -> int:
        """How many words the document has."""
        return sum(paragraph.words for paragraph in self.paragraphs)


def fingerprint_of_text(text: str, document: str) -> Fingerprint:
    """The fingerprint of a text under a document's id."""
    runs = [words(paragraph) for paragraph in paragraphs(text)]
    prints = (Print(len(run), shingles(run, document, n)) for n, run in enumerate(runs, start=1))
    return Fingerprint(document, text_hash(text), tuple(prints))


def fingerprint_of(document: Document) -> Fingerprint | None:
    """The fingerprint that a document's record holds; None where it holds none."""
    if not document.sha256 or not document.paragraphs:
        return None
    prints = (Print(p.words, tuple((p.shingles or "").split())) for p in document.paragraphs)
    return Fingerprint(document.id, document.sha256, tuple(prints))
