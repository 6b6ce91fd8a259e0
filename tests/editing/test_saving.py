"""What a command writes is there whole or not at all, in its place, and nowhere else."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from builders import MINIMAL, a_folder
from claimbook.cli.main import COMMANDS, main
from claimbook.core.text.problems import DatasetError
from claimbook.core.text.whole import write_all
from claimbook.editing.saving import write_beside_book
from sites import git

CLAIM = "data/claims/forty-carts.yml"
TERM = ("--term", "Pontage", "--topic", "traffic", "--definition", "Money.")
TERM += ("--why-it-matters", "It is counted.", "--sources", "toll-book")
SERIES = ("--title", "Tolls", "--unit", "carts", "--topics", "traffic", "--question", "How many?")
SERIES += ("--row", "1899", "30", "toll-book")
NEW = ("--title", "New", "--publisher", "X", "--language", "en")
WRITING = {
    "new term": ("new", "term", *TERM, "--folder", "."),
    "new series": ("new", "series", *SERIES, "--folder", "."),
    "fix": ("fix", "--yes"),
    "schema": ("schema",),
    "fingerprint of another": ("fingerprint", "article.txt", "--id", "zz", *NEW),
    "fingerprint": ("fingerprint", "article.txt", "--id", "bridge-notice", "--note", "Again."),
    "correct": ("correct", "--kind", "error", "--reason", "Read again."),
    "diff": ("diff", "HEAD", "--output", "report.txt"),
}


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A published book in which a number and the form of a file have changed since."""
    folder = a_folder(tmp_path / "book")
    for step in (["init"], ["add", "-A"], ["commit", "-m", "Published"]):
        git(folder, *step)
    text = (folder / CLAIM).read_text("utf-8").replace("value: 40", "value: 44")
    (folder / CLAIM).write_text(f"{text}\n\n", "utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments):
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def files_in(folder):
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


@contextmanager
def full_disk(left=64):
    """No file can become longer, as when the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("case", WRITING)
def test_what_is_not_written_whole_leaves_all_as_it_was_and_is_told_by_name(case, book):
    before = files_in(book)
    with full_disk():
        done = run(*WRITING[case])
    assert done.exit_code == 1
    assert "cannot be written: File too large" in done.output
    assert "None" not in done.output
    assert files_in(book) == before
    assert run(*WRITING[case]).exit_code == 0
    assert files_in(book) != before


def test_of_several_files_none_is_written_when_one_is_not(tmp_path):
    (tmp_path / "a").write_text("old")
    with full_disk(), pytest.raises(OSError, match="File too large") as caught:
        write_all({tmp_path / "a": b"new", tmp_path / "b": bytes(100)})
    assert caught.value.filename == str(tmp_path / "b")
    assert files_in(tmp_path) == {tmp_path / "a": b"old"}


def test_a_series_whose_rows_are_there_already_is_not_begun(book):
    (book / "data/series/tolls.csv").write_text("mine")
    before = files_in(book)
    done = run(*WRITING["new series"])
    assert (done.exit_code, files_in(book)) == (1, before)
    assert "data/series/tolls.csv:1:1: error E004: is there already" in done.output


def test_a_file_that_is_written_again_stays_as_open_to_others_as_it_was(book):
    (book / CLAIM).chmod(0o640)
    assert run("fix", "--yes").exit_code == 0
    assert (book / CLAIM).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "output", ["data/book.yml", "seeds/x.html", "docs/a/x.html", "link.html", os.devnull]
)
def test_a_report_is_never_written_among_the_files_of_the_book(output, book):
    (book / "link.html").symlink_to("data/book.yml")
    before = files_in(book)
    done = run("diff", "HEAD", "--output", output)
    assert done.exit_code == 1
    assert f"{output}:1:1: error E004" in done.output
    assert files_in(book) == before


@pytest.mark.parametrize("odd", ["a folder of pipes", "a name in capitals"])
def test_what_stands_elsewhere_in_the_data_keeps_no_record_from_being_begun(odd, book):
    if odd == "a folder of pipes":
        os.mkfifo(book / "data/claims/x.yml")
        assert run(*WRITING["new term"]).exit_code == 0
    else:
        (book / "data/terms/Pontage.yml").write_text("id: x\n")
        assert "same name on some computers" in run(*WRITING["new term"]).output
        assert not (book / "data/terms/pontage.yml").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_an_argument_that_is_no_text_is_refused_by_every_command(command, book):
    before = files_in(book)
    done = run(command, "--reason", "Z\udcfcrich")
    assert (done.exit_code, files_in(book)) == (2, before)
    assert r"'Z\udcfcrich' is not UTF-8 text" in done.output


def test_an_archive_is_written_through_no_link(tmp_path):
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "a.zip").symlink_to(tmp_path / "precious")
    with pytest.raises(DatasetError, match="symbolic link"):
        write_beside_book(tmp_path, tmp_path / "a.zip", b"x")
    assert (tmp_path / "precious").read_text() == "kept"


def test_a_locale_without_letters_is_told():
    command = [sys.executable, "-c", "from claimbook.cli.main import program; program()"]
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*command, "new", "term", "--term", "Zürich"], env=env, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"is not UTF-8 text" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_summary_that_cannot_be_written_changes_nothing_of_the_check(book):
    (book / CLAIM).write_text("id: forty-carts\n")
    env = {"GITHUB_STEP_SUMMARY": "/nonexistent/x"}
    done = CliRunner(env=env).invoke(main, ["check", "--format", "json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"]
    assert "/nonexistent/x: the summary cannot be written: No such file" in done.stderr


ENDED = """
import os, signal
from claimbook.cli.main import program
from claimbook.cli import init
init.first_files = lambda *_: signal.raise_signal(signal.{})
program()
"""


@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM"])
def test_a_beginning_that_is_ended_leaves_nothing_behind(how, tmp_path):
    command = [sys.executable, "-c", ENDED.format(how), "init", tmp_path / "book", "--article"]
    done = subprocess.run([*command, MINIMAL / "article.txt"], capture_output=True, check=False)
    assert done.returncode == {"SIGINT": 1, "SIGTERM": 128 + signal.SIGTERM}[how]
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
