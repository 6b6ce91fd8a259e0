"""The settings of the site: what a book cannot do without is told before anything is built."""

from __future__ import annotations

import re

import pytest

from builders import LIGHTHOUSE, MINIMAL, ROOT, a_folder
from claimbook.core.text.settings import faults, own_kinds
from sites import check, run

SOUND = (MINIMAL / "mkdocs.yml").read_text("utf-8")


def told(text):
    return [(fault.place.line, fault.detail) for fault in faults(text, MINIMAL)]


@pytest.mark.parametrize(
    "book", [ROOT, LIGHTHOUSE, MINIMAL], ids=["shipped", "lighthouse", "minimal"]
)
def test_the_settings_of_a_book_are_sound(book):
    assert told((book / "mkdocs.yml").read_text("utf-8")) == []


@pytest.mark.parametrize(
    "more",
    [
        "plugins: {search: {separator: x}, claimbook: {}, macros: {verbose: true}}",
        "plugins:\n- material/search\n- claimbook\n- macros:",
        "plugins:\n- search\n- claimbook: {repository: https://example.org/A/b}\n- macros",
        "hooks: [vanish.py]",
        "theme: {name: material, language: de}",
        "docs_dir: ./docs/",
        "site_dir: ../public",
        "site_url: https://Example.org/a/",
        "site_url: !ENV [NOT_SET_HERE, '']",
        "site_url: !ENV NOT_SET_HERE",
        "markdown_extensions: [{x: {y: !!python/name:material.extensions.emoji.twemoji ''}}]",
        "a: &a {b: c}\nd: {<<: *a}",
    ],
)
def test_what_a_book_may_set_is_let_be(more):
    key = re.match(r"\w+", more)[0]
    assert told(re.sub(rf"^{key}:.*\n", "", SOUND, flags=re.MULTILINE) + more) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("plugins: [search, claimbook]", "'plugins' has to list 'macros'"),
        ("plugins: [macros, claimbook]", "'plugins' has to list 'search'"),
        ("plugins: {macros: {}, search: {}}", "'plugins' has to list 'claimbook'"),
        *(
            (f"plugins: [search, claimbook, {{macros: {{{name}: keep}}}}]", f"leave '{name}'")
            for name in ("on_undefined", "on_error_fail", "modules", "j2_variable_start_string")
        ),
        ("plugins: [search: {enabled: false}, claimbook, macros]", "leave 'enabled'"),
        ("plugins: [search: {enabled: [a]}, claimbook, macros]", "leave 'enabled'"),
        ("theme:", "'theme' has to be"),
        ("theme: mkdocs", "'theme' has to be"),
        ("theme: [material]", "'theme' has to be"),
        ("theme: {name: {}}", "'theme' has to be"),
        ("docs_dir: data", "'docs_dir' has to be"),
        ("docs_dir: [docs]", "'docs_dir' has to be"),
        *(
            (f"site_dir: {one}", "'site_dir' has to be")
            for one in ("data", "docs/x", ".git", ".", "..", "/", "a/../seeds", '"\\0"', "[a]")
        ),
        *(
            (f"site_url: {one}", "'site_url' has to be")
            for one in (
                *("javascript:alert(1)", "//example.org", "5", "[a]", '"https://e.org/\\0"'),
                *('"https://e.org/\\x01"', "https://e.org/<script>", "http://[", "https://a@e.org"),
            )
        ),
        ("site_url: !ENV REACHED", "'site_url' has to be"),
        ("repo_url: javascript:alert(1)", "'repo_url' has to be"),
        *(
            (f"plugins: [search, claimbook: {{repository: {one}}}, macros]", "'repository' has to")
            for one in ("[1]", "'javascript:alert(1)'")
        ),
        *(
            (f"plugins: [search, claimbook: {{charts: {one}}}, macros]", f"'charts': {what}")
            for one, what in (
                ("nowhere.py", "there is no file 'nowhere.py'"),
                ("data.py/x.py", "there is no file"),
                (f"{'x' * 400}.py", "there is no file"),
                ("data", "'data' is no Python file in the book's folder"),
                ("../charts.py", "'../charts.py' is no Python file"),
                ("/charts.py", "'/charts.py' is no Python file"),
                ('"\\0.py"', "there is no file"),
                ("[a.py, b.py]", "it has to name one file"),
            )
        ),
        ("extra: {repository: https://example.org/}", "'repository' stands under 'claimbook'"),
        ("extra: [a]", "'extra' is a mapping"),
        ("INHERIT: ../other.yml", "settings that stand elsewhere"),
        ("<<: {docs_dir: data}", "settings that stand elsewhere"),
        ("theme: {<<: {name: material}}", "settings that stand elsewhere"),
        ("extra: {<<: {repository: 'javascript:alert(1)'}}", "'extra' is a mapping"),
        ("use_directory_urls: false", "each page has a folder of its own"),
        ("x: {y: [", "not readable as YAML"),
        (f"x: {'[' * 5000}", "not readable as YAML"),
    ],
)
def test_what_no_book_can_be_built_with_is_told_at_its_line(line, what, monkeypatch):
    monkeypatch.setenv("REACHED", "javascript:alert(1)")
    key = line.split(":")[0]
    text = re.sub(rf"^{key}:.*\n", "", SOUND, flags=re.MULTILINE) + line + "\n"
    ((number, said),) = told(text)
    assert said.startswith(what)
    assert number == text.count("\n") or line.startswith("x: ")


@pytest.mark.parametrize(
    "text", ["", "- a", "5", "a", "null", "--- a\n--- b", "!!python/object/apply:os.abort []"]
)
def test_settings_that_are_none_are_told(text):
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "x: !!int ''",
        "x: !!float ''",
        "x: !!timestamp abc",
        "x: !!bool x",
        f"x: {'1:' * 40_000}1.5",
        "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)),
    ],
)
def test_odd_settings_are_no_more_than_text(text):
    assert told(f"a0: &a0 x\n{SOUND}{text}\nb: [*a0]\n") == []


CHARTS = "plugins: [search, claimbook: {charts: charts.py}, macros]\n"


def with_charts(folder, text):
    """A book with a file of charts, of which nothing is run."""
    settings = re.sub(r"^plugins:.*\n", CHARTS, SOUND, flags=re.MULTILINE)
    (a_folder(folder) / "charts.py").write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return settings


def test_a_file_of_charts_is_read_and_not_run(tmp_path):
    text = "raise SystemExit(1)\n\ndef two_words(chart, width): ...\n\ndef _helps(): ...\n"
    assert list(faults(with_charts(tmp_path, text), tmp_path)) == []
    assert own_kinds(tmp_path) == ("two-words",)


def test_a_file_of_charts_that_is_no_python_is_told_with_its_line(tmp_path):
    (fault,) = faults(with_charts(tmp_path, "a = 1\ndef bar(:\n"), tmp_path)
    assert "'charts.py' is not readable as Python, line 2" in fault.detail
    assert own_kinds(tmp_path) == ()


def test_a_file_of_charts_is_no_link(tmp_path):
    settings = with_charts(tmp_path, "")
    (tmp_path / "charts.py").rename(tmp_path / "other.py")
    for target in ("other.py", "charts.py"):
        (tmp_path / "charts.py").unlink(missing_ok=True)
        (tmp_path / "charts.py").symlink_to(target)
        assert [one.detail for one in faults(settings, tmp_path)] == [
            "'charts': there is no file 'charts.py'"
        ]


def test_settings_under_their_other_name_are_looked_at_too(tmp_path):
    path = a_folder(tmp_path) / "mkdocs.yml"
    path.rename(path.with_suffix(".yaml"))
    assert check(tmp_path).returncode == 0
    path.with_suffix(".yaml").write_text("plugins: [search, macros]\n", "utf-8")
    assert "mkdocs.yaml:1:1: error E045" in check(tmp_path).stderr


def test_python_without_docstrings_is_told():
    program = "from claimbook.cli.main import program; program()"
    done = run(MINIMAL, "-OO", "-c", program, "check")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "Python leaves out docstrings" in done.stderr


@pytest.mark.parametrize("harm", ["link", "folder", "bytes"])
def test_settings_that_cannot_be_read_are_told(harm, tmp_path):
    path = a_folder(tmp_path) / "mkdocs.yml"
    path.unlink()
    if harm == "link":
        path.symlink_to(MINIMAL / "mkdocs.yml")
    elif harm == "folder":
        path.mkdir()
    elif harm == "bytes":
        path.write_bytes(b"site_name: \xff")
    done = check(tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "mkdocs.yml:1:" in done.stderr
