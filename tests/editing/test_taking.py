"""A worksheet becomes sound records, or none; what is wrong is said at the line that was typed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import LIGHTHOUSE, MINIMAL, a_folder, problems_of
from claimbook.cli.main import main
from claimbook.core.load import load_dataset, read_book
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.fixing import repairs
from claimbook.editing.taking import take
from claimbook.editing.worksheet import BLOCKS, PARTS, heading, in_heading

CLAIM = """\
[paragraph 2]
> Since the new planks were laid, some forty carts a day cross the bridge

[claim] each and every day
title: Counted: every day
statement: The carts are counted
  each day.
speaker: Ann Reed
kind: figure
topic: traffic
quantity: about 40 carts | each and every | carts, or so
evidence: toll-book | supports | It says: "each day" # as here | there.
status: corroborated
assessment: The book has each day.
"""

WHOLE = """\
[paragraph 2]

[claim] these are counted by the warden
title: The warden counts
statement: The warden counts the carts.
speaker: Tom Hale
kind: figure
topic: traffic
evidence: The ledger | supports | It has a count for each day.
status: corroborated
assessment: The ledger has the counts.

[claim] the bridge that the town has built
title:
statement:
speaker:
kind:
topic:
quantity: 40 carts | forty |
evidence:

[event] A count
date: 1901
summary: The carts are counted.
actors: Ann Reed, Tom Hale
topics: traffic
sources: The ledger
relation: background
confidence: high
status: occurred

[term] Pontage
aliases: bridge money | bridge toll
topic: traffic
definition: Money: paid to cross.
why it matters: It is counted # by cart.
sources: https://example.org/ledger

[actor] Tom Hale
kind: person
role: Carter
description: Drives a cart.
sources: The ledger
named in document: true

[source] The ledger
publisher: Riverside Bridge
published: 1901
url: https://example.org/ledger
language: en
kind: book
quality: primary
access: seen
"""


def taken(book, text=None, *flags):
    if text is not None:
        (book / "worksheet.txt").write_text(text, "utf-8", newline="")
    return CliRunner().invoke(main, ["draft", str(book), "--take", *flags])


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def record(book, path):
    data = load_dataset(book)
    kind, _, record_id = path.partition("/")
    return data.records(kind)[record_id]


def test_a_worksheet_becomes_records_that_are_sound_and_in_form(tmp_path):
    book = a_folder(tmp_path)
    done = taken(book, WHOLE)
    assert done.exit_code == 0, done.output
    assert [one.code for one in problems_of(book)[0] if not one.is_warning] == []
    assert repairs(book) == []
    claim = record(book, "claims/the-warden-counts")
    assert (claim.speaker, claim.paragraph, claim.status) == ("tom-hale", 2, "corroborated")
    assert claim.evidence[0].source == "the-ledger"
    assert claim.quantities == ()
    assert record(book, "events/a-count").actors == ("ann-reed", "tom-hale")
    term = record(book, "terms/pontage")
    assert (term.aliases, term.sources) == (("bridge money", "bridge toll"), ("the-ledger",))
    assert term.why_it_matters == "It is counted # by cart."
    assert record(book, "actors/tom-hale").named_in_document
    assert record(book, "sources/the-ledger").published.text == "1901"
    assert "5 records; 1 passage left." in done.output


def test_what_was_taken_is_marked_and_not_taken_again(tmp_path):
    book = a_folder(tmp_path)
    assert taken(book, WHOLE).exit_code == 0
    marked = (book / "worksheet.txt").read_text("utf-8")
    assert "[claim taken: the-warden-counts] these are counted by the warden\n" in marked
    assert "[source taken: the-ledger] The ledger\n" in marked
    assert "[claim] the bridge that the town has built\n" in marked
    assert re.sub(r" taken: [\w-]+", "", marked) == WHOLE
    before = files_in(book)
    again = taken(book)
    assert (again.exit_code, files_in(book)) == (1, before)
    assert "Nothing to take" in again.stderr
    more = marked.replace(
        "title:\nstatement:\nspeaker:\nkind:\ntopic:\nquantity: 40 carts | forty |\nevidence:\n",
        "title: Built\nstatement: It was built.\nspeaker: tom-hale\nkind: figure\ntopic: traffic\n"
        "evidence: toll-book | supports | It says so.\nstatus: corroborated\n"
        "assessment: The book says so.\n",
    )
    assert taken(book, more).exit_code == 0
    assert record(book, "claims/built").speaker == "tom-hale"


def test_a_value_holds_colons_bars_quotes_and_hashes_as_they_are_typed(tmp_path):
    book = a_folder(tmp_path)
    done = taken(
        book, CLAIM.replace("quantity: about 40 carts | each and every | carts, or so\n", "")
    )
    assert done.exit_code == 0, done.output
    claim = record(book, "claims/counted-every-day")
    assert claim.title == "Counted: every day"
    assert claim.statement == "The carts are counted each day."
    assert claim.evidence[0].note == 'It says: "each day" # as here | there.'


def test_a_backslash_is_one(tmp_path):
    book = a_folder(tmp_path)
    text = re.sub("quantity: .*\n", "", CLAIM).replace('"each day" # as', r"C:\u202ename\n")
    done = taken(book, text)
    assert done.exit_code == 0, done.output
    assert r"C:\u202ename\n" in record(book, "claims/counted-every-day").evidence[0].note
    assert [one.code for one in problems_of(book)[0] if not one.is_warning] == []


def test_a_number_is_read_with_its_limit_its_unit_and_what_it_counts(tmp_path):
    book = a_folder(tmp_path)
    text = (
        WHOLE.replace(
            "quantity: 40 carts | forty |\n",
            "quantity: about 40 carts | some forty carts | per day | period: 1901\n",
        )
        .replace(
            "[claim] the bridge that the town has built\ntitle:\nstatement:\nspeaker:\nkind:\ntopic:\n",
            "[claim] some forty carts a day cross\ntitle: Carts\nstatement: Some cross.\nspeaker: Ann Reed\n"
            "kind: figure\ntopic: traffic\nstatus: corroborated\nassessment: It has them.\n",
        )
        .replace("evidence:\n\n[event]", "evidence: toll-book | supports | Yes.\n\n[event]")
    )
    done = taken(book, text)
    assert done.exit_code == 0, done.output
    (number,) = record(book, "claims/carts").quantities
    assert (number.id, number.value, number.unit, number.qualifier) == (
        "per-day",
        40,
        "carts",
        "about",
    )
    assert (number.stated, number.origin, number.period.text) == (
        "some forty carts",
        "notice",
        "1901",
    )


def test_a_range_has_two_ends(tmp_path):
    book = a_folder(tmp_path)
    line = "quantity: 40 to 50 carts | some forty carts | per day"
    text = CLAIM.replace("each and every day\n", "some forty carts a day cross\n")
    done = taken(book, re.sub("quantity: .*", line, text))
    assert "E011" not in done.stderr
    assert "E097" in done.stderr  # its words have a limit
    assert f"worksheet.txt:11:{line.index('some') + 1}: error E097" in done.stderr


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("kind: figure", "kind: figur", ":7:7: error E020: 'figur' is not in the list"),
        ("statement: The warden counts the carts.", "statement:", ":5:1: error E011"),
        ("these are counted by the warden\n", "these are counted by a warden\n", ":3:30: error E062"),
        ("| supports |", "| suports |", ":9:24: error E020: 'suports'"),
        ("kind: figure", "mood: good", ":7:1: error E010: field 'mood' is not known here"),
        ("kind: figure", "kind: figure\nkind: figure", ":8:1: error E002: field 'kind' stands twice"),
        ("kind: figure", "kind figure", ":7:1: error E010: this line is no 'field: value'"),
        ("kind: figure", "kind: figure\nwas: counted", "E010: 'was' is not said of a new record"),
        ("[term]", "[terms]", "E010: '[terms]' begins no block"),
        ("[term]", "[term new]", "E010: 'new' means nothing in a heading"),
        ("date: 1901\n", "date: 1901-13\n", "E015: '1901-13' is impossible"),
        ("published: 1901", "published: 1999", "E095"),
        ("actors: Ann Reed,", "actors: Ann Red,", "E023"),
        ("title: The warden counts\n", "id: forty-carts\ntitle: The warden counts\n", "E021"),
        ("The ledger has the counts.", "The\u202eledger has it.", "E006: U+202E"),
        ("[paragraph 2]", "a line\n[paragraph 2]", ":1:1: error E010: this line stands in no block"),
        ("quantity: 40 carts | forty |", "quantity: forty carts | forty | carts", "E012: 'forty carts'"),
        ("quantity: 40 carts | forty |", "quantity: 1,040 carts | forty | carts", "E012"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_the_line_that_was_typed_and_nothing_is_written(
    before, after, said, tmp_path
):
    book = a_folder(tmp_path)
    assert before in WHOLE
    (book / "worksheet.txt").write_text(WHOLE.replace(before, after, 1), "utf-8")
    there = files_in(book)
    done = taken(book)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), done.exception
    assert said in done.stderr
    assert "Nothing was written." in done.stderr
    assert files_in(book) == there
    shown = re.search(r"worksheet.txt:(\d+):\d+: error", done.stderr)
    line = WHOLE.replace(before, after, 1).split("\n")[int(shown[1]) - 1]
    assert line.replace("\u202e", "\\u202e") in done.stderr


def test_a_wrong_quotation_is_helped_by_the_text_that_the_worksheet_shows(tmp_path):
    book = a_folder(tmp_path)
    shown = "> some forty carts a day cross the bridge that the town\n> has built over the river"
    text = WHOLE.replace("[paragraph 2]\n", f"[paragraph 2]\n{shown}\n", 1)
    done = taken(book, text.replace("these are counted by the", "forty carts a day cross a", 1))
    assert "closest, in paragraph 2: forty carts a day cross" in done.stderr


def test_who_is_new_gets_a_block_to_fill_in(tmp_path):
    book = a_folder(tmp_path)
    shown = "> Tom Hale drives some forty carts"
    text = WHOLE[: WHOLE.index("[event]")].replace("[paragraph 2]\n", f"[paragraph 2]\n{shown}\n")
    done = taken(book, text)
    assert done.exit_code == 1
    assert "E023: actor 'Tom Hale' is not in the book yet" in done.stderr
    assert "E014" not in done.stderr
    assert "[actor] Tom Hale, [source] The ledger" in done.stderr
    begun = (book / "worksheet.txt").read_text("utf-8")
    assert begun.startswith(text.rstrip("\n"))
    assert "named_in_document: true" in begun
    again = taken(book)
    assert "is not in the book yet" not in again.stderr
    assert (book / "worksheet.txt").read_text("utf-8") == begun
    assert re.search(r"\d+:1: error E011: field 'role' is missing\n +\d+ \| role:", again.stderr)
    filled = begun
    for field, value in {
        "role": "Carter", "description": "Drives.", "sources": "toll-book",
        "publisher": "Riverside", "published": "1901", "url": "https://example.org/l",
        "language": "en", "quality": "primary", "access": "seen",
    }.items():  # fmt: skip
        filled = filled.replace(f"\n{field}:\n", f"\n{field}: {value}\n")
    actor, source = filled.rsplit("\nkind:\n", 2)[1:]
    head = filled[: -len(f"\nkind:\n{actor}\nkind:\n{source}")]
    done = taken(book, f"{head}\nkind: person\n{actor}\nkind: book\n{source}")
    assert done.exit_code == 0, done.output
    assert record(book, "claims/the-warden-counts").speaker == "tom-hale"


def test_a_source_is_named_by_its_address_and_an_id_is_kept(tmp_path):
    book = a_folder(tmp_path)
    text = CLAIM.replace("toll-book |", "https://example.org/a |").replace("Ann Reed", "tom-hale")
    assert taken(book, text).exit_code == 1
    begun = (book / "worksheet.txt").read_text("utf-8")
    assert "url: https://example.org/a\n" in begun
    assert "id: tom-hale\n" in begun


def test_a_misspelled_name_is_no_new_one(tmp_path):
    book = a_folder(tmp_path)
    done = taken(book, CLAIM.replace("Ann Reed", "Ann Red"))
    assert "did you mean 'ann-reed'?" in done.stderr
    assert "[actor]" not in (book / "worksheet.txt").read_text("utf-8")


def as_line(name, value):
    """Lines of a worksheet for a field as it was read."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [as_line(name, one)[0] for one in value]
    if isinstance(value, dict):
        rest = dict(value)
        if name == "quantities" and ("value" in rest or {"low", "high"} <= rest.keys()):
            ends = [str(rest.pop(end)) for end in ("value", "low", "high") if end in rest]
            amount = f"{rest.pop('qualifier', '')} {' to '.join(ends)} {rest.pop('unit')}"
            rest["amount"] = amount.strip()
        parts = [str(rest.pop(one, "")) for one in PARTS[name]]
        return [f"{name}: {' | '.join([*parts, *(f'{k}: {v}' for k, v in rest.items())])}"]
    said = " | ".join(map(str, value)) if isinstance(value, list) else value
    return [f"{name}: {str(said).lower() if isinstance(said, bool) else said}"]


def as_block(draft):
    values = {name: value for name, value in draft.data.items() if value is not None}
    values.pop("was", None)  # a new record has no former id
    lines = [heading(draft.kind, " ".join(values.pop(in_heading(draft.kind)).split()))]
    for name, value in values.items():
        lines += as_line(name, value)
    return "\n".join(lines)


@pytest.mark.parametrize("book", [MINIMAL, LIGHTHOUSE], ids=lambda path: path.name)
def test_the_records_of_a_book_come_out_of_a_worksheet_as_they_were(book, tmp_path):
    reading = read_book(book)
    drafts = [draft for kind in BLOCKS for draft in reading.of_kind(kind)]
    kept = [one for one in drafts if "derived" not in str(one.data)]
    left = [one for one in reading.drafts if one not in kept]
    done = take(tmp_path, replace(reading, drafts=left), "\n\n".join(map(as_block, kept)), "w.txt")
    wrong = [one for one in done.problems if one.place.path == "w.txt"]
    assert wrong == []
    assert len(done.files) == len(kept) > 4
    for draft in kept:
        text = done.files[f"data/{draft.kind}/{draft.id}.yml"]
        data = {k: v for k, v in draft.data.items() if k != "was" and v is not False}
        assert read_yaml(text, "").data == {**data, "id": draft.id}, draft.id


def test_line_ends_and_mark_of_a_worksheet_stay(tmp_path):
    book = a_folder(tmp_path)
    (book / "worksheet.txt").write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert taken(book).exit_code == 0
    raw = (book / "worksheet.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf[paragraph 2]\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_signs_of_other_keyboards_are_read(tmp_path):
    book = a_folder(tmp_path)
    text = CLAIM.replace("kind: ", "kind：").replace(" | supports | ", "｜supports｜")
    done = taken(book, re.sub("quantity: .*\n", "", text))
    assert done.exit_code == 0, done.output


def test_a_fault_of_the_book_itself_does_not_stand_in_the_way(tmp_path):
    book = a_folder(tmp_path, **{"data/terms/odd.yml": "id: odd\n"})
    assert taken(book, WHOLE).exit_code == 0


@pytest.mark.parametrize("raw", [None, b"\xff\xfe", b"a" * 25_000_001])
def test_a_file_that_is_no_worksheet_is_refused(raw, tmp_path):
    book = a_folder(tmp_path)
    if raw is not None:
        (book / "worksheet.txt").write_bytes(raw)
    done = taken(book)
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (1, True)
    assert "worksheet.txt:1:1: error E004" in done.stderr


def test_a_worksheet_is_read_through_no_link(tmp_path):
    book = a_folder(tmp_path / "book")
    (tmp_path / "mine.txt").write_text(WHOLE, "utf-8")
    (book / "worksheet.txt").symlink_to(tmp_path / "mine.txt")
    assert "symbolic link" in taken(book).stderr
    assert (tmp_path / "mine.txt").read_text("utf-8") == WHOLE


READING = read_book(MINIMAL)
BITS = ("[claim] ", "[actor] ", "[paragraph 2]", "\n", "quantity: 4 carts | a | b", "title: ", "|", ":", "#",
        ">", "  ", "[", "]", "evidence: ", "sources: ", "\\u202e", "{{ x }}", "é", "\u2028", "relations: ",
        "id: ../../x", "date: ", "names: ", "was: a")  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(BITS) | st.text(max_size=8), max_size=14).map("".join))
def test_whatever_stands_in_a_worksheet_is_told_or_taken(text):
    done = take(MINIMAL, READING, text, "worksheet.txt")
    assert all(problem.code != "E000" for problem in done.problems), done.problems
    for path in done.files:
        assert done.problems or re.fullmatch(r"data/[a-z]+/[a-z0-9-]+\.yml", path)
