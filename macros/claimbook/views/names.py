"""The small views that stand in many others: a name, a date, a sign, a figure, a citation."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import Dataset, UnknownIdError, unknown_figure
from claimbook.core.records.models import KINDS, NativeName
from claimbook.core.records.quantities import Contrast, Quantity
from claimbook.core.records.series import Row, Series
from claimbook.core.text.date_words import date_words, period_words, row_date_words
from claimbook.core.text.dates import When
from claimbook.core.text.keeping import once
from claimbook.core.text.messages import gettext
from claimbook.views.sums import Sum, quantity_sum, row_sum
from claimbook.views.wording import (
    amount_words,
    as_of_words,
    headed,
    in_row,
    machine_date,
    run_on,
    sentence,
    short_name,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """An actor's name with the side on which it is drawn (0, 1 or None)."""

    id: str
    name: str
    short: str
    names: tuple[NativeName, ...]
    side: int | None
    role: str


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words, for machines where exact, and as written."""

    words: str
    machine: str | None
    edtf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A value of a closed list that is shown with a sign: a word, a shape and a color."""

    id: str
    label: str
    sign: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceName:
    """A source as it is named beside what rests on it."""

    id: str
    title: str
    publisher: str
    date: str | None
    url: str | None
    language: str
    quality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A number with all that makes it mean something.

    `said_by` is the speaker's name where the number stands in the document itself; a number that
    evidence adds is never credited to a speaker. `sources` are those of a row. `home_title` names
    the record in which the figure stands, `dated` is that claim's own date. `stated` is when the
    number was stated, for the document's own the claim's date. `sum` is how the figure follows
    from others.
    """

    id: str
    what: str
    words: str
    short: str
    value: str
    of: str | None
    period: str | None
    origin: str | None
    note: str | None
    home_kind: str
    home_id: str
    home_title: str
    said_by: str | None = None
    dated: str | None = None
    stated: str | None = None
    sources: tuple[SourceName, ...] = ()
    sum: Sum | None = None


def title_of(data: Dataset, kind: str, record_id: str) -> str:
    """The name of a record of any kind in a list."""
    record = data.find(kind, record_id)
    if kind == "actors":
        return short_name(record.name)
    if kind == "series":
        return str(record.chart.question)
    return str(getattr(record, KINDS[kind].named, record_id))


def other_names(names: Iterable[NativeName], title: str) -> tuple[NativeName, ...]:
    """Names in other languages without those that are the title, whatever spaces it has."""
    return tuple(one for one in names if _unspaced(one.text) != _unspaced(title))


def _unspaced(text: str) -> str:
    return "".join(text.split())


def actor_name(data: Dataset, actor_id: str) -> ActorName:
    """An actor as it is named in a sentence or list."""
    actor = data.find("actors", actor_id)
    return ActorName(
        id=actor.id,
        name=actor.name,
        short=short_name(actor.name),
        names=other_names(actor.names, actor.name),
        side=data.side_of(actor.id),
        role=actor.role,
    )


def date_view(when: When | None) -> DateView | None:
    """A date for a page; None stays None."""
    return DateView(date_words(when), machine_date(when), when.text) if when else None


def standing(data: Dataset, list_name: str, entry_id: str) -> Standing:
    """A signed value of the vocabulary."""
    entry = data.entry(list_name, entry_id)
    return Standing(
        id=entry.id,
        label=data.label(list_name, entry_id),
        sign=entry.sign,
        definition=entry.definition,
    )


def source_name(data: Dataset, source_id: str) -> SourceName:
    """A source as it is named beside what rests on it."""
    source = data.find("sources", source_id)
    return SourceName(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        date=date_words(source.published) if source.published else None,
        url=source.url,
        language=source.language,
        quality=data.label("source_qualities", source.quality),
    )


def _plain(amount: Quantity | Row) -> str:
    number: Decimal | None = amount.value
    if number is None:
        number = amount.low if amount.low is not None else amount.high
    return "" if number is None else f"{number:f}"


def quantity_figure(data: Dataset, claim: Claim, quantity: Quantity) -> FigureView:
    """A claim's quantity as a figure."""
    said_by = _said_by(data, claim, quantity)
    contrasts = contrast_words(data, quantity.differs_from)
    stated = quantity.date or (claim.date if said_by else None)
    return FigureView(
        id=f"{claim.id}.{quantity.id}",
        what=quantity.what,
        words=amount_words(data, quantity, quantity.unit),
        short=amount_words(data, quantity, quantity.unit, short=True),
        value=_plain(quantity),
        of=quantity.of,
        period=period_words(quantity.period) if quantity.period else None,
        origin=data.label("quantity_origins", quantity.origin),
        note=run_on((quantity.note or "", *contrasts)) or None,
        home_kind="claims",
        home_id=claim.id,
        home_title=claim.title,
        said_by=said_by,
        dated=date_words(claim.date) if claim.date else None,
        stated=date_words(stated) if stated else None,
        sum=quantity_sum(data, quantity),
    )


def contrast_words(data: Dataset, contrasts: Sequence[Contrast]) -> Iterator[str]:
    """Why a number is not the same as others, each with the other number and where it stands."""
    for contrast in contrasts:
        if contrast.figure in data.quantities:
            claim, quantity = data.quantities[contrast.figure]
            words, title = amount_words(data, quantity, quantity.unit), claim.title
        else:
            series, row = data.rows[contrast.figure]
            words, title = amount_words(data, row, row.unit or series.unit), series.chart.question
        # e.g. Not the 40 carts under “How many carts?”: that is a later count.
        said = gettext(
            "Not the {amount} under “{title}”: {reason}",
            amount=words,
            title=title,
            reason=contrast.because,
        )
        yield sentence(said)


def _said_by(data: Dataset, claim: Claim, quantity: Quantity) -> str | None:
    """The speaker, where the number's origin is the first of the list: the document itself."""
    own = data.first("quantity_origins")
    return short_name(data.actors[claim.speaker].name) if quantity.origin == own else None


def row_label(data: Dataset, row: Row) -> str:
    """What a row's number belongs to: its label, else its actor, else its date."""
    if row.label:
        return row.label
    if row.actor:
        return short_name(data.actors[row.actor].name)
    return row_date_words(row.date) if row.date else row.key


def row_name(data: Dataset, series: Series, row: Row) -> str:
    """What a row's number belongs to, its heading first, and its date where that tells it apart."""
    return _row_names(data)[f"{series.id}.{row.key}"]


def _under_heading(data: Dataset, row: Row) -> str:
    return in_row(dict.fromkeys(one for one in (row.group, row_label(data, row)) if one))


@once
def _row_names(data: Dataset) -> dict[str, str]:
    """The name of every row, by the row's own id among figures."""
    names = {}
    for series in data.series.values():
        short = {row.key: _under_heading(data, row) for row in series.rows}
        times = Counter(short.values())
        for row in series.rows:
            when = row_date_words(row.date) if row.date and times[short[row.key]] > 1 else ""
            names[f"{series.id}.{row.key}"] = in_row((short[row.key], when))
    return names


def row_figure(data: Dataset, series: Series, row: Row) -> FigureView:
    """A row of a series as a figure."""
    unit = row.unit or series.unit
    return FigureView(
        id=f"{series.id}.{row.key}",
        what=headed(series.title, _under_heading(data, row)),
        words=amount_words(data, row, unit),
        short=amount_words(data, row, unit, short=True),
        value=_plain(row),
        of=row.of or series.of,
        period=row_date_words(row.date) if row.date else None,
        origin=None,
        note=row.note,
        home_kind="charts",
        home_id=series.id,
        home_title=series.title,
        sources=tuple(source_name(data, source) for source in row.sources),
        sum=row_sum(data, series, row),
    )


def figure(data: Dataset, figure_id: str) -> FigureView:
    """A number by `claim-id.quantity-id` or `series-id.row-key`."""
    if figure_id in data.quantities:
        return quantity_figure(data, *data.quantities[figure_id])
    if figure_id in data.rows:
        return row_figure(data, *data.rows[figure_id])
    raise UnknownIdError(*unknown_figure(data.figure_ids, figure_id, data.former_homes))


FORMATS = {"BibTeX": "bib", "CSL-JSON": "json"}
"""The formats of a citation, each with the ending of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """The parts of a citation: the title of a page, the book, its dates, and the page's address.

    `files` are the citation's files, by what they are called.
    """

    title: str
    book: str
    dates: str
    path: str
    files: tuple[tuple[str, str], ...]


def citation_file(kind: str, record_id: str, ending: str) -> str:
    """The address of the file that holds a record's citation, or the book's for no record."""
    return f"cite/{kind}/{record_id}.{ending}" if record_id else f"cite/{kind}.{ending}"


def citation(data: Dataset, title: str, path: str, kind: str, record_id: str) -> CitationView:
    """The citation of a record's page, whose address is given as seen from the site's root."""
    files = tuple((name, citation_file(kind, record_id, end)) for name, end in FORMATS.items())
    return CitationView(
        title=title, book=data.book.title, dates=as_of_words(data), path=path, files=files
    )
