"""Which language a text is in: by its script where that decides, else by its commonest words.

Where these are none of the languages below, the letters decide: charset-normalizer knows how often
those of more languages stand, since it judges by them whether it decoded a text well.
"""

import re
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

COMMON = {
    tag: frozenset(words.split())
    for tag, words in {
        "ar": "في من على إلى أن التي عن مع هذا الذي وقال هذه قد ما إن لم بعد",
        "bg": "и на да се за от не в е че са с по като до беше",
        "ca": "de la i el que a en els per les un del amb una es no al ha dels més com va són",
        "cs": "a v se na je že o s z do i to pro za by ale jsou od jako po si byl",
        "da": "og i at det er en til på som for af de med den ikke der har et om men blev fra",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch an",
        "en": "the of and to in that is was for it with as on be at by had not are but from have",
        "es": "de la que el en y los se del las un por con no una su para es al lo como más",
        "fa": "و در به از که را با این است برای آن یک شد های کرد",
        "fi": "ja on ei että se oli ovat hän mutta kun myös ole joka kuin niin sen",
        "fr": "de la le et les des en un du une que est pour qui dans par plus pas au sur ne ce",
        "hu": "a az és hogy nem is egy ez volt meg de csak már még mint el",
        "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh ke adalah juga",
        "it": "di e il la che è per un in del con non si della i le da una sono al dei nel",
        "nb": "og i det er på en til som for av at med den ikke de har et om men ble fra å",
        "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als die",
        "pl": "w i na z się do nie że to jest o jak za od po przez dla są ale oraz",
        "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos",
        "ro": "de și în a la cu o că pe nu din un pentru mai este sau care au fost prin",
        "ru": "и в не на что с по это как из для от он у к его было за",
        "sv": "och i att det som en på är av för med den till inte har de ett om men från",
        "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra en ne",
        "uk": "і в не на що з у та до це як для від за його було й",
        "ur": "کے کی میں ہے کا سے کو نے اور کہ اس پر",
    }.items()
}
"""Of each language the words that stand most often in any text, as the lists of stop words of the
Snowball project (https://snowballstem.org/) begin."""

LEAST_COMMON = 0.15
"""Least share of a text's words that are the commonest ones of its language."""

APART = 0.01
"""By how much more of them a text has at least than of the next language's, as a share."""

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
    if most in OWN_SCRIPT:
        return OWN_SCRIPT[most]
    own = "".join(one if one.isspace() or _script(one) == most else " " for one in text).lower()
    likely, by_letters = _by_words(own), _by_letters(own)
    if len(likely) == 1:
        return likely[0]
    return next((one for one in by_letters if one in likely or not likely), "")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]


def _chinese(text: str) -> str:
    """Chinese by the characters that are written in one of its two ways alone."""
    simplified = variants(text)
    traditional = sum(one in simplified for one in text)
    simple = set(simplified.values()) - set(simplified)
    return "zh-Hant" if traditional >= sum(one in simple for one in text) else "zh-Hans"


def _by_words(text: str) -> list[str]:
    """The languages whose commonest words a text has, of those alike all."""
    words = Counter(re.findall(r"\w+", text))
    shares = {
        tag: sum(words[one] for one in common) / max(1, words.total())
        for tag, common in COMMON.items()
    }
    most = max(shares.values())
    return [tag for tag, share in shares.items() if share >= max(LEAST_COMMON, most - APART)]


def _by_letters(text: str) -> list[str]:
    """The languages whose letters stand as often, the likeliest first."""
    best = from_bytes(text.encode(), cp_isolation=["utf_8"]).best()
    return [_codes()[name] for name in (best.languages if best else ()) if name in _codes()]


@cache
def _codes() -> dict[str, str]:
    """The codes of languages by their names in English."""
    return {name: code for code, name in Locale("en").languages.items() if "_" not in code} | NAMES
