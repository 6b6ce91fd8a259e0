"""The worksheet of a book: its document's passages, each with the lines that make it a claim.

It holds the document's words, so it is never a file of the book and never published.
"""

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from claimbook.core.proofs.fingerprint import fingerprint_of, normalized, words
from claimbook.core.records.dataset import Dataset
from claimbook.core.records.fields import Shape, field_docs, shape_of
from claimbook.core.records.models import KINDS
from claimbook.core.records.reading import MODELS
from claimbook.core.records.values import ListedIn
from claimbook.core.rules.stated import limit_words
from claimbook.core.text.problems import printable
from claimbook.editing.annotating import ALSO_ASKED
from claimbook.editing.blocks import PARAGRAPH, SHOWN
from claimbook.editing.passages import Passage, passages

WORKSHEET = "worksheet.txt"
"""Where a worksheet stands, from the book's folder."""

WIDTH = 100

BLOCKS = ("claims", "events", "terms", "actors", "sources")
"""The kinds of records that a worksheet can hold."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "quantities": ("amount", "stated", "what"),
    "evidence": ("source", "relation", "note"),
    "relations": ("type", "to", "why"),
    "names": ("text", "lang"),
}
"""What stands between the bars of a line whose value has parts, in its order; more are named."""

UNKNOWN_UNIT = "?"

Reader = Callable[[str], Iterable[tuple[int, int, Mapping[str, Any]]]]
"""What reads amounts and dates off a text: from where to where each stands, and its fields."""

ABOUT = """\
# What could be claimed in {title}.
#
# Write below a passage that makes a claim, and shorten its words to the few that show it. What you
# leave as it is is left out; delete what is in your way, and copy a block to claim twice. Then
# 'claimbook draft --take' makes records of what you wrote, all or none, and marks it here.
#
# Lines that begin with # or > are for your eyes alone. A long line goes on below, indented.
#   title      a short name for lists and drawings
#   statement  what is claimed, in your own words, as one full sentence
#   speaker    who says so, by name. Somebody new gets a block at the end, to be filled in; so do
#              sources and terms that are new.
#   quantity   amount | the words that state it | what is counted, such as
#              about 40 count | some forty carts | carts a day | period: 1901
#              Without what is counted it is left out; what follows that has its name.
#   date       when it was said or happened. Dates of the passage stand behind #, which you take
#              away from the right one.
#   evidence   source | relation | what it says. One line for each source, named by its title,
#              address or id.
# A claim without status and assessment waits to be assessed.
#
{lists}
#
# These are the document's words and not yours to publish: keep this file out of the repository.
"""


def worksheet(text: str, data: Dataset, reader: Reader) -> str:
    """The worksheet of a book: one block a passage, and one of each other kind to be copied.

    Passages with a number, a name or a word of saying stand first in their paragraph; those that
    the book quotes already are left out.

    Args:
        text: the document's text, one paragraph a line.
        data: the book.
        reader: reads amounts and dates in the document's language.
    """
    fingerprint = fingerprint_of(data.document)
    assert fingerprint is not None  # who begins one has made sure
    quoted: dict[int, list[str]] = defaultdict(list)
    for claim in data.claims.values():
        quoted[claim.paragraph].append(claim.quote)
    parts = [_about(data)]
    for number, paragraph, found in passages(text, fingerprint, data.document.language):
        there = quoted[number]
        told = "".join(f"# claimed: {printable(quote)}\n" for quote in there)
        parts.append(f"[{PARAGRAPH} {number}]\n{_shown(paragraph)}\n{told}")
        left = [one for one in found if not _holds_any(one.quote, there)]
        # a sort is stable: each half stays in the order of the text
        left.sort(key=lambda one: not one.is_telling)
        parts += [_passage(one, data, reader) for one in left]
    parts += [f"# one block a record; copy it for more\n{empty(kind, data)}" for kind in BLOCKS[1:]]
    return "\n".join(parts)


def empty(kind: str, data: Dataset, name: str = "", given: Mapping[str, str] | None = None) -> str:
    """A block to be filled in: each field that the kind needs under its purpose.

    Args:
        kind: the folder of the kind.
        data: the book, whose lists are named.
        name: what the record is called.
        given: fields that are known already.
    """
    model, known = MODELS[kind], given or {}
    docs, lines = field_docs(model), [heading(kind, name)]
    for field in asked(kind):
        values = _values(shape_of(model).fields[field], data)
        lines.append(f"# {docs[field].split('. ')[0].rstrip('.')}{f': {values}' if values else ''}")
        lines.append(f"{line_name(field)}: {known.get(field, '')}".rstrip())
    lines += [f"{field}: {value}" for field, value in known.items() if field not in asked(kind)]
    return "\n".join(lines) + "\n"


def heading(kind: str, name: str) -> str:
    """The first line of a block."""
    return f"[{KINDS[kind].singular}] {name}".rstrip()


def asked(kind: str) -> list[str]:
    """The fields for which a block has lines, in the order of the model."""
    found = [
        field
        for field, info in MODELS[kind].model_fields.items()
        if info.is_required() or field in ALSO_ASKED - {"date"}
    ]
    return [one for one in found if one not in {"id", "paragraph", in_heading(kind)}]


def in_heading(kind: str) -> str:
    """The field whose value stands behind the heading: of a claim its words, else the name."""
    return "quote" if kind == "claims" else KINDS[kind].named


def line_name(field: str) -> str:
    """What a field is called in a line: of a list whose items have lines of their own, one item."""
    return {"quantities": "quantity"}.get(field, field)


def _about(data: Dataset) -> str:
    fields = shape_of(MODELS["claims"]).fields
    evidence = fields["evidence"].each or Shape()
    listed = {
        "kind": fields["kind"],
        "topic": fields["topic"],
        "relation": evidence.fields["relation"],
        "status": fields["status"],
    }
    lists = []
    for name, shape in listed.items():
        values = f"{name:10} {_values(shape, data)}"
        lists += textwrap.wrap(values, WIDTH, initial_indent="#   ", subsequent_indent=f"#{'':14}")
    title = printable(data.document.title)
    return ABOUT.format(title=title, lists="\n".join(lists))


def _values(shape: Shape, data: Dataset) -> str:
    mark = (shape.each or shape).mark
    return ", ".join(data.entries[mark.name]) if isinstance(mark, ListedIn) else ""


def _shown(paragraph: str) -> str:
    """A paragraph to be read, each line behind a mark, so that nothing in it is taken as a block."""
    return textwrap.fill(
        printable(paragraph),
        WIDTH,
        initial_indent=SHOWN,
        subsequent_indent=SHOWN,
        break_long_words=True,
        break_on_hyphens=False,
    )


def _holds_any(quote: str, others: Collection[str]) -> bool:
    return any(normalized(one) in normalized(quote) for one in others)


def _passage(passage: Passage, data: Dataset, reader: Reader) -> str:
    """The block of a passage, with what is read off its words."""
    lines = [heading("claims", passage.quote)]
    stated = [*_with_limits(passage.quote, reader(passage.quote), data)]
    for field in asked("claims"):
        if field == "evidence":
            lines += [f"quantity: {one} |" for one, _ in stated if one]
            lines += [
                f"# date: {date}" for date in dict.fromkeys(date for _, date in stated) if date
            ]
        lines.append(f"{field}:")
    return "\n".join(lines) + "\n"


def _with_limits(
    quote: str, found: Iterable[tuple[int, int, Mapping[str, Any]]], data: Dataset
) -> Iterator[tuple[str, str]]:
    """What the words of a passage state: amounts as a line has them, or dates.

    A limit that stands right before an amount belongs to its words.
    """
    limits = {entry.id: limit_words(entry) for entry in data.vocabulary.qualifiers}
    free = 0
    for start, end, fields in found:
        if "date" in fields:
            yield "", str(fields["date"])
            continue
        before = _limited(quote[free:start], limits.values())
        first = free + before if before is not None else start
        stated = quote[first:end].strip()
        # as the rule on limits reads the stated words
        said = [one for one, limit in limits.items() if limit.search(normalized(stated).casefold())]
        yield f"{' '.join([*said[:1], amount_line(fields)])} | {stated}", ""
        free = end


_NEAR = 3
"""The number of words, or characters of a script without spaces, in which a limit is looked for."""


def _limited(before: str, limits: Iterable[re.Pattern[str]]) -> int | None:
    """Where the words of a limit begin that stand right before an amount; None without any."""
    folded = before.casefold()
    if len(folded) != len(before):
        return None
    found = [match for limit in limits for match in limit.finditer(folded)]
    near = [one.start() for one in found if len(words(before[one.end() :])) < _NEAR]
    near = [one for one in near if not re.search(r"[,;.，、；。]", before[one:])]
    return min(near, default=None)


def amount_line(fields: Mapping[str, Any]) -> str:
    """An amount as a line has it: `40 carts`, `40 to 50 percent`."""
    ends = [fields[name] for name in ("value", "low", "high") if name in fields]
    numbers = " to ".join(f"{one:f}" if isinstance(one, Decimal) else str(one) for one in ends)
    return f"{numbers} {fields.get('unit', UNKNOWN_UNIT)}"
