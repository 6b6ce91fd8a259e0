"""Macro calls in hand-written pages: found where they stand, and checked before anything is built."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MINIMAL, TESTS, a_folder, problems_of
from claimbook.prose.calls import UNKNOWN, read_page
from claimbook.prose.catalog import MACROS, WITHOUT_EXAMPLE
from claimbook.views.paths import LISTINGS

BROKEN = TESTS / "broken"
INDEX = (MINIMAL / "docs/index.md").read_text("utf-8")


def found(text):
    return [
        (call.name, call.place.line, call.place.column) for call in read_page("x.md", text).calls
    ]


def codes(tmp_path, text):
    problems, _ = problems_of(a_folder(tmp_path, **{"docs/more.md": text}))
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


def test_a_call_is_found_where_it_stands():
    assert found('# A\n\nSee {{ claim("a") }} and {{ claim("b") }}.\n') == [
        ("claim", 3, 8),
        ("claim", 3, 29),
    ]


def test_a_call_over_several_lines_is_found_at_its_name():
    assert found('Text\n{{ key_figures([\n  "a.b",\n]) }}\n') == [("key_figures", 2, 4)]


def test_the_front_matter_counts_as_lines():
    assert found('---\ntitle: A\n---\n{{ claim("a") }}\n') == [("claim", 4, 4)]


def test_arguments_are_read_as_they_are_written():
    (call,) = read_page("x.md", '{{ claim("a", words=name) }}').calls
    assert call.args == ("a",)
    assert call.kwargs == {"words": UNKNOWN}


def test_a_call_that_is_shown_and_not_made_is_left_alone():
    assert found('{% raw %}{{ nothing("a") }}{% endraw %}\n') == []


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text):
    page = read_page("x.md", text)
    assert page.error is None or page.error[0].line >= 1


@given(st.text(alphabet="{}%#()\"' \nab|=,[]", max_size=40))
def test_no_mark_of_a_template_makes_the_reader_fail(text):
    page = read_page("x.md", text)
    for call in page.calls:
        assert call.place.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{ claim("forty-carts") }}', []),
        ('{{ claim("forty") }}', [("E053", 1, 11)]),
        ('{{ claim(id="forty") }}', [("E053", 1, 14)]),
        ("{{ claim() }}", [("E052", 1, 4)]),
        ('{{ claim("forty-carts", "a", "b") }}', [("E052", 1, 4)]),
        ('{{ figure("carts-by-year.y1900") }}', []),
        ('{{ figure("carts-by-year.y1800") }}', [("E053", 1, 12)]),
        ('{{ figure("forty-carts") }}', [("E053", 1, 12)]),
        ('{{ date("book", "as_of") }}', []),
        ('{{ date("book", "title") }}', [("E053", 1, 18)]),
        ('{{ date("events", "bridge-opened") }}', []),
        ('{{ date("terms", "toll") }}', [("E053", 1, 19)]),
        ('{{ date("even", "bridge-opened") }}', [("E053", 1, 18)]),
        ('{{ claim_list(topic="trafic") }}', [("E053", 1, 22)]),
        ('{{ vocabulary("topics") }}', []),
        ('{{ vocabulary("topic") }}', [("E053", 1, 16)]),
        ('{{ count("claim") }}', [("E053", 1, 11)]),
        ('{{ chart("who-spoke-about-what") }}', []),
        ('{{ chart("forty-carts") }}', [("E053", 1, 11)]),
        ('{{ event_list(["bridge-opened", "bridge-closed"]) }}', [("E053", 1, 34)]),
        (
            '{{ key_figures([("forty-carts.per-day", "words"), "forty-carts.a"]) }}',
            [("E053", 1, 52)],
        ),
        ('{{ sides([["forty-carts"]]) }}', []),
        ('{{ sides([["forty-carts"], ["forty-carts"]]) }}', [("E052", 1, 4)]),
        ("{{ claim(5) }}", [("E053", 1, 10)]),
        ('{{ claim("forty-carts", link=true) }}', [("E052", 1, 4)]),
        ('{{ claim("forty-carts", id="forty-carts") }}', [("E052", 1, 4)]),
        ("{{ claim(none) }}", [("E053", 1, 4)]),
        ('{{ figure("forty-carts.per-day", true) }}', [("E052", 1, 4)]),
        ('{{ figure("forty-carts.per-day", short=true) }}', []),
        ('{{ term("toll", "a toll", false) }}', [("E052", 1, 4)]),
        ('{{ claim_list("ann-reed") }}', [("E052", 1, 4)]),
        ('{{ claim_list(speaker="ann-reed") }}', []),
        ('{{ count("claims", "ann-reed") }}', [("E052", 1, 4)]),
        ('{{ count("claims", speaker="ann-reed") }}', []),
        ('{{ count(speaker="ann-reed", kind="claims") }}', []),
        ('{{ count("events", topic="traffic") }}', [("E052", 1, 4)]),
        ('{{ count("events", speaker="ann-reed") }}', [("E052", 1, 4)]),
        ('{{ count("sources", status="open") }}', [("E052", 1, 4), ("E053", 1, 29)]),
        ('{{ count("events", topic=none) }}', []),
        ('{{ count(kind, topic="traffic") }}', [("E055", 1, 10)]),
        ('{{ date(["events"], "bridge-opened") }}', [("E052", 1, 4), ("E053", 1, 22)]),
        ('{{ claim(["forty-carts"]) }}', [("E052", 1, 4)]),
        ('{{ claim("forty-carts", words=["words"]) }}', [("E052", 1, 4)]),
        ('{{ chart_list([["who-spoke-about-what"]]) }}', [("E052", 1, 4)]),
        ('{{ date(id="bridge-opened") }}', [("E052", 1, 4)]),
        ('{{ event_list("bridge-opened") }}', [("E052", 1, 4)]),
        ("{{ event_list(none) }}", [("E052", 1, 4)]),
        ('{{ event_list(("bridge-opened", "bridge-opened")) }}', []),
        ('{{ event_list(("bridge-opened", "typo")) }}', [("E053", 1, 34)]),
        (
            '{{ event_list([("bridge-opened", "words")]) }}',
            [("E052", 1, 4), ("E053", 1, 35)],
        ),
        ("{{ event_list([none]) }}", [("E053", 1, 4)]),
        ('{{ sides("forty-carts") }}', [("E052", 1, 4)]),
        ('{{ sides(["forty-carts"]) }}', [("E052", 1, 4)]),
        ('{{ sides([["forty"]]) }}', [("E053", 1, 13)]),
        ('{{ key_figures("forty-carts.per-day") }}', [("E052", 1, 4)]),
        ('{{ key_figures(["forty-carts.per-day"]) }}', []),
        ('{{ key_figures([("forty-carts.per-day",)]) }}', [("E052", 1, 4)]),
        ('{{ key_figures(("forty-carts.per-day", "words")) }}', [("E053", 1, 41)]),
        ("{% for one in [] %}x{% endfor %}", [("E058", 1, 1), ("E058", 1, 21)]),
        ("{{ loop.index }}", [("E058", 1, 1), ("E055", 1, 4)]),
        ("{{ claim }}", [("E055", 1, 4)]),
        ('```\n## {{ claim("forty-carts") }}\n```', []),
        ('## {{ claim("forty-carts") }}', [("E054", 1, 4)]),
        ('##{{ claim("forty-carts") }}', [("E054", 1, 3)]),
        ('> - # {{ claim("forty-carts") }}', [("E054", 1, 7)]),
        ('{{ claim("forty-carts") }}\n---', [("E054", 1, 1)]),
        ('> {{ claim("forty-carts") }}\n> ===', [("E054", 1, 3)]),
        ('{{ claim("forty-carts") }}\n\n---', []),
        ('{{ term("toll", words=5) }}', [("E052", 1, 4)]),
        ('{{ figure("forty-carts.per-day", short="yes") }}', [("E052", 1, 4)]),
    ],
)
def test_a_call_is_checked_before_anything_is_built(tmp_path, text, expected):
    assert codes(tmp_path, text) == expected


def test_a_wrong_id_that_stands_twice_is_reported_twice(tmp_path):
    text = '{{ claim("forty") }} and {{ claim("forty") }}'
    assert codes(tmp_path, text) == [("E053", 1, 11), ("E053", 1, 36)]


def test_a_page_that_cannot_be_read_does_not_hide_the_others(tmp_path):
    files = {"docs/a.md": "{{ claim( }}", "docs/b.md": '{{ claim("forty") }}'}
    problems, _ = problems_of(a_folder(tmp_path, **files))
    assert [(problem.code, problem.place.path) for problem in problems] == [
        ("E050", "docs/a.md"),
        ("E053", "docs/b.md"),
    ]


def test_the_sound_page_has_calls_to_check():
    assert len(found(INDEX)) == 3


def test_a_page_that_is_not_utf_8_is_reported_where_it_stops_being_text(tmp_path):
    folder = a_folder(tmp_path)
    (folder / "docs/more.md").write_bytes(b"# More\n\nCaf\xe9.\n")
    problems, said = problems_of(folder)
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("E004", "docs/more.md:3:4")
    ]
    assert "save the file as UTF-8 text" in said


def test_a_page_that_cannot_be_opened_is_reported(tmp_path):
    folder = a_folder(tmp_path)
    (folder / "docs/more.md").symlink_to(folder / "nowhere.md")
    problems, _ = problems_of(folder)
    assert [(problem.code, problem.place.path) for problem in problems] == [
        ("E004", "docs/more.md")
    ]


def test_a_byte_order_mark_moves_no_place(tmp_path):
    assert codes(tmp_path, '\ufeff{{ claim("forty") }}') == [("E053", 1, 11)]


def test_the_macros_whose_page_lists_all_are_macros():
    assert {*MACROS} >= LISTINGS
    assert {*MACROS} > WITHOUT_EXAMPLE


def test_a_source_that_says_otherwise_bears_no_key_figure(tmp_path):
    weak = BROKEN / "E074-key-figure-on-one-weak-source"
    book = a_folder(tmp_path, weak)
    (book / "docs/index.md").write_text('# A\n\n{{ key_figures(["forty-carts.per-day"]) }}\n')
    lists = book / "data/vocabulary.yml"
    text = lists.read_text("utf-8").replace(
        "quantity_origins:\n",
        "  - id: contradicts\n    definition: Says otherwise.\n    sign: against\n"
        "quantity_origins:\n",
    )
    text = text.replace("units:\n", "  - id: other\n    definition: Elsewhere.\nunits:\n")
    lists.write_text(text.replace("    carried_by:\n      needs: [supports]\n", ""), "utf-8")
    claim = book / "data/claims/forty-carts.yml"
    rumor = "evidence:\n  - source: a-rumor\n    relation: {}\n    note: So it is told.\n"
    sound = claim.read_text("utf-8").replace("origin: notice", "origin: other\n    date: 1901-04")
    found = {}
    for relation, toll_book in [("supports", "contradicts"), ("contradicts", "supports")]:
        changed = sound.replace("relation: supports", f"relation: {toll_book}")
        claim.write_text(changed.replace("evidence:\n", rumor.format(relation)), "utf-8")
        found[relation] = {one.code for one in problems_of(book)[0]}
    assert found == {"supports": {"E074"}, "contradicts": set()}
