"""A rule about numbers that seem to state the same and do not."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from claimbook.core.proofs.derivations import derivations, quantity_figure, row_figure
from claimbook.core.proofs.reckoning import Bounds, KnownFigure
from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import unknown_figure
from claimbook.core.records.quantities import Contrast
from claimbook.core.records.reading import Reading
from claimbook.core.records.series import Series
from claimbook.core.rules.registry import rule
from claimbook.core.text.dates import When
from claimbook.core.text.problems import Finding, Place
from claimbook.core.text.yaml_text import Path

MOST_TOGETHER = 100
"""Maximum number of figures of one actor, date and whole that are compared, each with all
others."""


class _StatedFigure(NamedTuple):
    """A figure with all that decides whether another one states the same."""

    figure: KnownFigure
    kind: str
    who: str | None
    when: When | None
    place: Place
    contrasts: tuple[Contrast, ...]


def _figures(reading: Reading) -> Iterator[_StatedFigure]:
    for draft in reading.drafts:
        record = draft.record
        if isinstance(record, Claim):
            for index, one in enumerate(record.quantities):
                yield _StatedFigure(
                    quantity_figure(record, one),
                    "claims",
                    one.actor or record.speaker,
                    one.period or one.date or record.date,
                    draft.key_place("quantities", index, "id"),
                    one.differs_from,
                )
        elif isinstance(record, Series):
            for index, row in enumerate(record.rows):
                yield _StatedFigure(
                    row_figure(record, row),
                    "series",
                    row.actor or row.label,
                    row.date,
                    draft.place("rows", index, "key"),
                    tuple(one for one in record.differs_from if one.row == row.key),
                )


@rule("W004")
def numbers_disagree(reading: Reading) -> Iterator[Finding]:
    """Two series, or a series and a claim, give one number for the same actor, date, unit and
    whole, limits included; or one of the two says under `differs_from` why it is another one,
    which readers see.

    Bad:
        y1900,1900,The bridge,39,actual,toll-book

    Good:
        y1900,1900,The bridge,38,actual,toll-book
    """
    reckoner = derivations(reading).reckoner
    alike: dict[tuple[object, ...], list[tuple[_StatedFigure, Bounds]]] = defaultdict(list)
    for one in _figures(reading):
        figure = one.figure
        if one.who is None or one.when is None or not derivations(reading).is_usable(figure):
            continue
        span, measure = reckoner.span(figure), reckoner.measures.of[figure.unit or ""]
        assert span is not None
        days = (one.when.earliest, one.when.latest)
        key = (one.who.casefold(), days, measure.powers, figure.of)
        alike[key].append((one, span * Bounds(measure.scale, measure.scale)))
    for group in alike.values():
        for (one, said), (other, told) in combinations(group[:MOST_TOGETHER], 2):
            homes = {one.figure.home, other.figure.home}
            explained = _names(one, other) or _names(other, one)
            both = len(homes) > 1 and "series" in {one.kind, other.kind}
            if both and said != told and not explained:
                words = [reckoner.words(each.figure) for each in (one, other)]
                yield Finding(
                    one.place,
                    f"'{one.figure.id}' is {words[0]}, and '{other.figure.id}' is {words[1]}, "
                    f"for the same actor, date and whole",
                    "correct one of them, or say under 'differs_from:' why they differ",
                    (("the other number", other.place),),
                )


def _names(one: _StatedFigure, other: _StatedFigure) -> bool:
    return any(contrast.figure == other.figure.id for contrast in one.contrasts)


@rule("E099")
def contrast_with_what_is_not_there(reading: Reading) -> Iterator[Finding]:
    """What a number differs from is there: the other figure has the id of a claim and its
    quantity or of a series and its row, and a row that is named is one of the series' own.

    Bad:
        differs_from:
          - figure: carts-by-year.y1901
            because: It counts the whole year.

    Good:
        differs_from:
          - figure: carts-by-year.y1900
            because: It counts the whole year.
    """
    known = dict.fromkeys(one.figure.id for one in _figures(reading))
    for draft in reading.drafts:
        record = draft.record
        paths: list[tuple[Path, str]] = []
        if isinstance(record, Claim):
            paths = [
                (("quantities", i, "differs_from", n), contrast.figure)
                for i, quantity in enumerate(record.quantities)
                for n, contrast in enumerate(quantity.differs_from)
            ]
        elif isinstance(record, Series):
            for n, contrast in enumerate(record.differs_from):
                own = f"{record.id}.{contrast.row}"
                if own not in known:
                    message, help_text = unknown_figure(known, own)
                    yield Finding(draft.place("differs_from", n, "row"), message, help_text)
                paths.append((("differs_from", n), contrast.figure))
        for path, figure_id in paths:
            if figure_id not in known:
                place = draft.place(*path, "figure")
                yield Finding(place, *unknown_figure(known, figure_id))
