"""An article is taken from a file of any form; what cannot be read is a message, soon."""

from __future__ import annotations

import pytest

from builders import TESTS
from claimbook.core.text.problems import DatasetError
from claimbook.editing import articles
from claimbook.editing.articles import Article, language_said, read_article
from claimbook.editing.numbered import numbered
from papers import a_docx, a_pdf

LINES = (
    "Bridge toll to rise",
    "The town of Riverside said on Monday that the bridge toll would rise from January on.",
    "The state has not agreed to pay half of the repair, and nobody in the hall knew when.",
)
FERRY = (TESTS / "articles/ferry.html").read_bytes()


def taken(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return read_article(path)


def refused(folder, name, content):
    with pytest.raises(DatasetError) as error:
        taken(folder, name, content)
    message = str(error.value)
    assert f"{name}:1:1: error E004: " in message
    return message


@pytest.mark.parametrize(
    ("name", "content", "form", "encoding"),
    [
        ("a.txt", "\n".join(LINES).encode(), "plain text", ""),
        ("a", "\n\n".join(LINES).encode("utf-16"), "plain text", "UTF-16"),
        ("a.md", f"# {LINES[0]}\n\n{LINES[1]}\n\n{LINES[2]}\n".encode(), "Markdown", ""),
        ("a.docx", a_docx(*LINES), "a DOCX file", ""),
        ("a.bin", a_docx(*LINES), "a DOCX file", ""),
        ("a.pdf", a_pdf([LINES[0], "", LINES[1], "", LINES[2]]), "a PDF", ""),
    ],
)
def test_each_form_is_known_by_what_is_in_the_file(tmp_path, name, content, form, encoding):
    article = taken(tmp_path, name, content)
    assert (article.paragraphs, article.form, article.encoding) == (LINES, form, encoding)


def test_a_page_says_what_is_known_of_its_article(tmp_path):
    article = taken(tmp_path, "a.txt", FERRY)
    assert article.form == "a saved web page"
    assert article.known["author"] == "Moira Tallis, Ben Adeyemi"
    assert language_said(article) == ("en-GB", "as it says itself")


def test_what_was_shown_is_read_again_with_all_that_was_known(tmp_path):
    article = taken(tmp_path, "a.html", FERRY)
    again = numbered(article.paragraphs, article.known, "a.html", "ferry")
    found = taken(tmp_path, "article.txt", again.encode())
    assert (found.paragraphs, dict(found.known)) == (article.paragraphs, dict(article.known))


@pytest.mark.parametrize(
    ("form", "told", "language", "why"),
    [
        ("a saved web page", "", "en", "as its text looks"),
        ("a saved web page", "en-US", "en-US", "as it says itself"),
        ("a saved web page", "de", "en", "as its text looks, though it says de"),
        ("numbered paragraphs", "de", "de", "as it says itself"),
    ],
)
def test_a_language_is_found_from_the_text_and_said(form, told, language, why):
    known = {"language": told} if told else {}
    assert language_said(Article(LINES, form, "", known)) == (language, why)


def test_where_nothing_tells_the_language_it_is_said_to_be_a_guess():
    assert language_said(Article(("1984",), "plain text", "", {}))[1].startswith("a guess")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "the document's text is blank"),
        ("a.txt", b" \n\t\n", "the document's text is blank"),
        ("a.txt", bytes(range(256)) * 9, "this is no text"),
        ("a.txt", b"{\\rtf1 text}", "this is a text in RTF"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(99), "this is a file of an old Word"),
        ("a.html", b"\x89PNG\r\n", "this is a picture"),
        ("a.html", b"<!doctype html><title>x</title><nav>Home</nav>", "no article was found"),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 999, "damaged, or cut off"),
        ("a.pdf", a_pdf(LINES)[:300], "damaged, or cut off"),
        ("a.pdf", a_pdf([]), "its pages are pictures"),
        ("a.docx", a_docx(*LINES)[:300], "damaged, or cut off"),
        ("a.docx", b"PK\x03\x04" + bytes(99), "damaged, or cut off"),
        ("a.docx", a_docx(), "the document's text is blank"),
    ],
)
def test_what_holds_no_article_is_a_message(tmp_path, name, content, message):
    assert message in refused(tmp_path, name, content)


def test_a_docx_whose_entities_would_fill_the_memory_is_refused(tmp_path):
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    head = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{entities}]>'
    bomb = a_docx("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", head=head)
    assert "cannot be read" in refused(tmp_path, "a.docx", bomb)


def test_a_pdf_with_a_password_says_so(tmp_path):
    from io import BytesIO

    from pypdf import PdfWriter

    writer, out = PdfWriter(clone_from=BytesIO(a_pdf(LINES))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    assert "locked by a password" in refused(tmp_path, "a.pdf", out.getvalue())


def test_a_file_is_read_only_up_to_a_size(tmp_path, monkeypatch):
    monkeypatch.setattr(articles, "MAX_BYTES", 1_000_000)
    assert "the file is larger than 1 MB" in refused(tmp_path, "a.html", b"x" * 1_000_001)
