"""Passages to quote: whole sentences or their parts, each proved as it stands, in any language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import ARTICLE, ROOT
from claimbook.core.load import load_dataset
from claimbook.core.proofs.fingerprint import fingerprint_of, fingerprint_of_text, words
from claimbook.core.proofs.quotations import Placement, Quoted, locate
from claimbook.editing.passages import passages, sentences

LONG = (
    "The mayor said on Tuesday that the town would close two of its five public baths by next year, "
    "saving about two million a year, and the union answered that nobody had asked for any of it."
)


def found(text, language="en"):
    fingerprint = fingerprint_of_text(text, "x")
    return [one for _, _, these in passages(text, fingerprint, language) for one in these]


def quotes(text, language="en"):
    return [one.quote for one in found(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "several"),
    [
        ("It is here. It is there.", "en", 2),
        ("Mr. Smith and Dr. Jones met at No. 5 there.", "en", 1),
        ("He went to the U.S. In May he left.", "en", 1),
        ("It rose on Dec. 3 and Nov. 9 again.", "en", 1),
        ("It cost approx. forty. Then it rose! Did it?", "en", 3),
        ("Am 3. März schloss sie. Danach nicht.", "de", 2),
        ("Sie kam z. B. am Montag um ca. 9 Uhr. Am Abend nicht.", "de", 2),
        ("橋已關閉。「明年再開。」他說。", "zh-Hant", 3),
        ("Costó 3.5 millones. ¿Y ahora?", "es", 2),
        ("أغلق الجسر. متى يفتح؟ لا أحد يعرف.", "ar", 3),
    ],
)
def test_a_sentence_ends_at_its_stop_and_not_at_an_abbreviation(text, language, several):
    assert len([*sentences(text, language)]) == several
    assert "".join(sentences(text, language)).replace(" ", "") == text.replace(" ", "")


def test_a_short_sentence_is_whole_and_a_long_one_is_parted_at_its_clauses():
    assert quotes("The town would close two of its baths, it said.") == [
        "The town would close two of its baths, it said"
    ]
    assert quotes(LONG) == [
        "The mayor said on Tuesday that the town would close two of its five public baths by next year",
        "saving about two million a year",
        "the union answered that nobody had asked for any of it",
    ]


def test_who_says_something_stays_with_what_is_said():
    text = "運輸公會理事長陳大川回應說，鎮公所從未與業者協商，「四成」是以哪一年的費用為準也沒有說清楚。"
    assert quotes(text, "zh-Hant") == [
        "運輸公會理事長陳大川回應說，鎮公所從未與業者協商",
        "「四成」是以哪一年的費用為準也沒有說清楚",
    ]


def test_a_long_part_is_cut_at_the_word_for_and_near_its_middle():
    text = "the warden counts each of the carts that cross it day by day " * 2
    assert quotes(f"x1 {text.strip()} and y2 {text.strip()}")[1].startswith("y2 the warden")
    run = " ".join(f"word{number}" for number in range(60))
    assert [len(one.split()) for one in quotes(run)] == [15, 15, 15, 15]


def test_passages_with_a_number_a_name_or_a_word_of_saying_are_telling():
    text = "some forty carts cross here\nThe bridge of Riverside is old\nshe denied it all again\nthe old bridge is a bridge"
    assert [one.is_telling for one in found(text)] == [True, True, True, False]
    telling = [
        one.is_telling
        for one in found("橋費調漲百分之四十\n大橋已經很舊了\n鎮長說橋很舊了", "zh-Hant")
    ]
    assert telling == [True, False, True]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('"It is high," said the town. ', '"It is high," said the town'),
        ('"It is", he said, "too high."', '"It is", he said, "too high"'),
        ("„Es ist zu hoch“, sagte sie.", "„Es ist zu hoch“, sagte sie"),
        ("(It is far too high)", "It is far too high"),
        ("it is paid in the U.S.", "it is paid in the U.S."),
        ("「橋費太高」鎮長說。", "「橋費太高」鎮長說"),
        ("‘the town’s plan works’", "the town’s plan works"),
    ],
)
def test_signs_around_a_passage_are_left_out_where_nothing_within_needs_them(text, quote):
    assert quotes(text) == [quote]


def test_what_cannot_be_seen_is_not_proposed_and_what_stands_twice_is_neither():
    assert quotes("the bri\u00addge is old now") == ["the bridge is old now"]
    assert quotes("The box at the gate. Others. The box at the gate.") == []


@given(st.text(alphabet=st.sampled_from("ab .,;(「」)。，\n'\"A1-—é橋的"), max_size=200))
def test_each_passage_is_proved_as_it_stands(text):
    fingerprint = fingerprint_of_text(text, "x")
    for language in ("en", "zh-Hant"):
        for number, _, these in passages(text, fingerprint, language):
            for one in these:
                assert one.paragraph == number
                assert isinstance(locate(Quoted(one.quote, number), fingerprint), Placement)
                assert len(one.quote.split()) <= 25


@pytest.mark.skipif(not ARTICLE.is_dir(), reason="the article's text is not part of the repository")
def test_eight_of_ten_claims_of_the_shipped_book_are_in_telling_passages():
    data = load_dataset(ROOT)
    text = next(ARTICLE.glob("*.txt")).read_text("utf-8")
    telling = [
        one
        for _, _, these in passages(text, fingerprint_of(data.document), data.document.language)
        for one in these
        if one.is_telling
    ]

    def has(passage, claim):
        run, wanted = words(passage.quote), words(claim.quote)
        starts = range(len(run) - len(wanted) + 1)
        return passage.paragraph == claim.paragraph and any(
            run[at : at + len(wanted)] == wanted for at in starts
        )

    claims = [*data.claims.values()]
    assert sum(any(has(one, claim) for one in telling) for claim in claims) >= 0.8 * len(claims)
    noise = [one for one in telling if not any(has(one, claim) for claim in claims)]
    assert len(noise) <= 0.3 * len(telling)
