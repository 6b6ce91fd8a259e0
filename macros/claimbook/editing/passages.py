"""Passages of a document that a claim could quote, by plain rules and in any language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from claimbook.core.proofs.fingerprint import SHINGLE, UNSPACED, Fingerprint, words_with_places
from claimbook.core.proofs.quotations import Placement, Quoted, locate
from claimbook.core.rules.shape import QUOTE_WORDS
from claimbook.core.text.characters import deceiving
from claimbook.core.text.messages import locale_of
from claimbook.core.text.number_forms import folded, number_forms
from claimbook.core.text.numerals import has_part, written_numbers
from claimbook.core.text.speech import has_name, tells

WHOLE = 20
"""Maximum number of words in a sentence that is not parted: a claim quotes few."""

SHORT = 5
"""The number of words below which a part of a sentence is joined to the one before it."""

LEAD = 10
"""The number of words below which who says something is joined to what is said."""

LETTERS = 2
"""The number of characters that count as one word, in scripts that put no spaces between words."""

_STOP = re.compile(r"[.!?؟۔।…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”）]*")
_BEFORE_NAMES = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|[^\W\d_]\.[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Sra|Dra|Srta|Mme|Mlle|Hr|Fr"
    r"|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|No|Nr|Núm|Nos|Inc|Ltd|Corp|Bros|vs|ca|bzw|usw|etc|approx)\.$"
)
"""What ends in a full stop before a name or a number, and ends no sentence."""

_NEAR = 24
"""The number of characters beside a stop that tell whether it ends a sentence."""

_CLAUSE = re.compile(r"(?<=[,;،؛])\s+|\s+(?=[—–]\s)|(?<=[，；])")
"""The ends of the parts of a sentence."""

_IDEOGRAPHIC = "，；"
_LETTER = re.compile(UNSPACED)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that a claim could quote: the words as they are printed, and their paragraph.

    `is_telling` says that a number, a name or a word of saying stands in it.
    """

    paragraph: int
    quote: str
    is_telling: bool


def passages(
    text: str, fingerprint: Fingerprint, language: str
) -> Iterator[tuple[int, str, tuple[Passage, ...]]]:
    """The paragraphs of a document with their numbers and passages, in the order of the text.

    Each passage has from four to 25 words and one place only, so that it is proved as it stands.
    Together they have almost all words of the text; only what is too short, or stands in its
    paragraph twice, is in none.

    Args:
        text: the document's text, one paragraph a line.
        fingerprint: the document's, which proves them.
        language: the document's, as a BCP 47 tag.
    """
    lines = (" ".join(line.split()) for line in text.splitlines() if line.strip())
    for number, paragraph in enumerate(lines, start=1):
        found = []
        for sentence in sentences(paragraph, language):
            for at, words in enumerate(_parts(sentence, language)):
                quote = _quotation(words, number, fingerprint, language)
                if quote:
                    is_telling = _is_telling(words, language, begins=at == 0)
                    found.append(Passage(number, quote, is_telling))
        yield number, paragraph, tuple(found)


def sentences(paragraph: str, language: str) -> Iterator[str]:
    """The sentences of a paragraph; a stop after an abbreviation or the day of a date ends none."""
    months = tuple(number_forms(language).months)
    start = 0
    for stop in _STOP.finditer(paragraph):
        end = stop.end()
        before = paragraph[max(start, end - _NEAR) : end]
        goes_on = paragraph[end : end + _NEAR].lstrip()
        after, is_dot = folded(goes_on), stop[0] == "."
        is_date = (
            is_dot
            and (
                (before[-2:-1].isdigit() and after.startswith(months))  # 3. März
                or (after[:1].isdigit() and folded(before[:-1]).endswith(months))  # Dec. 3
            )
        )
        if goes_on[:1].islower() or is_date or (is_dot and _BEFORE_NAMES.search(before)):
            continue
        yield paragraph[start:end].strip()
        start = end
    if rest := paragraph[start:].strip():
        yield rest


def _parts(sentence: str, language: str) -> Iterator[str]:
    """A short sentence, or the parts of a longer one, those that are too short joined."""
    if _size(sentence) <= WHOLE:
        yield sentence
        return
    joined: list[str] = []
    for piece in _CLAUSE.split(sentence):
        before = joined[-1] if joined else ""
        sizes = (_size(before), _size(piece))
        said = before if tells(before, language) else " ".join(piece.split()[:1])
        is_lead = sizes[0] < LEAD and tells(said, language)
        if before and (min(sizes) < SHORT or is_lead) and sum(sizes) <= QUOTE_WORDS:
            joined[-1] = f"{before}{'' if before[-1] in _IDEOGRAPHIC else ' '}{piece}"
        else:
            joined.append(piece)
    for piece in joined:
        yield from _cut(piece, language)


def _cut(piece: str, language: str) -> Iterator[str]:
    """A part that is too long to be quoted, cut at a word for “and” near its middle, or there."""
    if _size(piece) <= QUOTE_WORDS:
        yield piece
        return
    words = words_with_places(piece)
    middle = len(words) // 2
    joints = [at for at, (word, _) in enumerate(words) if folded(word) in _and(language)]
    inner = [at for at in joints if SHORT <= at <= len(words) - SHORT]
    at = min(inner or [middle], key=lambda at: abs(at - middle))
    place = words[at][1][0]
    yield from _cut(piece[:place].rstrip(), language)
    yield from _cut(piece[place:], language)


@cache
def _and(language: str) -> frozenset[str]:
    """The words that join two things, as CLDR has them."""
    patterns = locale_of(language).list_patterns
    joints = (patterns[style]["2"] for style in ("standard", "or") if style in patterns)
    return frozenset(folded(one.replace("{0}", "").replace("{1}", "").strip()) for one in joints)


@lru_cache(maxsize=1024)
def _size(text: str) -> int:
    """How many words a text has, as a reader counts them."""
    words = [word for word, _ in words_with_places(text)]
    single = sum(bool(_LETTER.fullmatch(word)) for word in words)
    return len(words) - single + -(-single // LETTERS)


def _is_telling(words: str, language: str, *, begins: bool) -> bool:
    return (
        tells(words, language)
        or any(one.figures is not None or one.value > 1 for one in written_numbers(words, language))
        or has_part(words, language)
        or has_name(words, language, begins=begins)
    )


def _quotation(words: str, paragraph: int, fingerprint: Fingerprint, language: str) -> str:
    """Words as they can be quoted; nothing where they are too few, or have not one place."""
    places = words_with_places(words)
    joins = bool(places) and folded(places[0][0]) in _and(language)
    if len(places) - joins < SHINGLE:
        return ""
    run = _bare(words[places[0][1][1] if joins else 0 :])
    unseen = {index for index, _ in deceiving(run)}
    quote = "".join(letter for index, letter in enumerate(run) if index not in unseen)
    return quote if isinstance(locate(Quoted(quote, paragraph), fingerprint), Placement) else ""


_OUTER = "\"“”„'‘’,;:،؛，、；：。.!?؟！？「」『』«»‹›()（）… "
_PAIRS = tuple(zip('"“„「『«‹(（', '"”“」』»›)）', strict=True))
_STOPS = ".,;!?。，；！？"


def _bare(words: str) -> str:
    """Words without the signs around them, but for those that belong to what is within."""
    bare = words.strip(_OUTER)
    start = words.index(bare)
    left, right = words[:start], words[start + len(bare) :]
    if right.startswith(".") and "." in bare.split(" ")[-1]:  # an abbreviation, as in U.S.
        bare, right = f"{bare}.", right[1:]
    for opened, closed in _PAIRS:
        if left.endswith(opened) and 0 <= bare.find(closed) <= (bare + opened).find(opened):
            bare = opened + bare
        is_open = bare.rfind(opened) > bare.rfind(closed)
        if opened == closed:
            is_open = bare.count(opened) % 2 == 1
        if is_open and right.lstrip(_STOPS).startswith(closed):
            bare += closed
    return bare
