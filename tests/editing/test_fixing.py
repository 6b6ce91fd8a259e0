"""What is mended without asking changes no meaning, loses no comment, and agrees with the check."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import LIGHTHOUSE, MINIMAL, ROOT, TESTS, a_folder, data_problems_of
from claimbook.cli.main import main
from claimbook.core.load import read_book
from claimbook.core.text.problems import did_you_mean, surely_meant
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing import fixing
from claimbook.editing.fixing import formatted, repairs

CLAIM = "data/claims/forty-carts.yml"
BROKEN = sorted((TESTS / "broken").iterdir())
LISTED = ["primary", "secondary", "press-release", "blog"]

formatted_once = cache(formatted)
"""The form of a text depends on the text alone, and broken books share all files but one or two; to
write them anew for each would be nearly all that their tests wait for."""


def claim_text(book=MINIMAL):
    return (book / CLAIM).read_text("utf-8")


def fixed(folder, *flags, **options):
    return CliRunner().invoke(main, ["fix", str(folder), *flags], **options)


def with_claim(to, *changes):
    text = claim_text()
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return a_folder(to, **{CLAIM: text})


def test_the_shipped_book_and_the_smallest_need_no_mending():
    assert repairs(ROOT) == []
    assert repairs(MINIMAL) == []


def test_misspelled_fields_and_values_are_mended_and_the_check_is_content(tmp_path):
    changes = (("paragraph: 2", "Paragraf: 2"), ("topic: traffic", "topic: Trafic"))
    book = with_claim(tmp_path, *changes, ("    qualifier: about", "    qualifer: about"))
    assert {problem.code for problem in data_problems_of(book)[0]} > {"E010", "E020"}
    done = fixed(book, "--yes")
    assert done.exit_code == 0, done.output
    assert claim_text(book) == claim_text()
    assert data_problems_of(book)[0] == []


def test_a_name_that_could_mean_two_things_is_left_to_the_contributor(tmp_path):
    book = with_claim(tmp_path, ("paragraph: 2", "page: 2"), ("topic: traffic", "topic: carts"))
    assert repairs(book) == []


def test_fields_get_the_order_of_the_model_and_take_their_comments_along(tmp_path):
    book = with_claim(
        tmp_path,
        ("title: Forty", "# of our own making\nstatus: corroborated # for now\ntitle: Forty"),
        ("\nstatus: corroborated\n", "\n# the end\n"),
        (
            "    what: carts a day\n    value: 40\n",
            "    value: 40\n    # by day\n    what: carts a day\n",
        ),
    )
    assert fixed(book, "--yes").exit_code == 0
    text = claim_text(book)
    assert "# of our own making\nstatus: corroborated # for now\n" in text
    assert text.index("assessment:") < text.index("# of our own making")
    assert "  - id: per-day\n    # by day\n    what: carts a day\n    value: 40\n" in text
    assert "# the end" in text
    assert read_yaml(text, "").data == read_yaml(claim_text(), "").data


def test_the_first_field_of_an_item_moves_with_its_dash_left_in_place(tmp_path):
    old = "  - source: toll-book\n    relation: supports\n"
    book = with_claim(tmp_path, (old, "  - relation: supports\n    source: toll-book\n"))
    assert fixed(book, "--yes").exit_code == 0
    assert claim_text(book) == claim_text()


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_any_order_of_fields_comes_back_to_the_one_of_the_model(shuffled):
    import tempfile
    from pathlib import Path

    blocks, lines = [], claim_text().split("\n")[:-1]
    for line in lines:
        if line[0].isalpha():
            blocks.append([line])
        else:
            blocks[-1].append(line)
    shuffled.shuffle(blocks)
    with tempfile.TemporaryDirectory() as folder:
        book = a_folder(
            Path(folder), **{CLAIM: "\n".join(line for block in blocks for line in block) + "\n"}
        )
        found = repairs(book)
    assert [one.after for one in found] in ([], [claim_text()])
    assert found or blocks == sorted(blocks, key=lambda b: claim_text().index(b[0]))


def test_form_is_mended_and_what_is_said_stays(tmp_path):
    text = claim_text().replace("  - id", "-   id").replace("    ", "    ").replace("\n", "  \r\n")
    text = "\ufeff" + text.replace("-   id: per-day", "-   id: per-day # of April") + "\r\n\r\n"
    book = a_folder(tmp_path, **{CLAIM: text})
    (book / "data/series/carts-by-year.csv").write_bytes(
        (MINIMAL / "data/series/carts-by-year.csv").read_bytes().replace(b"\n", b"\r\n")
    )
    assert fixed(book, "--yes").exit_code == 0
    assert claim_text(book).replace(" # of April", "") == claim_text()
    assert fixed(book, "--check").exit_code == 0


@pytest.mark.parametrize(
    "value",
    ["1.50", "012", "NO", "1e5", '"a: b"', "'it''s'", "2025-12", "null", "", "true", '"\\u202e"'],
)
def test_form_leaves_every_value_as_it_was_written(value):
    text = f"id:   x\nnote: {value}\n"
    assert formatted(text).split("\n")[1].rstrip() == f"note: {value}".rstrip()


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_mending_a_broken_book_makes_nothing_worse_and_is_done_at_once(case, tmp_path, monkeypatch):
    monkeypatch.setattr(fixing, "formatted", formatted_once)
    book = a_folder(tmp_path, case)
    before = Counter(problem.code for problem in data_problems_of(book)[0])
    for one in repairs(book):
        (book / one.path).write_text(one.after, encoding="utf-8", newline="\n")
    after = Counter(problem.code for problem in data_problems_of(book)[0])
    assert after <= before
    assert repairs(book) == []


def test_mending_the_book_of_another_field_says_the_same(tmp_path):
    book = a_folder(tmp_path, book=LIGHTHOUSE)
    before = {(d.kind, d.id): d.data for d in read_book(book).drafts}
    found = repairs(book)
    for one in found:
        (book / one.path).write_text(one.after, encoding="utf-8", newline="\n")
    assert found
    assert {(d.kind, d.id): d.data for d in read_book(book).drafts} == before


def test_nothing_is_written_before_it_was_shown_and_agreed_to(tmp_path):
    book = with_claim(tmp_path, ("topic: traffic", "topic: Traffic"))
    before = claim_text(book)
    done = fixed(book, input="\n")
    assert "-topic: Traffic\n+topic: traffic" in done.output
    assert done.exit_code == 1
    assert claim_text(book) == before
    assert fixed(book, input="y\n").exit_code == 0
    assert claim_text(book) == claim_text()


def test_check_alone_writes_nothing_and_fails_until_it_is_mended(tmp_path):
    book = with_claim(tmp_path, ("topic: traffic", "topic: Traffic"))
    before = claim_text(book)
    assert fixed(book, "--check").exit_code == 1
    assert claim_text(book) == before
    fixed(book, "--yes")
    assert fixed(book, "--check").exit_code == 0


def test_a_diff_cannot_steer_the_terminal(tmp_path):
    book = with_claim(tmp_path, ("topic: traffic", 'topic: Traffic\nnote: "x" # \x1b[31m'))
    done = fixed(book, "--check")
    assert "\x1b" not in done.output


@given(st.sampled_from(LISTED), st.data())
def test_what_is_mended_is_what_the_check_proposes(name, data):
    at = data.draw(st.integers(0, len(name) - 1))
    given_name = data.draw(
        st.sampled_from([name.upper(), name[:at] + name[at + 1 :], name[:at] + "q" + name[at:]])
    )
    meant = surely_meant(given_name, LISTED)
    if meant:
        assert did_you_mean(given_name, LISTED) == f"did you mean '{meant}'?"


def test_what_cannot_be_mended_by_program_is_not_passed_over_in_silence(tmp_path):
    book = with_claim(tmp_path / "one", ("date: 1901-04", "date: 1902/1901"))
    done = fixed(book, "--check")
    assert done.exit_code == 0
    count = len(data_problems_of(book)[0])
    assert count
    assert f"{count} problems left to mend by hand" in done.stderr
    book = with_claim(tmp_path / "two", ("title: ", "title: so: "))
    done = fixed(book, "--check")
    assert done.exit_code == 1
    assert f"{CLAIM} cannot be read" in done.stderr
