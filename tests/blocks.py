"""The fenced blocks of a guide."""

from __future__ import annotations

import re

BLOCK = re.compile(
    r"^( *)(?:```|<!-- (?=run$))(\w+)([^\n]*)\n(.*?)^\1(?:```|-->)$", re.MULTILINE | re.DOTALL
)
"""A fenced block; `<!-- run` holds what a reader does by hand."""


def blocks_in(path):
    text = path.read_text("utf-8")
    text = re.sub(r"{% (?:end)?raw %}", "", text)
    for match in BLOCK.finditer(text):
        body = re.sub(rf"^{match[1]}", "", match[4], flags=re.MULTILINE)
        yield match[2], match[3].strip(), body
