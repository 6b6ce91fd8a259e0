"""An edition has the texts of its language in their place, and knows what it lacks."""

from __future__ import annotations

import pytest

from builders import GERMAN, MINIMAL, a_folder
from claimbook.core.load import check_book, editions_of, read_book
from claimbook.core.proofs.placements import placements
from claimbook.core.records.editions import all_texts, share_done, versions
from claimbook.core.records.quantities import in_unit
from claimbook.core.text.messages import speaking

TERM = "data/terms/toll.yml"


def edition(folder, tag="de"):
    reading = read_book(folder)
    return editions_of(reading, check_book(reading).data)[tag]


@pytest.fixture
def german(tmp_path):
    return edition(a_folder(tmp_path, GERMAN))


def test_texts_are_those_of_the_language_and_all_else_is_the_original_s(german):
    claim, original = german.claims["forty-carts"], german.original.claims["forty-carts"]
    assert claim.title == "Vierzig Karren am Tag"
    assert claim.quantities[0].what == "Karren am Tag"
    assert claim.evidence[0].note == "Die Zölle vom April ergeben dasselbe."
    assert (claim.date, claim.speaker, claim.status) == (
        original.date,
        original.speaker,
        original.status,
    )
    assert german.label("topics", "traffic") == "Verkehr"
    assert german.book.sides[0].name == "Die Stadt"
    assert german.terms["toll"].aliases == ("Brückenzoll",)
    assert german.language == "de"
    assert german.original.language == "en"


def test_a_quotation_stays_as_it_was_said_and_has_a_translation_beside_it(german):
    assert german.claims["forty-carts"].quote == "some forty carts a day"
    assert german.own_words("claims", "forty-carts", "quote") == "etwa vierzig Karren am Tag"
    assert german.original.own_words("claims", "forty-carts", "quote") is None
    assert placements(german) is placements(german.original)


def test_what_is_left_out_is_in_the_original_s_language_and_is_known(tmp_path):
    there = edition(
        a_folder(tmp_path, **{"editions/de/terms/toll.yml": "definition: Geld für den Weg.\n"})
    )
    assert there.terms["toll"].definition == "Geld für den Weg."
    assert there.terms["toll"].term == "Toll"
    assert there.untranslated("terms", "toll") == ("term", "why_it_matters")
    assert "title" in there.untranslated("claims", "forty-carts")
    assert there.original.untranslated("terms", "toll") == ()
    done, needed = share_done(there)
    assert (done, needed > done) == (1, True)


def test_an_edition_that_is_complete_lacks_nothing(german):
    done, needed = share_done(german)
    assert german.edition.left == {}
    assert done == needed > 0


def test_a_version_changes_with_a_text_and_with_nothing_else(tmp_path):
    def version(name, old, new):
        text = (MINIMAL / TERM).read_text("utf-8")
        assert old in text
        folder = a_folder(tmp_path / name, **{TERM: text.replace(old, new)})
        return versions(check_book(read_book(folder)).data)["terms", "toll"]

    same = version("same", "Toll", "Toll")
    assert version("text", "Money paid", "Money given") != same
    assert version("topic", "topic: traffic", "topic: 'traffic'") == same
    assert version("source", "sources:\n  - toll-book", "sources: [toll-book]") == same


def test_ids_dates_numbers_names_of_sources_and_proofs_are_no_texts():
    reading = read_book(MINIMAL)
    texts = all_texts(check_book(reading).data)
    assert list(texts["claims", "forty-carts"]) == [
        "title",
        "statement",
        "quote",
        "quantities.per-day.what",
        "evidence.1.note",
        "assessment",
    ]
    assert not any(kind in {"sources", "documents"} for kind, _ in texts)
    assert "chart.emphasis" not in texts["series", "carts-by-year"]
    assert "qualifiers.about.stated" not in texts["vocabulary", ""]


def test_a_label_that_is_an_id_in_words_can_be_translated_and_a_plural_may_be_added(tmp_path):
    words = "topics.traffic.label: Verkehr\ntopics.traffic.plural: Verkehre\n"
    there = edition(a_folder(tmp_path, **{"editions/de/vocabulary.yml": words}))
    assert there.heading("topics", "traffic") == "Verkehre"
    assert there.original.label("topics", "traffic") == "Traffic"


def test_a_plural_of_the_original_goes_with_its_label(tmp_path):
    vocabulary = (MINIMAL / "data/vocabulary.yml").read_text("utf-8")
    plural = vocabulary.replace("  - id: traffic\n", "  - id: traffic\n    plural: Traffics\n")
    words = {"editions/de/vocabulary.yml": "topics.traffic.label: Verkehr\n"}
    there = edition(a_folder(tmp_path, **{"data/vocabulary.yml": plural, **words}))
    assert there.heading("topics", "traffic") == "Verkehr"


ROWS = "key,date,label,value,status,sources\na,1899,Carts,30,actual,toll-book\nb,1900,Carts,38,actual,toll-book\nc,1900,The town,38,actual,toll-book\n"
SERIES = "data/series/carts-by-year"


def test_what_a_record_says_twice_is_translated_once_and_a_side_has_its_name(tmp_path):
    record = (MINIMAL / f"{SERIES}.yml").read_text("utf-8")
    record = record.replace("emphasis: y1900", "emphasis: Carts").replace("{y1900}", "{a}")
    files = {
        f"{SERIES}.csv": ROWS,
        f"{SERIES}.yml": record.replace("{y1900.date}", "{a.date}"),
        "editions/de/series/carts-by-year.yml": "rows.a.label: Karren\n",
        "editions/de/book.yml": "sides.town.name: Die Stadt\n",
    }
    there = edition(a_folder(tmp_path, **files))
    series = there.series["carts-by-year"]
    assert [row.label for row in series.rows] == ["Karren", "Karren", "Die Stadt"]
    assert series.chart.emphasis == "Karren"
    assert there.side_named("Die Stadt") == 0
    assert not {"rows.b.label", "rows.c.label"} & {*there.untranslated("series", "carts-by-year")}


def test_an_amount_is_told_in_the_large_numbers_of_the_language(tmp_path):
    vocabulary = (MINIMAL / "data/vocabulary.yml").read_text("utf-8")
    billions = vocabulary.replace('words: "{} carts"', 'words: "{} billion carts"')
    words = 'units.carts.words: "{large}輛"\nunits.carts.short: "{large}"\n'
    folder = a_folder(
        tmp_path,
        **{"data/vocabulary.yml": billions, "editions/zh-Hant-TW/vocabulary.yml": words},
    )
    there = edition(folder, "zh-Hant-TW")
    unit, forty = there.entry("units", "carts"), there.claims["forty-carts"].quantities[0].value
    with speaking("zh-Hant-TW"):
        assert in_unit(forty, unit) == "400億輛"
        assert in_unit(-forty * 100, unit) == "−4兆輛"
        assert in_unit(forty, unit, short=True) == "400億"
