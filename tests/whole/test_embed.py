"""A chart on the page of another site, by the code that the chart's own page offers."""

from __future__ import annotations

import gzip

import pytest

from claimbook.views.chart_list import chart_ids
from looking import looked_at
from serving import served

LIGHT = 15_000
"""What the page of an embedded chart may transfer, compressed, without the styles that it shares."""

AROUND = (
    "<!doctype html><title>Another site</title><link rel=icon href='data:,'>"
    "<body style='margin:0'><h1>Theirs</h1>{}</body>"
)

SCROLLS = "document.scrollingElement.scrollHeight > document.scrollingElement.clientHeight"


def embeds(site):
    return {one: site.pages[f"embed/{one}/index.html"] for one in chart_ids(site.data)}


def test_a_chart_to_embed_is_light_and_brings_all_that_it_needs(site):
    for chart, page in embeds(site).items():
        assert len(gzip.compress(page.html.encode(), 9)) < LIGHT, chart
        loads = {one.rpartition("/")[2] for one in page.parsed.loads}
        assert loads == {"claimbook.css", "claimbook.js", "embed.js", "favicon.svg"}, chart
        assert '<base target="_top">' in page.html  # no link opens a whole page in the frame
        assert all(one.startswith("../../assets/") for one in page.parsed.loads), chart


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """The folder and the address of another site."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with served(folder) as found:
        yield folder, found


WIDTHS = (390, 900)


@pytest.fixture
def page(browser, request):
    width = getattr(request, "param", WIDTHS[0])
    context = browser.new_context(viewport={"width": width, "height": 900})
    yield context.new_page()
    context.close()


def charts(data):
    """One drawn chart of each kind, and a table."""
    from claimbook.views.chart_list import chart

    views = (chart(data, one) for one in chart_ids(data))
    return {view.kind: view for view in views}.values()


@pytest.mark.browser
def test_the_code_that_is_offered_shows_the_chart_at_its_height(page, address, shipped, elsewhere):
    folder, other = elsewhere
    said, asked = [], []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for view in charts(shipped.data):
        home = f"{address}numbers/{view.id}/"
        page.goto(home)
        code = page.locator("textarea[data-embed]").input_value()
        assert f'src="{address}embed/{view.id}/"' in code
        (folder / "index.html").write_text(AROUND.format(code), "utf-8")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(other)
            frame = page.frame_locator("iframe")
            shown = frame.locator("svg:visible, table:visible")
            shown.first.wait_for()
            inner = page.frames[1]
            inner.wait_for_load_state()
            assert shown.count() == 1, view.id
            page.wait_for_function("document.querySelector('iframe').height !== '560'")
            body = inner.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
            assert page.locator("iframe").evaluate("one => one.clientHeight") == body
            assert not inner.evaluate(SCROLLS), view.id
            assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth"), view.id
        frame.locator("h1 a").click()
        page.wait_for_url(home)
    assert said == []
    assert [url for url in asked if not url.startswith((address, other, "data:"))] == []


@pytest.mark.browser
def test_rows_of_a_chart_alone_are_gone_through_by_keys(browser, address, shipped):
    drawn = next(one for one in charts(shipped.data) if one.is_drawn)
    with looked_at(browser) as (page, said, _):
        page.goto(f"{address}embed/{drawn.id}/", wait_until="networkidle")
        page.locator(".cb-svg:visible").focus()
        page.keyboard.press("ArrowDown")
        page.locator(".cb-svg__row--current").first.wait_for()
        assert page.locator(".cb-chart__row").inner_text()
        assert said == []


SAY = """height => {
  parent.postMessage({ claimbook: { height } }, "*");
  return new Promise(done => setTimeout(done, 50));
}"""


@pytest.mark.browser
@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_only_the_chart_says_how_high_its_frame_is(page, address, shipped, elsewhere):
    folder, other = elsewhere
    view = next(iter(charts(shipped.data)))
    page.goto(f"{address}numbers/{view.id}/")
    code = page.locator("textarea[data-embed]").input_value()
    strange = f"<iframe id=theirs src='{other}empty.html' height=70></iframe>"
    (folder / "empty.html").write_text("<!doctype html><title>Empty</title>", "utf-8")
    (folder / "index.html").write_text(AROUND.format(code + strange), "utf-8")
    page.goto(other)
    page.frame_locator("iframe").first.locator("h1").wait_for()
    chart, theirs = page.frames[1:]

    def heights():
        return page.eval_on_selector_all("iframe", "all => all.map(one => one.height)")

    chart.evaluate(SAY, 321)
    for height in (-1, 0, 1e9, None, "400", "100%", [400], {"a": 400}):
        chart.evaluate(SAY, height)
    chart.evaluate("() => parent.postMessage({ claimbook: { height: NaN } }, '*')")
    theirs.evaluate(SAY, 999)
    page.evaluate("postMessage({ claimbook: { height: 999 } }, '*')")
    page.wait_for_timeout(50)
    assert heights() == ["321", "70"]
    chart.evaluate("address => { location.href = address }", f"{other}empty.html")
    chart.wait_for_url(f"{other}empty.html")
    chart.evaluate(SAY, 999)
    assert heights() == ["321", "70"]
