"""What the theme speaks, and what a page's root says of its language."""

from __future__ import annotations

import pytest

from claimbook.site.languages import attributes, spoken


@pytest.mark.parametrize(
    ("tag", "nearest"),
    [
        ("en", "en"),
        ("es-MX", "es"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-CN", "zh"),
        ("pt-BR", "pt-BR"),
        ("ga", ""),
        ("../en", ""),
    ],
)
def test_a_language_is_the_nearest_one_of_the_theme(tag, nearest):
    assert spoken(tag) == nearest


def test_a_root_says_where_its_text_runs():
    assert attributes("ar") == {"lang": "ar", "dir": "rtl"}
    assert attributes("ja") == {"lang": "ja"}
    assert attributes("xx") == {"lang": "xx"}
