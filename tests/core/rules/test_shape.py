"""Values of another form: what is wrong with each, and what to write instead."""

from __future__ import annotations

import pytest

from builders import MINIMAL, a_folder, data_problems_of

SOURCE, EVENT = "data/sources/toll-book.yml", "data/events/bridge-opened.yml"


def problem(path, old, new, to):
    text = (MINIMAL / path).read_text("utf-8")
    assert text.count(old) == 1
    [found] = data_problems_of(a_folder(to, **{path: text.replace(old, new)}))[0]
    return found


@pytest.mark.parametrize(
    ("address", "sign", "better"),
    [
        ("https://example.org/Moore's_law", "'", "https://example.org/Moore%27s_law"),
        ("https://doi.org/10.1/a<1>b", "<", "https://doi.org/10.1/a%3C1%3Eb"),
        ("https://example.org/a b", " ", "https://example.org/a%20b"),
    ],
)
def test_an_address_with_a_sign_that_has_another_form_gets_it(address, sign, better, tmp_path):
    found = problem(SOURCE, "url: null", f'url: "{address}"', tmp_path)
    assert f"the sign {sign!r}" in found.message
    assert found.help == f"write {better}"


@pytest.mark.parametrize(
    ("written", "said"),
    [("yes", "write true"), ("True", "write true"), ("off", "write false"), ("maybe", "true or")],
)
def test_a_flag_in_another_word_gets_the_one_to_write(written, said, tmp_path):
    text = (MINIMAL / EVENT).read_text("utf-8")
    files = {EVENT: f"{text}mentioned_in_document: {written}\n"}
    [found] = data_problems_of(a_folder(tmp_path, **files))[0]
    assert said in found.help
