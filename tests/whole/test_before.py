"""The shipped book as the last engine that was copied into books built it, and as this one does.

The book of that commit is built by the engine beside it, brought up to this engine, and built again.
No address is lost, and each difference of the exports is named here, with why it is wanted. What pages
show has changed since, and is held by tests of its own.
"""

from __future__ import annotations

import re
import subprocess

import pytest

from builders import ROOT
from sites import Site, run

COPIED = "1827607c2e58"
"""The last commit whose books held a copy of the engine."""

NOT_BUILT = ("tests", ".github/workflows/code.yml", "docs/about/accessibility.md")
"""What is left out of the book: what tells the engine's own repository from a book, and a page whose
macro is gone, since the audit writes the page itself."""

WORKER = "assets/javascripts/workers/"
"""Where the theme keeps its own search, for which the engine's stands."""

DRAWN = (".svg", ".png", ".explore.json")
"""Files of charts, which are drawn in another grammar."""

GONE = ("contributing/", "about/accessibility", "assets/social/contributing/")
"""Addresses that are only in one of the two: the engine's guides are no part of a book."""

TIES = "how-claims-answer-each-other"

CHANGED = {"downloads/book.sqlite", "downloads/datapackage.json", "downloads/datapackage.zip"}
CHANGED |= {"downloads/tables/book.csv", "downloads/tables/units.csv"}
"""Exports that are others: a book names the format of its data, and a unit how one is written."""

CHANGED |= {f"downloads/tables/{name}.csv" for name in ("series", "series_rows")}
CHANGED |= {"api/v1/schema/series.json"}
"""A series has groups, levels, breaks and bands."""

CHANGED |= {"api/v1/schema/event.json"}
CHANGED |= {f"downloads/tables/{name}.csv" for name in ("event_relations", "events")}
"""An event can be a key one with a short name, and one relation is the document's own moment."""

CHANGED |= {f"cite/{name}" for name in ("all.bib", "all.json", "charts.bib", "charts.json")}
CHANGED |= {"feed.xml", f"numbers/{TIES}/{TIES}.json"}
"""There is one chart more over the claims, and ties are rows with a dot each."""

CHANGED |= {"api/v1/openapi.json"}
"""Each document of the API says its language, since a book can have several."""

CHANGED |= {f"downloads/tables/{name}.csv" for name in ("claims", "claim_statuses", "documents")}
CHANGED |= {f"api/v1/schema/{name}.json" for name in ("claim", "document")}
"""A claim is signed, a status can say that nobody has judged yet, and a document has an author."""

MENU = ("search/", "sitemap.xml", "manifest.sha256", "assets/")
"""What follows from the menu, in which the guides are one page now, and from the engine's styles."""


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The two sites: before and now."""
    if subprocess.run(["git", "-C", ROOT, "cat-file", "-e", COPIED], check=False).returncode:
        pytest.skip("THE HISTORY IS NOT HERE: the site of before could not be built")
    folder = tmp_path_factory.mktemp("before") / "book"
    folder.mkdir()
    packed = subprocess.run(
        ["git", "-C", ROOT, "archive", COPIED], check=True, capture_output=True
    ).stdout
    subprocess.run(["tar", "x", "-C", folder], input=packed, check=True)
    for path in NOT_BUILT:
        subprocess.run(["rm", "-r", folder / path], check=True)
    for page in ("mkdocs.yml", "docs/about/index.md", "docs/about/data.md"):
        text = (folder / page).read_text("utf-8")
        kept = [line for line in text.splitlines(keepends=True) if "accessibility.md" not in line]
        (folder / page).write_text("".join(kept), "utf-8", newline="\n")
    sites = []
    for name in ("before", "now"):
        done = run(folder, "-m", "mkdocs", "build", "-d", f"../{name}/site")
        assert done.returncode == 0, done.stderr
        sites.append(Site(folder.parent / name))
        if name == "before":
            done = run(folder, "-m", "claimbook", "upgrade", "--write")
            assert done.returncode == 0, done.stderr
    return sites


def files(site):
    """The content of each file that both engines should write."""
    return {
        name: path.read_bytes()
        for path in site.root.rglob("*")
        if path.is_file() and not (name := path.relative_to(site.root).as_posix()).startswith(GONE)
    }


@pytest.mark.long
def test_each_address_of_before_still_leads_somewhere(both):
    before, now = (set(files(site)) for site in both)
    assert {name for name in before - now if not name.startswith(WORKER)} == set()


def without_language(content, before):
    """A file without the language that a JSON document of a book says of itself since."""
    if b'"language"' in before[:200]:
        return content
    return re.sub(rb'\A(.{,120}?)"language": "en", ', rb"\1", content, flags=re.DOTALL)


@pytest.mark.long
def test_each_export_is_as_before(both):
    before, now = map(files, both)
    others = {
        name
        for name, content in before.items()
        if content != without_language(now.get(name, b""), content)
        and not name.endswith((".html", *DRAWN))
    }
    assert {name for name in others if not name.startswith(MENU)} == CHANGED
