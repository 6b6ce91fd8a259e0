"""The story: a picture at once, few words before what happened next, and ways to jump and pass on."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from looking import looked_at

MOST_WORDS = 500
FIRST_SCREEN = 900
"""Within how many pixels the first picture begins to be seen."""

SHOWN = 200
"""How many pixels of it are seen there at the least."""

NOT_PROSE = ("figure", ".cb-key-figures", ".cb-sides", ".cb-signs", ".cb-event-list", "template")


def test_few_words_stand_before_what_happened_next(shipped):
    page = LexborHTMLParser(shipped.pages["index.html"].html)
    for apart in page.css(", ".join(NOT_PROSE)):
        apart.decompose()
    words = 0
    for one in page.css("article p, article li, article h2"):
        if one.id == "what-happened-next":
            break
        words += len(one.text().split()) if one.tag != "h2" else 0
    else:
        pytest.fail("the story has no such heading")
    assert 200 < words <= MOST_WORDS


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_the_first_picture_is_seen_without_scrolling(browser, url_of, width):
    with looked_at(browser, viewport={"width": width, "height": FIRST_SCREEN}) as (page, *_):
        page.goto(url_of("story"))
        box = page.locator("article .cb-svg:visible").first.bounding_box()
        assert box["y"] <= FIRST_SCREEN - SHOWN


@pytest.mark.browser
def test_the_contents_stand_in_the_margin_of_a_wide_screen_and_lead_to_every_part(browser, url_of):
    size = {"width": 1440, "height": 900}
    with looked_at(browser, viewport=size, reduced_motion="reduce") as (page, *_):
        page.goto(url_of("story"))
        contents = page.locator(".md-sidebar--secondary a")
        parts = page.locator("article h2").all_inner_texts()
        assert contents.all_inner_texts() == parts
        contents.last.click()
        page.wait_for_url("**/#*")
        assert page.evaluate("scrollY") > 1000
        box = contents.first.bounding_box()
        assert 0 < box["y"] < 300, "the contents are out of sight"
        for wide in ("article h1", ".cb-chart", ".cb-key-figures"):
            assert page.locator(wide).first.bounding_box()["x"] >= box["x"] + box["width"]
        page.set_viewport_size({"width": 820, "height": 900})
        assert not contents.first.is_visible()


COPIED = "navigator.clipboard.readText()"


@pytest.mark.browser
def test_a_click_copies_an_address_a_citation_and_code_and_says_so(browser, url_of):
    with looked_at(browser, viewport={"width": 1440, "height": 900}) as (page, said, _):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        told = page.locator(".md-dialog[role=status]")
        for kind, clicked, copied in (
            ("story", "#what-happened-next a", "#what-happened-next"),
            ("claim", "h1 a", "/"),
            ("claims", ".cb-claim-card__foot .cb-share", "/"),
            ("claim", "[data-copy=permalink]", "/"),
            ("claim", "[data-copy=citation]", "In: "),
            ("chart", "[data-copy=embed-code]", "<iframe"),
        ):
            page.goto(url_of(kind))
            before = page.url
            page.locator(clicked).first.click()
            page.locator(".md-dialog--active").wait_for()
            assert told.inner_text().strip(), clicked
            assert copied in page.evaluate(COPIED), clicked
            if not page.url.endswith("#what-happened-next"):
                assert page.url == before, clicked
        assert said == []


@pytest.mark.browser
def test_without_scripts_nothing_is_offered_that_needs_them(browser, url_of):
    with looked_at(browser, java_script_enabled=False) as (page, *_):
        page.goto(url_of("chart"))
        assert page.locator(".cb-copy:visible").count() == 0
        page.goto(url_of("story"))
        page.locator("#what-happened-next a").click()
        assert page.url.endswith("#what-happened-next")


PRINTED = {"story": 5, "claim": 2}
"""The most pages of paper on which a kind of page is printed."""


def sheets(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


@pytest.mark.browser
@pytest.mark.long
def test_the_story_and_every_claim_are_printed_on_few_pages(browser, address, shipped):
    with looked_at(browser) as (page, *_):
        page.goto(address)
        assert sheets(page) <= PRINTED["story"]
        for claim in shipped.data.claims:
            page.goto(f"{address}claims/{claim}/")
            assert sheets(page) <= PRINTED["claim"], claim


@pytest.mark.browser
def test_an_address_is_printed_behind_the_evidence_from_it(browser, url_of):
    with looked_at(browser) as (page, *_):
        page.goto(url_of("claim"))
        addresses = page.locator(".cb-evidence .cb-address")
        assert not addresses.first.is_visible()
        page.emulate_media(media="print")
        assert addresses.first.inner_text().strip().startswith("http")


SMALL = """least => [...document.querySelectorAll(
    `button, select, summary, .md-tabs__link, .md-logo, .md-search__input, .cb-jumps a, .cb-letters a,
    .cb-neighbors a, .cb-mend a, .cb-chart__take a`)]
    .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
    .filter(([_, box]) => box.right > 0 && box.left < innerWidth)
    .filter(([_, box]) => Math.min(box.width, box.height) < least - 0.5)
    .map(([name, box]) => [name, box.width, box.height])"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 820])
@pytest.mark.parametrize(
    "kind", ["story", "timeline", "numbers", "claims", "glossary", "sources of a kind", "chart"]
)
def test_what_is_meant_to_be_touched_is_large_enough(browser, url_of, kind, width):
    with looked_at(browser, viewport={"width": width, "height": 900}) as (page, *_):
        page.goto(url_of(kind))
        assert page.evaluate(SMALL, 44) == []


UNSEEN = """() => [...document.querySelectorAll('.cb-svg')].filter(one => one.checkVisibility())
    .filter(one => {
        const ground = getComputedStyle(one).backgroundColor;
        const looks = [...one.querySelectorAll('.cb-svg__row')].map(mark => getComputedStyle(mark));
        const seen = color => color !== 'none' && color !== ground;
        return looks.some(look => !seen(look.fill) && !seen(look.stroke));
    }).map(one => one.textContent.slice(0, 60))"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_seen_where_a_reader_forces_colors(browser, url_of, scheme):
    with looked_at(browser, forced_colors="active", color_scheme=scheme) as (page, *_):
        page.goto(url_of("numbers"))
        grounds = "one => getComputedStyle(one).backgroundColor"
        ground = page.locator("body").evaluate(grounds)
        assert page.locator(".cb-svg").first.evaluate(grounds) == ground
        assert page.evaluate(UNSEEN) == []
