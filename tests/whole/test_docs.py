"""What is documented is what there is; and importing a part loads no more than it needs."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from builders import ROOT
from claimbook.cli.main import COMMANDS
from claimbook.core.rules import RULES
from claimbook.prose import rules as prose_rules
from claimbook.prose.allowed import CLASSES, FRONT_MATTER, SCHEMES
from claimbook.prose.catalog import MACROS
from claimbook.site.macros import Macros
from claimbook.views.paths import LISTINGS
from sites import flat

CALLED = Macros(None, None).by_name()
"""The functions behind the macros, by name."""


def page(shipped, name):
    return shipped.pages[f"contributing/{name}/index.html"]


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_takes_what_the_catalog_says(name):
    parameters = inspect.signature(CALLED[name]).parameters.values()
    catalog = MACROS[name].parameters
    assert all(
        given.name in {one.name for one in catalog}
        for given in parameters
        if given.kind is not given.VAR_KEYWORD
    )
    takes_any = any(given.kind is given.VAR_KEYWORD for given in parameters)
    named = {given.name for given in parameters}
    assert takes_any or {one.name for one in catalog} == named
    for one in catalog:
        given = next((given for given in parameters if given.name == one.name), None)
        assert one.required == (given is not None and given.default is given.empty), one.name


@pytest.mark.parametrize("name", MACROS)
def test_a_parameter_is_only_given_by_name_where_the_catalog_says_so(name):
    signature = inspect.signature(CALLED[name])
    by_place = {
        given.name
        for given in signature.parameters.values()
        if given.kind is given.POSITIONAL_OR_KEYWORD
    }
    for one in MACROS[name].parameters:
        assert one.keyword == (one.name not in by_place), one.name


def test_every_macro_that_a_writer_has_is_in_the_catalog():
    own = {name for name in vars(Macros) if not name.startswith("_")} - {"by_name"}
    assert own <= MACROS.keys() == CALLED.keys()
    assert MACROS.keys() - own <= LISTINGS


def test_positional_parameters_stand_in_the_catalog_in_the_order_in_which_they_are_taken():
    for name, spec in MACROS.items():
        parameters = inspect.signature(CALLED[name]).parameters.values()
        positional = [
            given.name for given in parameters if given.kind is given.POSITIONAL_OR_KEYWORD
        ]
        assert [one.name for one in spec.parameters][: len(positional)] == positional, name


def test_every_macro_is_on_the_page_of_macros_with_all_that_it_takes(shipped):
    shown = page(shipped, "macros")
    for name, spec in MACROS.items():
        assert f"macro-{name}" in shown.parsed.ids
        entry = shown.html.split(f'id="macro-{name}"')[1].split("</section>")[0]
        assert all(f"<code>{one.name}</code>" in entry for one in spec.parameters), name


def test_no_example_on_the_page_of_macros_has_an_unfilled_place(shipped):
    examples = [
        part.split("</code>")[0] for part in page(shipped, "macros").html.split("<pre><code>")[1:]
    ]
    assert len(examples) == len(MACROS)
    assert not [
        text
        for text in examples
        if "&#34;&#34;" in text or "{claims}" in text or "{figures}" in text
    ]


def test_every_rule_is_on_the_page_of_rules_in_its_own_words(shipped):
    assert prose_rules
    shown = page(shipped, "rules")
    for rule in RULES.values():
        assert rule.code.lower() in shown.parsed.ids
        assert flat(rule.doc) in shown.text


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_said_in_full_sentences(rule):
    assert rule.doc[0].isupper()
    assert rule.doc.endswith(".")


def loads(module):
    """The modules that a new Python has after importing one."""
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        (
            "claimbook",
            {"mkdocs", "mkdocs_macros", "jinja2", "altair", "vl_convert", "pydantic", "yaml"},
        ),
        (
            "claimbook.core.load",
            {"mkdocs", "mkdocs_macros", "jinja2", "markupsafe", "altair", "vl_convert", "markdown"},
        ),
        (
            "claimbook.library",
            {"mkdocs", "mkdocs_macros", "jinja2", "markupsafe", "altair", "vl_convert", "markdown"},
        ),
        (
            "claimbook.core.rules",
            {"mkdocs", "mkdocs_macros", "jinja2", "markupsafe", "altair", "vl_convert", "markdown"},
        ),
        (
            "claimbook.views.claims",
            {"mkdocs", "mkdocs_macros", "jinja2", "altair", "vl_convert", "markdown"},
        ),
        ("claimbook.prose.rules", {"mkdocs", "mkdocs_macros", "altair", "vl_convert", "markdown"}),
        (
            "claimbook.site.partials",
            {"mkdocs", "mkdocs_macros", "altair", "vl_convert", "markdown"},
        ),
        (
            "claimbook.site.checking",
            {"mkdocs", "mkdocs_macros", "altair", "vl_convert", "markdown"},
        ),
        (
            "claimbook.cli.main",
            {"mkdocs", "mkdocs_macros", "jinja2", "altair", "vl_convert", "pydantic", "yaml"},
        ),
    ],
)
def test_importing_a_part_loads_no_more_than_it_needs(module, unwanted):
    assert not loads(module) & unwanted


def test_the_command_lists_what_it_can_do():
    code = "from claimbook.cli.main import program; program()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True
    )
    assert all(command in done.stdout for command in COMMANDS)


def test_the_guide_for_writers_lists_the_front_matter_that_a_page_may_have(shipped):
    shown = page(shipped, "prose").text
    for name, key in FRONT_MATTER.items():
        assert f"{name} {key.use.replace('`', '')} {key.example}" in " ".join(shown.split())
    assert f"begin with {', '.join(SCHEMES[:-1])} or {SCHEMES[-1]}." in shown
    assert f"the classes {' and '.join(CLASSES)}," in shown
