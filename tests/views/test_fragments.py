"""A quotation is found again on the page that it is from: the address says where to look."""

from __future__ import annotations

import pytest

from claimbook.views.fragments import at_quotation

LONG = "The warden counts the carts at the gate each day, and writes in the evening how many there were"


@pytest.mark.parametrize(
    ("quotation", "directive"),
    [
        ("some forty carts", "some%20forty%20carts"),
        ("U.S.-made, R&D", "U.S.%2Dmade%2C%20R%26D"),
        ("50% #1 “so”", "50%25%20%231%20%E2%80%9Cso%E2%80%9D"),
        ("some\n  forty", "some%20forty"),
        (LONG, "The%20warden%20counts%20the%20carts,evening%20how%20many%20there%20were"),
        ("some forty carts a day [...] by the warden", "some%20forty%20carts%20a%20day,by%20the%20warden"),
        ("some forty […] the warden", "some%20forty,the%20warden"),
        ("晶片法案第二條", "%E6%99%B6%E7%89%87%E6%B3%95%E6%A1%88%E7%AC%AC%E4%BA%8C%E6%A2%9D"),
        ("…", "%E2%80%A6"),
    ],
)  # fmt: skip
def test_a_quotation_is_looked_for_as_a_whole_or_by_its_two_ends(quotation, directive):
    found = at_quotation("https://example.org/a", quotation)
    assert found == f"https://example.org/a#:~:text={directive}"


def test_of_a_long_quotation_in_a_script_without_spaces_both_ends_are_whole_characters():
    url = at_quotation("https://example.org/a", "台灣的晶片產業在全球供應鏈中很重要")
    assert url.count(",") == 1
    assert url.partition(",")[2] == "%E9%8F%88%E4%B8%AD%E5%BE%88%E9%87%8D%E8%A6%81"


def test_words_around_it_tell_one_place_from_another():
    url = at_quotation("https://example.org/a", "the box", "kept in", "at the gate-house")
    assert url == "https://example.org/a#:~:text=kept%20in-,the%20box,-at%20the%20gate%2Dhouse"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (None, None),
        ("https://example.org/a.PDF?x=1", "https://example.org/a.PDF?x=1"),
        ("https://example.org/a#:~:text=b", "https://example.org/a#:~:text=b"),
        ("https://example.org/a#part", "https://example.org/a#part:~:text=one%20two"),
    ],
)
def test_an_address_is_kept_and_left_alone_where_a_fragment_does_nothing(url, found):
    assert at_quotation(url, "one two") == found
