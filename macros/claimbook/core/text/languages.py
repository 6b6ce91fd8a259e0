"""Languages by their names: what tag a word such as `German` or `Deutsch` stands for."""

import re
from functools import cache

from babel import Locale
from babel.localedata import locale_identifiers

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")

_OF_LATEX = {
    "american": "en-US",
    "brazilian": "pt-BR",
    "british": "en-GB",
    "canadien": "fr-CA",
    "mexican": "es-MX",
    "naustrian": "de-AT",
    "ngerman": "de",
    "nswissgerman": "de-CH",
}
"""Names of languages in LaTeX (packages babel and polyglossia) that are no names elsewhere."""


def language_tag(said: str) -> str:
    """The BCP 47 tag of a language that is given as a tag or by its name; nothing for another word.

    Names are those of CLDR, in English and in the language itself.
    """
    said = said.strip()
    if (match := _TAG.fullmatch(said)) and _is_known(match[1].lower()):
        language, script, region = match.groups(default="")
        return "-".join(filter(None, (language.lower(), script.title(), region.upper())))
    name = said.casefold()
    return _OF_LATEX.get(name) or _in_english().get(name) or _in_itself().get(name, "")


def _is_known(language: str) -> bool:
    return language in Locale("en").languages


@cache
def _in_english() -> dict[str, str]:
    names = Locale("en").languages.items()
    return {str(name).casefold(): str(tag).replace("_", "-") for tag, name in names}


@cache
def _in_itself() -> dict[str, str]:
    plain = [one for one in locale_identifiers() if "_" not in one]
    return {str(name).casefold(): one for one in plain if (name := Locale(one).get_display_name())}
