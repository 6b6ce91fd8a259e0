"""What rests on what: what falls without a source, what is shaken, and which sentences say it."""

from __future__ import annotations

from dataclasses import replace

import html5lib
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import LIGHTHOUSE, ROOT, a_book, a_claim, a_folder, a_source, an_event, minimal
from claimbook.cli.main import main
from claimbook.core.load import load_dataset
from claimbook.core.proofs.fallout import fallout
from claimbook.core.records.claims import Evidence, Relation
from claimbook.core.records.dataset import UnknownIdError, referrers
from claimbook.core.records.quantities import Derived
from claimbook.core.records.series import Series
from claimbook.core.records.vocabulary import Vocabulary
from claimbook.prose.calls import read_page
from claimbook.prose.sentences import sentences
from claimbook.site.partials import partial
from claimbook.views.context import Context
from claimbook.views.sources import source_item
from claimbook.views.story import status_rules
from claimbook.views.withdrawal import most_telling, withdrawal

ONE, TWO, THREE, NEW = "one", "two", "three", "new"
SOURCES = (ONE, TWO, THREE)
WORDS = Vocabulary.model_validate(
    minimal().vocabulary.model_dump()
    | {
        "claim_statuses": (
            {"id": "corroborated", "definition": "A.", "sign": "holds"},
            {
                "id": "well-known",
                "definition": "B.",
                "sign": "holds",
                "carried_by": {"needs": ("supports",), "quality": "primary"},
            },
        ),
        "evidence_relations": (
            {"id": "supports", "definition": "Same.", "sign": "holds"},
            {"id": "doubts", "definition": "Other.", "sign": "against"},
        ),
        "source_qualities": (
            {"id": "primary", "definition": "First."},
            {"id": "minor", "definition": "Last."},
        ),
        "claim_relations": (
            {"id": "needs", "definition": "A.", "inverse": "B", "carries": True},
            {"id": "repeats", "definition": "A.", "inverse": "B"},
        ),
    }
)


def said(source, relation="supports"):
    return Evidence(source=source, relation=relation, note="It says so.")


def leads(to, kind="needs"):
    return Relation(type=kind, to=to, why="It says so.")


def the_claim(name, *parts, **changes):
    """A claim with no number, with the evidence and relations that are given."""
    evidence = tuple(part for part in parts if isinstance(part, Evidence))
    relations = tuple(part for part in parts if isinstance(part, Relation))
    rest = {"quantities": (), "title": f"Claim {name}"} | changes
    return a_claim(id=name, evidence=evidence, relations=relations, **rest)


def a_graph(*claims, minor=(), **records):
    """A book of claims and sources, with what names what noted as loading does."""
    sources = [
        a_source(id=one, quality="minor" if one in minor else "primary") for one in (*SOURCES, NEW)
    ]
    book = a_book(claims=claims, sources=sources, **{"events": [], "series": []} | records)
    found = [
        *(("claims", c.id, "evidence", "sources", e.source) for c in claims for e in c.evidence),
        *(("claims", c.id, "relations", "claims", r.to) for c in claims for r in c.relations),
        *(
            ("events", e.id, "sources", "sources", s)
            for e in book.events.values()
            for s in e.sources
        ),
        *(
            ("series", one.id, "rows", "sources", source)
            for one in book.series.values()
            for row in one.rows
            for source in row.sources
        ),
    ]
    return replace(book, vocabulary=WORDS, referrers=referrers(found))


def ids(effects, kind="claims"):
    return {effect.id for effect in effects if effect.kind == kind}


def test_a_claim_falls_with_its_last_supporting_source_and_not_before():
    book = a_graph(the_claim("a", said(ONE), said(TWO), said(THREE, "doubts")))
    assert not fallout(book, [ONE]).falls
    assert not fallout(book, [ONE, THREE]).falls
    assert ids(fallout(book, [ONE, TWO]).falls) == {"a"}


def test_a_claim_that_nothing_supports_cannot_lose_its_support():
    book = a_graph(the_claim("a", said(ONE, "doubts")), the_claim("b"))
    assert fallout(book, SOURCES).falls == ()


def test_what_needs_a_fallen_claim_is_shaken_and_shows_the_way_to_it():
    book = a_graph(
        the_claim("a", said(ONE)), the_claim("b", leads("a")), the_claim("c", leads("b"))
    )
    effects = fallout(book, [ONE])
    assert ids(effects.falls) == {"a"}
    assert {(one.id, one.path) for one in effects.shaken} == {("b", ("a",)), ("c", ("b", "a"))}


def test_a_relation_that_does_not_carry_shakes_nothing():
    book = a_graph(the_claim("a", said(ONE)), the_claim("b", leads("a", "repeats")))
    assert fallout(book, [ONE]).shaken == ()


def test_a_claim_whose_status_needs_more_than_is_left_is_shaken_and_does_not_fall():
    claim = the_claim("a", said(ONE), said(TWO), status="well-known")
    effects = fallout(a_graph(claim, minor={TWO}), [ONE])
    assert (effects.falls, ids(effects.shaken)) == ((), {"a"})


def test_a_claim_that_falls_is_not_also_called_shaken():
    claims = (the_claim("a", said(ONE), status="well-known"), the_claim("b", said(ONE), leads("a")))
    effects = fallout(a_graph(*claims), [ONE])
    assert (ids(effects.falls), effects.shaken) == ({"a", "b"}, ())


def test_an_event_falls_with_the_last_of_its_sources():
    book = a_graph(events=[an_event(sources=(ONE, TWO))])
    assert fallout(book, [ONE]).falls == ()
    assert ids(fallout(book, [ONE, TWO]).falls, "events") == {"bridge-opened"}


def a_series(*sources):
    """A series with a row for each group of sources."""
    old = minimal().series["carts-by-year"]
    row = old.rows[0]
    rows = [row.model_copy(update={"key": f"r{n}", "sources": s}) for n, s in enumerate(sources)]
    return Series.model_validate({**dict(old), "rows": tuple(rows)})


def test_a_chart_falls_with_all_of_its_rows_and_is_shaken_by_some():
    book = a_graph(series=[a_series((ONE,), (ONE, TWO))])
    some, everything = fallout(book, [ONE]), fallout(book, [ONE, TWO])
    assert ids(some.falls, "figures") == {"carts-by-year.r0"}
    assert ids(some.falls, "series") == set()
    assert ids(some.shaken, "series") == {"carts-by-year"}
    assert ids(everything.falls, "series") == {"carts-by-year"}
    assert ids(everything.falls, "figures") == {"carts-by-year.r0", "carts-by-year.r1"}
    assert everything.shaken == ()


def test_a_row_that_names_no_source_cannot_lose_it():
    book = a_graph(series=[a_series((), (ONE,))])
    assert ids(fallout(book, SOURCES).falls, "figures") == {"carts-by-year.r1"}


def test_a_figure_that_is_reckoned_from_a_fallen_one_is_shaken():
    quantity = minimal().claims["forty-carts"].quantities[0]
    derived = Derived.model_validate({"formula": "x * 2", "from": {"x": "a.per-day"}})
    twice = quantity.model_copy(update={"id": "twice", "derived": derived})
    book = a_graph(
        the_claim("a", said(ONE), quantities=(quantity,)),
        the_claim("b", said(TWO), quantities=(twice,)),
    )
    effects = fallout(book, [ONE])
    assert ids(effects.falls, "figures") == {"a.per-day"}
    assert [(one.id, one.path) for one in effects.shaken] == [("b.twice", ("a.per-day",))]


def test_a_source_that_is_not_there_is_an_error_that_names_the_nearest():
    with pytest.raises(UnknownIdError, match="did you mean 'three'"):
        fallout(a_graph(), ["thre"])


few = settings(max_examples=60)
NAMES = "abcde"
PIECE = st.builds(said, st.sampled_from(SOURCES), st.sampled_from(["supports", "doubts"]))
GONE = st.sets(st.sampled_from(SOURCES))


@st.composite
def graphs(draw):
    """Up to five claims with evidence, statuses and relations that may even lead in circles."""
    claims = []
    for name in NAMES[: draw(st.integers(1, len(NAMES)))]:
        evidence = draw(st.lists(PIECE, max_size=4))
        to = draw(st.sets(st.sampled_from(NAMES)))
        status = draw(st.sampled_from(["corroborated", "well-known"]))
        claims.append((name, evidence, to, status))
    there = {name for name, *_ in claims}
    return [
        the_claim(name, *evidence, *(leads(one) for one in sorted(to & there)), status=status)
        for name, evidence, to, status in claims
    ]


@few
@given(graphs(), GONE, st.data())
def test_another_supporting_source_never_makes_a_claim_fall(claims, gone, data):
    before = ids(fallout(a_graph(*claims), gone).falls)
    at = data.draw(st.integers(0, len(claims) - 1))
    more = claims[at].model_copy(update={"evidence": (*claims[at].evidence, said(NEW))})
    after = fallout(a_graph(*claims[:at], more, *claims[at + 1 :]), gone)
    assert ids(after.falls) == before - {more.id}


@few
@given(graphs(), GONE, GONE)
def test_withdrawing_more_never_rescues_anything(claims, gone, more):
    book = a_graph(*claims, minor={TWO})
    less, all_of_it = fallout(book, gone), fallout(book, gone | more)
    assert ids(less.falls) <= ids(all_of_it.falls)
    assert ids(less.falls + less.shaken) <= ids(all_of_it.falls + all_of_it.shaken)


@few
@given(graphs(), GONE)
def test_a_path_leads_by_relations_from_the_shaken_to_what_is_missed(claims, gone):
    book = a_graph(*claims)
    effects = fallout(book, gone)
    direct = ids(effects.falls) | {one.id for one in effects.shaken if not one.path}
    for one in effects.shaken:
        steps = zip((one.id, *one.path), one.path, strict=False)
        assert all(end in {r.to for r in book.claims[start].relations} for start, end in steps)
        assert not one.path or one.path[-1] in direct
    assert not ids(effects.falls) & ids(effects.shaken)


@few
@given(graphs())
def test_nothing_falls_while_nothing_is_withdrawn(claims):
    effects = fallout(a_graph(*claims), [])
    assert (effects.falls, effects.shaken) == ((), ())


@pytest.fixture(scope="module")
def book():
    """The book of this repository."""
    return load_dataset(ROOT)


def test_each_supported_claim_of_the_book_falls_without_all_that_supports_it(book):
    supports = next(iter(book.entries["evidence_relations"]))
    for claim in book.claims.values():
        sources = [one.source for one in claim.evidence if one.relation == supports]
        if sources:
            assert claim.id in ids(fallout(book, sources).falls)


def test_the_list_of_sources_says_of_each_record_what_the_withdrawal_says(book):
    for source in book.sources:
        effects, item = fallout(book, [source]), source_item(Context(book), source)
        records = {one for one in (*effects.falls, *effects.shaken) if one.kind != "figures"}
        told = [d for d in (*item.dependents, *item.also) if d.fate]
        assert {(d.id, d.fate) for d in told} == {
            (one.id, "falls" if one in effects.falls else "is shaken") for one in records
        }
        assert bool(item.missed) == bool(effects.falls or effects.shaken)


def test_the_example_of_the_method_page_is_a_source_that_is_missed(book):
    view = withdrawal(book)
    assert [source.id for source in view.sources] == [most_telling(book)]
    assert view.falls or view.shaken


def test_a_book_without_sources_says_so():
    view = withdrawal(a_book(sources=[]))
    assert most_telling(a_book(sources=[])) is None
    assert (view.sources, view.falls, view.shaken) == ((), (), ())
    markup = partial("withdrawal", view, url_for=lambda *_: None, drawings=lambda _: ())
    assert "no source" in markup
    assert "withdrawn:" not in markup


PAGE = """---
title: A page
---

# A page

The U.S. office says so in {{ date("events", "e") }}. Then {{ claim("a", "it. Really.") }} and
{{ figure("a.b") }} came. Nothing here.

- {{ actor("x") }} left! {{ term("t") }} stays

{{ key_figures([("a.b", "words"), "c.d"]) }}
"""


def test_a_sentence_is_found_by_what_it_names():
    found = [(one.text, set(one.names)) for one in sentences([read_page("docs/a.md", PAGE)])]
    assert found == [
        ('The U.S. office says so in {{ date("events", "e") }}.', {("events", "e")}),
        (
            'Then {{ claim("a", "it. Really.") }} and {{ figure("a.b") }} came.',
            {("claims", "a"), ("figures", "a.b")},
        ),
        ('{{ actor("x") }} left!', {("actors", "x")}),
        ('{{ term("t") }} stays', {("terms", "t")}),
        ("{{ key_figures(...) }}", {("figures", "a.b"), ("figures", "c.d")}),
    ]


def test_a_sentence_is_placed_at_the_first_macro_in_it():
    places = [str(one.place) for one in sentences([read_page("docs/a.md", PAGE)])]
    assert places == [
        "docs/a.md:7:31",
        "docs/a.md:7:63",
        "docs/a.md:10:6",
        "docs/a.md:10:29",
        "docs/a.md:12:4",
    ]


@given(st.text(alphabet='ab.!?\n -*{}"()', max_size=60))
def test_no_text_around_a_call_makes_the_search_for_sentences_fail(text):
    page = read_page("docs/a.md", f'{text}\n\nOne {{{{ claim("a") }}}} two. {text}')
    found = list(sentences([page]))
    assert len(found) == (0 if page.error else 1)


def what_if(*arguments):
    return CliRunner().invoke(main, ["what-if", *arguments])


def test_the_command_lists_what_falls_with_its_sentences_and_pages():
    result = what_if("--retract", "oil-ledger", str(LIGHTHOUSE))
    assert result.exit_code == 0
    assert "Claims that fall (1)\n   harbor-pays: The harbor pays for the oil\n" in result.output
    assert "claims/harbor-pays/" in result.output
    assert "docs/index.md:" in result.output


def test_the_command_takes_several_sources_at_once():
    result = what_if("--retract", "oil-ledger", "--retract", "lamp-book", str(LIGHTHOUSE))
    assert "Claims that fall (2)" in result.output


def test_the_places_that_the_command_prints_name_a_macro_there():
    result = what_if("--retract", "oil-ledger", str(LIGHTHOUSE))
    lines = [line.strip() for line in result.output.split("\n")]
    places = [line.split(":")[:3] for line in lines if line.startswith("docs/") and ": " in line]
    assert places
    for path, line, column in places:
        text = (LIGHTHOUSE / path).read_text("utf-8").split("\n")[int(line) - 1]
        assert text[int(column) - 1].isalpha()


def test_an_unknown_source_is_refused_with_the_nearest_and_no_traceback():
    result = what_if("--retract", "oil-leger", str(LIGHTHOUSE))
    assert result.exit_code == 1
    assert "source 'oil-leger' is not in data/sources/" in result.stderr
    assert "did you mean 'oil-ledger'?" in result.stderr
    assert "Traceback" not in result.output


def test_a_broken_book_is_reported_with_its_places(tmp_path):
    folder = a_folder(tmp_path, **{"data/terms/toll.yml": "id: toll\n"})
    result = what_if("--retract", "toll-book", str(folder))
    assert result.exit_code == 1
    assert "data/terms/toll.yml:1:1: error E011" in result.stderr


def test_a_page_that_cannot_be_read_is_reported_and_not_left_out(tmp_path):
    folder = a_folder(tmp_path, **{"docs/index.md": "{{ claim( }}\n"})
    result = what_if("--retract", "toll-book", str(folder))
    assert result.exit_code == 1
    assert "error E050" in result.stderr


@pytest.mark.parametrize("folder", [LIGHTHOUSE, ROOT])
def test_what_falls_and_what_a_status_needs_are_html_without_an_error(folder):
    data = load_dataset(folder)
    views = {f"withdrawal {one}": withdrawal(data, [one]) for one in sorted(data.sources)[:20]}
    for name, view in {"status_rules": status_rules(data), **views}.items():
        markup = partial(name.split()[0], view, url_for=lambda *_: None, drawings=lambda _: ())
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parseFragment(str(markup))
        assert parser.errors == [], name
        assert "\n\n" not in markup
