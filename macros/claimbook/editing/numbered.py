"""The file in which the paragraphs of an article are looked at and mended, and which is read again.

Its first line says what it is. Then come remarks, what is known of the article, and the paragraphs,
each after its number in brackets and with a blank line behind it. The numbers are no part of the text
and are counted anew, so paragraphs can be cut in two, joined and left out.
"""

import re
from collections.abc import Mapping, Sequence

from claimbook.core.text.problems import printable

ARTICLE = "article.txt"
"""What such a file of a book is called. Its words are the article's, so it is not published."""

MARK = "# The paragraphs of an article, with their numbers"
"""The beginning of the first line, by which such a file is known."""

ABOUT = """\
{mark}, as they were taken from {name}.
# These words are not yours to publish: git ignores this file, and no page of the site is made of it.
# Mend what was taken wrongly, such as a caption between two paragraphs, and give the file again:
#   claimbook fingerprint {file} --id {id}
# A blank line parts two paragraphs. The numbers in brackets are no part of the text; they are
# counted anew, so you need not mend them. What is said of the article stands here to be looked at.
"""

FIELDS = ("title", "author", "publisher", "published", "language", "url")
"""What can stand between the remarks and the paragraphs, a line each."""

_FIELD = re.compile(rf"({'|'.join(FIELDS)}):[ \t]*(.*)")
_NUMBER = re.compile(r"\[\d+\][ \t]*")


def numbered(paragraphs: Sequence[str], known: Mapping[str, str], name: str, id_: str) -> str:
    """The text of such a file.

    Args:
        paragraphs: each on one line.
        known: what is known of the article, by the names in `FIELDS`.
        name: the file from which they were taken.
        id_: the article's id.
    """
    about = ABOUT.format(mark=MARK, name=printable(name), file=ARTICLE, id=id_)
    fields = [f"{field}: {' '.join(known[field].split())}" for field in FIELDS if known.get(field)]
    lines = [f"[{number}] {line}" for number, line in enumerate(paragraphs, start=1)]
    return "\n\n".join([about + "\n" + "\n".join(fields) if fields else about, *lines]) + "\n"


def is_numbered(text: str) -> bool:
    """Whether a text is that of such a file."""
    return text.lstrip("\ufeff").startswith(MARK)


def read_numbered(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The paragraphs of such a file, without their numbers, and what it says of the article."""
    known: dict[str, str] = {}
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        is_above = not any(blocks)
        if is_above and (line.startswith("#") or (field := _FIELD.fullmatch(line))):
            if not line.startswith("#") and field:
                known[field[1]] = field[2].strip()
        elif not line.strip() or _NUMBER.match(line):
            blocks.append([line] if line.strip() else [])
        else:
            blocks[-1].append(line)
    whole = (" ".join(" ".join(block).split()) for block in blocks)
    return tuple(one for block in whole if (one := _NUMBER.sub("", block, count=1))), known
