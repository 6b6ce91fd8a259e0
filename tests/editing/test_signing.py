"""Signing writes a signature of the claim as it is, in its own record, and nothing else."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from builders import MINIMAL, a_folder, problems_of
from claimbook.cli.main import main
from claimbook.core.load import load_dataset
from claimbook.core.records.signing import version_of_claim

CLAIM = "data/claims/forty-carts.yml"
PEOPLE = """people:
  - id: tom-vane
    name: Tom Vane
  - id: ada-quill
    name: Ada Quill
"""


@pytest.fixture
def book(tmp_path):
    """The smallest book, with two people who may sign."""
    own = (MINIMAL / "data/book.yml").read_text("utf-8")
    return a_folder(tmp_path / "book", **{"data/book.yml": own + PEOPLE})


def review(folder, *arguments):
    return CliRunner().invoke(main, ["review", "--folder", str(folder), *arguments])


def both_sign(folder):
    for flags in (("--by", "tom-vane", "--assessed"), ("--by", "ada-quill")):
        done = review(folder, "forty-carts", *flags, "--date", "1901-05-02")
        assert done.exit_code == 0, done.output


def codes(folder):
    return [one.code for one in problems_of(folder)[0]]


def change(folder, old, new):
    path = folder / CLAIM
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_a_claim_is_unread_until_somebody_else_signs(book):
    assert codes(book) == ["W010"]
    both_sign(book)
    assert codes(book) == []
    claim = load_dataset(book).claims["forty-carts"]
    assert claim.assessed.by == "tom-vane"
    assert [one.by for one in claim.reviewed] == ["ada-quill"]
    assert {claim.assessed.version, claim.reviewed[0].version} == {version_of_claim(claim)}


def test_a_changed_status_asks_both_to_sign_again(book):
    both_sign(book)
    change(book, "The toll book agrees.", "The toll book does not agree.")
    assert codes(book) == ["W011", "W011"]
    both_sign(book)
    assert codes(book) == []
    assert (book / CLAIM).read_text("utf-8").count("ada-quill") == 1


def test_nothing_but_the_signature_changes(book):
    change(book, "kind: figure\n", "kind: figure  # counted, not reckoned\n")
    change(book, "assessment: The toll book agrees.", "assessment: >-\n  The toll book\n  agrees.")
    before = (book / CLAIM).read_text("utf-8").splitlines()
    both_sign(book)
    after = (book / CLAIM).read_text("utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert all(
        line.strip("- ").startswith(("assessed", "by", "date", "version", "reviewed"))
        for line in added
    )
    assert "kind: figure  # counted, not reckoned" in after


def test_a_claim_in_a_list_of_claims_is_signed_too(book):
    text = (book / CLAIM).read_text("utf-8").rstrip("\n")
    (book / CLAIM).unlink()
    listed = "- " + text.replace("\n", "\n  ") + "\n"
    (book / "data/claims.yml").write_text(listed, "utf-8")
    both_sign(book)
    assert codes(book) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("forty-carts", "--by", "ada-quil"), "did you mean 'ada-quill'?"),
        (("forty-cart", "--by", "ada-quill"), "did you mean 'forty-carts'?"),
        (("forty-carts", "--by", "ada-quill"), "who assessed"),
        (("forty-carts", "--by", "ada-quill", "--date", "1901-13"), "no month 13"),
        (("forty-carts", "toll", "--by", "ada-quill"), "is a term"),
    ],
)
def test_what_cannot_be_signed_is_told_and_nothing_is_written(book, arguments, said):
    before = (book / CLAIM).read_bytes()
    done = review(book, *arguments)
    assert done.exit_code == 1
    assert said in done.stderr
    assert (book / CLAIM).read_bytes() == before


def test_who_assessed_a_claim_cannot_review_it(book):
    both_sign(book)
    before = (book / CLAIM).read_bytes()
    done = review(book, "forty-carts", "--by", "tom-vane")
    assert done.exit_code == 1
    assert "E120" in done.stderr
    assert (book / CLAIM).read_bytes() == before


def test_who_assesses_anew_what_they_reviewed_is_no_reviewer_any_more(book):
    both_sign(book)
    assert review(book, "forty-carts", "--by", "ada-quill", "--assessed").exit_code == 0
    assert codes(book) == ["W010"]


def test_a_book_that_lists_nobody_says_who_could(tmp_path):
    done = review(a_folder(tmp_path / "book"), "forty-carts", "--by", "ada-quill")
    assert done.exit_code == 1
    assert "under 'people:' in data/book.yml" in done.stderr


def test_statistics_name_what_nobody_else_has_read_once_something_was(book):
    def said():
        return CliRunner().invoke(main, ["stats", str(book)]).stdout

    assert "1 claim read by nobody but its author\n" in said()
    new = (book / CLAIM).read_text("utf-8").replace("id: forty-carts", "id: old-mill")
    (book / "data/claims/old-mill.yml").write_text(new, "utf-8")
    both_sign(book)
    assert "1 claim read by nobody but its author\n  Forty carts a day (claims/old-mill)" in said()


def test_the_check_says_where_nobody_signs(tmp_path, book):
    def said(folder):
        return CliRunner().invoke(main, ["check", str(folder)]).stdout

    assert "No review by a person is recorded" in said(a_folder(tmp_path / "unsigned"))
    assert "No review" not in said(book), "a warning says so"


def test_a_claim_with_problems_is_not_signed(book):
    change(book, "paragraph: 2", "paragraph: two")
    done = review(book, "forty-carts", "--by", "tom-vane", "--assessed")
    assert done.exit_code == 1
    assert "problems, which come first" in done.stderr
    change(book, "paragraph: two", "paragraph: 3")
    done = review(book, "forty-carts", "--by", "tom-vane", "--assessed")
    assert done.exit_code == 1
    assert "E063" in done.stderr
    assert "assessed" not in (book / CLAIM).read_text("utf-8")
