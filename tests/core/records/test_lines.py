"""Texts in lines: nothing is wider than the line, and no line ends where the script does not end one."""

from __future__ import annotations

import pytest

from claimbook.core.records.lines import shorten, wrap
from claimbook.core.text.characters import clean
from claimbook.core.text.widths import text_width

NAMES = {
    "long": "A label that goes on and on, as those of a hundred and twenty letters do in a table",
    "chinese": "世界半導體製造產能佔比最高的國家與地區",
    "arabic": "أعلى الدول حصة في الطاقة الإنتاجية العالمية",
    "thai": "ประเทศที่มีส่วนแบ่งกำลังการผลิตสูงที่สุดในโลก",
}


def test_shortened_text_fits_and_says_that_it_is_cut() -> None:
    cut = shorten("A long title of some claim", 100)
    assert cut.endswith("…")
    assert text_width(cut) <= 100
    assert shorten("Short", 90) == "Short"
    assert all(text_width(line) <= 90 for line in wrap("word " * 40, 90))
    assert clean("a\u0000b  c") == "ab c"


@pytest.mark.parametrize("name", NAMES)
def test_a_long_label_is_broken_into_lines_that_fit(name: str) -> None:
    lines = wrap(NAMES[name], 150, most=9)
    assert len(lines) > 1
    assert all(text_width(line) <= 150 for line in lines)
    spaced = " " if " " in NAMES[name] else ""
    assert spaced.join(lines) == NAMES[name]


def test_no_line_begins_with_what_ends_a_clause() -> None:
    for width in range(40, 200, 7):
        assert not [
            one for one in wrap("一二三，四五六。七八九、十", width, most=20) if one[0] in "，。、"
        ]


KINSOKU = "ファッションショー（東京・大阪）でチャンピオンが「キャッシュ」を37.5％得た。"


def test_no_line_begins_or_ends_with_what_may_not() -> None:
    for width in range(80, 200, 7):
        lines = wrap(KINSOKU, width, most=40)
        assert not [one for one in lines if one[0] in "ー・）」。％ァィゥェォッャュョ"]
        assert not [one for one in lines if one[-1] in "（「"]
        assert "".join(lines) == KINSOKU


@pytest.mark.parametrize(
    "text", ["世界半導體製造產能佔比最高的國家與地區", "每月{}片晶圓。", "乘客支付的票款"]
)
def test_no_sign_is_left_alone_on_a_line(text: str) -> None:
    for width in range(95, 300, 3):
        lines = wrap(text.format("12,500"), width, most=40)
        assert not [one for one in lines if len(one.rstrip("。")) == 1], (width, lines)
