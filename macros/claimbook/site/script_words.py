"""The words that scripts say, for browsers: a script for each language that is not English.

A script asks `gettext` and `ngettext` for them, in theme/assets/js/claimbook.js. They come as a
script, since a page that is opened from a disk may fetch nothing.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from babel.messages.extract import extract_javascript

from claimbook.core.text.messages import is_translated, locale, spoken, translations
from claimbook.site.styles import THEME

SCRIPTS = THEME / "assets/js"

_SAMPLES = (*range(200), 1_000, 1_000_000)
"""Numbers among which each form that a language has for whole numbers is found."""


def script_of_words() -> str:
    """Where the words in the language that is spoken are, from the site's root."""
    return f"assets/js/words.{spoken()}.js"


def script_words() -> str:
    """A script that gives other scripts their words; nothing where these are English."""
    return _script_words(spoken()) if is_translated() else ""


@cache
def _script_words(_: str) -> str:
    said: dict[str, Any] = {}
    for messages in _messages():
        message, *others = messages
        many = next(filter(None, others), None)
        said[many or message] = _forms(message, many) if many else translations().gettext(message)
    words = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f"self.claimbookWords={words};\n"


def _messages() -> Iterator[tuple[str, ...]]:
    """The arguments of each call for a message, those that are no text as None."""
    for path in sorted(SCRIPTS.glob("*.js")):
        with path.open("rb") as file:
            for _, _, found, _ in extract_javascript(
                file, {"gettext": None, "ngettext": None}, (), {}
            ):
                yield (found,) if isinstance(found, str) else tuple(found)


def _forms(one: str, many: str) -> dict[str, str]:
    """The forms of a message for numbers, by the names that CLDR and `Intl.PluralRules` have."""
    form = locale().plural_form
    samples = {form(number): number for number in reversed(_SAMPLES)}
    return {name: translations().ngettext(one, many, number) for name, number in samples.items()}
