"""What can be taken of a book: every form is valid, whole, safe, and says the same as the others."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from decimal import Decimal
from urllib.parse import quote

import pytest
from jsonschema import Draft7Validator
from openapi_spec_validator import validate

from builders import LIGHTHOUSE, ROOT, a_claim, minimal, with_records
from claimbook.core.load import load_dataset
from claimbook.core.records.fields import plain
from claimbook.core.records.models import KINDS
from claimbook.editing.schemas import SCHEMAS, schema_for
from claimbook.exports import api, downloads
from claimbook.exports.material import Material
from claimbook.exports.tables import foreign_keys, tables
from claimbook.views.chart_list import chart, chart_ids
from claimbook.views.context import Context
from claimbook.views.names import figure
from serving import served

FORMULAS = ("=1+1", "+1", "-1", "@sum", "\t=1")


def material(data, site_url=""):
    return Material(
        context=Context(data),
        charts={one: chart(data, one) for one in chart_ids(data)},
        site_url=site_url,
        page=lambda kind, one: f"{kind}/{one}/",
        schema=lambda name: schema_for(
            next(model for path, model in SCHEMAS.items() if path.endswith(f"/{name}.json")),
            data.vocabulary,
        ),
    )


@pytest.fixture(scope="module", params=[ROOT, LIGHTHOUSE], ids=["shipped", "second"])
def book(request):
    return load_dataset(request.param)


@pytest.fixture(scope="module")
def files(book):
    return dict(api.files(material(book)))


def loaded(files, name):
    return json.loads(files[f"api/v1/{name}.json"], parse_float=Decimal)


def test_every_record_of_the_api_is_valid_by_its_published_schema(files):
    for kind in api.API_KINDS:
        listed = loaded(files, kind)
        name = api._schema_name(kind)
        schema = json.loads(files[f"api/v1/schema/{name}.json"])
        Draft7Validator.check_schema(schema)
        validator = Draft7Validator(schema)
        for item in json.loads(files[f"api/v1/{kind}.json"])[kind]:
            assert not [error.message for error in validator.iter_errors(item["record"])]
        assert listed["count"] == len(listed[kind])


def test_the_list_and_the_file_of_a_record_say_the_same(files):
    for kind in api.API_KINDS:
        for item in loaded(files, kind)[kind]:
            assert loaded(files, f"{kind}/{item['id']}").items() >= item.items()


def test_from_data_to_the_api_and_back_nothing_is_lost(book, files):
    for kind, row in KINDS.items():
        back = {
            item["id"]: row.model.model_validate(item["record"])
            for item in loaded(files, kind)[kind]
        }
        assert back == dict(book.records(kind))
    assert type(book.book).model_validate(loaded(files, "index")["record"]) == book.book
    assert type(book.vocabulary).model_validate(loaded(files, "vocabulary")["record"]) == (
        book.vocabulary
    )


def test_a_field_that_must_be_there_is_there_also_when_it_is_null():
    source = next(iter(minimal().sources.values())).model_copy(update={"url": None})
    assert plain(source)["url"] is None


def test_the_description_of_the_api_is_openapi_and_names_files_that_are_there(files):
    described = json.loads(files["api/v1/openapi.json"])
    named = set(re.findall(r'"\$ref": "([^"]+)"', files["api/v1/openapi.json"]))
    assert named
    assert all(f"api/v1/{path}" in files for path in named)
    flat = json.loads(re.sub(r'"\$ref": "[^"]+"', '"type": "object"', json.dumps(described)))
    validate(flat)
    for path in described["paths"]:
        pattern = re.compile(f"api/v1{re.sub(r'{[a-z]+}', '[^/]+', path)}$")
        kind = path.split("/")[1]
        empty = "{" in path and loaded(files, kind)["count"] == 0
        assert empty or any(pattern.match(name) for name in files), path


def test_the_same_data_have_the_same_version_and_others_another():
    data = minimal()
    changed = with_records(data, claims={"forty-carts": a_claim(title="Another title")})
    assert api.data_version(material(data)) == api.data_version(
        material(load_dataset(LIGHTHOUSE.parent / "minimal"))
    )
    assert api.data_version(material(changed)) != api.data_version(material(data))


def test_every_export_has_the_same_bytes_on_another_run(book):
    one, two = (
        dict(api.files(material(book))) | dict(downloads.files(material(book))) for _ in "ab"
    )
    assert one == two


def test_a_table_has_no_column_twice_and_each_reference_a_table(book):
    found = tables(book)
    names = {table.name for table in found}
    for table in found:
        columns = [column.name for column in table.columns]
        assert len(columns) == len(set(columns)), table.name
        assert {column.refers for column in table.columns} - {None} <= names
        keys = [tuple(row[columns.index(part)] for part in table.key) for row in table.rows]
        assert len(keys) == len(set(keys)), table.name
        assert all(to in names for _, to, _ in foreign_keys(table, names))


def test_the_data_package_is_valid_with_all_its_keys(book, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    for path, content in downloads.files(material(book)):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    report = frictionless.validate(str(tmp_path / "downloads/datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])[:5]
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(tmp_path / "downloads/datapackage.zip") as archive:
        archive.extractall(unpacked)
    for path in unpacked.rglob("*.csv"):
        beside = tmp_path / "downloads" / path.relative_to(unpacked)
        assert path.read_bytes() == beside.read_bytes()


@pytest.fixture
def db(book):
    """The book's database, open."""
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(downloads.database(tables(book)))
        opened.row_factory = sqlite3.Row
        yield opened


def test_the_database_holds_its_keys_and_finds_words(book, db):
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    claim = next(iter(book.claims.values()))
    word = max(re.findall(r"\w+", claim.title), key=len)
    found = db.execute("SELECT id FROM search WHERE search MATCH ?", (f'"{word}"',)).fetchall()
    assert claim.id in {row["id"] for row in found}


def test_a_broken_reference_never_becomes_a_database():
    found = tables(minimal())
    claims = next(table for table in found if table.name == "claims")
    at = [column.name for column in claims.columns].index("speaker")
    claims.rows[0] = (*claims.rows[0][:at], "nobody", *claims.rows[0][at + 1 :])
    with pytest.raises(sqlite3.IntegrityError):
        downloads.database(found)


def test_all_forms_of_a_record_agree(book, files, db):
    written = dict(downloads.files(material(book)))
    for kind in KINDS:
        text = written[f"downloads/tables/{kind}.csv"]
        rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
        for item in loaded(files, kind)[kind]:
            record = item["record"]
            stored = dict(
                db.execute(f"SELECT * FROM {kind} WHERE id = ?", (item["id"],)).fetchone()
            )
            for name, value in record.items():
                if isinstance(value, str) and name in stored:
                    assert stored[name] == value
                    assert rows[item["id"]][name].removeprefix("'") == value.removeprefix("'")
        assert len(rows) == loaded(files, kind)["count"]


def test_the_figures_of_the_api_are_those_of_the_tables(files, db):
    figures = {item["id"]: item["record"] for item in loaded(files, "figures")["figures"]}
    stored = {
        f"{row['claim']}.{row['id']}": row for row in db.execute("SELECT * FROM claims_quantities")
    }
    stored |= {
        f"{row['series']}.{row['key']}": row for row in db.execute("SELECT * FROM series_rows")
    }
    assert figures.keys() == stored.keys()
    for figure_id, record in figures.items():
        for name in ("value", "low", "high"):
            value = stored[figure_id][name]
            assert record.get(name) == (None if value is None else Decimal(str(value)))


def test_a_figure_says_by_itself_what_its_page_says_of_it(book, files):
    for item in loaded(files, "figures")["figures"]:
        shown, record = figure(book, item["id"]), item["record"]
        assert record["unit"]
        assert record.get("of") == shown.of
        assert record.get("said_by") == shown.said_by
        assert bool(record.get("derived_from")) == (shown.sum is not None)
        if item["id"] in book.rows:
            row = book.rows[item["id"]][1]
            assert record.get("status") == row.status
            assert tuple(record.get("sources", ())) == row.sources
        else:
            claim, quantity = book.quantities[item["id"]]
            assert record["origin"] == quantity.origin
            assert record.get("claim_date") == (claim.date and claim.date.text)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_download_is_a_formula(text):
    found = tables(minimal())
    claims = next(table for table in found if table.name == "claims")
    at = [column.name for column in claims.columns].index("title")
    claims.rows[0] = (*claims.rows[0][:at], text, *claims.rows[0][at + 1 :])
    [row] = csv.DictReader(io.StringIO(downloads._csv(claims)))
    assert row["title"] == f"'{text}"


def test_addresses_are_whole_only_where_the_site_has_one():
    data = minimal()
    for site_url, address in (
        ("", "claims/forty-carts/"),
        ("https://example.org/b/", "https://example.org/b/claims/forty-carts/"),
    ):
        files = dict(api.files(material(data, site_url)))
        assert loaded(files, "claims/forty-carts")["address"] == address


def test_a_build_writes_every_record_and_chart_in_each_form(site):
    root = site.root
    for kind in KINDS:
        for one in site.data.records(kind):
            assert (root / f"api/v1/{kind}/{one}.json").is_file()
        if kind not in {"corrections", "documents"}:
            ids = {f"{kind}-{one}" for one in site.data.records(kind)}
            entries, items = (
                (root / f"cite/{kind}.{end}").read_text("utf-8") for end in ("bib", "json")
            )
            assert {item["id"] for item in json.loads(items)} == ids
            assert set(re.findall(r"^@\w+\{(.+),$", entries, re.MULTILINE)) == ids
    for one in chart_ids(site.data):
        assert {"csv", "json"} <= {
            path.suffix.lstrip(".") for path in (root / f"numbers/{one}").iterdir()
        }
        assert (root / f"embed/{one}/index.html").is_file()
    assert (root / "feed.xml").is_file()


EXAMPLES = re.findall(
    r"```python\n(.*?)```", (ROOT / "docs/about/data.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_every_example_of_the_data_page_runs(example, shipped, tmp_path):
    with served(shipped.root) as address:
        code = f"SITE = {address!r}\n{example}"
        ran = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


def test_the_data_page_names_files_that_are_there(shipped):
    page = (ROOT / "docs/about/data.md").read_text("utf-8")
    named = re.findall(r"`((?:api|cite|downloads)/[^`]*|feed\.xml)`", page)
    assert named
    assert all((shipped.root / quote(name)).exists() for name in named)
