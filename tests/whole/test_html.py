"""Pages are HTML without errors, by a parser of the standard and by the checker of the W3C."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import html5lib
import pytest

from kinds import KINDS, path_of

OF_THE_THEME = ("Attribute “autocomplete” is only allowed when the input type is",)
"""How the errors begin that are the theme's, and are kept: the page on architecture tells why."""


def file_of(site, kind):
    path = path_of(kind, site.data)
    return site.root / (path if path.endswith(".html") else f"{path}index.html")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_every_kind_is_parsed_without_an_error(shipped, kind):
    parser = html5lib.HTMLParser()
    parser.parse(file_of(shipped, kind).read_text("utf-8"))
    assert parser.errors == []


def checker():
    """The checker (https://validator.github.io/validator/): a program, or a jar that is named."""
    if jar := os.environ.get("VNU_JAR"):
        return ["java", "-jar", jar]
    return [program] if (program := shutil.which("vnu")) else None


@pytest.mark.long
def test_a_page_of_every_kind_has_no_error_but_the_themes(site):
    if (program := checker()) is None:
        pytest.skip("NO vnu FOUND: pages were not checked as HTML; set VNU_JAR to its jar")
    pages = [file_of(site, kind) for kind in KINDS]
    given = ["--errors-only", "--exit-zero-always", "--format", "json", *map(str, pages)]
    done = subprocess.run([*program, *given], capture_output=True, text=True, check=True)
    found = [(one["url"], one["message"]) for one in json.loads(done.stderr)["messages"]]
    assert [one for one in found if not one[1].startswith(OF_THE_THEME)] == []
    assert found, "the theme has no error left: take it out of the list"
