"""Words in Latin letters, as ids and addresses have them, by the tables of text-unidecode."""

import re
import unicodedata

from text_unidecode import unidecode

_OTHER = re.compile(r"[^\x00-\x7f]+")
_SIGNS = re.compile("[`'\"@]")
"""Signs that stand for letters which have no Latin one, and for quotation marks."""


def latin(words: str) -> str:
    """Words in ASCII, letter by letter: `Größe` is `Grosse`, and 明河 is `Ming He `.

    Vowels that a script does not write are not there, and Chinese characters have one reading.
    """
    composed = unicodedata.normalize("NFC", words)
    return _OTHER.sub(lambda found: _SIGNS.sub("", unidecode(found[0])), composed)
