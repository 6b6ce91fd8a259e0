"""A language is found from a text of a few sentences, and none is made up."""

from __future__ import annotations

import pytest

from claimbook.editing.tongues import language_of

SAID = {
    "en": "The town of Riverside said on Monday that the bridge toll would rise by 40 percent from "
    "January, up to $1,250 a year for a truck.",
    "es": "El ayuntamiento anunció el lunes que el peaje del puente subirá un 37,5 % y llegará a "
    "1.250,40 euros al año para los camiones; nadie había consultado a los transportistas.",
    "fr": "Le maire de Beauval a annoncé mardi que le péage du pont augmenterait de 40 % dès janvier, "
    "et que l’État paierait la moitié des travaux.",
    "de": "Die Stadt Lindenau hat am Montag angekündigt, dass die Brückenmaut ab Januar um 40 Prozent "
    "steigt; Lastwagen zahlen dann bis zu 1.250,40 Euro im Jahr.",
    "ja": "川瀬町は月曜日、町の橋の通行料を来年から引き上げると発表した。",
    "zh-Hant": "明河鎮公所週一宣布，跨河大橋的過橋費明年起調漲。",
    "zh-Hans": "明河镇公所周一宣布，跨河大桥的过桥费明年起调涨。",
    "ar": "أعلنت بلدية وادي النهر يوم الاثنين أن رسوم عبور الجسر سترتفع.",
    "fa": "شهردار روز دوشنبه اعلام کرد که عوارض پل از ژانویه چهل درصد افزایش می‌یابد و گفت که کسی "
    "با آنها مشورت نکرده است.",
    "ko": "시장은 월요일 다리 통행료가 1월부터 40퍼센트 오른다고 발표했다.",
    "he": "ראש העיר הודיע ביום שני כי אגרת הגשר תעלה.",
    "el": "Ο δήμαρχος ανακοίνωσε τη Δευτέρα ότι τα διόδια θα αυξηθούν.",
    "ru": "Мэр Липовска объявил в понедельник, что плата за проезд по мосту с января вырастет на "
    "сорок процентов. Союз перевозчиков ответил, что с ним никто не советовался.",
    "pt": "O presidente da câmara anunciou na segunda-feira que a portagem da ponte vai subir 40 % a "
    "partir de janeiro. A associação respondeu que ninguém a tinha consultado.",
}


@pytest.mark.parametrize("language", SAID)
def test_the_language_of_a_few_sentences_is_found(language):
    assert language_of(SAID[language]) == language


def test_a_name_in_another_script_changes_nothing():
    assert language_of(f"{SAID['en']} 明河鎮公所 said so.") == "en"
    assert language_of(f"{SAID['zh-Hant']}（Reuters, AFP）") == "zh-Hant"


@pytest.mark.parametrize("text", ["", "1984 – 2024", "†‡§"])
def test_where_no_letters_are_no_language_is_said(text):
    assert language_of(text) == ""
