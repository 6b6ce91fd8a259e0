"""What a kind of chart cannot show is refused at its place, and all else is let be."""

import pytest

from builders import MINIMAL, TESTS, a_folder, data_problems_of, problems_of

HEAD = "key,date,label,value,low,high,status,sources"
SERIES = "data/series/carts-by-year"
BROKEN = TESTS / "broken"


def problems(to, kind, *rows, more="", head=HEAD):
    """What is wrong with a series whose rows are drawn as a kind."""
    text = (MINIMAL / f"{SERIES}.yml").read_text("utf-8").partition("chart:")[0]
    chart = f"chart:\n  kind: {kind}\n  question: How many?\n{more}"
    lines = [f"{key},{rest},actual,toll-book" for key, rest in zip("abcdef", rows, strict=False)]
    folder = a_folder(
        to, **{f"{SERIES}.yml": text + chart, f"{SERIES}.csv": "\n".join([head, *lines, ""])}
    )
    found, _ = data_problems_of(folder)
    return [one for one in found if one.place.path.startswith(SERIES)]


def told(to, kind, *rows, more="", head=HEAD):
    """The codes and lines of what is wrong with rows that are drawn as a kind."""
    found = problems(to, kind, *rows, more=more, head=head)
    return [(one.code, one.place.line) for one in found]


@pytest.mark.parametrize("kind", ["stack", "line", "step", "part", "split", "slope"])
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


@pytest.mark.parametrize("kind", ["stack", "part", "split"])
def test_no_part_of_a_whole_is_below_zero(kind, tmp_path):
    more = "  whole: 100\n" if kind == "part" else ""
    assert told(tmp_path, kind, "1899,A,60,,", "1899,B,-1,,", more=more) == [("E048", 3)]


@pytest.mark.parametrize("kind", ["part", "split"])
@pytest.mark.parametrize("whole", ["0", "-10"])
def test_nothing_is_a_part_of_nothing(kind, whole, tmp_path):
    found = told(tmp_path, kind, "1899,A,0,,", more=f"  whole: {whole}\n")
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


GROUPED = "key,group,date,label,value,of,status,sources"


def test_a_row_without_a_group_among_others_is_told(tmp_path):
    rows = ("Farms,1899,A,40,", ",1899,B,41,", "Towns,1899,C,42,")
    assert told(tmp_path, "bar", *rows, head=GROUPED) == [("E040", 3)]
    (one,) = problems(tmp_path / "again", "bar", *rows, head=GROUPED)
    assert one.help == "fill 'group' in each row, or in none"


def test_rows_of_different_groups_may_be_for_the_same_otherwise(tmp_path):
    rows = ("Farms,1899,A,40,", "Towns,1899,A,40,")
    assert told(tmp_path, "bar", *rows, head=GROUPED) == []
    assert told(tmp_path / "split", "split", *rows, head=GROUPED) == []


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (("1899", "1900", "1899", "1900"), []),
        (("1899", "1900", "1901", "1899"), [("E040", 4)]),
        (("1899", "1900", "1900", "1898"), [("E040", 5)]),
        (("1899", "1900", "", "1900"), [("E040", 4)]),
        (("1899", "1899", "1899", "1899"), [("E040", 7)]),
    ],
)
def test_a_slope_is_between_two_dates(dates, found, tmp_path):
    rows = [f"{when},{label},40,," for when, label in zip(dates, "ABCD", strict=True)]
    assert told(tmp_path, "slope", *rows) == found


def test_each_share_of_a_whole_of_its_own_names_it(tmp_path):
    rows = (",1899,A,40,all carts", ",1899,B,41,")
    assert told(tmp_path, "wholes", *rows, head=GROUPED.replace("group", "actor")) == [("E040", 3)]


@pytest.mark.parametrize(
    ("more", "said", "near"),
    [
        ("  levels: [a, bb]\n", "no row has the key 'bb'", "did you mean 'b'?"),
        (
            "  breaks:\n    - row: aa\n      says: other carts\n",
            "no row has the key 'aa'",
            "did you mean 'a'?",
        ),
        ("  bands: weathr\n", "the series declares no column of text 'weathr'", "'weather'"),
        ("  bands: tolls\n", "the series declares no column of text 'tolls'", ""),
        ("  bands: label\n", "the series declares no column of text 'label'", ""),
    ],
)
def test_what_a_drawing_names_and_the_series_does_not_have_is_told(more, said, near, tmp_path):
    columns = (
        "columns:\n  - id: weather\n    title: Weather\n"
        "  - id: tolls\n    title: Tolls\n    unit: carts\n"
    )
    head = HEAD.replace("status", "weather,tolls,status")
    rows = ("1899,A,40,,,rain,3", "1900,A,41,,,sun,4")
    found = problems(tmp_path, "line", *rows, more=more + columns, head=head)
    assert [(one.code, one.message) for one in found] == [("E041", said)]
    assert near in found[0].help
    at = (tmp_path / f"{SERIES}.yml").read_text("utf-8").splitlines()[found[0].place.line - 1]
    assert said.rpartition(" ")[2].strip("'") in at


def test_what_a_drawing_names_and_the_series_has_is_let_be(tmp_path):
    columns = "columns:\n  - id: weather\n    title: Weather\n"
    more = "  levels: [a]\n  breaks: [{row: b, says: other carts}]\n  bands: weather\n"
    head = HEAD.replace("status", "weather,status")
    rows = ("1899,A,40,,,rain", "1900,A,41,,,sun")
    assert told(tmp_path, "line", *rows, more=more + columns, head=head) == []


@pytest.mark.parametrize(
    ("kind", "help_text"),
    [("spilt", "did you mean 'split'?"), ("quux", "choose one of: bar, column, dots")],
)
def test_a_kind_that_nobody_draws_is_told(kind, help_text, tmp_path):
    (one,) = problems(tmp_path, kind, "1899,A,40,,")
    assert (one.code, one.message) == ("E041", f"no kind of chart is called '{kind}'")
    assert one.help.startswith(help_text)


def test_a_kind_that_the_book_brings_is_known(tmp_path):
    settings = (MINIMAL / "mkdocs.yml").read_text("utf-8")
    assert settings.count("claimbook") == 1
    (tmp_path / "charts.py").write_text("def wind_rose(chart, width): ...\n", encoding="utf-8")
    text = (MINIMAL / f"{SERIES}.yml").read_text("utf-8").replace("column", "wind-rose")
    named = settings.replace("claimbook", "claimbook: {charts: charts.py}")
    found, _ = problems_of(a_folder(tmp_path, **{"mkdocs.yml": named, f"{SERIES}.yml": text}))
    assert found == []


@pytest.mark.parametrize(
    ("kind", "rows", "whole", "found"),
    [
        ("split", (",,A,60,", ",,B,40,"), "100", []),
        ("split", (",,A,60,", ",,B,41,"), "100", []),
        ("split", (",,A,60,", ",,B,42,"), "100", [("E049", 3)]),
        ("split", (",,A,60.0,", ",,B,40.2,"), "100", [("E049", 3)]),
        ("split", (",,A,33.4,", ",,B,33.4,", ",,C,33.3,"), "100", []),
        ("split", ("X,,A,90,", "Y,,A,90,"), "100", []),
        ("split", ("X,,A,90,", "Y,,A,90,", "X,,B,20,"), "100", [("E049", 4)]),
        ("split", (",,A,60,", ",,B,90,"), "", []),
        ("part", (",,A,60,", ",,B,90,"), "100", []),
        ("part", (",,A,60,", ",,B,110,"), "100", [("E049", 3)]),
        ("bar", (",,A,60,", ",,B,110,"), "100", []),
    ],
)
def test_parts_come_to_no_more_than_their_whole_but_for_rounding(
    kind, rows, whole, found, tmp_path
):
    more = f"  whole: {whole}\n" if whole else ""
    assert told(tmp_path, kind, *rows, more=more, head=GROUPED) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((",1899,A,60,", ",1900,A,60,", ",1899,B,40,"), []),
        ((",1899,A,60,", ",1900,A,60,", ",1899,B,50,"), [("E049", 4)]),
    ],
)
def test_shares_at_one_date_come_to_no_more_than_a_hundred_percent(rows, found, tmp_path):
    vocabulary = (BROKEN / "E046-unlike-units/data/vocabulary.yml").read_text("utf-8")
    text = (MINIMAL / f"{SERIES}.yml").read_text("utf-8").partition("chart:")[0]
    text = text.replace("unit: carts", "unit: percent\nof: all carts")
    lines = [f"{key},{rest},actual,toll-book" for key, rest in zip("abc", rows, strict=True)]
    files = {
        "data/vocabulary.yml": vocabulary,
        f"{SERIES}.yml": f"{text}chart:\n  kind: stack\n  question: Whose carts cross?\n",
        f"{SERIES}.csv": "\n".join([GROUPED, *lines, ""]),
    }
    told, _ = data_problems_of(a_folder(tmp_path, **files))
    assert [
        (one.code, one.place.line) for one in told if "carts-by-year" in str(one.place)
    ] == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (",A,100,,,all carts", []),
        (",A,140,,,all carts", [("E049", 2)]),
        (",A,,40,120,all carts", [("E049", 2)]),
    ],
)
def test_no_share_of_a_whole_of_its_own_is_more_than_that(row, found, tmp_path):
    head = "key,actor,label,value,low,high,of,status,sources"
    assert told(tmp_path, "wholes", row, head=head) == found
