"""The record of the benchmark, which `make bench` writes and a page shows.

It is about the code and not about a book, so it stands with the guides, which a new book takes
along. What is compared with what is decided where it is measured.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictStr

from claimbook.core.records.audit import AtLeastOne, Count, Tool
from claimbook.core.records.values import Date, Number, Record, Text

BENCHMARK = "docs/contributing/benchmark.json"
"""Where the record is kept, from the book's folder. A book need not have one."""

SHIPPED = "shipped"
"""The name of the book that comes with the code; other books are named by their claims."""

OURS = "Claimbook"

NotNegative = Annotated[Number, Field(ge=0)]
State = Literal["warm", "cold"]


class Spread(Record):
    """What several runs came to: the one in the middle, the least and the most."""

    median: Number
    least: Number
    most: Number


class Machine(Record):
    """Where the benchmark ran. Units: `memory` is in gigabytes."""

    processors: AtLeastOne
    memory: NotNegative
    system: Text


class Build(Record):
    """Builds of one book by one tool. Where it failed it says why and holds no number.

    Units: `seconds` on the clock; `cpu` in seconds of all processors; `megabytes` is the peak of the
    largest process. `times_as_long` is how long ours took by this tool's time, of the same book.
    `warm` is a build that finds the drawings of the last one; other tools have none.
    """

    tool: Text
    book: Text
    claims: Count
    pages: Count
    state: State
    runs: Count
    seconds: Spread | None = None
    cpu: Spread | None = None
    megabytes: Spread | None = None
    times_as_long: Number | None = None
    failure: Text | None = None


class Growth(Record):
    """What a claim costs in a book of some size, and how fast that grows from the size before.

    Units: milliseconds and kilobytes for each claim of the book. An exponent of 1 is straight growth:
    ten times the claims in ten times the time. The first size has none.
    """

    claims: AtLeastOne
    state: State
    milliseconds: Number
    kilobytes: Number
    time_exponent: Number | None = None
    memory_exponent: Number | None = None


class Drawings(Record):
    """What drawing anew adds to a build of the shipped book. Units: seconds."""

    count: AtLeastOne
    together: Number
    each: Number


class Timed(Record):
    """Something that a contributor waits for, by a name that pages use. Units: seconds."""

    name: Text
    says: Text
    runs: AtLeastOne
    seconds: Spread


class Part(Record):
    """A file that a page loads. Units: kilobytes, as sent."""

    name: Text
    kilobytes: Number


class Load(Record):
    """What a browser loads for the first page of a kind, with nothing kept. Units: kilobytes, as sent."""

    kind: Text
    address: StrictStr
    requests: AtLeastOne
    kilobytes: Number
    biggest: tuple[Part, ...]


class Size(Record):
    """The largest page of a kind, or what a first search loads. Units: kilobytes, plain and compressed."""

    book: Text
    kind: Text
    address: StrictStr
    kilobytes: Number
    compressed: Number


class Target(Record):
    """What was aimed for, and what came of it.

    Units: as `unit` says, empty for a ratio. `measured` is left out where nothing could be measured,
    and the target then counts as missed.
    """

    says: Text
    unit: StrictStr
    limit: Number
    measured: Number | None = None
    reached: StrictBool


class Benchmark(Record):
    """One run of the benchmark on one machine: with what, what was measured, what was reached."""

    date: Date
    machine: Machine
    rounds: AtLeastOne
    tools: Annotated[tuple[Tool, ...], Field(min_length=1)]
    targets: tuple[Target, ...]
    builds: tuple[Build, ...]
    growth: tuple[Growth, ...]
    drawings: Drawings | None = None
    times: tuple[Timed, ...] = ()
    loads: tuple[Load, ...] = ()
    sizes: tuple[Size, ...] = ()
    searches: tuple[Size, ...] = ()
