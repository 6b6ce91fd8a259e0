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
from itertools import cycle
from xml.etree import ElementTree as ET

import pytest
import yaml

from builders import LIGHTHOUSE
from changing import Plain, paths_in, with_value
from claimbook.core.load import read_book
from claimbook.core.records.fields import shape_at
from claimbook.core.records.reading import MODELS
from claimbook.core.text.problems import DatasetError
from claimbook.core.text.yaml_text import read_yaml
from claimbook.site.checking import check_all
from serving import served
from sites import Site, build, copy_book, flat, warm

ATTACK = (
    "\"'><img src=x onerror=window.attacked=1><script>window.attacked=2</script>"
    "<svg onload=window.attacked=3>{{ 7*191 }}{% raw %}${7*191}"
    "[a](javascript:window.attacked=4)<!--]]></title></style></textarea></template>"
    "\\\\u003cscript> =1+1|`*_ %0A::error::x"
)
ELSEWHERE = "http://elsewhere.example/"
INPUTS = (
    f'<!--><meta http-equiv="refresh" content="0;url={ELSEWHERE}">-->',
    f"<noscript><!--</noscript><meta http-equiv=refresh content='0;url={ELSEWHERE}'>-->",
    "<textarea><!--</textarea><img src=x onerror=window.attacked=5>-->",
    f"<![CDATA[><base href='{ELSEWHERE}'><script>window.attacked=6</script>]]>",
    "<plaintext>",
    "<div>" * 30,
    '<div id="__config">{"base":"x","search":"x"}</div><div id="__search"></div>',
    '<a href="java&#9;script:window.attacked=7" data-card="claims/x">Log in</a>',
    f'<a style="position:fixed;inset:0" class="md-overlay" href="{ELSEWHERE}">Log in</a>',
    f"[a](ms-word:x)[a](file:///etc/passwd)[a](\\\\\\\\host\\x)<{ELSEWHERE}>",
    "https://a/" + "a/" * 300,
    "{% for a in (1,2,3,4,5,6,7,8,9) %}" * 12 + "{% autoescape false %}x{% endautoescape %}",
    "{{ " + "(" * 30 + "1" + ")" * 30 + " }}{{ page.meta.x }}" + "{" * 9,
    "9" * 400,
    f"template: redirect.html location: {ELSEWHERE} search: 5 ignore_macros: true",
    "<iframe srcdoc='<script>parent.attacked=8</script>'></iframe><object data=x></object>",
    "</script><script>window.attacked=9</script></svg></math></table></article></main>",
    "\\u2028\\u003c/script\\u003e${alert`1`}',alert(1),'\";alert(1);//",
)
"""What has once got through, or is of the same kind."""

PLAIN = [one for one in INPUTS if "{{" not in one and "{%" not in one]
"""Those that may stand where a call of a macro may not."""

ON_A_PAGE = "docs/about/attack.md"
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


def a_page():
    """A page with the inputs in all places that take any text."""
    code = "\n\n".join(f"```\n{one}\n```" for one in (ATTACK, *INPUTS))
    spans = "\n\n".join(f"`` {one} ``" for one in PLAIN if "`" not in one)
    return (
        f"---\ntitle: {json.dumps(PLAIN[0])}\ndescription: {json.dumps(' '.join(PLAIN))}\n---\n\n"
        f"# `{PLAIN[1]}`\n\n## `{PLAIN[2]}`\n\n{spans}\n\n{{% raw %}}\n\n{code}\n\n{{% endraw %}}\n"
    )


def attacked(draft, spared, inputs):
    """A record with the attack, and one of the inputs, at the end of every text that may be any."""
    data = {name: one for name, one in draft.data.items() if name != "rows"}
    changed = copy.deepcopy(data)
    for path in paths_in(data):
        here = data
        for step in path:
            here = here[step]
        if not isinstance(here, str) or path in spared or path[-1] in LEFT_ALONE:
            continue
        if shape_at(MODELS[draft.kind], path).mark is None:
            changed = with_value(changed, path, f"{here} {ATTACK} {next(inputs)}")
    return yaml.dump(changed, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10**6)


@pytest.fixture(scope="module")
def hostile(second, tmp_path_factory):
    """The site of a book whose texts are attacks, and how many of them there are."""
    folder = warm(copy_book(LIGHTHOUSE, tmp_path_factory.mktemp("hostile")), second)
    drafts = {
        draft.place("id").path: draft for draft in read_book(folder).drafts if draft.kind in MODELS
    }
    (folder / ON_A_PAGE).write_text(a_page(), "utf-8")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    last = "  - About: about/index.md\n"
    assert last in config
    listed = config.replace(last, f"{last}  - {ON_A_PAGE.removeprefix('docs/')}\n")
    (folder / "mkdocs.yml").write_text(listed, "utf-8")
    spared = {file: set() for file in drafts}
    for _ in range(12):
        inputs = cycle(INPUTS)
        texts = {file: attacked(draft, spared[file], inputs) for file, draft in drafts.items()}
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
def test_nothing_of_the_attack_runs_loads_or_leads_away_in_a_browser(hostile, browser):
    site = hostile[0]
    with served(site.root) as address:
        page = browser.new_page()
        told, asked = [], []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: told.append(dialog.message) or dialog.dismiss())
        for path in sorted(site.root.rglob("index.html")):
            if 'http-equiv="refresh"' in path.read_text("utf-8"):
                continue
            here = address + path.parent.relative_to(site.root).as_posix() + "/"
            page.goto(here)
            assert page.evaluate("window.attacked") is None, path
            for link in page.locator("main a[data-card]").all()[:2]:
                link.dispatch_event("pointerenter")
            assert page.evaluate("window.attacked") is None, path
            assert page.evaluate(COVERED) is None, path
            assert page.url.removesuffix("./") == here.removesuffix("./"), path
        the_scripts_of_the_theme_work(page, address)
        assert page.evaluate("window.attacked") is None
        page.close()
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert not told


COVERED = """() => {
  const at = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const here = (link) => link.matches("a.cb-share") && link.pathname === location.pathname && link.host === location.host;
  const over = at?.closest("a, .md-overlay");
  return over && !here(over) && over.textContent.includes("Log in") ? at.outerHTML : null;
}"""
"""What lies over the middle of a page, where an attack would have put it."""


def the_scripts_of_the_theme_work(page, address):
    page.goto(f"{address}about/attack/")
    assert page.locator("h1").inner_text().startswith(PLAIN[1])
    assert flat(page.title()).startswith(PLAIN[0])
    page.locator(".md-search__input").click()
    page.keyboard.type("onerror")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("Escape")
    before = page.evaluate("document.body.dataset.mdColorScheme")
    page.locator("label[for^=__palette]:visible").click()
    assert page.evaluate("document.body.dataset.mdColorScheme") != before


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
