"""The book as JSON files under `api/v1/`: a list and one file a record of every kind.

Figures, relations and redirects, which the data hold inside records, are kinds of their own here.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from claimbook.core.proofs.corrections import withdrawals
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import plain
from claimbook.core.records.models import KINDS, singular
from claimbook.core.records.quantities import Derived
from claimbook.exports.citations import formatted
from claimbook.exports.material import Material
from claimbook.views.names import figure

ROOT = "api/v1/"
SCHEMA_VERSION = "1.0"
"""The version of the files' format. The number before the dot rises when programs that read them
have to change."""

_ID = {"type": "string"}
_NUMBER = {"type": "number"}
_RECORD = {"type": "string", "description": "The record's kind and id, joined by a slash."}

_OWN: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "figures": (
        "A number of a claim or of a row, with what it is a number of.",
        {
            "record": _RECORD,
            "what": {"type": "string"},
            "words": {"type": "string", "description": "The number as pages write it."},
            "value": _NUMBER,
            "low": _NUMBER,
            "high": _NUMBER,
            "unit": _ID,
            "qualifier": _ID,
            "of": {"type": "string", "description": "The whole of which it is a share."},
            "date": {"type": "string", "description": "What it is for, as an EDTF date."},
            "claim_date": {"type": "string", "description": "When its claim was made, as EDTF."},
            "said_by": {"type": "string", "description": "Who states it in the document."},
            "origin": {**_ID, "description": "Whether the document or evidence states it."},
            "status": {**_ID, "description": "How firm a row's number is, such as a forecast."},
            "note": {"type": "string"},
            "sources": {"type": "array", "items": _ID, "description": "What a row rests on."},
            "derived_from": {"type": "array", "items": _ID},
        },
        ("record", "what", "words"),
    ),
    "relations": (
        "How a claim stands to another one.",
        {"from": _ID, "type": _ID, "to": _ID, "why": {"type": "string"}},
        ("from", "type", "to", "why"),
    ),
    "redirects": (
        "A former id, and the present one or the correction that withdrew the record.",
        {"kind": _ID, "was": _ID, "is": _ID, "withdrawn_by": _ID},
        ("kind", "was"),
    ),
}
"""The kinds that are no files of the data: what each is, its fields, and those always there."""

AS_WRITTEN = ("value", "low", "high", "qualifier", "origin", "status", "note")
"""What a figure says in the words of its record."""

API_KINDS = (*KINDS, *_OWN)


def files(material: Material) -> Iterator[tuple[str, str]]:
    """Every file of the API, by its path from the site's root."""
    head = _head(material)
    collections = {kind: dict(_items(material, kind)) for kind in API_KINDS}
    for kind, items in collections.items():
        every = [{"id": one, **item} for one, item in items.items()]
        yield f"{ROOT}{kind}.json", _json({**head, "kind": kind, "count": len(every), kind: every})
        for one, item in items.items():
            yield f"{ROOT}{kind}/{one}.json", _json({**head, "kind": kind, "id": one, **item})
        yield f"{ROOT}schema/{_schema_name(kind)}.json", _json(_schema(material, kind))
    yield f"{ROOT}vocabulary.json", _json({**head, "record": plain(material.data.vocabulary)})
    lists = {kind: f"{ROOT}{kind}.json" for kind in collections}
    counts = {kind: len(items) for kind, items in collections.items()}
    book = {"record": plain(material.data.book), "lists": lists, "counts": counts}
    yield f"{ROOT}index.json", _json({**head, **book})
    yield f"{ROOT}openapi.json", _json(_openapi(material, head))


def data_version(material: Material) -> str:
    """A name for the whole state of the data: the same data have the same, on any machine."""
    everything: dict[str, Any] = {
        kind: list(records.values()) for kind, records in material.records.items()
    }
    data = material.data
    everything |= {"book": plain(data.book), "vocabulary": plain(data.vocabulary)}
    return hashlib.sha256(_json(everything).encode()).hexdigest()[:16]


def _head(material: Material) -> dict[str, Any]:
    """What every file begins with."""
    book = material.data.book
    return {
        "schema_version": SCHEMA_VERSION,
        "data_version": data_version(material),
        "book": book.title,
        "language": material.data.language,
        "as_of": book.as_of.text,
        "evidence_until": book.evidence_until.text,
        **({"license": plain(book.license)} if book.license else {}),
    }


def _items(material: Material, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record of a kind by id, with its address and its citation where it has them."""
    data = material.data
    if kind == "figures":
        for figure_id in sorted(data.figure_ids):
            yield figure_id, {"record": _figure(data, figure_id)}
    elif kind == "relations":
        for claim in data.claims.values():
            written = material.records["claims"][claim.id].get("relations", ())
            for relation in written:
                name = f"{claim.id}.{relation['type']}.{relation['to']}"
                yield name, {"record": {"from": claim.id, **relation}}
    elif kind == "redirects":
        yield from _redirects(data)
    else:
        for one, record in material.records[kind].items():
            found = material.address(kind, one)
            cited = {"address": found, "citation": formatted(material, kind, one)} if found else {}
            yield one, {**cited, "record": record}


def _figure(data: Dataset, figure_id: str) -> dict[str, Any]:
    """A number with all that it needs to be understood away from its page."""
    shown = figure(data, figure_id)
    found: dict[str, Any] = {"what": shown.what, "words": shown.words, "of": shown.of}
    if figure_id in data.quantities:
        claim, quantity = data.quantities[figure_id]
        own = plain(quantity)
        found |= {"record": f"claims/{claim.id}", "unit": quantity.unit, "date": own.get("period")}
        found |= {"claim_date": claim.date and claim.date.text, "said_by": shown.said_by}
        sums: list[Derived] = [quantity.derived] if quantity.derived else []
    else:
        series, row = data.rows[figure_id]
        own = plain(row)
        found |= {"record": f"series/{series.id}", "unit": row.unit or series.unit}
        found |= {"date": own.get("date"), "sources": own.get("sources")}
        # a sum in a column of its own is no sum of this number
        derived = (cell for cell in series.derived if cell.row == row.key)
        sums = [cell for cell in derived if cell.column == "value"]
    found |= {name: own[name] for name in AS_WRITTEN if name in own}
    found["derived_from"] = [part for derived in sums for part in derived.sources.values()]
    return {name: value for name, value in found.items() if value not in (None, [])}


def _redirects(data: Dataset) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, former in data.former_ids.items():
        for was, now in former.items():
            yield f"{kind}.{was}", {"record": {"kind": kind, "was": was, "is": now}}
    for (kind, was), correction in withdrawals(data).items():
        yield (
            f"{kind}.{was}",
            {"record": {"kind": kind, "was": was, "withdrawn_by": correction.id}},
        )


def _schema_name(kind: str) -> str:
    return singular(kind) if kind in KINDS else kind.removesuffix("s")


def _schema(material: Material, kind: str) -> Any:
    if kind in KINDS:
        return material.schema(_schema_name(kind))
    description, properties, required = _OWN[kind]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _openapi(material: Material, begins: dict[str, Any]) -> dict[str, Any]:
    """The description of all files for programs (https://spec.openapis.org/oas/v3.1.0)."""
    head = {name: {"type": "string"} for name in begins if name != "license"}
    head["license"] = {"type": "object"}
    paths: dict[str, Any] = {}
    for kind in API_KINDS:
        record = {"$ref": f"schema/{_schema_name(kind)}.json"}
        one = {"address": {"type": "string"}, "citation": {"type": "string"}, "record": record}
        item = {"type": "object", "properties": {"id": _ID, **one}, "required": ["id", "record"]}
        whole = {"count": {"type": "integer"}, kind: {"type": "array", "items": item}}
        parameter = {"name": "id", "in": "path", "required": True, "schema": _ID}
        paths[f"/{kind}.json"] = _get(f"All {kind}.", {**head, **whole})
        paths[f"/{kind}/{{id}}.json"] = {
            "parameters": [parameter],
            **_get(f"One of the {kind}.", {**head, "id": _ID, **one}),
        }
    for name, what in (("index", "The book, and its lists."), ("vocabulary", "Its closed lists.")):
        paths[f"/{name}.json"] = _get(what, {**head, "record": {"type": "object"}})
    book = material.data.book
    terms = {"license": {"name": book.license.name}} if book.license else {}
    return {
        "openapi": "3.1.0",
        "info": {"title": book.title, "version": SCHEMA_VERSION, "summary": book.subtitle, **terms},
        "servers": [{"url": material.whole(ROOT) if material.site_url else "."}],
        "paths": paths,
    }


def _get(what: str, properties: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties}
    answer = {"description": what, "content": {"application/json": {"schema": schema}}}
    return {"get": {"summary": what, "responses": {"200": answer}}}


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False) + "\n"
