"""What would fall if sources were withdrawn, with the names by which readers know it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from claimbook.core.proofs.fallout import Effect, fallout
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.models import KINDS
from claimbook.core.text.messages import gettext, later
from claimbook.views.names import SourceName, figure, source_name, title_of
from claimbook.views.paths import published
from claimbook.views.wording import headed

OTHERS = {"charts": later("Charts"), "figures": later("Figures")}
"""What several are called of what is no kind of record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """Something that falls or is shaken; `through` names what it rests on, the nearest first."""

    kind: str
    id: str
    title: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AffectedGroup:
    """What falls or is shaken of one kind."""

    kind: str
    title: str
    items: tuple[Affected, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Sources, what falls with them, and what is shaken. A book without sources has none."""

    sources: tuple[SourceName, ...]
    falls: tuple[AffectedGroup, ...]
    shaken: tuple[AffectedGroup, ...]


def withdrawal(data: Dataset, sources: Sequence[str] = ()) -> Withdrawal:
    """What would fall without some sources; by default, without the one that matters most."""
    if not sources and (most := most_telling(data)):
        sources = [most]
    effects = fallout(data, sources)
    return Withdrawal(
        tuple(source_name(data, source) for source in effects.sources),
        _groups(data, effects.falls),
        _groups(data, effects.shaken),
    )


def most_telling(data: Dataset) -> str | None:
    """The source whose withdrawal shakes most claims; among equals, the most of anything.

    Returns:
        None when the book has no source.
    """

    def weight(source: str) -> tuple[int, int]:
        effects = fallout(data, [source])
        both = (*effects.falls, *effects.shaken)
        return sum(effect.kind == "claims" for effect in both), len(both)

    return max(sorted(data.sources), key=weight, default=None)


def _groups(data: Dataset, effects: Iterable[Effect]) -> tuple[AffectedGroup, ...]:
    """What falls or is shaken by kind; effects are sorted by it."""
    found = groupby((_affected(data, effect) for effect in effects), lambda one: one.kind)
    return tuple(AffectedGroup(kind, _called(kind), tuple(items)) for kind, items in found)


def _called(kind: str) -> str:
    return gettext(OTHERS[kind] if kind in OTHERS else KINDS[kind].several)


def _affected(data: Dataset, effect: Effect) -> Affected:
    kind = published(effect.kind)
    title, *through = (_title(data, effect.kind, one) for one in (effect.id, *effect.path))
    return Affected(kind=kind, id=effect.id, title=title, through=tuple(through))


def _title(data: Dataset, kind: str, record_id: str) -> str:
    if kind != "figures":
        return title_of(data, kind, record_id)
    shown = figure(data, record_id)
    return headed(shown.what, shown.words)
