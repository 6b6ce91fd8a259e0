"""A language is known by its tag and by its names."""

from __future__ import annotations

import pytest

from claimbook.core.text.languages import language_tag


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("en", "en"),
        ("en_us", "en-US"),
        ("ZH-hant", "zh-Hant"),
        ("German", "de"),
        ("Deutsch", "de"),
        ("ngerman", "de"),
        ("american", "en-US"),
        ("español", "es"),
        ("日本語", "ja"),
        ("xx", ""),
        ("Martian", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_tag_and_its_names(said, tag):
    assert language_tag(said) == tag
