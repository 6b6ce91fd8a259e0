"""Formulas, units, limits and the sums of derived figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import MINIMAL, ROOT, a_folder, data_problems_of, no_rule_failed, problems_of
from claimbook.core.load import load_dataset
from claimbook.core.proofs.reckoning import Bounds
from claimbook.core.records.measures import Measure, measures
from claimbook.core.records.vocabulary import UnitEntry
from claimbook.core.rules.stated import numbers_in
from claimbook.core.text.formula import (
    MAX_DEPTH,
    MAX_LENGTH,
    FormulaError,
    Number,
    fold,
    names,
    parse,
    pieces,
    tokens,
)
from claimbook.core.text.problems import report
from claimbook.views.claims import claim_page
from claimbook.views.series import series_chart

VALUES = {"a": Fraction(165), "bb": Fraction(5, 8), "c_1": Fraction(-3), "d": Fraction(0)}
CLAIM = "data/claims/forty-carts.yml"
SERIES = "data/series/carts-by-year.yml"
ROWS = "data/series/carts-by-year.csv"
VOCABULARY = "data/vocabulary.yml"
SHARES = """
  - id: percent
    definition: Hundredths of a whole.
    words: "{} percent"
    short: "{}%"
    title: percent
    measures: "0.01"
    difference: percentage points
  - id: percentage points
    definition: Differences of shares.
    words: "{} percentage points"
    short: "{} points"
    title: percentage points
  - id: days
    definition: Days.
    words: "{} days"
    short: "{} d"
    title: days
  - id: carts a day
    definition: Carts in each day.
    words: "{} carts a day"
    short: "{} c/d"
    title: carts a day
    measures: "carts / days"
"""
FLOOR = """
  - id: at-least
    definition: A floor.
    words: at least {}
    open: above
  - id: up-to
    definition: A ceiling.
    words: up to {}
    open: below
"""


# The language


@st.composite
def sums(draw, depth=3):
    """A formula as text, and what it comes to by Python's own fractions; None for x / 0."""
    if depth == 0 or draw(st.booleans()):
        if draw(st.booleans()):
            name = draw(st.sampled_from(sorted(VALUES)))
            return name, VALUES[name]
        number = draw(st.decimals(0, 999, places=draw(st.integers(0, 2))))
        return f"{number:f}", Fraction(number)
    (left, one), (right, other) = draw(sums(depth=depth - 1)), draw(sums(depth=depth - 1))
    sign = draw(st.sampled_from("+-*/"))
    space = draw(st.sampled_from(["", " ", "  "]))
    text = f"({left}){space}{sign}{space}({right})"
    if one is None or other is None or (sign == "/" and other == 0):
        return text, None
    worked = {
        "+": lambda: one + other,
        "-": lambda: one - other,
        "*": lambda: one * other,
        "/": lambda: one / other,
    }
    return text, worked[sign]()


def worked_out(text):
    signs = {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "/": lambda a, b: a / b,
    }
    return fold(
        parse(text),
        lambda leaf: leaf.value if isinstance(leaf, Number) else VALUES[leaf.name],
        lambda operation, left, right: signs[operation.sign](left, right),
    )


@given(sums())
def test_a_formula_comes_to_what_fractions_come_to(case):
    text, expected = case
    assume(expected is not None and len(text) <= MAX_LENGTH)
    assert worked_out(text) == expected


@given(st.lists(st.tuples(st.sampled_from("+-*/"), st.integers(1, 99)), max_size=20))
def test_signs_bind_and_are_taken_from_the_left_as_in_arithmetic(steps):
    text = "7" + "".join(f" {sign} {number}" for sign, number in steps)
    literal = "Fraction(7)" + "".join(f" {sign} Fraction({number})" for sign, number in steps)
    assert worked_out(text) == eval(literal, {"Fraction": Fraction})


def fault_of(text):
    try:
        parse(text)
    except FormulaError as error:
        return error
    return None


@given(st.text(max_size=MAX_LENGTH + 5) | st.text("ab1.+-*/() '", max_size=60))
def test_any_other_text_is_refused_at_a_place_that_it_has(text):
    fault = fault_of(text)
    assert fault is None or (fault.message and 0 <= fault.at <= len(text))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a - ", 4),
        ("a x b", 2),
        ("a ** b", 3),
        ("(a - b", 0),
        ("a - b)", 5),
        ("1.5.2", 3),
        ("a; import os", 1),
        ("f(a)", 1),
        ("a.b", 1),
        ("- a", 0),
        ("", 0),
        ("'a", 0),
        ("a − b", 2),
    ],
)
def test_a_fault_is_found_where_it_stands(text, at):
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.at == at


def test_a_formula_of_too_many_characters_or_parentheses_is_refused():
    parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH)
    for text in ("a + " * MAX_LENGTH, "(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1)):
        with pytest.raises(FormulaError):
            parse(text)
    assert worked_out("+".join(["1"] * 100)) == 100


def test_a_name_with_spaces_stands_in_quotes():
    assert [name.name for name in names(parse("'two words' / \"other words\" / x"))] == [
        "two words",
        "other words",
        "x",
    ]


@given(sums())
def test_every_piece_is_found_at_its_place(case):
    text, _ = case
    assume(len(text) <= MAX_LENGTH)
    assert all(text[token.at :].startswith(token.text) for token in tokens(text))


def test_a_formula_is_shown_with_the_signs_of_print():
    shown = "".join(text or f"<{name}>" for text, name in pieces("(a-b)*2/c + 1"))
    assert shown == "(<a> − <b>) × 2 ÷ <c> + 1"


# Units

powers = st.dictionaries(
    st.sampled_from(["carts", "days", "tolls"]), st.sampled_from([-2, -1, 1, 2])
)
measured = st.builds(
    lambda scale, powers: Measure(scale, tuple(sorted(powers.items()))),
    st.fractions(Fraction(1, 20), 100, max_denominator=20),
    powers,
)


@given(measured, measured, measured)
def test_units_multiply_in_any_order_and_divide_back(one, other, third):
    assert one * other == other * one
    assert (one * other) * third == one * (other * third)
    assert one * other / other == one
    assert one / one == Measure()


def a_unit(unit_id, **changes):
    plain = {"definition": "A unit.", "words": "{}", "short": "{}", "title": unit_id}
    return UnitEntry(id=unit_id, **plain, **changes)


def test_a_unit_made_of_others_is_worked_out_to_the_plain_ones():
    found = measures(
        [
            a_unit("score of carts", measures="20 * carts"),
            a_unit("carts"),
            a_unit("days"),
            a_unit("scores a week", measures="'score of carts' / (7 * days)"),
            a_unit("percent", measures="0.01", difference="points"),
            a_unit("points"),
        ]
    )
    assert found.faults == []
    assert found.of["scores a week"] == Measure(Fraction(20, 7), (("carts", 1), ("days", -1)))
    assert found.of["percent"] == found.of["points"] == Measure(Fraction(1, 100))


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("carts +", "E080"),
        ("carts + carts", "E080"),
        ("carts / 0", "E080"),
        ('"0"', "E080"),
        ("cats / 2", "E081"),
        ("herds * 2", "E083"),
        (f'"{"9" * 61}"', "E080"),
        (" * ".join(["carts"] * 13), "E080"),
        (f"carts / {'9' * 61}", "E080"),
    ],
)
def test_a_unit_with_a_wrong_formula_is_told_so_at_its_place(formula, code, tmp_path):
    unit = f"""
  - id: herds
    definition: Herds.
    words: "{{}} herds"
    short: "{{}} h"
    title: herds
    measures: {formula}
"""
    problems, _ = problems_of(a_folder(tmp_path, **vocabulary(units=unit)))
    assert [(p.code, p.place.path) for p in problems] == [(code, VOCABULARY)]
    assert "measures" in problems_line(tmp_path, problems[0])


def problems_line(folder, problem):
    return (folder / problem.place.path).read_text("utf-8").split("\n")[problem.place.line - 1]


# Ranges and limits

ends = st.fractions(Fraction(1, 4), 50, max_denominator=4)
spans = st.builds(
    lambda a, b, below, above: Bounds(min(a, b), max(a, b), below=below, above=above),
    ends,
    ends,
    st.booleans(),
    st.booleans(),
)


def true_numbers(span, where, beyond):
    """A number that may be meant by a span: within it, or beyond where it is open."""
    inside = span.low + (span.high - span.low) * where
    if beyond == 1 and span.above:
        return span.high * 3
    if beyond == -1 and span.below:
        return span.low / 3
    return inside


@given(
    spans,
    spans,
    st.sampled_from("+-*/"),
    st.fractions(0, 1, max_denominator=4),
    st.fractions(0, 1, max_denominator=4),
    st.sampled_from([-1, 0, 1]),
    st.sampled_from([-1, 0, 1]),
)
def test_no_true_number_falls_out_of_a_result(one, other, sign, where, there, up, down):  # noqa: PLR0913, PLR0917
    a, b = true_numbers(one, where, up), true_numbers(other, there, down)
    result, true = {
        "+": lambda: (one + other, a + b),
        "-": lambda: (one - other, a - b),
        "*": lambda: (one * other, a * b),
        "/": lambda: (one * other.inverse(), a / b),
    }[sign]()
    assert result.below or result.low <= true
    assert result.above or true <= result.high


@given(spans)
def test_what_has_no_open_part_is_not_open(span):
    closed = Bounds(span.low, span.high)
    assert (closed + closed * closed - closed).open == "none"


# Sums in a book


def test_a_name_with_an_apostrophe_is_compared_whole(tmp_path):
    unit = """
  - id: cart's load
    definition: Loads.
    words: "{} loads"
    short: "{} l"
    title: loads
  - id: trains
    definition: Trains.
    words: "{} trains"
    short: "{} t"
    title: trains
    measures: 20 * "cart's lod"
"""
    ((problem,), _) = problems_of(a_folder(tmp_path, **vocabulary(units=unit)))
    assert (problem.code, problem.message) == ("E081", "there is no unit 'cart's lod'")
    assert problem.help.startswith("did you mean 'cart's load'?")


def vocabulary(units="", qualifiers=""):
    text = (MINIMAL / VOCABULARY).read_text("utf-8")
    text = text.replace("\nqualifiers:\n", f"{units.rstrip()}\nqualifiers:\n")
    return {
        VOCABULARY: text.replace("\nsource_kinds:\n", f"{qualifiers.rstrip()}\nsource_kinds:\n")
    }


def a_quantity(name, number, unit, *more):
    lines = [f"  - id: {name}", f"    what: {name}", f"    unit: {unit}", "    origin: notice"]
    bounds = number if ":" in str(number) else f"value: {number}"
    return "\n".join([*lines, *(f"    {line}" for line in bounds.split("; ")), *more, ""])


def derived(formula, *more, **sources):
    named = [f"        {name}: {figure}" for name, figure in sources.items()]
    more = [f"      {line}" for line in more]
    return "\n".join(["    derived:", f"      formula: {formula}", *more, "      from:", *named])


def a_sum_book(tmp_path, *quantities, **files):
    text = (MINIMAL / CLAIM).read_text("utf-8")
    more = "".join(quantities)
    text = text.replace("evidence:\n", f"{more}evidence:\n", 1)
    shares = vocabulary(SHARES, FLOOR)
    return a_folder(tmp_path, **{CLAIM: text, **shares, **files})


def codes(folder):
    return [problem.code for problem in problems_of(folder)[0]]


C = "forty-carts."


@pytest.mark.parametrize(
    ("unit", "expected"), [("percentage points", []), ("percent", ["E084"]), ("carts", ["E084"])]
)
def test_a_difference_of_shares_is_in_percentage_points_only(unit, expected, tmp_path):
    rise = derived("now - before", now=C + "now", before=C + "before")
    folder = a_sum_book(
        tmp_path,
        a_quantity("now", 50, "percent"),
        a_quantity("before", 40, "percent"),
        a_quantity("rise", 10, unit, rise),
    )
    assert codes(folder) == expected


@pytest.mark.parametrize(("unit", "expected"), [("percent", []), ("percentage points", ["E084"])])
def test_a_quotient_of_shares_is_in_percent_only(unit, expected, tmp_path):
    growth = derived("(now - before) / before", now=C + "now", before=C + "before")
    folder = a_sum_book(
        tmp_path,
        a_quantity("now", 50, "percent"),
        a_quantity("before", 40, "percent"),
        a_quantity("growth", 25, unit, growth),
    )
    assert codes(folder) == expected


@pytest.mark.parametrize(
    ("formula", "number", "unit", "expected"),
    [
        ("share + rise", 50, "percent", []),
        ("rise + share", 50, "percent", []),
        ("share - rise", 30, "percent", []),
        ("rise - share", 30, "percent", ["E084"]),
        ("rise + rise + share * 0", 20, "percent", []),
        ("2 * rise + share - share", 20, "percentage points", []),
        ("1 - share + rise * 0", 60, "percent", ["E084"]),
        ("rise + 1 + share", 50, "percent", ["E084"]),
        ("rise * share", 4, "percentage points", ["E084"]),
        ("rise * share", 4, "percent", []),
    ],
)
def test_shares_and_their_differences_go_together_as_they_must(
    formula, number, unit, expected, tmp_path
):
    folder = a_sum_book(
        tmp_path,
        a_quantity("share", 40, "percent"),
        a_quantity("rise", 10, "percentage points"),
        a_quantity("sum", number, unit, derived(formula, share=C + "share", rise=C + "rise")),
    )
    assert codes(folder) == expected


def test_the_rest_of_a_whole_is_a_share(tmp_path):
    rest = derived("1 - share", share=C + "share")
    share = a_quantity("share", 40, "percent")
    assert codes(a_sum_book(tmp_path, share, a_quantity("rest", 60, "percent", rest))) == []
    points = a_quantity("rest", 60, "percentage points", rest)
    assert codes(a_sum_book(tmp_path, share, points)) == ["E084"]


def test_unlike_units_are_not_added_and_what_fits_is_proposed(tmp_path):
    days, carts = a_quantity("days", 8, "days"), a_quantity("carts", 40, "carts")
    sources = {"carts": C + "carts", "days": C + "days"}
    wrong = a_quantity("sum", 48, "carts", derived("carts + days", **sources))
    problems, said = problems_of(a_sum_book(tmp_path / "1", days, carts, wrong))
    assert [problem.code for problem in problems] == ["E084"]
    assert "'carts' and 'days' cannot be added" in said
    wrong = a_quantity("rate", 5, "carts", derived("carts / days", **sources))
    problems, said = problems_of(a_sum_book(tmp_path / "2", days, carts, wrong))
    assert [problem.code for problem in problems] == ["E084"]
    assert "'carts / days', and 'carts' is stated" in said
    assert "state it in 'carts a day'" in said
    right = a_quantity("rate", 5, "carts a day", derived("carts / days", **sources))
    assert codes(a_sum_book(tmp_path / "3", days, carts, right)) == []


def test_what_may_be_zero_is_not_divided_by(tmp_path):
    quotient = derived("a / b", a=C + "per-day", b=C + "none")
    folder = a_sum_book(
        tmp_path,
        a_quantity("none", "low: -1; high: 2", "carts"),
        a_quantity("q", 1, "percent", quotient),
    )
    assert codes(folder) == ["E084"]


def test_units_of_units_of_units_end_where_none_could_be_meant():
    units = [a_unit("u0", measures="9" * 50)]
    units += [a_unit(f"u{n}", measures="*".join([f"u{n - 1}"] * 25)) for n in range(1, 6)]
    assert {fault.kind for fault in measures(units).faults} == {"unit"}


def test_a_sum_of_very_many_digits_is_told_in_full(tmp_path):
    product = derived(f"a * {10**28 + 1}", a=C + "a")
    folder = a_sum_book(
        tmp_path, a_quantity("a", 40, "carts"), a_quantity("more", 1, "carts", product)
    )
    problems, said = problems_of(folder)
    assert [problem.code for problem in problems] == ["E086"]
    assert "400,000,000,000,000,000,000,000,000,040" in said


@pytest.mark.parametrize(
    ("number", "tolerance", "expected"),
    [
        ("13.3", None, ["E086"]),
        ("13.3", "0.04", []),
        ("13.3", "0.03", ["E086"]),
        ("13.5", "0.5", []),
        ("13", "0.5", []),
        ("13.834", "0.5", ["E086"]),
    ],
)
def test_a_result_is_within_the_tolerance_or_is_refused(number, tolerance, expected, tmp_path):
    more = [f"tolerance: {tolerance}"] if tolerance else []
    third = derived("a / 3", *more, a=C + "a")
    folder = a_sum_book(
        tmp_path, a_quantity("a", 40, "carts"), a_quantity("third", number, "carts", third)
    )
    assert codes(folder) == expected


def test_a_tolerance_holds_at_its_edge_and_not_beyond(tmp_path):
    half = derived("a / 4", "tolerance: 0.25", a=C + "a")
    a = a_quantity("a", 41, "carts")
    for number, expected in (("10.5", []), ("10", []), ("10.51", ["E086"]), ("9.99", ["E086"])):
        folder = a_sum_book(tmp_path / number, a, a_quantity("half", number, "carts", half))
        assert codes(folder) == expected, number


def test_a_rounded_result_may_be_called_rough_and_an_exact_one_may_not(tmp_path):
    a, rough = a_quantity("a", 41, "carts"), "    qualifier: about\n"
    rounded = derived("a / 4", "tolerance: 0.25", a=C + "a")
    exact = derived("a / 4", a=C + "a")
    one = a_quantity("q", 10, "carts", rough + rounded)
    other = a_quantity("q", "10.25", "carts", rough + exact)
    assert codes(a_sum_book(tmp_path / "1", a, one)) == []
    assert codes(a_sum_book(tmp_path / "2", a, other)) == ["E087"]


@pytest.mark.parametrize(
    ("formula", "number", "qualifier", "expected"),
    [
        ("floor + plain", 25, "at-least", []),
        ("floor + plain", 25, None, ["E087"]),
        ("floor + plain", 25, "up-to", ["E087"]),
        ("plain - floor", 5, "up-to", []),
        ("plain - floor", 5, "at-least", ["E087"]),
        ("floor - plain + plain - plain", -5, "at-least", []),
        ("plain / floor * plain", "22.5", "up-to", []),
        ("floor - floor + plain", 15, "about", []),
    ],
)
def test_a_sum_is_as_open_as_its_parts(formula, number, qualifier, expected, tmp_path):
    sources = {n: C + n for n in ("floor", "plain") if n in formula}
    stated = [f"    qualifier: {qualifier}"] if qualifier else []
    folder = a_sum_book(
        tmp_path,
        a_quantity("floor", 10, "carts", "    qualifier: at-least"),
        a_quantity("plain", 15, "carts"),
        a_quantity("sum", number, "carts", *stated, derived(formula, **sources)),
    )
    assert codes(folder) == expected


def test_a_range_is_compared_at_both_ends(tmp_path):
    twice = derived("2 * r", r=C + "r")
    r = a_quantity("r", "low: 40; high: 50", "carts")
    for bounds, expected in (("low: 80; high: 100", []), ("low: 80; high: 99", ["E086"])):
        folder = a_sum_book(tmp_path / bounds[-2:], r, a_quantity("s", bounds, "carts", twice))
        assert codes(folder) == expected


@pytest.mark.parametrize(
    ("one", "other", "sign", "refused"),
    [
        ("of: all carts", "of: all carts", "+", False),
        ("of: all carts", "of: all horses", "+", True),
        ("of: all carts", "of: all horses", "-", True),
        ("of: all carts", "what: other carts", "-", True),
        ("period: 1900", "period: 1901", "+", True),
        ("period: 1900", "period: 1901", "-", False),
        ("period: 1900/1903", "period: 1900/1901", "-", True),
        ("period: 1900/1903", "period: 1900/1903", "-", False),
        ("period: 1900", "what: other carts", "-", True),
        ("of: all carts", "of: all horses", "/", False),
    ],
)
def test_only_like_is_added_to_like_unless_the_record_says_why(one, other, sign, refused, tmp_path):
    number, unit = {"+": (70, "carts"), "-": (10, "carts"), "/": ("133.5", "percent")}[sign]
    for because in (None, "because: They are the same carts."):
        more = ["tolerance: 0.5", *([because] if because else [])]
        text = derived(f"a {sign} b", *more, a=C + "a", b=C + "b")
        a, b = (
            a_quantity("a", 40, "carts", f"    {one}"),
            a_quantity("b", 30, "carts", f"    {other}"),
        )
        if "what:" in other:
            b = a_quantity("b", 30, "carts")
        folder = a_sum_book(tmp_path / str(because), a, b, a_quantity("s", number, unit, text))
        assert codes(folder) == (["E085"] if refused and not because else [])


def test_figures_of_different_records_are_not_added_without_a_reason(tmp_path):
    rows = "key,date,label,value,status,sources\ny1899,,then,30,actual,toll-book\ny1900,,now,38,actual,toll-book\n"
    plain = (MINIMAL / SERIES).read_text("utf-8").replace("kind: column", "kind: bar")
    plain = plain.replace("{y1900.date}", "{y1900.label}")
    files = {ROWS: rows, SERIES: plain}
    for sign, number, expected in (("+", 68, ["E085"]), ("-", 8, [])):
        text = derived(f"a {sign} b", a="carts-by-year.y1900", b=C + "b")
        b, s = a_quantity("b", 30, "carts"), a_quantity("s", number, "carts", text)
        assert codes(a_sum_book(tmp_path / sign, b, s, **files)) == expected


def with_cells(tmp_path, *cells, rows=None):
    text = (MINIMAL / SERIES).read_text("utf-8")
    text += (
        "columns:\n  - id: added\n    title: Added\n    unit: carts\n  - id: who\n    title: Who\n"
    )
    text += "derived:\n" + "".join(cells)
    rows = rows or (
        "key,date,label,value,status,sources,added,who\n"
        "y1899,1899,,30,actual,toll-book,,Ann\ny1900,1900,,38,actual,toll-book,8,Ann\n"
    )
    return a_folder(tmp_path, **{SERIES: text, ROWS: rows})


def a_cell(row="y1900", column="added", formula="now - before"):
    return (
        f"  - row: {row}\n    column: {column}\n    formula: {formula}\n    from:\n"
        "      now: carts-by-year.y1900\n      before: carts-by-year.y1899\n"
    )


def test_a_cell_of_a_series_is_done_again(tmp_path):
    assert codes(with_cells(tmp_path / "1", a_cell())) == []
    folder = with_cells(
        tmp_path / "2", a_cell(formula="now + before - 2 * before - before * 0 + 0 * now")
    )
    assert set(codes(folder)) == {"E085"}
    rows = "key,date,label,value,status,sources,added\ny1899,1899,,30,actual,toll-book,\ny1900,1900,,38,actual,toll-book,9\n"
    problems, said = problems_of(with_cells(tmp_path / "3", a_cell(), rows=rows))
    assert [(p.code, str(p.place)) for p in problems] == [("E086", f"{ROWS}:3:33")]
    assert "38 carts − 30 carts = 8 carts, and 9 is stated" in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"row": "y1990"}, "no row 'y1990'"),
        ({"column": "add"}, "no column of numbers 'add'"),
        ({"column": "who"}, "no column of numbers 'who'"),
        ({"row": "y1899"}, "is empty in column 'added'"),
    ],
)
def test_a_derived_cell_is_one_that_the_series_has(changes, words, tmp_path):
    problems, said = problems_of(with_cells(tmp_path, a_cell(**changes)))
    assert [problem.code for problem in problems] == ["E082"]
    assert words in said


def test_a_circle_through_a_claim_and_a_series_is_found_once(tmp_path):
    cell = f"  - row: y1900\n    formula: a\n    from:\n      a: {C}a\n"
    text = (MINIMAL / SERIES).read_text("utf-8") + "derived:\n" + cell
    folder = a_sum_book(
        tmp_path,
        a_quantity("a", 38, "carts", derived("b", b="carts-by-year.y1900")),
        **{SERIES: text},
    )
    assert codes(folder) == ["E083"]


def test_a_figure_that_follows_from_itself_is_a_circle(tmp_path):
    assert codes(a_sum_book(tmp_path, a_quantity("a", 0, "carts", derived("a", a=C + "a")))) == [
        "E083"
    ]


def test_figures_that_share_a_part_make_no_circle(tmp_path):
    folder = a_sum_book(
        tmp_path,
        a_quantity("a", 2, "carts"),
        a_quantity("b", 4, "carts", derived("2 * a", a=C + "a")),
        a_quantity("c", 6, "carts", derived("a + b", a=C + "a", b=C + "b")),
        a_quantity("d", 10, "carts", derived("c + b", b=C + "b", c=C + "c")),
    )
    assert codes(folder) == []


def test_a_figure_of_a_broken_record_is_not_called_missing(tmp_path):
    text = (MINIMAL / SERIES).read_text("utf-8").replace("unit: carts", "unit: [carts]")
    folder = a_sum_book(
        tmp_path,
        a_quantity("a", 8, "carts", derived("a - 30", a="carts-by-year.y1900")),
        **{SERIES: text},
    )
    assert "E082" not in codes(folder)


ODD = ("null", "5", "true", "[]", "{a: {}}", "{a: 5}", "a +", "1/0")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", ["formula", "from", "tolerance", "because", "a"])
def test_no_odd_value_in_a_sum_makes_the_check_fail(field, odd, tmp_path):
    text = derived("a - 1", "tolerance: 2", "because: So it is.", a=C + "per-day")
    lines = [
        line.split(":")[0] + f": {odd}" if line.strip().startswith(f"{field}:") else line
        for line in text.split("\n")
        if field != "from" or not line.strip().startswith("a:")
    ]
    assert no_rule_failed(a_sum_book(tmp_path, a_quantity("s", 39, "carts", *lines)))


# As stated


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("$165 billion", {165 * 10**9}),
        ("40% to 50%", {40, 50}),
        ("NT$1.25 trillion", {1_250 * 10**9}),
        ("$165 to $200 billion", {165 * 10**9, 200 * 10**9}),
        ("1,250 carts", {1250}),
        ("half of them", set()),
        ("£4.2m", {4_200_000}),
        ("US$4.2bn to $5bn", {4_200_000_000, 5 * 10**9}),
        ("$4-5m", {4 * 10**6, 5 * 10**6}),
        ("30m high, 12 km off", {30, 12}),
    ],
)
def test_numbers_are_read_with_the_words_that_multiply_them(text, numbers):
    assert numbers_in(text) == numbers


def as_stated(tmp_path, quote, number, *more):
    """The codes of a book whose notice has no fingerprint, so that any words can be quoted."""
    claim = (MINIMAL / CLAIM).read_text("utf-8").replace("some forty carts a day", quote)
    fields = "".join(f"    {line}\n" for line in more)
    claim = claim.replace("    value: 40\n", f"    {number}\n{fields}")
    seed = (MINIMAL / "seeds/bridge-notice.yml").read_text("utf-8").split("sha256:")[0]
    return codes(a_folder(tmp_path, **{CLAIM: claim, "seeds/bridge-notice.yml": seed}))


def test_a_number_that_stands_in_the_quotation_needs_its_words(tmp_path):
    assert as_stated(tmp_path, "some 40 carts a day", "value: 40") == ["E088"]
    assert as_stated(tmp_path, "some 40 carts a day", "value: 40", "stated: some 40 carts") == []


def test_curly_quotes_and_long_dashes_are_no_difference(tmp_path):
    quote, stated = "“some 40–50” carts a day", "stated: '\"some 40-50\"'"
    assert as_stated(tmp_path, quote, "low: 40\n    high: 50", stated) == []


def test_a_bound_that_is_not_stated_is_refused(tmp_path):
    quote = "some 40 to 50 carts a day"
    assert as_stated(tmp_path, quote, "value: 40", "stated: some 40 to 50") == ["E089"]
    assert as_stated(tmp_path, quote, "low: 40\n    high: 50", "stated: some 40") == ["E089"]


# The shipped book


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The shipped data with faults, and the report."""
    folder = tmp_path_factory.mktemp("planted") / "book"
    for part in ("data", "seeds"):
        a_folder(folder / part, book=ROOT / part)
    changes = {
        "data/claims/tsmc-increase-100bn.yml": ("value: 65", "value: 60"),
        "data/claims/tsmc-total-165bn.yml": ("stated: $165 billion", "stated: $156 billion"),
        "data/series/taiwan-special-defense-budget.yml": (
            "unit: percent",
            "unit: percentage points",
        ),
    }
    for path, (old, new) in changes.items():
        text = (folder / path).read_text("utf-8")
        assert text.count(old) == 1
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")
    problems, texts = data_problems_of(folder)
    return problems, report(problems, texts)


def test_a_wrong_sum_is_shown_as_a_reader_would_do_it(planted):
    assert "US$165 billion − US$100 billion = US$65 billion, and 60 is stated" in planted[1]


def test_swapped_percent_and_wrong_words_are_found_in_the_same_run(planted):
    assert {problem.code for problem in planted[0]} == {"E084", "E086", "E088"}


def test_the_page_of_a_claim_shows_its_sum_with_each_part_linked():
    data = load_dataset(ROOT)
    figures = {f.id: f for f in claim_page(data, "tsmc-increase-100bn").figures}
    found = figures["tsmc-increase-100bn.earlier-plan"].sum
    assert found.words == "US$165bn − US$100bn = US$65bn"
    assert [part.figure for part in found.parts if part.figure] == [
        "tsmc-total-165bn.total",
        "tsmc-increase-100bn.increase",
    ]


def test_every_figure_that_is_computed_here_shows_how():
    data = load_dataset(ROOT)
    here = [q for _, q in data.quantities.values() if q.origin == "derived"]
    assert here
    assert all(quantity.derived for quantity in here)
    for series in data.series.values():
        shown = dict(series_chart(data, series.id).sums)
        repeats = [cell for cell in series.derived if cell.formula in cell.sources]
        assert len(shown) == len(series.derived) - len(repeats)
