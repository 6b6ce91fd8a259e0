"""The site's search: an entry a record and one a section of prose, loaded when somebody searches."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mkdocs.exceptions import BuildError

from claimbook.core.text import folding
from claimbook.core.text.messages import spoken, translations
from claimbook.core.text.signs import WORDS_ONLY
from claimbook.hosting.pagefind import PagefindError, write_index
from claimbook.site.build import Site
from claimbook.views.kinds import search_entries
from claimbook.views.search import WORDS
from claimbook.views.wording import headed

RECORDS = "search/records.json"
"""What a search begins with. The theme loads its own file with every page, so that one is left empty."""

PARTS = "search/pagefind"
"""Where the entries of a large book are; those of a small one are in RECORDS."""

SPELLINGS = "search/words.json"
"""The words of a large book, which a browser needs to tell what a mistyped one was meant to be."""

LARGEST = 1_000_000
"""Maximum size in bytes of the entries as one file: some 2,200 claims.

A search loads the whole file and makes its index from it, on each page anew. An index in parts
loads about 0.3 MB, for ten times as many entries too, but needs a file for each of them.
"""

MOST_SPELLINGS = 20_000
"""Maximum number of words of a large book that are proposed, which are those most often used."""

_WORKER = re.compile(r'("search":\s*"[^"]*?)assets/javascripts/workers/[^"/]+\.js"')
_TAG = re.compile(r"<[^>]*>")
_SPELLED = re.compile(r"[^\W\d_]{4,}")


def loaded_late(page: str) -> str:
    """A page whose search loads only when somebody searches; see theme/assets/js/search.js."""
    return _WORKER.sub(r'\1assets/js/search.js"', page, count=1)


def write(site: Site, folder: Path) -> None:
    """Write what the search finds: what the theme read of pages, each listing, and each record.

    Raises:
        BuildError: when the book is large and no index in parts can be made.
    """
    path = folder / "search" / "search_index.json"
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    entries = [*map(_plain, index["docs"]), *_of_listings(site), *_of_records(site)]
    about = {
        "language": spoken(),
        "says": {name: translations().gettext(words) for name, words in WORDS.items()},
        "folding": folding.tables(one["title"] + one["text"] for one in entries),
        "pages": _pages(entries),
    }
    records = _packed({**about, "entries": entries})
    if len(records) > LARGEST and not site.preview:  # a preview has to be fast, and is on a desk
        records = _packed(about)
        _write_parts(entries, folder)
    (folder / RECORDS).write_bytes(records)
    path.write_bytes(_packed({**index, "docs": []}))


def _write_parts(entries: Sequence[dict[str, str]], folder: Path) -> None:
    found = [list(folding.words(f"{one['title']} {one['text']}")) for one in entries]
    parts = (_in_parts(*one) for one in zip(entries, found, strict=True))
    try:
        write_index(parts, folder / PARTS)
    except PagefindError as error:
        raise BuildError(f"{error}\nNothing was published, the site is as it was") from None
    counts = Counter(word for one in found for word in set(one) if _SPELLED.fullmatch(word))
    often = sorted(counts, key=lambda word: (-counts[word], word))
    (folder / SPELLINGS).write_bytes(_packed(often[:MOST_SPELLINGS]))


def _plain(entry: dict[str, str]) -> dict[str, str]:
    """What the theme read of a page, without markup."""
    title, text = (html.unescape(_TAG.sub(" ", entry[part])) for part in ("title", "text"))
    texts = {"title": " ".join(title.split()), "text": " ".join(text.split())}
    return {"location": entry["location"], **texts}


def _of_listings(site: Site) -> Iterator[dict[str, str]]:
    for url, title in site.listed.items():
        yield {"location": url, "title": title, "text": ""}


def _of_records(site: Site) -> Iterator[dict[str, str]]:
    for entry in search_entries(site.data):
        location = site.paths.of(entry.kind, entry.id)
        if location is not None:
            title = headed(entry.label, entry.title)
            yield {"location": location, "title": title, "text": entry.text}


def _pages(entries: Sequence[dict[str, str]]) -> dict[str, str]:
    """The titles of the pages that have entries for parts of them, under which these are shown."""
    places = (one["location"].partition("#") for one in entries)
    parted = {page for page, mark, _ in places if mark}
    return {one["location"]: one["title"] for one in entries if one["location"] in parted}


def _in_parts(entry: dict[str, str], found: Sequence[str]) -> dict[str, str]:
    """An entry as Pagefind takes it: behind its text the words that Pagefind would not see in it."""
    seen = set(f"{entry['title']} {entry['text']}".lower().split())
    unseen = " ".join(dict.fromkeys(word for word in found if word not in seen))
    content = f"{entry['text']} {WORDS_ONLY} {unseen}"
    return {"url": entry["location"], "title": entry["title"], "content": content}


def _packed(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
