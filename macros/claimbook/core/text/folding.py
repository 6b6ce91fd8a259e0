"""One form for all the ways to write a word, so that a search finds it however it is typed.

`theme/assets/js/folding.js` does the same to what a reader types, by the tables that `tables` gives
it; words that both have to make of the same text hold the two together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
"""Accents and points, which people leave out; not the vowels of scripts that write them as marks."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uf900-\ufaff\U00020000-\U000323af"
)
"""Letters of scripts that put no space between words: of these, two that stand together are a word."""

_PAIRS = "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ħ=h ı=i ς=σ ى=ي ی=ي ک=ك ة=ه"
LETTERS = dict.fromkeys("’‘ʼʹʻ`′", "'") | dict(pair.split("=") for pair in _PAIRS.split())
"""What stands for a letter or sign that Unicode does not take apart."""

_LETTER = ("L", "M", "N")
"""What the categories of letters, marks and numbers begin with."""

_SIGNS = "'&.,"
"""Signs that can stand within a word."""

_UNSPACED, _MARK = re.compile(f"[{UNSPACED}]"), re.compile(f"[{MARKS}]")
_RUN = re.compile(rf"[{UNSPACED}]+|[^ {_SIGNS}{UNSPACED}]+(?:[{_SIGNS}][^ {_SIGNS}{UNSPACED}]+)*")
_PART = re.compile(rf"\d+(?:[.,]\d+)*|[^\d{_SIGNS}]+")
_WITHIN = re.compile(r"'|(?<!\d)[.,]|[.,](?!\d)|,(?=\d{3}(?!\d))")


def folded(text: str) -> str:
    """A text in small letters without accents, in plain digits, with spaces for most signs.

    Chinese is written in simplified characters, and Japanese as near to them as it gets.
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    return unicodedata.normalize("NFC", plain.translate(_FOLDS))


def words(text: str) -> Iterator[str]:
    """The words by which a text is found, as they stand in it: `o'brien` is one, and so are its parts."""
    for run in _RUN.findall(folded(text)):
        if _UNSPACED.match(run):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield _whole(run)
            if len(parts := _PART.findall(run)) > 1:
                yield from map(_whole, parts)


def tables(texts: Iterable[str]) -> dict[str, object]:
    """What a browser needs to fold what is looked for in some texts."""
    return {
        "letters": LETTERS | variants(frozenset().union(*texts)),
        "marks": MARKS,
        "unspaced": UNSPACED,
    }


def variants(characters: Iterable[str]) -> dict[str, str]:
    """The Chinese characters that are another way to write one of those given, or are written so."""
    used = frozenset(characters)
    if not any(map(_UNSPACED.match, used)):
        return {}
    plain = frozenset(folded("".join(used)))
    return {one: to for one, to in _simplified().items() if to in plain}


def _whole(run: str) -> str:
    """A word without signs in it, but for `&` and the point of a number."""
    return _WITHIN.sub("", run).replace(",", ".")


@cache
def _simplified() -> dict[str, str]:
    """The simplified character for each other one, by OpenCC's tables."""
    tables = resources.files("opencc") / "dictionary"
    plain, japanese = (
        dict(line.split()[:2] for line in (tables / name).read_text("utf-8").splitlines())
        for name in ("TSCharacters.txt", "JPVariants.txt")
    )
    of_japan = {one: plain.get(usual, usual) for usual, one in japanese.items()}
    return {one: to for one, to in (of_japan | plain).items() if one != to}


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


def _folded(character: str) -> str:
    if character in LETTERS or character in _SIGNS:
        return LETTERS.get(character, character)
    category = unicodedata.category(character)
    if category == "Cf" or _MARK.match(character):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    if not category.startswith(_LETTER):
        return " "
    return _simplified().get(character, character) if _UNSPACED.match(character) else character


_FOLDS = _Folds()
