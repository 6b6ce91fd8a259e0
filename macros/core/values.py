"""The kinds of value that a record may hold, and the ground of all models.

A field that names another record carries `Ref`, one whose values are a closed list carries
`ListedIn`; rules, reverse references and documentation all read these two marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr
from pydantic_core import PydanticCustomError

from macros.core.dates import DateTextError, When, parse_when


@dataclass(frozen=True, slots=True)
class Ref:
    """The field holds the id of a record of this kind (a folder of `data/`)."""

    kind: str


@dataclass(frozen=True, slots=True)
class IsDate:
    """The field holds an EDTF date."""


@dataclass(frozen=True, slots=True)
class ListedIn:
    """The field holds an id of this list of `data/vocabulary.yml`."""

    name: str


def _when(value: object) -> When:
    if isinstance(value, When):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise PydanticCustomError("date_type", "a date is text such as 2025-12-03")
    try:
        return parse_when(str(value))
    except DateTextError as error:
        raise PydanticCustomError(
            "date", "{why}", {"why": str(error), "help": error.help}
        ) from error


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise PydanticCustomError(
            "number_type", "a plain number is needed here, such as 165 or 3.87"
        )
    return Decimal(value)


def _as_text(value: object) -> object:
    """A plain number as its digits, so that it need not be put in quotes."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
Id = Annotated[StrictStr, Field(pattern=f"^{ID_PATTERN}$", max_length=80)]
Text = Annotated[StrictStr, Field(min_length=1, max_length=4000, pattern=r"\S")]
Date = Annotated[When, BeforeValidator(_when), IsDate()]
Number = Annotated[Decimal, BeforeValidator(_number)]
ClaimId = Annotated[Id, Ref("claims")]
ActorId = Annotated[Id, Ref("actors")]
TermId = Annotated[Id, Ref("terms")]
SourceId = Annotated[Id, Ref("sources")]
Topic = Annotated[Id, ListedIn("topics")]
Unit = Annotated[StrictStr, ListedIn("units")]
Qualifier = Annotated[Id, ListedIn("qualifiers")]
ClaimKind = Annotated[Id, ListedIn("claim_kinds")]
EvidenceRelation = Annotated[Id, ListedIn("evidence_relations")]
SourceQuality = Annotated[Id, ListedIn("source_qualities")]


class Record(BaseModel):
    """The ground of all models: frozen, no unknown fields, values kept as they were written."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
