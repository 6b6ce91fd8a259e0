"""Linked data: each page's JSON-LD, held against schema.org's terms, the book and the site."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import SDO

from builders import LIGHTHOUSE, a_book, a_claim, an_actor, an_event, minimal, with_records
from claimbook.exports.linked import DescribedPage, in_script, linked
from claimbook.exports.material import Material
from claimbook.views.chart_list import chart, chart_ids
from claimbook.views.context import Context
from claimbook.views.paths import Paths
from sites import ADDRESS, built, copy_book, warm

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
OWN = {"@id", "contentUrl"}
"""The fields whose addresses are always the site's own; those of `url` can be of elsewhere."""


def documents(site):
    """What each page that stands for something says of itself, by the page's name."""
    for name, page in site.pages.items():
        is_other = 'http-equiv="refresh"' in page.html or name.startswith(("embed/", "404"))
        if not is_other:
            (text,) = SCRIPT.findall(page.html)
            yield name, json.loads(text)


def nodes(value):
    """Every thing in a document, however deep."""
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from nodes(one)


def only(document, kind):
    """The one thing of a type that a page tells of by itself."""
    (found,) = (one for one in document["@graph"] if one["@type"] == kind)
    return found


def material(data, site_url=""):
    paths = Paths({"timeline": "timeline/", "glossary": "glossary/", "source_list": "sources/"})
    charts = {one: chart(data, one) for one in chart_ids(data)}
    return Material(
        context=Context(data), charts=charts, site_url=site_url, page=paths.of, schema={}
    )


def told(data, site_url="", **page):
    """What a page of a small book says of itself."""
    described = {"url": "a/page/", "name": "A page", "description": "", "language": "en"}
    return linked(material(data, site_url), DescribedPage(**described | page))


# The whole site


def test_each_page_says_of_itself_what_its_head_says(site):
    for name, document in documents(site):
        page = only(document, "WebPage")
        head = site.pages[name].html.split("</head>")[0]
        assert document["@context"] == "https://schema.org"
        assert page["name"] == html.unescape(
            re.search(r'property="og:title" content="([^"]*)"', head)[1]
        )
        assert page["isPartOf"]["name"] == site.data.book.title


def test_every_type_and_property_is_a_term_of_schema_org(site):
    for name, document in documents(site):
        for node in nodes(document["@graph"]):
            terms = {key for key in node if not key.startswith("@")}
            terms |= {node["@type"]} if "@type" in node else set()
            unknown = {term for term in terms if term not in SDO}
            assert not unknown, (name, unknown)


def test_what_is_known_of_nothing_is_not_said(site):
    for name, document in documents(site):
        for node in nodes(document):
            assert all(value not in (None, "", [], {}) for value in node.values()), name


def assert_leads_to_files(site, address_of):
    for name, document in documents(site):
        for node in nodes(document["@graph"]):
            for key in {*OWN, "url"} & node.keys():
                path = address_of(site, name, node[key])
                assert path or key == "url", (name, node[key])
                assert path is None or (site.root / path).is_file(), (name, node[key])


def test_every_address_leads_to_a_file_of_the_site(site):
    def relative(site, name, address):
        target = site.target(name, address)
        return target and target[0]

    assert_leads_to_files(site, relative)


def test_every_address_is_whole_where_the_sites_is_known(published):
    def whole(site, _, address):
        if not address.startswith(ADDRESS):
            assert address.startswith("http"), address
            return None
        return site.target("index.html", address.removeprefix(ADDRESS) or "./")[0]

    assert_leads_to_files(published, whole)


def test_a_page_is_named_by_its_own_address(published):
    for name, document in documents(published):
        assert only(document, "WebPage")["@id"] == ADDRESS + name.removesuffix("index.html")


def test_every_anchor_of_a_listed_record_is_on_its_page(site):
    for name, document in documents(site):
        for node in nodes(document["@graph"]):
            if node.get("@type") in {"Event", "DefinedTerm"}:
                page, fragment = site.target(name, node["@id"])
                assert fragment in site.pages[page].parsed.ids, node["@id"]


def test_a_thing_that_is_only_named_is_told_on_the_same_page(site):
    """Who reads one page need not fetch another to learn what a name stands for."""
    for name, document in documents(site):
        told_of = {node["@id"] for node in nodes(document) if "@type" in node and "@id" in node}
        named = {node["@id"] for node in nodes(document) if "@id" in node}
        assert named <= told_of, name


# Each kind of page


def page_of(site, path):
    return dict(documents(site))[str(PurePosixPath(path, "index.html"))]


def test_the_first_page_is_about_the_document(site):
    document = page_of(site, "")
    article = only(document, "NewsArticle")
    assert only(document, "WebPage")["about"]["@id"] == article["@id"]
    assert article["headline"] == site.data.document.title
    assert article.get("url") == site.data.document.url


def test_a_claim_has_its_statement_its_speaker_and_the_words_of_the_document(site):
    pages = dict(documents(site))
    for one in site.data.claims.values():
        document = pages[f"claims/{one.id}/index.html"]
        claim = only(document, "Claim")
        speaker = site.data.actors[one.speaker]
        assert (claim["name"], claim["text"]) == (one.title, one.statement)
        assert claim["author"]["name"] == speaker.name
        assert (claim["author"]["@type"] == "Person") == (speaker.kind == "person")
        assert claim["isBasedOn"]["text"] == one.quote
        assert claim["isBasedOn"]["spokenByCharacter"]["@id"] == claim["author"]["@id"]
        assert claim["appearance"]["@id"] == only(document, "NewsArticle")["@id"]


def test_the_evidence_of_a_claim_is_cited_by_the_page_and_not_by_the_speaker(site):
    pages = dict(documents(site))
    for one in site.data.claims.values():
        document = pages[f"claims/{one.id}/index.html"]
        cited = [work["name"] for work in only(document, "WebPage").get("citation", [])]
        sources = dict.fromkeys(evidence.source for evidence in one.evidence)
        assert cited == [site.data.sources[source].title for source in sources]
        assert "citation" not in only(document, "Claim")


def test_an_actor_is_known_by_all_names_and_by_its_item_in_wikidata(site):
    pages = dict(documents(site))
    for one in site.data.actors.values():
        kind = "Person" if one.kind == "person" else "Organization"
        actor = only(pages[f"people/{one.id}/index.html"], kind)
        names = [(name["@value"], name["@language"]) for name in actor.get("alternateName", [])]
        assert names == [(name.text, name.lang) for name in one.names]
        assert actor.get("jobTitle") == (one.role if kind == "Person" else None)
        same = f"https://www.wikidata.org/wiki/{one.wikidata}" if one.wikidata else None
        assert actor.get("sameAs") == same


def test_a_chart_is_a_dataset_whose_files_can_be_taken(site):
    pages = dict(documents(site))
    for one in site.data.series.values():
        dataset = only(pages[f"numbers/{one.id}/index.html"], "Dataset")
        assert dataset["name"] == one.chart.question
        formats = {file["encodingFormat"] for file in dataset["distribution"]}
        assert formats == {"text/csv", "application/json"}
        sources = {source for row in one.rows for source in row.sources}
        cited = [work["name"] for work in dataset.get("citation", [])]
        assert sorted(cited) == sorted(site.data.sources[source].title for source in sources)


def test_the_timeline_lists_every_event_and_dates_only_what_is_exact(site):
    items = only(page_of(site, "timeline"), "ItemList")
    assert items["numberOfItems"] == len(site.data.events)
    exact = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
    dates = {event.title: event.date.text for event in site.data.events.values()}
    for at, item in enumerate(items["itemListElement"], 1):
        date = dates[item["item"]["name"]]
        assert item["position"] == at
        assert item["item"].get("startDate") == (date if exact.fullmatch(date) else None)


def test_the_glossary_defines_every_term(site):
    terms = only(page_of(site, "glossary"), "DefinedTermSet")
    defined = {term["name"]: term["description"] for term in terms["hasDefinedTerm"]}
    assert defined == {term.term: term.definition for term in site.data.terms.values()}
    assert {term["inDefinedTermSet"]["@id"] for term in terms["hasDefinedTerm"]} == {terms["@id"]}


def test_every_source_is_listed_once(site):
    listed = [
        item["item"]["name"]
        for name, document in documents(site)
        if name.startswith("sources/")
        for items in document["@graph"]
        for item in items.get("itemListElement", [])
    ]
    assert sorted(listed) == sorted(source.title for source in site.data.sources.values())


# What is left out


@pytest.mark.parametrize(
    "date",
    ["1901~", "1901-04-03?", "1901-XX", "1901-04-XX", "1901-04/1901-05", "1901/..", "../1901"],
)
def test_an_uncertain_date_is_no_start(date):
    data = a_book(events=[an_event(date=date)])
    items = only(told(data, lists=frozenset({"events"})), "ItemList")
    assert not {"startDate", "endDate"} & items["itemListElement"][0]["item"].keys()


@pytest.mark.parametrize("date", ["1901", "1901-04", "1901-04-03"])
def test_an_exact_date_is_a_start(date):
    data = a_book(events=[an_event(date=date)])
    items = only(told(data, lists=frozenset({"events"})), "ItemList")
    assert items["itemListElement"][0]["item"]["startDate"] == date


@pytest.mark.parametrize(
    ("dates", "span"),
    [
        (["1899", "1901-02"], "1899-01-01/1901-02-28"),
        (["1899/1900", "1900"], "1899-01-01/1900-12-31"),
        (["1899", None], None),
        (["1899", "1901~"], None),
        (["1899", "1901-XX"], None),
        (["1899", "1901/.."], None),
    ],
)
def test_a_span_of_time_is_said_only_where_each_row_states_one(dates, span):
    data = minimal()
    series = next(iter(data.series.values()))
    row = series.rows[0]
    rows = [
        type(row).model_validate({**dict(row), "key": f"r{at}", "date": date})
        for at, date in enumerate(dates)
    ]
    chart = {"chart": series.chart.model_copy(update={"answer": None, "emphasis": None})}
    changed = series.model_copy(update={"rows": tuple(rows), "derived": (), **chart})
    data = with_records(data, series={series.id: changed})
    dataset = only(told(data, kind="charts", id=series.id), "Dataset")
    assert dataset.get("temporalCoverage") == span


def test_a_book_is_dated_only_by_a_day():
    data = minimal()
    for date, said in (("1901-05", None), ("1901-05-02", "1901-05-02"), ("1901-05-02~", None)):
        book = type(data.book).model_validate({**dict(data.book), "as_of": date})
        assert only(told(replace(data, book=book)), "WebPage").get("dateModified") == said


def test_nobody_is_called_a_person_or_a_body_by_a_book_that_does_not_tell():
    data = minimal()
    kind = data.vocabulary.actor_kinds[0].model_copy(update={"id": "speaker"})
    words = data.vocabulary.model_copy(update={"actor_kinds": (kind,)})
    actor = an_actor().model_copy(update={"kind": "speaker"})
    data = replace(a_book(actors=[actor]), vocabulary=words)
    assert only(told(data, kind="actors", id=actor.id), "Thing")["name"] == actor.name


def test_a_record_that_no_page_lists_has_no_address():
    data = minimal()
    nowhere = replace(material(data), page=Paths().of)
    claim = next(one for one in data.claims.values() if one.evidence)
    page = DescribedPage(
        url=f"claims/{claim.id}/",
        name="A claim",
        description="",
        language="en",
        kind="claims",
        id=claim.id,
    )
    for work in only(linked(nowhere, page), "WebPage")["citation"]:
        assert "@id" not in work


# The script


HOSTILE = "</script><script>alert(1)</script><!-- & \u2028\u2029 ]]>"


def test_text_of_a_record_cannot_leave_the_script():
    claim = a_claim(title=HOSTILE, statement=HOSTILE, quote=HOSTILE)
    document = told(a_book(claims=[claim]), kind="claims", id=claim.id, name=HOSTILE)
    text = in_script(document)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == document
    assert only(json.loads(text), "Claim")["name"] == HOSTILE


@given(st.text())
def test_escaping_changes_no_text(text):
    written = in_script({text: text})
    assert json.loads(written) == {text: text}
    assert not set("<>&\u2028\u2029") & set(written)


def test_a_title_that_would_end_the_script_is_text_on_a_built_page(tmp_path, second):
    book = warm(copy_book(LIGHTHOUSE, tmp_path / "book"), second)
    page = book / "docs/about/index.md"
    page.write_text(f"---\ndescription: '{HOSTILE[:40]}'\n---\n{page.read_text()}")
    document = page_of(built(book), "about")
    assert only(document, "WebPage")["description"] == HOSTILE[:40]
