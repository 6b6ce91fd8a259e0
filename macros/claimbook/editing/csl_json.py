"""Reads CSL-JSON, as Zotero and other programs for references write it.

What an entry holds here is what BibTeX and RIS are brought to as well (bibliographies.py).
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Entry:
    """An entry of a file of citations, with the line on which it begins; empty where it does not say.

    `doi` is a Digital Object Identifier, with or without its address; `date` is as it was written, in
    EDTF where it had parts.
    """

    line: int
    key: str = ""
    type: str = ""
    title: str = ""
    authors: list[str] = field(default_factory=list)
    container: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    doi: str = ""
    language: str = ""


class NotCslError(ValueError):
    """A text that is no CSL-JSON: where, counted from 1, what is wrong, and what to do."""

    def __init__(self, message: str, help_text: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.help, self.line, self.column = help_text, line, column


_TAGS = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?: [^<>]*)?>")
"""The tags that citeproc knows in a title: https://citeproc-js.readthedocs.io, rich text."""


_AGAIN = "export it again"


def csl_entries(text: str) -> Iterator[Entry]:
    """The items of CSL-JSON, each with its line.

    Raises:
        NotCslError: when it is none.
    """
    try:
        items = [*_items(text)]
    except RecursionError:
        raise NotCslError("its values are nested too deep", _AGAIN) from None
    except json.JSONDecodeError as error:
        message = f"not readable as JSON: {error.msg}"
        raise NotCslError(message, _AGAIN, error.lineno, error.colno) from None
    except ValueError as error:
        raise NotCslError(f"not readable as JSON: {error}", _AGAIN) from None
    for line, item in items:
        if not isinstance(item, dict) or not {"title", "type"} & set(item):
            message = "this is no item of CSL-JSON, which has a 'type' and a 'title'"
            help_text = "in Zotero: Export, and CSL JSON as the format"
            raise NotCslError(message, help_text, line)
        yield _entry(line, item)


def _items(text: str) -> Iterator[tuple[int, Any]]:
    """Each item of a list in JSON, or the one that stands alone, with its line."""
    decoder = json.JSONDecoder(object_pairs_hook=_once)
    at = _blank(text, 0)
    if text[at] == "{":
        item, end = decoder.raw_decode(text, at)
        yield text.count("\n", 0, at) + 1, item
    else:
        end = _blank(text, at + 1)
        line, counted = 1, 0
        while text[end : end + 1] != "]":
            line, counted = line + text.count("\n", counted, end), end
            item, end = decoder.raw_decode(text, end)
            yield line, item
            end = _blank(text, end)
            if text[end : end + 1] == ",":
                end = _blank(text, end + 1)
            elif text[end : end + 1] != "]":
                raise json.JSONDecodeError("Expecting ',' delimiter", text, min(end, len(text)))
        end += 1
    if (rest := _blank(text, end)) < len(text):
        raise json.JSONDecodeError("Extra data", text, rest)


def _blank(text: str, at: int) -> int:
    match = re.compile(r"\s*").match(text, at)
    return match.end() if match else at


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"'{twice}' stands twice in one item")
    return found


def _entry(line: int, item: Mapping[str, Any]) -> Entry:
    def said(*names: str) -> str:
        values = (item.get(name) for name in names)
        found = next((v for v in values if isinstance(v, str | int) and str(v).strip()), "")
        words = _TAGS.sub("", str(found))
        return html.unescape(words) if words != str(found) else words

    people = item.get("author")
    return Entry(
        line,
        key=said("citation-key", "id"),
        type=said("type"),
        title=said("title"),
        authors=[name for one in people if (name := _person(one))]
        if isinstance(people, list)
        else [],
        container=said("container-title", "event-title"),
        publisher=said("publisher", "authority"),
        date=_date(item.get("issued")),
        url=said("URL"),
        doi=said("DOI"),
        language=said("language"),
    )


_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def _person(said: Any) -> str:
    """A name in the order in which it is read."""
    if not isinstance(said, dict):
        return ""
    parts = [
        str(said.get(part) or "").strip()
        for part in ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    ]
    if said.get("literal"):
        return str(said["literal"]).strip()
    return in_order(parts[0], " ".join(filter(None, parts[1:4])), parts[4])


def in_order(given: str, family: str, suffix: str = "") -> str:
    """Given name first, but for names in Chinese, Japanese or Korean characters."""
    if _IDEOGRAPHS.fullmatch(given) and _IDEOGRAPHS.fullmatch(family):
        return family + given
    return " ".join(filter(None, (given, family, suffix)))


def _date(said: Any) -> str:
    """A date of CSL in EDTF, as exact as it is; in its own words where it is no date."""
    if not isinstance(said, dict):
        return said if isinstance(said, str) else ""
    parts = said.get("date-parts")
    ends = []
    for end in parts if isinstance(parts, list) else []:
        numbers = (
            [str(one) for one in end if one not in {None, "", 0, "0"}]
            if isinstance(end, list)
            else []
        )
        if numbers and all(re.fullmatch(r"-?\d{1,4}", one) for one in numbers):
            ends.append("-".join([numbers[0].zfill(4), *(one.zfill(2) for one in numbers[1:3])]))
    if ends:
        about = "~" if said.get("circa") else ""
        return "/".join(f"{one}{about}" for one in ends[:2])
    return next((str(said[name]) for name in ("edtf", "literal", "raw") if said.get(name)), "")
