"""Work in a second process: its results and errors come back, and nothing of it is left running."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sites import run

SEVERAL_PROCESSORS = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) == 1,
    reason="a second process is of no use on one processor",
)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")

# each is a program of its own, for the processes of a test run have threads
BEGIN = """
import os, time
from claimbook.hosting.aside import Aside, can_fork, shared
me = os.getpid()
"""
ONE = "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
SEVERAL = "assert len(os.sched_getaffinity(0)) == 1 or can_fork()\n"


def told(tmp_path, program):
    done = run(tmp_path, "-c", BEGIN + program)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("where", [ONE, SEVERAL], ids=["one", "several"])
def test_all_items_are_taken_once_and_all_results_come_back(tmp_path, where):
    program = "print(*sorted(sum(shared(range(100), list), [])))"
    assert told(tmp_path, where + program) == [str(number) for number in range(100)]


@pytest.mark.parametrize("where", [ONE, SEVERAL], ids=["one", "several"])
def test_work_that_draws_is_done_in_others_where_it_can_be(tmp_path, where):
    program = """
def work(items): return [(item, os.getpid()) for item in items]
forks = can_fork()
done = sum(shared(range(9), work, step=1, here=False), [])
print(*sorted(item for item, _ in done))
assert all((who != me) == forks for _, who in done)
"""
    assert told(tmp_path, where + program) == [str(number) for number in range(9)]


@pytest.mark.parametrize("where", [ONE, SEVERAL], ids=["one", "several"])
def test_an_error_is_raised_where_the_result_is_asked_for(tmp_path, where):
    program = """
def work(): raise FileNotFoundError(2, "is not here", "a/page")
try: Aside(work).result()
except FileNotFoundError as error: print(error.filename)
"""
    assert told(tmp_path, where + program) == ["a/page"]


@SEVERAL_PROCESSORS
def test_a_process_that_dies_is_told(tmp_path):
    program = """
try: Aside(lambda: os._exit(9)).result()
except ChildProcessError: print("died")
"""
    assert told(tmp_path, program) == ["died"]


@SEVERAL_PROCESSORS
def test_work_that_fails_here_leaves_none_of_it_running_there(tmp_path):
    program = """
import multiprocessing
def work(items):
    if os.getpid() == me:
        assert len(multiprocessing.active_children()) == 1
        raise ValueError
    time.sleep(60)
try: shared(range(100), work)
except ValueError: print(len(multiprocessing.active_children()))
"""
    assert told(tmp_path, program) == ["0"]


@SEVERAL_PROCESSORS
def test_an_end_of_the_program_ends_it_too_before_its_files_are_removed(tmp_path):
    program = """
import atexit
atexit.register(lambda: print(aside._process.is_alive()))
aside = Aside(lambda: time.sleep(60))
"""
    assert told(tmp_path, program) == ["False"]


FORKING = """
import os, pathlib, sys, time
from claimbook.hosting.aside import Aside
def work():
    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
    time.sleep(60)
aside = Aside(work)
time.sleep(60)
"""


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


@SEVERAL_PROCESSORS
def test_a_fork_does_not_outlive_its_parent(tmp_path):
    told = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", FORKING, told])
    while not (told.exists() and told.read_text("utf-8")):
        assert parent.poll() is None
        time.sleep(0.05)
    fork = int(told.read_text("utf-8"))
    assert is_running(fork)
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not is_running(fork):
            break
        time.sleep(0.05)
    assert not is_running(fork)
