"""DOCX and Markdown are read as they are read by people: without notes, captions and marks."""

from __future__ import annotations

import pytest

from claimbook.editing.apart import IntakeError
from claimbook.editing.documents import paragraphs_of_docx, paragraphs_of_markdown
from papers import a_docx

STYLED = '<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def test_the_paragraphs_of_a_docx_are_read_in_order():
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Toll</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    content = a_docx("The title", "Tolls rise & fall.", table, "The end.")
    assert paragraphs_of_docx(content) == ["The title", "Tolls rise & fall.", "Toll", "The end."]


def test_changes_count_as_accepted():
    changed = (
        "<w:p><w:r><w:t>The toll </w:t></w:r><w:ins><w:r><w:t>rises</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>falls</w:delText></w:r></w:del><w:r><w:t> in May.</w:t></w:r></w:p>"
    )
    assert paragraphs_of_docx(a_docx(changed)) == ["The toll rises in May."]


def test_breaks_within_a_paragraph_are_spaces_unless_each_ends_a_sentence():
    text = "<w:p><w:r><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r></w:p>"
    assert paragraphs_of_docx(a_docx(text.format("The toll", "rises."))) == ["The toll rises."]
    assert paragraphs_of_docx(a_docx(text.format("One.", "Two."))) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (a_docx("One")[:200], "damaged, or cut off"),
        (
            a_docx("One", **{"word/media/a.bin": "0" * 101_000_000}),
            "unpacked, it would have 101 MB",
        ),
    ],
)
def test_a_docx_that_is_damaged_or_too_large_is_refused(content, message):
    with pytest.raises(IntakeError, match=message):
        paragraphs_of_docx(content)


def test_markdown_is_read_without_its_marks():
    text = """---
title: not this
---
# The *title*

The toll rises[^1] to **40 percent**
of [all dues](https://example.org), & more.

![A bridge](bridge.jpg)

> I was not asked.

- one
- two

[^1]: As the notice says.
<script>alert(1)</script>
"""
    assert paragraphs_of_markdown(text.encode()) == [
        "The title",
        "The toll rises to 40 percent of all dues, & more.",
        "I was not asked.",
        "one",
        "two",
    ]
