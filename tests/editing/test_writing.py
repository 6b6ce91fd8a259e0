"""A record that is begun by command is sound, annotated, and in the form that all files have."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MINIMAL, a_folder, problems_of
from claimbook.cli.main import main
from claimbook.core.records.fields import field_docs
from claimbook.core.records.reading import MODELS
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.annotating import NOT_GIVEN
from claimbook.editing.fixing import repairs
from claimbook.editing.writing import BEGUN, SIGNED_LATER

COMMANDS = {
    "claim": {
        "title": "The toll: each cart pays",
        "statement": "The warden says that each cart pays.",
        "speaker": "Ann Reed",
        "quote": "some forty carts a day",
        "kind": "figure",
        "topic": "traffic",
        "assessment": "The toll book has it.",
        "status": "corroborated",
        "evidence": [("toll-book", "supports", "It has: each cart.")],
    },
    "event": {
        "date": "1901",
        "title": "A count",
        "summary": "The carts are counted.",
        "actors": ["ann-reed"],
        "topics": ["traffic"],
        "sources": ["toll-book"],
        "relation": "background",
        "confidence": "high",
        "status": "occurred",
    },
    "term": {
        "term": "Pontage",
        "aliases": ["bridge money", "bridge toll"],
        "topic": "traffic",
        "definition": "Money paid to cross.",
        "why_it_matters": "It is counted # by cart.",
        "sources": ["toll-book"],
    },
    "actor": {
        "name": "Tom Hale",
        "kind": "person",
        "role": "Carter",
        "description": "Drives a cart.",
        "sources": ["toll-book"],
        "named_in_document": True,
    },
    "source": {
        "title": "The ledger",
        "publisher": "Riverside Bridge",
        "published": "1901",
        "url": "https://example.org/ledger?a=1#b",
        "language": "en",
        "kind": "book",
        "quality": "primary",
        "access": "seen",
    },
    "series": {
        "title": "Carts again",
        "unit": "carts",
        "topics": ["traffic"],
        "question": "How many carts?",
        "row": [("1899", "30", "toll-book"), ("On market day", "44", "toll-book")],
    },
}


def begun(folder, kind, given, **options):
    flags = []
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            parts = [] if one is True else one if isinstance(one, tuple) else [one]
            flags += [f"--{name.replace('_', '-')}", *parts]
    return CliRunner().invoke(main, ["new", kind, "--folder", str(folder), *flags], **options)


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(folder, kind):
    before = files_in(MINIMAL)
    known = {path.relative_to(MINIMAL) for path in before}
    return sorted(
        path
        for path in files_in(folder)
        if path.relative_to(folder) not in known and path.parent.name == BEGUN[kind]
    )


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_record_is_begun_that_passes_and_needs_no_mending(kind, tmp_path):
    book = a_folder(tmp_path)
    done = begun(book, kind, COMMANDS[kind])
    assert done.exit_code == 0, done.output
    assert [one.code for one in problems_of(book)[0] if not one.is_warning] == []
    assert repairs(book) == []


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_new_record_says_what_was_given_and_explains_every_field(kind, tmp_path):
    book = a_folder(tmp_path)
    assert begun(book, kind, COMMANDS[kind]).exit_code == 0
    *_, record = [path for path in written(book, kind) if path.suffix == ".yml"]
    text = record.read_text("utf-8")
    data = read_yaml(text, "").data
    for name, value in COMMANDS[kind].items():
        if name not in {"question", "row", "speaker", "evidence"}:
            assert data[name] == value
    said = " ".join(line.lstrip("# ") for line in text.split("\n"))
    for name, doc in field_docs(MODELS[BEGUN[kind]]).items():
        if name not in NOT_GIVEN | SIGNED_LATER:
            assert doc in said, name
            assert f"\n{name}:" in text or f"\n# {name}:" in text


def test_the_paragraph_and_the_speaker_are_found_by_what_is_given(tmp_path):
    book = a_folder(tmp_path)
    begun(book, "claim", COMMANDS["claim"])
    data = read_yaml((book / "data/claims/the-toll-each-cart-pays.yml").read_text("utf-8"), "").data
    assert (data["paragraph"], data["speaker"]) == (2, "ann-reed")
    evidence = {"source": "toll-book", "relation": "supports", "note": "It has: each cart."}
    assert data["evidence"] == [evidence]


def with_statuses(tmp_path, *entries):
    text = (MINIMAL / "data/vocabulary.yml").read_text("utf-8")
    more = "".join(f"  - {entry}\n" for entry in entries)
    text = text.replace("claim_relations:\n", f"{more}claim_relations:\n")
    return a_folder(tmp_path, **{"data/vocabulary.yml": text})


PENDING = "{id: waiting, definition: Not judged., sign: open, pending: true}"
UNJUDGED = {k: v for k, v in COMMANDS["claim"].items() if k not in {"status", "assessment"}}


def claim_of(book):
    path = book / "data/claims/the-toll-each-cart-pays.yml"
    return read_yaml(path.read_text("utf-8"), "").data


def test_a_claim_with_evidence_begins_as_one_that_waits_for_a_judgment(tmp_path):
    book = with_statuses(tmp_path, PENDING)
    assert begun(book, "claim", UNJUDGED).exit_code == 0
    data = claim_of(book)
    assert (data["status"], data["assessment"]) == ("waiting", "To be assessed.")
    assert [one.code for one in problems_of(book)[0] if not one.is_warning] == []


def test_where_no_status_waits_one_is_asked_for_that_the_evidence_carries(tmp_path):
    done = begun(a_folder(tmp_path), "claim", UNJUDGED)
    assert done.exit_code == 1
    assert "The evidence can carry: corroborated." in done.stderr
    assert "--assessment" in done.stderr


def test_a_judgment_is_not_put_beside_words_that_it_is_still_to_be_made(tmp_path):
    book = with_statuses(tmp_path, PENDING)
    done = begun(book, "claim", {**UNJUDGED, "assessment": "The book agrees."})
    assert "--status" in done.stderr
    done = begun(book, "claim", {**UNJUDGED, "status": "corroborated"})
    assert "--assessment" in done.stderr


def test_a_flag_takes_true_and_false_too(tmp_path):
    book = a_folder(tmp_path)
    given = {**COMMANDS["actor"], "named_in_document": "true"}
    assert begun(book, "actor", given).exit_code == 0
    data = read_yaml((book / "data/actors/tom-hale.yml").read_text("utf-8"), "").data
    assert data["named_in_document"] is True
    given |= {"name": "Ned Hale", "named_in_document": "false"}
    assert begun(book, "actor", given).exit_code == 0
    data = read_yaml((book / "data/actors/ned-hale.yml").read_text("utf-8"), "").data
    assert "named_in_document" not in data


def test_a_quotation_is_proved_before_anything_is_asked_for(tmp_path):
    book = a_folder(tmp_path)
    done = begun(book, "claim", {"quote": "some forty carts a day"})
    assert done.stderr.startswith("The quotation stands in paragraph 2.\nStill needed:")
    assert done.stderr.count("Nothing was written.") == 1
    done = begun(book, "claim", {"quote": "some forty horses a day"})
    assert done.stderr.startswith("--quote:1:1: error E062")
    assert "Still needed:" in done.stderr


def test_a_quotation_that_stands_nowhere_gets_no_paragraph(tmp_path):
    book = a_folder(tmp_path)
    (book / "article.txt").unlink()
    done = begun(book, "claim", {**COMMANDS["claim"], "quote": "no such words here"})
    assert "stand in any paragraph of the document" in done.stderr
    assert not re.search(r"paragraph \d", done.stderr)


def test_the_document_shows_the_passage_that_comes_closest(tmp_path):
    book = a_folder(tmp_path)
    closest = "closest, in paragraph 2: some forty [-horses-] {+carts+} a day"
    given = {"quote": "some forty horses a day"}
    assert closest in begun(book, "claim", given).stderr
    text = (book / "article.txt").rename(tmp_path / "elsewhere.txt")
    assert "--text FILE" in begun(book, "claim", given).stderr
    assert closest in begun(book, "claim", {**given, "text": str(text)}).stderr
    (book / "article.txt").write_text("Another text.\n\nsome forty nags a day\n", "utf-8")
    assert "closest, in" not in begun(book, "claim", given).stderr


def test_words_around_a_quotation_tell_its_places_apart(tmp_path):
    book = a_folder(tmp_path)
    given = {**COMMANDS["claim"], "quote": "the box at the gate"}
    assert "more than one place" in begun(book, "claim", given).stderr
    done = begun(book, "claim", {**given, "prefix": "is kept in"})
    assert done.exit_code == 0
    assert claim_of(book)["paragraph"] == 3


def test_a_wrong_paragraph_is_told_with_the_right_one(tmp_path):
    done = begun(a_folder(tmp_path), "claim", {**COMMANDS["claim"], "paragraph": "3"})
    assert "this quotation stands in paragraph 2, not in paragraph 3" in done.stderr
    assert done.stderr.count("E063") == 1


def test_a_title_of_which_no_id_can_be_made_asks_for_one(tmp_path):
    done = begun(a_folder(tmp_path), "claim", {**COMMANDS["claim"], "title": "!!!"})
    assert done.exit_code == 1
    assert "--id:" in done.stderr


def test_the_rows_of_a_series_are_taken_from_a_table(tmp_path):
    book = a_folder(tmp_path)
    given = {k: v for k, v in COMMANDS["series"].items() if k != "row"}
    given |= {"table": "-", "source": "toll-book"}
    done = begun(book, "series", given, input="Year;Carts\n1899;30\n1900;1,038\n")
    assert done.exit_code == 0, done.output
    rows = (book / "data/series/carts-again.csv").read_text("utf-8").splitlines()
    assert rows[1:] == ["y1899,1899,,30,toll-book", "y1900,1900,,1038,toll-book"]
    given["title"] = "Carts in another encoding"
    table = "Año;Carros\n1899;30\n".encode("cp1252")
    assert begun(book, "series", given, input=table).exit_code == 0
    before = files_in(book)
    given["title"] = "Once more"
    done = begun(book, "series", given, input="1899;30\n1900;many\n")
    assert "--table:2:6: error E005" in done.stderr
    assert files_in(book) == before


def test_a_source_without_an_address_can_say_so(tmp_path):
    book = a_folder(tmp_path)
    assert begun(book, "source", {**COMMANDS["source"], "url": "null"}).exit_code == 0
    data = read_yaml((book / "data/sources/the-ledger.yml").read_text("utf-8"), "").data
    assert data["url"] is None


def test_a_claim_without_evidence_has_a_status_that_needs_none(tmp_path):
    entry = "  - id: open\n    definition: Not looked at.\n    sign: open\n"
    text = (MINIMAL / "data/vocabulary.yml").read_text("utf-8")
    text = text.replace("claim_relations:\n", f"{entry}claim_relations:\n")
    book = a_folder(tmp_path, **{"data/vocabulary.yml": text})
    left = {"assessment", "status", "evidence"}
    bare = {k: v for k, v in COMMANDS["claim"].items() if k not in left}
    assert begun(book, "claim", bare).exit_code == 0
    data = read_yaml((book / "data/claims/the-toll-each-cart-pays.yml").read_text("utf-8"), "").data
    assert data["status"] == "open"
    assert "No evidence" in data["assessment"]


def test_a_record_whose_file_not_every_computer_allows_is_not_written(tmp_path):
    book = a_folder(tmp_path)
    before = files_in(book)
    done = begun(book, "term", {**COMMANDS["term"], "id": "con"})
    assert done.exit_code == 1
    assert "data/terms/con.yml:1:1: error E004: its name is that of a device" in done.output
    assert files_in(book) == before


def test_all_that_is_needed_is_asked_for_at_once_and_nothing_is_written(tmp_path):
    book = a_folder(tmp_path)
    before = files_in(book)
    done = begun(book, "claim", {"title": "Forty carts"})
    assert done.exit_code == 1
    needed = [line.split(":")[0].strip() for line in done.stderr.split("\n") if " --" in f" {line}"]
    assert {"--statement", "--speaker", "--quote", "--kind", "--topic"} <= set(needed)
    assert "One of: figure" in done.stderr
    assert files_in(book) == before


def test_what_is_wrong_is_told_as_the_check_tells_it_and_nothing_is_written(tmp_path):
    book = a_folder(tmp_path)
    before = files_in(book)
    done = begun(book, "claim", {**COMMANDS["claim"], "topic": "trafic", "date": "1901-13"})
    assert done.exit_code == 1
    assert "error E020" in done.stderr
    assert "did you mean 'traffic'?" in done.stderr
    assert "error E015" in done.stderr
    assert files_in(book) == before


def test_a_quotation_that_the_document_does_not_have_is_told(tmp_path):
    book = a_folder(tmp_path)
    done = begun(book, "claim", {**COMMANDS["claim"], "quote": "no such words are here"})
    assert done.exit_code == 1
    assert "error E062" in done.stderr


def test_a_quotation_that_is_not_found_hides_no_other_mistake(tmp_path):
    given = {**COMMANDS["claim"], "quote": "no such words are here", "topic": "trafic"}
    done = begun(a_folder(tmp_path), "claim", given)
    assert {"error E062", "error E020"} <= set(re.findall(r"error E\d+", done.stderr))


def test_a_quotation_in_several_paragraphs_is_asked_for_its_own(tmp_path):
    text = (MINIMAL / "article.txt").read_text("utf-8")
    (tmp_path / "article.txt").write_text(
        f"{text}\n\nOnce more: some forty carts a day.\n", "utf-8"
    )
    begin = ["init", str(tmp_path / "book"), "--article", str(tmp_path / "article.txt")]
    assert CliRunner().invoke(main, begin).exit_code == 0
    done = begun(tmp_path / "book", "claim", {"quote": "some forty carts a day"})
    assert re.search(r"stands in several: \d, \d", done.stderr)


def test_a_record_that_is_there_is_not_written_over(tmp_path):
    book = a_folder(tmp_path)
    before = files_in(book)
    done = begun(book, "term", {**COMMANDS["term"], "id": "toll"})
    assert done.exit_code == 1
    assert "there already" in done.stderr or "used twice" in done.stderr
    assert files_in(book) == before


def test_records_with_a_name_like_it_are_named(tmp_path):
    done = begun(a_folder(tmp_path), "claim", {**COMMANDS["claim"], "title": "Forty carts daily"})
    assert "data/claims/forty-carts.yml: Forty carts a day" in done.output


def test_a_book_with_problems_elsewhere_can_still_be_added_to(tmp_path):
    event = "data/events/bridge-opened.yml"
    text = (MINIMAL / event).read_text("utf-8").replace("topics:\n  - traffic", "topics: [x]")
    book = a_folder(tmp_path, **{event: text})
    assert begun(book, "term", COMMANDS["term"]).exit_code == 0


@settings(max_examples=40)
@given(st.text(min_size=1), st.text(min_size=1))
def test_any_words_are_written_as_they_were_given_or_refused_with_a_place(title, publisher):
    with tempfile.TemporaryDirectory() as folder:
        book = a_folder(Path(folder))
        flags = ["--id", "given", f"--title={title}", f"--publisher={publisher}"]
        fixed = {k: v for k, v in COMMANDS["source"].items() if k not in {"title", "publisher"}}
        flags += [f"--{name}={value}" for name, value in fixed.items()]
        done = CliRunner().invoke(main, ["new", "source", "--folder", str(book), *flags])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        path = book / "data/sources/given.yml"
        if done.exit_code == 0:
            data = read_yaml(path.read_text("utf-8"), "").data
            assert (data["title"], data["publisher"]) == (title, publisher)
            assert repairs(book) == []
        else:
            assert not path.exists()
            assert "data/sources/given.yml:" in done.stderr
