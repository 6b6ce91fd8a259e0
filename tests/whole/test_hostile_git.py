"""What git keeps of a published book is read and never written, whatever its trees name."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import LIGHTHOUSE, MINIMAL, a_folder
from claimbook.cli.main import main
from claimbook.editing.history import (
    MOST_NAMED,
    HistoryError,
    cache_folder,
    code_changed,
    published,
)
from sites import build, copy_book, git, warm

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
    return commit_of(folder, tree_of(folder, *entries))


def commit_of(folder, tree):
    who = ("-c", "user.name=A Reader", "-c", "user.email=reader@example.org")
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
def test_an_odd_name_in_a_published_tree_writes_nothing_and_is_no_part_of_the_book(case, book):
    top, *steps = ODD[case]
    commit = committed_with(book, top, *steps)

    def files():
        there = sorted(book.parent.parent.rglob("*"))
        return [path for path in there if ".git" not in path.parts]

    before = files()
    commands = [["diff", commit, str(book)], ["check", "--base", commit, str(book)]]
    options = ["--kind", "error", "--reason", "A reason."]
    commands.append(["correct", "--base", commit, *options, str(book)])
    for command in commands:
        done = CliRunner().invoke(main, command)
        assert isinstance(done.exception, SystemExit | None)
        assert "Evil" not in done.output
        assert done.output.replace("\n", "").isprintable()
    assert files() == before


@pytest.mark.parametrize("mode", ["120000", "160000"])
def test_what_is_no_file_can_be_removed_from_what_was_published(mode, book):
    entry = f"{mode},{said_by_git(book, 'rev-parse', 'HEAD')},data/claims/notes.txt"
    git(book, "update-index", "--add", "--cacheinfo", entry)
    git(book, "commit", "--quiet", "--message", "what is no file")
    for command in (["check", "--base"], ["diff"]):
        done = CliRunner().invoke(main, [*command, "HEAD", str(book)])
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize("command", [("check", "--base"), ("diff",)])
def test_a_file_that_is_missing_in_the_repository_is_told(command, book):
    entries = said_by_git(book, "ls-tree", "HEAD:data/terms").split()
    terms = tree_of(book, (*entries[:2], "1" * 40, "toll.yml"))
    data = [one.split(None, 3) for one in said_by_git(book, "ls-tree", "HEAD:data").split("\n")]
    data = tree_of(
        book, *((*one[:2], terms if one[3] == "terms" else one[2], one[3]) for one in data)
    )
    commit = commit_of(book, tree_of(book, ("040000", "tree", data, "data")))
    done = CliRunner().invoke(main, [*command, commit, str(book)])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert f"'{TERM}' in '{commit}' is missing in this repository" in done.output


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
    "data/.gitattributes",
    "data/Makefile",
    "data/evil.py",
    "data/schema/claim.json",
    "seeds/evil.sh",
    "seeds/evil.csv",
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
            f"neither data nor pages of this book: {', '.join(sorted(CODE)[:MOST_NAMED])} and 5 more."
            in said
        )
        assert "Review as code" not in done.stdout or form == "github"
    git(book, "add", "--force", ".")
    git(book, "commit", "--quiet", "--message", "code")
    assert code_changed(book, "HEAD^") == sorted(CODE)
    assert code_changed(book, "HEAD") == []


@pytest.fixture
def inner(tmp_path):
    """A book in a folder of its repository, which holds other things too."""
    folder = a_folder(tmp_path / "books" / "toll")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "published")
    return folder


def test_code_outside_of_the_book_is_named_too(inner):
    top = inner.parents[1]
    for path in (
        "Makefile",
        "docs/a.md",
        "books/toll/mkdocs.yml",
        "books/toll/data/terms/toll.yml",
    ):
        changed(top, path)
    assert code_changed(inner, "main") == ["Makefile", "books/toll/mkdocs.yml", "docs/a.md"]


def test_a_submodule_that_asks_to_be_ignored_is_named(book):
    git(book, "clone", "--quiet", ".", "macros")
    entry = f"160000,{said_by_git(book, 'rev-parse', 'HEAD')},macros"
    (book / ".gitmodules").write_text('[submodule "macros"]\npath=macros\nignore=all\nurl=x\n')
    git(book, "add", ".gitmodules")
    git(book, "update-index", "--add", "--cacheinfo", entry)
    git(book, "commit", "--quiet", "--message", "a submodule")
    git(book / "macros", "commit", "--quiet", "--allow-empty", "--message", "changed")
    assert code_changed(book, "HEAD") == ["macros"]


def running(folder, mark):
    """A program that leaves a mark when it is run."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "post-index-change"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n", "utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("where", [".", ".."])
def test_a_folder_that_git_would_obey_is_refused_and_not_obeyed(where, inner, tmp_path):
    program = running(tmp_path / ".git" / "hooks", tmp_path / "ran")
    laid_out = inner / where
    git(laid_out, "init", "--quiet", "--bare", "--initial-branch", "main", ".")
    for name, value in (
        ("core.worktree", "."),
        ("core.bare", "false"),
        ("filter.x.clean", program),
    ):
        git(laid_out, "config", "--file", "config", name, value)
    (inner / ".gitattributes").write_text("* filter=x\n", "utf-8")
    (inner / TERM).touch()
    for command in (["check", "--base"], ["diff"]):
        done = CliRunner().invoke(main, [*command, "main", str(inner)])
        assert done.exit_code == 1
        assert "holds HEAD, objects and refs" in done.output
    told = CliRunner().invoke(main, ["check", str(inner)]).output
    assert ("HEAD:1:1: error E004" in told) == (where == ".")
    assert not (tmp_path / "ran").exists()


def test_a_comparison_changes_nothing_and_runs_nothing(book, tmp_path):
    index = book / ".git" / "index"
    os.utime(book / TERM, (1, 1))  # so that git would note that its text is the same
    program = running(tmp_path / "hooks", tmp_path / "ran")
    for name, value in (("core.hooksPath", program.parent), ("core.fsmonitor", program)):
        git(book, "config", name, value)
    before = index.read_bytes()
    for command in (["check", "--base"], ["diff"]):
        done = CliRunner().invoke(main, [*command, "HEAD", str(book)])
        assert done.exit_code == 0, done.output
        assert "Review as code" not in done.output
    assert index.read_bytes() == before
    assert not (tmp_path / "ran").exists()


def test_no_other_repository_or_commit_is_put_in_place_of_the_published_one(
    book, tmp_path, monkeypatch
):
    claim = book / "data/claims/forty-carts.yml"
    claim.write_text(claim.read_text("utf-8").replace("value: 40", "value: 41"), "utf-8")
    other = a_folder(
        tmp_path / "other", **{"data/claims/forty-carts.yml": claim.read_text("utf-8")}
    )
    git(other, "init", "--quiet", "--initial-branch", "main")
    git(other, "add", ".")
    git(other, "commit", "--quiet", "--message", "otherwise")
    git(book, "fetch", "--quiet", str(other), "main")
    git(book, "replace", "main", "FETCH_HEAD")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    done = CliRunner().invoke(main, ["check", "--base", "main", str(book)])
    assert done.exit_code == 1
    assert "E107" in done.output


@pytest.mark.parametrize(
    "command", [("check", "--base"), ("diff",), ("addresses", "--base"), ("correct", "--base")]
)
def test_names_of_branches_steer_no_terminal(command, book):
    git(book, "branch", "a\u202eb\x9bc")
    done = CliRunner().invoke(main, [*command, "no\u202epe\x9b\n::error::owned", str(book)])
    assert done.exit_code == 1
    assert done.output.replace("\n", "").isprintable()
    assert not any(line.startswith("::error::") for line in done.output.splitlines())


def test_a_folder_is_read_once_when_it_is_held_against_a_commit(book, monkeypatch):
    read, whole = [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or whole(path))
    assert CliRunner().invoke(main, ["check", "--base", "main", str(book)]).exit_code == 0
    assert read.count(book / TERM) == 1


def test_a_base_that_is_larger_than_any_book_is_told(book, monkeypatch):
    monkeypatch.setattr("claimbook.editing.history.MOST_BYTES", 1000)
    done = CliRunner().invoke(main, ["diff", "main", str(book)])
    assert done.exit_code == 1
    assert "'main' holds more than 0 MB in data, seeds" in done.output


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


def test_a_build_lets_git_run_no_program_of_a_folder(second, tmp_path):
    folder = copy_book(LIGHTHOUSE, tmp_path / "above" / "book")
    git(folder.parent, "init", "--quiet", "--initial-branch", "main")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "--quiet", "--message", "published")
    signed = said_by_git(folder, "cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n", 1
    )
    commit = said_by_git(
        folder, "hash-object", "-t", "commit", "-w", "--stdin", given=f"{signed}\n".encode()
    )
    git(folder, "reset", "--soft", commit)
    program = running(tmp_path / "programs", tmp_path / "ran")
    for name, value in (("log.showSignature", "true"), ("gpg.program", program)):
        git(folder, "config", name, value)
    said_by_git(folder, "log", "-1")
    (tmp_path / "ran").unlink()  # so it is run where nothing keeps git from it
    assert build(warm(folder, second)).returncode == 0
    assert not (tmp_path / "ran").exists()


def test_nothing_is_taken_from_a_cache_that_a_commit_brought(tmp_path):
    book = a_folder(tmp_path / "book")
    assert cache_folder(book) == book / ".cache/claimbook"
    (book / ".cache/claimbook/templates").mkdir(parents=True)
    (book / ".cache/claimbook/templates/__jinja2_a.cache").write_bytes(b"")
    git(book, "init")
    git(book, "add", "data", "docs")
    git(book, "commit", "-m", "Published")
    assert cache_folder(book) == book / ".cache/claimbook"
    git(book, "add", "--force", ".cache")
    with pytest.raises(HistoryError, match=r"git keeps .*\.cache"):
        cache_folder(book)


@pytest.mark.parametrize("step", [".cache", ".cache/claimbook", ".cache/claimbook/templates"])
def test_no_cache_is_behind_a_link(step, tmp_path):
    link = a_folder(tmp_path / "book") / step
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path)
    with pytest.raises(HistoryError, match="symbolic link"):
        cache_folder(tmp_path / "book")
