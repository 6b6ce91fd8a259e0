"""Books built into sites in temporary folders, and their pages read as a browser would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import gettempdir
from urllib.parse import unquote, urlsplit

from filelock import FileLock

from builders import ROOT
from claimbook.core.load import load_dataset
from prepared import can_run, run_module

ADDRESS = "https://reader.example/a-book/"
PARTS = ("data", "seeds", "docs", "mkdocs.yml")
UNSHOWN = {"script", "style", "template"}
LITERAL = {"code", "pre", "svg", "textarea"}
COMPILED = str(Path(gettempdir(), "claimbook-compiled"))
LENDERS: list[Path] = []
"""Folders in which sites of this run stand that are built; what is kept beside one is lent."""

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905


def copy_book(book: Path, to: Path) -> Path:
    """A book's folder without its site."""
    to.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        if (book / part).is_dir():
            shutil.copytree(book / part, to / part)
        else:
            shutil.copy(book / part, to / part)
    return to


def for_its_address(folder: Path) -> Path:
    """Have a book built for an address."""
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace('!ENV [SITE_URL, ""]', ADDRESS), "utf-8")
    return folder


def run(folder: Path, *arguments: str, **given: str) -> CompletedProcess[str]:
    """Run Python in a book's folder, away from a repository's or site's address.

    What is compiled is kept, as on people's machines, but not beside the code. Where a copy of the
    code stands beside the book, it is the code that runs.
    """
    drop = {"SITE_URL", "REPO_URL", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    env = {name: value for name, value in os.environ.items() if name not in drop}
    env |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONPYCACHEPREFIX": COMPILED, **given}
    command = [sys.executable, *arguments]
    if (folder / "macros").is_dir():
        env["PYTHONPATH"] = str(folder / "macros")
    elif arguments[0] == "-m" and can_run():
        return CompletedProcess(command, *run_module(folder, [*arguments[1:]], env))
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder under the name of nobody in particular."""
    who = ("-c", "user.name=A Reader", "-c", "user.email=reader@example.org")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)


def build(folder: Path, *flags: str, **given: str) -> CompletedProcess[str]:
    """Build a book as a contributor does."""
    lend(folder)
    return run(folder, "-m", "mkdocs", "build", *flags, **given)


def lend(folder: Path) -> None:
    """Give a book that was never built what is the same in all: Vega, and compiled templates.

    To make these takes longer than all else in a small book. What is drawn is not lent.
    """
    done = next((one for shared in LENDERS for one in sorted(shared.glob("*/done"))), None)
    if done is None or (folder / ".cache").exists():
        return
    kept = done.parent / ".cache/claimbook"
    own = folder / ".cache/claimbook"
    shutil.copytree(kept / "templates", own / "templates")
    for runtime in kept.glob("vega-*.js"):
        shutil.copy(runtime, own)


def check(folder: Path) -> CompletedProcess[str]:
    """Check a book with the project's own command."""
    return run(folder, "-m", "claimbook", "check")


def built(folder: Path, build=build) -> Site:
    """The site of a book that builds."""
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return Site(folder)


def built_once(shared: Path, name: str, make, build=build) -> Site:
    """A site that all workers of a test run share: the first makes it, the others wait."""
    folder = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            built(make(folder), build)
            (folder / "done").touch()
    return Site(folder)


def fresh_copy(to: Path) -> Path:
    """What git tracks of this repository, and nothing else, as whoever clones it has it."""
    for name in tracked():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, to / name, follow_symlinks=False)
    return to


def tracked(under: str = ".") -> list[str]:
    """The files of this repository that git tracks, in a folder of it."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", under], capture_output=True, text=True, check=True
    )
    return listed.stdout.rstrip("\0").split("\0")


def warm(folder: Path, site: Site) -> Path:
    """Give a copy of a book the drawings of a site that is built already."""
    shutil.copytree(site.folder / ".cache", folder / ".cache", dirs_exist_ok=True)
    return folder


@dataclass
class PageParser(HTMLParser):
    """What a page holds: ids, addresses, headings and text."""

    ids: Counter = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    tags: Counter = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags[tag] += 1
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag in {"a", "area"} and "href" in given:
            self.links.append(given["href"])
        loading = tag == "link" and given.get("rel") not in {
            "canonical",
            "prev",
            "next",
            "alternate",
        }
        if loading or tag == "use":
            self.loads.append(given.get("href", ""))
        if "src" in given:
            self.loads.append(given["src"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if not UNSHOWN & set(self.open):
            self.words.append(data)
            if not LITERAL & set(self.open):
                self.prose.append(data)


class Page:
    """One page of a built site."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.html = path.read_text("utf-8")

    @cached_property
    def parsed(self) -> PageParser:
        parser = PageParser()
        # Of old, Python's parser reads elements in a title, where browsers read only text.
        parser.feed(re.sub(r"<title>.*?</title>", "", self.html, flags=re.DOTALL))
        parser.close()
        return parser

    @cached_property
    def text(self) -> str:
        """All that is shown, with single spaces."""
        return flat("".join(self.parsed.words))

    @cached_property
    def prose(self) -> str:
        """All that is shown outside of code and drawings, where a text may be cut to lines."""
        return flat("".join(self.parsed.prose))


TYPED = str.maketrans("“”‘’–", "\"\"''-")
"""What pages print, and the signs with which records are typed."""


def flat(text: str) -> str:
    """The text with single spaces, and with its quotation marks and dashes as they are typed."""
    return re.sub(r"\s+", " ", text).strip().translate(TYPED)


class Site:
    """A built book: its data, and its pages by their path from the site's root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "site"

    @cached_property
    def data(self):
        return load_dataset(self.folder)

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {
            path.relative_to(self.root).as_posix(): Page(path)
            for path in sorted(self.root.rglob("*.html"))
        }

    @cached_property
    def search(self) -> dict:
        return json.loads((self.root / "search/records.json").read_text("utf-8"))

    def target(self, page: str, address: str) -> tuple[str, str] | None:
        """The file and fragment that an address on a page leads to; None when it leaves the site."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        path = unquote(parts.path)
        base = self.root if path.startswith("/") else (self.root / page).parent
        file = Path(os.path.normpath(base / path.lstrip("/"))) if path else self.root / page
        if file.is_dir() or path.endswith("/"):
            file = file / "index.html"
        return os.path.relpath(file, self.root), unquote(parts.fragment)

    def reached(self) -> set[tuple[str, str]]:
        """Every file and fragment to which links lead from the home page on."""
        found, waiting = {("index.html", "")}, ["index.html"]
        read = set()
        while waiting:
            page = waiting.pop()
            if page in read or page not in self.pages:
                continue
            read.add(page)
            for link in self.pages[page].parsed.links:
                if target := self.target(page, link):
                    found |= {target, (target[0], "")}
                    waiting.append(target[0])
        return found
