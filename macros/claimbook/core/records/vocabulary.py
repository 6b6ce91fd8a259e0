"""The closed lists of a book: what `data/vocabulary.yml` may say about each value."""

import re
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr

from claimbook.core.records.values import (
    ClaimKind,
    EvidenceRelation,
    Record,
    SourceQuality,
    Text,
    Topic,
    Unit,
    Verbatim,
)


class Entry(Record):
    """One value of a closed list."""

    id: StrictStr
    """The value as records write it. Mostly lower-case words joined by hyphens."""

    label: Text | None = None
    """What readers see. Left out, it is the id in words."""

    definition: Text
    """What the value means, in a sentence: readers, contributors and editors see it."""

    plural: Text | None = None
    """What several are called, at the head of a list of them. Left out where it is the label."""

    @property
    def called(self) -> str:
        """What readers see: the label, or the id in words."""
        return self.label or self.id.replace("-", " ").capitalize()


Sign = Literal["holds", "limits", "against", "open", "past"]
"""The five signs (a shape and a color) under which a value can be shown."""


class SignedEntry(Entry):
    """A value that is shown with a sign, so that it is never told by color alone."""

    sign: Sign
    """The shape and color under which it is shown: `holds`, `limits` (true within limits),
    `against`, `open` (not known) or `past` (no longer so)."""


class CarriedBy(Record):
    """What evidence a status needs before a claim may have it. Every part that is given must hold."""

    needs: tuple[EvidenceRelation, ...] = ()
    """There is evidence of each of these relations, which one source alone gives only where its
    quality allows that. Left out, none is asked for."""

    needs_any: tuple[EvidenceRelation, ...] = ()
    """There is evidence of one of these relations, under the same condition. Left out, none is
    asked for."""

    without: tuple[EvidenceRelation, ...] = ()
    """There is no evidence of any of these relations. Left out, all may be there."""

    quality: SourceQuality | None = None
    """One piece of the evidence under `needs` is from a source of this quality or of one that
    stands before it in its list. Left out, any source will do."""


class StatusEntry(SignedEntry):
    """A status of a claim."""

    carried_by: CarriedBy | None = None
    """What evidence a claim needs to have the status. Left out, it may stand on any evidence, and
    on none."""


class UnitEntry(Entry):
    """A unit of numbers."""

    words: Annotated[Text, Field(examples=["{} carts", "{} percent", "{large} yen"])]
    """How a number with the unit is written in a sentence; `{}` stands for the number, or `{large}`
    for the amount in plain ones with the large numbers of the language."""

    short: Annotated[Text, Field(examples=["{} c", "{}%"])]
    """How it is written where there is little room; `{}` stands for the number."""

    one: Annotated[Text, Field(examples=["{} cart", "{} year"])] | None = None
    """How exactly one is written in a sentence, where that differs; `{}` stands for the number."""

    two: Annotated[Text, Field(examples=["{} karty"])] | None = None
    """The same for two, in a language that has a form for it, as Arabic does."""

    few: Annotated[Text, Field(examples=["{} karty"])] | None = None
    """The same for the numbers that the language counts as few, such as 3 to 10 in Arabic. Which
    these are is in CLDR, the Common Locale Data Repository."""

    many: Annotated[Text, Field(examples=["{} kart"])] | None = None
    """The same for those that it counts as many, such as 11 to 99 in Arabic."""

    title: Annotated[Text, Field(examples=["carts", "percent"])]
    """The unit's name on an axis and at the head of a column."""

    size: Annotated[StrictInt, Field(ge=1, examples=[1000000])] | None = None
    """How many ones it counts, such as a million where numbers are in millions; `{large}` needs it.
    Left out where it counts in ones."""

    measures: Annotated[Verbatim, Field(examples=["0.01", "tons / years"])] | None = None
    """What one of it is in other units, such as `0.01` for percent: their names and numbers with *
    and /. Left out for a unit that measures only itself."""

    difference: Unit | None = None
    """The unit of the difference of two such figures. Left out where that is the same unit; two
    shares of a whole differ by percentage points."""

    @property
    def is_shorter(self) -> bool:
        """Whether there is a form for where there is little room."""
        return self.short != self.words


PLURALS = ("one", "two", "few", "many")
"""The forms of a unit for some numbers, named as in CLDR."""

SAY_THEMSELVES = ("one", "two")
"""Those that may say their number by themselves, as a dual does."""

LARGE = "{large}"
"""In the words of a unit, the amount in plain ones with the large numbers of the language, instead
of the number before a large number: `{large}美元` is 1,650億美元 where English has `US${} billion`."""

_PLACE = re.compile(r"\{(?:large)?\}")


def around_number(form: str) -> tuple[str, str]:
    """What stands before and after the number in a form of a unit."""
    before, *after = _PLACE.split(form, maxsplit=1)
    return before, "".join(after)


class QualifierEntry(Entry):
    """A limit on a number."""

    words: Annotated[Text, Field(examples=["about {}", "{} each"])]
    """How a number with the limit is written; `{}` stands for the number with its unit."""

    open: Literal["above", "below", "around", "none"]
    """Where the true number may lie: `above` the one that is written, `below` it, `around` it, or
    nowhere else (`none`)."""

    stated: Annotated[
        tuple[Verbatim, ...], Field(max_length=50, examples=[["some", "roughly"]])
    ] = ()
    """Other words by which a document states the limit. Left out where the words above are the
    only ones."""


class QualityEntry(Entry):
    """A quality of sources."""

    alone: StrictBool = True
    """`false` where one source of this quality is not to be relied on alone; else left out."""


class RelationEntry(Entry):
    """A relation between claims, read from either end."""

    inverse: Text
    """The label as it is read from the other claim, such as “Is answered by”."""

    from_kinds: tuple[ClaimKind, ...] = ()
    """The kinds of claim that may have the relation. Left out, all may."""

    to_kinds: tuple[ClaimKind, ...] = ()
    """The kinds of claim to which it may lead. Left out, it may lead to all."""

    acyclic: StrictBool = False
    """`true` where following the relation from claim to claim must never lead back to the first;
    else left out."""

    order: Literal["not-before"] | None = None
    """`not-before` where a claim cannot be earlier than the one to which it relates; else left
    out."""

    carries: StrictBool = False
    """`true` where the other claim holds this one up, so that this one is shaken when the other
    falls; else left out."""


class RowStatusEntry(Entry):
    """A standing of a row."""

    drawn: Literal["firm", "tentative", "hypothetical"]
    """How firm the row looks in a drawing."""


class EventRelationEntry(Entry):
    """How an event stands in time to what the document tells."""

    moment: StrictBool = False
    """`true` where the events are the document's own moment, which drawings mark; else left out."""


class LaneEntry(Entry):
    """A row of the timeline, in which the events of some topics are drawn together."""

    short: Annotated[Text, Field(max_length=12)] | None = None
    """Its name where there is little room. Left out where that is the label."""

    topics: tuple[Topic, ...]
    """The topics whose events it holds. An event lies in the lane of the first of its topics that has
    one."""


class CorrectionKindEntry(Entry):
    """A kind of correction."""

    use: Literal["value", "rename", "withdrawal"] = "value"
    """What such a correction is about: a `value`, a new id (`rename`) or a record that was taken
    out (`withdrawal`). Left out, it is a value."""


class Vocabulary(Record):
    """The closed lists of a book, in the order in which they are shown."""

    topics: tuple[Entry, ...]
    """What claims, events, terms and series are about."""

    lanes: Annotated[tuple[LaneEntry, ...], Field(max_length=6)] = ()
    """The rows of the timeline; events of no lane stand in one more. Left out, all stand in one."""

    claim_kinds: tuple[Entry, ...]
    """What sorts of thing are claimed."""

    claim_statuses: tuple[StatusEntry, ...]
    """How a claim can hold up."""

    claim_relations: tuple[RelationEntry, ...]
    """How a claim can stand to another one."""

    evidence_relations: tuple[SignedEntry, ...]
    """How evidence can stand to a claim."""

    quantity_origins: tuple[Entry, ...]
    """Where the number of a claim can come from. The first is the document itself."""

    units: tuple[UnitEntry, ...]
    """What numbers are counted in."""

    qualifiers: Annotated[tuple[QualifierEntry, ...], Field(max_length=50)]
    """The limits that a number can have."""

    source_kinds: tuple[Entry, ...]
    """What sorts of source there are."""

    source_qualities: tuple[QualityEntry, ...]
    """How much may be rested on a source, the best first."""

    source_access: tuple[Entry, ...]
    """How a source was read. The first is the usual way, which lists leave out."""

    title_statuses: tuple[Entry, ...]
    """What the title of a source can be if it is not its headline."""

    actor_kinds: tuple[Entry, ...]
    """What sorts of actor there are."""

    event_relations: tuple[EventRelationEntry, ...]
    """How an event can stand in time to what the document tells."""

    event_statuses: tuple[Entry, ...]
    """Whether events have happened. The first means that they have."""

    confidences: tuple[Entry, ...]
    """How sure it can be that an event happened so."""

    row_statuses: tuple[RowStatusEntry, ...]
    """How firm the number of a row can be."""

    correction_kinds: tuple[CorrectionKindEntry, ...]
    """Why something that was published can be changed."""

    @property
    def against(self) -> set[str]:
        """The relations of evidence that says otherwise than the claim."""
        return {entry.id for entry in self.evidence_relations if entry.sign == "against"}
