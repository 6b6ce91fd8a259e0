"""Faults planted in this repository's own book are all told in one run, each at its place."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from builders import ROOT
from claimbook.cli.main import main
from claimbook.core.load import load_dataset
from sites import copy_book, git


def claim_file(book, claim_id):
    return book / f"data/claims/{claim_id}.yml"


def rewrite(path, pattern, text):
    """Change the first place that fits a pattern; the pattern must fit."""
    before = path.read_text("utf-8")
    after, count = re.subn(pattern, text, before, count=1, flags=re.MULTILINE | re.DOTALL)
    assert count, f"{pattern} is not in {path.name}"
    path.write_text(after, encoding="utf-8")


def a_word_in_a_quotation(book, data):
    claims = reversed(data.claims.values())
    claim = next(c for c in claims if len(c.quote.split()) > 5 and "'" not in c.quote)
    word = claim.quote.split()[2]
    rewrite(claim_file(book, claim.id), rf"^(quote: .*?){re.escape(word)}", r"\1elsewhere")
    return "E062"


def an_elision_out_of_order(book, data):
    """The beginning and the end of a quotation, swapped around an elision."""
    claim = next(
        c for c in data.claims.values() if len(c.quote.split()) >= 8 and "," not in c.quote
    )
    words = claim.quote.split()
    swapped = f"{' '.join(words[-4:])} [...] {' '.join(words[:4])}"
    pattern = r"^quote:.*?\n(?=[a-z])"
    rewrite(claim_file(book, claim.id), pattern, f'quote: "{swapped}"\n')
    return "E065"


def a_wrong_sum(book, data):
    claim, quantity = next(
        (c, q) for c, q in data.quantities.values() if q.derived and q.value is not None
    )
    pattern = rf"(id: {quantity.id}\n.*?value: ){quantity.value}"
    rewrite(claim_file(book, claim.id), pattern, rf"\g<1>{quantity.value + 1}")
    return "E086"


def a_difference_of_shares_stated_as_a_share(book, data):
    """Percent where percentage points come out: the difference of two shares of one series."""
    units = {u.id: u for u in data.vocabulary.units if u.difference}
    series, (one, other) = next(
        (s, rows[:2])
        for s in data.series.values()
        if s.unit in units and len(rows := [r for r in s.rows if r.value]) > 1
    )
    claim = next(c for c in data.claims.values() if not c.quantities)
    quantity = f"""quantities:
  - id: gap
    what: the difference of two shares
    value: {abs(one.value - other.value)}
    unit: {series.unit}
    origin: derived
    derived:
      formula: {"a - b" if one.value > other.value else "b - a"}
      from: {{a: {series.id}.{one.key}, b: {series.id}.{other.key}}}
      because: this test says so
"""
    rewrite(claim_file(book, claim.id), r"(?=^evidence:)", quantity)
    return "E084"


def a_cycle(book, data):
    acyclic = next(r.id for r in data.vocabulary.claim_relations if r.acyclic)
    claim, relation = next(
        (c, r)
        for c in data.claims.values()
        for r in c.relations
        if r.type == acyclic and not data.claims[r.to].relations
    )
    path = claim_file(book, relation.to)
    back = f"relations:\n  - type: {acyclic}\n    to: {claim.id}\n    why: To close the circle.\n"
    path.write_text(path.read_text("utf-8") + back, encoding="utf-8")
    return "E091"


def a_date_order(book, data):
    ordered = {r.id for r in data.vocabulary.claim_relations if r.order}
    claim = next(
        c
        for c in data.claims.values()
        for r in c.relations
        if r.type in ordered and c.date and data.claims[r.to].date
    )
    rewrite(claim_file(book, claim.id), r"^date: \S+", "date: 1999-01-01")
    return "E093"


def a_silent_edit(book, data):
    claim = next(c for c in data.claims.values() if c.statement.startswith("Lai"))
    rewrite(claim_file(book, claim.id), r"^statement: ", "statement: Silently, ")
    return "E107"


def a_bare_number(book, _):
    path = book / "docs/index.md"
    path.write_text(path.read_text("utf-8") + "\nIt came to 12 percent.\n", encoding="utf-8")
    return "E070"


def a_status_too_strong(book, data):
    """The status that needs most, on a claim whose evidence is only of other sorts."""
    strong, needs = next(
        (s.id, s.carried_by.needs)
        for s in data.vocabulary.claim_statuses
        if s.carried_by and s.carried_by.needs
    )
    claim = next(
        c
        for c in data.claims.values()
        if c.status != strong and not {e.relation for e in c.evidence} & set(needs)
    )
    rewrite(claim_file(book, claim.id), r"^status: \S+", f"status: {strong}")
    return "E096"


def a_vanished_id(book, data):
    sides = {actor for side in data.book.sides for actor in side.actors}
    free = (a for a in data.actors if a not in sides and not data.rests_on("actors", a))
    actor = next(free)
    (book / f"data/actors/{actor}.yml").unlink()
    return "E108"


def nobody_names(data, kind):
    """The records of a kind that no other names or corrects, so that a fault is told once."""
    corrected = {one.record for one in data.corrections.values()}
    records = (one for one in data.records(kind) if f"{kind}/{one}" not in corrected)
    return (one for one in records if not data.rests_on(kind, one))


def an_unreadable_file(book, data):
    event = next(nobody_names(data, "events"))
    rewrite(book / f"data/events/{event}.yml", r"^title: ", "title: so: ")
    return "E001"


def a_field_twice(book, data):
    term = next(iter(data.terms))
    rewrite(book / f"data/terms/{term}.yml", r"^(topic: \S+)", r"\1\n\1")
    return "E002"


def an_unknown_field(book, data):
    _, term, *_ = data.terms
    rewrite(book / f"data/terms/{term}.yml", r"^topic: ", "page: 3\ntopic: ")
    return "E010"


def a_missing_field(book, data):
    *_, term = data.terms
    rewrite(book / f"data/terms/{term}.yml", r"^topic: \S+\n", "")
    return "E011"


def a_wrong_type(book, data):
    _, event, *_ = nobody_names(data, "events")
    rewrite(book / f"data/events/{event}.yml", r"^title: .*?$", "title: 2025")
    return "E012"


def an_impossible_date(book, data):
    _, _, event, *_ = nobody_names(data, "events")
    rewrite(book / f"data/events/{event}.yml", r"^date: \S+", "date: 2026-02-30")
    return "E015"


def a_value_that_is_not_listed(book, data):
    _, _, _, event, *_ = nobody_names(data, "events")
    rewrite(book / f"data/events/{event}.yml", r"^confidence: \S+", "confidence: hihg")
    return "E020"


def an_id_that_is_not_its_file(book, data):
    *_, event = nobody_names(data, "events")
    rewrite(book / f"data/events/{event}.yml", r"^id: ", "id: the-")
    return "E022"


def a_source_that_is_not_there(book, data):
    _, _, _, _, event, *_ = nobody_names(data, "events")
    rewrite(book / f"data/events/{event}.yml", r"^(sources:\n  - \S+)", r"\1x")
    return "E023"


def an_interval_backwards(book, data):
    _, _, _, _, _, event, *_ = nobody_names(data, "events")
    rewrite(book / f"data/events/{event}.yml", r"^date: \S+", "date: 2026/2025")
    return "E030"


def a_macro_that_does_not_exist(book, _):
    rewrite(book / "docs/about/index.md", r"\Z", '\n{{ actr("x") }}\n')
    return "E051"


def a_macro_in_a_heading(book, _):
    rewrite(book / "docs/about/not-known.md", r"\Z", '\n## {{ count("claims") }} claims\n')
    return "E054"


IN_SILENCE = (a_silent_edit, a_vanished_id)
"""Faults that only a comparison with what was published can show."""

MORE_FAULTS = (
    an_unreadable_file,
    a_field_twice,
    an_unknown_field,
    a_missing_field,
    a_wrong_type,
    an_impossible_date,
    a_value_that_is_not_listed,
    an_id_that_is_not_its_file,
    a_source_that_is_not_there,
    an_interval_backwards,
    a_macro_that_does_not_exist,
    a_macro_in_a_heading,
)


FAULTS = (
    a_word_in_a_quotation,
    an_elision_out_of_order,
    a_wrong_sum,
    a_difference_of_shares_stated_as_a_share,
    a_cycle,
    a_date_order,
    a_silent_edit,
    a_bare_number,
    a_status_too_strong,
    a_vanished_id,
)


@pytest.fixture
def book(tmp_path):
    folder = copy_book(ROOT, tmp_path / "book")
    git(folder, "init", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "Published")
    return folder


def checked(book):
    start = "from claimbook.cli.main import program; program()"
    command = [sys.executable, "-c", start, "check", "--base", "HEAD"]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)


def test_the_unplanted_book_gives_no_message(book):
    done = checked(book)
    assert (done.returncode, done.stderr) == (0, "")


def test_ten_faults_of_ten_sorts_are_all_told_in_one_run_each_at_its_place(book):
    data = load_dataset(book)
    wanted = {plant(book, data) for plant in FAULTS}
    done = checked(book)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = re.findall(r"^(\S+):(\d+):(\d+): error (E\d+): ", done.stderr, re.MULTILINE)
    assert len(wanted) == len(FAULTS)
    assert wanted <= {code for *_, code in told}
    # a change that is a fault is also a silent edit; nothing else is told
    assert {code for *_, code in told} == wanted


def test_twenty_faults_of_twenty_sorts_are_told_in_one_run_each_once_and_with_help(book):
    data = load_dataset(book)
    faults = [fault for fault in (*FAULTS, *MORE_FAULTS) if fault not in IN_SILENCE]
    wanted = [plant(book, data) for plant in faults]
    assert len(set(wanted)) == 20
    done = CliRunner().invoke(main, ["check", str(book), "--format", "json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)["problems"]
    assert sorted(problem["code"] for problem in told) == sorted(wanted)
    for problem in told:
        line = (book / problem["path"]).read_text("utf-8").split("\n")[problem["line"] - 1]
        assert line[problem["column"] - 1 :].strip(), problem
        assert problem["help"], problem
