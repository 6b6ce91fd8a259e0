"""The schemas that editors read say the same as the build, as far as one file can show it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from fnmatch import fnmatch
from functools import cache

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from builders import LIGHTHOUSE, MINIMAL, ROOT, TESTS, a_folder, minimal
from claimbook.cli.schema import command
from claimbook.core.load import hold_against_model, load_dataset, read_book
from claimbook.core.records import models, vocabulary
from claimbook.core.records.fields import field_docs, field_examples
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.values import IsDate, Record
from claimbook.core.rules import RULES, check_data
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.schemas import SCHEMAS, schema_for, schemas, schemas_of, stale

WHOLLY = {"E010", "E011", "E012", "E013", "E014", "E015", "E016", "E017", "E019", "E020", "E026"}
"""The rules about the shape of one record, which a schema can express as a whole.

Left out: E001 to E005, which are about the text of a file and not about values; E018 and E021 on,
which need the file's name, another record, a fingerprint, a sum or the order of two values.
"""

PARTLY = {rule.code for rule in RULES.values() if rule.schema} - WHOLLY
"""Rules of which a schema expresses a part: it refuses nothing else, and does not find all."""

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
BOOKS = (ROOT, MINIMAL, LIGHTHOUSE)
CASES = sorted(folder for folder in (TESTS / "broken").iterdir() if folder.is_dir())
MODELS = sorted(
    {
        model
        for module in (models, vocabulary)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, Record) and model is not Record
    },
    key=lambda model: model.__name__,
)
ODD_VALUES = (
    *(None, True, False, 0, 5, -3, 2.5, 1901, 901, "", " ", "a word", "a-word", "Not an id"),
    *("1901-02-29", "1904-02-29~/..", "1901", "x" * 81, "w " * 25, "w " * 26, "https://a.b/c"),
    *([], ["x"], [None], [[]], [{}], {}, {"id": 5}, {"kind": []}),
)


def as_json(value):
    """A value as it was read, as the validator takes it."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {name: as_json(item) for name, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


@cache
def validator(model, lists):
    """The validator of a model with a book's closed lists."""
    return Draft7Validator(schema_for(model, lists))


@cache
def listed(root):
    return load_dataset(root).vocabulary


def written(draft, text):
    """What a draft's file says of it, without the rows that stand in another file."""
    data = read_yaml(text[draft.place().path], "").data
    for step in draft.prefix:
        data = data[step]
    return data


def agreed(refused, codes):
    """Whether a schema's judgment is that of the rules, where these are the codes that were found."""
    return bool(codes) if refused else not codes & WHOLLY


def disagreements(reading):
    """The files that the schema and the build judge otherwise, with what each says."""
    lists = reading.vocabulary or minimal().vocabulary
    faulty = {fault.place.path for fault in reading.faults}
    refused, codes = {}, {}
    for draft in reading.drafts:
        path = draft.place().path
        if path not in faulty:
            found = validator(draft.model, lists).iter_errors(as_json(written(draft, reading.text)))
            refused.setdefault(path, []).extend(error.message for error in found)
    for problem in check_data(reading):
        codes.setdefault(problem.place.path, set()).add(problem.code)
    for path, errors in refused.items():
        found = codes.get(path, set())
        if not agreed(bool(errors), found & (WHOLLY | PARTLY)):
            yield path, errors, found


def test_the_committed_schemas_are_those_of_the_book():
    assert stale(ROOT, schemas_of(ROOT)) == []
    written = {path.relative_to(ROOT).as_posix() for path in (ROOT / "data/schema").rglob("*.json")}
    assert written == {*schemas_of(ROOT)}


def test_an_editor_finds_one_schema_for_every_data_file_and_none_for_those_of_tests():
    settings_ = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert set(settings_) == {f"./{path}" for path in SCHEMAS}

    def schemas_for(path):
        # as the YAML language server does, which puts **/ before each pattern
        return [
            schema.removeprefix("./")
            for schema, patterns in settings_.items()
            if any(fnmatch(f"/{path}", f"*/{one}") for one in patterns if one[0] != "!")
            and not any(fnmatch(f"/{path}", f"*/{one[1:]}") for one in patterns if one[0] == "!")
        ]

    named = {model: path for path, model in SCHEMAS.items()}
    for draft in read_book(ROOT).drafts:
        assert schemas_for(draft.place().path) == [named[draft.model]]
    for path in (*TESTS.glob("*/*/data/**/*.yml"), *TESTS.glob("*/*/seeds/*.yml")):
        assert schemas_for(path.relative_to(ROOT).as_posix()) == []


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_is_a_json_schema_of_draft_7(path):
    schema = json.loads(schemas(listed(MINIMAL))[path])
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


def nodes(value):
    """Every mapping and list in a JSON value."""
    yield value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, (dict, list)):
            yield from nodes(item)


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_has_only_parts_that_are_there_and_regular_expressions_of_ecmascript(path):
    schema = json.loads(schemas(listed(MINIMAL))[path])
    for node in nodes(schema):
        if isinstance(node, dict):
            assert not {"$defs", "refersTo", "listedIn"} & set(node)
            if "$ref" in node:
                assert node["$ref"].removeprefix("#/definitions/") in schema["definitions"]
            if isinstance(pattern := node.get("pattern"), str):
                assert set(re.findall(r"\\(.)", pattern)) <= set("sSb.\\")
                assert not re.search(r"\(\?[^:!=]", pattern)


@pytest.mark.parametrize("path", SCHEMAS)
def test_every_model_in_a_schema_says_what_its_fields_are_for_and_takes_no_others(path):
    schema = json.loads(schemas(listed(MINIMAL))[path])
    for model in (schema, *schema.get("definitions", {}).values()):
        assert model["title"]
        assert model["description"]
        assert model["additionalProperties"] is False
        assert all(field["description"].endswith(".") for field in model["properties"].values())


@pytest.mark.parametrize("path", SCHEMAS)
def test_what_a_schema_gives_as_an_example_is_right(path):
    schema = json.loads(schemas(listed(MINIMAL))[path])
    found = [node for node in nodes(schema) if isinstance(node, dict) and "examples" in node]
    assert found
    for node in found:
        for example in node["examples"]:
            assert Draft7Validator(node).is_valid(example), example


def test_a_closed_list_is_an_enumeration_with_the_meaning_of_each_value():
    claim = json.loads(schemas(listed(ROOT))["data/schema/claim.json"])
    for field, name in (("status", "claim_statuses"), ("topic", "topics")):
        entries = getattr(listed(ROOT), name)
        assert claim["properties"][field]["enum"] == [entry.id for entry in entries]
        said = claim["properties"][field]["enumDescriptions"]
        assert said == [entry.definition for entry in entries]
    qualifier = claim["definitions"]["Quantity"]["properties"]["qualifier"]
    assert qualifier["enum"] == [entry.id for entry in listed(ROOT).qualifiers] + [None]
    assert len(qualifier["enumDescriptions"]) == len(qualifier["enum"])


def test_the_id_of_another_record_is_told_by_its_folder_and_not_listed():
    made = schemas(listed(ROOT))
    speaker = json.loads(made["data/schema/claim.json"])["properties"]["speaker"]
    assert "enum" not in speaker
    assert "data/actors/" in speaker["description"]
    document = json.loads(made["data/schema/book.json"])["properties"]["document"]
    assert "in seeds/" in document["description"]


def test_schemas_hold_no_fact_of_a_book_but_its_closed_lists():
    with_lists, without = schemas(listed(ROOT)), schemas(listed(MINIMAL))
    for path in SCHEMAS:
        kept = [
            re.sub(r'"enum(?:Descriptions)?": \[[^\]]*\]', "", made[path])
            for made in (with_lists, without)
        ]
        assert kept[0] == kept[1]
    ids = {record_id for kind in KINDS for record_id in load_dataset(ROOT).records(kind)}
    assert not [one for one in ids if f'"{one}"' in "".join(without.values())]


@pytest.mark.parametrize("root", BOOKS, ids=lambda root: root.name)
def test_every_record_of_a_sound_book_is_right_by_its_schema(root):
    reading = read_book(root)
    looked_at = set()
    for draft in reading.drafts:
        errors = validator(draft.model, listed(root)).iter_errors(
            as_json(written(draft, reading.text))
        )
        assert [error.message for error in errors] == [], draft.place()
        looked_at.add(draft.kind)
    assert looked_at >= {"book", "vocabulary", "claims", "series", "documents"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_schema_refuses_a_file_of_a_broken_book_when_the_build_does(case, tmp_path):
    assert list(disagreements(read_book(a_folder(tmp_path, case)))) == []


def test_the_rules_of_which_schemas_know_a_part_are_few():
    assert {"E040"} == PARTLY
    assert set(RULES) > WHOLLY


def changes(value):
    """The value with each value in it replaced or left out, and with a stray field in each mapping."""
    yield from ODD_VALUES
    if isinstance(value, dict):
        yield value | {"stray": 1}
        for name in value:
            yield {other: item for other, item in value.items() if other != name}
    for key in (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    ):
        for other in changes(value[key]):
            copy = value.copy()
            copy[key] = other
            yield copy


def judged(root, kind, path, value):
    """Whether the schema and the rules about shape refuse a file that says a value."""
    reading = Reading(drafts=[drafts(root)["data/vocabulary.yml"]])
    if kind == "vocabulary":
        reading.drafts.clear()
    located = read_yaml(yaml.dump(value, Dumper=DUMPER), path)
    draft = Draft(kind, path.rpartition("/")[2].removesuffix(".yml"), located)
    hold_against_model(draft)
    reading.drafts.append(draft)
    schema = validator(draft.model, reading.vocabulary or listed(root))
    refused = not schema.is_valid(as_json(draft.data))
    codes = {
        code
        for code in WHOLLY | PARTLY
        for found in RULES[code].check(reading)
        if found.place.path == path
    }
    return refused, codes


@cache
def drafts(root):
    """The drafts of a book by the path of their file."""
    return {draft.place().path: draft for draft in read_book(root).drafts}


def values_in(root, path):
    return yaml.safe_load((root / path).read_text("utf-8"))


@pytest.mark.parametrize("path", drafts(MINIMAL))
def test_schema_and_build_agree_on_every_odd_value_in_the_minimal_book(path):
    for value in changes(values_in(MINIMAL, path)):
        refused, codes = judged(MINIMAL, drafts(MINIMAL)[path].kind, path, value)
        assert agreed(refused, codes), value


FULL = {
    "data/claims/full.yml": """\
id: full
was: [fuller]
title: Full
statement: All fields are there.
speaker: ann-reed
quote: some forty carts a day
prefix: we counted
suffix: on the bridge
paragraph: 2
kind: figure
topic: traffic
date: 1901-04
quantities:
  - id: bounds
    what: carts
    low: 38
    high: 42.5
    unit: carts
    qualifier: about
    of: all carts
    period: 1901
    origin: notice
    stated: some forty carts
    derived:
      formula: a + b
      from: {a: forty-carts.per-day, b: carts-by-year.y1900}
      tolerance: 0.5
      because: Both are carts.
    note: A note.
evidence:
  - source: toll-book
    relation: supports
    note: The same.
    quote: some forty carts a day
    prefix: we counted
    suffix: on the bridge
    paragraph: 3
assessment: It holds.
status: corroborated
open_questions: ["Why?"]
relations:
  - {type: responds-to, to: forty-carts, why: It answers.}
review_by: 1902
""",
    "data/events/full.yml": """\
id: full
date: 1899-10-02
title: Full
summary: All.
actors: [ann-reed]
topics: [traffic]
sources: [toll-book]
relation: background
confidence: high
status: occurred
mentioned_in_document: true
note: A note.
review_by: 1902
""",
    "data/actors/full.yml": """\
id: full
name: Full
names: [{text: Lán, lang: ga}]
kind: person
role: Warden
role_start: 1899
affiliation: The bridge
country: Riverside
wikidata: Q42
named_in_document: true
description: All.
sources: [toll-book]
""",
    "data/sources/full.yml": """\
id: full
title: Full
publisher: The bridge
author: Ann Reed
published: 1901-04-30
url: https://example.org/
language: en
kind: book
quality: primary
access: seen
title_status: descriptive
document: bridge-notice
note: A note.
""",
    "data/series/full.yml": """\
id: full
title: Full
unit: carts
of: all carts
topics: [traffic]
columns: [{id: tolls, title: Tolls, unit: carts}, {id: law, title: Law}]
chart:
  kind: part
  question: "What?"
  answer: It.
  emphasis: one
  whole: 90
  scale: own
  levels: [one]
  breaks: [{row: one, says: Other carts.}]
  bands: law
notes: [{text: A note., sources: [toll-book]}]
derived: [{row: one, column: value, formula: a, from: {a: forty-carts.per-day}}]
rows:
  - key: one
    group: Carts
    date: 1901
    label: One
    actor: ann-reed
    value: 4
    low: 3
    high: 5
    unit: carts
    of: all carts
    qualifier: about
    status: actual
    note: A note.
    sources: [toll-book]
    extra: {tolls: 4, law: Toll Act}
""",
    "data/corrections/full.yml": """\
id: full
record: claims/forty-carts
field: quantities.per-day.value
from: 39
to: 40.5
date: 1901-05-01
kind: error
reason: A page had been missed.
""",
}
"""A record of several kinds with all the fields that it may have."""


@pytest.mark.parametrize("path", FULL)
def test_schema_and_build_agree_on_every_odd_value_in_a_record_with_all_fields(path):
    kind = path.split("/")[1]
    whole = yaml.safe_load(FULL[path])
    assert judged(MINIMAL, kind, path, whole) == (False, set())
    for value in changes(whole):
        refused, codes = judged(MINIMAL, kind, path, value)
        assert agreed(refused, codes), value


PRINTED = st.characters(exclude_categories=["Cc", "Cs"])
"""Not control characters: which of them are spaces, and whether `$` stands before a line's end, is
not the same in the regular expressions of Rust, Python and ECMAScript."""

ODDER = st.recursive(
    st.sampled_from(ODD_VALUES)
    | st.integers(-5, 10000)
    | st.text(PRINTED, max_size=8)
    | st.text("0129X-/.~?%", max_size=21),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "value", "kind", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def with_one_change(draw, value):
    """The value with something in it replaced, left out or added."""
    inside = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    if not inside or draw(st.integers(0, 4)) == 0:
        return draw(ODDER)
    key = draw(st.sampled_from(list(inside)))
    copy = value.copy()
    if draw(st.integers(0, 6)) == 0:
        del copy[key]
    else:
        copy[key] = with_one_change(draw, value[key])
    return copy


@pytest.mark.parametrize("root", BOOKS, ids=lambda root: root.name)
@settings(max_examples=200)
@given(data=st.data())
def test_schema_and_build_agree_on_a_record_in_which_something_was_changed(root, data):
    path = data.draw(st.sampled_from(sorted(drafts(root))))
    value = with_one_change(data.draw, values_in(root, path))
    refused, codes = judged(root, drafts(root)[path].kind, path, value)
    assert agreed(refused, codes), value


ENDS = st.from_regex(r"\A[0-9]{4}(-([0-1][0-9]|XX)(-([0-3][0-9]|XX))?)?[~?%]?\Z") | st.just("..")


@given(st.lists(ENDS, min_size=1, max_size=2).map("/".join) | st.text("0129X-/.~?%", max_size=21))
@settings(max_examples=1000)
def test_an_editor_takes_as_a_date_exactly_what_the_build_reads(text):
    try:
        parse_when(text)
        is_date = True
    except DateTextError:
        is_date = False
    assert Draft7Validator(IsDate.schema).is_valid(text) == is_date


@given(st.integers(-10, 11000))
def test_an_editor_takes_a_whole_number_as_a_date_where_the_build_does(year):
    try:
        parse_when(str(year))
        is_date = True
    except DateTextError:
        is_date = False
    assert Draft7Validator(IsDate.schema).is_valid(year) == is_date


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_a_model_is_documented_in_full_sentences(model):
    docs = field_docs(model)
    assert list(docs) == [field.alias or name for name, field in model.model_fields.items()]
    for text in docs.values():
        assert text.endswith(".")
        assert text[0].isupper() or text[0] == "`"
        assert "\n" not in text


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_example_of_a_field_is_one_that_its_model_takes(model):
    for name, examples in field_examples(model).items():
        for example in examples:
            item = Decimal(str(example)) if isinstance(example, float) else example
            for value in (item, [item]):
                draft = Draft("", "", read_yaml("", ""))
                draft.located.data = {name: value}
                try:
                    model.model_validate(draft.data)
                    errors = []
                except ValueError as error:
                    errors = [one for one in error.errors() if one["loc"][0] == name]
                if not errors:
                    break
            assert errors == [], (name, example)


def test_importing_the_models_reads_no_source():
    code = (
        "import claimbook.core.load; from claimbook.core.records.fields import _documented;"
        "print(_documented.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"


def test_the_command_writes_what_is_missing_or_stale_and_nothing_else(tmp_path):
    folder = a_folder(tmp_path)
    first = CliRunner().invoke(command, [str(folder)])
    assert (first.exit_code, first.output) == (0, "Wrote 10 schemas to data/schema/.\n")
    assert stale(folder, schemas(minimal().vocabulary)) == []
    (folder / "data/schema/claim.json").write_text("{}")
    (folder / "data/schema/term.json").unlink()
    checked = CliRunner().invoke(command, [str(folder), "--check"])
    assert checked.exit_code == 1
    assert re.findall(r"data/schema/\w+\.json", checked.output) == [
        "data/schema/claim.json",
        "data/schema/term.json",
    ]
    assert (folder / "data/schema/claim.json").read_text() == "{}"
    assert CliRunner().invoke(command, [str(folder)]).output.startswith("Wrote 2 schemas")
    assert "up to date" in CliRunner().invoke(command, [str(folder), "--check"]).output


def test_a_record_that_is_broken_keeps_no_schema_from_being_made(tmp_path):
    folder = a_folder(tmp_path, **{"data/terms/toll.yml": "id: toll\nterm: [\n"})
    assert CliRunner().invoke(command, [str(folder)]).exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [("topics: [", "E001"), ("topics: words", "E012"), (None, "this file is needed")],
)
def test_a_vocabulary_that_cannot_be_read_is_told_and_nothing_is_written(text, said, tmp_path):
    folder = a_folder(tmp_path, **{"data/terms/toll.yml": "id: toll\n"})
    path = folder / "data/vocabulary.yml"
    path.write_text(text) if text else path.unlink()
    done = CliRunner().invoke(command, [str(folder)])
    assert done.exit_code == 1
    assert said in done.output
    assert "Nothing was written." in done.output
    assert "toll.yml" not in done.output
    assert not (folder / "data/schema").exists()
