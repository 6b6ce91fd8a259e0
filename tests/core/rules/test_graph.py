"""How claims may stand to each other, what is told before its time, and what a status needs."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import LIGHTHOUSE, MINIMAL, ROOT, a_folder, data_problems_of, minimal
from claimbook.core.load import load_dataset
from claimbook.core.records.carrying import Piece, carried, lacking
from claimbook.core.records.vocabulary import CarriedBy, QualityEntry, StatusEntry
from claimbook.core.rules.graph import circles as circles_of
from claimbook.core.text.dates import parse_when
from claimbook.views.story import status_rules
from claimbook.views.timeline import timeline
from claimbook.views.wording import as_of_words

CLAIM = (MINIMAL / "data/claims/forty-carts.yml").read_text("utf-8")
STEPS = st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")))
RELATIONS = ("supports", "nuances", "contradicts")
QUALITIES = ("primary", "major", "minor")
RATED = tuple(QualityEntry(id=one, definition="A.", alone=one != "minor") for one in QUALITIES)
SOURCES = {f"{quality}-{number}": quality for quality in QUALITIES for number in (1, 2)}
PIECES = st.lists(
    st.builds(
        lambda relation, source: Piece(relation, source, SOURCES[source]),
        st.sampled_from(RELATIONS),
        st.sampled_from(sorted(SOURCES)),
    )
)
SOME = st.lists(st.sampled_from(RELATIONS), unique=True, max_size=2).map(tuple)
NEEDED = st.builds(
    CarriedBy,
    needs=SOME,
    needs_any=SOME,
    without=SOME,
    quality=st.none() | st.sampled_from(QUALITIES),
)


def without_self(steps):
    return {step: None for step in steps if step[0] != step[1]}


def leads_back(steps):
    """Whether a walk along the steps can come back to where it began, by taking ends away."""
    left = set(steps)
    while ends := {step for step in left if step[1] not in {start for start, _ in left}}:
        left -= ends
    return bool(left)


@given(STEPS)
def test_a_circle_is_found_where_and_only_where_there_is_one(steps):
    edges = without_self(steps)
    assert bool(list(circles_of(edges))) == leads_back(edges)


@given(STEPS)
def test_the_circles_found_are_of_given_steps_and_share_none_and_leave_none(steps):
    edges = without_self(steps)
    circles = list(circles_of(edges))
    walked = [step for circle in circles for step in pairwise(circle)]
    assert all(circle[0] == circle[-1] == min(circle) for circle in circles)
    assert set(walked) <= set(edges)
    assert len(walked) == len(set(walked))
    assert not leads_back(set(edges) - set(walked))


@given(STEPS)
def test_the_circles_do_not_depend_on_the_order_of_the_files(steps):
    edges = without_self(steps)
    turned = dict(reversed(list(edges.items())))
    assert list(circles_of(edges)) == list(circles_of(turned))


def test_a_circle_of_ten_thousand_claims_is_found():
    ids = [f"{n:05}" for n in range(10_000)]
    edges = dict.fromkeys([*pairwise(ids), (ids[-1], ids[0])])
    assert list(circles_of(edges)) == [[*ids, ids[0]]]


def related(tmp_path, date, other="1901-04"):
    """The codes of a book in which a claim of a date answers one of another date."""
    answer = CLAIM.replace("id: forty-carts", "id: market-day").replace("1901-04", date)
    answer += "relations:\n  - type: responds-to\n    to: forty-carts\n    why: It says so.\n"
    files = {"data/claims/market-day.yml": answer}
    files["data/claims/forty-carts.yml"] = CLAIM.replace("1901-04", other)
    return {problem.code for problem in data_problems_of(a_folder(tmp_path, **files))[0]}


@pytest.mark.parametrize(
    ("answer", "question"),
    [("1901-03", "1901-04"), ("1899", "1901"), ("../1900", "1901-04"), ("1899~", "1901-04")],
)
def test_an_answer_that_is_certainly_earlier_is_a_problem(answer, question, tmp_path):
    assert related(tmp_path, answer, question) == {"E093"}


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("1901-04", "1901-04"),
        ("1901", "1901-04"),
        ("1901-03~", "1901-04"),
        ("1901-03/1901-04", "1901-04-20"),
        ("1900/..", "1901-04"),
        ("1901-03", "../1901-04"),
        ("1901-03", "1901-XX"),
    ],
)
def test_an_answer_that_may_be_later_is_none(answer, question, tmp_path):
    assert related(tmp_path, answer, question) == set()


EVENT = (MINIMAL / "data/events/bridge-opened.yml").read_text("utf-8")
WORDS = (MINIMAL / "data/vocabulary.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("date", "status", "codes"),
    [
        ("1901-06", "occurred", {"E094"}),
        ("1901-06", "due", set()),
        ("1901-05-31", "occurred", set()),
        ("1901-06~", "occurred", set()),
        ("1901-05/1901-07", "occurred", set()),
        ("1903?", "occurred", {"E094"}),
    ],
)
def test_only_what_is_certainly_to_come_cannot_be_told_as_past(date, status, codes, tmp_path):
    event = EVENT.replace("1899-10-02", date).replace("status: occurred", f"status: {status}")
    due = "    definition: It happened.\n  - id: due\n    definition: It is to come.\n"
    words = WORDS.replace("    definition: It happened.\n", due)
    files = {"data/events/bridge-opened.yml": event, "data/vocabulary.yml": words}
    problems, _ = data_problems_of(a_folder(tmp_path, **files))
    assert {problem.code for problem in problems} == codes


@pytest.mark.parametrize(
    ("status", "codes"), [("actual", {"E094"}), ("", {"E094", "W005"}), ("hoped-for", set())]
)
def test_a_row_that_is_to_come_is_not_drawn_as_firm(status, codes, tmp_path):
    hoped = "    drawn: firm\n  - id: hoped-for\n    definition: Hoped.\n    drawn: tentative\n"
    was = "actual" if status else ""
    rows = (
        f"key,date,value,status,sources\ny1899,1899,30,{was},toll-book\ny1900,1902,38,{status},\n"
    )
    files = {
        "data/series/carts-by-year.csv": rows,
        "data/vocabulary.yml": WORDS.replace("    drawn: firm\n", hoped),
    }
    problems, _ = data_problems_of(a_folder(tmp_path, **files))
    assert {problem.code for problem in problems} == codes


@given(NEEDED, PIECES)
def test_evidence_is_lacking_exactly_where_a_need_is_not_met(needed, evidence):
    present = {piece.relation for piece in evidence}
    enough = QUALITIES[: QUALITIES.index(needed.quality) + 1] if needed.quality else QUALITIES
    good = not needed.quality or any(
        piece.relation in needed.needs and piece.quality in enough for piece in evidence
    )

    def borne(*relations):
        sources = {piece.source for piece in evidence if piece.relation in relations}
        return bool(sources) and (sources not in ({"minor-1"}, {"minor-2"}))

    met = (
        all(map(borne, needed.needs))
        and (not needed.needs_any or borne(*needed.needs_any))
        and not present & {*needed.without}
        and good
    )
    assert bool(list(lacking(needed, evidence, RATED))) != bool(met)


@given(NEEDED, PIECES, st.sampled_from(RELATIONS))
def test_more_evidence_takes_a_status_away_only_where_it_must_be_without_it(needed, evidence, new):
    status = StatusEntry(id="a", definition="A.", sign="holds", carried_by=needed)
    if carried(status, evidence, RATED):
        more = [*evidence, Piece(new, "minor-1", "minor")]
        assert carried(status, more, RATED) != (new in needed.without)


def test_a_status_that_needs_nothing_may_stand_on_no_evidence():
    assert list(lacking(None, [], RATED)) == []


def test_a_claim_whose_source_is_missing_is_not_also_called_too_strong(tmp_path):
    claim = CLAIM.replace("source: toll-book", "source: tole-book")
    problems, _ = data_problems_of(a_folder(tmp_path, **{"data/claims/forty-carts.yml": claim}))
    assert {problem.code for problem in problems} == {"E023"}


def test_an_unknown_kind_in_the_list_of_relations_is_a_problem(tmp_path):
    words = WORDS.replace("    acyclic: true\n", "    to_kinds: [figgure]\n")
    problems, said = data_problems_of(a_folder(tmp_path, **{"data/vocabulary.yml": words}))
    assert {problem.code for problem in problems} == {"E020"}
    assert said


OPEN = "{id: open, definition: Not judged., sign: open, pending: true}"


def assessed(text, **changes):
    """The smallest book with another assessment, and further changes of its claim."""
    claim = (MINIMAL / "data/claims/forty-carts.yml").read_text("utf-8")
    claim = claim.replace("The toll book agrees.", text)
    for old, new in changes.values():
        claim = claim.replace(old, new)
    return {"data/claims/forty-carts.yml": claim}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No evidence has been looked for yet.", "en"),
        ("So far no evidence has been looked for yet, but for one book.", "en"),
        ("No evidence has been looked for yet.", "de"),
        ("To be assessed.", "en"),
    ],
)
def test_an_assessment_that_denies_the_record_is_told(text, language, tmp_path):
    settings = (MINIMAL / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace(
        "theme: material", f"theme: {{name: material, language: {language}}}"
    )
    book = a_folder(tmp_path, **assessed(text), **{"mkdocs.yml": settings})
    assert {problem.code for problem in data_problems_of(book)[0]} == {"E029"}


def test_a_claim_without_evidence_may_say_that_none_was_looked_for(tmp_path):
    words = WORDS.replace("claim_relations:\n", f"  - {OPEN}\nclaim_relations:\n")
    evidence = "evidence:\n  - source: toll-book\n    relation: supports\n"
    note = "    note: The tolls of April come to the same.\n"
    changed = {"one": (evidence + note, ""), "two": ("status: corroborated", "status: open")}
    claim = assessed("No evidence has been looked for yet.", **changed)
    assert data_problems_of(a_folder(tmp_path, **claim, **{"data/vocabulary.yml": words}))[0] == []


@pytest.fixture(scope="module")
def shipped_data(tmp_path_factory):
    """A copy of the data of this repository."""
    folder = tmp_path_factory.mktemp("shipped-data")
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize(
    ("claim", "old", "new", "code"),
    [
        (
            "tsmc-increase-100bn",
            "\nevidence:\n",
            "\nrelations:\n  - {type: depends-on, to: tsmc-total-165bn, why: Planted.}\nevidence:\n",
            "E091",
        ),
        ("target-40-50-of-us-demand", "date: 2025-09\n", "date: 2026-01\n", "E093"),
        ("lai-in-response-order", "status: misleading-wording", "status: corroborated", "E096"),
        ("scale-taiwan-might-invest", "status: disputed", "status: corroborated", "E096"),
        ("first-appeared-abmedia", "status: unverified", "status: corroborated", "E096"),
    ],
)
def test_a_fault_planted_in_the_shipped_book_is_found_where_it_is(
    claim, old, new, code, shipped_data
):
    path = shipped_data / f"data/claims/{claim}.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems, said = data_problems_of(shipped_data)
    path.write_text(text, encoding="utf-8")
    found = [problem for problem in problems if problem.code == code]
    assert found
    shown = {str(p.place) for p in found} | {str(r[1]) for p in found for r in p.related}
    assert any(f"{claim}.yml" in place for place in shown)
    assert said


@pytest.mark.parametrize("folder", [MINIMAL, LIGHTHOUSE, ROOT])
def test_every_status_is_in_the_table_with_its_claims_counted(folder):
    data = load_dataset(folder)
    rules = status_rules(data)
    assert [rule.standing.id for rule in rules] == list(data.entries["claim_statuses"])
    assert sum(rule.count for rule in rules) == len(data.claims)
    assert all(rule.needs for rule in rules)


def test_the_table_words_a_need_with_the_labels_of_the_book():
    needs = {rule.standing.id: rule.needs for rule in status_rules(load_dataset(LIGHTHOUSE))}
    assert needs["borne-out"] == (
        "Evidence under “Agrees”.",
        "A piece of that evidence from a source rated “Kept on the spot”.",
        "No evidence under “Differs”.",
    )


def test_the_timeline_says_as_of_when_it_is_and_where_the_evidence_ends():
    assert timeline(minimal()).as_of == "As of May 1901; evidence to 1 May 1901."


def test_a_book_whose_evidence_ends_on_its_day_says_the_day_once():
    day = parse_when("1901-05-01")
    book = minimal().book.model_copy(update={"as_of": day, "evidence_until": day})
    assert (
        as_of_words(replace(minimal(), book=book)) == "As of 1 May 1901, where the evidence ends."
    )
