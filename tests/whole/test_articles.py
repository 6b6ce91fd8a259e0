"""Small books in other languages, each of an article of its own: a native reader sees no foreign word."""

from __future__ import annotations

import re
import shutil
from functools import cache
from textwrap import indent

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from lxml import html

from builders import TESTS, problems_of
from claimbook.cli.main import main
from claimbook.core.text.messages import CATALOGS, catalog_of
from looking import COLLISIONS, WIDER, looked_at
from searching import searching
from serving import served
from sites import built_once, flat

BOOKS = TESTS / "books/languages"
TAGS = sorted(one.name for one in BOOKS.iterdir())
WRITTEN_ON = "2025-12-05"
"""As of when the books are written: the day on which `claimbook init` is run would go into pages."""

UNREAD = "//script | //style | //template | //code | //pre | //noscript | //textarea"
TOLD_IN = ("alt", "aria-label", "content", "placeholder", "title")
"""The attributes that are read out or shown."""

_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_ADDRESS = re.compile(r"\S*(?:://|@|/)\S*|\S+\.(?:csv|json|png|svg)")

SHOWN = {
    "ar-EG": {
        "": ["١ ديسمبر ٢٠٢٥", "٣٧٫٧٥ في المئة", "٣ ملايين جنيه", "٨٬٧٨٥ راكبا"],
        "timeline/": ["١ يناير ٢٠٢٦"],
    },
    "de": {
        "": ["1. Dezember 2025", "37,75 Prozent", "1.250,40 Euro", "8.785 Fahrgäste"],
        "timeline/": ["1. Januar 2026"],
    },
    "es": {
        "": ["1 de diciembre de 2025", "37,75 %", "1250,40 €", "8785 viajeros"],
        "claims/covers-share/": ["1250,40 euros"],
        "timeline/": ["1 de enero de 2026"],
        "numbers/riders/": ["12.500 viajeros"],
    },
    "ja": {
        "": ["2025年12月1日", "40%", "1億2,000万円", "8,785人"],
        "timeline/": ["2026年1月1日"],
    },
    "zh-Hant-TW": {
        "": ["2025年12月1日", "40%", "1億9,900萬元", "13萬2,495人次"],
        "timeline/": ["2026年1月1日"],
    },
}
"""Numbers and dates as people of the language write them, by the page that has them."""

CHANGED = {
    "ar-EG": ("السائقين سيفقدون", "السائقين سيكسبون"),
    "de": ("verlören", "gewönnen"),
    "es": ("perderá", "ganará"),
    "ja": ("失う", "得る"),
    "zh-Hant-TW": ("失去", "得到"),
}
"""A word of a quotation, and another one in its place."""

WITHIN = {"ar-EG": "ناقص", "de": "schreibung", "es": "citaci", "ja": "募", "zh-Hant-TW": "開招"}
"""A part of the term from within a word."""


def begun(to, tag):
    """A book as its maker begins it, with the records of a language laid over what was begun."""
    text = BOOKS / tag / "article.txt"
    flags = ("--language", tag, "--published", "2025-12-02", "--publisher", "XYZ")
    done = CliRunner().invoke(main, ["init", str(to), "--article", str(text), *flags])
    assert done.exit_code == 0, done.output
    shutil.copytree(BOOKS / tag, to, dirs_exist_ok=True, ignore=lambda *_: ["article.txt"])
    lists, units = to / "data/vocabulary.yml", indent((to / "units.yml").read_text("utf-8"), "  ")
    lists.write_text(lists.read_text("utf-8").replace("\nunits:\n", f"\nunits:\n{units}"), "utf-8")
    about = to / "data/book.yml"
    dated = re.sub(r"(as_of|evidence_until): .*", rf"\1: {WRITTEN_ON}", about.read_text("utf-8"))
    about.write_text(dated, "utf-8")
    return to


@pytest.fixture(scope="module", params=TAGS)
def book(request, shared_folder):
    """A book in each of the languages, and its tag."""
    tag = request.param
    return built_once(shared_folder, f"article-{tag}", lambda to: begun(to, tag)), tag


@cache
def english(tag):
    """The words of the interface in English that are no words of a language."""
    with (CATALOGS / f"{catalog_of(tag)}.po").open("rb") as file:
        messages = [one for one in read_po(file) if one.id]
    said = [one.id if isinstance(one.id, tuple) else (one.id,) for one in messages]
    told = [one.string if isinstance(one.string, tuple) else (one.string,) for one in messages]
    return _words(" ".join(sum(said, ()))) - _words(" ".join(sum(told, ())))


def _words(text):
    found = _WORD.findall(re.sub(r"\{\w*\}|`[^`]*`", " ", text))
    return {word for word in found if word.isascii()}


def shown(page):
    """All words of a page that are shown or read out, in drawings too."""
    root = html.fromstring(page.html)
    for one in root.xpath(UNREAD):
        one.drop_tree()
    told = root.xpath(" | ".join(f"//@{name}" for name in TOLD_IN if name != "content"))
    told += root.xpath("//meta[@name='description']/@content")
    return _ADDRESS.sub(" ", " ".join([*root.itertext(), *told]))


def test_a_book_says_its_language_and_where_it_runs(book):
    site, tag = book
    for path, page in site.pages.items():
        root = html.fromstring(page.html)
        assert root.get("lang") == tag, path
        assert ("rtl" in root.xpath("(. | body)/@dir")) == (tag == "ar-EG"), path


def test_no_word_of_the_interface_is_foreign(book):
    site, tag = book
    assert {"Claims", "Timeline", "source"} <= english(tag)
    for path, page in site.pages.items():
        assert sorted(english(tag) & _words(shown(page))) == [], path


def test_numbers_and_dates_are_written_as_natives_do(book):
    site, tag = book
    for path, expected in SHOWN[tag].items():
        text = flat(site.pages[f"{path}index.html"].text)
        assert not [one for one in expected if flat(one) not in text], path


def test_a_changed_word_in_a_quotation_is_refused(book, tmp_path):
    _, tag = book
    folder = begun(tmp_path / "book", tag)
    assert problems_of(folder)[0] == []
    claim = folder / "data/claims/drivers-lose.yml"
    was, now = CHANGED[tag]
    text = claim.read_text("utf-8")
    quote = next(line for line in text.split("\n") if line.startswith("quote:"))
    claim.write_text(text.replace(quote, quote.replace(was, now)), "utf-8")
    assert [one.code for one in problems_of(folder)[0]] == ["E062"]


def test_the_term_links_from_running_text(book):
    site, _ = book
    root = html.fromstring(site.pages["index.html"].html)
    (link,) = root.xpath("//p[@class='cb-standfirst']//a[contains(@href, '#term-tender')]")
    term = site.data.terms["tender"]
    assert link.text_content().casefold() in {
        term.term.casefold(),
        *map(str.casefold, term.aliases),
    }


@pytest.mark.browser
def test_a_part_of_a_word_finds_it(browser, book):
    site, tag = book
    with searching(browser, site, "claims/") as (search, page):
        search(WITHIN[tag])
        found = page.locator(".md-search-result__link[href$='#term-tender']").first
        found.wait_for()
        assert found.locator("mark").count() > 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_runs_into_something_else(browser, book, width):
    site, _ = book
    with (
        served(site.root) as host,
        looked_at(browser, viewport={"width": width, "height": 900}) as (page, said, _),
    ):
        for path in ("", "claims/covers-share/", "timeline/", "numbers/"):
            page.goto(f"{host}{path}")
            assert page.evaluate(WIDER) <= 0, path
            assert page.evaluate(COLLISIONS) == [], path
        assert said == []


ROWS = """() => [...document.querySelectorAll('.cb-svg__row')].filter(one => one.checkVisibility())
    .map(one => one.getBoundingClientRect()).map(({left, right, width}) => ({left, right, width}))"""


@pytest.mark.browser
def test_time_and_amounts_run_as_the_script_does(browser, book):
    site, tag = book
    with served(site.root) as host, looked_at(browser) as (page, *_):
        page.goto(f"{host}numbers/riders/")
        columns = [one["left"] for one in page.evaluate(ROWS)]
        assert columns == sorted(columns, reverse=tag == "ar-EG")
        page.goto(f"{host}numbers/payers/")
        bars = page.evaluate(ROWS)
        side = "right" if tag == "ar-EG" else "left"
        assert len({round(one[side]) for one in bars}) == 1
        assert len({round(one["width"]) for one in bars}) == len(bars)
