"""Translations are begun ready to fill in, and get the version of the original without other changes."""

from __future__ import annotations

import pytest

from builders import minimal
from claimbook.core.records.editions import all_texts, versions
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.begun_translations import begun, begun_page, stamped


def test_a_translation_is_begun_with_the_texts_of_the_original_as_comments():
    name = ("claims", "forty-carts")
    text = begun(all_texts(minimal())[name], versions(minimal())[name], "# a modeline\n")
    assert text.startswith(f"# a modeline\noriginal: {versions(minimal())[name]}\n")
    assert "\n# Forty carts a day\ntitle:\n" in text
    assert "A quotation, which stays as it is" in text
    said = read_yaml(text, "")
    assert said.faults == []
    assert list(said.data) == ["original", *all_texts(minimal())[name]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("term: Zoll\n", "original: 3f2a9c81\nterm: Zoll\n"),
        ("# a\n\nterm: Zoll\n", "# a\n\noriginal: 3f2a9c81\nterm: Zoll\n"),
        ("term: Zoll\noriginal: 00000000\n", "term: Zoll\noriginal: 3f2a9c81\n"),
        ('original: "12345678"  # when\n', "original: 3f2a9c81\n"),
        ("", "original: 3f2a9c81\n"),
    ],
)
def test_a_record_s_translation_is_stamped(before, after):
    assert stamped(before, "3f2a9c81", is_page=False) == after
    assert stamped(after, "3f2a9c81", is_page=False) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# A\n", "---\noriginal: 3f2a9c81\n---\n\n# A\n"),
        ("---\ntitle: A\n---\n# A\n", "---\noriginal: 3f2a9c81\ntitle: A\n---\n# A\n"),
        ("---\ntitle: A\noriginal: 1\n---\n", "---\ntitle: A\noriginal: 3f2a9c81\n---\n"),
    ],
)
def test_a_page_is_stamped_in_its_front_matter(before, after):
    assert stamped(before, "3f2a9c81", is_page=True) == after
    assert begun_page(before, "3f2a9c81") == after
