"""The YAML subset: what its values are, where they stand, and what is refused at which place."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimbook.core.text.yaml_text import MAX_DEPTH, read_yaml, scalar

# PyYAML itself does not read back the odd line ends of Unicode that it writes.
LETTERS = st.characters(exclude_categories=("Cs", "Zl", "Zp"), exclude_characters="\x85")
WHOLE = st.integers(-(10**18) + 1, 10**18 - 1)
PLAIN = st.none() | st.booleans() | WHOLE | st.text(LETTERS, max_size=30)
KEYS = st.text(alphabet="abcdefgh_é語", min_size=1, max_size=8)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.dictionaries(KEYS, VALUES, max_size=5)
WORDS = st.text(alphabet="abcxyzéü語😀", min_size=1, max_size=6)


class _Written(yaml.SafeDumper):
    def ignore_aliases(self, _data):
        return True


def written(value, **style):
    return yaml.dump(value, Dumper=_Written, allow_unicode=True, **style)


def faults(text):
    return [
        (fault.kind, fault.place.line, fault.place.column)
        for fault in read_yaml(text, "x.yml").faults
    ]


def below(value, path=()):
    yield path, value
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, inner in items:
        yield from below(inner, (*path, step))


@pytest.mark.parametrize(
    "text",
    [
        *("&a id: toll", "!!str id: toll", "! id: toll", "id: ! toll", "id: &a toll", "! {id: a}"),
        *("%YAML 1.1\n---\nid: toll", "%TAG !e! tag:example.org:\n---\nid: toll", "? !x id\n: a"),
    ],
)
def test_nothing_stands_before_a_key_a_value_or_a_document(text):
    assert {kind for kind, *_ in faults(text)} == {"subset"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: one # two", (1, 8)),
        ("a: one\t# two", (1, 8)),
        ("a: # two", (1, 4)),
        ("a:\n  - one # two\n  - three", (2, 9)),
        ("a:\n  one\n  two # three", (3, 7)),
        ("a: [one, two # three\n  ]", (1, 14)),
        ("a: é # two", (1, 6)),
    ],
)
def test_a_comment_behind_a_text_is_told_at_its_place(text, place):
    assert faults(text) == [("comment", *place)]


@pytest.mark.parametrize(
    "text",
    [
        *("# one\na: two", "a: one\n# two", "a: one\n  # two\nb: two", "a: C#", "a: one#two"),
        *("a: 'one # two'", 'a: "one" # two', "a: >-\n  one # two", "a: 40 # two", "a: true # b"),
        *("a: # one\n  - two", "a: # one\n  b: two", "a: [one, two] # three", "a: null # one"),
    ],
)
def test_a_comment_that_takes_nothing_away_is_none_of_our_business(text):
    assert faults(text) == []


@pytest.mark.parametrize("word", ["~", "Null", "NULL"])
def test_another_spelling_of_nothing_is_told_where_it_is_no_text(word):
    assert faults(f"a: {word}") == [("nothing", 1, 4)]
    assert faults(f"a: '{word}'") == faults(f"a: x{word}") == []


@given(RECORDS, st.booleans(), st.integers(20, 120))
def test_what_pyyaml_writes_is_read_as_the_same_values(record, flow, width):
    located = read_yaml(written(record, default_flow_style=flow, width=width), "x.yml")
    assert located.faults == []
    assert located.data == record
    for path, value in below(record):
        assert type(value) is type(dict(below(located.data))[path])


@given(RECORDS)
def test_every_value_and_key_has_a_place_of_its_own(record):
    located = read_yaml(written(record), "x.yml")
    assert {path for path, _ in below(record)} == set(located.values)
    assert set(located.keys) == {
        path for path, _ in below(record) if path and isinstance(path[-1], str)
    }


@given(
    st.dictionaries(WORDS, st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=4),
    st.booleans(),
)
def test_a_place_points_at_the_text_that_it_is_of(record, flow):
    text = "# 語😀\n" + written(record, default_flow_style=flow, width=1000)
    lines, located = text.split("\n"), read_yaml(text, "x.yml")

    def at(place):
        return lines[place.line - 1][place.column - 1 :][: place.width]

    for key, words in record.items():
        assert scalar(at(located.keys[key,]).strip("'\"")) == key
        for index, word in enumerate(words):
            assert scalar(at(located.values[key, index]).strip("'\"")) == word


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail(text):
    located = read_yaml(text, "x.yml")
    for fault in located.faults:
        assert 1 <= fault.place.line <= text.count("\n") + text.count("\r") + 3


@given(st.text(alphabet="ab: -[]{}\"'&*!|>#?%@\n\t,", max_size=40))
def test_no_mark_of_yaml_makes_the_reader_fail(text):
    located = read_yaml(text, "x.yml")
    for path, place in located.values.items():
        assert located.place(path) == place


@pytest.mark.parametrize(
    "text", ["NO", "no", "yes", "on", "Off", "True", "NULL", "Null", "~", ".nan", ".inf"]
)
def test_a_word_that_yaml_1_1_takes_for_something_else_stays_text(text):
    assert read_yaml(f"a: {text}", "x.yml").data == {"a": text}


@pytest.mark.parametrize(
    "text",
    [
        "2025-12-03",
        "2026-13-45",
        "012",
        "0x1F",
        "0o17",
        "1_000",
        "1e5",
        "1.",
        ".5",
        "12:30:45",
        "1,5",
        "--1",
    ],
)
def test_what_only_looks_like_a_number_stays_text(text):
    assert read_yaml(f"a: {text}", "x.yml").data == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("false", False), ("null", None), ("", None), ("7", 7), ("-7", -7), ("+7", 7)],
)
def test_the_few_special_words_are_values(text, value):
    data = read_yaml(f"a: {text}", "x.yml").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_decimal_number_keeps_its_digits(number):
    value = read_yaml(f"a: {number}", "x.yml").data["a"]
    assert isinstance(value, Decimal)
    assert str(value) == str(number)


@pytest.mark.parametrize("text", ['"7"', "'true'", '"null"', "|-\n  7"])
def test_a_quoted_value_is_always_text(text):
    assert isinstance(read_yaml(f"a: {text}", "x.yml").data["a"], str)


def test_a_key_that_stands_twice_is_reported_with_the_first_and_keeps_its_value():
    located = read_yaml("a: 1\nb:\n  c: 2\n  c: 3\na: 4\n", "x.yml")
    assert [(f.kind, f.place.line, f.related.line) for f in located.faults] == [
        ("duplicate-key", 4, 3),
        ("duplicate-key", 5, 1),
    ]
    assert located.data == {"a": 1, "b": {"c": 2}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\nb: 2\n", [("subset", 1, 4)]),
        ("a: &x 1\nb: *x\n", [("subset", 1, 4), ("subset", 2, 4)]),
        ("a: 1\nb: !!str 2\n", [("subset", 2, 4)]),
        ("a: !python/object:os.system x\n", [("subset", 1, 4)]),
        ("a:\n  <<: {b: 1}\n", [("subset", 2, 3)]),
        ("a: 1\n---\nb: 2\n", [("subset", 2, 1)]),
        ("? [a, b]\n: c\n", [("subset", 1, 3)]),
        ("a: 1\nb: *unknown\n", [("subset", 2, 4)]),
    ],
)
def test_what_is_not_of_the_subset_is_refused_where_it_stands(text, found):
    assert faults(text) == found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c\n", 1),
        ("a: 1\n\tb: 2\n", 2),
        ('a: "open\n', 1),
        ("a: [1, 2\nb: 3\n", 2),
        ("a: @b\n", 1),
        ("a: %b\n", 1),
    ],
)
def test_what_cannot_be_read_is_reported_at_its_line(text, line):
    ((kind, at, _),) = faults(text)
    assert (kind, at) == ("syntax", line)


@pytest.mark.parametrize("before", ["", "é語😀\n# ", "b: 1\nc: é語 "])
def test_a_character_that_yaml_forbids_is_reported_where_it_stands(before):
    text = f"a: {before}\x07"
    assert faults(text) == [
        ("syntax", text.count("\n") + 1, len(text.rsplit("\n", maxsplit=1)[-1]))
    ]


def test_a_value_may_be_as_deep_as_allowed_and_no_deeper():
    def nested(depth):
        return "[" * depth + "]" * depth

    assert faults(nested(MAX_DEPTH + 1)) == []
    assert faults(nested(MAX_DEPTH + 2)) == [("subset", 1, MAX_DEPTH + 2)]


def test_a_very_deep_text_is_refused_without_reading_it_all():
    assert [kind for kind, _, _ in faults("[" * 5_000)] == ["subset"]


def test_the_place_of_a_missing_value_is_that_of_what_is_around_it():
    located = read_yaml("a:\n  b: 1\n", "x.yml")
    assert located.place(("a", "nothing")) == located.place(("a",))
    assert located.key_place(("nothing",)) == located.place(())


@given(RECORDS)
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(record):
    text = written(record)
    assert (
        read_yaml("\ufeff" + text.replace("\n", "\r\n"), "x.yml").data
        == read_yaml(text, "x.yml").data
    )


def test_windows_line_ends_do_not_move_places():
    text = "a: 1\nb:\n  - c\n"
    assert read_yaml(text.replace("\n", "\r\n"), "x.yml").values == read_yaml(text, "x.yml").values


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n"])
def test_an_empty_text_is_nothing(text):
    located = read_yaml(text, "x.yml")
    assert (located.data, located.faults) == (None, [])
