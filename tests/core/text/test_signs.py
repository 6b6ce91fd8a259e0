"""Signs that stand for something: each for one thing, and none of them in a book."""

from __future__ import annotations

import re

import pytest

from builders import ROOT, a_folder, problems_of
from claimbook.core.text import signs

SIGNS = {name: sign for name, sign in vars(signs).items() if name.isupper()}


def test_each_sign_stands_for_one_thing():
    assert len({*SIGNS.values()}) == len(SIGNS)


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_no_page_may_have_a_sign(tmp_path, sign):
    folder = a_folder(tmp_path, **{"docs/more.md": f"# A\n\nWords{sign}0{sign}\n"})
    assert {one.code for one in problems_of(folder)[0]} == {"E006"}


def test_the_script_of_the_search_knows_the_sign_of_the_search():
    script = (ROOT / "macros/claimbook/theme/assets/js/search.js").read_text("utf-8")
    (known,) = re.findall(r'content\.split\("\\u([0-9a-f]{4})"\)', script)
    assert chr(int(known, 16)) == signs.WORDS_ONLY
