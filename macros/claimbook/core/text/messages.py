"""The words of the interface, in the language that is spoken at the moment.

Messages are written in English where they are used and translated by catalogs in `locale/`, as
gettext does it; values stand in braces. Who renders a book speaks its language:

    with speaking("zh-Hant-TW"):
        gettext("Paragraph {number} of the article", number=9)

Reports of problems and the command line stay English: they ask for nothing here.
"""

import gettext as standard
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy, deepcopy
from decimal import Decimal
from functools import cache, cached_property
from importlib import resources
from io import BytesIO
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.localedata import LocaleDataDict
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGS = resources.files("claimbook") / "locale"
"""A folder with a file for each language: `zh_Hant.po`."""

SOURCE = "en"
PSEUDO = "en-XA"
"""The language in which every message is English with accents and half as long again: what is
plain in it did not come from a catalog. The tag is that of CLDR's pseudo-locale."""

MINUS = "\N{MINUS SIGN}"

_OF_A_SCRIPT = 4
"""The number of letters in the part of a BCP 47 tag that names a script."""

_ZEROS = {"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "tibt": "༠"}
"""The digit 0 of the numbering systems in CLDR that are some language's own; Babel writes 0 to 9.
From https://github.com/unicode-org/cldr/blob/main/common/supplemental/numberingSystems.xml."""

_FOUR_DIGITS_WHOLE = frozenset(("bg", "es", "et", "hu", "it", "lv", "pl", "pt_PT", "sl"))
"""The languages in which CLDR groups digits from five on (minimumGroupingDigits), which Babel does
not know. From https://github.com/unicode-org/cldr/tree/main/common/main."""

_FIRST_OF_FIVE_DIGITS = 10_000

_RESOLVED = ("compact_decimal_formats", "days", "months")
"""The parts of CLDR's data that are asked for here and in which one entry stands for another."""


class OwnLocale(Locale):
    """A locale that shares no data with others.

    Babel writes what an entry stands for in one language into data that all languages share: once a
    book was read in Japanese, the months of an Arabic one would be Japanese.
    """

    @cached_property
    def _data(self) -> LocaleDataDict:
        data: dict[Any, Any] = dict(localedata.load(str(self)))
        return LocaleDataDict(data | {name: deepcopy(data[name]) for name in _RESOLVED})


_WORLD = OwnLocale("en", "001")
"""English of no country, as of a book that says no more than `en`: 3 December 2025."""

_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Have messages, numbers and dates in a language, given as a BCP 47 tag, within the block."""
    before = _spoken.get()
    _spoken.set(tag)
    try:
        yield
    finally:
        _spoken.set(before)


def spoken() -> str:
    """The language that is spoken at the moment, as a BCP 47 tag."""
    return _spoken.get()


def locale() -> Locale:
    """What CLDR knows of the language that is spoken."""
    return locale_of(_spoken.get())


def runs_left() -> bool:
    """Whether the language that is spoken runs from right to left."""
    return locale().text_direction == "rtl"


@cache
def locale_of(tag: str) -> Locale:
    """What CLDR knows of a language; of one that it does not know, English."""
    if tag in {SOURCE, PSEUDO}:
        return _WORLD
    try:
        return OwnLocale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return _WORLD


def usual_form(tag: str) -> str | None:
    """A language tag in its usual form; None where nothing is known of such a language."""
    parts = tag.split("-")
    written = [
        parts[0].lower(),
        *(one.title() if len(one) == _OF_A_SCRIPT else one.upper() for one in parts[1:]),
    ]
    try:
        Locale.parse("-".join(written), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    return "-".join(written)


def number(value: Decimal | int) -> str:
    """A number in the signs and groups of the language, with as many decimals as it has."""
    told = locale()
    pattern = copy(told.decimal_formats[None])
    exponent = Decimal(value).as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    pattern.frac_prec = (decimals, decimals)
    grouped = abs(Decimal(value)) >= _FIRST_OF_FIVE_DIGITS or not _leaves_four_digits_whole(told)
    written: str = pattern.apply(value, told, numbering_system="default", group_separator=grouped)
    return in_digits(written.replace("-", MINUS))


def signed(value: Decimal, told: Callable[[Decimal], str]) -> str:
    """A number as it is told, with its sign where it is less than zero."""
    return f"{MINUS}{told(-value)}" if value < 0 else told(value)


def _leaves_four_digits_whole(told: Locale) -> bool:
    """Whether the language writes 1650, though 16.500."""
    parent = get_global("parent_exceptions").get(str(told), told.language)
    return str(told) in _FOUR_DIGITS_WHOLE or parent in _FOUR_DIGITS_WHOLE


def in_digits(text: str) -> str:
    """A text with its digits as the language writes them, such as ٣ for 3 in ar-EG."""
    return text.translate(_digits(locale().default_numbering_system))


@cache
def _digits(system: str) -> dict[int, str]:
    zero = ord(_ZEROS.get(system, "0"))
    return str.maketrans({str(digit): chr(zero + digit) for digit in range(10)})


def filled(message: str, values: Mapping[str, Any]) -> str:
    """A translated message with its values; markup stays markup, and then values are escaped."""
    told = {
        name: number(one) if isinstance(one, int | Decimal) else one for name, one in values.items()
    }
    return message.format(**told)


def gettext(message: str, /, **values: Any) -> str:
    """A message with its values; whole numbers and decimals are written as the language does."""
    return filled(translations().gettext(message), values)


def ngettext(one: str, many: str, count: int, /, **values: Any) -> str:
    """The form of a message for a number, which stands in it as `{count}`."""
    return filled(translations().ngettext(one, many, count), {"count": count, **values})


def pgettext(context: str, message: str, /, **values: Any) -> str:
    """A message that means different things in different places, by the place that is named."""
    return filled(translations().pgettext(context, message), values)


def later(message: str) -> str:
    """Mark a message that stands in a constant and is translated where it is used."""
    return message


@cache
def languages() -> tuple[str, ...]:
    """The languages for which there is a catalog, as names of their files: `zh_Hant`."""
    return tuple(
        sorted(
            one.name.removesuffix(".po") for one in CATALOGS.iterdir() if one.name.endswith(".po")
        )
    )


def catalog_of(tag: str) -> str:
    """The catalog that is nearest to a language; nothing where there is none, as for English.

    Where a tag names no script, the usual one counts: `zh_Hant` for zh-HK, `zh_Hans` for zh.
    """
    found = locale_of(tag)
    usual = get_global("likely_subtags").get(found.language, "")
    # Babel takes the script that is usual in a country even where the tag names another one
    written = next((one for one in tag.split("-")[1:] if len(one) == _OF_A_SCRIPT), "")
    script = written.title() or found.script or "".join(usual.split("_")[1:2])
    nearest = (f"{found.language}_{script}", found.language)
    return next((one for one in nearest if one in languages()), "")


def translations() -> standard.NullTranslations:
    """The catalog of the language that is spoken, for those who fill messages themselves."""
    return _translations(_spoken.get())


def is_translated() -> bool:
    """Whether there is a catalog for the language that is spoken: not for English."""
    return type(translations()) is not standard.NullTranslations


@cache
def _translations(tag: str) -> standard.NullTranslations:
    if tag == PSEUDO:
        return _Pseudo()
    name = catalog_of(tag)
    if not name:
        return standard.NullTranslations()
    with (CATALOGS / f"{name}.po").open("rb") as file:
        catalog = read_po(file, locale=name)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return standard.GNUTranslations(compiled)


_ACCENTED = str.maketrans("AEIOUYaeiouycnszCNSZ", "ÅÉÎÖÛÝåéîöûýçñšžÇÑŠŽ")
_OUTSIDE_BRACES = re.compile(r"\{[^}]*\}|[^{]+")


class _Pseudo(standard.NullTranslations):
    """Accents on every message, and half its length added."""

    def gettext(self, message: str) -> str:
        accented = _OUTSIDE_BRACES.sub(
            lambda part: part[0] if part[0].startswith("{") else part[0].translate(_ACCENTED),
            message,
        )
        return f"{accented}{'~' * (len(message) // 2)}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return self.ngettext(msgid1, msgid2, n)
