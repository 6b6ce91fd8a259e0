"""Numbers in prose: those typed are found where they stand, those from the data say what they are."""

from __future__ import annotations

import re
from dataclasses import replace

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MINIMAL, a_book, a_claim, a_folder, a_quantity, minimal, problems_of
from claimbook.core.records.vocabulary import UnitEntry
from claimbook.prose import suggestions
from claimbook.prose.amounts import SMALL, Finder
from claimbook.prose.calls import read_page
from claimbook.prose.material import title_of, uses_of
from claimbook.prose.visible import visible
from claimbook.site.build import Site
from claimbook.views.context import Context, Literal, PageName, Uses
from claimbook.views.kinds import card
from claimbook.views.names import figure
from claimbook.views.numbers import all_numbers

FIGURE = "forty-carts.per-day"
ROW = "carts-by-year.y1900"


def a_unit(words, short="{}", title="number"):
    return UnitEntry(id=title, definition="A unit.", words=words, short=short, title=title)


UNITS = (
    a_unit("{} percent", "{}%", "percent"),
    a_unit("G${} billion", "G${}bn", "billion green dollars"),
    a_unit("{} million barrels a day", "{}m barrels/day", "million barrels a day"),
    a_unit("{} furlongs", "{} fl", "furlongs"),
    a_unit("{} times", "{}×", "times"),
    a_unit("{}"),
)
FINDER = Finder(UNITS)


def typed(text):
    """The amounts and dates of a page in words, and their offsets."""
    found = list(FINDER.find(visible(read_page("docs/x.md", text)).text))
    assert all(text[one.offset :].split() for one in found)
    return [" ".join(one.words.split()) for one in found]


@pytest.mark.parametrize(
    "words",
    [
        *("20 percent", "20%", "20 per cent", "0.4 percent", "40–50 percent", "40 to 50 percent"),
        *("forty-five percent", "two or three percent", "half a percent", "one percent"),
        *("two thirds of a percent", "3 percentage points", "25 basis points", "20-percent"),
        *("US$165 billion", "$40bn", "€5", "£1,250.50", "USD 40", "40 dollars", "five euros"),
        *("G$7", "G$7 billion", "NT$1.25 trillion", "a dozen dollars", "1½ percent"),
        *("three billion", "a billion", "half a trillion", "40 to 50 million", "40m", "12 bn"),
        *("two hundred and fifty million", "3 furlongs", "a hundred furlongs", "ten-furlong"),
        *("1 furlong", "3 fl", "3×", "three times", "9 barrels a day", "9 barrels"),
        *("2025", "1990s", "2024–2032", "2024-32", "3 December", "3rd of December", "24 July 2026"),
        *("3 to 5 May 2025", "December 3, 2025", "December 3", "December 2025", "Sept. 2025"),
        *("2025-12-03", "3.12.2025", "3/12/2025"),
    ],
)
def test_an_amount_or_a_date_is_found_as_a_whole(words):
    assert typed(f"So it was {words}, they said.") == [words]


@pytest.mark.parametrize(
    "text",
    [
        *("Five numbers and 3 sides.", "Half of whose chips?", "One cart, 40 ships in 20 ports."),
        *("At one time one furlong was long.", "For the third time.", "The first quarter."),
        *(
            "Version 4.0 of 1,000 pages.",
            "In million barrels a day.",
            "Paragraph 12345.",
            "In May.",
        ),
        *("Percent is a unit.", "A half-hearted answer.", "May 2 be enough?"[4:], "A year ago."),
    ],
)
def test_a_number_without_unit_and_a_unit_without_number_are_left_alone(text):
    assert typed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 20 percent of 2025\n---\nWords.",
        "A `20 percent` and ``2025 ` 5%`` in code.",
        "```text\n20 percent in 2025\n```",
        "~~~~\n```\n2025\n~~~~",
        "Words:\n\n    20 percent\n    2025\n",
        "A [link](https://example.org/2025/20-percent) and <https://example.org/2025>.",
        "A [link](report-2025.md 'of then') and ![](images/2025.png).",
        "A [link][r2025].\n\n[r2025]: https://example.org/2025",
        "<!-- 20 percent\nin 2025 --> Words.",
        '<span title="20 percent" data-year="2025">Words</span>',
        "<pre>20 percent</pre> and <code>2025</code>",
        "Words\n{: .y2025 title='2025' }\n\n## Heading {#in-2025}",
        "1. Percent\n2. Billion",
        '{{ claim("raised-20-percent-in-2025") }} {{ figure("a-2025.b-2026", of=true) }}',
        '{{ literal("20 percent", "of a joke told in 2025") }} {{ date("events", "of-2025") }}',
        '{{ event_list(["in-2025", "in-2026"]) }} {{ key_figures([("of-2025.x", "words")]) }}',
        '{{ figure("a.b") }} percent and 5 {{ term("t", "plants") }} furlongs',
        "5 `code` percent",
        "In 20\n\npercent",
        "{{ broken( }} 20 percent",
    ],
)
def test_what_readers_do_not_read_as_prose_is_left_alone(text):
    assert typed(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**20** percent", "20 percent"),
        ("[20](x.md) *percent*", "20 percent"),
        ("20&nbsp;percent", "20 percent"),
        ("20<!-- --> percent", "20 percent"),
        ("<b>20</b>\\%", "20 %"),
        ("> twenty\n> percent", "twenty > percent"),
        ("- An item\n\n    of 20 percent", "20 percent"),
        ("{{ 20 }} percent", "20 percent"),
        ('{{ "20 percent" }}', "20 percent"),
        ('{{ claim("x", "up by 20 percent") }}', "20 percent"),
        ('{{ claim("x", words="up by " ~ "20 percent") }}', "20 percent"),
        ('{{ key_figures([("a.b", "of 2025")]) }}', "2025"),
        ("{% if true %}20 percent{% endif %}", "20 percent"),
        ("{% raw %}20 percent{% endraw %}", "20 percent"),
        ("| a | 20 percent |\n|---|---|\n| b | c |", "20 percent"),
        ("## In 2025", "2025"),
    ],
)
def test_markup_hides_no_amount(text, words):
    assert typed(text) == [words]


def test_a_year_is_no_unit_because_an_amount_of_money_is_a_yearly_one():
    yearly = a_unit("G${} billion a year", "G${}bn/year", "billion green dollars a year")
    found = [one.words for one in Finder([yearly]).find("5 years, 5 dollars, G$5 billion a year")]
    assert found == ["5 dollars", "G$5 billion"]


def test_an_amount_is_found_in_the_units_of_the_book_and_in_no_others():
    assert [one.words for one in Finder([]).find("3 furlongs, 3 percent")] == ["3 percent"]


PIECES = st.sampled_from(
    [
        *("Words ", "of *some* kind. ", "\n\n", "`code` ", '{{ claim("a") }} ', "[a](b.md) "),
        *("- item\n", "> said\n", "é語😀 ", "<b>x</b> ", "one ", "12 ", "&amp; ", "## H\n\n"),
    ]
)
AMOUNTS = st.tuples(
    st.integers(0, 10**7), st.sampled_from([" percent", "%", " furlongs", " million", " dollars"])
).map(lambda pair: f"{pair[0]}{pair[1]}")


@given(st.lists(PIECES, max_size=6), AMOUNTS, st.lists(PIECES, max_size=6))
def test_an_amount_is_found_wherever_it_is_put_into_a_page(before, amount, after):
    start = "".join(before) + "\n\nIt is "
    text = f"{start}{amount}. {''.join(after)}"
    found = list(FINDER.find(visible(read_page("docs/x.md", text)).text))
    assert len(start) in {one.offset for one in found if text[one.offset :].startswith(amount)}


@given(st.integers(1000, 2999), st.lists(PIECES, max_size=6))
def test_a_year_is_found_wherever_it_is_put_into_a_page(year, before):
    text = f"{''.join(before)}\n\nIn {year} it was."
    assert str(year) in [one.words for one in FINDER.find(visible(read_page("x.md", text)).text)]


@given(
    st.text(max_size=120)
    | st.lists(PIECES | st.sampled_from("`<>{}[]()!~:#-\n"), max_size=12).map("".join)
)
def test_what_is_seen_of_a_page_keeps_every_place(text):
    text = re.sub("\r\n?", "\n", text)
    page = read_page("x.md", text)
    seen = visible(page).text
    assert len(seen) == len(text)
    assert [i for i, c in enumerate(seen) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]


@given(st.sampled_from(sorted(SMALL)), st.sampled_from([" percent", " furlongs", " million"]))
def test_a_number_word_says_what_its_digits_say(word, unit):
    if word != "one":
        assert typed(f"It is {word}{unit}.") == [f"{word}{unit}"]
    assert suggestions.amounts(f"{word}{unit}") == suggestions.amounts(f"{SMALL[word]}{unit}")


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("US$1,250.5 billion", (1250.5e9,)),
        ("40–50 percent", (40, 50)),
        ("40 to 50 million", (40e6, 50e6)),
        ("two hundred and fifty thousand", (250e3,)),
        ("half a trillion", (5e11,)),
        ("US$40bn", (40e9,)),
    ],
)
def test_an_amount_in_words_is_read_as_its_value(words, values):
    assert tuple(map(float, suggestions.amounts(words))) == values


def problems(tmp_path, text, path="docs/more.md"):
    return problems_of(a_folder(tmp_path, **{path: text}))[0]


def test_a_typed_amount_is_reported_at_its_line_and_column(tmp_path):
    (problem,) = problems(tmp_path, "# A\n\nThere are about 41\ncarts.\n")
    assert (problem.code, str(problem.place), problem.place.width) == (
        "E070",
        "docs/more.md:3:17",
        2,
    )


def test_a_typed_amount_is_answered_with_the_figure_that_has_it(tmp_path):
    (problem,) = problems(tmp_path, "There are forty carts.")
    assert f'use {{{{ figure("{FIGURE}") }}}}' in problem.help


def test_a_figure_of_another_unit_is_not_proposed(tmp_path):
    (problem,) = problems(tmp_path, "There are 40 percent.")
    assert FIGURE not in problem.help


@pytest.mark.parametrize("words", ["2 October 1899", "October 2, 1899", "2 October", "1899-10-02"])
def test_a_typed_date_is_answered_with_a_record_that_has_it(tmp_path, words):
    (problem,) = problems(tmp_path, f"On {words}.")
    assert problem.code == "E071"
    assert 'use {{ date("events", "bridge-opened") }}' in problem.help


def test_a_year_is_not_answered_with_a_day_in_it(tmp_path):
    (problem,) = problems(tmp_path, "In 1899.")
    assert "bridge-opened" not in problem.help


def test_pages_for_contributors_may_hold_any_number(tmp_path):
    assert problems(tmp_path, "20 percent in 2025", "docs/contributing/x.md") == []


@pytest.mark.parametrize(
    "call",
    [
        'literal("5 percent")',
        'literal("5 percent", "")',
        'literal("5 percent", " ")',
        'literal("", "why")',
        'literal("5 percent", why)',
    ],
)
def test_a_literal_needs_words_and_a_reason(tmp_path, call):
    found = problems(tmp_path, f"{{{{ {call} }}}}")
    assert {problem.code for problem in found} <= {"E052", "E055", "E072"}
    assert found


def test_a_literal_with_a_reason_is_sound(tmp_path):
    assert problems(tmp_path, '{{ literal("5 percent", "a joke") }}') == []


def site_of(book, tmp_path):
    return Site(book, tmp_path)


def the_card(book, figure_id):
    """What the card of a figure says."""
    shown = card(book, "figures", figure_id)
    return f"{shown.title}: {shown.text} {shown.note} {shown.more}"


def read(markup):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(str(markup))
    assert [error[1] for error in parser.errors] == []
    return " ".join("".join(tree.itertext()).split())


def shown(book, figure_id, tmp_path):
    """A figure in a sentence, and the page of all numbers, of a book."""
    site = site_of(book, tmp_path)
    uses = Uses({figure_id: (PageName("Story", ""),)})
    sentence = site.html("figure", figure(book, figure_id), "", short=False, of=False)
    return sentence, site.html("all_numbers", all_numbers(Context(book, uses)), "about/all/")


@given(st.integers(1, 10**6).filter(lambda n: n != 40))
def test_a_changed_quantity_changes_sentence_card_and_list(tmp_path_factory, value):
    was = minimal()
    changed = a_book(claims=[a_claim(quantities=(a_quantity(value=value),))])
    tmp_path = tmp_path_factory.getbasetemp()
    for before, after in zip(
        shown(was, FIGURE, tmp_path), shown(changed, FIGURE, tmp_path), strict=True
    ):
        assert "40 carts" in before
        assert "40 carts" not in re.sub(rf"{value:,} carts", "", after)
        assert after.count(f"{value:,} carts") == before.count("40 carts")
    assert f"{value:,} carts" in the_card(changed, FIGURE)


def test_a_figure_in_a_sentence_is_data_with_a_link_that_names_its_card(tmp_path):
    sentence, _ = shown(minimal(), FIGURE, tmp_path)
    assert read(f"<p>There are {sentence} a day.</p>")
    link = f'<a data-card="figures/{FIGURE}" href="claims/forty-carts/">about 40 carts</a>'
    assert sentence == f'<data class="cb-figure" value="40">{link}</data>'


def test_a_card_names_the_speaker_of_a_number_that_stands_in_the_document():
    assert "From the notice, credited to Ann Reed." in the_card(minimal(), FIGURE)


def with_two_origins():
    origins = minimal().vocabulary.quantity_origins
    added = type(origins[0])(id="evidence", label="From the evidence", definition="Added.")
    vocabulary = minimal().vocabulary.model_copy(update={"quantity_origins": (*origins, added)})
    claim = a_claim(quantities=(a_quantity(value=40, origin="evidence"),))
    return replace(a_book(claims=[claim]), vocabulary=vocabulary)


def test_no_speaker_is_credited_with_a_number_that_evidence_adds(tmp_path):
    book = with_two_origins()
    assert figure(book, FIGURE).said_by is None
    for said in (the_card(book, FIGURE), read(shown(book, FIGURE, tmp_path)[1])):
        assert "Ann Reed" not in said
        assert "From the evidence." in said


def test_a_row_of_a_series_names_its_sources():
    publisher = minimal().sources["toll-book"].publisher
    assert f"Source: {publisher}" in the_card(minimal(), ROW)


def test_all_numbers_lists_each_figure_in_use_with_its_pages_and_each_literal(tmp_path):
    pages = {
        "": read_page(
            "docs/index.md", f'---\ntitle: "The story: one"\n---\n{{{{ figure("{FIGURE}") }}}}'
        ),
        "more/": read_page(
            "docs/more.md",
            f'# More of it\n{{{{ key_figures([("{FIGURE}", "x"), "{ROW}"]) }}}} {{{{ chart("carts-by-year") }}}}'
            '{{ literal("5 percent", "a joke") }}',
        ),
        "contributing/": read_page("docs/contributing/x.md", f'{{{{ figure("{ROW}") }}}}'),
    }
    uses = uses_of(pages)
    story, more = PageName("The story: one", ""), PageName("More of it", "more/")
    assert uses.figures == {FIGURE: (story, more), ROW: (more,)}
    assert uses.literals == (Literal("5 percent", "a joke", more),)
    html = site_of(minimal(), tmp_path).html(
        "all_numbers", all_numbers(Context(minimal(), uses)), "about/all/"
    )
    text = read(html)
    assert 'href="../../more/"' in html
    assert "Used on The story: one, More of it." in text
    assert "Used on More of it; drawn on More of it." in text
    assert "5 percent a joke. On More of it." in text


def test_a_figure_that_no_page_uses_is_not_listed():
    view = all_numbers(Context(minimal(), Uses({FIGURE: (PageName("Story", ""),)})))
    assert [used.figure.id for group in view.groups for used in group.entries] == [FIGURE]


def test_a_page_is_named_by_its_front_matter_its_heading_or_its_path():
    assert title_of(read_page("x.md", "---\ntitle: A\n---\n# B")) == "A"
    assert title_of(read_page("x.md", "Text\n# B {#b}\n")).startswith("B")
    assert title_of(read_page("x.md", "Text")) == "x.md"


def test_an_address_from_the_root_is_relative_to_the_page(tmp_path):
    site = site_of(minimal(), tmp_path)
    assert site.url_for("about/all/").page("") == "../../"
    assert site.url_for("").page("more/") == "more/"


def test_the_sound_page_types_no_number():
    assert problems_of(MINIMAL)[0] == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        *(("1.000.000 euros", 10**6), ("12.500.000", 12_500_000), ("1,000,000.5", 1_000_000.5)),
        *(("1\u202f000\u202f000 euros", 10**6), ("1.5 million", 1_500_000)),
    ],
)
def test_several_points_in_a_number_stand_for_thousands(words, value):
    assert tuple(map(float, suggestions.amounts(words))) == (value,)


@pytest.mark.parametrize("words", ["1.000.000 euros", "1.2.3 euros", "4.0.0 to 5.0 euros"])
def test_no_way_of_writing_a_number_makes_the_check_fail(words, tmp_path):
    problems, _ = problems_of(a_folder(tmp_path, **{"docs/more.md": f"It was {words}."}))
    assert {problem.code for problem in problems} == {"E070"}


def test_nothing_is_proposed_for_a_number_that_cannot_be_read():
    (value,) = suggestions.amounts("4.0.0 carts a day")
    assert value != value  # noqa: PLR0124 - only what is no number differs from itself


def test_a_call_of_another_form_does_not_make_the_proposals_fail(tmp_path):
    text = 'It was {{ figure(["forty-carts.per-day"]) }}, or 3 percent.'
    problems, _ = problems_of(a_folder(tmp_path, **{"docs/more.md": text}))
    assert [problem.code for problem in problems] == ["E052", "E070"]
