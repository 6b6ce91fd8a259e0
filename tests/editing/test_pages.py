"""Of a saved page the article is taken, word for word, and what the page says of itself."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from builders import TESTS
from claimbook.editing.apart import IntakeError
from claimbook.editing.pages import is_page, page_of, read_page

FERRY = (TESTS / "articles/ferry.html").read_bytes()


@pytest.fixture(scope="module")
def ferry():
    return read_page(FERRY)


def a_page(body, head="", attributes=""):
    head = f"<meta charset='utf-8'>{head}"
    return (
        f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode()
    )


LONG = (
    "The council said on Monday that the levy would rise to forty percent of all dues that are "
    "paid at the quay, and nobody in the hall objected to it at that time, although many came."
)


def read(body, head="", attributes=""):
    return page_of(a_page(body, head, attributes))


def test_a_page_says_who_wrote_it_where_and_when(ferry):
    assert ferry.title == "Harbour to shut its night ferry after 41 years"
    assert ferry.author == "Moira Tallis, Ben Adeyemi"
    assert ferry.publisher == "The Salt Quay Courier"
    assert ferry.published == "2025-11-18"
    assert ferry.language == "en-GB"
    assert ferry.url == "https://courier.example/news/night-ferry"


def test_the_article_is_taken_from_its_title_to_its_last_sentence(ferry):
    assert len(ferry.paragraphs) == 13
    assert ferry.paragraphs[0] == ferry.title
    assert ferry.paragraphs[5] == "Who still crosses at night"
    assert ferry.paragraphs[-1].startswith("This article was amended on 20 November 2025")
    assert "carried 212,000 people last year." in ferry.paragraphs[2].replace("\xa0", " ")


@pytest.mark.parametrize(
    "beside",
    [
        *("cookies", "Weather", "Transport", "Photograph", "Advertisement", "Sign up", "Moira"),
        *("Read next", "lighthouse", "Comments", "seagull", "Facebook", "rights reserved"),
    ],
)
def test_menus_captions_and_other_articles_are_left_out(ferry, beside):
    assert beside in FERRY.decode()
    assert beside not in "\n".join(ferry.paragraphs)


def test_the_mark_of_a_note_is_left_out_and_an_exponent_is_kept(ferry):
    assert "the day crossing twice, and that" in ferry.paragraphs[4]
    assert ferry.paragraphs[-2].endswith("The deck covers 3,400 m².")


def test_what_stands_within_a_sentence_is_not_lost():
    page = read(
        f"<article><h1>A title of five words</h1><p>{LONG}</p><p>On <time>Monday 3 March</time> she "
        "said <ins>at last</ins> that CO<sub>2</sub> has no part in what the town will decide "
        f"when it meets again.</p><p>{LONG}</p></article>"
    )
    assert page["paragraphs"][2].startswith("On Monday 3 March she said at last that CO₂ has no")


def test_breaks_part_paragraphs_where_each_ends_a_sentence():
    page = read(
        f"<article><h1>The title</h1><p>{LONG}<br>{LONG}</p><p>{LONG[:-1]},<br>as it was said.</p></article>"
    )
    assert page["paragraphs"][1:] == [LONG, LONG, f"{LONG[:-1]}, as it was said."]


SOUP = [LONG, LONG.replace("council", "court"), LONG.replace("council", "state")]


def test_blocks_without_a_paragraph_in_them_are_paragraphs():
    blocks = "".join(f"<div class=x1><div dir=auto><span>{one}</span></div></div>" for one in SOUP)
    page = read(f"<div><div><h1>The title</h1></div><div data-component=text>{blocks}</div></div>")
    assert page["paragraphs"] == ["The title", *SOUP]


def test_a_page_that_is_laid_out_in_a_table_is_read_without_its_menu():
    page = read(
        "<table><tr><td><a href=/a>Local</a><br><a href=/b>State</a></td><td><font size=5><b>Levy to "
        f"rise</b></font><br>by Carla Munn, June 1<br><br>{'<br><br>'.join(SOUP)}</td></tr></table>",
        "<title>Levy to rise :: Quay Herald</title>",
    )
    assert page["paragraphs"] == ["Levy to rise", *SOUP]
    assert page["publisher"] == "Quay Herald"


def test_links_to_other_articles_and_lines_of_dates_are_left_out():
    page = read(
        f"<article><h1>The title</h1><p class=date>2025年3月3日</p><p>{SOUP[0]}</p><p><strong>Read also:"
        f"</strong> <a href=/z>How the roof came to leak</a></p><p>{SOUP[1]} <a href=/y>A report</a></p>"
        f"<p><a href=/x>Ten walks</a></p><p>{SOUP[2]}</p></article>"
    )
    assert page["paragraphs"] == ["The title", SOUP[0], f"{SOUP[1]} A report", SOUP[2]]


def test_a_byline_gives_the_name_alone():
    head = "<meta name=author content='記者：山本 花子'>"
    assert (
        read(f"<article><h1>The title</h1><p>{LONG}</p></article>", head)["author"] == "山本 花子"
    )


def test_a_publisher_is_found_behind_the_title_of_the_page():
    head = "<title>Levy to rise - The Quay Post</title><link rel='canonical' href='https://quay.example/levy'>"
    page = read(f"<article><h1>Levy to rise in May</h1><p>{LONG}</p><p>{LONG}</p></article>", head)
    assert (page["title"], page["publisher"]) == ("Levy to rise in May", "The Quay Post")


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("https://Quay.example/levy?x=1#top", "https://quay.example/levy?x=1#top"),
        ("javascript:alert(1)", ""),
        ("/levy", ""),
        ("https://quay.example/a b", ""),
    ],
)
def test_an_address_is_in_its_plain_form_or_none(said, url):
    assert read(f"<p>{LONG}</p>", f"<meta property='og:url' content='{said}'>")["url"] == url


def test_what_nobody_sees_is_left_out():
    page = read(
        f"<article><h1>Brü\u00adcken\u00admaut \u202esteigt</h1><p>{LONG}\u200b</p></article>"
    )
    assert page["title"] == page["paragraphs"][0] == "Brückenmaut steigt"
    assert page["paragraphs"][1] == LONG


def test_a_web_archive_is_read_and_says_where_it_was_saved():
    archive = EmailMessage()
    archive["From"] = "<Saved by a browser>"
    archive["Snapshot-Content-Location"] = "https://quay.example/levy"
    archive.make_related()
    page = EmailMessage()
    page.set_content(
        a_page(f"<article><h1>The title</h1><p>{LONG}</p><p>{LONG}</p></article>").decode(),
        subtype="html",
    )
    archive.attach(page)
    assert is_page(archive.as_bytes())
    found = page_of(archive.as_bytes())
    assert found["url"] == "https://quay.example/levy"
    assert found["paragraphs"][1] == LONG


@pytest.mark.parametrize(
    ("said", "tag"),
    [("lang=en-us", "en-US"), ("lang=zh_hant_tw", "zh-Hant-TW"), ("lang='<b>'", ""), ("", "")],
)
def test_the_language_of_a_page_is_a_tag_or_nothing(said, tag):
    assert read(f"<p>{LONG}</p>", attributes=said)["language"] == tag


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "big5", "gb18030", "shift_jis"])
def test_a_page_is_read_in_the_encoding_that_it_names(encoding):
    words = (
        "市議会は月曜日、橋の通行料を四割引き上げると発表した。"
        if encoding != "big5"
        else "鎮公所週一宣布過橋費調漲。"
    )
    markup = a_page(f"<article><h1>{words}</h1>{f'<p>{words * 6}</p>' * 3}</article>").decode()
    page = page_of(markup.replace("utf-8", encoding).encode(encoding))
    assert page["title"] == words


def test_a_page_without_an_article_has_no_paragraphs():
    page = read_page(a_page("<nav><a href='/'>Home</a></nav><form><input></form>"))
    assert page.paragraphs == ()


@pytest.mark.parametrize("content", [b"<html", b"<!doctype html>\0\0"])
def test_what_is_no_page_is_refused(content):
    with pytest.raises(IntakeError, match=r"no web page|no text"):
        read_page(content)


@pytest.mark.parametrize("content", [FERRY[:700], b"<html>" + b"<div>" * 20_000])
def test_a_page_that_is_cut_off_or_odd_has_no_article(content):
    assert read_page(content).paragraphs == ()
