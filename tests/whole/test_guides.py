"""Every command and every piece of code in the guides does what the guide says of it.

The guides share one world: a copy of the repository, and the practice book beside it. In a guide,
a block of `sh` is run, the `text` after it is what is printed (`...` stands for anything), a block
with `add to FILE` as its title is added to that file, and one of Python is run.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from blocks import blocks_in
from builders import ROOT, a_folder
from claimbook.charts.drawing import Drawings
from claimbook.cli.main import COMMANDS, main
from claimbook.core.load import load_dataset
from claimbook.views.series import series_chart
from sites import run, warm

GUIDES = ROOT / "docs" / "contributing"
TUTORIAL = "first-claim"
IN_PRACTICE = ("prose", "reviewing", "data-model", "upgrading", "translating")
"""Guides whose examples go on in the practice book that the tutorial leaves."""

WHO = ("AUTHOR", "COMMITTER")
SET_UP = ("python3 -m venv ", "pip install ", ". .venv/bin/activate")
"""Commands that are left out, since what they would set up is there already."""


def blocks(name):
    yield from blocks_in(GUIDES / f"{name}.md")


class World:
    """A copy of the repository whose environment is set up, and the folder in which one stands."""

    def __init__(self, folder: Path) -> None:
        self.repository = folder / "book"
        ignored = shutil.ignore_patterns(
            *(".venv", ".cache", "site", "tests", "reports", ".git", "*cache*", ".hypothesis")
        )
        shutil.copytree(ROOT, self.repository, ignore=ignored)
        self.at = self.repository
        self.bin = Path(sys.executable).parent
        self._set_up(self.repository)

    def _set_up(self, folder):
        """What make would install is there already."""
        (folder / ".venv").mkdir(exist_ok=True)
        for part in ("bin", "lib", "pyvenv.cfg"):
            if not (folder / ".venv" / part).exists():
                (folder / ".venv" / part).symlink_to(Path(sys.prefix, part))
        for stamp in (".site", ".test"):
            (folder / ".venv" / stamp).touch()

    def run(self, commands):
        return "".join(map(self._run, commands.strip().split("\n")))

    def _run(self, command):
        practice = self.repository.parent / "practice"
        if practice.is_dir():
            self._set_up(practice)
        env = {k: v for k, v in os.environ.items() if k not in {"SITE_URL", "REPO_URL"}}
        env |= {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONPATH": str(self.at),
            "PYTHONDONTWRITEBYTECODE": "1",
            **{f"GIT_{who}_{what}": "you@example.org" for who in WHO for what in ("NAME", "EMAIL")},
        }
        if any(one in command for one in SET_UP):
            return ""
        done = subprocess.run(
            [
                "bash",
                "-ec",
                f"{{ {command}\n}} 2>&1; pwd > {shlex.quote(str(self.repository.parent / 'at'))}",
            ],
            cwd=self.at,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        self.at = Path((self.repository.parent / "at").read_text("utf-8").strip())
        return done.stdout


def test_what_is_run_without_being_shown_is_only_the_editing_of_files():
    hidden = [body for name in PAGES for language, _, body in blocks(name) if language == "run"]
    assert hidden
    for body in hidden:
        assert all(line.startswith("python3 -c ") for line in body.strip().split("\n"))


def fits(expected, said):
    """Whether what is printed is what the guide shows, `...` standing for anything."""
    pattern = re.escape(expected.strip()).replace(re.escape("..."), ".*?")
    return re.fullmatch(pattern, said.strip(), re.DOTALL)


def follow(world, name):
    said = ""
    for language, info, body in blocks(name):
        title = re.search(r'title="add to ([^"]+)"', info)
        if title:
            with (world.at / title[1]).open("a", encoding="utf-8") as file:
                file.write(body)
        elif language in {"sh", "run"}:
            said = world.run(body)
        elif language == "text":
            assert fits(body, said), f"{name}: the guide says\n{body}\nand there was\n{said}"


@pytest.fixture(scope="module")
def practised(tmp_path_factory):
    """The world as the tutorial leaves it."""
    world = World(tmp_path_factory.mktemp("guides"))
    follow(world, TUTORIAL)
    return world


def test_the_tutorial_prints_what_it_says(practised):
    assert practised.at == practised.repository.parent / "practice"


@pytest.mark.parametrize("name", IN_PRACTICE)
def test_a_guide_prints_what_it_says(name, practised, tmp_path):
    here = tmp_path / "practice"
    shutil.copytree(practised.at, here, ignore=shutil.ignore_patterns(".venv"), symlinks=True)
    if name == "data-model":  # its example is the claim with other quantities
        claim = here / "data/claims/forty-carts-a-day.yml"
        text = claim.read_text("utf-8")
        claim.write_text(re.sub(r"^quantities:\n(?: .*\n)+", "", text, flags=re.MULTILINE), "utf-8")
    before, practised.at = practised.at, here
    try:
        follow(practised, name)
    finally:
        practised.at = before


def test_a_book_of_your_own_builds_as_the_guide_says(tmp_path):
    world = World(tmp_path)
    follow(world, "own-book")
    assert (world.at / "site/index.html").exists()
    assert "No problem found" in world.run("claimbook fix --yes; claimbook check")


def test_the_kind_of_chart_in_the_guide_draws_in_a_book(tmp_path):
    found = {language: body for language, _, body in reversed(list(blocks("chart-kinds")))}
    book = tmp_path / "book"
    shutil.copytree(ROOT / "tests/books/minimal", book)
    (book / "charts.py").write_text(found["python"], "utf-8")
    settings = (book / "mkdocs.yml").read_text("utf-8")
    named = settings.replace(" claimbook,", " claimbook: {charts: charts.py},")
    assert named != settings
    (book / "mkdocs.yml").write_text(named, "utf-8")
    series = book / "data/series/carts-by-year.yml"
    record = yaml.safe_load(series.read_text("utf-8"))
    asked = [body for language, _, body in blocks("chart-kinds") if language == "yaml"][1]
    record["chart"] |= yaml.safe_load(asked)["chart"]
    series.write_text(yaml.safe_dump(record), "utf-8")
    done = CliRunner().invoke(main, ["check", str(book)])
    assert done.exit_code == 0, done.output
    view = series_chart(load_dataset(book), "carts-by-year")
    missing = replace(view.rows[0], key="other", value=None, short="not known")
    drawings = Drawings(own=book / "charts.py")
    for rows in (view.rows, (*view.rows, missing)):
        svg = drawings.svg(replace(view, rows=rows), size="narrow")
        assert all(row.short in svg and row.says in svg for row in view.rows)


def test_the_chart_in_the_guide_can_be_drawn(practised, tmp_path):
    here = tmp_path / "practice"
    shutil.copytree(practised.at, here, ignore=shutil.ignore_patterns(".venv"), symlinks=True)
    found = {language: body for language, _, body in reversed(list(blocks("charts")))}
    (here / "data/series").mkdir()
    (here / "data/series/example-series.yml").write_text(found["yaml"], "utf-8")
    (here / "data/series/example-series.csv").write_text(found["csv"], "utf-8")
    done = CliRunner().invoke(main, ["check", str(here)])
    assert done.exit_code == 0, done.output


def test_each_kind_of_chart_in_the_guide_is_one_that_a_book_can_have(practised, tmp_path):
    here = tmp_path / "practice"
    shutil.copytree(practised.at, here, ignore=shutil.ignore_patterns(".venv"), symlinks=True)
    (here / "data/series").mkdir()
    examples = [(language, body) for language, _, body in blocks("charts")]
    records = [yaml.safe_load(body) for language, body in examples if language == "yaml"]
    first = {**records[0], "notes": []}
    shown = [one for one in records[1:] if "chart" in one]
    rows = [body for language, body in examples if language == "csv"][1:]
    assert {one["chart"]["kind"] for one in shown} >= {"split", "wholes", "slope", "step", "bar"}
    for number, (record, text) in enumerate(zip(shown, rows, strict=True)):
        name = f"example-{number}"
        path = here / f"data/series/{name}.yml"
        if "of" in text.partition("\n")[0].split(","):
            record["of"] = None
        path.write_text(yaml.safe_dump({**first, **record, "id": name}), "utf-8")
        path.with_suffix(".csv").write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["check", str(here)])
    assert done.exit_code == 0, done.output
    assert f"{len(shown)} series" in done.output


MAKEFILES = "".join((ROOT / name).read_text("utf-8") for name in ("Makefile", "tests/targets.mk"))
PAGES = sorted(path.stem for path in GUIDES.glob("*.md"))
TEXTS = [*(GUIDES / f"{name}.md" for name in PAGES), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists_with_its_options(path):
    text = path.read_text("utf-8")
    found = re.findall(r"claimbook ([a-z][a-z-]+)((?: +--[a-z-]+)*)", text)
    for name, flags in found:
        if name in {"maintainers", "is", "repository"}:
            continue
        assert name in COMMANDS, name
        said = CliRunner().invoke(main, [name, "--help"]).stdout
        for flag in flags.split():
            assert flag in said, (name, flag)
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILES, re.MULTILINE))
    for pair in re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", text, re.MULTILINE):
        assert ("".join(pair)) in targets


def test_every_command_is_named_in_the_guide():
    text = (GUIDES / "index.md").read_text("utf-8")
    assert not [name for name in COMMANDS if f"`claimbook {name}" not in text]


def addresses(menu):
    """The pages of a part of the menu."""
    if isinstance(menu, str):
        return [menu]
    parts = menu.values() if isinstance(menu, dict) else menu
    return [one for part in parts for one in addresses(part)]


def test_guides_have_a_menu_of_their_own_and_all_are_in_it():
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    menu = yaml.safe_load(re.search(r"^nav:\n(?: .*\n)+", settings, re.MULTILINE)[0])["nav"]
    guides = addresses([part["Contribute"] for part in menu if "Contribute" in part])
    others = addresses([part for part in menu if "Contribute" not in part])
    assert sorted(guides) == [f"contributing/{name}.md" for name in PAGES]
    assert not [one for one in others if one.startswith("contributing/")]


def titled(name, title):
    """A file that a guide shows."""
    [body] = [body for _, info, body in blocks(name) if f'title="{title}"' in info]
    return body


def test_the_workflow_for_gitlab_is_one_that_it_understands(tmp_path):
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(titled("own-book", ".gitlab-ci.yml"), "utf-8")
    linter = [
        Path(sys.executable).parent / "check-jsonschema",
        "--builtin-schema",
        "vendor.gitlab-ci",
    ]
    done = subprocess.run([*linter, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_commands_for_netlify_build_a_book(published, tmp_path):
    settings = tomllib.loads(titled("own-book", "netlify.toml"))["build"]
    folder = tmp_path / "book"
    article = str(GUIDES / "practice.txt")
    assert CliRunner().invoke(main, ["init", str(folder), "--article", article]).exit_code == 0
    done = subprocess.run(
        ["bash", "-ec", settings["command"]],
        cwd=warm(folder, published),
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "URL": "https://book.example",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    home = (folder / settings["publish"] / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://book.example/">' in home


HOOKS = {
    one["id"]: one for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}


def test_the_hooks_that_the_guide_names_are_there():
    settings = yaml.safe_load(titled("own-book", ".pre-commit-config.yaml"))
    assert [one["id"] for one in settings["repos"][0]["hooks"]] == list(HOOKS)


@pytest.mark.parametrize(
    ("hook", "path", "fault"),
    [
        ("claimbook-check", "data/claims/forty-carts.yml", ("value: 40", "value: forty")),
        ("claimbook-fix-check", "data/claims/forty-carts.yml", ("title:", "title:   ")),
    ],
)
def test_a_hook_stops_a_commit_that_has_a_fault_and_no_other(hook, path, fault, tmp_path):
    folder = a_folder(tmp_path)
    program, *arguments = HOOKS[hook]["entry"].split()
    assert program == "claimbook"
    assert run(folder, "-m", program, *arguments).returncode == 0
    text = (folder / path).read_text("utf-8")
    assert fault[0] in text
    (folder / path).write_text(text.replace(*fault, 1), "utf-8")
    assert run(folder, "-m", program, *arguments).returncode == 1
