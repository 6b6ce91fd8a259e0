"""Who changes a module finds its tests by its path; and what guides name is there."""

from __future__ import annotations

import importlib
import re
import tomllib

import pytest

from builders import ROOT, TESTS, a_folder
from sites import run

ENGINE = ROOT / "macros/claimbook"
ARCHITECTURE = ROOT / "docs/contributing/architecture.md"
MOST_OF_A_WAY = 18
MIRRORS = sorted(
    path.relative_to(TESTS)
    for path in TESTS.rglob("test_*.py")
    if path.relative_to(TESTS).parts[0] != "whole"
)
GUIDES = [
    *sorted((ROOT / "docs/contributing").glob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
]
NAMED = re.compile(r"`((?:[\w-]+/)+(?:[\w-]+\.(?:py|css|js|j2|html|txt|toml))?)`")
NOT_OF_THE_ENGINE = re.compile(
    r"data/|seeds/|docs/|site/$|reports/|\.|data-model|practice/|search/|api/|(?:proofs|records|rules|text)/$"
)
"""Paths in a book, and folders in `core/` where the text says so; guides name them as well."""

GONE = re.compile(
    r"\badapters\b|macro_env|\brender/|macros/(?:core|views|render|adapters|charts)\b"
)
"""Folders and modules that are no more."""

KNOWS_OLD_BOOKS = ("editing/thinning.py", "editing/copied.txt", "editing/formerly.txt")
"""What upgrades books that were begun when these were there."""


@pytest.mark.parametrize("path", MIRRORS, ids=str)
def test_a_file_of_tests_stands_where_its_module_does(path):
    module = ENGINE / path.with_name(path.name.removeprefix("test_"))
    assert module.is_file(), f"no module {module.relative_to(ROOT)}: name another, or tests/whole/"


@pytest.mark.parametrize("path", sorted(ENGINE.glob("templates/*.j2")), ids=lambda path: path.name)
def test_what_a_template_says_that_it_takes_is_there(path):
    about = path.read_text("utf-8").partition("#}")[0]
    for module, name in re.findall(r"\b((?:views|site|core)\.\w+)\.([A-Z]\w+)", about):
        assert hasattr(importlib.import_module(f"claimbook.{module}"), name), f"{module}.{name}"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_file_of_the_engine_that_a_guide_names_is_there(guide):
    named = set(NAMED.findall(guide.read_text("utf-8")))
    places = (ROOT, ENGINE, ENGINE / "theme/assets")
    missing = [
        one
        for one in sorted(named)
        if not NOT_OF_THE_ENGINE.match(one) and not any((place / one).exists() for place in places)
    ]
    assert missing == []


def test_nothing_in_the_engine_or_its_guides_speaks_of_what_is_gone():
    files = [*GUIDES, *(path for path in ENGINE.rglob("*.*") if path.suffix in {".py", ".j2"})]
    found = [
        (path.relative_to(ROOT).as_posix(), gone[0])
        for path in files
        if not path.as_posix().endswith(KNOWS_OLD_BOOKS)
        for gone in GONE.finditer(path.read_text("utf-8"))
    ]
    assert found == []


ENTERED = """
import sys, claimbook
folder, seen = claimbook.__path__[0], set()
def note(frame, event, _): # and none of its lines, nor of the calls of what is written in C
    if frame.f_code.co_name != "<module>":
        seen.add(frame.f_code.co_filename)
sys.settrace(note)
from mkdocs.__main__ import cli
cli(["build", "-q"], standalone_mode=False)
sys.settrace(None)
print(*sorted(name[len(folder) + 1:].replace("\\\\", "/") for name in seen if name.startswith(folder)))
"""
"""Builds a book, and prints the modules of the engine of which a function was called."""


def test_the_way_of_a_claim_leads_through_the_modules_that_are_named(tmp_path):
    text = ARCHITECTURE.read_text("utf-8")
    way = text.partition("## The way of a claim to its page")[2].partition("\n## ")[0]
    named = {one for one in NAMED.findall(way) if one.endswith(".py")}
    assert 0 < len(named) <= MOST_OF_A_WAY
    done = run(a_folder(tmp_path), "-c", ENTERED)
    assert done.returncode == 0, done.stderr
    assert named - set(done.stdout.split()) == set()


def test_of_every_dependency_it_is_said_why_it_is_there():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"].values()
    asked = [*project["project"]["dependencies"], *(one for group in groups for one in group)]
    extras = project["project"]["optional-dependencies"].values()
    asked += [one for extra in extras for one in extra]
    names = {re.split(r"[><=~\[]", one)[0] for one in asked if isinstance(one, str)}
    told = ARCHITECTURE.read_text("utf-8").partition("## Dependencies")[2].lower()
    assert {one for one in names if one.lower() not in told and "types-" not in one} == set()
