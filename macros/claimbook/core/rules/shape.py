"""Rules about one record: its fields, their types and their text."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from claimbook.core.proofs.placements import document_cited, fingerprints_in
from claimbook.core.records.csv_text import CELL
from claimbook.core.records.fields import field_docs, shape_at
from claimbook.core.records.models import Event
from claimbook.core.records.quantities import Quantity
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.series import Row
from claimbook.core.records.values import ListedIn
from claimbook.core.rules.registry import (
    at_most_words,
    if_then_given,
    one_given,
    rule,
    value_or_bounds,
)
from claimbook.core.text.addresses import encoded, in_its_form, unlike_its_form
from claimbook.core.text.date_slips import date_slip
from claimbook.core.text.number_slips import MOST_DIGITS, number_slip
from claimbook.core.text.problems import Finding, did_you_mean, listed
from claimbook.core.text.yaml_text import COMMENT, NOTHING, Path

QUOTE_WORDS = 25
"""Maximum number of words that a quotation may take from somebody else's document."""

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "dict_type": "a mapping of fields",
    "number_type": "a plain number",
    "number_digits": f"a number of {MOST_DIGITS} digits at most",
    "date_type": "a date such as 2025-12-03",
}


_TYPE_HELP = {
    "string_type": "say it in words; a field that is not needed is left out",
    "tuple_type": "begin each item on a line of its own with '- '",
    "model_type": "write a field a line; 'claimbook new' begins a record",
}
_AS_MAPPING = "text that has ': ' in it, or begins with { or [, stands in double quotes"


def _type_help(kind: str, given: Any, language: str) -> str:
    """What to write where a value of another type is needed."""
    written = f"{given:f}" if isinstance(given, Decimal) else str(given)
    if kind == "string_type":
        if isinstance(given, (int, Decimal)):  # true and false are whole numbers too
            return _as_text(written)
        return _AS_MAPPING if isinstance(given, (dict, list)) else _TYPE_HELP[kind]
    if kind in {"number_type", "number_digits", "int_type"} and isinstance(given, (str, Decimal)):
        return number_slip(written, language)
    if kind == "bool_type" and isinstance(given, (str, int)):
        meant = _AS_BOOL.get(written.lower())
        return f"write {meant}, without quotes" if meant else "write true or false, without quotes"
    if kind == "date_type" and isinstance(given, (int, Decimal)):
        slip = date_slip(written)
        return slip[1] if slip else "write it as 2025, 2025-12 or 2025-12-03"
    return _TYPE_HELP.get(kind, "")


_AS_BOOL = {
    **dict.fromkeys(("true", "yes", "y", "on", "1"), "true"),
    **dict.fromkeys(("false", "no", "n", "off", "0"), "false"),
}


def _errors(reading: Reading, *types: str) -> Iterator[tuple[Draft, dict[str, Any]]]:
    """The models' errors of some types, but for values that another rule has refused already."""
    refused = {f.place for kind in ("subset", NOTHING, CELL) for f in reading.fault(kind)}
    cut = {f.place[:2] for f in reading.fault(COMMENT) if not f.detail}
    for draft in reading.drafts:
        for error in draft.errors:
            place = draft.place(*error["loc"])
            if error["type"] in types and place not in refused and place[:2] not in cut:
                yield draft, error


def _as_text(written: str) -> str:
    return f'as text: "{written.lower() if written in {"True", "False"} else written}"'


def _what_to_add(reading: Reading, draft: Draft, above: Path, name: str) -> str:
    """A field that is missing, with what it is for and what may stand in it."""
    shape = shape_at(draft.model, above)
    docs = field_docs(shape.model).get(name, "") if shape.model else ""
    field = shape.fields.get(name)
    mark = (field.each or field).mark if field else None
    values = reading.listed.get(mark.name, []) if isinstance(mark, ListedIn) else []
    options = f"one of: {listed(values)}" if values else ""
    return f"add '{name}:' {' '.join(filter(None, (docs, options)))}".strip()


def _given(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "nothing"
    return f"'{str(value).lower() if isinstance(value, bool) else value}'"


@rule("E010")
def unknown_field(reading: Reading) -> Iterator[Finding]:
    """A record has only the fields of its kind.

    Bad:
        term: Toll
        alias: [Bridge money]

    Good:
        term: Toll
        aliases: [Bridge money]
    """
    for draft, error in _errors(reading, "extra_forbidden"):
        *above, name = error["loc"]
        fields = shape_at(draft.model, tuple(above)).fields
        yield Finding(
            draft.key_place(*error["loc"]),
            f"field '{name}' is not known here",
            did_you_mean(name, fields) or f"known fields: {', '.join(fields)}",
        )


@rule("E011")
def missing_field(reading: Reading) -> Iterator[Finding]:
    """A record has every field that its kind needs.

    Bad:
        evidence:
          - source: toll-book
            relation: supports

    Good:
        evidence:
          - source: toll-book
            relation: supports
            note: The tolls of April come to the same.
    """
    for draft, error in _errors(reading, "missing"):
        *above, name = error["loc"]
        named = (*draft.prefix, *error["loc"]) in draft.located.keys
        yield Finding(
            draft.key_place(*(error["loc"] if named else above)),
            f"field '{name}' is missing",
            _what_to_add(reading, draft, tuple(above), str(name)),
        )


@rule("E012")
def wrong_type(reading: Reading) -> Iterator[Finding]:
    """A field holds the type of value that it is for: text, number, list, true or false.

    Bad:
        value: forty
        unit: carts

    Good:
        value: 40
        unit: carts
    """
    for draft, error in _errors(reading, *_TYPES):
        given = error["input"]
        yield Finding(
            draft.place(*error["loc"]),
            f"{_TYPES[error['type']]} is needed here, and this is {_given(given)}",
            _type_help(error["type"], given, reading.language),
        )


@rule("E013")
def empty_text(reading: Reading) -> Iterator[Finding]:
    """Text that is asked for is not empty; an optional field without text is left out.

    Bad:
        definition: ""

    Good:
        definition: Money paid to cross.
    """
    for draft, error in _errors(reading, "string_too_short", "too_short"):
        yield Finding(
            draft.place(*error["loc"]),
            f"'{error['loc'][-1]}' is empty",
            "say it in words; a field that is not needed is left out",
        )


@rule("E014")
def wrong_form(reading: Reading) -> Iterator[Finding]:
    """Ids, addresses, language tags and amounts have their form: an id is lower-case words joined
    by hyphens, an address begins with http:// or https://, a paragraph counts from 1.

    Bad:
        url: www.example.org/tolls

    Good:
        url: https://www.example.org/tolls
    """
    ids = "lower-case letters and digits joined by hyphens, such as total-2025"
    tag = "such as en or zh-Hant"
    forms = {
        "id": ("an id", ids),
        "key": ("a row key", ids),
        "url": ("a web address", "it begins with https:// or http:// and has no spaces"),
        "lang": ("a language tag", tag),
        "language": ("a language tag", tag),
        "wikidata": ("a Wikidata id", "such as Q42"),
        "record": ("a record", "its folder and its id, such as claims/total-2025"),
        "field": ("a field", "names and ids joined by dots, such as quantities.total.value"),
        "orcid": ("an ORCID iD", "such as 0000-0002-1825-0097, without the address before it"),
        "version": ("a version of a claim", "'claimbook review' writes it"),
        "sha256": ("a SHA-256", "64 hexadecimal digits, as 'claimbook fingerprint' writes them"),
    }
    kinds = (
        "string_pattern_mismatch",
        "string_too_long",
        "greater_than_equal",
        "literal_error",
        "too_long",
        "check_digit",
    )
    for draft, error in _errors(reading, *kinds):
        name = str(error["loc"][-1])
        given = error["input"]
        if name == "url" and any(unlike_its_form(str(given))):
            continue  # E024 says how it is written
        odd = next((c for c in str(given) if encoded(c) != c), "") if name == "url" else ""
        if odd and (better := in_its_form(encoded(str(given)))):
            message = f"the sign {odd!r} has another form in a web address"
            yield Finding(draft.place(*error["loc"]), message, f"write {better}")
            continue
        if error["type"] == "string_pattern_mismatch" and not str(given).strip():
            message, help_text = f"'{name}' is empty", "say it in words, or leave the field out"
        elif error["type"] == "literal_error":
            message = f"'{given}' is not a known {name}"
            options = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
            near = did_you_mean(given, options.split(", "))
            help_text = f"{near} one of: {options}".strip()
        elif error["type"] == "greater_than_equal":
            message, help_text = f"{given} is too small", f"at least {error['ctx']['ge']}"
        elif error["type"] in {"string_too_long", "too_long"}:
            message, help_text = f"'{name}' is too long", f"at most {error['ctx']['max_length']}"
        elif error["type"] == "check_digit":
            message = f"'{given}' is no ORCID iD: its last digit does not follow from the others"
            help_text = "look it up again at https://orcid.org"
        else:
            what, help_text = forms.get(name, forms["id"])
            message = f"'{given}' is not {what}"
        yield Finding(draft.place(*error["loc"]), message, help_text)


@rule("E015")
def impossible_date(reading: Reading) -> Iterator[Finding]:
    """A date is written in EDTF and names a day that exists.

    Bad:
        date: 1899-13-45

    Good:
        date: 1899-10-02
    """
    for draft, error in _errors(reading, "date"):
        context = error["ctx"]
        slip = date_slip(str(error["input"])) or (context["why"], context["help"])
        yield Finding(draft.place(*error["loc"]), *slip)


@rule(
    "E016",
    schema={
        "Quantity": value_or_bounds("value", ("low", "high"), "give 'value', or 'low' and 'high'")
    },
)
def quantity_without_number(reading: Reading) -> Iterator[Finding]:
    """A quantity has either a value, or bounds (`low`, `high` or both), and not the two together.

    Bad:
        - id: per-day
          what: carts a day
          value: 40
          low: 38

    Good:
        - id: per-day
          what: carts a day
          low: 38
          high: 42
    """
    for draft, path, data in reading.of_model(Quantity):
        has_value = data.get("value") is not None
        has_bounds = data.get("low") is not None or data.get("high") is not None
        if has_value == has_bounds:
            what = "both a value and bounds" if has_value else "no number"
            yield Finding(
                draft.key_place(*path, "value" if has_value else "id"),
                f"this quantity has {what}",
                "give 'value', or 'low' and 'high'",
            )


@rule(
    "E017",
    schema=dict.fromkeys(
        ("Claim", "Evidence"),
        at_most_words("quote", QUOTE_WORDS, f"a quotation has {QUOTE_WORDS} words at most"),
    ),
)
def long_quotation(reading: Reading) -> Iterator[Finding]:
    """A quotation takes at most 25 words from a document: the shortest run that proves what is
    said of it.

    Bad:
        quote: >-
          some forty carts a day cross the bridge that the town has built over the river below the old
          mill and these are counted by the warden each and every day

    Good:
        quote: some forty carts a day
    """
    for draft, path, fields in reading.quoting():
        quote = fields.get("quote")
        if isinstance(quote, str) and len(quote.split()) > QUOTE_WORDS:
            yield Finding(
                draft.place(*path, "quote"),
                f"the quotation has {len(quote.split())} words",
                f"take the shortest run that proves the claim, {QUOTE_WORDS} words at most",
            )


@rule("E018")
def paragraph_not_there(reading: Reading) -> Iterator[Finding]:
    """A quotation cites a paragraph that the document has.

    Bad:
        quote: some forty carts a day
        paragraph: 4

    Good:
        quote: some forty carts a day
        paragraph: 2
    """
    prints = fingerprints_in(reading)
    for draft, path, fields in reading.quoting():
        cited = prints.get(document_cited(reading, fields, path))
        given = fields.get("paragraph")
        if cited and isinstance(given, int) and given > len(cited.paragraphs):
            yield Finding(
                draft.place(*path, "paragraph"),
                f"paragraph {given} is not in the document",
                f"its paragraphs are counted from 1 to {len(cited.paragraphs)}, headings included",
            )


@rule(
    "E019",
    schema={"Row": one_given(("label", "actor", "date"), "a row has a label, an actor or a date")},
)
def row_without_name(reading: Reading) -> Iterator[Finding]:
    """Each row of a series says what its number belongs to: a label, an actor or a date.

    Bad:
        key,date,label,value,status,sources
        y1899,,,30,actual,toll-book

    Good:
        key,date,label,value,status,sources
        y1899,1899,,30,actual,toll-book
    """
    for draft, path, data in reading.of_model(Row):
        if not any(data.get(name) for name in ("label", "actor", "date")):
            yield Finding(
                draft.place(*path),
                "this row has no label, no actor and no date",
                "fill one of the three",
            )


@rule("E026", schema={"Event": if_then_given("key", True, "short", "a key event needs 'short'")})
def key_event_without_short_name(reading: Reading) -> Iterator[Finding]:
    """A key event has a short name, by which drawings call it.

    Bad:
        key: true

    Good:
        key: true
        short: The bridge opens
    """
    for draft, path, data in reading.of_model(Event):
        if data.get("key") is True and not data.get("short"):
            yield Finding(
                draft.key_place(*path, "key"),
                "this key event has no short name",
                "add 'short:' with a few words that say no more than the title, or take 'key' out",
            )
