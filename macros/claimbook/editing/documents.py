"""Reads the paragraphs of a DOCX file, and of a text in Markdown: both as HTML, by its blocks."""

import io
import re
import zipfile
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from claimbook.editing.apart import IntakeError
from claimbook.editing.encodings import decoded
from claimbook.editing.parting import broken

MOST_UNPACKED = 100_000_000
"""Maximum number of bytes in all parts of a DOCX file together, unpacked."""

STYLES = """\
p[style-name='Title'] => h1:fresh
p[style-name='Caption'] => !
p[style-name='caption'] => !
"""
"""What Word's own styles mean, beside those that mammoth knows."""

_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|d[dlt]|div|fig\w+|footer|h[1-6r]|header|li|main|[ou]l|p|pre"
    r"|section|t(?:able|body|[dhr]|head)"
)
"""An element that begins a line of its own."""

LEFT_OUT = "script, style, template, img, figure, a.footnote-ref, div.footnote, [id^=footnote], [id^=endnote], sup > a"
"""What of such a page is no paragraph of the text: pictures, notes and the marks that lead to them."""

_FRONT = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_MAIN = "word/document.xml"


def paragraphs_of_docx(content: bytes) -> list[str]:
    """The paragraphs of a DOCX file, changes accepted: no notes, captions, headers or footers.

    Raises:
        IntakeError: when it is none, or would be too large unpacked.
    """
    import mammoth  # noqa: PLC0415 - of the extra

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(one.file_size for one in parts.infolist())
            names = set(parts.namelist())
    except zipfile.BadZipFile:
        raise IntakeError("this DOCX file is damaged, or cut off") from None
    if _MAIN not in names:
        what = "a text of LibreOffice" if "content.xml" in names else "a ZIP archive"
        raise IntakeError(
            f"this is {what}, and no DOCX file", "save the article as DOCX, or as text"
        )
    if size > MOST_UNPACKED:
        raise IntakeError(f"unpacked, it would have {size // 1_000_000:,} MB")
    made = mammoth.convert_to_html(
        io.BytesIO(content),
        style_map=STYLES,
        convert_image=mammoth.images.img_element(lambda _: {}),
    )
    return [*blocks(made.value)]


def paragraphs_of_markdown(content: bytes) -> list[str]:
    """The paragraphs of a text in Markdown, as readers see them, without front matter and notes.

    Raises:
        IntakeError: when it is no text.
    """
    from markdown import markdown  # noqa: PLC0415 - a check of a book needs none

    text = decoded(content).text.replace("\r\n", "\n")
    made = markdown(
        _FRONT.sub("", text, count=1) if text.startswith("---") else text,
        extensions=["footnotes", "tables"],
    )
    return [*blocks(made)]


def blocks(markup: str) -> Iterator[str]:
    """The text of each block of a page, such as a paragraph, a heading or the item of a list."""
    tree = LexborHTMLParser(markup)
    for one in tree.css(LEFT_OUT):
        one.decompose()
    text: list[str] = []
    for node in tree.body.traverse(include_text=True) if tree.body else ():
        if _BLOCK.fullmatch(node.tag or ""):
            yield from broken("".join(text))
            text = []
        elif node.tag == "br":
            text.append("\n")
        elif node.tag == "-text":
            text.append(re.sub(r"\s", " ", node.text_content or ""))
    yield from broken("".join(text))
