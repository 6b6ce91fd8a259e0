"""The theme's stylesheets without what no page can use: what goes, and above all what stays."""

from __future__ import annotations

import re

import material
import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from builders import ROOT
from claimbook.hosting.lean_css import SHEETS, Names, compact, lean, used_names

THEME = next(iter(material.__path__))


def leaned(sheet, page="<p>", script="", other=""):
    names = Names()
    names.read(page)
    return lean([sheet], used_names(names, [script], [other]))[0]


@pytest.mark.parametrize(
    ("selector", "page"),
    [
        (".a", '<p class="b a">'),
        (".a", "<p class=a>"),
        (".a", "<p\nclass\n=\n'a'>"),
        ("#a", '<p id="a">'),
        ("p", "<P>"),
        ("[open]", '<details title="1 > 0" open>'),
        ("[data-a]", '<p data-a="1">'),
        ("[data-a=b]", '<p data-a="b">'),
        ('[data-a^="b"]', '<p data-a="c">'),
        ("p.a>b+#c~i[d] *", '<p class="a"><b><i d id="c">'),
        (".a:not(.never)", '<p class="a">'),
        (":is(.never,.a)", '<p class="a">'),
        (".a:has(.never)", '<p class="a">'),
        (".a::before", '<p class="a">'),
        ("::selection", "<p>"),
        (".a", 'He said x="1 <p class="a">'),
    ],
)
def test_a_rule_that_can_match_stays(selector, page):
    rule = f"{selector}{{color:red}}"
    assert leaned(rule, page) == rule


@pytest.mark.parametrize(
    "selector",
    [".b", "#b", "b", "[e]", "[a=b]", ".a .b", ".a>b", ".a:is(.b,#b)", ".a:hover.b", "p[a].b"],
)
def test_a_rule_that_cannot_match_goes(selector):
    assert leaned(f"{selector}{{color:red}}", '<p class="a" a="c">b') == ""


def test_of_a_list_of_selectors_those_that_can_match_stay():
    assert leaned(".a,.b , .c{color:red}", '<p class="a c">') == ".a,.c{color:red}"


def test_a_list_that_some_browsers_skip_as_a_whole_is_not_cut():
    rule = ".a::-webkit-x,.b{color:red}"
    assert leaned(rule, '<p class="a">') == rule


@pytest.mark.parametrize(
    ("selector", "script"),
    [
        (".a-b", 'e.classList.add("a-b")'),
        (".a--b", "e.className=`a--${x}`"),
        (".a--b", 'e.className="a--"+x'),
        ("[data-a-b]", "e.dataset.aB=1"),
        ("[data-a=b]", 'e.setAttribute("data-a","b")'),
        ("b", 'document.createElement("b")'),
    ],
)
def test_what_a_script_could_make_stays(selector, script):
    rule = f"{selector}{{color:red}}"
    assert leaned(rule, "<p>", script) == rule
    assert leaned(rule, "<p>") == ""


def test_the_direction_of_the_text_is_what_pages_say():
    sheet = "[dir=ltr] p{left:0}[dir=rtl] p{right:0}"
    assert leaned(sheet, '<body dir="ltr"><p>', 'd==="rtl"') == "[dir=ltr] p{left:0}"


def test_rules_within_rules_are_looked_at_too():
    sheet = "@media print{@supports (a:b){.a{b:c}.d{b:c}}}@media screen{.d{b:c}}"
    assert leaned(sheet, '<p class="a">') == "@media print{@supports (a:b){.a{b:c}}}"


def test_what_is_not_understood_stays():
    sheet = '@charset "UTF-8";@page{margin:1cm}@font-face{font-family:a}@later x{.b{c:d}}'
    assert leaned(sheet) == sheet


def test_a_stylesheet_with_an_error_is_refused():
    with pytest.raises(ValueError, match="line 1, column"):
        leaned("p{color:red}}")


def test_an_icon_that_only_a_dropped_rule_shows_goes():
    icon = 'url("data:image/svg+xml;charset=utf-8,<svg>{;}</svg>")'
    sheet = f":root{{--a:{icon};--b:{icon}}}p{{mask:var(--a)}}.never{{mask:var(--b)}}"
    assert leaned(sheet) == f":root{{--a:{icon}}}p{{mask:var(--a)}}"


@pytest.mark.parametrize(
    "reader",
    [
        {"other": "p{color:var( --a )}"},
        {"script": 's.getPropertyValue("--a")'},
        {"page": '<p style="color:var(--a)">'},
    ],
)
def test_a_property_that_something_else_reads_stays(reader):
    assert leaned(":root{--a:var(--b);--b:red;--c:red}", **reader) == ":root{--a:var(--b);--b:red}"


def test_keyframes_stay_where_a_rule_that_stays_names_them():
    sheet = "@keyframes a{to{left:0}}@keyframes b{to{left:0}}p{animation:1s a}.never{animation:b}"
    assert leaned(sheet) == "@keyframes a{to{left:0}}p{animation:1s a}"


@pytest.mark.parametrize(
    ("sheet", "compacted"),
    [
        ("/* a */\np > a /* b */ {\n  color: red; /* c */\n}\n\n", "p > a{color: red}"),
        ("/*! rights */ p{/*! of b */color:red}", "/*! rights */p{/*! of b */color:red}"),
        ("@media print {\n  /* a */ p { color: red }\n}", "@media print{p{color: red}}"),
        ("p { color: red }} /* a */", "p { color: red }} /* a */"),
    ],
)
def test_a_stylesheet_of_the_book_loses_comments_and_space_alone(sheet, compacted):
    assert compact(sheet) == compacted


NAMES = st.sampled_from("abcdef")


@given(st.lists(NAMES, min_size=1), st.sets(NAMES))
def test_no_rule_is_lost_whose_classes_a_page_has(rules, classes):
    sheet = "".join(f".{name}{{left:0}}" for name in rules)
    kept = leaned(sheet, f'<p class="{" ".join(sorted(classes))}">')
    assert kept == "".join(f".{name}{{left:0}}" for name in rules if name in classes)


def test_a_theme_whose_names_are_all_used_loses_nothing():
    (path,) = (ROOT / THEME / "templates/assets/stylesheets").glob("main.*.css")
    sheet = path.read_text("utf-8")
    everything = " ".join(re.findall(r"[\w-]+", sheet))
    kept = leaned(sheet, '<p dir="ltr"><p dir="rtl">', everything)
    assert selectors(kept) == selectors(sheet)


def selectors(sheet):
    """The heads of all rules, those within others too."""
    found = []
    for rule in tinycss2.parse_stylesheet(sheet):
        found.append(tinycss2.serialize(rule.prelude).strip())
        if rule.type == "at-rule" and rule.content:
            found.append(tinycss2.serialize(rule.content).count("{"))
    return found


# The site


def test_the_theme_of_a_built_site_is_lean_and_every_class_of_its_pages_has_its_rules(site):
    (lean_path,) = site.root.glob(SHEETS.replace("*", "main.*"))
    kept = lean_path.read_text("utf-8")
    whole = (ROOT / THEME / "templates/assets/stylesheets" / lean_path.name).read_text("utf-8")
    assert len(kept) < 0.6 * len(whole)
    classes = {
        name
        for page in site.pages.values()
        for value in re.findall(r'class="([^"]*)"', page.html)
        for name in value.split()
    }
    for name in classes:
        single = re.compile(rf"(?<=[{{}},])\.{re.escape(name)}(?=[,{{])")
        assert len(single.findall(kept)) == len(single.findall(whole)), name


def test_a_built_site_has_no_file_for_those_who_change_the_theme(site):
    assert not list(site.root.rglob("*.map"))
    for path in (site.root / "assets").rglob("*.[cj]s*"):
        assert "sourceMappingURL" not in path.read_text("utf-8"), path
    for unused in ("lunr", "workers"):
        assert not (site.root / "assets/javascripts" / unused).exists()
