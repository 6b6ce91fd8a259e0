"""What was published changes only with a correction, and no address of it vanishes."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from builders import MINIMAL, TESTS, a_book, a_claim, a_folder, a_term, minimal, problems_of
from claimbook.cli.check import command as check
from claimbook.cli.correct import command as correct
from claimbook.core.load import load_dataset
from claimbook.core.proofs.corrections import withdrawals
from claimbook.core.records.claims import Claim
from claimbook.core.records.dataset import UnknownIdError
from claimbook.core.records.fields import as_text, shape_of_field, value_in
from claimbook.core.records.models import KINDS, Correction
from claimbook.core.records.series import Column
from claimbook.core.text.yaml_text import read_yaml
from claimbook.editing.correcting import Made
from claimbook.views import corrections as views
from claimbook.views.corrections import correction_view, corrections, corrections_of
from claimbook.views.paths import redirects
from sites import flat, git

BROKEN = TESTS / "broken"
CLAIM = "data/claims/forty-carts.yml"
TERM = "data/terms/toll.yml"
KEPT = "data/corrections/carts-recounted.yml"
KEPT_ID = "carts-recounted"
ROWS = "data/series/carts-by-year.csv"
DATE = ("--date", "1901-07-01")
WHY = ("--reason", "It was read again.")


def published(folder):
    """Make a book's folder a git repository with one commit."""
    git(folder, "init", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "Published")
    return folder


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    def another(path, old, new):
        return (MINIMAL / path).read_text("utf-8").replace(old, new)

    more = {
        "data/terms/ferry.yml": another(TERM, "id: toll", "id: ferry"),
        "data/actors/ben-ash.yml": another("data/actors/ann-reed.yml", "ann-reed", "ben-ash"),
    }
    return published(a_folder(tmp_path_factory.mktemp("published"), **more))


@pytest.fixture
def book(repository, tmp_path):
    return shutil.copytree(repository, tmp_path / "book")


def change(book, path, old, new):
    text = (book / path).read_text("utf-8")
    assert text.count(old) == 1, (old, text)
    (book / path).write_text(text.replace(old, new), encoding="utf-8")


def run(command, book, *arguments):
    done = CliRunner().invoke(command, [str(book), *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    return done


def since_main(book):
    """The codes and places of what `claimbook check --base main` prints."""
    done = run(check, book, "--base", "main")
    found = re.findall(r"^(\S+?):(\d+):\d+: error (E\d+)", done.output, re.MULTILINE)
    assert done.exit_code == (1 if found else 0), done.output
    return [(code, path, int(line)) for path, line, code in found]


def written(book):
    return sorted(path.name for path in (book / "data/corrections").glob("1901-07-01-*.yml"))


CHANGES = {
    "statement": ("about forty carts cross", "nearly forty carts cross"),
    "quote": ("quote: some forty carts a day", "quote: forty carts a day"),
    "speaker": ("speaker: ann-reed", "speaker: ben-ash"),
    "date": ("date: 1901-04\n", "date: 1901-05\n"),
    "quantities.per-day.what": ("what: carts a day", "what: carts on a day"),
    "quantities.per-day.value": ("value: 40", "value: 44"),
    "quantities.per-day.qualifier": ("    qualifier: about\n", ""),
    "quantities.per-day.note": (
        "    origin: notice\n",
        "    origin: notice\n    note: In April.\n",
    ),
}


@pytest.mark.parametrize(("field", "edit"), CHANGES.items(), ids=CHANGES)
def test_a_change_is_refused_until_a_correction_says_so(book, field, edit):
    change(book, CLAIM, *edit)
    found = since_main(book)
    assert ("E107", CLAIM) in {(code, path) for code, path, _ in found}
    assert f"'{field}'" in run(check, book, "--base", "main").output
    done = run(correct, book, "--kind", "error", *WHY, *DATE)
    assert done.exit_code == 0, done.output
    assert "E107" not in {code for code, _, _ in since_main(book)}
    (name,) = written(book)
    record = yaml.safe_load((book / "data/corrections" / name).read_text("utf-8"))
    assert (record["record"], record["field"]) == ("claims/forty-carts", field)
    assert name.startswith("1901-07-01-forty-carts-")


def test_a_change_of_status_is_refused(book):
    entry = "  - id: corroborated\n    definition: Others say the same.\n    sign: holds\n"
    other = entry.replace("corroborated", "doubtful").replace("holds", "open")
    change(book, "data/vocabulary.yml", entry, entry + other)
    change(book, CLAIM, "status: corroborated", "status: doubtful")
    assert "'status' was published as 'corroborated'" in run(check, book, "--base", "main").output


def test_of_long_texts_the_message_shows_where_they_differ(book):
    long = " ".join(f"word{number}" for number in range(50))
    change(book, CLAIM, "The warden says that about forty carts cross", f"{long} in one way")
    git(book, "commit", "-am", "Long")
    change(book, CLAIM, "in one way", "in two ways")
    said = run(check, book, "--base", "main").output
    assert re.search(
        r"published as '…\w+ word48 word49 in one way .*' and is '….* in two ways", said
    )


def test_a_number_that_is_added_or_taken_out_needs_one_correction(book):
    text = (book / CLAIM).read_text("utf-8")
    quantity = text[text.index("  - id: per-day") : text.index("evidence:")]
    change(book, CLAIM, quantity, quantity + quantity.replace("per-day", "per-week"))
    assert [code for code, _, _ in since_main(book)] == ["E107"]
    run(correct, book, "--kind", "error", *WHY, *DATE)
    assert since_main(book) == []
    change(book, CLAIM, quantity.replace("per-day", "per-week"), "")
    found = since_main(book)
    assert [code for code, path, _ in found] == ["E102"]


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        (CLAIM, ("title: Forty carts a day", "title: 'Forty carts a day'")),
        (CLAIM, ("assessment: The toll book agrees.", "assessment: The toll book says so too.")),
        (CLAIM, ("statement: The warden says", "statement: >-\n  The warden\n  says")),
        (CLAIM, ("value: 40", "value:   40 # of all kinds")),
        (CLAIM, ("date: 1901-04\n", 'date: "1901-04"\n')),
        (TERM, ("definition: Money", "definition: >-\n  Money")),
        (ROWS, (",,38,actual,toll-book", ',,38,actual,"toll-book"')),
        (KEPT, ("from: Thirty", "from:  Thirty")),
    ],
)
def test_layout_and_what_nobody_relies_on_may_change_freely(book, path, edit):
    change(book, path, *edit)
    assert since_main(book) == []


@pytest.mark.parametrize(
    ("path", "edit", "field"),
    [
        ("data/events/bridge-opened.yml", ("date: 1899-10-02", "date: 1899-10-03"), "date"),
        ("data/terms/toll.yml", ("definition: Money", "definition: A sum of money"), "definition"),
        ("data/actors/ann-reed.yml", ("role: Bridge warden", "role: Keeper"), "role"),
        ("data/sources/toll-book.yml", ("publisher: Riverside", "publisher: The"), "publisher"),
        ("data/series/carts-by-year.csv", (",,38,", ",,39,"), "rows.y1900.value"),
        ("data/series/carts-by-year.csv", ("y1900,1900,,38,actual,toll-book\n", ""), "rows.y1900"),
    ],
)
def test_what_readers_rely_on_in_any_kind_of_record_needs_a_correction(book, path, edit, field):
    for old in ("{y1900.date}", "{y1900}"):
        change(book, "data/series/carts-by-year.yml", old, old.replace("1900", "1899"))
    change(book, "data/series/carts-by-year.yml", "emphasis: y1900", "emphasis: y1899")
    change(book, path, *edit)
    assert [code for code, _, _ in since_main(book)] == ["E107"]
    kind, name = Path(path).parts[1], Path(path).stem
    done = run(correct, book, "--kind", "error", *WHY, *DATE, "--only", f"{kind}/{name}")
    assert done.exit_code == 0
    (made,) = [one for one in load_dataset(book).corrections.values() if one.id != KEPT_ID]
    assert (made.record, made.field) == (f"{kind}/{name}", field)
    assert since_main(book) == []


def test_records_that_become_one_are_told_by_what_went_and_what_none_of_them_had(book):
    rows = (book / ROWS).read_text("utf-8")
    head, first, _ = rows.splitlines()
    record = (book / ROWS).with_suffix(".yml").read_text("utf-8")
    other = book / "data/series/more-carts.yml"
    other.write_text(record.replace("carts-by-year", "more-carts"), encoding="utf-8")
    theirs = rows.replace("y1899,1899", "y1898,1898").replace("y1900,", "other-1900,")
    other.with_suffix(".csv").write_text(theirs, encoding="utf-8")
    change(book, "data/series/more-carts.yml", "answer: In {y1900.date} there were {y1900}.\n", "")
    change(book, "data/series/more-carts.yml", "  emphasis: y1900\n", "")
    git(book, "add", "-A")
    git(book, "commit", "-m", "Two series")
    other.unlink()
    other.with_suffix(".csv").unlink()
    last = rows.splitlines()[-1]
    before = theirs.splitlines()[1]
    added = before.replace("y1898,1898,,30", "y1897,1897,,29")
    told = last.replace("y1900,1900,,", "y1900,1900,Carts,")
    (book / ROWS).write_text(f"{head}\n{added}\n{before}\n{first}\n{told}\n", encoding="utf-8")
    old = "id: carts-by-year\n"
    change(book, "data/series/carts-by-year.yml", old, f"{old}was: [more-carts]\n")
    run(correct, book, "--kind", "error", *WHY, *DATE)
    assert since_main(book) == []
    made = load_dataset(book).corrections.values()
    told = {one.field: one.after for one in made if one.id != KEPT_ID}
    assert told["rows.other-1900"] is None
    assert {*told} == {"rows.other-1900", "rows.y1897", "rows.y1900.label"}


def test_rows_of_one_name_are_told_apart_by_their_dates(book):
    (book / ROWS).write_text(
        "key,group,date,label,value,status,sources\n"
        "y1899,Farms,1899,Carts,30,actual,toll-book\n"
        "y1900,Farms,1900,Carts,38,actual,toll-book\n"
        "towns,Towns,1900,Carts,12,actual,toll-book\n",
        encoding="utf-8",
    )
    run(correct, book, "--kind", "error", *WHY, *DATE)
    [revision] = corrections_of(load_dataset(book), "series", "carts-by-year")
    told = [(one.field, one.after) for one in revision.changes]
    assert ("group of “Farms, Carts, 1899” and “Farms, Carts, 1900”", "Farms") in told
    assert ("added", "Towns, Carts, 1900: 12 (actual)") in told


def test_corrections_can_be_written_for_one_record_at_a_time(book):
    change(book, CLAIM, "value: 40", "value: 44")
    change(book, TERM, "definition: Money", "definition: A sum of money")
    first = run(correct, book, "--kind", "error", *WHY, *DATE, "--only", "terms/toll")
    assert first.exit_code == 1  # the claim is left
    assert [path for _, path, _ in since_main(book)] == [CLAIM]
    wrong = run(correct, book, "--kind", "error", *WHY, *DATE, "--only", "claims/fourty-carts")
    assert wrong.exit_code == 1
    assert "did you mean 'claims/forty-carts'?" in wrong.stderr


def test_changes_of_one_record_with_one_reason_are_told_together():
    reason = {"date": "1901-06", "reason": "Recounted."}
    made = [
        a_correction(id=f"row-{n}", record="series/carts-by-year", field=field, **values, **reason)
        for n, (field, values) in enumerate(
            [
                ("rows.y1899.status", {"from": None, "to": "actual"}),
                ("rows.y1900.status", {"from": None, "to": "actual"}),
                ("rows.y1898", {"from": "key: y1898; date: 1898; value: 28", "to": None}),
            ]
        )
    ]
    (day,) = corrections(a_book(corrections=made))
    ((revision,),) = day.reasons
    assert day.says == "3 changes in 1 record"
    same, gone = revision.changes
    assert (same.field, same.before, same.after) == ("status of “1899” and “1900”", None, "Actual")
    assert same.ids == ("row-0", "row-1")
    assert (gone.field, gone.before, gone.after) == ("taken out", "1898: 28", None)


def test_of_a_long_text_the_words_that_changed_are_told_apart():
    before = "The warden says that about forty carts cross the old bridge on each day of the week."
    after = before.replace("about forty", "some fifty")
    made = a_correction(field="statement", **{"from": before, "to": after})
    (day,) = corrections(a_book(corrections=[made]))
    words = day.reasons[0][0].changes[0].words
    assert [run for run in words if run[0] != "="] == [("-", "about forty"), ("+", "some fifty")]
    assert " ".join(text for how, text in words if how != "+") == before
    assert " ".join(text for how, text in words if how != "-") == after


def test_a_correction_with_another_value_does_not_count(book):
    change(book, CLAIM, "value: 40", "value: 44")
    (book / "data/corrections/carts-again.yml").write_text(
        "id: carts-again\nrecord: claims/forty-carts\nfield: quantities.per-day.value\n"
        "from: 41\nto: 44\ndate: 1901-06\nkind: error\nreason: Read again.\n"
    )
    assert [code for code, _, _ in since_main(book)] == ["E107"]


def test_several_corrections_of_one_value_lead_from_then_to_now(book):
    for old, new in ((40, 41), (41, 42), (42, 41)):
        change(book, CLAIM, f"value: {old}", f"value: {new}")
        assert run(correct, book, "--kind", "error", *WHY, *DATE).exit_code == 0
        assert since_main(book) == []
    assert len(written(book)) == 3


@pytest.mark.parametrize("how", ["changed", "removed", "renamed"])
def test_a_published_correction_can_only_be_added_to(book, how):
    if how == "changed":
        change(book, KEPT, "had been missed", "had been lost")
    elif how == "removed":
        (book / KEPT).unlink()
    else:
        change(book, KEPT, "id: carts-recounted", "id: carts-counted")
        (book / KEPT).rename(book / "data/corrections/carts-counted.yml")
    assert [code for code, _, _ in since_main(book)] == ["E109"]


def test_a_vanished_record_is_missed_until_it_has_a_tombstone(book):
    (book / "data/terms/ferry.yml").unlink()
    assert since_main(book) == [("E108", "data/terms/ferry.yml", 1)]
    refused = run(correct, book, "--kind", "error", *WHY, *DATE)
    assert refused.exit_code == 1
    assert "claimbook correct --kind withdrawn" in refused.output
    assert written(book) == []
    assert run(correct, book, "--kind", "withdrawn", *WHY, *DATE).exit_code == 0
    assert since_main(book) == []
    assert ("terms", "ferry") in withdrawals(load_dataset(book))


def test_a_renamed_record_is_known_by_its_former_id(book):
    change(book, TERM, "id: toll\n", "id: bridge-toll\n")
    (book / TERM).rename(book / "data/terms/bridge-toll.yml")
    assert ("E108", TERM, 1) in since_main(book)
    change(
        book, "data/terms/bridge-toll.yml", "id: bridge-toll\n", "id: bridge-toll\nwas: [toll]\n"
    )
    assert "E108" not in {code for code, _, _ in since_main(book)}


def test_a_claim_with_a_new_id_is_still_compared_and_its_corrections_stay_its_own(book):
    change(book, CLAIM, "id: forty-carts\n", "id: many-carts\nwas: [forty-carts]\n")
    now = "data/claims/many-carts.yml"
    (book / CLAIM).rename(book / now)
    for page in (book / "docs").rglob("*.md"):
        page.write_text(page.read_text("utf-8").replace("forty-carts", "many-carts"))
    assert since_main(book) == []
    change(book, now, "value: 40", "value: 44")
    assert [(code, path) for code, path, _ in since_main(book)] == [("E107", now)]
    assert run(correct, book, "--kind", "error", *WHY, *DATE).exit_code == 0
    assert run(correct, book, "--kind", "renamed", *WHY, *DATE).exit_code == 0
    assert since_main(book) == []
    data = load_dataset(book)
    told = [revision for day in corrections(data) for alike in day.reasons for revision in alike]
    assert {revision.first.record_id for revision in told} == {"many-carts"}
    assert sum(len(one.ids) for revision in told for one in revision.changes) == 3


def test_a_speaker_who_has_a_new_id_is_the_same_speaker(book):
    change(book, "data/actors/ann-reed.yml", "id: ann-reed\n", "id: a-reed\nwas: [ann-reed]\n")
    (book / "data/actors/ann-reed.yml").rename(book / "data/actors/a-reed.yml")
    for path in book.glob("data/**/*.yml"):
        if path.stem != "a-reed":
            path.write_text(path.read_text("utf-8").replace("ann-reed", "a-reed"))
    assert "E107" not in {code for code, _, _ in since_main(book)}


def test_nothing_to_correct_is_said(book):
    done = run(correct, book, "--kind", "error", *WHY)
    assert (done.exit_code, "Nothing to correct" in done.output) == (0, True)


def test_a_book_in_a_folder_of_its_repository_is_compared_with_itself(tmp_path):
    a_folder(tmp_path / "books" / "bridge")
    a_folder(tmp_path / "books" / "other", **{CLAIM: ""})
    published(tmp_path)
    book = tmp_path / "books" / "bridge"
    assert since_main(book) == []
    change(book, CLAIM, "value: 40", "value: 44")
    assert [(code, path) for code, path, _ in since_main(book)] == [("E107", CLAIM)]


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "", "main:data", "HEAD~9"])
@pytest.mark.parametrize("command", [check, correct])
def test_a_commit_that_is_not_there_is_named(book, command, ref):
    more = (f"--base={ref}", *(("--kind", "error", *WHY) if command is correct else ()))
    done = run(command, book, *more)
    assert done.exit_code == 1
    assert f"'{ref}' is no commit" in done.output
    assert "help:" in done.output


def test_a_folder_without_git_is_named(tmp_path):
    done = run(check, a_folder(tmp_path), "--base", "main")
    assert (done.exit_code, "is in no git repository" in done.output) == (1, True)


def test_a_commit_without_the_book_is_not_taken_for_one_without_changes(tmp_path):
    (tmp_path / "README").write_text("Nothing yet.")
    published(tmp_path)
    done = run(check, a_folder(tmp_path), "--base", "main")
    assert (done.exit_code, "holds no data/" in done.output) == (1, True)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--kind", "eror", "did you mean 'error'?"),
        ("--date", "1901-13", "there is no month 13"),
        ("--reason", "  ", "the reason is empty"),
    ],
)
def test_a_wrong_option_is_refused_and_nothing_is_written(book, option, value, said):
    change(book, CLAIM, "value: 40", "value: 44")
    given = {"--kind": "error", "--date": "1901-07-01", "--reason": "Read again.", option: value}
    done = run(correct, book, *(word for pair in given.items() for word in pair))
    assert (done.exit_code, said in done.output) == (1, True)
    assert written(book) == []


@pytest.mark.parametrize("use", ["nothing", "0", "[]", "{}", "a.b"])
def test_a_kind_of_correction_of_an_odd_use_is_named(book, use):
    path = "data/vocabulary.yml"
    kinds = f"correction_kinds:\n  - {{id: odd, definition: x, use: {use}}}\n"
    change(book, path, "correction_kinds:\n", kinds)
    change(book, CLAIM, "value: 40", "value: 44")
    before = sorted((book / "data/corrections").iterdir())
    done = run(correct, book, "--kind", "odd", *WHY, *DATE)
    assert done.exit_code == 1
    assert f"'{use}' is no use of the kind 'odd' in {path}" in done.output
    assert sorted((book / "data/corrections").iterdir()) == before


@pytest.mark.parametrize(("epoch", "day"), [("0", "1970-01-01"), ("999999999", "2001-09-09")])
def test_the_date_is_that_of_source_date_epoch(book, monkeypatch, epoch, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    change(book, CLAIM, "value: 40", "value: 44")
    run(correct, book, "--kind", "error", *WHY)
    assert (book / f"data/corrections/{day}-forty-carts-per-day-value.yml").is_file()


def test_an_odd_source_date_epoch_is_named(book, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = run(correct, book, "--kind", "error", *WHY)
    assert (done.exit_code, "SOURCE_DATE_EPOCH" in done.output) == (1, True)


def test_silent_changes_are_told_in_one_run_with_all_other_problems(book):
    change(book, CLAIM, "value: 40", "value: 44\n    colour: red")
    assert {code for code, _, _ in since_main(book)} == {"E010", "E107"}


def test_a_folder_that_cannot_be_written_is_named(book):
    change(book, CLAIM, "value: 40", "value: 44")
    shutil.rmtree(book / "data/corrections")
    (book / "data/corrections").write_text("Not a folder.")
    done = run(correct, book, "--kind", "error", *WHY, *DATE)
    assert done.exit_code == 1
    assert "data/corrections:1:1: error E004: a file stands here" in done.output


def test_a_file_is_never_written_over_whatever_id_or_text_it_has(book):
    change(book, CLAIM, "value: 40", "value: 44")
    folder = book / "data/corrections"
    first = folder / "1901-07-01-forty-carts-per-day-value.yml"
    first.write_bytes(b"id: \xff")
    run(correct, book, "--kind", "error", *WHY, *DATE)
    assert first.read_bytes() == b"id: \xff"
    assert (folder / f"{first.stem}-2.yml").is_file()


PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1)


@given(
    PRINTABLE | st.sampled_from(["null", "true", "NO", "40", "12.50", "007", "- a", "a: b", "#"])
)
def test_a_written_correction_reads_back_as_it_was_made(text):
    value = " ".join(text.split()) or "x"
    values = {"record": "claims/x", "field": "statement", "from": value, "to": None}
    made = Made("x", {**values, "date": "1901", "kind": "error", "reason": value})
    located = read_yaml(made.text, made.path)
    assert located.faults == []
    record = Correction.model_validate(located.data)
    assert (record.before, record.after, str(record.reason)) == (value, None, value)


@given(st.from_regex(r"[a-z_.0-9-]{1,30}", fullmatch=True))
def test_any_path_of_a_field_is_answered(field):
    shape_of_field(Claim, field)
    assert value_in({"quantities": [{"id": "total", "value": 3}]}, field) in (
        None,
        [{"id": "total", "value": 3}],
    )


def test_a_field_is_found_by_the_id_or_the_place_of_an_item():
    data = {"quantities": [{"id": "total", "value": 3}], "open_questions": ["Why?", "When?"]}
    assert value_in(data, "quantities.total.value") == 3
    assert value_in(data, "open_questions.2") == "When?"
    assert value_in(data, "quantities.sum.value") is None
    assert as_text(value_in(data, "quantities.total")) == "id: total; value: 3"


def test_a_correction_shows_names_and_labels_and_not_ids():
    change = {"record": "claims/forty-carts", "from": "ann-reed", "to": "corroborated"}
    change |= {"id": "x", "date": "1901-05-01", "kind": "error", "reason": "Read again."}
    speaker = Correction.model_validate({**change, "field": "speaker"})
    view = correction_view(a_book(corrections=[speaker]), "x")
    assert view.before == minimal().actors["ann-reed"].name
    when = Correction.model_validate({**change, "field": "date", "from": "1901-04"})
    assert correction_view(a_book(corrections=[when]), "x").before == "April 1901"


def test_what_stood_in_columns_of_a_series_is_told_by_their_titles():
    column = Column(id="legal_basis", title="Legal basis")
    series = minimal().series["carts-by-year"].model_copy(update={"columns": (column,)})
    change = {
        "record": f"series/{series.id}",
        "field": "rows.y1900.extra",
        "to": "legal_basis: law",
    }
    change |= {"from": "legal_basis: custom; weather: dry", "reason": "Read again."}
    one = a_correction(**change)
    book = a_book(series=[series], corrections=[one])
    (revision,) = corrections_of(book, "series", series.id)
    (told,) = revision.changes
    assert told.field == "other columns of “1900”"
    assert (told.before, told.after) == ("Legal basis: custom; weather: dry", "Legal basis: law")


def a_correction(**changes):
    only = minimal().corrections["carts-recounted"]
    plain = {**only.model_dump(by_alias=True), "date": str(only.date)}
    return Correction.model_validate({**plain, **changes})


def test_a_value_of_a_list_without_a_label_is_shown_in_words():
    words = minimal().vocabulary
    statuses = tuple(
        one.model_copy(update={"id": "well-known", "label": None}) for one in words.claim_statuses
    )
    vocabulary = words.model_copy(update={"claim_statuses": statuses})
    one = a_correction(field="status", **{"from": "well-known", "to": "no-longer-listed"})
    view = correction_view(replace(a_book(corrections=[one]), vocabulary=vocabulary), one.id)
    assert (view.before, view.after) == ("Well known", "no-longer-listed")


def test_only_the_corrections_of_a_record_are_put_into_words_for_it(monkeypatch):
    worded = []

    def noted(data, correction_id):
        worded.append(correction_id)
        return correction_view(data, correction_id)

    monkeypatch.setattr(views, "correction_view", noted)
    others = [
        a_correction(id=f"other-{n}", record="terms/toll", field="term", date=f"190{n}")
        for n in range(1, 5)
    ]
    book = a_book(corrections=[a_correction(), *others])
    assert [one.first.id for one in corrections_of(book, "claims", "forty-carts")] == [worded[0]]
    assert {*worded} == {"carts-recounted"}
    days = [day.reasons[0][0].first.id for day in corrections(book)]
    assert [one for one in days if one.startswith("other")][:2] == ["other-4", "other-3"]


def test_a_part_of_what_was_taken_out_later_need_not_be_there(tmp_path):
    def another(name, field, old, new):
        values = {"id": name, "record": "claims/forty-carts", "field": field, "from": old}
        values |= {"to": new, "date": "1901-06", "kind": "error", "reason": "Read again."}
        return {f"data/corrections/{name}.yml": yaml.safe_dump(values)}

    part = another("one", "quantities.per-week.value", "3", "4")
    assert problems_of(a_folder(tmp_path / "a", **part))[0][0].code == "E102"
    whole = another("two", "quantities.per-week", "id: per-week", None)
    assert problems_of(a_folder(tmp_path / "b", **part, **whole))[0] == []


def test_a_reference_to_a_former_id_is_told_the_present_one(tmp_path):
    source = (MINIMAL / "data/sources/toll-book.yml").read_text("utf-8")
    folder = a_folder(
        tmp_path,
        **{
            "data/sources/book-of-tolls.yml": source.replace(
                "id: toll-book\n", "id: book-of-tolls\nwas: [toll-book]\n"
            )
        },
    )
    (folder / "data/sources/toll-book.yml").unlink()
    problems, said = problems_of(folder)
    assert {problem.code for problem in problems} == {"E023"}
    assert "it is now 'book-of-tolls'" in said


@pytest.mark.parametrize("call", ['claim("old-carts")', 'figure("old-carts.per-day")'])
def test_a_macro_with_a_former_id_is_told_the_present_one(tmp_path, call):
    change = {
        CLAIM: (MINIMAL / CLAIM).read_text("utf-8").replace("title:", "was: [old-carts]\ntitle:", 1)
    }
    problems, said = problems_of(
        a_folder(tmp_path, **change, **{"docs/more.md": f"{{{{ {call} }}}}\n"})
    )
    assert [problem.code for problem in problems] == ["E053"]
    assert "'forty-carts" in said


def test_a_former_id_finds_no_record_but_its_help_names_the_present_one():
    book = a_book(claims=[a_claim(was=("old-carts",))])
    with pytest.raises(UnknownIdError, match="it is now 'forty-carts'"):
        book.find("claims", "old-carts")


def test_the_page_of_a_former_id_is_a_redirect():
    book = a_book(claims=[a_claim(was=("old-carts",))], terms=[a_term(was=("fee",))])
    assert [one.src_uri for one in redirects(book)] == ["claims/old-carts/index.html"]


def test_every_kind_that_is_published_can_keep_its_former_ids():
    assert all(
        "was" in KINDS[kind].model.model_fields for kind in ("claims", "actors", "series", "terms")
    )


def test_a_former_address_leads_to_the_record(second):
    for one in redirects(second.data):
        page = second.pages[one.src_uri]
        (link,) = page.parsed.links
        path, _ = second.target(one.src_uri, link)
        assert path in second.pages
        assert f'content="0; url={link}"' in page.html
        assert f'rel="canonical" href="{link}"' in page.html
        assert 'name="robots" content="noindex"' in page.html
    assert [one.src_uri for one in redirects(second.data)]


def test_a_former_anchor_is_still_on_the_page(second):
    anchors = {one for page in second.pages.values() for one in page.parsed.ids}
    assert {f"term-{former}" for former in second.data.former_ids["terms"]} <= anchors
    assert second.data.former_ids["terms"]


def test_a_withdrawn_claim_has_a_page_that_says_why(second):
    ((_, record_id),) = withdrawals(second.data)
    page = second.pages[f"claims/{record_id}/index.html"]
    assert "This page was withdrawn." in page.text
    assert flat(withdrawals(second.data)["claims", record_id].reason) in page.text
    assert page.path.relative_to(second.root).as_posix() in {at for at, _ in second.reached()}


def test_former_and_withdrawn_addresses_are_not_searched_for(second):
    found = {entry["location"] for entry in second.search["entries"]}
    gone = {one.url for one in redirects(second.data)}
    gone |= {f"claims/{record_id}/" for _, record_id in withdrawals(second.data)}
    assert not found & gone


@pytest.mark.parametrize(
    ("date", "expected"), [("1901-05-01", {"E103"}), ("1901-05~", set()), ("1901-07-01", set())]
)
def test_one_that_may_be_late_enough_goes_on_from_another(date, expected, tmp_path):
    early = BROKEN / "E103-corrections-out-of-order"
    second = (early / "data/corrections/carts-second.yml").read_text("utf-8")
    third = second.replace("carts-second", "carts-third").replace("1901-06-01", date)
    book = a_folder(tmp_path, early, **{"data/corrections/carts-third.yml": third})
    assert {one.code for one in problems_of(book)[0]} == expected
