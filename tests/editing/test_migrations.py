"""Records of an older format come to that of the engine, one step after the other."""

from __future__ import annotations

import pytest

from builders import MINIMAL, data_problems_of
from claimbook.core.records.book import FORMAT
from claimbook.core.rules import reading as rules
from claimbook.core.text.problems import DatasetError
from claimbook.editing import migrations
from claimbook.editing.migrations import BOOK, MIGRATIONS, migrated

TEXT = "# a comment\n\ntitle: A bridge\nsubtitle: What it is\n"


def test_there_is_a_way_from_each_format_to_the_next():
    assert set(MIGRATIONS) == set(range(1, FORMAT))


def test_a_book_of_this_format_is_left_as_it_is():
    assert migrated({BOOK: TEXT, "data/claims/a.yml": "id: a\n"}) == {}


@pytest.fixture
def later(monkeypatch):
    """An engine whose format has changed twice: a file is renamed, then another one written."""
    monkeypatch.setattr(migrations, "FORMAT", 3)
    old, new = "data/claims/a.yml", "data/claims/b.yml"
    monkeypatch.setitem(MIGRATIONS, 1, lambda texts: {old: None, new: texts[old]})
    monkeypatch.setitem(MIGRATIONS, 2, lambda texts: {new: f"{texts[new]}more: 1\n"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, TEXT.replace("title", "format: 3\ntitle", 1)),
        (f"format: 1 # why\n{TEXT}", f"format: 3 # why\n{TEXT}"),
    ],
)
@pytest.mark.usefixtures("later")
def test_every_step_of_the_way_is_gone(text, expected):
    after = migrated({BOOK: text, "data/claims/a.yml": "id: a\n"})
    assert after == {
        BOOK: expected,
        "data/claims/a.yml": None,
        "data/claims/b.yml": "id: a\nmore: 1\n",
    }


@pytest.mark.usefixtures("later")
def test_a_way_begins_where_the_book_is():
    texts = {BOOK: f"format: 2\n{TEXT}", "data/claims/b.yml": "id: a\n"}
    assert migrated(texts)["data/claims/b.yml"] == "id: a\nmore: 1\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: 999\n", "newer Claimbook"),
        ("format: one\n", "cannot be told"),
        ("format: true\n", "cannot be told"),
        ("format: 0\n", "cannot be told"),
        ("- a\n", "cannot be told"),
        ("title: [", "cannot be told"),
        ("", "cannot be told"),
    ],
)
def test_a_format_that_is_none_or_newer_is_refused(text, said):
    with pytest.raises(DatasetError, match=said):
        migrated({BOOK: text})


def test_an_older_book_is_sent_to_the_command_that_upgrades(monkeypatch):
    monkeypatch.setattr(rules, "FORMAT", 2)
    problems, _ = data_problems_of(MINIMAL)
    assert [(one.code, one.help) for one in problems] == [("E025", "run 'claimbook upgrade'")]
