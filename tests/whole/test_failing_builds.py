"""A build that is killed, starved or disturbed leaves a whole site: the one before or the new one."""

from __future__ import annotations

import hashlib
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

import pytest
from filelock import FileLock

from claimbook.hosting import publishing
from sites import build

BUILD = (sys.executable, "-m", "mkdocs", "build")
ENV = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
ENV.pop("SITE_URL", None)


@pytest.fixture(scope="module")
def published(second, tmp_path_factory):
    """A book with its site and its drawings."""
    return shutil.copytree(second.folder, tmp_path_factory.mktemp("published") / "book")


@pytest.fixture(scope="module")
def patience(published):
    """How long a build takes."""
    begun = time.monotonic()
    subprocess.run(BUILD, cwd=published, env=ENV, capture_output=True, check=True)
    return time.monotonic() - begun


@pytest.fixture
def book(published, tmp_path):
    """A copy of the book with its site and its drawings."""
    return shutil.copytree(published, tmp_path / "book")


def faults(site):
    """What is wrong with a site by its own manifest: missing, changed and unlisted files."""
    listed = {}
    for line in (site / publishing.MANIFEST).read_text("utf-8").splitlines():
        digest, path = line.split("  ", 1)
        listed[path] = digest
    there = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file() and path.name != publishing.MANIFEST
    }
    return {path for path in listed | there if listed.get(path) != there.get(path)}


def left(book):
    return sorted(path.name for path in book.glob(".site.*") if path.name != ".site.lock")


def change(book):
    [config] = book.glob("data/book.yml")
    text = config.read_text("utf-8")
    config.write_text(text.replace("title: ", "title: Changed ", 1), "utf-8")


def test_the_manifest_lists_every_file_with_its_hash(published):
    site = published / "site"
    assert not faults(site)
    (site / "index.html").write_bytes(b"cut sho")
    assert faults(site) == {"index.html"}
    assert build(published).returncode == 0


@pytest.mark.parametrize("seed", range(6))
def test_a_build_that_is_killed_leaves_a_whole_site(book, patience, seed):
    running = subprocess.Popen(BUILD, cwd=book, env=ENV, stderr=subprocess.DEVNULL)
    time.sleep(random.Random(seed).uniform(0.05, 1.1) * patience)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not faults(book / "site")
    again = build(book)
    assert again.returncode == 0, again.stderr
    assert not faults(book / "site")
    assert not left(book)


def test_a_site_that_was_renamed_away_by_a_killed_build_comes_back(book):
    (book / "site").rename(book / ".site.old")
    (book / ".site.building").mkdir()
    page = book / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n{{ nothing }}\n", "utf-8")
    failed = build(book)
    assert failed.returncode != 0
    assert "the site before is back" in failed.stderr
    assert not faults(book / "site")
    assert not left(book)


def test_a_build_waits_for_one_that_runs_and_touches_nothing_of_it(book):
    (book / ".site.building").mkdir()
    with FileLock(book / ".site.lock"):
        waiting = subprocess.Popen(BUILD, cwd=book, env=ENV, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        said = next(line for line in waiting.stderr if "another build writes" in line)
        assert "begins when it has ended" in said
        assert (book / ".site.building").is_dir()
    waiting.communicate(timeout=120)
    assert waiting.returncode == 0
    assert not faults(book / "site")
    assert not left(book)


def test_two_builds_at_once_both_end_well(book):
    both = [
        subprocess.Popen(BUILD, cwd=book, env=ENV, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for one in both:
        _, said = one.communicate(timeout=120)
        assert one.returncode == 0, said
    assert not faults(book / "site")
    assert not left(book)


def test_a_full_disk_is_a_message_and_the_site_is_as_it_was(book):
    before = (book / "site" / publishing.MANIFEST).read_bytes()
    change(book)

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    failed = subprocess.run(
        BUILD, cwd=book, env=ENV, capture_output=True, text=True, check=False, preexec_fn=no_room
    )
    assert failed.returncode != 0
    assert "Traceback" not in failed.stderr
    assert "nothing was published" in failed.stderr
    assert (book / "site" / publishing.MANIFEST).read_bytes() == before
    assert not faults(book / "site")
    assert not left(book)


def test_a_file_that_goes_while_the_site_is_built_is_a_message(book):
    with_hook(
        book,
        "from pathlib import Path\n"
        "def on_nav(nav, config, files):\n"
        "    (Path(config.docs_dir) / 'assets/favicon.svg').unlink()\n"
        "    return nav\n",
    )
    failed = build(book)
    assert failed.returncode != 0
    assert "Traceback" not in failed.stderr
    assert "favicon.svg" in failed.stderr
    assert not faults(book / "site")
    assert not left(book)


@pytest.mark.parametrize("harm", [b"", b"<svg", b"<svg onload='alert(1)'/>\n<!-- 0 -->"])
def test_a_drawing_that_was_cut_short_or_replaced_is_drawn_again(book, harm):
    kept = sorted((book / ".cache").rglob("*.svg"))
    assert kept
    whole = {path: path.read_bytes() for path in kept}
    for path in kept:
        path.write_bytes(harm)
    assert build(book).returncode == 0
    assert {path: path.read_bytes() for path in kept} == whole
    assert not faults(book / "site")


def set_in(book, name, value):
    """Give a setting of the site another value."""
    config = book / "mkdocs.yml"
    text = re.sub(rf"^{name}:.*\n([ -].*\n)*", "", config.read_text("utf-8"), flags=re.MULTILINE)
    config.write_text(f"{text}{name}: {value}\n", "utf-8")


def with_hook(book, code):
    """Have something else done while the site is built."""
    (book / "other.py").write_text(code, "utf-8")
    config = book / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(f"{text}hooks: [other.py]\n", "utf-8")


def test_what_is_published_is_what_was_checked(book):
    with_hook(
        book,
        "from pathlib import Path\n"
        "def on_pre_build(config):\n"
        "    page = Path(config.docs_dir) / 'people.md'\n"
        "    page.write_text('# Other words\\n\\n{{ 7 * 191 }}\\n', 'utf-8')\n",
    )
    done = build(book)
    assert done.returncode == 0, done.stderr
    page = (book / "site/people/index.html").read_text("utf-8")
    assert "1337" not in page
    assert "Other words" not in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("plugins", "[search, claimbook]"),
        ("plugins", "[claimbook, macros]"),
        ("theme", "mkdocs"),
        ("extra", "{repository: https://example.org}"),
        ("site_url", '"https://example.org/\\x01"'),
    ],
)
def test_settings_with_which_no_book_is_built_are_told(book, name, value):
    set_in(book, name, value)
    refused(book, name)
    assert not faults(book / "site")


@pytest.mark.parametrize("path", ["x.html", "js/x.js", "css/x.css"])
def test_a_file_that_is_no_text_is_named(book, path):
    (book / "docs/assets" / path).parent.mkdir(parents=True, exist_ok=True)
    (book / "docs/assets" / path).write_bytes(b"\xff\xfe")
    refused(book, f"docs/assets/{path}: not UTF-8 text")
    assert not faults(book / "site")
    assert not left(book)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SOURCE_DATE_EPOCH", "abc", "SOURCE_DATE_EPOCH is 'abc'"),
        ("SOURCE_DATE_EPOCH", "9" * 20, "it has to be a number of seconds"),
        ("PYTHONOPTIMIZE", "2", "Python leaves out docstrings"),
    ],
)
def test_surroundings_in_which_no_book_is_built_are_told(book, monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    refused(book, said)
    assert not faults(book / "site")


def test_an_empty_time_is_none(book, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    done = build(book)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("site_author", "<script>alert(1)</script>"),
        ("copyright", "<script>alert(1)</script>"),
        ("extra", "{analytics: {provider: google, property: G-1}}"),
    ],
)
def test_a_script_in_the_settings_is_none_of_the_themes(book, name, value):
    set_in(book, name, value)
    refused(book, "a script in a page is none of the theme's")
    assert not faults(book / "site")


def precious(folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("kept")
    return folder


def refused(book, *said):
    """A build that ends with a message and leaves the site as it is."""
    failed = build(book)
    assert failed.returncode == 1, failed.stderr
    assert "Traceback" not in failed.stderr
    assert all(one in failed.stderr for one in said), failed.stderr


@pytest.mark.parametrize("name", [".site.building", ".site.old"])
@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_was_left_beside_a_site_is_removed_and_not_what_it_leads_to(
    book, tmp_path, name, kind
):
    theirs = precious(tmp_path / "precious")
    if kind == "link":
        (book / name).symlink_to(theirs)
    else:
        (book / name).write_text("left")
    done = build(book)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in theirs.iterdir()] == ["letter.txt"]
    assert not faults(book / "site")
    assert not left(book)


@pytest.mark.parametrize("name", [".site.lock", ".cache", ".cache/claimbook", "site"])
def test_a_build_writes_nothing_through_a_link(book, tmp_path, name):
    theirs = precious(tmp_path / "precious")
    place = book / name
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.symlink_to(theirs / "letter.txt" if name.endswith("lock") else theirs)
    refused(book, f"{place}: this is a symbolic link")
    assert [path.read_text() for path in theirs.iterdir()] == ["kept"]
    assert place.is_symlink()


@pytest.mark.parametrize("to", ["data", "seeds/x", ".git", ".", "..", "../precious", "mkdocs.yml"])
def test_a_site_takes_the_place_of_nothing_but_a_site(book, tmp_path, to):
    precious(tmp_path / "precious")
    precious(book / ".git")
    config = book / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nsite_dir: {to}\n", "utf-8")
    before = sorted(path for path in tmp_path.rglob("*") if ".lock" not in path.name)
    refused(book)
    assert sorted(path for path in tmp_path.rglob("*") if ".lock" not in path.name) == before


def test_a_site_in_which_git_keeps_something_is_left_as_it_is(book):
    precious(book / "site/.git")
    refused(book, "git keeps what is here")
    assert (book / "site/.git/letter.txt").read_text() == "kept"


def test_no_site_is_written_behind_a_link_in_the_book(book, tmp_path):
    (book / "public").symlink_to(precious(tmp_path / "precious"))
    config = book / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nsite_dir: public/site\n", "utf-8")
    refused(book, f"{book / 'public'}: this is a symbolic link")
    assert [path.name for path in (tmp_path / "precious").iterdir()] == ["letter.txt"]


def test_a_book_without_its_first_page_is_refused(book):
    config = book / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "exclude_docs: '*.md'\n", "utf-8")
    refused(book, "docs/index.md is left out")


def test_a_site_that_is_a_file_is_left_as_it_is(book):
    shutil.rmtree(book / "site")
    (book / "site").write_text("a plan of the site")
    refused(book, f"{book / 'site'}: a file stands here where a folder is expected")
    assert (book / "site").read_text() == "a plan of the site"


def test_no_name_of_a_file_makes_a_line_of_the_manifest(tmp_path):
    names = [f"a\n{'0' * 64}  index.html", "b\\n", "c\r", "d"]
    for name in names:
        (tmp_path / name).write_text(name)
    publishing.write_manifest(tmp_path, {})
    assert (tmp_path / publishing.MANIFEST).read_bytes().count(b"\n") == len(names)
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", publishing.MANIFEST], cwd=tmp_path, check=False
    )
    assert done.returncode == 0
