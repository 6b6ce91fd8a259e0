"""Files, names, characters and addresses that attack: each is told at its place, and none acts."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import unicodedata

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from builders import MINIMAL, a_folder
from claimbook.cli.main import main
from claimbook.core import load
from claimbook.core.load import MAX_BYTES, MAX_SEED_BYTES
from claimbook.core.records import csv_text
from claimbook.core.text import files
from claimbook.core.text.addresses import in_its_form, unlike_its_form
from claimbook.core.text.characters import deceiving, mixed_words
from claimbook.core.text.problems import Place, Problem, printable, report
from claimbook.editing.formats import as_annotations, as_json

TERM, CLAIM = "data/terms/toll.yml", "data/claims/forty-carts.yml"
SERIES, ROWS = "data/series/carts-by-year.yml", "data/series/carts-by-year.csv"
SOURCE, PAGE = "data/sources/toll-book.yml", "docs/index.md"
SEED = "seeds/bridge-notice.yml"
STEERING = "\x1b[31m\x9b2J\x07\b\r\u202e\u2066\u200b\u200f\ufeff\u00ad\U000e0041\u2028"
FORMS = ("human", "github", "json")


def checked(folder, form="human", command="check", *more):
    """What the check says, run in this process as a contributor would run it."""
    options = ["--format", form] if command == "check" else []
    return CliRunner().invoke(main, [command, *more, *options, str(folder)])


def told(folder):
    """The problems of a book that has some, and nothing else has gone wrong."""
    for form in FORMS:
        done = checked(folder, form)
        assert done.exit_code == 1, done.output
        assert isinstance(done.exception, SystemExit)
        assert "Traceback" not in done.output
        assert "fault of the rule" not in done.output
        assert is_plain(done.output)
    return json.loads(done.stdout)["problems"]


def is_plain(text):
    return text.replace("\n", "").isprintable()


def at(problems):
    return {(one["code"], f"{one['path']}:{one['line']}:{one['column']}") for one in problems}


def with_term(to, name):
    text = (MINIMAL / TERM).read_text("utf-8")
    return a_folder(to, **{TERM: text.replace("term: Toll", f"term: {name}")})


@pytest.mark.parametrize(
    ("one", "other"),
    [("index", "README"), ("a/index", "a/README"), ("a", "a/index"), ("a/b", "a/b/README")],
)
def test_two_pages_of_one_address_are_told(one, other, tmp_path):
    pages = {f"docs/{name}.md": "# A page\n" for name in (one, other)}
    problems = told(a_folder(tmp_path, **pages))
    assert {(problem["code"], problem["path"]) for problem in problems} <= {
        ("E004", f"docs/{name}.md") for name in (one, other)
    }
    assert any("has the address of docs/" in problem["message"] for problem in problems)


DECEIVING = [
    *("\x00", "\x07", "\x08", "\x1b", "\x7f", "\x85", "\x9b", "\r", "\xad", "\u034f", "\u061c"),
    *("\u115f", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029"),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2067", "\u2068"),
    *("\u2069", "\u3164", "\ue000", "\ue001", "\uf8ff", "\ufdd0", "\ufe0f", "\ufeff", "\uffff"),
    *("\U0001fffe", "\U000e0001", "\U000e0041", "\U000e0100", "\U000f0000", "\U0010ffff"),
]


@pytest.mark.parametrize("character", DECEIVING, ids=lambda one: f"U+{ord(one):04X}")
def test_a_character_that_deceives_is_told_by_number_at_its_place(character, tmp_path):
    problems = told(with_term(tmp_path / "a", f"To{character}ll"))
    assert ("E006", f"{TERM}:2:9") in at(problems)
    assert any(f"U+{ord(character):04X} " in one["message"] for one in problems)
    escaped = told(with_term(tmp_path / "b", f'"To\\U{ord(character):08x}ll"'))
    assert at(escaped) == {("E006", f"{TERM}:2:10")}


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\x1b", "\ue000", "\x00"])
def test_a_character_that_deceives_is_told_in_cells_pages_and_names(character, tmp_path):
    rows = (MINIMAL / ROWS).read_text("utf-8").replace("38,", f"38{character},")
    assert ("E006", f"{ROWS}:3:15") in at(told(a_folder(tmp_path / "a", **{ROWS: rows})))
    page = a_folder(tmp_path / "b", **{PAGE: f"# A bridge\n\nTo{character}ll\n"})
    assert at(told(page)) == {("E006", f"{PAGE}:3:3")}
    if character != "\x00":
        name = f"docs/no{character}tes.md"
        problems = told(a_folder(tmp_path / "c", **{name: "# Notes\n"}))
        assert at(problems) == {("E004", f"{name}:1:1")}
        assert f"U+{ord(character):04X} " in problems[0]["message"]


@pytest.mark.parametrize(
    "text",
    [
        "台灣積體電路 中華民國",
        "قانون الرقائق",
        "חוק השבבים",
        "می\u200cخواهم",
        "क्\u200dष क्\u200cष",
        unicodedata.normalize("NFD", "Škoda, café, Ångström, việt"),
        "Москва Київ",
        "Αθήνα λόγος",
        "10\u00a0000 and 10\u202f000, non\u2011breaking",
        "\U0001f469\u200d\U0001f52c \u2764\ufe0f \u2764\ufe0f\u200d\U0001f525",
        "\U0001f468\U0001f3fd\u200d\U0001f33e",
        "葛\U000e0100飾",
        "5 µm, 5 μm, 3 kΩ, Δx, α-particle, TNFα, Δtime",
        "ⅣⅨ ½ ² № ™ “quoted” – — …",
        "C:\\new \\u202e \\x00",
    ],
)
def test_writing_of_all_scripts_passes(text, tmp_path):
    assert not [*deceiving(text), *mixed_words(text)]
    folder = with_term(tmp_path, f"'{text}'")
    (folder / PAGE).write_text(f"# A bridge\n\n{text}\n", "utf-8")
    done = checked(folder)
    assert not {"E006", "E007"} & set(re.findall(r"E\d+", done.output)), done.output


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("p\u0430ypal", "U+0430 CYRILLIC SMALL LETTER A"),
        ("\u0421ompany", "U+0421 CYRILLIC CAPITAL LETTER ES"),
        ("\u03bfracle", "U+03BF GREEK SMALL LETTER OMICRON"),
        ("p\u03b1yp\u03b1l", "U+03B1 GREEK SMALL LETTER ALPHA"),
        ("\u0391pple", "U+0391 GREEK CAPITAL LETTER ALPHA"),
        ("Micr\u03bfn", "U+03BF GREEK SMALL LETTER OMICRON"),
    ],
)
def test_a_word_of_two_alphabets_is_told_with_its_letters(word, letters, tmp_path):
    problems = told(with_term(tmp_path / "a", f"The {word} toll"))
    assert at(problems) == {("E007", f"{TERM}:2:11")}
    assert letters in problems[0]["help"]
    assert problems[0]["width"] == len(word)
    page = a_folder(tmp_path / "b", **{PAGE: f"# A bridge\n\nThe {word} toll\n"})
    assert at(told(page)) == {("E007", f"{PAGE}:3:5")}


def test_a_line_end_that_is_written_as_an_escape_is_no_letter(tmp_path):
    assert checked(with_term(tmp_path, '"Toll\\n\u041c\u043e\u0441\u0442"')).exit_code == 0


def test_a_file_of_nothing_but_such_characters_is_not_told_without_end(tmp_path):
    folder = a_folder(tmp_path, **{PAGE: "\u202e" * 60_000})
    assert sorted(one["code"] for one in told(folder)) == [*["E006"] * 20, "E050"]


ADDRESSES = [
    ("https://me:secret@example.org/a", "https://example.org/a", "me:secret@"),
    ("https://example.org@evil.example/", "https://evil.example/", "example.org@"),
    ("https:///a", "", ""),
    ("https://:8080/a", "", ""),
    ("https://t\u00fcv.example/\u53f0", "https://xn--tv-xka.example/\u53f0", "t\u00fcv.example"),
    ("https://p\u0430ypal.com/", "https://xn--pypal-4ve.com/", "p\u0430ypal.com"),
    ("HTTPS://Example.ORG/A", "https://example.org/A", "HTTPS"),
    ("https://example.org:443/a", "https://example.org/a", ":443"),
    ("http://example.org:80/a", "http://example.org/a", ":80"),
    ("https://example.org:/a", "https://example.org/a", ":"),
    ("https://example.org./a", "https://example.org/a", "example.org."),
    ("https://example.org:99999/a", "", ":99999"),
    ("https://exa%6dple.org/a", "", "exa%6dple.org"),
    ("http://0x7f.1/a", "", "0x7f.1"),
    ("http://2130706433/", "", "2130706433"),
    ("http://[::g]/", "", "[::g]"),
    ("https://\u2100.example/", "", "\u2100.example"),
]


@pytest.mark.parametrize(("address", "plain", "part"), ADDRESSES)
def test_an_address_in_another_form_is_told_with_its_plain_one(address, plain, part, tmp_path):
    text = (MINIMAL / SOURCE).read_text("utf-8")
    line = next(one for one in text.split("\n") if one.startswith("url:"))
    folder = a_folder(tmp_path, **{SOURCE: text.replace(line, f'url: "{address}"')})
    problems = [one for one in told(folder) if one["code"] != "E007"]
    assert {one["code"] for one in problems} == {"E024"}
    number = text.split("\n").index(line) + 1
    assert {one["line"] for one in problems} == {number}
    assert any(one["column"] == 7 + address.find(part) for one in problems) or not part
    assert all(plain in one["help"] for one in problems)
    assert in_its_form(address) == plain


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "http://example.org:8080/a?b=c@d#e",
        "https://xn--tv-xka.example/\u53f0\u7063",
        "https://192.0.2.1/",
        "https://[2001:db8::1]/a",
        "https://a_b.example.org/..%2f",
    ],
)
def test_a_plain_address_passes(address):
    assert not [*unlike_its_form(address)]
    assert in_its_form(address) == address


@given(st.text(max_size=40), st.sampled_from(["http://", "https://", "HTTPS://", ""]))
def test_no_address_makes_the_reading_of_it_fail(text, scheme):
    list(unlike_its_form(scheme + text))
    plain = in_its_form(scheme + text)
    assert not plain or plain == in_its_form(plain)


@given(st.text(), st.text("\u0430\u03bfaо\u200c\u200d\ufe0f\u202e \\nu4", max_size=20))
def test_no_text_makes_the_search_for_characters_fail(any_text, odd):
    for text in (any_text, odd, any_text + odd):
        assert all(0 <= index < len(text) for index, _ in deceiving(text))
        assert all(text[index:].startswith(word) for index, word, _ in mixed_words(text))


def as_folder(path, folder):
    (folder / path).unlink(missing_ok=True)
    (folder / path).mkdir(parents=True)


def written(path, content):
    def write(folder):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    return write


def field(old, new):
    def write(folder):
        path = folder / CLAIM
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")

    return write


def cell(new):
    return written(ROWS, f"key,date,label,value,sources\ny1899,1899,,{new},toll-book\n".encode())


def linked(path, to="/etc/hostname"):
    def write(folder):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.symlink_to(to)

    return write


def piped(path, sort=stat.S_IFIFO):
    def write(folder):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        os.mknod(target, sort | 0o600)

    return write


def file_for_folder(path):
    def write(folder):
        if (folder / path).exists():
            (folder / path).rename(folder / "elsewhere")
        (folder / path).write_text("x", "utf-8")

    return write


def linked_folder(path):
    def write(folder):
        (folder / path).rename(folder.parent / "elsewhere")
        (folder / path).symlink_to(folder.parent / "elsewhere")

    return write


TERM_TEXT = (MINIMAL / TERM).read_text("utf-8")
FILES = {
    "a folder for the book": (lambda f: as_folder("data/book.yml", f), "E004", "data/book.yml:1:1"),
    "a folder for a claim": (
        lambda f: as_folder("data/claims/x.yml", f),
        "E004",
        "data/claims/x.yml:1:1",
    ),
    "a folder for rows": (lambda f: as_folder(ROWS, f), "E004", f"{ROWS}:1:1"),
    "a folder for a list": (
        lambda f: as_folder("data/terms.yml", f),
        "E004",
        "data/terms.yml:1:1",
    ),
    "a folder for a page": (lambda f: as_folder("docs/x.md", f), "E004", "docs/x.md:1:1"),
    "a file for a kind": (file_for_folder("data/claims"), "E004", "data/claims:1:1"),
    "a file for the data": (file_for_folder("data"), "E004", "data:1:1"),
    "a file for the documents": (file_for_folder("seeds"), "E004", "seeds:1:1"),
    "a file for the pages": (file_for_folder("docs"), "E004", "docs:1:1"),
    "a link for a record": (linked("data/terms/x.yml"), "E004", "data/terms/x.yml:1:1"),
    "a link in the book": (linked("data/terms/x.yml", "toll.yml"), "E004", "data/terms/x.yml:1:1"),
    "a link for the book": (linked("data/book.yml"), "E004", "data/book.yml:1:1"),
    "a link for rows": (linked(ROWS), "E004", f"{ROWS}:1:1"),
    "a link for a document": (linked("seeds/x.yml"), "E004", "seeds/x.yml:1:1"),
    "a link to nothing": (linked("data/terms/x.yml", "nowhere"), "E004", "data/terms/x.yml:1:1"),
    "a link in a circle": (linked("data/terms/x.yml", "x.yml"), "E004", "data/terms/x.yml:1:1"),
    "a link for a page": (linked("docs/x.md"), "E004", "docs/x.md:1:1"),
    "a link for a page in the book": (
        linked("docs/x.md", "index.md"),
        "E004",
        "docs/x.md:1:1",
    ),
    "a link to the folder above": (linked("docs/a", "."), "E004", "docs/a:1:1"),
    "a link to a folder": (linked("docs/a", "/etc"), "E004", "docs/a:1:1"),
    "a link out of the pages": (
        linked("docs/leak.txt", "../.git/config"),
        "E004",
        "docs/leak.txt:1:1",
    ),
    "a pipe for a page": (piped("docs/x.md"), "E004", "docs/x.md:1:1"),
    "a pipe for a picture": (piped("docs/assets/x.png"), "E004", "docs/assets/x.png:1:1"),
    "a pipe for a record": (piped("data/terms/x.yml"), "E004", "data/terms/x.yml:1:1"),
    "a pipe for rows": (piped(ROWS), "E004", f"{ROWS}:1:1"),
    "a pipe in no known place": (piped("data/x/y"), "E004", "data/x/y:1:1"),
    "a pipe for a document": (piped("seeds/x.yml"), "E004", "seeds/x.yml:1:1"),
    "a socket": (piped("docs/x.md", stat.S_IFSOCK), "E004", "docs/x.md:1:1"),
    "a backslash in a name": (written("docs/a\\b.png", b""), "E004", "docs/a\\b.png:1:1"),
    "a drive's letter in a name": (written("docs/C:x.md", b"# A\n"), "E004", "docs/C:x.md:1:1"),
    "folders without end": (
        written(f"docs/{'a/' * 40}x.md", b"# A\n"),
        "E004",
        f"docs/{'a/' * (files.MOST_FOLDERS - 1)}a:1:1",
    ),
    "a link for a picture": (linked("docs/assets/x.png"), "E004", "docs/assets/x.png:1:1"),
    "a linked kind": (linked_folder("data/terms"), "E004", "data/terms:1:1"),
    "linked data": (linked_folder("data"), "E004", "data:1:1"),
    "names but for capitals": (
        written("data/terms/Toll.yml", TERM_TEXT.encode()),
        "E004",
        f"{TERM}:1:1",
    ),
    "names but for composition": (
        lambda f: [written(f"docs/{name}.md", b"# A\n")(f) for name in ("\xe9", "e\u0301")],
        "E004",
        "docs/\xe9.md:1:1",
    ),
    "zero bytes": (written(TERM, b"id: toll\nterm: To\0ll\n"), "E006", f"{TERM}:2:9"),
    "nothing but zero bytes": (written(TERM, bytes(5000)), "E006", f"{TERM}:1:1"),
    "zero bytes in rows": (cell("3\0"), "E006", f"{ROWS}:2:14"),
    "UTF-16": (written(TERM, TERM_TEXT.encode("utf-16")), "E004", f"{TERM}:1:1"),
    "UTF-16 without a mark": (written(TERM, TERM_TEXT.encode("utf-16-le")), "E006", f"{TERM}:1:2"),
    "UTF-16 rows": (written(ROWS, "key,date".encode("utf-16")), "E004", f"{ROWS}:1:1"),
    "a UTF-16 page": (written(PAGE, "# A".encode("utf-16")), "E004", f"{PAGE}:1:1"),
    "a lone mark of bytes": (written(TERM, b"\xef\xbb\xbf"), "E012", f"{TERM}:1:1"),
    "two marks of bytes": (
        written(TERM, b"\xef\xbb\xbf\xef\xbb\xbf" + TERM_TEXT.encode()),
        "E006",
        f"{TERM}:1:1",
    ),
    "a large record": (written(TERM, b"#" * (MAX_BYTES + 1)), "E004", f"{TERM}:1:1"),
    "a large fingerprint": (written(SEED, b"#" * (MAX_SEED_BYTES + 1)), "E004", f"{SEED}:1:1"),
    "a large page": (written(PAGE, b"a" * (MAX_BYTES + 1)), "E004", f"{PAGE}:1:1"),
    "large rows": (written(ROWS, b"a" * (MAX_BYTES + 1)), "E004", f"{ROWS}:1:1"),
    "a long cell": (cell("9" * 200_000), "E005", f"{ROWS}:2:1"),
    "titles over lines": (written(ROWS, b'"a\nb",c\n1,2\n'), "E005", f"{ROWS}:1:1"),
    "titles further down": (written(ROWS, b"\n\nkey,nokey\na,b\n"), "E005", f"{ROWS}:3:5"),
    "no rows at all": (written(ROWS, b""), None, None),
    "many columns": (
        written(ROWS, (",".join(f"c{n:02}" for n in range(61)) + "\n").encode()),
        "E005",
        f"{ROWS}:1:241",
    ),
    "a long text": (field("title: Forty", f"title: {'a ' * 3000}Forty"), "E014", f"{CLAIM}:2:8"),
} | {
    f"the number {number[:12]}": (field("value: 40", f"value: {number}"), "E012", f"{CLAIM}:13:12")
    for number in ("1e400", "9" * 40, "NaN", ".nan", "inf", "-.inf", "0x10", "1_000", "1e-400")
}
FILES |= {
    f"the number {number[:12]} in a cell": (cell(number), "E012", f"{ROWS}:2:13")
    for number in ("1e400", "9" * 40, "NaN", "inf", "-inf", "Infinity", "0x10", "1_000")
}


ODD_NAMES = [
    f"a\n{'0' * 64}  index.html",
    *(f"a{one}b.png" for one in '\r\t\x1b\x9b\u202e\u200b\u200d\u2028\ue000\\?*"<>|:\udcff'),
    *("<b>", "a ", "a.", " a", "-rf", "...", "con", "Con.png", "nul.tar.gz", "com1.png", "LPT\xb9"),
    *("aux .txt", "prn/a.png", "a?/b.png", "git~1", "GIT~22"),
]
PLAIN_NAMES = [
    *("a b.png", "a-b_c.min.js", ".nojekyll", "_a", "Zürich.png", "Zu\u0308rich.png", "台灣.svg"),
    *("Bob's photo & map (1) – 50% [x]=~+@,;#$`.png", "index.md~", "a\u2764.png", "git~", "~1"),
    *("हिन्दी.png", "com.png", "com10.png", "console.js", "auxiliary", "1", "x²"),
]


@pytest.mark.parametrize("top", files.TOPS)
def test_a_name_that_not_every_computer_allows_is_told_at_its_file(top, tmp_path):
    folder = a_folder(tmp_path)
    for name in (*ODD_NAMES, *PLAIN_NAMES):
        written(f"{top}/own/{name}", b"")(folder)
    names = {one["path"] for one in told(folder) if "its name" in one["message"]}
    assert names == {f"{top}/own/{name.partition('/')[0]}" for name in ODD_NAMES}


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_is_told_at_its_place(case, tmp_path):
    make, code, place = FILES[case]
    folder = a_folder(tmp_path / "book")
    make(folder)
    if place is None:
        assert "Traceback" not in checked(folder).output
        return
    problems = told(folder)
    assert (code, place) in at(problems), at(problems)


def test_what_a_refused_link_leads_to_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("id: hunter-two\nterm: hunter two\n", "utf-8")
    folder = a_folder(tmp_path / "book")
    for path in ("data/terms/x.yml", "docs/x.md"):
        (folder / path).symlink_to(secret)
    for form in FORMS:
        assert "hunter" not in checked(folder, form).output


def test_too_many_files_and_rows_are_told(tmp_path, monkeypatch):
    rows = "key,date,label,value,sources\n" + "".join(
        f"y{year},{year},,{year},toll-book\n" for year in range(1900, 1904)
    )
    folder = a_folder(tmp_path, **{ROWS: rows, "docs/more.md": "# More\n"})
    assert csv_text.MOST_ROWS == 5_000
    assert files.MOST_FILES == 20_000
    monkeypatch.setattr(csv_text, "MOST_ROWS", 3)
    assert ("E005", f"{ROWS}:5:1") in at(told(folder))
    monkeypatch.setattr(files, "MOST_FILES", 1)
    assert ("E004", "docs:1:1") in at(told(folder))
    monkeypatch.setattr(load, "MOST_BYTES", 1000)
    assert ("E004", "data:1:1") in at(told(folder))


@pytest.mark.parametrize("form", FORMS)
def test_no_text_path_or_cell_steers_a_terminal(form, tmp_path):
    line_end = "x\n::error::owned"
    odd = f"docs/{STEERING}{line_end}.md".replace("\x00", "")
    folder = a_folder(tmp_path, **{odd: "[x](nowhere.md)\n\n{{ nothing() }}\n"})
    raw = os.fsencode(folder) + b"/docs/\xff\x1b[31m.md"
    with open(raw, "w", encoding="utf-8") as page:  # noqa: PTH123 - a name that is no text
        page.write(f"[x](nowhere.md) {STEERING}\n")
    text = (MINIMAL / TERM).read_text("utf-8")
    escaped = "".join(f"\\U{ord(one):08x}" for one in f"{STEERING}{line_end}")
    hostile = text.replace("topic: traffic", f'topic: "{escaped}"') + f'"{escaped}": 1\n'
    (folder / TERM).write_text(hostile, "utf-8")
    rows = f"key,date,label,value,sources\ny1899,1899,,{STEERING}30,{STEERING}\n".replace("\r", "")
    (folder / ROWS).write_text(rows, "utf-8")
    done = checked(folder, form)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert is_plain(done.output)
    assert not re.search(r"^::error::owned", done.output, re.MULTILINE)
    if form == "github":
        assert all(re.match(r"::(error|warning) ", line) for line in done.output.splitlines())
    if form == "json":
        topics = [one["message"] for one in json.loads(done.stdout)["problems"]]
        assert any(STEERING in one for one in topics)


@given(st.text(st.characters(exclude_categories=())), st.text())
def test_no_problem_in_any_format_holds_what_is_not_printable(path, words):
    problem = Problem(Place(path), "E010", words, path, ((path, Place(words)),))
    texts = {path: words, words: path}
    for said in (report([problem], texts), as_json([problem]), as_annotations([problem])):
        assert is_plain(said)
    assert json.loads(as_json([problem]))["problems"][0]["message"] == words
    assert len(as_annotations([problem]).split("\n")) == 1


def test_what_is_printable_turns_and_hides_nothing():
    for number in range(0x110000):
        if unicodedata.category(chr(number)) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
            assert printable(chr(number)) == f"\\u{number:04x}"


def test_explain_and_new_say_what_they_were_given_without_obeying_it(tmp_path):
    folder = a_folder(tmp_path)
    done = CliRunner().invoke(main, ["explain", STEERING])
    assert done.exit_code == 1
    assert is_plain(done.output)
    for code in ("E006", "E007", "E024"):
        assert is_plain(CliRunner().invoke(main, ["explain", code]).output)
    for given_id in (STEERING, f"../{STEERING}", "toll"):
        options = [f"--id={given_id}", f"--term={STEERING}", f"--topic={STEERING}"]
        more = [f"--definition={STEERING}", f"--why-it-matters={STEERING}", "--sources=toll-book"]
        done = CliRunner().invoke(main, ["new", "term", *options, *more, f"--folder={folder}"])
        assert done.exit_code == 1, done.output
        assert isinstance(done.exception, SystemExit)
        assert is_plain(done.output)
    assert [path.name for path in (folder / "data/terms").iterdir()] == ["toll.yml"]


def test_stats_and_diff_print_nothing_that_steers(tmp_path):
    folder = a_folder(tmp_path)
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b"]
    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        subprocess.run([*git, *step], check=True)
    escaped = "".join(f"\\U{ord(one):08x}" for one in STEERING)
    text = (MINIMAL / TERM).read_text("utf-8")
    (folder / TERM).write_text(text.replace("term: Toll", f'term: "{escaped}"'), "utf-8")
    (folder / f"docs/{STEERING}.md").write_text(f"# A {STEERING}\n", "utf-8")
    for arguments in (["stats"], ["diff", "HEAD"]):
        done = CliRunner().invoke(main, [*arguments, str(folder)])
        assert isinstance(done.exception, SystemExit | None)
        assert is_plain(done.output), arguments


WRITES = {
    "new": "new term --term=A --topic=traffic --definition=A --why-it-matters=A --sources=toll-book"
    " --folder",
    "fingerprint": f"fingerprint {MINIMAL}/article.txt --id=zz --title=A --publisher=A --language=en"
    " --folder",
    "schema": "schema",
    "correct": "correct --kind=error --reason=A",
}
LINKED = [
    ("new", linked_folder("data/terms"), "data/terms"),
    ("new", linked_folder("data"), "data"),
    ("new", linked("data/terms/a.yml", "../../../secret"), "data/terms/a.yml"),
    ("new", linked("data/terms/a.yml", "nowhere"), "data/terms/a.yml"),
    ("fingerprint", linked("seeds/zz.yml", "../../secret"), "seeds/zz.yml"),
    ("fingerprint", linked_folder("seeds"), "seeds"),
    ("fingerprint", piped("seeds/zz.yml"), "seeds/zz.yml"),
    ("schema", linked("data/schema", "../../elsewhere"), "data/schema"),
    ("schema", linked("data/schema/claim.json", "../../../secret"), "data/schema/claim.json"),
    ("schema", piped("data/schema/claim.json"), "data/schema/claim.json"),
    ("correct", linked_folder("data/corrections"), "data/corrections"),
]


@pytest.mark.parametrize(("command", "make", "place"), LINKED)
def test_nothing_is_written_or_read_through_a_link_or_a_pipe(command, make, place, tmp_path):
    folder = a_folder(tmp_path / "book")
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b"]
    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        subprocess.run([*git, *step], check=True)
    field("value: 40", "value: 44")(folder)
    (tmp_path / "secret").write_text("title: [hunter, two]\n", "utf-8")
    make(folder)
    (tmp_path / "elsewhere").mkdir(exist_ok=True)
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.glob("[!b]*/**/*")}
    done = CliRunner().invoke(main, [*WRITES[command].split(), str(folder)])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert f"{place}:1:1: error E004" in done.output
    assert "hunter" not in done.output
    assert (tmp_path / "secret").read_text("utf-8") == "title: [hunter, two]\n"
    after = {path: path.is_file() and path.read_bytes() for path in tmp_path.glob("[!b]*/**/*")}
    assert after == before
