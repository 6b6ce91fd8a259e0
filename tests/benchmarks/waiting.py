"""What one waits for while one works: the check, and an edit until it shows in the preview."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from previews import Preview
from sites import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EDITS = {
    ("statement", "a claim's statement, until its page shows it"): "statement",
    ("title", "a claim's title, until its page shows it"): "title",
}


def edits(book: Path, log: Path, rounds: int) -> Iterator[tuple[tuple[str, str], float]]:
    """How many seconds each edit of a claim takes to show, in turn; the book is changed by it."""
    claim = next(iter(Site(book).data.claims.values()))
    path = f"data/claims/{claim.id}.yml"
    preview = Preview(book, log)
    try:
        preview.until(lambda: "Serving on" in preview.said())
        for number in range(rounds):
            for what, field in EDITS.items():
                mark = f"Edited{field}{number}"
                text = (book / path).read_text("utf-8")
                first = text.index(f"\n{field}:") + len(f"\n{field}:")
                word = getattr(claim, field).split()[0]
                place = text.index(word, first)
                changed = f"{text[:place]}{mark} {text[place:]}"
                begun = time.perf_counter()
                (book / path).write_text(changed, "utf-8")
                preview.until(lambda mark=mark: mark in preview.page(f"claims/{claim.id}/"))
                yield what, time.perf_counter() - begun
    finally:
        preview.stop()
