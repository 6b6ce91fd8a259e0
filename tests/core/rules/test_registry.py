"""Every rule has the smallest book that breaks it, and says so in the words that are expected."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest
import yaml

from builders import MINIMAL, TESTS, a_folder, no_rule_failed, problems_of
from claimbook.core.load import load_dataset
from claimbook.core.rules import RULES
from claimbook.core.text.problems import DatasetError, did_you_mean

BROKEN = TESTS / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())
CLAIM = "data/claims/forty-carts.yml"
ROWS = "data/series/carts-by-year.csv"


def changed(path, old, new):
    """A file of the minimal book with one text replaced."""
    text = (MINIMAL / path).read_text("utf-8")
    assert text.count(old) == 1
    return {path: text.replace(old, new)}


def broken(case, to):
    """A book with a fault, and the one that was published before."""
    base = BROKEN / case / "base"
    published = a_folder(to / "published", base if base.is_dir() else None)
    return a_folder(to / "now", BROKEN / case), published


def test_every_rule_has_a_book_that_breaks_it_and_no_other_is_kept():
    assert sorted(f"{rule.code}-{rule.name}" for rule in RULES.values()) == CASES


def test_the_minimal_book_is_sound():
    assert problems_of(MINIMAL)[0] == []


@pytest.mark.parametrize("case", CASES)
def test_a_broken_book_gets_the_expected_report(case, tmp_path, update):
    problems, said = problems_of(*broken(case, tmp_path))
    expected = BROKEN / case / "expected.txt"
    if update:
        expected.write_text(f"{said}\n", encoding="utf-8")
    assert f"{said}\n" == expected.read_text("utf-8")
    assert {problem.code for problem in problems} == {case.split("-")[0]}


def mend(folder, rule):
    """Put a rule's good example in each place where its bad one stands, one after the other."""
    bad = rule.bad.split("\n")
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        kept = path.read_bytes()
        lines = kept.split(b"\n")
        for start in range(len(lines) - len(bad) + 1):
            end = start + len(bad)
            shown = b"\n".join(lines[start:end]).decode(errors="replace")
            if dedent(shown) == rule.bad:
                margin = " " * (len(lines[start].decode(errors="replace")) - len(bad[0]))
                good = indent(rule.good, margin).encode()
                path.write_bytes(b"\n".join([*lines[:start], good, *lines[end:]]))
                yield path
        path.write_bytes(kept)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_examples_of_a_rule_are_its_broken_book_and_the_mended_one(rule, tmp_path):
    assert rule.bad not in {"", rule.good}
    now, published = broken(f"{rule.code}-{rule.name}", tmp_path)
    base = published if rule.subject == "history" else None
    before, _ = problems_of(now, base)
    tried = [problems_of(now, base)[0] for _ in mend(now, rule)]
    fewer = [problems for problems in tried if len(problems) < len(before)]
    assert any({problem.code for problem in problems} <= {rule.code} for problems in fewer)


@pytest.mark.parametrize("case", CASES)
def test_a_problem_has_a_place_that_exists(case, tmp_path):
    now, base = broken(case, tmp_path)
    problems, _ = problems_of(now, base)
    for problem in problems:
        path = now / problem.place.path
        path = path if path.exists() else base / problem.place.path
        lines = path.read_text("utf-8", errors="replace").split("\n")
        assert 1 <= problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1


NOT_TOGETHER = {"E005", "E009", "E019", "E021", "E025", "E027", "E028", "E032"}
"""Rules whose broken books are not put beside others: they are of a single file, or of two."""


def test_many_faults_are_all_reported_in_one_sorted_run(tmp_path):
    cases = [case for case in CASES if case[:3] in {"E00", "E01", "E02", "E03"}]
    together = a_folder(tmp_path)
    for number, case in enumerate(cases):
        for path in sorted((BROKEN / case / "data").rglob("*.yml")):
            if path.parent.name not in {"series", "data"}:
                written = path.read_bytes().replace(
                    f"id: {path.stem}".encode(), b"id: fault-%d" % number
                )
                (together / f"data/{path.parent.name}/fault-{number}.yml").write_bytes(written)
    problems, said = problems_of(together)
    found = {problem.code for problem in problems}
    assert found >= {case[:4] for case in cases} - NOT_TOGETHER
    assert problems == sorted(problems)
    assert "Traceback" not in said
    assert said.count(": error E") == len(problems)


YAML_FILES = sorted(path.relative_to(MINIMAL).as_posix() for path in MINIMAL.rglob("*.yml"))
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
ODD_VALUES = (None, 5, True, "", "a word", [], ["x"], [None], [[]], {}, {"id": 5}, {"kind": []})


def with_other_values(value):
    """The value with each value in it replaced, one at a time, by each of the odd ones."""
    yield from ODD_VALUES
    for key in (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    ):
        for other in with_other_values(value[key]):
            copy = value.copy()
            copy[key] = other
            yield copy


@pytest.mark.parametrize("path", YAML_FILES)
def test_no_value_of_another_kind_makes_the_check_fail(path, tmp_path):
    folder = a_folder(tmp_path)
    for changed_record in with_other_values(yaml.safe_load((MINIMAL / path).read_text("utf-8"))):
        (folder / path).write_text(yaml.dump(changed_record, Dumper=DUMPER), encoding="utf-8")
        assert no_rule_failed(folder)


def test_no_row_of_another_kind_makes_the_check_fail(tmp_path):
    folder = a_folder(tmp_path)
    path = folder / "data/series/carts-by-year.yml"
    sound = path.read_text("utf-8")
    row = {"key": "y1900", "date": 1900, "value": 3, "low": 1, "high": 2, "sources": ["toll-book"]}
    for rows in with_other_values([row]):
        path.write_text(f"{sound}{yaml.dump({'rows': rows}, Dumper=DUMPER)}", encoding="utf-8")
        assert no_rule_failed(folder)


@pytest.mark.parametrize(
    "cell", ["", ",", '"', "x", "-", "1e5", "2026-13-45", "a\x00b", '"a\nb"', "é語😀"]
)
def test_no_cell_makes_the_check_fail(cell, tmp_path):
    lines = (MINIMAL / ROWS).read_text("utf-8").split("\n")
    for number, line in enumerate(lines[:-1]):
        for column, _ in enumerate(line.split(",")):
            cells = line.split(",")
            cells[column] = cell
            text = "\n".join([*lines[:number], ",".join(cells), *lines[number + 1 :]])
            assert no_rule_failed(a_folder(tmp_path, **{ROWS: text}))


def test_a_sound_record_is_not_blamed_for_a_broken_one(tmp_path):
    folder = a_folder(tmp_path, **changed(CLAIM, "value: 40", "value: forty"))
    assert {problem.place.path for problem in problems_of(folder)[0]} == {CLAIM}


def test_loading_a_broken_book_raises_every_problem_and_no_traceback(tmp_path):
    folder = a_folder(tmp_path, **changed(CLAIM, "value: 40", "value: forty\n    low: [1]"))
    with pytest.raises(DatasetError) as caught:
        load_dataset(folder)
    assert {problem.code for problem in caught.value.problems} == {"E012", "E016"}


def test_a_wrong_cell_of_a_csv_file_is_reported_at_its_line_and_column(tmp_path):
    rows = 'key,date,label,value,status,sources\ny1899,1899,"carts, all",30,actual,toll-book\ny1900,1900,,many,actual,toll-book\n'
    problems, said = problems_of(a_folder(tmp_path, **{ROWS: rows}))
    assert [str(problem.place) for problem in problems] == [f"{ROWS}:3:13"]
    assert "y1900,1900,,many,actual,toll-book\n      |             ^^^^" in said


def test_a_cell_after_a_quoted_one_is_reported_at_its_column(tmp_path):
    rows = 'key,date,label,value,status,sources\ny1899,1899,"carts, ""all""",many,actual,toll-book\ny1900,1900,,38,actual,toll-book\n'
    problems, _ = problems_of(a_folder(tmp_path, **{ROWS: rows}))
    assert [str(problem.place) for problem in problems] == [f"{ROWS}:2:29"]


@pytest.mark.parametrize("label", ['5" pipe', '5" and 6" pipes', 'a "b'])
def test_a_quotation_mark_within_a_cell_is_a_mere_sign(label, tmp_path):
    first = f"y1899,1899,{label},"
    rows = f"key,date,label,value,status,sources\n{first}many,actual,toll-book\n"
    problems, _ = problems_of(
        a_folder(tmp_path, **{ROWS: rows + "y1900,1900,,38,actual,toll-book\n"})
    )
    assert [str(problem.place) for problem in problems] == [f"{ROWS}:2:{len(first) + 1}"]


@pytest.mark.parametrize("answer", ["{y1900} of {", "} {y1900}", "{{y1900}}", "{y1900"])
def test_a_brace_without_its_other_one_is_told(answer, tmp_path):
    series = changed(
        "data/series/carts-by-year.yml", "In {y1900.date} there were {y1900}.", f"'In {answer}.'"
    )
    assert "E041" in {problem.code for problem in problems_of(a_folder(tmp_path, **series))[0]}


def test_a_cell_that_runs_over_several_lines_is_refused_at_its_row(tmp_path):
    rows = 'key,date,label,value,status,sources\ny1899,1899,"carts\nof all kinds",30,actual,toll-book\n'
    problems, _ = problems_of(
        a_folder(tmp_path, **{ROWS: rows + "y1900,1900,,38,actual,toll-book\n"})
    )
    assert [str(problem.place) for problem in problems] == [f"{ROWS}:2:1"]


def test_a_source_that_is_not_there_is_found_in_a_csv_cell(tmp_path):
    folder = a_folder(
        tmp_path, **changed(ROWS, "38,actual,toll-book", "38,actual,toll-book tole-book")
    )
    problems, _ = problems_of(folder)
    assert [(problem.code, problem.place.line) for problem in problems] == [("E023", 3)]
    assert "did you mean 'toll-book'?" in problems[0].help


def test_a_series_whose_rows_are_missing_is_told_so_once(tmp_path):
    folder = a_folder(tmp_path)
    (folder / ROWS).unlink()
    assert [problem.code for problem in problems_of(folder)[0]] == ["E004"]


def test_a_value_that_is_not_of_the_subset_is_not_also_called_missing(tmp_path):
    term = changed("data/terms/toll.yml", "definition: Money paid to cross.", "definition: *money")
    assert [problem.code for problem in problems_of(a_folder(tmp_path, **term))[0]] == ["E003"]


@pytest.mark.parametrize("missing", ["data/book.yml", "data/vocabulary.yml", ROWS])
def test_a_missing_file_is_said_to_be_missing(missing, tmp_path):
    folder = a_folder(tmp_path)
    (folder / missing).unlink()
    said = problems_of(folder)[1]
    assert "missing" in said
    assert missing in said


def test_a_file_that_is_not_utf_8_is_reported_and_the_others_are_still_read(tmp_path):
    folder = a_folder(tmp_path, **changed(CLAIM, "value: 40", "value: forty"))
    (folder / "data/terms/toll.yml").write_bytes(b"id: toll\nterm: To\xffll\n")
    assert {problem.code for problem in problems_of(folder)[0]} == {"E004", "E012"}


def test_an_empty_record_lacks_its_fields_and_stops_nothing(tmp_path):
    problems, said = problems_of(a_folder(tmp_path, **{"data/terms/empty.yml": ""}))
    assert {problem.place.path for problem in problems} == {"data/terms/empty.yml"}
    assert "Traceback" not in said


@pytest.mark.parametrize("text", ["just words\n", "- a\n- b\n", "42\n", "? [a]\n: b\n"])
def test_a_record_that_is_no_mapping_is_a_problem_and_not_a_crash(text, tmp_path):
    for path in (
        "data/terms/odd.yml",
        "data/series/odd.yml",
        "data/vocabulary.yml",
        "data/book.yml",
    ):
        folder = a_folder(tmp_path / path, **{path: text})
        problems, _ = problems_of(folder)
        assert path in {problem.place.path for problem in problems}


def test_records_of_one_kind_may_stand_in_one_file_as_a_list(tmp_path):
    folder = a_folder(tmp_path)
    text = (folder / "data/terms/toll.yml").read_text("utf-8")
    (folder / "data/terms/toll.yml").unlink()
    listed = "- " + text.strip().replace("\n", "\n  ") + "\n"
    (folder / "data/terms.yml").write_text(listed, encoding="utf-8")
    assert problems_of(folder)[0] == []


def test_a_contributed_text_cannot_steer_the_terminal(tmp_path):
    folder = a_folder(tmp_path, **changed(CLAIM, "status: corroborated", 'status: "\\e[31m red"'))
    said = problems_of(folder)[1]
    assert "\x1b" not in said
    assert said.isprintable() or set(said) - {"\n"} == {c for c in said if c.isprintable()}


def test_a_record_that_cannot_be_read_is_told_once_and_is_not_said_to_be_missing(tmp_path):
    folder = a_folder(tmp_path, **changed(CLAIM, "title: ", "title: so: "))
    assert [problem.code for problem in problems_of(folder)[0]] == ["E001"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("title: Forty", "title Forty", 2, "without ': ' after it"),
        ("statement: ", " statement: ", 3, "does not line up"),
        ("title: Forty", "title: so: Forty", 2, "a second ': '"),
        ("status: corroborated\n", "status: [corroborated\n", 23, "',' or ']'"),
    ],
)
def test_a_slip_in_yaml_is_told_on_its_own_line_in_plain_words(old, new, line, said, tmp_path):
    problems, _ = problems_of(a_folder(tmp_path, **changed(CLAIM, old, new)))
    assert [(problem.code, problem.place.line) for problem in problems] == [("E001", line)]
    assert said in problems[0].message


@pytest.mark.parametrize("sides", [0, 1, 2])
def test_what_is_proposed_for_the_sides_of_a_book_fits_it(sides, tmp_path):
    text = (MINIMAL / "data/book.yml").read_text("utf-8")
    book, _, _ = text.partition("sides:\n")
    each = "  - {{id: s{0}, name: Side {0}, actors: [{1}]}}\n"
    listed = "".join(each.format(n, "ann-reed" if not n else "") for n in range(sides))
    book += f"sides:\n{listed}" if sides else ""

    def problems(call):
        pages = {"docs/index.md": f"# A\n\n{{{{ {call} }}}}\n", "data/book.yml": book}
        return problems_of(a_folder(tmp_path, **pages))[0]

    [missing] = problems("sides()")
    if not sides:
        assert "data/book.yml" in missing.help
        assert "has none" in problems('sides([["forty-carts"]])')[0].message
        return
    proposed = missing.help.removeprefix("for example ").replace("an-id", "forty-carts")
    assert {one.code for one in problems(proposed)} <= {"W002"}
    [flat] = problems('sides(["forty-carts"])')
    assert flat.help.count('["id"]') == sides


@pytest.mark.parametrize("call", ["{{ figure() }}", "{{ claim() }}", "{{ chart() }}"])
def test_the_help_of_a_call_has_no_unfilled_place(call, tmp_path):
    problems, _ = problems_of(a_folder(tmp_path, **{"docs/index.md": f"# A\n\n{call}\n"}))
    helps = [problem.help for problem in problems if problem.code == "E052"]
    assert helps
    assert not [text for text in helps if "{" in text]


@pytest.mark.parametrize("page", ["# A\r\r\r{{ figure(", "{{ \r\n x |", "\r{{ a b }}"])
def test_no_page_that_cannot_be_read_makes_the_check_fail(page, tmp_path):
    problems, said = problems_of(a_folder(tmp_path, **{"docs/index.md": page}))
    found = [problem.code for problem in problems if problem.code != "E006"]  # carriage returns
    assert found == ["E050"]
    assert "docs/index.md:" in said


@pytest.mark.parametrize(
    ("old", "new", "said", "help_text"),
    [
        ("    value: 40", "\tvalue: 40", "a tab stands in this line", "two spaces"),
        ("title: Forty", 'title: "Forty', "is not closed", "close the quote"),
        ("title: Forty", "<<<<<<< HEAD\ntitle: Forty", "a merge left both sides", "keep one"),
        (
            "date: 1901-04",
            "date: 12/03/1901",
            "'12/03/1901' is not how a date is",
            "1901-03-12 or 1901-12-03",
        ),
        ("title: Forty", "title: 'O'Brien", "behind the apostrophe", "double quotes"),
        ("title: Forty", 'title: "No" to', "behind the quotation mark", r"\""),
        ("title: Forty", "title: [New] forty", "behind the bracket", "double quotes"),
        ("title: Forty", "title: - forty", "a list begins on a line", "double quotes"),
        ("title: Forty", "title: > forty", "begins on the next line", "two spaces in"),
        ("title: Forty", "title: *forty* carts", "cannot begin a value", "double quotes"),
        ("title: Forty carts a day", "title: {forty}", "this is a mapping", "double quotes"),
        ("title: Forty carts a day", "title: 1.50", "this is '1.50'", 'as text: "1.50"'),
        ("title: Forty carts a day", "title: # forty", "nothing would be the value", "quotes"),
        ("    value: 40", "    value: 1,040", "this is '1,040'", "write 1040"),
        ("    value: 40", "    value: 40-50", "this is '40-50'", "'low' and 'high'"),
        ("    value: 40", "    value: 1234567890.1234567", "of 15 digits at most", "larger unit"),
        ("date: 1901-04", "date: 1901.04", "a date such as", "write 1901-04"),
        ("date: 1901-04", "date: 190X", "'190X' is not how a date is", "1900/1909"),
        ("paragraph: 2", "paragraph: 02", "a whole number is needed", "write 2"),
        ("paragraph: 2", "paragraph: two", "a whole number is needed", ""),
        ("unit: carts", "unit: Carts", "'Carts' is not in the list", "did you mean 'carts'?"),
    ],
)
def test_a_slip_in_a_record_is_told_so_that_it_can_be_mended(old, new, said, help_text, tmp_path):
    problems, _ = problems_of(a_folder(tmp_path, **changed(CLAIM, old, new)))
    assert len(problems) == 1
    assert said in problems[0].message
    assert help_text in problems[0].help


@pytest.mark.parametrize(
    ("line", "said", "help_text"),
    [
        ("{{ actor(ann-reed) }}", "'reed' is not known here", "in quotes"),
        ("{{ term(toll) }}", "'toll' is not known here", 'in quotes: "toll"'),
        ("{{ term(“toll”) }}", "curly quotes", "straight ones"),
        ('{{ term("toll")', "it is not closed", "}}"),
        ('{{ figure("forty-carts") }}', "holds several numbers", "forty-carts.per-day"),
        ('{ term("toll") }', "single braces", '{{ term("toll") }}'),
        ("[x](nowhere.md)", "no page is at 'nowhere.md'", "begins in this page's folder"),
    ],
)
def test_a_slip_in_a_page_is_told_so_that_it_can_be_mended(line, said, help_text, tmp_path):
    problems, _ = problems_of(a_folder(tmp_path, **{"docs/index.md": f"# A\n\n{line}\n"}))
    assert {problem.place.line for problem in problems} == {3}
    told = next(problem for problem in problems if said in problem.message)
    assert help_text in told.help


def test_front_matter_that_cannot_be_read_is_told_on_its_line(tmp_path):
    page = "---\nhide: [toc]\ntitle: Story: mine\n---\n\n# A\n"
    problems, _ = problems_of(a_folder(tmp_path, **{"docs/index.md": page}))
    assert [(one.code, one.place.line) for one in problems] == [("E050", 3)]


def test_a_record_under_another_ending_is_to_be_renamed(tmp_path):
    problems, _ = problems_of(a_folder(tmp_path, **{"data/terms/late.yaml": "id: late\n"}))
    assert [one.help for one in problems] == ["rename it: the ending is .yml"]


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ("billion USD", "USD billion"),
        ("tolbook", "toll-book"),
        ("Taiwan Semiconductor", None),
        ("https://example.org/a/page.html", None),
    ],
)
def test_a_guess_has_something_in_common_with_what_was_given(given, nearest):
    known = ["USD billion", "USD billion a year", "toll-book", "micron", "amcham-topics"]
    expected = f"did you mean '{nearest}'?" if nearest else ""
    assert did_you_mean(given, known) == expected
