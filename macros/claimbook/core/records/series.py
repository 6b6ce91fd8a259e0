"""The models of a series: a table of numbers with one question, and how it is drawn."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictStr

from claimbook.core.records.quantities import Contrast, Derived
from claimbook.core.records.values import (
    ActorId,
    Date,
    Id,
    ListedIn,
    Number,
    Qualifier,
    Record,
    SourceId,
    Text,
    Topic,
    Unit,
    Verbatim,
    told,
)

MOST_ROWS = 5_000
"""Maximum number of rows in a series; nobody reads a longer chart or table."""


class Note(Record):
    """A remark that belongs to a whole series."""

    text: Text
    """What a reader must know of the numbers: what must not be added, compared or concluded."""

    sources: tuple[SourceId, ...] = ()
    """What the remark rests on."""


class Column(Record):
    """A column of a series beyond the standard ones."""

    id: Annotated[
        StrictStr,
        Field(
            pattern=r"^[a-z][a-z0-9_]*$",
            examples=["tolls_paid", "weather"],
            json_schema_extra=told("a column's id is lower-case letters, digits and underscores"),
        ),
    ]
    """The column's title in the CSV file: lower-case letters, digits and underscores."""

    title: Text
    """The column's title as readers see it."""

    unit: Unit | None = None
    """What its numbers are counted in. Left out for a column of text."""


class Break(Record):
    """A change in how the numbers of a series are counted."""

    row: Id
    """The key of the first row that is counted in the new way."""

    says: Text
    """What changes there, in a few words that stand in the drawing."""


class Drawing(Record):
    """How a series is drawn."""

    KINDS: ClassVar = (
        *("bar", "column", "dots", "range", "step", "line", "stack"),
        *("part", "split", "wholes", "slope", "table"),
    )

    kind: Annotated[Id, Field(examples=[*KINDS])]
    """What the numbers show: `bar` amounts beside each other, `column` amounts over time, `dots`
    amounts of which only the place on a scale counts, `range` bounds, `step` what stays until it
    changes, `line` a course over time, `stack` parts of a whole over time, `part` amounts against
    one whole, `split` one whole divided, `wholes` shares of different wholes, `slope` two dates,
    `table` none of these; or a kind of the book's own."""

    question: Text
    """The question that the chart answers, as a reader would ask it."""

    answer: (
        Annotated[
            Text,
            Field(
                examples=[
                    "In {y1900.date} there were {y1900}.",
                    "It was {y1899} in {y1899.date} and {y1900} a year later.",
                ]
            ),
        ]
        | None
    ) = None
    """The answer in one sentence. `{row-key}` in it becomes the row's number in words,
    `{row-key.date}` its date and `{row-key.label}` its label."""

    emphasis: Verbatim | None = None
    """The key or the label of the row that the drawing stresses. Left out where all are alike."""

    whole: Number | None = None
    """The amount of which the rows are parts, in the unit of the series. For the kind `part`, which
    needs it, and for `split`, where it may be left out if the rows make the whole."""

    scale: Literal["shared", "own"] = "shared"
    """Whether groups of rows are drawn on one scale, or each on its `own`, since their amounts are
    not to be compared."""

    levels: tuple[Id, ...] = ()
    """The keys of rows that are drawn as a line across, with which the others are compared, such as
    a goal."""

    breaks: tuple[Break, ...] = ()
    """Where the numbers begin to be counted in another way, which a drawing over time marks."""

    bands: Verbatim | None = None
    """A column of text that the series declares. What it says is drawn under the time for which it
    holds, such as the law on which a rate rests. For the kinds over time."""


class DerivedCell(Derived):
    """A cell of a series that follows from other figures."""

    row: Id
    """The key of the row in which the number stands."""

    column: Verbatim = "value"
    """The column in which the number stands. Left out where that is `value`."""


class RowContrast(Contrast):
    """Why a row is not the same as another number that seems to state the same."""

    row: Id
    """The key of the row."""


class Row(Record):
    """One line of a series' CSV file. It needs a label, an actor or a date."""

    STANDARD: ClassVar = (
        *("key", "group", "date", "label", "actor", "value", "low", "high", "unit", "of"),
        *("qualifier", "status", "note", "sources"),
    )

    key: Annotated[Id, Field(examples=["y1900", "market-day"])]
    """The row's name within the series, by which answers, pages and formulas call it."""

    group: Text | None = None
    """The heading under which the row is drawn together with others. Each group of rows has a panel
    of its own, or a bar where the kind is `split`. A series has a group for each row or for none."""

    date: Date | None = None
    """The day, month, year or period that the number is for."""

    label: Text | None = None
    """What the number belongs to, in a few words."""

    actor: ActorId | None = None
    """Who the number belongs to, in place of a label."""

    value: Number | None = None
    """The number. Left empty where it is not known, and then drawn as missing."""

    low: Number | None = None
    """The lower bound that the source prints. Left empty where it states none, which is not the
    same as zero."""

    high: Number | None = None
    """The upper bound that the source prints. Left empty where it states none."""

    unit: Unit | None = None
    """What the number is counted in. Left empty where the series has one unit for all rows."""

    of: Text | None = None
    """The whole of which the number is a share. Left empty where the series has one for all
    rows."""

    qualifier: Qualifier | None = None
    """A limit that belongs to the number, such as “about”. Left empty where it is exact."""

    status: Annotated[Id, ListedIn("row_statuses")] | None = None
    """How firm the number is, which decides how it is drawn. Left empty, the drawing says nothing
    of it; a series says it of every number or of none."""

    note: Text | None = None
    """A remark that readers see beside the row."""

    sources: tuple[SourceId, ...] = ()
    """What the number rests on; in the CSV file the ids are separated by spaces."""

    extra: dict[str, Any] = Field(default_factory=dict)
    """What stands in the columns that the series declares, by the column's id. In the CSV file
    these are columns of their own."""


class Series(Record):
    """A table of numbers with one question, one unit and one denominator."""

    id: Id
    """The series' name in addresses and in other records. It is also the name of the file, and of
    the CSV file beside it."""

    was: tuple[Id, ...] = ()
    """Ids that the series had before, whose addresses then lead to it. Left out while it never had
    another one."""

    title: Text
    """What the numbers are, in a line."""

    unit: Unit | None = None
    """What the numbers are counted in. Left out only where each row has its own unit."""

    of: Text | None = None
    """The whole of which the numbers are shares. Left out for amounts, and where each row has its
    own."""

    topics: tuple[Topic, ...]
    """What the series is about."""

    columns: tuple[Column, ...] = ()
    """Columns of the CSV file beyond the standard ones. They stand in the table, not in the
    drawing."""

    chart: Drawing
    """How the numbers are drawn, and which question they answer."""

    notes: tuple[Note, ...] = ()
    """Remarks on the whole series, which readers see under the chart."""

    added: Date | None = None
    """The day on which the record came into a book that was already published, for those who
    follow it. Left out for what was there from the start."""

    review_by: Date | None = None
    """The date by which someone should look whether this still holds. Left out where nothing is
    likely to change."""

    derived: tuple[DerivedCell, ...] = ()
    """Which numbers of the table follow from others, and how. Left out where sources state them
    all."""

    differs_from: tuple[RowContrast, ...] = ()
    """Which numbers of the table are not the same as others of the same actor, date, unit and
    whole, and why. Left out where there are none."""

    rows: Annotated[tuple[Row, ...], Field(max_length=MOST_ROWS)] = ()
    """The rows. Left out: they stand in the CSV file of the same name beside this one."""
