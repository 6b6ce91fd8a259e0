"""A copy is held against a fingerprint: what is the same, differs, is missing or was added."""

from __future__ import annotations

from claimbook.core.proofs import agreement as module
from claimbook.core.proofs.agreement import agreement
from claimbook.core.proofs.fingerprint import fingerprint_of_text

LINES = [
    "Notice of the bridge",
    "Since the new planks were laid some forty carts a day cross the bridge that the town has built.",
    "The toll is kept in the box at the gate and these are counted by the warden every evening.",
    "Nobody",
    "The ford is closed to all who come by cart until the water falls below the second stone.",
]
KNOWN = fingerprint_of_text("\n".join(LINES), "notice")


def told(text):
    return [one.how for one in agreement(text, KNOWN).found]


def test_the_document_itself_is_the_same_in_every_paragraph():
    found = agreement("\n".join(LINES), KNOWN)
    assert [one.how for one in found.found] == ["same", "same", "same", "too short", "same"]
    assert found.added == ()


def test_other_breaks_between_paragraphs_change_nothing():
    assert told(" ".join(LINES)) == ["same", "same", "same", "too short", "same"]
    assert (
        told("\n".join(LINES).replace(" the ", "\nthe ").replace("forty", "\nforty"))[1] == "same"
    )


def test_a_paragraph_that_differs_is_told_with_the_words_of_the_copy():
    one = agreement("\n".join(LINES).replace("forty carts", "thirty"), KNOWN).those("changed")[0]
    assert (one.paragraph, one.words, one.kept) == (2, 19, 17)
    assert one.instead == ("thirty",)


def test_what_is_missing_and_what_was_added_is_told():
    copy = [
        "Home News Sport and Weather today",
        *LINES[:2],
        *LINES[3:],
        "Read next: ten walks to take",
    ]
    found = agreement("\n".join(copy), KNOWN)
    assert [one.paragraph for one in found.those("missing")] == [3]
    assert found.added == (copy[0], copy[-1])


def test_a_paragraph_is_found_wherever_it_stands():
    assert told("\n".join([LINES[4], *LINES[:3]])) == ["same", "same", "same", "too short", "same"]


def test_another_text_has_nothing_of_it():
    assert set(told("Quite another text about a harbor and its levy.\n" * 9)) == {
        "missing",
        "too short",
    }
    assert set(told("")) == {"missing", "too short"}


def test_a_copy_without_end_is_looked_through_for_a_while(monkeypatch):
    monkeypatch.setattr(module, "MOST_HASHED", 100)
    copy = "\n".join(["a b c d e"] * 50 + LINES)
    assert set(told(copy)) == {"missing", "too short"}
