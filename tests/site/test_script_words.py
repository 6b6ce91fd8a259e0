"""The words that scripts say, as browsers get them."""

from __future__ import annotations

import gettext
import json

import pytest
from babel import Locale

from claimbook.core.text.messages import PSEUDO, speaking
from claimbook.site import script_words
from claimbook.site.script_words import script_of_words
from claimbook.site.script_words import script_words as words_of


def said(script):
    name, _, words = script.partition("=")
    assert name == "self.claimbookWords"
    return json.loads(words.removesuffix(";\n"))


def test_english_needs_no_script():
    assert words_of() == ""
    with speaking("en-GB"):
        assert words_of() == ""


def test_a_script_has_each_message_and_the_forms_of_those_that_count():
    with speaking(PSEUDO):
        words = said(words_of())
        assert script_of_words() == "assets/js/words.en-XA.js"
    assert words["Close"].startswith("Çlöšé")
    assert words["{shown} of {count} claims"].keys() == {"one", "other"}
    assert "{choice}" in words["Take back: {choice}"]


class Slavic(gettext.NullTranslations):
    """A catalog of a language that has three forms for whole numbers."""

    def ngettext(self, *given):
        n = given[-1]
        if n % 10 == 1 and n % 100 != 11:
            return "one of them"
        few = n % 10 in {2, 3, 4} and n % 100 not in {12, 13, 14}
        return "few of them" if few else "many of them"


@pytest.fixture
def russian(monkeypatch):
    monkeypatch.setattr(script_words, "translations", Slavic)
    monkeypatch.setattr(script_words, "is_translated", lambda: True)
    monkeypatch.setattr(script_words, "locale", lambda: Locale("ru"))
    with speaking("ru"):
        yield


@pytest.mark.usefixtures("russian")
def test_forms_have_the_names_that_a_browser_has_for_them():
    forms = said(words_of())["{shown} of {count} claims"]
    assert forms == {"one": "one of them", "few": "few of them", "many": "many of them"}
