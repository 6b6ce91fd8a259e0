"""The theme's search: the prose as the theme reads it, one entry a record, loaded when used."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.exceptions import BuildError

from claimbook.core.text.signs import WORDS_ONLY
from claimbook.hosting.pagefind import PagefindError, write_index
from claimbook.site.build import Site
from claimbook.views.kinds import search_entries

RECORDS = "search/records.json"
"""What is searched. The theme loads its own file with every page, so that one is left empty."""

PARTS = "search/pagefind"
"""Where the index of a large book is; then RECORDS holds the titles of pages and nothing else."""

LARGEST = 1_000_000
"""Maximum size in bytes of the entries as one file: some 2,700 claims.

A search loads the whole file and makes its index from it, on each page anew. An index in parts
loads about 0.2 MB, for ten times as many entries too, but needs a file for each of them.
"""

_WORKER = re.compile(r'("search":\s*"[^"]*?)assets/javascripts/workers/([^"/]+\.js)"')
_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(r"\d[\d.,]*|[^\W\d_]+")


def loaded_late(page: str) -> str:
    """A page whose search loads only when somebody searches; see theme/assets/js/search.js."""
    return _WORKER.sub(r'\1assets/js/search.js#\2"', page, count=1)


def write(site: Site, folder: Path) -> None:
    """Add an entry a record, and one a listing, to what the theme indexed of other pages.

    Raises:
        BuildError: when the book is large and no index in parts can be made.
    """
    path = folder / "search" / "search_index.json"
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    listings = ({"location": url, "title": one, "text": ""} for url, one in site.listed.items())
    entries = [*index["docs"], *listings, *_of_records(site)]
    records = _packed(entries)
    if len(records) > LARGEST and not site.preview:  # a preview has to be fast, and is on a desk
        records = _packed({"pages": _pages(entries)})
        try:
            write_index(map(_plain, entries), index["config"]["lang"][0], folder / PARTS)
        except PagefindError as error:
            raise BuildError(f"{error}\nNothing was published, the site is as it was") from None
    (folder / RECORDS).write_bytes(records)
    path.write_bytes(_packed({**index, "docs": []}))


def _of_records(site: Site) -> Iterator[dict[str, str]]:
    for entry in search_entries(site.data):
        location = site.paths.of(entry.kind, entry.id)
        if location is not None:
            title = html.escape(f"{entry.label}: {entry.title}", quote=False)
            text = html.escape(entry.text, quote=False)
            yield {"location": location, "title": title, "text": text}


def _pages(entries: list[dict[str, str]]) -> dict[str, str]:
    """The titles of the pages that have entries for parts of them, under which these are shown."""
    places = (one["location"].partition("#") for one in entries)
    parted = {page for page, mark, _ in places if mark}
    return {one["location"]: one["title"] for one in entries if one["location"] in parted}


def _plain(entry: dict[str, str]) -> dict[str, str]:
    """An entry as Pagefind takes it: text without markup, and behind it the words within words.

    Pagefind parts words at spaces alone. The theme also finds 250 in US$250.
    """
    title, text = (html.unescape(_TAG.sub(" ", entry[part])) for part in ("title", "text"))
    parts = (_PIECE.findall(word) for word in f"{title} {text}".split())
    within = dict.fromkeys(piece for pieces in parts if len(pieces) > 1 for piece in pieces)
    content = f"{text} {WORDS_ONLY} {' '.join(within)}"
    return {"url": entry["location"], "title": title, "content": content}


def _packed(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
