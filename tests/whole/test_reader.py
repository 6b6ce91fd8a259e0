"""What a reader does on the pages, in a real browser: point, tap, narrow, search, take along."""

from __future__ import annotations

import csv
import json

import pytest

from claimbook.charts.drawing import can_be_explored
from claimbook.views.chart_list import chart, chart_ids
from looking import SMALL_TEXT, SMALLEST, WIDER, looked_at, violations

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


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_sources_are_narrowed_by_what_they_are(browser, address, shipped, scripts):
    part = next(one for one in sorted(shipped.pages) if one.startswith("sources/m"))
    with looked_at(browser, java_script_enabled=scripts) as (page, *_):
        page.goto(f"{address}{part}")
        page.select_option("select[name=kind]", index=1)
        page.select_option("select[name=year]", index=1)
        kind, year = (page.input_value(f"select[name={one}]") for one in ("kind", "year"))
        fitting = page.locator(f'[data-kind="{kind}"][data-year~="{year}"]').count()
        assert page.locator("[data-year]:visible").count() == fitting


def test_a_word_is_found_in_the_glossary_however_it_is_typed(browser, address, shipped):
    term = max((term.term for term in shipped.data.terms.values()), key=len)
    with looked_at(browser) as (page, *_):
        page.goto(f"{address}glossary/")
        every = page.locator(".cb-entry").count()
        page.get_by_label("Find a word").fill(term.upper().replace("-", " "))
        assert page.locator(".cb-entry:visible h3").first.inner_text().startswith(term)
        assert page.locator(".cb-entry:visible").count() < every
        assert page.locator(".cb-glossary h2:visible").count() == 1
        page.get_by_label("Find a word").fill("")
        assert page.locator(".cb-entry:visible").count() == every


def test_without_scripts_the_glossary_offers_no_box_that_does_nothing(browser, address):
    with looked_at(browser, java_script_enabled=False) as (page, *_):
        page.goto(f"{address}glossary/")
        assert not page.locator("input[type=search]:visible").count()
        assert page.locator(".cb-letters a:visible").count() > 1


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
            one.get_attribute("data-edtf") or one.get_attribute("datetime")
            for one in page.locator(".cb-claim-card__meta .cb-date").all()
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
        page.select_option("select[name=when]", str(year))
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


CURRENT = ".cb-svg__row--current"


def words_of(marks):
    return marks.evaluate_all(
        "all => all.map(one => one.querySelector('title')?.textContent ?? one.getAttribute('aria-label'))"
    )


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_arrow_keys_go_through_the_rows_of_a_drawing_and_nothing_moves(
    browser, address, shipped, size
):
    with looked_at(browser, viewport=size, reduced_motion="reduce") as (page, said, _):
        for chart_id in chart_ids(shipped.data):
            page.goto(f"{address}numbers/{chart_id}/")
            drawing = page.locator(".cb-svg[tabindex='0']:visible")
            if not drawing.count():
                continue
            marks = drawing.locator(".cb-svg__row")
            rows = list(dict.fromkeys(words_of(marks)))
            line = page.locator(".cb-chart__row > span")
            height = page.evaluate("document.body.scrollHeight")
            page.keyboard.press("Tab")  # so that focus is shown, as for one who uses the keyboard
            drawing.focus()
            assert line.inner_text().startswith(f"{len(rows)} row")
            for key, place in (
                ("ArrowRight", 0),
                ("ArrowDown", 1),
                ("ArrowLeft", 0),
                ("End", -1),
                ("ArrowRight", -1),
                ("Home", 0),
                ("ArrowUp", 0),
            ):
                page.keyboard.press(key)
                words = rows[min(place, len(rows) - 1)]
                assert line.inner_text() == words, (chart_id, key)
                assert set(words_of(drawing.locator(CURRENT))) == {words}
                box = drawing.locator(".cb-svg__frame").bounding_box()
                assert 0 <= box["y"] <= size["height"] - box["height"] or box["height"] > 400
            shown = line.bounding_box()
            assert shown["y"] + shown["height"] <= size["height"] + 1, chart_id
            assert page.evaluate("document.body.scrollHeight") == height
            page.keyboard.press("Escape")
            assert not line.is_visible()
            assert drawing.locator(CURRENT).count() == 0
            page.keyboard.press("Home")
            page.keyboard.press("Tab")
            assert not line.is_visible()
        assert said == []


def test_a_mark_tells_its_row_to_the_pointer(browser, address):
    with looked_at(browser, viewport=DESK) as (page, *_):
        page.goto(f"{address}numbers/who-spoke-about-what/")
        mark = page.locator(".cb-svg--wide .cb-svg__row").nth(1)
        mark.hover()
        line = page.locator(".cb-chart__row > span")
        assert [line.inner_text()] == words_of(mark)
        page.mouse.move(0, 0)
        line.wait_for(state="hidden")


def test_a_mark_tells_its_row_to_a_finger(browser, address):
    with looked_at(browser, viewport=PHONE, has_touch=True, is_mobile=True) as (page, *_):
        page.goto(f"{address}numbers/who-spoke-about-what/")
        mark = page.locator(".cb-svg--narrow .cb-svg__row").nth(1)
        mark.tap()
        line = page.locator(".cb-chart__row > span")
        assert [line.inner_text()] == words_of(mark)
        page.locator("h1").tap()
        assert not line.is_visible()


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
            drawing = page.locator(".cb-explored svg.cb-svg")
            drawing.locator(".cb-svg__row").first.wait_for(state="attached")
            assert page.locator(".cb-svg:visible").count() == 1
            assert page.evaluate(SMALL_TEXT, SMALLEST) == [], chart_id
            button.click()
            assert page.locator(".cb-explored").count() == 0
            assert page.locator(".cb-svg:visible").count() == 1
            explored += 1
        views = [chart(shipped.data, one) for one in chart_ids(shipped.data)]
        assert explored == sum(map(can_be_explored, views))
        assert said == []
        assert [url for url in asked if not url.startswith((address, "data:"))] == []


BARS = {
    "data": {
        "values": [
            {"name": "first", "value": 3, "says": "first: 3"},
            {"name": "second", "value": 5, "says": "second: 5"},
            {"name": "third", "value": 4, "says": "third: 4"},
        ]
    },
    "transform": [{"filter": "datum.value >= least"}],
    "params": [
        {"name": "order", "value": "a", "bind": {"input": "select", "options": ["a", "b"]}},
        {"name": "only", "value": False, "bind": {"input": "checkbox", "name": "Only some "}},
        {
            "name": "least",
            "value": 0,
            "bind": {"input": "range", "min": 0, "max": 5, "name": "From "},
        },
        {"name": "picked", "select": {"type": "point", "fields": ["name"]}},
    ],
    "mark": "bar",
    "encoding": {
        "y": {"field": "name", "type": "nominal", "title": None},
        "x": {"field": "value", "type": "quantitative", "title": None},
        "color": {"value": "url(#cb-hatch)"},
        "opacity": {"condition": {"param": "picked", "value": 1}, "value": 0.25},
        "description": {"field": "says"},
        "tooltip": {"field": "says"},
    },
}
"""A drawing to explore, of each width once, with all ways to ask something of one."""


@pytest.fixture
def exploring(browser, url_of, request):
    """A page on which that drawing is explored."""
    size, height = getattr(request, "param", DESK), {"height": 200}
    both = {"wide": {**BARS, "width": 600, **height}, "narrow": {**BARS, "width": 280, **height}}
    with looked_at(browser, viewport=size, reduced_motion="reduce") as (page, said, _):
        page.route("**/*.explore.json", lambda route: route.fulfill(json=both))
        page.goto(url_of("chart"))
        page.keyboard.press("Tab")
        page.locator("[data-explore]").focus()
        page.keyboard.press("Enter")
        page.locator(".cb-explored .cb-svg__row").first.wait_for()
        yield page
        page.unroute_all()
        assert said == []


def opacities(page):
    marks = page.locator(".cb-explored .cb-svg__row").all()
    return [float(one.get_attribute("opacity") or 1) for one in marks]


def test_what_is_explored_is_gone_through_and_picked_by_keys(exploring):
    page = exploring
    line = page.locator(".cb-chart__row > span")
    while page.evaluate("document.activeElement.tagName") != "svg":
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert line.inner_text() == "second: 5"
    page.keyboard.press("Enter")
    assert opacities(page) == [0.25, 1, 0.25]
    page.keyboard.press("End")
    page.keyboard.press("Space")
    assert opacities(page) == [0.25, 0.25, 1]
    assert page.locator("#cb-hatch").count() == 1
    assert violations(page) == []


def test_marks_that_come_later_are_rows_too(exploring):
    page = exploring
    marks = page.locator(".cb-explored .cb-svg__row")
    slider = page.locator(".cb-explored [type=range]")
    for value, left in (("4", 2), ("0", 3)):
        slider.fill(value)
        page.wait_for_function(
            "n => document.querySelectorAll('.cb-explored .cb-svg__row').length === n", arg=left
        )
    assert marks.count() == 3


def test_a_close_button_brings_the_drawing_for_reading_back(exploring):
    page = exploring
    assert page.locator(".cb-svg:visible").count() == 1
    assert page.evaluate("document.activeElement.matches('.cb-explored')")
    page.emulate_media(media="print")
    assert page.locator(".cb-explored:visible").count() == 0
    assert page.locator(".cb-chart__drawing > .cb-svg:visible").count() == 1
    page.emulate_media(media="null")
    page.get_by_role("button", name="Close").click()
    assert page.locator(".cb-explored").count() == 0
    assert page.locator(".cb-chart__drawing > .cb-svg:visible").count() == 1
    page.get_by_role("button", name="Explore the numbers").click()
    page.locator(".cb-explored .cb-svg__row").first.wait_for()


def test_what_is_explored_fits_its_column_also_when_that_changes(exploring):
    page = exploring
    page.locator(".cb-explored .cb-svg--wide").wait_for()
    page.set_viewport_size(PHONE)
    page.locator(".cb-explored .cb-svg--narrow").wait_for()
    page.locator(".cb-explored .cb-svg__row").first.wait_for()
    assert page.evaluate(WIDER) <= 0
    for one in page.locator(".cb-explored :is(select, input)").all():
        label = one.locator("xpath=ancestor::label")
        assert label.bounding_box()["height"] >= 44


def test_a_drawing_that_does_not_come_is_said_not_to(browser, url_of):
    with looked_at(browser) as (page, *_):
        page.route("**/*.explore.json", lambda route: route.fulfill(status=404, body="no"))
        page.goto(url_of("chart"))
        page.locator("[data-explore]").click()
        page.get_by_text("could not be loaded").wait_for()
        assert page.locator(".cb-svg:visible").count() == 1
        assert page.locator("[data-explore]").is_enabled()
        page.unroute_all()
