"""Comments behind values: told behind texts, of which they take a part, and nowhere else."""

from __future__ import annotations

import pytest

from builders import MINIMAL, a_folder, data_problems_of

CLAIM = "data/claims/forty-carts.yml"


def codes(old, new, to):
    text = (MINIMAL / CLAIM).read_text("utf-8")
    assert text.count(old) == 1
    problems, _ = data_problems_of(a_folder(to, **{CLAIM: text.replace(old, new)}))
    return [(one.code, one.place.line) for one in problems]


@pytest.mark.parametrize(
    "line",
    [
        *("id: forty-carts", "speaker: ann-reed", "topic: traffic", "date: 1901-04"),
        *("  - id: per-day", "    relation: supports", "paragraph: 2", "    unit: carts"),
    ],
)
def test_a_comment_behind_a_name_or_a_number_may_stay(line, tmp_path):
    assert codes(f"{line}\n", f"{line} # as it was said\n", tmp_path) == []


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("title: Forty carts a day", 2),
        ("    what: carts a day", 12),
        ("assessment: The toll book agrees.", 21),
        ("    note: The tolls of April come to the same.", 20),
    ],
)
def test_a_comment_behind_a_text_is_told(line, number, tmp_path):
    assert codes(f"{line}\n", f"{line} # 2\n", tmp_path) == [("E008", number)]
