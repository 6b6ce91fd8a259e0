"""What a page may not do: compute, run, load or lead somewhere by itself."""

from __future__ import annotations

import pytest
from builders import LIGHTHOUSE
from sites import build, copy_book

from macros.adapters import hooks, policy, publishing
from macros.adapters.checking import check_all
from macros.core.problems import DatasetError

COMPUTES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ config['__class__'] }}",
    "{{ config.__init__ }}",
    "{{ count('claims').__class__ }}",
    "{{ count('claims')|attr('x') }}",
    "{{ count(kind=config.__class__) }}",
    "{{ count(*config) }}",
    "{{ lipsum.__globals__ }}",
    "{{ 7*7 }}",
    "{% set a = 1 %}",
    "{% for one in range(10000000000) %}{% endfor %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% call count('claims') %}{{ config }}{% endcall %}",
    "{% macro m() %}{% endmacro %}",
]
ACTS = [
    "<script>alert(1)</script>",
    "<script\nsrc=a.js></script>",
    "<ScRiPt>alert(1)</ScRiPt>",
    "<img src=x onerror=alert(1)>",
    "<p onclick='alert(1)'>x</p>",
    "# a {: onclick='alert(1)' }",
    "[a](javascript:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "<a href=' javascript:alert(1)'>x</a>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<iframe src=https://example.org/></iframe>",
    "<base href=https://example.org/>",
    "<form action=https://example.org/></form>",
]
SHOWN = [
    "`<script>`",
    "```html\n<script>alert(1)</script>\n```",
    "{% raw %}`{{ 7*7 }}`{% endraw %}",
]
MISSED = "<div markdown>\n\n- a\n\n    `\n\n    <script>alert(1)</script>\n\n    `\n\n</div>"


@pytest.fixture
def book(tmp_path):
    return copy_book(LIGHTHOUSE, tmp_path / "book")


def add(book, text):
    page = book / "docs/index.md"
    before = page.read_text("utf-8")
    page.write_text(f"{before}\n{text}\n", "utf-8")
    return before.count("\n") + 2


def told(book):
    """Each error of a check: its code and its place."""
    try:
        check_all(book)
    except DatasetError as error:
        found = (problem for problem in error.problems if not problem.is_warning)
        return {(one.code, one.place.path, one.place.line) for one in found}
    return set()


@pytest.mark.parametrize("text", COMPUTES)
def test_a_page_that_computes_is_refused_where_it_does(text, book):
    line = add(book, text)
    assert ("E058", "docs/index.md", line) in told(book)


@pytest.mark.parametrize("text", ACTS)
def test_a_page_that_acts_is_refused_where_it_does(text, book):
    line = add(book, text) + text.partition("[b]:")[0].count("\n") * ("[b]:" in text)
    assert told(book) == {("E059", "docs/index.md", line)}


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_shown_as_code_is_let_be(text, book):
    add(book, text)
    assert not told(book)


def test_braces_that_front_matter_hides_in_escapes_are_found(book):
    page = book / "docs/index.md"
    page.write_text('---\ntitle: "\\x7b\\x7b config \\x7d\\x7d"\n---\n# A\n', "utf-8")
    assert ("E058", "docs/index.md", 2) in told(book)


def test_what_a_check_misses_a_build_refuses(book):
    add(book, MISSED)
    built = build(book)
    assert built.returncode != 0
    assert "'script' has no place on a page" in built.stderr


def test_no_script_of_the_content_is_let_run_even_when_it_swallows_one_of_the_theme(monkeypatch):
    monkeypatch.setattr(publishing, "is_preview", lambda: False)
    content = "<p>a</p><script>let mine = 1</script><script>"
    page = f'<head><meta charset="utf-8"></head>{content}<script>let theme = 1</script>'
    done = hooks._finished(page, content)
    assert policy._hash("let theme = 1") in done
    assert policy._hash("let mine = 1") not in done
    assert done.count("sha256-") == 1
    assert content in done
