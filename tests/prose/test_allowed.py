"""What may stand on a page is listed: all else is refused, where it stands and in what is made of it."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from mkdocs.exceptions import BuildError
from mkdocs.utils.meta import get_data

from builders import LIGHTHOUSE, MINIMAL, ROOT, a_folder, minimal
from claimbook.core.text.problems import DatasetError, report
from claimbook.prose.allowed import FRONT_MATTER
from claimbook.prose.calls import JINJA, read_page
from claimbook.prose.catalog import MACROS
from claimbook.prose.material import Prose
from claimbook.prose.rendered import heading_id, not_listed
from claimbook.prose.rules import check_prose
from claimbook.site.build import Slots
from claimbook.site.checking import check_all
from claimbook.site.plugin import ClaimbookPlugin
from sites import Site, build, copy_book, flat, warm

COMPUTES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ config['__class__'] }}",
    "{{ config.__init__ }}",
    "{{ config.site_name }}",
    "{{ page.meta.x }}",
    "{{ count('claims').__class__ }}",
    "{{ count('claims')|attr('x') }}",
    "{{ count(kind=config.__class__) }}",
    "{{ count(*config) }}",
    "{{ count(**config) }}",
    "{{ claim(figure('a.b')) }}",
    "{{ lipsum.__globals__ }}",
    "{{ 7*7 }}",
    "{{ 'a' }}",
    "{{ 'a' ~ 'b' }}",
    "{{ -1 }}",
    "{{ {} }}",
    "{{ [] }}",
    "{{ 'a' if true else 'b' }}",
    "{{ not true }}",
    "{{- count('claims') }}",
    "{{ count('claims') -}}",
    "{{ count('claims')() }}",
    r"{{ literal('\u202e', 'a') }}",
    "{% set a = 1 %}",
    "{% if true %}a{% endif %}",
    "{% for one in range(10000000000) %}{% endfor %}",
    "{% for a in (1,2,3,4,5,6,7,8,9) %}" * 12 + "a" + "{% endfor %}" * 12,
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% filter upper %}a{% endfilter %}",
    "{% autoescape false %}x{% endautoescape %}",
    "{% call count('claims') %}{{ config }}{% endcall %}",
    "{% macro m() %}{% endmacro %}",
    "{%- raw %}{% endraw %}",
    "{## a comment ##}",
    "{{ " + "(" * 600 + "1" + ")" * 600 + " }}",
    "{{ " + "[" * 600,
    "{{ " + "not " * 3000 + "1 }}",
    "{{ " + "-" * 3000 + "1 }}",
    "{{ a" + ".b" * 3000 + " }}",
    "{{ a" + "|b" * 3000 + " }}",
    "{{ a" + "()" * 3000 + " }}",
    "{{ a" + "[1]" * 3000 + " }}",
    "{{ literal(" + "9" * 5000 + ", 'a') }}",
    "{{ figure('a.b', short=1e999) }}",
    "{{ figure('a.b', short=0x10) }}",
    "{{ count(kind='claims', kind='claims') }}",
    "{" * 2000,
]
ELEMENTS = [
    "<script>alert(1)</script>",
    "<script\nsrc=a.js></script>",
    "<ScRiPt>alert(1)</ScRiPt>",
    "<script/src=a.js></script>",
    "</script>",
    "<scr{% raw %}ipt>alert(1){% endraw %}</script>",
    "<plaintext>",
    "<textarea><!--</textarea><img src=x onerror=alert(1)>-->",
    "<noscript><!--</noscript><meta http-equiv=refresh content=0>-->",
    "<title><!--</title><script>alert(1)</script>-->",
    "<template><script>alert(1)</script></template>",
    "<svg onload=alert(1)>",
    "<math><mtext>a</mtext></math>",
    "<iframe src=https://example.org/></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<base href=https://example.org/>",
    "<form action=https://example.org/></form>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<img src=x onerror=alert(1)>",
    "<p onclick='alert(1)'>x</p>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java&#9;script:alert(1)'>x</a>",
    "<a style='position:fixed;inset:0' href='http://example.org/'>Log in</a>",
    "<div id='__config'>x</div>",
    "<div>x</div>",
    '<div class="md-overlay" markdown>\n\nx\n\n</div>',
    '<div class="cb-ways" markdown style="inset:0">\n\nx\n\n</div>',
    '<div class="cb-ways" markdown>\n\nx',
    '- a\n\n    <div class="cb-ways" markdown>\n\n    x\n\n    </div>',
    '<div class="cb-ways" markdown>\n' * 5 + "</div>\n" * 5,
    "<div>" * 5000,
    "</div>",
    "<b>x</b>",
    "<!-->x-->",
    "<!--->x-->",
    '<!--><meta http-equiv="refresh" content="0;url=https://example.org/">-->',
    "<!-- a <b> -->",
    "<!-- a --!><script>alert(1)</script>-->",
    "<!-- a",
    "<!-- a --> `<script>`",
    "<!-- {{ count('claims') }} -->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<!doctype html>",
    "<!x>",
    "<?php echo 1 ?>",
    "` a\nb ` <script>alert(1)</script> ` c\nd `",
    r"\`<script>alert(1)</script>\`",
    "```html bad header\n<script>alert(1)</script>\n```",
    "```\n<script>alert(1)</script>",
    "> ```\n<script>alert(1)</script>\n> ```",
    "- ```\n<script>alert(1)</script>\n```",
    "```\n ```\n```\n<script>alert(1)</script>\n```",
    "- a\n\n    ```\n<script>alert(1)</script>\n    ```",
    "~~~\n```\n~~~ a\n<script>alert(1)</script>\n```",
    "- a\n\n    `\n\n    <script>alert(1)</script>\n\n    `",
    "`a\n\u00a0\n` <script>alert(1)</script> `",
    "`a\n\u3000\n` <script>alert(1)</script> `",
    "    code\n~~~\n<b onclick=alert(1)>x</b>\n~~~",
    "    code\n```html\n<script>alert(1)</script>\n```",
    "[a]: index.md\n    words\n~~~\n<script>alert(1)</script>\n~~~",
    '<div class="cb-card" markdown>\n\nx\n\n</div>',
    '<div class="cb-ways cb-proved" markdown>\n\nx\n\n</div>',
    '<div class="cb-ways" markdown>\n\n`</div>`\n\n</div>',
]
ADDRESSES = [
    "[a](javascript:alert(1))",
    "[a](JavaScript:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](javascript&colon;x)",
    "[a](javascript&#58;x)",
    "[a](<javascript:alert(1)>)",
    "[a](<index.md>)",
    "[a]( javascript:alert(1) 'b')",
    '[a](javascript:x "b")',
    "[a]{% raw %}{% endraw %}(javascript:x)",
    "[a]({% raw %}java{% endraw %}script:x)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "[a][b]\n\n> [b]: javascript:x",
    "[a][b]\n\n[b]:\n    javascript:x",
    "[a](vbscript:x)",
    "[a](data:text/html,x)",
    "[a](ms-word:ofe|u|x)",
    "[a](ms\\-word:x)",
    "[a](file:///etc/passwd)",
    "[a](ftp://example.org/)",
    "[a](tel:1)",
    "[a](//example.org/)",
    "[a](\\\\\\\\host\\x)",
    "[a](/x)",
    "[a](https:x)",
    "[a](http://user@example.org/)",
    "[a](http://ex\u0430mple.org/)",
    "[a](mailto:x)",
    "[a](x{{ count('claims') }})",
    "[a](x \"{{ count('claims') }}\")",
    "<javascript:alert(1)>",
    "<ms-word:x>",
    "<ftp://example.org/>",
    "<https://user@example.org/>",
    "![a](https://example.org/a.png)",
    "![a](data:image/png;base64,x)",
    "![{{ count('claims') }}](a.png)",
    "![a][b]\n\n[b]: https://example.org/a.png",
    "[a][b]\n\n[b]: x.md \"{{ count('claims') }}\"",
    "[a][b]\n\n- > [b]: javascript:x",
    "[a][b c]\n\n[b\nc]: javascript:x",
]
ATTRIBUTES = [
    "# a {: onclick='alert(1)' }",
    "*a*{: onclick='alert(1)' }",
    "*a*{onclick=alert(1)}",
    "a\n{: style='position:fixed;inset:0' }",
    "a\n{: .md-overlay }",
    "a\n{: #__config }",
    "a\n{: .cb-card }",
    "# A set {1, 2}",
    "*a*{onclick=1} of things",
    "| a {onclick=1} | b |\n|---|---|",
    "- a\n{onclick=1} {onclick=2}",
    "[a](index.md){: .cb-proved }",
    "\\`{ figure(x) } *a*{: onclick=alert(1) } \\`",
    "```\n{ figure(x) onclick=alert(1) }",
    "a\n{: .cb-ways } b onclick=1 }",
    "a\n{: .cb-ways onclick=1 }",
    "| a |\n|---|\n| b { onclick=1 } |",
    "``` {.html onclick=1}\na\n```",
    "!!! md-overlay\n\n    a",
    '??? note "A"\n\n    a',
    "*[0]: nought",
    "*[wzxhzdk]: a",
    "- *[ amp ]: a",
    '```python hl_lines="1"\nx\n```',
    "&#x202e;a",
    "&#8203;a",
    "&ZeroWidthSpace;a",
]
LISTED = [
    "`<script>`",
    "``<script> ` ``",
    "a < b, a <3, a<-b, a & b",
    "```html\n<script>alert(1)</script>\n```",
    '```html title="a.html"\n<script>alert(1)</script>\n```',
    "- a\n\n    ```html\n    <script>alert(1)</script>\n    ```",
    "~~~\n```\n<script>\n~~~",
    "{% raw %}`{{ 7*7 }}`{% endraw %}",
    "<!-- a comment -->",
    "<!-- run\npython3 -c \"print('a')\"\n-->",
    '<div class="cb-ways" markdown>\n\n[a](index.md)\n\n</div>',
    "[a](index.md) [b](#b) [c](https://example.org/a?b=1&c=2#d) [d](mailto:a@example.org)",
    '[a](index.md "words") <https://example.org/> <a@example.org>',
    "[a][b]\n\n[b]: https://example.org/ 'words'",
    "# a {#an-anchor}",
    "# __config\n\n## __\n\n## `__init__`",
    "a\n{: .cb-standfirst }",
    '!!! note "A title"\n\n    a',
    "*[HTML]: a language",
    "[a]: index.md",
    "[a]: index.md\n    'words'",
    "He wrote: “[it]: was”",
    "A *[b]: c",
    "A set {1, 2} of things, and ({name}) too.",
    "&copy; &#169; &lt;script&gt;",
    "| a | b |\n|:-:|--:|\n| `a | b` | **c** |",
]
FRONTS = [
    "title: 5",
    "title: [a]",
    'title: ""',
    'title: "\\u202e"',
    'title: "\\ue000content\\ue001"',
    "description: {a: b}",
    "hide: 5",
    "hide: toc",
    "hide: [everything]",
    "search: 5",
    "search: {exclude: 5}",
    "search: {boost: true}",
    "search: {boost: -1}",
    "search: {other: 1}",
    "terms: no",
    "template: redirect.html",
    "location: http://example.org/",
    "author: <script>alert(1)</script>",
    "subtitle: a",
    "status: new",
    "revision_date: a",
    "git_revision_date_localized: a",
    "ignore_macros: true",
    "render_macros: false",
    "figure: 3",
    "icon: a",
    "robots: a",
    "canonical: a",
    "just words",
    "- a",
    "title: &a a",
    "title: !!python/name:os.system a",
    "? [a]\n: b",
    f"hide: {'[' * 1000}{']' * 1000}",
]


@pytest.fixture
def book(second, tmp_path):
    return warm(copy_book(LIGHTHOUSE, tmp_path / "book"), second)


def told(text):
    """Each problem of a page's form: its code and its line."""
    page = read_page("docs/more.md", text)
    problems = check_prose(Prose([page], minimal(), ()))
    assert report(problems, {"docs/more.md": text})
    assert "E000" not in {one.code for one in problems}
    for one in problems:
        assert 1 <= one.place.line <= text.count("\n") + 1
        assert one.place.column <= len(text.split("\n")[one.place.line - 1]) + 1
        assert one.help or one.code == "E053"
    return {(one.code, one.place.line) for one in problems if one.code in FORM}


POLICY = re.compile(r"script-src[^\"]*")
FORM = {"E044", "E050", "E054", "E055", "E056", "E058", "E059"}


@pytest.mark.parametrize("text", COMPUTES, ids=lambda text: text[:40])
def test_a_page_that_computes_is_refused_where_it_does(text):
    assert ("E058", 3) in told(f"# A\n\n{text}\n") | {
        ("E058", line) for code, line in told(f"# A\n\n{text}\n") if code == "E050"
    }


@pytest.mark.parametrize("text", [*ELEMENTS, *ADDRESSES, *ATTRIBUTES], ids=lambda text: text[:40])
def test_markup_that_is_not_listed_is_refused(text):
    found = told(f"# A\n\n{text}\n")
    assert {code for code, _ in found} == {"E059"}
    assert all(3 <= line <= 3 + text.count("\n") for _, line in found)


@pytest.mark.parametrize("text", LISTED, ids=lambda text: text[:40])
def test_what_is_listed_is_let_be_by_both_checks(text):
    assert not told(f"# A\n\n{text}\n")
    assert not list(not_listed(rendered(f"# A\n\n{text}\n")))


@pytest.mark.parametrize("front", FRONTS, ids=lambda text: text[:40])
def test_front_matter_that_is_not_listed_is_refused_where_it_stands(front):
    found = told(f"---\n{front}\n---\n\n# A\n")
    assert {code for code, _ in found} <= {"E044", "E050"}
    assert {line for _, line in found} == {2}


@pytest.mark.parametrize(
    "text",
    [
        "template: redirect.html\n\n# A\n",
        "  Location: http://example.org/\n\n# A\n",
        "---\ntitle: A\n...\n\n# A\n",
        "---\ntitle: A\n---",
        "---\ntitle: A\n\n# A\n",
        "---\n---\n\n# A\n",
    ],
)
def test_front_matter_is_read_just_where_it_is_refused_or_known(text):
    assert told(text) == {("E044", 1)}


@given(
    st.lists(
        st.sampled_from(["---", "...", "--- ", "title: a", "a: b", "", "# A", " x: y", "-"]),
        max_size=6,
    )
)
def test_where_no_fault_is_found_the_builder_reads_the_same_front_matter(lines):
    text = "\n".join(lines)
    page = read_page("docs/more.md", text)
    if not page.front.faults and not page.error:
        left, values = get_data(text)
        assert values == page.front.values
        assert left == text[page.front.end :].lstrip("\n")


def test_no_key_of_the_front_matter_is_the_name_of_a_macro():
    assert not FRONT_MATTER.keys() & MACROS.keys()


def test_braces_that_front_matter_hides_in_escapes_are_found():
    assert ("E058", 2) in told('---\ntitle: "\\x7b\\x7b config \\x7d\\x7d"\n---\n# A\n')


MADE = [
    *(text for text in ELEMENTS if "markdown" not in text and text[0] == "<" and "{" not in text),
    "<p>&lt;</p><custom-element>a</custom-element>",
    "<p onclick=a>",
    "<p style='inset:0'>",
    "<table><tr><td style='text-align: center; inset: 0'>a</td></tr></table>",
    '<h1 id="__config">a</h1>',
    '<a href="java&#9;script:x">a</a>',
    '<a href="//example.org/">a</a>',
    '<a href="&#106;avascript:x">a</a>',
    '<a target="_blank" href="x">a</a>',
    '<img src="https://example.org/x.png" alt="">',
    '<a title="\ue0000\ue001" href="x">a</a>',
    "<!-- \ue0000\ue001 -->",
    '<p class="md-overlay">a</p>',
    '<p class="a cb-card">a</p>',
    '<p>\x02wzxhzdk:<abbr title="b">0</abbr>\x03</p>',
    "</main><p>a</p>",
    "<p>a</p></main></body></html>",
    '<p title="',
    "<hr><!-- never closed",
    "<body onload=a>",
    "<html lang=a>",
    "<frameset>",
    "<select><option>a</select>",
]
NO_HARM = {
    *("</script>", "<div>x</div>", "<!-->x-->", "<!--->x-->", "<!-- a <b> -->", "<!x>"),
    *("<!doctype html>", "<frameset>"),
}
"""What browsers make nothing of, or nothing but what is listed."""


@pytest.mark.parametrize("content", MADE, ids=lambda text: text[:40])
def test_what_is_not_listed_is_found_as_browsers_read_it(content):
    assert list(not_listed(content)) or content in NO_HARM


def test_a_build_looks_at_what_markdown_made():
    site = SimpleNamespace(generated={})
    plugin = ClaimbookPlugin()
    plugin.site = site
    page = SimpleNamespace(file=SimpleNamespace(src_uri="a.md"))
    with pytest.raises(BuildError, match=r"docs/a\.md: the element 'script' has no place"):
        plugin.on_page_content("<p><script>alert(1)</script></p>", page, None, None)


def test_a_page_shows_no_more_than_a_browser_can_bear(monkeypatch):
    monkeypatch.setattr("claimbook.site.build.MOST_SHOWN", 10)
    kept = Slots()
    shown = kept.keep("a.md", "0123456789")
    assert kept.fill("a.md", f"<p>{shown}</p>") == "0123456789"
    kept.keep("a.md", "0")
    with pytest.raises(BuildError, match=r"docs/a\.md: its macros show more than 10 characters"):
        kept.fill("a.md", shown)


def test_the_theme_gets_of_front_matter_what_the_check_has_read_and_no_page_without_it():
    checked = {"docs/a.md": read_page("docs/a.md", "---\ntitle: <b>\nsearch: {boost: 1.5}\n---\n")}
    site = SimpleNamespace(generated={}, changed={}, repository="", data=minimal(), checked=checked)
    plugin = ClaimbookPlugin()
    plugin.site = site
    page = SimpleNamespace(file=SimpleNamespace(src_uri="a.md"), meta={"template": "redirect.html"})
    plugin.on_page_markdown("", page, None, None)
    assert page.meta == {"title": "&lt;b&gt;", "search": {"boost": 1.5}}
    json.dumps(page.meta)
    page.file.src_uri = "a.mkd"
    with pytest.raises(BuildError, match=r"docs/a\.mkd is read as a page and was not checked"):
        plugin.on_page_markdown("", page, None, None)


def test_the_texts_of_front_matter_and_headings_are_shown_as_they_are(book):
    attack = "</title></a><img src=x onerror=alert(1)><script>alert(1)</script>"
    (book / "docs/claims.md").write_text(
        f"---\ntitle: '{attack}'\ndescription: '\">{attack}'\n---\n\n{{{{ claim_list() }}}}\n"
    )
    (book / "docs/people.md").write_text(f"# `{attack}`\n\n{{{{ actor_list() }}}}\n\n## __config\n")
    built = build(book)
    assert built.returncode == 0, built.stderr
    pages = Site(book).pages
    policies = {found[0] for page in pages.values() if (found := POLICY.search(page.html))}
    assert len(policies) <= 5  # one for each way to the root, and one for charts alone on a page
    for page in pages.values():
        assert "<script>alert" not in page.html
        assert "<img src=x" not in page.html
        assert page.html.count('id="__config"') <= 1
    assert flat(attack) in pages["claims/index.html"].text


def test_a_page_of_nothing_but_a_word_of_the_head_has_its_policy_all_the_same(book):
    (book / "docs/claims.md").write_text('{{ literal("charset", "a word") }}\n', "utf-8")
    built = build(book)
    assert built.returncode == 0, built.stderr
    page = Site(book).pages["claims/index.html"]
    assert POLICY.search(page.html)
    assert page.text.count("charset") == 1


TWICE = {
    "an anchor": "The storm never was.\n{: #event-storm }\n\n",
    "a heading": "# Event storm\n\n",
}


@pytest.mark.parametrize("before", TWICE.values(), ids=TWICE)
def test_no_anchor_of_a_page_takes_the_place_of_a_records(before, book):
    path = book / "docs/timeline.md"
    path.write_text(before + path.read_text("utf-8"), "utf-8")
    built = build(book)
    assert built.returncode == 1
    assert "docs/timeline.md: two things on this page have the id 'event-storm'" in built.stderr


NOWHERE = {
    "code": "# A\n\n```python\nx = {{ count('claims') }}\n```\n",
}


@pytest.mark.parametrize("text", NOWHERE.values(), ids=NOWHERE)
def test_a_call_that_cannot_be_shown_where_it_stands_ends_the_build(text, book):
    (book / "docs/about/index.md").write_text(text, "utf-8")
    built = build(book)
    assert built.returncode == 1
    assert "docs/about/index.md: a macro call stands where it cannot be shown" in built.stderr


@pytest.mark.parametrize(
    "path", ["docs/claims/oil-for-a-year.md", "docs/claims/owners-pay/index.md"]
)
def test_no_page_takes_the_address_of_a_record(path, book):
    (book / path).parent.mkdir(parents=True, exist_ok=True)
    (book / path).write_text("# A\n", "utf-8")
    config = (book / "mkdocs.yml").read_text("utf-8")
    nav = config.replace("\nnav:\n", f"\nnav:\n  - {path.removeprefix('docs/')}\n")
    (book / "mkdocs.yml").write_text(nav, "utf-8")
    built = build(book)
    assert built.returncode == 1
    assert "would stand at one address" in built.stderr
    assert "Traceback" not in built.stderr


def test_a_page_under_another_ending_is_refused(tmp_path):
    folder = a_folder(tmp_path, **{"docs/more.markdown": "<script>alert(1)</script>"})
    with pytest.raises(DatasetError, match=r"docs/more\.markdown:1:1: error E004"):
        check_all(folder)


def test_a_page_that_the_builder_leaves_out_is_told(tmp_path):
    folder = a_folder(tmp_path, **{"docs/templates/lost.md": "# A\n"})
    with pytest.raises(DatasetError, match="error E004: MkDocs leaves out docs/templates/"):
        check_all(folder)


def test_a_fence_that_is_none_for_certain_is_told_alone():
    text = '# A\n\n```python hl_lines="1"\nx = {1}\n```\n\nWords.\n\n```\n<b>\n```\n'
    assert told(text) == {("E059", 3)}


@pytest.mark.parametrize(
    "name", ["a<b.md", "a&b.md", 'a"b.md', "a b.md", "<i>/a.md", "feed.xml.md"]
)
def test_a_page_has_a_name_that_can_stand_in_an_address(name, tmp_path):
    folder = a_folder(tmp_path, **{f"docs/{name}": "# A\n"})
    with pytest.raises(DatasetError, match=r"error E004: (a page's name has only|its name has)"):
        check_all(folder)


PIECES = [
    *COMPUTES[:24],
    *(text for text in [*ELEMENTS, *ADDRESSES, *ATTRIBUTES] if len(text) < 200),
    *LISTED,
    *("\n", "\n\n", " ", "    ", "\t", "> ", "- ", "1. ", "# ", "`", "``", "```", "~~~", "---"),
    *(
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<!",
        "<?",
        "<a ",
        "<div",
        "</div>",
        "[",
        "]",
        "](",
        "]:",
        "![",
    ),
    *("(", ")", '"', "'", "{", "}", "{:", "{{", "}}", "{% raw %}", "{% endraw %}", "\\", "&", ";"),
    *("&#", "&lt;", "*", "_", "__", "|", "\n|---|---|\n", "=", ":", "#", "a", "word", "!!! note\n"),
    *(
        '<div class="cb-ways" markdown>\n',
        "\n</div>\n",
        "{{ count('claims') }}",
        "\n===\n",
        "*[a]: b",
    ),
    *(f"\n---\n{front}\n---\n" for front in FRONTS if len(front) < 60),
]


def rendered(text):
    """What Markdown makes of a page whose macros leave what the engine's leave."""
    written = yaml.safe_load(re.sub("!ENV.*", "''", (ROOT / "mkdocs.yml").read_text("utf-8")))
    names = [
        one if isinstance(one, str) else next(iter(one)) for one in written["markdown_extensions"]
    ]
    options = {"toc": {"permalink": False, "slugify": heading_id}}
    body, _ = get_data(text)
    macros = dict.fromkeys(MACROS, lambda *_, **__: "\ue0000\ue001")
    body = Environment(**JINJA).from_string(body).render(macros)
    return markdown.Markdown(extensions=names, extension_configs=options).convert(body)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_let_be_where_it_is_written_is_let_be_where_it_is_made(text):
    if not told(text):
        assert not list(not_listed(rendered(text)))


def test_the_minimal_book_is_made_of_what_is_listed():
    for path in MINIMAL.rglob("*.md"):
        assert not list(not_listed(rendered(path.read_text("utf-8"))))
