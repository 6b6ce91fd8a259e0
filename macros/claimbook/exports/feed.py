"""The feed of a book as Atom: its edition, records that came later, and every correction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from claimbook.core.records.dataset import Dataset, was
from claimbook.core.records.models import KINDS, WRITTEN
from claimbook.core.text.date_words import date_words
from claimbook.core.text.messages import gettext
from claimbook.exports.material import Material
from claimbook.views.corrections import Alteration, Revision, revisions
from claimbook.views.names import title_of
from claimbook.views.wording import as_of_words, headed, is_exact_day, run_on, sentence

FEED = "feed.xml"
MOST = 100
"""Maximum number of entries; whoever follows a book has read the older ones."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry: `name` makes its id, and `record` is the kind and id of what it leads to."""

    name: str
    day: date
    title: str
    content: str
    record: tuple[str, str] | None = None


def files(material: Material) -> Iterator[tuple[str, str]]:
    """The feed's path from the site's root, and the feed."""
    yield FEED, feed(material)


def feed(material: Material) -> str:
    """The feed. Its ids depend on the book's document alone, so the site can move.

    The entries of an edition in another language are others, and have that in their ids.
    """
    book = material.data.book
    own = f":{material.data.language}" if material.data.edition else ""
    namespace = uuid5(NAMESPACE_URL, f"claimbook:{book.document}{own}")
    shown = entries(material)
    made = FeedGenerator()
    made.id(_id(namespace, "feed"))
    made.language(material.data.language)
    made.title(_clean(book.title))
    made.subtitle(_clean(book.subtitle))
    made.author({"name": _clean(book.title)})  # Atom requires an author, and a book names nobody
    made.generator("Claimbook")
    made.updated(_moment(shown[0].day))
    if material.site_url:
        made.link(href=material.whole(""), rel="alternate", type="text/html")
        made.link(href=material.whole(FEED), rel="self", type="application/atom+xml")
    for one in shown:
        _add(made, material, namespace, one)
    return str(made.atom_str(pretty=True).decode())


def entries(material: Material) -> list[FeedEntry]:
    """The entries of the feed, newest first, up to the maximum number."""
    data = material.data
    book = data.book
    edition = FeedEntry(
        name=f"book/{book.as_of}",
        day=book.as_of.day,
        # e.g. The Bridge, as of 3 December 2025
        title=gettext("{title}, as of {date}", title=book.title, date=date_words(book.as_of)),
        content=run_on((sentence(book.subtitle), as_of_words(data))),
        record=("book", ""),
    )
    found = [
        edition,
        *_new(data),
        *(_revision(data, one) for one in revisions(data, data.corrections.values())),
    ]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.name))[:MOST]


def _new(data: Dataset) -> Iterator[FeedEntry]:
    """An entry for each record that came later; one that was renamed keeps the entry it had."""
    for kind in WRITTEN:
        for one in data.records(kind).values():
            if getattr(one, "added", None) is not None:
                first, *_ = (*was(one), one.id)
                title = gettext(KINDS[kind].new, title=title_of(data, kind, one.id))
                told = sentence(getattr(one, KINDS[kind].says))
                yield FeedEntry(
                    name=f"{kind}/{first}",
                    day=one.added.day,
                    title=title,
                    content=told,
                    record=(kind, one.id),
                )


def _revision(data: Dataset, one: Revision) -> FeedEntry:
    view = one.first
    dated = data.corrections[view.id].date
    if is_exact_day(dated):
        # e.g. on 3 December 2025: stands for {when} in what changed then
        when = gettext("on {date}", date=view.date.words)
    else:
        # e.g. (December 2025), (about 3 December 2025): stands for {when} in what changed then
        when = gettext("({date})", date=view.date.words)
    told = [_changed(change, when) for change in one.changes]
    return FeedEntry(
        name=f"corrections/{view.id}",
        day=dated.day,
        title=headed(view.kind, view.record_title),
        content=run_on((*told, sentence(view.reason))),
        record=(view.record_kind, view.record_id) if view.linked else None,
    )


def _changed(change: Alteration, when: str) -> str:
    """What changed, and from what to what and when, in a sentence."""
    field, before, after = change.field, change.before, change.after
    if change.sort == "address" and after is None:
        # e.g. Withdrawn on 3 December 2025.
        return gettext("Withdrawn {when}.", when=when)
    if before is None and after is None:
        # e.g. The sum behind “carts a year” was changed on 3 December 2025.
        return gettext(
            "{field} was changed {when}.", field=field[:1].upper() + field[1:], when=when
        )
    return _value_changed(change, when)


def _value_changed(change: Alteration, when: str) -> str:
    field, before, after = change.field, change.before, change.after
    if change.sort == "added":
        # e.g. Added on 3 December 2025: “Rivertown: 40 carts”.
        return gettext("Added {when}: “{value}”.", when=when, value=after or before)
    if change.sort == "taken out":
        # e.g. Taken out on 3 December 2025: “Rivertown: 40 carts”.
        return gettext("Taken out {when}: “{value}”.", when=when, value=after or before)
    if before is None:
        # e.g. The note was added on 3 December 2025: “A new count.”.
        return gettext(
            "The {field} was added {when}: “{value}”.", field=field, when=when, value=after
        )
    if after is None:
        # e.g. The note was taken out on 3 December 2025; it was “A new count.”.
        return gettext(
            "The {field} was taken out {when}; it was “{value}”.",
            field=field,
            when=when,
            value=before,
        )
    # e.g. The value of “Rivertown” was changed on 3 December 2025, from “40” to “47”.
    return gettext(
        "The {field} was changed {when}, from “{before}” to “{after}”.",
        field=field,
        when=when,
        before=before,
        after=after,
    )


def _add(made: Any, material: Material, namespace: UUID, one: FeedEntry) -> None:
    added = made.add_entry(order="append")
    added.id(_id(namespace, one.name))
    added.title(_clean(one.title))
    added.updated(_moment(one.day))
    added.content(_clean(one.content))
    if material.site_url and one.record and (address := _address(material, *one.record)):
        added.link(href=address, rel="alternate")


def _address(material: Material, kind: str, record_id: str) -> str | None:
    return material.whole("") if kind == "book" else material.address(kind, record_id)


def _id(namespace: UUID, name: str) -> str:
    return uuid5(namespace, name).urn


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold, which feedgen refuses."""
    return _NOT_XML.sub("", text)
