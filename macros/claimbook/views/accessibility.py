"""The accessibility statement's facts: when the site was tested, with what, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimbook.core.records.audit import AUDIT
from claimbook.views.names import DateView, date_view
from claimbook.views.series import Cell, ChartTable
from claimbook.views.wording import listing

if TYPE_CHECKING:
    from claimbook.core.records.audit import Audit, AuditedPage, Failure
    from claimbook.core.records.dataset import Dataset

COLUMNS = ("Page", "Performance", "Accessibility", "Best practices", "SEO", "axe-core failures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """The record of the tests in words.

    `repeated` names the pages that Lighthouse measured more than once; empty where none was.
    `file` is the address of the record itself, from the site's root.
    """

    date: DateView
    standard: str
    tools: str
    widths: str
    palettes: str
    table: ChartTable
    repeated: str
    failures: tuple[Failure, ...]
    limits: tuple[str, ...]
    file: str


def accessibility(data: Dataset) -> Accessibility | None:
    """What the record of the tests says, or None while the book has no record."""
    audit: Audit | None = data.audit
    if audit is None:
        return None
    date = date_view(audit.date)
    assert date is not None
    return Accessibility(
        date=date,
        standard=audit.standard,
        tools=listing([f"{tool.name} {tool.version}" for tool in audit.tools]),
        widths=listing([str(width) for width in audit.widths]),
        palettes=listing(audit.palettes),
        table=ChartTable(
            caption="One page of each kind",
            columns=COLUMNS,
            rows=tuple(_row(page) for page in audit.pages),
        ),
        repeated=listing([page.kind for page in audit.pages if page.runs > 1]),
        failures=audit.known_failures,
        limits=audit.known_limits,
        file=AUDIT.removeprefix("docs/"),
    )


def _row(page: AuditedPage) -> tuple[Cell, ...]:
    scores = page.lighthouse
    numbers = (
        *(scores.performance, scores.accessibility, scores.best_practices, scores.seo),
        page.axe,
    )
    name = Cell(text=page.kind[:1].upper() + page.kind[1:])
    return (name, *(Cell(text=str(number), is_number=True) for number in numbers))
