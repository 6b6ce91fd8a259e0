"""The content security policy of a page: its own scripts by hash, and nothing of another host.

See https://www.w3.org/TR/CSP3/. Styles may stand in attributes, since the theme writes some; a
script runs only from this site's files or when its hash is listed here.
"""

from __future__ import annotations

import base64
import hashlib
import re

INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>', re.IGNORECASE)
RULES = (
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)


def with_policy(html: str) -> str:
    """A page with its policy at the head of all that it loads."""
    hashes = sorted({_hash(match["code"]) for match in INLINE.finditer(html) if _runs(match)})
    policy = "; ".join((*RULES, " ".join(("script-src 'self'", *hashes))))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return CHARSET.sub(lambda match: match[0] + meta, html, count=1)


def _runs(match: re.Match[str]) -> bool:
    """Whether a script stands in the page and is one, and not a block of data."""
    return "src=" not in match["attributes"] and "application/" not in match["attributes"]


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
