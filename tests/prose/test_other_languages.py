"""Amounts and dates typed on a page are found in the language of the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import MINIMAL, a_folder, minimal, problems_of
from claimbook.core.records.vocabulary import UnitEntry
from claimbook.prose import suggestions
from claimbook.prose.other_languages import finder_for


def a_unit(words, short="{}"):
    return UnitEntry(id=words, definition="A unit.", words=words, short=short, title="number")


UNITS = [
    *(a_unit("{} carros"), a_unit("{} mil millones de dólares"), a_unit("{} km", "{} km")),
    *(a_unit("{}次"), a_unit("{}億元"), a_unit("{}回"), a_unit("{} Wagen"), a_unit("{} عربة")),
]


def found(text, language):
    return [(one.sort, one.words) for one in finder_for(UNITS, language).find(text)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *[
            ("es", words)
            for words in (
                *("37,75 %", "cinco por ciento", "40-50 %", "1.250,40 euros", "US$5 mil millones"),
                *("5 carros", "cinco carros", "3 millones", "mil millones de dólares", "5 km"),
                *("veinte dólares", "5 USD", "20 o 30 por ciento"),
            )
        ],
        *[("fr", words) for words in ("cinq pour cent", "1\u202f250,40 euros", "3 milliards")],
        *[
            ("de", words)
            for words in ("fünf Prozent", "zwölf Wagen", "3 Mrd. Euro", "1’000 Franken")
        ],
        *[("ar", words) for words in ("٤٠٪", "أربعين في المئة", "ثلاثة ملايين دينار", "٥ عربة")],
        *[
            ("zh-Hant", words)
            for words in (
                "百分之四十",
                "四成五",
                "一九九億元",
                "三次",
                "3萬",
                "五百億美元",
                "４０％",
            )
        ],
        *[("ja", words) for words in ("四割五分", "1兆2,500億円", "３回", "40パーセント")],
    ],
)
def test_an_amount_is_found_as_a_whole(language, words):
    assert found(f"({words})", language) == [("amount", words)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *[("es", words) for words in ("3 de diciembre de 2025", "diciembre de 2025", "2025-12-03")],
        *[("de", words) for words in ("3. Dezember 2025", "3.12.2025", "2024")],
        *[("fr", words) for words in ("1er décembre", "3 déc. 2025")],
        *[("ar", words) for words in ("٣ ديسمبر ٢٠٢٥", "٢٠٢٧")],
        *[("zh-Hant", words) for words in ("2025年12月3日", "二〇二五年十二月三日", "二〇二七年")],
        *[("ja", words) for words in ("2025年", "12月3日")],
    ],
)
def test_a_date_is_found_as_a_whole(language, words):
    assert found(f"({words})", language) == [("date", words)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Millones de personas, un carro y cinco de ellos; capítulo 12, versión 4.0."),
        ("fr", "Une semaine, six heures."),
        ("de", "Ein Wagen kam, zwei gingen."),
        ("zh-Hant", "週一完成，萬一不行，第三節。"),
        ("ja", "二人が一度もなかった。"),
    ],
)
def test_a_number_that_is_no_amount_is_left_alone(language, text):
    assert found(text, language) == []


def test_years_that_look_like_a_range_are_years():
    assert found("entre 2019 y 2024", "es") == [("date", "2019"), ("date", "2024")]


def in_spanish(folder: Path, text: str) -> Path:
    settings = (MINIMAL / "mkdocs.yml").read_text("utf-8")
    spanish = settings.replace("theme: material", "theme: {name: material, language: es}")
    words = (
        (MINIMAL / "data/vocabulary.yml").read_text("utf-8").replace('"{} carts"', '"{} carros"')
    )
    files = {"mkdocs.yml": spanish, "data/vocabulary.yml": words, "docs/more.md": text}
    return a_folder(folder, **files)


def test_what_is_typed_is_answered_with_the_figure_that_has_it(tmp_path):
    problems, _ = problems_of(in_spanish(tmp_path, "Pasan cuarenta carros al día."))
    assert [(one.code, str(one.place)) for one in problems] == [("E070", "docs/more.md:1:7")]
    assert 'use {{ figure("forty-carts.per-day") }}' in problems[0].help


def test_an_english_book_is_read_as_ever():
    data = minimal()
    assert type(finder_for(UNITS, "en-GB")) is type(finder_for([], "en"))
    units = finder_for(data.vocabulary.units, "en").units
    assert suggestions.figures(data, units, "forty carts", [])
