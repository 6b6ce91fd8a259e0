"""Where the former addresses of records lead now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimbook.core.records.models import KINDS
from claimbook.views.names import title_of
from claimbook.views.paths import ANCHOR, OWN_PAGE, PUBLISHED_KIND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimbook.core.records.dataset import Dataset
    from claimbook.views.paths import Paths


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page that a record had under a former id: its file and address, and the record."""

    src_uri: str
    url: str
    kind: str
    id: str
    title: str


def redirects(data: Dataset) -> Iterator[Redirect]:
    """One for each former id of a record that has a page of its own."""
    for kind in KINDS:
        folder = OWN_PAGE.get(PUBLISHED_KIND.get(kind, kind))
        for former, now in sorted(data.former_ids[kind].items()) if folder else ():
            url = f"{folder}/{former}/"
            published = PUBLISHED_KIND.get(kind, kind)
            yield Redirect(f"{url}index.html", url, published, now, title_of(data, kind, now))


def former_addresses(data: Dataset, paths: Paths) -> dict[str, str]:
    """The present address for each former one, pages and anchors alike."""
    found = {}
    for kind in KINDS:
        published = PUBLISHED_KIND.get(kind, kind)
        for former, now in data.former_ids[kind].items():
            if published in {*OWN_PAGE, *ANCHOR}:
                old, new = paths.of(published, former), paths.of(published, now)
                if old is not None and new is not None:
                    found[old] = new
    return found
