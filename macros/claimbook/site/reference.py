"""The reference pages of the writer's vocabulary and of the rules, from the code itself."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from claimbook.core.records.dataset import Dataset
from claimbook.core.records.reading import MODELS
from claimbook.core.rules import RULES, Rule
from claimbook.core.text.keeping import kept
from claimbook.core.text.packing import hashed
from claimbook.editing.annotating import NOT_GIVEN, annotated, known_of
from claimbook.exports.material import plain
from claimbook.prose.catalog import MACROS, WITHOUT_EXAMPLE, MacroSpec
from claimbook.views.claim_charts import chart_ids


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
