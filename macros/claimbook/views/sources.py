"""Sources: each with its quality, date and language, and every record that rests on it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from claimbook.core.proofs.fallout import Effect, Fallout, fallout
from claimbook.core.records.book import Source
from claimbook.core.records.dataset import Dataset
from claimbook.core.text.alphabet import sort_key
from claimbook.core.text.date_words import year_words
from claimbook.core.text.messages import gettext, later, ngettext
from claimbook.views.context import Context, Named
from claimbook.views.limits import MOST_LISTED, Filter, Some, filter_by, narrowing, some
from claimbook.views.names import SourceName, source_name, title_of
from claimbook.views.parts import Group, Listing, Part, ShownGroup, by_entry, shown, size_of
from claimbook.views.paths import anchor, former_anchors, published
from claimbook.views.wording import all_years, language_name, listing, run_on

MOST_ALSO = 8
"""Maximum number of records named with a source that it shakes only by way of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependent:
    """A record that rests on a source, and what it cites it for, where it says so."""

    kind: str
    id: str
    title: str
    fate: str = ""
    cited_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceItem:
    """A source in the list; its `language` in words.

    `missed` says in a sentence what would happen if it were withdrawn, `also` what else would be
    shaken than what names it; a dependent's `fate` says that it falls, is shaken, or nothing.
    """

    name: SourceName
    anchor: str
    author: str | None
    kind: str
    kind_id: str
    quality_id: str
    language: str
    years: tuple[int, ...]
    access: str | None
    title_status: str | None
    note: str | None
    dependents: Some[Dependent]
    former: tuple[str, ...] = ()
    missed: str = ""
    also: Some[Dependent] = Some()  # noqa: RUF009 - as good as any tuple


@dataclass(frozen=True, slots=True)
class SourceList:
    """Sources by quality, with what they can be filtered by."""

    groups: tuple[ShownGroup[SourceItem], ...]
    filters: tuple[Filter, ...]


def _dependents(
    data: Dataset, source_id: str, found: Iterable[tuple[str, str]], effects: Fallout, most: int
) -> Some[Dependent]:
    # e.g. Forty carts a day is shaken, or falls: what happens to it if a source is withdrawn
    shaken, falls = gettext("is shaken"), gettext("falls")
    fates = {(effect.kind, effect.id): shaken for effect in effects.shaken}
    fates |= {(effect.kind, effect.id): falls for effect in effects.falls}

    def dependent(key: tuple[str, str]) -> Dependent:
        kind, record_id = key
        title = title_of(data, kind, record_id)
        cited = data.claims[record_id].evidence if kind == "claims" else ()
        return Dependent(
            kind=published(kind),
            id=record_id,
            title=title,
            fate=fates.get(key, ""),
            cited_for=tuple(one.note for one in cited if one.source == source_id),
        )

    return some(list(dict.fromkeys(found)), dependent, most)


def _missed(effects: Fallout, direct: Collection[tuple[str, str]], named: Named) -> str:
    """What would happen if the source were withdrawn; nothing where nothing would."""
    falls = {(effect.kind, effect.id) for effect in effects.falls}
    shaken = {(effect.kind, effect.id) for effect in effects.shaken} - falls
    would = {
        "falls": _counted(effects.falls, sum(one in falls for one in direct)),
        "shaken": _counted(effects.shaken, sum(one in shaken for one in direct)),
    }
    if not any(would.values()):
        return ""
    if not would["shaken"]:
        # e.g. If it were withdrawn, 2 of these and 1 figure would fall.
        said = gettext("If it were withdrawn, {falls} would fall.", falls=would["falls"])
    elif not would["falls"]:
        # e.g. If it were withdrawn, 2 of these and 1 figure would be shaken.
        said = gettext("If it were withdrawn, {shaken} would be shaken.", shaken=would["shaken"])
    else:
        # e.g. If it were withdrawn, 2 of these would fall; 1 other record would be shaken.
        said = gettext(
            "If it were withdrawn, {falls} would fall; {shaken} would be shaken.", **would
        )
    both = (*effects.falls, *effects.shaken)
    keys = {(published(effect.kind), effect.id) for effect in both}
    keys |= {("sources", source) for source in effects.sources}
    places = {place for key in keys for place in named.get(key, ())}
    tail = ngettext(
        "Named in {count} sentence of this site.",
        "Named in {count} sentences of this site.",
        len(places),
    )
    return run_on((said, tail if places else ""))


def _counted(group: Collection[Effect], these: int) -> str:
    """How many records that name a source, other records and figures are among some effects."""
    figures = sum(effect.kind == "figures" for effect in group)
    others = len(group) - these - figures
    counted = (
        # e.g. 2 of these: of the records that were just counted
        (these, ngettext("{count} of these", "{count} of these", these)),
        (others, ngettext("{count} other record", "{count} other records", others)),
        (figures, ngettext("{count} figure", "{count} figures", figures)),
    )
    return listing([words for count, words in counted if count])


def source_item(context: Context, source_id: str) -> SourceItem:
    """A source in the list."""
    data = context.data
    source: Source = data.find("sources", source_id)
    usual = data.first("source_access")
    effects = fallout(data, [source.id])
    direct = dict.fromkeys((ref.kind, ref.id) for ref in data.rests_on("sources", source.id))
    beyond = [
        (effect.kind, effect.id)
        for effect in effects.shaken
        if effect.kind != "figures" and (effect.kind, effect.id) not in direct
    ]
    return SourceItem(
        name=source_name(data, source.id),
        anchor=anchor("sources", source.id),
        author=source.author,
        kind=data.label("source_kinds", source.kind),
        kind_id=source.kind,
        quality_id=source.quality,
        language=language_name(source.language, data.language),
        years=all_years(source.published) if source.published else (),
        access=None if source.access == usual else data.label("source_access", source.access),
        title_status=data.label("title_statuses", source.title_status)
        if source.title_status
        else None,
        note=source.note,
        dependents=_dependents(data, source.id, direct, effects, MOST_LISTED),
        former=former_anchors("sources", source.was),
        missed=_missed(effects, direct, context.named),
        also=_dependents(data, source.id, beyond, effects, MOST_ALSO),
    )


def source_part(context: Context, part: Part) -> SourceList:
    """The sources of a part of the list, with all that is known of each."""
    return _list(context, [part])


def source_list(context: Context) -> SourceList:
    """All sources by quality."""
    return _list(context, _groups(context))


def _list(context: Context, groups: Iterable[Group | Part]) -> SourceList:
    found = tuple(shown(group, partial(source_item, context)) for group in groups)
    return SourceList(found, narrowing(_filters(context.data, found)))


def _filters(data: Dataset, groups: Iterable[ShownGroup[SourceItem]]) -> Iterator[Filter]:
    items = [one for group in groups for one in group.entries]
    qualities = [(one.quality_id, data.label("source_qualities", one.quality_id)) for one in items]
    years = [year for one in items for year in one.years]
    yield filter_by("kind", gettext("Kind"), [(one.kind_id, one.kind) for one in items])
    yield filter_by(
        "quality", gettext("Quality"), qualities, list(data.entries["source_qualities"])
    )
    yield filter_by(
        "language", gettext("Language"), [(one.name.language, one.language) for one in items]
    )
    yield filter_by(
        "year",
        gettext("Year"),
        [(str(one), year_words(one)) for one in years],
        [*map(str, sorted(set(years)))],
    )


def _groups(context: Context) -> Iterator[Group]:
    """By quality, then publisher and title."""
    data = context.data
    found = sorted(
        data.sources.values(),
        key=lambda one: (
            sort_key(one.publisher, data.language),
            sort_key(one.title, data.language),
        ),
    )
    return by_entry(data, "source_qualities", found, "quality")


def _weigh(context: Context, source_id: str) -> int:
    source = context.data.sources[source_id]
    resting = min(len(context.data.rests_on("sources", source_id)), MOST_LISTED)
    return 1_000 + resting * 120 + size_of(source.title, source.publisher, source.note)


LISTING = Listing(
    name=later("Sources"),
    counted=lambda count: ngettext("{count} source", "{count} sources", count),
    anchor="quality",
    groups=_groups,
    weigh=_weigh,
)
"""How sources are listed."""
