"""Amounts and dates are read off texts into the fields of records, in their language."""

from decimal import Decimal

import pytest

from builders import ROOT
from claimbook.core.load import load_dataset
from claimbook.core.records.vocabulary import UnitEntry
from claimbook.core.text.messages import speaking
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.beginning import starter_files
from claimbook.prose.fields import fields_reader


def units(language):
    data = read_yaml(starter_files(language)["data/vocabulary.yml"], "").data
    return [UnitEntry.model_validate(one) for one in data["units"]]


def read(text, language="en"):
    reader = fields_reader(units(language), language)
    return [(text[start:end], dict(fields)) for start, end, fields in reader(text)]


def value(number, unit=None):
    return {"value": Decimal(number)} | ({"unit": unit} if unit else {})


@pytest.mark.parametrize(
    ("text", "language", "words", "fields"),
    [
        ("it is nearing $300 billion by now", "en", "$300 billion", value(300, "USD billion")),
        ("some $2.4 million a year", "en", "$2.4 million", value("2.4", "USD million")),
        ("a total of $700,000", "en", "$700,000", value("0.7", "USD million")),
        ("NT$40 billion of it", "en", "NT$40 billion", value("40000000000")),
        ("50 per cent of chips", "en", "50 per cent", value(50, "percent")),
        ("after two years", "en", "two years", value(2, "years")),
        ("up by 3 percentage points", "en", "3 percentage points", value(3, "percentage points")),
        ("un 37,5 % más", "es", "37,5 %", value("37.5", "percent")),
        ("cinco por ciento de ellos", "es", "cinco por ciento", value(5, "percent")),
        ("a 1.250,40 euros al año", "es", "1.250,40 euros", value("1250.4")),
        ("3 mil millones de dólares", "es", "3 mil millones de dólares", value(3, "USD billion")),
        ("um 40 Prozent", "de", "40 Prozent", value(40, "percent")),
        ("40 Milliarden Dollar", "de", "40 Milliarden Dollar", value(40, "USD billion")),
        ("調漲百分之四十", "zh-Hant", "百分之四十", value(40, "percent")),
        ("約需三億元", "zh-Hant", "三億元", value(300000000)),
        ("通行料を四割引き上げ", "ja", "四割", value(40, "percent")),
        ("بنسبة ٤٠٪ ابتداء", "ar", "٤٠٪", value(40, "percent")),
        ("on 4 December 2025 it", "en", "4 December 2025", {"date": "2025-12-04"}),
        ("since March 2024", "en", "March 2024", {"date": "2024-03"}),
        ("from 2019 to 2024", "en", "2019 to 2024", {"date": "2019/2024"}),
        ("el 3 de marzo de 2024", "es", "3 de marzo de 2024", {"date": "2024-03-03"}),
        ("二〇一九年到二〇二四年間", "zh-Hant", "二〇一九年到二〇二四年", {"date": "2019/2024"}),
        ("2027年春に", "ja", "2027年", {"date": "2027"}),
    ],
)  # fmt: skip
def test_an_amount_or_a_date_is_read(text, language, words, fields):
    assert read(text, language) == [(words, fields)]


def test_two_ends_of_a_range_are_one_amount():
    both = {"low": Decimal(40), "high": Decimal(50), "unit": "percent"}
    assert read("40% to 50% of demand") == [("40% to 50%", both)]
    assert read("40%-50% domestic supply") == [("40%-50%", both)]
    assert [one for one, _ in read("50% in May to $40 million")] == ["50%", "$40 million"]


def test_numbers_that_fall_are_no_range():
    found = read("from 94 percent in 2019 to 87 percent this year")
    assert found == [("94 percent", value(94, "percent")), ("87 percent", value(87, "percent"))]


def test_what_names_no_year_and_what_is_no_date_is_left_out():
    assert read("on Tuesday, 4 December") == []
    assert read("in 2019-24") == []


def test_a_currency_that_the_book_has_not_gets_no_unit():
    with speaking("en"):
        assert read("€5 million") == [("€5 million", value(5000000))]


def test_the_amounts_of_the_shipped_book_are_read_as_its_records_have_them():
    data = load_dataset(ROOT)
    reader = fields_reader(data.vocabulary.units, "en")
    own = data.first("quantity_origins")
    seen = 0
    for _, quantity in data.quantities.values():
        if (
            quantity.origin != own
            or not quantity.stated
            or not any(map(str.isdigit, quantity.stated))
        ):
            continue
        found = [fields for _, _, fields in reader(quantity.stated) if "unit" in fields]
        wanted = {
            "value": quantity.value,
            "low": quantity.low,
            "high": quantity.high,
            "unit": quantity.unit,
        }
        known = {name: one for name, one in wanted.items() if one is not None}
        seen += known in found
    assert seen >= 5
