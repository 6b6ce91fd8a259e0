"""A Python that has imported the engine and MkDocs, and is forked for each command it is to run.

So a command begins at once, and yet in a process of its own in which nothing but imports was done.
Run as a script, this file is that Python.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import runpy
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

READ_AT_THE_BEGINNING = ("PYTHON", "LANG", "LC_", "TZ")
"""How the variables begin of which a Python takes note only when it begins."""

USED = (
    "altair",
    "feedgen.feed",
    "markdown.extensions.admonition",
    "markdown.extensions.attr_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.md_in_html",
    "markdown.extensions.tables",
    "markdown.extensions.toc",
    "material.plugins.search.plugin",
    "mkdocs.commands.build",
    "mkdocs.commands.serve",
    "mkdocs_macros.plugin",
    "pygments.lexers",
    "vl_convert",
)


def _read_at_the_beginning() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if k.startswith(READ_AT_THE_BEGINNING)}


BEGAN_WITH = _read_at_the_beginning()


def can_run() -> bool:
    """Whether there are forks, and a command is to begin with the variables of this Python."""
    return hasattr(os, "fork") and _read_at_the_beginning() == BEGAN_WITH


def run_module(folder: Path, arguments: list[str], env: dict[str, str]) -> tuple[int, str, str]:
    """What `python -m` with these arguments comes to: how it ends, and what it says and warns of."""
    python = _begun()
    with TemporaryDirectory() as said:
        asked = {"folder": str(folder), "arguments": arguments, "env": env, "said": said}
        python.stdin.write(json.dumps(asked) + "\n")
        python.stdin.flush()
        code = int(python.stdout.readline())
        out, err = (Path(said, name).read_text("utf-8") for name in ("out", "err"))
    return code, out, err


@cache
def _begun() -> subprocess.Popen:
    python = subprocess.Popen(
        [sys.executable, __file__],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # whoever interrupts the tests does not interrupt it
    )
    atexit.register(python.communicate)  # nothing more is asked, at which it ends
    return python


def _import_all() -> None:
    import claimbook

    sys.path.remove(str(Path(__file__).parent))
    for name in USED:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(claimbook.__path__, "claimbook."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _serve() -> None:
    """Have each command run by a fork, which alone returns while there is more to come."""
    for line in sys.stdin:
        fork = os.fork()
        if not fork:
            _become(**json.loads(line))
            return
        print(os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]), flush=True)  # noqa: T201


def _become(folder: str, arguments: list[str], env: dict[str, str], said: str) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(Path(said, name), os.O_WRONLY | os.O_CREAT), number)
    sys.path.insert(0, folder)
    sys.argv = list(arguments)
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _import_all()
    _serve()
