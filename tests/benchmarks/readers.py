"""What readers load: files and bytes of a page of each kind, the largest pages, and the search."""

from __future__ import annotations

import gzip
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from recording import rounded

from kinds import KINDS, path_of
from serving import Compressing, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from sites import Site

PHONE = {"width": 390, "height": 844}
MILLISECONDS = 20_000
KILOBYTE = 1000
OTHER = "other"


@contextmanager
def counted(site: Site) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Where a site is served, and what is sent: the path and the bytes of each answer."""
    sent: list[tuple[str, int]] = []

    class Counting(Compressing):
        def copyfile(self, source, outputfile):
            body = source.read()
            sent.append((self.path.lstrip("/"), len(body)))
            outputfile.write(body)

    with served(site.root, Counting) as address:
        yield address, sent


def loads(site: Site, browser: Browser) -> list[dict[str, Any]]:
    """What the first view of one page of each kind loads, with nothing kept."""
    found = []
    with counted(site) as (address, sent):
        for kind in KINDS:
            path = path_of(kind, site.data)
            sent.clear()
            context = browser.new_context(viewport=PHONE)
            context.new_page().goto(address + path, wait_until="networkidle")
            context.close()
            by_size = sorted(sent, key=lambda one: -one[1])
            found.append(
                {
                    "kind": kind,
                    "address": path,
                    "requests": len(sent),
                    "kilobytes": rounded(sum(size for _, size in sent) / KILOBYTE),
                    "biggest": [
                        {"name": named(name), "kilobytes": rounded(size / KILOBYTE)}
                        for name, size in by_size[:3]
                    ],
                }
            )
    return found


def named(path: str) -> str:
    """A file as a table can name it: without its folders."""
    name = path.rpartition("/")[2]
    return "the page" if not name or name.endswith(".html") else name


def search(book: str, site: Site, browser: Browser) -> dict[str, Any]:
    """What the first query loads of the search's own files: a word of the first claim's title."""
    title = next(iter(site.data.claims.values())).title
    word = max(re.findall(r"\w+", title), key=len)
    with counted(site) as (address, sent):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        sent.clear()
        page.click("input.md-search__input")
        page.keyboard.type(word)  # the theme listens to keys
        page.wait_for_selector(".md-search-result__item", state="attached", timeout=MILLISECONDS)
        page.wait_for_load_state("networkidle")
        context.close()
    sizes = [
        ((site.root / path.partition("?")[0]).stat().st_size, size)
        for path, size in sent
        if path.startswith("search/")
    ]
    plain, compressed = map(sum, zip(*sizes, strict=True)) if sizes else (0, 0)
    return sized(book, "search", "search/", plain, compressed)


def sized(book: str, kind: str, address: str, plain: int, compressed: int) -> dict[str, Any]:
    return {
        "book": book,
        "kind": kind,
        "address": address,
        "kilobytes": rounded(plain / KILOBYTE),
        "compressed": rounded(compressed / KILOBYTE),
    }


def largest(book: str, site: Site) -> list[dict[str, Any]]:
    """The largest page of each kind of a site."""
    by_kind: dict[str, tuple[int, str, bytes]] = {}
    for path in site.root.rglob("*.html"):
        address = path.relative_to(site.root).as_posix()
        page = path.read_bytes()
        kind = kind_of(address)
        by_kind[kind] = max(by_kind.get(kind, (0, "", b"")), (len(page), address, page))
    return [
        sized(book, kind, address.removesuffix("index.html"), size, len(gzip.compress(page, 9)))
        for kind in sorted(by_kind, key=[*KINDS, OTHER].index)
        for size, address, page in [by_kind[kind]]
    ]


def kind_of(address: str) -> str:
    """The kind of page at an address: the one that names it, or whose pattern it fits."""
    page = address.removesuffix("index.html")
    named = {path: kind for kind, path in KINDS.items()}
    if page in named:
        return named[page]
    for kind, path in KINDS.items():
        if "{" in path and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), page):
            return kind
    return OTHER
