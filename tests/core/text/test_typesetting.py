"""Marks as a language prints them, and what stays as it was written."""

from __future__ import annotations

import pytest

from claimbook.core.text.typesetting import quoted, typeset, typeset_text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("raised 'to' 100", "raised ‘to’ 100"),
        ("the article's words, and Reuters' too", "the article’s words, and Reuters’ too"),
        ("&quot;a &#39;b&#39;&quot;", "“a ‘b’”"),
        ("&#34;'b' a&#34; (\"c\")", "“‘b’ a” (“c”)"),
        ("the '90s", "the ’90s"),
        ('<p>"<em>word</em>" it\'s</p>', "<p>“<em>word</em>” it’s</p>"),
        ("<p>a</p><p>'b'</p>", "<p>a</p><p>‘b’</p>"),
        ("so - it is -- said", "so – it is – said"),
        ("40-50 percent of 2.5-3", "40–50 percent of 2.5–3"),
        (
            "50-50 on 2025-12-03, F-16, 2025-26, ?p=4-5",
            "50-50 on 2025-12-03, F-16, 2025-26, ?p=4-5",
        ),
        ("it's &lt;b&gt; &amp;#39; < 'b'", "it’s &lt;b&gt; &amp;#39; < ‘b’"),
        ('<html lang="en"><p>it\'s</p></html>', '<html lang="en"><p>it’s</p></html>'),
    ],
)
def test_marks_are_printed_as_in_english(typed, printed):
    assert typeset(typed, "en") == printed


@pytest.mark.parametrize(
    "html",
    [
        '<a title="it\'s > 4-5" href="/a-b/4-5/">x</a>',
        "<code>'a' - 4-5</code>",
        "<blockquote lang='en'><p>it's <b>'so'</b></p></blockquote>",
        "<q>it's</q>",
        '<span lang="en">it\'s<br> "so"</span>',
        "<script>const a = 'b' - 4-5;</script>",
    ],
)
def test_what_is_quoted_or_code_stays_as_it_was_written(html):
    assert typeset(html, "en") == html
    assert typeset(f"{html}<p>it's</p>", "en") == f"{html}<p>it’s</p>"


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("de-AT", "„a ‚b‘ c“"),
        ("fr", "«\u202fa “b” c\u202f»"),
        ("sv", "”a ’b’ c”"),
        ("zh-TW", "「a 『b』 c」"),
        ("zh", "“a ‘b’ c”"),
        ("zh-Hant-TW", "「a 『b』 c」"),
        ("ar", "«a “b” c»"),
        ("xx", "“a ‘b’ c”"),
    ],
)
def test_each_language_has_its_own_marks(language, printed):
    assert typeset("\"a 'b' c\"", language) == printed
    assert quoted("a", language)[0] == printed[0]


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("zh-TW", '說"橋費"要\'漲\'。"貴"', "說「橋費」要『漲』。「貴」"),
        ("zh-TW", '<p>說"<a>橋</a>費"</p><p>費"</p>', "<p>說「<a>橋</a>費」</p><p>費「</p>"),
        ("ja", "彼は\"町の'橋'です\"と", "彼は「町の『橋』です」と"),
        ("en", '"台積電" and 台積電\'s', "“台積電” and 台積電’s"),
    ],
)
def test_marks_are_paired_where_no_space_parts_words(language, typed, printed):
    assert typeset(typed, language) == printed


def test_plain_text_is_set_like_html_and_what_looks_like_markup_stays():
    assert typeset_text("it's <b>5</b> & 'so' &amp; 3-4", "en") == "it’s <b>5</b> & ‘so’ &amp; 3–4"
