"""Tables as spreadsheets leave them: what is not as it was meant is told at its place."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimbook.core.records.csv_text import read_rows

TITLES = "key,date,label,value,sources"
ROW = "a,2020,Alpha,5,s1"


def faults(*lines):
    found = read_rows("\n".join(lines) + "\n", "x.csv", {}).faults
    return [(one.detail, one.place.line, one.place.column, one.help) for one in found]


def rows(*lines):
    return read_rows("\n".join(lines) + "\n", "x.csv", {}).data


def test_rows_of_empty_cells_are_none():
    assert rows(TITLES, ROW, ",,,,", " , ,,,", "", ",,") == rows(TITLES, ROW)
    assert faults(TITLES, ROW, ",,,,", ",,") == []


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_a_table_that_is_parted_otherwise_is_told_once(sign):
    lines = [line.replace(",", sign) for line in (TITLES, ROW, ROW)]
    [(detail, line, column, help_text)] = faults(*lines)
    assert "part the cells" in detail
    assert (line, column) == (1, 4)
    assert "by commas" in help_text
    assert not read_rows("\n".join(lines), "x.csv", {}).whole


def test_what_tells_a_spreadsheet_of_signs_is_no_title():
    [(detail, line, _, help_text)] = faults("sep=;", TITLES, ROW)
    assert "sep=;" in detail
    assert (line, "by commas" in help_text) == (1, True)
    [(*_, help_text)] = faults("sep=,", TITLES, ROW)
    assert help_text == "take this line out"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("a,2020,Alpha,1,234,s1", 14, "write 1234"),
        ("a,2020,Hale, Tom,5,s1", 1, "in double quotes"),
        ("a,2020,Alpha,5", 1, "each column has its comma"),
        ("a,2020,Alpha,5,s1,,", 1, "take out the commas"),
    ],
)
def test_cells_that_shift_are_told_with_what_shifts_them(row, column, said):
    [(_, line, at, help_text)] = faults(TITLES, row)
    assert (line, at) == (2, column)
    assert said in help_text


@pytest.mark.parametrize(
    ("label", "said", "help_text"),
    [
        ('="0012"', "a formula", "write 0012"),
        ("=A1+B1", "a formula", "what it shows"),
        ("#REF!", "a message", "look into"),
        ("#DIV/0!", "a message", "look into"),
        ("#####", "a message", "look into"),
        ("null", "as text", "leave the cell empty"),
        ("N/A", "as text", "leave the cell empty"),
        ("~", "as text", "leave the cell empty"),
        (" Alpha", "begins with a space", "take it out"),
        ("Alpha ", "ends with a space", "take it out"),
    ],
)
def test_a_cell_that_would_not_be_shown_as_it_was_meant_is_told(label, said, help_text):
    [(detail, line, column, told)] = faults(TITLES, f"a,2020,{label},5,s1")
    assert (line, column) == (2, 8)
    assert said in detail
    assert help_text in told


@pytest.mark.parametrize("label", ["none", "-", "= ", "#1", "Nan", "no", "=", "1_000"])
def test_words_and_signs_that_can_be_meant_stay(label):
    written = label.strip()
    assert faults(TITLES, f"a,2020,{written},5,s1") == []
    assert rows(TITLES, f"a,2020,{written},5,s1")[0]["label"] == written


def test_text_behind_a_quotation_mark_is_told_and_the_row_is_read():
    [(detail, line, *_)] = faults(TITLES, ROW, 'b,2021,"A "B" C",5,s1')
    assert "goes on behind" in detail
    assert line == 3


def test_a_quotation_mark_that_is_not_closed_is_told_where_it_begins():
    [(detail, line, *_)] = faults(TITLES, ROW, 'b,2021,"A,5,s1', "c,2022,C,5,s1")
    assert "not closed" in detail
    assert line == 3


def test_a_title_that_surely_is_another_is_told_alone():
    [(detail, *_)] = faults("key, Date,label,value,sources", ROW)
    assert "' Date'" in detail
    assert rows("key, Date,label,value,sources", ROW)[0]["date"] == "2020"


def test_columns_without_a_title_at_the_end_are_told_once():
    [(detail, line, column, _)] = faults(f"{TITLES},,", f"{ROW},,")
    assert "has no title" in detail
    assert (line, column) == (1, len(TITLES) + 2)


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_a_cell_is_read_as_it_was_written_or_told(pairs):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("key", "label"))
    kept = [pair for pair in pairs if any(cell.strip() for cell in pair)]
    writer.writerows(kept)
    found = read_rows(out.getvalue(), "x.csv", {})
    told = {fault.place.line for fault in found.faults}
    for number, (row, pair) in enumerate(zip(found.data, kept, strict=True), start=2):
        read = (row.get("key", ""), row.get("label", ""))
        assert number in told or read == pair
