"""The search of a book that is large: an index in parts, and what is loaded of it in a browser."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess

import pytest

from claimbook.core.text.messages import gettext, speaking
from claimbook.hosting import pagefind
from claimbook.hosting.pagefind import PagefindError, write_index
from claimbook.views.search import WORDS
from looking import looked_at
from searching import DESK, build_as_large
from serving import served
from sites import Site

SCROLLED_TO = """words => {
    const results = document.querySelector('.md-search__scrollwrap');
    results.scrollTo(0, results.scrollTop ? 0 : results.scrollHeight);
    return results.innerText.includes(words);
}"""
"""The theme adds results whenever a reader comes to the end of them."""


def parts(site):
    """The files of the index, by their paths below its folder."""
    folder = site.root / "search/pagefind"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.browser
def test_where_more_is_found_than_shown_it_is_said(browser, large, tmp_path):
    shutil.copytree(large.root, tmp_path / "site")
    shutil.rmtree(tmp_path / "site/search/pagefind")
    entries = (
        {"url": f"claims/{number}/", "title": f"Claim: {number}", "content": "carts"}
        for number in range(50)
    )
    write_index(entries, tmp_path / "site/search/pagefind")
    with served(tmp_path / "site") as host, looked_at(browser, viewport=DESK) as (page, said, _):
        page.goto(f"{host}?q=carts")
        with speaking(page.locator("html").get_attribute("lang")):
            note = gettext(WORDS["more"], count=50, shown=20)
        page.wait_for_function(SCROLLED_TO, arg=note)
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
    kinds = {"pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind"}
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


def test_a_small_book_has_no_index_in_parts(second):
    assert second.search["entries"]
    assert not (second.root / "search/pagefind").exists()
    assert not (second.root / "search/words.json").exists()


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
        write_index(ENTRIES, tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_a_message_that_pagefind_refuses_is_told_in_its_words(tmp_path):
    with pytest.raises(PagefindError, match="made no search index: "):
        write_index([{**ENTRIES[0], "title": 3}], tmp_path / "index")
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
    assert "entries" in json.loads((tmp_path / "search/records.json").read_text("utf-8"))
    assert not (tmp_path / "search/pagefind").exists()
