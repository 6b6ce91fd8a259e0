"""The order of names in a language, and the letter under which each stands."""

from __future__ import annotations

import random
import unicodedata

import pytest

from claimbook.core.text.alphabet import letter_of, sort_key

IN_ORDER = {
    "en": "10 3D Ångström apple Élan elan-vital Émile .NET Óscar “Super” Zebra",
    "fr": "cote coté côte côté élan étude zoo",
    "de": "Apfel Äpfel Arzt Strasse Straße Zug",
    "sv": "Adam Zeta Åse Ängel Öl",
    "da": "Adam Zeta Ærø Øl Åse",
    "fi": "Adam Zeta Åbo Äiti Öljy",
    "cs": "cena čas hora chata iglo řeka sůl šum zem žal",
    "es": "nube ñandú oca",
    "pl": "lato łach most zima źle żaba",
    "hu": "cukor csap gaz gyár óra öl szó tál zab zsák",
    "tr": "can çay halk ırmak iz İzmir Zeki",
    "vi": "an ăn ậm ba da đa",
    "uk": "ґрунт дім єнот жук їжак йога",
    "ru": "еж ёж жук",
    "zh-TW": "丁 上 中 國 龍",
    "zh": "阿 北 上 中",
    "ja": "アメリカ いぬ うみ カメラ",
    "ko": "가나 나라 하늘",
}


@pytest.mark.parametrize(("language", "names"), IN_ORDER.items(), ids=IN_ORDER)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_stand_in_the_order_of_the_language(language, names, form):
    expected = unicodedata.normalize(form, names).split(" ")
    shuffled = random.Random(1).sample(expected, len(expected))
    assert sorted(shuffled, key=lambda name: sort_key(name, language)) == expected


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("en", ".NET", "N"),
        ("en", "“Super” rate", "S"),
        ("en", "Émile", "E"),
        ("en", "Åse", "A"),
        ("nb", "Åse", "Å"),
        ("sv-FI", "Åse", "Å"),
        ("cs", "chata", "Ch"),
        ("tr", "izmir", "İ"),
        ("tr", "Irmak", "I"),
        ("en", "5G", "0–9"),
        ("en", "…", ""),
        ("ko", "한국", "ㅎ"),
        ("zh-TW", "晶片", ""),
        ("en", "晶片", ""),
    ],
)
def test_a_name_stands_under_its_letter(language, name, letter):
    assert letter_of(name, language) == letter
