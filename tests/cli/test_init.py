"""A new book from any article builds at once, keeps none of its sentences, and is nobody else's."""

from __future__ import annotations

import re
import shutil

import pytest
from click.testing import CliRunner

from builders import LIGHTHOUSE, ROOT
from claimbook.cli.main import main
from claimbook.core.load import load_dataset
from claimbook.core.proofs.fingerprint import fingerprint_of
from claimbook.core.proofs.quotations import Placement, Quoted, locate
from claimbook.editing.anchors import anchors
from claimbook.editing.beginning import ANCHORS
from claimbook.editing.fixing import repairs
from sites import Site, build, check

ARTICLE = """Town to close two of its baths, mayor says

The mayor of Fairwater, Lena Okafor, said on Tuesday that the town would close two of its five
public baths by the end of next year, saving about $2.4 million a year, and that nobody had asked for more.

The bathers' union disputes the figure. Its chair said: "The baths had 310,000 visits last year."

它說，這座城市將關閉五座浴場中的兩座，每年節省約二百四十萬元。
"""


def begun(folder, article, *flags):
    return CliRunner().invoke(main, ["init", str(folder), "--article", str(article), *flags])


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    path = tmp_path_factory.mktemp("article") / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def book(tmp_path_factory, article):
    folder = tmp_path_factory.mktemp("begun") / "book"
    done = begun(folder, article)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def site(book):
    done = build(book)
    assert done.returncode == 0, done.stderr
    return Site(book)


def texts(folder):
    for path in folder.rglob("*"):
        if path.is_file() and "site" not in path.relative_to(folder).parts[:1]:
            yield path.relative_to(folder).as_posix(), path.read_text("utf-8", "replace")


def test_a_new_book_is_sound_and_in_the_form_that_all_files_have(book):
    assert check(book).returncode == 0
    assert repairs(book) == []
    assert CliRunner().invoke(main, ["schema", str(book), "--check"]).exit_code == 0


def test_a_new_book_builds_and_every_link_in_it_leads_somewhere(site):
    for page in site.pages:
        for link in site.pages[page].parsed.links:
            target = site.target(page, link)
            assert target is None or (site.root / target[0]).exists(), (page, link)
    assert "Town to close two of its baths, mayor says" in site.pages["index.html"].text


def test_the_article_is_proved_by_its_fingerprint_and_kept_nowhere(book, article):
    document = load_dataset(book).document
    verified = CliRunner().invoke(main, ["verify", str(book), "--text", str(article)])
    assert verified.exit_code == 0, verified.output
    assert len(document.paragraphs) == len([line for line in ARTICLE.split("\n") if line])
    sentences = [line for line in ARTICLE.split("\n")[1:] if line]
    for path, text in texts(book):
        if path != ANCHORS:
            assert not [one for one in sentences if one in text], path
    assert f"/{ANCHORS}" in (book / ".gitignore").read_text("utf-8").split("\n")


def test_each_proposed_passage_is_proved_as_it_stands(book):
    fingerprint = fingerprint_of(load_dataset(book).document)
    found = [one for _, _, passages in anchors(ARTICLE, fingerprint.document) for one in passages]
    assert {one.paragraph for one in found} >= {1, 2, 3, 4, 5}
    for one in found:
        assert isinstance(locate(Quoted(one.quote, one.paragraph), fingerprint), Placement)
        assert one.quote in (book / ANCHORS).read_text("utf-8")
        assert len(one.quote.split()) <= 25


def test_a_proposed_passage_can_be_made_a_claim(book, tmp_path):
    mine = shutil.copytree(book, tmp_path / "book", ignore=shutil.ignore_patterns("site", ".cache"))

    def new(kind, /, **given):
        flags = [part for name, value in given.items() for part in (f"--{name}", value)]
        done = CliRunner().invoke(main, ["new", kind, "--folder", str(mine), *flags])
        assert done.exit_code == 0, done.output

    new(
        "source",
        title="Budget of Fairwater",
        publisher="Town of Fairwater",
        url="https://fairwater.example/budget",
        language="en",
        kind="government",
        quality="primary",
        access="publisher-page",
    )
    new(
        "actor",
        name="Lena Okafor",
        kind="person",
        role="Mayor",
        description="Mayor of Fairwater.",
        sources="budget-of-fairwater",
    )
    quote = next(
        p for _, _, passages in anchors(ARTICLE, "x") for p in passages if "close" in p.quote
    )
    new(
        "claim",
        title="Two baths close",
        statement="The town will close two baths.",
        speaker="Lena Okafor",
        quote=quote.quote,
        kind="statement",
        topic="background",
    )
    assert check(mine).returncode == 0


def test_nothing_of_the_book_that_the_code_came_with_goes_along(book):
    shipped = load_dataset(ROOT)
    names = {actor.name.split(" (")[0] for actor in shipped.actors.values()}
    names |= {shipped.book.title, *(claim.title for claim in shipped.claims.values())}
    for path, text in texts(book):
        if not path.startswith("macros/"):
            assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)], path


@pytest.mark.parametrize("name", ["a folder with files", "a file"])
def test_what_is_there_is_not_written_over(name, tmp_path, article):
    target = tmp_path / "book"
    if name == "a file":
        target.write_text("mine", "utf-8")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = begun(target, article)
    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_book_is_begun_in_the_empty_folder_where_one_is(tmp_path, article, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir(mode=0o700)
    monkeypatch.chdir(folder)
    number = folder.stat().st_ino
    done = begun(".", article)
    assert done.exit_code == 0, done.output
    assert (folder.stat().st_ino, folder.stat().st_mode & 0o777) == (number, 0o700)
    assert (folder / "data/book.yml").is_file()
    assert {one.name for one in tmp_path.iterdir()} == {"here"}
    assert not [one for one in folder.iterdir() if one.name.startswith("..")]


@pytest.mark.parametrize(
    ("text", "flags", "said"),
    [
        (None, (), "cannot be read"),
        ("", (), "blank"),
        (ARTICLE, ("--published", "2026-13"), "E015"),
        (ARTICLE, ("--id", "Not An Id"), "E014"),
        (ARTICLE, ("--url", "javascript:alert(1)"), "E014"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_left_behind(text, flags, said, tmp_path):
    path = tmp_path / "article.txt"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    done = begun(tmp_path / "book", path, *flags)
    assert done.exit_code == 1
    assert said in done.stderr
    assert isinstance(done.exception, SystemExit)
    assert {one.name for one in tmp_path.iterdir()} <= {"article.txt"}


HOSTILE = '{{ 7*7 }} <b>bold</b> "it\'s": \\1 # *so* [x](y) & {% raw %}'


def test_a_title_is_shown_as_it_is_whatever_stands_in_it(tmp_path, article):
    book = tmp_path / "book"
    assert begun(book, article, "--title", HOSTILE).exit_code == 0
    done = build(book)
    assert done.returncode == 0, done.stderr
    page = Site(book).pages["index.html"]
    assert HOSTILE in page.text
    assert "<b>bold" not in page.html


def test_an_article_in_another_writing_begins_a_book(tmp_path):
    done = begun(
        tmp_path / "book", LIGHTHOUSE / "article.txt", "--language", "ar", "--id", "leaflet"
    )
    assert done.exit_code == 0, done.output
    assert check(tmp_path / "book").returncode == 0
