"""Numbers are read as those write them who speak the language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from claimbook.core.text.number_forms import number_forms
from claimbook.core.text.numerals import has_part, scale_of, written_numbers

MILLION, BILLION, TRILLION = 10**6, 10**9, 10**12


def read(text, language):
    return [one.value for one in written_numbers(text, language)]


def the_decimal(number):
    return Decimal(str(number))


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("es", "subirá el 37,75 %", 37.75),
        ("es", "1.250,40 euros", 1250.4),
        ("es", "29.735 euros", 29735),
        ("es-MX", "1,250.40 pesos", 1250.4),
        ("fr", "1\u202f250,40 euros", 1250.4),
        ("fr", "1 250,40 euros", 1250.4),
        ("de", "1.250,40 Euro", 1250.4),
        ("de-CH", "1’250.40 Franken", 1250.4),
        ("de-CH", "1'250.40 Franken", 1250.4),
        ("hi", "12,34,567", 1234567),
        ("en-IN", "12,34,567", 1234567),
        ("ar", "٣٦٣", 363),
        ("ar", "١٬٢٥٠٫٤٠ دينار", 1250.4),
        ("ar", "1,250.40 دينار", 1250.4),
        ("fa", "۳۶۳", 363),
        ("ja", "１２，０００円", 12000),
        ("zh-Hant", "４０％", 40),
    ],
)
def test_figures_are_read_with_the_separators_of_their_language(language, text, number):
    assert read(text, language) == [the_decimal(number)]


@pytest.mark.parametrize("text", ["versión 1.2.3", "1.2,3.4", "1٫2.3٫4"])
def test_what_no_language_writes_is_no_number(text):
    assert read(text, "es") == []


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("es", "5 mil millones", 5 * BILLION),
        ("es", "un billón de dólares", TRILLION),
        ("es", "3 billones", 3 * TRILLION),
        ("fr", "3,5 milliards", 3.5 * BILLION),
        ("fr", "2 billions", 2 * TRILLION),
        ("de", "1,5 Milliarden Euro", 1.5 * BILLION),
        ("de", "3 Mrd. Euro", 3 * BILLION),
        ("de", "2 Billionen", 2 * TRILLION),
        ("pt", "2 bilhões", 2 * BILLION),
        ("ru", "3 миллиарда", 3 * BILLION),
        ("ar", "٥ مليارات", 5 * BILLION),
        ("ar", "3 ملايين", 3 * MILLION),
        ("fa", "۵ میلیارد", 5 * BILLION),
        ("hi", "5 करोड़", 5 * 10**7),
        ("en-IN", "5 lakh crore", 5 * 10**12),
        ("ko", "3억 원", 3 * 10**8),
        ("zh-Hant", "3萬", 30_000),
        ("zh-Hant", "3億5千萬", 350 * MILLION),
        ("zh-Hans", "1.2万亿", 1.2 * TRILLION),
        ("ja", "1兆2,500億", 1.25 * TRILLION),
        ("ja", "１万２０００円", 12_000),
    ],
)
def test_a_number_takes_the_words_that_multiply_it(language, text, number):
    assert read(text, language) == [the_decimal(number)]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("es", "cinco por ciento", 5),
        ("es", "treinta y cinco por ciento", 35),
        ("es", "dos mil quinientos euros", 2500),
        ("fr", "cinq pour cent", 5),
        ("fr", "soixante et onze", 71),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "deux cent cinquante mille", 250_000),
        ("de", "fünf Prozent", 5),
        ("de", "siebenunddreißig", 37),
        ("de", "zweihundertfünfzigtausend", 250_000),
        ("de", "zwei Millionen dreihunderttausend", 2_300_000),
        ("ar", "أربعين في المئة", 40),
        ("ar", "نسبة الأربعين في المئة", 40),
        ("ar", "خمسة وثلاثون بالمئة", 35),
        ("ar", "ثلاثة ملايين دينار", 3 * MILLION),
        ("ar", "ألفين وخمسمئة", 2500),
        ("zh-Hant", "一九九億元", 199 * 10**8),
        ("zh-Hant", "一千九百億", 1900 * 10**8),
        ("zh-Hant", "一萬兩千元", 12_000),
        ("zh-Hant", "十五萬", 150_000),
        ("zh-Hant", "三點五億", 350 * MILLION),
        ("zh-Hant", "百分之四十", 40),
        ("zh-Hant", "四成", 40),
        ("zh-Hant", "四成五", 45),
        ("zh-Hans", "三亿元", 300 * MILLION),
        ("ja", "四割五分", 45),
        ("ja", "3割", 30),
    ],
)
def test_numbers_in_words_and_characters_are_read(language, text, number):
    assert read(text, language) == [number]


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("es", "de 3 a 5 millones", [3 * MILLION, 5 * MILLION]),
        ("es", "dos y tres por ciento", [2, 3]),
        ("de", "40–50 Millionen", [40 * MILLION, 50 * MILLION]),
        ("zh-Hant", "三至五億元", [3 * 10**8, 5 * 10**8]),
        ("es", "entre 2019 y 2024", [2019, 2024]),
        ("fr", "en 2019 250 camions", [2019, 250]),
    ],
)
def test_both_ends_of_a_range_take_what_multiplies_the_second(language, text, numbers):
    assert read(text, language) == numbers


@pytest.mark.parametrize(
    ("language", "words", "scale"),
    [
        ("es", "{} mil millones de dólares", BILLION),
        ("es", "{} %", 1),
        ("zh-Hant", "{}億元", 10**8),
        ("ja", "{}兆円", TRILLION),
        ("ar", "{} مليون دينار", MILLION),
    ],
)
def test_the_words_of_a_unit_say_what_multiplies_its_number(language, words, scale):
    assert scale_of(words, language) == scale


@pytest.mark.parametrize(
    ("language", "text", "is_part"),
    [
        ("de", "zwei Fünftel", True),
        ("zh-Hant", "其中一半", True),
        ("zh-Hant", "百分之四十", False),
        ("es", "en promedio", False),
        ("ar", "أربعين", False),
    ],
)
def test_what_is_called_a_part_is_told_from_a_number(language, text, is_part):
    assert has_part(text, language) is is_part


LANGUAGES = (
    "ar",
    "de",
    "de-CH",
    "es",
    "es-MX",
    "fa",
    "fr",
    "hi",
    "it",
    "ja",
    "ru",
    "sv",
    "zh-Hant",
)
NUMBERS = st.decimals(0, 10**9, places=2)


@given(NUMBERS, st.sampled_from(LANGUAGES))
def test_what_cldr_writes_is_read_back(number, language):
    written = format_decimal(number, format=None, locale=language.replace("-", "_"))
    assert read(written, language) == [number]


@given(st.text("0123456789٣۳.,٫٬’ \u202f%一百億萬成半milundcent ", max_size=30))
def test_no_text_makes_the_reader_fail(text):
    for language in LANGUAGES:
        for one in written_numbers(text, language):
            assert text[one.start : one.end].strip()


def test_a_language_that_is_not_known_is_read_as_english():
    assert number_forms("zz").is_english
    assert not number_forms("en-IN").is_english
