"""Where the former addresses of records lead now."""

from collections.abc import Iterator
from dataclasses import dataclass

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import KINDS
from claimbook.views.names import title_of
from claimbook.views.paths import Paths, has_address, has_page, own_page, published


@dataclass(frozen=True, slots=True, kw_only=True)
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
        for former, now in sorted(data.former_ids[kind].items()) if has_page(kind) else ():
            url, title = own_page(kind, former), title_of(data, kind, now)
            yield Redirect(
                src_uri=f"{url}index.html", url=url, kind=published(kind), id=now, title=title
            )


def former_addresses(data: Dataset, paths: Paths) -> dict[str, str]:
    """The present address for each former one, pages and anchors alike."""
    found = {}
    for kind in KINDS:
        for former, now in data.former_ids[kind].items() if has_address(kind) else ():
            old, new = (paths.of(published(kind), one) for one in (former, now))
            if old is not None and new is not None:
                found[old] = new
    return found
