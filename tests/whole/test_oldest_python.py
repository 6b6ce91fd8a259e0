"""Everything can be set up and built with every Python that pyproject.toml allows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from blocks import blocks_in
from builders import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = [Requirement(line) for line in PROJECT["dependencies"]]
NEEDED += [Requirement(line) for lines in EXTRAS.values() for line in lines]
PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
RELEASES = [f"3.{minor}.{patch}" for minor in range(10, 16) for patch in range(15)]
PYTHONS = list(SpecifierSet(PROJECT["requires-python"]).filter(RELEASES))
"""Releases of Python that the project allows, from the oldest on, and some that are to come."""

SYSTEM = Path("/usr/bin/python3")
ONLY_THE_SYSTEM = "/usr/bin:/bin"
OF_THIS_RUN = ("MAKE", "MFLAGS", "PYENV", "PYTHON", "REPO_URL", "SITE_URL", "VIRTUAL_ENV")


def holds(pin, python):
    minor = python.rpartition(".")[0]
    environment = {"python_full_version": python, "python_version": minor}
    return pin.marker is None or pin.marker.evaluate(environment)


def pinned(name, python):
    """The versions of a package that the constraints give a Python."""
    named = (pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(name))
    return [version_of(pin) for pin in named if holds(pin, python)]


def version_of(pin):
    [exact] = pin.specifier
    return exact.version


@pytest.mark.parametrize("pin", PINS, ids=str)
def test_a_pin_is_one_exact_version(pin):
    [exact] = pin.specifier
    assert exact.operator == "=="
    assert str(Version(exact.version)) == exact.version
    assert not pin.extras
    assert not pin.url


@pytest.mark.parametrize("name", sorted({canonicalize_name(pin.name) for pin in PINS}))
def test_a_package_has_one_pin_for_every_python(name):
    assert not [python for python in PYTHONS if len(pinned(name, python)) != 1]


@pytest.mark.parametrize("needed", NEEDED, ids=str)
def test_what_the_project_asks_for_is_pinned_to_a_version_that_it_allows(needed):
    found = {version for python in PYTHONS for version in pinned(needed.name, python)}
    assert found
    assert all(needed.specifier.contains(version) for version in found)


def test_a_pin_says_itself_that_it_installs_on_every_python_for_which_it_holds():
    here = {canonicalize_name(one.name): one for one in metadata.distributions()}
    checked, refused = set(), {}
    for pin in PINS:
        installed = here.get(canonicalize_name(pin.name))
        if installed is None or installed.version != version_of(pin):
            continue  # of an extra that the tests do without, or for other Pythons
        checked.add(pin.name)
        asked = SpecifierSet(installed.metadata["Requires-Python"] or "")
        pythons = [one for one in PYTHONS if holds(pin, one) and not asked.contains(one)]
        if pythons:
            refused[str(pin)] = pythons
    assert {"mkdocs", "pymdown-extensions", "pytest"} <= checked
    assert not refused


def test_no_pattern_repeats_a_group_possessively():
    # Before 3.11.5, "5," matches \d(?:,\d)*+ as a whole: the failed try keeps its comma. An atomic
    # group (?>(?:,\d)*) means the same and does what it should.
    possessive = re.compile(r"[)}](?:[*+?]|\{[\d,]+\})\+")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "macros").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if possessive.search(line)
    ]
    assert not found


def said_by(python, code):
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def lacking():
    """Why the system's own Python cannot build the book, if it cannot."""
    if not SYSTEM.exists():
        return f"there is no {SYSTEM}"
    version = said_by(SYSTEM, "import platform; print(platform.python_version())")
    if not SpecifierSet(PROJECT["requires-python"]).contains(version):
        return f"{SYSTEM} is Python {version}"
    if said_by(SYSTEM, "import ensurepip, venv; print('there')") != "there":
        return f"{SYSTEM} cannot make virtual environments; install python3-venv"
    if shutil.which("make", path=ONLY_THE_SYSTEM) is None:
        return "make is not installed"
    return None


def fresh_copy(to):
    """What git tracks, and nothing else, as whoever clones the repository has it."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    for name in listed.stdout.rstrip("\0").split("\0"):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, to / name, follow_symlinks=False)
    return to


@pytest.mark.long
def test_the_first_command_of_the_readme_builds_the_site_with_the_python_of_the_system(tmp_path):
    reason = lacking()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(f"NOTHING WAS BUILT WITH THE PYTHON OF THE SYSTEM: {reason}")
    commands = next(body for language, _, body in blocks_in(ROOT / "README.md") if language == "sh")
    folder = fresh_copy(tmp_path / "book")
    env = {name: value for name, value in os.environ.items() if not name.startswith(OF_THIS_RUN)}
    done = subprocess.run(
        ["/bin/sh", "-ec", commands.splitlines()[0]],
        cwd=folder,
        env={**env, "PATH": ONLY_THE_SYSTEM},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site/index.html").is_file()
    which = "import sys; print(sys.version, sys.base_prefix)"
    assert said_by(folder / ".venv/bin/python", which) == said_by(SYSTEM, which) != ""
