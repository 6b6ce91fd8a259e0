"""Other generators, given the same pages: how each is installed, set up and run.

Each gets the settings that its user would begin with. Where there is a choice it falls in the
peer's favor, and `setting` says how.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sources import markdown, restructured

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plain import PlainPage

SECONDS = 900
"""No installation takes longer."""


class CannotInstallError(Exception):
    """Why a peer is not there, in one line."""


@dataclass(frozen=True)
class Pages:
    """The text of a book: its pages, and the addresses of those in the navigation and of claims."""

    pages: list[PlainPage]
    in_nav: list[str]
    claims: frozenset[str]


@dataclass(frozen=True)
class Peer:
    """A generator: its packages with their versions, how a book is written for it and built.

    `command` takes the folder of its installation.
    """

    id: str
    name: str
    packages: tuple[str, ...]
    write: Callable[[Path, Pages], None]
    command: Callable[[Path], list[str]]
    setting: str

    @property
    def version(self) -> str:
        return self.packages[0].rpartition("==" if "==" in self.packages[0] else "@")[2]


def install(peer: Peer, folder: Path) -> None:
    """Put a peer into a folder, where it is not yet in the versions asked for.

    Raises:
        CannotInstallError: when it cannot be had.
    """
    stamp = folder / "installed.txt"
    if stamp.is_file() and stamp.read_text("utf-8").split() == [*peer.packages]:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if peer.packages[0].startswith("@"):
        steps = [["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder)]]
    else:
        pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet"]
        steps = [[sys.executable, "-m", "venv", str(folder)], pip]
    steps[-1] += peer.packages
    for step in steps:
        try:
            done = subprocess.run(
                step, capture_output=True, text=True, check=False, timeout=SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CannotInstallError(f"{step[0]}: {error}") from None
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if "ERROR" in line or "npm" in line]
            raise CannotInstallError(said[0] if said else f"{step[0]} fails and does not say why")
    stamp.write_text("\n".join(peer.packages), encoding="utf-8")


def _files(folder: Path, pages: list[PlainPage], suffix: str, text: Callable) -> None:
    for page in pages:
        path = folder / f"{page.url or 'index'}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(page), encoding="utf-8")


MATERIAL = """\
site_name: Plain
theme:
  name: material
  font: false
markdown_extensions: [tables]
nav:
"""


def write_material(folder: Path, book: Pages) -> None:
    """A book of Material for MkDocs with its search, which it has by itself."""
    _files(folder / "docs", book.pages, ".md", markdown)
    nav = "".join(f"  - {url or 'index'}.md\n" for url in book.in_nav)
    (folder / "mkdocs.yml").write_text(MATERIAL + nav, encoding="utf-8")


SPHINX = """\
project = "Plain"
extensions = ["sphinx_needs"]
smartquotes = False
html_copy_source = False
needs_id_regex = "^[A-Za-z0-9_-]+$"
needs_types = [
    {"directive": "claim", "title": "Claim", "prefix": "", "color": "#ddd", "style": "node"}
]
"""


def write_sphinx(folder: Path, book: Pages) -> None:
    """A book of Sphinx in which each claim is a need, on a page of its own."""

    def text(page: PlainPage) -> str:
        tree = [url for url in book.in_nav if url] if not page.url else []
        linked = page.url in book.in_nav
        need = page.url.rpartition("/")[2] if page.url in book.claims else None
        return restructured(page, need=need, tree=tree, orphan=not linked)

    _files(folder, book.pages, ".rst", text)
    (folder / "conf.py").write_text(SPHINX, encoding="utf-8")


ELEVENTY = """\
export default function (config) {
  return { dir: { input: "pages", output: "site" }, markdownTemplateEngine: false };
}
"""

LAYOUT = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>
<nav>{% for one in links %}<a href="/{{ one }}">{{ one }}</a> {% endfor %}</nav>
<main>{{ content }}</main>
</body>
</html>
"""


def write_eleventy(folder: Path, book: Pages) -> None:
    """A book of Eleventy: Markdown in a minimal layout with the same navigation."""

    def text(page: PlainPage) -> str:
        return f"---\ntitle: {json.dumps(page.title)}\n---\n\n{markdown(page)}"

    pages = folder / "pages"
    _files(pages, book.pages, ".md", text)
    (pages / "_includes").mkdir()
    (pages / "_includes/page.liquid").write_text(LAYOUT, encoding="utf-8")
    for_all = {"layout": "page.liquid", "links": [f"{url}/" if url else "" for url in book.in_nav]}
    (pages / "pages.json").write_text(json.dumps(for_all), encoding="utf-8")
    (folder / "eleventy.config.mjs").write_text(ELEVENTY, encoding="utf-8")


PEERS = {
    peer.id: peer
    for peer in (
        Peer(
            "material",
            "Material for MkDocs",
            ("mkdocs-material==9.8.1", "mkdocs==1.6.1"),
            write_material,
            lambda home: [f"{home}/bin/python", "-m", "mkdocs", "build"],
            "the theme and its search, no other plugin, no fonts to fetch; pages of records stand "
            "outside the navigation, whose cost grows with its square",
        ),
        Peer(
            "zensical",
            "Zensical",
            ("zensical==0.0.73",),
            write_material,
            lambda home: [f"{home}/bin/zensical", "build", "--clean"],
            "the same files as Material; all pages are built, as by the others",
        ),
        Peer(
            "sphinx",
            "Sphinx with sphinx-needs",
            ("sphinx==9.0.4", "sphinx-needs==9.1.0"),
            write_sphinx,
            lambda home: [
                *(f"{home}/bin/python", "-m", "sphinx", "-q", "-b", "dirhtml", "-j", "auto"),
                *(".", "site"),
            ],
            "each claim is a need; all processors are used, sources are not copied, quotation "
            "marks are left as they are, pages of records stand outside the tree",
        ),
        Peer(
            "eleventy",
            "Eleventy",
            ("@11ty/eleventy@3.1.8",),
            write_eleventy,
            lambda home: [
                *("node", f"{home}/node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
                "--config=eleventy.config.mjs",
            ],
            "a minimal layout, no search, no theme, and no template language in Markdown",
        ),
    )
}
"""Each peer by its id. This is the one place that says which versions are measured."""
