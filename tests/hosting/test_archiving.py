"""The archive of a built site: the same bytes each time, whole, and readable from a disk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from claimbook.cli.archive import command
from claimbook.core.records.values import slug
from claimbook.hosting import archiving
from sites import Page


def archive(folder, output, **env):
    """What the command says, and how it ends."""
    given = {"SOURCE_DATE_EPOCH": None, **env}
    return CliRunner(env=given).invoke(command, [str(folder), "--output", str(output)])


@pytest.fixture(scope="module")
def unpacked(shipped, tmp_path_factory):
    """The folder in which the archive of this repository's book was unpacked."""
    folder = tmp_path_factory.mktemp("archive")
    done = archive(shipped.folder, folder / "book.zip")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(folder / "book.zip") as whole:
        whole.extractall(folder)
    return folder / slug(shipped.data.book.title)


def test_the_same_site_gives_the_same_bytes_wherever_it_is(site, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    for part in ("data", "seeds", "site"):
        shutil.copytree(
            site.folder / part, tmp_path / "elsewhere" / part, copy_function=shutil.copy
        )
    assert archive(site.folder, tmp_path / "a.zip").exit_code == 0
    assert archive(tmp_path / "elsewhere", tmp_path / "b.zip").exit_code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as whole:
        names = whole.namelist()
        assert names == sorted(names)
        assert {name.split("/")[0] for name in names} == {slug(site.data.book.title)}
        day = max(site.data.book.as_of.latest, date(1980, 1, 1))  # where the times of a ZIP begin
        assert {one.date_time for one in whole.infolist()} == {(*day.timetuple()[:3], 0, 0, 0)}
        assert {one.external_attr >> 16 for one in whole.infolist()} == {0o100644}


def test_the_time_that_builds_are_told_is_the_time_of_the_files(second, tmp_path):
    assert archive(second.folder, tmp_path / "a.zip", SOURCE_DATE_EPOCH="1000000000").exit_code == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as whole:
        assert {one.date_time for one in whole.infolist()} == {(2001, 9, 9, 1, 46, 40)}
    done = archive(second.folder, tmp_path / "b.zip", SOURCE_DATE_EPOCH="noon")
    assert done.exit_code == 1
    assert "it has to be a number" in done.output


@pytest.mark.parametrize("told", ["9" * 20, "-" + "9" * 20, "9" * 5000, "1.5"])
def test_a_time_beyond_all_dates_is_told(second, tmp_path, told):
    done = archive(second.folder, tmp_path / "a.zip", SOURCE_DATE_EPOCH=told)
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
    assert "it has to be a number" in done.output


def test_an_empty_time_is_none(second, tmp_path):
    assert archive(second.folder, tmp_path / "a.zip", SOURCE_DATE_EPOCH="").exit_code == 0


@pytest.mark.parametrize("harm", ["bytes", "file", "folder", "site"])
def test_a_site_with_what_cannot_be_kept_is_not_archived(second, tmp_path, harm):
    book = tmp_path / "book"
    for part in ("data", "seeds"):
        shutil.copytree(second.folder / part, book / part)
    site = book / "site"
    if harm == "site":
        site.symlink_to(second.root)
    else:
        site.mkdir()
        (site / "index.html").write_text("<p>")
    if harm == "bytes":
        (site / "bad.html").write_bytes(b"\xff")
    elif harm != "site":
        theirs = tmp_path / "theirs"
        theirs.mkdir()
        (theirs / "letter.txt").write_text("theirs")
        (site / "leak").symlink_to(theirs if harm == "folder" else theirs / "letter.txt")
    done = archive(book, tmp_path / "a.zip")
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
    assert {"bytes": "bad.html: not UTF-8", "site": "site: this is"}.get(harm, "leak: this is") in (
        done.output
    )
    assert not (tmp_path / "a.zip").exists()


def test_what_was_unpacked_can_be_held_against_its_hashes(unpacked):
    subprocess.run(
        ["sha256sum", "-c", "--strict", "--quiet", "MANIFEST.sha256"], cwd=unpacked, check=True
    )
    lines = (unpacked / "MANIFEST.sha256").read_text("utf-8").splitlines()
    files = {
        path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()
    }
    assert {line.split("  ", 1)[1] for line in lines} == files - {"MANIFEST.sha256"}


def test_the_archive_says_of_when_it_is_and_with_what_it_was_made(unpacked, shipped):
    said = (unpacked / "VERSIONS.txt").read_text("utf-8")
    book = shipped.data.book
    assert said.startswith(
        f"{book.title}\nas of {book.as_of}\nevidence until {book.evidence_until}\n"
    )
    names = [line.split()[0] for line in said.split("\n\n")[1].splitlines()]
    assert {"Python", "claimbook", "mkdocs", "mkdocs-material", "altair"} < set(names)
    assert names == sorted(names)
    assert "pytest" not in names


def addresses(page):
    """All that a page links and loads on its own site."""
    for one in (*page.parsed.links, *page.parsed.loads):
        parts = urlsplit(one)
        if parts.path and not parts.scheme and not parts.netloc:
            yield unquote(parts.path)


def test_every_link_leads_to_a_file(unpacked):
    pages = sorted(unpacked.rglob("*.html"))
    wrong = {
        (page.relative_to(unpacked).as_posix(), one)
        for page in pages
        for one in addresses(Page(page))
        if not Path(os.path.normpath(page.parent / one)).is_file()
    }
    assert len(pages) > 100
    assert wrong == set()


def test_nothing_but_addresses_and_what_no_disk_can_do_is_changed(unpacked, shipped):
    for path, page in shipped.pages.items():
        if path not in archiving.LEFT_OUT:
            kept = Page(unpacked / path)
            assert kept.text == page.text, path
            assert kept.parsed.ids == page.parsed.ids
            assert len(kept.parsed.links) == len(page.parsed.links)


@pytest.mark.parametrize(
    ("written", "on_disk"),
    [
        ('<a class="x" href="../b/">', '<a class="x" href="../b/index.html">'),
        ("<a href='..?q=1&amp;r=2#top'>", '<a href="../index.html?q=1&amp;r=2#top">'),
        ("<a href=../b>", '<a href="../b/index.html">'),
        ('<iframe src="../b/#x">', '<iframe src="../b/index.html#x">'),
        ('<a href=".">', '<a href="index.html">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<a href="?x=1">', '<a href="?x=1">'),
        ('<a href="../c.csv">', '<a href="../c.csv">'),
        ('<a href="https://example.org/b/">', '<a href="https://example.org/b/">'),
        ("<a title=\"a > href='../b/'\" id=x>", "<a title=\"a > href='../b/'\" id=x>"),
        ('<title>href="../b/" <b></title>', '<title>href="../b/" <b></title>'),
        ("<script>'<a href=\"../b/\">'</script>", "<script>'<a href=\"../b/\">'</script>"),
        ('<!-- <a href="../b/"> -->', '<!-- <a href="../b/"> -->'),
        ('<p>href="../b/"</p>', '<p>href="../b/"</p>'),
        (
            '<meta http-equiv="refresh" content="0; url=../b/">',
            '<meta http-equiv="refresh" content="0; url=../b/index.html">',
        ),
    ],
)
def test_an_address_of_a_folder_gets_the_name_of_its_file(written, on_disk):
    files = {"b/index.html": b"", "index.html": b"", "c.csv": b"", "a/index.html": written.encode()}
    assert archiving.for_disk(files)["a/index.html"].decode() == on_disk


def test_a_link_that_leads_nowhere_is_told(tmp_path, second):
    book = tmp_path / "book"
    for part in ("data", "seeds"):
        shutil.copytree(second.folder / part, book / part)
    (book / "site").mkdir()
    (book / "site/index.html").write_text('<a href="gone/">')
    done = archive(book, tmp_path / "a.zip")
    assert done.exit_code == 1
    assert "index.html: gone/" in done.output
    assert not (tmp_path / "a.zip").exists()


def test_without_a_site_it_is_said_how_to_get_one(tmp_path, second):
    for part in ("data", "seeds"):
        shutil.copytree(second.folder / part, tmp_path / part)
    done = archive(tmp_path, tmp_path / "a.zip")
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
    assert f"there is no site in {tmp_path / 'site'}: run `mkdocs build` first" in done.output


def test_a_book_with_problems_is_not_archived(tmp_path, second):
    shutil.copytree(second.folder / "data", tmp_path / "data")
    (tmp_path / "data/book.yml").write_text("title: [\n")
    done = archive(tmp_path, tmp_path / "a.zip")
    assert done.exit_code == 1
    assert "data/book.yml" in done.output


def test_an_archive_is_replaced_whole_and_never_lies_in_the_site(tmp_path, second):
    output = tmp_path / "a.zip"
    output.write_text("old")
    assert archive(second.folder, output).exit_code == 0
    assert zipfile.is_zipfile(output)
    assert list(tmp_path.iterdir()) == [output]
    done = archive(second.folder, second.root / "a.zip")
    assert (done.exit_code, "would be part of the site" in done.output) == (1, True)


def test_a_place_that_cannot_be_written_is_named(tmp_path, second):
    (tmp_path / "file").write_text("")
    done = archive(second.folder, tmp_path / "file/a.zip")
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
    assert "cannot be written" in done.output


@pytest.fixture
def opened(browser, unpacked):
    """Opens a page from the disk as a phone does; nothing may be said or asked of a host."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.on("request", lambda request: asked.append(request.url))

    def open_page(path):
        page.goto((unpacked / path).as_uri())
        return page

    yield open_page
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.browser
def test_from_a_disk_pages_are_styled_and_lead_to_each_other(opened):
    page = opened("index.html")
    assert "cb-on-disk js" in " ".join(
        sorted(page.evaluate("[...document.documentElement.classList]"))
    )
    assert "Palatino" in page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily")
    page.locator(
        ".md-content a[href^='claims/']:not([href='claims/index.html']):visible"
    ).first.click()
    page.wait_for_url(re.compile(r"^file:.*/claims/[\w-]+/index\.html"))
    assert page.locator("h1").is_visible()


@pytest.mark.browser
def test_from_a_disk_cards_open_and_lists_are_narrowed(opened):
    page = opened("index.html")
    page.locator(".md-content a[data-card]:visible").first.tap()
    assert page.locator("#cb-card").is_visible()
    page = opened("claims/index.html")
    before = page.locator("[data-items] > :visible").count()
    page.locator(".cb-filters select").first.select_option(index=1)
    assert 0 < page.locator("[data-items] > :visible").count() < before
    assert "?" in page.url


@pytest.mark.browser
def test_from_a_disk_nothing_is_offered_that_would_have_to_be_fetched(opened, shipped):
    for chart in shipped.data.series:
        page = opened(f"numbers/{chart}/index.html")
        assert page.locator(".cb-svg:visible, .cb-table:visible").count() > 0
        for part in (".md-search", "[for=__search]", ".cb-explore", "[aria-label*='embed']"):
            assert page.locator(f"{part}:visible").count() == 0, part
