"""The content security policy: the theme's own scripts by their hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from mkdocs.exceptions import BuildError

from claimbook.hosting.policy import with_policy

HEAD = '<head><meta charset="utf-8">'
CODE = "let a = 1"
OURS = frozenset([CODE])


def policy_of(html):
    return re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]


def scripts_of(html):
    return re.search(r"script-src[^;]*", policy_of(html))[0]


def test_a_script_of_the_theme_is_let_run_by_its_hash_alone():
    page = with_policy(f"{HEAD}</head><script>{CODE}</script>", OURS | {"let other = 1"})
    digest = base64.b64encode(hashlib.sha256(CODE.encode()).digest()).decode()
    assert scripts_of(page) == f"script-src 'self' 'sha256-{digest}'"


@pytest.mark.parametrize(
    "script",
    [
        "<script>let b = 1</script>",
        f"<script>{CODE};</script>",
        f"<SCRIPT>{CODE}</SCRIPT>",
        f'<script type="module">{CODE}</script>',
        f'<script data-a="application/json">{CODE}</script>',
        f'<script type="application/json" onload="b()">{CODE}</script>',
        f"<script>{CODE}</script >",
        f"<script\n>{CODE}",
        f"<script>{CODE}",
        "<script/src=a.js></script>",
        '<script src="https://example.org/a.js"></script>',
        '<script src="data:text/javascript,b()"></script>',
        '<script src="a.js">b()</script>',
        '<script src="a.js" onerror="b()"></script>',
    ],
)
def test_a_page_with_a_script_that_is_not_the_themes_is_not_built(script):
    with pytest.raises(BuildError, match="none of the theme's"):
        with_policy(f"{HEAD}</head>{script}", OURS)


def test_neither_a_file_nor_a_block_of_data_is_given_a_hash():
    page = with_policy(
        f'{HEAD}</head><script defer src="a.js"></script>'
        '<script type="application/ld+json">{}</script>'
        '<script id="__config" type="application/json">{}</script>'
    )
    assert scripts_of(page) == "script-src 'self'"


def test_no_script_is_let_run_for_standing_in_the_page():
    assert scripts_of(with_policy(f"{HEAD}</head>", OURS)) == "script-src 'self'"


def test_a_page_without_a_place_for_its_policy_is_refused():
    with pytest.raises(BuildError, match="says nothing of its encoding"):
        with_policy("<head><title>charset</title></head>")


def test_a_preview_lets_the_script_run_that_it_adds():
    assert scripts_of(with_policy(f"{HEAD}</head>", nonce="abc")) == "script-src 'self' 'nonce-abc'"


def test_every_page_of_a_site_has_its_policy_before_all_that_it_loads(site):
    for name, page in site.pages.items():
        if 'http-equiv="refresh"' in page.html:
            continue
        at = page.html.index("Content-Security-Policy")
        first = min(
            page.html.find(tag) for tag in ("<script", "<link", "<style") if tag in page.html
        )
        assert at < first, name
        assert "unsafe-eval" not in page.html[at : at + 800]
        assert "nonce-" not in page.html[at : at + 800]
