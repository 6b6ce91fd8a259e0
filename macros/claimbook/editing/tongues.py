"""Which language a text is in: by its script where that decides, else by how often its letters stand.

The frequencies are those of charset-normalizer, which judges by them whether it decoded a text well.
"""

import unicodedata
from collections import Counter
from functools import cache

from babel import Locale
from charset_normalizer import from_bytes

from claimbook.core.text.folding import variants

ENOUGH = 0.04
"""From which share of the letters on kana make a text with ideographs Japanese."""

OWN_SCRIPT = {
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "he",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "TAMIL": "ta",
    "THAI": "th",
}
"""The first words of letters' names in Unicode, in scripts that one language has to itself."""

NAMES = {"Farsi": "fa", "Slovene": "sl"}
"""Languages that charset-normalizer calls otherwise than Babel does."""

MOST = 200_000
"""Maximum number of characters that are looked at."""


def language_of(text: str) -> str:
    """The language of a text as a BCP 47 tag, Chinese with its script; empty where it cannot be told."""
    text = text[:MOST]
    scripts = Counter(_script(one) for one in text if one.isalpha())
    if not scripts:
        return ""
    letters = scripts.total()
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if scripts["CJK"] + kana > letters / 2:
        return "ja" if kana > ENOUGH * letters else _chinese(text)
    most = scripts.most_common(1)[0][0]
    return OWN_SCRIPT.get(most) or _by_letters(text)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]


def _chinese(text: str) -> str:
    """Chinese by the characters that are written in one of its two ways alone."""
    simplified = variants(text)
    traditional = sum(one in simplified for one in text)
    simple = set(simplified.values()) - set(simplified)
    return "zh-Hant" if traditional >= sum(one in simple for one in text) else "zh-Hans"


def _by_letters(text: str) -> str:
    best = from_bytes(text.encode(), cp_isolation=["utf_8"]).best()
    name = best.language if best else ""
    return _codes().get(name, "")


@cache
def _codes() -> dict[str, str]:
    """The codes of languages by their names in English."""
    return {name: code for code, name in Locale("en").languages.items() if "_" not in code} | NAMES
