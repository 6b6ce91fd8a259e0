"""Whole sites, built strictly and crawled: this book's, and one of another field by the same code."""

from __future__ import annotations

import html
import re
from itertools import product

import pytest
import yaml

from builders import ARTICLE, LIGHTHOUSE, ROOT
from claimbook.core.load import load_dataset
from claimbook.core.records.values import Record
from claimbook.core.text import signs
from claimbook.views import paths
from claimbook.views.chart_list import chart_ids
from claimbook.views.names import quantity_figure
from claimbook.views.paths import ANCHORED, anchor, redirects
from claimbook.views.wording import as_of_words, short_name
from sites import flat

RUN = 26
"""So many words in a row are a copy of the article, and not a quotation."""


def texts(value):
    """Every text that a record holds, with the field it stands in."""
    if isinstance(value, Record):
        for name in type(value).model_fields:
            for field, text in texts(getattr(value, name)):
                yield field or name, text
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        yield from texts(list(value.values()))
    elif isinstance(value, str):
        yield "", value


def own_page(site, kind, record_id):
    return site.pages[f"{paths.own_page(kind, record_id)}index.html"]


def test_every_address_on_every_page_leads_to_a_file_of_the_site(site):
    for name, page in site.pages.items():
        for address in (*page.parsed.links, *page.parsed.loads):
            if target := site.target(name, address):
                assert (site.root / target[0]).is_file(), (name, address)


def test_every_fragment_leads_to_an_id_on_its_page(site):
    for name, page in site.pages.items():
        for address in page.parsed.links:
            target = site.target(name, address)
            if target and target[1]:
                assert target[1] in site.pages[target[0]].parsed.ids, (name, address)


def test_an_id_stands_once_on_a_page(site):
    for name, page in site.pages.items():
        twice = {one: count for one, count in page.parsed.ids.items() if count > 1}
        assert not twice, name


def test_every_page_has_exactly_one_main_heading(site):
    assert {name: page.parsed.tags["h1"] for name, page in site.pages.items()} == dict.fromkeys(
        site.pages, 1
    )


def test_no_page_shows_an_unfilled_macro(site):
    literal = sorted({text for _, text in texts(list(book_records(site)))}, key=len, reverse=True)
    marked = [flat(text) for text in literal if "{{" in text or "{%" in text]
    for name, page in site.pages.items():
        shown = page.prose
        for text in marked:
            shown = shown.replace(text, "")
        for mark in ("{{", "}}", "{%", "%}", signs.CALL, signs.SHELL, signs.CONTENT):
            assert mark not in shown, (name, mark, shown[max(0, shown.find(mark) - 80) :][:160])


def test_no_page_shows_a_value_that_is_missing(site):
    written = [path.read_text("utf-8") for path in site.folder.glob("docs/**/*.md")]
    given = " ".join([*written, *(text for _, text in texts(list(book_records(site))))])
    left_over = re.compile(r"\b(None|Undefined|undefined|nan|NaN)\b")
    allowed = set(left_over.findall(given))
    for name, page in site.pages.items():
        assert set(left_over.findall(page.prose)) <= allowed, name


def test_no_page_loads_anything_from_another_host(site):
    for name, page in site.pages.items():
        for address in page.parsed.loads:
            assert not re.match(r"(https?:)?//", address), (name, address)


def test_every_page_is_reached_from_the_home_page_by_links(site):
    reached = {page for page, _ in site.reached()}
    former = {one.src_uri for one in redirects(site.data)}
    assert set(site.pages) - reached <= {"404.html", *former}


def test_every_record_is_reached_from_the_home_page_by_links(site):
    data, reached = site.data, site.reached()
    for kind, ids in {
        "claims": data.claims,
        "actors": data.actors,
        "charts": chart_ids(data),
    }.items():
        for record_id in ids:
            assert (f"{paths.own_page(kind, record_id)}index.html", "") in reached
    anchors = {
        one for page, _ in reached if page in site.pages for one in site.pages[page].parsed.ids
    }
    for kind in ANCHORED:
        assert {anchor(kind, record_id) for record_id in data.records(kind)} <= anchors


def test_the_menu_says_where_one_is_on_the_page_of_every_record(site):
    here = re.compile(r'<a aria-current="true" href="([^"]*)"')
    for kind, listed in (("claims", "claims/index.html"), ("actors", "people/index.html")):
        for record_id in site.data.records(kind):
            page = f"{paths.own_page(kind, record_id)}index.html"
            found = {site.target(page, to)[0] for to in here.findall(site.pages[page].html)}
            assert found == {listed}, page


def test_every_page_says_as_of_when_it_is_and_where_the_evidence_ends(site):
    for name, page in site.pages.items():
        if "md-footer" in page.html:
            assert flat(as_of_words(site.data)) in flat(page.text), name
    assert any("md-footer" in page.html for page in site.pages.values())


def test_every_correction_is_shown(site):
    for correction in site.data.corrections.values():
        assert any(flat(correction.reason) in page.text for page in site.pages.values())
        kind, _, record_id = correction.record.partition("/")
        if kind == "claims":
            now = site.data.former_ids[kind].get(record_id, record_id)
            assert flat(correction.reason) in own_page(site, kind, now).text


def test_every_claim_is_shown_with_its_speaker_and_its_words(site):
    for claim in site.data.claims.values():
        shown = own_page(site, "claims", claim.id).text
        assert flat(claim.quote) in shown, claim.id
        assert flat(short_name(site.data.actors[claim.speaker].name)) in shown, claim.id
        assert flat(claim.assessment) in shown, claim.id


def test_every_quantity_is_shown_with_its_limit_on_the_page_of_its_claim(site):
    for claim, quantity in site.data.quantities.values():
        shown = own_page(site, "claims", claim.id).text
        view = quantity_figure(site.data, claim, quantity)
        assert flat(view.words) in shown, view.id
        assert view.of is None or flat(view.of) in shown, view.id


def test_everyone_whom_the_document_names_is_shown_by_name(site):
    for actor in site.data.actors.values():
        shown = own_page(site, "actors", actor.id).text
        assert flat(actor.name) in shown
        assert all(flat(name.text) in shown for name in actor.names), actor.id


def test_every_piece_of_evidence_is_shown_with_its_claim(site):
    for claim in site.data.claims.values():
        shown = own_page(site, "claims", claim.id).text
        for evidence in claim.evidence:
            assert flat(evidence.note) in shown, claim.id
            assert flat(site.data.sources[evidence.source].publisher) in shown, claim.id


def test_every_row_of_a_series_is_shown_in_the_table_of_its_chart(site):
    for series in site.data.series.values():
        shown = own_page(site, "charts", series.id).text
        for row in series.rows:
            assert row.label is None or flat(row.label) in shown, row.key
            assert row.note is None or flat(row.note) in shown, row.key


def test_every_name_is_written_in_its_own_language(site):
    for actor in site.data.actors.values():
        source = own_page(site, "actors", actor.id).html
        for name in actor.names:
            assert f'lang="{name.lang}"' in source


NOT_SHOWN = {
    "id",
    "lang",
    "language",
    "kind",
    "quality",
    "access",
    "wikidata",
    "answer",
    "words",
    "short",
}
"""Fields whose text is looked up, worded or filled in before it is shown."""


def book_records(site):
    data = site.data
    for kind in ("claims", "events", "actors", "terms", "sources", "series", "corrections"):
        yield from data.records(kind).values()
    yield data.vocabulary


HOSTILE = re.compile(r"[<>&*|`\[{]|\\u202")


def test_text_that_looks_like_markup_is_shown_as_it_was_written(second):
    together = " ".join(page.text for page in second.pages.values())
    written = [
        (field, text)
        for record in book_records(second)
        for field, text in texts(record)
        if HOSTILE.search(text) and field not in NOT_SHOWN and not text.startswith("http")
    ]
    assert len(written) > 20
    for field, text in written:
        assert flat(text) in together, field


def test_text_that_looks_like_markup_makes_no_element(second):
    for name, page in second.pages.items():
        for tag in ("b", "s", "u", "i", "sup", "bdo"):
            assert page.parsed.tags[tag] == 0, (name, tag)
        assert "onerror" not in re.findall(r"<[^>]* (onerror)=", page.html), name
        assert "alert(1)" not in re.findall(r"<script>(alert\(1\))", page.html), name


def test_text_that_looks_like_markup_is_escaped_in_titles_and_descriptions(second):
    page = own_page(second, "claims", "hostile-words").html
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    claim = second.data.claims["hostile-words"]
    assert claim.title in html.unescape(title)
    assert "<b>" not in title
    description = re.search(r'<meta name="description" content="([^"]*)"', page)[1]
    assert html.unescape(description) == claim.statement


def test_every_record_can_be_searched_for(site):
    found = {entry["location"] for entry in site.search["entries"]}
    for kind, ids in {
        "claims": site.data.claims,
        "actors": site.data.actors,
        "charts": chart_ids(site.data),
    }.items():
        assert {paths.own_page(kind, record_id) for record_id in ids} <= found
    for entry in site.search["entries"]:
        target = site.target("index.html", entry["location"] or ".")
        assert (site.root / target[0]).is_file()
        assert not target[1] or target[1] in site.pages[target[0]].parsed.ids, entry["location"]


class _Config(yaml.SafeLoader):
    pass


_Config.add_multi_constructor("!", lambda _loader, suffix, node: (suffix, str(node.value)))


def test_a_second_book_needs_no_other_configuration_than_names():
    ours, theirs = (
        yaml.load((folder / "mkdocs.yml").read_text("utf-8"), Loader=_Config)
        for folder in (ROOT, LIGHTHOUSE)
    )
    assert {name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)} <= {
        "site_name",
        "site_description",
        "copyright",
        "nav",
    }


PLAIN_WORDS = {
    "assessment", "capacity", "commitment", "condition", "count", "courts", "denial", "event", "figure",
    "forecast", "investment", "minutes", "negotiation", "number", "percent", "percentage points", "politics", "security",
    "statement", "target", "times", "years",
}  # fmt: skip
"""Ids and labels of the shipped book that are ordinary English words, which code may use too."""


def names_of(data):
    for actor in data.actors.values():
        yield from (
            actor.id,
            actor.name,
            short_name(actor.name),
            *(name.text for name in actor.names),
        )
    for name in ("topics", "units"):
        for entry in data.entries[name].values():
            yield from (entry.id, data.label(name, entry.id))
    for kind in ("claims", "events", "series", "documents", "sources"):
        yield from data.records(kind)
    yield from (side.name for side in data.book.sides)
    yield data.book.title


def test_the_code_names_nothing_of_the_book():
    names = {name for name in names_of(load_dataset(ROOT)) if name.casefold() not in PLAIN_WORDS}
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
    code = [
        path
        for path in sorted((ROOT / "macros").rglob("*"))
        if path.suffix in {".py", ".j2", ".html"}
    ]
    found = {
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in code
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1)
        for match in pattern.finditer(line)
    }
    assert found == set()


def shingles(text):
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@pytest.mark.skipif(not ARTICLE.is_dir(), reason="the article's text is not part of the repository")
def test_nothing_here_is_a_copy_of_the_article(shipped):
    article = set().union(*(shingles(path.read_text("utf-8")) for path in ARTICLE.glob("*.txt")))
    assert article
    for name, page in shipped.pages.items():
        assert not article & shingles(page.text), name
    assert not article & shingles(" ".join(entry["text"] for entry in shipped.search["entries"]))
    parts = ("data", "seeds", "docs", "macros", "tests")
    for part, suffix in product(parts, ("yml", "csv", "md", "py", "txt", "j2")):
        for path in (ROOT / part).rglob(f"*.{suffix}"):
            assert not article & shingles(path.read_text("utf-8", errors="replace")), path
