"""The content security policy: every script of a page by its hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

from macros.adapters.policy import with_policy

HEAD = '<head><meta charset="utf-8">'


def policy_of(html):
    return re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]


def test_a_script_in_the_page_is_let_run_by_its_hash_alone():
    code = "let a = 1"
    page = with_policy(f"{HEAD}</head><script>{code}</script>")
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert policy_of(page).endswith(f"script-src 'self' 'sha256-{digest}'")


def test_neither_a_file_nor_a_block_of_data_is_given_a_hash():
    page = with_policy(
        f'{HEAD}</head><script src="a.js"></script><script type="application/json">{{}}</script>'
    )
    assert "sha256" not in policy_of(page)


def test_no_script_is_let_run_for_standing_in_the_page():
    scripts = re.search(r"script-src[^;]*", policy_of(with_policy(f"{HEAD}</head>")))[0]
    assert scripts == "script-src 'self'"


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
