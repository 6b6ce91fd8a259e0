"""Every field of every record taken out, emptied, retyped, doubled and pointed elsewhere.

Each case is a whole book, checked in-process. It is refused with located problems, or it is sound
and builds; nothing else may happen. The table of outcomes is printed (`pytest -s`).
"""

from __future__ import annotations

import random
import shutil
from collections import Counter, defaultdict

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import LIGHTHOUSE, MINIMAL, ROOT
from changing import GONE, Plain, paths_in, with_value
from claimbook.core.load import hold_against_model, read_book
from claimbook.core.records.fields import shape_at
from claimbook.core.records.reading import MODELS, Draft
from claimbook.core.records.values import ListedIn, Ref
from claimbook.core.text.problems import DatasetError
from claimbook.core.text.yaml_text import read_yaml
from claimbook.site.checking import check_all
from sites import build, copy_book, warm

MUTATIONS = ("removed", "emptied", "nothing", "retyped", "doubled", "elsewhere")
MUST_BE_REFUSED = {"retyped", "doubled"}


def mutated(kind, data, path, mutation):
    """The text of a record with one mutation, or None where it does not apply."""
    here = data
    for step in path:
        here = here[step]
    mark = shape_at(MODELS[kind], path).mark
    values = {
        "removed": GONE,
        "nothing": None,
        "emptied": [] if isinstance(here, list) else {} if isinstance(here, dict) else "",
        "retyped": {"x": 1} if not isinstance(here, dict) else "text",
        "elsewhere": "nobody-at-all" if isinstance(mark, Ref | ListedIn) else None,
    }
    if mutation == "doubled":
        if len(path) > 1:
            return None
        text = yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False)
        return text + yaml.dump({path[0]: here}, Dumper=Plain, allow_unicode=True)
    if mutation == "elsewhere" and values["elsewhere"] is None:
        return None
    changed = with_value(data, path, values[mutation])
    return yaml.dump(changed, Dumper=Plain, allow_unicode=True, sort_keys=False)


def cases(book):
    """Every record of a book with every path in it and every mutation that applies."""
    for draft in read_book(book).drafts:
        file = draft.place("id").path if draft.kind in MODELS else ""
        data = {name: one for name, one in draft.data.items() if name != "rows"}
        for path in paths_in(data):
            for mutation in MUTATIONS:
                text = mutated(draft.kind, data, path, mutation)
                if text is not None:
                    yield draft.kind, file, path, mutation, text


def outcome(folder):
    """What a check of a book comes to: the codes of its errors, all at places that are there."""
    try:
        check_all(folder)
    except DatasetError as error:
        for problem in error.problems:
            place = problem.place
            assert place.line >= 1
            assert place.column >= 1
            assert problem.message
            known = error.text.get(place.path)
            assert known is None or place.line <= known.count("\n") + 1
        return {problem.code for problem in error.problems}
    return set()


def run(book, folder, chosen):
    """The outcome of each case, by kind and mutation; sound ones with their text."""
    shutil.copytree(book, folder, dirs_exist_ok=True)
    table, sound = defaultdict(Counter), []
    for kind, file, path, mutation, text in chosen:
        target = folder / file
        before = target.read_text("utf-8")
        target.write_text(text, "utf-8")
        codes = outcome(folder)
        target.write_text(before, "utf-8")
        mark = shape_at(MODELS[kind], path).mark
        where = f"{file} {path} {mutation}"
        assert "E000" not in codes, where
        if mutation in MUST_BE_REFUSED:
            assert codes, where
        if mutation == "elsewhere" and isinstance(mark, Ref | ListedIn):
            assert codes, where
        table[kind, mutation]["refused" if codes else "sound"] += 1
        if not codes:
            sound.append((file, text))
    return table, sound


def shown(table):
    lines = [
        f"{kind:12} {mutation:10} refused {found['refused']:4} sound {found['sound']:4}"
        for (kind, mutation), found in sorted(table.items())
    ]
    return "\n" + "\n".join(lines)


def test_no_mutation_of_a_record_of_the_smallest_book_passes_unseen_or_crashes(tmp_path):
    chosen = list(cases(MINIMAL))
    table, _ = run(MINIMAL, tmp_path / "book", chosen)
    print(shown(table))  # noqa: T201 - the table is what the test is read for
    assert len(chosen) > 500
    assert sum(found["sound"] for found in table.values()) < len(chosen) / 3


@pytest.mark.long
def test_no_mutation_of_a_record_of_another_book_passes_unseen_or_crashes(tmp_path):
    chosen = list(cases(LIGHTHOUSE))
    random.Random(7).shuffle(chosen)
    table, sound = run(LIGHTHOUSE, tmp_path / "book", chosen[:3000])
    print(shown(table))  # noqa: T201 - the table is what the test is read for
    assert sound


@pytest.mark.parametrize(
    "count", [pytest.param(3, id="few"), pytest.param(17, id="more", marks=pytest.mark.long)]
)
def test_a_mutated_book_that_is_sound_also_builds(count, second, tmp_path):
    chosen = list(cases(LIGHTHOUSE))
    random.Random(count).shuffle(chosen)
    _, sound = run(LIGHTHOUSE, tmp_path / "checked", chosen[: 40 * count])
    folder = warm(copy_book(LIGHTHOUSE, tmp_path / "book"), second)
    assert len(sound) >= count
    for file, text in sound[:count]:
        before = (folder / file).read_text("utf-8")
        (folder / file).write_text(text, "utf-8")
        built = build(folder)
        assert "Traceback" not in built.stderr, f"{file}\n{text}\n{built.stderr}"
        if built.returncode == 0:
            assert "None" not in (folder / "site/index.html").read_text("utf-8").split("<body")[1]
        else:  # a page's links may lead to what the record lost; that too is a message
            assert "WARNING" in built.stderr or "ERROR" in built.stderr
        (folder / file).write_text(before, "utf-8")


FILES = sorted(
    (path.parent.name, path)
    for path in (ROOT / "data").glob("*/*.yml")
    if path.parent.name in MODELS
)


PUT = (b"\n", b"- ", b": ", b'"', b"\t", b"&a ", b"*a", b"!!x ", b"{{", b"\0")


# A seed is all that is drawn by the library: to draw each choice by itself takes ten times as long
# as to read what comes of it, and a single byte has nothing that could be made smaller.
@given(chance=st.randoms(use_true_random=True))
@settings(max_examples=3000, deadline=None)
def test_no_edit_of_a_byte_of_the_shipped_data_makes_the_reader_fail(chance):
    kind, path = chance.choice(FILES)
    raw = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(raw) - 1)
        how = chance.choice(("set", "cut", "put", "swap"))
        if how == "set":
            raw[at] = chance.randint(0, 255)
        elif how == "cut":
            del raw[at : at + chance.randint(1, 40)]
            raw = raw or bytearray(b"x")
        elif how == "put":
            raw[at:at] = chance.choice(PUT)
        else:
            raw[at - 1], raw[at] = raw[at], raw[at - 1]
    try:
        text = bytes(raw).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return  # told by its place before anything is parsed
    located = read_yaml(text, "data/x.yml")
    draft = Draft(kind, path.stem, located)
    if not any(fault.kind == "syntax" for fault in located.faults):
        hold_against_model(draft)
    for fault in located.faults:
        assert fault.place.line <= text.count("\n") + 2
    assert draft.record is None or isinstance(draft.record, MODELS[kind])
