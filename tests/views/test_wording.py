"""Words: every number with its unit and limit, every date as uncertain as it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import catalog
from builders import a_claim, a_quantity, minimal
from claimbook.core.records.quantities import amount_words as in_unit_words
from claimbook.core.records.vocabulary import QualifierEntry, UnitEntry
from claimbook.core.text.date_words import date_words, period_words
from claimbook.core.text.dates import parse_when
from claimbook.core.text.messages import number, speaking
from claimbook.views.names import quantity_figure
from claimbook.views.wording import (
    amount_words,
    listing,
    machine_date,
    run_on,
    sentence,
    short_name,
    within,
)
from strategies import NEAR, dates

UNIT = UnitEntry(
    id="carts", definition="Carts.", words="{} carts", one="{} cart", short="{}c", title="carts"
)
LIMITS = ("about {}", "at least {}", "up to {}", "nearly {}", "more than {}", "{} each")
QUALIFIERS = tuple(
    QualifierEntry(
        id=words.replace("{}", "").strip().replace(" ", "-"),
        definition="-",
        words=words,
        open="around",
    )
    for words in LIMITS
)
BOOK = replace(
    minimal(),
    vocabulary=minimal().vocabulary.model_copy(update={"units": (UNIT,), "qualifiers": QUALIFIERS}),
)
NUMBERS = st.decimals(0, 10**12, places=2) | st.integers(0, 10**12).map(Decimal)


def words(*, short=False, **amount):
    return amount_words(BOOK, a_quantity(**amount), "carts", short=short)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ({"value": 40}, "40 carts"),
        ({"value": Decimal("2.50")}, "2.50 carts"),
        ({"value": 1250000}, "1,250,000 carts"),
        ({"value": 0}, "0 carts"),
        ({"value": 1}, "1 cart"),
        ({"value": -1}, "−1 cart"),
        ({"value": Decimal("1.0")}, "1.0 cart"),
        ({"value": -3}, "−3 carts"),
        ({"low": -5, "high": -3}, "−5 to −3 carts"),
        ({"low": -5, "high": 3}, "−5 to 3 carts"),
        ({"low": 0, "high": 1}, "0–1 carts"),
        ({"low": 40, "high": 50}, "40–50 carts"),
        ({"low": 40, "high": 40}, "40 carts"),
        ({"low": 40}, "40 carts or more"),
        ({"high": 50}, "up to 50 carts"),
        ({"high": 55, "qualifier": "about"}, "up to about 55 carts"),
        ({"low": 40, "qualifier": "about"}, "about 40 carts or more"),
        ({"value": 40, "qualifier": "about"}, "about 40 carts"),
        ({"low": 40, "high": 50, "qualifier": "at-least"}, "at least 40–50 carts"),
        ({"value": 40, "qualifier": "each"}, "40 carts each"),
        ({}, "not known"),
    ],
)
def test_an_amount_in_words(amount, said):
    assert words(**amount) == said


DOLLARS = UnitEntry(
    id="dollars", definition="-", words="US${} billion", short="US${}bn", title="dollars"
)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ({"value": -5}, "−US$5 billion"),
        ({"low": -5, "high": -3}, "−US$5 billion to −US$3 billion"),
        ({"low": 40, "high": 50}, "US$40–50 billion"),
        ({"low": 40}, "US$40 billion or more"),
        ({"high": 55, "qualifier": "about"}, "up to about US$55 billion"),
        ({"low": 1, "high": 1}, "US$1 billion"),
    ],
)
def test_an_amount_whose_unit_stands_before_it(amount, said):
    qualifier = BOOK.entry("qualifiers", amount["qualifier"]) if "qualifier" in amount else None
    assert in_unit_words(a_quantity(**amount), DOLLARS, qualifier) == said


@pytest.mark.parametrize("limit", ["above", "below"])
def test_a_limit_is_not_said_twice(limit):
    entry = QualifierEntry(id="x", definition="-", words="limit {}", open=limit)
    end = {"above": "low", "below": "high"}[limit]
    assert in_unit_words(a_quantity(**{end: 4}), DOLLARS, entry) == "limit US$4 billion"


def a_unit(name, measures=None):
    return UnitEntry(
        id=name, definition="-", words=f"{{}} {name}", short="{}", title=name, measures=measures
    )


SCALES = replace(
    minimal(),
    vocabulary=minimal().vocabulary.model_copy(
        update={
            "units": (
                a_unit("gram"),
                a_unit("kg", "1000 * gram"),
                a_unit("ton", "1000 * kg"),
                a_unit("dozen", "12 * piece"),
                a_unit("piece"),
                a_unit("percent", "0.01"),
                a_unit("times", "1"),
            )
        }
    ),
)


@pytest.mark.parametrize(
    ("unit", "amount", "said"),
    [
        ("ton", {"value": Decimal("0.275")}, "275 kg"),
        ("ton", {"value": Decimal("0.2750")}, "275.0 kg"),
        ("ton", {"value": Decimal("0.0004")}, "400 gram"),
        ("ton", {"value": Decimal("-0.5")}, "−500 kg"),
        ("ton", {"low": Decimal("0.5"), "high": Decimal("0.75")}, "500–750 kg"),
        ("ton", {"low": Decimal("0.5"), "high": Decimal("1.5")}, "0.5–1.5 ton"),
        ("ton", {"low": Decimal("0.0005"), "high": Decimal("0.5")}, "500–500,000 gram"),
        ("ton", {"low": 0, "high": Decimal("0.5")}, "0–500 kg"),
        ("ton", {"value": 0}, "0 ton"),
        ("ton", {"value": 1}, "1 ton"),
        ("gram", {"value": Decimal("0.5")}, "0.5 gram"),
        ("ton", {"value": Decimal("0.0000001")}, "0.0000001 ton"),
        ("dozen", {"value": Decimal("0.5")}, "0.5 dozen"),
        ("times", {"value": Decimal("0.5")}, "0.5 times"),
    ],
)
def test_what_is_small_in_its_unit_is_told_in_a_smaller_one(unit, amount, said):
    assert amount_words(SCALES, a_quantity(**amount), unit) == said


def test_a_missing_bound_is_not_said_to_be_nothing():
    assert "0" not in words(low=4)
    assert "0" not in words(high=5)


@given(NUMBERS, st.sampled_from([entry.id for entry in QUALIFIERS]), st.booleans())
def test_a_limit_is_never_dropped(value, qualifier, short):
    limit = BOOK.entry("qualifiers", qualifier).words.replace("{}", "").strip()
    assert limit in words(value=value, qualifier=qualifier, short=short)


@given(NUMBERS, NUMBERS, st.booleans())
def test_both_bounds_of_a_range_are_said(one, other, short):
    low, high = min(one, other), max(one, other) + 1
    said = words(low=low, high=high, short=short)
    assert number(low) in said
    assert number(high) in said


@given(NUMBERS)
def test_a_number_in_words_keeps_every_digit(value):
    assert number(value).replace(",", "") == f"{value:f}"
    assert number(-value - 1).replace("−", "-").replace(",", "") == f"{-value - 1:f}"


def test_a_very_large_number_is_not_written_with_an_exponent():
    assert number(Decimal("1E+9")) == "1,000,000,000"


def test_a_qualified_figure_keeps_its_limit_in_both_lengths():
    quantity = a_quantity(value=40, qualifier="about")
    view = quantity_figure(BOOK, a_claim(quantities=(quantity,)), quantity)
    assert (view.words, view.short, view.value) == ("about 40 carts", "about 40c", "40")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025", "2025"),
        ("2025-12", "December 2025"),
        ("2025-12-03", "3 December 2025"),
        ("2025~", "about 2025"),
        ("2025-12~", "about December 2025"),
        ("2025-12-03~", "about 3 December 2025"),
        ("2025-12?", "perhaps December 2025"),
        ("2025-12%", "perhaps about December 2025"),
        ("2025-XX", "a month in 2025"),
        ("2025-12-XX", "a day in December 2025"),
        ("2025-12-04/..", "4 December 2025 or later"),
        ("../2025-12", "December 2025 or earlier"),
        ("2025-12~/..", "about December 2025 or later"),
        ("2025/2027", "between 2025 and 2027"),
        ("2025-03/2025-05", "between March and May 2025"),
        ("2025-12/2026-01", "between December 2025 and January 2026"),
        ("2026-05-08/2026-05-12", "between 8 and 12 May 2026"),
        ("2026-05-30/2026-06-02", "between 30 May and 2 June 2026"),
        ("2026-05-08~/2026-05-12", "between about 8 May and 12 May 2026"),
        ("2025-12-30/2026-01-02", "between 30 December 2025 and 2 January 2026"),
        ("2025/2026-03", "between 2025 and March 2026"),
        ("2025-03-XX/2025-05", "between a day in March 2025 and May 2025"),
    ],
)
def test_a_date_in_words(text, said):
    assert date_words(parse_when(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024", "2024"),
        ("2026/2033", "2026 to 2033"),
        ("2026/..", "from 2026 on"),
        ("../2026", "until 2026"),
        ("2026~/2033", "about 2026 to 2033"),
    ],
)
def test_a_period_in_words(text, said):
    assert period_words(parse_when(text)) == said


@given(dates())
def test_a_rough_date_is_never_said_to_be_sharp(when):
    for said in (date_words(when), period_words(when)):
        assert when.is_rough == ("about" in said or "perhaps" in said)


@given(NEAR)
def test_a_month_is_never_said_to_be_a_day(when):
    if {moment.precision for moment in (when.start, when.end) if moment} <= {"month", "year"}:
        assert not any(word.isdigit() and len(word) < 3 for word in date_words(when).split())


@given(dates())
def test_both_ends_of_a_date_are_said_with_their_years(when):
    for moment in (when.start, when.end):
        if moment and moment is when.end:
            assert str(moment.earliest.year) in date_words(when).split()


@given(dates())
def test_only_an_exact_date_is_given_to_machines(when):
    exact = not when.is_interval and not when.is_rough and "X" not in when.text
    assert machine_date(when) == (when.text if exact else None)


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_in_words(items, said):
    assert listing(items) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("a word", "A word."), ("Is it?", "Is it?"), ("u.S. plans", "U.S. plans."), ("", ".")],
)
def test_a_sentence_begins_and_ends_as_one(text, said):
    assert sentence(text) == said


def test_a_short_name_leaves_out_what_stands_in_brackets():
    assert short_name("Ann Reed (Riverside Bridge)") == "Ann Reed"


ZH = {("range", "{low}–{high}"): "{low}至{high}", "{amount} or more": "{amount}以上"}
PERCENT = UnitEntry(id="p", definition="-", words="{}%", short="{}%", title="%")
YUAN = UnitEntry(id="y", definition="-", words="{}億元", short="{}億", title="億元")


@pytest.mark.parametrize(
    ("tag", "unit", "amount", "said", "short"),
    [
        ("zh-Hant-TW", PERCENT, {"low": 40, "high": 50}, "40%至50%", "40–50%"),
        ("zh-Hant-TW", YUAN, {"low": 1650, "high": 1700}, "1,650至1,700億元", "1,650–1,700億"),
        ("zh-Hant-TW", PERCENT, {"low": 40}, "40%以上", "40%以上"),
        ("es", PERCENT, {"value": Decimal("37.75")}, "37,75%", "37,75%"),
        ("de", PERCENT, {"low": 1000, "high": Decimal("1000.5")}, "1.000–1.000,5%", None),
        ("fr", PERCENT, {"value": 1650}, "1\u202f650%", None),
        ("ar-EG", PERCENT, {"value": -5}, "−٥%", None),
    ],
)
def test_an_amount_in_the_words_of_a_language(tag, unit, amount, said, short):
    with catalog.speaking(tag, ZH if tag.startswith("zh") else {}):
        assert in_unit_words(a_quantity(**amount), unit, None) == said
        assert short in {None, in_unit_words(a_quantity(**amount), unit, None, short=True)}


@pytest.mark.parametrize(
    ("tag", "both", "either"),
    [
        ("en", "a, b and c", "a, b or c"),
        ("de", "a, b und c", "a, b oder c"),
        ("es", "a, b y c", "a, b o c"),
        ("ja", "a、b、c", "a、b、またはc"),
        ("zh-Hant-TW", "a、b和c", "a、b或c"),
        ("ar", "a وb وc", "a أو b أو c"),
    ],
)
def test_a_list_in_the_words_of_a_language(tag, both, either):
    with speaking(tag):
        assert (listing(["a", "b", "c"]), listing(["a", "b", "c"], "or")) == (both, either)


def test_sentences_follow_each_other_as_the_script_has_it():
    assert run_on(("One.", "", "Two.")) == "One. Two."
    with catalog.speaking("zh-Hant-TW", {"{text}.": "{text}。"}):
        assert run_on((sentence("一"), sentence("二。"))) == "一。二。"


def test_nouns_keep_their_capitals_where_nouns_have_such():
    assert within("Corroborated") == "corroborated"
    with speaking("de"):
        assert within("Irreführende Wortwahl") == "Irreführende Wortwahl"


def test_a_short_name_leaves_out_what_stands_in_wide_brackets():
    assert short_name("盧特尼克（Howard Lutnick）") == "盧特尼克"


YEARS = UnitEntry(
    id="years",
    definition="-",
    words="{} سنة",
    short="{} سنة",
    one="سنة واحدة",
    two="سنتان",
    few="{} سنوات",
    many="{} سنة",
    title="سنوات",
)


@pytest.mark.parametrize(
    ("number", "said"),
    [("1", "سنة واحدة"), ("2", "سنتان"), ("3", "3 سنوات"), ("11", "11 سنة"), ("102", "102 سنة")],
)
def test_a_unit_has_the_plural_forms_of_its_language(number, said):
    with speaking("ar"):
        for short in (True, False):
            assert (
                in_unit_words(a_quantity(value=Decimal(number)), YEARS, None, short=short) == said
            )


def test_a_range_keeps_both_of_its_numbers():
    with speaking("ar"):
        said = in_unit_words(a_quantity(low=1, high=2), YEARS, None)
    assert {"1", "2"} <= {*said}


MILLIONS = {"id": "USD million", "definition": "-", "size": 1_000_000, "title": "-"}


@pytest.mark.parametrize(
    ("tag", "words", "amount", "said"),
    [
        ("zh-Hant", "{large}美元", "165000", "1,650億美元"),
        ("ja", "{large}ドル", "0.5", "50万ドル"),
        ("es", "{large} dólares", "1250", "1,25 mil millones de dólares"),
        ("es", "{large} dólares", "0.5", "500.000 dólares"),
        ("de", "{large} Dollar", "-3", "−3 Millionen Dollar"),
    ],
)
def test_a_unit_of_a_size_is_told_in_the_large_numbers_of_the_language(tag, words, amount, said):
    unit = UnitEntry(**MILLIONS, words=words, short=words)
    with speaking(tag):
        assert in_unit_words(a_quantity(value=Decimal(amount)), unit, None) == said
