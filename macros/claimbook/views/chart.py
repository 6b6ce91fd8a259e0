"""What a chart shows, whatever it is made of: its words, its rows, its table, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from claimbook.core.records.book import License
from claimbook.core.text.messages import gettext, later
from claimbook.views.corrections import Revision
from claimbook.views.limits import MOST_CITED, MOST_POINTS, MOST_ROWS, Some, some
from claimbook.views.names import ActorName, CitationView, SourceName
from claimbook.views.paths import DOWNLOADS, PICTURES, chart_file
from claimbook.views.sums import Sum
from claimbook.views.wording import headed, in_row, run_on

DENSE = frozenset(("line", "step", "column", "slope", "matrix", "ties", "evidence", "verdicts"))
"""The kinds whose drawing gives a row no line of its own."""


HOW_TO_READ: Mapping[str, str] = {
    "dots": later("A dot is an amount; the line behind it begins at zero."),
    "range": later("A dot is one amount. The scale does not have to begin at zero."),
    "line": later("A dot is an amount that was stated; lines only join the dots."),
    "step": later(
        "A line stays level as long as an amount holds, and leaves it on the day of a change."
    ),
    "slope": later("A line joins two amounts; the steeper it is, the larger the change."),
    "wholes": later("Each box is another whole, so lengths in different boxes do not compare."),
    "stack": later("Each bar is a whole, divided into its parts."),
    "split": later("A bar is a whole, divided into its parts."),
    "part": later("An outline is the whole, the filled part of it the amount."),
    "matrix": later("The larger the number, the larger its circle."),
    "ties": later("A dot is one tie from a claim to another one."),
}
"""How a kind of drawing is read, where its form does not say so by itself: messages."""

READ_BETWEEN: Mapping[str, str] = {
    "bar": later("What is hatched lies between the least and the most that was stated."),
    "dots": later("A bar goes from the least to the most that was stated."),
    "range": later("A bar goes from the least to the most that was stated."),
    "wholes": later("The lighter part goes from the least to the most that was stated."),
}
"""The same for amounts that are stated by their bounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One row as it is drawn.

    Units: `value`, `low` and `high` are in the chart's unit, as floats for drawing only; `words`
    is the exact text, `status` the word of the row's own status. `start` and `end` are the first and
    last day that the date can be. `standing` is firm, tentative or hypothetical, and empty where the
    row says nothing of it; `open` says on which side the value is not bounded: above, below, around
    or none. `group` is what a chart over time or of parts is divided into, and `panel` the heading
    under which the row is drawn. `of` is the row's own whole, `band` what holds at its time.
    """

    key: str
    label: str
    group: str
    words: str
    short: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    start: date | None = None
    end: date | None = None
    date_words: str = ""
    standing: str = ""
    open: str = "none"
    emphasis: bool = False
    side: int | None = None
    status: str = ""
    panel: str = ""
    of: str = ""
    band: str = ""

    @property
    def has_amount(self) -> bool:
        """Whether the row states any number."""
        return any(number is not None for number in (self.value, self.low, self.high))

    @property
    def says(self) -> str:
        """The row in one line: `Rivertown, 2032: 47 percent (forecast)`."""
        names = dict.fromkeys((self.panel, self.label, self.date_words, self.group))
        words = self.words
        if self.of:
            # e.g. 40 percent of all carts
            words = gettext("{amount} of {whole}", amount=words, whole=self.of)
        said = headed(in_row(names), words)
        told = self.status and self.standing not in {"", "firm"}
        # e.g. Rivertown, 2032: 47 percent (forecast)
        return gettext("{row} ({status})", row=said, status=self.status) if told else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table: text, whether it is a number, and what it links to.

    `count` is the number of a cell that counts things.
    """

    text: str
    is_number: bool = False
    count: int = 0
    kind: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTable:
    """The rows of a chart for reading: a caption, column titles and cells.

    Pages show the rows from the first on, `most` of them at most.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    most: int = MOST_ROWS

    @property
    def shown(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that a page shows."""
        return self.rows[: self.most]

    @property
    def more(self) -> int:
        """How many rows only the files hold."""
        return len(self.rows) - len(self.shown)


@dataclass(frozen=True, slots=True)
class NoteView:
    """A remark on a chart and the sources on which it rests."""

    text: str
    sources: tuple[SourceName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything about a chart but its drawing.

    `remarks` say once what holds for every row, such as a limit. `levels` are the keys of rows that
    are drawn as lines across, `breaks` the keys of rows before which another way of counting
    begins, with its words, and `bands` is the title of what rows say in `band`. `size` is how many
    ones the unit counts, where its amounts are told with large numbers.
    """

    id: str
    kind: str
    title: str
    question: str
    answer: str
    alternative: str
    unit: str
    unit_title: str
    size: int | None = None
    of: str | None
    rows: tuple[ChartRow, ...]
    table: ChartTable
    whole: float | None = None
    remarks: tuple[str, ...] = ()
    scale: str = "shared"
    levels: tuple[str, ...] = ()
    breaks: tuple[tuple[str, str], ...] = ()
    bands: str = ""
    notes: tuple[NoteView, ...] = ()
    sources: tuple[SourceName, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    actors: tuple[ActorName, ...] = ()
    sums: Some[tuple[str, Sum]] = Some()  # noqa: RUF009 - as good as any tuple
    license: License | None = None
    citation: CitationView | None = None
    corrections: Some[Revision] = Some()  # noqa: RUF009 - as good as any tuple

    @property
    def is_drawn(self) -> bool:
        """Whether there is a drawing, and not only a table: of too many rows nobody could read one."""
        most = MOST_POINTS if self.kind in DENSE else MOST_ROWS
        return self.kind != "table" and 0 < len(self.rows) <= most

    @property
    def cited(self) -> Some[SourceName]:
        """The sources that a page names."""
        return some(self.sources, lambda source: source, MOST_CITED)

    @property
    def reading(self) -> str:
        """How the drawing is read, in a line; nothing where its form says so by itself."""
        between = any(row.value is None and None not in {row.low, row.high} for row in self.rows)
        told = (READ_BETWEEN.get(self.kind) if between else None, HOW_TO_READ.get(self.kind))
        return run_on(gettext(one) for one in told if one)

    @property
    def downloads(self) -> tuple[tuple[str, str], ...]:
        """What the chart can be taken as, and the address of each file."""
        return tuple(
            (words, chart_file(self.id, ending))
            for ending, words in DOWNLOADS.items()
            if self.is_drawn or ending not in PICTURES
        )

    @property
    def embedded(self) -> str:
        """The address of the page that shows the chart alone."""
        return f"embed/{self.id}/"
