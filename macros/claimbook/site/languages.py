"""The languages in which the theme has words, and how a page of ours tells its own."""

from importlib import resources

from babel import Locale, UnknownLocaleError

SPOKEN = resources.files("material") / "templates/partials/languages"


def spoken(tag: str) -> str:
    """The theme's language that is nearest to a BCP 47 tag; nothing where it has no such one.

    For zh-HK it is zh-Hant, by the script that is usual there.
    """
    base, locale = tag.split("-", maxsplit=1)[0], _locale(tag)
    nearest = (tag, f"{base}-{locale and locale.script}", base)
    return next((one for one in nearest if (SPOKEN / f"{one}.html").is_file()), "")


def attributes(tag: str) -> dict[str, str]:
    """The attributes of the root of a page in a language: its tag, and that it runs to the left."""
    locale = _locale(tag)
    runs_left = locale is not None and locale.text_direction == "rtl"
    return {"lang": tag, **({"dir": "rtl"} if runs_left else {})}


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
