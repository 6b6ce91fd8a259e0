"""Words of saying and names are found in the languages that the engine reads."""

import pytest

from claimbook.core.text.speech import has_name, tells

SAID = {
    "ar": "وقالت رئيسة البلدية إن الكلفة كبيرة",
    "da": "Borgmesteren oplyste at broen lukker",
    "de": "Der Verband erwiderte, er sei nie gefragt worden",
    "en": "the mayor pointed out that nobody had asked",
    "es": "la alcaldesa respondió que nadie les había consultado",
    "fa": "شهردار گفت پل بسته است",
    "fr": "la maire a déclaré que le pont fermera",
    "hi": "महापौर ने कहा पुल बंद है",
    "id": "wali kota mengatakan jembatan ditutup",
    "it": "la sindaca ha dichiarato che il ponte chiude",
    "ja": "その半分を県が負担すると述べた",
    "ko": "시장은 다리를 닫는다고 밝혔다",
    "nb": "ordføreren opplyste at broen stenger",
    "nl": "de burgemeester zei dat de brug dichtgaat",
    "pl": "burmistrz zapowiedział zamknięcie mostu",
    "pt": "a prefeita afirmou que a ponte fecha",
    "ru": "мэр заявил, что мост закроют",
    "sv": "borgmästaren uppgav att bron stängs",
    "tr": "belediye başkanı köprünün kapanacağını açıkladı",
    "uk": "мер заявила, що міст закриють",
    "vi": "thị trưởng cho biết cầu sẽ đóng",
    "zh": "鎮長表示修橋經費很高",
}

SILENT = {
    "ar": "الجسر مغلق منذ ثلاثة أيام",
    "de": "Die Brücke war drei Tage lang gesperrt",
    "en": "the bridge was closed for three days",
    "es": "el puente se cerró tres veces",
    "fr": "le pont est fermé depuis trois jours",
    "ja": "橋は三日間閉鎖された",
    "zh": "大橋關閉三天",
}


@pytest.mark.parametrize("language", SAID)
def test_a_language_tells_that_somebody_says_something(language):
    assert tells(SAID[language], language)
    assert tells(SAID[language], f"{language}-419" if language == "es" else language)


@pytest.mark.parametrize("language", SILENT)
def test_what_nobody_says_is_not_told_as_said(language):
    assert not tells(SILENT[language], language)


def test_a_word_that_only_begins_like_one_of_saying_is_none():
    assert not tells("a saddle for the resident", "en")


def test_quotation_marks_tell_that_something_is_said_in_any_language():
    assert tells("„Brunnen“ steht da", "xx")
    assert tells("「四成」是以哪一年", "zh-Hant")
    assert not tells("it's here", "xx")


def test_norwegian_is_read_by_any_of_its_tags():
    assert tells("ordføreren opplyste det", "no")
    assert tells("ordføreren opplyste det", "nn")


@pytest.mark.parametrize(
    ("text", "language", "begins", "there"),
    [
        ("The bridge is closed", "en", True, False),
        ("Riverside is closed", "en", False, True),
        ("and the NATO office", "en", True, True),
        ("Die Brücke der Stadt war gesperrt", "de", True, False),
        ("Bürgermeisterin Ute Größler war da", "de", True, True),
        ("大橋由ACME修建", "zh", True, True),
        ("大橋關閉三次", "zh", True, False),
    ],
)
def test_a_name_is_a_word_with_a_capital_where_that_means_something(text, language, begins, there):
    assert has_name(text, language, begins=begins) is there
