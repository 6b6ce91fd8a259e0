"""A pasted table is read whatever parts its cells, and no cell of it is guessed."""

from __future__ import annotations

import pytest

from builders import minimal
from claimbook.core.text.problems import DatasetError
from claimbook.editing.pasted import Asked, pasted

UNIT = minimal().vocabulary.units[0]
ROWS = (("1899", "1234.5", "toll-book"), ("On market day", "40", "toll-book"))


def asked(**more):
    return Asked(**{"language": "en", "unit": UNIT, "known": {"toll-book"}, **more})


def refused(text, **more):
    with pytest.raises(DatasetError) as error:
        pasted(text, "x", asked(**more))
    return [(one.place.line, one.place.column, one.message) for one in error.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "1899\t1,234.5\ttoll-book\nOn market day\t40\ttoll-book\n",
        "Day;Carts;Source\n1899;1234.5;toll-book\nOn market day;40;toll-book\n",
        'Day,Carts,Source\n1899,"1,234.5",toll-book\nOn market day,40,toll-book\n',
        (
            "| Day | Carts | Source |\n|---|--:|---|\n| 1899 | 1,234.5 | toll-book |\n"
            "| On market day | 40 carts | toll-book |\n"
        ),
        "+------+\n| 1899 | 1,234.5 | toll-book |\n+------+\n| On market day | 40 | toll-book |\n",
        "1899           1,234.5    toll-book\nOn market day  40 c       toll-book\n",
        "sep=;\n1899;1,234.5;toll-book\n;;\nOn market day;40;toll-book\n",
    ],
)
def test_whatever_parts_the_cells_the_rows_are_the_same(text):
    assert pasted(text, "x", asked()).rows == ROWS


def test_numbers_are_in_the_language_of_the_book():
    rows = "2020;37,75\n2021;1.234,5\n"
    found = pasted(rows, "x", asked(language="es", source="toll-book")).rows
    assert [number for _, number, _ in found] == ["37.75", "1234.5"]


def test_columns_are_known_by_their_titles():
    text = "source\tvalue\tnote\tlabel\ntoll-book\t40\tseen\tMarket\n"
    found = pasted(text, "x", asked())
    assert found.rows == (("Market", "40", "toll-book"),)
    assert "left out: note" in found.told


def test_of_several_columns_of_numbers_one_is_asked_for():
    text = "Year\tCarts\tHorses\n1899\t40\t60\n1900\t41\tx\n"
    assert "several columns" in refused(text, source="toll-book")[0][2]
    found = pasted(text, "x", asked(source="toll-book", column="carts"))
    assert [number for _, number, _ in found.rows] == ["40", "41"]
    assert refused(text, source="toll-book", column="Horses") == [(3, 9, "'x' is not a number")]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("1899;40;toll-book\n1900;41\n", (2, 1), "has 2 cells"),
        ("1899,37,75\n1900,38\n", (2, 1), "has 2 cells"),
        ("forty carts a day\n", (1, 1), "nothing parts"),
        ("1899;40\n1900;\n", (2, 6), "no number"),
        ("1899;40\n1900;many\n", (2, 6), "'many' is not a number"),
        ("\n \n", (1, 1), "no rows"),
        ("---\n", (1, 1), "no rows"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_place(text, place, said):
    [(*at, message)] = refused(text, source="toll-book")
    assert tuple(at) == place
    assert said in message


def test_a_table_without_sources_asks_for_one():
    assert "no column of sources" in refused("1899;40\n")[0][2]
