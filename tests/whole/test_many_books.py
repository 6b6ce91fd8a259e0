"""What is written about many books is so: each script and each query of the page is run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from builders import ROOT
from serving import served
from sites import Site, git, warm

sys.path.append(str(ROOT / "tests/benchmarks"))

PAGE = re.sub(
    r"{% (?:end)?raw %}\n", "", (ROOT / "docs/contributing/many-books.md").read_text("utf-8")
)
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
BLOCKS = [match.groups() for match in BLOCK.finditer(PAGE)]
SCRIPTS = {title: body for language, title, body in BLOCKS if language == "sh"}
QUERIES = {title: body for language, title, body in BLOCKS if language == "sql"}
HOST = "https://books.news.example"
NOT_RUN = "needs the network"
NAMES = ["coffee", "ferries", "salt"]
CLAIMS = 12


class Newsroom:
    """A repository of three books, with the scripts of the page."""

    def __init__(self, folder: Path) -> None:
        from generator import generate

        self.folder = folder
        for seed, name in enumerate(NAMES, 1):
            generate(folder / "books" / name, CLAIMS, seed, on_shelf=True)
        (folder / "ci").mkdir()
        for path, body in SCRIPTS.items():
            (folder / path).write_text(body, "utf-8")
        (folder / "requirements.txt").write_text("claimbook==1\n", "utf-8")
        ignored = "site/\n.cache/\n.site.*\n*.txt\n!requirements.txt\n"
        (folder / ".gitignore").write_text(ignored, "utf-8")
        git(folder, "init", "--quiet", "--initial-branch", "main")
        self.commit("published")
        git(folder, "branch", "published")

    def commit(self, message: str) -> None:
        git(self.folder, "add", ".")
        git(self.folder, "commit", "--quiet", "--message", message)

    def run(self, script: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a script of the page as a CI does."""
        return subprocess.run(
            ["sh", "-e", script],
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "NO_MKDOCS_2_WARNING": "1",
                **env,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def lines(self, path: str) -> list[str]:
        return (self.folder / path).read_text("utf-8").split()

    def changed(self, base: str) -> list[str]:
        assert self.run("ci/changed.sh", BASE=base).returncode == 0
        return self.lines("changed.txt")


@pytest.fixture(scope="module")
def newsroom(second, tmp_path_factory):
    """The newsroom, its books built by two machines as the page says."""
    room = Newsroom(tmp_path_factory.mktemp("newsroom"))
    for name in NAMES:
        warm(room.folder / "books" / name, second)
    (room.folder / "changed.txt").write_text("".join(f"{name}\n" for name in NAMES))
    taken = []
    for shard in "12":
        assert room.run("ci/mine.sh", SHARD=shard, SHARDS="2").returncode == 0
        taken.append(room.lines("mine.txt"))
        done = room.run("ci/build.sh", HOST=HOST)
        assert done.returncode == 0, done.stdout + done.stderr
    assert taken == [["coffee", "salt"], ["ferries"]]
    return room


@pytest.fixture(scope="module")
def books(newsroom):
    """The three books by name: what they are in their files, not in their API."""
    return {name: Site(newsroom.folder / "books" / name) for name in NAMES}


def connection():
    import duckdb

    offline = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    return duckdb.connect(config=offline)


@pytest.fixture(scope="module")
def answers(newsroom):
    """What each query of the page gives, as rows by column, without anything from the network."""
    found = {}
    before = Path.cwd()
    os.chdir(newsroom.folder)
    try:
        with connection() as database:
            for title, body in QUERIES.items():
                if title != NOT_RUN:
                    database.execute(body)
                    names = [column[0] for column in database.description or ()]
                    rows = database.fetchall() if title else []
                    found[title] = [dict(zip(names, row, strict=True)) for row in rows]
    finally:
        os.chdir(before)
    return found


def test_every_query_and_every_script_of_the_page_is_run_but_the_one_that_says_so():
    assert set(QUERIES) == {
        *(None, "index", "claims", "sources", "numbers", "corrections", "people"),
        NOT_RUN,
    }
    assert set(SCRIPTS) == {
        f"ci/{name}.sh" for name in ("changed", "mine", "build", "upload", "take")
    }
    assert {language for language, *_ in BLOCKS} == {"sh", "sql", "yaml", "text"}
    assert "is not run by the test" in PAGE.split(f'title="{NOT_RUN}"', maxsplit=1)[0][-200:]


def test_the_index_has_every_book_with_its_counts(answers, books):
    found = {row["book"]: row for row in answers["index"]}
    assert len(found) == len(books)
    for name, site in books.items():
        row = found[site.data.book.title]
        assert row["site"] == f"books/{name}/site/"
        assert row["as_of"] == site.data.book.as_of.text
        assert (row["claims"], row["sources"]) == (len(site.data.claims), len(site.data.sources))


def test_all_claims_are_there_with_who_made_them_and_how_they_hold_up(answers, books):
    expected = Counter(
        (site.data.book.title, site.data.actors[claim.speaker].name, claim.status, claim.statement)
        for site in books.values()
        for claim in site.data.claims.values()
    )
    assert Counter(tuple(row.values()) for row in answers["claims"]) == expected
    assert expected.total() == CLAIMS * len(books)


def test_sources_of_more_than_one_book_are_those_whose_address_more_than_one_has(answers, books):
    rest_on = defaultdict(list)
    for site in books.values():
        for source in site.data.sources.values():
            rest_on[source.url].append(site.data.book.title)
    shared = {url: sorted(titles) for url, titles in rest_on.items() if len(titles) > 1}
    assert {row["url"]: row["titles"] for row in answers["sources"]} == shared
    assert 0 < len(shared) < len(rest_on)


def test_numbers_of_one_unit_come_with_what_they_are_shares_of(answers, books):
    figures = sum(len(site.data.figure_ids) for site in books.values())
    assert len(answers["numbers"]) == figures
    shares = [row for row in answers["numbers"] if row["of_what"]]
    expected = {
        (site.data.book.title, quantity.of, quantity.value)
        for site in books.values()
        for claim in site.data.claims.values()
        for quantity in claim.quantities
        if quantity.of
    }
    assert {(row["book"], row["of_what"], row["value"]) for row in shares} == expected
    assert answers["numbers"][: len(shares)] == shares
    assert any(row["day"] for row in answers["numbers"])


def test_corrections_since_a_day_are_those_of_all_books_newest_first(answers, books):
    [day] = re.findall(r"'date' >= '([^']+)'", QUERIES["corrections"])
    every = [
        (correction.date.text, site.data.book.title)
        for site in books.values()
        for correction in site.data.corrections.values()
    ]
    found = [(row["day"], row["book"]) for row in answers["corrections"]]
    assert found == sorted((one for one in every if one[0] >= day), reverse=True)
    assert 0 < len(found) < len(every)


def test_the_last_days_are_a_day_as_corrections_write_it():
    [expression] = re.findall(r"for the last seven days it is `([^`]+)`", PAGE)
    with connection() as database:
        [[day]] = database.execute(f"SELECT {expression}").fetchall()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)


def test_people_of_the_same_item_are_found_in_all_books(answers, books):
    named = defaultdict(list)
    for site in books.values():
        for actor in site.data.actors.values():
            named[actor.wikidata].append((actor.name, f"people/{actor.id}/"))
    shared = {item: people for item, people in named.items() if item and len(people) > 1}
    assert [row["item"] for row in answers["people"]] == sorted(shared)
    assert 0 < len(shared) < len(named)
    for row in answers["people"]:
        assert row["names"] == [name for name, _ in shared[row["item"]]]
        for address, name, (_, page) in zip(
            row["addresses"], NAMES, shared[row["item"]], strict=True
        ):
            assert address == f"{HOST}/{name}/{page}"


@pytest.mark.parametrize("shards", [1, 2, 3, 4, 7])
def test_every_book_is_of_one_shard(newsroom, shards):
    names = [f"book-{number}" for number in range(10)]
    (newsroom.folder / "changed.txt").write_text("".join(f"{name}\n" for name in names))
    taken = []
    for shard in range(1, shards + 1):
        newsroom.run("ci/mine.sh", SHARD=str(shard), SHARDS=str(shards))
        taken.append(newsroom.lines("mine.txt"))
    assert sorted(name for names in taken for name in names) == names
    assert max(map(len, taken)) - min(map(len, taken)) <= 1


def test_changed_books_are_built_and_all_when_another_engine_builds_them(newsroom, tmp_path):
    room = Newsroom.__new__(Newsroom)
    room.folder = tmp_path / "room"
    ignored = shutil.ignore_patterns("site", ".cache", "changed.txt", "mine.txt", "failed.txt")
    shutil.copytree(newsroom.folder, room.folder, symlinks=True, ignore=ignored)
    assert room.changed("published") == []
    (room.folder / "books/salt/docs/añadido.md").write_text("# More\n", "utf-8")
    shutil.rmtree(room.folder / "books/coffee")
    room.commit("one is changed and one is gone")
    assert room.changed("published") == ["salt"]
    (room.folder / "requirements.txt").write_text("claimbook==2\n", "utf-8")
    room.commit("another engine builds them")
    assert room.changed("published") == ["ferries", "salt"]


def test_a_book_that_fails_is_named_and_keeps_its_site_and_the_others_are_built(newsroom, tmp_path):
    room = Newsroom.__new__(Newsroom)
    room.folder = tmp_path / "room"
    shutil.copytree(newsroom.folder, room.folder, symlinks=True)
    before = (room.folder / "books/coffee/site/manifest.sha256").read_bytes()
    (room.folder / "books/coffee/data/claims/claims-0.yml").write_text("id: [", "utf-8")
    shutil.rmtree(room.folder / "books/salt/site")
    (room.folder / "mine.txt").write_text("coffee\nsalt\n", "utf-8")
    done = room.run("ci/build.sh", HOST=HOST)
    assert done.returncode == 1
    assert done.stdout.split()[-1] == "coffee"
    assert room.lines("failed.txt") == ["coffee"]
    assert (room.folder / "books/coffee/site/manifest.sha256").read_bytes() == before
    again, first = (
        one / "books/salt/site/manifest.sha256" for one in (room.folder, newsroom.folder)
    )
    assert again.read_bytes() == first.read_bytes()


def test_only_what_differs_from_what_is_published_is_uploaded(newsroom, tmp_path):
    published = tmp_path / "salt"
    shutil.copytree(newsroom.folder / "books/salt/site", published)
    manifest = published / "manifest.sha256"
    same = manifest.read_text("utf-8")
    with served(tmp_path) as address:
        where = {"HOST": address.rstrip("/"), "book": "salt"}
        assert newsroom.run("ci/upload.sh", **where).returncode == 0
        assert newsroom.lines("upload.txt") == newsroom.lines("remove.txt") == []
        changed = re.sub(r"^\w{64}(?=  feed\.xml$)", "0" * 64, same, flags=re.MULTILINE)
        manifest.write_text(f"{changed}{'1' * 64}  gone/index.html\n", "utf-8")
        newsroom.run("ci/upload.sh", **where)
        assert newsroom.lines("upload.txt") == ["feed.xml"]
        assert newsroom.lines("remove.txt") == ["gone/index.html"]
        manifest.unlink()
        assert newsroom.run("ci/upload.sh", **where).returncode == 0
        assert len(newsroom.lines("upload.txt")) == len(same.splitlines())


def test_the_lists_of_books_elsewhere_can_be_fetched_and_asked(newsroom, answers):
    [sites] = re.findall(r"SET VARIABLE sites = \['taken/\*/'\]", PAGE)
    with served(newsroom.folder) as address:
        lines = (f"{name} {address}books/{name}/site/\n" for name in NAMES)
        (newsroom.folder / "addresses.txt").write_text("".join(lines))
        done = newsroom.run("ci/take.sh")
    assert done.returncode == 0, done.stderr
    before = Path.cwd()
    os.chdir(newsroom.folder)
    try:
        with connection() as database:
            database.execute(QUERIES[None])
            database.execute(sites)
            for title in set(answers) - {None, "index"}:
                rows = database.execute(QUERIES[title]).fetchall()
                assert rows == [tuple(row.values()) for row in answers[title]], title
    finally:
        os.chdir(before)


def test_the_workflow_runs_the_scripts_of_the_page_on_as_many_machines_as_it_says():
    [text] = [body for language, _, body in BLOCKS if language == "yaml"]
    workflow = yaml.safe_load(text)
    job = workflow["jobs"]["build"]
    runs = "\n".join(step.get("run", "") for step in job["steps"])
    ran = re.findall(r"sh (ci/[a-z]+\.sh)", runs)
    assert ran == [f"ci/{name}.sh" for name in ("changed", "mine", "build", "upload")]
    shards = job["strategy"]["matrix"]["shard"]
    assert shards == list(range(1, job["env"]["SHARDS"] + 1))
    used = set(re.findall(r"\$\{?(\w+)", "".join(SCRIPTS[path] for path in ran)))
    own = {"book", "i", "n"}
    assert used - own <= {*workflow["env"], *job["env"]}
