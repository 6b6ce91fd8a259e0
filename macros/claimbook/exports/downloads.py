"""The whole dataset in one file each: a Frictionless data package, and an SQLite database."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from typing import Any

from claimbook.core.records.models import KINDS, WRITTEN
from claimbook.core.text.packing import zipped
from claimbook.exports.charts import spreadsheet_safe
from claimbook.exports.material import Material
from claimbook.exports.tables import Cell, Table, foreign_keys, tables

FOLDER = "downloads/"
_SQL = {"integer": "INTEGER", "boolean": "INTEGER", "number": "NUMERIC"}
_SEARCHED = {"series": "chart_question"}
"""The column that a full-text search goes through beside a record's name, where that is not the
one that says what it is."""


def files(material: Material) -> Iterator[tuple[str, str | bytes]]:
    """The package, its tables, the same as one ZIP file, and the database."""
    found = tables(material.data)
    package = {f"tables/{table.name}.csv": _csv(table) for table in found}
    package["datapackage.json"] = _descriptor(material, found)
    yield from ((FOLDER + name, content) for name, content in package.items())
    contents = {name: content.encode() for name, content in package.items()}
    yield f"{FOLDER}datapackage.zip", zipped(contents, material.moment)
    yield f"{FOLDER}book.sqlite", database(found)


def _csv(table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _written(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else spreadsheet_safe(cell)


def _descriptor(material: Material, found: list[Table]) -> str:
    """The package's description (https://specs.frictionlessdata.io/data-package/)."""
    book = material.data.book
    names = {table.name for table in found}
    license_ = book.license
    terms = {"name": license_.name.replace(" ", "-"), "title": license_.name} if license_ else {}
    if license_ and license_.url:
        terms["path"] = license_.url
    content: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": book.document,
        "title": book.title,
        "description": book.subtitle,
        "version": book.as_of.text,
        "language": material.data.language,
        **({"homepage": material.site_url} if material.site_url else {}),
        **({"licenses": [terms]} if terms else {}),
        "resources": [_resource(table, names) for table in found],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table, names: set[str]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"tables/{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": column.type,
                    "description": column.description,
                    **({"constraints": {"required": True}} if column.required else {}),
                }
                for column in table.columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": list(fields),
                    "reference": {"resource": other.replace("_", "-"), "fields": list(keys)},
                }
                for fields, other, keys in foreign_keys(table, names)
            ],
        },
    }


def database(found: list[Table]) -> bytes:
    """The tables as an SQLite database, with foreign keys and a full-text index named `search`.

    Raises:
        sqlite3.IntegrityError: when a reference leads to no row, which the checks rule out.
    """
    names = {table.name for table in found}
    with closing(sqlite3.connect(":memory:")) as db:
        for table in found:
            _create(db, table, names)
        db.execute("CREATE VIRTUAL TABLE search USING fts5 (kind, id, title, text)")
        for kind in WRITTEN:
            title, text = KINDS[kind].named, _SEARCHED.get(kind, KINDS[kind].says)
            db.execute(  # safe: the names are those of the models
                f'INSERT INTO search SELECT ?, id, "{title}", "{text}" FROM "{kind}"',  # noqa: S608
                (kind,),
            )
        if db.execute("PRAGMA foreign_key_check").fetchone():
            message = "a reference leads to no row"
            raise sqlite3.IntegrityError(message)
        db.commit()
        db.execute("VACUUM")
        return db.serialize()


def _create(db: sqlite3.Connection, table: Table, names: set[str]) -> None:
    columns = [
        f'"{column.name}" {_SQL.get(column.type, "TEXT")}{" NOT NULL" * column.required}'
        for column in table.columns
    ]
    keys = [
        f'FOREIGN KEY ({_quoted(fields)}) REFERENCES "{other}" ({_quoted(to)})'
        for fields, other, to in foreign_keys(table, names)
    ]
    parts = ", ".join((*columns, f"PRIMARY KEY ({_quoted(table.key)})", *keys))
    db.execute(f'CREATE TABLE "{table.name}" ({parts})')
    holes = ", ".join("?" * len(table.columns))
    db.executemany(
        f'INSERT INTO "{table.name}" VALUES ({holes})',  # noqa: S608 - the models' own names
        [[_stored(cell) for cell in row] for row in table.rows],
    )


def _stored(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
