"""What a page says of itself as linked data (JSON-LD of schema.org): the page, then its records.

How a record is said is left to linked_records.py, where it stands in the page to the theme.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from claimbook.exports.linked_records import DescribedPage, Things, exact, node
from claimbook.views.kinds import listed, page_changed, part_of, parts_of
from claimbook.views.paths import ANCHORED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimbook.exports.linked_records import Node
    from claimbook.exports.material import Material

CONTEXT = "https://schema.org"

_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def linked(material: Material, page: DescribedPage) -> Node:
    """What a page says of itself and of the records that it shows, as one document of JSON-LD."""
    return {"@context": CONTEXT, "@graph": [*_graph(Things(material, page))]}


def in_script(document: Node) -> str:
    """The text of a document for a `<script>`: no text of a record can end the script."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def _graph(say: Things) -> Iterator[Node]:
    """The page, then what it is about, each under its own name."""
    things = list(_things(say))
    data, page = say.material.data, say.page
    cited = {
        evidence.source: None
        for evidence in (data.claims[page.id].evidence if page.kind == "claims" else ())
    }
    day, context = data.book.as_of, say.material.context
    changed = page_changed(context, page.kind, page.id)
    yield node(
        "WebPage",
        say.at(page.url),
        url=say.at(page.url),
        name=page.name,
        description=page.description,
        inLanguage=page.language,
        isPartOf=say.book(),
        dateModified=changed.isoformat() if exact(day) and day.earliest == day.latest else None,
        about={"@id": say.at("#document")} if page.is_home else None,
        mainEntity=[{"@id": thing["@id"]} for thing in things],
        citation=[say.source(source) for source in cited],
    )
    if page.is_home or page.kind == "claims":
        yield say.document()
    yield from things


def _things(say: Things) -> Iterator[Node]:
    """What the page is about."""
    data, page = say.material.data, say.page
    if page.kind == "claims":
        yield say.claim(data.claims[page.id])
    elif page.kind == "actors":
        yield say.described_actor(data.actors[page.id])
    elif page.kind == "charts":
        yield say.dataset(say.material.charts[page.id])
    elif page.kind == "parts":
        part = part_of(say.material.context, page.id)
        if part.kind in ANCHORED:
            yield _list(say, part.kind, part.ids)
    for kind in ANCHORED:
        context = say.material.context
        if kind in page.lists and data.records(kind) and not parts_of(context, kind):
            yield _list(say, kind, listed(context, kind))


def _list(say: Things, kind: str, ids: Iterable[str]) -> Node:
    """The entries of a listing."""
    data = say.material.data
    if kind == "terms":
        return say.terms(data.terms[one] for one in ids)
    if kind == "events":
        return say.list_of(kind, (say.event(data.events[one]) for one in ids))
    if kind == "sources":
        return say.list_of(kind, map(say.source, ids))
    return say.list_of(kind, (say.named(kind, one) for one in ids))
