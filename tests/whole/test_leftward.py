"""A book whose pages run from right to left."""

from __future__ import annotations

import pytest

from builders import LIGHTHOUSE
from looking import WIDER, looked_at
from serving import served
from sites import built_once, copy_book, warm

PAGES = ("", "timeline/", "numbers/", "people/")
ENDS_OF_DATES = """() => [...document.querySelectorAll('.cb-event__date .cb-date')].map(({ firstChild }) =>
    [0, firstChild.length - 1].map((at) => {
        const range = new Range();
        range.setStart(firstChild, at);
        range.setEnd(firstChild, at + 1);
        return range.getBoundingClientRect().left;
    }))"""
EDGES_OF_DATES = """() => [...document.querySelectorAll('.cb-event-list__item')].map((item) => {
    const range = new Range();
    range.selectNodeContents(item.querySelector('.cb-date'));
    return [range, item].map((one) => one.getBoundingClientRect().right);
})"""


@pytest.fixture(scope="module")
def leftward(shared_folder, second):
    """A book that is built in Arabic, as far as the theme goes."""

    def make(to):
        config = warm(copy_book(LIGHTHOUSE, to), second) / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace("language: en", "language: ar-EG"))
        timeline = to / "docs/timeline.md"
        wide = "---\nhide: [navigation, toc]\n---\n"  # so that there is room for lanes
        timeline.write_text(wide + timeline.read_text("utf-8"))
        return to

    return built_once(shared_folder, "leftward", make)


def test_its_root_says_so_where_it_stands_alone_too(leftward):
    assert '<html lang="ar-EG" dir="rtl"' in leftward.pages["embed/oil-by-payer/index.html"].html
    assert '<body dir="rtl"' in leftward.pages["index.html"].html


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_of_it_leaves_the_page(browser, leftward, width):
    with (
        served(leftward.root) as host,
        looked_at(browser, viewport={"width": width, "height": 900}) as (page, _, _),
    ):
        for path in PAGES:
            page.goto(f"{host}{path}")
            assert page.evaluate(WIDER) == 0, path


def test_a_date_in_it_runs_leftward_and_begins_at_the_right(browser, leftward):
    with (
        served(leftward.root) as host,
        looked_at(browser, viewport={"width": 1440, "height": 900}) as (page, _, _),
    ):
        page.goto(f"{host}timeline/")
        ends = page.evaluate(ENDS_OF_DATES)
        page.goto(host)
        edges = page.evaluate(EDGES_OF_DATES)
    assert ends
    assert all(first > last for first, last in ends)
    assert edges
    assert all(date == pytest.approx(item, abs=1) for date, item in edges)


def test_time_runs_leftward_and_so_do_the_arrow_keys(browser, leftward):
    with (
        served(leftward.root) as host,
        looked_at(browser, viewport={"width": 1440, "height": 900}) as (page, said, _),
    ):
        page.goto(f"{host}timeline/")
        marks = page.locator(".cb-time__lanes .cb-mark")
        middles = marks.evaluate_all(
            "all => all.map(one => one.querySelector('circle, rect').getBoundingClientRect())"
            ".map(({left, width}) => left + width / 2)"
        )
        assert len(middles) > 2
        assert middles == sorted(middles, reverse=True)
        assert page.evaluate(WIDER) == 0
        marks.first.focus()
        page.keyboard.press("ArrowLeft")
        assert marks.nth(1).evaluate("one => one === document.activeElement")
        page.keyboard.press("ArrowRight")
        assert marks.first.evaluate("one => one === document.activeElement")
        assert said == []


def test_an_address_in_it_runs_as_it_is_written(browser, leftward):
    with served(leftward.root) as host, looked_at(browser) as (page, _, _):
        page.goto(f"{host}claims/oil-a-year/")
        first, last = page.locator("#permalink").evaluate(
            """({ firstChild }) => [0, firstChild.length - 1].map((at) => {
                const range = new Range();
                range.setStart(firstChild, at);
                range.setEnd(firstChild, at + 1);
                return range.getBoundingClientRect().left;
            })"""
        )
    assert first < last
