"""Reading grows with what is read, by about two where that doubles: work is counted, never time.

Counted are calls, of our functions and of Python's, and what its methods of strings go through,
which is how a text that is cut anew for each problem shows. Inside a regular expression nothing
can be counted; what such a one is given of a page has a bound, which is tested here too.
"""

from __future__ import annotations

import random
import sys
from contextlib import suppress

import pytest

from builders import MINIMAL, a_folder
from claimbook.core.load import MAX_BYTES
from claimbook.core.proofs.fingerprint import MOST_PLACES, Print, fingerprint_of_text
from claimbook.core.proofs.quotations import Misfit, Quoted, _first_misfit, locate
from claimbook.core.records.csv_text import read_rows
from claimbook.core.rules import registry
from claimbook.core.text import problems
from claimbook.core.text.addresses import in_its_form, unlike_its_form
from claimbook.core.text.dates import DateTextError, parse_when
from claimbook.core.text.formula import MAX_LENGTH, FormulaError, parse
from claimbook.core.text.problems import DatasetError, Place, Problem, did_you_mean, report
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.formats import as_annotations, as_json
from claimbook.editing.reviewing import markdown, passages
from claimbook.prose import bounds
from claimbook.prose.amounts import Finder
from claimbook.prose.bounds import beyond_bounds
from claimbook.prose.calls import read_page
from claimbook.prose.other_languages import finder_for
from claimbook.prose.sentences import sentences
from claimbook.prose.visible import outside_code, visible
from claimbook.site.checking import check_all

TERM, CLAIM = "data/terms/toll.yml", "data/claims/forty-carts.yml"
SOURCE, SERIES = "data/sources/toll-book.yml", "data/series/carts-by-year.yml"
ROWS, PAGE = "data/series/carts-by-year.csv", "docs/index.md"
SEED, CORRECTION = "seeds/bridge-notice.yml", "data/corrections/carts-recounted.yml"
PIECE = 100
"""So many characters that a method of strings goes through count as one call."""

THROUGH = {"split", "splitlines", "count", "replace", "translate", "casefold", "encode", "strip"}
"""Methods that go through all of a string."""


def work(call):
    """The calls that a call makes, and the texts that are gone through in them."""
    counted = [0]

    def on_event(_, event, arg):
        counted[0] += event in {"call", "c_call"}
        whole = getattr(arg, "__self__", None) if event == "c_call" else None
        if isinstance(whole, str) and arg.__name__ in THROUGH:
            counted[0] += len(whole) // PIECE

    read_yaml.cache_clear()
    read_page.cache_clear()
    sys.setprofile(on_event)
    try:
        call()
    finally:
        sys.setprofile(None)
    return counted[0]


def bent(first, second, third):
    """Whether the second doubling added much more than twice what the first one did."""
    return third - second > 2.3 * max(second - first, 0) + 2_000


def text_of(path):
    return (MINIMAL / path).read_text("utf-8")


def on_a_page(unit, end="\n\n"):
    return lambda n: {PAGE: f"# A\n\n{(unit + end) * n}"}


def in_a_term(unit, before=""):
    return lambda n: {TERM: text_of(TERM) + before + "".join(unit.format(i) for i in range(n))}


def in_a_claim(unit, before=""):
    return lambda n: {CLAIM: text_of(CLAIM) + before + "".join(unit.format(i) for i in range(n))}


QUANTITY = (
    "  - id: q{}\n    what: carts a day\n    value: 40\n    unit: carts\n    qualifier: about\n"
    "    origin: notice\n    stated: some forty carts\n"
)


def claim_with_quantities(n):
    before, after = text_of(CLAIM).split("quantities:\n")
    own = "".join(QUANTITY.format(i) for i in range(n))
    return {CLAIM: f"{before}quantities:\n{own}{after}"}


def claims_in_circles(n):
    claims = {}
    for i in range(n):
        other = i + 1 if i % 2 == 0 else i - 1
        text = text_of(CLAIM).replace("forty-carts", f"c{i}")
        claims[f"data/claims/c{i}.yml"] = (
            f"{text}relations:\n  - type: responds-to\n    to: c{other}\n"
        )
    return claims


QUOTE = "  - source: toll-book\n    relation: supports\n    note: A\n    quote: a b c d e{}\n"


def corrections_of_one_field(n):
    text = text_of(CORRECTION)
    return {
        f"data/corrections/c{i}.yml": text.replace("id: carts-recounted", f"id: c{i}")
        for i in range(n)
    }


def derived_rows(n):
    cells = "".join(
        f"  - row: r{i}\n    formula: a\n    from:\n      a: forty-carts.per-day\n"
        for i in range(n)
    )
    rows = "".join(f"r{i},1900,,40,actual,toll-book\n" for i in range(n))
    return {SERIES: f"{text_of(SERIES)}derived:\n{cells}", ROWS: text_of(ROWS) + rows}


def dangling_among_many(n):
    terms = "".join(f"- id: a{i}\n" for i in range(n))
    ids = "".join(f"  - b{i}\n" for i in range(n))
    return {"data/terms.yml": terms, TERM: f"{text_of(TERM)}see_also:\n{ids}"}


def quantities_and_quotations(n):
    before, after = claim_with_quantities(n)[CLAIM].split("evidence:\n")
    quotes = "".join(map(QUOTE.format, range(n)))
    return {CLAIM: f"{before.replace('notice', 'other')}evidence:\n{quotes}{after}"}


BOOKS = {
    "corrections of one field": corrections_of_one_field,
    "derived rows": derived_rows,
    "dangling among many": dangling_among_many,
    "quantities and quotations": quantities_and_quotations,
    "records that are words": lambda n: {"data/terms.yml": "- a\n" * n},
    "repeated keys": in_a_term("a: 1\n"),
    "unknown keys": in_a_term("a{}: 1\n"),
    "anchors": in_a_term("a{}: &x 1\n"),
    "dangling references": in_a_claim(
        "  - source: toll-bok-{}\n    relation: supports\n    note: A\n"
    ),
    "relations": in_a_claim("  - type: responds-to\n    to: claim-{}\n", "relations:\n"),
    "evidence": in_a_claim(
        "  - source: toll-book\n    relation: supports\n    note: A\n    quote: a b c d {}\n    paragraph: 1\n"
    ),
    "former ids": in_a_term("  - a{}\n", "was:\n"),
    "one former id": in_a_term("  - toll\n", "was:\n"),
    "names of a term": in_a_term("  - toll {}\n", "aliases:\n"),
    "quantities": claim_with_quantities,
    "claims in circles": claims_in_circles,
    "terms": lambda n: {
        f"data/terms/t{i}.yml": text_of(TERM).replace("id: toll", f"id: t{i}") for i in range(n)
    },
    "rows": lambda n: {
        ROWS: text_of(ROWS).split("\n")[0]
        + "".join(f"\ny{i},1899,,x,actual,toll-bok" for i in range(n))
    },
    "cells over lines": lambda n: {ROWS: text_of(ROWS) + '"a\n' * n},
    "listed values": lambda n: {
        "data/vocabulary.yml": text_of("data/vocabulary.yml").replace(
            "topics:\n", "topics:\n" + "".join(f"  - id: t{i}\n" for i in range(n))
        ),
        TERM: text_of(TERM).replace("traffic", "trafic"),
    },
    "escapes": lambda n: {
        TERM: text_of(TERM).replace("term: Toll", f'term: "{chr(92)}u202e{"a" * n}"')
    },
    "typed numbers": on_a_page("5 carts and 7 percent"),
    "typed numbers on a line": on_a_page("5 carts ", ""),
    "typed dates": on_a_page("In 1901."),
    "calls": on_a_page('{{ term("toll") }}'),
    "unknown macros": on_a_page("{{ tole() }}"),
    "unknown ids": on_a_page('{{ term("tole") }}'),
    "unknown figures": on_a_page('{{ figure("forty-carts.per") }}'),
    "figures": on_a_page('{{ figure("forty-carts.per-day") }} a day.'),
    "single braces": on_a_page('{ term("toll") }'),
    "links to no page": on_a_page("[x](nowhere.md)"),
    "code": on_a_page("`a` ``b`` <pre>c</pre>"),
    "mixed words": on_a_page("p\u0430ypal"),
    "passages": on_a_page("Carts cross."),
}


def told(folder):
    """The problems of a book, none of which is a rule's own fault, and the text of its files."""
    try:
        book = check_all(folder)
        found, text = book.warnings, book.text
    except DatasetError as error:
        found, text = error.problems, error.text
    assert "E000" not in {one.code for one in found}, found
    return found, text


def checked(folder):
    found, text = told(folder)
    report(found, text)
    as_json(found)
    as_annotations(found)


@pytest.mark.parametrize("case", BOOKS)
def test_a_check_does_twice_the_work_for_twice_the_input(case, tmp_path):
    checked(MINIMAL)  # what is done once
    found = []
    for size in (60, 120, 240):
        folder = a_folder(tmp_path / str(size), **BOOKS[case](size))
        found.append(work(lambda folder=folder: checked(folder)))
    assert not bent(*found), found


def test_what_stands_again_and_again_is_looked_for_at_a_bounded_number_of_places():
    again = Print(50_003, ("a",) * 50_000)
    assert again.starts(["a"] * 1_000) == [*range(MOST_PLACES)]
    assert again.starts(["a", "b"]) == []
    assert Print(4, ("a", "b", "a", "c", "a")).starts(["a", "c"]) == [2]


def test_the_first_word_that_does_not_fit_is_found_without_copying_the_paragraph():
    again = Print(50_003, ("a",) * 50_000)
    run = (*["a"] * 500, "b")
    assert _first_misfit(run, again, 0) == Misfit("word after", 0, 503)
    assert work(lambda: _first_misfit(run, again, 0)) < 500 * MOST_PLACES * 2


def test_other_paragraphs_are_searched_as_long_as_there_may_be_proposals(monkeypatch):
    text = fingerprint_of_text("one two three four five\nsix seven eight nine ten", "a-notice")
    quotation = Quoted("six seven eight nine", 1)
    with problems.bounded_guesses():
        assert locate(quotation, text) == Misfit("elsewhere", elsewhere=(2,))
    monkeypatch.setattr(problems, "MOST_COMPARED", 7)
    with problems.bounded_guesses():
        assert locate(quotation, text) == Misfit("nowhere")


def tried(read, *errors):
    def call(text):
        with suppress(*errors):
            read(text)

    return call


def prose(text):
    page = read_page("docs/x.md", text)
    visible(page)
    outside_code(text)
    list(FINDER.find(text))
    list(sentences([page]))


FINDER = Finder([])
FINDERS = [finder_for([], language) for language in ("ar", "de", "es", "zh")]
READERS = {
    "amounts in other languages": (
        lambda text: [list(one.find(text)) for one in FINDERS],
        lambda n: "zweihunderttausend 1.000,5 % dos mil 一萬二千億 مئة وخمسون ألف 2019 " * n,
    ),
    "pages": (prose, lambda n: '{{ term("toll") }}, and 5 percent.\n\n' * n),
    "pages with open code": (prose, lambda n: "<pre> `a ``b <!-- <code> \n\n" * n),
    "pages of spaces": (prose, lambda n: "   \n" * n + " " * n + "\n"),
    "YAML": (
        lambda t: read_yaml(t, "x.yml"),
        lambda n: "".join(f"a{i}: [1, b]\n" for i in range(n)),
    ),
    "repeated keys": (lambda t: read_yaml(t, "x.yml"), lambda n: "a: 1\n" * n),
    "brackets in YAML": (lambda t: read_yaml(t, "x.yml"), lambda n: "[" * n),
    "CSV": (lambda t: read_rows(t, "x.csv", {}), lambda n: "key,value\n" + "a,1\n" * n),
    "quotes in CSV": (lambda t: read_rows(t, "x.csv", {}), lambda n: 'key,value\n"' + '""' * n),
    "addresses": (
        lambda t: (list(unlike_its_form(t)), in_its_form(t)),
        lambda n: f"https://{'a.' * n}{'é' * n}@{'b-' * n}/" + "a/" * n,
    ),
    "dates": (tried(parse_when, DateTextError), lambda n: "1901-" * n),
    "formulas": (tried(parse, FormulaError), lambda n: "(" * n),
    "long formulas": (tried(parse, FormulaError), lambda n: "a + " * n),
    "guesses": (lambda t: did_you_mean(t[:100], t.split()), lambda n: "abc def " * n),
    "a long guess": (lambda t: did_you_mean(t, ["abc"] * 50), lambda n: "abc" * n),
    "Markdown": (markdown, lambda n: "*_[www.@://" * n),
    "passages": (
        lambda t: list(passages({"x": f"a\n\n{t}"}, {"x": f"{t}\n\nb"})),
        lambda n: "a b\n\nc\n\n" * n,
    ),
}


@pytest.mark.parametrize("case", READERS)
def test_a_reader_does_twice_the_work_for_twice_the_text(case):
    read, make = READERS[case]
    read(make(5))  # what is done once
    found = [work(lambda size=size: read(make(size))) for size in (500, 1_000, 2_000)]
    assert not bent(*found), found


def test_work_by_the_square_would_be_found():
    def cut_anew(text):
        for _ in text.split("\n"):
            text.split("\n")

    found = [work(lambda size=size: cut_anew("a b c d e f\n" * size)) for size in (200, 400, 800)]
    assert bent(*found), found


def many(count):
    text = "a: 1\n" * count
    where = [Problem(Place("x.yml", n + 1), "E002", f"field {n}") for n in range(count)]
    return where, {"x.yml": text}


def test_many_problems_of_one_file_are_printed_to_a_bound_and_counted():
    found, text = many(60_000)
    said = report(found, text)
    assert said.count("error E002") == problems.MOST_ALIKE
    assert "and 59,900 more E002 in this file" in said
    assert said.endswith("60,000 problems. Nothing was written.")
    work_of = [work(lambda size=size: report(*many(size))) for size in (500, 1_000, 2_000)]
    assert not bent(*work_of), work_of


def test_many_problems_of_many_files_are_printed_to_a_bound_and_counted():
    found = [Problem(Place(f"{n}.yml"), "E002", "twice") for n in range(5_000)]
    said = report(found, {})
    assert said.count("error E002") == problems.MOST_PRINTED
    assert "Only the first" in said
    assert "5,000 problems" in said


def test_a_long_line_message_and_row_of_notes_are_cut_where_they_are_printed():
    notes = tuple(("here", Place("x.yml", n + 1)) for n in range(500))
    found = Problem(Place("x.yml", 1, 50_001, 3), "E002", "w" * 50_000, "h" * 50_000, notes)
    said = report([found], {"x.yml": f"{'a' * 50_000}bad{'c' * 50_000}"})
    assert len(said) < 12_000
    line, caret = said.split("\n")[1:3]
    assert line[caret.index("^") : caret.rindex("^") + 1] == "bad"


def test_a_rule_stops_at_a_bound_and_says_so(tmp_path):
    count = registry.MOST_OF_A_RULE + 500
    folder = a_folder(tmp_path, **in_a_term("a: 1\n")(count))
    with pytest.raises(DatasetError) as caught:
        check_all(folder)
    alike = [one for one in caught.value.problems if one.code == "E002"]
    assert len(alike) == registry.MOST_OF_A_RULE + 1
    assert "more than 2,000 problems of this rule" in alike[-1].message


def test_proposals_end_where_too_much_would_be_compared(monkeypatch):
    with problems.bounded_guesses():
        monkeypatch.setattr(problems, "MOST_COMPARED", 10)
        assert did_you_mean("tolbook", ["toll-book"])
    with problems.bounded_guesses():
        assert [bool(did_you_mean("tolbook", ["toll-book"])) for _ in range(12)] == [True] * 10 + [
            False
        ] * 2
    assert did_you_mean("tolbook", ["toll-book"])


BEYOND = {
    "a long address": ("https://" + "a/" * 60_000, 1),
    "tags on one line": ("<div>" * 5_000, 1),
    "lines without a blank one": ("a\n" * 501, 501),
    "brackets": ("[" * 51, 1),
    "brackets over lines": ("[a\n" * 51, 51),
    "brackets that are closed": ("[" * 60 + "]" * 60, 1),
    "parentheses in a call": ("{{ " + "(" * 600 + ")" * 600 + " }}", 1),
    "braces": ("{" * 2_000, 1),
    "beginnings of tags": ("<a b='\n\n" * 51, 101),
    "comments": ("<!--\n\n" * 51, 101),
    "CDATA": ("<![CDATA[" * 51, 1),
    "a wide margin": (" " * 81 + "- a", 1),
    "headings": ("# a\n\n" * 501, 1001),
    "headings by their underline": ("a\n-\n\n" * 501, 1502),
    "headings in lists and quotations": ("- > # a\n\n" * 501, 1001),
    "abbreviations": ("*[a]: b\n\n" * 201, 401),
    "fences": ("```\n\n" * 501, 1001),
    "macro calls": ("{{ a() }}\n\n" * 1_001, 2001),
    "macro calls on one line": (
        "{{ a() }}" * 400 + "\n\n" + "{{ a() }}" * 400 + "\n\n{{ a() }}" * 201,
        405,
    ),
    "lists in lists": ("- " * 13 + "a", 1),
    "quotations in lists": ("> - 1. " * 5 + "a", 1),
    "quotations in quotations": (">" * 13 + "a", 1),
    "signs of Markdown": ("\\\\" * 600, 1),
    "signs of Markdown over lines": ("`a *b_ \n" * 400, 334),
    "signs of Markdown around spaces that are none": (
        "`a *b_ \u00a0\n\u00a0\n" * 249 + "`" * 300,
        499,
    ),
    "cells": ("|a" * 1_900 + "\n" + "|-" * 1_900 + "\n" + "|\n" * 400, 11),
    "cells of many tables": ("|a|b|c|d|\n|-|-|-|-|\n|1|2|3|4|\n\n" * 1_400, 4445),
    "an integer of 5,000 digits in a call": ("{{ figure(" + "9" * 5_000 + ") }}", 1),
}


@pytest.mark.parametrize("case", BEYOND)
def test_a_page_beyond_its_bounds_is_told_at_its_place_and_read_no_further(
    case, tmp_path, monkeypatch
):
    text, line = BEYOND[case]
    monkeypatch.setattr("claimbook.site.checking.read_page", None)
    folder = a_folder(tmp_path)
    (folder / PAGE).write_text(text, "utf-8")
    with pytest.raises(DatasetError) as caught:
        check_all(folder)
    assert [
        (one.code, one.place.path, one.place.line)
        for one in caught.value.problems
        if one.code[0] == "E"
    ] == [("E050", PAGE, line)]


TOGETHER = {
    "characters": ("a " * 900 + "\n\n") * 40,
    "passages": "a\n\n" * 3_000,
    "macro calls": "{{ literal('a', 'b') }}\n\n" * 900,
}


@pytest.mark.parametrize("what", TOGETHER)
def test_pages_that_are_too_much_together_are_told_at_the_first_that_is(what, tmp_path):
    pages = {f"docs/more/p{number:02}.md": TOGETHER[what] for number in range(20)}
    with pytest.raises(DatasetError, match=rf"have more than [\d,]+ {what}") as caught:
        check_all(a_folder(tmp_path, **pages))
    ((code, path),) = {(one.code, one.place.path) for one in caught.value.problems}
    assert code == "E050"
    assert "docs/more/p00.md" < path < "docs/more/p19.md"


def test_all_that_a_pattern_is_given_of_a_page_has_a_bound():
    assert bounds.MOST_BYTES <= 200_000
    assert sys.int_info.default_max_str_digits > bounds.LONGEST_LINE
    within = "a" * bounds.LONGEST_LINE + "\n" + "b\n" * (bounds.MOST_LINES - 1)
    assert beyond_bounds("x", within) is None
    assert beyond_bounds("x", f"{within}b") is not None
    assert MAX_LENGTH == 200
    assert MAX_BYTES == 1_000_000


def test_no_page_of_this_book_is_near_a_bound():
    for path in (MINIMAL.parents[2] / "docs").rglob("*.md"):
        text = path.read_text("utf-8")
        assert len(text) * 4 < bounds.MOST_BYTES
        assert beyond_bounds(str(path), text) is None


DIGITS = "9" * 5_000
WHERE_DIGITS = {
    "a value": {CLAIM: text_of(CLAIM).replace("value: 40", f"value: {DIGITS}")},
    "a paragraph": {CLAIM: text_of(CLAIM).replace("paragraph: 2", f"paragraph: {DIGITS}")},
    "a date": {CLAIM: text_of(CLAIM).replace("date: 1901-04", f"date: {DIGITS}")},
    "a cell": {ROWS: text_of(ROWS).replace("38,", f"{DIGITS},")},
    "a formula": {
        CLAIM: text_of(CLAIM).replace(
            "unit: carts\n",
            f"unit: carts\n    derived:\n      formula: {DIGITS}\n      from: {{}}\n",
        )
    },
    "an address": {SOURCE: text_of(SOURCE).replace("url: null", f"url: https://a:{DIGITS}/")},
    "a stated number": {
        CLAIM: text_of(CLAIM).replace("unit: carts\n", f"unit: carts\n    stated: {DIGITS} carts\n")
    },
    "front matter": {PAGE: f"---\nsearch: {{boost: {DIGITS[:3_900]}}}\n---\n\n# A\n"},
}


@pytest.mark.parametrize("case", WHERE_DIGITS)
def test_a_number_of_five_thousand_digits_is_a_located_problem(case, tmp_path):
    folder = a_folder(tmp_path, **WHERE_DIGITS[case])
    found = {one.place.path for one in told(folder)[0]}
    assert found == {*WHERE_DIGITS[case]}


@pytest.mark.parametrize("opens", ["[", "{a: ", "- ", "? ", "[{", "a: [", ">\n"])
def test_values_a_thousand_deep_are_a_located_problem(opens, tmp_path):
    folder = a_folder(
        tmp_path, **{TERM: opens * 1_000, SERIES: opens * 1_000, PAGE: f"---\na: {'[' * 45}\n---\n"}
    )
    assert {TERM, SERIES} <= {one.place.path for one in told(folder)[0]}


@pytest.mark.parametrize("seed", range(5))
def test_no_page_of_odd_pieces_fails_the_readers_of_prose(seed):
    pieces = [
        "`",
        "``",
        "<pre>",
        "</pre>",
        "<!--",
        "-->",
        "{: a }",
        "](",
        "[a]",
        "5 percent ",
        "\n",
        "\n\n",
        "a",
        " ",
    ]
    for _ in range(100):
        text = "".join(random.Random(f"{seed}{_}").choices(pieces, k=40))
        page = read_page("docs/x.md", text)
        assert len(visible(page).text) == len(text)
        assert visible(page).text.count("\n") == text.count("\n")
        assert len(outside_code(text)) == len(text)
