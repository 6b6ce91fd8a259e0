"""Quotations: every true one is proved, no edited one is, and no text is kept for it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    ARTICLE,
    LIGHTHOUSE,
    MINIMAL,
    ROOT,
    Urls,
    a_book,
    a_claim,
    a_folder,
    minimal,
    problems_of,
)
from claimbook.cli.main import main
from claimbook.core.load import load_dataset
from claimbook.core.proofs.fingerprint import (
    SHINGLE,
    fingerprint_of,
    fingerprint_of_text,
    normalized,
    paragraphs,
    shingles,
    text_hash,
    words,
    words_with_places,
)
from claimbook.core.proofs.placements import placements
from claimbook.core.proofs.quotations import Misfit, Placement, Quoted, closest_passage, locate
from claimbook.core.text import problems
from claimbook.core.text.problems import Place
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing import articles, fingerprints
from claimbook.editing.fingerprints import field_yaml
from claimbook.site.partials import partial
from claimbook.views.claims import claim_card, claim_page, quotation
from claimbook.views.proof import proof

NOTICE = (MINIMAL / "article.txt").read_text("utf-8")
CLAIM = "data/claims/forty-carts.yml"
BOOKS = {"shipped": ROOT, "minimal": MINIMAL, "lighthouse": LIGHTHOUSE}


def a_text(chance, vocabulary, size=120):
    return " ".join(chance.choice(vocabulary) for _ in range(size))


def spelled(number):
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


FEW = ["the", "toll", "of", "carts", "U.S.-made", "$40", "5%"]
MANY = [f"{spelled(number)}-{number}" for number in range(400)]


words_of = cache(words)


def found(quote, text, paragraph=1, **around):
    return locate(Quoted(quote, paragraph, **around), fingerprint_of_text(text, "a-text"))


def places_of(run, text):
    """Where a run of words stands in a text, by reading the text."""
    all_words = words_of(text)
    ends = range(len(all_words) - len(run) + 1)
    return [at for at in ends if all_words[at : at + len(run)] == tuple(run)]


# Normalization


@given(st.text(max_size=60))
def test_normalizing_twice_changes_nothing(text):
    assert normalized(normalized(text)) == normalized(text)
    assert words(normalized(text)) == words(text)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("“big” ‘small’ «both»", '"big" \'small\' "both"'),
        ("40–50 and 40‑50", "40-50 and 40-50"),
        ("one\u00a0two\u2009 three\t four", "one two three four"),
        ("co\u00adoper\u200bation", "cooperation"),
        ("cafe\u0301 \ufb01ne \uff21", "café fine A"),
    ],
)
def test_what_only_looks_different_is_the_same(written, same):
    assert normalized(written) == same


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("(U.S.-made, 'fine'; $40!)", ("U.S.-made", "fine", "$40")),
        ("no—or yes ... R&D – 5%.", ("no", "or", "yes", "R&D", "5%")),
        ("-5% is not 5%", ("-5%", "is", "not", "5%")),
        ("10² is not 102, nor 1½ 11/2", ("10^2", "is", "not", "102", "nor", "1", "1⁄2", "11/2")),
        ("小鎮,50%的居民。", ("小", "鎮", "50%", "的", "居", "民")),
        ("カメラ の 値段", ("カ", "メ", "ラ", "の", "値", "段")),
        ("", ()),
        ("— “ ” …", ()),
    ],
)
def test_a_word_is_what_stands_between_spaces_without_outer_punctuation(text, run):
    assert words(text) == run


@given(st.text(max_size=60))
def test_the_words_of_a_line_are_where_they_are_said_to_stand(text):
    for word, (start, end) in words_with_places(text):
        assert word in words(text[start:end])


def test_words_and_hashes_are_those_that_a_browser_makes_of_the_same_texts():
    vectors = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
    for one in vectors["texts"]:
        run = words(one["text"])
        assert normalized(one["text"]) == one["normalized"]
        assert list(run) == one["words"]
        assert list(shingles(run, "a-doc", 7)) == one["shingles"]
    for one in vectors["documents"]:
        assert paragraphs(one["text"]) == one["paragraphs"]
        assert text_hash(one["text"]) == one["sha256"]


def test_paragraphs_are_the_lines_that_are_not_blank():
    assert paragraphs("\n A  b \n\n \u00ad\nc\r\nd") == ["A b", "c", "d"]


# Every true span passes, and nothing else


@settings(max_examples=100)
@given(st.randoms(use_true_random=False), st.sampled_from([FEW, MANY]))
def test_a_run_is_proved_exactly_when_the_text_has_it_once(chance, vocabulary):
    text = a_text(chance, vocabulary)
    known = fingerprint_of_text(text, "a-text")
    for _ in range(30):
        size = chance.randint(SHINGLE, 25)
        start = chance.randint(0, 120 - size)
        run = words_of(text)[start : start + size]
        verdict = locate(Quoted(" ".join(run), 1), known)
        if places_of(run, text) == [start]:
            assert verdict == Placement(1, ((start, start + size),))
        else:
            assert verdict == Misfit("twice")


def edited(run, chance):
    """A run with a word changed, added, dropped or swapped, or with one letter changed."""
    run, at = list(run), chance.randrange(len(run))
    kind = chance.choice(["change", "add", "drop", "swap", "letter", "case"])
    if kind == "change":
        run[at] = chance.choice([*MANY, *FEW])
    elif kind == "add":
        run.insert(at, chance.choice([*MANY, *FEW]))
    elif kind == "drop":
        del run[at]
    elif kind == "swap":
        other = chance.randrange(len(run))
        run[at], run[other] = run[other], run[at]
    elif kind == "letter":
        place = chance.randrange(len(run[at]))
        run[at] = run[at][:place] + chance.choice("qxz") + run[at][place + 1 :]
    else:
        run[at] = run[at].swapcase()
    return run


@pytest.mark.parametrize("vocabulary", [FEW, MANY], ids=["few words", "many words"])
def test_no_edit_of_a_word_survives(vocabulary):
    chance = random.Random(1997)
    edits = 0
    for _ in range(60):
        text = a_text(chance, vocabulary)
        known = fingerprint_of_text(text, "a-text")
        for _ in range(100):
            start = chance.randint(0, 95)
            run = words_of(text)[start : start + chance.randint(SHINGLE, 25)]
            changed = edited(run, chance)
            if places_of(changed, text):
                continue
            edits += 1
            assert isinstance(locate(Quoted(" ".join(changed), 1), known), Misfit), changed
    assert edits > 5000 - 1000 * (vocabulary is FEW)


@pytest.mark.skipif(not ARTICLE.is_dir(), reason="the article's text is not part of the repository")
def test_no_edit_of_a_shipped_quotation_survives():
    chance = random.Random(25)
    data = load_dataset(ROOT)
    known = fingerprint_of(data.document)
    lines = paragraphs(next(ARTICLE.glob("*.txt")).read_text("utf-8"))
    for claim in data.claims.values():
        for _ in range(60):
            changed = edited(words(claim.quote), chance)
            if not places_of(changed, lines[claim.paragraph - 1]):
                verdict = locate(Quoted(" ".join(changed), claim.paragraph), known)
                assert isinstance(verdict, Misfit), changed


@given(st.randoms(use_true_random=False), st.integers(SHINGLE, 24))
def test_the_first_word_that_does_not_fit_is_named(chance, at):
    text = " ".join(MANY[:60])
    run = list(words(text)[10:40])
    run[at] = "other"
    assert found(" ".join(run), text) == Misfit("word after", 0, at)
    first = chance.randrange(SHINGLE)
    run = list(words(text)[10:40])
    run[first] = "other"
    assert found(" ".join(run), text) == Misfit("word before", 0, first)


# Elisions, prefixes and suffixes


def placements_of(pieces, text):
    """Every way to lay pieces over a text in order, by trying all."""
    ways = [()]
    for piece in pieces:
        ways = [
            (*way, (at, at + len(piece)))
            for way in ways
            for at in places_of(piece, text)
            if not way or at >= way[-1][1]
        ]
    return ways


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.sampled_from([FEW[:3], FEW, MANY]))
def test_pieces_are_proved_exactly_when_there_is_one_way_to_lay_them_in_order(chance, vocabulary):
    text = a_text(chance, vocabulary, 50)
    known = fingerprint_of_text(text, "a-text")
    for _ in range(20):
        starts = [chance.randint(0, 44) for _ in range(chance.randint(1, 3))]
        pieces = [words(text)[at : at + chance.randint(4, 6)] for at in starts]
        verdict = locate(Quoted(" […] ".join(map(" ".join, pieces)), 1), known)
        ways = placements_of(pieces, text)
        if len(ways) == 1:
            assert verdict == Placement(1, ways[0])
        else:
            assert verdict == Misfit("twice") if ways else verdict.why == "order"


TWICE = "first a cart and a horse came, then a cart and a horse went, and a dog"


def test_a_repeated_quotation_needs_its_prefix_or_suffix():
    assert found("a cart and a horse", TWICE) == Misfit("twice")
    assert found("a cart and a horse", TWICE, prefix="then") == Placement(1, ((8, 13),))
    assert found("a cart and a horse", TWICE, suffix="came") == Placement(1, ((1, 6),))
    assert found("a cart and a horse", TWICE, prefix="first", suffix="went") == Misfit("suffix")
    assert found("a cart and a horse", TWICE, prefix="when") == Misfit("prefix")
    assert found("a cart and a horse", TWICE, suffix="left") == Misfit("suffix")
    assert found("then a cart and", TWICE, prefix="came,") == Placement(1, ((7, 11),))


def test_what_stands_in_another_paragraph_is_said_to_stand_there():
    text = "one two three four five\n\nsix seven eight nine ten"
    assert found("six seven eight nine", text) == Misfit("elsewhere", elsewhere=(2,))
    both = "one two three four [...] six seven eight nine"
    assert found(both, text) == Misfit("part elsewhere", 1, elsewhere=(2,))
    assert found("six seven eight nine", text, paragraph=3) is None


@pytest.mark.parametrize("quote", ["one two three", "one two three four [...] six", "[...]", "…"])
def test_fewer_than_four_words_are_not_proved(quote):
    assert found(quote, "one two three four five six").why == "too short"


def test_chinese_is_proved_character_by_character():
    text = "橋上每天有四十輛車,市集前須付費\n\n箱子每月打開一次"
    assert found("輛車:市集", text) == Placement(1, ((7, 11),))
    assert found("每月打開", text, paragraph=2) == Placement(2, ((2, 6),))
    assert found("箱子每月打破", text, paragraph=2) == Misfit("word after", 0, 5)
    assert found("橋下每天有四十輛車", text) == Misfit("word before", 0, 1)


# The file


@pytest.mark.parametrize("book", BOOKS)
def test_a_fingerprint_holds_no_text_but_what_describes_the_document(book):
    for path in sorted((BOOKS[book] / "seeds").glob("*.yml")):
        made = path.read_text("utf-8").split("\nsha256: ")[1]
        held = re.sub(r"\b(?:[0-9a-f]{64}|[0-9a-f]{16}|[0-9]+)\b", "", made)
        assert set(re.findall(r"\w+", held)) == {"paragraphs", "words", "shingles"}


@pytest.mark.skipif(not ARTICLE.is_dir(), reason="the article's text is not part of the repository")
def test_the_shipped_fingerprint_is_that_of_the_article_and_has_no_run_of_its_words():
    text = next(ARTICLE.glob("*.txt")).read_text("utf-8")
    document = load_dataset(ROOT).document
    assert fingerprint_of(document) == fingerprint_of_text(text, document.id)
    file = (ROOT / "seeds" / f"{document.id}.yml").read_text("utf-8").split("\nsha256: ")[1]
    assert not set(words(file)) & {word for word in words(text) if not word.isdecimal()}


@pytest.mark.parametrize("book", [MINIMAL, LIGHTHOUSE], ids=["minimal", "lighthouse"])
def test_the_fingerprints_of_the_test_books_are_those_of_their_articles(book):
    document = load_dataset(book).document
    text = (book / "article.txt").read_text("utf-8")
    assert fingerprint_of(document) == fingerprint_of_text(text, document.id)


def test_equal_runs_of_two_documents_or_paragraphs_have_no_hash_in_common():
    one = fingerprint_of_text(f"{TWICE}\n{TWICE}", "one")
    two = fingerprint_of_text(TWICE, "two")
    runs = [set(print_.shingles) for print_ in (*one.paragraphs, *two.paragraphs)]
    assert not runs[0] & runs[1]
    assert not runs[0] & runs[2]


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200))
def test_a_describing_field_reads_back_as_it_was_given(value):
    located = read_yaml(field_yaml("note", value), "a.yml")
    assert located.faults == []
    assert located.data == {"note": value}


# Commands


def claimbook(*arguments):
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


def test_a_fingerprint_that_is_made_again_keeps_what_describes_the_document(tmp_path):
    folder = a_folder(tmp_path)
    before = (folder / "seeds/bridge-notice.yml").read_text("utf-8")
    again = ("fingerprint", folder / "article.txt", "--id", "bridge-notice", "--folder", folder)
    assert claimbook(*again)[0] == 0
    assert (folder / "seeds/bridge-notice.yml").read_text("utf-8") == before
    assert claimbook(*again, "--title", "Another: title", "--published", "1902~")[0] == 0
    document = load_dataset(folder).document
    assert (document.title, document.published.text) == ("Another: title", "1902~")
    assert document.publisher == minimal().document.publisher


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--id", "../Out"), "'../Out' is not an id"),
        (("--id", "new"), "field 'title' is missing"),
        (("--id", "bridge-notice", "--published", "1901-13"), "E015"),
        (("--id", "bridge-notice", "--language", "English!"), "E014"),
    ],
)
def test_a_document_that_would_not_be_sound_is_not_written(options, said, tmp_path):
    folder = a_folder(tmp_path)
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, output = claimbook("fingerprint", folder / "article.txt", "--folder", folder, *options)
    assert code == 1
    assert said in output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == files


def test_what_is_kept_of_a_document_may_hold_numbers(tmp_path):
    folder = a_folder(tmp_path, **{"seeds/x.yml": "id: x\nnote: {a: 1.50, b: [0.000000001]}\n"})
    code, output = claimbook("fingerprint", folder / "article.txt", "--id", "x", "--folder", folder)
    assert code == 1
    assert "seeds/x.yml" in output
    numbers = {"a": Decimal("1.50"), "b": [Decimal("0.000000001")]}
    assert read_yaml(field_yaml("note", numbers), "").data == {"note": numbers}


@pytest.mark.parametrize("odd", ["a pipe", "a folder", "a large text"])
@pytest.mark.parametrize("command", ["fingerprint", "verify", "check", "init"])
def test_a_text_that_is_no_plain_file_or_too_large_is_a_message(odd, command, tmp_path):
    text = tmp_path / "text.txt"
    if odd == "a pipe":
        os.mkfifo(text)
    elif odd == "a folder":
        text.mkdir()
    else:
        text.write_bytes(b"a" * (articles.MAX_TEXT_BYTES + 1))
    arguments = {
        "fingerprint": [text, "--id", "a", "--folder", tmp_path],
        "verify": ["--text", text, MINIMAL],
        "check": ["--text", text, MINIMAL],
        "init": [tmp_path / "new", "--article", text],
    }
    code, output = claimbook(command, *arguments[command])
    assert code == 1
    assert "text.txt:1:1: error E004" in output
    assert ("larger than" if odd == "a large text" else "no plain file") in output


def test_a_fingerprint_that_would_not_be_read_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprints, "MAX_SEED_BYTES", 1_000)
    code, output = claimbook(
        "fingerprint", MINIMAL / "article.txt", "--id", "a", "--folder", tmp_path
    )
    assert (code, [*tmp_path.iterdir()]) == (1, [])
    assert "seeds/a.yml:1:1: error E004: the fingerprint would be larger than" in output


def test_who_misquotes_much_is_given_fewer_proposals(tmp_path, monkeypatch):
    monkeypatch.setattr(problems, "MOST_COMPARED", 1)
    other = tmp_path / "other.txt"
    other.write_text(NOTICE.replace("forty carts", "fifty carts"), encoding="utf-8")
    code, output = claimbook("verify", "--text", other, MINIMAL)
    assert code == 1
    assert "E062" in output
    assert "[-forty-]" not in output


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"", b" \n \n"])
@pytest.mark.parametrize("command", ["fingerprint", "verify", "check"])
def test_a_text_that_cannot_be_read_is_a_message(content, command, tmp_path):
    text = tmp_path / "text.txt"
    if content is not None:
        text.write_bytes(content)
    arguments = {
        "fingerprint": [text, "--id", "a", "--folder", tmp_path],
        "verify": ["--text", text, MINIMAL],
        "check": ["--text", text, MINIMAL],
    }
    code, output = claimbook(command, *arguments[command])
    assert code == 1
    assert "text.txt:1:1: error E004" in output


def test_a_text_is_verified_against_its_fingerprint_and_quotations_against_it(tmp_path):
    assert claimbook("verify", "--text", MINIMAL / "article.txt", MINIMAL)[0] == 0
    other = tmp_path / "other.txt"
    other.write_text(NOTICE.replace("forty carts", "fifty carts"), encoding="utf-8")
    code, output = claimbook("verify", "--text", other, MINIMAL)
    assert code == 1
    assert "paragraph 2: other words" in output
    assert "some [-forty-] {+fifty+} carts a day" in output
    other.write_text(NOTICE.replace("laid, some", "laid some"), encoding="utf-8")
    code, output = claimbook("verify", "--text", other, MINIMAL)
    assert code == 1
    assert "such as a comma" in output
    other.write_text(NOTICE.split("\n")[0], encoding="utf-8")
    code, output = claimbook("verify", "--text", other, MINIMAL)
    assert code == 1
    assert "1 paragraphs, where there are 3" in output
    assert "paragraph 2 is not in the text" in output
    assert claimbook("verify", "--text", other, "--id", "bridge-notise", MINIMAL)[0] == 1


def test_with_the_text_at_hand_a_wrong_quotation_gets_the_closest_passage(tmp_path):
    wrong = (MINIMAL / CLAIM).read_text("utf-8").replace("some forty carts", "some fourty carts")
    folder = a_folder(tmp_path, **{CLAIM: wrong})
    passage = "closest, in paragraph 2: some [-fourty-] {+forty+} carts a day"
    assert passage not in claimbook("check", folder)[1]
    code, output = claimbook("check", "--text", folder / "article.txt", folder)
    assert code == 1
    assert passage in output


def test_without_the_text_it_is_said_where_the_document_can_be_read(tmp_path):
    wrong = (MINIMAL / CLAIM).read_text("utf-8").replace("some forty carts", "some fourty carts")
    seed = next((MINIMAL / "seeds").glob("*.yml"))
    known = seed.read_text("utf-8").replace("sha256:", "url: https://notice.example/\nsha256:")
    folder = a_folder(tmp_path, **{CLAIM: wrong, f"seeds/{seed.name}": known})
    assert "; it can be read at https://notice.example/" in claimbook("check", folder)[1]
    code, output = claimbook("check", "--text", folder / "article.txt", folder)
    assert code == 1
    assert "it can be read at" not in output


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        (
            "forty carts a night cross the bridge",
            "forty carts a [-night-] {+day+} cross the bridge",
        ),
        ("forty carts cross the bridge", "forty carts {+a day+} cross the bridge"),
        ("forty large carts a day", "forty [-large-] carts a day"),
        ("several forty carts a day", "[-several-] {+some+} forty carts a day"),
    ],
)
def test_the_difference_to_the_closest_passage_is_marked(quote, marked):
    assert closest_passage(words(quote), NOTICE) == f"closest, in paragraph 2: {marked}"


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_makes_the_search_for_the_closest_passage_fail(quote, text):
    if run := words(quote):
        assert isinstance(closest_passage(run, text), str)


def test_the_share_that_is_quoted_counts_a_word_once(tmp_path):
    twice = (MINIMAL / CLAIM).read_text("utf-8").replace("id: forty-carts", "id: again")
    folder = a_folder(tmp_path, **{"data/claims/again.yml": twice})
    shown = proof(load_dataset(folder))
    assert (shown.quotations, shown.quoted, shown.words) == (2, 5, 73)
    code, output = claimbook("stats", folder)
    assert code == 0
    assert "bridge-notice: 2 quotations of 5 in 73 words (6.8 percent)" in output
    (folder / CLAIM).write_text("id: [", encoding="utf-8")
    assert claimbook("stats", folder)[0] == 1


# What the site says


class OnlyProof(Urls):
    """Addresses of a site with, or without, a page that says how quotations are proved."""

    def __init__(self, proof):
        self.proof = proof

    def listing(self, kind):
        return self.proof if kind == "proof" else None


def shown(name, view, page="/method/"):
    return partial(name, view, url_for=OnlyProof(page), drawings=lambda _: ())


VIEWS = {"claim_card": claim_card, "claim_page": claim_page, "quotation": quotation}


@pytest.mark.parametrize("name", VIEWS)
def test_only_a_quotation_that_was_proved_has_the_mark(name):
    book = minimal()
    assert 'href="/method/#proof">these words are in the article</a>' in shown(
        name, VIEWS[name](book, "forty-carts")
    )
    assert "<span" in shown(name, VIEWS[name](book, "forty-carts"), page=None)
    edit = a_book(claims=[a_claim(quote="some fifty carts a day")])
    assert "verified" not in shown(name, VIEWS[name](edit, "forty-carts"))
    bare = type(book.document).model_validate({**dict(book.document), "sha256": None})
    unproved = a_book(documents=[bare])
    assert "verified" not in shown(name, VIEWS[name](unproved, "forty-carts"))


def test_a_book_without_a_fingerprint_is_sound_and_says_so(tmp_path):
    folder = a_folder(tmp_path)
    seed = folder / "seeds/bridge-notice.yml"
    seed.write_text(seed.read_text("utf-8").split("sha256:")[0], encoding="utf-8")
    assert problems_of(folder)[0] == []
    assert proof(load_dataset(folder)) is None
    assert "no fingerprint" in shown("proof", None)
    assert "no fingerprint" in claimbook("stats", folder)[1]
    assert "no fingerprint" in claimbook("verify", "--text", folder / "article.txt", folder)[1]


def test_evidence_is_quoted_from_a_source_with_a_fingerprint_of_its_own(tmp_path):
    folder = a_folder(tmp_path)
    (folder / "book.txt").write_text(
        "Tolls of April\n\nForty carts came each day, or more.", encoding="utf-8"
    )
    options = ("--title", "The toll book", "--publisher", "Riverside", "--language", "en")
    made = ("fingerprint", folder / "book.txt", "--id", "tolls", "--folder", folder, *options)
    assert claimbook(*made)[0] == 0
    source = folder / "data/sources/toll-book.yml"
    source.write_text(f"{source.read_text('utf-8')}document: tolls\n", encoding="utf-8")
    claim = folder / CLAIM
    note = "    note: The tolls of April come to the same.\n"
    quoted = f"{note}    quote: carts came each day, or more\n    paragraph: 2\n"
    claim.write_text(claim.read_text("utf-8").replace(note, quoted), encoding="utf-8")
    page = shown("claim_page", claim_page(load_dataset(folder), "forty-carts"))
    assert "carts came each day, or more</q> (paragraph 2, <" in page
    claim.write_text(claim.read_text("utf-8").replace("or more", "or less"), encoding="utf-8")
    problems, said = problems_of(folder)
    place = Place(CLAIM, 21, 36, 4)
    assert [(one.code, one.place) for one in problems] == [("E062", place)]
    assert "the word 'less' does not fit" in said


def test_a_quotation_over_several_lines_is_reported_at_its_beginning(tmp_path):
    folded = "quote: >-\n  some fifty\n  carts a day cross the bridge"
    wrong = (MINIMAL / CLAIM).read_text("utf-8").replace("quote: some forty carts a day", folded)
    problems, _ = problems_of(a_folder(tmp_path, **{CLAIM: wrong}))
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [("E062", 5, 8)]
    assert "'fifty'" in problems[0].message


def test_a_copy_of_the_article_is_never_needed(tmp_path):
    shutil.copytree(MINIMAL / "data", tmp_path / "data")
    shutil.copytree(MINIMAL / "seeds", tmp_path / "seeds")
    assert placements(load_dataset(tmp_path))
