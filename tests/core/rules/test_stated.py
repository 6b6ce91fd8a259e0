"""What a number is stated as, in the language of the document or of the evidence."""

from __future__ import annotations

import pytest

from builders import MINIMAL, a_folder, data_problems_of

CLAIM = "data/claims/forty-carts.yml"
NOTICE = "seeds/bridge-notice.yml"


def as_stated(folder, spoken, quote, stated, value):
    """The codes of a book about a document, any words of which can be quoted.

    `spoken` is the language of the document, how the unit is worded, and the language of the book
    where that is another one.
    """
    language, unit, *of_book = spoken
    claim = (MINIMAL / CLAIM).read_text("utf-8").replace("some forty carts a day", quote)
    words = f"\n    stated: {stated}" if stated else ""
    claim = claim.replace("value: 40", f"value: {value}{words}").replace(
        "    qualifier: about\n", ""
    )
    notice = (MINIMAL / NOTICE).read_text("utf-8").split("sha256:")[0]
    vocabulary = (MINIMAL / "data/vocabulary.yml").read_text("utf-8")
    files = {
        CLAIM: claim,
        NOTICE: notice.replace("language: en", f"language: {language}"),
        "data/vocabulary.yml": vocabulary.replace('"{} carts"', f'"{unit}"'),
        "mkdocs.yml": (MINIMAL / "mkdocs.yml")
        .read_text("utf-8")
        .replace(
            "theme: material", f"theme: {{name: material, language: {(of_book or spoken)[0]}}}"
        ),
    }
    return [problem.code for problem in data_problems_of(a_folder(folder, **files))[0]]


@pytest.mark.parametrize(
    ("spoken", "quote", "stated", "values"),
    [
        (("es", "{} %"), "subirá un 37,75 % desde enero", "37,75 %", ("37.75", "3775")),
        (("es", "{} euros"), "unos 29.735 euros al año", "29.735 euros", ("29735", "29.735")),
        (("es", "{} %"), "cinco por ciento de los socios", "cinco por ciento", ("5", "6")),
        (("es", "{} mil millones"), "5 mil millones de euros", "5 mil millones", ("5", "6")),
        (("de", "{} Euro"), "rund 1.250,40 Euro im Jahr", "1.250,40 Euro", ("1250.4", "1.25")),
        (("de", "{} %"), "um fünf Prozent teurer als", "fünf Prozent", ("5", "15")),
        (("zh-Hant", "{}億元"), "經費約需一九九億元", "一九九億元", ("199", "19.9")),
        (("zh-Hant", "{}%"), "過橋費調漲四成五", "四成五", ("45", "4.5")),
        (("ja", "{}兆円"), "修理費は1兆2,500億円", "1兆2,500億円", ("1.25", "1.2")),
        (("ar", "{}٪"), "ترتفع بنسبة ٤٠٪ ابتداء", "٤٠٪", ("40", "4")),
        (("ar", "{} مليون دينار"), "تبلغ نحو ثلاثة ملايين دينار", "ثلاثة ملايين", ("3", "3000")),
    ],
)
def test_a_number_is_held_to_its_words_in_their_language(spoken, quote, stated, values, tmp_path):
    found = [as_stated(tmp_path / value, spoken, quote, stated, value) for value in values]
    assert found == [[], ["E089"]]


@pytest.mark.parametrize(
    ("spoken", "stated", "values"),
    [
        (("en", "US${} billion", "ja"), "$40 billion", ("40", "4")),
        (("en", "{}億ドル", "ja"), "$40 billion", ("400", "40")),
        (("en", "{} Milliarden Dollar", "de"), "$1.25 billion", ("1.25", "125")),
        (("de", "US${} billion", "en"), "1,25 Milliarden", ("1.25", "125")),
        (("ja", "{} millones", "es"), "3億", ("300", "3")),
    ],
)
def test_words_are_read_in_the_language_of_the_document_whatever_the_book_speaks(
    spoken, stated, values, tmp_path
):
    quote = f"it needs {stated} for the bridge"
    found = [as_stated(tmp_path / value, spoken, quote, stated, value) for value in values]
    assert found == [[], ["E089"]]


def test_a_number_in_figures_of_any_script_needs_its_words(tmp_path):
    assert as_stated(tmp_path, ("ar", "{}٪"), "سترتفع بنسبة ٤٠ في المئة", "", 40) == ["E088"]


@pytest.mark.parametrize(
    ("language", "quote", "stated"),
    [
        ("de", "um zwei Fünftel teurer als", "zwei Fünftel"),
        ("zh-Hant", "其中一半由中央補助", "一半"),
        ("es", "lo paga una de cada cinco", "una de cada cinco"),
    ],
)
def test_words_that_are_not_certain_decide_nothing(language, quote, stated, tmp_path):
    assert as_stated(tmp_path, (language, "{} %"), quote, stated, 40) == []
