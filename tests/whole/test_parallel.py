"""Many people can add to a book at once: no two of their branches touch the same line."""

from __future__ import annotations

from click.testing import CliRunner

from builders import a_folder, problems_of
from claimbook.cli.main import main
from claimbook.core.load import load_dataset
from sites import git

PEOPLE = 20


def new(book, kind, /, *more, **given):
    flags = [part for name, value in given.items() for part in (f"--{name}", value)]
    done = CliRunner().invoke(main, ["new", kind, "--folder", str(book), *flags, *more])
    assert done.exit_code == 0, done.output


def add(book, number):
    """What one person adds: a source, an event that rests on it, and a claim that it supports."""
    new(
        *(book, "source"),
        title=f"Ledger {number}",
        publisher="Riverside Bridge",
        language="en",
        kind="book",
        quality="primary",
        access="seen",
    )
    new(
        *(book, "event"),
        title=f"Count {number}",
        summary="The carts are counted.",
        date="1901",
        topics="traffic",
        sources=f"ledger-{number}",
        relation="background",
        confidence="high",
        status="occurred",
    )
    evidence = ("--evidence", f"ledger-{number}", "supports", "It has the same.")
    new(
        *(book, "claim"),
        *evidence,
        title=f"Claim {number}",
        statement="Forty carts cross.",
        speaker="ann-reed",
        quote="some forty carts a day",
        kind="figure",
        topic="traffic",
        assessment="The ledger has it.",
        status="corroborated",
    )


def test_twenty_branches_that_each_add_a_claim_an_event_and_a_source_merge(tmp_path):
    book = a_folder(tmp_path)
    git(book, "init", "--quiet", "--initial-branch", "main")
    git(book, "add", ".")
    git(book, "commit", "--quiet", "--message", "published")
    for number in range(PEOPLE):
        git(book, "switch", "--quiet", "--create", f"person-{number}", "main")
        add(book, number)
        git(book, "add", ".")
        git(book, "commit", "--quiet", "--message", f"what person {number} adds")
    git(book, "switch", "--quiet", "main")
    for number in range(PEOPLE):
        git(book, "merge", "--quiet", "--no-edit", f"person-{number}")  # raises on a conflict
    assert problems_of(book)[0] == []
    data = load_dataset(book)
    assert (len(data.claims), len(data.events), len(data.sources)) == (PEOPLE + 1,) * 3
