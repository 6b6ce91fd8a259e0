"""The theme's search: the prose as the theme reads it, one entry a record, loaded when used."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from macros.views.search import search_entries

if TYPE_CHECKING:
    from pathlib import Path

    from macros.adapters.site import Site


RECORDS = "search/records.json"
"""What is searched. The theme loads its own file with every page, so that one is left empty."""

_WORKER = re.compile(r'("search":\s*"[^"]*?)assets/javascripts/workers/([^"/]+\.js)"')


def loaded_late(page: str) -> str:
    """A page whose search loads nothing before somebody searches; docs/assets/js/search.js does it."""
    return _WORKER.sub(r'\1assets/js/search.js#\2"', page, count=1)


def write(site: Site, folder: Path) -> None:
    """Replace what the theme indexed of generated pages and listings by one entry a record."""
    path = folder / "search" / "search_index.json"
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    generated = {f"{src_uri.removesuffix('.md')}/" for src_uri in site.generated}
    listings = set(site.paths.listings.values())
    kept = []
    for doc in index["docs"]:
        page, _, section = doc["location"].partition("#")
        if page in generated or (section and page in listings):
            continue
        if page in listings:
            doc["text"] = ""
        kept.append(doc)
    for entry in search_entries(site.data):
        location = site.paths.of(entry.kind, entry.id)
        if location is not None:
            title = html.escape(f"{entry.label}: {entry.title}", quote=False)
            text = html.escape(entry.text, quote=False)
            kept.append({"location": location, "title": title, "text": text})
    _dump(kept, folder / RECORDS)
    _dump({**index, "docs": []}, path)


def _dump(content: object, path: Path) -> None:
    path.write_text(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
