"""Partials: all text comes out as it went in. Glossary links: once a section, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from builders import (
    Urls,
    a_book,
    a_claim,
    a_quantity,
    a_source,
    a_term,
    an_actor,
    an_event,
    minimal,
    with_records,
)
from claimbook.core.records.models import NativeName
from claimbook.core.records.series import Row
from claimbook.prose.catalog import MACROS
from claimbook.site.glossary_links import LEFT_ALONE, link_terms
from claimbook.site.partials import TEMPLATES, environment, partial
from claimbook.views.actors import actor_list, actor_page
from claimbook.views.claims import claim_card, claim_list, claim_page, quotation
from claimbook.views.context import Context
from claimbook.views.glossary import glossary, term_finder
from claimbook.views.kinds import CARDS, card
from claimbook.views.names import other_names
from claimbook.views.series import series_chart
from claimbook.views.sources import source_list
from claimbook.views.timeline import event_list, timeline

# What HTML itself changes: control characters, and line ends within text.
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"))
TEXT = st.text(LETTERS, min_size=1, max_size=40).filter(str.strip)
SPICED = (
    st.lists(
        st.sampled_from(
            [
                "<b>",
                "</p>",
                "&amp;",
                "&",
                '"',
                "'",
                "{{ 7*7 }}",
                "{% raw %}",
                "*a*",
                "[a](b)",
                "|",
                "\\",
                "<!--",
                "-->",
                "]]>",
                "<script>",
                "語",
                " ",
            ]
        ),
        min_size=1,
        max_size=6,
    )
    .map("".join)
    .filter(str.strip)
)
ANY = TEXT | SPICED
few = settings(max_examples=40)
"""For what html5lib reads, which takes its time."""


PAGE = {"explored": lambda _: "explore.json", "embed_code": lambda: "<iframe>"}
"""What the page of a chart is given besides its view."""


def rendered(name, view, **options):
    return partial(name, view, url_for=Urls(), drawings=lambda _: (), **options)


def read(markup):
    """The HTML as a browser reads it, with every error that it finds."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(str(markup))
    return tree, [error[1] for error in parser.errors]


def words(node):
    return "".join(node.itertext())


def of_class(tree, name):
    return next(node for node in tree.iter() if name in node.get("class", "").split())


@few
@given(ANY, ANY, ANY, ANY)
def test_a_claim_card_shows_its_texts_unchanged(title, statement, quote, name):
    claim = a_claim(title=title, statement=statement, quote=quote)
    book = a_book(claims=[claim], actors=[an_actor(name=name)])
    tree, errors = read(rendered("claim_card", claim_card(book, claim.id)))
    assert errors == []
    assert words(of_class(tree, "cb-claim-card__title")) == title
    assert words(of_class(tree, "cb-claim-card__statement")) == statement
    assert words(of_class(tree, "cb-claim-card__quote")) == f"“{quote}”"
    assert words(of_class(tree, "cb-actor")) == name.split(" (")[0]


@few
@given(ANY, ANY, ANY, ANY)
def test_the_page_of_a_claim_shows_its_texts_unchanged(assessment, question, note, of):
    claim = a_claim(
        assessment=assessment,
        open_questions=(question,),
        quantities=(a_quantity(value=3, note=note, of=of),),
    )
    tree, errors = read(rendered("claim_page", claim_page(a_book(claims=[claim]), claim.id)))
    assert errors == []
    shown = [words(node) for node in tree.iter() if node.tag in {"p", "li", "em"}]
    assert assessment in shown
    assert question in shown
    assert of in shown
    assert any(note in text for text in shown)


@few
@given(ANY, ANY, ANY)
def test_the_page_of_an_actor_shows_its_texts_unchanged(name, role, native):
    actor = an_actor(name=name, role=role, names=(NativeName(text=native, lang="ar"),))
    tree, errors = read(rendered("actor_page", actor_page(a_book(actors=[actor]), actor.id)))
    assert errors == []
    assert words(next(tree.iter("h1"))) == name
    written = [words(node) for node in tree.iter("bdi") if node.get("lang") == "ar"]
    assert written == [one.text for one in other_names(actor.names, name)]


@few
@given(ANY, ANY, ANY)
def test_the_glossary_shows_its_texts_unchanged(name, alias, definition):
    term = a_term(term=name, aliases=(alias,), definition=definition)
    tree, errors = read(rendered("glossary", glossary(a_book(terms=[term]))))
    assert errors == []
    assert words(next(tree.iter("h3"))) == name
    assert definition in [words(node) for node in tree.iter("p")]


@few
@given(ANY, ANY, ANY)
def test_the_timeline_shows_its_texts_unchanged_in_text_and_in_attributes(title, summary, note):
    event = an_event(title=title, summary=summary, note=note)
    tree, _ = read(rendered("timeline", timeline(a_book(events=[event]))))
    assert words(of_class(tree, "cb-event__title")) == title
    assert words(of_class(tree, "cb-event__summary")) == summary
    mark = of_class(tree, "cb-mark")
    assert mark.get("aria-label").startswith(title)


@few
@given(ANY, ANY)
def test_the_list_of_sources_shows_its_texts_unchanged(title, publisher):
    source = a_source(title=title, publisher=publisher)
    tree, errors = read(rendered("source_list", source_list(Context(a_book(sources=[source])))))
    assert errors == []
    assert words(of_class(tree, "cb-source-item__title")) == title
    assert any(words(node).startswith(publisher) for node in tree.iter("p"))


@few
@given(ANY, ANY, ANY)
def test_the_table_of_a_chart_shows_its_texts_unchanged(label, note, title):
    series = minimal().series["carts-by-year"]
    row = Row(key="y1900", label=label, note=note, value=38)
    changed = series.model_copy(
        update={
            "title": title,
            "rows": (row,),
            "chart": series.chart.model_copy(update={"answer": None}),
        }
    )
    tree, errors = read(
        rendered("chart_page", series_chart(a_book(series=[changed]), series.id), **PAGE)
    )
    assert errors == []
    cells = [words(node) for node in tree.iter("td")]
    assert label in cells
    assert note in cells
    assert any(title in words(node) for node in tree.iter("caption"))


@few
@given(ANY)
def test_the_words_of_a_writer_are_shown_unchanged(said):
    card = claim_card(minimal(), "forty-carts")
    tree, errors = read(rendered("claim", card, words=said))
    assert errors == []
    assert words(next(tree.iter("a"))) == said


def views():
    book = minimal()
    yield "quotation", quotation(book, "forty-carts"), {}
    yield "claim_list", claim_list(book), {"filters": True}
    yield "actor_list", actor_list(book), {}
    yield "event_list", event_list(book), {}
    yield "timeline", timeline(book), {}
    yield "glossary", glossary(book), {}
    yield "source_list", source_list(Context(book)), {}
    yield "claim_page", claim_page(book, "forty-carts"), {}
    yield "actor_page", actor_page(book, "ann-reed"), {}
    yield "chart_page", series_chart(book, "carts-by-year"), PAGE
    for kind, one in (
        ("actors", "ann-reed"),
        ("claims", "forty-carts"),
        ("events", "bridge-opened"),
        ("figures", "forty-carts.per-day"),
        ("sources", "toll-book"),
        ("terms", "toll"),
    ):
        yield "card", card(book, kind, one), {"ref": f"{kind}/{one}"}


@pytest.mark.parametrize(
    ("name", "view", "options"),
    list(views()),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_partial_is_html_without_an_error_in_one_block(name, view, options):
    markup = str(rendered(name, view, **options))
    assert read(markup)[1] == []
    assert "\n\n" not in markup
    assert not re.search(r"<script|style=|\son\w+=", markup)


@few
@given(ANY, ANY, ANY)
def test_a_card_shows_its_texts_unchanged(name, definition, native):
    names = (NativeName(text=native, lang="ar"),)
    book = a_book(terms=[a_term(term=name, definition=definition, names=names)])
    markup = rendered("card", card(book, "terms", next(iter(book.terms))), ref="terms/x")
    # html5lib does not know what a browser does with a template; a card is copied out of it
    inner = markup.removeprefix('<template id="card-terms/x">').removesuffix("</template>")
    tree, errors = read(inner)
    assert errors == []
    shown = [one.text for one in other_names(names, name)]
    assert words(of_class(tree, "cb-card__title")) == " ".join((name, *shown))
    assert definition in [words(node) for node in tree.iter("p")]
    assert [words(node) for node in tree.iter("bdi")] == shown


def test_every_kind_of_card_leads_to_what_it_is_about():
    book = minimal()
    for kind in {*CARDS} - {"figures"}:
        first = next(iter(book.records(kind)))
        assert card(book, kind, first).home == (kind, first)


def test_every_macro_has_a_partial_of_its_own_name():
    assert {f"{name}.html.j2" for name in MACROS} <= {path.name for path in TEMPLATES.iterdir()}


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_a_template_says_what_it_takes_and_trusts_no_text(path):
    text = path.read_text("utf-8")
    assert text.startswith("{# ")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape" not in text


def test_a_name_that_a_view_does_not_have_stops_the_rendering():
    template = environment().from_string("{{ view.no_such_field }}")
    with pytest.raises(UndefinedError, match="no_such_field"):
        template.render(view=claim_card(minimal(), "forty-carts"))


@pytest.mark.parametrize(
    "text", ["{{ nothing }}", "{% if nothing %}{% endif %}", "{% for a in nothing %}{% endfor %}"]
)
def test_an_undefined_name_stops_the_rendering(text):
    with pytest.raises(UndefinedError):
        environment().from_string(text).render()


BOOK = a_book(
    terms=[
        a_term(aliases=("crossing fee",)),
        a_term(id="wharf", term="Wharf (quay)"),
        a_term(id="gdp", term="GDP"),
    ]
)
FINDER = term_finder(BOOK)
LINK = re.compile(r'<a class="cb-term" data-card="terms/[^"]*" href="[^"]*">(.*?)</a>', re.DOTALL)


def linked(markup):
    return link_terms(markup, FINDER, lambda term: f"../words/#term-{term}")


def found(markup):
    return re.findall(r'<a class="cb-term" data-card="terms/([^"]*)"', linked(markup))


def test_a_term_is_linked_at_its_first_use_in_a_section_only():
    assert found("<p>A toll is a toll.</p><p>The toll.</p>") == ["toll"]
    assert found("<h2>One</h2><p>A toll.</p><h2>Two</h2><p>A toll.</p>") == ["toll", "toll"]


def test_another_name_of_a_term_counts_as_its_use():
    assert found("<p>The crossing fee, or toll.</p>") == ["toll"]


def test_a_term_is_found_in_either_case_and_with_a_plural_s_as_a_whole_word():
    assert found("<p>Tolls</p>") == ["toll"]
    assert found("<p>TOLL</p>") == ["toll"]
    assert found("<p>tollbooth, toll-free and extoll</p>") == []


def test_an_abbreviation_is_found_only_in_capitals():
    assert found("<p>gdp</p>") == []
    assert found("<p>GDP</p>") == ["gdp"]


def test_what_stands_in_brackets_is_not_part_of_a_name():
    assert found("<p>the wharf</p>") == ["wharf"]


@pytest.mark.parametrize("tag", sorted(LEFT_ALONE - {"script", "style", "textarea", "title"}))
def test_nothing_is_linked_in_what_is_left_alone(tag):
    assert found(f"<div><p>No.</p><{tag}>A toll</{tag}></div>") == []
    assert found(f"<ul><li><{tag}>A toll</{tag}></li></ul>") == []
    assert found(f"<li><{tag}><span>A toll</span></{tag}> and a toll</li>") == ["toll"]


def test_nothing_is_linked_in_scripts_attributes_and_remarks():
    for text in (
        '<p><img alt="toll" src="toll.png"></p>',
        "<p><!-- toll --></p>",
        "<li><script>toll</script></li>",
    ):
        assert linked(text) == text


def test_the_name_of_a_character_is_no_word():
    finder = term_finder(a_book(terms=[a_term(term="Amp"), a_term(id="gt", term="gt")]))
    text = "<p>Salt &amp; iron &gt; wool &#38; an amp</p>"
    linked = link_terms(text, finder, lambda _: "x")
    assert linked.count("<a ") == 1
    assert linked.startswith("<p>Salt &amp; iron &gt; wool &#38; an <a ")


@pytest.mark.parametrize(
    ("name", "text", "link"),
    [
        ("crossing fee", "the crossing\n fee", "crossing\n fee"),
        ("crossing fee", "the crossing\u00a0fee", "crossing\u00a0fee"),
        ("crossing fee", "the Crossing&nbsp;Fees &amp; all", "Crossing&nbsp;Fees"),
        ("crossing fee", "the cros\u00adsing fee", "cros\u00adsing fee"),
        ("R&D", "our R&amp;D grew", "R&amp;D"),
        ("O'Brien's law", "by O’Brien’s law", "O’Brien’s law"),
        ("O’Brien’s law", "by O&#39;Brien&rsquo;s law", "O&#39;Brien&rsquo;s law"),
        ("Großmaß", "das GROSSMASS", "GROSSMASS"),
        ("Grossmass", "das Großmaß", "Großmaß"),
        ("Núñez rule", "the Nu\u0301n\u0303ez rule", "Nu\u0301n\u0303ez rule"),
        ("Nu\u0301n\u0303ez rule", "the Núñez rule", "Núñez rule"),
        (".NET", "with .NET here", ".NET"),
        ("晶片法案", "依據晶片法案2022年", "晶片法案"),
        ("TSMC", "在TSMC工作", "TSMC"),
        ("株式", "その㍿は", None),
        ("Gro", "in Groß", None),
        ("Gross", "der Großmaß", None),
        ("toll", "a tolls-free", None),
    ],
)
def test_a_name_is_found_however_it_is_written_and_only_whole(name, text, link):
    finder = term_finder(a_book(terms=[a_term(term=name)]))
    out = link_terms(f"<p>{text}</p>", finder, lambda _: "x")
    assert LINK.findall(out) == ([link] if link else [])
    assert LINK.sub(r"\1", out) == f"<p>{text}</p>"


def test_of_names_that_begin_alike_the_longest_is_found():
    names = ("晶片", "晶片法案", "Chip", "Chip Act", "chip act of the year")
    terms = [a_term(id=f"t{at}", term=name) for at, name in enumerate(names)]
    finder = term_finder(a_book(terms=terms))
    text = "<p>晶片法案, the chip act of the year, a Chip Act of old and chips</p>"
    out = link_terms(text, finder, lambda _: "x")
    assert LINK.findall(out) == ["晶片法案", "chip act of the year", "Chip Act", "chips"]


def test_a_part_without_terms_keeps_out_all_links():
    assert found("<div data-no-terms><p>toll</p></div><p>toll</p>") == ["toll"]


@pytest.mark.parametrize("link", [True, False])
def test_a_term_that_the_writer_named_is_not_linked_again(link):
    from claimbook.views.glossary import term_item

    named = rendered("term", term_item(BOOK, "toll"), words="", link=link)
    assert found(f"<p>{named} is a toll.</p>") == (["toll"] if link else [])
    assert len(LINK.findall(linked(f"<p>{named} is a toll.</p>"))) == int(link)
    assert found(f"<p>{named}</p><h2>Next</h2><p>toll</p>")[-1:] == ["toll"]


def test_a_book_without_terms_is_left_as_it_is():
    assert link_terms("<p>toll</p>", term_finder(a_book(terms=[])), lambda _: "x") == "<p>toll</p>"


def test_a_term_without_an_address_is_not_linked():
    assert link_terms("<p>toll</p>", FINDER, lambda _: None) == "<p>toll</p>"


PIECES = st.lists(
    st.one_of(
        ANY.map(escape),
        st.sampled_from(
            [
                "toll",
                "Tolls",
                "GDP",
                "<br>",
                "<br/>",
                "<p>",
                "</p>",
                "<h2>",
                "</h2>",
                "<P Class=a>",
                "&nbsp;",
                "&amp;lt;",
                "&#8220;",
                "<code>toll</code>",
                "<a href='x'>toll</a>",
                "<!-- toll -->",
                '<svg viewBox="0 0 1 1"><path d="M0"/></svg>',
                "<blockquote>",
                "</blockquote>",
                "<li>",
                "</li>",
            ]
        ),
    ),
    max_size=12,
).map(" ".join)


@given(PIECES)
def test_linking_changes_nothing_but_the_links(markup):
    assert LINK.sub(r"\1", linked(markup)) == markup


@pytest.mark.parametrize(
    "odd",
    [
        "AT&T here",
        "&notanentity 0",
        "&#65 0",
        "<B>x</B>",
        "<p>x</p >",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "a < b",
        "<p",
        "&",
    ],
)
def test_odd_html_is_left_as_it_stands(odd):
    assert linked(odd) == odd
    assert LINK.sub(r"\1", linked(f"<li>toll</li>{odd}<p>")) == f"<li>toll</li>{odd}<p>"


@given(ANY)
def test_characters_that_are_written_as_entities_stay_so(text):
    markup = f"<p>{escape(text)} &nbsp;&#160;&hellip;&lt;toll&gt;</p>"
    assert LINK.sub(r"\1", linked(markup)) == markup


def test_the_address_of_a_term_is_escaped():
    assert 'href="?a&amp;b&quot;"' in link_terms("<p>toll</p>", FINDER, lambda _: '?a&b"')


def test_builders_make_books_that_differ_only_where_they_say():
    assert with_records(a_book(claims=[a_claim()]), claims=minimal().claims) == minimal()


def test_a_name_of_a_term_in_the_language_of_the_page_is_found_as_the_term_is():
    names = ({"text": "Péage", "lang": "fr-CA"}, {"text": "Maut", "lang": "de"})
    book = replace(a_book(terms=[a_term(term="Toll", names=names)]), language="fr")
    linked = link_terms("<p>Le péage, die Maut.</p>", term_finder(book), lambda one: f"#{one}")
    assert '<a class="cb-term" data-card="terms/toll" href="#toll">péage</a>' in linked
    assert "die Maut." in linked


def test_a_term_is_found_without_what_stands_in_brackets_of_any_width():
    finder = term_finder(a_book(terms=[a_term(term="橋費（過橋費）")]))
    assert [one[2] for one in finder.find("他付了橋費。")] == [("toll",)]
