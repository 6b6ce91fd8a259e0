"""What other systems lack, and write otherwise, makes no difference: simulated on the one at hand."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from builders import LIGHTHOUSE, MINIMAL, ROOT
from claimbook.hosting import publishing
from claimbook.hosting.publishing import MANIFEST
from sites import Site, built_once, copy_book, run

ONLY_POSIX = ("fcntl", "grp", "posix", "pwd", "resource", "termios")

BARE = f"""
import sys
sys.modules.update(dict.fromkeys({ONLY_POSIX[:2] + ONLY_POSIX[3:]!r}))
import os
import mkdocs.__main__
import claimbook.cli.main, claimbook.hosting.aside
from mkdocs.plugins import get_plugins
for name in ("search", "claimbook", "macros"):
    get_plugins()[name].load()
for name in ("fork", "forkpty", "sched_getaffinity", "sched_setaffinity", "O_NOFOLLOW", "mkfifo"):
    if hasattr(os, name):
        delattr(os, name)
"""
"""A Python without what Windows and others lack. What belongs to Python itself is loaded before."""

ELSEWHERE = f"{BARE}\nsys.platform = 'darwin'"
NO_SHARED_LOCK = """
import _multiprocessing, mkdocs.__main__
class SemLock(_multiprocessing.SemLock):
    def __new__(cls, *_):
        raise OSError(38, "Function not implemented")
_multiprocessing.SemLock = SemLock
"""

BUILD = "mkdocs.__main__.cli(['build', '--quiet'])"
CHECK = "claimbook.cli.main.main(['check'])"


@pytest.fixture(scope="module")
def smallest(shared_folder):
    """The smallest book, built: it has charts, each of which is drawn wide and narrow."""
    return built_once(shared_folder, "smallest", lambda to: copy_book(MINIMAL, to))


@pytest.mark.parametrize(
    ("system", "book", "usual"),
    [(ELSEWHERE, LIGHTHOUSE, "second"), (NO_SHARED_LOCK, MINIMAL, "smallest")],
    ids=["elsewhere", "no-shared-lock"],
)
def test_a_site_is_the_same_where_the_system_lacks_forks_and_locks(
    system, book, usual, request, tmp_path
):
    same = request.getfixturevalue(usual)
    folder = copy_book(book, tmp_path / "book")
    done = run(folder, "-c", f"{system}\n{BUILD}")
    assert done.returncode == 0, done.stderr
    manifest = (Site(folder).root / MANIFEST).read_text("utf-8")
    assert manifest == (same.root / MANIFEST).read_text("utf-8")


def test_a_check_says_the_same_where_the_system_lacks_forks_and_locks(tmp_path):
    folder = copy_book(LIGHTHOUSE, tmp_path / "book")
    done = run(folder, "-c", f"{ELSEWHERE}\n{CHECK}")
    assert done.returncode == 0, done.stderr
    assert done.stdout == run(folder, "-m", "claimbook", "check").stdout != ""


def test_a_terminal_that_cannot_show_a_name_is_no_reason_to_fail(tmp_path):
    folder = copy_book(LIGHTHOUSE, tmp_path / "book")
    path = folder / "data/terms/keepers-word.yml"
    path.write_text(f"{path.read_text('utf-8')}\nمريم: 1\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "claimbook", "check"],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    said = (done.stdout + done.stderr).decode("cp1252")
    assert done.returncode == 1
    assert "keepers-word.yml" in said
    assert "\\u0645" in said
    assert "Traceback" not in said


def test_files_of_a_site_have_slashes_in_their_paths_where_folders_have_others(monkeypatch):
    found = [("C:\\book\\site", [], ["index.html"]), ("C:\\book\\site\\a\\b", [], ["c.html"])]
    monkeypatch.setattr(publishing.os, "walk", lambda _: found)
    monkeypatch.setattr(publishing.os, "sep", "\\")
    assert [*publishing.walked("C:\\book\\site")] == ["index.html", "a/b/c.html"]


CODE = sorted((ROOT / "macros/claimbook").rglob("*.py"))


def nodes(kind):
    """Every node of a kind in the code, with the one around it and where it stands."""
    for path in CODE:
        for around in ast.walk(ast.parse(path.read_text("utf-8"))):
            for node in ast.iter_child_nodes(around):
                if isinstance(node, kind):
                    yield node, around, f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"


def calls(name):
    for node, around, place in nodes(ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == name:
            yield node, around, place


def test_a_path_from_a_folder_is_text_only_with_slashes():
    wrong = [
        place
        for _, around, place in calls("relative_to")
        if not (isinstance(around, ast.Attribute) and around.attr == "as_posix")
        and not (isinstance(around, ast.BinOp) and isinstance(around.op, ast.Div))
    ]
    assert not wrong
    assert len([*calls("relative_to")]) > 5


def test_text_is_written_with_the_same_ends_of_lines_everywhere():
    def is_for_text(call):
        modes = [one.value for one in call.args[:2] if isinstance(one, ast.Constant)]
        return any(mode in {"w", "a", "x"} for mode in modes)

    written = [*calls("write_text"), *(one for one in calls("open") if is_for_text(one[0]))]
    assert written
    for call, _, place in written:
        given = {word.arg: getattr(word.value, "value", None) for word in call.keywords}
        assert given.get("newline") == "\n", place


def test_no_module_is_loaded_that_only_some_systems_have():
    for node, _, place in nodes((ast.Import, ast.ImportFrom)):
        names = {alias.name for alias in node.names}
        names |= {node.module} if isinstance(node, ast.ImportFrom) else set()
        # strangers' files are read within bounds where a system has them, and without else
        is_bound = place.startswith("macros/claimbook/editing/apart.py:")
        assert names & {*ONLY_POSIX} <= ({"resource"} if is_bound else set()), place


def test_what_only_some_systems_have_is_asked_for_in_one_place():
    there = {
        place.partition(":")[0]
        for node, _, place in nodes(ast.Attribute)
        if node.attr in {"fork", "sched_getaffinity", "getuid", "O_NOFOLLOW", "SIGKILL", "mkfifo"}
    }
    assert there == {"macros/claimbook/hosting/aside.py"}


def test_every_file_has_the_same_ends_of_lines_in_every_checkout():
    kept = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "--eol"], capture_output=True, text=True, check=True
    )
    for line in kept.stdout.splitlines():
        index, _, rest = line.partition(" ")
        assert index in {"i/lf", "i/none"} or "attr/-text" in rest, line
        assert "eol=lf" in rest or "attr/-text" in rest, line
