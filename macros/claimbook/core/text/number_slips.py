"""Numbers as people type them, and what to write for each where a plain one is needed."""

import re
from decimal import Decimal

from claimbook.core.text.number_forms import number_forms
from claimbook.core.text.numerals import plain_number

MOST_DIGITS = 15
"""Maximum number of digits of a number from the first to the last that is not 0: all who read the files of a
site get these back from the 64 bits (IEEE 754) in which most programs keep a number."""

NO_VALUE = re.compile(r"~|null|n/a|#n/a|nan|\.nan|-|–|—|\?|none|unknown", re.IGNORECASE)
"""How people and programs write that a number is not known."""

FORMULA = re.compile(r'="?([^"]*)"?')
"""A cell of a spreadsheet that computes what it shows, or is kept from being taken for a number."""

_NUMBER = re.compile(r"([-+−–]?) ?(\d.*?)(?:e([-+]?\d{1,3}))?", re.IGNORECASE)
_RANGE = re.compile(r"[-+−–]?\d[\d.,]*\s*(?:-|–|—|to|\.\.)\s*\d[\d.,]*")
_LONGEST = 60
"""Maximum number of characters of a text that is looked at as a number."""


def digits_of(number: Decimal) -> int:
    """How many digits a number has from the first to the last that is not 0."""
    return len(f"{abs(number):f}".replace(".", "").strip("0"))


def number_slip(text: str, language: str) -> str:
    """What to write in the place of a text that was typed where a plain number is needed.

    Args:
        text: what was typed.
        language: the BCP 47 tag of the language in whose signs a number is read.
    """
    said = text.strip()
    if NO_VALUE.fullmatch(said):
        return "leave it empty, or take the field out, where the number is not known"
    if said.startswith("="):
        return "write the number that the spreadsheet shows for it"
    if _RANGE.fullmatch(said):
        return "write the two ends of a range as 'low' and 'high'"
    number = number_meant(said, language)
    if number is None:
        return "write it plainly, such as 165 or 3.87; the unit has a field of its own"
    if digits_of(number) > MOST_DIGITS or f"{number:f}" == said:
        return f"a number has {MOST_DIGITS} digits at most: take a larger unit, or round it"
    rounded = ", or all its digits if a spreadsheet has rounded it" if "e" in said.lower() else ""
    return f"write {number:f}{rounded}"


def number_meant(text: str, language: str) -> Decimal | None:
    """The number that was typed in the signs of a language or of a program; None where it is none.

    Read are signs between groups and before decimals, digits of any script, powers of ten, numbers
    to the base of 8 and 16, and zeros before a number.
    """
    said = text.strip().replace("_", "")
    if len(said) > _LONGEST:
        return None
    if re.fullmatch(r"0x[0-9a-f]{1,12}|0o[0-7]{1,15}", said, re.IGNORECASE):
        return Decimal(int(said, 0))
    if re.fullmatch(r"[-+]?\.\d+|[-+]?\d+\.", said):  # as programs write it
        return Decimal(said)
    match = _NUMBER.fullmatch(said)
    if not match or not re.fullmatch(r"[\d.,'’ \u00a0\u2007\u2009\u202f٬٫，．]*\d", match[2]):
        return None
    number = plain_number(match[2], number_forms(language))
    if number is not None and match[3]:
        number = number.scaleb(int(match[3]))
    return -number if number and match[1] in {"-", "−", "–"} else number
