"""The content security policy of a page: the theme's own scripts by hash, and nothing of another host.

See https://www.w3.org/TR/CSP3/. Styles may stand in attributes, since the theme writes some; a
script runs only from this site's files, or when the theme writes it on a page that nobody wrote.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from copy import copy
from html import escape
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>', re.IGNORECASE)
RULES = (
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)

_BEGINS = re.compile(r"<script", re.IGNORECASE)
_SCRIPT = re.compile(r"<script(?P<attributes>[^<>]*)>(?P<code>.*?)</script>", re.DOTALL)
_OWN_FILE = re.compile(r'(?: defer)? src="[^":]*"(?: defer)?')
_DATA = re.compile(r'(?: id="__config")? type="application/(?:ld\+)?json"')


def theme_scripts(env: Environment, config: MkDocsConfig, base_url: str) -> frozenset[str]:
    """The scripts that the theme writes into a page that has nothing that anybody wrote."""
    context = get_context(Navigation([], []), Files([]), _in_words(config), base_url=base_url)
    return frozenset(_inline(env.get_template("main.html").render(context)))


def _in_words(config: MkDocsConfig) -> MkDocsConfig:
    """The settings without `extra`, and with no markup in any text: the theme writes it as it is."""
    plain = copy(config)
    plain.update(_escaped({**config, "theme": dict(config.theme), "extra": {}}))
    return plain


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if type(value) is dict:
        return {_escaped(key): _escaped(one) for key, one in value.items()}
    return [*map(_escaped, value)] if type(value) is list else value


def with_policy(html: str, known: frozenset[str] = frozenset(), nonce: str = "") -> str:
    """A page with its policy at the head of all that it loads.

    Args:
        html: the page, without what people have written where that is trusted less.
        known: the scripts that may stand in the page.
        nonce: what a script that is added while the page is served says of itself.

    Raises:
        BuildError: when there is a script in the page that is not known, or no place for the policy.
    """
    found = set(_inline(html))
    if unknown := found - known:
        shown = min(unknown)[:60]
        raise BuildError(f"a script in a page is none of the theme's: {shown!r}")
    own = [f"'nonce-{nonce}'"] if nonce else []
    policy = "; ".join((*RULES, " ".join(("script-src 'self'", *sorted(map(_hash, found)), *own))))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    guarded, count = CHARSET.subn(lambda match: match[0] + meta, html, count=1)
    if count == 0:
        raise BuildError("a page says nothing of its encoding, where its policy stands")
    return guarded


def _inline(html: str) -> Iterator[str]:
    """The code of each script that stands in a page: neither a file of the site nor data."""
    for begin in _BEGINS.finditer(html):
        script = _SCRIPT.match(html, begin.start())
        if script is None:
            yield html[begin.start() : begin.start() + 80]
        elif _OWN_FILE.fullmatch(script["attributes"]):
            if script["code"].strip():
                yield script["code"]
        elif not _DATA.fullmatch(script["attributes"]):
            yield script["code"] if not script["attributes"] else script[0]


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
