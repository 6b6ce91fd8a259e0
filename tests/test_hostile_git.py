"""What git keeps of a published book is read and never written, whatever its trees name."""

from __future__ import annotations

import subprocess

import pytest
from builders import LIGHTHOUSE, MINIMAL, a_folder
from click.testing import CliRunner
from sites import build, copy_book, git

from macros.adapters.cli import main
from macros.editing.history import code_changed, published

TERM = "data/terms/toll.yml"
EVIL = b"id: evil\nterm: Evil\n"


@pytest.fixture
def book(tmp_path):
    """The smallest book, published in a repository, in a folder where nothing else stands."""
    folder = a_folder(tmp_path / "above" / "book")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "published")
    return folder


def said_by_git(folder, *arguments, given=b""):
    done = subprocess.run(
        ["git", "-C", folder, *arguments], input=given, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def tree_of(folder, *entries):
    """A tree of entries as git writes them, with names that it would not take from a folder."""
    given = "".join(f"{mode} {sort} {which}\t{name}\0" for mode, sort, which, name in entries)
    return said_by_git(folder, "mktree", "-z", "--missing", given=given.encode())


def committed_with(folder, top, *steps, mode="100644"):
    """A commit of the book in which a path of any names leads to a file."""
    inner, sort, kind = (
        said_by_git(folder, "hash-object", "-w", "--stdin", given=EVIL),
        "blob",
        mode,
    )
    if mode == "160000":
        inner, sort = said_by_git(folder, "rev-parse", "HEAD"), "commit"
    for name in reversed(steps):
        inner, sort, kind = tree_of(folder, (kind, sort, inner, name)), "tree", "040000"
    entries = [("040000", "tree", inner, top)]
    entries += [
        ("040000", "tree", said_by_git(folder, "rev-parse", f"HEAD:{name}"), name)
        for name in sorted({"data", "seeds", "docs"} - {top})
    ]
    who = ("-c", "user.name=A Reader", "-c", "user.email=reader@example.org")
    tree = tree_of(folder, *entries)
    return said_by_git(folder, *who, "commit-tree", tree, "-p", "HEAD", "-m", "evil")


ODD = {
    "the folder above": ("data", "..", "..", "x.yml"),
    "the folder above documents": ("seeds", "..", "x.yml"),
    "the folder above pages": ("docs", "..", "x.md"),
    "this folder": ("data", ".", "x.yml"),
    "git's own": ("data", ".git", "x.yml"),
    "git's own in capitals": ("seeds", ".GIT", "x.yml"),
    "git's own on old systems": ("docs", "GIT~1", "x.md"),
    "a backslash": ("data", "terms", "..\\..\\x.yml"),
    "a drive": ("data", "terms", "C:x.yml"),
    "a line end": ("data", "terms", "a\nb.yml"),
    "a control character": ("docs", "a\x1b[31m.md"),
}


@pytest.mark.parametrize("case", ODD)
def test_an_odd_name_in_a_published_tree_writes_nothing_and_is_told(case, book):
    top, *steps = ODD[case]
    commit = committed_with(book, top, *steps)

    def files():
        there = sorted(book.parent.parent.rglob("*"))
        return [path for path in there if ".git" not in path.parts]

    before = files()
    commands = [["diff", commit, str(book)]]
    if top != "docs":
        commands.append(["check", "--base", commit, str(book)])
        options = ["--kind", "error", "--reason", "A reason."]
        commands.append(["correct", "--base", commit, *options, str(book)])
    for command in commands:
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 1, done.output
        assert isinstance(done.exception, SystemExit)
        assert "no name of a file" in done.output
        assert "\x1b" not in done.output
    assert files() == before


@pytest.mark.parametrize(
    ("mode", "said"), [("120000", "a symbolic link"), ("160000", "a submodule")]
)
def test_what_is_no_file_in_a_published_tree_is_told(mode, said, book):
    commit = committed_with(book, "data", "terms", "x.yml", mode=mode)
    done = CliRunner().invoke(main, ["diff", commit, str(book)])
    assert done.exit_code == 1
    assert f"'data/terms/x.yml', {said}" in " ".join(done.output.split())


def test_nothing_of_a_published_book_is_written_to_a_disk(book, monkeypatch):
    folder = book
    monkeypatch.setattr("pathlib.Path.write_bytes", None)
    monkeypatch.setattr("pathlib.Path.mkdir", None)
    monkeypatch.setattr("tempfile.mkdtemp", None)
    reading = published(folder, "HEAD")
    assert reading.ids["terms"]["toll"].record
    assert reading.text[TERM] == (MINIMAL / TERM).read_text("utf-8")


def changed(folder, path):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    with (folder / path).open("a", encoding="utf-8") as file:
        file.write("\n")


CODE = [
    "mkdocs.yml",
    "docs/assets/js/x.js",
    "docs/x.html",
    "macros/x.py",
    ".github/workflows/x.yml",
    "Makefile",
    "pyproject.toml",
    "constraints.txt",
    "yaml.py",
    ".cache/claimbook/templates/x.cache",
    ".venv/bin/python",
]


def test_a_change_of_code_is_said_in_a_line_and_is_no_error(book):
    for path in ("data/terms/toll.yml", "docs/index.md", "README.md"):
        changed(book, path)
    assert code_changed(book, "HEAD") == []
    assert (
        "Review as code"
        not in CliRunner().invoke(main, ["check", "--base", "HEAD", str(book)]).output
    )
    for path in CODE:
        changed(book, path)
    assert code_changed(book, "HEAD") == sorted(CODE)
    for form in ("human", "github", "json"):
        done = CliRunner().invoke(main, ["check", "--base", "HEAD", "--format", form, str(book)])
        assert done.exit_code == 0, done.output
        said = done.stdout if form == "github" else done.stderr
        assert (
            f"Review as code, for these are neither data nor pages: {', '.join(sorted(CODE))}."
            in said
        )
        assert "Review as code" not in done.stdout or form == "github"
    git(book, "add", "--force", ".")
    git(book, "commit", "--quiet", "--message", "code")
    assert code_changed(book, "HEAD^") == sorted(CODE)
    assert code_changed(book, "HEAD") == []


def test_a_name_in_that_line_begins_no_command(book):
    changed(book, "x\n::error::owned\x1b[31m.py")
    done = CliRunner().invoke(main, ["check", "--base", "HEAD", "--format", "github", str(book)])
    assert "\x1b" not in done.output
    assert not any(line.startswith("::error::owned") for line in done.output.splitlines())


LINKS = {
    "a": ".",
    "b": ".",
    "c": "assets",
    "leak.txt": "../.git/config",
    "leak.md": "/etc/hostname",
}


def test_a_build_follows_no_link_and_publishes_nothing(tmp_path):
    folder = copy_book(LIGHTHOUSE, tmp_path)
    for path, to in LINKS.items():
        (folder / "docs" / path).symlink_to(to)
    done = build(folder)
    assert done.returncode == 1
    for path in LINKS:
        assert f"docs/{path}:1:1: error E004: this is a symbolic link" in done.stderr
    assert not (folder / "site").exists()
