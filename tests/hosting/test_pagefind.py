"""The search of a book that is large: an index in parts, and what is loaded of it in a browser."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess

import pytest

from builders import LIGHTHOUSE
from claimbook.hosting import pagefind
from claimbook.hosting.pagefind import PagefindError, write_index
from looking import SMALL_TEXT, SMALLEST, looked_at
from serving import served
from sites import Site, copy_book, flat, run, warm

DESK = {"width": 1440, "height": 900}
ACTOR = "data/actors/yusuf-benali.yml"
NAME = "優素福·貝納利"

SCROLLED_TO = """words => {
    const results = document.querySelector('.md-search__scrollwrap');
    results.scrollTo(0, results.scrollTop ? 0 : results.scrollHeight);
    return results.innerText.includes(words);
}"""
"""The theme adds results whenever a reader comes to the end of them."""

AS_LARGE = """
from claimbook.site import search_index
search_index.LARGEST = 0
{change}
from mkdocs.__main__ import cli
cli(["build"])
"""


def build_as_large(folder, change=""):
    """Build a book as if its entries were too many for one file."""
    return run(folder, "-c", AS_LARGE.format(change=change))


def parts(site):
    """The files of the index, by their paths below its folder."""
    folder = site.root / "search/pagefind"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def large(second, tmp_path_factory):
    """A small book that is built as if it were large; its site lies below its host's root."""
    folder = warm(copy_book(LIGHTHOUSE, tmp_path_factory.mktemp("large")), second)
    actor = folder / ACTOR
    text = actor.read_text("utf-8")
    names = f"names:\n  - text: {NAME}\n    lang: zh\n"
    actor.write_text(text.replace("names:\n", names, 1), "utf-8")
    done = build_as_large(folder)
    assert done.returncode == 0, done.stderr
    return Site(folder)


@pytest.fixture
def searching(browser, large):
    """Types into the search field of a page and gives what is shown, when it shows what is awaited."""
    with served(large.folder) as host, looked_at(browser, viewport=DESK) as (page, said, asked):
        page.goto(f"{host}site/people/")

        def search(words, awaited):
            page.locator(".md-search__input").click()
            page.locator(".md-search__input").fill(words)
            page.locator(".md-search__input").press("End")
            page.locator(f".md-search-result__link[href='{host}site/{awaited}']").first.wait_for()
            return page.locator(".md-search-result__article").all()

        search.page, search.asked, search.host = page, asked, host
        yield search
        assert said == []
        assert not [url for url in asked if not url.startswith((host, "data:"))]


@pytest.mark.browser
def test_a_claim_is_found_by_a_word_of_its_statement_and_the_word_is_marked(searching, large):
    claim = large.data.claims["oil-a-year"]
    assert "12.50 tonnes" in claim.statement
    [first, *_] = searching("12.50 last", f"claims/{claim.id}/")
    assert flat(claim.statement) in flat(first.inner_text())
    assert "last" in first.locator("mark").all_inner_texts()
    assert searching.page.evaluate(SMALL_TEXT, SMALLEST) == []


@pytest.mark.browser
@pytest.mark.parametrize("words", [NAME, NAME[:2], "يوسف", "benali", "BENALI"])
def test_a_person_is_found_by_any_name_and_by_its_beginning(searching, words):
    found = searching(words, "people/yusuf-benali/")
    assert any(one.locator("h1").inner_text() == "Who: Yusuf Benali" for one in found)


@pytest.mark.browser
def test_a_record_whose_title_begins_with_the_words_is_first(searching, large):
    [first, *others] = searching("oil", "claims/oil-a-year/")
    assert first.locator("h1").inner_text() == f"Claim: {large.data.claims['oil-a-year'].title}"
    assert others


@pytest.mark.browser
def test_events_are_shown_under_their_page_with_its_title(searching, large):
    event = next(iter(large.data.events.values()))
    searching(event.title, f"timeline/#event-{event.id}")
    heads = searching.page.locator(".md-search-result__article h1").all_inner_texts()
    assert "Timeline" in heads


@pytest.mark.browser
def test_text_that_looks_like_markup_is_shown_as_it_was_written(searching, large):
    claim = large.data.claims["hostile-words"]
    [first, *_] = searching("raw alert", "claims/hostile-words/")
    assert flat(first.locator("h1").inner_text()) == f"Claim: {claim.title}"
    assert flat(claim.statement) in flat(first.inner_text())
    assert first.locator("script, img, b").count() == 0


@pytest.mark.browser
def test_nothing_of_the_index_is_loaded_before_somebody_searches(searching):
    searching.page.wait_for_load_state("networkidle")
    assert not [url for url in searching.asked if "records" in url or "pagefind" in url]
    searching("oil", "claims/oil-a-year/")
    loaded = {url.removeprefix(f"{searching.host}site/") for url in searching.asked}
    assert "search/pagefind/pagefind.js" in loaded
    assert not [path for path in loaded if "javascripts/workers" in path]


@pytest.mark.browser
def test_where_more_is_found_than_shown_it_is_said(browser, large, tmp_path):
    shutil.copytree(large.root, tmp_path / "site")
    shutil.rmtree(tmp_path / "site/search/pagefind")
    entries = (
        {"url": f"claims/{number}/", "title": f"Claim: {number}", "content": "carts"}
        for number in range(50)
    )
    write_index(entries, "en", tmp_path / "site/search/pagefind")
    with served(tmp_path / "site") as host, looked_at(browser, viewport=DESK) as (page, said, _):
        page.goto(f"{host}?q=carts")
        page.wait_for_function(SCROLLED_TO, arg="50 were found, and the best 20")
        assert page.locator(".md-search-result__link[href*='/claims/']").count() == 20
        assert said == []


def test_two_indexes_of_one_book_are_the_same_to_the_byte(large, tmp_path):
    shutil.copytree(large.folder, tmp_path / "book", ignore=shutil.ignore_patterns("site"))
    done = build_as_large(tmp_path / "book")
    assert done.returncode == 0, done.stderr
    again = Site(tmp_path / "book")
    assert parts(again) == parts(large) != {}
    assert again.search == large.search


def test_an_index_holds_what_a_search_loads_and_nothing_else(large):
    top = {path for path in parts(large) if "/" not in path}
    kinds = {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"}
    assert top >= kinds
    assert {path.rsplit(".", 1)[1] for path in top - kinds} == {"pf_meta"}
    assert {path.split("/")[0] for path in parts(large) if "/" in path} == {"index", "fragment"}


def test_every_record_has_an_entry_in_the_index_and_the_manifest_lists_its_files(large):
    listed = (large.root / "manifest.sha256").read_text("utf-8")
    for path, content in parts(large).items():
        assert f"{hashlib.sha256(content).hexdigest()}  search/pagefind/{path}\n" in listed
    fragments = [path for path in parts(large) if path.startswith("fragment/")]
    entry = json.loads(parts(large)["pagefind-entry.json"])
    [language] = entry["languages"].values()
    records = len(large.data.claims) + len(large.data.actors) + len(large.data.events)
    assert language["page_count"] == len(fragments) > records


def test_an_archive_has_no_part_of_the_index(large):
    import io
    import zipfile

    from claimbook.hosting.archiving import archived

    names = zipfile.ZipFile(io.BytesIO(archived(large.root, "book", 0, "about"))).namelist()
    assert "book/index.html" in names
    assert not [name for name in names if "pagefind" in name]


def test_a_small_book_has_no_index_in_parts(shipped):
    assert isinstance(shipped.search, list)
    assert not (shipped.root / "search/pagefind").exists()


MISSING = "import sys; sys.modules['pagefind_bin'] = None"
NOT_A_PROGRAM = "import pagefind_bin; pagefind_bin.get_executable = lambda: '/dev/null'"


@pytest.mark.parametrize("change", [MISSING, NOT_A_PROGRAM], ids=["missing", "not a program"])
def test_without_pagefind_a_build_says_what_to_install_and_the_site_stays(tmp_path, large, change):
    book = tmp_path / "book"
    shutil.copytree(large.folder, book)
    done = build_as_large(book, change)
    assert done.returncode == 1
    assert "python -m pip install pagefind_bin" in done.stderr
    assert "Traceback" not in done.stderr
    before = (large.root / "manifest.sha256").read_bytes()
    assert (book / "site/manifest.sha256").read_bytes() == before
    assert not list(book.glob(".site.building"))


ENTRIES = [{"url": "a/", "title": "A", "content": "one"}] * 2


@pytest.mark.parametrize("says", ["exit 0", "read -r -d , one; exit 1", "exec 0<&-; sleep 0.2"])
def test_a_pagefind_that_ends_early_is_told_as_such(monkeypatch, tmp_path, says):
    def service():
        pipe = subprocess.PIPE
        return subprocess.Popen(["bash", "-c", says], stdin=pipe, stdout=pipe)

    monkeypatch.setattr(pagefind, "_service", service)
    with pytest.raises(PagefindError, match="ended before"):
        write_index(ENTRIES, "en", tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_a_message_that_pagefind_refuses_is_told_in_its_words(monkeypatch, tmp_path):
    monkeypatch.setattr(pagefind, "ENTRY", "never read")
    with pytest.raises(PagefindError, match="made no search index: "):
        write_index([{**ENTRIES[0], "title": 3}], "en", tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_a_preview_takes_the_one_file(tmp_path, monkeypatch):
    from types import SimpleNamespace

    from builders import minimal
    from claimbook.site import search_index
    from claimbook.views.paths import Paths

    site = SimpleNamespace(data=minimal(), listed={}, paths=Paths({}), preview=True)
    (tmp_path / "search").mkdir()
    written = {"config": {"lang": ["en"]}, "docs": []}
    (tmp_path / "search/search_index.json").write_text(json.dumps(written), "utf-8")
    monkeypatch.setattr(search_index, "LARGEST", 0)
    search_index.write(site, tmp_path)
    assert isinstance(json.loads((tmp_path / "search/records.json").read_text("utf-8")), list)
    assert not (tmp_path / "search/pagefind").exists()
