"""Citations to take along: read back by another program, and as exact as the data are."""

from __future__ import annotations

import json
from operator import itemgetter

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_book, a_claim, a_source, an_actor, minimal
from claimbook.core.records.models import WRITTEN
from claimbook.core.text.dates import parse_when
from claimbook.exports.citations import ESCAPES, cite, csl_json, escaped, files, formatted
from claimbook.exports.material import Material
from claimbook.views.chart_list import chart, chart_ids
from claimbook.views.claims import claim_page
from claimbook.views.context import Context
from claimbook.views.paths import Paths

ADDRESS = "https://reader.example/a-book/"
PAGED = ("claims", "actors", "series", "charts")
LISTINGS = {"timeline": "timeline/", "glossary": "glossary/", "source_list": "sources/"}
CSL_TYPES = {"webpage", "document", "entry-dictionary", "figure"}
CSL_FIELDS = {
    "id",
    "type",
    "title",
    "author",
    "container-title",
    "publisher",
    "issued",
    "URL",
    "language",
    "note",
}
HOSTILE = [
    r"50 % of A & B_C cost $5 #1 ^ ~ \x",
    "an {unclosed brace",
    "} the other way {",
    r"\}{\input{/etc/passwd}",
    '"quoted", @misc{no, title = {x}}',
    "橋の上の荷車 — «мост» ⟨ñ⟩ 🏛",
    r"\textbackslash{}",
]


def material(data, site_url="", listings=LISTINGS):
    charts = {one: chart(data, one) for one in chart_ids(data)}
    return Material(
        context=Context(data), charts=charts, site_url=site_url, page=Paths(listings).of, schema={}
    )


def read(bib):
    """The entries of a BibTeX file by key, as another program reads them."""
    library = bibtexparser.parse_string(bib)
    assert library.failed_blocks == []
    return {one.key: {part.key: part.value for part in one.fields} for one in library.entries}


def unescaped(value):
    """The text of a field, as TeX would set it."""
    text, found = value.removeprefix("{").removesuffix("}"), ""
    words = {word: sign for sign, word in ESCAPES.items()}
    while text:
        word = next((word for word in words if text.startswith(word)), text[0])
        found += words.get(word, word)
        text = text[len(word) :]
    return found


def issued(date):
    book = a_book(sources=[a_source(published=None if date is None else parse_when(date))])
    (item,) = json.loads(csl_json([cite(material(book), "sources", "toll-book")]))
    return item.get("issued")


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_comes_back_from_bibtex_as_it_was(title):
    data = a_book(claims=[a_claim(title=title)], sources=[a_source(title=title, author=title)])
    found = read(dict(files(material(data)))["cite/all.bib"])
    assert unescaped(found["claims-forty-carts"]["title"]) == title
    assert unescaped(found["sources-toll-book"]["title"]) == title
    assert unescaped(found["sources-toll-book"]["author"]) == title
    assert len(found) == len(json.loads(dict(files(material(data)))["cite/all.json"]))


@given(st.text(st.sampled_from([*r"\{}$&#^_~%ab橋é"]), min_size=1))
def test_whatever_text_has_its_braces_in_pairs_and_comes_back(text):
    found = escaped(text)
    depth = 0
    for sign in found:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert unescaped(f"{{{found}}}") == text


def test_every_title_of_a_book_comes_back_from_its_one_file(second):
    found = dict(files(material(second.data)))
    entries, items = read(found["cite/all.bib"]), json.loads(found["cite/all.json"])
    assert {unescaped(entries[one["id"]]["title"]) for one in items} == {
        " ".join(one["title"].split()) for one in items
    }
    assert len(entries) == len(items)


def test_what_has_a_page_has_files_of_its_own_and_every_kind_has_files_of_all():
    data = minimal()
    found = dict(files(material(data)))
    over_claims = {one for one in chart_ids(data) if one not in data.series}
    ids = {kind: set(data.records(kind)) for kind in WRITTEN} | {"charts": over_claims}
    names = {f"{kind}/{one}" for kind in PAGED for one in ids[kind]}
    names |= {"book", "all", *(kind for kind in ids if ids[kind])}
    assert set(found) == {f"cite/{one}.{end}" for one in names for end in ("bib", "json")}
    for path, content in found.items():
        keys = set(
            read(content) if path.endswith("bib") else map(itemgetter("id"), json.loads(content))
        )
        kind, _, record = path.partition("/")[2].rpartition(".")[0].partition("/")
        if record or kind == "book":
            assert keys == {f"{kind}-{record}" if record else "book"}
        elif kind != "all":
            assert keys == {f"{kind}-{one}" for one in ids[kind]}


@pytest.mark.parametrize("site_url", ["", ADDRESS])
def test_csl_items_hold_only_fields_and_types_of_csl(site_url):
    items = json.loads(dict(files(material(minimal(), site_url)))["cite/all.json"])
    for item in items:
        assert item.keys() <= CSL_FIELDS
        assert item["type"] in CSL_TYPES
    assert len({item["id"] for item in items}) == len(items)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (None, None),
        ("1901-05-03", {"date-parts": [[1901, 5, 3]]}),
        ("1901-05", {"date-parts": [[1901, 5]]}),
        ("1901", {"date-parts": [[1901]]}),
        ("1901-XX", {"date-parts": [[1901]]}),
        ("1901-05-XX", {"date-parts": [[1901, 5]]}),
        ("1901-05~", {"date-parts": [[1901, 5]], "circa": True}),
        ("1901?", {"date-parts": [[1901]], "circa": True}),
        ("1901-05-08/1901-05-12", {"literal": "between 8 and 12 May 1901"}),
        ("1901-05/..", {"literal": "May 1901 or later"}),
        ("../1901", {"literal": "1901 or earlier"}),
    ],
)
def test_a_date_in_csl_is_no_more_exact_than_in_the_data(date, expected):
    assert issued(date) == expected


@pytest.mark.parametrize(
    ("date", "plain"),
    [
        ("1901-05-03", ("1901", "may")),
        ("1901", ("1901", None)),
        ("1901~", (None, None)),
        ("1901/..", (None, None)),
        ("../1901-05", (None, None)),
    ],
)
def test_plain_bibtex_has_a_year_only_where_it_is_sure(date, plain):
    data = a_book(sources=[a_source(published=parse_when(date))])
    entry = read(dict(files(material(data)))["cite/sources.bib"])["sources-toll-book"]
    assert (entry.get("year"), entry.get("month")) == plain
    assert entry["date"] == date


def test_a_source_is_cited_as_itself_and_not_as_a_part_of_the_book():
    url = "https://ledgers.example/a_b?c=%20{1}&d=~x"
    source = a_source(url=url, author="A. Clerk", published=parse_when("1901-05-03"))
    whole = material(a_book(sources=[source]), ADDRESS, {})
    (item,) = json.loads(dict(files(whole))["cite/sources.json"])
    assert item["URL"] == url
    assert item["author"] == [{"literal": "A. Clerk"}]
    assert "container-title" not in item
    entry = read(dict(files(whole))["cite/sources.bib"])["sources-toll-book"]
    assert entry["url"] == url.replace("{", "%7B").replace("}", "%7D")
    assert formatted(whole, "sources", "toll-book") == (
        f"A. Clerk. “{source.title}”. {source.publisher}, 3 May 1901. {url}"
    )


def test_nobody_is_named_as_the_author_of_the_book_or_its_records():
    items = json.loads(dict(files(material(minimal(), ADDRESS)))["cite/all.json"])
    own = [item for item in items if not item["id"].startswith("sources-")]
    assert own
    assert not [item for item in own if {"author", "publisher"} & item.keys()]


def test_no_file_names_an_address_where_the_site_has_none():
    sources = [a_source(url=None)]
    for path, content in files(material(a_book(sources=sources))):
        assert "url = " not in content, path
        assert '"URL"' not in content, path


def test_a_record_that_no_page_shows_is_cited_as_the_book_alone_and_listed_once():
    whole = material(minimal(), ADDRESS, {})
    cited = cite(whole, "events", "bridge-opened")
    assert (cited.title, cited.url, cited.container) == (minimal().book.title, ADDRESS, None)
    found = dict(files(whole))
    assert "cite/events.json" not in found
    ids = [one["id"] for one in json.loads(found["cite/all.json"])]
    assert "events-bridge-opened" not in ids
    assert ids.count("book") == 1


def test_the_line_of_a_claim_is_what_its_page_shows():
    """The page shows the address as the link's text, and the files after it."""
    data = a_book(claims=[a_claim(title="A & <b>C</b>")])
    view = claim_page(data, "forty-carts").citation
    line = formatted(material(data, ADDRESS), "claims", "forty-carts")
    shown = f"“{view.title}”. In: {view.book}. {view.dates} {ADDRESS}{view.path}"
    assert line == shown
    assert [path for _, path in view.files] == [
        "cite/claims/forty-carts.bib",
        "cite/claims/forty-carts.json",
    ]


def test_an_actor_is_cited_by_the_whole_name():
    data = a_book(actors=[an_actor(name="Ann Reed (a carter)")])
    assert formatted(material(data), "actors", "ann-reed").startswith("“Ann Reed (a carter)”. In: ")


def test_every_link_to_a_citation_leads_to_a_file_of_the_built_site(site):
    linked = 0
    for name, page in site.pages.items():
        for link in page.parsed.links:
            if "/cite/" in f"/{link}" and link.endswith((".bib", ".json")):
                linked += 1
                file, _ = site.target(name, link)
                assert (site.root / file).is_file(), (name, link)
    assert linked >= 2 * (len(site.data.claims) + len(site.data.actors) + len(site.data.series))
