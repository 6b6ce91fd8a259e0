"""Two builds of one book are the same to the byte, wherever and whenever they are made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from builders import LIGHTHOUSE, ROOT
from sites import built, copy_book, for_its_address, warm

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4711",
    "HOME": "/nonexistent",
    "SOURCE_DATE_EPOCH": "",
}
HERE = {"TZ": "America/Caracas", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    site = folder / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def built_in(folder: Path, env: dict, umask: int) -> dict[str, bytes]:
    """Every file of a site that is built by a Python of its own in other surroundings."""
    given = {**os.environ, **env, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        env={name: value for name, value in given.items() if value},
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
    )
    assert done.returncode == 0, done.stderr
    return contents(folder)


BOOKS = [
    pytest.param(LIGHTHOUSE, id="second"),
    pytest.param(ROOT, id="shipped", marks=pytest.mark.long),
]


@pytest.fixture(scope="module", params=BOOKS)
def first(request, tmp_path_factory):
    """A book, the folder in which it was built for an address, and every file of that site.

    Its charts were drawn by two processes where there are two processors, and kept; the pictures
    of its pages were drawn after that.
    """
    if request.param is LIGHTHOUSE:
        folder = request.getfixturevalue("published").folder
    else:
        site = request.getfixturevalue("shipped")
        folder = for_its_address(copy_book(ROOT, tmp_path_factory.mktemp("first") / "one"))
        built(warm(folder, site))
    return request.param, folder, contents(folder)


def test_no_place_time_zone_language_hash_seed_umask_or_number_of_processors_changes_a_byte(
    first, tmp_path
):
    book, _, one = first
    folder = for_its_address(copy_book(book, tmp_path / "another place/deeper"))
    everywhere = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(everywhere)})
    try:
        other = built_in(folder, ELSEWHERE, 0o077)
    finally:
        os.sched_setaffinity(0, everywhere)
    assert one.keys() == other.keys()
    assert not [path for path in one if one[path] != other[path]]
    assert "sitemap.xml.gz" in one


def test_a_build_beside_its_site_with_all_drawings_kept_is_the_same_as_the_first(first, tmp_path):
    _, folder, one = first
    again = built_in(shutil.copytree(folder, tmp_path / "again"), HERE, 0o022)
    assert one.keys() == again.keys()
    assert not [path for path in one if one[path] != again[path]]


def test_nothing_in_a_site_names_the_place_or_the_day_of_its_making(shipped):
    from datetime import UTC, datetime

    today = f"{datetime.now(UTC):%Y-%m-%d}".encode()
    # on a day that the book itself names, such as that of a correction, only the place can be told
    book = [path for path in (ROOT / "data").rglob("*.*") if path.is_file()]
    named = any(today in path.read_bytes() or today in path.name.encode() for path in book)
    for path in shipped.root.rglob("*"):
        if path.suffix in {".html", ".xml", ".json", ".csv", ".svg", ".bib", ".sha256"}:
            text = path.read_bytes()
            assert str(shipped.root.parent).encode() not in text, path
            is_measured = path.name == "benchmark.json"  # says on which day that was
            assert is_measured or named or today not in text, path
