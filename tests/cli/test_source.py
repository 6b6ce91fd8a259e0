"""Sources are taken from a file of citations: all of them or none, and nothing is made up."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from builders import a_folder, problems_of
from claimbook.cli.main import main
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.fixing import repairs

ITEMS = [
    {
        "id": "ferry",
        "type": "webpage",
        "title": "The ferry sails",
        "container-title": "Harbor Gazette",
        "URL": "https://example.org/ferry",
        "issued": {"date-parts": [[1901, 3, 5]]},
        "language": "en",
    },
    {
        "id": "ledger",
        "type": "report",
        "title": "The ledger",
        "publisher": "Port Office",
        "URL": "https://example.org/ledger",
        "issued": {"literal": "in press"},
        "language": "German",
    },
]
SAID = ("--kind", "book", "--quality", "primary", "--access", "seen")


def added(book, items, *options):
    file = book.parent / "cited.json"
    file.write_text(json.dumps(items), "utf-8")
    command = ["source", "add", str(file), "--folder", str(book), *options]
    return CliRunner().invoke(main, command)


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def source(book, name):
    return read_yaml((book / f"data/sources/{name}.yml").read_text("utf-8"), "").data


def test_each_entry_becomes_a_sound_source(tmp_path):
    book = a_folder(tmp_path / "book")
    done = added(book, ITEMS, *SAID)
    assert done.exit_code == 0, done.output
    assert source(book, "the-ferry-sails") == {
        "id": "the-ferry-sails",
        "title": "The ferry sails",
        "publisher": "Harbor Gazette",
        "published": "1901-03-05",
        "url": "https://example.org/ferry",
        "language": "en",
        "kind": "book",
        "quality": "primary",
        "access": "seen",
    }
    assert source(book, "the-ledger")["language"] == "de"
    assert "the date 'in press'" in done.stderr
    assert [one.code for one in problems_of(book)[0] if not one.is_warning] == []
    assert repairs(book) == []


def test_what_no_file_says_is_asked_for_and_nothing_is_written(tmp_path):
    book = a_folder(tmp_path / "book")
    before = files_in(book)
    bare = [{**ITEMS[0], "container-title": ""}, ITEMS[1]]
    done = added(book, bare, "--kind", "book")
    assert done.exit_code == 1
    assert "--kind" not in done.stderr
    assert "--quality: How much may be rested on it. One of: primary." in done.stderr
    assert "--quality webpage=… (1), --quality report=… (1)" in done.stderr
    assert '--publisher "ferry=…"' in done.stderr
    assert "Nothing was written." in done.stderr
    assert files_in(book) == before


def test_what_is_said_of_some_comes_before_what_is_said_of_all(tmp_path):
    book = a_folder(tmp_path / "book")
    options = ("--publisher", "Somebody", "--publisher", "report=Port & Sons")
    note = ("--note", "ferry=x=y", "--note", "harbor gazette=never", "--note", "no such=of all")
    assert added(book, ITEMS, *SAID, *options, *note).exit_code == 0
    ferry, ledger = source(book, "the-ferry-sails"), source(book, "the-ledger")
    assert (ferry["publisher"], ledger["publisher"]) == ("Somebody", "Port & Sons")
    assert (ferry["note"], ledger["note"]) == ("x=y", "no such=of all")


def test_an_address_that_is_here_already_is_refused_or_left_out(tmp_path):
    book = a_folder(tmp_path / "book")
    assert added(book, ITEMS[:1], *SAID).exit_code == 0
    before = files_in(book)
    again = [{**ITEMS[0], "title": "Other", "URL": "http://www.example.org/ferry/"}, ITEMS[1]]
    done = added(book, again, *SAID)
    assert done.exit_code == 1
    assert "is that of data/sources/the-ferry-sails.yml" in done.stderr
    assert files_in(book) == before
    done = added(book, again, *SAID, "--new-only")
    assert done.exit_code == 0
    assert "Left out, since their addresses are here already: 1." in done.stdout
    assert {one.name for one in {*files_in(book)} - {*before}} == {"the-ledger.yml"}


def test_one_address_twice_in_a_file_is_refused(tmp_path):
    book = a_folder(tmp_path / "book")
    done = added(book, [ITEMS[0], {**ITEMS[0], "title": "Other"}], *SAID)
    assert "is that of the entry in line 1" in done.stderr


def test_sources_with_one_title_get_ids_of_their_own(tmp_path):
    book = a_folder(tmp_path / "book")
    alike = [{**ITEMS[0], "URL": f"https://example.org/{n}", "title": "年報"} for n in range(3)]
    assert added(book, alike, *SAID).exit_code == 0
    names = {path.stem for path in (book / "data/sources").glob("nian-bao*.yml")}
    assert names == {"nian-bao", "nian-bao-2", "nian-bao-3"}


def test_sources_that_are_called_alike_are_named(tmp_path):
    book = a_folder(tmp_path / "book")
    done = added(book, [{**ITEMS[0], "title": "Toll book of 1901"}], *SAID)
    assert "data/sources/toll-book.yml: The toll book of 1901" in done.stderr


def test_entries_are_chosen_by_their_keys(tmp_path):
    book = a_folder(tmp_path / "book")
    assert added(book, ITEMS, *SAID, "--entry", "ledger").exit_code == 0
    assert not (book / "data/sources/the-ferry-sails.yml").exists()
    done = added(book, ITEMS, *SAID, "--entry", "nobody")
    assert done.exit_code == 2
    assert "there are: ferry, ledger" in done.stderr


@pytest.mark.parametrize("option", ["--id", "--title", "--url"])
def test_what_only_one_can_have_is_not_said_of_several(option, tmp_path):
    done = added(a_folder(tmp_path / "book"), ITEMS, *SAID, option, "https://example.org/")
    assert done.exit_code == 2
    assert "would be said of 2 entries" in done.stderr


def test_a_value_that_a_rule_refuses_is_told_and_nothing_is_written(tmp_path):
    book = a_folder(tmp_path / "book")
    before = files_in(book)
    done = added(book, ITEMS, *SAID, "--kind", "report=boook", "--id", "ferry=../../x")
    assert done.exit_code == 1
    assert "../x" in done.stderr or "no place of a record" in done.stderr
    assert files_in(book) == before
    done = added(book, ITEMS, *SAID, "--kind", "report=boook")
    assert "did you mean 'book'?" in done.stderr
    assert files_in(book) == before


def test_a_file_that_is_not_there_is_told(tmp_path):
    book = a_folder(tmp_path / "book")
    done = CliRunner().invoke(main, ["source", "add", "no.bib", "--folder", str(book)])
    assert done.exit_code == 1
    assert "no.bib:1:1: error E004: cannot be read" in done.stderr
