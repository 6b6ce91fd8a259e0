"""An index in small parts, of which a browser loads those that a search asks for; made by Pagefind.

Pagefind's own package for Python waits a tenth of a second for each entry, which is an hour for a
large book. So its program is spoken to here as that package does: each message is JSON in
base64 with a comma behind it, and each is answered before the next one is sent, so that entries
have one order and two indexes of the same entries are the same bytes.
See https://pagefind.app/docs/py-api/.
"""

import base64
import json
import subprocess
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from io import BufferedReader, BufferedWriter
from pathlib import Path
from typing import Any

from claimbook.hosting.publishing import write_file

LANGUAGE = "unknown"
"""By which Pagefind takes words as they are: what is the same word is settled before."""

PARTS = (
    *("pagefind-entry.json", "pagefind.js", f"wasm.{LANGUAGE}.pagefind", "*.pf_meta"),
    *("index/*", "fragment/*"),
)
"""What a search loads. Pagefind also makes interfaces of its own, which the theme's stands for."""

MISSING = (
    "this book is too large for the theme's own search, and Pagefind, which makes the index of a"
    " large book, does not run here: install it with `python -m pip install pagefind_bin`"
)
ENDED = "Pagefind ended before the search index was made"


class PagefindError(Exception):
    """No index could be made; the message tells whoever builds the book why."""


def write_index(entries: Iterable[Mapping[str, str]], folder: Path) -> None:
    """Write an index of entries, each with its `url`, its `title` and its `content` as plain text.

    Raises:
        PagefindError: when Pagefind is not there, or does not do what it is asked.
        OSError: when the index cannot be written.
    """
    for name, content in _made(entries).items():
        if any(fnmatch(name, one) for one in PARTS):
            write_file(f"{folder}/{name}", content)


def _made(entries: Iterable[Mapping[str, str]]) -> dict[str, bytes]:
    """The files of an index by their names, which Pagefind hands over.

    Those that it writes itself were not always whole when it had ended.
    """
    try:
        with _service() as service:
            begun = _ask(service, type="NewIndex", config={"force_language": LANGUAGE})
            index = {"index_id": begun["index_id"]}
            for entry in entries:
                about = {"url": entry["url"], "content": entry["content"], "language": LANGUAGE}
                meta = {"meta": {"title": entry["title"]}, "filters": None, "sort": None}
                _ask(service, type="AddRecord", **index, **about, **meta)
            files = _ask(service, type="GetFiles", **index)["files"]
    except BrokenPipeError:
        raise PagefindError(ENDED) from None
    return {one["path"]: base64.b64decode(one["content"]) for one in files}


def _service() -> subprocess.Popen[bytes]:
    """Pagefind, waiting for messages until its input is closed."""
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - most books need none

        return subprocess.Popen(  # noqa: S603 - the program of an installed package
            [get_executable(), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (ImportError, OSError):
        raise PagefindError(MISSING) from None


def _ask(service: subprocess.Popen[bytes], **payload: object) -> dict[str, Any]:
    """The answer to one message."""
    assert isinstance(service.stdin, BufferedWriter)
    assert isinstance(service.stdout, BufferedReader)
    message = json.dumps({"message_id": 1, "payload": payload})
    service.stdin.write(base64.b64encode(message.encode()) + b",")
    service.stdin.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        part = service.stdout.read1()
        if not part:
            raise PagefindError(ENDED)
        answer += part
    said: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
    if said["type"] == "Error":
        raise PagefindError(f"Pagefind made no search index: {said['message']}")
    return said
