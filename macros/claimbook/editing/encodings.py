"""Which encoding the text of a file is in: as it says itself, or else as it looks."""

import codecs
import unicodedata
from dataclasses import dataclass

import webencodings
from charset_normalizer import from_bytes

from claimbook.editing.apart import IntakeError

MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""What a text in Unicode can begin with, and in which encoding it then is."""

LEGACY = {
    "cp1252": "Windows-1252 (Latin-1)",
    "big5hkscs": "Big5",
    "gb18030": "GB18030",
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "koi8_r": "KOI8-R",
}
"""The encodings that are looked for in a text that is none of Unicode, and how they are called."""

ESCAPE = b"\x1b"
LEAST_LETTERS = 0.9
"""Least share of characters that have a name in Unicode, in what is taken for UTF-16."""

ALIKE = 0.1
"""By how much the letters of a text may be less like those of a language, as a share, in the more
usual of two encodings."""

SAVE_AS = "save it as UTF-8 text"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that it was in; `is_found` where nothing but its looks says so."""

    text: str
    encoding: str
    is_found: bool = False


def decoded(content: bytes, declared: str = "") -> Decoded:
    """The text of a file, without the mark that it may begin with.

    A mark decides, then whether it is UTF-8, which nothing else looks like, then what the file says
    of itself. What is left is in an encoding of before Unicode, and is found by its looks
    (charset-normalizer).

    Args:
        content: the bytes.
        declared: the encoding that the file names, as the web calls it.

    Raises:
        IntakeError: when it is no text, is damaged, or in no encoding that is known.
    """
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content[len(mark) :], codec, name), name)
    if b"\0" in content:
        return _without_mark(content)
    known = webencodings.lookup(declared)
    if known and ESCAPE in content:  # ISO-2022-JP, all of whose bytes are ASCII
        return Decoded(_strictly(content, known.codec_info.name, known.name), known.name)
    try:
        return Decoded(content.decode(), "UTF-8")
    except UnicodeDecodeError as error:
        if known and known.name != "utf-8" and (text := _tried(content, known)) is not None:
            return Decoded(text, known.name)
        _refuse_damaged(content, error)
    return _found(content)


def _tried(content: bytes, encoding: webencodings.Encoding) -> str | None:
    try:
        text: str = encoding.codec_info.decode(content, "strict")[0]
    except UnicodeError:
        return None
    return text


def _strictly(content: bytes, codec: str, name: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        where = f"byte {error.start + 1}"
        raise IntakeError(f"not {name} text ({where}): it is damaged, or cut off") from None


def _without_mark(content: bytes) -> Decoded:
    """A text in UTF-16 that does not begin with its mark: the order that gives characters."""
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        known = sum(unicodedata.category(one)[0] != "C" or one in "\t\n\r" for one in text)
        latin = sum(one in "\n\r \u3000" or one.isascii() for one in text)
        if latin and known >= LEAST_LETTERS * len(text) and "\0" not in text:
            return Decoded(text, "UTF-16", is_found=True)
    raise IntakeError("this is no text", "give a text file, a saved web page, a PDF or a DOCX file")


def _refuse_damaged(content: bytes, error: UnicodeDecodeError) -> None:
    """Refuse a text that is UTF-8 but for a few bytes: no other encoding would be the right one."""
    text = content.decode(errors="replace")
    wrong = text.count("\ufffd")
    right = sum(not one.isascii() for one in text) - wrong
    if right > wrong:
        raise IntakeError(
            f"not UTF-8 text (byte {error.start + 1}): it is damaged, or cut off", SAVE_AS
        )


def _found(content: bytes) -> Decoded:
    """The text in the encoding that it looks like; of those alike, the one that is most usual."""
    matches = from_bytes(content, cp_isolation=[*LEGACY])
    least = min((one.chaos for one in matches), default=0)
    tidy = [one for one in matches if one.chaos == least]
    most = max((one.coherence for one in tidy), default=0)
    likely = {
        codec: str(one)
        for one in tidy
        if one.coherence >= most - ALIKE
        for codec in one.could_be_from_charset
    }
    codec = next((one for one in LEGACY if one in likely), None)
    if codec is None:
        raise IntakeError("it is in no encoding that is known here", SAVE_AS)
    return Decoded(likely[codec], LEGACY[codec], is_found=True)
