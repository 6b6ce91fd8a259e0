"""The order of names in a language, and the letter under which each stands in a list.

Signs do not count, and accents only between names that are else the same, unless a language has a
letter of its own with one: É stands with E, and Å with A but in Swedish and its neighbors.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

DIGITS = "0–9"
"""What stands over names that begin with a digit."""

_NORDIC, _TURKIC, _SERBIAN = (
    "z<æ<ä<ø<ö<å",
    "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
)
_OWN = {
    "az": f"{_TURKIC} e<ə h<x<ı k<q",
    "be": "е<ё з<і<й у<ў",
    "bg": "и<й",
    "bs": _SERBIAN,
    "cs": "c<č h<ch r<ř s<š z<ž",
    "da": _NORDIC,
    "es": "n<ñ",
    "et": "s<š<z<ž v<õ<ä<ö<ü",
    "fa": "ب<پ ج<چ ز<ژ ق<ک<گ ه<ی",
    "fi": "z<å<ä<ö",
    "gl": "n<ñ",
    "hr": _SERBIAN,
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö s<sz t<ty u<ü z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ<ö<å",
    "lt": "c<č i<y s<š z<ž",
    "lv": "c<č g<ģ k<ķ l<ļ n<ņ s<š z<ž",
    "nb": _NORDIC,
    "nn": _NORDIC,
    "no": _NORDIC,
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș t<ț",
    "ru": "и<й",
    "sk": "a<ä c<č h<ch o<ô s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sr": f"{_SERBIAN} д<ђ и<ј л<љ н<њ т<ћ ч<џ",
    "sv": "z<å<ä<ö",
    "tr": _TURKIC,
    "uk": "г<ґ е<є и<і<ї<й",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
"""Letters that a language counts as its own, each with the one that it follows: those that differ
from the root order of the Unicode Common Locale Data Repository (https://cldr.unicode.org/)."""

_SETS = dict.fromkeys(("zh-hant", "zh-hk", "zh-mo", "zh-tw"), "big5")
_SETS |= {"ja": "euc_jp", "ko": "euc_kr", "zh": "gb2312"}
"""Character sets that stand in the order of a language: by strokes in Big5, by sound in others."""

_PLAIN = str.maketrans(
    {"æ": "ae", "đ": "d", "ð": "d", "ı": "i", "ł": "l", "ø": "o", "œ": "oe", "þ": "th"}
)
"""Letters that are sorted as others and have no accent to leave out."""

_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST_INITIAL = 0x1100
_BETWEEN_WORDS = re.compile(r"[\s\u2010-\u2015-]")

Place = tuple[int, int, int]
"""Where a character stands among all: its group, its number there, and its place after a letter."""


def sort_key(name: str, language: str) -> tuple[tuple[Place, ...], str, str]:
    """What a name is sorted by: its letters and digits, then its accents, then its capitals."""
    places = tuple(place for _, place in _characters(name, language))
    apart = unicodedata.normalize("NFD", name).casefold()
    marks = "".join(one if unicodedata.combining(one) else " " for one in apart)
    return places, marks, name


def letter_of(name: str, language: str) -> str:
    """The letter under which a name stands; nothing for a script that has none, as Chinese."""
    found = ((one, place) for one, place in _characters(name, language) if place[0])
    first, place = next(found, ("", (0, 0, 0)))
    if first.isdecimal():
        return DIGITS
    if place[0] != 1:
        return ""
    if 0 <= (initial := ord(first[0]) - _FIRST_INITIAL) < len(_INITIALS):
        return _INITIALS[initial]
    if first == "i" and _base(language) in {"az", "tr"}:
        return "İ"
    return first[0].upper() + first[1:]


def _characters(name: str, language: str) -> Iterator[tuple[str, Place]]:
    """The letters and digits of a name in small letters, each with its place; one for a gap."""
    own = _own(_base(language))
    text = unicodedata.normalize("NFC", name)
    if "ı" in own:
        text = text.replace("I", "ı").replace("İ", "i")
    text = unicodedata.normalize("NFC", text.casefold()).translate(_KATAKANA)
    text = "".join(_without_tone(one, own) for one in text)
    longest, at = max(map(len, own), default=1), 0
    while at < len(text):
        letter = next(
            (text[at : at + n] for n in range(longest, 0, -1) if text[at : at + n] in own), ""
        )
        if letter:
            yield letter, own[letter]
        elif text[at].isalnum():
            plain = unicodedata.normalize("NFKD", text[at].translate(_PLAIN))
            yield from ((one, _place(one, language)) for one in plain if one.isalnum())
        elif _BETWEEN_WORDS.match(text[at]):
            yield " ", (0, 0, 0)
        at += len(letter) or 1


def _without_tone(character: str, own: Mapping[str, Place]) -> str:
    """The language's own letter that a character is with one more mark on it: ậ is â."""
    apart = unicodedata.normalize("NFD", character)
    found = (unicodedata.normalize("NFC", apart[0] + mark) for mark in apart[1:])
    return next((one for one in found if one in own), character)


def _place(character: str, language: str) -> Place:
    """Where a character stands that is no language's own."""
    if character.isdecimal():
        return 1, unicodedata.decimal(character), 0
    if not unicodedata.name(character, "").startswith("CJK"):
        return 1, ord(character), 0
    tag = language.lower()
    known = next((found for name, found in _SETS.items() if f"{tag}-".startswith(f"{name}-")), "")
    try:
        return 2, int.from_bytes(character.encode(known or "ascii")), 0
    except UnicodeEncodeError:
        return 3, ord(character), 0


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


@cache
def _own(base: str) -> dict[str, Place]:
    """The letters of a language's own, each with its place after the one that it follows."""
    chains = (chain.split("<") for chain in _OWN.get(base, "").split())
    return {
        letter: (1, ord(first), number)
        for first, *others in chains
        for number, letter in enumerate(others, start=1)
    }
