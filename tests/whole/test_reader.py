"""What a reader does on the pages, in a real browser: point, tap, narrow, search, take along."""

from __future__ import annotations

import csv
import json

import pytest

from claimbook.charts.drawing import EXPLORED
from claimbook.views.claim_charts import chart_ids
from looking import SMALL_TEXT, SMALLEST, looked_at

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}

PLACE = """link => {
    const box = document.querySelector('#cb-card').getBoundingClientRect();
    const lines = [...link.getClientRects()];
    const over = lines.some(line => box.top < line.bottom - 1 && box.bottom > line.top + 1
        && box.left < line.right && box.right > line.left);
    return {over, left: box.left, right: document.documentElement.clientWidth - box.right};
}"""


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_card_opens_on_focus_covers_nothing_it_explains_and_stays_on_the_screen(
    browser, url_of, size
):
    with looked_at(browser, viewport=size) as (page, *_):
        page.goto(url_of("story"))
        page.keyboard.press("Tab")  # so that focus is shown, as for one who uses the keyboard
        seen = set()
        for link in page.locator("article a[data-card]").all():
            link.focus()
            card = page.locator("#cb-card")
            card.wait_for(state="visible")
            place = link.evaluate(PLACE)
            assert not place["over"], link.inner_text()
            assert min(place["left"], place["right"]) >= 0, link.inner_text()
            assert link.get_attribute("aria-describedby") == "cb-card"
            seen.add(link.get_attribute("data-card").split("/")[0])
        assert seen >= {"terms", "actors", "claims", "figures", "events"}
        page.emulate_media(media="print")
        assert page.locator(".cb-card:visible").count() == 0


def test_the_pointer_can_cross_to_a_card_and_escape_puts_it_away(browser, url_of):
    with looked_at(browser, viewport=DESK) as (page, *_):
        page.goto(url_of("story"))
        link = page.locator("article a[data-card^=figures]").first
        link.hover()
        card = page.locator("#cb-card")
        card.wait_for(state="visible")
        box = card.bounding_box()
        page.mouse.move(box["x"] + 40, box["y"] + 20, steps=12)
        page.wait_for_timeout(400)  # longer than a card stays when it is left
        assert card.is_visible()
        page.keyboard.press("Escape")
        card.wait_for(state="detached")
        link.hover()
        card.wait_for(state="visible")
        page.mouse.move(5, 5)
        card.wait_for(state="detached")


def test_the_first_tap_opens_a_card_and_the_second_follows_the_link(browser, url_of):
    with looked_at(browser, viewport=PHONE, has_touch=True, is_mobile=True) as (page, *_):
        page.goto(url_of("story"))
        link = page.locator("article a[data-card^=claims]").first
        target = link.get_attribute("href")
        link.tap()
        page.locator("#cb-card").wait_for(state="visible")
        assert target not in page.url
        page.locator("h1").first.tap()
        page.locator("#cb-card").wait_for(state="detached")
        link.tap()
        page.locator("#cb-card").wait_for(state="visible")
        link.tap()
        page.wait_for_url(f"**/{target}")


def test_without_scripts_a_link_with_a_card_is_an_ordinary_link(browser, url_of):
    with looked_at(browser, viewport=PHONE, java_script_enabled=False) as (page, *_):
        page.goto(url_of("story"))
        link = page.locator("article a[data-card^=claims]").first
        target = link.get_attribute("href")
        link.click()
        page.wait_for_url(f"**/{target}")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_claims_are_narrowed_with_and_without_scripts(browser, address, shipped, scripts):
    claims = shipped.data.claims.values()
    speaker = next(claim.speaker for claim in claims)
    topic = next(claim.topic for claim in claims if claim.speaker == speaker)
    of_both = sum(claim.speaker == speaker and claim.topic == topic for claim in claims)
    with looked_at(browser, java_script_enabled=scripts) as (page, *_):
        page.goto(f"{address}claims/")
        assert page.locator(".cb-claim-card:visible").count() == len(claims)
        page.select_option("select[name=speaker]", speaker)
        page.select_option("select[name=topic]", topic)
        assert page.locator(".cb-claim-card:visible").count() == of_both


def test_a_choice_of_claims_is_kept_in_the_address(browser, address, shipped):
    claims = shipped.data.claims.values()
    speaker = next(claim.speaker for claim in claims)
    count = sum(claim.speaker == speaker for claim in claims)
    with looked_at(browser) as (page, *_):
        page.goto(f"{address}claims/")
        page.select_option("select[name=speaker]", speaker)
        assert f"speaker={speaker}" in page.url
        page.reload()
        assert page.locator(".cb-claim-card:visible").count() == count
        assert page.locator(".cb-filters__count").inner_text().startswith(f"{count} of")


def test_a_choice_that_no_claim_fits_says_so_and_leads_back(browser, address, shipped):
    claims = shipped.data.claims.values()
    pairs = {(claim.speaker, claim.status) for claim in claims}
    speaker, status = next(
        (one.speaker, other.status)
        for one in claims
        for other in claims
        if (one.speaker, other.status) not in pairs
    )
    with looked_at(browser) as (page, *_):
        page.goto(f"{address}claims/?speaker={speaker}&status={status}&topic=no-such-topic")
        assert page.locator(".cb-claim-card:visible").count() == 0
        page.locator("[data-none] a").click()
        page.locator(".cb-claim-card:visible").last.wait_for()
        assert page.locator(".cb-claim-card:visible").count() == len(claims)


def test_claims_are_sorted_by_their_dates(browser, address, shipped):
    with looked_at(browser) as (page, *_):
        page.goto(f"{address}claims/?sort=date")
        dates = [
            one.get_attribute("data-edtf")
            for one in page.locator(".cb-claim-card .cb-date:first-of-type").all()
        ]
        assert dates == sorted(dates)
        assert len(dates) == sum(claim.date is not None for claim in shipped.data.claims.values())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_events_are_narrowed_by_person_and_year(browser, address, shipped, scripts):
    event = next(event for event in shipped.data.events.values() if event.actors)
    actor, year = event.actors[0], event.date.earliest.year
    fitting = {
        f"event-{one.id}"
        for one in shipped.data.events.values()
        if actor in one.actors and one.date.earliest.year <= year <= one.date.latest.year
    }
    with looked_at(browser, java_script_enabled=scripts) as (page, *_):
        page.goto(f"{address}timeline/")
        page.select_option("select[name=actor]", actor)
        page.select_option("select[name=year]", str(year))
        shown = page.locator(".cb-event:visible").evaluate_all("all => all.map(one => one.id)")
        assert set(shown) == fitting
        if scripts:
            assert page.locator(".cb-mark:not(.cb-mark--out)").count() >= len(fitting)
            assert page.locator(".cb-mark--out").count() > 0


def test_search_finds_records_by_their_words_and_says_what_they_are(browser, address, shipped):
    actor = next(a for a in shipped.data.actors.values() if a.names)
    with looked_at(browser, viewport=DESK) as (page, said, asked):
        page.goto(address)
        assert not [url for url in asked if "search/records" in url]
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").fill(actor.names[0].text)
        page.locator(".md-search__input").press("End")  # the theme searches when a key goes up
        page.locator(f".md-search-result__link[href*='people/{actor.id}/']").first.wait_for()
        titles = page.locator(".md-search-result__article h1").all_inner_texts()
        assert any(title.startswith("Who:") for title in titles)
        assert page.evaluate(SMALL_TEXT, SMALLEST) == []
        assert said == []


def test_every_chart_can_be_taken_in_every_form(shipped):
    for chart_id in chart_ids(shipped.data):
        folder = shipped.root / "numbers" / chart_id
        written = (folder / f"{chart_id}.csv").read_text("utf-8")
        rows = list(csv.DictReader(written.splitlines()))
        content = json.loads((folder / f"{chart_id}.json").read_text("utf-8"))
        assert len(rows) == len(content["rows"]) > 0
        series = shipped.data.series.get(chart_id)
        if series:
            assert [row["key"] for row in rows] == [row.key for row in series.rows]
            for row, cells in zip(series.rows, rows, strict=True):
                assert cells.get("value", "") == ("" if row.value is None else f"{row.value:f}")
        if series is None or series.chart.kind != "table":
            assert (folder / f"{chart_id}.svg").read_text("utf-8").startswith("<svg")
            assert (folder / f"{chart_id}.png").read_bytes().startswith(b"\x89PNG")


def test_a_download_is_offered_and_comes(browser, url_of):
    with looked_at(browser, accept_downloads=True) as (page, *_):
        page.goto(url_of("chart"))
        with page.expect_download() as coming:
            page.locator("a[download]", has_text="CSV").first.click()
        assert coming.value.suggested_filename.endswith(".csv")


def test_a_mark_tells_its_row_to_the_pointer_and_to_the_arrow_keys(browser, address):
    with looked_at(browser, viewport=DESK) as (page, *_):
        page.goto(f"{address}numbers/who-spoke-about-what/")
        marks = page.locator(".cb-svg--wide .cb-svg__row")
        marks.nth(1).hover()
        card = page.locator("#cb-card")
        card.wait_for(state="visible")
        assert card.inner_text() == marks.nth(1).get_attribute("aria-label")
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        marks.nth(0).focus()
        page.keyboard.press("ArrowRight")
        assert marks.nth(1).evaluate("one => one === document.activeElement")
        assert card.inner_text() == marks.nth(1).get_attribute("aria-label")


def test_without_scripts_a_mark_still_holds_its_words(shipped):
    page = shipped.pages["numbers/who-spoke-about-what/index.html"].html
    marks = page.split('class="cb-svg__row"')[1:]
    assert marks
    assert all(mark.split(">", 1)[1].startswith("<title>") for mark in marks)


def test_every_chart_to_explore_draws_itself_under_the_content_policy(browser, address, shipped):
    with looked_at(browser, viewport=DESK) as (page, said, asked):
        explored = 0
        for chart_id in chart_ids(shipped.data):
            page.goto(f"{address}numbers/{chart_id}/")
            button = page.locator("[data-explore]")
            if not button.count():
                continue
            button.click()
            page.locator(".cb-explore__drawing svg.marks path[aria-label]").first.wait_for()
            explored += 1
        kinds = {series.chart.kind for series in shipped.data.series.values()}
        assert explored >= len(kinds & EXPLORED)
        assert said == []
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
