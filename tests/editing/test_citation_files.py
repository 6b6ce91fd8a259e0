"""Citations of three formats become the fields of a source, and nothing is made up."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_source
from claimbook.core.text.dates import parse_when
from claimbook.core.text.problems import DatasetError
from claimbook.editing.bibliographies import read_bibtex, read_ris
from claimbook.editing.citation_files import _cited, read_cited
from claimbook.editing.csl_json import Entry
from claimbook.exports.citations import CitationParts, bibtex, csl_json

ZOTERO = [
    {
        "id": "http://zotero.org/users/1/items/AAA",
        "type": "article-newspaper",
        "container-title": "Harbor Gazette",
        "publisher-place": "Harbor",
        "title": "The <i>ferry</i> sails &amp; <b>returns</b>",
        "URL": "https://Gazette.example.org/ferry's.html",
        "author": [
            {"family": "Reed", "given": "Ann"},
            {"family": "Cruz", "given": "Juan", "non-dropping-particle": "de la"},
            {"literal": "Bridge Office"},
        ],
        "issued": {"date-parts": [["2024", 3, 5]]},
        "accessed": {"date-parts": [["2025", 1, 1]]},
        "language": "en-us",
    },
    {
        "id": "report",
        "type": "report",
        "publisher": "Port Office",
        "container-title": "Working papers",
        "title": "年度報告",
        "author": [{"family": "王", "given": "小明"}],
        "issued": {"literal": "in press"},
        "DOI": "https://doi.org/10.1000/abc<1>",
    },
]

BIB = r"""
@string{gz = "Harbor Gazette"}
@article{reed2020,
  title = {The {Toll} Book of K{\"o}ln \& 50% of it # 3},
  author = {Reed, Ann and {Bridge Office} and de la Cruz, Juan},
  journal = gz, year = 2020, month = mar,
  url = {https://example.org/a_b?x=1&y=2}, langid = {ngerman}
}
@techreport{two, title = "Two", institution = {Port Office}, date = {2020-03/2020-05}}
"""

RIS = """\
TY  - NEWS
TI  - A title
AU  - Reed, Ann
AU  - Hale, Tom, Jr.
T2  - Harbor Gazette
DA  - 2020/03/05/
UR  - https://example.org/ris
LA  - en
ER  -

TY  - RPRT
T1  - Two
PB  - Port Office
PY  - 1999///
ER  -
"""


def taken(reader, text):
    found = reader(text.encode())
    assert found["faults"] == []
    return [_cited(Entry(**one), "x") for one in found["entries"]]


def refused(content):
    with pytest.raises(DatasetError) as error:
        read_cited(content.encode() if isinstance(content, str) else content, "x")
    return [(one.place.line, one.message, one.help) for one in error.value.problems]


def test_the_items_of_zotero_become_sources():
    first, second = read_cited(json.dumps(ZOTERO, indent=1).encode(), "x")
    assert first.values == {
        "title": "The ferry sails & returns",
        "publisher": "Harbor Gazette",
        "author": "Ann Reed, Juan de la Cruz, Bridge Office",
        "published": "2024-03-05",
        "url": "https://gazette.example.org/ferry%27s.html",
        "language": "en-US",
    }
    assert second.values == {
        "title": "年度報告",
        "publisher": "Port Office",
        "author": "王小明",
        "url": "https://doi.org/10.1000/abc%3C1%3E",
    }
    assert second.left == ("the date 'in press'",)
    assert (first.place.line, first.type, second.key) == (2, "article-newspaper", "report")
    assert second.place.line == json.dumps(ZOTERO, indent=1).split("\n").index(" {", 2) + 1


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [[2024, 3], [2024, 5]]}, "2024-03/2024-05"),
        ({"date-parts": [[2023]], "circa": True}, "2023~"),
        ({"date-parts": [[2023, 0, 0]]}, "2023"),
        ({"raw": "3 December 2023"}, "2023-12-03"),
        ({"literal": "12/03/2023"}, None),
        ({"date-parts": [[-44]]}, None),
        ({"date-parts": []}, None),
        ([], None),
    ],
)
def test_a_date_is_as_exact_as_it_is_said_or_left_out(issued, date):
    item = {"type": "book", "title": "A", "issued": issued}
    assert read_cited(json.dumps(item).encode(), "x")[0].values.get("published") == date


def test_entries_of_bibtex_become_sources():
    first, second = taken(read_bibtex, BIB)
    assert first.values == {
        "title": "The Toll Book of Köln & 50% of it # 3",
        "publisher": "Harbor Gazette",
        "author": "Ann Reed, Bridge Office, Juan de la Cruz",
        "published": "2020-03",
        "url": "https://example.org/a_b?x=1&y=2",
        "language": "de",
    }
    assert second.values == {
        "title": "Two",
        "publisher": "Port Office",
        "published": "2020-03/2020-05",
    }
    assert (first.key, first.type, first.place.line) == ("reed2020", "article", 3)


def test_entries_of_ris_become_sources():
    first, second = taken(read_ris, RIS)
    assert first.values == {
        "title": "A title",
        "publisher": "Harbor Gazette",
        "author": "Ann Reed, Tom Hale Jr.",
        "published": "2020-03-05",
        "url": "https://example.org/ris",
        "language": "en",
    }
    assert second.values == {"title": "Two", "publisher": "Port Office", "published": "1999"}
    assert [first.place.line, second.place.line] == [1, 11]


@pytest.mark.parametrize(("text", "count"), [(BIB, 2), (RIS.replace("\n", "\r\n"), 2)])
def test_a_file_is_known_by_what_it_holds(text, count):
    assert len(read_cited(text.encode("utf-8-sig"), "x.txt")) == count


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("hello", 1, "in a form that is known"),
        ("", 1, "in a form that is known"),
        ('[\n{"a": 1}\n]', 2, "no item of CSL-JSON"),
        ('[{"title": "a", "title": "b"}]', 1, "'title' stands twice"),
        ('[{"title": "a"}', 1, "not readable as JSON"),
        ('[{"title": "a"}] x', 1, "not readable as JSON"),
        ("[]", 1, "no entry"),
        ("[" * 100_000, 1, ""),
        ("\n@article{a, title={x}", 2, "not readable as BibTeX"),
        ("@misc{a, title={x}}\n@misc{a, title={y}}", 2, "stands twice in the file"),
        ("@misc{a, title={x}, title={y}}", 1, "stands twice in it"),
        ("TY  - NEWS\nTI  - A\n", 1, "no end"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_line(content, line, said):
    [(at, message, help_text)] = refused(content)
    assert at == line
    assert said in message
    assert help_text


SOURCE = a_source(url="https://example.org/a?b=1&c=2_3", author="Ann Reed")
HOSTILE = [
    r"50 % of A & B_C cost $5 #1 ^ ~ \x",
    r"\}{\input{/etc/passwd}",
    '"quoted", @misc{no, title = {x}}',
    "橋の上の荷車 — «мост» ⟨ñ⟩ 🏛",
    r"\textbackslash{}",
]


def cited(title, date="2020-03-05"):
    return CitationParts(
        key="sources-a",
        type="webpage",
        title=title,
        date=parse_when(date),
        url=SOURCE.url,
        author="Reed",
        publisher="Bridge & Co.",
        language="en",
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_what_a_site_gives_to_take_along_is_read_back(title):
    [back] = taken(read_bibtex, bibtex([cited(title)]))
    [same] = read_cited(csl_json([cited(title)]).encode(), "x")
    for one in (back, same):
        assert one.values == {
            "title": " ".join(title.split()),
            "publisher": "Bridge & Co.",
            "author": "Reed",
            "published": "2020-03-05",
            "url": SOURCE.url,
            "language": "en",
        }


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_any_json_is_taken_or_refused(text):
    for content in (text, f"[{text}]", json.dumps([{"title": text, "type": text, "URL": text}])):
        try:
            read = read_cited(content.lstrip("﻿").encode(), "x") if "TY" not in text else []
        except DatasetError as error:
            assert error.problems  # noqa: PT017 - either is right
        else:
            assert all(isinstance(value, str) for one in read for value in one.values.values())


def test_a_page_is_taken_with_what_it_says_of_itself():
    page = dedent(
        """\
        <!DOCTYPE html><html lang="en-GB"><head><title>The ferry sails - Harbor Gazette</title>
        <meta property="og:site_name" content="Harbor Gazette">
        <meta property="og:title" content="The ferry sails">
        <meta property="article:published_time" content="2024-03-05T10:00:00Z">
        <meta name="author" content="Ann Reed">
        <link rel="canonical" href="https://gazette.example.org/ferry">
        </head><body><article><h1>The ferry sails</h1>
        <p>The ferry sails again on Monday, the harbor office said in a notice to all who wait.</p>
        <p>It will cross the bay six times a day, as it did before the storm of last winter.</p>
        </article></body></html>
        """
    )
    [one] = read_cited(page.encode(), "x")
    assert one.values == {
        "title": "The ferry sails",
        "publisher": "Harbor Gazette",
        "author": "Ann Reed",
        "published": "2024-03-05",
        "url": "https://gazette.example.org/ferry",
        "language": "en-GB",
    }
