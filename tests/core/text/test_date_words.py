"""Dates are written as each language writes them, with what they share said once."""

from __future__ import annotations

from datetime import date

import pytest

import catalog
from claimbook.core.text.date_words import (
    date_words,
    month_words,
    period_words,
    row_date_words,
    short_days,
    short_decade,
    short_month,
    short_month_of_year,
    short_years,
    year_words,
)
from claimbook.core.text.dates import parse_when
from claimbook.core.text.messages import speaking

TOLD = {
    "de": {
        "about {date}": "um {date}",
        ("a day", "about {date}"): "um den {date}",
        "perhaps about {date}": "vielleicht um {date}",
        "between {first} and {last}": "zwischen {first} und {last}",
        ("days", "between {first} and {last}"): "zwischen dem {first} und {last}",
        "{date} or later": "{date} oder später",
        "a day in {month}": "ein Tag im {month}",
        "{first} to {last}": "{first} bis {last}",
        "until {date}": "bis {date}",
    },
    "es": {
        "about {date}": "hacia {date}",
        ("a day", "about {date}"): "hacia el {date}",
        "perhaps {date}": "quizá {date}",
        "between {first} and {last}": "entre {first} y {last}",
        ("days", "between {first} and {last}"): "entre el {first} y el {last}",
        "{date} or earlier": "{date} o antes",
        "a month in {year}": "un mes de {year}",
        "from {date} on": "desde {date}",
    },
    "fr": {
        ("days", "between {first} and {last}"): "entre le {first} et le {last}",
        "between {first} and {last}": "entre {first} et {last}",
        ("a day", "until {date}"): "jusqu’au {date}",
        "until {date}": "jusqu’en {date}",
    },
    "ja": {
        "about {date}": "{date}頃",
        "between {first} and {last}": "{first}から{last}の間",
        "{date} or later": "{date}以降",
        "{first} to {last}": "{first}から{last}まで",
    },
    "zh-Hant-TW": {
        "about {date}": "約{date}",
        "perhaps about {date}": "可能約{date}",
        "between {first} and {last}": "{first}至{last}之間",
        "{date} or later": "{date}或之後",
        "a day in {month}": "{month}某日",
        "{first} to {last}": "{first}至{last}",
    },
    "ar": {
        "about {date}": "نحو {date}",
        "between {first} and {last}": "بين {first} و{last}",
    },
}
TOLD["zh-Hans"] = {"between {first} and {last}": "{first}至{last}之间"}
TOLD["ar-EG"] = TOLD["ar"]


@pytest.mark.parametrize(
    ("tag", "text", "said"),
    [
        ("de", "2025", "2025"),
        ("de", "2025-12", "Dezember 2025"),
        ("de", "2025-12-03", "3. Dezember 2025"),
        ("de", "2025-12-03~", "um den 3. Dezember 2025"),
        ("de", "2025~", "um 2025"),
        ("de", "2025-12%", "vielleicht um Dezember 2025"),
        ("de", "2026-05-08/2026-05-12", "zwischen dem 8. und 12. Mai 2026"),
        ("de", "2026-05-30/2026-06-02", "zwischen dem 30. Mai und 2. Juni 2026"),
        ("de", "2025-03/2025-05", "zwischen März und Mai 2025"),
        ("de", "2025-12-04/..", "4. Dezember 2025 oder später"),
        ("de", "2025-12-XX", "ein Tag im Dezember 2025"),
        ("es", "2025-12-03", "3 de diciembre de 2025"),
        ("es", "2025-12", "diciembre de 2025"),
        ("es", "2025-12-03~", "hacia el 3 de diciembre de 2025"),
        ("es", "2025-12?", "quizá diciembre de 2025"),
        ("es", "2026-05-08/2026-05-12", "entre el 8 y el 12 de mayo de 2026"),
        ("es", "2025-12-30/2026-01-02", "entre el 30 de diciembre de 2025 y el 2 de enero de 2026"),
        ("es", "2025/2027", "entre 2025 y 2027"),
        ("es", "../2025-12", "diciembre de 2025 o antes"),
        ("es", "2025-XX", "un mes de 2025"),
        ("fr", "2025-12-03", "3 décembre 2025"),
        ("fr", "2025-12-01", "1er décembre 2025"),
        ("fr", "2026-05-01/2026-05-12", "entre le 1er et le 12 mai 2026"),
        ("fr", "2026-05-08/2026-05-12", "entre le 8 et le 12 mai 2026"),
        ("fr", "2026-05/2026-08", "entre mai et août 2026"),
        ("ja", "2025-12-03", "2025年12月3日"),
        ("ja", "2025", "2025年"),
        ("ja", "2025-12~", "2025年12月頃"),
        ("ja", "2026-05-08/2026-05-12", "2026年5月8日から12日の間"),
        ("ja", "2025-12-04/..", "2025年12月4日以降"),
        ("zh-Hant-TW", "2025-12-03", "2025年12月3日"),
        ("zh-Hant-TW", "2025-12", "2025年12月"),
        ("zh-Hant-TW", "2025-12-03~", "約2025年12月3日"),
        ("zh-Hant-TW", "2025-12-03%", "可能約2025年12月3日"),
        ("zh-Hant-TW", "2026-05-08/2026-05-12", "2026年5月8日至12日之間"),
        ("zh-Hant-TW", "2026-05-30/2026-06-02", "2026年5月30日至6月2日之間"),
        ("zh-Hant-TW", "2025-03/2025-05", "2025年3月至5月之間"),
        ("zh-Hant-TW", "2025-12-04/..", "2025年12月4日或之後"),
        ("zh-Hans", "2025-03/2025-05", "2025年3月至5月之间"),
        ("zh-Hans", "2026-05-03/2026-07", "2026年5月3日至7月之间"),
        ("zh-Hant-TW", "2025-12-XX", "2025年12月某日"),
        ("ar", "2025-12-03", "3 ديسمبر 2025"),
        ("ar", "2026-05-08/2026-05-12", "بين 8 و12 مايو 2026"),
        ("ar-EG", "2025-12-03~", "نحو ٣ ديسمبر ٢٠٢٥"),
        ("ar-EG", "2026-05-30/2026-06-02", "بين ٣٠ مايو و٢ يونيو ٢٠٢٦"),
        ("en-US", "2025-12-03", "December 3, 2025"),
        ("en-US", "2026-05-08/2026-05-12", "between May 8 and 12, 2026"),
        ("en-GB", "2025-09-03", "3 September 2025"),
        ("en-XA", "2025-12-03", "3 December 2025"),
        ("ko", "2025-12-03", "2025년 12월 3일"),
        ("fa", "2026-05-08/2026-05-12", "between ۸ and ۱۲ مهٔ ۲۰۲۶"),
    ],
)
def test_a_date_in_the_words_of_a_language(tag, text, said):
    with catalog.speaking(tag, TOLD.get(tag, {})):
        assert date_words(parse_when(text)) == said


@pytest.mark.parametrize(
    ("tag", "text", "said"),
    [
        ("de", "2026/2033", "2026 bis 2033"),
        ("de", "../2026", "bis 2026"),
        ("es", "2026/..", "desde 2026"),
        ("fr", "../2026", "jusqu’en 2026"),
        ("fr", "../2026-05-08", "jusqu’au 8 mai 2026"),
        ("ja", "2026/2033", "2026年から2033年まで"),
        ("zh-Hant-TW", "2026/2033", "2026年至2033年"),
        ("zh-Hant-TW", "2026-05-08/2026-05-12", "2026年5月8日至12日"),
    ],
)
def test_a_period_in_the_words_of_a_language(tag, text, said):
    with catalog.speaking(tag, TOLD[tag]):
        assert period_words(parse_when(text)) == said


def test_the_date_of_a_row_is_a_span_only_where_it_has_both_ends():
    said = [row_date_words(parse_when(text)) for text in ("2026/2033", "2026/..", "2026")]
    assert said == ["2026 to 2033", "2026 or later", "2026"]


def test_the_end_that_is_shortened_is_not_the_rough_one():
    with catalog.speaking("zh-Hant-TW", TOLD["zh-Hant-TW"]):
        assert date_words(parse_when("2026-05-08/2026-05-12~")) == "2026年5月8日至約5月12日之間"
    with catalog.speaking("de", TOLD["de"]):
        said = date_words(parse_when("2026-05-08~/2026-05-12"))
    assert said == "zwischen um den 8. Mai und 12. Mai 2026"


@pytest.mark.parametrize(
    ("tag", "days", "said"),
    [
        ("en", ((2025, 12, 3), (2025, 12, 5)), "3–5 Dec 2025"),
        ("en", ((2025, 9, 3), (2025, 10, 5)), "3 Sep – 5 Oct 2025"),
        ("en", ((2025, 12, 3), (2026, 1, 5)), "3 Dec 2025 – 5 Jan 2026"),
        ("de", ((2025, 12, 3), (2025, 12, 5)), "3.–5. Dez. 2025"),
        ("es", ((2025, 12, 3), (2025, 12, 3)), "3 dic 2025"),
        ("fr", ((2025, 12, 3), (2025, 12, 5)), "3–5 déc. 2025"),
        ("ja", ((2025, 12, 3), (2025, 12, 5)), "2025年12月3日～5日"),
        ("zh-Hant-TW", ((2025, 12, 3), (2026, 1, 5)), "2025年12月3日至2026年1月5日"),
        ("ar-EG", ((2025, 12, 3), (2025, 12, 5)), "٣–٥ ديسمبر ٢٠٢٥"),
    ],
)
def test_days_where_there_is_little_room(tag, days, said):
    with speaking(tag):
        assert short_days(*(date(*day) for day in days)) == said


def test_months_and_years_where_there_is_little_room():
    day = date(2025, 9, 1)
    said = {}
    for tag in ("en", "de", "fr", "ja", "zh-Hant-TW", "ar-EG"):
        with catalog.speaking(tag, {}):
            said[tag] = (short_month(day), short_month_of_year(day), short_years(1990, 2025))
    assert said == {
        "en": ("Sep", "Sep 2025", "1990–2025"),
        "de": ("Sep", "Sept. 2025", "1990–2025"),
        "fr": ("sept.", "sept. 2025", "1990–2025"),
        "ja": ("9月", "2025年9月", "1990–2025"),
        "zh-Hant-TW": ("9月", "2025年9月", "1990–2025"),
        "ar-EG": ("سبتمبر", "سبتمبر ٢٠٢٥", "١٩٩٠–٢٠٢٥"),
    }
    assert short_decade(1900, 1909) == "1900–09"
    with speaking("zh-Hant-TW"):
        assert (month_words(day), year_words(2025)) == ("2025年9月", "2025年")
