"""Every kind of page in a real browser: nothing breaks, nothing leaves, all of it can be read."""

from __future__ import annotations

import pytest

from builders import ROOT
from claimbook.views.chart_list import chart_ids
from kinds import KINDS
from looking import (
    COLLISIONS,
    NARROWEST,
    SMALL_TEXT,
    SMALLEST,
    WIDER,
    WIDTHS,
    looked_at,
    violations,
)

pytestmark = pytest.mark.browser

BUDGET = 100_000
"""What the first view of a page may transfer, compressed, in bytes."""

BUDGET_OF_SCRIPTS = 10_000
"""What of it may be scripts of our own on a chart's page, beyond those of the theme."""

OWN_SCRIPTS = {path.name for path in ROOT.glob("macros/claimbook/theme/assets/js/*.js")}

PHONE = WIDTHS[0]

PALETTES = ["light", pytest.param("dark", marks=pytest.mark.long)]

SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(sum))));
})"""

FOCUS = """() => {
    const active = document.activeElement;
    // the theme hides its switches and shows labels
    const one = active.matches('.md-option') ? active.nextElementSibling : active;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const middle = document.elementFromPoint(
        Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
        Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
    return {
        name: one.outerHTML.slice(0, 120), end: one === document.body,
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        marked: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.strokeWidth !== '1px',
        covered: middle && !one.contains(middle) && !middle.contains(one) && !!middle.closest('header'),
    };
}"""


LAST = "() => [...document.querySelectorAll('main article [id]')].filter(one => one.checkVisibility()).at(-2).id"

AIMED = """async () => {
    await new Promise(done => setTimeout(done, 800));
    return document.querySelector(':target').getBoundingClientRect().top / innerHeight;
}"""


@pytest.mark.parametrize("kind", ["timeline", "numbers", "claims", "sources of a kind", "glossary"])
def test_a_link_into_a_page_lands_on_what_it_names(browser, url_of, kind):
    context = browser.new_context(viewport={"width": PHONE, "height": 844}, reduced_motion="reduce")
    page, url = context.new_page(), url_of(kind)
    page.goto(url)
    last = page.evaluate(LAST)
    page.evaluate("id => { location.hash = id; }", last)
    assert 0 <= page.evaluate(AIMED) < 0.5, "from the page itself"
    page.goto("about:blank")
    page.goto(f"{url}#{last}")
    assert 0 <= page.evaluate(AIMED) < 0.5, "from elsewhere"
    context.close()


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_every_width_breaks_no_rule_logs_no_error_and_asks_no_other_host(  # noqa: PLR0913, PLR0917
    browser, url_of, address, kind, scripts, scheme
):
    options = {"java_script_enabled": scripts, "color_scheme": scheme}
    with looked_at(browser, **options) as (page, said, asked):
        page.goto(url_of(kind))
        for width in (NARROWEST, *WIDTHS):
            page.set_viewport_size({"width": width, "height": 900})
            wider = page.evaluate(WIDER)
            assert wider <= 0, f"{kind} scrolls sideways by {wider} px at {width} px"
            if width != NARROWEST:
                assert page.evaluate(SMALL_TEXT, SMALLEST) == []
            if width == PHONE and scripts:
                assert violations(page) == []
        assert said == []
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        assert page.locator("h1").first.is_visible()


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_breaks_no_rule_of_accessibility_on_a_wide_screen(browser, url_of, kind, scheme):
    size = {"width": 1440, "height": 900}
    with looked_at(browser, color_scheme=scheme, viewport=size) as (page, *_):
        page.goto(url_of(kind))
        assert violations(page) == []


GUIDES = ("", "first-claim/", "data-model/", "own-book/", "rules/", "rules/e023/")


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_for_contributors_fits_a_phone_and_breaks_no_rule(browser, address, guide, scheme):
    size = {"width": 390, "height": 844}
    with looked_at(browser, color_scheme=scheme, viewport=size) as (page, said, _):
        page.goto(f"{address}contributing/{guide}")
        assert page.evaluate(WIDER) <= 0
        assert page.evaluate(SMALL_TEXT, SMALLEST) == []
        assert violations(page) == []
        assert said == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_view_stays_within_its_bytes_and_does_not_move(browser, url_of, kind):
    with looked_at(browser, viewport={"width": 390, "height": 844}) as (page, _, asked):
        sizes, urls = {}, {}
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.send("Network.setCacheDisabled", {"cacheDisabled": True})
        client.on(
            "Network.requestWillBeSent",
            lambda one: urls.update({one["requestId"]: one["request"]["url"]}),
        )
        client.on(
            "Network.loadingFinished",
            lambda one: sizes.update({urls[one["requestId"]]: one["encodedDataLength"]}),
        )
        page.goto(url_of(kind), wait_until="networkidle")
        assert page.evaluate(SHIFT) == 0  # and what was said of the network has arrived by then
        assert sum(sizes.values()) <= BUDGET, f"{kind}: {sum(sizes.values()):,.0f} for {asked}"
        if kind == "chart":
            own = {url: n for url, n in sizes.items() if url.rpartition("/")[2] in OWN_SCRIPTS}
            assert 0 < sum(own.values()) <= BUDGET_OF_SCRIPTS, own
        assert not [url for url in asked if "vega" in url or "records.json" in url]
        client.detach()


@pytest.mark.parametrize("width", [390, 1440])
def test_no_text_of_a_drawing_runs_into_another_or_leaves_its_frame(
    browser, address, shipped, width
):
    with looked_at(browser, viewport={"width": width, "height": 900}) as (page, *_):
        for chart_id in chart_ids(shipped.data):
            page.goto(f"{address}numbers/{chart_id}/")
            assert page.evaluate(COLLISIONS) == [], chart_id


DRAWN = """width => {
    const figure = document.querySelector('.cb-chart');
    figure.style.width = `${width}px`;
    const [one, ...others] = [...figure.querySelectorAll('.cb-svg')].filter(one => one.checkVisibility());
    const sizes = [...one.querySelectorAll('text')].map(text => {
        const {a, b} = text.getScreenCTM();
        return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
    });
    return {
        drawings: 1 + others.length, width: one.getBoundingClientRect().width,
        wide: one.classList.contains('cb-svg--wide'),
        smallest: Math.min(...sizes), largest: Math.max(...sizes),
    };
}"""


def test_a_drawing_fills_its_column_and_its_text_has_one_size_at_every_width(
    browser, address, shipped
):
    with looked_at(browser, viewport={"width": 1280, "height": 900}) as (page, *_):
        for chart_id in chart_ids(shipped.data):
            page.goto(f"{address}numbers/{chart_id}/")
            if not page.locator(".cb-svg").count():
                continue
            for width in (280, 320, 390, 480, 559, 560, 680, 820, 960, 1100):
                drawn = page.evaluate(DRAWN, width)
                assert drawn["drawings"] == 1, (chart_id, width)
                assert drawn["width"] == pytest.approx(width, abs=1), chart_id
                assert drawn["wide"] == (width >= 560), (chart_id, width)
                assert drawn["smallest"] >= 12, (chart_id, width)
                assert drawn["largest"] <= 14.8, (chart_id, width)


@pytest.mark.parametrize("kind", ["story", "claim", "chart", "timeline"])
def test_all_that_the_keyboard_reaches_is_seen_and_marked(browser, url_of, kind):
    phone = {"width": 390, "height": 844}
    with looked_at(browser, viewport=phone, reduced_motion="reduce") as (page, *_):
        page.goto(url_of(kind))
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus.pop("end"):
                break
            name = focus.pop("name")
            assert focus == {"seen": True, "marked": True, "covered": False}, name
            reached.add(name)
        assert len(reached) > 10


@pytest.mark.parametrize("kind", ["claim", "chart", "story"])
def test_a_page_is_printed_without_what_only_a_screen_can_use(browser, url_of, kind):
    with looked_at(browser, viewport={"width": 794, "height": 1123}, color_scheme="dark") as (
        page,
        *_,
    ):
        page.goto(url_of(kind))
        page.emulate_media(media="print")
        for unused in (".md-header", ".md-footer", ".cb-filters", ".cb-explore", ".cb-neighbors"):
            assert page.locator(f"{unused}:visible").count() == 0, unused
        assert page.locator("h1:visible").count() == 1
        paper = page.evaluate("() => getComputedStyle(document.body).color")
        assert sum(map(int, paper.removeprefix("rgb(").removesuffix(")").split(","))) < 200


def test_the_keyboard_opens_the_menu_and_does_not_pass_through_it_while_it_is_closed(
    browser, url_of
):
    with looked_at(browser, viewport={"width": 390, "height": 844}) as (page, *_):
        page.goto(url_of("story"))
        link = page.locator(".md-sidebar--primary a.md-nav__link:not(.md-nav__link--active)").first
        assert not link.is_visible()
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.ariaLabel") != "Menu":
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement !== document.body")
        page.keyboard.press("Enter")
        link.wait_for(state="visible")


def test_no_single_letter_does_anything(browser, url_of):
    with looked_at(browser) as (page, *_):
        page.goto(url_of("claim"))
        before = page.url
        for key in ("n", "p", ".", ",", "/", "f", "s"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body")
        assert page.url == before
