"""The glossary, and the words by which its terms are found in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from macros.views.names import SourceName, source_name
from macros.views.parts import groups_of
from macros.views.paths import anchor, former_anchors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from macros.core.dataset import Dataset
    from macros.core.records import NativeName, Term
    from macros.views.parts import Part


@dataclass(frozen=True, slots=True)
class TermItem:
    """A term with its definition."""

    id: str
    anchor: str
    term: str
    aliases: tuple[str, ...]
    names: tuple[NativeName, ...]
    topic: str
    definition: str
    why_it_matters: str
    see_also: tuple[tuple[str, str], ...]
    sources: tuple[SourceName, ...]
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms by the alphabet, under their first letters."""

    letters: tuple[tuple[str, tuple[TermItem, ...]], ...]


def term_item(data: Dataset, term_id: str) -> TermItem:
    """A term with its definition.

    Raises:
        UnknownIdError: when there is no such term.
    """
    term: Term = data.find("terms", term_id)
    return TermItem(
        term.id,
        anchor("terms", term.id),
        term.term,
        term.aliases,
        term.names,
        data.label("topics", term.topic),
        term.definition,
        term.why_it_matters,
        tuple((other, data.terms[other].term) for other in term.see_also),
        tuple(source_name(data, source) for source in term.sources),
        former_anchors("terms", term.was),
    )


def glossary(data: Dataset) -> Glossary:
    """All terms by the alphabet."""
    return _by_letter(data, [one for group in groups_of(data, "terms") for one in group.ids])


def term_part(data: Dataset, part: Part) -> Glossary:
    """The terms of a part of the glossary."""
    return _by_letter(data, part.ids)


def _by_letter(data: Dataset, ids: Sequence[str]) -> Glossary:
    letters: dict[str, list[TermItem]] = {}
    for item in (term_item(data, one) for one in ids):
        first = item.term[0].upper()
        letters.setdefault(first if first.isalpha() else "0–9", []).append(item)
    return Glossary(tuple((letter, tuple(items)) for letter, items in letters.items()))


@dataclass(frozen=True)
class TermFinder:
    """Finds the names of terms in a text: the longest first, whole words only."""

    pattern: re.Pattern[str] | None
    by_name: dict[str, str]

    def term_id(self, found: str) -> str:
        """The term that a found name belongs to."""
        return self.by_name.get(found) or self.by_name[found.casefold()]


def term_finder(data: Dataset) -> TermFinder:
    """A finder for every term's name and aliases; a name that two terms have is the first one's."""
    by_name: dict[str, str] = {}
    kept: list[str] = []
    for term in sorted(data.terms.values(), key=lambda term: term.id):
        for name in term_names(term):
            forms = [name] if name.isupper() else [name.casefold(), f"{name.casefold()}s"]
            if any(form in by_name for form in forms):
                continue
            kept.append(name)
            by_name.update(dict.fromkeys(forms, term.id))
    return TermFinder(names_pattern(kept) if kept else None, by_name)


def term_names(term: Term) -> tuple[str, ...]:
    """The names by which a term is found in a text."""
    return (term.term.split(" (", maxsplit=1)[0], *term.aliases)


def names_pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Finds names as whole words, the longest first.

    A name written in capitals (an abbreviation) is found only as written; all others in either
    case, and with a plural s.
    """

    def alternatives(names: list[str]) -> str:
        return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

    strict = [name for name in names if name.isupper()]
    loose = [name for name in names if not name.isupper()]
    parts = [f"(?i:(?:{alternatives(loose)})s?)"] if loose else []
    parts += [f"(?:{alternatives(strict)})"] if strict else []
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")
