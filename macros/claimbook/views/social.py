"""What the preview picture of a page says."""

import re
from dataclasses import dataclass

from claimbook.core.records.dataset import Dataset
from claimbook.core.text.messages import gettext
from claimbook.views.actors import actor_item
from claimbook.views.cards import SEPARATOR
from claimbook.views.chart_list import chart
from claimbook.views.claims import claim_card
from claimbook.views.corrections import correction_view
from claimbook.views.parts import Part
from claimbook.views.wording import as_of_words, in_row, run_on, stopped


@dataclass(frozen=True, slots=True, kw_only=True)
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
        parts = (kicker, self.headline, in_row((self.number, self.line)))
        bare = (part.rstrip(".。") for part in parts if part)
        return run_on(map(stopped, bare))


def written_card(data: Dataset, title: str, description: str, above: str) -> SocialCard:
    """The preview of a hand-written page."""
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
    return SocialCard(
        kicker=shown,
        verdict=verdict,
        headline=headline,
        number=number,
        line=line,
        side=side,
        book=book,
        as_of=as_of,
    )


def claim(data: Dataset, claim_id: str) -> SocialCard:
    """A claim with the first number of its own words, unless the title has it; else its statement."""
    shown = claim_card(data, claim_id)
    number, line = "", shown.statement
    for figure in shown.figures[:1]:
        if not _has_number(shown.title, figure.value):
            number, line = figure.words, figure.what
            if figure.of:
                # e.g. of all carts
                line = gettext("of {whole}", whole=figure.of)
    return _card(
        data,
        (gettext("Claim"), shown.speaker.short),
        shown.title,
        line,
        verdict=shown.standing.label,
        number=number,
        side=shown.speaker.side,
    )


def _has_number(text: str, number: str) -> bool:
    """Whether a number stands in a text, and not only its digits within another."""
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d.,]*\d)", text) is not None


def actor(data: Dataset, actor_id: str) -> SocialCard:
    """A person or organization."""
    shown = actor_item(data, actor_id)
    kicker = (shown.kind, shown.country or "")
    return _card(data, kicker, shown.name.name, shown.name.role, side=shown.name.side)


def chart_card(data: Dataset, chart_id: str) -> SocialCard:
    """A chart, with its answer."""
    view = chart(data, chart_id)
    topics = [label for _, label in view.topics[:1]]
    return _card(data, (gettext("Chart"), *topics), view.question, view.answer)


def withdrawn(data: Dataset, correction_id: str) -> SocialCard:
    """A record that was withdrawn, and why."""
    correction = correction_view(data, correction_id)
    kicker = (gettext("Withdrawn"), correction.date.words)
    return _card(data, kicker, correction.record_title, correction.reason)


def part(data: Dataset, shown: Part) -> SocialCard:
    """A part of a listing."""
    kicker = (shown.listing.title,)
    return _card(data, kicker, shown.title, shown.definition or shown.says)
