"""A new book from any article builds at once, keeps none of its sentences, and is only a book."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import ROOT, TESTS
from claimbook.cli.main import main
from claimbook.core.load import load_dataset
from claimbook.core.proofs.fingerprint import fingerprint_of
from claimbook.core.proofs.quotations import Placement, Quoted, locate
from claimbook.editing import beginning, origin
from claimbook.editing.beginning import ANCHORS, anchors
from claimbook.editing.fixing import repairs
from claimbook.editing.numbered import ARTICLE as SHOWN
from claimbook.editing.origin import requirement
from sites import Site, build, check, flat, git, warm

ARTICLE = """Town to close two of its baths, mayor says

The mayor of Fairwater, Lena Okafor, said on Tuesday that the town would close two of its five
public baths by the end of next year, saving about $2.4 million a year, and that nobody had asked for more.

The bathers' union disputes the figure. Its chair said: "The baths had 310,000 visits last year."

它說，這座城市將關閉五座浴場中的兩座，每年節省約二百四十萬元。
"""

CHINESE = """明河鎮長：橋費調漲

明河鎮公所週一宣布，跨河大橋的過橋費明年起調漲百分之四十，貨車每年最高要付一萬兩千元。
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
def site(book, second):
    done = build(warm(book, second))
    assert done.returncode == 0, done.stderr
    return Site(book)


def texts(folder):
    for path in folder.rglob("*"):
        if path.is_file() and "site" not in path.relative_to(folder).parts[:1]:
            yield path.relative_to(folder).as_posix(), path.read_text("utf-8", "replace")


def test_a_new_book_is_sound_and_in_the_form_that_all_files_have(book):
    assert check(book).returncode == 0
    assert repairs(book) == []


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
        if path not in {ANCHORS, SHOWN}:
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


def test_a_passage_is_proposed_around_a_number_in_the_language_of_the_article():
    text = f"El puente {'viejo ' * 40}perderá un cinco por ciento de sus carros."
    assert "cinco por ciento" not in next(anchors(text, "x"))[2][0].quote
    assert "cinco por ciento" in next(anchors(text, "x", "es"))[2][0].quote


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


def test_a_new_book_has_few_files_and_nothing_of_the_engine(tmp_path, article):
    assert begun(tmp_path / "book", article).exit_code == 0
    files = [path for path, _ in texts(tmp_path / "book")]
    assert len({*files} - {ANCHORS, SHOWN}) <= 30
    assert not [path for path in files if path.endswith((".py", ".j2", ".css", ".js"))]


def test_nothing_of_the_book_beside_the_engine_goes_along(book):
    shipped = load_dataset(ROOT)
    names = {actor.name.split(" (")[0] for actor in shipped.actors.values()}
    names |= {shipped.book.title, *(claim.title for claim in shipped.claims.values())}
    for path, text in texts(book):
        assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)], path


@pytest.mark.parametrize("name", ["data", "seeds", "docs", "mkdocs.yml", "requirements.txt"])
def test_a_book_that_is_there_is_not_written_over(name, tmp_path, article):
    target = tmp_path / "book"
    target.mkdir()
    (target / name).write_text("mine", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = begun(target, article)
    assert done.exit_code == 1
    assert f"{name} is there already" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert (target / name).read_text("utf-8") == "mine"


def test_a_file_is_no_folder_for_a_book(tmp_path, article):
    (tmp_path / "book").write_text("mine", "utf-8")
    done = begun(tmp_path / "book", article)
    assert done.exit_code == 1
    assert "is there already" in done.stderr


@pytest.mark.parametrize("odd", ["a file", "a link", "a link in place of a file"])
def test_no_link_and_no_file_is_written_through(odd, tmp_path, article):
    book, elsewhere = tmp_path / "book", tmp_path / "elsewhere"
    book.mkdir()
    elsewhere.mkdir()
    if odd == "a file":
        (book / ".github").write_text("mine", "utf-8")
    elif odd == "a link":
        (book / ".github").symlink_to(elsewhere)
    else:
        (book / "README.md").symlink_to(elsewhere / "new.md")
    before = sorted(tmp_path.rglob("*"))
    done = begun(book, article)
    assert done.exit_code == 1
    assert "is in the way" in done.stderr
    assert isinstance(done.exception, SystemExit)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_fresh_clone_keeps_what_is_in_it(tmp_path):
    clone = tmp_path / "clone"
    git(tmp_path, "init", "--quiet", str(clone))
    mine = {"README.md": "# Mine\n", "LICENSE": "Mine.\n", ".gitignore": "*.log\n/site/"}
    for path, text in mine.items():
        (clone / path).write_text(text, "utf-8")
    (clone / "the article.txt").write_text(ARTICLE, "utf-8")
    (clone / "the article_files").mkdir()
    (clone / "the article_files/frame.html").write_text(ARTICLE, "utf-8")
    done = begun(clone, clone / "the article.txt")
    assert done.exit_code == 0, done.output
    assert "Left as they were: README.md\n" in done.output
    for path in ("README.md", "LICENSE"):
        assert (clone / path).read_text("utf-8") == mine[path]
    ignored = (clone / ".gitignore").read_text("utf-8")
    assert ignored.startswith("*.log\n/site/\n")
    assert ignored.count("/site/") == 1
    git(clone, "add", "-A")
    listed = subprocess.run(
        ["git", "-C", clone, "ls-files"], capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert "data/book.yml" in listed
    assert not {ANCHORS, SHOWN, "the article.txt", "the article_files/frame.html"} & set(listed)
    assert check(clone).returncode == 0


def test_books_beside_each_other_are_built_with_one_environment(tmp_path, article, site):
    for name in ("one", "two"):
        assert begun(tmp_path / "books" / name, article, "--book-title", name).exit_code == 0
    for name in ("one", "two"):
        assert build(warm(tmp_path / "books" / name, site)).returncode == 0
        home = Site(tmp_path / "books" / name).pages["index.html"]
        assert re.search(rf"<title>.*{name}</title>", home.html)


def test_nothing_is_left_where_a_folder_cannot_be_written(tmp_path, article, monkeypatch):
    real = Path.open

    def broken(self, mode="r", *more, **named):
        if tmp_path in self.parents and self.name.startswith(".vocabulary.yml"):
            raise OSError(28, "No space left on device", str(self))
        return real(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", broken)
    done = begun(tmp_path / "books" / "new", article)
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert [*tmp_path.iterdir()] == []


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


def test_a_title_is_shown_as_it_is_whatever_stands_in_it(tmp_path, article, site):
    book = tmp_path / "book"
    assert begun(book, article, "--title", HOSTILE).exit_code == 0
    done = build(warm(book, site))
    assert done.returncode == 0, done.stderr
    page = Site(book).pages["index.html"]
    assert flat(HOSTILE) in page.text
    assert "<b>bold" not in page.html


def test_an_article_in_another_writing_begins_a_book(tmp_path):
    (tmp_path / "article.txt").write_text(CHINESE, "utf-8")
    book = tmp_path / "book"
    done = begun(book, tmp_path / "article.txt", "--language", "zh-Hant-TW")
    assert done.exit_code == 0, done.output
    assert check(book).returncode == 0
    assert load_dataset(book).language == "zh-Hant"
    assert load_dataset(book).document.id == "ming-he-zhen-chang-qiao-fei-diao-zhang"
    assert '"跨河大橋的過橋費明年起調漲百分之四十"' in (book / ANCHORS).read_text("utf-8")


def test_a_book_may_have_another_language_than_its_article(tmp_path, article):
    book = tmp_path / "book"
    assert begun(book, article, "--book-language", "xx").exit_code == 1
    assert not book.exists()
    assert begun(book, article, "--book-language", "es-MX", "--language", "xx").exit_code == 0
    assert load_dataset(book).language == "es"


def test_a_new_book_asks_for_the_engine_that_began_it(book):
    assert (book / "requirements.txt").read_text("utf-8") == f"{requirement()}\n"


def test_a_page_leads_to_the_guides_where_their_address_is_known(tmp_path, article, monkeypatch):
    monkeypatch.setattr(beginning, "documentation", lambda: "https://claimbook.example/guides/")
    assert begun(tmp_path / "book", article).exit_code == 0
    text = (tmp_path / "book/docs/contributing.md").read_text("utf-8")
    assert "[the guides of Claimbook](https://claimbook.example/guides/)" in text


def test_an_engine_that_is_not_installed_begins_no_book(tmp_path, article, monkeypatch):
    monkeypatch.setattr(origin, "PACKAGE", "claimbook-that-is-not-there")
    done = begun(tmp_path / "book", article)
    assert done.exit_code == 1
    assert "install it with pip" in done.stderr
    assert not (tmp_path / "book").exists()


FERRY = TESTS / "articles/ferry.html"


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    """A book that was begun from a saved page, and what was said of it."""
    folder = tmp_path_factory.mktemp("ferry") / "book"
    done = begun(folder, FERRY)
    assert done.exit_code == 0, done.output
    return folder, done.output


def test_from_a_saved_page_a_book_gets_what_the_page_says_and_says_so(ferry):
    folder, said = ferry
    assert "taken from ferry.html, a saved web page: 13 paragraphs, " in said
    document = load_dataset(folder).document
    assert document.title == "Harbour to shut its night ferry after 41 years"
    for told in (
        f"title: {document.title}",
        f"author: {document.author}",
        f"publisher: {document.publisher}",
        "published: 2025-11-18",
        "language: en-GB (as it says itself; --language names another)",
        f"url: {document.url}",
    ):
        assert f"   {told}\n" in said
    assert (document.author, document.publisher) == (
        "Moira Tallis, Ben Adeyemi",
        "The Salt Quay Courier",
    )
    assert check(folder).returncode == 0


def test_options_win_over_what_a_page_says(tmp_path):
    flags = ("--title", "Mine", "--publisher", "Me", "--language", "fr", "--published", "1999")
    done = begun(tmp_path / "book", FERRY, *flags, "--author", "I")
    document = load_dataset(tmp_path / "book").document
    assert [document.title, document.publisher, document.language] == ["Mine", "Me", "fr"]
    assert [str(document.published), document.author, document.id] == ["1999", "I", "mine"]
    assert "language: fr\n" in done.output


def test_what_was_taken_stands_in_a_file_that_git_ignores_and_can_be_given_again(ferry, tmp_path):
    folder, _ = ferry
    shown = folder / SHOWN
    assert "\n[6] Who still crosses at night\n" in shown.read_text("utf-8")
    assert f"/{SHOWN}" in (folder / ".gitignore").read_text("utf-8").split("\n")
    verified = CliRunner().invoke(main, ["verify", str(folder), "--text", str(shown)])
    assert verified.exit_code == 0, verified.output
    assert begun(tmp_path / "again", shown).exit_code == 0
    first, again = (load_dataset(one).document for one in (folder, tmp_path / "again"))
    assert again == first


def test_a_mended_file_renews_the_fingerprint_and_keeps_what_is_known(ferry, tmp_path):
    book = shutil.copytree(ferry[0], tmp_path / "book")
    shown, before = book / SHOWN, load_dataset(book).document
    text = shown.read_text("utf-8").replace("[2] Board says", "Board says")
    shown.write_text(text.replace("[6] Who still crosses at night\n\n", ""), "utf-8")
    command = re.search(r"claimbook (fingerprint .*)", text)[1]
    done = CliRunner().invoke(
        main, [*command.replace(SHOWN, str(shown)).split(), "--folder", str(book)]
    )
    assert done.exit_code == 0, done.output
    after = load_dataset(book).document
    assert len(after.paragraphs) == len(before.paragraphs) - 1
    assert (after.title, after.author, after.url) == (before.title, before.author, before.url)


def test_no_sentence_of_the_article_gets_into_a_commit_or_a_site(ferry, tmp_path, second):
    book = shutil.copytree(ferry[0], tmp_path / "book")
    git(tmp_path, "init", "--quiet", str(book))
    git(book, "add", "-A")
    kept = subprocess.run(
        ["git", "-C", book, "ls-files"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {SHOWN, ANCHORS} & set(kept) == set()
    done = build(warm(book, second))
    assert done.returncode == 0, done.stderr
    sentence = "carried 212,000"
    for path in (*(book / one for one in kept), *(book / "site").rglob("*.*")):
        assert path.is_dir() or sentence.encode() not in path.read_bytes(), path


def test_a_text_that_was_wrapped_is_parted_as_it_looks_or_as_it_is_asked_for(tmp_path):
    text = tmp_path / "text.txt"
    text.write_text(
        "The levy\n\nThe council said on Monday that the levy would rise to forty percent of\n"
        "all dues that are paid at the quay, and nobody in the hall objected to it\nat that time.\n",
        "utf-8",
    )
    assert "plain text: 2 paragraphs" in begun(tmp_path / "a", text).output
    assert "plain text: 4 paragraphs" in begun(tmp_path / "b", text, "--paragraphs", "lines").output
    text.write_text(
        text.read_text("utf-8").replace("\n\n", "\n").replace("The levy\n", ""), "utf-8"
    )
    refused = begun(tmp_path / "c", text)
    assert refused.exit_code == 1
    assert "it cannot be told where its paragraphs end" in refused.stderr
    assert "'--paragraphs blank'" in refused.stderr
    assert not (tmp_path / "c").exists()


def test_an_encoding_that_was_guessed_and_a_language_that_was_found_are_said(tmp_path):
    text = tmp_path / "text.txt"
    text.write_bytes(
        f"Título\n{'La alcaldesa dijo que el peaje subirá en enero. ' * 3}".encode("cp1252")
    )
    done = begun(tmp_path / "book", text)
    assert "plain text in Windows-1252 (Latin-1), as it looks: 2 paragraphs" in done.output
    assert "language: es (as its text looks; --language names another)" in done.output
    assert load_dataset(tmp_path / "book").language == "es"
