"""Everything can be set up and built with every Python that pyproject.toml allows."""

from __future__ import annotations

import os
import re
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
from sites import fresh_copy

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = SETTINGS["project"]
NEEDED = {
    "constraints": PROJECT["dependencies"],
    **PROJECT["optional-dependencies"],
    **SETTINGS["dependency-groups"],
}
"""What is asked for, by the file that pins it."""

FILES = {path.stem: path for path in (ROOT / "constraints.txt", *ROOT.glob("requirements/*.txt"))}
PINNED = {
    name: [
        Requirement(line)
        for line in path.read_text("utf-8").splitlines()
        if not line.startswith(("#", "-c ", "-r "))
    ]
    for name, path in FILES.items()
}
PINS = [pin for pins in PINNED.values() for pin in pins]
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
    named = (pin for pin in PINS if same(pin.name, name))
    return [version_of(pin) for pin in named if holds(pin, python)]


def same(one, other):
    return canonicalize_name(one) == canonicalize_name(other)


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


@pytest.mark.parametrize(
    ("needed", "file"),
    [(line, name) for name, lines in NEEDED.items() for line in lines if isinstance(line, str)],
)
def test_what_the_project_asks_for_is_pinned_to_a_version_that_it_allows(needed, file):
    needed = Requirement(needed)
    read = {
        file,
        *re.findall(r"^-[cr] (?:\.\./)?(\w+)\.txt$", FILES[file].read_text("utf-8"), re.MULTILINE),
    }
    found = [pin for name in read for pin in PINNED[name] if same(pin.name, needed.name)]
    assert found
    assert all(needed.specifier.contains(version_of(pin)) for pin in found)


def asked_for(names, systems):
    """All that packages ask for on some systems, and what that asks for."""
    found, waiting = set(), [Requirement(name) for name in names]
    while waiting:
        asked = waiting.pop()
        if (key := (canonicalize_name(asked.name), *asked.extras)) in found:
            continue
        found.add(key)
        for line in metadata.requires(asked.name) or ():
            one = Requirement(line)
            extras = [{"extra": extra} for extra in ("", *asked.extras)]
            where = [{**system, **extra} for system in systems for extra in extras]
            if one.marker is None or any(map(one.marker.evaluate, where)):
                waiting.append(one)
    return {name for name, *_ in found}


SYSTEMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
]


def test_users_get_pins_for_all_that_they_need_on_every_system_and_for_nothing_else():
    assert asked_for(NEEDED["constraints"], SYSTEMS) == {
        canonicalize_name(pin.name) for pin in PINNED["constraints"]
    }


def test_tools_are_no_part_of_what_is_published():
    assert set(PROJECT["optional-dependencies"]) == {"intake", "links"}


def test_who_takes_articles_in_gets_pins_for_all_that_this_needs():
    pins = {
        canonicalize_name(pin.name) for name in ("constraints", "intake") for pin in PINNED[name]
    }
    assert asked_for(NEEDED["intake"], SYSTEMS) <= pins


def test_a_pin_says_itself_that_it_installs_on_every_python_for_which_it_holds():
    here = {canonicalize_name(one.name): one for one in metadata.distributions()}
    checked, refused = set(), {}
    for pin in PINS:
        installed = here.get(canonicalize_name(pin.name))
        if installed is None or installed.version != version_of(pin):
            continue  # of an extra that the tests do without, or for other Pythons
        checked.add(pin.name)
        asked = SpecifierSet(installed.metadata.get("Requires-Python", ""))
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
    return None


def commands_of_the_readme():
    return [
        line
        for language, _, body in blocks_in(ROOT / "README.md")
        if language == "sh"
        for line in body.splitlines()
    ]


def test_the_readme_needs_two_commands_and_no_make_and_both_are_tested():
    building, testing = commands_of_the_readme()
    assert not re.search(r"\b(?:make|awk|ln)\b", building + testing)
    assert testing in (ROOT / ".ci/run").read_text("utf-8").splitlines()


@pytest.mark.long
def test_the_first_command_of_the_readme_builds_the_site_with_the_python_of_the_system(tmp_path):
    reason = lacking()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(f"NOTHING WAS BUILT WITH THE PYTHON OF THE SYSTEM: {reason}")
    folder = fresh_copy(tmp_path / "book")
    python = folder / ".venv/bin/python"
    building, testing = commands_of_the_readme()
    set_up = testing.rpartition(" && ")[0]
    some = f"{set_up} && {python} -m pytest -q tests/core/text"  # all would take too long
    for command in (building, some):
        done = in_the_system(command, folder)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site/index.html").is_file()
    which = "import sys; print(sys.version)"
    assert said_by(python, which) == said_by(SYSTEM, which) != ""


def in_the_system(command, folder):
    env = {name: value for name, value in os.environ.items() if not name.startswith(OF_THIS_RUN)}
    return subprocess.run(
        ["/bin/sh", "-ec", command],
        cwd=folder,
        env={**env, "PATH": ONLY_THE_SYSTEM},
        capture_output=True,
        text=True,
        check=False,
    )
