"""The kinds of value that a record may hold, and the base class of all models.

A field that names another record carries `Ref`, one whose values are a closed list carries
`ListedIn`; rules, reverse references and documentation all read these two marks. In a JSON Schema
a mark leaves its `keyword`, from which editing/schemas.py makes what an editor understands.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StrictStr,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from claimbook.core.text.dates import DateTextError, When, parse_when
from claimbook.core.text.latin import latin
from claimbook.core.text.number_slips import MOST_DIGITS, digits_of


@dataclass(frozen=True, slots=True)
class Ref:
    """The field holds the id of a record of this kind (a folder of `data/`)."""

    kind: str
    keyword: ClassVar[str] = "refersTo"

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(core) | {self.keyword: self.kind}


@dataclass(frozen=True, slots=True)
class ListedIn:
    """The field holds an id of this list of `data/vocabulary.yml`."""

    name: str
    keyword: ClassVar[str] = "listedIn"

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(core) | {self.keyword: self.name}


@dataclass(frozen=True, slots=True)
class InWords:
    """The field says something in the language of the book.

    Attributes:
        quoted: whether the words are those of others: they stay, and a translation stands beside.
        whole: whether a list of words is one thing, whose items are others in another language.
    """

    quoted: bool = False
    whole: bool = False


def _date_pattern() -> str:
    """What core/text/dates.py reads, as a regular expression of ECMAScript and Python alike.

    It knows the days of each month and the leap years, but not which end of an interval is first.
    """
    day = "(?:XX|0[1-9]|[12][0-9]|3[01])"
    end = rf"(?:[0-9]{{4}}(?:-(?:XX(?:-XX)?|(?:0[1-9]|1[0-2])(?:-{day})?))?[~?%]?|\.\.)"
    not_by_four = "(?:[02468][1235679]|[13579][01345789])"
    common_year = rf"\b(?:[0-9]{{2}}{not_by_four}|{not_by_four}00)"
    impossible = rf"\b0000|-02-30|-(?:0[2469]|11)-31|{common_year}-02-29"
    return rf"^(?!\.\.(?:/\.\.)?$)(?!.*(?:{impossible})){end}(?:/{end})?$"


@dataclass(frozen=True, slots=True)
class IsDate:
    """The field holds an EDTF date, as text or as the whole number of a year."""

    schema: ClassVar[dict[str, Any]] = {
        "type": ["string", "integer"],
        "pattern": _date_pattern(),
        "patternErrorMessage": "a date is such as 1901, 1901-04 or 1901-04-30; "
        "~ after it is for about and ? for uncertain; a/b is between, a/.. has an open end",
        "minimum": 1000,
        "maximum": 9999,
        "examples": ["1901-04-30", "1901-04", "1901~", "1901-04-28/1901-05-02"],
    }
    """What an editor holds a date against."""

    def __get_pydantic_json_schema__(self, *_: object) -> dict[str, Any]:
        return dict(self.schema)


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
    if digits_of(number := Decimal(value)) > MOST_DIGITS:
        raise PydanticCustomError("number_digits", "a number has 15 digits at most")
    return number


def _with_its_check_digit(orcid: str) -> str:
    """Refuse an ORCID iD whose last character does not follow from the others.

    Source: ISO 7064 MOD 11-2, as
    https://support.orcid.org/hc/en-us/articles/360006897674 has it.
    """
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    if orcid[-1] != "0123456789X"[(12 - total % 11) % 11]:
        raise PydanticCustomError("check_digit", "the last digit does not follow from the others")
    return orcid


def _as_text(value: object) -> object:
    """A plain number as its digits, so that it need not be put in quotes."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def told(message: str) -> dict[str, Any]:
    """The message that an editor shows where the pattern does not match."""
    return {"patternErrorMessage": message}


LONGEST_TEXT = 4_000
"""Maximum number of characters in a text of a record."""

LONGEST_ID = 80
"""Maximum number of characters in an id."""


VERSION_DIGITS = 8
"""Number of hexadecimal digits in the version of a text or record."""


def slug(words: str, longest: int = LONGEST_ID) -> str:
    """An id made of words in any script; nothing where they have no letter and no digit."""
    return re.sub(r"[^a-z0-9]+", "-", latin(words).lower()).strip("-")[:longest].strip("-")


LONGEST_FIRST = LONGEST_ID - len("-999")
"""Maximum length of a new id before it gets a number that makes it unique."""


def free_slug(words: str, taken: Collection[str]) -> str:
    """An id made of words, with a number behind it where it is taken."""
    first = slug(words, LONGEST_FIRST)
    numbered = (f"{first}-{number}" for number in count(2))
    return first if first not in taken else next(one for one in numbered if one not in taken)


ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
Id = Annotated[
    StrictStr,
    Field(
        pattern=f"^{ID_PATTERN}$",
        max_length=LONGEST_ID,
        examples=["a-short-name", "name-2025"],
        json_schema_extra=told("an id is lower-case letters and digits joined by hyphens"),
    ),
]
Verbatim = Annotated[
    StrictStr,
    Field(
        min_length=1,
        max_length=LONGEST_TEXT,
        pattern=r"\S",
        json_schema_extra=told("say it in words; a field that is not needed is left out"),
    ),
]
"""Text that is the same in every language: words of others, names within the data, formulas."""

Text = Annotated[Verbatim, InWords()]
"""Text in the language of the book, which an edition in another one translates."""

Quoted = Annotated[Verbatim, InWords(quoted=True)]
"""The words of others, beside which an edition may have a translation of its own."""
Date = Annotated[When, BeforeValidator(_when), IsDate()]
Number = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"type": "number", "examples": [40, 3.5]}),
]
Language = Annotated[
    StrictStr,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        examples=["en", "ga", "zh-Hant"],
        json_schema_extra=told("a language tag is such as en or zh-Hant"),
    ),
]
WebAddress = Annotated[
    StrictStr,
    Field(
        pattern=r"""^https?://[^\s"'<>\\]+$""",
        examples=["https://example.org/notices/bridge.html", "https://example.org/"],
        json_schema_extra=told("an address begins with https:// or http:// and has no spaces"),
    ),
]
Orcid = Annotated[
    StrictStr,
    Field(
        pattern=r"^[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$",
        examples=["0000-0002-1825-0097", "0000-0001-5109-3700"],
        json_schema_extra=told("an ORCID iD is such as 0000-0002-1825-0097, without the address"),
    ),
    AfterValidator(_with_its_check_digit),
]
AsText = Annotated[Text, BeforeValidator(_as_text, json_schema_input_type=Verbatim | Number)]
ClaimId = Annotated[Id, Ref("claims"), Field(examples=["forty-carts", "toll-raised"])]
ActorId = Annotated[Id, Ref("actors"), Field(examples=["ann-reed", "bridge-office"])]
EventId = Annotated[Id, Ref("events"), Field(examples=["bridge-opened", "toll-raised-again"])]
TermId = Annotated[Id, Ref("terms"), Field(examples=["toll", "ford"])]
SourceId = Annotated[Id, Ref("sources"), Field(examples=["toll-book", "town-gazette"])]
DocumentId = Annotated[Id, Ref("documents"), Field(examples=["bridge-notice", "ferry-notice"])]
PersonId = Annotated[Id, ListedIn("people"), Field(examples=["tom-vane", "mary-hill"])]
Topic = Annotated[Id, ListedIn("topics")]
Unit = Annotated[StrictStr, ListedIn("units")]
Qualifier = Annotated[Id, ListedIn("qualifiers")]
ClaimKind = Annotated[Id, ListedIn("claim_kinds")]
EvidenceRelation = Annotated[Id, ListedIn("evidence_relations")]
SourceQuality = Annotated[Id, ListedIn("source_qualities")]


class Record(BaseModel):
    """The ground of all models: frozen, no unknown fields, values kept as they were written."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
