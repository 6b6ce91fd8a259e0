"""All charts of a book by id: those of its series, by topic, and those over its claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimbook.core.records.dataset import Dataset
from claimbook.core.text.keeping import once
from claimbook.core.text.messages import gettext, later, ngettext
from claimbook.views.chart import DENSE, Chart
from claimbook.views.claim_charts import CLAIM_CHARTS
from claimbook.views.context import Context
from claimbook.views.parts import Group, Listing
from claimbook.views.series import chart_citation, series_chart

OTHERS, OVER_CLAIMS = "-other", "-claims"
"""The groups of charts without a topic and of those over claims; no id begins with a hyphen."""


@once
def chart(data: Dataset, chart_id: str) -> Chart:
    """Any chart of the book: over the claims, or of a series. It is made once.

    Raises:
        UnknownIdError: when there is no such chart.
    """
    over_claims = CLAIM_CHARTS.get(chart_id)
    if over_claims is None:
        return series_chart(data, chart_id)
    drawn = over_claims(data)
    cited = chart_citation(data, drawn.id, drawn.question)
    return replace(drawn, license=data.book.license, citation=cited)


def chart_ids(data: Dataset) -> list[str]:
    """The ids of all charts: the series in the order of their ids, then those over claims."""
    return [*sorted(data.series), *CLAIM_CHARTS]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartGroup:
    """Charts on one topic; without a name where a writer chose them."""

    id: str = ""
    label: str = ""
    definition: str = ""
    charts: tuple[Chart, ...]


def chart_list(context: Context) -> tuple[ChartGroup, ...]:
    """All charts by topic."""
    return tuple(
        ChartGroup(
            id=group.id,
            label=group.label,
            definition=group.definition,
            charts=tuple(chart(context.data, one) for one in group.ids),
        )
        for group in _groups(context)
    )


def chosen_charts(data: Dataset, ids: Sequence[str]) -> tuple[ChartGroup, ...]:
    """Some charts, in the order given."""
    return (ChartGroup(charts=tuple(chart(data, one) for one in ids)),)


def _groups(context: Context) -> Iterator[Group]:
    """The series by their first topic, in the order of their ids, then the charts over claims."""
    data = context.data
    found: dict[str, list[str]] = {topic: [] for topic in data.entries["topics"]}
    for series_id in sorted(data.series):
        found.setdefault(next(iter(data.series[series_id].topics), OTHERS), []).append(series_id)
    for topic, ids in found.items():
        if ids:
            entry = data.entries["topics"].get(topic)
            label = data.heading("topics", topic) if entry else gettext("Other numbers")
            definition = entry.definition if entry else ""
            yield Group(id=topic, label=label, definition=definition, ids=tuple(ids))
    yield Group(id=OVER_CLAIMS, label=gettext("The claims"), definition="", ids=tuple(CLAIM_CHARTS))


USUAL_ROWS = 20
"""The number of rows from which on a drawing with a line for each grows faster."""


def _weigh(context: Context, chart_id: str) -> int:
    view = chart(context.data, chart_id)
    if view.kind == "table":
        return 2_500 + 450 * len(view.table.shown)
    rows = len(view.rows) if view.is_drawn else 0
    long = 0 if view.kind in DENSE else max(0, rows - USUAL_ROWS)
    return 2_500 + 450 * rows + 350 * long


LISTING = Listing(
    name=later("Charts"),
    counted=lambda count: ngettext("{count} chart", "{count} charts", count),
    anchor="part",
    groups=_groups,
    weigh=_weigh,
)
"""How charts are listed."""
