"""Every kind of page in a real browser: nothing breaks, nothing leaves, all of it can be read."""

from __future__ import annotations

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("CLAIMBOOK_BROWSER") == "required"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and not REQUIRED,
        reason="NO CHROMIUM FOUND: pages were not looked at in a browser; install chromium",
    ),
]

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

WIDTHS = (390, 820, 1440)
KINDS = {
    "story": "",
    "timeline": "timeline/",
    "numbers": "numbers/",
    "claims": "claims/",
    "people": "people/",
    "glossary": "glossary/",
    "sources": "sources/",
    "about": "about/",
    "claim": "claims/{claims}/",
    "actor": "people/{actors}/",
    "chart": "numbers/{series}/",
    "macros": "contributing/macros/",
    "wrong address": "404.html",
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(shipped):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(shipped.root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def url_of(address, shipped):
    def url(kind):
        first = {k: next(iter(shipped.data.records(k))) for k in ("claims", "actors", "series")}
        return address + KINDS[kind].format(**first)

    return url


@pytest.mark.parametrize(
    "scripts", [True, pytest.param(False, marks=pytest.mark.long)], ids=["scripts", "no-scripts"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_every_width_logs_no_error_and_asks_no_other_host(
    browser, url_of, address, kind, scripts
):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url_of(kind))
        if scripts:
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{kind} scrolls sideways by {wide} px at {width} px"
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert page.locator("h1").first.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_breaks_no_rule_of_accessibility(browser, url_of, kind, scheme):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(url_of(kind))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    found = [
        (violation["id"], node["html"][:160], node.get("failureSummary", "")[:200])
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
    assert found == []
    context.close()


@pytest.mark.parametrize("kind", ["story", "chart"])
def test_no_text_of_a_drawing_is_smaller_than_a_phone_can_show(browser, url_of, kind):
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(url_of(kind))
    small = page.evaluate(
        """() => [...document.querySelectorAll('.cb-svg text')]
            .filter(text => text.getClientRects().length)
            .map(text => [text.textContent, parseFloat(getComputedStyle(text).fontSize)
                * text.getScreenCTM().a])
            .filter(([, size]) => size < 11.5)"""
    )
    assert small == []
    context.close()


PLACES = """figure => {
    const card = figure.querySelector('.cb-card');
    const box = card.getBoundingClientRect();
    const lines = [...figure.querySelector('a').getClientRects()];
    const sizes = [card, ...card.querySelectorAll('*')].map(e => parseFloat(getComputedStyle(e).fontSize));
    return {below: box.top - Math.max(...lines.map(line => line.bottom)), left: box.left,
        right: document.documentElement.clientWidth - box.right, small: Math.min(...sizes)};
}"""


@pytest.mark.parametrize("width", [390, 1440])
def test_a_card_covers_no_number_and_stays_on_the_screen(browser, url_of, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(url_of("story"))
    for figure in page.locator(".cb-figure").all():
        card = figure.locator(".cb-card")
        assert not card.is_visible()
        figure.locator("> a").focus()
        card.wait_for(state="visible")
        place = figure.evaluate(PLACES)
        assert -1 <= place["below"] <= 24, place
        assert min(place["left"], place["right"]) >= 0, place
        assert place["small"] >= 14, place
    page.emulate_media(media="print")
    assert page.locator(".cb-card:visible").count() == 0
    context.close()


def test_the_pointer_can_cross_to_a_card_and_escape_puts_it_away(browser, url_of):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(url_of("story"))
    figure = page.locator(".cb-figure").first
    card = figure.locator(".cb-card")
    figure.locator("> a").hover()
    card.wait_for(state="visible")
    box = card.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 20, steps=12)
    assert card.is_visible()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    page.close()


def test_a_choice_of_claims_is_kept_in_the_address(browser, address, shipped):
    claims = shipped.data.claims.values()
    speaker = next(claim.speaker for claim in claims)
    count = sum(claim.speaker == speaker for claim in claims)
    page = browser.new_page()
    page.goto(f"{address}claims/")
    page.select_option("select[name=speaker]", speaker)
    assert f"speaker={speaker}" in page.url
    assert page.locator(".cb-claim-card:visible").count() == count
    page.reload()
    assert page.locator(".cb-claim-card:visible").count() == count
    assert page.locator(".cb-filters__count").inner_text().startswith(f"{count} of")
    page.close()


def test_search_finds_records_by_their_words_and_says_what_they_are(browser, address, shipped):
    actor = next(a for a in shipped.data.actors.values() if a.names)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(actor.names[0].text)
    page.locator(".md-search__input").press("End")  # the theme searches when a key goes up
    page.locator(f".md-search-result__link[href*='people/{actor.id}/']").first.wait_for()
    titles = page.locator(".md-search-result__article h1").all_inner_texts()
    assert any(title.startswith("Who:") for title in titles)
    page.close()
