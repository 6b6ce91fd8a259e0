"""What readers see of a new book is in its language; what contributors read stays as it was."""

from __future__ import annotations

import pytest
import yaml

import catalog
from claimbook.editing import beginning
from claimbook.editing.beginning import Beginning, first_files, starter_files
from claimbook.editing.translating import stretches, translated

TOLD = {
    ("menu", "Story"): "Historia",
    ("menu", "About"): "Acerca de: este libro",
    ("qualifiers", "About"): "Aproximado",
    ("units", "{} percent"): "{} %",
    ("source_qualities", "Minor sources"): "Fuentes menores",
    (
        "claim_statuses",
        "The core holds; sources add a limit, a date or a condition that the article leaves out.",
    ): "Lo esencial se sostiene; las fuentes añaden un límite.",
    "Claims": "Afirmaciones",
    "All quotations belong to their authors.": "Todas las citas son de sus autores.",
    (
        "More is in [the guides of Claimbook](guides): the first claim, step by step; what each "
        "file may hold; writing pages and charts; reviewing; upgrading."
    ): "Más en [las guías](guides).",
    "Sources are not equal:": "Las fuentes no son iguales:",
    "[What is not known](not-known.md)": "[Lo que no se sabe](not-known.md)",
    "The words of the story in plain English.": "Las palabras del relato: en español claro",
}


@pytest.fixture
def files():
    with catalog.speaking("es", TOLD):
        return starter_files("es")


def test_the_closed_lists_have_labels_and_definitions_of_the_language(files):
    lists = yaml.safe_load(files["data/vocabulary.yml"])
    was = yaml.safe_load(starter_files()["data/vocabulary.yml"])
    about = next(one for one in lists["qualifiers"] if one["id"] == "about")
    assert (about["label"], about["stated"]) == ("Aproximado", was["qualifiers"][0]["stated"])
    percent = next(one for one in lists["units"] if one["id"] == "percent")
    assert (percent["words"], percent["short"]) == ("{} %", "{}%")
    statuses = {one["id"]: one["definition"] for one in lists["claim_statuses"]}
    assert statuses["corroborated-with-nuance"].startswith("Lo esencial se sostiene; ")
    assert statuses["misleading-wording"].startswith("Something real")
    assert {one: [e["id"] for e in lists[one]] for one in lists} == {
        one: [e["id"] for e in was[one]] for one in was
    }


def test_menu_and_pages_are_in_the_language(files):
    assert "  - 'Acerca de: este libro':\n" in files["mkdocs.yml"]
    assert "  - Historia: index.md\n" in files["mkdocs.yml"]
    assert "copyright: Todas las citas son de sus autores.\n" in files["mkdocs.yml"]
    assert files["docs/claims.md"].startswith("---\ntitle: Afirmaciones\n")
    assert "\n# Afirmaciones\n" in files["docs/claims.md"]
    assert '{{ chart("how-claims-hold-up") }}' in files["docs/claims.md"]
    assert "\n- [Lo que no se sabe](not-known.md)\n" in files["docs/about/index.md"]
    assert "\nLas fuentes no son iguales:\n" in files["docs/about/method.md"]
    front = files["docs/glossary.md"].split("---\n")[1]
    assert yaml.safe_load(front)["description"] == "Las palabras del relato: en español claro"


def test_what_has_no_translation_and_what_no_reader_sees_stays_as_it_is(files):
    was = starter_files()
    assert "Key figures follow, then who said what" in files["docs/index.md"]
    for path in (".github/workflows/check.yml", "README.md", "docs/people.md"):
        assert files[path] == was[path]
    with catalog.speaking("en", {}):
        assert {path: translated(path, text) for path, text in was.items()} == was


def test_the_guides_are_linked_in_the_words_of_the_language(monkeypatch):
    for address, said in (
        ("https://x.example/", "Más en [las guías](https://x.example/)."),
        ("", "Más en the guides of Claimbook, which lie"),
    ):
        monkeypatch.setattr(beginning, "documentation", lambda address=address: address)
        with catalog.speaking("es", TOLD):
            assert f"\n{said}" in starter_files("es")["docs/contributing.md"]


def test_every_text_is_found_where_it_stands():
    for path, text in starter_files().items():
        found = list(stretches(path, text))
        assert all(one.start < one.end for one in found)
        ends = [one.end for one in found[:-1]]
        assert all(end <= one.start for end, one in zip(ends, found[1:], strict=True))
        for one in found:
            written = text[one.start : one.end]
            assert (yaml.safe_load(written) if one.is_yaml else written) == one.words


def test_a_book_is_begun_in_its_language():
    document = {"id": "x", "title": "Un puente", "language": "es", "publisher": "Diario"}
    known = Beginning("El puente", "Un artículo", "2026-05-01", "es", document)
    text = "El puente se cerró ayer por la tarde.\n"
    with catalog.speaking("es", TOLD):
        files = first_files(text, known)
    assert "  - Historia: index.md\n" in files["mkdocs.yml"]
    assert "language: es\n" in files["mkdocs.yml"]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ar", {"one": "سنة واحدة", "two": "سنتان", "few": "{} سنوات", "words": "{} سنة"}),
        ("fr", {"one": "{} an", "words": "{} ans"}),
        ("ja", {"one": "{}年", "words": "{}年"}),
    ],
)
def test_a_unit_is_begun_with_the_plural_forms_of_the_language(language, forms):
    units = yaml.safe_load(starter_files(language)["data/vocabulary.yml"])["units"]
    years = next(one for one in units if one["id"] == "years")
    assert {
        name: years.get(name) for name in ("one", "two", "few", "words") if name in years
    } == forms


@pytest.mark.parametrize("language", ["zh-Hant", "ja", "es", "ar"])
def test_money_is_begun_in_the_large_numbers_of_the_language(language):
    units = yaml.safe_load(starter_files(language)["data/vocabulary.yml"])["units"]
    sizes = {one["id"]: one["size"] for one in units if "{large}" in one["words"]}
    assert sizes == {"USD million": 10**6, "USD billion": 10**9}
