"""The commands about editions: what they lack, the version of the original, and how one is begun."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft7Validator

from builders import GERMAN, MINIMAL, a_folder, problems_of
from claimbook.core.text.yaml_text import read_yaml
from sites import git, run

TERM = "editions/de/terms/toll.yml"
CLAIM = "editions/de/claims/forty-carts.yml"


def claimbook(folder, *arguments):
    return run(folder, "-m", "claimbook", *arguments)


@pytest.fixture
def german(tmp_path):
    return a_folder(tmp_path, GERMAN)


def changed(folder, path, old, new):
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")


def test_an_edition_that_is_whole_and_up_to_date_has_one_line(german):
    done = claimbook(german, "translations")
    assert re.fullmatch(r"de: (\d+) of \1 texts translated\n", done.stdout)


def test_what_is_missing_partly_there_stale_or_unstamped_is_listed(german):
    (german / "editions/de/events/bridge-opened.yml").unlink()
    changed(german, TERM, "why_it_matters: Die Zölle zählen die Karren.\n", "")
    changed(german, "data/claims/forty-carts.yml", "The toll book agrees.", "The book agrees.")
    changed(german, "editions/de/actors/ann-reed.yml", "original: 6390fec7\n", "")
    said = claimbook(german, "translations", "de").stdout
    assert "not begun: 1\n    editions/de/events/bridge-opened.yml\n" in said
    assert f"not whole: 1\n    {TERM}: why_it_matters\n" in said
    assert f"of an older original: 1\n    {CLAIM}\n" in said
    assert "named: 1\n    editions/de/actors/ann-reed.yml\n" in said


def test_stamping_writes_the_present_version_and_nothing_else(german):
    changed(german, "data/claims/forty-carts.yml", "The toll book agrees.", "The book agrees.")
    before = (german / CLAIM).read_text("utf-8")
    assert [one.code for one in problems_of(german)[0]] == ["W007"]
    assert claimbook(german, "translations", "--stamp", CLAIM).returncode == 0
    after = (german / CLAIM).read_text("utf-8")
    assert after.split("\n")[1:] == before.split("\n")[1:]
    assert problems_of(german)[0] == []


def test_a_whole_edition_is_stamped_by_its_folder(german):
    for path in (german / "editions/de").rglob("*.yml"):
        path.write_text(re.sub("^original: .*\n", "", path.read_text("utf-8")), "utf-8")
    assert [one.code for one in problems_of(german)[0]] == ["W007"]
    done = claimbook(german, "translations", "--stamp", "editions/de/")
    assert "into 8 files" in done.stdout
    assert problems_of(german)[0] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["dee"], "did you mean 'de'?"),
        (["--stamp", "editions/de/terms/tol.yml"], f"did you mean '{TERM}'?"),
        (["--stamp", "data/terms/toll.yml"], "is no translation of this book"),
    ],
)
def test_what_is_not_there_is_told(german, arguments, told):
    done = claimbook(german, "translations", *arguments)
    assert done.returncode == 1
    assert told in done.stderr


def test_a_book_without_editions_says_so():
    assert "no edition in another language" in claimbook(MINIMAL, "translations").stdout


def test_a_translation_is_begun_by_a_command_and_is_sound(german):
    (german / TERM).unlink()
    done = claimbook(german, "new", "translation", "terms/toll")
    assert done.returncode == 0, done.stderr
    assert (german / TERM).read_text("utf-8").startswith("original: ")
    assert "# Toll\nterm:\n" in (german / TERM).read_text("utf-8")
    assert [one.code for one in problems_of(german)[0]] == ["W006"]
    assert claimbook(german, "new", "translation", "terms/toll").returncode == 1


def test_the_first_translation_needs_a_language_and_a_page_is_begun_as_a_copy(tmp_path):
    folder = a_folder(tmp_path)
    assert "--language" in claimbook(folder, "new", "translation", "book").stderr
    begin = ("new", "translation", "docs/index.md", "--language")
    assert claimbook(folder, *begin, "fr").returncode == 0
    page = (folder / "editions/fr/docs/index.md").read_text("utf-8")
    assert page.startswith("---\noriginal: ")
    assert page.endswith((folder / "docs/index.md").read_text("utf-8"))
    assert "E114" in claimbook(folder, *begin, "q1").stderr
    assert not (folder / "editions/q1").exists()


def test_what_has_no_texts_is_told(german):
    done = claimbook(german, "new", "translation", "claims/fourty-carts")
    assert "did you mean 'claims/forty-carts'?" in done.stderr
    assert (
        "no texts to translate"
        in claimbook(german, "new", "translation", "sources/toll-book").stderr
    )


def test_editors_know_translations_where_there_are_some(german, tmp_path):
    assert claimbook(german, "schema").returncode == 0
    for path in (german / "editions/de").rglob("*.yml"):
        kind = {"claims": "claim", "events": "event", "actors": "actor", "terms": "term"}
        kind |= {"series": "series", "corrections": "correction", "de": path.stem}
        schema = german / f"data/schema/translation/{kind[path.parent.name]}.json"
        validator = Draft7Validator(json.loads(schema.read_text("utf-8")))
        said = read_yaml(path.read_text("utf-8"), "").data
        assert list(validator.iter_errors(said)) == []
        assert list(validator.iter_errors({**said, "titel": "a"})) != []
    alone = a_folder(tmp_path / "alone")
    assert claimbook(alone, "schema").returncode == 0
    assert not (alone / "data/schema/translation").exists()


def test_paths_that_are_surely_meant_are_mended(german):
    changed(german, CLAIM, "statement:", "statment:")
    assert claimbook(german, "fix", "--yes").returncode == 0
    assert "\nstatement:" in (german / CLAIM).read_text("utf-8")


def test_a_change_of_a_translation_is_told_to_who_reviews_it(german):
    git(german, "init", "-q")
    git(german, "add", "-A")
    git(german, "commit", "-qm", "As it was begun")
    changed(german, TERM, "term: Zoll", "term: Maut")
    changed(german, "editions/de/docs/index.md", "# Eine Brücke", "# Die Brücke")
    said = claimbook(german, "diff", "HEAD").stdout
    assert f"{TERM}: term\n    - Zoll\n    + Maut" in said
    assert "+ # Die Brücke" in said
    assert "1 translation that changed" in said


def test_statistics_say_how_far_an_edition_goes(german):
    assert re.search(r"edition in de: (\d+) of \1 texts", claimbook(german, "stats").stdout)
