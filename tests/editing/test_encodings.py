"""A text is read in the encoding it is in, which is said; what is damaged is never read as another."""

from __future__ import annotations

import pytest

from claimbook.editing.apart import IntakeError
from claimbook.editing.encodings import decoded

TEXTS = {
    "es": "La alcaldesa dijo que la obra costará «unos 29.735 euros» y que el río cubre la calzada; "
    "el año próximo subirá el peaje del puente.",
    "de": "Die Bürgermeisterin sagte, die Reparatur der Brücke koste „rund 29.735 Euro“; zugesagt hat "
    "das Land die Hälfte bisher nicht.",
    "ar": "أعلنت بلدية وادي النهر يوم الاثنين أن رسوم عبور الجسر سترتفع ابتداء من العام المقبل.",
    "ja": "川瀬町は月曜日、町の橋の通行料を来年から引き上げると発表した。県はまだ同意していない。",
    "zh": "明河鎮公所週一宣布，跨河大橋的過橋費明年起調漲，其中一半由中央補助，但中央尚未同意。",
    "ru": "Мэр объявил в понедельник, что плата за проезд по мосту с января вырастет на сорок процентов.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_unicode_is_read_in_all_its_forms(text, codec, name):
    found = decoded(f"{text}\n{text}".encode(codec))
    assert (found.text, found.encoding) == (f"{text}\n{text}", name)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("es", "cp1252", "Windows-1252 (Latin-1)"),
        ("es", "latin-1", "Windows-1252 (Latin-1)"),
        ("de", "cp1252", "Windows-1252 (Latin-1)"),
        ("ar", "cp1256", "Windows-1256"),
        ("ja", "cp932", "Shift_JIS"),
        ("ja", "euc_jp", "EUC-JP"),
        ("zh", "big5", "Big5"),
        ("zh", "gb18030", "GB18030"),
        ("ru", "cp1251", "Windows-1251"),
        ("ru", "koi8_r", "KOI8-R"),
    ],
)
def test_an_encoding_of_before_unicode_is_found_and_said_to_be_a_guess(text, codec, name):
    found = decoded(TEXTS[text].encode(codec))
    assert (found.text, found.encoding, found.is_found) == (TEXTS[text], name, True)


def test_what_a_file_says_of_itself_counts_unless_it_is_utf_8():
    text = TEXTS["ru"]
    assert decoded(text.encode("iso-8859-5"), "iso-8859-5").text == text
    assert decoded(text.encode(), "windows-1252").text == text
    assert decoded(TEXTS["ja"].encode("iso-2022-jp"), "ISO-2022-JP").text == TEXTS["ja"]


def test_a_damaged_text_is_refused_with_the_place_and_not_read_as_another():
    with pytest.raises(IntakeError, match=r"not UTF-8 text \(byte 117\)"):
        decoded(TEXTS["de"].encode()[:116] + b"\xff" + TEXTS["de"].encode()[116:])
    with pytest.raises(IntakeError, match="not UTF-16 text"):
        decoded(TEXTS["de"].encode("utf-16")[:-1])


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 9])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(IntakeError, match="this is no text"):
        decoded(content)
