"""The languages in which the theme has words, and how a page of ours tells its own and others."""

import re
from html import escape
from importlib import resources

from babel import Locale, UnknownLocaleError

from claimbook.core.text import messages
from claimbook.core.text.typesetting import typeset

UNTRANSLATED = " data-untranslated"
"""What templates mark texts of records with of which an edition has none in its language."""

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


_HEADING_END = re.compile(r"</h1>")


def in_language(content: str, tag: str) -> str:
    """The content of a page in another language than the site's, with the marks of its own."""
    return f'<div lang="{escape(tag)}">{typeset(content, tag)}</div>'


def with_notice(content: str, notice: str | None) -> str:
    """The content of a page with a remark below its heading, or at its beginning without one."""
    if notice is None:
        return content
    remark = f'<p lang="{escape(messages.spoken())}" class="cb-untranslated" role="note">{escape(notice)}</p>'
    if not _HEADING_END.search(content):
        return remark + content
    return _HEADING_END.sub(f"</h1>{remark}", content, count=1)
