"""What a kind of chart cannot show is refused at its place, and all else is let be."""

import pytest

from builders import MINIMAL, a_folder, data_problems_of

HEAD = "key,date,label,value,low,high,status,sources"
SERIES = "data/series/carts-by-year"


def told(to, kind, *rows, more=""):
    """The codes and lines of what is wrong with rows that are drawn as a kind."""
    text = (MINIMAL / f"{SERIES}.yml").read_text("utf-8").partition("chart:")[0]
    chart = f"chart:\n  kind: {kind}\n  question: How many?\n{more}"
    lines = [f"{key},{rest},actual,toll-book" for key, rest in zip("abcdef", rows, strict=False)]
    folder = a_folder(
        to, **{f"{SERIES}.yml": text + chart, f"{SERIES}.csv": "\n".join([HEAD, *lines, ""])}
    )
    problems, _ = data_problems_of(folder)
    return [(one.code, one.place.line) for one in problems if one.place.path.startswith(SERIES)]


@pytest.mark.parametrize("kind", ["stack", "line", "step", "part"])
def test_bounds_alone_are_refused_where_one_value_is_drawn(kind, tmp_path):
    rows = ("1899,A,,25,35", "1900,B,30,25,35")
    more = "  whole: 100\n" if kind == "part" else ""
    assert told(tmp_path, kind, *rows, more=more) == [("E048", 2)]


@pytest.mark.parametrize("kind", ["bar", "column", "range", "dots"])
def test_bounds_alone_are_drawn_by_kinds_that_have_a_form_for_them(kind, tmp_path):
    assert told(tmp_path, kind, "1899,A,,25,35", "1900,B,30,,") == []


@pytest.mark.parametrize(
    ("kind", "found"),
    [("bar", [("E048", 2)]), ("column", [("E048", 2)]), ("range", []), ("dots", [])],
)
def test_bounds_below_zero_are_refused_where_they_are_drawn_from_zero(kind, found, tmp_path):
    assert told(tmp_path, kind, "1899,A,,-5,-3", "1900,B,-30,,") == found


@pytest.mark.parametrize("kind", ["stack", "part"])
def test_no_part_of_a_whole_is_below_zero(kind, tmp_path):
    more = "  whole: 100\n" if kind == "part" else ""
    assert told(tmp_path, kind, "1899,A,60,,", "1899,B,-1,,", more=more) == [("E048", 3)]


@pytest.mark.parametrize("whole", ["0", "-10"])
def test_nothing_is_a_part_of_nothing(whole, tmp_path):
    found = told(tmp_path, "part", "1899,A,0,,", more=f"  whole: {whole}\n")
    assert [code for code, _ in found] == ["E048"]


@pytest.mark.parametrize(
    ("kind", "rows", "found"),
    [
        ("stack", ("1899,A,40,,", "1899,A,41,,"), [("E047", 3)]),
        ("stack", ("1899,A,40,,", "1900,A,40,,", "1899,B,40,,"), []),
        ("bar", ("1899,A,40,,", "1899,A,41,,"), [("E047", 3)]),
        ("bar", (",A,40,,", ",B,40,,"), []),
        ("table", ("1899,A,40,,", "1899,A,40,,"), []),
    ],
)
def test_a_row_for_the_same_thing_is_refused(kind, rows, found, tmp_path):
    assert told(tmp_path, kind, *rows) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("1899,A,9,3,5", [("E031", 2)]),
        ("1899,A,2,3,5", [("E031", 2)]),
        ("1899,A,3,3,5", []),
        ("1899,A,5,,5", []),
        ("1899,A,6,,5", [("E031", 2)]),
    ],
)
def test_a_value_lies_within_its_own_bounds(row, found, tmp_path):
    assert told(tmp_path, "bar", row) == found
