"""Two builds of one book are the same to the byte, wherever and whenever they are made."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from builders import LIGHTHOUSE, ROOT
from claimbook.hosting.publishing import MANIFEST
from sites import built, copy_book, warm

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
URL = "https://example.org/book/"
HERE = {"TZ": "America/Caracas", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"}


def contents(book: Path, to: Path, env: dict, umask: int) -> dict[str, bytes]:
    """Every file of a site that is built without anything kept from before."""
    if not to.exists():
        copy_book(book, to)
    given = {**os.environ, **env, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": URL}
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=to,
        env={name: value for name, value in given.items() if value},
        capture_output=True,
        text=True,
        check=False,
        umask=umask,
    )
    assert built.returncode == 0, built.stderr
    site = to / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


BOOKS = [
    pytest.param(LIGHTHOUSE, id="second"),
    pytest.param(ROOT, id="shipped", marks=pytest.mark.long),
]


@pytest.fixture(scope="module", params=BOOKS)
def first(request, tmp_path_factory):
    """A book, the folder in which a copy of it is built, and every file of that site."""
    folder = tmp_path_factory.mktemp("first") / "one"
    return request.param, folder, contents(request.param, folder, HERE, 0o022)


def test_place_time_zone_language_hash_seed_and_umask_change_no_byte(first, tmp_path):
    book, folder, one = first
    two = contents(book, tmp_path / "another place/deeper", ELSEWHERE, 0o077)
    assert one.keys() == two.keys()
    assert not [path for path in one if one[path] != two[path]]
    assert "sitemap.xml.gz" in one
    again = contents(book, folder, HERE, 0o022)
    assert not [path for path in one if one[path] != again[path]], "drawings were kept"


def test_one_processor_makes_the_same_site_as_several(first, tmp_path):
    book, _, several = first
    everywhere = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(everywhere)})
    try:
        one = contents(book, tmp_path / "one", HERE, 0o022)
    finally:
        os.sched_setaffinity(0, everywhere)
    assert one == several


def test_a_build_with_kept_drawings_is_the_same_as_the_first(second, tmp_path):
    folder = warm(copy_book(LIGHTHOUSE, tmp_path / "book"), second)
    again = built(folder)
    assert (again.root / MANIFEST).read_text("utf-8") == (second.root / MANIFEST).read_text("utf-8")


def test_nothing_in_a_site_names_the_place_or_the_day_of_its_making(shipped):
    from datetime import UTC, datetime

    today = f"{datetime.now(UTC):%Y-%m-%d}".encode()
    for path in shipped.root.rglob("*"):
        if path.suffix in {".html", ".xml", ".json", ".csv", ".svg", ".bib", ".sha256"}:
            text = path.read_bytes()
            assert str(shipped.root.parent).encode() not in text, path
            is_measured = path.name == "benchmark.json"  # says on which day that was
            assert is_measured or today not in text, path
