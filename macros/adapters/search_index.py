"""Writes the theme's search index: the prose as the theme reads it, and one entry a record."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from macros.views.search import search_entries

if TYPE_CHECKING:
    from pathlib import Path

    from macros.adapters.site import Site


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
    index["docs"] = kept
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
