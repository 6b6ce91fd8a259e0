"""A book begun with an older engine is upgraded: shown first, then written, all of it or nothing.

`tests/upgrades/copied/` is what a book had beside its data when the engine was copied into it (commit
1827607), with a few stubs in place of the engine. `copied.txt` holds the text of its pages as that
commit built them.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import MINIMAL, TESTS, a_folder
from claimbook.cli.main import main
from claimbook.editing import beginning, migrations, upgrading
from claimbook.editing.origin import requirement
from sites import PageParser, Site, build, check, flat, warm

COPIED = TESTS / "upgrades/copied"
TEXTS = TESTS / "upgrades/copied.txt"
OWN = {
    "macros/mine.py": '"""Not of the engine."""\n',
    "docs/contributing/house-rules.md": "---\ntitle: House rules\n---\n\n# Rules\n\nSee [how](prose.md#x).\n",
    "docs/assets/css/claimbook.css": "p { color: red }\n",
    "mkdocs.yml": (COPIED / "mkdocs.yml")
    .read_text("utf-8")
    .replace("      - Your first", "      - contributing/house-rules.md\n      - Your first"),
}


def upgraded(folder, *flags):
    done = CliRunner().invoke(main, ["upgrade", str(folder), *flags])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def a_copied_book(to: Path, **files: str) -> Path:
    """A book with a copied engine, as a book's people may have it by now."""
    shutil.copytree(MINIMAL / "data", to / "data")
    shutil.copytree(MINIMAL / "seeds", to / "seeds")
    return a_folder(to, book=COPIED, **files)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in {"site", ".cache"}
    }


def pages_in(text):
    parts = re.split(r"^== (.+)\n", text, flags=re.MULTILINE)
    return {name: flat(words) for name, words in zip(parts[1::2], parts[2::2], strict=True)}


BY_TOPIC = "numbers/index.html"
"""The page on which charts stand by topic now."""


RETOLD = {
    "5 of these": "5 of the records above",
    "Claims and their relations, in the order of the article. In one arc a relation.": (
        "Links between claims, by kind, in the color of who speaks. In links, one dot each."
    ),
}
"""What the engine says in other words since."""

_DRAWN = re.compile(r"(In [\w ]+\.) .*? Explore the numbers (?:loads|to pick) [a-z, ]+ (?=[A-Z])")


def retold(text):
    """The words of a page beside its drawings, which are drawn anew, as they are told since."""
    for old, new in RETOLD.items():
        text = text.replace(old, new)
    return _DRAWN.sub(r"\1 ", text)


MOVED = {
    "How it holds upCorroborated Others say the same.",
    "Assessment The toll book agrees.",
    "article",
    "Book, en;",
    "falls",
    (
        "A dot is a known day. A bar covers all the days on which something can have happened; soft"
        ' ends mean "about". a day on one of several days about due JanAprJulOct'
    ),
    "Year",
}
"""What stands elsewhere on its page, or in other words, since pages of claims begin with the verdict,
sources name their language, and the timeline is drawn in lanes. Besides, pages say more than they did."""


def lost(old, new):
    """The runs of words that are no longer where they were."""
    before, after = old.split(" "), new.split(" ")
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return {" ".join(before[a:b]) for kind, a, b, *_ in steps if kind in {"delete", "replace"}}


def words_of(page):
    """What a page says beside menus."""
    parser = PageParser()
    parser.feed(page.html.partition("<article")[2].partition("</article>")[0])
    return flat("".join(parser.words))


@pytest.fixture(scope="module")
def thin(tmp_path_factory):
    """A book with a copied engine after its upgrade."""
    folder = a_copied_book(tmp_path_factory.mktemp("thin") / "book", **OWN)
    done = upgraded(folder, "--write")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def site(thin, second):
    done = build(warm(thin, second))
    assert done.returncode == 0, done.stderr
    return Site(thin)


def test_a_book_with_a_copied_engine_says_the_same_after_its_upgrade(site):
    expected = pages_in(TEXTS.read_text("utf-8"))
    del expected[BY_TOPIC]
    missing = {
        gone
        for name, text in expected.items()
        for gone in lost(retold(text), retold(words_of(site.pages[name])))
    }
    assert missing == MOVED


def test_no_page_loads_a_style_or_script_of_the_engine_twice(site):
    html = site.pages["index.html"].html
    assert html.count("assets/css/claimbook.css") == html.count("assets/js/claimbook.js") == 1


def test_nothing_of_the_engine_is_left_and_nothing_else_is_gone(thin):
    there = contents(thin)
    assert [path for path in there if path.startswith("macros/")] == ["macros/mine.py"]
    for path in ("macros/mine.py", "docs/assets/css/claimbook.css"):
        assert there[path].decode() == OWN[path]
    for path in ("Makefile", "pyproject.toml", "constraints.txt", "CONTRIBUTING.md"):
        assert path not in there
    assert [one for one in there if one.startswith("docs/contributing/")] == [
        "docs/contributing/house-rules.md"
    ]
    for path, content in contents(MINIMAL).items():
        if path.startswith(("data/", "seeds/")):
            assert there[path] == content


def test_links_to_guides_lead_to_the_page_on_contributing(thin, site):
    assert (
        "See [how](../contributing.md)" in (thin / "docs/contributing/house-rules.md").read_text()
    )
    assert "(../contributing.md)" in (thin / "docs/about/index.md").read_text("utf-8")
    assert "How to contribute" in site.pages["contributing/index.html"].text


def test_what_was_changed_in_the_book_is_named_and_goes_on(thin, site, tmp_path):
    done = upgraded(a_copied_book(tmp_path / "book", **OWN))
    assert "left: docs/assets/css/claimbook.css" in done.output
    assert "left: docs/assets/js/embed.js" not in done.output
    assert "extra_css: [assets/css/claimbook.css]" in (thin / "mkdocs.yml").read_text("utf-8")
    assert "assets/css/claimbook.css" in site.pages["index.html"].html


def test_an_upgrade_is_shown_first_and_done_once(tmp_path):
    folder = a_copied_book(tmp_path / "book")
    before = contents(folder)
    done = upgraded(folder)
    assert done.exit_code == 0
    assert "-hooks: [macros/adapters/hooks.py]" in done.output
    assert "removed: macros/views/claims.py" in done.output
    assert "git" in done.output
    assert contents(folder) == before
    assert upgraded(folder, "--write").exit_code == 0
    after = contents(folder)
    assert after != before
    assert not (folder / "macros").exists()
    assert upgraded(folder, "--write").output == "Nothing to upgrade.\n"
    assert contents(folder) == after
    assert (folder / "requirements.txt").read_text("utf-8") == f"{requirement()}\n"


@pytest.mark.parametrize(
    ("what", "name"), [("open", ".README.md."), ("replace", "claims.py"), ("replace", "sums.py")]
)
def test_what_cannot_be_written_leaves_the_book_as_it_was(what, name, tmp_path, monkeypatch):
    stubs = {f"macros/views/{one}.py": "" for one in ("sums", "proof")}
    folder = a_copied_book(tmp_path / "book", **stubs)
    before = contents(folder)
    real = getattr(Path, what)

    def broken(self, *more, **named):
        if self.name.startswith(name):
            raise OSError(28, "No space left on device", str(self))
        return real(self, *more, **named)

    monkeypatch.setattr(Path, what, broken)
    done = upgraded(folder, "--write")
    assert done.exit_code == 1
    assert "No space left on device" in done.output
    assert contents(folder) == before


def test_the_settings_of_a_book_are_kept_with_their_comments(tmp_path):
    text = (COPIED / "mkdocs.yml").read_text("utf-8")
    mine = text.replace("extra:\n", "extra:\n  mine: true # mine\n")
    mine = mine.replace("nav:\n", "# what readers see first\nnav:\n")
    mine = mine.replace("[assets/css/claimbook.css]", "[assets/css/claimbook.css, mine.css]")
    mine = mine.replace(
        "watch: [data, macros, seeds]", "watch:\n  - data\n  - notes # mine\n  - macros\n"
    )
    mine = mine.replace("  - search:\n", "  - search:\n      lang: en # mine\n")
    folder = a_copied_book(tmp_path / "book", **{"mkdocs.yml": mine})
    assert upgraded(folder, "--write").exit_code == 0
    after = (folder / "mkdocs.yml").read_text("utf-8")
    for line in (
        "  mine: true # mine",
        "# what readers see first",
        "  - notes # mine",
        "      lang: en # mine",
        'site_url: !ENV [SITE_URL, ""]',
        '      repository: !ENV [REPO_URL, ""]',
    ):
        assert f"{line}\n" in after
    for gone in ("custom_dir", "hooks", "modules", "separator", "- macros\n  -", "on_undefined"):
        assert gone not in after
    assert "mine.css]" in after
    assert not set(mine.split("\n")) - set(after.split("\n")) & {"", "# what readers see first"}
    assert check(folder).returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("site_name:", "site_name: [", "cannot be read as YAML"),
        ("plugins:", "plugins: {}\nothers:", "'plugins' has to be a list"),
        ("  custom_dir: macros/theme\n", "", None),
        ("nav:", "nav: &a [*a]\nx:", "cannot be read as YAML"),
    ],
)
def test_settings_that_no_program_understands_are_told(old, new, said, tmp_path):
    text = (COPIED / "mkdocs.yml").read_text("utf-8")
    folder = a_copied_book(tmp_path / "book", **{"mkdocs.yml": text.replace(old, new, 1)})
    before = contents(folder)
    done = upgraded(folder, "--write")
    if said is None:
        assert done.exit_code == 0
    else:
        assert done.exit_code == 1
        assert said in done.output
        assert contents(folder) == before


def test_what_stands_behind_a_link_is_not_touched(tmp_path):
    folder = a_copied_book(tmp_path / "book")
    (folder / "macros").rename(tmp_path / "engine")
    (folder / "macros").symlink_to(tmp_path / "engine")
    before = contents(tmp_path / "engine")
    assert upgraded(folder, "--write").exit_code == 0
    assert contents(tmp_path / "engine") == before


@pytest.mark.parametrize("folder", ["docs", "data"])
def test_nothing_is_written_through_a_link(folder, tmp_path):
    book = a_copied_book(tmp_path / "book")
    (book / folder).rename(tmp_path / "elsewhere")
    (book / folder).symlink_to(tmp_path / "elsewhere")
    before = contents(tmp_path / "elsewhere"), contents(book)
    done = upgraded(book, "--write")
    assert done.exit_code == 1
    assert (contents(tmp_path / "elsewhere"), contents(book)) == before


def test_the_repository_of_the_engine_is_no_book_to_upgrade(tmp_path):
    folder = a_copied_book(tmp_path / "book", **{"tests/conftest.py": ""})
    before = contents(folder)
    done = upgraded(folder, "--write")
    assert (done.exit_code, contents(folder)) == (1, before)
    assert "engine's own repository" in done.output


def test_a_folder_without_a_book_is_told(tmp_path):
    done = upgraded(tmp_path)
    assert done.exit_code == 1
    assert "no book is here" in done.output


@pytest.fixture
def young(tmp_path):
    """A book that was begun with this engine."""
    (tmp_path / "article.txt").write_text(
        "The bridge is closed to carts from Monday on.\n", "utf-8"
    )
    folder = tmp_path / "young"
    flags = ["init", str(folder), "--article", str(tmp_path / "article.txt")]
    assert CliRunner().invoke(main, flags).exit_code == 0
    return folder


def test_a_new_book_has_nothing_to_upgrade(young):
    assert upgraded(young).output == "Nothing to upgrade.\n"


def test_the_requirement_alone_is_renewed_among_others(young):
    mine = "# ours\nclaimbook==0.0.1  # the first\nclaimbook-extras==2\nother>=1\n"
    (young / "requirements.txt").write_text(mine, "utf-8")
    assert upgraded(young, "--write").exit_code == 0
    expected = f"# ours\n{requirement()}\nclaimbook-extras==2\nother>=1\n"
    assert (young / "requirements.txt").read_text("utf-8") == expected


def test_a_file_of_the_starter_is_renewed_unless_the_book_changed_it(young, monkeypatch):
    known = upgrading.formerly()
    check_yml, pages_yml = (f".github/workflows/{name}.yml" for name in ("check", "pages"))
    (young / pages_yml).write_text("mine: true\n", "utf-8")
    starter = beginning.starter_files()
    newer = {path: f"{text}# newer\n" for path, text in starter.items()}
    monkeypatch.setattr(upgrading, "starter_files", lambda: newer)
    assert check_yml in known
    assert upgraded(young, "--write").exit_code == 0
    assert (young / check_yml).read_text("utf-8") == newer[check_yml]
    assert (young / pages_yml).read_text("utf-8") == "mine: true\n"


def test_what_a_book_gets_is_known_to_later_engines():
    """Whoever changes a file of the starter adds its hash to formerly.txt, and keeps the others."""
    for path, text in beginning.starter_files().items():
        if not path.startswith(("data/", "docs/")) and path != "mkdocs.yml":
            digest = hashlib.sha256(text.encode()).hexdigest()
            assert digest in upgrading.formerly()[path], f"add to formerly.txt: {digest}  {path}"


def test_schemas_are_renewed_where_a_book_has_some(young):
    assert CliRunner().invoke(main, ["schema", str(young)]).exit_code == 0
    (young / "data/schema/claim.json").write_text("{}\n", "utf-8")
    assert upgraded(young, "--write").exit_code == 0
    assert CliRunner().invoke(main, ["schema", str(young), "--check"]).exit_code == 0


def test_records_are_brought_to_the_format_of_the_engine(young, monkeypatch):
    monkeypatch.setattr(migrations, "FORMAT", 2)
    monkeypatch.setitem(
        migrations.MIGRATIONS,
        1,
        lambda texts: {"data/book.yml": texts["data/book.yml"].replace("subtitle:", "under:")},
    )
    done = upgraded(young, "--write")
    assert done.exit_code == 0
    assert "-format: 1\n+format: 2\n" in done.output
    text = (young / "data/book.yml").read_text("utf-8")
    assert text.startswith("format: 2\n")
    assert "under:" in text


def test_a_book_of_a_newer_engine_is_left_as_it_is(young):
    path = young / "data/book.yml"
    path.write_text(path.read_text("utf-8").replace("format: 1", "format: 999"), "utf-8")
    before = contents(young)
    done = upgraded(young, "--write")
    assert (done.exit_code, contents(young)) == (1, before)
    assert "format 999" in done.output
