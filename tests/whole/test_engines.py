"""Each kind of page once in Firefox and in WebKit, beside all that is looked at in Chromium."""

from __future__ import annotations

import os

import pytest

from engines import Firefox, WebKit, is_there
from kinds import KINDS, path_of
from looking import LAY_OUT_ALL, SMALL_TEXT, SMALLEST, WIDER

pytestmark = [pytest.mark.browser, pytest.mark.long]

SIZES = {"phone": (390, 844), "desk": (1440, 900)}

UNDRAWN = """() => [...document.querySelectorAll('.cb-svg')]
    .filter(one => one.checkVisibility())
    .filter(one => !one.getBoundingClientRect().height || !one.querySelector('text').getBoundingClientRect().width)
    .map(one => one.textContent.slice(0, 60))"""

SCRIPTED = "() => [...document.querySelectorAll('[data-filterable] form')].filter(one => one.hidden).length"

LAST = "() => [...document.querySelectorAll('main article [id]')].filter(one => one.checkVisibility()).at(-2).id"

AIMED = """async () => {
    await new Promise(done => setTimeout(done, 1000));
    const {top} = document.querySelector(':target').getBoundingClientRect();
    return [top, innerHeight];
}"""


@pytest.fixture(scope="module", params=[Firefox, WebKit], ids=["firefox", "webkit"])
def engine(request):
    if not is_there(request.param) and os.environ.get("CLAIMBOOK_BROWSER") != "required":
        pytest.skip(f"NO {request.param.PROGRAM} FOUND: pages were not looked at in it")
    with request.param.started() as started:
        yield started


def test_every_kind_of_page_fits_draws_and_logs_no_error(engine, address, shipped):
    found = []
    for kind in KINDS:
        engine.go(address + path_of(kind, shipped.data))
        engine.run(f"() => {{ {LAY_OUT_ALL} }}")
        for name, size in SIZES.items():
            engine.resize(*size)
            if (wider := engine.run(f"() => {WIDER}")) > 0:
                found.append(f"{kind} scrolls sideways by {wider} px on a {name}")
            found += [f"{kind}, {name}: {one}" for one in engine.run(SMALL_TEXT, SMALLEST)]
            found += [f"{kind}, {name}: nothing drawn of {one}" for one in engine.run(UNDRAWN)]
        if engine.run(SCRIPTED):
            found.append(f"{kind}: its filters never appeared")
        found += [f"{kind}: {one}" for one in engine.said]
        engine.said.clear()
    assert found == []


@pytest.mark.parametrize("kind", ["timeline", "numbers", "sources of a kind", "glossary"])
def test_a_link_into_a_page_lands_on_what_it_names(engine, address, shipped, kind):
    engine.resize(*SIZES["phone"])
    url = address + path_of(kind, shipped.data)
    engine.go(url)
    last = engine.run(LAST)
    engine.go("about:blank")
    engine.go(f"{url}#{last}")
    top, height = engine.run(AIMED)
    assert -1 <= top < height / 2
