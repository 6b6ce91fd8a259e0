"""Small true records and books for tests, each changed where a test says so."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from claimbook.core.load import check_book, load_dataset, read_book
from claimbook.core.proofs.changes import Since
from claimbook.core.records.claims import Claim
from claimbook.core.records.models import KINDS
from claimbook.core.rules.history import check_history
from claimbook.core.rules.registry import CRASHED
from claimbook.core.text.problems import DatasetError, report
from claimbook.site.checking import check_all

TODAY = date(2026, 1, 1)
TESTS = Path(__file__).parent
ROOT = TESTS.parent
ARTICLE = ROOT.parent / "shared" / "seeds"
MINIMAL = TESTS / "books" / "minimal"
LIGHTHOUSE = TESTS / "books" / "lighthouse"
GERMAN = TESTS / "books" / "german"
"""An edition in German, to be laid over the smallest book."""


@cache
def minimal():
    """The smallest sound book: one record of each kind."""
    return load_dataset(MINIMAL)


def _only(kind, **changes):
    record = next(iter(minimal().records(kind).values()))
    return KINDS[kind].model.model_validate({**dict(record), **changes})


def a_claim(**changes) -> Claim:
    return _only("claims", **changes)


def an_actor(**changes):
    return _only("actors", **changes)


def a_term(**changes):
    return _only("terms", **changes)


def an_event(**changes):
    return _only("events", **changes)


def a_source(**changes):
    return _only("sources", **changes)


def a_quantity(**changes):
    """A quantity without any number but those given."""
    quantity = minimal().claims["forty-carts"].quantities[0]
    plain = {"value": None, "qualifier": None}
    return type(quantity).model_validate({**dict(quantity), **plain, **changes})


def a_book(**records):
    """The minimal book, holding in each kind that is named only the records that are given."""
    return with_records(
        minimal(),
        **{kind: {record.id: record for record in given} for kind, given in records.items()},
    )


def a_folder(to: Path, overlay: Path | None = None, book: Path = MINIMAL, **files: str) -> Path:
    """A copy of a book's folder with other files laid over it, and texts written by path."""
    shutil.copytree(book, to, dirs_exist_ok=True)
    if overlay:
        shutil.copytree(overlay, to, dirs_exist_ok=True, ignore=lambda *_: ["expected.txt", "base"])
    for path, text in files.items():
        place = to / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    return to


def data_problems_of(folder: Path):
    """Every problem of a book's data, and the text of its files."""
    reading = read_book(folder)
    reading.today = TODAY
    checked = check_book(reading)
    return list(checked.problems), checked.text


def no_rule_failed(folder: Path) -> bool:
    """Whether every rule could be held against a book, and its problems can be told."""
    problems, texts = data_problems_of(folder)
    return CRASHED not in {one.code for one in problems} and bool(report(problems, texts))


def problems_of(folder: Path, base: Path | None = None):
    """Every problem of a book's data and, when that is sound, of its pages; and their report.

    When nothing else is wrong, also what changed without a correction since `base` was published.
    """
    problems, texts = data_problems_of(folder)
    if not problems:
        try:
            book = check_all(folder, today=TODAY)
            problems, texts = list(book.warnings), book.text
        except DatasetError as error:
            problems, texts = list(error.problems), error.text
    if base and not problems:
        now = read_book(folder)
        problems, texts = check_history(Since(read_book(base), now)), now.text
    return problems, report(problems, texts)


class Urls:
    """Addresses as a built site has them."""

    def __call__(self, kind, record_id):
        return f"/{kind}/{record_id}/"

    def listing(self, kind):
        return f"/{kind}/"

    def part(self, kind, part_id):
        return f"/{kind}/{part_id}/"

    def page(self, url):
        return f"/{url}"

    def absolute(self, url):
        return f"https://example.org/{url}"

    def edit(self, kind, record_id):
        return f"https://example.org/edit/{kind}/{record_id}"

    def report(self, kind, record_id):
        return f"https://example.org/report?record={kind}/{record_id}&page=1"

    def propose(self, kind):
        return f"https://example.org/propose/{kind}"


def with_records(data, **by_kind):
    """A book with other records of some kinds."""
    return replace(data, by_kind={**data.by_kind, **by_kind})
