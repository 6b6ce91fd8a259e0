"""A release is refused unless tag, version and changelog agree, and every change is noted as it should be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib

import pytest
import yaml

from builders import ROOT
from sites import tracked

WORKFLOW = ROOT / ".github/workflows/release.yml"
CHANGELOG = "# Changelog\n\n## 1.2.3 (2026-12-01)\n\n### Added\n\n- Something.\n"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture
def hold(tmp_path):
    """Runs the step that comes before a release's build on a folder with a version."""
    steps = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["build"]["steps"]
    [script] = [one["run"] for one in steps if "CHANGELOG.md" in one.get("run", "")]

    def held(tag, *, version="1.2.3", changelog=CHANGELOG, changes=()):
        (tmp_path / "changes").mkdir()
        (tmp_path / "changes/.gitkeep").touch()
        (tmp_path / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n', "utf-8")
        (tmp_path / "CHANGELOG.md").write_text(changelog, "utf-8")
        for name in changes:
            (tmp_path / "changes" / name).touch()
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=tmp_path,
            env={**os.environ, "GITHUB_REF_NAME": tag},
            capture_output=True,
            text=True,
            check=False,
        )

    return held


def test_a_tag_that_fits_version_and_changelog_is_built(hold):
    done = hold("v1.2.3")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("tag", "given", "said"),
    [
        ("v1.2.4", {}, "The tag is 'v1.2.4', and the version in pyproject.toml is '1.2.3'."),
        ("1.2.3", {}, "The tag is '1.2.3'"),
        ("v1.2", {"version": "1.2"}, "CHANGELOG.md does not name version 1.2."),
        ("v1.2.3", {"changes": ["+b.fixed.md", "+a.added.md"]}, "changes/+a.added.md, changes/+b"),
    ],
)
def test_a_release_that_does_not_fit_is_refused(hold, tag, given, said):
    done = hold(tag, **given)
    assert done.returncode == 1
    assert done.stdout.startswith("::error::")
    assert said in done.stdout


def test_the_version_is_written_as_the_step_reads_it():
    found = re.findall(
        r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
    )
    assert found == [SETTINGS["project"]["version"]]


def test_the_version_stands_in_one_place():
    version = SETTINGS["project"]["version"]
    places = [
        name
        for name in tracked()
        if re.search(rf"(?i)version[\"']?\s*[:=]\s*[\"']?{re.escape(version)}", text_of(name))
        and not name.startswith(("data/", "seeds/", "tests/"))
    ]
    assert places == ["pyproject.toml"]


def text_of(name):
    return (ROOT / name).read_text("utf-8", errors="replace")


def test_every_change_is_of_a_known_kind_and_gets_into_the_changelog():
    kinds = "|".join(one["directory"] for one in SETTINGS["tool"]["towncrier"]["type"])
    found = (path.name for path in (ROOT / "changes").iterdir())
    names = [name for name in found if not name.startswith(".")]
    assert not [name for name in names if not re.fullmatch(rf"\+[a-z-]+\.(?:{kinds})\.md", name)]
    draft = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "9.9.9"]
    done = subprocess.run(draft, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "## 9.9.9 (" in done.stdout
    for name in names:
        text = (ROOT / "changes" / name).read_text("utf-8")
        assert text.strip() in done.stdout
        assert "\n" not in text.strip(), "one paragraph, which is one item of the list"
