"""The writer's macros: each asks a view for what it shows, and renders it with a template."""

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs_macros.plugin import MacrosPlugin

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import plain
from claimbook.core.records.reading import MODELS
from claimbook.core.rules import RULES, Rule
from claimbook.core.text.keeping import kept
from claimbook.core.text.packing import hashed
from claimbook.editing.annotating import NOT_GIVEN, annotated, known_of
from claimbook.prose.catalog import MACROS, WITHOUT_EXAMPLE, MacroSpec
from claimbook.site.build import Site
from claimbook.views import (
    chart_list,
    claims,
    glossary,
    names,
    proof,
    signatures,
    story,
)
from claimbook.views import timeline as timelines
from claimbook.views import withdrawal as withdrawals
from claimbook.views.chart_list import chart_ids
from claimbook.views.kinds import part_list, whole
from claimbook.views.paths import HOMES


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A kind of record: what it is, and an annotated example."""

    about: str
    example: str


@dataclass(frozen=True, slots=True)
class MacroEntry:
    """A macro with its example as text and, where it can be shown here, live."""

    spec: MacroSpec
    example: str
    live: Markup | None


def macro_reference(data: Dataset, render: Callable[[str], str]) -> tuple[MacroEntry, ...]:
    """Every macro, its example filled with ids of the book at hand."""
    ids = {kind: next(iter(data.records(kind)), "") for kind in ("claims", "actors", "sources")}
    ids |= {"terms": next(iter(data.terms), ""), "events": next(iter(data.events), "")}
    ids["figures"] = next(iter({**data.quantities, **data.rows}), "")
    ids["charts"], *_, ids["other_charts"] = chart_ids(data)
    ids["speakers"] = next((claim.speaker for claim in data.claims.values()), "")
    ids["sides"] = ", ".join(f'["{ids["claims"]}"]' for _ in data.book.sides)
    entries = []
    for spec in MACROS.values():
        example = re.sub(r"\{(\w+)\}", lambda match: ids[match[1]], spec.example)
        shown = spec.name not in WITHOUT_EXAMPLE and '""' not in example
        live = Markup(render(example)) if shown else None  # noqa: S704 - rendered with autoescape
        entries.append(MacroEntry(spec, example, live))
    return tuple(entries)


def record_reference(data: Dataset, kind: str, cache: Path) -> RecordEntry:
    """A kind of record with an annotated example: the book's fullest one, as it could be written.

    It takes long to make one, so it is kept in the cache.
    """
    records = data.records(kind).values()
    fullest = max(records, key=lambda one: len(one.model_fields_set), default=None)
    given = {} if fullest is None else plain(fullest, NOT_GIVEN)
    given.pop("paragraphs", None)  # the fingerprint of a document, which no person writes
    about = " ".join((inspect.getdoc(MODELS[kind]) or "").split())
    text = annotated(known_of(data), kind, given)
    return RecordEntry(
        about, kept(cache / f"{hashed(text.encode())}.yml", lambda: _formatted(text)).decode()
    )


def _formatted(text: str) -> bytes:
    from claimbook.editing.fixing import formatted  # noqa: PLC0415 - loads ruamel, only when needed

    return formatted(text).encode()


def rule_reference() -> tuple[Rule, ...]:
    """Every rule by its code."""
    return tuple(RULES[code] for code in sorted(RULES))


@dataclass(repr=False)
class Macros:
    """The macros. Each asks a view and hands it to the partial of its own name.

    Without a repr of its own, since mkdocs-macros writes out all that it is given with each build.
    """

    env: MacrosPlugin
    site: Site

    def by_name(self) -> dict[str, Callable[..., str]]:
        """Every macro of the catalog; those that list all of a kind need no method of their own."""
        listings = {home.listing: partial(self._all, kind) for kind, home in HOMES.items()}
        return {name: getattr(self, name, None) or listings[name] for name in MACROS}

    def _html(self, name: str, view: Any, **options: Any) -> str:
        page = self.env.page
        return self.site.slots.keep(
            page.file.src_uri, self.site.html(name, view, page.url, **options)
        )

    def claim(self, id: str, words: str = "") -> str:  # noqa: A002
        return self._html("claim", claims.claim_card(self.site.data, id), words=words)

    def figure(self, id: str, *, short: bool = False, of: bool = False) -> str:  # noqa: A002
        return self._html("figure", names.figure(self.site.data, id), short=short, of=of)

    def date(self, kind: str, id: str) -> str:  # noqa: A002
        return self._html("date", story.date(self.site.data, kind, id))

    def count(self, kind: str, **choice: str) -> str:
        return self._html("count", story.count(self.site.data, kind, **choice))

    def literal(self, words: str, reason: str) -> str:  # noqa: ARG002 - listed with all numbers
        return self._html("literal", words)

    def term(self, id: str, words: str = "", *, link: bool = True) -> str:  # noqa: A002
        return self._html("term", glossary.term_item(self.site.data, id), words=words, link=link)

    def actor(self, id: str, words: str = "") -> str:  # noqa: A002
        return self._html("actor", names.actor_name(self.site.data, id), words=words)

    def source(self, id: str, words: str = "") -> str:  # noqa: A002
        return self._html("source", names.source_name(self.site.data, id), words=words)

    def event(self, id: str, words: str = "") -> str:  # noqa: A002
        return self._html("event", timelines.event_item(self.site.data, id), words=words)

    def claim_card(self, id: str) -> str:  # noqa: A002
        return self._html("claim_card", claims.claim_card(self.site.data, id))

    def _all(self, kind: str, **options: Any) -> str:
        """All of a kind, or what leads to the parts of its listing where one page cannot hold it."""
        if found := part_list(self.site.context, kind):
            return self._html("part_list", found)
        return self._html(HOMES[kind].listing, whole(self.site.context, kind), **options)

    def claim_list(self, *, filters: bool = True, **choice: str) -> str:
        if not choice:
            return self._all("claims", filters=filters)
        return self._html(
            "claim_list", claims.claim_list(self.site.data, **choice), filters=filters
        )

    def quotation(self, id: str) -> str:  # noqa: A002
        return self._html("quotation", claims.quotation(self.site.data, id))

    def chart(self, id: str) -> str:  # noqa: A002
        view = chart_list.chart(self.site.data, id)
        return self._html("chart", view, whole_page=False, listed=False, explore=None)

    def chart_list(self, ids: Sequence[str] = ()) -> str:
        if not ids:
            return self._all("charts")
        return self._html("chart_list", chart_list.chosen_charts(self.site.data, ids))

    def key_figures(self, figures: Sequence[str | tuple[str, str]]) -> str:
        return self._html("key_figures", story.key_figures(self.site.data, figures))

    def sides(self, claims: Sequence[Sequence[str]]) -> str:
        return self._html("sides", story.sides(self.site.data, claims))

    def event_list(self, ids: Sequence[str] = (), **choice: str) -> str:
        return self._html("event_list", timelines.event_list(self.site.data, ids, **choice))

    def timeline(self) -> str:
        return self._html("timeline", timelines.timeline(self.site.data))

    def vocabulary(self, name: str) -> str:
        return self._html("vocabulary", story.vocabulary(self.site.data, name))

    def proof(self) -> str:
        return self._html("proof", proof.proof(self.site.data))

    def reviews(self) -> str:
        return self._html("reviews", signatures.reviews(self.site.data))

    def status_rules(self) -> str:
        return self._html("status_rules", story.status_rules(self.site.data))

    def withdrawal(self, id: str = "") -> str:  # noqa: A002
        return self._html("withdrawal", withdrawals.withdrawal(self.site.data, [id] if id else []))

    def where_to_report(self) -> str:
        return self._html("where_to_report", self.site.repository)

    def macro_reference(self) -> str:
        return self._html("macro_reference", macro_reference(self.site.data, self._live))

    def record_reference(self, kind: str) -> str:
        return self._html(
            "record_reference", record_reference(self.site.data, kind, self.site.cache)
        )

    def rule_reference(self) -> str:
        return self._html("rule_reference", rule_reference())

    def _live(self, example: str) -> str:
        """An example of the macro reference, carried out on the page that is being rendered."""
        slot = self.env.env.from_string(f"{{{{ {example} }}}}").render()
        return self.site.slots.fill(self.env.page.file.src_uri, slot)
