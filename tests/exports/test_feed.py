"""The feed and the sitemap: valid, in order, dated by the data alone, and the same every time."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from builders import LIGHTHOUSE, a_book, a_claim, a_term, minimal, with_records
from claimbook.core.proofs.corrections import last_change
from claimbook.core.records.models import Correction
from claimbook.core.text.dates import parse_when
from claimbook.exports.feed import MOST, files
from claimbook.exports.material import Material
from claimbook.views.chart_list import chart, chart_ids
from claimbook.views.context import Context
from claimbook.views.kinds import page_changed
from claimbook.views.paths import Paths, redirects
from sites import ADDRESS, built, copy_book, for_its_address, warm

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00(Z|\+00:00)")
LISTINGS = {"timeline": "timeline/", "glossary": "glossary/", "source_list": "sources/"}
HOSTILE = '<script>alert("1")</script> & ]]> {{ 7*7 }} \x01\x0b\ufffe 橋'


def feed(data, site_url=""):
    charts = {one: chart(data, one) for one in chart_ids(data)}
    ((path, content),) = files(
        Material(
            context=Context(data),
            charts=charts,
            site_url=site_url,
            page=Paths(LISTINGS).of,
            schema={},
        )
    )
    assert path == "feed.xml"
    return content


def read(content):
    """The feed as a program reads it, with what Atom asks for held against it (RFC 4287)."""
    root = ET.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = []
    for one in (root, *root.iterfind(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
        assert one.findtext(f"{ATOM}title").strip()
        assert MOMENT.fullmatch(one.findtext(f"{ATOM}updated"))
        assert one.findtext(f"{ATOM}id").startswith("urn:uuid:")
        if one is not root:
            assert one.findtext(f"{ATOM}content").strip()
        ids.append(one.findtext(f"{ATOM}id"))
    assert len(ids) == len(set(ids))
    return root


def told(content, name="title"):
    return [one.findtext(f"{ATOM}{name}") for one in read(content).iterfind(f"{ATOM}entry")]


def a_correction(**changes):
    plain = minimal().corrections["carts-recounted"].model_dump(by_alias=True)
    return Correction.model_validate({**plain, "date": "1901-05-01", **changes})


def without_corrections(**records):
    return with_records(a_book(**records), corrections={})


def test_a_book_without_corrections_has_a_feed_of_its_edition_alone():
    book = minimal().book
    content = feed(without_corrections())
    assert told(content) == [f"{book.title}, as of May 1901"]
    assert told(content, "updated") == ["1901-05-31T00:00:00+00:00"]


def test_a_record_is_in_the_feed_only_if_it_says_when_it_was_added():
    added = a_claim(added=parse_when("1901-07-02"))
    content = feed(without_corrections(claims=[added]))
    assert told(content)[0] == f"New claim: {added.title}"
    assert told(content, "content")[0] == added.statement
    assert len(told(content)) == 2


def test_a_correction_tells_what_changed_from_what_to_what_and_why():
    view = minimal().corrections["carts-recounted"]
    (content,) = (one for one in told(feed(minimal()), "content") if "changed" in one)
    for part in ("The title was changed on 1 May 1901", view.before, view.after, view.reason):
        assert part in content


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"field": "id", "from": "forty-carts", "to": None}, "Withdrawn on"),
        ({"field": "id", "from": "many-carts", "to": "forty-carts"}, "The address was changed"),
        ({"from": None}, "The title was added on"),
        ({"to": None}, "The title was taken out on"),
    ],
)
def test_what_came_or_went_is_told_as_that(changes, expected):
    book = with_records(minimal(), corrections={"one": a_correction(id="one", **changes)})
    assert any(one.startswith(expected) for one in told(feed(book), "content"))


def test_the_newest_comes_first_and_nothing_after_the_hundredth():
    days = [f"19{year:02}-01-01" for year in range(2, 99)]
    terms = [a_term(id=f"t-{day}", added=parse_when(day)) for day in days]
    terms += [a_term(id=f"again-{n}", added=parse_when("1950-06")) for n in range(30)]
    content = feed(without_corrections(terms=terms))
    updated = told(content, "updated")
    assert updated == sorted(updated, reverse=True)
    assert len(updated) == MOST
    assert updated[0].startswith("1998")
    assert read(content).findtext(f"{ATOM}updated") == updated[0]


def test_hostile_text_comes_out_as_text():
    content = feed(without_corrections(claims=[a_claim(title=HOSTILE, added=parse_when("1999"))]))
    shown = HOSTILE.translate(dict.fromkeys((1, 11, 0xFFFE)))
    assert told(content)[0] == f"New claim: {shown}"
    assert "<script" not in content


def test_ids_stay_when_the_site_moves_or_a_record_is_renamed():
    claim = a_claim(added=parse_when("1999"))
    renamed = a_claim(id="many-carts", was=("forty-carts",), added=parse_when("1999"))
    before = told(feed(without_corrections(claims=[claim])), "id")
    assert before == told(feed(without_corrections(claims=[claim]), ADDRESS), "id")
    assert before == told(feed(without_corrections(claims=[renamed])), "id")
    book = minimal()
    other = replace(book, book=book.book.model_copy(update={"document": "another"}))
    assert not set(told(feed(book), "id")) & set(told(feed(other), "id"))


def test_links_are_whole_or_left_out():
    assert not read(feed(minimal())).findall(f".//{ATOM}link")
    links = [one.get("href") for one in read(feed(minimal(), ADDRESS)).iter(f"{ATOM}link")]
    assert f"{ADDRESS}feed.xml" in links
    assert f"{ADDRESS}claims/forty-carts/" in links
    assert all(one.startswith(ADDRESS) for one in links)


def test_the_feed_is_the_same_every_time():
    assert feed(minimal(), ADDRESS) == feed(minimal(), ADDRESS)


def test_a_record_changed_when_it_was_last_corrected_else_added_else_with_the_book():
    added = without_corrections(claims=[a_claim(added=parse_when("1901-03"))])
    corrected = with_records(added, corrections=minimal().corrections)
    assert str(last_change(without_corrections(), "claims", "forty-carts")) == "1901-05-31"
    assert str(last_change(added, "claims", "forty-carts")) == "1901-03-31"
    assert str(last_change(corrected, "claims", "forty-carts")) == "1901-05-01"
    assert str(page_changed(Context(corrected), "charts", "carts-by-year")) == "1901-05-31"
    assert str(last_change(corrected, "", "")) == "1901-05-31"


def test_the_sitemap_holds_every_page_but_those_that_lead_elsewhere(published):
    root = ET.fromstring((published.root / "sitemap.xml").read_text())
    found = {one.text.removeprefix(ADDRESS) for one in root.iter(f"{SITEMAP}loc")}
    former = {one.url for one in redirects(published.data)}
    pages = {
        name.removesuffix("index.html")
        for name in published.pages
        if name != "404.html" and not name.startswith("embed/")
    }
    assert former
    assert found == pages - former


def test_the_sitemap_and_its_compressed_copy_bear_no_day_of_the_build(published):
    text = (published.root / "sitemap.xml").read_bytes()
    packed = (published.root / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == text
    days = set(re.findall(r"<lastmod>(.*?)</lastmod>", text.decode()))
    assert all(day.startswith("1931-") for day in days)
    assert packed[4:8] == bytes(4)  # gzip counts from 1970 on


def test_every_page_names_the_feed(published):
    for name, page in published.pages.items():
        if name != "404.html" and not name.startswith("embed/") and "refresh" not in page.html:
            assert '<link rel="alternate feed" type="application/atom+xml"' in page.html, name
    read((published.root / "feed.xml").read_text())


def test_the_sitemap_dates_a_page_by_its_record(tmp_path, published):
    book = warm(for_its_address(copy_book(LIGHTHOUSE, tmp_path)), published)
    claim = book / "data/claims/oil-a-year.yml"
    claim.write_text(f"{claim.read_text()}added: 2024-02-29\n")
    text = (built(book).root / "sitemap.xml").read_text()
    packed = (book / "site/sitemap.xml.gz").read_bytes()
    assert text.count("<lastmod>2024-02-29</lastmod>") == 1
    assert int.from_bytes(packed[4:8], "little") == 1709164800
