"""A working attack in every text field of a book: nothing of it runs, loads, or breaks a format.

Fields are not listed here: every text of every record gets the attack, and those for which the
check refuses it get their own text back.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from xml.etree import ElementTree as ET

import pytest
import yaml
from builders import LIGHTHOUSE
from serving import served
from sites import Site, build, copy_book
from test_mutations import Plain, paths_in, with_value

from macros.adapters.checking import check_all
from macros.core.load import read_book
from macros.core.marks import shape_at
from macros.core.problems import DatasetError
from macros.core.reading import MODELS
from macros.core.yaml_text import read_yaml

ATTACK = (
    "\"'><img src=x onerror=window.attacked=1><script>window.attacked=2</script>"
    "<svg onload=window.attacked=3>{{ 7*191 }}{% raw %}${7*191}"
    "[a](javascript:window.attacked=4)<!--]]></title></style></textarea></template>"
    "\\\\u003cscript> =1+1|`*_ %0A::error::x"
)
MADE_BY_RUNNING = "1337"
LEFT_ALONE = {
    "id",
    "formula",
    "words",
    "short",
    "measures",
    "sha256",
    "shingles",
    "language",
    "lang",
}


def attacked(draft, spared):
    """A record with the attack at the end of every text that may be any text."""
    data = {name: one for name, one in draft.data.items() if name != "rows"}
    changed = copy.deepcopy(data)
    for path in paths_in(data):
        here = data
        for step in path:
            here = here[step]
        if not isinstance(here, str) or path in spared or path[-1] in LEFT_ALONE:
            continue
        if shape_at(MODELS[draft.kind], path).mark is None:
            changed = with_value(changed, path, f"{here} {ATTACK}")
    return yaml.dump(changed, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10**6)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of a book whose texts are attacks, and how many of them there are."""
    folder = copy_book(LIGHTHOUSE, tmp_path_factory.mktemp("hostile"))
    drafts = {
        draft.place("id").path: draft
        for draft in read_book(folder).drafts
        if draft.kind in MODELS and draft.kind != "audit"
    }
    spared = {file: set() for file in drafts}
    for _ in range(12):
        texts = {file: attacked(draft, spared[file]) for file, draft in drafts.items()}
        for file, text in texts.items():
            (folder / file).write_text(text, "utf-8")
        try:
            check_all(folder)
            break
        except DatasetError as found:
            error = found
            for problem in error.problems:
                if (file := problem.place.path) not in spared:
                    continue
                places = read_yaml(texts[file], file).values
                lines = {path for path, at in places.items() if at.line == problem.place.line}
                spared[file] |= lines | {path[:-1] for path in lines}
    else:
        pytest.fail(f"no book with attacks is sound:\n{str(error)[:3000]}")
    built = build(folder)
    assert built.returncode == 0, built.stderr
    return Site(folder), sum(text.count("onerror") for text in texts.values())


def test_most_text_fields_hold_the_attack(hostile):
    assert hostile[1] > 150


def test_no_page_has_an_element_or_an_address_of_the_attack(hostile):
    for name, page in hostile[0].pages.items():
        assert not re.search(r"<img[^>]*onerror|<svg[^>]*onload", page.html), name
        assert not re.search(r"<script>window", page.html), name
        assert 'href="javascript' not in page.html, name
        assert MADE_BY_RUNNING not in page.text, name


@pytest.mark.browser
def test_nothing_of_the_attack_runs_or_loads_in_a_browser(hostile, browser):
    site = hostile[0]
    with served(site.root) as address:
        page = browser.new_page()
        told, asked = [], []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: dialog.dismiss())
        for path in sorted(site.root.rglob("index.html")):
            if 'http-equiv="refresh"' in path.read_text("utf-8"):
                continue
            page.goto(address + path.parent.relative_to(site.root).as_posix() + "/")
            assert page.evaluate("window.attacked") is None, path
            for link in page.locator("main a[data-card]").all()[:2]:
                link.dispatch_event("pointerenter")
            assert page.evaluate("window.attacked") is None, path
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.type("onerror")
        page.wait_for_timeout(500)
        assert page.evaluate("window.attacked") is None
        page.close()
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert not told


def test_every_format_is_whole_and_holds_the_attack_as_text(hostile):
    site = hostile[0].root
    for path in site.rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    for path in [*site.rglob("*.xml"), *site.rglob("*.svg")]:
        tree = ET.parse(path)
        assert not [one for one in tree.iter() if one.tag.rpartition("}")[2] == "script"], path
        assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
    for path in site.rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8"))):
            assert not [cell for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)], path
    claims = json.loads((site / "api/v1/claims.json").read_text("utf-8"))["claims"]
    with closing(sqlite3.connect(site / "downloads/book.sqlite")) as db:
        for claim in claims:
            [stored] = db.execute("SELECT statement FROM claims WHERE id = ?", (claim["id"],))
            assert stored[0] == claim["record"]["statement"]
    assert any(ATTACK in claim["record"]["statement"] for claim in claims)
    for path in site.rglob("index.html"):
        for data in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>',
            path.read_text("utf-8"),
            re.DOTALL,
        ):
            json.loads(data)
