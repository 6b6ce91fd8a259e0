"""What the preview picture of a page says; how it is drawn and where it goes is left to others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimbook.views.actors import actor_item
from claimbook.views.claim_charts import chart
from claimbook.views.claims import claim_card
from claimbook.views.corrections import tombstone
from claimbook.views.parts import LISTED, part_of
from claimbook.views.wording import as_of_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimbook.core.records.dataset import Dataset

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The preview of a page: what it is, its headline, and one number or line that supports it.

    `verdict` says how a claim holds up. `number` is empty where there is none, and `line` then
    stands alone. `side` is that of the speaker or actor (0, 1 or None).
    """

    kicker: str
    verdict: str
    headline: str
    number: str
    line: str
    side: int | None
    book: str
    as_of: str

    @property
    def alternative(self) -> str:
        """The picture in words."""
        kicker = SEPARATOR.join(part for part in (self.kicker, self.verdict) if part)
        number = ", ".join(part for part in (self.number, self.line) if part)
        parts = (kicker, self.headline, number)
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


def record_card(data: Dataset, kind: str, record_id: str) -> SocialCard:
    """The preview of a record's own page.

    Raises:
        UnknownIdError: when there is no such record.
    """
    return _CARDS[kind](data, record_id)


def written_card(data: Dataset, title: str, description: str, above: str) -> SocialCard:
    """The preview of a hand-written page.

    Args:
        data: the dataset.
        title: the page's title.
        description: what it is about.
        above: what it is part of; empty for none.
    """
    return _card(data, (above,), title, description)


def _card(  # noqa: PLR0913 (what a preview shows)
    data: Dataset,
    kicker: tuple[str, ...],
    headline: str,
    line: str,
    *,
    verdict: str = "",
    number: str = "",
    side: int | None = None,
) -> SocialCard:
    shown = SEPARATOR.join(part for part in kicker if part)
    book, as_of = data.book.title, as_of_words(data)
    return SocialCard(shown, verdict, headline, number, line, side, book, as_of)


def _claim(data: Dataset, claim_id: str) -> SocialCard:
    """A claim with the first number of its own words, unless the title has it; else its statement."""
    claim = claim_card(data, claim_id)
    number, line = "", claim.statement
    for figure in claim.figures[:1]:
        if not _has_number(claim.title, figure.value):
            number, line = figure.words, f"of {figure.of}" if figure.of else figure.what
    return _card(
        data,
        ("Claim", claim.speaker.short),
        claim.title,
        line,
        verdict=claim.standing.label,
        number=number,
        side=claim.speaker.side,
    )


def _has_number(text: str, number: str) -> bool:
    """Whether a number stands in a text, and not only its digits within another."""
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d.,]*\d)", text) is not None


def _actor(data: Dataset, actor_id: str) -> SocialCard:
    actor = actor_item(data, actor_id)
    kicker = (actor.kind, actor.country or "")
    return _card(data, kicker, actor.name.name, actor.name.role, side=actor.name.side)


def _chart(data: Dataset, chart_id: str) -> SocialCard:
    view = chart(data, chart_id)
    topics = [label for _, label in view.topics[:1]]
    return _card(data, ("Chart", *topics), view.question, view.answer)


def _withdrawn(data: Dataset, correction_id: str) -> SocialCard:
    correction = tombstone(data, correction_id)
    kicker = ("Withdrawn", correction.date.words)
    return _card(data, kicker, correction.record_title, correction.reason)


def _part(data: Dataset, name: str) -> SocialCard:
    part = part_of(data, name)
    return _card(data, (LISTED[part.kind].title,), part.title, part.definition or part.says)


_CARDS: dict[str, Callable[[Dataset, str], SocialCard]] = {
    "claims": _claim,
    "actors": _actor,
    "charts": _chart,
    "parts": _part,
    "tombstones": _withdrawn,
}
