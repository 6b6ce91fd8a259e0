"""The guide to a new kind of record, followed to the letter: the kind is there in a book's site."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing

import pytest

from blocks import blocks_in
from builders import MINIMAL, ROOT
from sites import Site, build, check, flat, run

GUIDE = ROOT / "docs" / "contributing" / "record-kinds.md"
ADDED = re.compile(r"add to (\S+), above (.+)")
MOST_FILES = 5

LAWS = {
    "toll-law": ("The Toll Law", "It lets a parish <ask> for a toll & no more."),
    "bridge-law": ("The Bridge Law", "It says who mends a bridge."),
}
LAW = "id: {}\nname: {}\ndescription: {}\nsources:\n  - toll-book\nadded: 1902-03-01\n"


def titled():
    """What the guide says to write: the file, what it stands above or nothing, and the text."""
    for _, info, body in blocks_in(GUIDE):
        title = re.search(r'title="([^"]+)"', info)[1]
        added = ADDED.fullmatch(title)
        yield (added[1], added[2], body) if added else (title, None, body)


def follow(engine):
    for path, above, body in titled():
        file = engine / path
        if above is None:
            assert not file.exists(), path
            file.write_text(body, "utf-8")
            continue
        lines = file.read_text("utf-8").splitlines(keepends=True)
        [at, *_] = [n for n, one in enumerate(lines) if bare(one).startswith(above)]
        file.write_text("".join([*lines[:at], body, *lines[at:]]), "utf-8")


def bare(line):
    """A line of code as a title of the guide can name it."""
    return line.strip().replace('"', "")


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """A copy of the engine that has the guide's kind of record."""
    macros = tmp_path_factory.mktemp("engine") / "macros"
    shutil.copytree(ROOT / "macros", macros, ignore=shutil.ignore_patterns("*cache*", "*-info"))
    shutil.copy(ROOT / "pyproject.toml", macros.parent)
    follow(macros / "claimbook")
    return macros


@pytest.fixture
def book(engine, tmp_path):
    """A book with two laws and the page that lists them, beside the engine's copy."""
    folder = tmp_path / "book"
    shutil.copytree(MINIMAL, folder)
    (folder / "macros").symlink_to(engine)
    (folder / "data/laws").mkdir()
    for one, said in LAWS.items():
        (folder / f"data/laws/{one}.yml").write_text(LAW.format(one, *said), "utf-8")
    pages = {
        "laws": "# Laws\n\n{{ law_list() }}\n",
        "sources": "# Sources\n\n{{ source_list() }}\n",
    }
    for name, text in pages.items():
        (folder / f"docs/{name}.md").write_text(text, "utf-8")
    return folder


def test_the_guide_touches_no_more_files_than_it_says(engine):
    written = {path.relative_to(engine): path for path in engine.rglob("*.*") if path.is_file()}
    touched = {
        name
        for name, path in written.items()
        if not (ROOT / "macros" / name).exists()
        or path.read_bytes() != (ROOT / "macros" / name).read_bytes()
    }
    assert len(touched) == MOST_FILES


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=" ".join)
def test_what_the_guide_writes_is_sound_code(command, engine):
    done = run(engine.parent, "-m", "ruff", *command, "--no-cache", "macros")
    assert done.returncode == 0, done.stdout


def test_a_book_with_the_new_kind_is_sound_and_shows_it_everywhere(book):
    checked = check(book)
    assert checked.returncode == 0, checked.stdout
    done = build(book)
    assert done.returncode == 0, done.stderr
    site = Site(book)
    page = site.pages["laws/index.html"]
    assert [page.parsed.ids[f"law-{one}"] for one in LAWS] == [1, 1]
    assert all(flat(text) in page.text for said in LAWS.values() for text in said)
    assert page.text.index("The Bridge Law") < page.text.index("The Toll Law")
    resting = site.pages["sources/index.html"].html
    assert all(f'href="../laws/#law-{one}"' in resting for one in LAWS)

    made = book / "site"
    listed = json.loads((made / "api/v1/laws.json").read_text("utf-8"))
    assert {one["id"]: one["record"]["name"] for one in listed["laws"]} == {
        one: name for one, (name, _) in LAWS.items()
    }
    assert {one["address"] for one in listed["laws"]} == {f"laws/#law-{one}" for one in LAWS}
    found = json.loads((made / "search/records.json").read_text("utf-8"))
    laws = [one for one in found["entries"] if one["title"] == "Law: The Toll Law"]
    assert [one["location"] for one in laws] == ["laws/#law-toll-law"]
    assert "New law: The Toll Law" in (made / "feed.xml").read_text("utf-8")
    with closing(sqlite3.connect(made / "downloads/book.sqlite")) as database:
        searched = database.execute("SELECT id FROM search WHERE search MATCH 'mends'").fetchall()
    assert searched == [("bridge-law",)]


def test_the_commands_know_the_new_kind(book):
    said = run(book, "-m", "claimbook", "new", "law", "--help").stdout
    assert all(f"--{one}" in said for one in ("name", "description", "sources"))
    given = ("--name", "The Ferry Law", "--description", "It ends.", "--sources", "toll-book")
    done = run(book, "-m", "claimbook", "new", "law", *given)
    assert done.returncode == 0, done.stderr
    assert (book / "data/laws/the-ferry-law.yml").exists()
    assert run(book, "-m", "claimbook", "schema").returncode == 0
    schema = json.loads((book / "data/schema/law.json").read_text("utf-8"))
    assert schema["properties"]["description"]["description"].startswith("What the law says")
    falls = run(book, "-m", "claimbook", "what-if", "--retract", "toll-book")
    assert falls.returncode == 0, falls.stderr
    assert "The Ferry Law" in falls.stdout


def test_a_broken_record_of_the_new_kind_is_told_at_its_place(book):
    path = book / "data/laws/toll-law.yml"
    path.write_text(path.read_text("utf-8").replace("toll-book", "tol-book"), "utf-8")
    done = check(book)
    assert done.returncode == 1
    assert "data/laws/toll-law.yml:5:5: error E023: source 'tol-book'" in done.stderr
    assert "did you mean 'toll-book'?" in done.stderr
