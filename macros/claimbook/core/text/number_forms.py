"""What numbers look like in a language: signs, words that multiply, number words, months, money.

Separators, groups, multiples, months and the names of currencies are those of CLDR, by way of
Babel. CLDR's rules for spelling numbers are not in Babel: the number words here follow them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from babel import Locale, UnknownLocaleError

from claimbook.core.text.messages import OwnLocale

ENGLISH = "en"
UNSPACED = ("ja", "km", "ko", "lo", "my", "th", "zh")
"""Languages in which no space parts a number from the words around it."""

IDEOGRAPHS = {
    **dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True)),
    **dict(zip("壹貳參肆伍陸柒捌玖壱弐参两兩", (*range(1, 10), 1, 2, 3, 2, 2), strict=True)),
}
"""Digits of Chinese and Japanese, with the forms for documents."""

IDEOGRAPHIC_MULTIPLES = {
    sign: 10**power
    for signs, power in (
        *(("十拾", 1), ("百佰", 2), ("千仟", 3), ("萬万", 4), ("億亿", 8), ("兆", 12)),
        ("京", 16),
    )
    for sign in signs
}

_LAST_NOUN = ("da", "de", "en", "fi", "hi", "nb", "nl", "no", "ru", "sv", "uk")
"""Languages in which the last word of a currency's name is its noun; else it is the first one."""

_CURRENCIES = (
    *("USD", "EUR", "JPY", "GBP", "CNY", "CHF", "SEK", "KRW", "INR", "MXN", "PLN", "RUB", "TRY"),
    *("SAR", "EGP", "KWD", "AED", "IRR"),
)


_COMPACT = re.compile(r"(0+)\s?([^\s\d]+)")
"""How CLDR writes a large number in few words, such as `000 millones`, where it is one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Number words of a language below a million.

    `small` are those below 100; `large` are hundreds and others that stand by themselves, after
    which a small one may follow; `multiples` multiply what stands before them. `glued` says that
    they are written as one word, `joint` is what may stand before the next one, and `prefix` what
    may be glued to the first.
    """

    small: Mapping[str, int] = field(default_factory=dict)
    large: Mapping[str, int] = field(default_factory=dict)
    multiples: Mapping[str, int] = field(default_factory=dict)
    glued: bool = False
    joint: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberForms:
    """How a language writes numbers.

    `tag` is the BCP 47 tag, `language` its first part; `decimal` is what parts the decimals, and
    `groups` the digits in the last group and in the ones before it. `linking` are the words between
    the parts of a date; `parts` are the names of fractions, or begin them, and beside these no
    number is certain. Words are in lower case, as `folded` makes them.
    """

    tag: str
    language: str
    decimal: str
    groups: tuple[int, int]
    words: NumberWords
    multiples: Mapping[str, int]
    percent: tuple[str, ...]
    ranges: tuple[str, ...]
    parts: tuple[str, ...]
    months: tuple[str, ...]
    linking: tuple[str, ...]
    currencies: tuple[str, ...]

    @property
    def is_english(self) -> bool:
        """Whether the rules for English hold, which are older and have words of their own."""
        return self.language == ENGLISH and self.groups == (3, 3)

    @property
    def is_spaced(self) -> bool:
        """Whether spaces part a number from the words around it."""
        return self.language not in UNSPACED

    @property
    def is_ideographic(self) -> bool:
        """Whether numbers are also written in Chinese characters."""
        return self.language in {"ja", "zh"}


def folded(text: str) -> str:
    """The text in lower case, alef without what stands on it, each character at its place."""
    return "".join(_one(c) for c in text) if not text.isascii() else text.lower()


def _one(character: str) -> str:
    lower = character.lower()
    return "ا" if lower in "أإآٱ" else lower if len(lower) == 1 else character


@cache
def number_forms(language: str) -> NumberForms:
    """How a language, given as a BCP 47 tag, writes numbers; one that is not known, as English."""
    try:
        locale = OwnLocale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = OwnLocale.parse(ENGLISH)
    base = locale.language
    words = _in_one_case(_WORDS.get(base, NumberWords()))
    groups = locale.decimal_formats[None].grouping
    pattern = str(locale.date_formats["long"].pattern)
    return NumberForms(
        tag=language,
        language=base,
        decimal=locale.number_symbols["latn"]["decimal"],
        groups=(int(groups[0]), int(groups[1])),
        words=words,
        multiples=_multiples(locale, words),
        percent=_folded(_PERCENT.get(base, ())),
        ranges=_folded(_RANGES.get(base, ())),
        parts=_folded(_PARTS.get(base, ())),
        months=_months(locale),
        linking=_folded(re.findall(r"'([^']+)'", pattern)),
        currencies=_currencies(locale),
    )


def _in_one_case(words: NumberWords) -> NumberWords:
    small, large, multiples = (
        {folded(word): number for word, number in table.items()}
        for table in (words.small, words.large, words.multiples)
    )
    prefix = folded(words.prefix)
    return replace(words, small=small, large=large, multiples=multiples, prefix=prefix)


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    """Words to look for, the longest first."""
    return tuple(sorted({folded(word) for word in words}, key=lambda word: (-len(word), word)))


def _multiples(locale: Locale, words: NumberWords) -> dict[str, int]:
    """The words after a number that stand for thousands, millions and more."""
    if locale.language in {"ja", "zh"}:
        return IDEOGRAPHIC_MULTIPLES
    found = dict(words.multiples)
    for style in ("long", "short"):
        for by_size in locale.compact_decimal_formats.get(style, {}).values():
            for size, written in by_size.items():
                pattern = _COMPACT.fullmatch(written.pattern.replace("'", ""))
                if pattern and _is_word(pattern[2]):
                    found[folded(pattern[2])] = int(size) // 10 ** (len(pattern[1]) - 1)
    return found


def _is_word(written: str) -> bool:
    """Whether it is no mere letter, as the M for a million is."""
    return len(written.strip(".")) > 1 or written.lower() == written.upper()


def _months(locale: Locale) -> tuple[str, ...]:
    names = [
        name
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in locale.months[form][width].values()
    ]
    return _folded(name.strip(".") for name in names if name[:1].isalpha())


def _currencies(locale: Locale) -> tuple[str, ...]:
    """The nouns in the names of currencies, such as `euros` and `dólares`."""
    base = locale.language
    names = [
        name
        for code in _CURRENCIES
        for name in (
            locale.currencies.get(code, ""),
            *dict(locale._data["currency_names_plural"].get(code, {})).values(),  # noqa: SLF001
        )
    ]
    if base in UNSPACED:
        return _folded([*names, *_MONEY.get(base, ())])
    at = -1 if base in _LAST_NOUN else 0
    nouns = (re.split(r"[\s-]", name)[at] for name in names if name)
    return _folded([*nouns, *_MONEY.get(base, ())])


_MONEY = {
    "zh": ("元", "圓", "块", "塊"),
    "ja": ("円", "ドル"),
    "ko": ("원", "달러"),
    "ar": ("دولارات", "دنانير", "جنيهات", "ريالات"),
}
"""Names of money that CLDR has only with the country before them, and plurals that it has not."""

_PERCENT = {
    "ar": ("في المئة", "في المائة", "في المية", "بالمئة", "بالمائة"),
    "de": ("Prozent", "Prozentpunkt", "Prozentpunkte", "Prozentpunkten", "v. H."),
    "en": ("percent", "per cent", "percentage points"),
    "es": ("por ciento", "por cien", "puntos porcentuales"),
    "fa": ("درصد",),
    "fr": ("pour cent", "p. cent", "points de pourcentage"),
    "it": ("per cento", "punti percentuali"),
    "ja": ("パーセント", "ポイント"),
    "ko": ("퍼센트", "퍼센트포인트"),
    "nl": ("procent", "procentpunt"),
    "pt": ("por cento", "pontos percentuais"),
    "zh": ("個百分點", "个百分点"),
}
_RANGES = {
    "ar": ("إلى", "الى", "أو"),
    "de": ("bis", "oder"),
    "en": ("to", "or"),
    "es": ("a", "o", "y"),
    "fr": ("à", "ou", "et"),
    "it": ("a", "o", "e"),
    "ja": ("から", "ないし"),
    "ko": ("에서",),
    "nl": ("tot", "of"),
    "pt": ("a", "ou", "e"),
    "zh": ("至", "到", "或"),
}
"""Words between the two ends of a range."""

_PARTS = {
    "ar": ("نصف", "ثلث", "ربع", "ضعف"),
    "de": (
        *("halb", "anderthalb", "hälfte", "drittel", "zweidrittel", "viertel", "dreiviertel"),
        *("fünftel", "zehntel", "doppel"),
    ),
    "en": ("half", "halves", "third", "quarter", "double", "twice", "triple"),
    "es": ("mitad", "medio", "media", "tercio", "cuarto", "quinto", "décim", "doble"),
    "fr": ("moitié", "demi", "tiers", "quart", "cinquième", "dixième", "double"),
    "ja": ("半", "分の", "倍"),
    "zh": ("半", "分之", "倍"),
}


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    """Words for numbers in their order. A slash parts forms of one number, `_` is a space."""
    return {
        form.replace("_", " "): first + at * step
        for at, forms in enumerate(words.split())
        for form in forms.split("/")
    }


def _joined(tens: Mapping[str, int], units: Mapping[str, int], *patterns: str) -> dict[str, int]:
    """Words for tens with units, as a language joins them."""
    return {
        pattern.format(ten=ten, unit=unit): tens[ten] + units[unit]
        for pattern in patterns
        for ten in tens
        for unit in units
    }


_EN_UNITS = _counted("one two three four five six seven eight nine", 1)
_EN_TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_EN_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_EN = NumberWords(
    small={
        **_EN_UNITS,
        **_counted(_EN_TEENS, 10),
        **_EN_TENS,
        **_joined(_EN_TENS, _EN_UNITS, "{ten}-{unit}"),
    },
    multiples={"hundred": 100, "lakh": 10**5, "crore": 10**7},
)

_ES_UNITS = _counted("un/uno/una dos tres cuatro cinco seis siete ocho nueve", 1)
_ES_TENS = _counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
_ES_TEENS = (
    "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte "
    "veintiún/veintiuno/veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis "
    "veintisiete veintiocho veintinueve"
)
_ES_HUNDREDS = (
    "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas "
    "quinientos/quinientas seiscientos/seiscientas setecientos/setecientas "
    "ochocientos/ochocientas novecientos/novecientas"
)
_ES = NumberWords(
    small={
        **_ES_UNITS,
        **_counted(_ES_TEENS, 10),
        **_ES_TENS,
        **_joined(_ES_TENS, _ES_UNITS, "{ten} y {unit}"),
    },
    large=_counted(_ES_HUNDREDS, 100, 100),
    multiples={"mil": 1000},
)

_FR_UNITS = _counted("un/une deux trois quatre cinq six sept huit neuf", 1)
_FR_TEENS = _counted("dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf", 10)
_FR_TENS = _counted(
    "vingt trente quarante cinquante soixante septante huitante/octante/quatre-vingt nonante",
    *(20, 10),
)
_FR_SCORES = {"soixante": 60, "quatre-vingt": 80}
_FR = NumberWords(
    small={
        **_FR_UNITS,
        **_FR_TEENS,
        **_FR_TENS,
        "quatre-vingts": 80,
        **_joined(_FR_TENS, _FR_UNITS, "{ten}-{unit}", "{ten} et {unit}"),
        **_joined(_FR_SCORES, _FR_TEENS, "{ten}-{unit}", "{ten} et {unit}"),
    },
    multiples={"cent": 100, "cents": 100, "mille": 1000},
)

_DE_UNITS = _counted("ein zwei drei vier fünf sechs sieben acht neun", 1)
_DE_TENS = _counted(
    "zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10
)
_DE_TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_DE = NumberWords(
    small={
        **_DE_UNITS,
        **_counted("eins/eine/einen/einer zwo", 1),
        **_counted(_DE_TEENS, 10),
        **_DE_TENS,
        **_joined(_DE_TENS, _DE_UNITS, "{unit}und{ten}"),
    },
    multiples={"hundert": 100, "tausend": 1000},
    glued=True,
    joint="(?:und)?",
)

_AR_UNITS = _counted(
    "واحد/واحدة اثنان/اثنين/اثنتان/اثنتين ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع "
    "ثمانية/ثماني/ثمان تسعة/تسع",
    1,
)
_AR_TENS = _counted(
    "عشرون/عشرين ثلاثون/ثلاثين أربعون/أربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين "
    "تسعون/تسعين",
    *(20, 10),
)
_AR_HUNDREDS = (
    "مئة/مائة مئتان/مئتين/مائتان/مائتين ثلاثمئة/ثلاثمائة أربعمئة/أربعمائة خمسمئة/خمسمائة "
    "ستمئة/ستمائة سبعمئة/سبعمائة ثمانمئة/ثمانمائة/ثمانيمئة/ثمانيمائة تسعمئة/تسعمائة"
)
_AR = NumberWords(
    small={
        **_AR_UNITS,
        **_joined({"عشر": 10, "عشرة": 10}, _AR_UNITS, "{unit} {ten}"),
        **_counted("عشرة/عشر أحد_عشر/إحدى_عشرة اثنا_عشر/اثني_عشر/اثنتا_عشرة/اثنتي_عشرة", 10),
        **_AR_TENS,
        **_joined(_AR_TENS, _AR_UNITS, "{unit} و{ten}"),
    },
    large={
        **_counted(_AR_HUNDREDS, 100, 100),
        **_counted("ألفان/ألفين", 2 * 10**3),
        **_counted("مليونان/مليونين", 2 * 10**6),
        **_counted("ملياران/مليارين", 2 * 10**9),
    },
    multiples={
        **_counted("ألف/ألفا", 10**3),
        **_counted("مليون/مليونا", 10**6),
        **_counted("مليار/مليارا/مليارات", 10**9),
        **_counted("تريليون", 10**12),
    },
    joint="و?",
    prefix="[وفبلك]{0,2}(?:ال)?",
)

_WORDS = {
    "ar": _AR,
    "de": _DE,
    "en": _EN,
    "es": _ES,
    "fr": _FR,
}
