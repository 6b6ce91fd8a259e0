"""A book in two languages is built at once, and each edition is whole."""

from __future__ import annotations

import json
from subprocess import CompletedProcess
from xml.etree import ElementTree as ET

import pytest

from builders import GERMAN, a_folder
from sites import ADDRESS, Site, build, built_once, run

SETTINGS = f"""
site_name: Who crosses the bridge
site_description: A notice, claim by claim.
site_url: {ADDRESS}
copyright: Written by nobody.
strict: true
theme:
  name: material
  font: false
  language: en
  palette:
    - scheme: default
      toggle: {{icon: material/weather-night, name: Switch to the dark colors}}
nav:
  - The story: index.md
  - claims.md
  - About: [about/index.md, about/numbers.md]
  - Contribute: [contributing/index.md]
plugins: [search, claimbook, macros]
"""
EVENTS = '{{ event_list(["bridge-opened"]) }}'
PAGES = {
    "mkdocs.yml": SETTINGS,
    "docs/claims.md": f"# Claims\n\n{EVENTS}\n\n{{{{ claim_list() }}}}\n",
    "docs/about/index.md": '# About\n\nSee [the work](../contributing/index.md), "as it is".\n\n{{ corrections() }}\n',
    "docs/about/numbers.md": "# Numbers\n\n{{ chart_list() }}\n\n{{ actor_list() }}\n",
    "docs/contributing/index.md": "# The work\n\nGo [home](../index.md).\n",
    "docs/glossary.md": "# Words\n\n{{ glossary() }}\n\n{{ timeline() }}\n\n{{ source_list() }}\n",
    "editions/de/docs/claims.md": f"# Aussagen\n\nSiehe [die Arbeit](contributing/index.md).\n\n{EVENTS}\n\n{{{{ claim_list() }}}}\n",
    "editions/de/site.yml": "menu.About: Über dies\nmenu.Contribute: Mitmachen\ncopyright: Von niemandem.\n",
    "editions/de/terms/toll.yml": "term: Zoll\n",
}


@pytest.fixture(scope="session")
def two(shared_folder) -> Site:
    """The smallest book with an edition in German, of which a few things are not translated."""

    def make(to):
        folder = a_folder(to, GERMAN, **PAGES)
        (folder / "editions/de/events/bridge-opened.yml").unlink()
        claim = folder / "editions/de/claims/forty-carts.yml"
        lines = claim.read_text("utf-8").split("\n")
        kept = [line for line in lines if not line.startswith("assessment:")]
        claim.write_text("\n".join(kept), "utf-8")
        return folder

    return built_once(shared_folder, "two-languages", make)


def page(two, path):
    return two.pages[f"{path}index.html"]


def test_each_page_is_there_in_both_languages_but_those_for_contributors(two):
    own = {path for path in two.pages if not path.startswith("de/")}
    translated = {path.removeprefix("de/") for path in two.pages if path.startswith("de/")}
    assert own - translated == {"404.html", "contributing/index.html"}
    assert translated <= own


def test_an_edition_tells_its_language_and_says_all_in_it(two):
    there = page(two, "de/claims/forty-carts/")
    assert '<html lang="de"' in there.html
    assert ">Vierzig Karren am Tag</a></h1>" in there.html
    assert "Die Wärterin sagt" in there.text
    assert "Verkehr" in there.text
    assert "Eine Brücke, Aussage für Aussage" in there.html
    assert "Von niemandem." in there.text
    assert 'lang="en"><p>“some forty carts a day”' in there.html.replace("„", "“").replace(
        "“</", "”</"
    )
    assert "Unsere Übersetzung: " in there.text
    assert "etwa vierzig Karren am Tag" in there.text
    home = page(two, "de/")
    assert "zählt" in home.text
    assert "40 Karren" in home.text.replace("\xa0", " ")
    assert '<html lang="en"' in page(two, "claims/forty-carts/").html


def test_the_menu_is_in_the_language_of_the_edition_and_leads_to_the_one_page_for_contributors(two):
    home = page(two, "de/")
    for name in ("Eine Brücke", "Aussagen", "Über dies", "Mitmachen"):
        assert name in home.html
    assert "The story" not in home.html
    assert two.target("de/index.html", "../contributing/") == ("contributing/index.html", "")
    assert 'href="../contributing/"' in home.html
    assert 'href="../../contributing/"' in page(two, "de/claims/").html
    assert 'href="../../contributing/"' in page(two, "de/about/").html


def test_no_link_of_an_edition_leads_nowhere(two):
    for path, one in two.pages.items():
        for address in (*one.parsed.links, *one.parsed.loads):
            if path == "404.html" or (found := two.target(path, address)) is None:
                continue
            file, anchor = found
            assert (two.root / file).is_file(), (path, address)
            if anchor and file in two.pages:
                assert anchor in two.pages[file].parsed.ids, (path, address)


def switched(two, path):
    """Where the list of languages on a page leads, by the language."""
    links = page(two, path).html.split('class="md-select__link" href="')[1:]
    found = (one.split('"', 4) for one in links)
    return {tag: two.target(f"{path}index.html", href)[0] for href, _, tag, *_ in found}


@pytest.mark.parametrize(
    "url", ["", "claims/", "claims/forty-carts/", "people/ann-reed/", "about/numbers/"]
)
def test_the_switch_leads_to_the_same_page_in_the_other_language(two, url):
    both = {"en": f"{url}index.html", "de": f"de/{url}index.html"}
    assert switched(two, url) == both
    assert switched(two, f"de/{url}") == both


def test_from_a_page_that_only_the_original_has_the_switch_leads_to_the_start(two):
    assert switched(two, "contributing/")["de"] == "de/index.html"
    assert 'hreflang="de" href="http' not in page(two, "contributing/").html


def test_the_head_of_each_page_names_it_in_all_languages(two):
    for path in ("claims/forty-carts/", "de/claims/forty-carts/", "claims/", "de/"):
        url = path.removeprefix("de/")
        for tag, address in (("en", url), ("de", f"de/{url}"), ("x-default", url)):
            link = f'<link rel=" alternate" hreflang="{tag}" href="{ADDRESS}{address}">'
            assert page(two, path).html.count(link) == 1


def test_what_is_not_translated_says_so_and_tells_its_language(two):
    about = page(two, "de/about/").html
    assert '<div lang="en"><h1' in about
    assert "“as it is”" in about
    assert "noch nicht übersetzt; hier steht sie auf Englisch" in about
    assert "Teile dieser Seite sind noch nicht" in page(two, "de/claims/forty-carts/").html
    assert "noch nicht übersetzt" not in page(two, "de/people/ann-reed/").html
    assert "cb-untranslated" not in page(two, "about/").html


def test_a_list_tells_the_language_of_what_is_not_translated_and_says_so_once(two):
    listed = page(two, "de/claims/").html
    assert '<span class="cb-event-list__title" lang="en" data-untranslated>' in listed
    assert listed.count("cb-untranslated") == 1
    assert "Teile dieser Seite sind noch nicht" in listed
    assert "data-untranslated" not in page(two, "claims/").html


def test_search_feed_and_files_are_in_the_language_of_the_edition(two):
    entries = json.loads((two.root / "de/search/records.json").read_text("utf-8"))["entries"]
    assert any("Vierzig Karren am Tag" in one["title"] for one in entries)
    assert not any("Forty carts" in one["title"] for one in entries)
    feed = ET.parse(two.root / "de/feed.xml").getroot()
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    original = ET.parse(two.root / "feed.xml").getroot()
    ids = "{http://www.w3.org/2005/Atom}id"
    assert {one.text for one in feed.iter(ids)}.isdisjoint(one.text for one in original.iter(ids))
    claim = json.loads((two.root / "de/api/v1/claims/forty-carts.json").read_text("utf-8"))
    assert claim["language"] == "de"
    assert claim["record"]["title"] == "Vierzig Karren am Tag"
    assert claim["record"]["quote"] == "some forty carts a day"
    chart = (two.root / "de/numbers/carts-by-year/carts-by-year.svg").read_text("utf-8")
    assert "Wie viele Karren fahren hinüber?" in chart
    assert (two.root / "de/assets/social/claims/forty-carts.png").is_file()


def test_one_sitemap_and_one_manifest_are_of_the_whole_site(two):
    found = ET.parse(two.root / "sitemap.xml").getroot()
    addresses = {one.text for one in found.iter() if one.tag.endswith("loc")}
    pages = {path for path in two.pages if path.endswith("index.html") and "embed/" not in path}
    assert addresses == {ADDRESS + path.removesuffix("index.html") for path in pages}
    assert not (two.root / "de/sitemap.xml").exists()
    assert not (two.root / "de/404.html").exists()
    assert not list((two.root / "de").rglob("manifest.sha256"))
    manifest = (two.root / "manifest.sha256").read_text("utf-8")
    files = {
        path.relative_to(two.root).as_posix() for path in two.root.rglob("*") if path.is_file()
    }
    assert {line.split("  ")[1] for line in manifest.splitlines()} == files - {"manifest.sha256"}


def test_the_archive_holds_the_editions_and_leads_between_them(two, tmp_path):
    done = run(two.folder, "-m", "claimbook", "archive", "--output", str(tmp_path / "book.zip"))
    assert done.returncode == 0, done.stderr


def test_a_book_of_one_language_has_no_switch(second):
    home = second.pages["index.html"].html
    assert "md-select" not in home
    assert "hreflang" not in home


def test_a_warning_in_an_edition_keeps_all_from_being_published(tmp_path):
    folder = a_folder(
        tmp_path, GERMAN, **{**PAGES, "editions/de/docs/claims.md": "# A\n\n[b](#nowhere)\n"}
    )
    settings = SETTINGS + "validation: {links: {anchors: warn}}\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    done: CompletedProcess[str] = build(folder)
    assert done.returncode != 0
    assert "nowhere" in done.stderr
    assert not (folder / "site").exists()


def test_a_broken_translation_stops_the_build_at_its_place(tmp_path):
    folder = a_folder(tmp_path, GERMAN, **{**PAGES, "editions/de/terms/toll.yml": "titel: Zoll\n"})
    done = build(folder)
    assert done.returncode != 0
    assert "editions/de/terms/toll.yml:1:1: error E111" in done.stderr
