"""Writes the record of a document with the fingerprint of its text."""

import re
import textwrap
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from claimbook.core.load import MAX_SEED_BYTES, hold_against_model, read_text
from claimbook.core.proofs.fingerprint import Fingerprint, fingerprint_of_text
from claimbook.core.records.reading import Draft, Reading
from claimbook.core.records.values import ID_PATTERN
from claimbook.core.rules import check_data
from claimbook.core.rules.reading import unreadable
from claimbook.core.text.files import listing
from claimbook.core.text.problems import DatasetError, Place, Problem
from claimbook.core.text.yaml_text import Fault, read_yaml

HEADER = """\
# Where a document appeared, and the fingerprint of its text: hashes of all its overlapping runs
# of four words, by which its quotations are proved. It holds no text that can be read. It is not
# a secret either: who tries out likely words can undo hashes of such short runs, one by one.
# Made by `claimbook fingerprint`, which also renews it; the part from sha256 on is not for hands.
"""

WIDTH = 98
MADE = ("sha256", "paragraphs")
"""The fields that follow from the text."""


def document_yaml(root: Path, text: str, given: Mapping[str, Any]) -> tuple[str, str]:
    """The record of a document as YAML, and its path from the book's folder.

    Args:
        root: the book's folder; what `seeds/<id>.yml` says there is kept where nothing is given.
        text: the document's text.
        given: the describing fields by name; None means that it is not given. `id` is needed.

    Raises:
        DatasetError: with what is wrong with the record as it would be written, or keeps the one
            that is there from being read.
    """
    path = f"seeds/{given['id']}.yml"
    is_id = re.fullmatch(ID_PATTERN, str(given["id"]))  # the model reports one that is not
    fields = {"id": given["id"], **(_kept(root, path) if is_id else {})}
    fields |= {name: value for name, value in given.items() if value is not None}
    written = HEADER + "".join(field_yaml(name, value) for name, value in fields.items())
    written += _made(fingerprint_of_text(text, str(given["id"])))
    if len(written) > MAX_SEED_BYTES:
        message = f"the fingerprint would be larger than {MAX_SEED_BYTES // 1000:,} KB"
        raise DatasetError([Problem(Place(path), "E004", message, "give a part of the text")])
    draft = Draft("documents", str(given["id"]), read_yaml(written, path))
    hold_against_model(draft)
    reading = Reading(text={path: written}, drafts=[draft], faults=[*draft.located.faults])
    if problems := [one for one in check_data(reading) if one.place.path == path]:
        raise DatasetError(problems, reading.text)
    return path, written


def _kept(root: Path, path: str) -> dict[str, Any]:
    files = listing(root)
    if faults := files.in_the_way([path]):
        raise DatasetError([*map(unreadable, faults)])
    if path not in files.sizes:
        return {}
    text = read_text(files, path, MAX_SEED_BYTES)
    if isinstance(text, Fault):
        raise DatasetError([unreadable(text)])
    data = read_yaml(text, path).data
    kept = data if isinstance(data, dict) else {}
    return {name: value for name, value in kept.items() if name not in MADE}


class _Dumper(yaml.SafeDumper):
    """Writes a number as it is read."""


_Dumper.add_representer(
    Decimal,
    lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}"),
)


def field_yaml(name: str, value: Any) -> str:
    """A field on one line where it fits, else folded; both read back as they were given."""
    line = f"{name}: {value}\n"
    plain = read_yaml(line, "")
    if isinstance(value, dict | list | tuple) or plain.faults or plain.data != {name: value}:
        odd = isinstance(value, str) and not value.isprintable()
        text: str = yaml.dump(
            {name: value},
            Dumper=_Dumper,
            allow_unicode=not odd,
            default_style='"' if odd else None,
            width=10**9,
            sort_keys=False,
        )
        line = text
    foldable = isinstance(value, str) and value == " ".join(value.split()) and value.isprintable()
    if len(line) <= WIDTH or not foldable:
        return line
    return f"{name}: >-\n{_folded(value, '  ')}\n"


def _folded(value: str, indent: str) -> str:
    return textwrap.fill(
        value,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _made(fingerprint: Fingerprint) -> str:
    lines = [f"sha256: {fingerprint.sha256}", "paragraphs:"]
    for paragraph in fingerprint.paragraphs:
        lines.append(f"  - words: {paragraph.words}")
        if paragraph.shingles:
            lines += ["    shingles: >-", _folded(" ".join(paragraph.shingles), " " * 6)]
    return "\n".join(lines) + "\n"
