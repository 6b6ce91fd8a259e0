"""Measures builds of this and other generators, what one waits for, and what readers load.

`make bench` runs it. The report goes to `reports/benchmark.md`; a whole run also writes the record
and puts its numbers on the pages that show them. Commands are measured in turn, round by round, so
that whatever else the machine does hits all of them alike.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator import generate
from lxml import html
from measured import FailedError, Sample, measure
from peers import PEERS, CannotInstallError, Pages, Peer, install
from plain import plain_pages
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright
from readers import largest, loads, search
from recording import BENCHMARK, OURS, SHIPPED, Results, record
from reporting import PLACES, report, write_pages
from waiting import edits

from audit import CannotAuditError, chromium_program, run
from builders import ROOT
from serving import CHROMIUM_FLAGS
from sites import Site, copy_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PARTS = ("builds", "waiting", "readers")
SIZES = (100, 1000, 10_000)
ROUNDS = 5
LARGE_ROUNDS = 1
COMPARED_UP_TO = 1000
"""Peers build no book of more claims: what is asked of 10,000 is asked of ours alone."""

HOMES = ROOT / ".cache/bench"
REPORTS = ROOT / "reports"
OUR_BUILD = [sys.executable, "-m", "mkdocs", "build"]
OUR_CHECK = [sys.executable, "-c", "from claimbook.cli.main import program; program()", "check"]
WAIT_FOR_CHECK = ("check", "`claimbook check` of the shipped book")


class CannotMeasureError(Exception):
    """What keeps the benchmark from being run, in one line."""


@dataclass
class Book:
    """A book in a folder of its own, with the folders of the peers that build the same pages."""

    name: str
    folder: Path
    peers: dict[str, Path] = field(default_factory=dict)
    urls: list[str] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for; 1 when that cannot be done."""
    asked = parsed(arguments)
    try:
        found = measured(asked)
    except (CannotMeasureError, CannotAuditError, FailedError, PlaywrightError) as error:
        sys.stderr.write(f"bench: {error}\n")
        return 1
    made = record(found, asked.rounds)
    text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
    whole = is_whole(asked)
    REPORTS.mkdir(exist_ok=True)
    (REPORTS / "benchmark.json").write_text(text, encoding="utf-8")
    (REPORTS / "benchmark.md").write_text(report(made, partial=not whole), encoding="utf-8")
    if whole:
        (ROOT / BENCHMARK).write_text(text, encoding="utf-8")
        write_pages(ROOT, made)
        say(f"Written: {', '.join((BENCHMARK, *PLACES))}")
    say("Report: reports/benchmark.md")
    return 0


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add = parser.add_argument
    add("--rounds", type=at_least_one, default=ROUNDS, help=f"how often: by default {ROUNDS}")
    add("--large-rounds", type=at_least_one, default=LARGE_ROUNDS, help="how often above 1,000")
    add("--sizes", type=sizes_in, default=[*SIZES], help="claims of generated books: 100,1000")
    add("--only", type=partial(some_of, PARTS), default=[*PARTS], help=", ".join(PARTS))
    add("--peers", type=partial(some_of, PEERS), default=[*PEERS], help=", ".join(PEERS))
    return parser.parse_args(arguments)


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 on, and not {text!r}")
    return int(text)


def sizes_in(text: str) -> list[int]:
    return sorted({at_least_one(one.strip()) for one in text.split(",") if one.strip()})


def some_of(known: tuple[str, ...], text: str) -> list[str]:
    asked = [name.strip() for name in text.split(",") if name.strip()]
    if unknown := [name for name in asked if name not in known]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of: {', '.join(known)}")
    return [name for name in known if name in asked]


def is_whole(asked: argparse.Namespace) -> bool:
    """Whether a run measures all that the record holds, however often."""
    return (asked.only, asked.peers, asked.sizes) == ([*PARTS], [*PEERS], [*SIZES])


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measured(asked: argparse.Namespace) -> Results:
    found = Results()
    found.programs = {"Python": platform.python_version()}
    with TemporaryDirectory() as folder:
        place = Path(folder)
        shipped = Book(SHIPPED, copy_book(ROOT, place / SHIPPED, with_code=True))
        first_build(found, shipped)
        books = [shipped]
        for claims in asked.sizes:
            say(f"a book of {claims:,} claims is written")
            book = Book(str(claims), generate(place / str(claims), claims))
            if first_build(found, book):
                books.append(book)
        if "builds" in asked.only:
            compare(found, books, asked)
        if "waiting" in asked.only:
            for what, seconds in edits(
                copy_book(ROOT, place / "edited", with_code=True), place / "log.txt", asked.rounds
            ):
                found.waits.setdefault(what, []).append(seconds)
        if "readers" in asked.only:
            read_as_readers(found, books)
    return found


def first_build(found: Results, book: Book) -> bool:
    """Build a book of ours for the first time, which draws everything; whether it can be built."""
    key = (OURS, book.name, "cold")
    attempt(found, key, partial(measure, OUR_BUILD, book.folder))
    if key in found.failures:
        if book.name == SHIPPED:
            raise CannotMeasureError(found.failures[key])
        found.books[book.name] = (int(book.name), 0)
        return False
    site = Site(book.folder)
    written = (path.read_bytes() for path in site.root.rglob("index.html"))
    pages = sum(b"<article" in page for page in written)
    found.books[book.name] = (len(site.data.claims), pages)
    if book.name == SHIPPED:  # its cold builds are measured in turn with all others
        del found.samples[key]
    return True


def compare(found: Results, books: list[Book], asked: argparse.Namespace) -> None:
    """Build everything in turn, round by round."""
    for book in books:
        if is_compared(book):
            write_for_peers(found, book, asked.peers)
    found.programs |= programs(asked.peers)
    for number in range(max(asked.rounds, asked.large_rounds)):
        say(f"round {number + 1}")
        for book in books:
            if number < (asked.rounds if is_compared(book) else asked.large_rounds):
                for key, job in jobs(book):
                    attempt(found, key, job)
        if number < asked.rounds and "waiting" in asked.only:
            taken = measure(OUR_CHECK, books[0].folder)
            found.waits.setdefault(WAIT_FOR_CHECK, []).append(taken.seconds)
    found.drawings = len([*(books[0].folder / ".cache/claimbook").glob("*.svg")])


def is_compared(book: Book) -> bool:
    return book.name == SHIPPED or int(book.name) <= COMPARED_UP_TO


def jobs(book: Book) -> Iterator[tuple[tuple[str, str, str], Callable[[], Sample]]]:
    """What is built of a book in each round; a cold build leaves its drawings to the warm one."""
    if book.name == SHIPPED:
        yield (OURS, book.name, "cold"), partial(our_build, book, cold=True)
    yield (OURS, book.name, "warm"), partial(our_build, book)
    for name, folder in book.peers.items():
        yield (PEERS[name].name, book.name, "warm"), partial(peer_build, PEERS[name], book, folder)


def attempt(found: Results, key: tuple[str, str, str], job: Callable[[], Sample]) -> None:
    """Measure once; what has failed is not tried again, and its other runs do not count."""
    if key in found.failures:
        return
    say(f"   {key[0]}, {key[1]}, {key[2]}")
    try:
        found.samples.setdefault(key, []).append(job())
    except FailedError as error:
        found.samples.pop(key, None)
        found.failures[key] = str(error)[:2000]


def our_build(book: Book, *, cold: bool = False) -> Sample:
    shutil.rmtree(book.folder / "site")
    if cold:
        shutil.rmtree(book.folder / ".cache")
    return measure(OUR_BUILD, book.folder)


def peer_build(peer: Peer, book: Book, folder: Path) -> Sample:
    for made in ("site", ".cache"):
        shutil.rmtree(folder / made, ignore_errors=True)
    sample = measure(peer.command(HOMES / peer.id), folder)
    pages = [folder / "site" / url / "index.html" for url in book.urls]
    if missing := [page for page in pages if not page.is_file()]:
        message = f"{peer.name} left out {len(missing)} of {len(pages)} pages: {missing[0]}"
        raise CannotMeasureError(message)
    return sample


def write_for_peers(found: Results, book: Book, asked: list[str]) -> None:
    """Write the text of a built book for each peer, and see that it shows every word of it."""
    pages = plain_pages(book.folder / "site")
    docs = book.folder / "docs"
    written = {path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md")}
    text = Pages(
        pages,
        [one.url for one in pages if {one.url or "index", f"{one.url}/index"} & written],
        frozenset(f"claims/{claim}" for claim in Site(book.folder).data.claims),
    )
    book.urls = [page.url for page in pages]
    for name in asked if book.name != SHIPPED else [one for one in asked if one == "material"]:
        peer = PEERS[name]
        folder = book.folder.with_name(f"{book.name}-{name}")
        try:
            install(peer, HOMES / name)
            folder.mkdir()
            peer.write(folder, text)
            peer_build(peer, book, folder)
        except (CannotInstallError, FailedError) as error:
            found.failures[peer.name, book.name, "warm"] = str(error)[:2000]
            say(f"{peer.name}: {error}")
            continue
        book.peers[name] = folder
        for page in pages:
            if lost := words_lost(page, folder / "site" / page.url / "index.html"):
                raise CannotMeasureError(f"{peer.name} lost words of {page.url}: {lost[:5]}")


def words_lost(page, built: Path) -> list[str]:
    """The words of a page that its built form does not show as often."""
    shown = html.parse(str(built), html.HTMLParser(encoding="utf-8")).getroot().text_content()
    said = [text for block in page.blocks for text in (block.text, *sum(block.rows, ()))]
    lost = Counter(re.findall(r"\w+", " ".join(said))) - Counter(re.findall(r"\w+", shown))
    return [*lost]


def programs(asked: list[str]) -> dict[str, str]:
    """The versions of what took part."""
    found = {PEERS[name].name: PEERS[name].version for name in asked}
    if "sphinx" in asked:
        found["sphinx-needs"] = PEERS["sphinx"].packages[1].rpartition("==")[2]
    if "eleventy" in asked and shutil.which("node"):
        found["Node.js"] = run(["node", "--version"]).stdout.strip().lstrip("v")
    return found


def read_as_readers(found: Results, books: list[Book]) -> None:
    read = [book for book in books if book.name in {SHIPPED, str(COMPARED_UP_TO)}]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_program(), args=CHROMIUM_FLAGS
        )
        found.programs["Chromium"] = browser.version
        found.loads = loads(Site(books[0].folder), browser)
        for book in read:
            site = Site(book.folder)
            say(f"pages and search: {book.name}")
            found.sizes += largest(book.name, site)
            found.searches.append(search(book.name, site, browser))
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
