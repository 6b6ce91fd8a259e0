"""The closed lists of a book: what `data/vocabulary.yml` may say about each value."""

from __future__ import annotations

from typing import Literal

from pydantic import StrictBool, StrictStr

from macros.core.values import ClaimKind, EvidenceRelation, Record, SourceQuality, Text, Unit


class Entry(Record):
    """One value of a closed list. `label` is what readers see; by default the id in words."""

    id: StrictStr
    label: Text | None = None
    definition: Text


Sign = Literal["holds", "limits", "against", "open", "past"]
"""The five signs (a shape and a color) under which a value can be shown."""


class SignedEntry(Entry):
    """A value that is shown with a sign, so that it is never told by color alone."""

    sign: Sign


class CarriedBy(Record):
    """What evidence a status needs before a claim may have it. Every part that is given must hold.

    `needs` lists relations of evidence that are all there, `needs_any` relations of which one is
    there, `without` relations of which none is there. With `quality`, one piece of the evidence
    under `needs` is from a source of that quality or of one that stands before it in its list.
    """

    needs: tuple[EvidenceRelation, ...] = ()
    needs_any: tuple[EvidenceRelation, ...] = ()
    without: tuple[EvidenceRelation, ...] = ()
    quality: SourceQuality | None = None


class StatusEntry(SignedEntry):
    """A status of a claim. Without `carried_by` it may stand on any evidence, and on none."""

    carried_by: CarriedBy | None = None


class UnitEntry(Entry):
    """A unit. `words` and `short` hold `{}` where the number stands, as in `US${} billion`.

    `measures` says what it is in other units, as `0.01` or `tons / years`; None means
    that it measures only itself. `difference` is the unit of the difference of two such figures,
    where that is another one, as between two shares of a whole.
    """

    words: Text
    short: Text
    title: Text
    measures: Text | None = None
    difference: Unit | None = None


class QualifierEntry(Entry):
    """A limit on a number. `words` holds `{}`; `open` is the side on which it is not bounded."""

    words: Text
    open: Literal["above", "below", "around", "none"]


class RelationEntry(Entry):
    """A relation between claims, read from either end.

    `from_kinds` and `to_kinds` are the kinds of claim that it may stand between; empty means any.
    An `acyclic` one never leads back to where it began. With the order `not-before`, a claim
    cannot certainly precede the one that it relates to. One that `carries` holds the claim up:
    when the other falls, this one is shaken.
    """

    inverse: Text
    from_kinds: tuple[ClaimKind, ...] = ()
    to_kinds: tuple[ClaimKind, ...] = ()
    acyclic: StrictBool = False
    order: Literal["not-before"] | None = None
    carries: StrictBool = False


class RowStatusEntry(Entry):
    """A standing of a row; `drawn` says how firm it looks."""

    drawn: Literal["firm", "tentative", "hypothetical"]


class CorrectionKindEntry(Entry):
    """A kind of correction, and what it is used for: a value, a new id, or a withdrawal."""

    use: Literal["value", "rename", "withdrawal"] = "value"


class Vocabulary(Record):
    """The closed lists of a book, in the order in which they are shown."""

    topics: tuple[Entry, ...]
    claim_kinds: tuple[Entry, ...]
    claim_statuses: tuple[StatusEntry, ...]
    claim_relations: tuple[RelationEntry, ...]
    evidence_relations: tuple[SignedEntry, ...]
    quantity_origins: tuple[Entry, ...]
    units: tuple[UnitEntry, ...]
    qualifiers: tuple[QualifierEntry, ...]
    source_kinds: tuple[Entry, ...]
    source_qualities: tuple[Entry, ...]
    source_access: tuple[Entry, ...]
    title_statuses: tuple[Entry, ...]
    actor_kinds: tuple[Entry, ...]
    event_relations: tuple[Entry, ...]
    event_statuses: tuple[Entry, ...]
    confidences: tuple[Entry, ...]
    row_statuses: tuple[RowStatusEntry, ...]
    correction_kinds: tuple[CorrectionKindEntry, ...]
