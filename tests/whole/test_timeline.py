"""The timeline in a real browser: drawn with words, gone through, narrowed, folded and unfolded."""

from __future__ import annotations

import pytest

from looking import WIDER, looked_at

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
MOST_OF_THE_LIST = 6_000
"""The height of all but the drawing on a wide screen as it opens, in pixels."""

MOST_OF_A_PHONE = 1_000
"""The height of the drawing's rows on a phone, in pixels."""

WIDER_FONT = ":root{--cb-sans:'DejaVu Sans'!important;--cb-serif:'DejaVu Serif'!important}"

TOUCHING = """() => [...document.querySelectorAll('.cb-time__lane svg')].flatMap(lane => {
    const found = [], box = one => one.getBoundingClientRect();
    const frame = box(lane);
    const texts = [...lane.querySelectorAll('text')];
    for (const [index, text] of texts.entries()) {
        const one = box(text);
        if (one.right > frame.right + 10 || one.left < frame.left - 1) found.push([text.textContent, 'outside']);
        for (const other of texts.slice(index + 1).map(box)) {
            if (one.left < other.right && other.left < one.right && one.top + 3 < other.bottom - 3
                && other.top + 3 < one.bottom - 3) found.push([text.textContent, 'text']);
        }
        for (const pole of lane.querySelectorAll('.cb-mark__pole')) {
            const line = box(pole);
            if (line.left > one.left + 1 && line.left < one.right - 1 && line.top < one.bottom - 4
                && line.bottom > one.top + 4) found.push([text.textContent, 'pole']);
        }
    }
    return found;
})"""


@pytest.mark.parametrize("font", [":root{}", WIDER_FONT], ids=["own-font", "wide-font"])
def test_no_word_of_the_drawing_lies_on_another_and_key_events_are_named(
    browser, address, shipped, font
):
    key = sum(event.key for event in shipped.data.events.values())
    with looked_at(browser) as (page, *_):
        page.goto(f"{address}timeline/")
        page.add_style_tag(content=font)
        for width in (768, 820, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.locator(".cb-mark__name:visible").count() == key
            assert page.evaluate(TOUCHING) == [], width
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.locator(".cb-time__words a:visible").count() == key
        assert page.evaluate(WIDER) <= 0


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_drawing_is_one_stop_of_the_keyboard_and_each_mark_shows_its_card(
    browser, address, shipped, size
):
    with looked_at(browser, viewport=size) as (page, said, _):
        page.goto(f"{address}timeline/")
        links = page.locator(".cb-time a:visible")
        stops = page.locator(".cb-time a:visible:not([tabindex='-1'])")
        assert stops.count() == 1
        page.keyboard.press("Tab")
        stops.focus()
        page.keyboard.press("End")
        assert stops.count() == 1
        last = links.last.get_attribute("href").removeprefix("#event-")
        assert page.evaluate("document.activeElement.getAttribute('href')") == f"#event-{last}"
        said_there = page.locator("#cb-card .cb-card__summary").inner_text()
        assert said_there.replace("\u00a0", " ") == shipped.data.events[last].summary
        page.keyboard.press("Escape")
        page.keyboard.press("Home")
        assert links.first.evaluate("one => one === document.activeElement")
        assert said == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_lane_narrows_the_list_which_says_so_and_can_be_cleared(browser, address, shipped, size):
    with looked_at(browser, viewport=size, reduced_motion="reduce") as (page, *_):
        page.goto(f"{address}timeline/")
        link = page.locator(".cb-time a[href^='?lane=']:visible").first
        lane = link.get_attribute("href").partition("=")[2].partition("#")[0]
        link.click()
        named = shipped.data.label("lanes", lane)
        chip = page.locator(".cb-filters__chip")
        assert chip.inner_text() == named
        shown = page.locator(".cb-event:visible")
        fitting = page.locator(f".cb-event[data-lane={lane}]").count()
        assert 0 < shown.count() == fitting < len(shipped.data.events)
        assert f"lane={lane}" in page.url
        assert page.locator(".cb-filters").evaluate("one => one.getBoundingClientRect().top") >= 0
        page.locator(".cb-filters [type=reset]").click()
        page.wait_for_function("!location.search")
        assert shown.count() == len(shipped.data.events)
        assert not chip.is_visible()


def test_what_an_address_leads_to_is_unfolded_and_the_list_is_no_longer_than_it_may_be(
    browser, address, shipped
):
    folded = next(one for one in shipped.data.events.values() if not one.key)
    with looked_at(browser, viewport=DESK) as (page, *_):
        page.goto(f"{address}timeline/")
        tall = page.evaluate(
            "document.querySelector('.cb-timeline').offsetHeight"
            " - document.querySelector('.cb-time').offsetHeight"
        )
        assert tall <= MOST_OF_THE_LIST
        summary = page.locator(f"#event-{folded.id} .cb-event__summary")
        assert not summary.is_visible()
        page.goto(f"{address}timeline/#event-{folded.id}")
        summary.wait_for(state="visible")
        page.set_viewport_size(PHONE)
        rows = page.locator(".cb-time__rows").evaluate("one => one.offsetHeight")
        assert rows <= MOST_OF_A_PHONE


def test_without_scripts_every_mark_and_lane_leads_into_the_list(browser, address, shipped):
    with looked_at(browser, viewport=DESK, java_script_enabled=False) as (page, *_):
        page.goto(f"{address}timeline/")
        ids = {f"event-{one}" for one in shipped.data.events}
        marks = page.locator(".cb-time__lanes a.cb-mark").evaluate_all(
            "all => all.map(one => one.getAttribute('href').split('#')[1])"
        )
        assert len(marks) == len(ids) == len({*marks} & ids)
        lanes = page.locator(".cb-time__lanes a[data-narrows]").evaluate_all(
            "all => all.map(one => one.getAttribute('href').split('#')[1])"
        )
        assert {*lanes} <= ids
