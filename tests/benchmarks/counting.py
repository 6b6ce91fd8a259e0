"""Builds the book in this folder and counts what that did, as JSON: no clock is asked.

Lines that our code and our templates carried out are counted by file, and calls by function; so a
loop in a loop shows, whatever it does.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from types import FrameType


def main() -> int:
    """Build, and print the counts."""
    code = str(Path(sys.argv[1]).resolve() / "macros/claimbook") + "/"
    lines: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    names: dict[str, str | None] = {}

    def named(path: str) -> str | None:
        if path not in names:
            real = str(Path(path).resolve())
            names[path] = real.removeprefix(code) if real.startswith(code) else None
        return names[path]

    def on_line(frame: FrameType, event: str, _: object):
        if event == "line":
            lines[named(frame.f_code.co_filename)] += 1
        return on_line

    def on_call(frame: FrameType, *_: object):
        name = named(frame.f_code.co_filename)
        if name is None:
            return None
        calls[f"{name}:{frame.f_code.co_name}"] += 1
        return on_line

    if hasattr(os, "sched_setaffinity"):  # on one processor nothing is done in a second process
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sys.path.insert(0, str(Path.cwd()))  # the book's own code, as `python -m mkdocs` takes it
    config = load_config()
    sys.settrace(on_call)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    sys.settrace(None)
    files = sum(path.is_file() for path in Path("site").rglob("*"))
    sys.stdout.write(json.dumps({"lines": lines, "calls": calls, "files": files}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
