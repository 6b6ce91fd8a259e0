"""No word of the interface is English in a book that is not.

The book is built in the pseudo-language, in which every message has accents: a word without them
that is no datum of the book came from no catalog.
"""

from __future__ import annotations

import re

import pytest

from builders import LIGHTHOUSE, ROOT
from claimbook.core.text.messages import PSEUDO
from claimbook.site.languages import SPOKEN
from looking import COLLISIONS, WIDER, looked_at
from serving import served
from sites import built_once, copy_book, warm

ENGINE = ROOT / "macros/claimbook"

FOR_CONTRIBUTORS = {
    "comparison",
    "embed_code",
    "macro_reference",
    "record_reference",
    "rule_page",
    "rule_reference",
}
"""Templates of what contributors read, which is English."""

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_STYLE = re.compile(r"<(style|script|code)\b.*?</\1>", re.DOTALL)
_SAID = re.compile(r'\b(?:aria-label|title|alt|placeholder|label|data-title)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_PIECE = re.compile(r'\bcb-[\w-]*|\bdata-[\w-]+|\b\w+="[^"]*"')
"""Classes and attributes that are put together outside of a tag."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def templates():
    own = sorted((ENGINE / "templates").glob("*.j2"))
    theme = sorted((ENGINE / "theme").rglob("*.html"))
    return [one for one in (*own, *theme) if one.name.split(".")[0] not in FOR_CONTRIBUTORS]


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_has_no_word_of_its_own(path):
    text = _STYLE.sub("", _JINJA.sub("", path.read_text("utf-8")))
    texts = [*_SAID.findall(text), _PIECE.sub("", _TAG.sub(" ", text))]
    assert [word for one in texts for word in _WORD.findall(one)] == []


ALSO = """

Words: {{ count("terms") }}. {{ where_to_report() }}

{{ proof() }}

{{ all_numbers() }}
"""
"""What the book's own pages do not call."""

CLDR = """
January February March April May June July August September October November December
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec English Arabic
"""
"""What the language of the tests is in CLDR: English."""

FORMATS = ("csv", "json", "svg", "png", "bibtex", "ris", "csl json", "sha")
"""Names that are the same in all languages."""

COMPOSED = ("there were some", "lumens on", "data and prose cc by")
"""What the book puts together of its own words: a qualifier, a unit or a period in a sentence."""

SHOWN = r"""() => {
    const found = [], say = text => text?.trim() && found.push(text.replace(/\s+/g, ' ').trim());
    for (const one of document.querySelectorAll('details')) one.open = true;
    const read = root => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const holder = walk.currentNode.parentElement;
            if (!holder?.closest('script, style, noscript, code, pre, textarea')) say(walk.currentNode.data);
        }
        for (const one of root.querySelectorAll('*')) {
            for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-title', 'label']) {
                say(one.getAttribute(name));
            }
            if (one.localName === 'template') read(one.content);
            if (one.localName === 'noscript') say(one.textContent.replace(/<[^>]*>/g, ' '));
            for (const part of root === document.documentElement ? ['::before', '::after'] : []) {
                say(getComputedStyle(one, part).content.match(/^"(.*?)"/)?.[1]);
            }
        }
    };
    read(document.documentElement);
    for (const one of document.querySelectorAll('meta:is([name=description], [property$=title], [property$=description])')) {
        say(one.content);
    }
    return found;
}"""
"""Every text of a page that a reader sees or hears, folded or not, and in its cards."""

CUT = """() => [...document.body.querySelectorAll('*')].filter(one => {
    if (!one.checkVisibility() || one.closest('.md-header, .md-sidebar, .md-search, svg')) return false;
    const {overflowX, overflowY, position} = getComputedStyle(one);
    const isClipped = /hidden|clip/.test(overflowX) && one.scrollWidth > one.clientWidth + 1
        || /hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1;
    return isClipped && one.clientWidth > 1 && one.textContent.trim();
}).map(one => one.outerHTML.slice(0, 120))"""
"""What is cut off at the edge of what holds it, outside of what the theme shortens."""

OVERLAPS = """() => {
    const lines = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode, holder = text.parentElement;
        if (!text.data.trim() || holder.closest('svg, textarea, option, .cb-chart__row')) continue;
        if (!holder.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        if (/inset/.test(getComputedStyle(holder.closest('caption, thead') ?? holder).clipPath)) continue;
        const range = new Range();
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) if (box.width > 1) lines.push([box, text]);
    }
    lines.sort(([a], [b]) => a.top - b.top);
    const found = [];
    for (const [at, [box, text]] of lines.entries()) {
        for (let next = at + 1; next < lines.length && lines[next][0].top < box.bottom; next++) {
            const [other, its] = lines[next];
            const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
            const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
            if (its !== text && across > 2 && down > 6) found.push([text.data.trim(), its.data.trim()]);
        }
    }
    return found;
}"""
"""Texts of a page that stand on one another."""

_PLAIN = re.compile(r"[a-z]*[aceinosuyz][a-z]*")
_BETWEEN = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*|~+|[^\w\s'’-]+|[\d_]+")
_APART = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"https?://\S+")


def flat(text):
    """A text as words in small letters with single spaces."""
    return f" {_APART.sub(' ', text).strip().lower()} "


@pytest.fixture(scope="module")
def pseudo(shared_folder, second):
    """The invented book in the pseudo-language, with a page on which the other macros are."""

    def make(to):
        folder = warm(copy_book(LIGHTHOUSE, to), second)
        config = folder / "mkdocs.yml"
        text = config.read_text("utf-8").replace("language: en", f"language: {PSEUDO}")
        config.write_text(text.replace('!ENV [REPO_URL, ""]', "https://example.org/a-book"))
        about = folder / "docs/about/index.md"
        about.write_text(about.read_text("utf-8") + ALSO)
        return to

    return built_once(shared_folder, "pseudo", make)


@pytest.fixture(scope="module")
def known(pseudo):
    """All that may be plain: the book's own texts, the theme's words, and what CLDR knows."""
    book = pseudo.folder
    files = [*book.glob("data/**/*.yml"), *book.glob("data/**/*.csv"), *book.glob("docs/**/*.md")]
    files += [book / "mkdocs.yml", *book.glob("seeds/*"), SPOKEN / "en.html"]
    texts = [one.read_text("utf-8") for one in files]
    return " ".join(map(flat, [*texts, CLDR, *FORMATS, *COMPOSED]))


def plain(texts, known):
    """The runs of words without accents that are no datum."""
    found = []
    for text in texts:
        for run in _BETWEEN.split(_ADDRESS.sub("", text)):
            words = flat(run)
            if len(words) > len(" a ") and _PLAIN.search(words) and words not in known:
                found.append((words.strip(), text[:200]))
    return found


def is_moved(page):
    return 'http-equiv="refresh"' in page.html


def test_a_plain_word_is_found(known):
    assert plain(["Sôûrçéš~~: Halim Lines, 3 möré"], known) == []
    assert plain(["Nothing here was ever recorded"], known) != []
    assert plain(["Tåké båçk: Everything~~"], known) != []


def test_no_page_has_a_word_that_is_from_no_catalog(browser, pseudo, known):
    with (
        served(pseudo.root) as host,
        looked_at(browser) as (page, said, _),
    ):
        for path in [path for path, one in pseudo.pages.items() if not is_moved(one)]:
            page.goto(f"{host}{path.removesuffix('index.html')}")
            assert plain(page.evaluate(SHOWN), known) == [], path
        assert said == []
    moved = [one.text for one in pseudo.pages.values() if is_moved(one)]
    assert moved
    assert plain(moved, known) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_and_nothing_stands_on_something_else(browser, pseudo, width):
    with (
        served(pseudo.root) as host,
        looked_at(browser, viewport={"width": width, "height": 900}) as (page, *_),
    ):
        for path in [path for path, one in pseudo.pages.items() if not is_moved(one)]:
            page.goto(f"{host}{path.removesuffix('index.html')}")
            page.add_style_tag(content="* { content-visibility: visible !important }")
            assert page.evaluate(WIDER) <= 0, path
            assert page.evaluate(CUT) == [], path
            assert page.evaluate(OVERLAPS) == [], path
            assert page.evaluate(COLLISIONS) == [], path


def narrowed(page):
    page.locator(".cb-filters select").first.select_option(index=1)
    page.locator(".cb-filters__chip").wait_for()


def narrowed_to_nothing(page):
    page.evaluate("document.querySelector('[data-none]').hidden = false")
    page.locator("[data-none]").wait_for()


def looked_for_a_word(page):
    page.locator("[data-find] input").fill("lu")
    page.locator("[data-find] [role=status]:not(:empty)").wait_for()


def gone_through_by_keys(page):
    page.locator(".cb-svg:visible").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_function("() => document.querySelector('.cb-chart__row').textContent")


def explored(page):
    page.locator("[data-explore]").click()
    page.locator(".cb-explored svg.cb-svg").wait_for()


def with_its_exploration_lost(page):
    page.route("**/*.explore.json", lambda route: route.abort())
    page.locator("[data-explore]").click()
    page.locator("[data-explore]:enabled").wait_for()
    page.unroute("**/*.explore.json")


def searched_for(words):
    def search(page):
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").fill(words)
        page.locator(".md-search__input").press("End")  # the theme looks when a key goes up
        page.wait_for_function(
            "() => /[0-9]|No/.test(document.querySelector('.md-search-result__meta').textContent)"
        )

    return search


def checked(change):
    def check(page):
        page.locator("#check-text").fill(change((LIGHTHOUSE / "article.txt").read_text("utf-8")))
        page.locator("[data-verdict]").wait_for()

    return check


def linked(page):
    page.locator("[data-copy]").first.click()


STATES = {
    "narrowed claims": ("claims/", narrowed),
    "no claim left": ("claims/", narrowed_to_nothing),
    "narrowed events": ("timeline/", narrowed),
    "a word looked for": ("glossary/", looked_for_a_word),
    "a drawing by keys": ("numbers/oil-by-payer/", gone_through_by_keys),
    "a drawing alone by keys": ("embed/oil-by-payer/", gone_through_by_keys),
    "explored": ("numbers/oil-by-payer/", explored),
    "explored in time": ("numbers/ships-by-year/", explored),
    "not explored": ("numbers/oil-by-payer/", with_its_exploration_lost),
    "nothing found": ("claims/", searched_for("qqqqqq")),
    "something else found": ("claims/", searched_for("lihgthouse")),
    "the same text": ("check/leaflet-of-the-point/", checked(lambda text: text)),
    "a changed text": (
        "check/leaflet-of-the-point/",
        checked(lambda text: text.replace("lamp", "candle") + "\n\na\n\nb\n\nc\n\nd\n"),
    ),
    "another text": ("check/leaflet-of-the-point/", checked(lambda _: "a b c")),
    "a link copied": ("claims/", linked),
    "a wrong address": ("lamp/lit/", lambda _: None),
}


@pytest.mark.parametrize("state", STATES)
def test_no_script_says_a_word_that_is_from_no_catalog(browser, pseudo, known, state):
    path, reach = STATES[state]
    with (
        served(pseudo.root) as host,
        looked_at(browser, viewport={"width": 1280, "height": 900}) as (page, *_),
    ):
        page.goto(host + path, wait_until="networkidle")
        before = page.evaluate(SHOWN)
        reach(page)
        after = page.evaluate(SHOWN)
        assert after != before or state in {"a wrong address", "no claim left"}
        assert plain(after, known) == []
