"""Work grows no faster than the book: what a build does is counted, and no clock is asked."""

from __future__ import annotations

import json

import pytest
from generator import generate

from builders import ROOT
from claimbook.core.load import MAX_BYTES
from sites import check, lend, run

SIZES = (20, 40, 80)
SMALL = 2000
"""So many lines more are no sign of anything: one line for each pair of 80 claims would be 6,400."""

SLACK = 1.03
SLACK_OF_DRAWINGS = 1.6
"""The arcs between claims reach over up to 40 others, so that they still lengthen at these sizes."""

TIMELINE = ("views/timeline.py", "views/timeline_drawing.py")
SLACK_OF_TIMELINE = 2
"""Marks of a drawing are held against each other, and events against the months of its axis. Where
they are many, events are counted instead (`MOST_MARKS`), and these sizes do not come near that."""

COUNTED = {
    "core/load.py:hold_against_model": "records read",
    "site/partials.py:partial": "partials rendered",
    "charts/drawing.py:svg": "drawings asked for",
    "views/claims.py:claim_card": "cards made",
    "core/rules/registry.py:run_rules": "rounds of rules",
}


@pytest.fixture(scope="module")
def counts(second, tmp_path_factory):  # noqa: ARG001 - so that there is one that lends
    """What building a book of each size does, but for what is the same in all books."""
    found = []
    for claims in SIZES:
        folder = generate(tmp_path_factory.mktemp("growth") / "book", claims)
        lend(folder)
        done = run(folder, str(ROOT / "tests/benchmarks/counting.py"), str(ROOT))
        assert done.returncode == 0, done.stderr
        found.append(json.loads(done.stdout[done.stdout.rindex('{"lines"') :]))
    return found


def bent(first, second, third, slack=SLACK, small=SMALL):
    """Whether the second doubling added much more than twice what the first one did."""
    return third - second > 2 * (second - first) * slack + small


def test_twice_the_claims_make_no_file_of_the_code_do_more_than_twice_the_work(counts):
    lines = {name for one in counts for name in one["lines"]}
    assert {"core/load.py", "views/claims.py", "templates/claim_page.html.j2"} <= lines
    found = {}
    for name in lines:
        work = [one["lines"].get(name, 0) for one in counts]
        slack = SLACK_OF_DRAWINGS if name.startswith("charts/") else SLACK
        slack = SLACK_OF_TIMELINE if name in TIMELINE else slack
        if bent(*work, slack):
            found[name] = work
    assert not found


@pytest.mark.parametrize("name", COUNTED, ids=COUNTED.values())
def test_what_is_done_for_each_record_is_done_once_for_each(counts, name):
    work = [one["calls"][name] for one in counts]
    assert not bent(*work, small=20), work


def test_files_are_written_in_proportion(counts):
    files = [one["files"] for one in counts]
    assert files[0] > SIZES[0]
    assert not bent(*files, small=20), files


def test_a_loop_over_all_claims_for_each_claim_would_be_found():
    assert bent(*(size * size for size in SIZES))
    assert not bent(*(900 * size + 70_000 for size in SIZES))


def test_a_generated_book_is_sound_and_the_same_each_time(tmp_path):
    books = [generate(tmp_path / name, 30) for name in ("one", "two")]
    one, two = (
        {
            path.relative_to(book): path.read_bytes()
            for path in sorted(book.rglob("*"))
            if path.is_file() and "macros" not in path.parts
        }
        for book in books
    )
    assert one == two
    assert (
        generate(tmp_path / "other", 30, seed=9).joinpath("data/claims/claims-1.yml").read_bytes()
    )
    assert (tmp_path / "other/data/claims/claims-1.yml").read_bytes() != (
        books[0] / "data/claims/claims-1.yml"
    ).read_bytes()
    done = check(books[0])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "30 claims" in done.stdout


def test_a_book_of_ten_thousand_claims_still_has_a_fingerprint_that_is_read(tmp_path):
    small, large = (
        (generate(tmp_path / str(claims), claims) / "seeds/report.yml").stat().st_size
        for claims in (20, 120)
    )
    assert (large - small) / 100 * 10_000 < MAX_BYTES * 0.95
