"""Words of any script in Latin letters, of which ids and anchors are made."""

from __future__ import annotations

import pytest

from claimbook.core.records.values import LONGEST_ID, free_slug, slug
from claimbook.core.text.latin import latin


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Bridge toll — “up” by 40%", "bridge-toll-up-by-40"),
        ("Größe, niño, Ægir", "grosse-nino-aegir"),
        ("O’Brien's", "obrien-s"),
        ("明河鎮長", "ming-he-zhen-chang"),
        ("がくせい", "gakusei"),
        ("한국", "hangug"),
        ("объект", "obekt"),
        ("رسوم ٤٠٪", "rswm-40"),
        ("１２ ½", "12-1-2"),
        ("。！", ""),
    ],
)
def test_an_id_is_made_of_words_in_any_script(words, made):
    assert slug(words) == made
    assert latin(words).isascii()


def test_an_id_that_is_taken_gets_a_number_and_stays_short_enough():
    assert free_slug("橋", {"qiao", "qiao-2"}) == "qiao-3"
    long = "橋" * LONGEST_ID
    assert len(free_slug(long, {free_slug(long, ())})) <= LONGEST_ID
