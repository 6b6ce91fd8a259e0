"""The chart of a series: the rows that a drawing shows, the sentence that they answer, their table."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial

from claimbook.core.proofs.derivations import cell_limit, column_amount
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.quantities import amount_stated
from claimbook.core.records.series import Column, DerivedCell, Row, Series
from claimbook.core.records.vocabulary import LARGE
from claimbook.core.rules.drawings import NEEDS, PLACEHOLDER
from claimbook.core.text.date_words import row_date_words
from claimbook.core.text.dates import Order, When
from claimbook.core.text.messages import gettext, ngettext, pgettext
from claimbook.views.chart import Cell, Chart, ChartRow, ChartTable, NoteView
from claimbook.views.corrections import corrections_of
from claimbook.views.limits import MOST_CITED, some
from claimbook.views.names import (
    CitationView,
    actor_name,
    citation,
    contrast_words,
    row_label,
    row_name,
    source_name,
)
from claimbook.views.paths import own_page
from claimbook.views.sums import Sum, cell_sum
from claimbook.views.wording import (
    amount_words,
    headed,
    in_row,
    in_turn,
    listing,
    quoted,
    sentence,
    short_name,
    unit_measures,
    within,
)

MOST_TOLD = 3
"""Maximum number of labels of which an answer that is not written tells the course."""


def series_chart(data: Dataset, series_id: str) -> Chart:
    """The chart of a series."""
    series: Series = data.find("series", series_id)
    series = _in_order(series)
    limit = _only(row.qualifier for row in series.rows if amount_stated(row))
    rows = tuple(_chart_row(data, series, row, limit) for row in series.rows)
    unit = _unit_line(data, series)
    entry = data.entry("units", series.unit) if series.unit else None
    whole = _whole(data, series)
    bands = {column.id: column.title for column in series.columns}
    sources = dict.fromkeys(source for row in series.rows for source in row.sources)
    actors = dict.fromkeys(row.actor for row in series.rows if row.actor)
    return Chart(
        id=series.id,
        kind=series.chart.kind,
        title=series.title,
        question=series.chart.question,
        answer=_answer(series, rows),
        # e.g. Carts by year, carts. 1899: 40 carts; 1900: 47 carts.
        alternative=gettext(
            "{title}, {unit}. {rows}.",
            title=series.title,
            unit=unit,
            rows=in_turn(row.says for row in rows),
        ),
        unit=unit,
        unit_title=entry.title if entry else "",
        size=(entry.size or 1) if entry and LARGE in entry.short else None,
        of=series.of,
        rows=rows,
        table=_table(data, series),
        whole=float(whole) if whole is not None else None,
        remarks=tuple(_remarks(data, rows, limit)),
        scale=series.chart.scale,
        levels=series.chart.levels,
        breaks=tuple((one.row, one.says) for one in series.chart.breaks),
        bands=bands.get(series.chart.bands or "", ""),
        notes=(
            *(
                NoteView(n.text, tuple(source_name(data, s) for s in n.sources))
                for n in series.notes
            ),
            *(
                NoteView(headed(row_name(data, *data.rows[f"{series.id}.{c.row}"]), said))
                for c in series.differs_from
                for said in contrast_words(data, [c])
            ),
        ),
        sources=tuple(source_name(data, one) for one in sources),
        topics=tuple((topic, data.label("topics", topic)) for topic in series.topics),
        actors=tuple(actor_name(data, one) for one in actors),
        sums=some(list(_sums(data, series)), lambda one: one, MOST_CITED),
        license=data.book.license,
        citation=chart_citation(data, series.id, series.chart.question),
        corrections=corrections_of(data, "series", series.id),
    )


def _only(values: Iterable[str | None]) -> str | None:
    """The one value that several rows share; None for a single row, and where they differ."""
    found = list(values)
    return found[0] if len(found) > 1 and len({*found}) == 1 else None


def _remarks(data: Dataset, rows: Sequence[ChartRow], limit: str | None) -> Iterator[str]:
    """What holds for every row, and is therefore not drawn on each."""
    if limit:
        # e.g. Every amount is a limit: “at least”.
        yield gettext(
            "Every amount is a limit: “{limit}”.", limit=within(data.label("qualifiers", limit))
        )
    stated = [row for row in rows if row.has_amount]
    if len(stated) > 1 and _only(row.standing for row in stated) in {"tentative", "hypothetical"}:
        standings = [quoted(one) for one in dict.fromkeys(row.status for row in stated)]
        # e.g. Every row is marked “forecast” or “plan”.
        yield gettext("Every row is marked {standings}.", standings=listing(standings, "or"))


def _whole(data: Dataset, series: Series) -> Decimal | None:
    """The amount of which the rows are parts: as stated, or a hundred for shares over time."""
    if series.chart.whole is None and series.chart.kind == "stack" and series.unit:
        measured = unit_measures(data)[series.unit]
        return Decimal(100) if not measured.powers and measured.scale == Fraction(1, 100) else None
    return series.chart.whole


def _in_order(series: Series) -> Series:
    """A series with its rows in time, group by group, where its drawing is of time; else as given."""
    if "date" not in NEEDS.get(series.chart.kind, ()):
        return series
    groups = list(dict.fromkeys(row.group for row in series.rows))
    ordered = sorted(
        series.rows,
        key=lambda row: (groups.index(row.group), row.date.sort_key if row.date else ()),
    )
    return series.model_copy(update={"rows": tuple(ordered)})


def _scale(data: Dataset, series: Series, row: Row) -> Fraction:
    """How many of the series' unit make one of a row's own, where both measure the same."""
    if row.unit is None or series.unit in {None, row.unit}:
        return Fraction(1)
    measured = unit_measures(data)
    return measured[row.unit].scale / measured[series.unit or ""].scale


def chart_citation(data: Dataset, chart_id: str, question: str) -> CitationView:
    """How a chart is cited: by its question."""
    kind = "series" if chart_id in data.series else "charts"
    return citation(data, question, own_page("charts", chart_id), kind, chart_id)


def _sums(data: Dataset, series: Series) -> Iterator[tuple[str, Sum]]:
    """Each cell that follows from other figures: what it is, and how."""
    rows = {row.key: row for row in series.rows}
    columns = {column.id: column.title for column in series.columns}
    for cell in series.derived:
        if found := cell_sum(data, series, cell):
            parts = (columns.get(cell.column), row_name(data, series, rows[cell.row]))
            yield in_row(part or "" for part in parts), found


def _unit_line(data: Dataset, series: Series) -> str:
    if series.unit is None:
        return gettext("unit as given in each row")
    title: str = data.entry("units", series.unit).title
    # e.g. percent of all carts
    return gettext("{unit} of {whole}", unit=title, whole=series.of) if series.of else title


def _chart_row(data: Dataset, series: Series, row: Row, limit: str | None) -> ChartRow:
    unit = row.unit or series.unit
    status = data.entry("row_statuses", row.status) if row.status else None
    qualifier = data.entry("qualifiers", row.qualifier) if row.qualifier else None
    emphasis = series.chart.emphasis
    scale = _scale(data, series, row)

    def drawn(number: Decimal | None) -> float | None:
        return None if number is None else float(Fraction(number) * scale)

    told = row.model_copy(update={"qualifier": None}) if limit else row
    band = row.extra.get(series.chart.bands) if series.chart.bands else None
    return ChartRow(
        key=row.key,
        label=row_label(data, row),
        group=row.label or (short_name(data.actors[row.actor].name) if row.actor else ""),
        words=amount_words(data, row, unit),
        short=amount_words(data, told, unit, short=True),
        value=drawn(row.value),
        low=drawn(row.low),
        high=drawn(row.high),
        start=row.date.start.earliest if row.date and row.date.start else None,
        end=row.date.end.latest if row.date and row.date.end else None,
        date_words=row_date_words(row.date) if row.date else "",
        standing=status.drawn if status else "",
        open=qualifier.open if qualifier and not limit else "none",
        emphasis=emphasis is not None and emphasis in {row.key, row.label},
        side=data.side_of(row.actor) if row.actor else data.side_named(row.label),
        status=within(data.label("row_statuses", row.status)) if row.status else "",
        panel=row.group or "",
        of=row.of or "",
        band=str(band or ""),
    )


def _answer(series: Series, rows: tuple[ChartRow, ...]) -> str:
    if series.chart.answer is None:
        return sentence(_extremes(series, rows))
    by_key = {row.key: row for row in rows}

    def fill(match: re.Match[str]) -> str:
        row = by_key[match[1]]
        return {"date": row.date_words, "label": row.label, None: row.words}[match[2]]

    return sentence(PLACEHOLDER.sub(fill, series.chart.answer))


def _extremes(series: Series, rows: tuple[ChartRow, ...]) -> str:
    """The answer where none is written: how each label began and ended, or who has most and least."""
    known = [
        (row.date, drawn)
        for row, drawn in zip(series.rows, rows, strict=True)
        if drawn.value is not None
    ]
    if not known:
        return ngettext("{count} row", "{count} rows", len(rows))
    groups: dict[str, list[tuple[When, ChartRow]]] = {}
    for when, row in known:
        if when is not None:
            groups.setdefault(row.group, []).append((when, row))
    if sum(map(len, groups.values())) == len(rows) and len(groups) <= MOST_TOLD:
        courses = {name: _course(of_name) for name, of_name in groups.items()}
        said = [headed(name, course) if name else course for name, course in courses.items()]
        return in_turn(said) if len(said) > 1 else next(iter(courses.values()))
    found = [row for _, row in known]
    most, least = (choose(found, key=lambda row: row.value or 0) for choose in (max, min))
    if most.value == least.value:
        if most is least:
            return headed(most.label, most.words)
        # e.g. each has 40 carts
        return gettext("each has {amount}", amount=most.words)
    # e.g. Rivertown has most, 47 carts; Hilltown least, 3 carts
    return gettext(
        "{most} has most, {highest}; {least} least, {lowest}",
        most=most.label,
        highest=most.words,
        least=least.label,
        lowest=least.words,
    )


def _course(found: list[tuple[When, ChartRow]]) -> str:
    """How an amount began and ended in time."""
    in_time = sorted(found, key=lambda pair: pair[0].sort_key)
    (began, first), (ended, last) = in_time[0], in_time[-1]
    if first is last:
        # e.g. 40 carts (1899)
        return gettext("{amount} ({date})", amount=first.words, date=first.date_words)
    both = {
        "first": first.words,
        "began": first.date_words,
        "last": last.words,
        "ended": last.date_words,
    }
    if began.before(ended) is Order.CERTAIN:
        # e.g. 40 carts (1899), then 47 carts (1900)
        return gettext("{first} ({began}), then {last} ({ended})", **both)
    # e.g. 40 carts (about 1899) and 47 carts (1900): which was first is not known
    return gettext("{first} ({began}) and {last} ({ended})", **both)


def _table(data: Dataset, series: Series) -> ChartTable:
    """The columns that the rows fill, then those that the series declares, then the notes."""

    def used(name: str) -> bool:
        return any(getattr(row, name) is not None for row in series.rows)

    derived = {(cell.row, cell.column): cell for cell in series.derived}
    possible: tuple[tuple[str, str, Callable[[Row], Cell]], ...] = (
        (
            "date",
            pgettext("column", "Date"),
            lambda row: _text(row_date_words(row.date) if row.date else None),
        ),
        ("group", pgettext("column", "Group"), lambda row: _text(row.group)),
        ("label", pgettext("column", "Item"), lambda row: _text(row.label)),
        ("actor", pgettext("column", "Who"), partial(_actor_cell, data)),
        ("", pgettext("column", "Amount"), partial(_amount_cell, data, series)),
        ("of", pgettext("column", "Share of"), lambda row: _text(row.of)),
        (
            "status",
            pgettext("column", "Standing"),
            lambda row: _text(row.status and data.label("row_statuses", row.status)),
        ),
        *(("", one.title, partial(_extra_cell, data, one, derived)) for one in series.columns),
        ("note", pgettext("column", "Note"), lambda row: Cell(text=row.note or "")),
    )
    columns = [(title, cell) for name, title, cell in possible if not name or used(name)]
    rows = tuple(tuple(cell(row) for _, cell in columns) for row in series.rows)
    titles = tuple(title for title, _ in columns)
    return ChartTable(
        # e.g. Carts by year (carts)
        caption=gettext("{title} ({unit})", title=series.title, unit=_unit_line(data, series)),
        columns=titles,
        rows=rows,
    )


def _text(words: str | None) -> Cell:
    return Cell(text=words or "—")


def _actor_cell(data: Dataset, row: Row) -> Cell:
    if row.actor is None:
        return _text(None)
    return Cell(text=short_name(data.actors[row.actor].name), kind="actors", id=row.actor)


def _amount_cell(data: Dataset, series: Series, row: Row) -> Cell:
    return Cell(text=amount_words(data, row, row.unit or series.unit), is_number=True)


def _extra_cell(
    data: Dataset, column: Column, derived: Mapping[tuple[str, str], DerivedCell], row: Row
) -> Cell:
    value = row.extra.get(column.id)
    if value is None or column.unit is None:
        return Cell(text="—" if value is None else str(value))
    cell = derived.get((row.key, column.id))
    amount = column_amount(row, column.id, cell_limit(data, cell) if cell else None)
    return Cell(text=amount_words(data, amount, column.unit), is_number=True)
