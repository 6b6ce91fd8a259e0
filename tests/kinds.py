"""The kinds of page that a book has, and an example of each for tests that look at all kinds."""

from __future__ import annotations

from claimbook.views.context import Context
from claimbook.views.kinds import parts_of

KINDS = {
    "story": "",
    "timeline": "timeline/",
    "numbers": "numbers/",
    "claims": "claims/",
    "people": "people/",
    "glossary": "glossary/",
    "sources": "sources/",
    "sources of a kind": "sources/{source_parts}/",
    "about": "about/",
    "method": "about/method/",
    "corrections": "about/corrections/",
    "all numbers": "about/all-numbers/",
    "accessibility": "about/accessibility/",
    "claim": "claims/{claims}/",
    "actor": "people/{actors}/",
    "chart": "numbers/{series}/",
    "embed": "embed/{series}/",
    "check": "check/{documents}/",
    "macros": "contributing/macros/",
    "wrong address": "404.html",
}


def path_of(kind, data):
    """The path of the first page of a kind, from the site's root."""
    first = {name: next(iter(data.records(name))) for name in ("claims", "actors", "series")}
    first["documents"] = data.document.id
    first["source_parts"] = parts_of(Context(data), "sources")[0].id
    return KINDS[kind].format(**first)
