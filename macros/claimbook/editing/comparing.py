"""Says in lines for a terminal how far a copy agrees with a document."""

from collections.abc import Iterable, Iterator

from claimbook.core.text.problems import plural, printable
from claimbook.editing.verification import Copy

MOST_SHOWN = 20
"""Maximum number of paragraphs, and of quotations, that are told one by one."""

MOST_WORDS = 12
"""Maximum number of words that are shown of a paragraph, or of a quotation."""


def comparison(copy: Copy, name: str) -> Iterator[str]:
    """The lines: paragraphs that match, differ, are missing or added, then the quotations.

    Args:
        copy: what was found.
        name: the copy's file.
    """
    found, where = copy.agreement, copy.address or "its address is not recorded"
    yield ""
    yield f"{printable(name)} beside '{copy.document}' ({printable(copy.title)}; {printable(where)}):"
    known = [one for one in found.found if one.how != "too short"]
    same = found.those("same")
    if not same and not found.those("changed"):
        yield "   Nothing in it is of this document: it is another text."
        return
    yield f"   {len(same):,} of {plural(len(known), 'paragraph')} are the same, word for word"
    for one in found.those("changed")[:MOST_SHOWN]:
        instead = "; ".join(f"“{_cut(gap)}”" for gap in one.instead[:3])
        has = f"; the copy has {instead} there" if instead else ""
        yield f"   paragraph {one.paragraph} differs: {one.kept} of {plural(one.words, 'word')} are the same{has}"
    if missing := found.those("missing"):
        yield f"   missing: {_numbers(one.paragraph for one in missing)}"
    if short := found.those("too short"):
        yield f"   too short to tell: {_numbers(one.paragraph for one in short)}"
    if found.added:
        shown = "; ".join(f"“{_cut(line)}”" for line in found.added[:3])
        yield f"   only in the copy: {plural(len(found.added), 'paragraph')}, such as {shown}"
    yield f"   Quotations that stand in it: {copy.quotations - len(copy.lost):,} of {copy.quotations:,}"
    yield from _lost(copy)


def _lost(copy: Copy) -> Iterator[str]:
    for place, words, near in copy.lost[:MOST_SHOWN]:
        yield f"   {printable(str(place))}: not in it: “{_cut(words)}”"
        if near:
            yield f"      {printable(near)}"
    if len(copy.lost) > MOST_SHOWN:
        yield f"   and {len(copy.lost) - MOST_SHOWN:,} more"


def _cut(text: str) -> str:
    words = text.split()
    return printable(" ".join(words[:MOST_WORDS])[:200] + (" …" if len(words) > MOST_WORDS else ""))


def _numbers(numbers: Iterable[int]) -> str:
    """`paragraphs 3, 5–9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number, number])
    said = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)
    return f"{'paragraph' if len(runs) == 1 and runs[0][0] == runs[0][1] else 'paragraphs'} {said}"
