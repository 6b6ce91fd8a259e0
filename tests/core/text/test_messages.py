"""The words of the interface come from catalogs, in the language that is spoken."""

from decimal import Decimal

import pytest

from claimbook.core.text import messages
from claimbook.core.text.messages import gettext, ngettext, number, pgettext, speaking, spoken


def test_without_a_language_messages_are_english():
    assert spoken() == "en"
    assert gettext("Paragraph {number}", number=9) == "Paragraph 9"
    assert ngettext("{count} claim", "{count} claims", 1200) == "1,200 claims"
    assert pgettext("an answer", "open") == "open"


def test_a_language_ends_with_its_block_also_when_something_fails():
    def fail():
        with speaking("de"):
            assert spoken() == "de"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert spoken() == "en"


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "12,345.60"),
        ("de", "12.345,60"),
        ("ar-EG", "١٢٬٣٤٥٫٦٠"),
        ("hi", "12,345.60"),
        ("xx-unknown", "12,345.60"),
    ],
)
def test_numbers_are_written_as_the_language_does(tag, written):
    with speaking(tag):
        assert number(Decimal("12345.60")) == written


def test_languages_share_no_names_of_months():
    """Babel hands what it has resolved of one language to the others, which an Arabic book shows."""
    asked = ("ja", "en", "ar", "ko", "ja")
    found = [messages.locale_of(tag).months["stand-alone"]["wide"][3] for tag in asked]
    assert found == ["3月", "March", "مارس", "3월", "3月"]


def test_the_pseudo_language_changes_every_message_and_no_value():
    with speaking("en-XA"):
        told = gettext("Paragraph {number} of {title}", number=9, title="Carts")
    assert "Carts" in told
    assert "9" in told
    assert "Paragraph" not in told


@pytest.mark.parametrize(
    ("tag", "catalog"),
    [
        *((tag, "zh_Hans") for tag in ("zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK")),
        *((tag, "zh_Hant") for tag in ("zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-CN")),
        *((tag, tag[:2]) for tag in ("de", "de-AT", "ar-EG", "es-MX", "fr-CA", "ja-JP")),
    ],
)
def test_a_language_has_the_catalog_of_the_script_that_is_usual_there(tag, catalog):
    assert messages.catalog_of(tag) == catalog


@pytest.mark.parametrize(
    ("tag", "catalog"), [("en", ""), ("en-XA", ""), ("xx-unknown", ""), ("fi", "")]
)
def test_a_language_without_a_catalog_is_shown_in_english(tag, catalog):
    assert messages.catalog_of(tag) == catalog
