"""A search forgives how its words are typed, in a book of either size and in any language."""

from __future__ import annotations

import json
from functools import partial

import pytest

from builders import ROOT, TESTS
from claimbook.core.load import load_dataset
from claimbook.core.text.folding import tables, words
from claimbook.core.text.messages import gettext, speaking
from claimbook.views.kinds import search_entries
from claimbook.views.wording import headed, printed
from looking import NARROWEST, SMALL_TEXT, SMALLEST, WIDER, violations
from searching import DESK, a_book_of_names, searching
from sites import built_once, flat

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
VECTORS = json.loads((TESTS / "core/text/folding.json").read_text("utf-8"))
SAYS_OTHER = "before => document.querySelector('.md-search-result__meta').innerText !== before"
NOTE = ".md-search-result__link[href*='?q=']"


@pytest.fixture(scope="module")
def small(shared_folder, second):
    """A book of names that is searched as a whole, of which the theme speaks Arabic."""
    make = partial(a_book_of_names, second=second, language="ar")
    return built_once(shared_folder, "names", make)


@pytest.fixture(scope="module", params=["small", "large"])
def searched(request, browser):
    """What types into the search of a book of either size, and the page on which it does."""
    with searching(browser, request.getfixturevalue(request.param)) as (search, page):
        yield search, page


def said(page, message, **values):
    """A message in the language of a page."""
    with speaking(page.locator("html").get_attribute("lang")):
        return gettext(message, **values)


def of_a_claim(page, title):
    """What a result is called that is a claim."""
    with speaking(page.locator("html").get_attribute("lang")):
        return headed(gettext("Claim"), printed(title))


def result(page, place):
    return page.locator(f".md-search-result__link[href$='{place}']").first


def test_a_browser_makes_the_same_words_of_a_text(browser, small):
    texts = [*VECTORS, *(f"{one.title} {one.text}" for one in search_entries(load_dataset(ROOT)))]
    with searching(browser, small) as (_, page):
        page.add_script_tag(url="../assets/js/folding.js")
        given = [tables(texts), texts]
        made = page.evaluate("([tables, texts]) => texts.map(foldingBy(tables).words)", given)
    for text, found in zip(texts, made, strict=True):
        assert found == [*dict.fromkeys(words(text))], text


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Nunez", "people/nfd/"),
        ("NÚÑEZ jose", "people/nfd/"),
        ("Nu\u0301n\u0303ez", "people/nfd/"),
        ("Emile", "people/emile/"),
        ("strasse", "people/emile/"),
        ("O'Brien", "people/curly/"),
        ("o’brien", "people/curly/"),
        ("obrien", "people/curly/"),
        ("brien", "people/curly/"),
        ("45", "people/emile/"),
        ("４５", "people/emile/"),
        ("R&D", "#term-rd"),
        ("法案", "#term-law"),
        ("片法", "#term-law"),
        ("案", "#term-law"),
        ("奥布莱恩", "people/curly/"),
        ("布萊", "people/curly/"),
        ("經濟", "people/emile/"),
        ("济学", "people/emile/"),
    ],
)
def test_words_are_found_however_they_are_typed(searched, typed, place):
    search, page = searched
    search(typed)
    result(page, place).wait_for()
    assert page.locator(NOTE).count() == 0
    assert result(page, place).locator("mark").count() > 0


@pytest.mark.parametrize(
    ("typed", "meant", "place"),
    [
        ("tarrif", "tariffs", "#term-rd"),
        ("tarrifs", "tariffs", "#term-rd"),
        ("Nunze", "Núñez", "people/nfd/"),
        ("Benlai", "Benali", "people/yusuf-benali/"),
        ("comission tariff", "commission tariff", "#term-rd"),
    ],
)
def test_a_slip_finds_what_was_meant_and_says_so(searched, typed, meant, place):
    search, page = searched
    search(typed)
    result(page, place).wait_for()
    note = said(page, "Nothing has “{asked}”. Did you mean “{meant}”?", asked=typed, meant=meant)
    assert page.locator(NOTE).inner_text() == note
    page.locator(NOTE).click()
    page.locator(NOTE).wait_for(state="detached")
    assert page.locator(".md-search__input").input_value() == meant
    assert result(page, place).is_visible()


def test_a_word_that_is_found_seldom_may_be_meant_otherwise(searched):
    search, page = searched
    search("lamb")
    page.locator(NOTE).wait_for()
    assert page.locator(NOTE).inner_text() == said(page, "Did you mean “{meant}”?", meant="lamp")


def test_what_has_some_of_the_words_is_shown_where_nothing_has_all(searched):
    search, page = searched
    search("what does núñez count 90000000 times")
    result(page, "people/nfd/").wait_for()
    assert "90000000" in result(page, "people/nfd/").locator("del").all_inner_texts()


def test_what_is_like_no_word_of_the_book_is_not_found(searched):
    search, page = searched
    search("")
    none = page.locator(".md-search-result__meta").inner_text()
    search("xylophone 8888")
    page.wait_for_function(SAYS_OTHER, arg=none)
    assert page.locator(".md-search-result__item").count() == 0


def test_a_result_says_its_kind_who_speaks_and_a_sentence(searched, second):
    claim = second.data.claims["oil-a-year"]
    speaker = second.data.actors[claim.speaker].name
    assert "12.50 tonnes" in claim.statement
    search, page = searched
    search("12.50 last")
    shown = result(page, f"claims/{claim.id}/")
    shown.wait_for()
    title = of_a_claim(page, claim.title)
    assert shown.locator("h1, h2").inner_text() == title
    with speaking(page.locator("html").get_attribute("lang")):
        assert flat(headed(speaker, claim.statement)) in flat(shown.inner_text())
    assert "last" in shown.locator("mark").all_inner_texts()


def test_a_record_whose_title_begins_with_the_words_is_first(searched, second):
    search, page = searched
    search("oil")
    result(page, "claims/oil-a-year/").wait_for()
    first, *others = page.locator(".md-search-result__article :is(h1, h2)").all_inner_texts()
    title = second.data.claims["oil-a-year"].title
    assert first == of_a_claim(page, title)
    assert others


def test_events_are_shown_under_their_page_with_its_title(searched, second):
    event = next(iter(second.data.events.values()))
    search, page = searched
    search(event.title)
    result(page, f"timeline/#event-{event.id}").wait_for()
    assert "Timeline" in page.locator(".md-search-result__article h1").all_inner_texts()


def test_text_that_looks_like_markup_is_shown_as_it_was_written(searched, second):
    claim = second.data.claims["hostile-words"]
    search, page = searched
    search("raw alert")
    shown = result(page, f"claims/{claim.id}/")
    shown.wait_for()
    title = of_a_claim(page, claim.title)
    assert flat(shown.locator("h1").inner_text()) == flat(title)
    with speaking(page.locator("html").get_attribute("lang")):
        assert flat(printed(claim.statement)) in flat(shown.inner_text())
    assert shown.locator("script, img, b").count() == 0


@pytest.mark.parametrize("size", ["small", "large"])
def test_nothing_is_loaded_before_somebody_searches(browser, request, size):
    with searching(browser, request.getfixturevalue(size)) as (search, page):
        page.wait_for_load_state("networkidle")
        assert not [path for path in search.asked() if path.startswith("search/records")]
        search("oil")
        result(page, "claims/oil-a-year/").wait_for()
        loaded = search.asked()
    assert "search/records.json" in loaded
    assert ("search/pagefind/pagefind.js" in loaded) == (size == "large")
    assert not [path for path in loaded if "workers" in path or "words.json" in path]


def test_the_keys_reach_each_result_and_escape_closes_the_search(searched):
    search, page = searched
    search("tarrif")
    result(page, "#term-rd").wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.search").startswith("?q=")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.hash") == "#term-rd"
    page.keyboard.press("Escape")
    page.locator(".md-search__output").wait_for(state="hidden")


@pytest.mark.parametrize(
    "size", [PHONE, {"width": NARROWEST, "height": 700}], ids=["phone", "narrow"]
)
def test_what_was_found_can_be_read_on_a_phone(browser, small, size):
    with searching(browser, small, "?q=tarrif", viewport=size) as (_, page):
        result(page, "#term-rd").wait_for()
        assert page.evaluate(WIDER) <= 0
        assert page.evaluate(SMALL_TEXT, SMALLEST) == []
        assert violations(page) == []


def test_without_scripts_there_is_no_way_into_a_search(browser, small):
    for size in (PHONE, DESK):
        with searching(browser, small, viewport=size, java_script_enabled=False) as (_, page):
            assert page.locator(".md-search__input:visible, [for=__search]:visible").count() == 0
